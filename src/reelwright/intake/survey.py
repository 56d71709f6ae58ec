"""Answers are read by their codebook: cleaned, with every row left out counted under its reason."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ..domain.errors import InvalidIntake
from ..domain.loose import quoted
from ..domain.privacy import redact
from ..domain.survey import Codebook, Column, Survey
from .codebook import check_codebook, draft_codebook, level_key, load_codebook, save_codebook
from .faults import Faults
from .survey_answers import is_missing, yes_or_no
from .survey_numbers import decimal_mark, number
from .survey_roles import DURATION
from .survey_scales import no_answer
from .survey_table import Table, read_table

__all__ = [
    "Cleaning",
    "Table",
    "draft_codebook",
    "load_codebook",
    "read_survey",
    "read_table",
    "save_codebook",
]


MOST_OF_COLUMN = 4
"""Wrong answers told of one column: with more of them its scale or its levels are wrong."""


@dataclass(frozen=True)
class Cleaning:
    """When a row is left out.

    blank: over this share of the basis questions unanswered. grid and grid_levels: the same answer
    all through a grid of at least so many questions with at least so many levels (a shorter or
    coarser grid can honestly be answered alike). speed: under this share of the median duration.
    alike: a copy of another row counts only with this many answered cells and a free answer, or
    with the same id.
    """

    blank: float = 0.5
    grid: int = 6
    grid_levels: int = 5
    speed: float = 0.3
    alike: int = 6


def read_survey(table: Table, codebook: Codebook, cleaning: Cleaning | None = None) -> Survey:
    """The answers a codebook asks for, as clean text.

    Answers are put to the spelling of their level; answers that are none ("Don't know") become
    blank on a scale with an order; contact columns come out blank and personal data is taken out of
    free answers. Raises InvalidIntake, naming file, row and field, when a column is missing, an
    answer is no level of its column, or nothing is left.
    """
    cleaning = cleaning or Cleaning()
    check_codebook(codebook)
    faults = Faults()
    faults.tell(_absent(table, codebook))
    columns = codebook.columns
    rows: list[tuple[str | None, ...]] = []
    raw_ids: list[str] = []
    readers = [_reader(column, table, faults) for column in columns]
    places = [table.place(column.header) for column in columns]
    contacts = [i for i, column in enumerate(columns) if column.role == "contact"]
    id_at = next((i for i, c in enumerate(columns) if c.role == "id"), None)
    for row, line in zip(table.rows, table.lines, strict=True):
        given = [None if p is None else row[p] for p in places]
        known = [w for i in contacts for w in _names(given[i])]
        cells = [
            None
            if cell is None or column.role == "contact"
            else (redact(cell, known) if column.role == "text" else read(cell, line))
            for cell, column, read in zip(given, columns, readers, strict=True)
        ]
        raw_ids.append((cells[id_at] if id_at is not None else None) or f"row-{line}")
        rows.append(tuple(cells))
    faults.end()
    keep, dropped = _clean(rows, raw_ids, columns, _durations(table, codebook), cleaning)
    if not keep:
        raise InvalidIntake(
            f"{table.name}: no answer is left after cleaning ({'; '.join(dropped)}); "
            "check the roles in codebook.toml"
        )
    ids = [raw_ids[i] for i in keep]
    return Survey(
        columns=columns,
        respondents=tuple(ids),
        rows=tuple(rows[i] for i in keep),
        dropped=tuple(dropped),
    )


def _absent(table: Table, codebook: Codebook) -> Iterator[str]:
    """A line for each column of the codebook that the file does not have."""
    for column in codebook.columns:
        if table.place(column.header) is None:
            yield (
                f"{table.name} has no column {quoted(column.header)}, which codebook.toml calls "
                f"{column.id}; correct its header there, or delete the column"
            )


def _reader(column: Column, table: Table, faults: Faults):
    """A function from a cell and its line to the cleaned cell; the first wrong answers are told."""
    known = {level_key(level): level for level in column.levels}
    seen: dict[str, str | None] = {}
    wrong: list[str] = []
    measured = column.scale == "number" or column.role == "weight"
    there = table.place(column.header) is not None
    mark = decimal_mark(table.under(column.header)) if measured and there else "."

    def read(cell: str, line: int) -> str | None:
        if cell in seen:
            return seen[cell]
        value: str | None = cell
        if measured:
            try:
                value = _number(cell, mark, column, table.name, line)
            except InvalidIntake as problem:
                value = None
                wrong.append(str(problem))
        elif column.levels and column.role in {"basis", "profile"}:
            value = known.get(level_key(cell))
            if value is None and column.scale == "binary":
                value = _coded(cell, column)
            if value is None and not no_answer(cell):
                wrong.append(
                    f"{table.name}: row at line {line}: {cell[:60]!r} is no answer to "
                    f"{column.id}; codebook.toml has the levels {'; '.join(column.levels)[:300]}"
                )
        if 0 < len(wrong) <= MOST_OF_COLUMN:
            faults.tell(wrong)
        if len(seen) < 10_000:
            seen[cell] = value
        return value

    return read


def _coded(cell: str, column: Column) -> str | None:
    """The level of a two-sided question that a coded answer means: "1" and "Checked" are yes."""
    meant = yes_or_no(cell, column.header)
    sides = {yes_or_no(level, column.header): level for level in column.levels}
    return None if meant is None else sides.get(meant)


def _number(cell: str, mark: str, column: Column, name: str, line: int) -> str | None:
    if is_missing(cell):
        return None
    value = number(cell, mark)
    if value is None and cell.lstrip("+-").lower() not in {"inf", "infinity"}:
        raise InvalidIntake(
            f"{name}: row at line {line}: {cell[:40]!r} in {column.id} is no number; correct it or "
            "give the column another scale in codebook.toml"
        )
    if value is None or (column.role == "weight" and value <= 0):
        raise InvalidIntake(
            f"{name}: row at line {line}: {column.id} is {cell}; give a positive, finite number"
        )
    return f"{value:.10g}"


def _names(cell: str | None) -> list[str]:
    """Words of a contact cell that could come up in the same person's free answers."""
    if not cell:
        return []
    local = cell.split("@")[0] if "@" in cell else cell
    parts = [p for p in local.replace(".", " ").replace("_", " ").split() if p.isalpha()]
    return [cell, *(p for p in parts if len(p) >= 4 and (p[0].isupper() or "@" in cell))]


