"""What is told of jobs: asked for, running, done or not, and why. One SQLite file, many readers.

The workflow engine keeps its own books; these are the ones people and pages read.
"""

import json
import sqlite3
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from ..domain.errors import NotFound, StoreFailed
from .catalogue import now

JobState = Literal["queued", "running", "done", "failed", "timed out", "cancelled"]

ENDED: frozenset[JobState] = frozenset({"done", "failed", "timed out", "cancelled"})
"""States that a job never leaves."""

_SCHEMA = """
create table if not exists jobs(
  id text primary key, batch text not null, request text not null, state text not null,
  step text not null default '', share real not null default 0, reason text not null default '',
  result text, asked_at text not null, began_at text not null default '',
  ended_at text not null default '', seconds real not null default 0, limit_s real not null);
create index if not exists jobs_batch on jobs(batch, asked_at);
"""
_COLUMNS = (
    "id, batch, request, state, step, share, reason, result, asked_at, began_at, ended_at, "
    "seconds, limit_s"
)


@dataclass(frozen=True)
class Job:
    """One job as it stands.

    share is how far it is (0-1); reason says why it failed; result is JSON, None until it is done.
    seconds is how long it ran; limit_s how long it may.
    """

    id: str
    batch: str
    request: dict[str, Any]
    state: JobState
    step: str
    share: float
    reason: str
    result: dict[str, Any] | None
    asked_at: str
    began_at: str
    ended_at: str
    seconds: float
    limit_s: float

    @property
    def ended(self) -> bool:
        """Whether nothing more will happen to it."""
        return self.state in ENDED


class Jobs:
    """The jobs of a workspace. Safe to use from several threads and processes at once."""

    def __init__(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self.path = path
        self._local = threading.local()
        with self._change() as db:
            db.executescript(_SCHEMA)

    def ask(
        self, jobs: Sequence[tuple[str, dict[str, Any]]], *, batch: str, limit_s: float
    ) -> None:
        """Note jobs (id, request) as queued, all or none. An id that is there keeps its job."""
        with self._change() as db:
            db.executemany(
                "insert or ignore into jobs(id,batch,request,state,asked_at,limit_s) "
                "values (?,?,?,'queued',?,?)",
                [
                    (i, batch, json.dumps(request, ensure_ascii=False), now(), limit_s)
                    for i, request in jobs
                ],
            )

    def job(self, id_: str) -> Job:
        """One job. Raises NotFound."""
        rows = self._read(f"select {_COLUMNS} from jobs where id = ?", (id_,))
        if not rows:
            raise NotFound(f"there is no job {id_!r}; `reelwright jobs` lists them")
        return _job(rows[0])

    def listed(self, batch: str | None = None, *, open_only: bool = False) -> tuple[Job, ...]:
        """Jobs in the order they were asked for: of one batch, or all."""
        asked = "select {} from jobs where (? is null or batch = ?) {} order by rowid".format(
            _COLUMNS, "and state in ('queued','running')" if open_only else ""
        )
        return tuple(_job(row) for row in self._read(asked, (batch, batch)))

    def begin(self, id_: str) -> Job:
        """A job runs; the first beginning counts for its time limit."""
        self._set(
            "update jobs set state='running', began_at=case began_at when '' then ? else began_at "
            "end where id = ? and state in ('queued','running')",
            (now(), id_),
        )
        return self.job(id_)

    def tell(self, id_: str, step: str, share: float) -> None:
        """How far a running job is; it never goes back."""
        self._set(
            "update jobs set step = ?, share = max(share, ?) where id = ? and state = 'running'",
            (step, round(min(1.0, max(0.0, share)), 4), id_),
        )

    def end(
        self,
        id_: str,
        state: JobState,
        *,
        reason: str = "",
        result: dict[str, Any] | None = None,
        seconds: float = 0.0,
    ) -> None:
        """A job has ended. One that ended before keeps its first end."""
        kept = json.dumps(result, ensure_ascii=False) if result is not None else None
        self._set(
            "update jobs set state = ?, reason = ?, result = ?, ended_at = ?, seconds = ?, "
            "share = case ? when 'done' then 1 else share end "
            "where id = ? and state in ('queued','running')",
            (state, reason, kept, now(), round(seconds, 3), state, id_),
        )

    def close(self) -> None:
        """Close this thread's connection."""
        db = getattr(self._local, "db", None)
        if db is not None:
            db.close()
            self._local.db = None

    def _set(self, statement: str, values: tuple[Any, ...]) -> None:
        with self._change() as db:
            db.execute(statement, values)

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
                f"the jobs in {self.path} could not be written: {problem}; free some space or stop "
                "the other program that holds the file, then run the same command again"
            ) from problem

    def _read(self, query: str, values: tuple[Any, ...]) -> list[tuple[Any, ...]]:
        return self._connection().execute(query, values).fetchall()


def _job(row: tuple[Any, ...]) -> Job:
    id_, batch, request, state, step, share, reason, result, *rest = row
    return Job(
        id_,
        batch,
        json.loads(request),
        state,
        step,
        share,
        reason,
        json.loads(result) if result else None,
        *rest,
    )
