"""Search among a library's pictures: by meaning and by words, with scores and reasons."""

import os
import threading
from collections import Counter
from collections.abc import Callable, Collection, Sequence
from pathlib import Path

import numpy as np

from ...backends.embed import minilm
from ...backends.index.exact import Exact, words
from ...backends.index.holding import hold
from ...backends.index.interface import Index, Unit
from ...domain.base import digest_of
from ...domain.continuity import Candidate
from ...domain.picture import Picture
from .scoring import (
    FLOOR,
    reason_of,
    score_of,
    shared_words,
    texts_of,
    wanted_words,
)
from .tints import colours_in, tint_of, tinted

LARGE = 4_000
"""Texts from which an index on disk is searched in place of comparing every one."""

WIDE_NET = 200

Encode = Callable[[Sequence[str]], np.ndarray]


class Searcher:
    """Finds pictures by what is said of them; vectors are kept on disk by their text.

    floor is the score from which a picture counts as showing what was asked for.
    """

    floor = FLOOR

    def __init__(
        self,
        pictures: Sequence[Picture],
        encode: Encode,
        at: Path | None = None,
        *,
        index: Index | None = None,
    ) -> None:
        self.pictures = tuple(pictures)
        self._encode = encode
        self._at = at
        self._place = {p.id: n for n, p in enumerate(self.pictures)}
        # A row a text: a picture is as near as the nearest of its texts.
        self._texts = [texts_of(p.caption, p.keywords) for p in self.pictures]
        self._vectors = self._known([t for texts in self._texts for t in texts])
        self._held = [Counter(words(" ".join(texts))) for texts in self._texts]
        self._spread = Counter(w for held in self._held for w in held)
        self._index = index if index is not None else self._chosen_index()
        hold(
            self._index,
            [
                Unit(f"{p.id}#{digest_of(text)}", text, {minilm.NAME: self._vectors[text]})
                for p, texts in zip(self.pictures, self._texts, strict=True)
                for text in texts
            ],
        )

    def search(
        self, query: str, *, k: int = 5, exclude: Collection[str] = (), scale: str = "any"
    ) -> tuple[Candidate, ...]:
        """The k pictures that fit a query best; score 0-1, best first.

        exclude: picture ids that are not to be found. scale: a wish for "wide", "medium" or
        "close", which is worth a little and never hides a picture.
        """
        if not query.strip() or not self.pictures or k < 1:
            return ()
        asked = self._known([query])[query]
        wanted, colours = wanted_words(query), colours_in(query)
        found = [
            self._judged(n, asked, wanted, scale, colours)
            for n in self._netted(query, asked, k + len(exclude))
            if self.pictures[n].id not in exclude
        ]
        return tuple(sorted(found, key=lambda c: (-c.score, c.picture))[:k])

    def _netted(self, query: str, asked: np.ndarray, k: int) -> list[int]:
        """Places of the pictures worth judging: all of few, else the best of either list."""
        net = max(WIDE_NET, 4 * k)
        if net >= len(self.pictures):
            return list(range(len(self.pictures)))
        hits = (*self._index.near(minilm.NAME, asked, net), *self._index.matching(query, net))
        return sorted({self._place[h.id.rpartition("#")[0]] for h in hits})

    def _judged(
        self,
        n: int,
        asked: np.ndarray,
        wanted: dict[str, str],
        scale: str,
        colours: Sequence[str],
    ) -> Candidate:
        picture = self.pictures[n]
        meaning = max(float(asked @ self._vectors[t]) for t in self._texts[n])
        shared, share = shared_words(wanted, self._held[n], self._spread, len(self.pictures))
        fits = scale if scale != "any" and picture.scale == scale else ""
        tint = tint_of(picture.palette, colours)
        score = score_of(meaning=meaning, share=share, fits=bool(fits))
        return Candidate(
            picture=picture.id,
            score=tinted(score, tint, self.floor),
            reason=reason_of(
                picture.captions[0],
                meaning=meaning,
                shared=[wanted[w] for w in shared],
                fits=fits,
                tint=" and ".join(colours) if tint > 0.5 else "",
            ),
        )

    def _chosen_index(self) -> Index:
        if self._at is None or len(self._vectors) < LARGE:
            return Exact(spaces={minilm.NAME: minilm.DIMENSION})
        # Imported only where it is needed: it takes seconds and hundreds of megabytes.
        from ...backends.index.lance import Lance

        return Lance(self._at / "index", spaces={minilm.NAME: minilm.DIMENSION})

    def _known(self, texts: Sequence[str]) -> dict[str, np.ndarray]:
        """Vectors by text; each text is encoded once for ever where a folder is given."""
        found: dict[str, np.ndarray] = {}
        for text in dict.fromkeys(texts):
            if self._at and (vector := _read(self._kept_at(self._at, text))) is not None:
                found[text] = vector
        fresh = [t for t in dict.fromkeys(texts) if t not in found]
        if fresh:
            for text, vector in zip(fresh, self._encode(fresh), strict=True):
                found[text] = vector
                if self._at:
                    _write(self._kept_at(self._at, text), vector)
        return found

    def _kept_at(self, at: Path, text: str) -> Path:
        name = digest_of({"model": minilm.NAME, "text": text})
        return at / minilm.NAME / name[:2] / f"{name[2:34]}.npy"


def open_search(
    pictures: Sequence[Picture],
    *,
    at: Path | None = None,
    encode: Encode | None = None,
    index: Index | None = None,
) -> Searcher:
    """A searcher over pictures. at: folder that keeps vectors; encode: None for MiniLM.

    index: None takes the one that suits the number of pictures. Raises Missing when MiniLM's
    weights are not installed.
    """
    return Searcher(pictures, encode or minilm.encode, at, index=index)


def _read(path: Path) -> np.ndarray | None:
    try:
        return np.load(path, allow_pickle=False)
    except (OSError, ValueError, EOFError):
        # Not there, or damaged: the text is encoded again.
        return None


def _write(path: Path, vector: np.ndarray) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_suffix(f".{threading.get_ident()}.{os.getpid()}.part")
    with part.open("wb") as file:
        np.save(file, vector)
    part.replace(path)
