"""Clips that were asked for: how far they are, why some failed; waited for, stopped, worked on."""

import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from ..domain.base import Frozen
from ..domain.clip import Clip, ClipRequest
from ..domain.errors import NotFound
from ..store.jobs import Job, Jobs, JobState
from ..wiring import clip_desk, clip_jobs, clip_results, clip_trail, clips_at_work
from . import _given
from ._rights import demand

if TYPE_CHECKING:
    from ..workflow.clip.steps import ClipDesk

OUT = Path("clips")
"""Where clips and their records go, unless another folder is named."""

IDLE = 20.0
"""Seconds without any work after which nobody is waited for: a process needs some to begin."""

EVERY = 0.25
"""Seconds between two looks at jobs that another process makes."""


class ClipJob(Frozen):
    """A clip that was asked for.

    share is how far it is (0-1); reason says why it failed; clips are what came of it, the second
    made without retrieval where that was asked for. seconds is how long it ran.
    """

    id: str
    batch: str
    state: JobState
    step: str
    share: float
    reason: str
    seconds: float
    asked_at: str
    began_at: str
    ended_at: str
    request: ClipRequest
    clips: tuple[Clip, ...] = ()

    @property
    def ended(self) -> bool:
        """Whether nothing more will happen to it."""
        return bool(self.ended_at)


@dataclass(frozen=True)
class JobHeard:
    """How far a job is: its state, its step, and a share (0-1)."""

    id: str
    state: JobState
    step: str
    share: float


Listener = Callable[[JobHeard], None]
"""Hears how far jobs are. Called from any thread."""


def listed(out: Path = OUT, name: str | None = None) -> tuple[ClipJob, ...]:
    """Jobs in the order they were asked for.

    Args:
        out: The folder of clips.
        name: A job or a batch; None: all.

    Raises:
        NotFound: Nothing was asked for there, or there is no such job.
    """
    return tuple(_told(job) for job in _chosen(clip_jobs(out), name))


def wait(
    out: Path = OUT, name: str | None = None, *, listener: Listener | None = None
) -> tuple[ClipJob, ...]:
    """Stay until jobs that another process makes have ended.

    Raises:
        NotFound: Nothing was asked for there, there is no such job, or nobody works on them.
    """
    books = clip_jobs(out)
    ids = [job.id for job in _chosen(books, name)]
    before, since = None, time.monotonic()
    while True:
        found = [books.job(i) for i in ids]
        for job in found:
            _tell(listener, job)
        if all(job.ended for job in found):
            return tuple(_told(job) for job in found)
        far = [(job.state, job.step, job.share) for job in found]
        if far != before or clips_at_work(out):
            before, since = far, time.monotonic()
        elif time.monotonic() - since > IDLE:
            left = sum(not job.ended for job in found)
            raise NotFound(
                f"nobody works on the {left} open job{'s' if left > 1 else ''} in {out}; run "
                f"`reelwright jobs{f' {name}' if name else ''} --work --out {out}` to make them"
            )
        time.sleep(EVERY)


def cancel(
    out: Path = OUT, name: str | None = None, *, who: str | None = None
) -> tuple[ClipJob, ...]:
    """Stop what has not ended of a job, a batch, or all.

    Args:
        out: The folder of clips.
        name: A job or a batch; None: all.
        who: Who stops them; None: it is noted that a person did.

    Raises:
        NotAllowed: It takes the role editor.
        NotFound: Nothing was asked for there, or there is no such job.
    """
    demand("editor", who)
    books = clip_jobs(out)
    found = _chosen(books, name)
    by, trail = _given.name_of(who), clip_trail(out)
    trail.note_all([(by, "stop clip", j.id, f"batch {j.batch}", "") for j in found if not j.ended])
    for job in found:
        books.end(job.id, "cancelled", reason=f"stopped by {who or 'a person'}")
    return tuple(_told(books.job(job.id)) for job in found)


def work(
    out: Path = OUT, name: str | None = None, *, listener: Listener | None = None
) -> tuple[ClipJob, ...]:
    """Make what is open of a job, a batch or all in this process, and write the pages of results.

    A base that is gone by now fails the jobs that search it, and no other.

    Raises:
        NotFound: Nothing was asked for there, or there is no such job.
    """
    open_ = [job.id for job in _chosen(clip_jobs(out), name) if not job.ended]
    desk, _ = clip_desk(_given.settings(), out, ())
    return _worked(desk, open_, listener)


def work_apart(out: Path, name: str) -> int:
    """Start a process that makes what is open of a batch, leave it to itself; returns its id."""
    log = out / ".reelwright" / "work.log"
    with log.open("ab") as sink:
        return subprocess.Popen(
            [sys.executable, "-P", "-m", "reelwright", "jobs", name, "--work", "--out", str(out)],
            stdin=subprocess.DEVNULL,
            stdout=sink,
            stderr=sink,
            start_new_session=True,
        ).pid


def _worked(desk: "ClipDesk", ids: Sequence[str], listener: Listener | None) -> tuple[ClipJob, ...]:
    from ..workflow.clip.flow import work as made

    ended = made(desk, ids, on_change=lambda job: _tell(listener, job))
    for batch in dict.fromkeys(job.batch for job in ended):
        clip_results(desk, batch)
    return tuple(_told(job) for job in ended)


def _chosen(books: Jobs, name: str | None) -> tuple[Job, ...]:
    if name is None:
        return books.listed()
    return books.listed(name) or (books.job(name),)


def _tell(listener: Listener | None, job: Job) -> None:
    if listener:
        listener(JobHeard(job.id, job.state, job.step, job.share))


def _told(job: Job) -> ClipJob:
    return ClipJob(
        id=job.id,
        batch=job.batch,
        state=job.state,
        step=job.step,
        share=job.share,
        reason=job.reason,
        seconds=job.seconds,
        asked_at=job.asked_at,
        began_at=job.began_at,
        ended_at=job.ended_at,
        request=ClipRequest.model_validate(job.request),
        clips=tuple(Clip.model_validate(c) for c in (job.result or {}).get("clips", ())),
    )
