"""A worker: takes work from queues until it is told to stop, in whatever places it can open."""

import os
import signal
import socket
import threading
from collections.abc import Callable, Generator, Sequence
from contextlib import ExitStack, contextmanager

from . import engine, hands, studios
from .runs import Runs
from .studios import Opener

ENDING = 3.0
"""Seconds that a worker takes to give its lease and its engine back: where the database is
lost it ends without, and the server knows that it did."""

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
    told: Callable[[str], None] = lambda _: None,
) -> bool:
    """Take work until stop is set; True: every step in hand had ended by then.

    runs and told as `engine.running` has them; opener opens the places that work is done in.
    What other workers leave when they die is taken up within two seconds. Once stop is set no step
    begins; those in hand end, and the rest of their workflows is left for others. The process has
    to end then: threads that wait for their next step wait for ever.
    """

    def opened(id_: str) -> studios.Workplace:
        with hands.named():
            return opener(id_)

    with ExitStack() as stack:
        hands.works_as(f"the worker on {socket.gethostname()}, process {os.getpid()}")
        stack.callback(hands.works_as, "")
        works = stack.enter_context(engine.running(runs, at_once, tuple(queues), told))
        # What is open is closed without a limit: lines of an access log may have to travel.
        with studios.opens_with(opened):
            works.take_up()
            works.reap()
            ready()
            stop.wait()
            works.rest()
            ended = hands.let_go(PATIENCE)
        closing = threading.Thread(target=stack.pop_all().close, daemon=True, name="closing")
        closing.start()
        closing.join(ENDING)
        return ended


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
