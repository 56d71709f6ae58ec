"""Sums of money, measures, shares and fractions, as ten languages say them."""

import re
from decimal import Decimal

from . import english
from .tokens import is_amount
from .tongues import Noun, Tongue

_SIGNS = {
    "£": "GBP", "$": "USD", "US$": "USD", "€": "EUR", "¥": "JPY", "￥": "JPY", "₹": "INR",
    "R$": "BRL", "₩": "KRW", "zł": "PLN", "kr": "SEK", "kr.": "SEK", "Fr.": "CHF", "円": "JPY",
    "Rs": "INR", "Rs.": "INR", "SFr.": "CHF", "SFr": "CHF", "C$": "CAD", "CA$": "CAD",
    "$CA": "CAD", "A$": "AUD", "AU$": "AUD", "$AU": "AUD", "NZ$": "NZD", "$NZ": "NZD",
    "HK$": "HKD", "S$": "SGD", "SG$": "SGD", "MX$": "MXN", "$US": "USD", "Kč": "CZK",
    "Ft": "HUF", "₺": "TRY", "₪": "ILS",
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
    sign = re.sub(r"\s", "", match["sign"] or "kr")
    code = _SIGNS.get(sign, sign)
    noun, part_noun = tongue.money[code]
    if sign in ("¥", "￥") and tongue.tag.startswith("zh"):
        noun, part_noun = tongue.money["CNY"]
    text = plain_number(match["n"], tongue)
    said = _amount(text, match["size"] or "", noun, part_noun, tongue)
    return with_each(said, match["each"], tongue, paid=True)


_EACH_JAPANESE = {
    "月": "ひとつき", "泊": "いっぱく", "人": "ひとり", "名": "いちめい", "個": "いっこ",
    "年": "いちねん", "日": "いちにち", "回": "いっかい", "時間": "いちじかん", "分": "いっぷん",
    "週": "いっしゅうかん", "本": "いっぽん", "枚": "いちまい", "台": "いちだい",
    "坪": "ひとつぼ", "冊": "いっさつ", "杯": "いっぱい",
}  # fmt: skip
EACH_JAPANESE = "|".join(_EACH_JAPANESE)
"""What prices are told for with a stroke in Japanese, for a pattern."""

_EACH = {
    "en": {"mo": "month", "mth": "month", "yr": "year", "wk": "week", "pp": "person",
           "pc": "piece", "ea": "item", "pers": "person", "hr": "hour", "u": "unit"},
    "de": {"Mo": "Monat", "mtl": "Monat", "Wo": "Woche", "Jahr": "Jahr", "Ü": "Übernachtung",
           "Stück": "Stück", "St": "Stück"},
    "fr": {"mo": "mois", "an": "an", "j": "jour", "u": "unité", "pce": "pièce"},
    "es": {"u": "unidad", "ud": "unidad", "p": "persona"},
    "it": {"gg": "giorno", "g": "giorno", "a": "anno", "p": "persona", "cad": "pezzo"},
    "pt": {"un": "unidade", "p": "pessoa"},
    "nl": {"mnd": "maand", "mo": "maand", "jr": "jaar", "p": "persoon", "p.p": "persoon"},
    "sv": {"mån": "månad", "år": "år", "st": "styck", "pers": "person"},
    "pl": {"m-c": "miesiąc", "rok": "rok", "dzień": "dzień", "doba": "doba"},
}  # fmt: skip
_WITH_A = frozenset("persona notte testa pezzo bottiglia coppia".split())


def with_each(said: str, each: str | None, tongue: Tongue, *, paid: bool = False) -> str:
    """An amount with what it is for each time: "per month", "per hundred kilometres"."""
    if not each:
        return said
    if tongue.code == "ja":
        return f"{_each_japanese(each, tongue)}あたり{said}"
    return f"{said} {_each(each.rstrip('.'), tongue, paid=paid)}"


def _each_japanese(each: str, tongue: Tongue) -> str:
    if each in _EACH_JAPANESE:
        return _EACH_JAPANESE[each]
    count, unit = _counted_unit(each)
    noun = unit_noun(unit, tongue)
    return tongue.counted(count or "1", noun) if noun else each


def _counted_unit(each: str) -> tuple[str, str]:
    found = re.match(r"(\d*)\s?(.+)", each)
    return (found[1], found[2]) if found else ("", each)


def _each(unit: str, tongue: Tongue, *, paid: bool) -> str:
    if unit in ("h", "hr", "hour", "Std", "Stunde", "heure", "hora", "ora", "godz"):
        return tongue.word("an-hour") if not (paid and tongue.code == "pl") else "za godzinę"
    count, unit = _counted_unit(unit)
    noun = unit_noun(unit, tongue)
    if count and noun:
        each = {"it": "ogni", "pl": "za"}.get(tongue.code, tongue.word("per"))
        return f"{each if paid else tongue.word('per-many')} {tongue.counted(count, noun)}"
    name = _EACH.get(tongue.code, {}).get(unit) or (noun.forms[0] if noun else unit)
    if tongue.code == "pl":
        return f"{'za' if paid else tongue.word('per')} {accusative(name)}"
    if tongue.code == "it":
        return _a_thing(name, tongue)
    return f"{tongue.word('per')} {name}"


def accusative(name: str) -> str:
    """A Polish singular as the object of "za": "osobę", "noc", "metr kwadratowy"."""
    head, *rest = name.split()
    return " ".join([head[:-1] + "ę" if head.endswith("a") else head, *rest])


def _a_thing(name: str, tongue: Tongue) -> str:
    """What an Italian price is for: "al mese", "all'anno", "alla settimana", "a persona"."""
    if name in _WITH_A:
        return f"a {name}"
    if name[0] in "aeiouAEIOU":
        return f"all'{name}"
    if tongue.gender_of(name) == "f":
        return f"alla {name}"
    return f"{'allo' if re.match('z|s[^aeiou]|gn|ps', name) else 'al'} {name}"


def unit_noun(unit: str, tongue: Tongue) -> Noun | None:
    """The noun of a unit as written, squared or cubed where a sign behind it says so."""
    unit = re.sub(r"(?<=fl|sq|cu)\.?\s?(?=[a-z])", " ", unit) if tongue.code == "en" else unit
    found = re.fullmatch(r"(.+?)(?P<power>[²³]|(?<=[mt])[23])?", unit)
    base, power = (found[1], found["power"] or "") if found else (unit, "")
    noun = tongue.units.get(base) or tongue.units.get(ALIKE.get(base, base))
    if noun is None or not power:
        return noun
    forms = (f.lower() if tongue.code in ("de", "sv") else f for f in noun.forms)
    words = tongue.word("square" if power in "²2" else "cubic").split("|")
    many = list(forms)
    many += many[-1:] * (len(words) - len(many))
    words += words[-1:] * (len(many) - len(words))
    return Noun(tuple(w.format(f) for w, f in zip(words, many, strict=True)), noun.gender)


def measure(number: str, unit: str, power: str, tongue: Tongue) -> str:
    """A number as written with its unit; the unit is one of the language's."""
    noun = unit_noun(unit + power, tongue)
    text = plain_number(number, tongue)
    return tongue.counted(text, noun) if noun else tongue.number(text)


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
    text, noun = plain_number(match["n"], tongue), tongue.noun(key)
    if tongue.code == "en" and re.match(rf"[\s-](?:{_TURNED})\b", match.string[match.end() :]):
        noun = Noun(noun.forms[:1])
    return _signed(match, tongue.counted(text, noun), tongue)


_TURNED = "angle|view|turn|rotation|video|camera|photo|panorama|tour|spin|bend|lens|shot|cut|swing"
"""What is named by its degrees: "a forty-five degree angle"."""


def percent(match: re.Match[str], tongue: Tongue) -> str:
    """A share of a hundred."""
    text = plain_number(match["n"], tongue)
    joint = "" if tongue.code == "ja" else " "
    noun = tongue.noun("percent")
    name = tongue.form(noun, text) if tongue.locative else noun.forms[0]
    return _signed(match, f"{tongue.number(text)}{joint}{name}", tongue)


ALIKE = {"L": "l", "mL": "ml", "cL": "cl", "KG": "kg", "KM": "km", "CM": "cm", "ML": "ml",
          "lbs": "lb", "hr": "h", "hrs": "h", "mins": "min", "secs": "s", "yrs": "yr",
          "tsps": "tsp", "tbsps": "tbsp", "gals": "gal", "kgs": "kg", "Tbsp": "tbsp",
          "Tsp": "tsp", "Stck": "Stk"}  # fmt: skip
"""English units as they are also written."""


_ACROSS = r"(?:wide|long|tall|high|deep|thick|apart|across|by|or|and|of|in|to|at|from|on|x)\b"
"""What stands behind "5 inches"; before a noun it is "a 5 inch screen"."""


_ALONG = "wide|long|tall|high|deep|thick|across|apart"
_HELD = (
    "bag|box|bottle|pack|packet|jar|tin|can|carton|tub|tube|roll|sack|barrel|tank|keg|tip|screen|"
    "monitor|display|laptop|tablet|cable|hose|rope|lens|walk|run|race|limit|drive|radius|battery|"
    "charger|fuse|dumbbell|plate|pan|pot|pizza|burger|steak|board|pipe|nail|screw|poster|print|"
    "frame|tyre|tire|wheel|ladder|tape|bulb|cup|glass|mug|case|pouch|bar|loaf|turkey|kettle|pump|"
    "drill|heater|lamp|light|supply|socket|outlet|plug|motor|engine|truck|lorry|van|vehicle|crane|"
    "trailer|load|trial|sale|shift|break|delivery|guarantee|service|fast|wait|pass|clock|pool|"
    "sofa|tower|table|desk|fence|flight|drop|fall|sprint|dash|warranty|plan|site|plot|panel|"
    "turbine|speaker|oven|iron|toaster|blender|fridge|freezer|adapter|appliance|system|bike|scooter"
)
"""What a measure is told of without its plural: "a five kilogram bag"."""


_RATINGS = frozenset("V A W kW MW Ah mAh Wh kWh Hz kHz VA kVA PS".split())
"""Units that stand beside each other on a plate."""


def unit(match: re.Match[str], tongue: Tongue) -> str | None:
    """A measure with its unit."""
    unit = (
        match["unit"] if match["unit"] in tongue.units else ALIKE.get(match["unit"], match["unit"])
    )
    stopped = match[0].endswith(".") or re.match(r"\.(?!\w)", match.string[match.end() :])
    inches = unit == "in" and (
        stopped or re.match(rf"\s(?:{_ALONG})\b", match.string[match.end() :])
    )
    after = match.string[match.end() :]
    odd = match["gap"] and (
        match["unit"] in ("in", "p", "s")
        or (match["unit"] == "t" and re.match(r"[\s-](?:shirt|bar|bone|cell|rex)", after))
    )
    compared = unit == "s" and match.string[: match.start()].rstrip()[-1:] in tuple("<>≤≥=")
    if tongue.code == "en" and odd and not inches and not compared:
        return None
    if unit == "A" and tongue.code == "en" and (match["gap"] or not re.match(r"\s[a-z]", after)):
        return None
    noun, text = unit_noun(unit + match["power"], tongue), plain_number(match["n"], tongue)
    if noun is None:
        return None
    before = match.string[: match.start()]
    named = tongue.code == "en" and re.match(rf"[\s-](?!{_ACROSS})[a-z]", after)
    held = named and not match["each"] and re.match(rf"[\s-](?:{_HELD})s?\b", after)
    if held or (named and re.search(r"(?i)\b(?:an?|the|each|every|per)\s$", before)):
        noun = Noun(noun.forms[:1])
    said = _signed(match, tongue.counted(text, noun), tongue)
    rated = re.fullmatch(r"(?P<n>\d+)\s?(?P<unit>[A-Za-z]+)", match["each"] or "")
    if rated and unit in _RATINGS and rated["unit"] in _RATINGS:
        # "24 V/10 Ah" is what a battery has, and nothing for each.
        return f"{said} {measure(rated['n'], rated['unit'], '', tongue)}"
    if inches and re.match(rf"\.?\s(?!{_ACROSS})[a-z]", match.string[match.end() - 1 :]):
        said = said.replace("inches", "inch")
    if match["each"]:
        if tongue.code == "ja" and (unit, match["each"]) == ("km", "h"):
            said = f"じそく{tongue.number(text)}キロ"
        else:
            said = with_each(said, match["each"], tongue)
    return said


def sized(match: re.Match[str], tongue: Tongue) -> str | None:
    """A number of thousands, millions or more."""
    text = plain_number(match["n"], tongue)
    if match["size"] in ("m", "b", "mil"):
        return None
    # A lone B is a letter, "7B", where it counts nothing that follows.
    after = match.string[match.end() :]
    if match["size"] == "B" and not (
        tongue.code == "en" and (re.match(r"\s[a-z]", after) or is_amount(match, tongue))
    ):
        return None
    text, name = _times(text, match["size"])
    return tongue.counted(text, tongue.noun(name)) if name else tongue.number(text)


def part(match: re.Match[str], tongue: Tongue) -> str:
    """A fraction in one sign, with the whole number before it."""
    a, b = HALVES[match["part"]]
    return mixed(match["n"], a, b, tongue)


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
        return mixed(whole, a, b, tongue)
    # What is no fraction is two numbers: "9/11".
    lead = f"{tongue.number(whole)} " if whole else ""
    if tongue.code == "ja":
        return None
    if a == b and a in (5, 10, 20, 100):
        return f"{lead}{tongue.cardinal(a)} {tongue.word('out-of')} {tongue.cardinal(b)}"
    return f"{lead}{tongue.number(match['a'])} {tongue.number(match['b'])}"


_COMMON = (2, 3, 4, 5, 6, 8, 10, 12, 16)


def mixed(whole: str | None, a: int, b: int, tongue: Tongue) -> str:
    """A fraction with the whole number before it, if there is one: "two and a quarter"."""
    if tongue.code == "ja":
        said = f"{tongue.cardinal(b)}ぶんの{tongue.cardinal(a)}"
        return f"{tongue.number(whole)}と{said}" if whole else said
    half = (a, b) == (1, 2)
    if whole is None:
        return tongue.fractions[2].forms[0] if half else share(a, b, tongue)
    count = tongue.number(whole)
    if half and tongue.code == "de":
        return ("ein" if whole == "1" else count) + "einhalb"
    if half and tongue.code == "nl":
        return "anderhalf" if whole == "1" else f"{count} en een half"
    if half:
        said = {"en": "a half", "sv": "en halv"}.get(tongue.code, tongue.fractions[2].forms[0])
    else:
        said = share(a, b, tongue)
    return tongue.word("mixed").format(count, said)


def share(a: int, b: int, tongue: Tongue) -> str:
    """So many parts of so many: "three quarters"."""
    if tongue.code == "en":
        name = tongue.fractions[b].forms if b in tongue.fractions else None
        one = name[0] if name else english.ordinal(b)
        if a == 1:
            return f"{'an' if one[0] in 'aeiou' else 'a'} {one}"
        return f"{english.cardinal(a)} {name[1] if name else one + 's'}"
    return tongue.counted(str(a), tongue.fractions[b])
