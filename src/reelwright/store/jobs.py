"""What is told of jobs: asked for, running, done or not, and why.

The workflow engine keeps its own books; these are the ones people and pages read.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from sqlalchemy import Column, Double, Index, MetaData, Table

from ..domain.errors import NotFound
from .catalogue import Catalogue, now
from .database import Database, Row, Transaction
from .parts import TEXT, Schema, numbered, once, prepare, renumber, text_column

JobState = Literal["queued", "running", "done", "failed", "timed out", "cancelled"]

ENDED: frozenset[JobState] = frozenset({"done", "failed", "timed out", "cancelled"})
"""States that a job never leaves."""

_TABLES = MetaData()
JOBS = Table(
    "jobs",
    _TABLES,
    numbered(),
    text_column("id", unique=True),
    text_column("batch"),
    text_column("request"),
    text_column("state"),
    text_column("step"),
    Column("share", Double, nullable=False),
    text_column("reason"),
    Column("result", TEXT),
    text_column("asked_at"),
    text_column("began_at"),
    text_column("ended_at"),
    Column("seconds", Double, nullable=False),
    Column("limit_s", Double, nullable=False),
    Index("jobs_batch", "batch", "asked_at"),
)


def _second(change: Transaction) -> None:
    renumber(change, JOBS)


PART = Schema("jobs", _TABLES, 2, {1: _second})

_OPEN = "state in ('queued', 'running')"
_EVERY = "select " + ", ".join(c.name for c in JOBS.columns if c.name != "number") + " from jobs"
_ASK = once(JOBS)
_JOB = f"{_EVERY} where id = :id"
_LISTED = {
    (False, False): f"{_EVERY} order by number",
    (False, True): f"{_EVERY} where {_OPEN} order by number",
    (True, False): f"{_EVERY} where batch = :batch order by number",
    (True, True): f"{_EVERY} where batch = :batch and {_OPEN} order by number",
}
"""By (of one batch, open only)."""

_BEGIN = (
    "update jobs set state = 'running', "
    "began_at = case began_at when '' then :at else began_at end "
    f"where id = :id and {_OPEN}"
)
_TELL = (
    "update jobs set step = :step, share = case when share > :share then share else :share end "
    "where id = :id and state = 'running'"
)
_END = (
    "update jobs set state = :state, reason = :reason, result = :result, ended_at = :at, "
    "seconds = :seconds, share = case when :done = 1 then 1 else share end "
    f"where id = :id and {_OPEN}"
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

    def __init__(self, place: Path | Database, old: Path | None = None) -> None:
        """Open or make the jobs in a file, or in an open database.

        old: a file whose rows a server's space takes over when it is made. Raises StoreFailed,
        and OutOfDate when a newer reelwright wrote it.
        """
        self.database = place if isinstance(place, Database) else Database(place, what="the jobs")
        prepare(self.database, PART, old)

    @classmethod
    def beside(cls, catalogue: Catalogue) -> "Jobs | None":
        """The jobs of the workspace that a catalogue is of; None when none was ever asked for."""
        if catalogue.path is None:
            there = JOBS.name in catalogue.database.tables()
            return cls(catalogue.database) if there else None
        path = catalogue.path.with_name("jobs.db")
        return cls(path) if path.exists() else None

    @property
    def path(self) -> Path | None:
        """The file they are in; None in a server's database."""
        return self.database.path

    def ask(
        self, jobs: Sequence[tuple[str, dict[str, Any]]], *, batch: str, limit_s: float
    ) -> None:
        """Note jobs (id, request) as queued, all or none. An id that is there keeps its job."""
        fresh = {
            "batch": batch,
            "state": "queued",
            "step": "",
            "share": 0.0,
            "reason": "",
            "result": None,
            "asked_at": now(),
            "began_at": "",
            "ended_at": "",
            "seconds": 0.0,
            "limit_s": limit_s,
        }
        with self.database.change() as change:
            change.many(
                _ASK,
                [
                    fresh | {"id": i, "request": json.dumps(request, ensure_ascii=False)}
                    for i, request in jobs
                ],
            )

    def job(self, id_: str) -> Job:
        """One job. Raises NotFound."""
        rows = self.database.read(_JOB, id=id_)
        if not rows:
            raise NotFound(f"there is no job {id_!r}; `reelwright jobs` lists them")
        return _job(rows[0])

    def listed(self, batch: str | None = None, *, open_only: bool = False) -> tuple[Job, ...]:
        """Jobs in the order they were asked for: of one batch, or all."""
        asked = _LISTED[batch is not None, open_only]
        only = {} if batch is None else {"batch": batch}
        return tuple(_job(row) for row in self.database.read(asked, **only))

    def begin(self, id_: str) -> Job:
        """A job runs; the first beginning counts for its time limit."""
        self.database.put(_BEGIN, at=now(), id=id_)
        return self.job(id_)

    def tell(self, id_: str, step: str, share: float) -> None:
        """How far a running job is; it never goes back."""
        far = round(min(1.0, max(0.0, share)), 4)
        self.database.put(_TELL, step=step, share=far, id=id_)

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
        self.database.put(
            _END,
            id=id_,
            state=state,
            reason=reason,
            result=json.dumps(result, ensure_ascii=False) if result is not None else None,
            at=now(),
            seconds=round(seconds, 3),
            done=int(state == "done"),
        )

    def close(self) -> None:
        """Close this thread's connection."""
        self.database.close()


def _job(row: Row) -> Job:
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
