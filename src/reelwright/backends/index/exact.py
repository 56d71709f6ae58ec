"""An index in memory: exact cosine and BM25. Right for libraries of up to a few thousand rows."""

import math
import re
from collections import Counter
from collections.abc import Sequence

import numpy as np

from .interface import Hit, Row

_WORD = re.compile(r"[^\W_]+")
_STOP = frozenset(
    "a an and are as at be but by for if in into is it no not of on or s such t that the their "
    "then there these they this to was will with".split()
)
_K1, _B = 1.2, 0.75
"""BM25's usual constants: how soon repetition stops counting, how much long texts lose."""


class Exact:
    """Keeps rows in this process."""

    def __init__(self) -> None:
        self._ids: list[str] = []
        self._vectors = np.zeros((0, 1), np.float32)
        self._words: list[Counter[str]] = []
        self._lengths: list[int] = []
        self._held: Counter[str] = Counter()

    def replace(self, rows: Sequence[Row]) -> None:
        """Hold exactly these rows."""
        ordered = sorted(rows, key=lambda r: r.id)
        self._ids = [r.id for r in ordered]
        self._vectors = np.stack([r.vector for r in ordered]) if ordered else self._vectors[:0]
        self._words = [Counter(words(r.text)) for r in ordered]
        self._lengths = [sum(w.values()) for w in self._words]
        self._held = Counter(word for w in self._words for word in w)

    def near(self, vector: np.ndarray, k: int) -> tuple[Hit, ...]:
        """The k rows of highest cosine."""
        if not self._ids:
            return ()
        cosines = self._vectors @ vector
        best = np.argsort(-cosines, kind="stable")[:k]
        return tuple(Hit(self._ids[n], float(cosines[n])) for n in best)

    def matching(self, query: str, k: int, *, every: bool = True) -> tuple[Hit, ...]:
        """The k rows of highest BM25 among those that hold every word, or any."""
        asked = set(words(query))
        enough = all if every else any
        found = [
            Hit(self._ids[n], self._bm25(n, asked))
            for n, held in enumerate(self._words)
            if asked and enough(w in held for w in asked)
        ]
        return tuple(sorted(found, key=lambda h: (-h.score, h.id))[:k])

    def _bm25(self, n: int, asked: set[str]) -> float:
        held, total = self._words[n], len(self._ids)
        usual = sum(self._lengths) / total
        long = _K1 * (1 - _B + _B * self._lengths[n] / usual)
        return sum(
            math.log(1 + (total - self._held[w] + 0.5) / (self._held[w] + 0.5))
            * held[w]
            * (_K1 + 1)
            / (held[w] + long)
            for w in sorted(asked)
            if w in held
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
