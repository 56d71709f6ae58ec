"""Survey files become a table of text, whatever program exported them."""

import csv
import io
import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from charset_normalizer import from_bytes

from ..domain.errors import InvalidIntake
from ..domain.loose import is_list, is_table

MAX_BYTES = 300_000_000
MAX_ROWS = 500_000
MAX_COLUMNS = 1_000
MAX_CELL = 20_000
SNIFF = 200_000
"""Bytes or characters looked at when guessing encoding and delimiter."""

BOMS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
SECOND_HEADER = {"response", "open-ended response", "open ended response"}
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


def read_table(path: Path, *, name: str | None = None) -> Table:
    """Read CSV (comma, semicolon, tab, bar) or JSON (a list of objects) in any usual encoding.

    name is what errors call the file, its own name by default. Raises InvalidIntake, naming the
    file and the row, when the file is missing, empty, broken, ragged or beyond the limits.
    """
    name = name or path.name
    if not path.is_file():
        raise InvalidIntake(f"{name}: there is no such file; give the path of the survey's answers")
    size = path.stat().st_size
    if size > MAX_BYTES:
        raise InvalidIntake(
            f"{name} is {size / 1e6:.0f} MB; at most {MAX_BYTES / 1e6:.0f} MB are read: "
            "export fewer columns or rows"
        )
    data = path.read_bytes()
    if data[:4] == b"PK\x03\x04" or data[:8] == b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1":
        raise InvalidIntake(f"{name} is a spreadsheet file; save it as CSV (UTF-8) and use that")
    text, encoding = _decoded(data, name)
    if not text.strip():
        raise InvalidIntake(f"{name} is empty; export the survey's answers again")
    looks_json = text.lstrip()[:1] in "[{"
    if (looks_json and (name.lower().endswith(".json") or path.suffix.lower() == ".json")) or (
        looks_json and not _is_csv_line(text)
    ):
        records, lines = _from_json(text, name)
    else:
        records, lines = _from_csv(text, name)
    return _table(records, lines, name, encoding)


def _decoded(data: bytes, name: str) -> tuple[str, str]:
    for mark, encoding in BOMS:
        if data.startswith(mark):
            return _strictly(data, encoding, name)
    if b"\x00" in data[:SNIFF]:
        evens, odds = data[:SNIFF:2].count(0), data[1:SNIFF:2].count(0)
        if max(evens, odds) < len(data[:SNIFF]) * 0.2:
            raise InvalidIntake(f"{name} holds zero bytes, so it is no text; export it as CSV")
        return _strictly(data, "utf-16-be" if evens > odds else "utf-16-le", name)
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        encoding = _guessed(data)
    return _strictly(data, encoding, name)


def _strictly(data: bytes, encoding: str, name: str) -> tuple[str, str]:
    try:
        return data.decode(encoding), encoding
    except (UnicodeDecodeError, LookupError) as problem:
        raise InvalidIntake(
            f"{name} is not readable as {encoding}: {problem}; save it as CSV in UTF-8"
        ) from problem


def _guessed(data: bytes) -> str:
    """The likeliest 8-bit encoding: Western European unless the bytes speak against it.

    Short Western texts are often taken for Central European ones, so Windows-1252 is tried first
    and kept when every high byte is a usual letter, quotation mark, dash or currency sign there.
    """
    high = Counter(byte for byte in data if byte >= 0x80)
    usual = set(b"\x80\x85\x91\x92\x93\x94\x95\x96\x97\x99\xa0\xa3\xa9\xab\xae\xb0\xb4\xb7\xbb\xbd")
    letters = set(range(0xC0, 0x100)) - {0xD7, 0xF7}
    known = sum(n for byte, n in high.items() if byte in usual or byte in letters)
    dense = sum(high.values()) > 0.15 * len(data)
    if known == sum(high.values()) and not dense:
        return "cp1252"
    best = from_bytes(data[:SNIFF]).best()
    if best is not None:
        try:
            data.decode(best.encoding)
        except UnicodeDecodeError:
            return "cp1252"
        return best.encoding
    return "cp1252"


def _is_csv_line(text: str) -> bool:
    first = text.lstrip().split("\n", 1)[0]
    return not first.startswith(("[{", "[ {", "{")) and first.strip() != "["


def _from_json(text: str, name: str) -> tuple[list[list[str]], list[int]]:
    try:
        value = json.loads(text)
    except RecursionError as problem:
        raise InvalidIntake(
            f"{name} is nested too deeply; give a list of flat objects"
        ) from problem
    except ValueError as problem:
        raise InvalidIntake(f"{name} is not valid JSON: {problem}") from problem
    if is_table(value):
        lists = [v for v in value.values() if is_list(v)]
        value = lists[0] if len(lists) == 1 else value
    if not is_list(value) or not value:
        raise InvalidIntake(
            f"{name} has no list of answers; give a list with an object a respondent"
        )
    headers: dict[str, int] = {}
    for i, record in enumerate(value, 1):
        if not is_table(record):
            raise InvalidIntake(f"{name}: record {i} is no object; give one object a respondent")
        for key in record:
            headers.setdefault(key, len(headers))
    rows = [list(headers)]
    for i, record in enumerate(value, 1):
        row = [""] * len(headers)
        for key, cell in record.items():
            row[headers[key]] = _plain(cell, f"{name}: record {i}: {key!r}")
        rows.append(row)
    return rows, list(range(len(rows)))


def _plain(cell: Any, place: str) -> str:
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "Yes" if cell else "No"
    if isinstance(cell, str):
        return cell
    if isinstance(cell, int | float):
        return f"{cell:g}" if isinstance(cell, float) and abs(cell) < 1e15 else str(cell)
    if is_list(cell) and not any(isinstance(c, list | dict) for c in cell):
        return "; ".join(_plain(c, place) for c in cell)
    raise InvalidIntake(f"{place} holds an object; give text, a number, true, false or a flat list")


