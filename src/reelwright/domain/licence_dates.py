"""The day on which a licence ends by its own words, in ten languages.

"valid until 31.12.2024", "expire le 1er juin 2027", "2025年3月まで": a date counts as an end where
a word beside it says so, or where it closes a span of use. A date of taking, of buying or of
copyright is none.
"""

import re
import tomllib
import unicodedata
from calendar import monthrange
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path


@dataclass(frozen=True)
class Ending:
    """When a licence ends: on the last day that it is good for.

    other: the day that the same words name where the month stands first ("03/04/2025"); last is
    then the earlier of the two. said: the words that name it.
    """

    last: date
    said: str
    other: date | None = None


def asked_of(end: Ending) -> str:
    """What to ask of an end that can be read in two ways, with the next act; a whole clause."""
    return (
        f"its licence says {end.said!r}, which is {end.last.isoformat()} or "
        f"{end.other}: note the right one as `expires`"
    )


@cache
def ending(licence: str) -> Ending | None:
    """When a licence ends by its own words; None where they name no day."""
    text = _plain(licence)
    if _known().embargo.search(text):
        return None  # a day from which on it may be used
    found = [end for part in _CLAUSE.split(text) for end in _ends(part)]
    if not found:
        return None
    longest = _known().renewed.search(text) is not None
    return (max if longest else min)(found, key=lambda end: end.last)


_CLAUSE = re.compile(r"[;\n|()\[\]]+|(?<=[^\W\d]{5})\.\s|,\s(?=[^\W\d]{3,}\s[^\W\d])")


def _plain(text: str) -> str:
    """One case, no accents, dates as they are written."""
    bare = unicodedata.normalize("NFD", unicodedata.normalize("NFKC", text))
    bare = "".join(c for c in bare if not "\u0300" <= c <= "\u036f")
    bare = unicodedata.normalize("NFC", bare).casefold().replace("ł", "l").replace("’", "'")
    return re.sub(r"[‐-―〜～]", "-", re.sub(r"[^\S\n]+", " ", bare))


def _ends(part: str) -> Iterator[Ending]:
    """The ends that a clause names."""
    known = _known()
    dates = list(_dates(part))
    for n, (span, one) in enumerate(dates):
        before, after = part[: span[0]], part[span[1] :]
        previous = dates[n - 1][0][1] if n else 0
        lead = before[previous:]
        if n + 1 < len(dates) and _TO.fullmatch(part[span[1] : dates[n + 1][0][0]]):
            continue  # from then on
        until = known.until.search(lead)
        spanned = n and _TO.fullmatch(part[previous : span[0]])
        if until or known.after.match(after) or (spanned and known.use.search(part)):
            foreign = until is not None and not known.english.search(lead)
            yield one.ending(
                part[span[0] : span[1]], foreign, known.before.search(lead) is not None
            )
        elif one.spanned and known.use.search(part) and not known.whose.search(part):
            yield one.ending(part[span[0] : span[1]], True, False)


_TO = re.compile(
    r"\s*(?:-|/|to|bis|au|al?|till|t\.?o\.?m\.?|do|tot|t/m|ate|から)(?: zum| el| il)?\s*"
)


@dataclass(frozen=True)
class _Named:
    """The first and the last day of what was named; swapped: the same with the month first."""

    first: date
    last: date
    swapped: date | None = None
    spanned: bool = False

    def ending(self, said: str, day_first: bool, before: bool) -> Ending:
        """The end that it is; before: the day before it."""
        day = self.first - timedelta(days=1) if before else self.last
        if self.swapped and not day_first and self.swapped != self.last:
            other = self.swapped - timedelta(days=1) if before else self.swapped
            return Ending(min(day, other), said.strip(), max(day, other))
        return Ending(day, said.strip())


def _dates(part: str) -> Iterator[tuple[tuple[int, int], _Named]]:
    """Every day, month, quarter or year in a clause, in order, with where it stands."""
    for found in _known().date.finditer(part):
        named = _named({k: v for k, v in found.groupdict().items() if v})
        if named:
            yield found.span(), named


def _named(got: dict[str, str]) -> _Named | None:
    """What the groups of a form name; None for a day that no calendar has."""
    made = next(make for group, make in _MADE.items() if group in got)
    try:
        return made(got)
    except ValueError:
        return None


def _day(year: str, month: str | int, day: str) -> _Named:
    on = date(_year(year), int(month), int(day))
    return _Named(on, on)


def _month(year: str, month: str | int) -> _Named:
    first = date(_year(year), int(month), 1)
    return _Named(first, first.replace(day=monthrange(first.year, first.month)[1]))


def _years(one: str, other: str) -> _Named | None:
    last = int(one[:2] + other) if len(other) == 2 else int(other)
    if not 0 < last - int(one) <= 60:
        return None
    return _Named(date(int(one), 1, 1), date(last, 12, 31), spanned=True)


def _either(one: str, two: str, year: str, mark: str) -> _Named:
    """Two numbers and a year: the day stands first, or the month where it can only be that."""
    if int(two) > 12:
        return _day(year, one, two)
    named = _day(year, two, one)
    if mark == "." or int(one) > 12:
        return named
    return _Named(named.first, named.last, swapped=date(_year(year), int(one), int(two)))


def _year(year: str) -> int:
    return int(year) + (2000 if len(year) == 2 else 0)


