"""Dates and times of day, as ten languages write and say them."""

import re
from collections.abc import Callable, Iterator

from . import english, japanese
from .tongues import Tongue, tongue_of

Say = Callable[[re.Match[str], Tongue], str | None]

_LEFT, _RIGHT = r"(?<![\w.,/:-])", r"(?!\w)"
_HALF = r"(?P<half>[ap]\.?m)(?!\w)"
_SHORT_MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()
_FIRST_MONTH = ("en-us", "en-ca", "en-ph")
"""Tags whose dates name the month first."""

_POLISH = (
    "pierwszego drugiego trzeciego czwartego piątego szóstego siódmego ósmego dziewiątego "
    "dziesiątego jedenastego dwunastego trzynastego czternastego piętnastego szesnastego "
    "siedemnastego osiemnastego dziewiętnastego dwudziestego"
).split()
_POLISH_TENS = {2: "dwudziestego", 3: "trzydziestego", 4: "czterdziestego", 5: "pięćdziesiątego",
                6: "sześćdziesiątego", 7: "siedemdziesiątego", 8: "osiemdziesiątego",
                9: "dziewięćdziesiątego"}  # fmt: skip
_POLISH_HOURS = (
    "zerowa pierwsza druga trzecia czwarta piąta szósta siódma ósma dziewiąta dziesiąta jedenasta "
    "dwunasta trzynasta czternasta piętnasta szesnasta siedemnasta osiemnasta dziewiętnasta "
    "dwudziesta"
).split()
_BENT = "am|vom|zum|ab|bis|dem|den|im|seit"


def clock_rules(code: str) -> Iterator[tuple[str, Say]]:
    """Patterns of dates and times and what is said for them, first come first served."""
    tongue = tongue_of(code)
    assert tongue is not None
    yield _LEFT + r"(?P<y>\d{4})[-/.](?P<m>\d{1,2})[-/.](?P<d>\d{1,2})" + _RIGHT, _date
    yield _LEFT + r"(?P<d>\d{1,2})(?P<s>[/.-])(?P<m>\d{1,2})(?P=s)(?P<y>\d{4}|\d\d)" + _RIGHT, _date
    if code == "de":
        yield _LEFT + r"(?P<d>\d{1,2})\.\s?(?P<m>\d{1,2})\.(?P<y>)(?=[\s,;)]|$)", _date
    if code == "ja":
        yield r"(?:(?P<y>\d{4})年)?(?P<m>\d{1,2})月(?P<d>\d{1,2})日", _date
        yield r"(?P<n>\d{4})年", lambda m, t: t.year(int(m["n"])) + "ねん"
        yield (
            r"(?P<n>\d{1,2})月",
            lambda m, t: t.months[int(m["n"]) - 1] if _month(m["n"]) else None,
        )
        yield r"(?P<n>\d{1,2})日(?!間)", lambda m, t: japanese.day(int(m["n"]))
        yield r"(?P<h>\d{1,2})(?:時|:)(?:(?P<m>\d{1,2})分?|(?P<half>半))?(?!間)", _japanese
    names = "|".join(tongue.months) + ("|" + "|".join(_SHORT_MONTHS) if code == "en" else "")
    after = {"fr": "(?:er)?", "en": "(?:st|nd|rd|th)?", "de": r"\.", "es": "(?:º)?(?: de)?",
             "pt": "(?:º)?(?: de)?", "it": "º?", "sv": "(?::e)?"}.get(code, "")  # fmt: skip
    tail = r"(?: ?r\.(?=\s+[^\WA-Z])| roku)?" if code == "pl" else ""
    of = {"es": "(?: del?)?", "pt": "(?: de)?"}.get(code, "")
    yield (
        (
            rf"{_LEFT}(?P<d>\d{{1,2}}){after} (?:of )?(?P<name>{names})(?!\w)(?:\.(?= [a-z\d]))?"
            rf"(?:{of},? (?P<y>\d{{4}})(?!\w){tail})?"
        ),
        _named,
    )
    if code == "en":
        yield (
            (
                rf"(?<!\w)(?P<name>{names})\.? (?P<d>\d{{1,2}})(?:st|nd|rd|th)?(?![\w:.,/-]*\d|%)"
                r"(?:, (?P<y>\d{4})(?!\w))?"
            ),
            _american,
        )
    yield from _times(code)


