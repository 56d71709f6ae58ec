"""A process that reads files for another: `python -m reelwright.media.guard.child`."""

import os
import resource
import signal
import sys
import time
from importlib import import_module
from operator import attrgetter
from typing import Any

from ...domain.errors import StudioError
from .guard import Limits, stand_inside
from .hearing import keep_quiet
from .memory import give_back
from .pipes import receive, send, tie

LARGEST_FILE = 40_000_000
"""Bytes of the largest file that may be written: fonts are copied for the typesetter."""

OPEN_FILES = 128

_GROWN = 250_000_000
"""Bytes more than at the start from which a child has kept too much, and makes place."""

_FREED = 120_000_000
"""Bytes more than at the start that are not worth giving back: to take them anew costs time."""

_start = 0
"""Bytes of data held before the first job."""

_PAGE = resource.getpagesize()


def main() -> None:
    """Do jobs until the input ends."""
    tie(int(sys.argv[1]))
    questions, answers = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    keep_quiet()
    stand_inside()
    _limit(resource.RLIMIT_CORE, 0)
    _limit(resource.RLIMIT_FSIZE, LARGEST_FILE)
    _limit(resource.RLIMIT_NOFILE, OPEN_FILES)
    # A write beyond the limit is an error like that of a full disk.
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)

    import cv2

    cv2.setNumThreads(1)
    global _start
    _start = _held()
    ready = time.monotonic()
    while True:
        try:
            job, limits = receive(questions)
        except EOFError:
            return
        state, value = _done(job, limits)
        if _held() - _start > _FREED:
            give_back()
        try:
            send(answers, (state, value, _held() - _start < _GROWN, ready))
        except BrokenPipeError:
            return
        del job, value


def _done(job: Any, limits: Limits) -> tuple[str, Any]:
    module, name, arguments, named = job
    try:
        function = attrgetter(name)(import_module(module))
        used = resource.getrusage(resource.RUSAGE_SELF)
        _limit(resource.RLIMIT_CPU, int(used.ru_utime + used.ru_stime + limits.seconds) + 1)
        # What earlier files left behind counts too: where it is too much, a new child decides.
        if _start:
            _limit(resource.RLIMIT_DATA, _start + limits.megabytes * 1_000_000)
        return "done", function(*arguments, **named)
    except StudioError as refused:
        return "refused", refused
    except MemoryError:
        return "memory", ""
    except (KeyboardInterrupt, SystemExit):
        raise
    # A panic of the typesetter is no Exception.
    except BaseException as problem:
        said = " ".join(str(problem).split())[:200]
        if any(word in said for word in ("Insufficient memory", "Failed to allocate")):
            return "memory", ""
        return "odd", f"{type(problem).__name__}: {said}"
    finally:
        _limit(resource.RLIMIT_DATA, resource.RLIM_INFINITY)


def _limit(kind: int, most: int) -> None:
    _, hard = resource.getrlimit(kind)
    resource.setrlimit(kind, (most if hard == resource.RLIM_INFINITY else min(most, hard), hard))


def _held() -> int:
    """Bytes of data this process holds; 0 where the system does not say."""
    try:
        with open("/proc/self/statm", "rb") as file:
            return int(file.read().split()[5]) * _PAGE
    except OSError:
        return 0


if __name__ == "__main__":
    main()
