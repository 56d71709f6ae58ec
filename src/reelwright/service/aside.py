"""What takes long to find is found in a process of its own, which nobody else waits for."""

import multiprocessing
import os
import signal
import traceback
from collections.abc import Callable
from contextlib import suppress
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from threading import Lock
from typing import Any, TypeVar

from ..domain.errors import StudioError, TimedOut

T = TypeVar("T")

PATIENCE = 120.0
"""Seconds that one thing may take to find."""

NICE = 5
"""How far it gives way to the service."""


class Aside:
    """Calls functions of modules in one process beside this one, one after the other.

    It is begun when it is first needed, again when it dies, and ends with this process.
    """

    def __init__(self, patience: float = PATIENCE) -> None:
        self.patience = patience
        self._lock = Lock()
        self._there: tuple[BaseProcess, Connection] | None = None

    def start(self) -> None:
        """Begin it now, so that who asks first waits for no libraries."""
        with self._lock:
            self._begun()

    def __call__(self, work: Callable[..., T], *args: Any) -> T:
        """What work(*args) returns there. Raises what it raises, and TimedOut."""
        with self._lock:
            try:
                state, value = self._asked(work, args)
            except (EOFError, OSError):
                # It was killed: another one begins.
                state, value = self._asked(work, args)
        if state == "done":
            return value
        raise value if state == "refused" else RuntimeError(value)

    def _asked(self, work: Callable[..., Any], args: tuple[Any, ...]) -> tuple[str, Any]:
        process, line = self._begun()
        try:
            line.send((work, args))
            if line.poll(self.patience):
                return line.recv()
        except (EOFError, OSError):
            self._end(process, line)
            raise
        self._end(process, line)
        raise TimedOut(f"it took over {self.patience:.0f} s to find; ask again later")

    def _begun(self) -> tuple[BaseProcess, Connection]:
        if self._there and self._there[0].is_alive():
            return self._there
        start = multiprocessing.get_context("spawn")
        ours, theirs = start.Pipe()
        process = start.Process(target=_serves, args=(theirs,), name="aside", daemon=True)
        process.start()
        theirs.close()
        self._there = process, ours
        return self._there

    def _end(self, process: BaseProcess, line: Connection) -> None:
        self._there = None
        process.kill()
        process.join()
        line.close()


def _serves(line: Connection) -> None:
    """Answer until the other side is gone."""
    # Ctrl-C in a terminal is for the service: it ends this one.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # It computes for long: answers that take no time go first.
    with suppress(OSError):
        os.nice(NICE)
    from ..studio import campaigns

    campaigns.prepare()
    while True:
        try:
            work, args = line.recv()
        except (EOFError, OSError):
            return
        try:
            answer: Any = ("done", work(*args))
        except StudioError as problem:
            answer = ("refused", problem)
        except Exception:
            answer = ("broke", traceback.format_exc())
        with suppress(BrokenPipeError):
            line.send(answer)
