"""Days of a month from one to another, written in figures: "du 3/5 au 7/5", "3.05-7.05"."""

import re
from collections.abc import Callable, Iterator

from .clock import told_date
from .tongues import Tongue

Say = Callable[[re.Match[str], Tongue], str | None]

_JOINTS = {
    "de": r"bis\szum|bis",
    "fr": r"jusqu['’]au|au|et(?:\sle)?",
    "es": r"hasta\sel|hasta|al?|y(?:\sel)?",
    "it": r"fino\sal|al|e(?:\sil)?",
    "pt": r"até\sao?|até|ao?|e",
    "nl": r"t/m|tot\sen\smet|tot|en",
    "sv": r"t\.?\s?o\.?\s?m\.?|till\soch\smed|till|och",
    "pl": r"do|i",
}
"""Words between two days, by language; English leaves open which figure is the month."""

_IN_FULL = {"t/m": "tot en met", "tom": "till och med"}
_LED = (
    r"(?i)\b(?:du|le|entre|del?|desde|los\sdías|dal|il|tra|fra|dias?|van|vanaf|tussen|open|geldig|från|fr\.?o\.?m\.?|"
    r"mellan|den|öppet|gäller|od|dnia|dniach|vom|von|zwischen|em)\s*$"
)
"""What stands before days sooner than before fractions."""


def day_span_rules(code: str) -> Iterator[tuple[str, Say]]:
    """Patterns of two days of which each has its month, first come first served."""
    if code not in _JOINTS:
        return
    marks = {"pl": "[/.]", "nl": "[/-]"}.get(code, "/")
    month = r"(?:0?[1-9]|1[0-2])"
    day = r"(?:0?[1-9]|[12]\d|3[01])"
    hyphen = r"\s?[-–—]\s?"
    yield (
        (
            rf"(?<![\w.,/:-])(?P<d>{day})(?P<s>{marks})(?P<m>{month})"
            rf"(?:{hyphen}|\s(?P<joint>{_JOINTS[code]})\s)"
            rf"(?P<last>{day})(?P=s)(?P<month>{month})(?:(?P=s)(?P<y>\d{{4}}|\d\d))?"
            r"(?!\w|[/.:,-]\d)"
        ),
        _days,
    )
    if code == "nl":
        yield r"(?<=\d)\s?t/m(?=\s?\d)", lambda m, t: " tot en met"
    if code == "sv":
        yield (
            r"(?<=\d)\st\.?\s?o\.?\s?m\.?(?=\s\d)",
            lambda m, t: " till och med",
        )


def _days(match: re.Match[str], tongue: Tongue) -> str | None:
    """Two days; None: they are times of day, or fractions."""
    first, last = ((int(match[a]), int(match[b])) for a, b in (("d", "m"), ("last", "month")))
    sign, before = match["s"], match.string[: match.start()].rstrip()
    led = bool(re.search(_LED, before)) and match["joint"]
    if sign == "." and not _shown_by_month(match, before):
        return None
    if sign == "-" and not match["joint"]:
        return None
    if sign == "/" and not (led or match["y"] or _no_fraction(*first) or _no_fraction(*last)):
        return None
    joint = match["joint"] or tongue.word("to")
    full = _IN_FULL.get(re.sub(r"[\s.]", "", joint), joint)
    year = match["y"] or ""
    year = f"20{year}" if len(year) == 2 else year
    begun = told_date(*first, "", before, tongue)
    return f"{begun} {full} {told_date(*last, year, f'{before} {full}', tongue)}"


def _shown_by_month(match: re.Match[str], before: str) -> bool:
    """Whether figures with a stop are days: months have their nought, hours what opens."""
    if re.search(r"(?i)(?:godz\w*\.?|o|otwart\w*|czynn\w*)\s*(?:od)?$", before):
        return False
    return all(len(match[k]) == 2 and match[k] not in ("00", "15", "30") for k in ("m", "month"))


def _no_fraction(a: int, b: int) -> bool:
    """Whether two figures with a stroke are no part of a whole that a recipe names."""
    return a >= b or b not in (2, 3, 4, 5, 8, 10)
