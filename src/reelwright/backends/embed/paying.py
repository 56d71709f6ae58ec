"""An embedder that pays at a till of its own, wherever nobody else pays for its work."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from ...domain.spending import Till, paying, till
from .interface import Embedder, Purpose

if TYPE_CHECKING:
    import numpy as np


class Paying:
    """Embeds by another embedder, which is loaded here: what asks a service to begin with pays."""

    def __init__(self, load: Callable[[], Embedder], at: Till) -> None:
        self._at = at
        with paying(till(at)):
            self._embedder = load()
        self.profile, self.weights = self._embedder.profile, self._embedder.weights

    def texts(self, texts: Sequence[str], *, purpose: Purpose = "index") -> "np.ndarray":
        """As the embedder does. Raises OverBudget besides."""
        with paying(till(self._at)):
            return self._embedder.texts(texts, purpose=purpose)

    def pictures(self, pictures: "Sequence[np.ndarray]") -> "np.ndarray":
        """As the embedder does. Raises OverBudget besides."""
        with paying(till(self._at)):
            return self._embedder.pictures(pictures)
