"""An index in memory: exact cosine and BM25. Right for up to a few thousand units."""

import math
import re
import threading
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence

import numpy as np

from ...domain.errors import DoesNotFit
from .fitting import asked_groups, checked_name, checked_spaces, checked_units, checked_vector
from .interface import Hit, IndexFacts, Unit, Where

_WORD = re.compile(r"[^\W_]+")
_STOP = frozenset(
    "a an and are as at be but by for if in into is it no not of on or s such t that the their "
    "then there these they this to was will with".split()
)
_K1, _B = 1.2, 0.75
"""BM25's usual constants: how soon repetition stops counting, how much long texts lose."""


class Exact:
    """Keeps units in this process; what others add is not seen, and it ends with the process."""

    def __init__(
        self,
        at: None = None,
        *,
        spaces: Mapping[str, int],
        weights: Mapping[str, str] | None = None,
        name: str = "units",
    ) -> None:
        if at is not None:
            raise DoesNotFit(f"the index in memory has no address, and {at!r} was given; use None")
        checked_name(name)
        self._spaces = checked_spaces(spaces)
        self._weights = dict(weights or {})
        self._lock = threading.RLock()
        self._writes = 0
        self._clear()

    def facts(self) -> IndexFacts:
        """Spaces, weights and number of units, as they are now."""
        with self._lock:
            return IndexFacts(
                dict(self._spaces), dict(self._weights), len(self._units), str(self._writes)
            )

    def upsert(self, units: Sequence[Unit]) -> None:
        """Add units, or put them in the place of those with their ids."""
        checked = checked_units(units, self._spaces)
        with self._lock:
            for unit in checked:
                self._forget(unit.id)
                self._keep(unit)
            self._written()

    def delete(self, ids: Sequence[str]) -> None:
        """Forget units. Unknown ids are passed over."""
        with self._lock:
            for id_ in ids:
                self._forget(id_)
            self._written()

    def near(self, space: str, vector: np.ndarray, k: int, where: Where = ()) -> tuple[Hit, ...]:
        """The k units of highest cosine."""
        asked = checked_vector(vector, space, self._spaces, "the query")
        with self._lock:
            ids, rows = self._matrix(space)
            allowed = self._allowed(where)
        if allowed is not None:
            chosen = [n for n, id_ in enumerate(ids) if id_ in allowed]
            ids, rows = [ids[n] for n in chosen], rows[chosen]
        if not ids or k < 1:
            return ()
        cosines = rows @ (asked / (np.linalg.norm(asked) or 1))
        best = np.argsort(-cosines, kind="stable")[:k]
        return tuple(Hit(ids[int(n)], float(cosines[n])) for n in best)

    def matching(
        self, query: str, k: int, *, every: bool = True, where: Where = ()
    ) -> tuple[Hit, ...]:
        """The k units of highest BM25 among those that hold every word, or any."""
        asked = sorted(set(words(query)))
        if not asked or k < 1:
            return ()
        with self._lock:
            holding = [self._places.get(word, {}) for word in asked]
            ids = set(holding[0]).intersection(*holding) if every else set[str]().union(*holding)
            allowed = self._allowed(where)
            if allowed is not None:
                ids &= allowed
            found = [Hit(id_, self._bm25(id_, holding)) for id_ in ids]
        return tuple(sorted(found, key=lambda h: (-h.score, h.id))[:k])

    def ids(self) -> Iterator[str]:
        """The ids of all units."""
        with self._lock:
            held = tuple(self._units)
        return iter(held)

    def tidy(self) -> None:
        """Nothing to do: every search compares all."""

    def drop(self) -> None:
        """Forget everything."""
        with self._lock:
            self._clear()
            self._written()

    def close(self) -> None:
        """Nothing is held open."""

    def _clear(self) -> None:
        self._units: dict[str, Unit] = {}
        self._lengths: dict[str, int] = {}
        self._total = 0
        self._matrices: dict[str, tuple[list[str], np.ndarray]] = {}
        self._places: dict[str, dict[str, int]] = defaultdict(dict)
        self._tagged: dict[str, set[str]] = defaultdict(set)

    def _written(self) -> None:
        self._writes += 1
        self._matrices = {}

    def _keep(self, unit: Unit) -> None:
        counts = Counter(words(unit.text))
        self._units[unit.id] = unit
        self._lengths[unit.id] = counts.total()
        self._total += counts.total()
        for word, count in counts.items():
            self._places[word][unit.id] = count
        for tag in unit.tags:
            self._tagged[tag].add(unit.id)

    def _forget(self, id_: str) -> None:
        unit = self._units.pop(id_, None)
        if unit is None:
            return
        self._total -= self._lengths.pop(id_)
        for word in set(words(unit.text)):
            self._places[word].pop(id_)
            if not self._places[word]:
                del self._places[word]
        for tag in set(unit.tags):
            self._tagged[tag].discard(id_)

    def _matrix(self, space: str) -> tuple[list[str], np.ndarray]:
        if space not in self._matrices:
            ids = sorted(id_ for id_, unit in self._units.items() if space in unit.vectors)
            rows = [np.asarray(self._units[id_].vectors[space], np.float32) for id_ in ids]
            shape = (len(ids), self._spaces[space])
            self._matrices[space] = ids, np.array(rows, np.float32).reshape(shape)
        return self._matrices[space]

    def _allowed(self, where: Where) -> set[str] | None:
        """Ids that pass a filter; None when all do."""
        groups = asked_groups(where)
        if groups is None:
            return set()
        if not groups:
            return None
        none = set[str]()
        passed = [none.union(*(self._tagged.get(t, none) for t in group)) for group in groups]
        return passed[0].intersection(*passed[1:])

    def _bm25(self, id_: str, holding: Sequence[Mapping[str, int]]) -> float:
        total = len(self._units)
        usual = self._total / total
        long = _K1 * (1 - _B + _B * self._lengths[id_] / usual)
        return sum(
            math.log(1 + (total - len(held) + 0.5) / (len(held) + 0.5))
            * held[id_]
            * (_K1 + 1)
            / (held[id_] + long)
            for held in holding
            if id_ in held
        )


def words(text: str) -> list[str]:
    """Lower-case words without the commonest, cut back to a rough stem."""
    return [stem(w) for w in _WORD.findall(text.lower()) if w not in _STOP]


def stem(word: str) -> str:
    """A word without its plural or tense: "walks", "walking" and "walked" are one."""
    for end in ("ing", "ies", "es", "ed", "s"):
        if word.endswith(end) and len(word) - len(end) >= 3 and not word.endswith("ss"):
            cut = word[: -len(end)] + ("y" if end == "ies" else "")
            doubled = len(cut) > 3 and cut[-1] == cut[-2] and cut[-1] not in "ls"
            return cut[:-1] if doubled else cut.removesuffix("e")
    return word.removesuffix("e") if len(word) > 4 else word
