"""Survey files become a table of text, whatever program exported them."""

import ast
import json
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from ..domain.errors import InvalidIntake
from ..domain.loose import is_list, quoted
from .survey_choices import opened
from .survey_ends import without_ends
from .survey_files import MAX_CELL, Records, read_records
from .survey_heads import heads_of, stacked
from .survey_words import unmarked

MAX_COLUMNS = 1_000
MAX_HEADER = 5_000
"""Characters of a question: every one is looked through for thousands of words."""
BLANKS = {"", "n/a", "na", "#n/a", "null", "none given", "-", "--", "nan", "#null!"}


@dataclass(frozen=True)
class Table:
    """A survey file as text. Blanks are None; every row has a cell for each header.

    lines[i] is the place of rows[i] in the file, so that errors can point at it.
    """

    name: str
    headers: tuple[str, ...]
    rows: tuple[tuple[str | None, ...], ...]
    lines: tuple[int, ...]
    encoding: str = "utf-8"
    notes: tuple[str, ...] = ()
    orders: Mapping[str, tuple[str, ...]] = field(default_factory=dict[str, tuple[str, ...]])
    """Answers from low to high, by header, where the file itself says so."""
    joined: frozenset[str] = frozenset()
    """Headers of columns with several answers in a cell, which stand apart in other columns."""
    ticked: frozenset[str] = frozenset()
    """Headers of columns that held their own text where it was chosen; Yes and No now."""
    sheet: str = ""
    """The sheet of a workbook that was read."""

    def column(self, index: int) -> list[str | None]:
        """All cells of one column, in row order."""
        return [row[index] for row in self.rows]

    def place(self, header: str) -> int | None:
        """Where the column with this header stands; capitals and blanks do not matter."""
        wanted = " ".join(header.split()).lower()
        return next(
            (i for i, h in enumerate(self.headers) if " ".join(h.split()).lower() == wanted), None
        )

    def under(self, header: str) -> list[str | None]:
        """All cells of the column with this header; none where there is no such column."""
        place = self.place(header)
        return [] if place is None else self.column(place)


def read_table(path: Path, *, name: str | None = None, sheet: str = "") -> Table:
    """Read the answers of a survey, whatever tool exported them.

    CSV (comma, semicolon, tab, bar) in any usual encoding, JSON (a list of objects), workbooks
    (xlsx, xls, ods; sheet says which sheet), SPSS and Stata. Lines above the headers and second
    header rows are passed over and told in the notes; questions with several answers become a
    yes-or-no column for each option.

    name is what errors call the file, its own name by default. Raises InvalidIntake, naming the
    file and the row, when the file is missing, empty, broken, ragged or beyond the limits.
    """
    name = name or path.name
    return _table(read_records(path, name, sheet), name)


def _table(records: Records, name: str) -> Table:
    rows, lines, notes = records.rows, records.lines, list(records.notes)
    top = 0 if records.named else _titles(rows)
    if top:
        told = "; ".join(" ".join(" ".join(row).split()) for row in rows[:top])
        notes.append(f"lines above the headers are no answers: {told[:120]}")
    rows, lines = rows[top:], lines[top:]
    width = _width(rows, name)
    heads = heads_of(rows[:1] if records.named else rows, width)
    notes += [heads.note] if heads.note else []
    headers, skip = _unique(heads.headers, notes), heads.rows
    for n, header in enumerate(headers, 1):
        if len(header) > MAX_HEADER:
            raise InvalidIntake(
                f"{name}: the header of column {n} has over {MAX_HEADER:,} characters; shorten it"
            )
    body = rows[skip:]
    if not body:
        raise InvalidIntake(f"{name} has headers but no answers; export the survey again")
    body, ends = without_ends(headers, body)
    notes += ends
    lines = lines[: skip + len(body)]
    table = Table(
        name,
        tuple(headers),
        tuple(_rows(body, lines[skip:], width, name)),
        tuple(lines[skip:]),
        records.encoding,
        tuple(notes),
        records.orders,
        sheet=records.sheet,
    )
    found = opened(table.headers, table.rows)
    # Lines parted the options of a cell; in other texts they are blanks.
    joined = _Joined({None: None})
    whole = tuple(tuple(map(joined.__getitem__, row)) for row in found.rows)
    if len(found.headers) > MAX_COLUMNS:
        raise InvalidIntake(
            f"{name} has {len(found.headers)} columns once every option has its own; at most "
            f"{MAX_COLUMNS} are read"
        )
    return replace(
        table,
        headers=found.headers,
        rows=whole,
        joined=found.joined,
        ticked=found.ticked,
        notes=(*table.notes, *found.notes),
    )


