"""The parts that the index does not hold yet, compared one by one."""

import threading
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

import numpy as np

from ...domain.knowledge import Part, Where
from ..ledger import Ledger
from .spaces import unpacked

Scored = list[tuple[str, float]]
"""(part id, score), best first."""


@dataclass
class _Rows:
    """Vectors of one space, added at the end: what a view looks at is never written again."""

    vectors: np.ndarray
    places: list[int] = field(default_factory=list[int])

    def add(self, place: int, vector: np.ndarray) -> None:
        used = len(self.places)
        if used == len(self.vectors):
            self.vectors = np.concatenate([self.vectors, np.empty_like(self.vectors)])
        self.vectors[used] = vector
        self.places.append(place)


@dataclass
class _Held:
    """Parts in the order they became pending, with what makes a comparison quick."""

    numbers: list[int] = field(default_factory=list[int])
    parts: list[Part] = field(default_factory=list[Part])
    ids: set[str] = field(default_factory=set[str])
    rows: dict[str, _Rows] = field(default_factory=dict[str, _Rows])
    saying: dict[str, list[int]] = field(default_factory=dict[str, list[int]])
    """Word stem -> places of the parts whose items are described with it."""

    def add(self, number: int, part: Part) -> None:
        place = len(self.parts)
        self.numbers.append(number)
        self.parts.append(part)
        self.ids.add(part.id)
        if part.gone:
            return
        for space, packed in part.vectors.items():
            vector = unpacked(packed)
            if space not in self.rows:
                self.rows[space] = _Rows(np.empty((64, len(vector)), np.float32))
            self.rows[space].add(place, vector)
        for word in part.words if part.text else ():
            self.saying.setdefault(word, []).append(place)


class Fresh:
    """A copy of a ledger's pending parts in memory; only what is new is read again."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._lock = threading.Lock()
        self._mark: object = None
        self._held = _Held()

    def look(self) -> "PendingView":
        """The pending parts as they stand now, written by whatever process."""
        with self._lock:
            mark = self._ledger.pending_mark()
            if mark != self._mark:
                self._read()
                # What changed between the two looks is read again the next time.
                self._mark = mark
            return PendingView(self._held)

    def _read(self) -> None:
        there, fresh = self._ledger.pending(self._held.numbers)
        if not there.issuperset(self._held.numbers):
            held = _Held()
            kept = zip(self._held.numbers, self._held.parts, strict=True)
            for number, part in kept:
                if number in there:
                    held.add(number, part)
            self._held = held
        for number, part in fresh:
            self._held.add(number, part)


class PendingView:
    """Pending parts at one moment; what is added later does not show."""

    def __init__(self, held: _Held) -> None:
        count = len(held.numbers)
        self.numbers: Sequence[int] = held.numbers[:count]
        self.parts: Sequence[Part] = held.parts[:count]
        self.ids = frozenset(held.ids)
        """Parts of which the index may hold an older state, or ought to hold none."""
        self._rows = {
            space: (rows.vectors[: len(rows.places)], rows.places[:])
            for space, rows in held.rows.items()
        }
        self._saying = held.saying

    def near(self, space: str, vector: np.ndarray, k: int, where: Where) -> Scored:
        """The k parts of highest cosine."""
        if space not in self._rows:
            return []
        vectors, places = self._rows[space]
        # No BLAS: its threads would cost more to wake than so few rows to multiply.
        cosines = np.einsum("nd,d->n", vectors, vector)
        found: Scored = []
        for n in np.argsort(-cosines, kind="stable"):
            part = self.parts[places[int(n)]]
            if passes(part.tags, where):
                found.append((part.id, float(cosines[n])))
                if len(found) == k:
                    break
        return sorted(found, key=lambda f: (-f[1], f[0]))

    def matching(self, words: Collection[str], k: int, *, every: bool, where: Where) -> Scored:
        """The k parts whose items hold all of these word stems, or any; those with most first."""
        counts: dict[int, int] = {}
        for word in words:
            for place in self._saying.get(word, ()):
                counts[place] = counts.get(place, 0) + 1
        found = [
            (self.parts[place].id, held / len(words))
            for place, held in counts.items()
            if place < len(self.parts)
            and (held == len(words) or not every)
            and passes(self.parts[place].tags, where)
        ]
        return sorted(found, key=lambda f: (-f[1], f[0]))[:k]


def passes(tags: Collection[str], where: Where) -> bool:
    """Whether tags hold at least one of every group."""
    return all(any(tag in tags for tag in group) for group in where)
