"""What a film is made of, as plain values that a worker process can be handed.

Nothing here needs a model or a store: pictures are paths with their digests, times are frames.
`cutting.film` writes a FilmPlan from a Timeline; `media.compositor` films it.
"""

import hashlib
import itertools
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any, cast

from ...domain.looks import Look
from ...domain.loose import is_table

VERSION = 2
"""Raised when the same plan would give other pictures: it is part of every span's key."""


@dataclass(frozen=True)
class View:
    """What the camera sees: see domain.take.Window."""

    x: float = 0.5
    y: float = 0.5
    zoom: float = 1.0
    roll: float = 0.0


@dataclass(frozen=True)
class StillShot:
    """A picture filmed by a camera path. width and height are the picture's own, after rotation."""

    path: str
    sha: str
    width: int
    height: int
    name: str
    start: View
    end: View
    vector: bool = False
    layers: tuple[str, ...] = ()
    ease: str = "in-out"
    parallax: float = 0.0
    turn: int = 1
    focus: tuple[float, float] = (0.0, 0.0)
    subject: tuple[float, float, float, float] | None = None
    into: tuple[float, float, float, float] | None = None
    ground: str = "#000000"
    via: tuple[tuple[float, View, str], ...] = ()
    """When (share of the time), where, and which move begins: see domain.take.Station."""


@dataclass(frozen=True)
class ClipShot:
    """A clip from offset on (seconds), scaled to fill; subject is a box in shares of the clip.

    pace, way (there: path), zoom, into and ground: see domain.take.Footage.
    """

    path: str
    sha: str
    offset: float = 0.0
    subject: tuple[float, float, float, float] | None = None
    pace: float = 1.0
    way: tuple[tuple[float, float, float, float], ...] = ()
    zoom: float = 1.0
    into: tuple[float, float, float, float] | None = None
    ground: str = "#000000"


Shot = StillShot | ClipShot


@dataclass(frozen=True)
class ClipPlan:
    """One clip on the clock; overlap frames of it are its entering transition, of this kind."""

    start: int
    frames: int
    shot: Shot
    kind: str = "cut"
    overlap: int = 0
    colour: str | None = None
    grade: float = 0.0
    look: Look = ""

    @property
    def end(self) -> int:
        """The first frame after it."""
        return self.start + self.frames


@dataclass(frozen=True)
class OverlayPlan:
    """An RGBA image over frames start .. start+frames. See domain.timeline.Overlay."""

    path: str
    sha: str
    start: int
    frames: int
    x: int
    y: int
    enter: int = 0
    leave: int = 0
    slide: int = 0
    slide_from: str = "down"
    dither: bool = False

    @property
    def end(self) -> int:
        """The first frame after it."""
        return self.start + self.frames


@dataclass(frozen=True)
class FilmPlan:
    """A whole film: even width and height in pixels, frames a second, scenes in order of time."""

    width: int
    height: int
    rate: int
    frames: int
    quality: str
    scenes: tuple[ClipPlan, ...]
    overlays: tuple[OverlayPlan, ...] = ()

    def part(self, start: int, end: int) -> "FilmPlan":
        """The frames start .. end as a plan of their own, its clock beginning at 0.

        Everything the frames depend on is in it and nothing else, so that equal parts are equal
        pictures. Times may be negative: what began earlier goes on.
        """

        def seen(item: ClipPlan | OverlayPlan) -> bool:
            return item.start < end and item.end > start

        return replace(
            self,
            frames=end - start,
            scenes=tuple(replace(s, start=s.start - start) for s in self.scenes if seen(s)),
            overlays=tuple(replace(o, start=o.start - start) for o in self.overlays if seen(o)),
        )

    def key(self, **more: Any) -> str:
        """Hex SHA-256 of everything the frames depend on: digests of files, never their places."""

        def placeless(value: Any) -> Any:
            if is_table(value):
                return {k: placeless(v) for k, v in value.items() if k != "path"}
            if isinstance(value, list | tuple):
                return [placeless(v) for v in cast("Sequence[Any]", value)]
            return value

        document = {"version": VERSION, "plan": placeless(asdict(self)), **more}
        return hashlib.sha256(json.dumps(document, sort_keys=True).encode()).hexdigest()


def spans_of(frames: int, rate: int, seconds: float = 2.0) -> tuple[tuple[int, int], ...]:
    """Cut a film into spans (start, end) of at least `seconds`, by its length alone.

    The number of cores plays no part, so that every machine writes the same bytes.
    """
    count = max(1, int(frames / (seconds * rate)))
    edges = [round(i * frames / count) for i in range(count + 1)]
    return tuple(itertools.pairwise(edges))
