"""Questions with several answers, in whichever shape a tool writes them, become yes-or-no columns.

Tools write a column an option, filled where it was chosen ("Fresh bread", "1", "Y") and blank where
it was not; or one cell with all chosen options in it. Both end as a column an option with "Yes" and
"No" in its cells, so that the same answers give the same columns.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from .survey_answers import NO, YES, real_answers, yes_or_no
from .survey_numbers import numbers
from .survey_people import bare, parted, trait_of, written_by_a_tool
from .survey_scales import ordered
from .survey_tongues import fold

Row = tuple[str | None, ...]
MOST_OPTIONS = 40
LONGEST_OPTION = 120
SIGNS = ("\n", ";", "|", ",", "、", "，", "；")
"""What parts the options of a cell."""
ALSO_WORDS = (" / ", " + ", " & ", "／", "＋")
"""What parts options as well as words of one option: "tea / coffee" may be either."""
SAMPLE = 3_000
"""Cells looked at to tell whether a column holds several answers in a cell."""
FEWEST = 3
"""Marks at least in a column of its own that is read as a statement ticked or not."""
CODING = frozenset({"uuid", "formhub uuid", "submission time", "instance id", "meta instance id",
                    "meta root uuid"})  # fmt: skip
"""Headers of tools that write codes of options with a space between them."""
SELECT = re.compile(
    r"select all|all that apply|check all|tick all|choose all|choose up to|select up to|multiple|"
    r"mehrfach|mehrere|alle zutreffenden|plusieurs réponses|choix multiple|toutes les|varias|"
    r"todas las que|múltipl|selección múltiple|risposte multiple|più risposte|tutte le|várias|"
    r"todas as que|meerdere|alle die|flera|alla som|wszystkie|wielokrotn|kilka|"
    r"複数|すべて|全て|いくつでも",
    re.I,
)
"""What a question says that may have several answers."""


@dataclass(frozen=True)
class OpenTable:
    """A table whose questions with several answers are open.

    joined: headers of the columns that held several answers in a cell. ticked: headers of columns
    that held their own text where it was chosen.
    """

    headers: tuple[str, ...]
    rows: tuple[Row, ...]
    joined: frozenset[str]
    ticked: frozenset[str] = frozenset()
    notes: tuple[str, ...] = ()


def opened(headers: tuple[str, ...], rows: tuple[Row, ...]) -> OpenTable:
    """The table with a "Yes" or "No" for every option that could be chosen.

    Who chose nothing and answered nothing further on did not get there: blank, not "No".
    """
    columns: list[list[str | None]] = [list(column) for column in zip(*rows, strict=True)]
    answered = _Answered(headers, columns)
    families = _families(headers)
    notes: list[str] = []
    for question, places in families.items():
        found = _ticked(headers, columns, places)
        if found:
            _fill(columns, found, answered.got_to(places[0], places[-1]))
            notes.append(f"{question[:60]!r}: {len(found)} options, blank read as not chosen")
    inside = {place for places in families.values() for place in places}
    ticked: set[str] = set()
    for place, header in enumerate(headers):
        if place not in inside and _is_statement(header, columns[place]):
            if {fold(c) for c in columns[place] if c} == {fold(header)}:
                ticked.add(header)
            _fill(columns, [place], answered.got_to(place, place))
    joined: set[str] = set()
    codes = any(fold(header) in CODING for header in headers)
    out_headers: list[str] = []
    out: list[list[str | None]] = []
    for place, header in enumerate(headers):
        out_headers.append(header)
        out.append(columns[place])
        if place in inside or written_by_a_tool(header) or _asks_names(header):
            continue
        if header in families:  # the same choices stand in columns of their own
            joined.add(header)
            continue
        chosen = _split(header, columns[place], codes=codes)
        if chosen is None:
            continue
        joined.add(header)
        options = _options(chosen)
        there = answered.got_to(place, place)
        for option in options:
            out_headers.append(f"{header} [{option}]")
            out.append(
                [
                    (YES if option in said else NO) if got else None
                    for said, got in zip(chosen, there, strict=True)
                ]
            )
        notes.append(f"{header[:60]!r}: {len(options)} options in a cell, each read for itself")
    return OpenTable(
        tuple(out_headers),
        tuple(zip(*out, strict=True)),
        frozenset(joined),
        frozenset(ticked),
        tuple(notes),
    )


def _asks_names(header: str) -> bool:
    trait = trait_of(header)
    return trait is not None and trait.role == "contact" and trait.sure


def _families(headers: Sequence[str]) -> dict[str, list[int]]:
    """Columns that share a question, two at least, by that question."""
    found: dict[str, list[int]] = defaultdict(list)
    for place, header in enumerate(headers):
        question, option = parted(header)
        if option:
            found[question].append(place)
    return {question: places for question, places in found.items() if len(places) > 1}


def _ticked(
    headers: Sequence[str], columns: list[list[str | None]], places: list[int]
) -> list[int]:
    """Columns of a family that are filled where chosen and blank where not; none in other families.

    A free answer beside them ("Other, please specify") is none of them.
    """
    values = {p: {c for c in columns[p] if c is not None} for p in places}
    single = [p for p in places if len(values[p]) == 1 and None in columns[p]]
    rest = [p for p in places if len(values[p]) > 1]
    if not single or len(single) < max(1, len(rest)):
        return []
    sure = [p for p in single if yes_or_no(next(iter(values[p])), parted(headers[p])[1])]
    if len(single) > 1 or sure:
        return single if len(sure) >= len(single) / 2 or not rest else []
    return []


def _is_statement(header: str, cells: list[str | None]) -> bool:
    """Whether a column holds nothing but a tick, or its own statement, and blanks."""
    values = {c for c in cells if c is not None}
    if len(values) != 1 or None not in cells or written_by_a_tool(header):
        return False
    if sum(c is not None for c in cells) < FEWEST:
        return False
    return yes_or_no(next(iter(values)), header) is True


def _fill(columns: list[list[str | None]], places: Sequence[int], there: list[bool]) -> None:
    """Turn marks into yes and blanks into no, blank for those who did not get there."""
    for p in places:
        columns[p] = [
            YES if cell is not None else (NO if got else None)
            for cell, got in zip(columns[p], there, strict=True)
        ]


class _Answered:
    """Which cells people filled themselves, those that tools write left out."""

    def __init__(self, headers: Sequence[str], columns: list[list[str | None]]) -> None:
        # As they came: yes and no are filled in while these are asked for.
        self.columns = list(columns)
        self.asked = [
            p
            for p, header in enumerate(headers)
            if not written_by_a_tool(header) and any(columns[p])
        ]

    def got_to(self, first: int, last: int) -> list[bool]:
        """Who got to the columns from first to last: answered one of them, or one behind them.

        Where nothing is asked behind them, who answered half of what was asked before.
        """
        inside = [p for p in self.asked if first <= p <= last]
        after = [p for p in self.asked if p > last]
        before = [p for p in self.asked if p < first]
        reached = [self.columns[p] for p in (*inside, *after)]
        before = [] if after else [self.columns[p] for p in before]
        return [
            any(column[i] for column in reached)
            or (not after and sum(column[i] is not None for column in before) * 2 >= len(before))
            for i in range(len(self.columns[0]) if self.columns else 0)
        ]


def _split(header: str, cells: list[str | None], *, codes: bool) -> list[list[str]] | None:
    """The options chosen in each cell; None where the cells hold single answers.

    codes: the tool parts codes of options by spaces; words of one answer are parted so as well.
    """
    filled = real_answers(cells)
    # A column is judged by some of its cells, evenly over the file.
    some = filled[:: -(-len(filled) // SAMPLE)] if filled else []
    if len(set(some)) < 3 or numbers(some, 1e15):
        return None
    asked = bool(SELECT.search(header))
    if len(set(some)) <= MOST_OPTIONS and ordered(sorted(set(some))):
        return None  # one place on a scale in each cell
    for sign in (*SIGNS, *ALSO_WORDS, *(" " if codes else "")):
        if sum(sign in c for c in some) < 0.1 * len(some):
            continue
        if sign == " " and not all(re.fullmatch(r"[a-z\d_.-]+(?: [a-z\d_.-]+)*", c) for c in some):
            continue
        if sign != "\n" and any("\n" in c for c in some):
            return None
        parts = [_parts(c, sign) for c in some]
        one = _always_together(parts, sign) if sign not in "\n| " else []
        whole = [_merged(p, one, sign) for p in parts]
        if sign in ALSO_WORDS and not _come_apart(whole):
            continue
        if _are_choices(whole, asked=asked, words=sign == " "):
            real = set(filled)
            rows = {c: tuple(_merged(_parts(c, sign), one, sign)) for c in real}
            counts = Counter(p for c in filled for p in rows[c])
            least = max(2, 0.01 * len(filled))
            kept = {c: [p for p in row if counts[p] >= least] for c, row in rows.items()}
            return [kept.get(c, []) if c else [] for c in cells]
    return None


def _parts(cell: str, sign: str) -> list[str]:
    """A cell at its signs, those inside brackets left out."""
    if sign == ";":
        cell = cell.replace(";#", ";")  # as lists of SharePoint are written
    out: list[str] = []
    depth = start = 0
    for i, letter in enumerate(cell):
        depth += (letter in "([") - (letter in ")]")
        if i >= start and depth <= 0 and cell.startswith(sign, i):
            out.append(cell[start:i])
            start = i + len(sign)
    return [p for p in (part.strip() for part in [*out, cell[start:]]) if p]


def _always_together(parts: list[list[str]], sign: str) -> list[set[tuple[str, str]]]:
    """Parts that never come without each other, in this order: rounds of pairs to join."""
    rounds: list[set[tuple[str, str]]] = []
    for _ in range(4):
        single = Counter(p for row in parts for p in row)
        pairs = Counter(pair for row in parts for pair in pairwise(row))
        one = {(a, b) for (a, b), n in pairs.items() if n > 2 and n == single[a] == single[b]}
        if not one or len(single) <= 2:
            break
        rounds.append(one)
        parts = [_merged(row, [one], sign) for row in parts]
    return rounds


def _merged(row: list[str], rounds: list[set[tuple[str, str]]], sign: str) -> list[str]:
    """The row with an option that has the sign in it made whole again."""
    for one in rounds:
        new: list[str] = []
        before = ""
        for part in row:
            if new and (before, part) in one:
                new[-1] = f"{new[-1]}{sign}{'' if sign == '、' else ' '}{part}"
            else:
                new.append(part)
            before = part
        row = new
    return row


def _come_apart(parts: list[list[str]]) -> bool:
    """Whether parts stand together in many ways, so that they are no words of one answer.

    "yes / no" and "tea / coffee" beside "tea" are answers, "10 / 12" is a figure or a date.
    """
    worded = {p for row in parts for p in row if re.search(r"[^\W\d_]{2}", p)}
    together = {tuple(sorted(row)) for row in parts if len(row) > 1}
    several = Counter(p for row in together for p in row)
    said = {yes_or_no(p) for p in several}
    return (
        len(worded) >= 3
        and len(together) >= 3
        and sum(n > 1 for n in several.values()) >= 3
        and not {True, False} <= said
        and all(p in worded for p in several)
    )


def _are_choices(parts: list[list[str]], *, asked: bool, words: bool) -> bool:
    """Whether the parts are options that people put together freely.

    A single answer with a comma in it ("Yes, very rude") comes in no more forms than answers.
    """
    counts = Counter(p for row in parts for p in row)
    least = max(2, 0.01 * len(parts))
    options = {p for p, n in counts.items() if n >= least}
    if not 2 <= len(options) <= MOST_OPTIONS or any(len(p) > LONGEST_OPTION for p in options):
        return False
    given = [row for row in parts if row]
    covered = sum(sum(p in options for p in row) >= len(row) - 1 for row in given)
    several = sum(sum(p in options for p in row) > 1 for row in given)
    if covered < 0.8 * len(given) or several < (0.02 if asked else 0.1) * len(given):
        return False
    if any(len(set(row)) < len(row) for row in given):
        return False
    forms = {tuple(sorted(p for p in row if p in options)) for row in given}
    used = Counter(p for form in forms for p in form)
    free = sum(used[p] > 1 for p in options) >= 0.7 * len(options)
    if words and not asked and any(bare(p).isdigit() for p in options):
        return False
    return free and len(forms) > len(options) - (1 if asked else 0)


def _options(chosen: list[list[str]]) -> list[str]:
    """All options, in the order in which they stand in the cells."""
    places: dict[str, list[float]] = defaultdict(list)
    for row in chosen:
        for i, option in enumerate(row):
            places[option].append((i + 0.5) / len(row))
    return sorted(places, key=lambda o: (sum(places[o]) / len(places[o]), o))
