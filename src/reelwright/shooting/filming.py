"""Has a back end film a request: submits it once, waits within its time, and brings what it made.

Every step is noted before the next one, so that a run that was killed takes up the job it had. A
request whose fate is unknown is never sent again by itself: the back end is asked for it where it
can tell, else a person decides.
"""

import threading
import time
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal, Protocol, TypeVar
from weakref import WeakValueDictionary

from ..backends.video.interface import (
    Filmed,
    JobState,
    NotSubmitted,
    ShotRequest,
    Unreachable,
    VideoBackend,
    VideoJob,
    VideoProfile,
)
from ..domain.asset import Assets
from ..domain.base import Frozen, digest_of
from ..domain.errors import (
    BackendFailed,
    Cancelled,
    NotFound,
    StudioError,
    TimedOut,
    Uncertain,
)
from ..domain.spending import Till, Usage, till
from ..domain.take import Footage

T = TypeVar("T")

TRIES = 4
"""How often something is asked for that certainly changed nothing when it failed."""

LONGEST = 15.0
"""Most seconds between two questions about a job."""


class Note(Frozen):
    """One step of a submission. "asked" stands before the request is sent, "begun" after.

    "lost": the back end no longer knows the job. "free": a person, or the back end's word, says
    that nothing runs and it may be sent again.
    """

    state: Literal["asked", "begun", "done", "failed", "lost", "cancelled", "free"]
    job: VideoJob | None = None
    filmed: Filmed | None = None
    why: str = ""


class SubmissionNotes(Protocol):
    """Where the notes on submissions are kept; what is written must outlive the process."""

    def last(self, key: str) -> Note | None:
        """The newest note on a key, or None."""
        ...

    def note(self, key: str, note: Note) -> None:
        """Keep a note; it is kept when this returns."""
        ...


@dataclass
class Memory:
    """A ledger for work that nobody takes up again."""

    notes: dict[str, list[Note]] = field(default_factory=dict[str, list[Note]])

    def last(self, key: str) -> Note | None:
        """The newest note on a key, or None."""
        found = self.notes.get(key)
        return found[-1] if found else None

    def note(self, key: str, note: Note) -> None:
        """Keep a note."""
        self.notes.setdefault(key, []).append(note)


def key_of(request: ShotRequest, backend: str) -> str:
    """What a request to a back end is submitted under. backend: its name and its options."""
    return digest_of({"backend": backend, "request": request.model_dump(mode="json")})


def used(request: ShotRequest) -> float:
    """Seconds of footage that a back end is asked for, which is what it is paid for."""
    rate = request.rate or request.format.rate
    return (request.length or request.frames) / rate


def film(
    backend: VideoBackend,
    profile: VideoProfile,
    request: ShotRequest,
    assets: Assets,
    *,
    key: str,
    ledger: SubmissionNotes,
    watch: Callable[[float | None], None] = lambda share: None,
    pause: Callable[[float], None] = time.sleep,
    now: Callable[[], float] = time.time,
) -> Filmed:
    """What the back end made of a request, now or when it was asked before.

    watch hears how far the job is, and stops it by raising Cancelled. now: seconds since 1970.
    Raises OverBudget where the till has no money for it, Uncertain where the request may have been
    submitted and nobody can tell, TimedOut past the profile's time, BackendFailed where it failed.
    Nothing is submitted while it may still run.
    """
    with ExitStack() as turn:
        # The same request of two films is filmed once; a model has so many jobs at a time.
        turn.enter_context(_turn(key, 1))
        past = ledger.last(key)
        if past and past.state == "done" and past.filmed and _there(past.filmed, assets):
            return past.filmed
        if not profile.at_once:
            turn.enter_context(_turn(f"jobs of {profile.name}", profile.side_by_side))
        waiter = _Waiter(backend, profile, request, assets, key, ledger, till(), watch, pause, now)
        return waiter.filmed(past)


