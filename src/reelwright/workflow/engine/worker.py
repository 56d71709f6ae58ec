"""A worker: takes work from queues until it is told to stop, in whatever places it can open."""

import signal
import threading
from collections.abc import Callable, Generator, Sequence
from contextlib import contextmanager

from . import engine, hands, studios
from .runs import Runs
from .studios import Opener

PATIENCE = 600.0
"""Seconds that a worker lets the steps in hand run on after it was told to stop."""


def work(
    runs: Runs,
    opener: Opener,
    *,
    queues: Sequence[str] = engine.ALL,
    at_once: int = 2,
    stop: threading.Event,
    ready: Callable[[], None] = lambda: None,
) -> bool:
    """Take work until stop is set; True: every step in hand had ended by then.

    runs as `engine.running` has them; opener opens the places that work is done in.
    What other workers leave when they die is taken up within two seconds. Once stop is set no step
    begins; those in hand end, and the rest of their workflows is left for others. The process has
    to end then: threads that wait for their next step wait for ever.
    """
    with (
        engine.running(runs, at_once, tuple(queues)) as works,
        studios.opens_with(opener),
    ):
        works.take_up()
        works.reap()
        ready()
        stop.wait()
        works.rest()
        return hands.let_go(PATIENCE)


@contextmanager
def told_to_stop() -> Generator[threading.Event]:
    """An event that SIGTERM and SIGINT set, for the block's length."""
    stop = threading.Event()

    def told(*_: object) -> None:
        stop.set()

    before = {sign: signal.signal(sign, told) for sign in (signal.SIGTERM, signal.SIGINT)}
    try:
        yield stop
    finally:
        for sign, handler in before.items():
            signal.signal(sign, handler)
