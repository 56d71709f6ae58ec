"""Steps in hand: a worker that is told to stop lets them end, and begins no other."""

import threading
import time
from collections.abc import Generator
from contextlib import contextmanager

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
