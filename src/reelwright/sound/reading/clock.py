"""Dates and times of day, as ten languages write and say them."""

import re
from collections.abc import Callable, Iterator

from . import english, japanese, polish
from .tongues import Tongue, tongue_of

Say = Callable[[re.Match[str], Tongue], str | None]

_LEFT, _RIGHT = r"(?<![\w.,/:-])", r"(?!\w)"
_DAY_LEFT = r"(?<![\w.,/:])(?<!^-)(?<![^\d.rdhta]-)"
"""Before a day of a month: a hyphen too where it parts it from another day."""
_HALF = r"(?P<half>[ap]\.?m)(?!\w)"
_FIRST_MONTH = ("en-us", "en-ca", "en-ph")
"""Tags whose dates name the month first."""

_POLISH_HOURS = (
    "zerowa pierwsza druga trzecia czwarta piąta szósta siódma ósma dziewiąta dziesiąta jedenasta "
    "dwunasta trzynasta czternasta piętnasta szesnasta siedemnasta osiemnasta dziewiętnasta "
    "dwudziesta"
).split()
_BEFORE_TIME = {"sv": r"kl\. kl", "pl": r"godz\. \bo", "it": r"\balle \bdalle \bore",
                "es": r"\blas", "pt": r"\bàs \bdas", "nl": r"\bom", "de": r"\bum"}  # fmt: skip
"""What shows that figures parted by a stop are a time of day."""

_BENT = "am|vom|zum|ab|bis|dem|den|des|im|seit|diesem|diesen|jeden|jedem"

_LISTED = {
    "sv": "och|eller|samt", "pl": "i|oraz|lub|albo|a", "it": "e|o|oppure", "es": "y|o",
    "pt": "e|ou", "nl": "en|of", "de": "und|oder|sowie",
}  # fmt: skip
"""Words between times of day of which the first alone is led to."""

_TILL = {"sv": "till", "pl": "do", "it": "alle|a", "es": "a las|hasta las|a|y", "pt": "às|até às|a",
         "nl": "tot", "de": "bis"}  # fmt: skip
"""Words between two times of day."""
_FROM_TIME = {"sv": r"|(?<=\bfrån )", "pl": r"|(?<=\bod )", "nl": r"|(?<=\bvan )",
              "de": r"|(?<=\bvon )"}  # fmt: skip


