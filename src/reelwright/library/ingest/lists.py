"""Lists of captions and rights (CSV, JSON, JSONL): read strictly, each row for one file.

What a row says of a licence or a consent must not be lost by how a name is written: names are
compared in one normal form and without case, and what stays doubtful is refused by name.
"""

import csv
import difflib
import io
import re
import unicodedata
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any
from urllib.parse import unquote

from charset_normalizer import from_bytes

from ...domain.errors import InvalidIntake
from ...domain.loose import from_json, half_letter, is_list, is_table

LISTS = ("captions.csv", "captions.json", "captions.jsonl")
FACETS = ("subject", "demographic", "feature", "interest")
"""Columns of a list that are facets by themselves."""

COLUMNS = (
    "file", "filename", "caption", "description", "keywords", "people", "scale", "facets", *FACETS,
    "rights", "holder", "licence", "license", "expires", "people_consented", "consent",
    "made_by_ai", "ai", "digitalsourcetype", "edit", "sound", "state",
)  # fmt: skip

LIMITS = ("rights", "licence", "license", "expires", "people_consented", "consent")
"""Columns that tell what a picture may be used for, and for how long."""

_OF_RIGHTS = re.compile(
    r"(?:^|_)(?:expir|valid|until|ends_|end_date|embargo|restrict|permi[st]|allowed|usage|rights(?:_|$)|"
    r"(?:model_|property_)?release|(?:un)?licen[sc]|\w*consent|"  # English
    r"ablauf|lauft_ab|laeuft_ab|gultig|gueltig|befristet|\w*(?:lizenz|nutzung|einwillig|zustimm|"
    r"freigabe|genehmig)|\w*rechte?(?:_|$)|"  # German
    r"droits?(?:_|$)|echeance|autoris|date_d.exp|"  # French
    r"derechos?(?:_|$)|caduc|vence|vencim|vigen|hasta(?:_|$)|autoriza|permiso|"  # Spanish
    r"diritt|scad[ei]|liberatoria|direitos?(?:_|$)|"  # Italian, Portuguese
    r"\w*rechten(?:_|$)|verloop|verval|geldig|toestemming|akkoord|"  # Dutch
    r"\w*rattighet|giltig|utgar|samtyck|tillstand|"  # Swedish
    r"prawa(?:_|$)|wygas|\w*_?wazn|zgod)|"  # Polish
    r"権利|期限|有効|同意|許諾|承諾|許可|ライセンス|使用範囲"
)
"""What the name of a column that tells of rights holds, in ten languages, without accents."""

