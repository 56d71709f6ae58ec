"""Chooses the picture of every scene at once, so that the film as a whole holds together."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np

from ..domain.continuity import Candidate, Reference
from ..domain.errors import DoesNotFit, NotFound
from ..domain.footage import longest_scene
from ..domain.picture import Picture
from ..domain.storyboard import Scene
from .people import names_in

SAME_SCALE = 0.05
"""What it costs when a scene's picture has the same shot scale as the one before."""

SAME_PERSON = 0.06
"""What it is worth when a picture shows somebody the film shows in another scene too."""

AGAIN = 0.6
"""What it costs to show a picture once more in one film, twice that right after itself."""

SOFT, SOFT_UNDER = 0.05, 60
"""What a soft photograph costs, and the sharpness under which one is soft."""

MOVES = 0.04
"""What it is worth when a picture that fits is a clip with a part as long as the scene: moving
pictures go before still ones that fit as well."""

DEPTH = 80
"""How many of a scene's candidates are weighed."""

PINNED = 100.0


class PictureFinder(Protocol):
    """Finds pictures; `library.Searcher` does. floor: the score from which one fits."""

    floor: float

    def search(
        self, query: str, *, k: int = 5, exclude: Collection[str] = (), scale: str = "any"
    ) -> tuple[Candidate, ...]:
        """The k best pictures for a query, best first."""
        ...


@dataclass(frozen=True)
class _Board:
    """What an assignment of pictures (columns) to scenes (rows) is worth."""

    worth: np.ndarray
    pictures: Sequence[Picture]
    bound: bool

    def total(self, chosen: Sequence[int]) -> float:
        value = float(sum(self.worth[row, column] for row, column in enumerate(chosen)))
        if not self.bound:
            return value
        names = [set(names_in(self.pictures[c])) for c in chosen]
        for row, column in enumerate(chosen):
            before = chosen[row - 1] if row else -1
            value -= AGAIN * (chosen.index(column) < row) + AGAIN * (column == before)
            if row and self.pictures[column].scale == self.pictures[before].scale:
                value -= SAME_SCALE
            others = set[str]().union(*names[:row], *names[row + 1 :])
            value += SAME_PERSON * bool(names[row] & others)
        return value


def choose(
    scenes: Sequence[Scene],
    pictures: Sequence[Picture],
    searcher: PictureFinder,
    *,
    floor: float,
    banned: Collection[str] = (),
    pins: Mapping[str, str] | None = None,
    bound: bool = True,
) -> tuple[Reference, ...]:
    """One picture a scene: the best assignment over scenes and pictures together.

    Relevance counts most; what fits as well and moves goes first; a picture is not shown twice
    while others will do, neighbours differ in scale, and people who were seen are seen again.
    Banned pictures are never used, nor are those of people who did not consent; pins fix a scene's
    picture. An end card that looks for what a scene before it does takes from what is left. bound
    False: each scene takes its own best picture, whatever the others take.

    Raises DoesNotFit when nothing is left to choose from, NotFound for a pin that is not there.
    """
    pins = dict(pins or {})
    _check(pins, scenes, pictures, banned)
    shut = {p.id for p in pictures if p.id in banned or p.rights.people_consented is False}
    usable = [p for p in pictures if p.id not in shut]
    if not usable:
        raise DoesNotFit(
            "every picture of the library is banned or shows people who did not consent; allow "
            "some again, or add others"
        )
    place = {p.id: n for n, p in enumerate(usable)}
    worth = np.zeros((len(scenes), len(usable)))
    found: list[dict[str, Candidate]] = []
    for row, scene in enumerate(scenes):
        candidates = searcher.search(
            scene.seek or scene.description,
            k=max(DEPTH, len(pins) + 1),
            exclude=sorted(shut),
            scale=scene.scale,
        )
        found.append({c.picture: c for c in candidates if c.picture in place})
        for c in found[row].values():
            fits = c.score >= floor and _fills(usable[place[c.picture]], scene)
            worth[row, place[c.picture]] = c.score + MOVES * fits
        if scene.id in pins:
            worth[row, place[pins[scene.id]]] += PINNED
    worth -= np.array([SOFT * _is_soft(p) for p in usable])
    if bound and _echoes(scenes):
        # The scenes keep what they would have without the card.
        for row, column in enumerate(_assigned(_Board(worth[:-1], usable, bound))):
            worth[row, column] += PINNED
    chosen = _assigned(_Board(worth, usable, bound))
    return tuple(
        _reference(scene, usable[column], candidates, floor, pinned=scene.id in pins)
        for scene, column, candidates in zip(scenes, chosen, found, strict=True)
    )


