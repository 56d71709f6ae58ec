"""The parts that the index does not hold yet, compared one by one."""

import threading
from collections.abc import Collection, Sequence

import numpy as np

from ..domain.knowledge import Part, Where
from .ledger import Ledger
from .spaces import unpacked

Scored = list[tuple[str, float]]
"""(part id, score), best first."""


class Fresh:
    """A copy of a ledger's pending parts in memory; only what is new is read again."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._lock = threading.Lock()
        self._parts: dict[int, Part] = {}
        self._vectors: dict[int, dict[str, np.ndarray]] = {}

    def look(self) -> "View":
        """The pending parts as they stand now, written by whatever process."""
        with self._lock:
            there, fresh = self._ledger.pending(list(self._parts))
            for number in [n for n in self._parts if n not in there]:
                del self._parts[number], self._vectors[number]
            for number, part in fresh:
                self._parts[number] = part
                self._vectors[number] = {s: unpacked(v) for s, v in part.vectors.items()}
            numbers = sorted(self._parts)
            return View(
                numbers,
                [self._parts[n] for n in numbers],
                [self._vectors[n] for n in numbers],
            )


class View:
    """Pending parts at one moment. numbers, parts and vectors go together."""

    def __init__(
        self,
        numbers: Sequence[int],
        parts: Sequence[Part],
        vectors: Sequence[dict[str, np.ndarray]],
    ) -> None:
        self.numbers = numbers
        self.parts = parts
        self.ids = {p.id for p in parts}
        """Parts of which the index may hold an older state, or ought to hold none."""
        self._vectors = vectors

    def near(self, space: str, vector: np.ndarray, k: int, where: Where) -> Scored:
        """The k parts of highest cosine."""
        places = [
            n
            for n, part in enumerate(self.parts)
            if not part.gone and space in self._vectors[n] and passes(part.tags, where)
        ]
        if not places:
            return []
        cosines = np.stack([self._vectors[n][space] for n in places]) @ vector
        found = [(self.parts[n].id, float(c)) for n, c in zip(places, cosines, strict=True)]
        return sorted(found, key=lambda f: (-f[1], f[0]))[:k]

    def matching(self, words: Collection[str], k: int, *, every: bool, where: Where) -> Scored:
        """The k parts whose items hold all of these word stems, or any; those with most first."""
        found: Scored = []
        for part in self.parts:
            if part.gone or not part.text or not passes(part.tags, where):
                continue
            held = sum(w in part.words for w in words)
            if held and (held == len(words) or not every):
                found.append((part.id, held / len(words)))
        return sorted(found, key=lambda f: (-f[1], f[0]))[:k]


def passes(tags: Collection[str], where: Where) -> bool:
    """Whether tags hold at least one of every group."""
    return all(any(tag in tags for tag in group) for group in where)
