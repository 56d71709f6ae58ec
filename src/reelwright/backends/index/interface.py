"""What an index of texts does; both back ends pass tests/backends/test_index_contract.py."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np


@dataclass(frozen=True)
class Row:
    """A text with its unit vector (float32). id is unique in the index."""

    id: str
    text: str
    vector: np.ndarray


@dataclass(frozen=True)
class Hit:
    """A row found. score: cosine, -1 to 1, or for words BM25, from 0 up."""

    id: str
    score: float


class Index(Protocol):
    """Keeps rows and finds them by meaning or by words, best first, ties by id."""

    def replace(self, rows: Sequence[Row]) -> None:
        """Hold exactly these rows from now on. What is there unchanged is not written again."""
        ...

    def near(self, vector: np.ndarray, k: int) -> tuple[Hit, ...]:
        """The k rows whose vectors lie nearest to a unit vector."""
        ...

    def matching(self, query: str, k: int, *, every: bool = True) -> tuple[Hit, ...]:
        """The k rows that hold the query's words: every one of them, or any."""
        ...
