"""What a database holds, part by part: its tables, its version, and the way from older ones.

A part without a line in `store_version` was written by 0.1.0, and counts as version 1. An upgrade
is one transaction with the line that notes it: cut off half-way, it leaves the old database.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sqlalchemy import BigInteger, Column, Integer, MetaData, Table, Text
from sqlalchemy.schema import CreateIndex, CreateTable

from ..domain.errors import OutOfDate
from .database import Database, Transaction

FIRST = 1
"""The version of what 0.1.0 wrote."""

VERSIONS = "create table if not exists store_version(part text primary key, version integer)"
NOTE = (
    "insert into store_version values (:part, :version) "
    "on conflict(part) do update set version = excluded.version"
)

TEXT = Text().with_variant(Text(collation="C"), "postgresql")
"""Text that both databases put in the same order, that of its code points."""

NUMBER = BigInteger().with_variant(Integer, "sqlite")


def text_column(name: str, **given: Any) -> Column[str]:
    """A column of text that is never null."""
    return Column(name, TEXT, nullable=False, **given)


def numbered(name: str = "number") -> Column[int]:
    """A number that every new row draws, higher than all before it."""
    return Column(name, NUMBER, primary_key=True, info={"drawn": True})


@dataclass(frozen=True)
class Schema:
    """Tables that are upgraded together.

    upgrades: version -> what leads from it to the next; version is the newest. stands: (table, act,
    why) of what the database itself refuses, act being "update" or "delete".
    """

    name: str
    tables: MetaData
    version: int = FIRST
    upgrades: Mapping[int, Callable[[Transaction], None]] = field(
        default_factory=dict[int, Callable[[Transaction], None]]
    )
    stands: tuple[tuple[str, str, str], ...] = ()


def prepare(database: Database, part: Schema, old: Path | None = None) -> None:
    """Make a part's tables, or bring those of an older version up to date.

    old: a file from which a space that is made now takes over its rows, if there is one.
    Raises OutOfDate when a newer reelwright wrote the database.
    """
    if part.name in database.prepared:
        return
    if _found(database, part) == part.version:
        database.prepared.add(part.name)
        return
    taken = None
    if old is not None and database.path is None and old.exists():
        taken = Database(old, what=database.what)
        prepare(taken, part)
    with database.change() as change:
        if database.path is None:
            change.run(f'create schema if not exists "{database.space}"')
        change.run(VERSIONS)
        # Another process may have done it while this one waited for its turn.
        version = _noted(change.rows("select part, version from store_version"), part)
        if version is None and _there(change, part):
            version = FIRST
        _allow(database, part, version)
        if version is None:
            make(change, part)
            if taken:
                _take_over(change, part, taken)
        else:
            for step in range(version, part.version):
                part.upgrades[step](change)
        change.run(NOTE, part=part.name, version=part.version)
    database.prepared.add(part.name)
    if taken:
        taken.close()


def make(change: Transaction, part: Schema) -> None:
    """Make the tables of a part."""
    for table in part.tables.sorted_tables:
        make_table(change, table)
    guard(change, part)


def make_table(change: Transaction, table: Table) -> None:
    """Make one table with its indexes."""
    change.run(CreateTable(table))
    for index in sorted(table.indexes, key=lambda i: str(i.name)):
        change.run(CreateIndex(index))


def renumber(change: Transaction, table: Table) -> None:
    """Give a table of SQLite, whose order was that of its hidden row numbers, a column of them."""
    columns = ", ".join(c.name for c in table.columns if c.name != "number")
    for index in table.indexes:
        change.run(f"drop index if exists {index.name}")
    change.run(f"alter table {table.name} rename to {table.name}_before")
    make_table(change, table)
    change.run(
        f"insert into {table.name}(number, {columns}) "
        f"select rowid, {columns} from {table.name}_before order by rowid"
    )
    change.run(f"drop table {table.name}_before")


def guard(change: Transaction, part: Schema) -> None:
    """Let the database itself refuse what would change evidence."""
    for table, act, why in part.stands:
        name = f"{table}_stands_{act}"
        if change.dialect == "sqlite":
            change.run(
                f"create trigger if not exists {name} before {act} on {table} "
                f"begin select raise(abort, '{why}'); end"
            )
            continue
        change.run(
            f"create or replace function {name}() returns trigger language plpgsql as "
            f"$$ begin raise exception '{why}'; end $$"
        )
        for what, each in (
            (act, "row"),
            *((("truncate", "statement"),) if act == "delete" else ()),
        ):
            change.run(
                f"create trigger {table}_no_{what} before {what} on {table} "
                f"for each {each} execute function {name}()"
            )


def adding(table: Table) -> str:
    """The statement that adds a row; a table's own number is drawn."""
    names = [c.name for c in table.columns if not _drawn(c)]
    return (
        f"insert into {table.name}({', '.join(names)}) values ({', '.join(f':{n}' for n in names)})"
    )


def once(table: Table) -> str:
    """The statement that adds a row unless there is one of the same identity."""
    return f"{adding(table)} on conflict do nothing"


def instead(table: Table) -> str:
    """The statement that adds a row, or puts it in the place of the one of the same key."""
    keys = [c.name for c in table.primary_key]
    rest = ", ".join(f"{c.name} = excluded.{c.name}" for c in table.columns if c.name not in keys)
    return f"{adding(table)} on conflict({', '.join(keys)}) do update set {rest}"


def _drawn(column: Column[Any]) -> bool:
    return bool(column.info.get("drawn"))


def _found(database: Database, part: Schema) -> int | None:
    if "store_version" not in database.tables():
        return None
    version = _noted(database.read("select part, version from store_version"), part)
    _allow(database, part, version)
    return version


def _noted(rows: list[tuple[Any, ...]], part: Schema) -> int | None:
    return dict(rows).get(part.name)  # type: ignore[arg-type]


def _there(change: Transaction, part: Schema) -> bool:
    """Whether an older reelwright made the tables. Only files were written before versions."""
    if change.dialect != "sqlite":
        return False
    found = {name for (name,) in change.rows("select name from sqlite_master where type = 'table'")}
    return bool(found & set(part.tables.tables))


def _allow(database: Database, part: Schema, version: int | None) -> None:
    if version is not None and version > part.version:
        raise OutOfDate(
            f"{database.what} {database.place} was written by a newer reelwright: version "
            f"{version} of its {part.name}, and this one reads {part.version}; update reelwright "
            "(pip install --upgrade reelwright)"
        )


def _take_over(change: Transaction, part: Schema, file: Database) -> None:
    """Bring the rows of a file into a space that was made in this same change."""
    for table in part.tables.sorted_tables:
        names = [c.name for c in table.columns]
        rows = file.read(f"select {', '.join(names)} from {table.name}")
        marks = ", ".join(f":{n}" for n in names)
        change.many(
            f"insert into {table.name}({', '.join(names)}) values ({marks})",
            [dict(zip(names, row, strict=True)) for row in rows],
        )
        for column in table.columns:
            if _drawn(column):
                change.rows(
                    f"select setval(pg_get_serial_sequence('{table.name}', '{column.name}'), "
                    f"coalesce(max({column.name}), 0) + 1, false) from {table.name}"
                )
