"""Jobs for clips: asked for at once, made by whoever works the queue, taken up after a crash."""

import fcntl
import time
import traceback
from collections.abc import Callable, Generator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from dbos import DBOS, SetWorkflowID, WorkflowHandle

from ...domain.clip import Asked, Clip, ClipRequest, Ground
from ...domain.errors import Cancelled, StudioError, TimedOut
from ...domain.knowledge import Receipt
from ...domain.spending import paying
from ...store.jobs import Job, JobState
from ..engine import asking, engine, studios
from ..engine.engine import CLIPS, WAIT
from ..engine.hands import in_hand
from . import steps
from .film import film
from .steps import ClipDesk

WORKING = "working.lock"
"""The file that whoever makes clips here holds locked."""

RECOVERIES = 5
"""A job that kills its process this often is not taken up again."""

LIMIT = 900.0
"""Seconds that a job may run unless a person says otherwise."""


CLIP = "clip"
"""What the workflow is called where it is asked for."""


@DBOS.workflow(name=CLIP, max_recovery_attempts=RECOVERIES)
def clip_flow(desk: str, job: str) -> str:
    """One clip from its request to its papers, at the desk of an id; returns how it ended."""
    step = _Steps(desk, job).step
    try:
        asked = step("understand", _understand)
        found = step("retrieve", _retrieve, asked)
        made = [step("film", _film, asked, found)]
        if step("compared", _compared):
            made.append(step("film without retrieval", _twin, asked))
        return step("finish", _finish, made)
    except StudioError as problem:
        return step("end", _end, type(problem).__name__, str(problem))
    except Exception as defect:
        # The job must end all the same, and what happened must be found again.
        told = "".join(traceback.format_exception(defect))
        return step("end", _broken, f"{type(defect).__name__}: {defect}", told)


@contextmanager
def at_work(workspace: Path) -> Generator[None]:
    """Within it, others can see that somebody works on the clips of a workspace."""
    with (workspace / WORKING).open("ab") as mark:
        # A disk without locks shows nobody: then only what changes tells.
        with suppress(OSError):
            fcntl.flock(mark, fcntl.LOCK_SH | fcntl.LOCK_NB)
        yield