def _times(code: str) -> Iterator[tuple[str, Say]]:
    """Times of day."""
    time = r"(?P<h>[01]?\d|2[0-4])[:.](?P<m>[0-5]\d)"
    if code == "en":
        part = r"(?:\d{1,2}(?:[:.][0-5]\d)?)"
        yield (
            (
                rf"{_LEFT}(?P<low>{part})(?P<own>\s?[ap]\.?m\.?)?\s?[–—-]\s?(?P<high>{part})"
                rf"\s?(?P<half>[ap]\.?m)(?!\w)"
            ),
            _english_span,
        )
        yield rf"{_LEFT}{time}\s?{_HALF}", _english
        yield rf"(?i){_LEFT}(?P<h>1[0-2]|[1-9])(?P<m>)\s?{_HALF}", _english
    clock = r"(?P<h>[01]?\d|2[0-4]):(?P<m>[0-5]\d)"
    span = r"(?:[01]?\d|2[0-4]):[0-5]\d"
    yield rf"{_LEFT}(?P<low>{span})\s?[–—-]\s?(?P<high>{span})(?P<tail> Uhr| uur)?" + _RIGHT, _span
    hours = {"de": r" ?Uhr", "nl": r" ?uur", "fr": r" ?(?:h|heures)"}.get(code)
    if hours:
        yield rf"{_LEFT}{time}{hours}" + _RIGHT, _clock
        yield (
            (
                rf"{_LEFT}(?P<low>[01]?\d|2[0-4])\s?[–—-]\s?(?P<high>[01]?\d|2[0-4])"
                rf"(?P<tail>{hours})" + _RIGHT
            ),
            _span,
        )
        yield rf"{_LEFT}(?P<h>[01]?\d|2[0-4])(?P<m>){hours}" + _RIGHT, _clock
    if code in ("fr", "pt"):
        yield rf"{_LEFT}(?P<h>[01]?\d|2[0-4])\s?h\s?(?P<m>[0-5]\d)" + _RIGHT, _clock
    if code == "pl":
        yield (
            r"(?<!\w)(?P<lead>o )?godz\. ?(?P<h>[01]?\d|2[0-4])(?:[.:](?P<m>[0-5]\d))?" + _RIGHT,
            lambda m, t: (m["lead"] or "") + _hour(int(m["h"]), int(m["m"] or 0), "o", t),
        )
    if code in ("sv", "pl"):
        lead = r"(?<=kl\. )|(?<=godz\. )|(?<=kl )" if code == "sv" else r"(?<=godz\. )|(?<=\bo )"
        yield rf"(?:{lead}){time}" + r"(?![\w.]\d)", _clock
    yield _LEFT + clock + _RIGHT + r"(?!:\d)", _clock


def _month(text: str) -> bool:
    return 1 <= int(text) <= 12


def _date(match: re.Match[str], tongue: Tongue) -> str | None:
    """A date in figures; where day and month could be either, by the locale."""
    day, month, year = int(match["d"]), int(match["m"]), match["y"]
    first = tongue.tag in _FIRST_MONTH and year is not None and match.start("d") < match.start("y")
    if (first and day <= 12) or (month > 12 >= day and not first):
        day, month = month, day
    if not (1 <= month <= 12 and 1 <= day <= 31):
        return None
    before = match.string[: match.start()].rstrip()
    full = f"20{year}" if year and len(year) == 2 else year
    return _told(day, month, full or "", before, tongue)


def _named(match: re.Match[str], tongue: Tongue) -> str | None:
    day = int(match["d"])
    if not 1 <= day <= 31:
        return None
    before = match.string[: match.start()].rstrip()
    return _told(day, _number_of(match["name"], tongue), match["y"] or "", before, tongue)


def _american(match: re.Match[str], tongue: Tongue) -> str | None:
    day, name = int(match["d"]), match["name"]
    if not 1 <= day <= 31:
        return None
    said = f"{tongue.months[_number_of(name, tongue) - 1]} {english.ordinal(day)}"
    return said + (f", {english.year(int(match['y']))}" if match["y"] else "")


def _number_of(name: str, tongue: Tongue) -> int:
    names = tongue.months if name in tongue.months else _SHORT_MONTHS
    return list(names).index(name) + 1


def _told(day: int, month: int, year: str, before: str, tongue: Tongue) -> str:
    """A date as it is said; before: what stands before it in the line."""
    name, code = tongue.months[month - 1], tongue.code
    said_year = tongue.year(int(year)) if year else ""
    if code == "en":
        if tongue.tag in _FIRST_MONTH:
            return f"{name} {english.ordinal(day)}" + (f", {said_year}" if year else "")
        the = "" if re.search(r"\bthe$", before) else "the "
        return f"{the}{english.ordinal(day)} of {name} {said_year}".strip()
    if code == "ja":
        return (said_year + "ねん" if year else "") + name + japanese.day(day)
    if code == "pl":
        spoken = f"{_genitive(day)} {name}"
        return f"{spoken} {_polish_year(int(year))} roku" if year else spoken
    joint = " de " if code in ("es", "pt") else " "
    return f"{_day(day, before, tongue)}{joint}{name}" + (joint + said_year if year else "")


