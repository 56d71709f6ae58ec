"""Chooses the picture of every scene at once, so that the film as a whole holds together."""

from collections.abc import Collection, Mapping, Sequence
from typing import Protocol

import numpy as np
from scipy.optimize import linear_sum_assignment

from ..domain.continuity import Candidate, Reference
from ..domain.errors import DoesNotFit, NotFound
from ..domain.picture import Picture
from ..domain.storyboard import Scene

SAME_SCALE = 0.05
"""What it costs when a scene's picture has the same shot scale as the one before."""

SHARED_PERSON = 0.06
"""What it is worth when a picture shows somebody the film already shows."""

REUSE = 0.6
"""What it costs to show a picture twice in one film."""

SOFT = 0.05
"""What a soft photograph costs."""

ROUNDS = 4


class Searcher(Protocol):
    """Finds pictures; `library.Searcher` does."""

    def search(
        self, query: str, *, k: int = 5, exclude: Collection[str] = (), scale: str = "any"
    ) -> tuple[Candidate, ...]:
        """The k best pictures for a query, best first."""
        ...


def choose(
    scenes: Sequence[Scene],
    pictures: Sequence[Picture],
    searcher: Searcher,
    *,
    floor: float,
    banned: Collection[str] = (),
    pins: Mapping[str, str] | None = None,
) -> tuple[Reference, ...]:
    """One picture a scene: the best assignment over scenes and pictures together.

    Relevance counts most; a picture is not shown twice while others will do, neighbours differ in
    scale, and people who were seen are seen again. banned pictures are never used; pins fix a
    scene's picture. Raises DoesNotFit when nothing is left to choose from.
    """
    pins = dict(pins or {})
    usable = [p for p in pictures if p.id not in set(banned)]
    if not usable:
        raise DoesNotFit("every picture of the library is banned; allow some again, or add others")
    place = {p.id: n for n, p in enumerate(usable)}
    if unknown := sorted(set(pins.values()) - set(place)):
        raise NotFound(f"the pinned pictures {', '.join(unknown)} are not in the library")
    found = [
        searcher.search(s.seek or s.description, k=len(usable), exclude=banned, scale=s.scale)
        for s in scenes
    ]
    score = np.zeros((len(scenes), len(usable)))
    for row, candidates in enumerate(found):
        for c in candidates:
            score[row, place[c.picture]] = c.score
    chosen = _assigned(score, usable, [place.get(pins.get(s.id, ""), -1) for s in scenes])
    return tuple(
        _reference(scene, usable[column], candidates, floor, scene.id in pins)
        for scene, column, candidates in zip(scenes, chosen, found, strict=True)
    )


def _assigned(score: np.ndarray, pictures: list[Picture], pinned: list[int]) -> list[int]:
    """Columns by row. Neighbourly wishes depend on the choice itself, so it is made in rounds."""
    rows = score.shape[0]
    copies = -(-rows // len(pictures))
    soft = np.array(
        [SOFT if p.width < 5000 and not p.layers and p.sharpness < 60 else 0.0 for p in pictures]
    )
    chosen = [int(np.argmax(score[r])) for r in range(rows)]
    for _ in range(ROUNDS):
        worth = score - soft
        for row in range(rows):
            worth[row] += _wishes(row, chosen, pictures)
        whole = np.hstack([worth - REUSE * n for n in range(copies + 1)])
        for row, column in enumerate(pinned):
            if column >= 0:
                whole[row, column] += 100
        taken = linear_sum_assignment(-whole)[1] % len(pictures)
        if taken.tolist() == chosen:
            break
        chosen = taken.tolist()
    return chosen


def _wishes(row: int, chosen: list[int], pictures: list[Picture]) -> np.ndarray:
    others = {k for n, k in enumerate(chosen) if n != row}
    people = {w for k in others for w in _names(pictures[k])}
    near = {pictures[chosen[n]].scale for n in (row - 1, row + 1) if 0 <= n < len(chosen)}
    return np.array(
        [
            (SHARED_PERSON if people & _names(p) else 0.0)
            - (SAME_SCALE if p.scale in near else 0.0)
            for p in pictures
        ]
    )


def _names(picture: Picture) -> set[str]:
    return {k for k in picture.keywords if k[:1].isupper() and k.isalpha()}


def _reference(
    scene: Scene, picture: Picture, candidates: Sequence[Candidate], floor: float, pinned: bool
) -> Reference:
    of = next(c for c in candidates if c.picture == picture.id)
    better = [c for c in candidates if c.score > of.score]
    reason = "a person pinned it" if pinned else of.reason
    if better and not pinned:
        reason += f"; {len(better)} that scored higher serve other scenes or repeat a shot scale"
    return Reference(
        scene=scene.id,
        query=scene.seek or scene.description,
        picture=picture,
        score=of.score,
        reason=reason,
        grounded=pinned or of.score >= floor,
        floor=floor,
        others=tuple(c for c in candidates if c.picture != picture.id)[:4],
        pinned=pinned,
    )