def is_worked_on(workspace: Path) -> bool:
    """Whether a living process of this machine works on the clips of a workspace."""
    try:
        with (workspace / WORKING).open("ab") as mark:
            fcntl.flock(mark, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    except OSError:
        return False
    return False


def ask(desk: ClipDesk, requests: Sequence[ClipRequest], *, batch: str, limit: float) -> list[str]:
    """Note requests as jobs; returns their ids at once. Nothing is made yet."""
    desk.jobs.ask([(r.id, r.model_dump(mode="json")) for r in requests], batch=batch, limit_s=limit)
    return [r.id for r in requests]


def work(
    desk: ClipDesk,
    jobs: Sequence[str] | None = None,
    *,
    on_change: Callable[[Job], None] | None = None,
) -> tuple[Job, ...]:
    """Make the jobs named, or all that are open, and return them as they ended.

    Where runs are shared, workers make them and this call waits. Several processes may work at
    once: each job is made once. Jobs that a killed process left are taken up where it stopped.
    on_change hears of every step of a job that this call waits for.
    """
    return engine.apart(
        lambda: _work(desk, jobs, on_change), lambda: _stop(desk, _open(desk, jobs))
    )


def _work(
    desk: ClipDesk, jobs: Sequence[str] | None, on_change: Callable[[Job], None] | None
) -> tuple[Job, ...]:
    open_ = _open(desk, jobs)
    if open_:
        make = _asked if desk.runs.shared else _made
        make(desk, open_, on_change)
    wanted = jobs if jobs is not None else open_
    return tuple(desk.jobs.job(j) for j in wanted)


def _made(desk: ClipDesk, jobs: Sequence[str], on_change: Callable[[Job], None] | None) -> None:
    place = studios.place_in(desk.id)
    with (
        at_work(desk.workspace),
        studios.held(place, desk),
        engine.running(desk.runs) as works,
    ):
        works.take_up()
        handles: list[WorkflowHandle[str]] = []
        for job in jobs:
            with SetWorkflowID(f"{place}.{job}"):
                handles.append(DBOS.enqueue_workflow(CLIPS, clip_flow, desk.id, job))
        try:
            _wait(desk, jobs, on_change)
        except KeyboardInterrupt:
            _stop(desk, jobs)
            raise
        finally:
            for handle in handles:
                with suppress(Exception):
                    handle.get_result(polling_interval_sec=WAIT)


def _asked(desk: ClipDesk, jobs: Sequence[str], on_change: Callable[[Job], None] | None) -> None:
    with asking.asking(desk.runs) as asker:
        for job in jobs:
            asker.ask(CLIPS, CLIP, f"{studios.place_in(desk.id)}.{job}", desk.id, job)
        try:
            _wait(desk, jobs, on_change)
        except KeyboardInterrupt:
            _stop(desk, jobs)
            raise


def _open(desk: ClipDesk, jobs: Sequence[str] | None) -> list[str]:
    return [j.id for j in desk.jobs.listed(open_only=True) if jobs is None or j.id in jobs]


def _stop(desk: ClipDesk, jobs: Sequence[str]) -> None:
    for job in jobs:
        desk.jobs.end(job, "cancelled", reason="stopped by a person")


def _wait(desk: ClipDesk, jobs: Sequence[str], on_change: Callable[[Job], None] | None) -> None:
    told: dict[str, tuple[str, str, float]] = {}
    while True:
        seen = [desk.jobs.job(j) for j in jobs]
        for job in seen:
            mark = (job.state, job.step, round(job.share, 2))
            if on_change and told.get(job.id) != mark:
                told[job.id] = mark
                on_change(job)
        if all(j.ended for j in seen):
            return
        time.sleep(0.1)


# -- steps: JSON in, JSON out ------------------------------------------------------------------


class _Steps:
    """Checkpointed steps of one job, each worked on at the desk of an id."""

    def __init__(self, desk: str, job: str) -> None:
        self.desk = desk
        self.job = job

    def step(self, name: str, work: Callable[..., Any], *args: Any) -> Any:
        """What work(desk, job, *args) returned, now or before a crash."""

        def body() -> Any:
            with in_hand(), studios.opened(self.desk) as desk, paying(desk.till(self.job)):
                return work(desk, self.job, *args)

        return DBOS.run_step({"name": name}, body)


def _understand(desk: ClipDesk, job: str) -> dict[str, Any]:
    desk.jobs.begin(job)
    return steps.understand(desk, job).model_dump(mode="json")


def _retrieve(desk: ClipDesk, job: str, asked: dict[str, Any]) -> dict[str, Any]:
    grounds, receipts = steps.retrieve(desk, job, Asked.model_validate(asked))
    return {
        "grounds": [g.model_dump(mode="json") for g in grounds],
        "receipts": [r.model_dump(mode="json") for r in receipts],
    }


def _film(desk: ClipDesk, job: str, asked: dict[str, Any], found: dict[str, Any]) -> dict[str, Any]:
    grounds = [Ground.model_validate(g) for g in found["grounds"]]
    receipts = [Receipt.model_validate(r) for r in found["receipts"]]
    made = film(desk, job, Asked.model_validate(asked), grounds, receipts)
    return made.model_dump(mode="json")


def _compared(desk: ClipDesk, job: str) -> bool:
    return desk.request(job).compare


def _twin(desk: ClipDesk, job: str, asked: dict[str, Any]) -> dict[str, Any]:
    parts = Asked.model_validate(asked)
    grounds = steps.imagined(desk, job, parts)
    return film(desk, job, parts, grounds, (), twin=True).model_dump(mode="json")


def _finish(desk: ClipDesk, job: str, made: list[dict[str, Any]]) -> str:
    steps.finish(desk, job, [Clip.model_validate(m) for m in made])
    return "done"


def _end(desk: ClipDesk, job: str, kind: str, reason: str) -> str:
    states: dict[str, JobState] = {TimedOut.__name__: "timed out", Cancelled.__name__: "cancelled"}
    state = states.get(kind, "failed")
    desk.jobs.end(job, state, reason=reason, seconds=steps.age(desk.jobs.job(job)))
    return state


def _broken(desk: ClipDesk, job: str, what: str, told: str) -> str:
    log = desk.workspace / "defects.log"
    with log.open("a", encoding="utf-8") as sink:
        sink.write(f"{job}\n{told}\n")
    return _end(desk, job, "", f"{what}; this is a fault of ours, please report it with {log}")
