"""Search among a library's pictures: by meaning and by words, with scores and reasons."""

import json
import re
from collections.abc import Callable, Collection, Sequence
from pathlib import Path

import numpy as np

from ..backends.embed import minilm
from ..domain.base import digest_of
from ..domain.continuity import Candidate
from ..domain.picture import Picture

FLOOR = 0.34
"""Score below which a picture does not count as showing what was asked for.

Set on the example library: queries for what it shows score .4 and more, queries for what it does
not show (a submarine, a tax form) stay under .3. See tests/library/test_search.py.
"""

Encode = Callable[[Sequence[str]], np.ndarray]
_WORD = re.compile(r"[^\W_]{3,}")
_STOP = frozenset(
    "the and with her his their for from into onto over under near out off one two some "
    "that this are was has have who whom its older old young small big large picture "
    "photo".split()
)


class Searcher:
    """Finds pictures by what is said of them; vectors are kept on disk by their text."""

    def __init__(self, pictures: Sequence[Picture], encode: Encode, at: Path | None = None) -> None:
        self.pictures = tuple(pictures)
        self._encode = encode
        self._at = at
        self._texts = [_text(p) for p in self.pictures]
        self._vectors = self._known([t for texts in self._texts for t in texts])
        self._words = [
            {_stem(w) for w in _words(" ".join((p.caption, *p.keywords)))} for p in self.pictures
        ]

    def search(
        self, query: str, *, k: int = 5, exclude: Collection[str] = (), scale: str = "any"
    ) -> tuple[Candidate, ...]:
        """The k pictures that fit a query best; score 0-1, best first.

        exclude: picture ids that are not to be found. scale: a wish for "wide", "medium" or
        "close", which is worth a little and never hides a picture.
        """
        if not query.strip() or not self.pictures:
            return ()
        asked = self._vector(query)
        wanted = {_stem(w) for w in _words(query)}
        found = [
            self._judged(n, picture, asked, wanted, scale)
            for n, picture in enumerate(self.pictures)
            if picture.id not in exclude
        ]
        return tuple(sorted(found, key=lambda c: (-c.score, c.picture))[:k])

    def _judged(
        self, n: int, picture: Picture, asked: np.ndarray, wanted: set[str], scale: str
    ) -> Candidate:
        # A picture is as near as the nearest of its texts: caption, caption with keywords.
        meaning = max(float(asked @ self._vectors[t]) for t in self._texts[n])
        shared = sorted(wanted & self._words[n])
        words = len(shared) / len(wanted) if wanted else 0.0
        fits = scale != "any" and picture.scale == scale
        score = min(1.0, max(0.0, 0.78 * meaning + 0.2 * words + 0.02 * fits))
        return Candidate(
            picture=picture.id,
            score=round(score, 3),
            reason=_reason(picture, meaning, shared, fits),
        )

    def _vector(self, text: str) -> np.ndarray:
        return self._known([text])[text]

    def _known(self, texts: Sequence[str]) -> dict[str, np.ndarray]:
        """Vectors by text; each text is encoded once for ever where a folder is given."""
        unique = list(dict.fromkeys(texts))
        found: dict[str, np.ndarray] = {}
        for text in unique:
            if self._at and (path := self._place(text)).is_file():
                found[text] = np.load(path, allow_pickle=False)
        fresh = [t for t in unique if t not in found]
        if fresh:
            for text, vector in zip(fresh, self._encode(fresh), strict=True):
                found[text] = vector
                if self._at:
                    _save(self._place(text), vector)
        return found

    def _place(self, text: str) -> Path:
        assert self._at is not None
        name = digest_of({"model": minilm.NAME, "text": text})
        return self._at / minilm.NAME / f"{name[:32]}.npy"


def open_search(
    pictures: Sequence[Picture], *, at: Path | None = None, encode: Encode | None = None
) -> Searcher:
    """A searcher over pictures. at: folder that keeps vectors; encode: None for MiniLM."""
    return Searcher(pictures, encode or (lambda texts: minilm.shared().encode(texts)), at)


def _text(picture: Picture) -> tuple[str, ...]:
    caption = picture.caption
    return (
        (caption, f"{caption}. {', '.join(picture.keywords)}") if picture.keywords else (caption,)
    )


def _words(text: str) -> list[str]:
    return [w for w in _WORD.findall(text.lower()) if w not in _STOP]


def _stem(word: str) -> str:
    for end in ("ing", "ies", "es", "ed", "s"):
        if word.endswith(end) and len(word) - len(end) >= 3:
            return word[: -len(end)]
    return word


def _reason(picture: Picture, meaning: float, shared: list[str], fits: bool) -> str:
    said = picture.captions[0].source
    parts = [
        f"its {said} caption is {'near' if meaning > 0.4 else 'far from'} what was asked "
        f"({meaning:.2f})"
    ]
    if shared:
        parts.append(f"it shares {json.dumps(shared, ensure_ascii=False)[1:-1]}")
    if fits:
        parts.append(f"it is {picture.scale}, as wished")
    return "; ".join(parts)


def _save(path: Path, vector: np.ndarray) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_suffix(".part.npy")
    np.save(part, vector)
    part.replace(path)
