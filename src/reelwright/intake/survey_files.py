"""Survey files of every format become rows of text."""

import csv
import io
import json
import re
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from charset_normalizer import from_bytes

from ..domain.errors import InvalidIntake
from ..domain.loose import half_letter, is_list, is_table, quoted
from .survey_books import is_book, read_book
from .survey_labelled import is_labelled, read_labelled

MAX_BYTES = 300_000_000
MAX_ROWS = 500_000
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
SEPARATOR_LINE = re.compile(r"^\s*\"?sep=(.)\"?[;,\t|]*[ ]*(?:\r\n|\n|\r)", re.I)
"""The first line by which a spreadsheet program is told the separator."""


@dataclass(frozen=True)
class Records:
    """The rows of a file, headers among them. lines[i] is the place of rows[i] in the file.

    named: the first row holds the headers for certain. orders: answers in order, by header, where
    the file itself says so. sheet: the sheet that was read, of a workbook.
    """

    rows: list[list[str]]
    lines: list[int]
    encoding: str = ""
    named: bool = False
    orders: dict[str, tuple[str, ...]] = field(default_factory=dict[str, tuple[str, ...]])
    notes: tuple[str, ...] = ()
    sheet: str = ""


def read_records(path: Path, name: str, sheet: str = "") -> Records:
    """The rows of a survey file: text (CSV, TSV), JSON, a workbook, SPSS or Stata.

    What it is is told by its bytes, not by its name. Raises InvalidIntake as read_table does.
    """
    if not path.is_file():
        raise InvalidIntake(f"{name}: there is no such file; give the path of the survey's answers")
    size = path.stat().st_size
    if size > MAX_BYTES:
        raise InvalidIntake(
            f"{name} is {size / 1e6:.0f} MB; at most {MAX_BYTES / 1e6:.0f} MB are read: "
            "export fewer columns or rows"
        )
    data = path.read_bytes()
    if is_book(data):
        book = read_book(path, name, sheet, most=MAX_ROWS)
        return Records(book.rows, book.lines, sheet=book.sheet, notes=book.notes)
    if sheet:
        raise InvalidIntake(f"{name} is no workbook, so it has no sheet {sheet!r}; name the file")
    if is_labelled(data, path):
        found = read_labelled(path, name, most=MAX_ROWS)
        return Records(found.rows, found.lines, named=True, orders=found.orders, notes=found.notes)
    text, encoding = decoded(data, name)
    if not text.strip():
        raise InvalidIntake(f"{name} is empty; export the survey's answers again")
    looks_json = text.lstrip()[:1] in "[{"
    named = name.lower().endswith(".json") or path.suffix.lower() == ".json"
    if looks_json and (named or not _is_csv_line(text)):
        rows, lines = _from_json(text, name)
        return Records(rows, lines, encoding, named=True)
    rows, lines = _from_csv(text, name)
    return Records(rows, lines, encoding)


def decoded(data: bytes, name: str) -> tuple[str, str]:
    """The text of a file and its encoding. Raises InvalidIntake where it is no text."""
    for mark, encoding in BOMS:
        if data.startswith(mark):
            return _strictly(data, encoding, name)
    if b"\x00" in data[:SNIFF]:
        return _wide(data, name)
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        encoding = _guessed(data)
    return _strictly(data, encoding, name)


def _wide(data: bytes, name: str) -> tuple[str, str]:
    """UTF-16 without a mark: the zero halves of plain letters all stand on one side."""
    evens, odds = data[:SNIFF:2].count(0), data[1:SNIFF:2].count(0)
    encoding = "utf-16-be" if evens > odds else "utf-16-le"
    if min(evens, odds) <= 0.05 * max(evens, odds) and len(data) % 2 == 0:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            text = "\x00"
        if "\x00" not in text:
            return text, encoding
    raise InvalidIntake(f"{name} holds zero bytes, so it is no text; export it as CSV")


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
        value = _json_lines(text)
        if value is None:
            where, said = _broken_at(text, problem)
            raise InvalidIntake(
                f"{name} is not valid JSON: line {where}: {said}; correct that line, or export the "
                "survey again"
            ) from problem
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
        if half_letter(record):
            raise InvalidIntake(
                f"{name}: record {i} holds half of a character (a lone surrogate); write it anew"
            )
        for key in record:
            headers.setdefault(key, len(headers))
    rows = [list(headers)]
    for i, record in enumerate(value, 1):
        row = [""] * len(headers)
        for key, cell in record.items():
            row[headers[key]] = _plain(cell, f"{name}: record {i}: {quoted(key)}")
        rows.append(row)
    return rows, list(range(len(rows)))


def _broken_at(text: str, problem: ValueError) -> tuple[int, str]:
    """The line of a JSON text, or of JSON Lines, that breaks it, and why."""
    lines = [(n, line) for n, line in enumerate(text.splitlines(), 1) if line.strip()]
    if len(lines) > 1 and lines[0][1].strip().endswith("}"):
        for n, line in lines:
            try:
                json.loads(line)
            except ValueError as own:
                return n, _why(own)
    line = problem.lineno if isinstance(problem, json.JSONDecodeError) else 1
    return line, _why(problem)


def _why(problem: ValueError) -> str:
    """What is wrong with a JSON text, in words; all but broken JSON is a number beyond reading."""
    if isinstance(problem, json.JSONDecodeError):
        return problem.msg.lower()
    return "a number has far too many digits"


def _json_lines(text: str) -> list[Any] | None:
    """JSON Lines: an object a line; None where a line is none."""
    try:
        found = [json.loads(line) for line in text.splitlines() if line.strip()]
    except (ValueError, RecursionError):
        return None
    return found if len(found) > 1 and all(is_table(record) for record in found) else None


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
    head, delimiter, text = separated(text)
    records: list[list[str]] = []
    lines: list[int] = []
    csv.field_size_limit(max(MAX_CELL, 131_072))
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    first = 1 if head else 0
    start = first + 1
    try:
        for record in reader:
            if any(map(str.strip, record)):
                records.append(record)
                lines.append(start)
                if len(records) > MAX_ROWS + 3:
                    raise InvalidIntake(
                        f"{name} has more than {MAX_ROWS:,} rows; draw a random sample of them"
                    )
            start = first + reader.line_num + 1
    except csv.Error as problem:
        raise InvalidIntake(
            f"{name}: the row that begins on line {start} cannot be read: {problem}; "
            "look for a quotation mark that is never closed"
        ) from problem
    return records, lines


def separated(text: str) -> tuple[str, str, str]:
    """The line that tells the separator ("" without one), the separator, and the rows."""
    told = SEPARATOR_LINE.match(text)
    if told:
        return told[0], told[1], text[told.end() :]
    return "", _delimiter(text), text


def _delimiter(text: str) -> str:
    """The separator that splits the first rows into the most columns, evenly."""
    sample = text[:SNIFF]
    best, best_score = ",", (0.0, False, 0)
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
        # Titles and blank ends make single rows shorter, so the usual width counts.
        usual = Counter(w for w in widths if w > 1).most_common(1)
        if not usual:
            continue
        width = max(usual[0][0], widths[0])
        even = sum(w == usual[0][0] for w in widths) / len(widths)
        score = (round(even, 1), widths[0] > 1, width)
        if score > best_score:
            best, best_score = candidate, score
    return best
