"""The catalogue: results by key, decisions, events, and lineage both ways."""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import Column, Double, Index, MetaData, Table

from ..domain.base import digest_of
from ..domain.picture import Picture
from .database import Database, Row, Transaction, now
from .parts import (
    Schema,
    adding,
    instead,
    numbered,
    once,
    prepare,
    renumber,
    text_column,
)
from .trail import PART as TRAIL
from .trail import Trail, add_line

_TABLES = MetaData()
RESULTS = Table(
    "results",
    _TABLES,
    numbered(),
    text_column("key", unique=True),
    text_column("stage"),
    text_column("item"),
    text_column("inputs"),
    text_column("value"),
    text_column("digest"),
    Column("seconds", Double, nullable=False),
    text_column("made_at"),
    Index("results_item", "stage", "item", "made_at"),
)
CURRENT = Table(
    "current",
    _TABLES,
    text_column("stage", primary_key=True),
    text_column("item", primary_key=True),
    text_column("key"),
)
DECISIONS = Table(
    "decisions",
    _TABLES,
    numbered("id"),
    *map(text_column, ("gate", "item", "digest", "decision", "who", "note", "at")),
)
EDITS = Table(
    "edits",
    _TABLES,
    text_column("item", primary_key=True),
    text_column("base", primary_key=True),
    *map(text_column, ("value", "who", "at")),
)
FAILURES = Table(
    "failures", _TABLES, text_column("item", primary_key=True), *map(text_column, ("why", "at"))
)
EVENTS = Table(
    "events",
    _TABLES,
    numbered("id"),
    *map(text_column, ("run", "at", "kind", "stage", "item", "body")),
)
EDGES = Table(
    "edges",
    _TABLES,
    text_column("child", primary_key=True),
    text_column("parent", primary_key=True),
    text_column("role", primary_key=True),
    Index("edges_parent", "parent"),
)


def _second(change: Transaction) -> None:
    renumber(change, RESULTS)


PART = Schema("catalogue", _TABLES, 2, {1: _second})

_ROW = "r.key, r.stage, r.item, r.inputs, r.value, r.digest, r.seconds, r.made_at"
_CURRENT = (
    f"select {_ROW.replace('r.item', 'c.item')} from current c join results r on r.key = c.key "
)
"""Two items may stand on one result: each is told by its own name."""

_BY_KEY = f"select {_ROW} from results r where r.key = :key"
_LATEST = f"{_CURRENT} where c.stage = :stage and c.item = :item"
_ITEMS = f"{_CURRENT} where c.stage = :stage order by c.item"
_SECONDS = "select stage, avg(seconds) from results where seconds > 0 group by stage"
_VERSIONS = (
    f"select {_ROW} from results r where r.stage = :stage and r.item = :item order by r.number"
)
_BESIDE = "select 1 from results where stage not in among(:stages) limit 1"
_STANDING = f"{_CURRENT} order by c.stage, c.item"
_EVERY = f"select {_ROW} from results r where r.stage = :stage order by r.number"
_MADE_OF = f"select {_ROW} from results r where r.digest in among(:digests) order by r.number"
_ASIDE = "aside "
"""How the key of a result begins that is found by it no more."""

_OLD = (
    "select key, digest, value from results where key not in (select key from current) "
    f"and key not like '{_ASIDE}%'"
)
_SET_ASIDE = f"update results set key = '{_ASIDE}' || key where key = :key"
_KEEP, _STAND = once(RESULTS), instead(CURRENT)
_LEAVE = "delete from current where stage = :stage and item = :item"

_ABOUT = "gate, item, digest, decision, who, note, at"
_DECIDE = adding(DECISIONS)
_DECISION = (
    f"select {_ABOUT} from decisions where gate = :gate and item = :item and digest = :digest "
    "order by id desc limit 1"
)
_DECISIONS = f"select {_ABOUT} from decisions order by id"

