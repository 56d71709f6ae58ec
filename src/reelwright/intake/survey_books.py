"""Workbooks (xlsx, xls, ods) become rows of text; the sheet with the answers is found or named."""

import datetime as dt
import io
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ..domain.errors import InvalidIntake
from ..media.guard.guard import guarded

ZIP = b"PK\x03\x04"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
MAX_UNPACKED = 1_000_000_000
"""Bytes that a workbook may hold once it is unpacked."""
_A_SECOND = 500_000
"""Bytes of a packed workbook that are read in a second."""
_ROOM = 25
"""Bytes of memory that one byte of a packed workbook may take once it is cells."""
CLEAR = 0.2
"""A sheet with at most this share of the fullest sheet's rows is no rival to it."""


@dataclass(frozen=True)
class Book:
    """The rows of one sheet; lines are the sheet's own row numbers."""

    sheet: str
    rows: list[list[str]]
    lines: list[int]
    notes: tuple[str, ...] = ()


def is_book(data: bytes) -> bool:
    """Whether these bytes are a workbook."""
    return data[:4] == ZIP or data[:8] == OLE


def _room(path: Path, *_: Any, **__: Any) -> int:
    return path.stat().st_size * _ROOM // 1_000_000


@guarded(refusal=InvalidIntake, a_second=_A_SECOND, more=_room)
def read_book(path: Path, name: str, sheet: str, *, most: int) -> Book:
    """The sheet with this name, or the one that holds the answers, blank rows left out.

    Raises InvalidIntake where the file is broken or locked, the sheet is not there, or several
    sheets may be meant; also where one lone cell far out makes a sheet larger than memory.
    """
    from python_calamine import CalamineWorkbook

    data = path.read_bytes()
    if data[:4] == ZIP:
        _check_size(data, name)
    book = _tried(lambda: CalamineWorkbook.from_filelike(io.BytesIO(data)), name)
    there = list(book.sheet_names)
    if sheet and sheet not in there:
        raise InvalidIntake(f"{name} has no sheet {sheet!r}; it has: {', '.join(map(repr, there))}")
    found: list[Book] = []
    # Answers are the same few texts again and again: each is kept once.
    texts: dict[str, str] = {}
    for one in [sheet] if sheet else there:
        values = _tried(lambda one=one: book.get_sheet_by_name(one), name)
        if values.height > most + 20:
            raise InvalidIntake(f"{name} has more than {most:,} rows; draw a random sample of them")
        cells: list[list[Any]] = _tried(lambda s=values: s.to_python(skip_empty_area=False), name)
        rows = [[texts.setdefault(t, t) for t in map(_text, row)] for row in cells]
        kept = [(row, i) for i, row in enumerate(rows, 1) if any(c.strip() for c in row)]
        found.append(Book(one, [r for r, _ in kept], [i for _, i in kept]))
    return found[0] if sheet else _chosen(found, name)


def _chosen(found: list[Book], name: str) -> Book:
    """The sheet with by far the most rows of at least two cells."""
    size = {b.sheet: sum(sum(bool(c) for c in row) > 1 for row in b.rows) for b in found}
    found.sort(key=lambda b: -size[b.sheet])
    if not found or not size[found[0].sheet]:
        raise InvalidIntake(f"{name} is empty; export the survey's answers again")
    best = found[0]
    rivals = [b.sheet for b in found[1:] if size[b.sheet] > max(3, CLEAR * size[best.sheet])]
    if rivals:
        both = ", ".join(repr(s) for s in [best.sheet, *rivals])
        raise InvalidIntake(
            f"{name}: the answers may stand in any of the sheets {both}; name one in "
            f'campaign.toml: survey = "{name}#{best.sheet}"'
        )
    note = f"of {len(found)} sheets, {best.sheet!r} was read" if len(found) > 1 else ""
    return Book(best.sheet, best.rows, best.lines, (note,) if note else ())


def _text(cell: Any) -> str:
    if isinstance(cell, bool):
        return "Yes" if cell else "No"
    if isinstance(cell, float):
        return f"{cell:.15g}"
    if isinstance(cell, dt.datetime | dt.date | dt.time):
        return cell.isoformat()
    text = "" if cell is None else str(cell)
    return "" if text.startswith("#") and text.rstrip("!?").isupper() else text


def _check_size(data: bytes, name: str) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            size = sum(part.file_size for part in packed.infolist())
    except (zipfile.BadZipFile, OSError, ValueError) as problem:
        raise _broken(name, problem) from problem
    if size > MAX_UNPACKED:
        raise InvalidIntake(f"{name} unpacks to {size / 1e9:.1f} GB; save the answers alone as CSV")


def _tried(read: Any, name: str) -> Any:
    try:
        return read()
    except (KeyboardInterrupt, SystemExit, InvalidIntake):
        raise
    except BaseException as problem:  # what Rust gives up on is no Exception
        raise _broken(name, problem) from problem


def _broken(name: str, problem: BaseException) -> InvalidIntake:
    locked = "encrypt" in str(problem).lower() or "password" in str(problem).lower()
    why = "it is locked by a password" if locked else str(problem).splitlines()[0][:200]
    return InvalidIntake(
        f"{name} is a spreadsheet that cannot be read: {why}; save it as CSV (UTF-8) and use that"
    )
