"""Reading of files from outside, in a process with limits of time, memory and files.

A decoder that is handed a hostile or broken file can take hours, all memory, or end the process.
What is marked `@guarded` runs in a child that is kept warm; whatever becomes of the child, the
caller gets a result or an error that names the file. Within a child, guarded functions call each
other directly: the outermost one's limits hold.
"""

import atexit
import functools
import os
import signal
import threading
import time
from collections.abc import Callable, Generator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, ParamSpec, TypeVar

from ...domain.errors import BackendFailed, MediaRefused, StudioError
from .pipes import Child, cores

SECONDS = 8.0
"""Processor time that reading a file may take."""

BYTES_A_SECOND = 4_000_000
"""Every so many bytes of a file allow it one second more."""

MEGABYTES = 450
"""Memory that reading a file may take, over what the child itself has."""

MOST = 8
"""Children at the most."""

_PATIENCE = 20.0
"""Seconds by the clock for one of processor time: a busy machine is no fault of the file."""

_WORTH = 4.0
"""Times that a child's start has been waited for before one more is worth it."""

_IDLE_END = 2.0
_MODULE = "reelwright.media.guard.child"

P = ParamSpec("P")
R = TypeVar("R")


@dataclass(frozen=True)
class Limits:
    """What a job may take: seconds of processor time, megabytes of memory."""

    seconds: float
    megabytes: int


_inside = False
"""Whether this process is itself one that may be ended."""


def stand_inside() -> None:
    """In a process that is no loss: guarded functions run here, under its own limits."""
    global _inside
    _inside = True


def guarded(
    *,
    seconds: float = SECONDS,
    a_second: int = BYTES_A_SECOND,
    megabytes: int = MEGABYTES,
    more: Callable[..., int] = lambda *arguments, **named: 0,
    refusal: type[StudioError] = MediaRefused,
) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Have a module's function run apart from this process; its first argument is what is read.

    The time grows by a second with every `a_second` bytes of the file; more says by the call how
    many megabytes it takes besides. Arguments and results are handed over by pickling. Raises the
    StudioErrors of the function, `refusal` for a file that takes too much or breaks its decoder,
    and BackendFailed when a child is ended from outside.
    """

    def apart(function: Callable[P, R]) -> Callable[P, R]:
        @functools.wraps(function)
        def run(*arguments: P.args, **named: P.kwargs) -> R:
            if _inside:
                return function(*arguments, **named)
            read: Any = arguments[0]
            if isinstance(read, Path):
                # A child stays where this process was when it began.
                read = read.absolute()
            memory = megabytes + more(*arguments, **named)
            limits = Limits(seconds + _size(read) / a_second, memory)
            job = (function.__module__, function.__qualname__, (read, *arguments[1:]), named)
            return _children().run(job, limits, read.name, refusal)

        return run

    return apart


def _size(read: Any) -> int:
    if isinstance(read, Path):
        try:
            return read.stat().st_size
        except OSError:
            return 0
    return len(getattr(read, "data", b""))


class _Children:
    """Children by turns: whoever asks takes an idle one, or waits until one is idle.

    Another is started once those who ask have waited for longer than it is worth: few files are
    read by one child, and many by as many as there are processors.
    """

    def __init__(self) -> None:
        self._most = min(cores(), MOST)
        self._turn = threading.Condition()
        self._at_work = 0
        self._waited = 0.0
        self._start = 0.25
        self._idle: list[Child] = []

    @contextmanager
    def _room(self) -> Generator[Child | None]:
        """An idle child, once there is one; None where one more is worth its start by now."""
        with self._turn:
            begun = time.monotonic()
            while self._at_work and not self._idle:
                waited = self._waited + time.monotonic() - begun
                more = self._at_work < self._most
                # By what a start takes here and now: on a busy machine all waiting is longer.
                worth = _WORTH * self._start * self._at_work
                if more and waited >= worth:
                    break
                self._turn.wait(worth - waited if more else None)
            self._waited += time.monotonic() - begun
            self._at_work += 1
            child = self._waiting()
        try:
            yield child
        finally:
            with self._turn:
                self._at_work -= 1
                self._turn.notify()

    def run(self, job: Any, limits: Limits, name: str, refusal: type[StudioError]) -> Any:
        with self._room() as child:
            if child is not None:
                try:
                    return self._asked(child, job, limits, worn=True)
                except _Ended as ended:
                    # What earlier files left in it may be why it fails: a new one decides.
                    if ended.why not in ("memory", "crash"):
                        raise _refused(ended, limits, name, refusal) from None
            try:
                return self._asked(Child(_MODULE), job, limits, worn=False)
            except _Ended as ended:
                raise _refused(ended, limits, name, refusal) from None

    def _asked(self, child: Child, job: Any, limits: Limits, *, worn: bool) -> Any:
        try:
            state, value, fit, ready = child.ask((job, limits), limits.seconds * _PATIENCE)
        except (EOFError, TimeoutError) as problem:
            late = isinstance(problem, TimeoutError)
            raise _Ended(*_why(child.end(0 if late else _IDLE_END), late)) from None
        except BaseException:
            # Ctrl-C, or an answer half read: what the child says next belongs to nobody.
            child.end()
            raise
        self._start = ready - child.begun
        if fit and not (worn and state == "memory"):
            self._idle.append(child)
        else:
            child.end(_IDLE_END)
        if state == "done":
            return value
        if state == "refused":
            raise value
        raise _Ended(state, value)

    def _waiting(self) -> Child | None:
        while self._idle:
            child = self._idle.pop()
            if not child.gone():
                return child
            child.end()
        return None

    def pids(self) -> list[int]:
        """Process ids of the idle children."""
        return [child.pid for child in self._idle]

    def close(self) -> None:
        """End the idle ones."""
        while self._idle:
            self._idle.pop().end(_IDLE_END)


class _Ended(Exception):
    """A child ended, or could not do its job. why: time, memory, crash, killed or odd."""

    def __init__(self, why: str, said: str = "") -> None:
        super().__init__(why)
        self.why, self.said = why, said


def _why(code: int, late: bool) -> tuple[str, str]:
    if late or code == -signal.SIGXCPU:
        return "time", ""
    if code == -signal.SIGKILL:
        return "killed", ""
    # Native code that gets no memory aborts.
    if code == -signal.SIGABRT:
        return "memory", ""
    said = signal.Signals(-code).name if code < 0 else f"code {code}"
    return "crash", said


def _refused(ended: _Ended, limits: Limits, name: str, refusal: type[StudioError]) -> StudioError:
    if ended.why == "killed":
        return BackendFailed(
            f"the process that reads {name} was killed from outside; if memory is short, make "
            "room, then run it again"
        )
    if ended.why == "time":
        return refusal(
            f"{name} takes over {limits.seconds:.0f} s to read; simplify it or export it again"
        )
    if ended.why == "memory":
        return refusal(
            f"{name} takes over {limits.megabytes} MB of memory to read; save it smaller or simpler"
        )
    if ended.why == "crash":
        return refusal(
            f"{name} breaks what reads it ({ended.said}); export it again or take it out"
        )
    return refusal(f"{name} cannot be read ({ended.said}); export it again or take it out")


_shared: tuple[int, _Children] | None = None
_making = threading.Lock()


def _children() -> _Children:
    """The children of this process; those of a process that forked this one are not its own."""
    global _shared
    with _making:
        if _shared is None or _shared[0] != os.getpid():
            _shared = (os.getpid(), _Children())
            atexit.register(_shared[1].close)
        return _shared[1]