_KEEP_EDIT = instead(EDITS)
_EDIT = "select value from edits where item = :item and base = :base"
_EDITS = "select value from edits order by item, base"
_EDITS_WHOLE = "select item, base, value, who, at from edits order by item, base"
_EDITED = "select base from edits"
_DROP_EDIT = "delete from edits where item = :item and base = :base"

_FAIL = instead(FAILURES)
_MEND = "delete from failures where item = :item"
_FAILURES = "select item, why, at from failures order by item"

_TELL = adding(EVENTS)
_EVENTS = (
    "select id, kind, stage, item, body from events where run = :run and id > :after order by id"
)
_LATELY = """
select kind from events where stage = :stage and item = :item
and kind in ('begin', 'done', 'broke') order by id desc limit :most
"""
_LAST = "select kind, stage, body from events where kind in among(:kinds) order by id desc limit 1"

_LINK = once(EDGES)
_MADE_FROM = "select parent, role from edges where child = :child order by role, parent"
_USED_IN = "select child, role from edges where parent = :parent order by role, child"


EDITED, BEHIND = "edited from", "source of an edited picture"
"""Roles: a picture's parents by their SHA-256, and a film's, however far back."""


@dataclass(frozen=True)
class Result:
    """A stage's kept result: its key, the digests of its inputs, its JSON value and digest."""

    key: str
    stage: str
    item: str
    inputs: dict[str, str]
    value: Any
    digest: str
    seconds: float
    made_at: str


@dataclass(frozen=True)
class Decision:
    """What a person decided about one version (digest) of an item."""

    gate: str
    item: str
    digest: str
    decision: str
    who: str
    note: str
    at: str


def told_of(decision: Decision) -> str:
    """A decision's gate and version as its line in the audit has them."""
    digest = decision.digest
    return f"{decision.gate} {digest[:12] if len(digest) == 64 else digest}".rstrip()