@dataclass
class _Waiter:
    backend: VideoBackend
    profile: VideoProfile
    request: ShotRequest
    assets: Assets
    key: str
    ledger: SubmissionNotes
    till: Till
    watch: Callable[[float | None], None]
    pause: Callable[[float], None]
    now: Callable[[], float]

    def filmed(self, past: Note | None) -> Filmed:
        """What the job made; a failure that was certainly free is tried again."""
        job = self.taken_up(past)
        for attempt in range(1, TRIES + 1):
            job = job or self.submitted()
            ended = self.waited(job)
            if ended.state == "done":
                return self.brought(job)
            lost = ended.state == "lost"
            if lost and self.profile.paid:
                self.note(Note(state="lost", job=job))
                raise self.unsure(f"it no longer knows job {job.id}")
            self.note(Note(state="failed", job=job, why=ended.why), free=lost or ended.unbilled)
            if not (lost or ended.unbilled) or attempt == TRIES:
                raise self.failed(ended)
            self.rest(attempt)
            job = None
        raise AssertionError("every way out of the loop is above")

    def taken_up(self, past: Note | None) -> VideoJob | None:
        """The job that runs already; None where it is certain that none does."""
        if past is None or self.profile.at_once or past.state in ("failed", "cancelled", "free"):
            return None
        if past.job is None:
            return self.found("the run ended while it was being submitted")
        if past.state == "lost":
            state = self.asked(self.backend.poll, past.job).state
            if state not in ("queued", "running", "done"):
                raise self.unsure(f"it no longer knows job {past.job.id}")
        return past.job

    def submitted(self) -> VideoJob:
        """Submit once; again only where it is certain that nothing was taken on."""
        for attempt in range(1, TRIES + 1):
            self.set_aside()
            self.note(Note(state="asked"))
            last = attempt == TRIES
            try:
                job = self.backend.submit(self.request, self.key, self.assets)
            except NotSubmitted as problem:
                self.note(Note(state="free", why=str(problem)))
                if last or not problem.again:
                    raise
            except Exception as problem:
                if isinstance(problem, StudioError) and not isinstance(problem, BackendFailed):
                    self.note(Note(state="free", why=str(problem)))
                    raise
                if found := self.found(str(problem), problem):
                    return found
                if last:
                    raise
            else:
                self.note(Note(state="begun", job=job))
                return job
            self.rest(attempt)
        raise AssertionError("every way out of the loop is above")

    def found(self, why: str, cause: Exception | None = None) -> VideoJob | None:
        """The job that the back end has under the key, None: it has none. Raises Uncertain."""
        if not self.profile.finds:
            raise self.unsure(why) from cause
        job = self.asked(self.backend.find, self.key, self.request)
        self.note(Note(state="begun", job=job) if job else Note(state="free", why=why))
        return job

    def waited(self, job: VideoJob) -> JobState:
        """How the job ended. Raises TimedOut, and what watch raises, the job cancelled."""
        wait = self.profile.poll_s
        while True:
            state = self.asked(self.backend.poll, job)
            if state.state in ("done", "failed", "lost"):
                return state
            try:
                self.watch(state.share)
            except Cancelled:
                self.stopped(job, "a person stopped it")
                raise
            left = self.profile.timeout_s - (self.now() - job.at)
            if left < 0:
                self.stopped(job, "it took too long")
                raise TimedOut(
                    f"{self.profile.name} did not film scene {self.request.scene} within "
                    f"{self.profile.timeout_s:g} s (it was {state.state}), so job {job.id} was "
                    "cancelled; give the model more time (timeout_s in its profile, see "
                    "docs/backends.md), or choose another back end for the scene"
                )
            self.pause(min(wait, left + 0.01))
            wait = min(LONGEST, wait * 1.5)

    def brought(self, job: VideoJob) -> Filmed:
        """What a job that is done made, kept."""
        filmed = self.asked(self.backend.fetch, job, self.assets)
        if not self.profile.at_once:
            # A camera films again as fast as it could be looked up.
            self.note(Note(state="done", job=job, filmed=filmed))
        return filmed

    def stopped(self, job: VideoJob, why: str) -> None:
        """Cancel the job."""
        self.asked(self.backend.cancel, job)
        self.note(Note(state="cancelled", job=job, why=why))

    def asked(self, question: Callable[..., T], *about: object) -> T:
        """An answer to what may be asked again. Raises Unreachable in the end."""
        for attempt in range(1, TRIES):
            try:
                return question(*about)
            except Unreachable:
                self.rest(attempt)
        return question(*about)

    def rest(self, attempt: int) -> None:
        """A pause that grows with each attempt."""
        self.pause(min(LONGEST, self.profile.poll_s * 2 ** (attempt - 1)))

    def set_aside(self) -> None:
        """Have the money for a request before it is sent. Raises OverBudget."""
        if self.profile.paid and not self.profile.at_once:
            seconds = used(self.request)
            self.till.reserve(self.key, f"video/{self.profile.name}", Usage(seconds=seconds))

    def note(self, note: Note, *, free: bool = False) -> None:
        """Keep a step, where it is one that could be paid twice; the till hears of it first.

        free: a job that failed cost nothing. Others may have been billed, as may those that were
        cancelled or lost.
        """
        if self.profile.at_once:
            return
        if note.state == "free" or free:
            self.till.release(self.key)
        elif note.filmed and note.filmed.cost is not None:
            self.till.settle(self.key, Decimal(str(note.filmed.cost)))
        elif note.state not in ("asked", "begun"):
            self.till.settle(self.key)
        self.ledger.note(self.key, note)

    def unsure(self, why: str) -> Uncertain:
        """That nobody knows whether a job runs."""
        return Uncertain(
            f"whether {self.profile.name} films scene {self.request.scene} is not known ({why}). "
            "It is not submitted again by itself, for it might be paid twice: look at what the "
            "provider lists, then allow it to be submitted again with `reelwright shot FOLDER FILM "
            "SCENE --again`, or choose another back end with `--backend`"
        )

    def failed(self, ended: JobState) -> BackendFailed:
        """That a job failed, and whether it may cost something."""
        free = ended.unbilled or not self.profile.paid
        return BackendFailed(
            f"{self.profile.name} could not film scene {self.request.scene} "
            f"({ended.why or 'it gave no reason'}); "
            f"{'nothing was billed' if free else 'it may have been billed'}; run again to submit "
            "it once more, or choose another back end for the scene"
        )


_TURNS: WeakValueDictionary[str, threading.BoundedSemaphore] = WeakValueDictionary()
_TURNS_LOCK = threading.Lock()


def _turn(name: str, places: int) -> threading.BoundedSemaphore:
    """What threads of this process that do the same thing pass through, so many at a time."""
    with _TURNS_LOCK:
        return _TURNS.setdefault(name, threading.BoundedSemaphore(places))


def _there(filmed: Filmed, assets: Assets) -> bool:
    """Whether the bytes of a clip are still kept."""
    if not isinstance(filmed.shot, Footage):
        return True
    try:
        assets.path(filmed.shot.clip)
    except NotFound:
        return False
    return True