MAX_TEXT = 2_000
MAX_LIST = 50_000_000
_MARKS = (b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be")
_FILE = re.compile(r"^[^\s,;\t|\"][^,;\t|\"]*\.[A-Za-z0-9]{2,4}\"?[,;\t|]")
"""How a row of a list begins: with a file's name."""


@dataclass(frozen=True)
class ListRow:
    """What a list says of one file, by column; where names the list and the row, as number does."""

    where: str
    file: str
    fields: Mapping[str, Any]
    number: int


@dataclass(frozen=True)
class Listed:
    """The rows of a list in their order, and what was noticed while reading it."""

    rows: tuple[ListRow, ...] = ()
    notes: tuple[str, ...] = ()

    def matched(self, files: Collection[str]) -> tuple[dict[str, ListRow], tuple[str, ...]]:
        """The row of each file, by its path in the folder, and a line for each row without one.

        Raises InvalidIntake where a row may mean several files, or several rows mean one.
        """
        paths = _by({file: file for file in files})
        names = _by({file: file.rpartition("/")[2] for file in files})
        found: dict[str, ListRow] = {}
        lost: list[ListRow] = []
        # Rows with a folder, or for a file that lies at the top, take theirs first.
        later = [row for row in self.rows if not self._take(row, paths, found)]
        for row in later:
            free = {
                key: rest
                for key, held in names.items()
                if (rest := [f for f in held if f not in found])
            }
            if "/" in row.file or not self._take(row, free, found):
                lost.append(row)
        return found, tuple(self._lost(lost, files, found))

    def _lost(
        self, rows: Sequence[ListRow], files: Collection[str], found: dict[str, ListRow]
    ) -> Iterator[str]:
        """A line for each row without a file; those that programs wrote otherwise get theirs.

        Raises InvalidIntake where what a row says of rights may be meant for a file of that name.
        """
        for row in rows:
            free = [f for f in sorted(files) if f not in found]
            alike = [f for f in free if rewritten(f) == rewritten(_inside(row.file))]
            if alike and self._take(row, {folded(row.file): alike}, found):
                continue
            stem = PurePosixPath(rewritten(row.file)).stem
            near = next((f for f in free if PurePosixPath(rewritten(f)).stem == stem), None)
            meant = f"; is it {near}?" if near else ""
            if near and _limits(row):
                raise InvalidIntake(
                    f"{row.where}: {row.file}, of whose rights it tells, is not there{meant} Write "
                    "the name of the file, or take the row out"
                )
            yield f"the captions list names {row.file}, which is not there{meant}"

    def _take(
        self, row: ListRow, there: Mapping[str, list[str]], found: dict[str, ListRow]
    ) -> bool:
        held = there.get(folded(row.file), [])
        exact = [f for f in held if f == row.file] or [f for f in held if tidied(f) == row.file]
        chosen = exact or held
        if len(chosen) > 1:
            raise InvalidIntake(
                f"{row.where}: {row.file} may be {' or '.join(sorted(chosen))}; write the one it "
                "is, with its folder"
            )
        if chosen:
            other = found.setdefault(chosen[0], row)
            if other is not row:
                raise InvalidIntake(
                    f"{row.where}: {row.file} is {chosen[0]}, which has a row already "
                    f"({other.where.rpartition(', ')[2]}); keep one"
                )
        return bool(chosen)


def tidied(name: str) -> str:
    """A file's name as it is compared: composed letters, forward slashes, no "./" before it."""
    name = unicodedata.normalize("NFC", name.strip().replace("\\", "/"))
    return re.sub(r"/+", "/", re.sub(r"^(\./)+", "", name))


def folded(name: str) -> str:
    """A name without the differences of case and of how letters are written: "№1" is "No1"."""
    # Again at the end: small letters may be parted.
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", tidied(name)).casefold())


def called(path: Path, root: Path | None = None) -> str:
    """A file as messages name it: with the folder it was read from, root, or else its own."""
    top = (root or path.parent).absolute()
    whole = path.absolute()
    inner = whole.relative_to(top) if whole.is_relative_to(top) else Path(path.name)
    return (top.name / inner).as_posix().encode("utf-8", "replace").decode()


def rewritten(name: str) -> str:
    """A name as it is compared where programs wrote it: "my%20dog’s.jpg" is "my dog's.jpg".

    What addresses, word processors and wrong encodings do to a name is undone.
    """
    name = unquote(name)
    with suppress(UnicodeError):
        name = name.encode("cp1252").decode("utf-8")
    name = "".join(c for c in folded(name) if unicodedata.category(c) != "Cf")
    name = re.sub(r"[\u2018\u2019\u201b\u02bc\u00b4`]", "'", name)
    name = re.sub(r"[\u2010-\u2015\u2212]", "-", name).replace("\u0131", "i")
    name = unicodedata.normalize("NFC", name.replace("i\u0307", "i"))
    name = name.translate(_SPELLED)
    return " ".join(re.split(r"[\s_+]+", name))


_SPELLED = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe", "æ": "ae", "å": "aa"})


def _inside(name: str) -> str:
    """A name within the library, of one that is written with all its folders or as an address."""
    if re.match(r"(?:[A-Za-z]:)?/|[a-z]+:/", name):
        return name.rpartition("/library/")[2] if "/library/" in name else name.rpartition("/")[2]
    return name.removeprefix("library/")


def _limits(row: ListRow) -> bool:
    """Whether a row tells of a licence, its end or a consent."""
    return any(cleaned(row.fields.get(name)) for name in LIMITS)


def read_list(place: Path) -> Listed:
    """The list in a file .csv, .json or .jsonl, or in the captions.* of a folder.

    Raises InvalidIntake naming the list and the row; a folder without a list has no rows.
    """
    if place.is_file():
        return read_rows(called(place), text_of(place, MAX_LIST))
    there = list_in(place)
    return read_rows(called(there), text_of(there, MAX_LIST)) if there else Listed()


def list_in(folder: Path) -> Path | None:
    """The captions.* of a folder; None where it has none. Raises InvalidIntake for several."""
    if not folder.is_dir():
        return None
    there = sorted(p for p in folder.iterdir() if folded(p.name) in LISTS and p.is_file())
    if len(there) > 1:
        raise InvalidIntake(
            f"{called(folder, folder)}: {' and '.join(p.name for p in there)} are all lists of "
            "captions; keep one"
        )
    return there[0] if there else None


def text_of(path: Path, most: int, name: str = "") -> str:
    """A small file's text, in whatever encoding spreadsheets write. Raises InvalidIntake.

    name: what messages call it, "" for what it is called.
    """
    name = name or called(path)
    try:
        if path.stat().st_size > most:
            raise InvalidIntake(f"{name} is over {most // 1_000_000} MB; shorten it")
        data = path.read_bytes()
    except OSError as problem:
        raise InvalidIntake(f"{name} cannot be read: {problem.strerror}") from problem
    return written_in(data, name).text


@dataclass(frozen=True)
class Encoded:
    """A text and how it is written: what its bytes begin with, and the codec of the others."""

    text: str
    mark: bytes = b""
    codec: str = "utf-8"

    def bytes_of(self, text: str) -> bytes:
        """Another text, written as this one; with a mark in UTF-8 where that cannot hold it."""
        with suppress(UnicodeEncodeError):
            data = self.mark + text.encode(self.codec)
            if written_in(data, "").text == text:
                return data
        mark, codec = _MARKS[0]
        return mark + text.encode(codec)


def written_in(data: bytes, name: str) -> Encoded:
    """The text in some bytes, in whatever encoding spreadsheets write. Raises InvalidIntake."""
    mark, codec = next((one for one in _MARKS if data.startswith(one[0])), (b"", "utf-8"))
    even, odd = data[:400:2].count(0), data[1:400:2].count(0)
    if not mark and max(even, odd) > len(data[:400]) / 8:
        codec = "utf-16-be" if even > odd else "utf-16-le"
    bare = data[len(mark) :]
    try:
        return Encoded(bare.decode(codec), mark, codec)
    except UnicodeDecodeError as problem:
        if mark or codec != "utf-8":
            raise InvalidIntake(f"{name} is no whole {codec} text; save it as UTF-8") from problem
        codec = _guessed(data)
        return Encoded(data.decode(codec, "replace"), codec=codec)


def cleaned(value: Any) -> str:
    """One line of text without control characters, of bounded length; "" for nothing."""
    shown = "".join(c if c.isprintable() else " " for c in str(value)) if value else ""
    return " ".join(shown.split())[:MAX_TEXT]


def _guessed(data: bytes) -> str:
    """The 8-bit encoding of a text: Western, unless its bytes are clearly another's."""
    high = [byte for byte in data if byte >= 0x80]
    # In Windows-1252 these are the letters, quotation marks and dashes of Western languages.
    western = sum(byte >= 0xC0 or byte in b"\x80\x85\x91\x92\x93\x94\x96\x97" for byte in high)
    if western > 0.95 * len(high) and len(high) < 0.15 * len(data):
        return "cp1252"
    best = from_bytes(data[:200_000]).best()
    return best.encoding if best else "cp1252"


def read_rows(name: str, text: str) -> Listed:
    """The list in a text. name: what errors call it; its ending tells the kind.

    Raises InvalidIntake naming the row.
    """
    notes: tuple[str, ...] = ()
    try:
        if name.lower().endswith(".csv"):
            given, notes = _csv(name, text)
        elif name.lower().endswith(".jsonl"):
            lines = [(n, line) for n, line in enumerate(text.split("\n"), 1) if line.strip()]
            given = [(n, _json(name, line, f"row {n}")) for n, line in lines]
        else:
            held = _json(name, text)
            if is_table(held):
                held = [({"file": k} | v) if is_table(v) else v for k, v in held.items()]
            given = list(enumerate(held if is_list(held) else [held], 1))
    except csv.Error as problem:
        raise InvalidIntake(f"{name} cannot be read: {problem}; correct it") from problem
    rows: list[ListRow] = []
    for number, row in given:
        where = f"{name}, row {number}"
        if not is_table(row):
            raise InvalidIntake(f"{where}: {str(row)[:60]!r} has no named fields; correct it")
        if half_letter(row):
            raise InvalidIntake(
                f"{where}: a text holds half of a character (a lone surrogate); write it anew"
            )
        fields = {column_called(str(k)): v for k, v in row.items()}
        _rights_read(fields, where)
        file = tidied(cleaned(fields.get("file") or fields.get("filename")))
        if file:
            rows.append(ListRow(where, file, fields, number))
        elif any(cleaned(v) for v in fields.values()):
            there = ", ".join(str(k) for k in row if str(k).strip())[:200]
            raise InvalidIntake(
                f"{where}: the column file is empty; it holds the picture's file name"
                if {"file", "filename"} & set(fields)
                else f"{where}: there is no column file among {there}; call the one that holds the "
                "pictures' file names file"
            )
    seen: dict[str, ListRow] = {}
    for row in rows:
        if seen.setdefault(row.file, row) is not row:
            raise InvalidIntake(f"{row.where}: {row.file} has a row already")
    return Listed(tuple(rows), notes)


def _rights_read(fields: Mapping[str, Any], where: str) -> None:
    """Refuse a column that tells of rights and is not read: what it says would be lost."""
    for column, value in fields.items():
        if column in COLUMNS or not cleaned(value) or column.startswith("facet:"):
            continue
        parts = unicodedata.normalize("NFD", column.casefold())
        bare = unicodedata.normalize("NFC", re.sub(r"[\u0300-\u0308\u030a-\u0328]", "", parts))
        if _OF_RIGHTS.search(bare.replace("ł", "l")):
            raise InvalidIntake(
                f"{where}: the column {column[:60]} tells of rights and is not read; call it "
                "licence, expires (2027-12-31) or people_consented (yes, no), or take it out"
            )


def _json(name: str, text: str, row: str = "") -> Any:
    try:
        return from_json(text, once=True)
    except ValueError as problem:
        raise InvalidIntake(
            f"{name}{row and ', '}{row} cannot be read: {problem}; correct it"
        ) from problem


@dataclass(frozen=True)
class CsvRow:
    """A row of a CSV as it stands there: the line that it begins on, its text and its cells."""

    begins: int
    text: str
    cells: Sequence[str]


def delimiter_of(text: str) -> tuple[str, str]:
    """What parts the cells of a CSV, and Excel's own note of it before the header, or ""."""
    if found := re.match(r"sep=(.)\r?\n", text):
        return found[1], found[0]
    head = text.partition("\n")[0]
    return max(",;\t|", key=head.count), ""


def records(name: str, text: str) -> Iterator[CsvRow]:
    """The rows of a CSV, its header and empty lines too, one by one.

    Raises InvalidIntake at a row whose quotation marks are wrong.
    """
    delimiter, note = delimiter_of(text)
    lines = list(io.StringIO(text[len(note) :], newline=""))
    reader = csv.reader(iter(lines), delimiter=delimiter, strict=True)
    first = 2 if note else 1
    while True:
        before = reader.line_num
        try:
            cells = next(reader, None)
        except csv.Error as problem:
            why, where = str(problem), f"{name}, row {first + before}"
            if "unexpected end" in why or "field limit" in why:
                why = "a quotation mark is opened and never closed"
            raise InvalidIntake(f"{where}: {why}; correct its quotation marks") from problem
        if cells is None:
            return
        yield CsvRow(first + before, "".join(lines[before : reader.line_num]), cells)


def _csv(name: str, text: str) -> tuple[list[tuple[int, Any]], tuple[str, ...]]:
    """Rows of a CSV by column, with the line that each begins on."""
    delimiter, _ = delimiter_of(text)
    header: list[str] = []
    notes: tuple[str, ...] = ()
    rows: list[tuple[int, Any]] = []
    for record in records(name, text):
        cells, where = record.cells, f"{name}, row {record.begins}"
        if not header:
            header = [column_called(cell) for cell in cells]
            notes = _checked(header, where)
        elif any(cell.strip() for cell in cells):
            _swallows(cells, where)
            if any(cell.strip() for cell in cells[len(header) :]):
                raise InvalidIntake(
                    f"{where} has more fields than the header; put a text that holds {delimiter!r} "
                    "into quotation marks"
                )
            rows.append((record.begins, dict(zip(header, cells, strict=False))))
    return rows, notes


def _swallows(cells: Sequence[str], where: str) -> None:
    """Refuse a field that runs over what is plainly the next row."""
    for cell in cells:
        for line in cell.splitlines()[1:]:
            if _FILE.match(line):
                raise InvalidIntake(
                    f"{where}: a quotation mark is not closed before the next row "
                    f"({line[:40]!r}); close it"
                )


def column_called(name: str) -> str:
    """A column's name as it is compared: "People consented" is people_consented."""
    name = unicodedata.normalize("NFC", name).strip().lower()
    return name if name.startswith("facet:") else re.sub(r"[\s-]+", "_", name)


def _checked(header: Sequence[str], where: str) -> tuple[str, ...]:
    """What of a header is not read. Raises InvalidIntake for a column that is nearly another."""
    notes: list[str] = []
    for column in header:
        if not column or column in COLUMNS or column.startswith("facet:"):
            if column and header.count(column) > 1:
                raise InvalidIntake(
                    f"{where}: the column {column[:60]} stands there twice; keep one"
                )
            continue
        near = difflib.get_close_matches(column, COLUMNS, 1, 0.85)
        if near:
            raise InvalidIntake(f"{where}: there is no column {column[:60]}; is it {near[0]}?")
        notes.append(f"the captions list's column {column[:60]} is not read")
    return tuple(notes)


def _by(names: Mapping[str, str]) -> dict[str, list[str]]:
    """Files by how they are called, differences of case and form undone."""
    found: dict[str, list[str]] = {}
    for file, name in names.items():
        found.setdefault(folded(name), []).append(file)
    return found