class Catalogue:
    """A campaign's catalogue. Safe to use from several threads and processes at once."""

    def __init__(self, place: Path | Database, old: Path | None = None) -> None:
        """Open or make the catalogue in a file, or in an open database.

        old: a file whose rows a server's space takes over when it is made. Raises StoreFailed,
        and OutOfDate when a newer reelwright wrote it.
        """
        self.database = (
            place if isinstance(place, Database) else Database(place, what="the catalogue")
        )
        prepare(self.database, PART, old)
        prepare(self.database, TRAIL, old)

    @property
    def trail(self) -> Trail:
        """Who did what here."""
        return Trail(self.database)

    @property
    def path(self) -> Path | None:
        """The file it is; None in a server's database."""
        return self.database.path

    @property
    def address(self) -> str:
        """Where another process finds it: the file's path, or the name of a server's space."""
        found = self.database
        return str(found.path.resolve()) if found.path else f"space:{found.space}"

    # -- results -------------------------------------------------------------------------------

    def result(self, key: str) -> Result | None:
        """The result kept under a key, or None."""
        return _only(self.database.read(_BY_KEY, key=key))

    def latest(self, stage: str, item: str) -> Result | None:
        """The result an item stands on now, or None when it was never made."""
        return _only(self.database.read(_LATEST, stage=stage, item=item))

    def items(self, stage: str) -> tuple[Result, ...]:
        """What stands now for every item of a stage, by item."""
        return tuple(_result(row) for row in self.database.read(_ITEMS, stage=stage))

    def standing(self) -> tuple[Result, ...]:
        """What stands now for every item of every stage."""
        return tuple(_result(row) for row in self.database.read(_STANDING))

    def holds_beside(self, stages: Sequence[str]) -> bool:
        """Whether a result of any other stage was ever kept, or one failed."""
        return bool(self.database.read(_BESIDE, stages=list(stages))) or bool(self.failures())

    def every(self, stage: str) -> tuple[Result, ...]:
        """Every result of a stage that was ever kept, in that order."""
        return tuple(_result(row) for row in self.database.read(_EVERY, stage=stage))

    def made_of(self, result: Result) -> tuple[Result, ...]:
        """The results that this one was made of as a whole, as long as they are kept."""
        rows = self.database.read(_MADE_OF, digests=sorted(set(result.inputs.values())))
        return tuple(_result(row) for row in rows)

    def set_aside(self, lost: Callable[[Any], bool]) -> int:
        """Let results that nothing stands on, and whose values are lost, be found by key no more.

        What is made of the same inputs again is made anew then; as versions they are told of as
        before. Returns how many there were.
        """
        with self.database.change() as change:
            # What was made stands as well where a person's edit stands in for it.
            edited = {base for (base,) in change.rows(_EDITED)}
            keys = [
                key
                for key, digest, value in change.rows(_OLD)
                if digest not in edited and lost(json.loads(value))
            ]
            change.many(_SET_ASIDE, [{"key": key} for key in keys])
        return len(keys)

    def seconds(self) -> dict[str, float]:
        """The mean seconds that a result of each stage took to make."""
        return dict(self.database.read(_SECONDS))

    def versions(self, stage: str, item: str) -> tuple[Result, ...]:
        """Every version an item ever had, in the order in which they were first kept."""
        rows = self.database.read(_VERSIONS, stage=stage, item=item)
        return tuple(_result(row) for row in rows)

    def keep(self, result: Result) -> None:
        """Keep a result and let its item stand on it. Keeping the same key again is no error."""
        with self.database.change() as change:
            change.run(
                _KEEP,
                key=result.key,
                stage=result.stage,
                item=result.item,
                inputs=json.dumps(result.inputs),
                value=json.dumps(result.value, ensure_ascii=False),
                digest=result.digest,
                seconds=result.seconds,
                made_at=result.made_at,
            )
            change.run(_STAND, stage=result.stage, item=result.item, key=result.key)

    def stand_on(self, stage: str, item: str, key: str) -> None:
        """Let an item stand on an older result that its inputs match again."""
        self.database.put(_STAND, stage=stage, item=item, key=key)

    def leave(self, stage: str, item: str) -> None:
        """Let an item stand on nothing more: it goes by another name now. Its versions stay."""
        self.database.put(_LEAVE, stage=stage, item=item)

    # -- people --------------------------------------------------------------------------------

    def decide(self, decision: Decision, name: str = "") -> None:
        """Note a decision with its line in the audit; the newest about a digest counts.

        name: what the audit calls the item; "": as the decision does.
        """
        with self.database.change() as change:
            change.run(_DECIDE, **vars(decision))
            add_line(
                change,
                decision.who,
                decision.decision,
                name or decision.item,
                told_of(decision),
                decision.note,
            )

    def decision(self, gate: str, item: str, digest: str) -> Decision | None:
        """What was last decided about this very version of an item."""
        rows = self.database.read(_DECISION, gate=gate, item=item, digest=digest)
        return Decision(*rows[0]) if rows else None

    def decisions(self) -> tuple[Decision, ...]:
        """Every decision ever made, oldest first."""
        return tuple(Decision(*row) for row in self.database.read(_DECISIONS))

    def keep_edit(self, item: str, base: str, value: Any, who: str, what: str = "edit") -> None:
        """Keep a person's version of an item whose made version has the digest base.

        what: how the audit calls it, on a line that is kept with it.
        """
        kept = json.dumps(value, ensure_ascii=False)
        with self.database.change() as change:
            change.run(_KEEP_EDIT, item=item, base=base, value=kept, who=who, at=now())
            told = f"of version {base[:12]}, now {digest_of(value)[:12]}"
            add_line(change, who, what, item, told)

    def edit(self, item: str, base: str) -> Any | None:
        """A person's version of an item, made from the version base; None without one."""
        rows = self.database.read(_EDIT, item=item, base=base)
        return json.loads(rows[0][0]) if rows else None

    def edits(self) -> tuple[Any, ...]:
        """Every person's version that may stand in for a made one."""
        return tuple(json.loads(value) for (value,) in self.database.read(_EDITS))

    def edited(self) -> tuple[tuple[str, str, Any, str, str], ...]:
        """(item, base, value, who, at) of every person's version, by item."""
        rows = self.database.read(_EDITS_WHOLE)
        return tuple((item, base, json.loads(value), w, at) for item, base, value, w, at in rows)

    def drop_edit(self, item: str, base: str, who: str) -> None:
        """Forget a person's version of an item; the audit does not."""
        with self.database.change() as change:
            change.run(_DROP_EDIT, item=item, base=base)
            add_line(change, who, "undo", item, f"of version {base[:12]}, now as made")

    # -- what could not be made ----------------------------------------------------------------

    def fail(self, item: str, why: str) -> None:
        """Note that an item could not be made; the newest reason counts."""
        self.database.put(_FAIL, item=item, why=why, at=now())

    def mend(self, item: str) -> None:
        """Forget that an item could not be made."""
        self.database.put(_MEND, item=item)

    def failures(self) -> tuple[tuple[str, str, str], ...]:
        """(item, why, at) of everything that could not be made, by item."""
        return tuple((item, why, at) for item, why, at in self.database.read(_FAILURES))

    # -- events and lineage --------------------------------------------------------------------

    def tell(self, run: str, kind: str, stage: str = "", item: str = "", **body: Any) -> None:
        """Note an event of a run."""
        told = json.dumps(body, ensure_ascii=False)
        self.database.put(_TELL, run=run, at=now(), kind=kind, stage=stage, item=item, body=told)

    def events(self, run: str, after: int = 0) -> list[tuple[int, str, str, str, dict[str, Any]]]:
        """(id, kind, stage, item, body) of a run's events after an id, in order."""
        rows = self.database.read(_EVENTS, run=run, after=after)
        return [(i, k, s, t, json.loads(b)) for i, k, s, t, b in rows]

    def unended(self, stage: str, item: str, most: int) -> int:
        """How often an item was begun since it last ended, well or in an error; at most `most`."""
        rows = self.database.read(_LATELY, stage=stage, item=item, most=most)
        kinds = [kind for (kind,) in rows]
        return next((n for n, kind in enumerate(kinds) if kind != "begin"), len(kinds))

    def begun(self) -> bool:
        """Whether any run was ever begun here."""
        return bool(self.database.read("select id from events limit 1"))

    def last_event(self, *kinds: str) -> tuple[str, str, dict[str, Any]] | None:
        """(kind, stage, body) of the newest event of these kinds in any run; None without one."""
        rows = self.database.read(_LAST, kinds=list(kinds))
        return (rows[0][0], rows[0][1], json.loads(rows[0][2])) if rows else None

    def link(self, child: str, parents: dict[str, str]) -> None:
        """Note that child was made from parents ({id: role})."""
        with self.database.change() as change:
            change.many(
                _LINK,
                [{"child": child, "parent": p, "role": role} for p, role in parents.items()],
            )

    def link_edit(self, film: str, picture: Picture) -> None:
        """Note what a film's picture was made from, if of others, step by step."""
        if picture.edit is None:
            return
        self.link(film, {p.sha256: BEHIND for p in picture.edit.ancestors()})
        steps = [(picture.id, picture.edit)]
        steps += [(p.sha256, p.edit) for p in picture.edit.ancestors() if p.edit]
        for child, edit in steps:
            self.link(child, {p.sha256: EDITED for p in edit.parents})

    def made_from(self, child: str) -> tuple[tuple[str, str], ...]:
        """(parent, role) pairs of what something was made from."""
        return tuple((p, r) for p, r in self.database.read(_MADE_FROM, child=child))

    def used_in(self, parent: str) -> tuple[tuple[str, str], ...]:
        """(child, role) pairs of what was made from something."""
        return tuple((c, r) for c, r in self.database.read(_USED_IN, parent=parent))

    def close(self) -> None:
        """Close this thread's connection."""
        self.database.close()


def _only(rows: list[Row]) -> Result | None:
    return _result(rows[0]) if rows else None


def _result(row: Row) -> Result:
    key, stage, item, inputs, value, digest, seconds, made_at = row
    return Result(key, stage, item, json.loads(inputs), json.loads(value), digest, seconds, made_at)