def _echoes(scenes: Sequence[Scene]) -> bool:
    """Whether the end card looks for what a scene before it does: it then takes what is left."""
    asked = [s.seek or s.description for s in scenes]
    return len(scenes) > 1 and scenes[-1].text.kind == "end card" and asked[-1] in asked[:-1]


def _check(
    pins: Mapping[str, str],
    scenes: Sequence[Scene],
    pictures: Sequence[Picture],
    banned: Collection[str],
) -> None:
    there = {p.id for p in pictures}
    if unknown := sorted(set(pins.values()) - there):
        raise NotFound(f"the pinned pictures {', '.join(unknown)} are not in the library")
    if unknown := sorted(set(pins) - {s.id for s in scenes}):
        raise NotFound(
            f"there is no scene {', '.join(unknown)} to pin a picture to; there are "
            f"{', '.join(s.id for s in scenes)}"
        )
    shut = {p.id for p in pictures if p.id in banned or p.rights.people_consented is False}
    if both := sorted(set(pins.values()) & shut):
        raise DoesNotFit(
            f"{', '.join(both)} is pinned, but banned or without its people's consent; pin another"
        )


def _assigned(board: _Board) -> list[int]:
    """Columns by row: the best plain assignment, then bettered one or two scenes at a time."""
    rows, columns = board.worth.shape
    if not board.bound:
        return [int(np.argmax(board.worth[row])) for row in range(rows)]
    copies = -(-rows // columns) + 1
    # Copies of the library stand beside it, each dearer, for films with more scenes than pictures.
    whole = np.hstack([board.worth - AGAIN * n for n in range(copies)])
    from scipy.optimize import linear_sum_assignment

    chosen = [int(c) % columns for c in linear_sum_assignment(-whole)[1]]
    near = [np.argsort(-board.worth[row], kind="stable")[:DEPTH].tolist() for row in range(rows)]
    best = board.total(chosen)
    improved = True
    while improved:
        improved = False
        for trial in _neighbours(chosen, near):
            value = board.total(trial)
            if value > best + 1e-9:
                best, chosen, improved = value, trial, True
                break
    return chosen


def _neighbours(chosen: list[int], near: list[list[int]]):
    for row, columns in enumerate(near):
        for column in columns:
            if column != chosen[row]:
                yield [*chosen[:row], column, *chosen[row + 1 :]]
    for one in range(len(chosen)):
        for other in range(one + 1, len(chosen)):
            swapped = list(chosen)
            swapped[one], swapped[other] = chosen[other], chosen[one]
            yield swapped


def _fills(picture: Picture, scene: Scene) -> bool:
    """Whether a picture is a clip that can be shown moving for a whole scene."""
    moving = picture.moving
    return moving is not None and longest_scene(moving) >= float(scene.seconds)


def _is_soft(picture: Picture) -> bool:
    drawn = picture.asset.media_type == "image/svg+xml"
    return not drawn and picture.sharpness < SOFT_UNDER


def _reference(
    scene: Scene,
    picture: Picture,
    candidates: Mapping[str, Candidate],
    floor: float,
    *,
    pinned: bool,
) -> Reference:
    of = candidates.get(picture.id) or Candidate(
        picture=picture.id, score=0, reason="nothing in the library is near to what was asked"
    )
    better = sum(c.score > of.score for c in candidates.values())
    reason = of.reason
    if pinned:
        reason = f"a person chose it; {reason}"
    elif better:
        reason += (
            f"; {better} that scored higher {'serves' if better == 1 else 'serve'} another scene, "
            "repeat a shot scale or show other people"
        )
    return Reference(
        scene=scene.id,
        query=scene.seek or scene.description,
        picture=picture,
        score=of.score,
        reason=reason,
        grounded=pinned or of.score >= floor,
        floor=floor,
        others=tuple(c for c in candidates.values() if c.picture != picture.id)[:4],
        pinned=pinned,
    )
