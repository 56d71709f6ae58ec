"""A respondent's row taken out of a survey's file; all else in it stays byte for byte."""

import csv
import io
import json
import re
import zipfile
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from html import unescape
from pathlib import Path

from ..domain.errors import InvalidIntake
from ..domain.loose import is_list, is_table
from .survey_books import ZIP, is_book
from .survey_files import Records, decoded, read_records, separated
from .survey_labelled import is_labelled
from .survey_table import read_table


@dataclass(frozen=True)
class Answered:
    """Rows of a file that one respondent filled in, and those of all others.

    lines: where theirs stand in the file; rows: their cells as the file has them. ids: what
    results call them.
    """

    lines: tuple[int, ...]
    rows: tuple[tuple[str, ...], ...]
    others: tuple[tuple[str, ...], ...]
    ids: frozenset[str]


def answered(
    path: Path,
    name: str,
    respondent: str,
    sheet: str = "",
    *,
    own: Collection[str] = (),
    ids: Collection[str] = (),
) -> Answered | None:
    """The rows that a respondent is named by; None where there is none.

    respondent: "row-17" for the row on line 17, or what stands in a cell of theirs: an id, an
    e-mail address, an answer. own: headers of ids and contacts; rows that share one of these are
    one person's. ids: headers of ids alone. Raises InvalidIntake where the file cannot be read, or
    several people gave that answer.
    """
    records = read_records(path, name, sheet)
    table = read_table(path, name=name, sheet=sheet)
    raw = dict(zip(records.lines, records.rows, strict=True))
    body = set(table.lines)
    wanted = _plain(respondent)
    found = [line for line in table.lines if any(_plain(cell) == wanted for cell in raw[line])]
    if not found and (said := re.fullmatch(r"row-(\d+)", respondent.strip())):
        found = [int(said[1])] if int(said[1]) in body else []
    if not found:
        return None
    heads = [r for line, r in raw.items() if line < min(body)]
    places, id_places = _places(heads, own), _places(heads, ids)
    alike = all(any(_plain(raw[n][i]) == wanted for i in places if i < len(raw[n])) for n in found)
    if len(found) > 1 and not alike:
        shown = ", ".join(f"row-{line}" for line in found[:5])
        more = f" and {len(found) - 5} more" if len(found) > 5 else ""
        raise InvalidIntake(
            f"{name}: {len(found)} rows hold that answer ({shown}{more}); name one of them, or "
            "give what only this respondent answered"
        )
    return Answered(
        tuple(found),
        tuple(tuple(raw[line]) for line in found),
        tuple(tuple(raw[line]) for line in table.lines if line not in found),
        frozenset(raw[n][i].strip() for n in found for i in id_places if i < len(raw[n]))
        or frozenset(f"row-{line}" for line in found),
    )


def _places(heads: Sequence[Sequence[str]], headers: Collection[str]) -> set[int]:
    """Where the columns with these headers stand."""
    named = {_plain(header) for header in headers}
    return {i for row in heads for i, cell in enumerate(row) if _plain(cell) in named}


def without(path: Path, name: str, lines: Collection[int], sheet: str = "") -> bytes:
    """The bytes of a survey's file without the rows on these lines.

    CSV and TSV keep their encoding, separator and line ends. Raises InvalidIntake, with the next
    act, where that cannot be done without loss, as for SPSS, Stata, xls and ods.
    """
    data, before = path.read_bytes(), read_records(path, name, sheet)
    if is_labelled(data, path):
        raise _lossy(name, "an SPSS or Stata file, whose labels and formats would be lost")
    if is_book(data):
        if data[:4] != ZIP or not _is_xlsx(data):
            raise _lossy(name, "a workbook of a kind that is not written here")
        made = _of_book(data, name, before, set(lines))
    else:
        text, encoding = decoded(data, name)
        made = (
            _of_json(text, encoding, data, name, set(lines))
            if before.named
            else _of_text(text, encoding, data, name, set(lines))
        )
    _proven(made, path, name, before, set(lines), sheet)
    return made


def _plain(cell: str | None) -> str:
    return " ".join((cell or "").split()).casefold()


def _lossy(name: str, what: str) -> InvalidIntake:
    return InvalidIntake(
        f"{name} is {what}; take the row out in the tool that wrote it, give the file anew, and "
        "run this again: it removes all that was kept of the row"
    )


def _proven(
    made: bytes, path: Path, name: str, before: Records, lines: set[int], sheet: str
) -> None:
    """Read what was written, and compare it. Raises InvalidIntake where it is not what it was."""
    import tempfile

    with tempfile.NamedTemporaryFile(suffix=path.suffix) as part:
        part.write(made)
        part.flush()
        after = read_records(Path(part.name), name, sheet)
    wanted = [r for line, r in zip(before.lines, before.rows, strict=True) if line not in lines]
    if after.rows != wanted:
        raise _lossy(name, "written in a way that this does not know")


# -- text -----------------------------------------------------------------------------------------

_MARKED = {
    b"\xef\xbb\xbf": "utf-8",
    b"\xff\xfe\x00\x00": "utf-32-le",
    b"\x00\x00\xfe\xff": "utf-32-be",
    b"\xff\xfe": "utf-16-le",
    b"\xfe\xff": "utf-16-be",
}


