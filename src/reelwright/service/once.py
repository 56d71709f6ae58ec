"""Answers that many ask for at once, and that take long to find: found once for all of them."""

import asyncio
import time
from collections.abc import Callable, Hashable
from contextlib import suppress
from dataclasses import dataclass, field

from starlette.concurrency import run_in_threadpool

FRESH, LASTING, MOST = 1.0, 10.0, 200
"""Seconds that an answer counts as found now, that it is given while another is found, and how many
are kept."""

LONGEST = 60.0
"""Seconds that an answer is given while another is found."""

SPARE = 4
"""An answer counts as found now so many times as long as it took to find."""

Find = Callable[[], bytes]


@dataclass
class _Kept:
    """An answer and the turn of those who find it; changes counts what made it untrue.

    of: what it was found of, as who asked last told it.
    """

    answer: bytes | None = None
    of: Hashable = None
    at: float = 0.0
    fresh: float = 0.0
    changes: int = 0
    turn: asyncio.Lock = field(default_factory=asyncio.Lock)
    finding: "asyncio.Task[None] | None" = None


class Once:
    """Finds an answer in a thread, one at a time for each key; those who wait hold no thread.

    What is kept must not depend on who asks.
    """

    def __init__(self, fresh: float = FRESH, lasting: float = LASTING) -> None:
        self.fresh, self.lasting = fresh, lasting
        self._kept: dict[Hashable, _Kept] = {}

    async def __call__(self, key: Hashable, find: Find, of: Hashable = None) -> bytes:
        """The answer for a key, `lasting` seconds old, or LONGEST while another is found.

        of: what the answer is found of: an answer of anything else is not given. Raises what
        finding it raises.
        """
        kept = self._kept.pop(key, None) or _Kept(of=of)
        self._kept[key] = kept
        if kept.of != of:
            self.forget(key)
            kept.of = of
        while len(self._kept) > MOST:
            self._kept.pop(next(iter(self._kept)))
        age = time.monotonic() - kept.at
        under_way = kept.finding is not None and not kept.finding.done()
        if kept.answer is not None and age < (LONGEST if under_way else self.lasting):
            if age >= kept.fresh and not under_way:
                kept.finding = asyncio.create_task(self._beside(kept, find))
            return kept.answer
        return await self._found(kept, find)

    def forget(self, key: Hashable) -> None:
        """What was found for a key is not true any more: whoever asks next waits for another."""
        if kept := self._kept.get(key):
            kept.answer = None
            kept.changes += 1

    async def _beside(self, kept: _Kept, find: Find) -> None:
        # Whoever asks when it has grown too old hears what is wrong.
        with suppress(Exception):
            await self._found(kept, find)

    async def _found(self, kept: _Kept, find: Find) -> bytes:
        async with kept.turn:
            if kept.answer is not None and time.monotonic() - kept.at < kept.fresh:
                return kept.answer
            began, changes = time.monotonic(), kept.changes
            answer = await run_in_threadpool(find)
            if kept.changes == changes:
                kept.answer, kept.at = answer, began
                # What takes long to find is looked for so much the less often.
                kept.fresh = max(self.fresh, SPARE * (time.monotonic() - began))
            return answer
