"""What one respondent's answers are known by wherever they may stand: in results, files, logs.

An answer that others gave as well ("Agree", "40-49") tells of nobody, and figures drawn from many
answers hold none. What is looked for is what nobody else said: ids, addresses, whole free answers,
and any four words of these in a row.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from html import unescape
from typing import Any, cast

from .loose import is_table
from .privacy import redact

TOGETHER = 4
"""Words in a row that nobody else said."""

LEAST = 6
"""Letters and digits of a shorter answer that is looked for."""

NAMING = ("respondents", "respondent")
"""Fields of results that name respondents."""

LARGE = 5_000_000
"""Bytes from which a file that is no text is looked through for whole answers alone."""

_WORD = re.compile(r"\w+")
_ESCAPED = re.compile(r"\\u([0-9a-fA-F]{4})")


@dataclass(frozen=True)
class Marks:
    """What a respondent is known by.

    ids: what the survey calls them, looked for where results name respondents, and everywhere
    unless it is a mere number. parts: words, folded, with a space on either side. whole: their own
    answers as they gave them.
    """

    ids: frozenset[str]
    parts: tuple[str, ...]
    whole: tuple[str, ...]

    def held_by(self, value: Any, field: str = "") -> bool:
        """Whether a JSON value holds it anywhere, names of fields among them.

        field: what the value is called where it stands.
        """
        return any(
            (name in NAMING and text in self.ids) or self._read_in(text)
            for name, text in _texts(value, field)
        )

    def held_in(self, data: bytes) -> bool:
        """Whether the bytes of a file hold it, as text of any usual encoding, JSON or HTML."""
        binary = b"\x00" in data[:8192]
        if binary and len(data) > LARGE:
            return any(raw in data for raw in self._raw)
        texts = [data.decode("utf-8", "ignore")]
        if binary:
            texts += [data.decode(wide, "ignore") for wide in ("utf-16-le", "utf-16-be")]
        elif not data.isascii():
            texts.append(data.decode("cp1252", "ignore"))
        return any(self._read_in(text) for text in texts)

    def _read_in(self, text: str) -> bool:
        text = _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text).replace("\\n", " ")
        folded = _folded(unescape(text) if "&" in text else text)
        return any(part in folded for part in (*self.parts, *self._named))

    @property
    def names(self) -> frozenset[str]:
        """What their rows are found by in another version of the file."""
        numbers = {one for one in self.ids if re.fullmatch(r"row-\d+", one)}
        return (self.ids - numbers) | frozenset(self.whole)

    @cached_property
    def _named(self) -> tuple[str, ...]:
        """Ids as words; one that is a short number stands anywhere, and says nothing there."""
        folded = (_folded(one) for one in self.ids)
        return tuple(one for one in folded if len(one) > LEAST or not one.strip().isdigit())

    @cached_property
    def _raw(self) -> tuple[bytes, ...]:
        """Whole answers and ids in the encodings of files."""
        texts = [*self.whole, *(one for one in self.ids if len(one) >= LEAST)]
        return tuple(t.encode(e) for t in texts for e in ("utf-8", "utf-16-le", "utf-16-be"))


def marks_of(
    rows: Iterable[Sequence[str]], others: Iterable[Sequence[str]], ids: Iterable[str]
) -> Marks:
    """What rows of one respondent are known by, against the rows of all others."""
    theirs = _Said(others)
    parts, whole = dict[str, None](), dict[str, None]()
    for cell in (cell for row in rows for cell in row if cell.strip()):
        if theirs.held(cell):
            continue
        found = [p for text in {cell, redact(cell)} for p in _parts(text) if not theirs.said(p)]
        parts |= dict.fromkeys(found)
        if len(cell.strip()) >= LEAST:
            whole[cell.strip()] = None
    return Marks(frozenset(ids), tuple(parts), tuple(whole))


class _Said:
    """What all others said, to be asked for words in a row."""

    def __init__(self, rows: Iterable[Sequence[str]]) -> None:
        cells = {cell for row in rows for cell in row if cell}
        self._cells = {_folded(cell) for cell in cells}
        self._all = "|".join(self._cells)

    def held(self, cell: str) -> bool:
        return _folded(cell) in self._cells

    def said(self, part: str) -> bool:
        return part in self._all


def _folded(text: str) -> str:
    return f" {' '.join(_WORD.findall(text.casefold()))} "


def _parts(text: str) -> Iterator[str]:
    words = _folded(text).split()
    if len(words) < TOGETHER:
        if sum(map(len, words)) >= LEAST:
            yield f" {' '.join(words)} "
        return
    for i in range(len(words) - TOGETHER + 1):
        part = words[i : i + TOGETHER]
        # Numbers in a row are dates and hours too.
        if not all(word.isdigit() for word in part):
            yield f" {' '.join(part)} "


def _texts(value: Any, field: str) -> Iterator[tuple[str, str]]:
    """Every text of a JSON value, with what the field is called that it stands in."""
    if isinstance(value, str):
        yield field, value
    elif is_table(value):
        for name, inner in value.items():
            yield "", name
            yield from _texts(inner, name)
    elif isinstance(value, list | tuple):
        for inner in cast("Sequence[Any]", value):
            yield from _texts(inner, field)


def unnamed(value: Any) -> Any:
    """A JSON value without what names respondents: who may only look reads no ids."""
    if is_table(value):
        return {name: _blank(inner, name) for name, inner in value.items()}
    if isinstance(value, list):
        return [unnamed(one) for one in cast("list[Any]", value)]
    return value


def _blank(value: Any, name: str) -> Any:
    if name not in NAMING:
        return unnamed(value)
    return "" if isinstance(value, str) else []


def without(value: Any, marks: Marks) -> Any:
    """A JSON value without the entries of its lists that hold a mark; None where it still does.

    What is taken out is the least that can be: an id from a list of ids, a quotation from a list of
    them, and no more of what holds both.
    """
    made = _without(value, marks, "")
    return None if marks.held_by(made) else made


def _without(value: Any, marks: Marks, field: str) -> Any:
    if is_table(value):
        return {name: _without(inner, marks, name) for name, inner in value.items()}
    if isinstance(value, list):
        inner = [_without(one, marks, field) for one in cast("list[Any]", value)]
        return [one for one in inner if not marks.held_by(one, field)]
    return value
