"""What an index does; every back end passes tests/backends/test_index_contract.py.

An index holds units (a picture, a keyframe, a sound) under their ids, each with words, tags and a
vector in every space it has been embedded in. It is derived from a catalogue and can be rebuilt.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

from ...domain.base import Frozen

if TYPE_CHECKING:
    import numpy as np

Where = tuple[tuple[str, ...], ...]
"""A filter: every group must be met by at least one of its tags. () lets everything through."""


@dataclass(frozen=True)
class Unit:
    """Something to be found. id is unique in the index.

    vectors: space id -> float32 of unit length; a unit that lacks a space is not found there.
    tags: "facet=value" in lower case, such as "subject=botany"; values may hold any character.
    """

    id: str
    text: str
    vectors: "Mapping[str, np.ndarray]" = field(default_factory=dict[str, "np.ndarray"])
    tags: tuple[str, ...] = ()


@dataclass(frozen=True)
class Hit:
    """A unit found. score: cosine, -1 to 1; for words the engine's own rank, from 0 up."""

    id: str
    score: float


@dataclass(frozen=True)
class IndexFacts:
    """What an index holds. spaces: id -> dimension; weights: space id -> digest of the embedder's.

    version names what is held: it differs after every write that changed something. delay_s:
    seconds until what was added is found; 0 for most.
    """

    spaces: Mapping[str, int]
    weights: Mapping[str, str]
    rows: int
    version: str
    delay_s: float = 0.0


class IndexProfile(Frozen):
    """What a kind of index can do. address: what `at` must be, in words."""

    address: str
    shared: bool
    """Other processes, opening the same address, see the same rows."""
    approximate: bool
    """Large indexes may miss a neighbour; recall@10 is .99 or better."""


class Index(Protocol):
    """Keeps units and finds them by vector or by words, best first, ties by id.

    Opened with at (a folder, address or None), spaces, weights and name, which tells apart several
    indexes at one address. Opening makes what is not there yet, adds spaces that are new, and
    raises DoesNotFit when a space has another dimension or other weights than the vectors held.
    """

    def facts(self) -> IndexFacts:
        """Spaces, weights and number of units, as they are now."""
        ...

    def upsert(self, units: Sequence[Unit]) -> None:
        """Add units, or put them in the place of those with their ids: all of them or none.

        Writing the same twice changes nothing. When it returns, the units are kept. Raises
        DoesNotFit for a vector of an unknown space, of another dimension or not of unit length,
        and for an id given twice.
        """
        ...

    def delete(self, ids: Sequence[str]) -> None:
        """Forget units. Unknown ids are passed over."""
        ...

    def near(self, space: str, vector: "np.ndarray", k: int, where: Where = ()) -> tuple[Hit, ...]:
        """The k units whose vectors lie nearest to a vector, by cosine.

        Raises NotFound for a space that the index lacks, DoesNotFit for another dimension.
        """
        ...

    def matching(
        self, query: str, k: int, *, every: bool = True, where: Where = ()
    ) -> tuple[Hit, ...]:
        """The k units that hold the query's words, every one of them or any.

        A query is words and never syntax.
        """
        ...

    def ids(self) -> Iterator[str]:
        """The ids of all units, in no order."""
        ...

    def tidy(self) -> None:
        """Build or refresh what makes searches fast, and take away what is stale.

        Worth calling after a load and after every 500 additions: what came since the last time is
        compared row by row. Safe beside readers and writers, and wherever it is killed.
        Raises StoreFailed when the
        index cannot be tidied: it then still answers, but slower with every addition.
        """
        ...

    def drop(self) -> None:
        """Remove the index and all it holds; this one is not used afterwards.

        Opened with no spaces and no weights, an index can be dropped whatever it was built with.
        """
        ...

    def close(self) -> None:
        """Let go of connections; the index is not used afterwards."""
        ...
