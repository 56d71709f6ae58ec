"""Steps in hand: a worker that is told to stop lets them end, and begins no other."""

import threading
import time
from collections.abc import Generator
from contextlib import contextmanager

from ...domain import errors
from ...domain.errors import BackendFailed, Missing, NotFound, OutOfDate, StoreFailed

_state = threading.Condition()
_busy = 0
_stopping = False


@contextmanager
def in_hand() -> Generator[None]:
    """A step that is being worked on. Once `let_go` was called none begins: it waits for the end.

    The process ends then; its workflows are taken up by others, from the step that waited.
    """
    global _busy
    with _state:
        while _stopping:
            _state.wait()
        _busy += 1
    try:
        with named():
            yield
    finally:
        with _state:
            _busy -= 1
            _state.notify_all()


def let_go(patience: float) -> bool:
    """Begin no more steps and wait for those in hand, at most so many seconds; True: all ended."""
    global _stopping
    until = time.monotonic() + patience
    with _state:
        _stopping = True
        while _busy:
            left = until - time.monotonic()
            if left <= 0:
                return False
            _state.wait(min(left, 0.2))
    return True


def go_on() -> None:
    """Begin steps again."""
    global _stopping
    with _state:
        _stopping = False
        _state.notify_all()


_worker = ""


def works_as(name: str) -> None:
    """What the errors of this process call it; "" where who asked sits before it."""
    global _worker
    _worker = name


@contextmanager
def named() -> Generator[None]:
    """Let failures of this machine's store and programs say whose they are.

    Who asked for the work sits at another machine, and would look for the cause there.
    """
    try:
        yield
    except (StoreFailed, NotFound, Missing, BackendFailed, OutOfDate) as problem:
        if not _worker or str(problem).startswith(_worker):
            raise
        # Runs keep errors as the domain has them, so that is what it becomes here.
        kind = next(k for k in type(problem).__mro__ if getattr(errors, k.__name__, None) is k)
        raise kind(f"{_worker}: {problem}") from problem
    except OSError as problem:
        if not _worker:
            raise
        where = f" {problem.filename}" if problem.filename else ""
        raise StoreFailed(
            f"{_worker}:{where} {problem.strerror or problem}; put that right there, or stop that "
            "worker, then make it again"
        ) from problem
