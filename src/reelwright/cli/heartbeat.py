"""Tells how far long work is where the output is a file or a pipe, which has no live line."""

import threading
import time
from collections.abc import Callable, Generator, Iterable
from contextlib import contextmanager
from types import TracebackType

from .screen import console, errors

FIRST, MOST = 2.0, 30.0
"""Seconds after which work in hand is told of first, and at most from then on to the next time."""

InHand = Iterable[tuple[object, float, str]]
"""What is in hand: a key that stays the same, when it began (monotonic), and how far it is."""


class Heartbeat:
    """Says of work that is in hand for over two seconds how far it is; then at twice its age."""

    def __init__(self, hands: Callable[[], InHand], show: Callable[[str], None]) -> None:
        self._hands = hands
        self._show = show
        self._due: dict[object, float] = {}
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._beat, daemon=True)

    def __enter__(self) -> "Heartbeat":
        if not console.is_terminal:
            self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        value: BaseException | None,
        tb: TracebackType | None,
    ) -> None:
        self._over.set()
        if self._thread.is_alive():
            self._thread.join()

    def _beat(self) -> None:
        while not self._over.wait(min(0.25, FIRST)):
            self.look()

    def look(self) -> None:
        """Tell of what is due."""
        now = time.monotonic()
        for key, since, text in list(self._hands()):
            age = now - since
            if age >= self._due.setdefault(key, FIRST):
                self._due[key] = min(2 * age, age + MOST)
                self._show(f"{text}, {age:.0f} s so far")


@contextmanager
def busy(text: str) -> Generator[None]:
    """Tell on standard error, for the block's length, what takes so long."""
    began = time.monotonic()
    if errors.is_terminal:
        with errors.status(text):
            yield
        return
    with Heartbeat(lambda: [(text, began, text)], aside):
        yield


def aside(text: str) -> None:
    """Print a line on standard error, so that what is piped on stays clean."""
    errors.print(text, style="dim", markup=False, soft_wrap=True)
