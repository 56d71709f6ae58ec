"""Sums of money, measures, shares and fractions, as ten languages say them."""

import re
from decimal import Decimal

from . import english
from .tongues import Noun, Tongue

_SIGNS = {
    "£": "GBP", "$": "USD", "US$": "USD", "€": "EUR", "¥": "JPY", "￥": "JPY", "₹": "INR",
    "R$": "BRL", "₩": "KRW", "zł": "PLN", "kr": "SEK", "kr.": "SEK", "Fr.": "CHF", "円": "JPY",
}  # fmt: skip


HALVES = {"½": (1, 2), "¼": (1, 4), "¾": (3, 4), "⅓": (1, 3), "⅔": (2, 3), "⅛": (1, 8),
           "⅜": (3, 8), "⅝": (5, 8), "⅞": (7, 8), "⅕": (1, 5)}  # fmt: skip


def plain_number(text: str, tongue: Tongue) -> str:
    """A number as written with "." for its point and nothing between thousands."""
    text = re.sub(r"[\s’']", "", text)
    marks = [c for c in text if c in ".,"]
    if not marks:
        return text
    last = marks[-1]
    if len(set(marks)) == 2:
        whole, _, part = text.rpartition(last)
        return re.sub("[.,]", "", whole) + "." + part
    if len(marks) > 1:
        return text.replace(last, "")
    whole, _, part = text.partition(last)
    point = "," if tongue.comma else "."
    if len(part) == 3 and last != point and whole not in ("", "0"):
        return whole + part
    return f"{whole}.{part}"


def _times(text: str, size: str) -> tuple[str, str]:
    """A number and the noun of its size, or the number multiplied where it is of thousands."""
    low = size.rstrip(".").lower()
    if low in ("k", "tsd", "tys", "mil"):
        return f"{Decimal(text) * 1000:f}".rstrip("0").rstrip(
            "."
        ) if "." in text else text + "000", ""
    if low == "bi":
        # Only Brazil shortens it so.
        return text, "billion pt-br"
    if low == "tn":
        return text, "trillion"
    if low in ("b", "bn", "billion", "mrd", "mld", "md", "mds") or low.startswith(
        ("milli", "miljar")
    ):
        million = low.startswith("milli") and not low.startswith("milliard")
        return text, "million" if million else "billion"
    return text, "million"


def money(match: re.Match[str], tongue: Tongue) -> str | None:
    """A sum of money, with what it is for each time: "£18/hour"."""
    sign = match["sign"] or "kr"
    code = _SIGNS.get(sign, sign)
    noun, part_noun = tongue.money[code]
    if sign in ("¥", "￥") and tongue.tag.startswith("zh"):
        noun, part_noun = tongue.money["CNY"]
    text = plain_number(match["n"], tongue)
    said = _amount(text, match["size"] or "", noun, part_noun, tongue)
    each = match["each"]
    return f"{said} {_each(each, tongue)}" if each else said


def _each(unit: str, tongue: Tongue) -> str:
    if unit in ("h", "hr", "hour", "Stunde", "heure", "hora", "ora"):
        return tongue.word("an-hour")
    known = tongue.units.get(unit)
    name = known.forms[0] if known else unit
    if known and tongue.code == "pl" and name.endswith("a"):
        name = name[:-1] + "ę"
    return f"{tongue.word('per')} {name}"


_JOINTS = {"es": " con ", "it": " e ", "pt": " e ", "sv": " och "}


def _amount(text: str, size: str, noun: Noun, part: Noun | None, tongue: Tongue) -> str:
    if size:
        text, name = _times(text, size)
        if name:
            big = tongue.noun(name)
            joint = tongue.word("of")
            many = tongue.form(Noun(noun.forms), "1000000" if tongue.code != "pl" else "5")
            if joint == "de" and tongue.code == "fr" and many[0] in "aeiou":
                return f"{tongue.counted(text, big)} d'{many}"
            return " ".join(f"{tongue.counted(text, big)} {joint} {many}".split())
    whole, _, rest = text.partition(".")
    if rest.strip("0") == "":
        return tongue.counted(whole, noun)
    if len(rest) != 2 or part is None or tongue.code == "ja":
        return tongue.counted(text, noun)
    if int(whole or "0") == 0:
        return tongue.counted(str(int(rest)), part)
    joint = _JOINTS.get(tongue.code, " ")
    small = str(int(rest))
    behind = tongue.counted(small, part) if tongue.code in ("sv", "pl") else tongue.number(small)
    return f"{tongue.counted(whole, noun)}{joint}{behind}"


def _signed(match: re.Match[str], said: str, tongue: Tongue) -> str:
    if not match["minus"]:
        return said
    return f"{tongue.word('plus' if match['minus'] == '+' else 'minus')} {said}"


def degrees(match: re.Match[str], tongue: Tongue) -> str:
    """A temperature, or an angle."""
    scale = match["scale"] or {"℃": "C", "℉": "F"}.get(match["sign"] or "", "")
    key = {"C": "celsius", "F": "fahrenheit"}.get(scale, "degrees")
    text = plain_number(match["n"], tongue)
    return _signed(match, tongue.counted(text, tongue.noun(key)), tongue)


def percent(match: re.Match[str], tongue: Tongue) -> str:
    """A share of a hundred."""
    text = plain_number(match["n"], tongue)
    joint = "" if tongue.code == "ja" else " "
    return _signed(match, f"{tongue.number(text)}{joint}{tongue.noun('percent').forms[0]}", tongue)