def clock_rules(code: str) -> Iterator[tuple[str, Say]]:
    """Patterns of dates and times and what is said for them, first come first served."""
    tongue = tongue_of(code)
    assert tongue is not None
    yield _LEFT + r"(?P<y>\d{4})[-/.](?P<m>\d{1,2})[-/.](?P<d>\d{1,2})" + _RIGHT, _date
    # In Polish "r." is "roku", which the year brings along.
    roku = r"(?:\s?r(?:\.(?=\s+[^\WA-Z]|[,;)])|(?=\.))|\sroku(?!\w))?" if code == "pl" else ""
    yield (
        (
            r"(?:(?<![\w.,/:-])|(?<=\d\.-))"
            r"(?P<d>\d{1,2})(?P<s>[/.-])(?P<m>\d{1,2})(?P=s)(?P<y>\d{4}|\d\d)"
            r"(?!\w|[./-]\d)" + roku
        ),
        _date,
    )
    if code == "sv":
        yield _LEFT + r"(?P<d>\d{1,2})/(?P<m>\d{1,2})[ -](?P<y>\d{4})" + _RIGHT, _date
    if code != "ja" and tongue.tag not in _FIRST_MONTH:
        yield _LEFT + r"(?P<d>\d{1,2})/(?P<m>\d{1,2})(?P<y>)(?![\w/])", _day_and_month
    if code == "de":
        yield _LEFT + r"(?P<d>\d{1,2})\.\s?(?P<m>\d{1,2})\.(?P<y>)(?=[\s,;)]|$)", _date
    if code == "ja":
        ja_hour = r"\d{1,2}(?::[0-5]\d|時(?:\d{1,2}分)?)"
        yield rf"(?P<low>{ja_hour})\s?[〜～~–—-]\s?(?P<high>{ja_hour})(?!間)(?:まで)?", _span
        yield r"(?:(?P<y>\d{4})年)?(?P<m>\d{1,2})月(?P<d>\d{1,2})日", _date
        yield r"(?P<n>\d{4})年(?!間)", lambda m, t: t.year(int(m["n"])) + "ねん"
        yield (
            r"(?P<n>\d{1,2})月",
            lambda m, t: t.months[int(m["n"]) - 1] if _month(m["n"]) else None,
        )
        yield (
            r"(?P<h>\d{1,2})(?:時(?:(?P<m>\d{1,2})分?|(?P<half>半))?|:(?P<past>[0-5]\d)(?!\d))(?!間)",
            _japanese,
        )
    short = sorted(tongue.short_months, key=len, reverse=True)
    # What is short in other languages has its stop, or a year behind it.
    shown = "" if code == "en" else r"(?=\.|\s\d{4}(?!\w))"
    names = "|".join(tongue.months) + (f"|(?:{'|'.join(short)}){shown}" if short else "")
    after = {
        "fr": "(?:er)?", "en": "(?:st|nd|rd|th)?", "de": r"\.", "es": r"(?:\.?[º°])?(?: de)?",
        "pt": r"(?:\.?[º°])?(?: de)?", "it": "[º°]?", "sv": "(?::e)?",
    }.get(code, "")  # fmt: skip
    of = {"es": "(?: del?)?", "pt": "(?: de)?"}.get(code, "")
    if code != "ja":
        numbered = r"|\d{1,2}\.\s?\d{1,2}\." if code in ("de", "pl") else ""
        day = rf"\d{{1,2}}{after or '[.]?'}"
        words = f"{tongue.word('to')}|{tongue.word('and')}"
        yield (
            rf"{_LEFT}(?P<d>\d{{1,2}}){after or '[.]?'}(?:\s?[-–—](?=\s?(?P<last>{day}\s(?:{names})"
            rf"(?!\w){numbered}))|\s(?P<to>{words})(?=\s{day}\s(?:{names})(?!\w)))",
            _first_of_days,
        )
    yield (
        (
            rf"{_DAY_LEFT}(?P<d>\d{{1,2}}){after} (?:of )?(?P<name>{names})(?!\w)"
            r"(?:\.(?= [a-z\d]|[,;)]))?"
            rf"(?:{of},? (?P<y>\d{{4}})(?!\w){roku})?"
        ),
        _named,
    )
    if code == "pl":
        yield (
            r"(?<!\w)(?P<y>1\d{3}|20\d\d)(?:\s?r(?:\.(?=\s+[^\WA-Z]|[,;)])|(?=\.))|\sroku(?!\w))",
            _polish_year,
        )
    if code == "en":
        yield (
            (
                rf"(?<!\w)(?P<name>{names})\.? (?P<d>\d{{1,2}})(?:st|nd|rd|th)?"
                r"(?:\s?[–—-]\s?(?P<high>\d{1,2})(?!\s?[ap]\.?m))?(?![\w:.,/-]*\d|%)"
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
    if code == "pl":
        hour = r"(?:[01]?\d|2[0-4])"
        hours = rf"{hour}(?:[.:][0-5]\d)?"
        yield (
            rf"(?<!\w)(?P<word>godz\.|godzin\w*)\s?(?:od\s)?(?P<low>{hours})\s?(?:[-–—]|do)\s?"
            rf"(?P<high>{hours})(?![\w.,]\d)" + _RIGHT,
            _polish_span,
        )
        yield (
            rf"{_LEFT}(?P<word>)(?P<low>{hours})\s?[-–—]\s?(?P<high>{hours})(?![\w.,]\d)" + _RIGHT,
            lambda m, t: _polish_span(m, t) if polish.WEEK.search(m.string[: m.start()]) else None,
        )
    clock = r"(?P<h>[01]?\d|2[0-4]):(?P<m>[0-5]\d)"
    to = r"\s?[–—〜～~-]\s?"
    full = r"(?:[01]?\d|2[0-4]):[0-5]\d"
    # Stops part hours and minutes too; a pair with such minutes is no pair of amounts.
    quarter = r"(?:[01]?\d|2[0-4])[.:](?:00|15|30|45)"
    closing = "(?P<tail> Uhr| uur| horas?| h(?!\\w)|時?まで)?"
    yield (
        rf"{_LEFT}(?P<low>{full}){to}(?P<high>{full}|(?:[01]?\d|2[0-4])(?![:.,]?\d)){closing}"
        + _RIGHT,
        _span,
    )
    if code not in ("en", "ja"):
        yield rf"{_LEFT}(?P<low>{quarter}){to}(?P<high>{quarter}){closing}(?!\w|\s?[€$£%])", _span
    if code in _BEFORE_TIME:
        lead = "|".join(rf"(?<={word} )" for word in _BEFORE_TIME[code].split())
        more = _FROM_TIME.get(code, "")
        word = _TILL[code]
        said = {"de": "(?: ?Uhr(?!\\w))?", "nl": "(?: ?(?:uur|u)(?!\\w))?", "sv": ""}.get(
            code, r"(?: ?h(?:s|rs|oras)?(?!\w)(?:\.(?=\s+[^\WA-Z]|[,;:)]))?)?"
        )
        yield (
            (
                rf"(?:{lead}{more})(?P<low>(?:[01]?\d|2[0-4])(?:[.:][0-5]\d)?)\s?"
                rf"(?:[-–—]\s?|\s(?:{word})\s)"
                rf"(?P<high>(?:[01]?\d|2[0-4])[.:][0-5]\d)(?![\w.,]\d|\s?[€$£%]){said}"
            ),
            _joined_span,
        )
        yield (
            rf"{_LEFT}(?P<low>{quarter})\s(?:{word})\s(?P<high>{quarter})"
            rf"(?![\w.,]\d|\s?(?:[€$£%]|kr|zł|EUR|Euro|euro)){said}",
            _joined_span,
        )
    hours = {"de": r" ?Uhr", "nl": r" ?uur", "fr": r" ?(?:h|heures)", "pt": " ?h", "es": " ?h",
             "it": " ?h", "sv": "(?!)", "pl": "(?!)"}.get(code)  # fmt: skip
    if hours:
        yield rf"{_LEFT}{time}{hours}" + _RIGHT + r"(?:\.(?=\s+[a-z]))?", _clock
        hour = r"(?:[01]?\d|2[0-4])"
        minutes = rf"(?:[:.][0-5]\d(?:{hours})?|{hours}(?:[0-5]\d)?)"
        yield (
            (
                rf"{_LEFT}(?P<low>{hour}{minutes}?)(?:{to}|\s(?:bis|tot)\s)(?P<high>{hour}{minutes})"
                + _RIGHT
                + r"(?<=[hru\d])"
            ),
            lambda m, t: _span(m, t) if re.search(r"[hu]", m[0]) else None,
        )
    if code in ("de", "es", "it", "nl", "sv", "pl"):
        yield (
            rf"{_LEFT}(?P<h>[01]?\d|2[0-4])\s?{'[hu]' if code == 'nl' else 'h'}\s?(?P<m>[0-5]\d)"
            + _RIGHT,
            _hours_or_time,
        )
    if code == "de":
        led = "|".join(rf"(?<=\b{word} )" for word in ("ab", "um", "bis", "von"))
        yield rf"(?:{led})(?P<h>[01]?\d|2[0-4])(?P<m>)\sh" + _RIGHT, _clock
    if code in ("de", "nl", "fr"):
        yield rf"{_LEFT}(?P<h>[01]?\d|2[0-4])(?P<m>){hours}" + _RIGHT, _clock
    if code in ("fr", "pt"):
        yield rf"{_LEFT}(?P<h>[01]?\d|2[0-4])\s?h\s?(?P<m>[0-5]\d)" + _RIGHT, _clock
    if code == "pl":
        yield rf"(?<=\b[Oo] )(?P<h>[01]?\d|2[0-4])(?={polish.NOT_COUNTED})", _polish_hour
        yield (
            r"(?<=\b[Oo]d )(?P<low>[01]?\d|2[0-4]) do (?P<h>[01]?\d|2[0-4])"
            rf"(?={polish.NOT_COUNTED})",
            _polish_hours,
        )
        yield (
            r"(?<!\w)(?P<lead>o )?godz\. ?(?P<h>[01]?\d|2[0-4])(?:[.:](?P<m>[0-5]\d))?" + _RIGHT,
            _polish_hour_named,
        )
    if code in _BEFORE_TIME:
        lead = "|".join(f"(?<={word} )" for word in _BEFORE_TIME[code].split())
        yield rf"(?i:{lead}){time}" + r"(?![\w.,]\d|\s?[€$£%])", _clock
        yield (
            rf"{_LEFT}{time}(?: ?(?:Uhr|uur|h)(?!\w))?(?![\w.,]\d|\s?[€$£%])",
            lambda m, t: _clock(m, t) if _listed(m, t) else None,
        )
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
    return told_date(day, month, full or "", before, tongue)


def _named(match: re.Match[str], tongue: Tongue) -> str | None:
    day = int(match["d"])
    if not 1 <= day <= 31:
        return None
    before = match.string[: match.start()].rstrip()
    return told_date(day, _number_of(match["name"], tongue), match["y"] or "", before, tongue)


def _american(match: re.Match[str], tongue: Tongue) -> str | None:
    day, name = int(match["d"]), match["name"]
    if not 1 <= day <= 31:
        return None
    said = f"{tongue.months[_number_of(name, tongue) - 1]} {english.ordinal(day)}"
    said += f" to {english.ordinal(int(match['high']))}" if match["high"] else ""
    return said + (f", {english.year(int(match['y']))}" if match["y"] else "")


def _first_of_days(match: re.Match[str], tongue: Tongue) -> str | None:
    """The first day of "15–20 May", with what joins it to the last."""
    day, before = int(match["d"]), match.string[: match.start()].rstrip()
    if not 1 <= day <= 31:
        return None
    joint = "and" if match["to"] == tongue.word("and") else "to"
    if tongue.code == "en":
        said = ("" if re.search(r"\bthe$", before) else "the ") + english.ordinal(day)
    elif tongue.code == "pl":
        said = polish.rank(tongue.ordinal(day), "gen")
    else:
        said = _day(day, before, tongue)
    return f"{said} {tongue.word(joint)} "


def _number_of(name: str, tongue: Tongue) -> int:
    if name in tongue.short_months:
        return tongue.short_months[name]
    return tongue.months.index(name) + 1


def told_date(day: int, month: int, year: str, before: str, tongue: Tongue) -> str:
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
        spoken = f"{polish.rank(tongue.ordinal(day), 'gen')} {name}"
        return f"{spoken} {tongue.year_in(int(year), 'gen')} roku" if year else spoken
    joint = " de " if code in ("es", "pt") else " "
    return f"{_day(day, before, tongue)}{joint}{name}" + (joint + said_year if year else "")


def _day(day: int, before: str, tongue: Tongue) -> str:
    if tongue.code == "de":
        days = "|".join({*tongue.days, *tongue.days.values()})
        bent = re.search(rf"(?i)\b(?:{_BENT})(?:\s(?:{days})\.?,?)?$", before)
        ending = "n" if bent else "" if re.search(r"(?i)\bder$", before) else "r"
        return tongue.ordinal(day) + ending
    if tongue.code == "sv":
        return tongue.ordinal(day)
    first = {"fr": "premier", "it": "primo", "es": "uno", "pt": "primeiro"}
    return first[tongue.code] if day == 1 and tongue.code in first else tongue.cardinal(day)


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


def _polish_year(match: re.Match[str], tongue: Tongue) -> str:
    before = match.string[: match.start()].rstrip()
    located = re.search(r"(?i)\b(?:w|po|o)$", before)
    return f"{tongue.year_in(int(match['y']), 'loc' if located else 'gen')} roku"


def _clock(match: re.Match[str], tongue: Tongue) -> str:
    before = match.string[: match.start()].rstrip()
    if tongue.code == "pl" and match["m"] and _listed(match, tongue):
        before = "o"
    return time_of_day(int(match["h"]), int(match["m"] or 0), before, tongue)


def _listed(match: re.Match[str], tongue: Tongue) -> bool:
    """Whether a time of day stands behind others: "o 7.30, 13.00 i 19.00"."""
    leads = "|".join(_BEFORE_TIME[tongue.code].split())
    return bool(
        re.search(
            rf"(?i)(?:{leads})\s(?:(?:[01]?\d|2[0-4])(?:[.:][0-5]\d)?(?: ?(?:Uhr|uur|h))?"
            rf"(?:,|,?\s(?:{_LISTED[tongue.code]}))\s)+$",
            match.string[: match.start()],
        )
    )


def _hours_or_time(match: re.Match[str], tongue: Tongue) -> str:
    """What "1h30" is: a time of day behind "a las" or "alle", else hours and minutes."""
    before = match.string[: match.start()].rstrip()
    hour, minute = int(match["h"]), int(match["m"])
    if re.search(r"(?i)\b(?:las?|alle|dalle|ore|om|um|kl|o|od|do)\.?$", before):
        return time_of_day(hour, minute, before, tongue)
    hours, minutes = (tongue.units[u] for u in ("h", "min"))
    joint = " y " if tongue.code == "es" else " e " if tongue.code == "it" else " "
    return tongue.counted(str(hour), hours) + joint + tongue.counted(str(minute), minutes)


def _span(match: re.Match[str], tongue: Tongue) -> str:
    low, high = (
        time_of_day(int(parts[0]), int(parts[1]) if len(parts) > 1 else 0, before, tongue)
        for parts, before in (
            (re.findall(r"\d+", match["low"]), match.string[: match.start()].rstrip()),
            (re.findall(r"\d+", match["high"]), "do"),
        )
    )
    if tongue.code in ("de", "nl", "fr") and match["low"].isdecimal():
        low = tongue.cardinal(int(match["low"]), "f")
    if tongue.code == "ja":
        return f"{low}から{high}まで"
    before = match.string[: match.start()].rstrip()
    between = re.search(r"(?i)\b(?:zwischen|entre|tra|fra|tussen|mellan|między)$", before)
    return f"{low} {tongue.word('and' if between else 'to')} {high}"


def _joined_span(match: re.Match[str], tongue: Tongue) -> str | None:
    """Two times of day with what is written between them: "14.30 till 18.00"."""
    joint = re.search(r"\s([^\W\d]+(?:\s[^\W\d]+)?)\s", match[0])
    if joint is None:
        return _span(match, tongue)
    before = (match.string[: match.start()].rstrip(), joint[1] if tongue.code != "pl" else "do")
    low, high = (
        time_of_day(int(h), int(m or 0), b, tongue)
        for (h, _, m), b in zip(
            (match[k].replace(".", ":").partition(":") for k in ("low", "high")),
            before,
            strict=True,
        )
    )
    return f"{low} {joint[1]} {high}"


def _day_and_month(match: re.Match[str], tongue: Tongue) -> str | None:
    """A day and its month with a stroke, where what stands before or the figures show one."""
    day, month = int(match["d"]), int(match["m"])
    before = re.search(
        r"(?i)\b(?:le|du|au|el|del|il|dal|al|em|dia|den|op|dnia|fredag|lördag|söndag|måndag|från|senast|"
        r"till|till och med|från och med|by|fr\.o\.m\.|t\.o\.m\.|até|desde|hasta|a partir de|"
        r"t/m|vanaf|do|od|jusqu['’]au)$",
        match.string[: match.start()].rstrip(),
    )
    if before and re.match(
        r"\s(?:d[ei]l?|da|do|d['’]|van|av)\b|\s?(?:k?g|[mcd]?l)\b", match.string[match.end() :]
    ):
        return None
    shown = 13 <= day <= 31 and (day, month) != (24, 7)
    if not (
        (before and tongue.code not in ("en", "de"))
        or shown
        or (tongue.code == "sv" and day > month)
    ):
        return None
    return _date(match, tongue) if 1 <= month <= 12 else None


def time_of_day(hour: int, minute: int, before: str, tongue: Tongue) -> str:
    """A time of day of 24 hours, as an announcement says it."""
    code = tongue.code
    small = tongue.cardinal(minute)
    if code == "en":
        if hour == 0:
            low = " oh " if minute < 10 else " "
            return f"twelve{low}{small} a m" if minute else "midnight"
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


def _polish_span(match: re.Match[str], tongue: Tongue) -> str:
    """From one hour to another behind "godz." or a day: "w godzinach od dziewiątej do ..."."""
    before = match.string[: match.start()].rstrip()
    low, high = (
        time_of_day(int(h), int(m or 0), "od", tongue)
        for h, _, m in (match[k].replace(".", ":").partition(":") for k in ("low", "high"))
    )
    word = match["word"]
    if word and re.search(r"(?i)\bod$", before):
        return f"godziny {low} do {high}"
    if word == "godz.":
        word = "godzinach" if re.search(r"(?i)\bw$", before) else "godziny"
    return f"{word} od {low} do {high}".strip()


def _polish_hour(match: re.Match[str], tongue: Tongue) -> str | None:
    """An hour without any mark, as it is written after "o": "Spotkajmy się o 15."."""
    if polish.ROSE.search(match.string[: match.start()]):
        return None
    return time_of_day(int(match["h"]), 0, "o", tongue)


def _polish_hour_named(match: re.Match[str], tongue: Tongue) -> str:
    """An hour behind "godz.": "o ósmej", "do ósmej", and by itself "godzina ósma"."""
    before = match.string[: match.start()].rstrip()
    led = match["lead"] or re.search(r"(?i)\b(?:od?|do|po|przed|około|ok\.|w)$", before)
    said = time_of_day(int(match["h"]), int(match["m"] or 0), "o" if led else "", tongue)
    return (match["lead"] or "") + said if led else f"godzina {said}"


def _polish_hours(match: re.Match[str], tongue: Tongue) -> str | None:
    """From one hour to another, where a line speaks of when something is open."""
    if not polish.OPEN.search(match.string) or int(match["h"]) <= int(match["low"]):
        return None
    low, high = (time_of_day(int(match[k]), 0, "od", tongue) for k in ("low", "h"))
    return f"{low} do {high}"


def _japanese(match: re.Match[str], tongue: Tongue) -> str:
    said = japanese.hour(int(match["h"]))
    if match["half"]:
        return said + "はん"
    past = int(match["m"] or match["past"] or 0)
    return said + (japanese.minute(past) if past else "")
