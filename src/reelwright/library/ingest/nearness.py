"""Which items of a base a new one looks nearly the same as."""

import threading
from collections.abc import Sequence

import numpy as np

from ...domain.knowledge import Item, KnowledgeBase, Part
from ..ledger import Ledger
from ..retrieval.spaces import unpacked
from .quality import MAYBE, same_picture

MOST = 5
"""Items alike that are named."""


class Nearness:
    """Difference hashes of all pictures of a base; only what is new is read again."""

    def __init__(self, base: KnowledgeBase, ledger: Ledger) -> None:
        self._ledger = ledger
        self._space = next((s.id for s in base.spaces if s.embedder == "embed/descriptors"), "")
        self._lock = threading.Lock()
        self._ids: list[str] = []
        self._hashes = np.zeros(1024, np.uint64)
        self._last = 0

    def read(self) -> "Nearness":
        """Learn what any process took in since."""
        with self._lock:
            for number, id_, hash_ in self._ledger.hashes(self._last):
                self._enter(id_, hash_)
                self._last = number
        return self

    def like(self, item: Item, parts: Sequence[Part]) -> tuple[str, ...]:
        """Ids of items that look nearly the same as one that has these parts."""
        if not item.quality.dhash:
            return ()
        own = int(item.quality.dhash, 16)
        with self._lock:
            apart = np.bitwise_count(self._hashes[: len(self._ids)] ^ np.uint64(own))
            close = {
                self._ids[n]: int(apart[n])
                for n in np.flatnonzero(apart <= MAYBE)
                if self._ids[n] != item.id
            }
        if not close:
            return ()
        mine = self._descriptor(parts)
        others = self._ledger.parts(list(close)) if mine is not None else {}
        found: list[tuple[int, str]] = []
        for id_, bits in close.items():
            theirs = self._descriptor(others.get(id_, ()))
            cosine = float(mine @ theirs) if mine is not None and theirs is not None else None
            if same_picture(bits, cosine):
                found.append((bits, id_))
        return tuple(id_ for _, id_ in sorted(found)[:MOST])

    def _enter(self, id_: str, hash_: int) -> None:
        if len(self._ids) == len(self._hashes):
            self._hashes = np.concatenate([self._hashes, np.zeros_like(self._hashes)])
        self._hashes[len(self._ids)] = hash_
        self._ids.append(id_)

    def _descriptor(self, parts: Sequence[Part]) -> np.ndarray | None:
        for part in parts:
            if self._space and self._space in part.vectors:
                return unpacked(part.vectors[self._space])
        return None