def _durations(table: Table, codebook: Codebook) -> list[float | None]:
    named = {" ".join(c.header.split()).lower() for c in codebook.columns if c.role == "basis"}
    for i, header in enumerate(table.headers):
        if DURATION.match(header) and header.lower() not in named:
            cells = table.column(i)
            mark = decimal_mark(cells)
            out = [number(cell, mark) if cell else None for cell in cells]
            broken = any(cell and value is None for cell, value in zip(cells, out, strict=True))
            return [] if broken else out
    return []


def _clean(
    rows: Sequence[tuple[str | None, ...]],
    ids: Sequence[str],
    columns: tuple[Column, ...],
    durations: Sequence[float | None],
    cleaning: Cleaning,
) -> tuple[list[int], list[str]]:
    basis = [i for i, c in enumerate(columns) if c.role == "basis"]
    texts = [i for i, c in enumerate(columns) if c.role == "text"]
    answers = [i for i, c in enumerate(columns) if c.role in {"basis", "profile", "text"}]
    grids = _grids(columns, cleaning)
    timed = sorted(d for d in durations if d is not None)
    floor = cleaning.speed * timed[len(timed) // 2] if timed else 0.0
    reasons: Counter[str] = Counter()
    keep: list[int] = []
    seen_ids: set[str] = set()
    seen_rows: set[tuple[str | None, ...]] = set()
    for i, row in enumerate(rows):
        given = tuple(row[j] for j in answers)
        full = sum(cell is not None for cell in given)
        worded = any(len(row[j] or "") >= 20 for j in texts)
        reason = ""
        if ids[i] in seen_ids:
            reason = "the id of an earlier respondent"
        elif worded and full >= cleaning.alike and given in seen_rows:
            reason = "a copy of an earlier respondent's answers"
        elif basis and sum(row[j] is None for j in basis) > cleaning.blank * len(basis):
            reason = f"over {cleaning.blank:.0%} of the segment questions blank"
        elif any(_straight(row, grid) for grid in grids):
            reason = "the same answer all through a grid of questions"
        elif durations and (durations[i] or floor) < floor:
            reason = f"answered in under {cleaning.speed:.0%} of the median time"
        seen_ids.add(ids[i])
        if reason:
            reasons[reason] += 1
            continue
        seen_rows.add(given)
        keep.append(i)
    return keep, [f"{n} left out: {reason}" for reason, n in reasons.most_common()]


def _grids(columns: tuple[Column, ...], cleaning: Cleaning) -> list[list[int]]:
    """Basis columns with the same ordered levels, where they are many and fine enough."""
    found: dict[tuple[str, ...], list[int]] = {}
    for i, column in enumerate(columns):
        if column.role == "basis" and column.scale == "ordinal":
            found.setdefault(tuple(map(level_key, column.levels)), []).append(i)
    return [
        places
        for levels, places in found.items()
        if len(places) >= cleaning.grid and len(levels) >= cleaning.grid_levels
    ]


def _straight(row: Sequence[str | None], grid: Sequence[int]) -> bool:
    given = [row[i] for i in grid if row[i] is not None]
    return len(given) >= len(grid) - 1 and len(set(given)) == 1
