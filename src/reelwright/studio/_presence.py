"""A worker's word to the house, every few seconds, that it is there and how it stands."""

import os
import socket
import threading
import time
from collections.abc import Generator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace
from typing import TYPE_CHECKING

from .. import __version__
from ..domain.errors import StoreFailed
from . import _given

if TYPE_CHECKING:
    from ..store.hands import Hand, Hands

BEAT = 5.0
"""Seconds between two words of a worker."""


class Presence:
    """How one worker stands; whoever works for it says what changes."""

    def __init__(self, hands: "Hands", hand: "Hand") -> None:
        self._hands, self._hand = hands, hand
        self._lock, self._ended = threading.Lock(), threading.Event()
        self._thread = threading.Thread(target=self._beat, daemon=True, name="presence")

    def begin(self) -> None:
        """Say that it is there, from now on."""
        self._say()
        self._thread.start()

    def ready(self) -> None:
        """It takes work from now on."""
        self._change(state="ready")

    def holds(self, count: int) -> None:
        """It makes so many orders now."""
        if self._hand.state in ("ready", "busy") and count != self._hand.in_hand:
            state = "busy" if count >= self._hand.at_once else "ready"
            self._change(state=state, in_hand=count)

    def stops(self) -> None:
        """It takes nothing more, and ends what is in hand."""
        self._change(state="stopping")

    def end(self) -> None:
        """It is gone."""
        self._ended.set()
        self._thread.join()
        with suppress(StoreFailed):
            self._hands.gone(self._hand.name, time.time())

    def _change(self, **values: object) -> None:
        with self._lock:
            self._hand = replace(self._hand, **values)  # type: ignore[arg-type]
        self._say()

    def _say(self) -> None:
        # A database that is away has others say so.
        with suppress(StoreFailed), self._lock:
            self._hand = replace(self._hand, seen=time.time())
            self._hands.say(self._hand)

    def _beat(self) -> None:
        while not self._ended.wait(BEAT):
            self._say()


@contextmanager
def presence(queues: Sequence[str], at_once: int) -> Generator[Presence]:
    """A worker's presence for as long as a block lasts; it begins as one that loads."""
    from ..store.hands import Hand
    from ..wiring.houses import hands_of

    host, now = socket.gethostname(), time.time()
    name = f"{host}-{os.getpid()}-{os.urandom(3).hex()}"
    hand = Hand(
        name, host, __version__, tuple(queues), "loading", os.getpid(), at_once, 0, now, now
    )
    here = Presence(hands_of(_given.settings()), hand)
    here.begin()
    try:
        yield here
    finally:
        here.end()