def _encoded(text: str, encoding: str, data: bytes) -> bytes:
    """A text in the encoding of a file, with its mark where the file has one."""
    for mark, plain in _MARKED.items():
        if data.startswith(mark) and encoding in ("utf-8-sig", "utf-16", "utf-32"):
            return mark + text.encode(plain)
    return text.encode(encoding)


def _of_text(text: str, encoding: str, data: bytes, name: str, lines: set[int]) -> bytes:
    if _encoded(text, encoding, data) != data:
        raise _lossy(name, f"text in {encoding} that is not written again as it was")
    head, delimiter, body = separated(text)
    # Where each record begins and ends, by physical lines.
    physical = list(io.StringIO(body, newline=""))
    first, kept, start = (1 if head else 0), [head], 0
    reader = csv.reader(iter(physical), delimiter=delimiter, strict=True)
    for _ in reader:
        if first + start + 1 not in lines:
            kept += physical[start : reader.line_num]
        start = reader.line_num
    return _encoded("".join([*kept, *physical[start:]]), encoding, data)


def _of_json(text: str, encoding: str, data: bytes, name: str, lines: set[int]) -> bytes:
    try:
        value = json.loads(text)
    except ValueError:
        value = None
    if value is None:
        # A line an answer.
        kept, number = list[str](), 0
        for line in text.splitlines(keepends=True):
            number += bool(line.strip())
            if not line.strip() or number not in lines:
                kept.append(line)
        return _encoded("".join(kept), encoding, data)
    records = value
    if is_table(value):
        (records,) = [v for v in value.values() if is_list(v)]
    for line in sorted(lines, reverse=True):
        del records[line - 1]
    indent = re.search(r"\n([ \t]+)\S", text)
    plain = text.isascii()
    made = json.dumps(value, ensure_ascii=plain, indent=indent[1] if indent else None)
    return _encoded(made + ("\n" if text.endswith("\n") else ""), encoding, data)


# -- workbooks ------------------------------------------------------------------------------------

_ROW = re.compile(r"<(\w+:)?row\b([^>]*?)(/>|>.*?</(?:\w+:)?row>)", re.S)
_SHARED = re.compile(r"<(?:\w+:)?c\b[^>]*\bt=\"s\"[^>]*>.*?<(?:\w+:)?v>(\d+)</", re.S)
_ITEM = re.compile(r"<((?:\w+:)?)si\b[^>]*?(?:/>|>.*?</(?:\w+:)?si>)", re.S)
_NUMBER = re.compile(r"\br=\"(\d+)\"")
STRINGS = "xl/sharedStrings.xml"


def _is_xlsx(data: bytes) -> bool:
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        return "xl/workbook.xml" in packed.namelist()


def _of_book(data: bytes, name: str, before: Records, lines: set[int]) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        parts = {info: packed.read(info) for info in packed.infolist()}
    sheet = _part_of(parts, before.sheet)
    if sheet is None:
        raise _lossy(name, "a workbook whose sheets are not where they usually are")
    taken: list[str] = []
    texts = {i.filename: b.decode("utf-8") for i, b in parts.items() if _is_sheet(i.filename)}
    texts[sheet] = _without_rows(texts[sheet], lines, taken)
    # A text that only these rows point to goes with them; its place stays, as others are counted.
    still = {int(n) for text in texts.values() for n in _SHARED.findall(text)}
    alone = {int(n) for row in taken for n in _SHARED.findall(row)} - still
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        for info, content in parts.items():
            if info.filename in texts:
                content = texts[info.filename].encode()
            elif info.filename == STRINGS:
                content = _blanked(content.decode("utf-8"), alone).encode()
            packed.writestr(info, content)
    return out.getvalue()


def _without_rows(text: str, lines: set[int], taken: list[str]) -> str:
    """A sheet without these rows; their numbers stay free, as others are called by theirs."""
    last = 0

    def put(found: re.Match[str]) -> str:
        nonlocal last
        number = _NUMBER.search(found[2])
        last = int(number[1]) if number else last + 1
        if last not in lines:
            return found[0]
        taken.append(found[0])
        return ""

    return _ROW.sub(put, text)


def _blanked(text: str, alone: set[int]) -> str:
    count = -1

    def put(found: re.Match[str]) -> str:
        nonlocal count
        count += 1
        prefix = found[1]
        return f"<{prefix}si><{prefix}t></{prefix}t></{prefix}si>" if count in alone else found[0]

    return _ITEM.sub(put, text)


def _is_sheet(name: str) -> bool:
    return name.startswith("xl/worksheets/") and name.endswith(".xml")


def _part_of(parts: dict[zipfile.ZipInfo, bytes], sheet: str) -> str | None:
    """The part of a workbook that holds a sheet, by its name."""
    by_name = {info.filename: content for info, content in parts.items()}
    book = by_name["xl/workbook.xml"].decode("utf-8")
    links = by_name.get("xl/_rels/workbook.xml.rels", b"").decode("utf-8")
    for tag in re.findall(r"<(?:\w+:)?sheet\b[^>]*>", book):
        called, link = re.search(r'\bname="([^"]*)"', tag), re.search(r'\b\w+:id="([^"]*)"', tag)
        if not called or not link or unescape(called[1]) != sheet:
            continue
        for relation in re.findall(r"<Relationship\b[^>]*>", links):
            target = re.search(r'\bTarget="([^"]*)"', relation)
            if target and f'Id="{link[1]}"' in relation:
                place = target[1].removeprefix("/xl/").removeprefix("xl/")
                return f"xl/{place}" if f"xl/{place}" in by_name else None
    return None
