"""Finds the figures and signs of a line, and says what is said for each, in order of precedence."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache

from ...domain.sentences import ends
from . import amounts, english, japanese
from .clock import clock_rules
from .marks import compared_japanese, dotted, mark_rules
from .ranks import rank_rules
from .tokens import token_rules
from .tongues import Tongue, tongue_of

Say = Callable[[re.Match[str], Tongue], str | None]
"""What is said for a match; None: it is not what it looked like."""


@dataclass(frozen=True)
class Reading:
    """What is said for text[start:end]."""

    start: int
    end: int
    said: str


NUMBER = (
    r"(?:\d{1,3}(?:[.,’'\u00a0\u202f]\d{3})+(?:[.,]\d{1,2})?|\d{1,3}(?: \d{3}){2,}(?:[.,]\d{1,2})?"
    r"|\d+(?:[.,]\d+)?)(?!\d)"
)
_SPACED = r"(?:\d{1,3}(?: \d{3})+(?:,\d{1,2})?(?!\d)|" + NUMBER + ")"
_LEFT, _RIGHT = r"(?<![\w.,/-])", r"(?!\w)"

_CODES = "GBP|USD|EUR|JPY|INR|CHF|PLN|SEK|BRL|KRW|CNY"
_BEFORE = r"US\$|R\$|[£$€¥￥₹₩]|(?:" + _CODES + r")(?= ?\d)"
_BEHIND = r"[£$€¥￥₹₩円]|zł(?!\w)|kr(?!\w)\.?|(?:" + _CODES + r")(?!\w)|R\$"
_SIZE = (
    r"(?:k|K|m(?![²³])|M|bn|b|B|tn|Mio\.?|Mrd\.?|Tsd\.?|mio\.?|mln|mld|Mds?|mn|milj\.?|tys\.|mil|"
    r"million|billion|Millionen|Milliarden|Million|millions?|milliards?|millones|milioni|milhões|"
    r"miljoen|miljard|miljoner|miljarder|milion(?:y|ów)?)(?!\w)"
)


_NARROW = {0xFF00 + n: 0x20 + n for n in (*range(0x05, 0x06), *range(0x0B, 0x1B), 0x1C, 0x1E)}
"""Full-width figures, and their marks, as the narrow ones."""


def readings(text: str, tongue: Tongue) -> tuple[Reading, ...]:
    """What is said for the figures and signs of a line, by place; none overlaps another."""
    text = text.translate(_NARROW)
    found: list[Reading] = []
    for pattern, say in _rules(tongue.code):
        for match in pattern.finditer(text):
            start, end = match.span()
            if any(r.start < end and start < r.end for r in found) or start == end:
                continue
            said = say(match, tongue.bent if _genitive(text[:start], tongue) else tongue)
            if said is not None:
                found.append(Reading(start, end, said))
    return tuple(sorted(found, key=lambda r: r.start))


def _genitive(before: str, tongue: Tongue) -> bool:
    """Whether a Polish preposition before a number puts it in the genitive: "od 5 zł"."""
    return tongue.code == "pl" and bool(_OF.search(before))


_OF = re.compile(r"(?i)\b(?:od|do|około|ok\.|powyżej|poniżej|bez|dla|oprócz|spośród)\s$")


def _said(text: str, tongue: Tongue) -> str:
    """A part of a match, read by the same rules; as it is where none reads it."""
    made, at = "", 0
    for reading in readings(text, tongue):
        made += text[at : reading.start] + reading.said
        at = reading.end
    return made + text[at:]


@cache
def _rules(code: str) -> tuple[tuple[re.Pattern[str], Say], ...]:
    number = _SPACED if code in ("fr", "es", "pt", "sv", "pl") else NUMBER
    # Kana stand right behind a figure: there only ASCII counts as a word.
    flags = re.ASCII if code == "ja" else re.NOFLAG
    return tuple((re.compile(p, flags), say) for p, say in _patterns(code, number))


def _patterns(code: str, number: str) -> Iterator[tuple[str, Say]]:
    """Patterns, first come first served."""
    size = r"(?:(?:mi|bi)(?!\w)|" + _SIZE + ")" if code == "pt" else _SIZE
    yield r"(?<![\w.@])[\w.+-]+@[\w-]+(?:\.[\w-]+)+", _address
    yield (
        (
            r"(?<![\w.@])(?:https?://)?(?:[A-Za-z0-9-]+\.)+(?:com|org|net|co|uk|eu|de|fr|es|it|nl|se|"
            r"pl|pt|br|jp|ch|at|io|ai|tv|app|care|shop|info|example|test|dev|me)(?![\w.]*\w)"
            r"(?:/[\w/%?=&.-]*[\w/])?"
        ),
        _address,
    )
    yield from token_rules(code)
    yield from mark_rules(code)
    yield from rank_rules(code)
    yield from clock_rules(code)
    if code == "ja":
        yield from _japanese(number)
    yield (
        r"(?<![\w.,/])[+(]?\d(?:(?:[\s./\u00a0-]|\)?\s?\(|\)[\s-]?)?\d|\)){5,20}" + _RIGHT,
        _telephone,
    )
    if code == "en":
        yield r"(?<!\w)1-2-1" + _RIGHT, lambda m, t: "one to one"
        yield rf"(?<!\w)(?P<low>{_DAYS})\s?[-–—]\s?(?P<high>{_DAYS})" + _RIGHT, _days
        yield r"(?<!\w)24/7" + _RIGHT, lambda m, t: "twenty-four seven"
        yield r"(?<!\w)['’](?P<n>\d0)s" + _RIGHT, lambda m, t: _tens(int(m["n"]))
        yield _LEFT + r"(?P<n>\d{3}0)s" + _RIGHT, lambda m, t: english.decade(int(m["n"]))
        yield (
            _LEFT + r"(?P<n>\d+)(?:st|nd|rd|th)" + _RIGHT,
            lambda m, t: english.ordinal(int(m["n"])),
        )
        yield (
            r"(?<!\w)(?P<n>\d+)[’'](?P<i>\d+)[\"”″]?",
            lambda m, t: f"{t.number(m['n'])} foot {t.number(m['i'])}",
        )
        yield _LEFT + r"(?P<n>\d+)\*(?=\s[a-z])", lambda m, t: f"{t.number(m['n'])} star"
        yield _LEFT + r"(?P<a>\d+)[x×](?P<b>\d+)(?P<s>s?)" + _RIGHT, _by
        yield (
            _LEFT + r"(?P<n>\d+)p" + _RIGHT,
            lambda m, t: f"{t.number(m['n'])} " + ("penny" if m["n"] == "1" else "pence"),
        )
        yield (
            r"(?<!\w)v(?P<n>\d+(?:\.\d+)+)" + _RIGHT,
            lambda m, t: "version " + " point ".join(t.cardinal(int(n)) for n in m["n"].split(".")),
        )
        yield (
            _LEFT + r"(?P<n>5|10)[kK](?= (?:run|race|walk|fun))",
            lambda m, t: t.number(m["n"]) + " K",
        )
        yield r"(?<!\w)w/o(?!\w)", lambda m, t: "without"
        yield r"(?<!\w)w/(?=\s?\w)", lambda m, t: "with "
        yield r"\bC\+\+", lambda m, t: "C plus plus"
        yield r"\bC#", lambda m, t: "C sharp"
    yield _LEFT + r"(?P<n>\d)(?P<letter>[GKD])" + _RIGHT, _generation
    yield (
        (
            rf"(?<![\w.,/-])(?:(?P<sign>{_BEFORE})\s?)?(?P<low>{number})\s?[-–—〜～]\s?(?P<again>{_BEFORE})?"
            rf"(?P<high>{number})(?P<tail>\s?(?:{size})?\s?(?:%|℃|℉|°\s?[CF]?|{_BEHIND}|{_units(code)})|"
            rf"\s?{size})?(?![\w–—-])"
        ),
        _range,
    )
    yield (
        (
            rf"(?<![\w])(?P<sign>{_BEFORE})\s?(?P<n>{number})(?:\s?(?P<size>{size}))?"
            r"(?:,[-–—])?(?:/(?P<each>\w+))?" + _RIGHT
        ),
        amounts.money,
    )
    yield (
        (
            rf"{_LEFT}(?P<n>{number})(?:\s?(?P<size>{size}))?(?:,[-–—])?\s?(?P<sign>{_BEHIND})"
            r"(?:/(?P<each>\w+))?"
        ),
        amounts.money,
    )
    if code == "sv":
        yield rf"{_LEFT}(?P<n>{number}):[-–—]" + r"(?P<sign>)(?P<size>)(?P<each>)", amounts.money
    yield (
        rf"(?<![\w\d])(?P<minus>[-−–+])?(?P<n>{number})\s?(?:°\s?(?P<scale>[CF])?|(?P<sign>[℃℉]))"
        + _RIGHT,
        amounts.degrees,
    )
    yield rf"(?<![\w\d])(?P<minus>[-−–+])?(?P<n>{number})\s?%", amounts.percent
    yield (
        (
            rf"(?<![\w.,])(?P<minus>[-−])?(?P<n>{number})(?P<gap>\s?)(?P<unit>{_units(code)})"
            rf"(?P<power>[²³]?)(?:/(?P<each>[a-z]+))?{_RIGHT}(?:\.(?=\s+[a-z]))?"
        ),
        amounts.unit,
    )
    yield rf"{_LEFT}(?P<n>{number})\s?(?P<size>{size})", amounts.sized
    if code in amounts.HALF_BEHIND:
        yield rf"{_LEFT}(?P<n>\d+)\s?½ (?P<noun>[^\W\d]+)", amounts.half_behind
    yield rf"{_LEFT}(?:(?P<n>\d+)\s?)?(?P<part>[{''.join(amounts.HALVES)}])", amounts.part
    yield (
        _LEFT + r"(?:(?P<whole>\d+) )?(?P<a>\d{1,2})[/⁄](?P<b>\d{1,2})" + r"(?![\w/])",
        amounts.fraction,
    )
    yield (
        r"(?<!\w)(?:"
        + ("[Nn]\\.|" if code in ("it", "es", "pt", "fr") else "")
        + r"N(?:[ro]s?)?\.|n[ro]\.|[Nn]\.?[º°]\.?|№|[Nn]úm\.|nr|#)\s?(?P<n>\d+)"
        + _RIGHT,
        lambda m, t: f"{t.word('number')} {_figure(m['n'], t)}",
    )
    yield rf"(?<!\w)±(?=\s?{number})", lambda m, t: f"{t.word('plus')} {_or(t)} {t.word('minus')} "
    yield rf"(?<!\w)[~≈](?=\s?{number})", lambda m, t: t.word("about") + " "
    yield (
        _LEFT + r"(?P<n>\d+)\s?[x×]" + _RIGHT,
        lambda m, t: f"{t.number(m['n'])} " + t.word("times"),
    )
    yield rf"{_LEFT}(?P<n>\d{{1,3}}(?:\.\d{{1,3}}){{2,}})" + _RIGHT, dotted
    yield _ordinals(code)
    yield _LEFT + r"(?P<a>\d{1,3}):(?P<b>\d{1,3})" + _RIGHT, _ratio
    yield rf"{_LEFT}(?P<n>{number})\+", lambda m, t: f"{_figure(m['n'], t)} {t.word('plus')}"
    yield (
        rf"(?<![\w.,/])(?P<minus>[-−])(?P<n>{number}){_RIGHT}",
        lambda m, t: f"{t.word('minus')} {_figure(m['n'], t)}",
    )
    yield rf"(?<![\w.,-])(?P<n>{number}){_RIGHT}", _bare
    tongue = tongue_of(code)
    for short in tongue.short if tongue else ():
        if short.count(".") > 1:
            rest = re.escape(short[1:-1]).replace(r"\.", r"\.\s?")
            yield rf"(?<!\w)[{short[0].lower()}{short[0].upper()}]{rest}\.", _dotted
    if code == "sv":
        yield r"(?<!\w)i\s?st\.?\s?f\.?" + _RIGHT, lambda m, t: "i stället för"
    if code == "es":
        yield r"(?<!\w)[Cc]/(?=\s?[A-ZÁÉÍÓÚÑ])", lambda m, t: "calle "
    if code == "pt":
        # Kings and men are "dom", ladies "dona".
        yield r"(?<!\w)D\.(?=\s[A-ZÁ]\w*(?:[olé]|[^ê]s|te|que|ão)(?!\w))", lambda m, t: "dom "
        yield r"(?<!\w)(?P<w>[csp])/(?=\s?[^\W\d])", lambda m, t: t.short[m["w"] + "/"] + " "
    if code != "en":
        yield r"(?<=\s)&(?=\s)", lambda m, t: t.word("and")
        yield r"(?<=\s)\+(?=\s)", lambda m, t: t.word("plus")
        yield r"%", lambda m, t: t.noun("percent").forms[0]


@cache
def _units(code: str) -> str:
    tongue = tongue_of(code)
    assert tongue is not None
    names = {*tongue.units, *(amounts.ALIKE if code == "en" else ("L", "mL", "cL"))}
    return "(?:" + "|".join(sorted(map(re.escape, names), key=len, reverse=True)) + ")"


def _figure(text: str, tongue: Tongue) -> str:
    if text.isdecimal() and len(text) == 4 and "1100" <= text <= "2099":
        return tongue.year(int(text))
    if text.isdecimal() and (len(text) > 9 or (text[0] == "0" and len(text) > 1)):
        return tongue.digits(text)
    plain = amounts.plain_number(text, tongue)
    return tongue.number(plain.removesuffix(".00") if len(plain) > 6 else plain)


def _bare(match: re.Match[str], tongue: Tongue) -> str:
    """A number with nothing about it; behind "text" or "call" a short code, figure by figure."""
    before = match.string[max(0, match.start() - 12) : match.start()]
    text = match["n"]
    if re.fullmatch(r"\d{5,6}", text) and re.search(f"(?i){tongue.word('call')}", before):
        return tongue.digits(text)
    return _counting(text, match.string[match.end() :], tongue)


def _counting(text: str, behind: str, tongue: Tongue) -> str:
    """A number in the gender of the noun behind it, where the language has one for it."""
    plain = amounts.plain_number(text, tongue)
    following = re.match(r"\s(?:mil\s)?([^\W\d]+)", behind)
    hundreds = tongue.code in ("es", "pt") and len(plain) > 2
    counts = plain.isdecimal() and text[0] != "0" and len(plain) < 10
    if not (counts and (hundreds or (plain[-1] in "12" and len(text) != 4))):
        return _figure(text, tongue)
    number = int(plain)
    return tongue.cardinal(number, tongue.gender_of(following[1], number) if following else "")


def _tens(number: int) -> str:
    return english.cardinal(number)[:-1] + "ies" if number > 10 else "tens"


def _by(match: re.Match[str], tongue: Tongue) -> str:
    return f"{tongue.number(match['a'])} by {tongue.number(match['b'])}{match['s']}"


def _or(tongue: Tongue) -> str:
    return {"en": "or", "de": "oder", "fr": "ou", "es": "o", "it": "o", "pt": "ou", "nl": "of",
            "sv": "eller", "pl": "lub", "ja": "か"}[tongue.code]  # fmt: skip


_DAYS = "(?:Mon|Tues?|Wed|Thu(?:rs?)?|Fri|Sat|Sun)(?:days?)?"
_WEEK = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()


def _dotted(match: re.Match[str], tongue: Tongue) -> str:
    """A short form of several letters, "z. B.", with the stop of a sentence where it ends one."""
    key = re.sub(r"\s", "", match[0])
    other = key[0].swapcase() + key[1:]
    said = tongue.short[key] if key in tongue.short else tongue.short[other]
    behind = match.string[match.end() :].lstrip()
    # A preposition ends no sentence, nor does what a figure follows.
    goes_on = behind[:1].isdecimal() or said.split()[-1] in _PREPOSITIONS
    return said + ("." if not goes_on and ends(match[0], behind) else "")


_PREPOSITIONS = frozenset("med van met av för zum von der tot".split())


def _days(match: re.Match[str], tongue: Tongue) -> str:
    low, high = (next(d for d in _WEEK if d[:3] == match[k][:3]) for k in ("low", "high"))
    return f"{low} {tongue.word('to')} {high}"


_KANA = {"G": "ジー", "K": "ケー", "D": "ディー"}


def _generation(match: re.Match[str], tongue: Tongue) -> str:
    letter = _KANA[match["letter"]] if tongue.code == "ja" else match["letter"]
    joint = "" if tongue.code == "ja" else " "
    return f"{tongue.number(match['n'])}{joint}{letter}"


def _telephone(match: re.Match[str], tongue: Tongue) -> str | None:
    """Groups of figures that are a telephone number by their form, or by the word before them."""
    text = match[0]
    groups = re.findall(r"\d+", re.sub(r"(?<=\d )\(0\)|(?<=\d)\(0\)", "", text))
    count = sum(map(len, groups))
    if not 7 <= count <= 15 or (re.search(r"[.,]\d{1,2}$", text) and groups[0][0] != "0"):
        return None
    before = match.string[max(0, match.start() - 30) : match.start()]
    asked = re.search(f"(?i)(?:{tongue.word('call')})", before) and len(groups) > 1
    thousands = all(len(g) == 3 for g in groups[1:]) and len(groups[0]) <= 3
    starts = text[0] in "+(" or (text[0] == "0" and (len(groups) > 1 or count >= 9))
    sizes = [len(g) for g in groups]
    american = sizes[-3:] == [3, 3, 4] and len(groups) <= 4
    american = american or (sizes == [3, 4] and "-" in text and tongue.code == "en")
    if not (starts or american or asked) or (thousands and not (starts or asked)):
        return None
    plus = f"{tongue.word('plus')} " if text[0] == "+" else ""
    return plus + " ".join(tongue.digits(g) for g in groups)


def _address(match: re.Match[str], tongue: Tongue) -> str:
    text = re.sub(r"^(https?://)?(www\.)?", "", match[0]).split("?")[0].rstrip("/")
    names = {".": "dot", "/": "slash", "@": "at", "-": "dash"}
    parts = [p for p in re.split(r"([./@-])", text) if p]
    said = [tongue.word(names[p]) if p in names else _part_of_address(p, tongue) for p in parts]
    return " ".join(said)


def _part_of_address(part: str, tongue: Tongue) -> str:
    if part.isdecimal():
        return tongue.number(part) if len(part) < 4 and part[0] != "0" else tongue.digits(part)
    short = {"uk", "us", "eu", "tv", "ai", "io", "de", "fr", "es", "nl", "pl", "pt", "jp", "se"}
    if part in short and (tongue.code == "en" or len(part) == 2):
        return " ".join(part.upper())
    pieces = re.findall(r"\d+|[^\d]+", part.replace("_", " underscore ").replace("+", " plus "))
    said = (tongue.number(p) if p.isdecimal() and len(p) < 5 else p for p in pieces)
    return " ".join(" ".join(said).split())


def _range(match: re.Match[str], tongue: Tongue) -> str | None:
    sign, tail = match["sign"] or "", match["tail"] or ""
    low, high = match["low"], match["high"]
    if not sign and not tail and (len(low) > 4 or (low[0] == "0" and len(low) > 1)):
        return None
    if tongue.code == "pl" and not _between(match):
        last = _said((match["again"] or sign) + high + tail, tongue.bent)
        return f"{_said(sign + low, tongue)} {tongue.word('to')} {last}"
    behind = match.string[match.end() :]
    if not (sign or tail):
        first, last = (_counting(text, behind, tongue) for text in (low, high))
    else:
        first, last = (
            _said(sign + low, tongue),
            _said((match["again"] or sign) + high + tail, tongue),
        )
    joint = tongue.word("and" if _between(match) else "to")
    space = "" if tongue.code == "ja" else " "
    return f"{first}{space}{joint}{space}{last}"


def _between(match: re.Match[str]) -> bool:
    """Whether "between" stands before a range."""
    return bool(
        re.search(
            r"(?i)\b(?:between|zwischen|entre|tra|fra|tussen|mellan|między)\s*$",
            match.string[: match.start()],
        )
    )


def _japanese(number: str) -> Iterator[tuple[str, Say]]:
    """Amounts with a sign of comparison before them, counters, and ranges of what is counted."""
    amount = rf"[¥￥$€£]?[-−]?{number}\s?(?:%|℃|°C?|{_BEHIND}|{_units('ja')}|{japanese.COUNTERS})?"
    yield rf"(?P<sign>[<>≤≥])\s?(?P<amount>{amount})", _compared
    yield (
        rf"(?<![\w.,])(?P<low>\d{{1,4}})\s?[〜～~–—-]\s?(?P<high>\d{{1,4}})(?P<counter>{japanese.COUNTERS})",
        lambda m, t: "から".join(
            japanese.counted(int(m[key]), m["counter"]) for key in ("low", "high")
        ),
    )
    yield (
        r"(?P<b>\d+)分の(?P<a>\d+)",
        lambda m, t: f"{t.number(m['b'])}ぶんの{t.number(m['a'])}",
    )
    behind = {"人": "にん", "円": "えん", "個": "こ", "本": "ぼん", "枚": "まい", "回": "かい",
              "台": "だい", "件": "けん"}  # fmt: skip
    yield (
        rf"(?<![\w.,])(?P<n>\d+(?:\.\d+)?)(?P<size>[万億])(?P<what>{'|'.join(behind)})?",
        lambda m, t: (
            t.number(m["n"]) + ("まん" if m["size"] == "万" else "おく") + behind.get(m["what"], "")
        ),
    )
    yield r"(?:(?<=月)|(?<=毎月))1日|(?<![\w.,])1日(?=から|まで|より)", lambda m, t: japanese.day(1)
    yield (
        rf"(?<![\w.,])(?P<n>\d{{1,3}}(?:,\d{{3}})+|\d{{1,6}})(?P<counter>{japanese.COUNTERS})",
        lambda m, t: japanese.counted(int(m["n"].replace(",", "")), m["counter"]),
    )


def _compared(match: re.Match[str], tongue: Tongue) -> str:
    return compared_japanese(match["sign"], _said(match["amount"], tongue))


def _ratio(match: re.Match[str], tongue: Tongue) -> str:
    joint = {"en": "to", "de": "zu", "fr": "sur", "es": "a", "it": "a", "pt": "por", "nl": "op",
             "sv": "till", "pl": "do", "ja": "たい"}[tongue.code]  # fmt: skip
    return f"{tongue.number(match['a'])} {joint} {tongue.number(match['b'])}"


def _ordinals(code: str) -> tuple[str, Say]:
    marks = {"fr": "er|re|e|ème|es", "es": "[ºª]|[.][ºª]", "it": "[º°ª]", "pt": "[ºª]|[.][ºª]",
             "nl": "e|ste|de", "sv": ":[ea]"}.get(code, "(?!)")  # fmt: skip
    left = r"(?<![\w.,/])(?<!\d-)"
    return rf"{left}(?P<n>\d{{1,3}})(?P<mark>{marks}){_RIGHT}", _ordinal


def _ordinal(match: re.Match[str], tongue: Tongue) -> str:
    number, mark = int(match["n"]), match["mark"]
    if tongue.code == "fr" and number == 1:
        return "première" if mark == "re" else "premier"
    said = tongue.ordinal(number)
    return said[:-1] + "a" if mark.endswith("ª") and said.endswith("o") else said
