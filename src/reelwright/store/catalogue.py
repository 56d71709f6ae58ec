"""The catalogue: results by key, decisions, events, and lineage both ways (SQLite, WAL)."""

import json
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from ..domain.errors import StoreFailed

SCHEMA = """
create table if not exists results(
  key text primary key, stage text not null, item text not null, inputs text not null,
  value text not null, digest text not null, seconds real not null, made_at text not null);
create index if not exists results_item on results(stage, item, made_at);
create table if not exists current(
  stage text not null, item text not null, key text not null, primary key(stage, item));
create table if not exists decisions(
  id integer primary key, gate text not null, item text not null, digest text not null,
  decision text not null, who text not null, note text not null, at text not null);
create table if not exists edits(
  item text not null, base text not null, value text not null, who text not null,
  at text not null, primary key(item, base));
create table if not exists failures(
  item text primary key, why text not null, at text not null);
create table if not exists events(
  id integer primary key, run text not null, at text not null, kind text not null,
  stage text not null, item text not null, body text not null);
create table if not exists edges(
  child text not null, parent text not null, role text not null,
  primary key(child, parent, role));
create index if not exists edges_parent on edges(parent);
"""


_CURRENT = (
    "select r.key, r.stage, c.item, r.inputs, r.value, r.digest, r.seconds, r.made_at "
    "from current c join results r on r.key = c.key"
)
"""Two items may stand on one result: each is told by its own name."""


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