def _titles(rows: list[list[str]]) -> int:
    """How many rows stand above the headers: few cells, and many in every row from the next on."""
    filled = [sum(bool(cell.strip()) for cell in row) for row in rows[:60]]
    for i, count in enumerate(filled[:12]):
        later = filled[i + 1 :]
        if count > 2 or not later or max(later) < max(3, 2 * count):
            return i
        apart = count > 1 and any(cell.strip() for cell in rows[i][2:])
        if apart and stacked(rows[i:], max(map(len, rows[i : i + 3]))):
            return i  # blocks or questions in merged cells
        full = next(j for j, n in enumerate(later) if n >= max(3, 2 * count)) + i + 1
        if full < len(rows) and not rows[full][0].strip():
            return i  # the options of a multiple-choice question, under a header row of its own
    return 0


def _width(records: list[list[str]], name: str) -> int:
    """Columns of the table: those at the end without header and without answers do not count."""
    first = records[0]
    # Blank headers at the end may have been left out above a row that has them.
    second = records[1] if len(records) > 1 else []
    width = max(len(first), len(second) if second and not second[0].strip() else 0)
    if width > MAX_COLUMNS:
        raise InvalidIntake(f"{name} has {width} columns; at most {MAX_COLUMNS} are read")
    while width and not (len(first) >= width and first[width - 1].strip()):
        if any(len(row) >= width and row[width - 1].strip() for row in records[1:]):
            break
        width -= 1
    return width or len(first)


def _unique(headers: list[str], notes: list[str]) -> list[str]:
    """Headers that tell columns apart; what stood in none is called by its place."""
    seen: Counter[str] = Counter()
    unique: list[str] = []
    for i, header in enumerate(headers):
        header = header or f"Column {i + 1}"
        seen[header.lower()] += 1
        if seen[header.lower()] > 1:
            notes.append(
                f"the header {quoted(header)} stands more than once; later ones are numbered"
            )
            header = f"{header} ({seen[header.lower()]})"
        unique.append(header)
    return unique


def _rows(
    body: list[list[str]], lines: list[int], width: int, name: str
) -> Iterator[tuple[str | None, ...]]:
    # Most cells of a survey are one of few answers: each is cleaned once.
    clean = _Cleaned()
    for record, line in zip(body, lines, strict=True):
        if len(record) > width and any(cell.strip() for cell in record[width:]):
            raise InvalidIntake(
                f"{name}: row at line {line} has {len(record)} cells where the header has {width}; "
                "check it for an extra separator"
            )
        if max(map(len, record), default=0) > MAX_CELL:
            raise InvalidIntake(
                f"{name}: row at line {line} has a cell of over {MAX_CELL:,} characters; shorten it"
            )
        # Programs leave out blank cells at the end of a row.
        if len(record) != width:
            record = [*record, *[""] * (width - len(record))][:width]
        yield tuple(map(clean.__getitem__, record))


class _Cleaned(dict[str, "str | None"]):
    """Cells as they came, and as they are read."""

    def __missing__(self, cell: str) -> str | None:
        self[cell] = found = _cell(cell)
        return found


class _Joined(dict["str | None", "str | None"]):
    """Cleaned cells, and the same on one line."""

    def __missing__(self, cell: str | None) -> str | None:
        self[cell] = found = cell and " ".join(cell.split())
        return found


def _cell(text: str) -> str | None:
    text = unmarked(text).strip()
    if len(text) < 11 and text.lower() in BLANKS:
        return None
    if text[:1] == "[" and text[-1] == "]":
        return _listed(text)
    if "\n" in text:
        return "\n".join(" ".join(line.split()) for line in text.splitlines() if line.strip())
    return " ".join(text.split()) if "  " in text or "\xa0" in text else text


def _listed(text: str) -> str | None:
    """The items of a list in JSON, or as Python prints it, a line each; else the cell as it is."""
    found: Any = None
    for read in (json.loads, ast.literal_eval):
        try:
            found = read(text) if text[1] in "\"'" or read is json.loads else None
        except (ValueError, SyntaxError, RecursionError, MemoryError):
            continue
        break
    if not is_list(found) or not all(type(item) in {str, int} for item in found):
        return text
    items = [" ".join(str(item).split()) for item in found]
    return "\n".join(filter(None, items)) or None