ALIKE = {"L": "l", "mL": "ml", "cL": "cl", "KG": "kg", "KM": "km", "CM": "cm", "ML": "ml",
          "lbs": "lb", "hr": "h", "hrs": "h", "mins": "min", "secs": "s", "yrs": "yr"}  # fmt: skip


_ACROSS = r"(?:wide|long|tall|high|deep|thick|apart|across|by|or|and|of|in|to|at|from|on|x)\b"
"""What stands behind "5 inches"; before a noun it is "a 5 inch screen"."""


def unit(match: re.Match[str], tongue: Tongue) -> str | None:
    """A measure with its unit."""
    unit = ALIKE.get(match["unit"], match["unit"])
    stopped = match[0].endswith(".") or re.match(r"\.(?!\w)", match.string[match.end() :])
    inches = unit == "in" and stopped
    odd = match["gap"] and unit in ("in", "p", "t", "h", "s")
    compared = unit == "s" and match.string[: match.start()].rstrip()[-1:] in tuple("<>≤≥=")
    if tongue.code == "en" and odd and not inches and not compared:
        return None
    noun, text = tongue.units.get(unit), plain_number(match["n"], tongue)
    if noun is None:
        return None
    if match["power"]:
        word = tongue.word("square" if match["power"] in "²2" else "cubic")
        forms = (
            noun.forms if tongue.code not in ("de", "sv") else tuple(f.lower() for f in noun.forms)
        )
        noun = Noun(tuple(word.format(f) for f in forms), noun.gender)
    said = _signed(match, tongue.counted(text, noun), tongue)
    if inches and re.match(rf"\.?\s(?!{_ACROSS})[a-z]", match.string[match.end() - 1 :]):
        said = said.replace("inches", "inch")
    if match["each"]:
        if tongue.code == "ja" and (unit, match["each"]) == ("km", "h"):
            said = f"じそく{tongue.number(text)}キロ"
        else:
            said += " " + _each(match["each"], tongue)
    return said


def sized(match: re.Match[str], tongue: Tongue) -> str | None:
    """A number of thousands, millions or more."""
    text = plain_number(match["n"], tongue)
    if match["size"] in ("m", "b", "mil"):
        return None
    text, name = _times(text, match["size"])
    return tongue.counted(text, tongue.noun(name)) if name else tongue.number(text)


def part(match: re.Match[str], tongue: Tongue) -> str:
    """A fraction in one sign, with the whole number before it."""
    a, b = HALVES[match["part"]]
    return _mixed(match["n"], a, b, tongue)


HALF_BEHIND = {"fr": "et demi{e}", "es": "y medi{o}", "it": "e mezz{o}", "pt": "e mei{o}"}


def half_behind(match: re.Match[str], tongue: Tongue) -> str:
    """Hours and a half: Romance languages name the half behind the noun, in its gender."""
    noun = match["noun"]
    gender = tongue.gender_of(noun) or "m"
    half = HALF_BEHIND[tongue.code].format(
        e="e" if gender == "f" else "", o="a" if gender == "f" else "o"
    )
    return f"{tongue.cardinal(int(match['n']), gender)} {noun} {half}"


def fraction(match: re.Match[str], tongue: Tongue) -> str | None:
    """A fraction written with a stroke, or two numbers where it is none that has a name."""
    a, b = int(match["a"]), int(match["b"])
    whole, named = match["whole"], b in tongue.fractions
    if tongue.code == "en":
        named = b in _COMMON or (b <= 20 and (a == 1 or whole is not None))
    if 0 < a < b and named:
        return _mixed(whole, a, b, tongue)
    # What is no fraction is two numbers: "9/11".
    lead = f"{tongue.number(whole)} " if whole else ""
    if tongue.code == "ja":
        return None
    if a == b and a in (5, 10, 20, 100):
        return f"{lead}{tongue.cardinal(a)} {_OUT_OF[tongue.code]} {tongue.cardinal(b)}"
    return f"{lead}{tongue.number(match['a'])} {tongue.number(match['b'])}"


_COMMON = (2, 3, 4, 5, 6, 8, 10, 12, 16)
_OUT_OF = {"en": "out of", "de": "von", "fr": "sur", "es": "de", "it": "su", "pt": "em",
           "nl": "van de", "sv": "av", "pl": "na"}  # fmt: skip


def _mixed(whole: str | None, a: int, b: int, tongue: Tongue) -> str:
    if tongue.code == "ja":
        said = f"{tongue.cardinal(b)}ぶんの{tongue.cardinal(a)}"
        return f"{tongue.number(whole)}と{said}" if whole else said
    half = (a, b) == (1, 2)
    if whole is None:
        return tongue.fractions[2].forms[0] if half else _share(a, b, tongue)
    count = tongue.number(whole)
    if half and tongue.code == "de":
        return ("ein" if whole == "1" else count) + "einhalb"
    if half and tongue.code == "nl":
        return "anderhalf" if whole == "1" else f"{count} en een half"
    if half:
        said = {"en": "a half", "sv": "en halv"}.get(tongue.code, tongue.fractions[2].forms[0])
    else:
        said = _share(a, b, tongue)
    return tongue.word("mixed").format(count, said)


def _share(a: int, b: int, tongue: Tongue) -> str:
    if tongue.code == "en":
        name = tongue.fractions[b].forms if b in tongue.fractions else None
        one = name[0] if name else english.ordinal(b)
        if a == 1:
            return f"{'an' if one[0] in 'aeiou' else 'a'} {one}"
        return f"{english.cardinal(a)} {name[1] if name else one + 's'}"
    return tongue.counted(str(a), tongue.fractions[b])