class Catalogue:
    """One SQLite file. Safe to use from several threads and processes at once."""

    def __init__(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self.path = path
        self._local = threading.local()
        with self._change() as db:
            db.executescript(SCHEMA)

    # -- results -------------------------------------------------------------------------------

    def result(self, key: str) -> Result | None:
        """The result kept under a key, or None."""
        return self._result("select * from results where key = ?", (key,))

    def latest(self, stage: str, item: str) -> Result | None:
        """The result an item stands on now, or None when it was never made."""
        return self._result(f"{_CURRENT} where c.stage = ? and c.item = ?", (stage, item))

    def items(self, stage: str) -> tuple[Result, ...]:
        """What stands now for every item of a stage, by item."""
        rows = self._read(f"{_CURRENT} where c.stage = ? order by c.item", (stage,))
        return tuple(_result(row) for row in rows)

    def seconds(self) -> dict[str, float]:
        """The mean seconds that a result of each stage took to make."""
        rows = self._read(
            "select stage, avg(seconds) from results where seconds > 0 group by stage", ()
        )
        return dict(rows)

    def versions(self, stage: str, item: str) -> tuple[Result, ...]:
        """Every version an item ever had, in the order in which they were first kept."""
        rows = self._read(
            "select * from results where stage = ? and item = ? order by rowid", (stage, item)
        )
        return tuple(_result(row) for row in rows)

    def keep(self, result: Result) -> None:
        """Keep a result and let its item stand on it. Keeping the same key again is no error."""
        row = (
            result.key,
            result.stage,
            result.item,
            json.dumps(result.inputs),
            json.dumps(result.value, ensure_ascii=False),
            result.digest,
            result.seconds,
            result.made_at,
        )
        with self._change() as db:
            db.execute("insert or ignore into results values (?,?,?,?,?,?,?,?)", row)
            db.execute(
                "insert or replace into current values (?,?,?)",
                (result.stage, result.item, result.key),
            )

    def stand_on(self, stage: str, item: str, key: str) -> None:
        """Let an item stand on an older result that its inputs match again."""
        with self._change() as db:
            db.execute("insert or replace into current values (?,?,?)", (stage, item, key))

    # -- people --------------------------------------------------------------------------------

    def decide(self, decision: Decision) -> None:
        """Note a decision; the newest about a digest counts."""
        with self._change() as db:
            db.execute(
                "insert into decisions(gate,item,digest,decision,who,note,at) "
                "values (?,?,?,?,?,?,?)",
                (
                    decision.gate,
                    decision.item,
                    decision.digest,
                    decision.decision,
                    decision.who,
                    decision.note,
                    decision.at,
                ),
            )

    def decision(self, gate: str, item: str, digest: str) -> Decision | None:
        """What was last decided about this very version of an item."""
        rows = self._read(
            "select gate,item,digest,decision,who,note,at from decisions "
            "where gate = ? and item = ? and digest = ? order by id desc limit 1",
            (gate, item, digest),
        )
        return Decision(*rows[0]) if rows else None

    def decisions(self) -> tuple[Decision, ...]:
        """Every decision ever made, oldest first."""
        rows = self._read(
            "select gate,item,digest,decision,who,note,at from decisions order by id", ()
        )
        return tuple(Decision(*row) for row in rows)

    def keep_edit(self, item: str, base: str, value: Any, who: str) -> None:
        """Keep a person's version of an item whose made version has the digest base."""
        with self._change() as db:
            db.execute(
                "insert or replace into edits values (?,?,?,?,?)",
                (item, base, json.dumps(value, ensure_ascii=False), who, now()),
            )

    def edit(self, item: str, base: str) -> Any | None:
        """A person's version of an item, made from the version base; None without one."""
        rows = self._read("select value from edits where item = ? and base = ?", (item, base))
        return json.loads(rows[0][0]) if rows else None

    def drop_edit(self, item: str, base: str) -> None:
        """Forget a person's version of an item."""
        with self._change() as db:
            db.execute("delete from edits where item = ? and base = ?", (item, base))

    # -- what could not be made ----------------------------------------------------------------

    def fail(self, item: str, why: str) -> None:
        """Note that an item could not be made; the newest reason counts."""
        with self._change() as db:
            db.execute("insert or replace into failures values (?,?,?)", (item, why, now()))

    def mend(self, item: str) -> None:
        """Forget that an item could not be made."""
        with self._change() as db:
            db.execute("delete from failures where item = ?", (item,))

    def failures(self) -> tuple[tuple[str, str, str], ...]:
        """(item, why, at) of everything that could not be made, by item."""
        return tuple(
            (item, why, at)
            for item, why, at in self._read("select item, why, at from failures order by item", ())
        )

    # -- events and lineage --------------------------------------------------------------------

    def tell(self, run: str, kind: str, stage: str = "", item: str = "", **body: Any) -> None:
        """Note an event of a run."""
        with self._change() as db:
            db.execute(
                "insert into events(run,at,kind,stage,item,body) values (?,?,?,?,?,?)",
                (run, now(), kind, stage, item, json.dumps(body, ensure_ascii=False)),
            )

    def events(self, run: str, after: int = 0) -> list[tuple[int, str, str, str, dict[str, Any]]]:
        """(id, kind, stage, item, body) of a run's events after an id, in order."""
        rows = self._read(
            "select id,kind,stage,item,body from events where run = ? and id > ? order by id",
            (run, after),
        )
        return [(i, k, s, t, json.loads(b)) for i, k, s, t, b in rows]

    def last_event(self, *kinds: str) -> tuple[str, str, dict[str, Any]] | None:
        """(kind, stage, body) of the newest event of these kinds in any run; None without one."""
        marks = ",".join("?" * len(kinds))
        rows = self._read(
            f"select kind, stage, body from events where kind in ({marks}) "
            "order by id desc limit 1",
            kinds,
        )
        return (rows[0][0], rows[0][1], json.loads(rows[0][2])) if rows else None

    def link(self, child: str, parents: dict[str, str]) -> None:
        """Note that child was made from parents ({id: role})."""
        with self._change() as db:
            db.executemany(
                "insert or ignore into edges values (?,?,?)",
                [(child, parent, role) for parent, role in parents.items()],
            )

    def made_from(self, child: str) -> tuple[tuple[str, str], ...]:
        """(parent, role) pairs of what something was made from."""
        return tuple(
            (p, r)
            for p, r in self._read(
                "select parent, role from edges where child = ? order by role, parent", (child,)
            )
        )

    def used_in(self, parent: str) -> tuple[tuple[str, str], ...]:
        """(child, role) pairs of what was made from something."""
        return tuple(
            (c, r)
            for c, r in self._read(
                "select child, role from edges where parent = ? order by role, child", (parent,)
            )
        )

    # -- the file ------------------------------------------------------------------------------

    def _connection(self) -> sqlite3.Connection:
        db = getattr(self._local, "db", None)
        if db is None:
            db = sqlite3.connect(self.path, timeout=30)
            db.execute("pragma journal_mode=wal")
            db.execute("pragma synchronous=normal")
            self._local.db = db
        return db

    @contextmanager
    def _change(self) -> Iterator[sqlite3.Connection]:
        db = self._connection()
        try:
            with db:
                yield db
        except sqlite3.OperationalError as problem:
            raise StoreFailed(
                f"the catalogue {self.path} could not be written: {problem}; free some space or "
                "stop the other program that holds it, then run the same command again"
            ) from problem

    def _read(self, query: str, values: tuple[Any, ...]) -> list[tuple[Any, ...]]:
        return self._connection().execute(query, values).fetchall()

    def _result(self, query: str, values: tuple[Any, ...]) -> Result | None:
        rows = self._read(query, values)
        return _result(rows[0]) if rows else None

    def close(self) -> None:
        """Close this thread's connection."""
        db = getattr(self._local, "db", None)
        if db is not None:
            db.close()
            self._local.db = None


def now() -> str:
    """The time, UTC, to the second, ISO 8601."""
    return datetime.now(UTC).isoformat(timespec="seconds")


def _result(row: tuple[Any, ...]) -> Result:
    key, stage, item, inputs, value, digest, seconds, made_at = row
    return Result(key, stage, item, json.loads(inputs), json.loads(value), digest, seconds, made_at)
