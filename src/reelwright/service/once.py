"""Answers that many ask for at once, and that take long to find: found once for all of them."""

import asyncio
import time
from collections import OrderedDict
from collections.abc import Callable, Hashable

from starlette.concurrency import run_in_threadpool

KEPT, MOST = 1.0, 200
"""Seconds that an answer is given again, and how many are kept."""


class Once:
    """Finds an answer in a thread, one at a time for each key; those who wait hold no thread.

    What is kept must not depend on who asks.
    """

    def __init__(self, kept: float = KEPT) -> None:
        self.kept = kept
        self._answers: OrderedDict[Hashable, tuple[float, bytes]] = OrderedDict()
        self._turns: dict[Hashable, asyncio.Lock] = {}

    async def __call__(self, key: Hashable, find: Callable[[], bytes]) -> bytes:
        """The answer for a key, at most `kept` seconds old. Raises what finding it raises."""
        turn = self._turns.setdefault(key, asyncio.Lock())
        async with turn:
            since, answer = self._answers.get(key, (0.0, b""))
            if time.monotonic() - since < self.kept and answer:
                return answer
            answer = await run_in_threadpool(find)
            self._answers[key] = (time.monotonic(), answer)
            while len(self._answers) > MOST:
                gone, _ = self._answers.popitem(last=False)
                self._turns.pop(gone, None)
            return answer
