"""A list of captions (CSV) is changed in the rows of which somebody changed something.

All else stays as it is written: the order of rows and columns, columns that nobody reads, rows of
other files, delimiters, quotation marks and empty lines.
"""

import csv
import io
from collections.abc import Mapping, Sequence
from typing import Any

from ...domain.errors import InvalidIntake
from ...domain.loose import is_list
from .captions import answered, fault_of
from .lists import ListRow, cleaned, column_called, delimiter_of, records
from .unsaid import TO_FILL

FIELDS = TO_FILL[1:]
"""Columns that are changed here; the first names the file."""

_SAID = {
    "caption": ("caption", "description"),
    "holder": ("rights", "holder"),
    "licence": ("licence", "license"),
    "people_consented": ("people_consented", "consent"),
}
"""Columns that say the same; the first that is filled counts."""

_NAMED = ("file", "filename")


def said_in(row: ListRow | None) -> dict[str, str]:
    """What a row says, by field of FIELDS; "" for what it does not say."""
    fields: Mapping[str, Any] = row.fields if row else {}
    said: dict[str, str] = {}
    for field in FIELDS:
        there = [_text(fields.get(column)) for column in _SAID.get(field, (field,))]
        said[field] = next(filter(None, there), "")
    yes = answered(said["people_consented"])
    return said | ({} if yes is None else {"people_consented": "yes" if yes else "no"})


def faults(said: Mapping[str, str]) -> dict[str, str]:
    """What is wrong in the fields of a row, by field; {} where all of it can be read."""
    found = {field: fault_of({field: value}) for field, value in said.items() if value}
    return {field: why for field, why in found.items() if why}


def relisted(
    text: str,
    name: str,
    wanted: Mapping[str, Mapping[str, str]],
    rows: Mapping[str, ListRow],
) -> str:
    """A list's text with these fields in the rows of these files.

    A file without a row gets one at the end, once there is something to say of it.

    Args:
        text: The list as it stands; "" begins one.
        name: What errors call it.
        wanted: By file, what its fields shall say.
        rows: By file, the row that it has.

    Raises InvalidIntake where the list cannot be read.
    """
    as_it_was = text
    if not text.strip():
        text = ",".join(TO_FILL) + "\n"
    delimiter, note = delimiter_of(text)
    there = list(records(name, text))
    at = next((n for n, one in enumerate(there) if one.cells), None)
    if at is None:
        raise InvalidIntake(f"{name} has no header; write the names of its columns into it")
    columns = [column_called(cell) for cell in there[at].cells]
    header = list(there[at].cells)
    changed: dict[int, list[str]] = {}
    added: list[list[str]] = []
    cells_of = {one.begins: list(one.cells) for one in there}
    for file, will in wanted.items():
        row = rows.get(file)
        was = said_in(row)
        news = {field: value for field, value in will.items() if value != was[field]}
        if not news:
            continue
        if row:
            cells = changed[row.number] = cells_of[row.number]
        else:
            cells = list[str]()
            _put(cells, columns, header, _NAMED, file)
            added.append(cells)
        for field, value in news.items():
            _put(cells, columns, header, _SAID.get(field, (field,)), value)
    if not changed and not added:
        return as_it_was
    if len(header) > len(there[at].cells):
        changed[there[at].begins] = header
    ending = "\r\n" if there[at].text.endswith("\r\n") else "\n"
    lines = [
        _line(changed[one.begins], delimiter, ending) if one.begins in changed else one.text
        for one in there
    ]
    if added and not lines[-1].endswith(("\n", "\r")):
        lines[-1] += ending
    return note + "".join((*lines, *(_line(cells, delimiter, ending) for cells in added)))


def _text(value: Any) -> str:
    if is_list(value):
        return "; ".join(cleaned(one) for one in value)
    return "" if value is None else cleaned(str(value))


def _put(
    cells: list[str], columns: list[str], header: list[str], same: Sequence[str], value: str
) -> None:
    """Write a value into the column that says it, a new one where there is none."""
    there = [columns.index(column) for column in same if column in columns]
    if not there:
        # A new column is called as the form calls it: the first name, but for a holder's.
        columns.append("holder" if "holder" in same else same[0])
        header.append(columns[-1])
        there = [len(columns) - 1]
    filled = [n for n in there if n < len(cells) and cells[n].strip()]
    cells += [""] * (max(there) + 1 - len(cells))
    cells[(filled or there)[0]] = value
    if not value:
        for n in filled:
            cells[n] = ""


def _line(cells: Sequence[str], delimiter: str, ending: str) -> str:
    sink = io.StringIO()
    csv.writer(sink, delimiter=delimiter, lineterminator=ending).writerow(cells)
    return sink.getvalue()
