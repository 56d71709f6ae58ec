"""What a database holds, and how it is emptied: its rows first, then the space or file itself."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from ..domain.errors import StoreFailed
from .catalogue import Catalogue
from .database import Database
from .snapshot import STAGE
from .trail import CLEANED, PIPELINE, add_line

_MEMO = ("results", "current", "decisions", "edits", "failures", "events", "edges")
_BESIDE = "jobs"
"""Jobs of clips are kept in the catalogue's space, or in a file beside it."""

_SIZE = (
    "select coalesce(sum(pg_total_relation_size(c.oid)), 0) from pg_class c "
    "join pg_namespace n on n.oid = c.relnamespace where n.nspname = :space and c.relkind = 'r'"
)


def rows_in(database: Database) -> int:
    """How many rows a database has in all its tables but those that number its versions."""
    return sum(
        database.read(f'select count(*) from "{name}"')[0][0]
        for name in sorted(database.tables())
        if not name.startswith(("sqlite_", "store_version"))
    )


def bytes_in(database: Database) -> int:
    """What it takes on the disk, where it lies."""
    if database.path is None:
        return int(database.read(_SIZE, space=database.space)[0][0])
    return sum(p.stat().st_size for p in files_of(database.path) if p.exists())


def files_of(path: Path) -> tuple[Path, ...]:
    """A file of SQLite with those that it keeps beside it."""
    return (path, *(path.with_name(f"{path.name}{end}") for end in ("-wal", "-shm", "-journal")))


def take_away(database: Database) -> None:
    """Remove a server's space with all that it holds, or a file. Raises StoreFailed."""
    database.prepared.clear()
    if database.path is None:
        database.drop()
        return
    database.close()
    try:
        for path in files_of(database.path):
            path.unlink(missing_ok=True)
    except OSError as problem:
        raise StoreFailed(f"{database.path} could not be removed: {problem.strerror}") from problem


def let_go(catalogue: Catalogue, lost: Callable[[Any], bool]) -> int:
    """Let no item stand on a result whose value is lost; returns how many results there were.

    They are forgotten, so that what is made of the same inputs is made anew.
    """
    with catalogue.database.change() as change:
        keys = [
            {"key": key}
            for key, value in change.rows("select key, value from results")
            if lost(json.loads(value))
        ]
        change.many("delete from current where key = :key", keys)
        change.many("delete from results where key = :key", keys)
    return len(keys)


def memo_rows(catalogue: Catalogue) -> int:
    """How many rows `forget` would take: all but the audit and the versions of a folder's files."""
    return sum(catalogue.database.read(_counting(n), stage=STAGE)[0][0] for n in _tables(catalogue))


def forget(catalogue: Catalogue, by: str) -> None:
    """Empty a catalogue of what `memo_rows` counts, with a line in its audit, at once or not."""
    tables = tuple(_tables(catalogue))
    with catalogue.database.change() as change:
        gone = sum(
            change.run(f"delete from {name} {_but(name)}", **_given(name)) for name in tables
        )
        add_line(change, by, CLEANED, PIPELINE, f"{gone} rows of results, decisions and edits")


_SHUT = "state not in ('queued', 'running')"
_GALLERY = f"campaign = '' and {_SHUT}"


def loose_orders(house: Database) -> int:
    """How many orders of a house failed, died or were stopped, and are no clip or picture."""
    if "orders" not in house.tables():
        return 0
    return int(house.read(f"select count(*) from orders where {_loose(house)}")[0][0])


def forget_loose_orders(house: Database) -> None:
    """Forget these orders, and what was told of them."""
    which = _loose(house)
    with house.change() as change:
        change.run(f"delete from tidings where order_id in (select id from orders where {which})")
        change.run(f"delete from orders where {which}")


def _loose(house: Database) -> str:
    # A clip that failed is shown with its order as long as it stands in the gallery.
    but = " and id not in (select id from pieces)" if "pieces" in house.tables() else ""
    return f"state in ('failed', 'dead', 'cancelled'){but}"


def silent_hands(house: Database, before: float) -> int:
    """How many workers of a house said nothing since a time (epoch seconds)."""
    if "hands" not in house.tables():
        return 0
    return int(house.read("select count(*) from hands where seen < :before", before=before)[0][0])


def forget_silent_hands(house: Database, before: float) -> None:
    """Forget these workers."""
    with house.change() as change:
        change.run("delete from hands where seen < :before", before=before)


def gallery_rows(house: Database) -> int:
    """How many clips and pictures a house was asked for, removed ones as well."""
    if "pieces" not in house.tables():
        return 0
    return int(house.read("select count(*) from pieces")[0][0])


def forget_gallery(house: Database) -> None:
    """Forget the clips and pictures that were asked for, with their orders."""
    asked = "orders" in house.tables()
    with house.change() as change:
        change.run("delete from piece_tags")
        change.run("delete from pieces")
        if asked:
            ids = f"select id from orders where {_GALLERY}"
            change.run(f"delete from tidings where order_id in ({ids})")
            change.run(f"delete from orders where {_GALLERY}")


_OF_CAMPAIGN = {"comments": "", "review_links": "", "tidings": "", "orders": _SHUT}


def rows_of(house: Database, campaign: str) -> int:
    """How many orders, events, comments and review links a house keeps of a campaign."""
    return sum(
        int(house.read(f"select count(*) from {_narrowed(name)}", campaign=campaign)[0][0])
        for name in sorted(house.tables() & set(_OF_CAMPAIGN))
    )


def forget_campaign(house: Database, campaign: str) -> None:
    """Forget these rows."""
    there = house.tables()
    with house.change() as change:
        for name in _OF_CAMPAIGN:
            if name in there:
                change.run(f"delete from {_narrowed(name)}", campaign=campaign)


def _narrowed(table: str) -> str:
    more = _OF_CAMPAIGN[table]
    return f"{table} where campaign = :campaign{f' and {more}' if more else ''}"


def _tables(catalogue: Catalogue) -> Iterator[str]:
    yield from _MEMO
    if _BESIDE in catalogue.database.tables():
        yield _BESIDE


def _counting(name: str) -> str:
    return f"select count(*) from {name} {_but(name) or 'where :stage = :stage'}"


def _but(name: str) -> str:
    # On servers a campaign's files are versions: without these rows they would be lost.
    return "where stage <> :stage" if name in ("results", "current") else ""


def _given(name: str) -> dict[str, str]:
    return {"stage": STAGE} if _but(name) else {}