def _from_csv(text: str, name: str) -> tuple[list[list[str]], list[int]]:
    delimiter = _delimiter(text)
    records: list[list[str]] = []
    lines: list[int] = []
    csv.field_size_limit(max(MAX_CELL, 131_072))
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    start = 1
    try:
        for record in reader:
            if any(cell.strip() for cell in record):
                records.append(record)
                lines.append(start)
                if len(records) > MAX_ROWS + 3:
                    raise InvalidIntake(
                        f"{name} has more than {MAX_ROWS:,} rows; draw a random sample of them"
                    )
            start = reader.line_num + 1
    except csv.Error as problem:
        raise InvalidIntake(
            f"{name}: the row that begins on line {start} cannot be read: {problem}; "
            "look for a quotation mark that is never closed"
        ) from problem
    return records, lines


def _delimiter(text: str) -> str:
    """The separator that splits the first rows into the most columns, evenly."""
    sample = text[:SNIFF]
    best, best_score = ",", (0.0, 0)
    for candidate in (",", ";", "\t", "|"):
        widths: list[int] = []
        try:
            for row in csv.reader(io.StringIO(sample, newline=""), delimiter=candidate):
                if any(cell.strip() for cell in row):
                    widths.append(len(row))
                if len(widths) >= 50:
                    break
        except csv.Error:
            continue
        if not widths or widths[0] < 2:
            continue
        even = sum(w == widths[0] for w in widths) / len(widths)
        if (even, widths[0]) > best_score:
            best, best_score = candidate, (even, widths[0])
    return best


def _table(records: list[list[str]], lines: list[int], name: str, encoding: str) -> Table:
    notes: list[str] = []
    width = _width(records, name)
    headers = [_tidy(cell) for cell in records[0][:width]]
    headers, skip = _headers(headers, records, notes)
    body = records[skip:]
    if not body:
        raise InvalidIntake(f"{name} has headers but no answers; export the survey again")
    rows = tuple(_rows(body, lines[skip:], width, name))
    return Table(name, tuple(headers), rows, tuple(lines[skip:]), encoding, tuple(notes))


def _width(records: list[list[str]], name: str) -> int:
    """Columns of the table: those at the end without header and without answers do not count."""
    first = records[0]
    width = len(first)
    if width > MAX_COLUMNS:
        raise InvalidIntake(f"{name} has {width} columns; at most {MAX_COLUMNS} are read")
    while width and not first[width - 1].strip():
        if any(len(row) >= width and row[width - 1].strip() for row in records[1:]):
            break
        width -= 1
    return width or len(first)


def _headers(
    headers: list[str], records: list[list[str]], notes: list[str]
) -> tuple[list[str], int]:
    """The questions, and how many rows at the top are not answers."""
    skip = 1
    second = [_tidy(cell) for cell in records[1]] if len(records) > 1 else []
    third = records[2] if len(records) > 2 else []
    filled = [cell for cell in second if cell]
    if any('"ImportId"' in cell for cell in third):
        headers = [b or a for a, b in zip(headers, second + [""] * len(headers), strict=False)]
        notes.append("rows 2 and 3 hold question texts and import ids, not answers")
        skip = 3
    elif filled and sum(c.lower() in SECOND_HEADER for c in filled) >= max(1, len(filled) / 2):
        headers = _joined(headers, second)
        notes.append("row 2 is a second header row, not an answer")
        skip = 2
    elif "" in headers and filled and not second[0] and _all_where_blank(headers, second):
        headers = _joined(headers, second)
        notes.append("row 2 holds answer options of multiple-choice questions, not answers")
        skip = 2
    seen: Counter[str] = Counter()
    unique: list[str] = []
    for i, header in enumerate(headers):
        header = header or f"Column {i + 1}"
        seen[header.lower()] += 1
        if seen[header.lower()] > 1:
            notes.append(f"the header {header!r} stands more than once; later ones are numbered")
            header = f"{header} ({seen[header.lower()]})"
        unique.append(header)
    return unique, skip


def _all_where_blank(headers: list[str], second: list[str]) -> bool:
    return all(second[i] for i, h in enumerate(headers) if not h and i < len(second))


def _joined(headers: list[str], second: list[str]) -> list[str]:
    """Headers with the options below them; a blank header continues the question before it."""
    out: list[str] = []
    question = ""
    for i, header in enumerate(headers):
        option = second[i] if i < len(second) else ""
        option = "" if option.lower() in SECOND_HEADER else option
        question = header or question
        out.append(f"{question}: {option}" if option and question else question or option)
    return out


def _rows(
    body: list[list[str]], lines: list[int], width: int, name: str
) -> Iterator[tuple[str | None, ...]]:
    for record, line in zip(body, lines, strict=True):
        if len(record) < width or any(cell.strip() for cell in record[width:]):
            raise InvalidIntake(
                f"{name}: row at line {line} has {len(record)} cells where the header has {width}; "
                "check it for a missing or an extra separator"
            )
        if max(map(len, record)) > MAX_CELL:
            raise InvalidIntake(
                f"{name}: row at line {line} has a cell of over {MAX_CELL:,} characters; shorten it"
            )
        yield tuple(_cell(cell) for cell in record[:width])


def _cell(text: str) -> str | None:
    text = text.strip()
    if len(text) < 11 and text.lower() in BLANKS:
        return None
    return " ".join(text.split()) if "  " in text or "\n" in text or "\xa0" in text else text


def _tidy(text: str) -> str:
    return " ".join(text.replace("\ufeff", "").split())