def _day(day: int, before: str, tongue: Tongue) -> str:
    if tongue.code == "de":
        bent = re.search(rf"(?i)\b(?:{_BENT})$", before)
        ending = "n" if bent else "" if re.search(r"(?i)\bder$", before) else "r"
        return tongue.ordinal(day) + ending
    if tongue.code == "sv":
        return tongue.ordinal(day)
    first = {"fr": "premier", "it": "primo", "es": "uno", "pt": "primeiro"}
    return first[tongue.code] if day == 1 and tongue.code in first else tongue.cardinal(day)


def _genitive(number: int) -> str:
    tens, ones = divmod(number, 10)
    if number <= 20:
        return _POLISH[number - 1]
    return _POLISH_TENS[tens] + (f" {_POLISH[ones - 1]}" if ones else "")


def _polish_year(year: int) -> str:
    tongue = tongue_of("pl")
    assert tongue is not None
    high, low = divmod(year, 100)
    return f"{tongue.cardinal(high * 100)} {_genitive(low)}" if low else tongue.cardinal(year)


def _english(match: re.Match[str], tongue: Tongue) -> str:
    hour, minute = int(match["h"]), int(match["m"] or 0)
    said = english.cardinal(hour)
    if minute:
        said += (" oh " if minute < 10 else " ") + english.cardinal(minute)
    return f"{said} {match['half'][0].lower()} m"


def _english_span(match: re.Match[str], tongue: Tongue) -> str:
    def told(text: str, half: str) -> str:
        hour, _, minute = text.replace(".", ":").partition(":")
        said = english.cardinal(int(hour))
        if int(minute or 0):
            said += (" oh " if int(minute) < 10 else " ") + english.cardinal(int(minute))
        return f"{said} {half[0].lower()} m" if half else said

    own = (match["own"] or "").strip()
    between = re.search(r"(?i)\bbetween\s*$", match.string[: match.start()])
    joint = "and" if between else "to"
    return f"{told(match['low'], own)} {joint} {told(match['high'], match['half'])}"


def _clock(match: re.Match[str], tongue: Tongue) -> str:
    before = match.string[: match.start()].rstrip()
    return _hour(int(match["h"]), int(match["m"] or 0), before, tongue)


def _span(match: re.Match[str], tongue: Tongue) -> str:
    low, high = (
        _hour(int(h), int(m or 0), "", tongue)
        for h, _, m in (match[key].partition(":") for key in ("low", "high"))
    )
    if tongue.code in ("de", "nl", "fr") and ":" not in match["low"]:
        low = tongue.cardinal(int(match["low"]), "f")
    return f"{low} {tongue.word('to')} {high}"


def _hour(hour: int, minute: int, before: str, tongue: Tongue) -> str:
    """A time of day of 24 hours, as an announcement says it."""
    code = tongue.code
    small = tongue.cardinal(minute)
    if code == "en":
        said = english.cardinal(hour)
        if not minute:
            return f"{said} o'clock" if hour <= 12 else f"{said} hundred"
        return said + (" oh " if minute < 10 else " ") + small
    if code == "ja":
        return japanese.hour(hour) + (japanese.minute(minute) if minute else "")
    if code == "pl":
        said = _POLISH_HOURS[hour] if hour <= 20 else "dwudziesta " + _POLISH_HOURS[hour - 20]
        if re.search(r"(?i)(?:\b(?:o|do|od|po|przed)|godz\.)$", before):
            said = " ".join(re.sub("a$", "ej", w) for w in said.split())
        return f"{said} {small}" if minute else said
    if code in ("de", "nl", "fr"):
        unit = {"de": "Uhr", "nl": "uur", "fr": "heure" if hour < 2 else "heures"}[code]
        said = f"{'ein' if code == 'de' and hour == 1 else tongue.cardinal(hour, 'f')} {unit}"
        if code == "de" and hour != 1:
            said = f"{tongue.cardinal(hour)} Uhr"
        return f"{said} {small}" if minute else said
    said = tongue.cardinal(hour, "f")
    if not minute:
        return said
    return f"{said} {'och' if code == 'sv' else 'e' if code in ('it', 'pt') else 'y'} {small}"


def _japanese(match: re.Match[str], tongue: Tongue) -> str:
    said = japanese.hour(int(match["h"]))
    if match["half"]:
        return said + "はん"
    return said + (japanese.minute(int(match["m"])) if match["m"] and int(match["m"]) else "")
