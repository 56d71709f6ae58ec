"""The door to a base's index: opened late, written in batches, always behind the catalogue.

What is added stands in the catalogue as pending and is found there at once. From time to time all
pending parts move to the index together, so that thousands of single additions cost it a few
writes. A small base never opens an index at all.
"""

import threading
from collections.abc import Collection
from pathlib import Path

from ...backends.index.interface import Index, Unit
from ...backends.index.opening import open_index
from ...domain.base import digest_of
from ...domain.errors import StoreFailed
from ...domain.knowledge import KnowledgeBase, Part
from ..ledger import Ledger
from .fresh import Fresh
from .spaces import unpacked

MOST_PENDING = 2_000
"""Pending parts from which they move to the index; comparing that many takes 3 ms."""

BATCH = 1_000
TIDY_AFTER = 2_000
"""Parts handed over between two tidyings: each untidied thousand costs a search 3 to 8 ms."""


class Door:
    """A base's index and what stands before it. Safe from several threads and processes."""

    def __init__(self, base: KnowledgeBase, ledger: Ledger, folder: Path) -> None:
        self._base = base
        self._ledger = ledger
        self._folder = folder
        self._lock = threading.Lock()
        self._index: Index | None = None
        self.fresh = Fresh(ledger)

    def index(self, *, make: bool = False) -> Index | None:
        """The index; None while nothing was ever handed to it and make is not wished.

        Raises DoesNotFit for an index that another model filled, StoreFailed for one in a folder
        that is not here.
        """
        with self._lock:
            if self._index is None and (make or self._ledger.handed()):
                if self._away():
                    raise StoreFailed(
                        f"the index of {self._base.id} lies in the folder of another machine, or "
                        f"was taken out of {self._folder}; make it anew where all can reach it: "
                        f"reelwright library rebuild {self._base.id} --index ADDRESS"
                    )
                self._index = index_of(self._base, self._folder)
            return self._index

    def _away(self) -> bool:
        """Whether parts were handed to an index in a folder that is not here."""
        return (
            not self._base.index
            and self._ledger.handed() > 0
            and not (self._folder / "index").exists()
        )

    def hand_over(self, *, all_of_it: bool = False) -> int:
        """Move pending parts to the index once there are many; returns how many went.

        all_of_it: however few there are. Killed at any point, it is simply done again: the index is
        written first, by id, and only then do the parts stop being pending.
        """
        with self._ledger.handing_over() as mine:
            if not mine:
                return 0
            view = self.fresh.look()
            if not view.numbers or (len(view.numbers) < MOST_PENDING and not all_of_it):
                return 0
            index = self.index(make=True)
            if index is None:
                raise StoreFailed(f"the index of {self._base.id} could not be opened; try again")
            before = self._ledger.handed()
            spaces = {s.id for s in self._base.spaces}
            for start in range(0, len(view.numbers), BATCH):
                parts = view.parts[start : start + BATCH]
                gone = [p.id for p in parts if p.gone]
                if gone:
                    index.delete(gone)
                index.upsert([unit_of(p, spaces) for p in parts if not p.gone])
                self._ledger.settle(view.numbers[start : start + BATCH])
            after = before + len(view.numbers)
            if all_of_it or before // TIDY_AFTER != after // TIDY_AFTER:
                index.tidy()
            return len(view.numbers)

    def drop(self) -> None:
        """Take the index away with all it holds; the catalogue keeps everything."""
        index = None if self._away() else self.index()
        with self._lock:
            self._index = None
        if index is not None:
            index.drop()

    def close(self) -> None:
        """Let go of files and connections."""
        with self._lock:
            index, self._index = self._index, None
        if index is not None:
            index.close()


def index_of(base: KnowledgeBase, folder: Path) -> Index:
    """The index of a base's present generation, made if it is not there.

    Raises DoesNotFit for an index that another model filled.
    """
    # Two libraries may keep a base of one name at the same server.
    mark = digest_of([base.id, base.made_at])[:8]
    return open_index(
        base.index or folder / "index",
        spaces={s.id: s.dimension for s in base.spaces},
        weights={s.id: s.weights for s in base.spaces},
        name=f"units_{base.id[:16].replace('-', '_')}_{mark}_{base.generation}",
        **base.index_options,
    )


def unit_of(part: Part, spaces: Collection[str]) -> Unit:
    """A part as an index keeps it, with its vectors in these spaces."""
    vectors = {s: unpacked(v) for s, v in part.vectors.items() if s in spaces}
    return Unit(part.id, part.text, vectors, part.tags)
