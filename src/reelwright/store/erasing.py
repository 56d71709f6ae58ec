"""Rows that hold what is to be erased: changed in place, or deleted."""

import json
from collections.abc import Callable, Mapping
from typing import Any

from ..domain.asset import Asset
from ..domain.base import digest_of
from .catalogue import Catalogue
from .database import Database
from .snapshot import STAGE, Snapshot, snapshot_of

Holds = Callable[[Any], bool]
"""Whether a JSON value, or a text, holds what is to be erased."""

LOOSE = {"events": "id", "failures": "item", "jobs": "number"}
"""Tables of a catalogue of which a row may go by itself, and what a row is told by."""

OF_HOUSE = {"tidings": "number", "orders": "number", "comments": "number"}
"""Tables of a house of which a campaign's row may go by itself, and what it is told by."""


def amend(catalogue: Catalogue, amended: Callable[[str, Any], Any]) -> tuple[int, int]:
    """Change the values of results in place, or forget them; returns how many of each.

    amended: a stage and a value -> the value without what is erased, or None where nothing can be
    left of it. A result keeps its key and digest, so that what was decided about it stands.
    """
    with catalogue.database.change() as change:
        new: list[dict[str, str]] = []
        gone: list[dict[str, str]] = []
        for key, stage, text in change.rows("select key, stage, value from results"):
            value = json.loads(text)
            made = amended(stage, value)
            if made is None:
                gone.append({"key": key})
            elif made != value:
                new.append({"key": key, "value": json.dumps(made, ensure_ascii=False)})
        change.many("update results set value = :value where key = :key", new)
        change.many("delete from current where key = :key", gone)
        change.many("delete from results where key = :key", gone)
    return len(new), len(gone)


def replace_versions(catalogue: Catalogue, put: Mapping[str, Asset | None]) -> int:
    """Put other bytes in the place of those of these SHA-256 in every version of a folder.

    None: the file is left out of the version. A version keeps its number, unless it is the same as
    one before it now: then it goes. Returns how many were changed.
    """
    with catalogue.database.change() as change:
        rows = change.rows(
            "select key, value from results where stage = :stage order by number", stage=STAGE
        )
        seen = {key for key, _ in rows}
        count = 0
        for key, text in rows:
            found = snapshot_of(json.loads(text))
            if not any(file.asset.sha256 in put for file in found.files):
                continue
            files = [
                file.model_copy(update={"asset": put.get(file.asset.sha256, file.asset)})
                for file in found.files
                if put.get(file.asset.sha256, file.asset) is not None
            ]
            made = Snapshot(version=found.version, files=tuple(files))
            other = digest_of([STAGE, made.digest()])
            count += 1
            if other in seen:
                change.run("delete from results where key = :key", key=key)
            else:
                change.run(
                    "update results set key = :new, value = :value, digest = :digest "
                    "where key = :key",
                    key=key,
                    new=other,
                    value=made.model_dump_json(),
                    digest=made.digest(),
                )
            change.run("update current set key = :new where key = :key", new=other, key=key)
            seen = (seen - {key}) | {other}
    return count


def forget_rows(
    database: Database, tables: Mapping[str, str], holds: Holds, campaign: str = ""
) -> int:
    """Delete the rows of these tables that hold it, of a campaign where one is named.

    Returns how many there were.
    """
    there, gone = database.tables(), 0
    which = " where campaign = :campaign" if campaign else ""
    given = {"campaign": campaign} if campaign else {}
    with database.change() as change:
        for name, key in ((n, k) for n, k in tables.items() if n in there):
            rows = change.rows(f"select t.{key}, t.* from {name} t{which}", **given)
            gone_now = [{"key": r[0]} for r in rows if any(holds(_value(c)) for c in r[1:])]
            change.many(f"delete from {name} where {key} = :key", gone_now)
            gone += len(gone_now)
    return gone


def told_of_it(catalogue: Catalogue, holds: Holds) -> tuple[int, ...]:
    """Numbers of the lines of an audit that hold it: they stand for good."""
    return tuple(
        line.number
        for line in catalogue.trail.every()
        if any(holds(text) for text in (line.thing, line.detail, line.why))
    )


def _value(cell: Any) -> Any:
    if isinstance(cell, str) and cell[:1] in "{[":
        try:
            return json.loads(cell)
        except ValueError:
            return cell
    return cell