def _whole(year: str) -> _Named:
    return _Named(date(int(year), 1, 1), date(int(year), 12, 31))


_MADE: dict[str, Callable[[dict[str, str]], _Named | None]] = {
    "y1": lambda g: _day(g["y1"], g["m1"], g["d1"]),
    "de": lambda g: _day(str(int(g["era"]) + 2018), g["me"], g["de"]),
    "era": lambda g: _month(str(int(g["era"]) + 2018), g["me"]),
    "b2": lambda g: _either(g["a2"], g["b2"], g["y2"], g["s2"]),
    "m3": lambda g: _day(g["y3"], _months()[g["m3"]], g["d3"]),
    "m4": lambda g: _day(g["y4"], _months()[g["m4"]], g["d4"]),
    "m5": lambda g: _month(g["y5"], _months()[g["m5"]]),
    "q6": lambda g: _month(g["y6"], 3 * int(g["q6"])),
    "q10": lambda g: _month(g["y10"], 3 * int(g["q10"])),
    "m7": lambda g: _month(g["y7"], g["m7"]),
    "m8": lambda g: _month(g["y8"], g["m8"]),
    "z9": lambda g: _years(g["y9"], g["z9"]),
    "mid": lambda g: _month(g["y0"], 6),
    "y0": lambda g: _whole(g["y0"]),
}
"""How each form is read, by a group that it alone has; the first that is there counts."""


@dataclass(frozen=True)
class _Known:
    """Patterns over plain text. until stands before an end, after behind it; english: until."""

    date: re.Pattern[str]
    until: re.Pattern[str]
    after: re.Pattern[str]
    before: re.Pattern[str]
    use: re.Pattern[str]
    whose: re.Pattern[str]
    embargo: re.Pattern[str]
    renewed: re.Pattern[str]
    english: re.Pattern[str]


@cache
def _known() -> _Known:
    raw = _raw()
    lines = [raw[tongue] for tongue in raw if tongue != "months"]
    east = raw["ja"]

    def all_of(kind: str) -> str:
        west = "|".join(line[kind] for line in lines if line is not east and line.get(kind))
        return rf"\b(?:{west})" + (f"|{east[kind]}" if east.get(kind) else "")

    # No digits and no comma between the word and its date: they belong to something else.
    near = r"(?:\b[^\d,]{0,28}|)"
    month = "|".join(sorted(_months(), key=lambda m: -len(m)))
    year = r"(?:19|20)\d\d"
    of = r"(?: (?:of|de|del|d'|di|do))?"
    nth = r"st|nd|rd|th|er|o|°|a|:e|e|\."
    day = r"(?:[12]\d|3[01]|0?[1-9])"
    forms = (
        rf"(?P<y1>{year})[-/.年] ?(?P<m1>1[0-2]|0?[1-9])[-/.月] ?(?P<d1>{day})(?!\d)日?",
        rf"(?:令和|r)(?P<era>\d{{1,2}})[年.](?P<me>\d{{1,2}})[月.](?:(?P<de>{day})日?)?",
        rf"(?P<a2>{day})(?P<s2>[./-]) ?(?P<b2>{day})[./-] ?(?P<y2>{year}|\d\d(?!\d))",
        rf"(?P<d3>{day})(?:{nth})?{of} (?P<m3>{month})\.?{of},? (?P<y3>{year})",
        rf"(?P<m4>{month})\.? (?P<d4>{day})(?:st|nd|rd|th)?,? (?P<y4>{year})",
        rf"(?P<m5>{month})\.?{of},? (?P<y5>{year})",
        rf"(?:q|t|k)(?P<q6>[1-4])[ /-]?(?P<y6>{year})",
        rf"(?P<y10>{year})[ /-]?(?:q|t|k)(?P<q10>[1-4])",
        rf"(?P<y9>{year}) ?[-/] ?(?P<z9>{year}|(?:1[3-9]|[2-9]\d)(?![\d-]))",
        rf"(?P<y7>{year})[-/.年] ?(?P<m7>1[0-2]|0?[1-9])(?!\d)月?",
        rf"(?P<m8>1[0-2]|0?[1-9])[/.-](?P<y8>{year})",
        rf"(?:(?P<mid>{raw['en']['mid']}) )?(?P<y0>{year})(?:年度?)?",
    )
    return _Known(
        date=re.compile(r"(?<![\d])(?:" + "|".join(forms) + r")(?!\d)"),
        until=re.compile(rf"(?:{all_of('until')}){near}$"),
        after=re.compile(rf"\s?(?:{east['after']})|[^\d,]{{0,3}}\b(?:{raw['en']['after']})\b"),
        before=re.compile(rf"(?:{all_of('before')}){near}$"),
        use=re.compile(all_of("use")),
        whose=re.compile(r"©|\bcopyright\b|\(c\)"),
        embargo=re.compile(raw["en"]["embargo"]),
        renewed=re.compile(raw["en"]["renewed"]),
        english=re.compile(rf"\b(?:{raw['en']['until']}){near}$"),
    )


@cache
def _months() -> dict[str, int]:
    return {
        name: number
        for line in _raw()["months"].values()
        for number, names in enumerate(line.split(), 1)
        for name in names.split("|")
    }


@cache
def _raw() -> dict[str, dict[str, str]]:
    text = Path(__file__).with_suffix(".toml").read_text(encoding="utf-8")
    return tomllib.loads(text)
