"""A TOML file is changed where somebody changed a value: all else in it stays as it was written.

Comments, the order of keys, keys that nobody asked about and the way a value is set out are kept.
"""

import re
from collections.abc import Mapping, Sequence
from typing import Any

import tomlkit
from tomlkit.exceptions import TOMLKitError
from tomlkit.items import AbstractTable, AoT, Array, InlineTable, Table

from ..domain.errors import InvalidIntake
from ..domain.loose import is_list, is_table

WIDEST = 90
"""Characters of a list that stands on one line."""

_GONE = "reelwright_takes_this_row_out"
_ROW_GONE = re.compile(rf"^[ \t]*\[\[[^\n]*\n{_GONE} = 1\r?\n", re.M)


class Rewriting:
    """The text of a TOML file while it is changed. file: what errors call it."""

    def __init__(self, text: str, file: str) -> None:
        self.file = file
        self._read(text if text.endswith("\n") else f"{text}\n")

    def text(self) -> str:
        """The file's text as it stands now."""
        return self._document.as_string()

    def put(self, place: Sequence[str | int], value: Any) -> None:
        """Give a value to a key; tables on the way there that are not in the file are begun.

        place: names of tables and numbers of rows, then the key. value: text, number or texts.
        Raises InvalidIntake where what is no table stands in its way.
        """
        *way, key = place
        table: Any = self._document
        for n, part in enumerate(way):
            if isinstance(part, str) and part not in table:
                table[part] = tomlkit.inline_table() if n else tomlkit.table()
            table = table[part]
            if not _is(table, dict, list):
                raise self._in_the_way(place[: n + 1])
        there: Any = table[key] if isinstance(key, int) or key in table else None
        if _is(there, Array) and is_list(value):
            _listed(there, value)
        elif there is not None or _is(table, InlineTable, Array):
            table[key] = _item(value)
        else:
            self._added(table, str(key), _item(value))

    def leave_out(self, place: Sequence[str | int]) -> None:
        """Take a key out of its table, where it is there. place: as for put."""
        *way, key = place
        table: Any = self._document
        for part in way:
            if not _is(table, list) and part not in table:
                return
            table = table[part]
        if _is(table, dict) and key in table:
            del table[key]

    def take_out(self, table: str, gone: Sequence[int]) -> None:
        """Take rows out of a table of rows. gone: their numbers, from 0."""
        rows: Any = self._document.get(table)
        for n in sorted(gone, reverse=True):
            if not _is(rows, AoT):
                del rows[n]
                continue
            row = rows[n]
            # What stands behind a row is most often the heading of what comes next.
            tail = _tail(row)
            while tail and not tail[0][1].as_string().strip():
                tail.pop(0)
            keys: list[str] = list(row)
            for key in keys:
                row.remove(key)
            row.value.body.clear()
            row.add(_GONE, 1)
            row.value.body.extend(tail)
        self._read(_ROW_GONE.sub("", self.text()))

    def add_row(self, table: str, values: Mapping[str, Any]) -> None:
        """Add a row at the end of a table of rows.

        Raises InvalidIntake where the file has something else of that name.
        """
        rows: Any = self._document.get(table)
        if rows is None:
            rows = tomlkit.aot()
            self._document.add(tomlkit.nl())
            self._document.append(table, rows)
        if _is(rows, Array):
            rows.append(_item(dict(values)))
            return
        if not _is(rows, AoT):
            raise self._in_the_way([table])
        row: Any = tomlkit.table()
        for key, value in values.items():
            row.add(key, _item(value))
        tail = _tail(rows[-1]) if len(rows) else []
        if len(rows):
            rows[-1].add(tomlkit.nl())
        rows.append(row)
        row.value.body.extend(tail)
        self._read(self.text())

    def _read(self, text: str) -> None:
        try:
            self._document: Any = tomlkit.parse(text)
        except (TOMLKitError, ValueError, RecursionError) as problem:
            raise InvalidIntake(
                f"{self.file}: {problem}; correct the file at that place"
            ) from problem

    def _added(self, table: Any, key: str, item: Any) -> None:
        """Write a new key behind the last of its table: what follows may be of the next one."""
        body = table.value.body if _is(table, AbstractTable) else getattr(table, "body", [])
        plain = [
            value
            for name, value in body
            if name is not None and not isinstance(value, (Table, AoT))
        ]
        if not plain:
            table[key] = item
            return
        plain[-1].trivia.trail += f"{tomlkit.key(key).as_string()} = {item.as_string()}\n"
        self._read(self.text())

    def _in_the_way(self, place: Sequence[str | int]) -> InvalidIntake:
        where = ".".join(f"{part + 1}" if isinstance(part, int) else part for part in place)
        return InvalidIntake(
            f"{self.file}: {where}: something else stands where a table belongs; correct it in "
            "the file"
        )


def _is(value: Any, *kinds: type) -> bool:
    """Whether a value of a document is of these kinds, without a say in its type."""
    return isinstance(value, kinds)


def _tail(table: Any) -> list[Any]:
    """The blank lines and comments at the end of a table, taken out of it."""
    body: list[Any] = table.value.body
    tail: list[Any] = []
    while body and body[-1][0] is None:
        tail.insert(0, body.pop())
    last: Any = body[-1][1] if body and not tail else None
    if _is(last, AoT) and last:
        last = last[-1]
    if _is(last, Table):
        return _tail(last)
    return tail


def _item(value: Any) -> Any:
    if is_list(value):
        array: Any = tomlkit.array()
        for one in value:
            array.append(_item(one))
        array.multiline(len(array.as_string()) > WIDEST and not any(map(is_table, value)))
        return array
    if is_table(value):
        table: Any = tomlkit.inline_table()
        table.update({key: _item(inner) for key, inner in value.items()})
        return table
    make: Any = tomlkit.item
    return make(value)


def _listed(there: Any, wanted: list[Any]) -> None:
    """Let a list hold these values; those that stay keep their comments."""
    for n in range(len(there) - 1, -1, -1):
        if there[n] not in wanted:
            del there[n]
    for n, value in enumerate(wanted):
        if n >= len(there) or there[n] != value:
            there.insert(n, value)
    while len(there) > len(wanted):
        del there[-1]
    if len(there.as_string()) > WIDEST and "\n" not in there.as_string():
        there.multiline(True)
