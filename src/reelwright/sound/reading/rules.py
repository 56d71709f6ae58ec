"""Finds the figures and signs of a line, and says what is said for each, in order of precedence."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache

from ...domain.sentences import ends
from . import amounts, genders, japanese, polish
from .clock import clock_rules
from .contacts import address, short_code, street_rules, telephone
from .day_spans import day_span_rules
from .idioms import idiom_rules
from .japanese_days import japanese_day_rules
from .lettered import letter, letter_rules, loose_letter_rules
from .lone_units import lone_unit_rules
from .marks import compared_japanese, dotted, mark_rules
from .measures import measure_rules
from .ranks import rank_rules
from .short_times import short_day_rules, short_month_rules
from .tokens import token_rules
from .tongues import Noun, Tongue, tongue_of

Say = Callable[[re.Match[str], Tongue], str | None]
"""What is said for a match; None: it is not what it looked like."""


@dataclass(frozen=True)
class Reading:
    """What is said for text[start:end]."""

    start: int
    end: int
    said: str


NUMBER = (
    r"(?:\d{1,3}(?:[.,’'\u00a0\u2007-\u2009\u202f]\d{3})+(?:[.,]\d{1,2})?"
    r"|[1-9]\d{0,2}(?: \d{3})+(?:[.,]\d{1,2})?|\d+(?:[.,]\d+)?)(?!\d)"
)
"""A number as it is written: stops, commas, apostrophes or any space between its thousands."""
_LEFT, _RIGHT = r"(?<![\w.,/-])", r"(?!\w)"

_CODES = (
    "GBP|USD|EUR|JPY|INR|CHF|PLN|SEK|BRL|KRW|CNY|CAD|AUD|NZD|HKD|SGD|MXN|DKK|NOK|CZK|HUF|TRY|ILS|"
    "ZAR|AED"
)
_LETTERED = r"(?:US|R|CA?|AU?|NZ|HK|SG?|MX)\$"
_BEFORE = rf"{_LETTERED}|[£$€¥￥₹₩₺₪]|(?:{_CODES})(?= ?\d)|Fr\.(?= ?\d)|Rs\.?(?= ?\d)|kr\.?(?= ?\d)"
_BEHIND = (
    rf"\$\s?(?:CA|AU|NZ|US)(?!\w)|{_LETTERED}|[£$€¥￥₹₩₺₪円]|zł(?!\w)|kr(?!\w)\.?(?!/)|Kč(?!\w)|"
    rf"Ft(?!\w)|(?:{_CODES})(?!\w)"
)
_EACH = (
    r"/\s?(?P<each>(?:\d+\s?)?(?:{units}[²³]?|[^\W\d_]+(?:-c)?[²³]?)(?!\w)"
    r"(?:\.(?=\s+[^\WA-Z]|[,;:)]))?)"
)
_GOES_ON = r"\s+[^\WA-ZÄÖÜÉÅŚŻŁ]|\s+\(|[,;:)/]"
"""What shows that the stop of a short unit ends no sentence."""
_SIZE = (
    r"(?:k|K|m(?![²³])|M|bn|b|B|tn|Mio\.?|Mrd\.?|Tsd\.?|mio\.?|mln|mld|Mds?|mn|milj\.?|tys\.|mil|"
    r"million|billion|Millionen|Milliarden|Million|millions?|milliards?|millones|milioni|milhões|"
    r"miljoen|miljard|miljoner|miljarder|milion(?:y|ów)?)(?!\w)"
)


_NARROW = {
    **{0xFF00 + n: chr(0x20 + n) for n in (*range(0x05, 0x06), *range(0x0B, 0x1B), 0x1C, 0x1E)},
    ord("ᵉ"): "e",
    ord("ʳ"): "r",
    ord("−"): "-",
}
"""Full-width and raised figures and letters, and their marks, as the plain ones."""


def readings(text: str, tongue: Tongue) -> tuple[Reading, ...]:
    """What is said for the figures and signs of a line, by place; none overlaps another."""
    text = text.translate(_NARROW)
    found: list[Reading] = []
    for pattern, say in _rules(tongue.code):
        for match in pattern.finditer(text):
            start, end = match.span()
            if any(r.start < end and start < r.end for r in found) or start == end:
                continue
            said = say(match, _case(match, tongue))
            if said is not None:
                found.append(Reading(start, end, said))
    return tuple(sorted(found, key=lambda r: r.start))


def _case(match: re.Match[str], tongue: Tongue) -> Tongue:
    """The language in the case that Polish says an amount in: "od 5 zł", "w 180 °C"."""
    if tongue.code != "pl":
        return tongue
    before = match.string[: match.start()]
    after = match.string[match.end() :]
    if re.search(r"\d$", match[0]) and polish.accompanies(before, after):
        return tongue.accompanied
    if _OF.search(before) or (_OUT_OF.search(before) and re.match(r"\s[^\W\d]", after)):
        return tongue.bent
    return tongue.located if polish.locates(before, match[0], after) else tongue


_OUT_OF = re.compile(r"(?i)(?:^|\s)ze?\s$")
_OF = re.compile(
    r"(?i)\b(?:od|do|około|ok\.|powyżej|poniżej|bez|dla|oprócz|spośród|zamiast|"
    r"wobec|według|wg|podczas|prócz|mimo)\s$"
)


def _said(text: str, tongue: Tongue) -> str:
    """A part of a match, read by the same rules; as it is where none reads it."""
    made, at = "", 0
    for reading in readings(text, tongue):
        made += text[at : reading.start] + reading.said
        at = reading.end
    return made + text[at:]


@cache
def _rules(code: str) -> tuple[tuple[re.Pattern[str], Say], ...]:
    # Kana stand right behind a figure: there only ASCII counts as a word.
    flags = re.ASCII if code == "ja" else re.NOFLAG
    return tuple((re.compile(p, flags), say) for p, say in _patterns(code, NUMBER))


def _patterns(code: str, number: str) -> Iterator[tuple[str, Say]]:
    """Patterns, first come first served."""
    size = r"(?:(?:mi|bi)(?!\w)|" + _SIZE + ")" if code == "pt" else _SIZE
    yield r"(?<![\w.@])[\w.+-]+@[\w-]+(?:\.[\w-]+)+", address
    yield (
        (
            r"(?<![\w.@])(?:https?://)?(?:[A-Za-z0-9-]+\.)+(?:com|org|net|co|uk|eu|de|fr|es|it|nl|se|"
            r"pl|pt|br|jp|ch|at|io|ai|tv|app|care|shop|info|example|test|dev|me)(?![\w.]*\w)"
            r"(?:/[\w/%?=&.-]*[\w/])?"
        ),
        address,
    )
    units = _units(code)
    each = _EACH.replace("{units}", units)
    if code in ("de", "fr"):
        yield (
            rf"(?<!\w)(?P<sign>Fr\.|SFr\.?)\s?(?P<n>{number})(?:\.|,)[-–—](?P<size>)(?P<each>)",
            amounts.money,
        )
    yield r"(?<!\w)(?:±|\+/[-–])(?=\s?\d)", _either
    yield r"(?<!\w)[Øø⌀](?=\s?\d)", lambda m, t: t.word("diameter") + " "
    yield r"(?<!\w)§§?(?=\s?\d)", lambda m, t: t.word("section") + " "
    yield from day_span_rules(code)
    yield from street_rules(code)
    some = rf"(?:\d{{1,2}}[/⁄]\d{{1,2}}|(?:\d{{1,2}}\s?)?[{''.join(amounts.HALVES)}])"
    yield (
        rf"{_LEFT}(?P<low>{some})\s?[-–—]\s?(?P<high>{some}(?:\s?(?:{units})(?!\w))?)(?![\w/])",
        _part_to_part,
    )
    yield from letter_rules(code)
    yield from token_rules(code)
    if code == "pl":
        # Behind a preposition a day bends, and others with it.
        yield from short_day_rules(code)
    yield from mark_rules(code)
    yield from rank_rules(code)
    yield from measure_rules(code, number, units)
    if code == "ja":
        yield from japanese_day_rules()
    yield from clock_rules(code)
    yield from short_month_rules(code)
    yield from short_day_rules(code)
    if code == "ja":
        yield from _japanese(number)
    yield (
        r"(?<![\w.,/])[+(]?\d(?:(?:[\s./\u00a0-]|\)?\s?\(|\)[\s-]?)?\d|\)){5,20}" + _RIGHT,
        telephone,
    )
    if code == "en":
        yield from idiom_rules(each)
    yield _LEFT + r"(?P<n>\d)(?P<letter>[GKD])" + _RIGHT, _generation
    yield (
        (
            rf"(?<![\w.,/-])(?:(?P<sign>{_BEFORE})\s?)?(?P<low>{number})"
            rf"(?P<own>\s?(?:%|℃|°\s?[CF]?|{_BEHIND}|{units}(?!\w)))?\s?[-–—〜～]\s?(?P<again>{_BEFORE})?"
            rf"(?P<high>{number})(?P<tail>\s?(?:{size})?\s?(?:%|℃|℉|°\s?[CF]?|{_BEHIND}|{units})|"
            rf"\s?{size})?(?![\w–—-])"
        ),
        _range,
    )
    yield (
        (
            rf"(?<![\w])(?P<sign>{_BEFORE})\s?(?P<n>{number})(?:\s?(?P<size>{size}))?"
            rf"(?:[.,][-–—])?(?:{each})?" + _RIGHT
        ),
        amounts.money,
    )
    yield (
        (
            rf"{_LEFT}(?P<n>{number})(?:\s?(?P<size>{size}))?(?:[.,][-–—])?\s?"
            rf"(?P<sign>{_BEHIND}|kr(?=/)|Fr\.(?=\s*(?:$|[,;]|[a-z])))(?:\s?{each})?"
        ),
        amounts.money,
    )
    if code == "sv":
        yield (
            rf"{_LEFT}(?P<n>{number}):[-–—]" + rf"(?P<sign>)(?P<size>)(?:{each})?",
            amounts.money,
        )
    yield (
        rf"(?<![\w\d%°])(?P<minus>[-−–+])?(?P<n>{number})\s?(?:°\s?(?P<scale>[CF])?|(?P<sign>[℃℉]))"
        + _RIGHT,
        amounts.degrees,
    )
    yield rf"(?<![\w\d%°])(?P<minus>[-−–+])?(?P<n>{number})\s?%", amounts.percent
    yield (
        (
            rf"(?<![\w.,])(?P<minus>[-−])?(?P<n>{number})(?P<gap>\s?)(?P<unit>{units})"
            rf"(?P<power>(?:[²³]|(?<=[mt])[23])?)(?:\.?{each})?{_RIGHT}(?:\.(?={_GOES_ON}))?"
        ),
        amounts.unit,
    )
    yield from lone_unit_rules(code, units)
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
    if code in ("it", "es", "pt", "fr"):
        yield r"(?<!\w)n\.?[º°]\.?(?=\s[^\W\d])", lambda m, t: t.word("number")
        yield r"(?<!\w)N\.?[º°]\.?(?=\s[^\W\d])", lambda m, t: t.word("number").capitalize()
    yield rf"(?<!\w)[~≈](?=\s?{number})", lambda m, t: t.word("about") + " "
    yield rf"{_LEFT}(?P<n>\d{{1,3}}(?:\.\d{{1,3}}){{2,}})" + _RIGHT, dotted
    yield _ordinals(code)
    yield _LEFT + r"(?P<a>\d{1,3}):(?P<b>\d{1,3})" + _RIGHT, _ratio
    yield (
        r"(?<=[%€£$])\+(?=[\s,.;:!?)]|$)|(?<=[€£$]\d)\+(?=[\s,.;:!?)]|$)",
        lambda m, t: " " + t.word("plus"),
    )
    yield r"(?<=[£$€]\d{2})\+(?=[\s,.;:!?)]|$)", lambda m, t: " " + t.word("plus")
    yield rf"{_LEFT}(?P<n>{number})\+", lambda m, t: f"{_figure(m['n'], t)} {t.word('plus')}"
    yield (
        rf"(?<![\w.,/])(?P<minus>[-−])(?P<n>{number}){_RIGHT}",
        lambda m, t: f"{t.word('minus')} {_figure(m['n'], t)}",
    )
    yield from loose_letter_rules(code)
    if code in ("es", "fr", "it", "pt"):
        yield rf"(?<![\w.,-])(?P<n>{number})\s(?P<noun>[^\W\d_]+)", _millions
    if code == "it":
        yield r"(?<![\w.,/-])1\s(?P<noun>[aeiouhàèéìòù][^\W\d_]+)", _elided
    yield rf"(?<![\w.,-])(?P<n>{number}){_RIGHT}", _bare
    yield from _short_forms(code)


def _short_forms(code: str) -> Iterator[tuple[str, Say]]:
    """Patterns of short forms with signs, and of signs alone."""
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
    told = [re.escape(name) for name in sorted(names, key=len, reverse=True)]
    # "Sq ft" has its stops, and its spaces, as one likes.
    spaced = (re.sub(r"^(fl|sq|cu)\\ ", r"\1\\.?\\s?", name) for name in told)
    return "(?:" + "|".join(spaced) + ")"


def _figure(text: str, tongue: Tongue) -> str:
    if text.isdecimal() and len(text) == 4 and "1100" <= text <= "2099":
        return tongue.year(int(text))
    if text.isdecimal() and (len(text) > 9 or (text[0] == "0" and len(text) > 1)):
        return tongue.digits(text)
    plain = amounts.plain_number(text, tongue)
    return tongue.number(plain.removesuffix(".00") if len(plain) > 6 else plain)


def _bare(match: re.Match[str], tongue: Tongue) -> str:
    """A number with nothing about it; behind "text" or "call" a short code, figure by figure."""
    text = match["n"]
    if said := short_code(match, tongue):
        return said
    dated = _YEAR.search(match.string[: match.start()]) is not None
    return _counting(text, match.string[match.end() :], tongue, dated=dated)


_YEAR = re.compile(r"(?i)\b(?:en|de|del|desde|año|an|année|in|nel|dal|del|anno|em|ano|depuis)\s$")
"""What stands before a year, in languages that count in genders."""


def _millions(match: re.Match[str], tongue: Tongue) -> str | None:
    """Whole millions of what a noun names; None: it is no such number, or joined already."""
    plain, noun = amounts.plain_number(match["n"], tongue), match["noun"]
    if not plain.isdecimal() or not int(plain) or int(plain) % 1_000_000:
        return None
    if noun in ("de", "d", "di", "y", "e", "et", "o", "ou", "per", "por", "par", "millones"):
        return None
    return tongue.counted(plain, Noun((noun,)))


def _elided(match: re.Match[str], tongue: Tongue) -> str | None:
    noun = match["noun"]
    return f"un'{noun}" if tongue.gender_of(noun) == "f" else None


def _either(match: re.Match[str], tongue: Tongue) -> str:
    if tongue.code == "ja":
        return "プラスマイナス "
    return f"{tongue.word('plus')} {_or(tongue)} {tongue.word('minus')} "


def _counting(text: str, behind: str, tongue: Tongue, *, dated: bool = False) -> str:
    """A number in the gender of the noun behind it, where the language has one for it.

    dated: four figures are a year, by what stands before them.
    """
    plain = amounts.plain_number(text, tongue)
    following = re.match(rf"\s(?:mil\s)?(?:(?:{genders.ADJECTIVES})\s)?([^\W\d]+)", behind)
    hundreds = tongue.code in ("es", "pt") and len(plain) > 2
    if len(text) == 4 and text.isdecimal():
        # What may be a year counts only what is a noun of the feminine: "1501 personnes".
        noun = following[1] if following and tongue.code in ("fr", "es", "it", "pt") else ""
        if not genders.counted(noun) or tongue.gender_of(noun, int(plain)) != "f" or dated:
            return _figure(text, tongue)
        hundreds = True
    counts = plain.isdecimal() and text[0] != "0" and len(plain) < 10
    if not (counts and (hundreds or plain[-1] in "12")):
        return _figure(text, tongue)
    number = int(plain)
    if not following:
        return tongue.cardinal(number)
    said = tongue.cardinal(number, tongue.gender_of(following[1], number))
    first = (re.match(r"\s(\w+)", behind) or following)[1].lower()
    if tongue.code == "it" and said == "un" and genders.needs_uno(first):
        return "uno"
    return said


def _or(tongue: Tongue) -> str:
    return {"en": "or", "de": "oder", "fr": "ou", "es": "o", "it": "o", "pt": "ou", "nl": "of",
            "sv": "eller", "pl": "lub", "ja": "か"}[tongue.code]  # fmt: skip


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


def _generation(match: re.Match[str], tongue: Tongue) -> str:
    joint = "" if tongue.code == "ja" else " "
    return f"{tongue.number(match['n'])}{joint}{letter(match['letter'], tongue)}"


def _range(match: re.Match[str], tongue: Tongue) -> str | None:
    sign, tail = match["sign"] or "", match["tail"] or ""
    low, high = match["low"] + (match["own"] or ""), match["high"]
    if match["own"] and (not tail or sign or re.match(r"\s?(?:[Mm]|k|K)$", match["own"])):
        return None
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


def _part_to_part(match: re.Match[str], tongue: Tongue) -> str | None:
    """From one part of a whole to another: "1/2–3/4 l"; None: the figures are no parts."""
    pairs = re.findall(r"(\d+)[/⁄](\d+)", match[0])
    if any(not 0 < int(a) < int(b) or int(b) not in tongue.fractions for a, b in pairs):
        return None
    low, high = (_said(match[key], tongue) for key in ("low", "high"))
    space = "" if tongue.code == "ja" else " "
    return f"{low}{space}{tongue.word('and' if _between(match) else 'to')}{space}{high}"


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
    kanji, own = japanese.KANJI, japanese.NO_COUNT
    yield (
        rf"(?P<b>{kanji})分の(?P<a>[一二三四五六七八九十]+)",
        lambda m, t: "ぶんの".join(t.cardinal(japanese.value(m[key])) for key in "ba"),
    )
    yield (
        rf"(?P<n>{kanji})月(?P<day>[一二三四五六七八九十]+)日",
        lambda m, t: (
            japanese.month(japanese.value(m["n"])) + japanese.day(japanese.value(m["day"]))
        ),
    )
    yield (
        rf"(?P<n>{kanji})(?P<counter>{japanese.COUNTERS}){own}",
        lambda m, t: japanese.counted(japanese.value(m["n"]), m["counter"]),
    )
    yield rf"(?P<n>{kanji})月{own}", lambda m, t: japanese.month(japanese.value(m["n"]))
    yield rf"(?P<n>{kanji})時{own}", lambda m, t: japanese.hour(japanese.value(m["n"]))
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
        rf"(?<![\w.,])(?P<n>\d{{1,3}}(?:[,\s]\d{{3}})+|\d{{1,6}})(?P<counter>{japanese.COUNTERS})",
        lambda m, t: japanese.counted(int(re.sub(r"\D", "", m["n"])), m["counter"]),
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
    thousands = r"(?:[. \u00a0\u202f]\d{3})*"
    return rf"{left}(?P<n>\d{{1,3}}{thousands})(?P<mark>{marks}){_RIGHT}", _ordinal


def _ordinal(match: re.Match[str], tongue: Tongue) -> str:
    number, mark = int(re.sub(r"\D", "", match["n"])), match["mark"]
    if tongue.code == "fr" and number == 1:
        return "première" if mark == "re" else "premier"
    said = tongue.ordinal(number)
    return said[:-1] + "a" if mark.endswith("ª") and said.endswith("o") else said
