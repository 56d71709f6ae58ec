"""Films a FilmPlan: any frame of it, in any order, as NV12."""

from collections import OrderedDict
from collections.abc import Callable, Iterator, Sequence
from typing import Any

import cv2

from ...domain.errors import DoesNotFit
from ..guard.memory import apart, give_back
from ..pictures.planes import U8, buffer, split
from .cropped import Renderer
from .filming import film_scene
from .overlays import ReadyOverlay
from .plan import ClipPlan, FilmPlan, OverlayPlan
from .trace import DARK, STIR
from .transitions import blend

KEPT = 2
"""Prepared shots kept at a time: a transition needs two. A still takes some 15 MB."""

AHEAD = 4
"""Frames rendered in one go."""


def _prepared(scene: ClipPlan) -> tuple[Any, ...]:
    """What a prepared shot depends on, besides the size of its frames."""
    return scene.shot, scene.frames, scene.grade, scene.look


class Shots:
    """Prepared shots, the last few kept: neighbouring spans share a scene."""

    def __init__(self, keep: int = KEPT) -> None:
        self.keep = keep
        self._kept: OrderedDict[tuple[Any, ...], Renderer] = OrderedDict()

    def get(self, scene: ClipPlan, width: int, height: int, rate: int) -> Renderer:
        """The scene's shot, prepared for frames of this size."""
        key = (*_prepared(scene), width, height, rate)
        if key not in self._kept:
            while len(self._kept) >= self.keep:
                self._kept.popitem(last=False)
            with apart():
                self._kept[key] = film_scene(scene, width, height, rate)
            give_back()
        self._kept.move_to_end(key)
        return self._kept[key]

    def ready(self, plan: FilmPlan) -> None:
        """Prepare the shots of a plan before its encoder is there: both at once take most room."""
        first = plan.scenes[: self.keep]
        self.only(first)
        there = {key[:4] for key in self._kept}
        if any(_prepared(s) not in there for s in first):
            give_back()
        for scene in first:
            self.get(scene, plan.width, plan.height, plan.rate)

    def only(self, scenes: Sequence[ClipPlan]) -> None:
        """Let go of all shots but those of these scenes."""
        needed = {_prepared(s) for s in scenes}
        for key in [k for k in self._kept if k[:4] not in needed]:
            del self._kept[key]

    def clear(self) -> None:
        """Keep none."""
        self._kept.clear()


class Compositor:
    """Renders frames of a plan. Not for use by two threads at once."""

    def __init__(self, plan: FilmPlan, shots: Shots | None = None) -> None:
        self.plan = plan
        self.shots = shots or Shots()
        self._under = buffer(plan.width, plan.height)
        self._shown: dict[OverlayPlan, ReadyOverlay] = {}
        self._on: list[ClipPlan] = []

    def film(self, n: int, frame: U8) -> None:
        """Write frame n into an NV12 buffer. Raises DoesNotFit where no scene covers it."""
        plan = self.plan
        scenes = [s for s in plan.scenes if s.start <= n < s.end]
        if not scenes:
            raise DoesNotFit(
                f"no scene covers frame {n} of {plan.frames}; lengthen the scene before it"
            )
        if scenes != self._on:
            self._on = scenes
            self.shots.only([s for s in plan.scenes if s.end > n])
        top = scenes[-1]
        self._scene(top, n, frame)
        into = n - top.start
        if top.kind != "cut" and into < top.overlap and len(scenes) > 1:
            self._scene(scenes[-2], n, self._under)
            blend(top.kind, (into + 1) / (top.overlap + 1), self._under, frame, top.colour)
        y, uv = split(frame)
        for overlay in plan.overlays:
            if overlay.start <= n < overlay.end:
                if overlay not in self._shown:
                    with apart():
                        self._shown[overlay] = ReadyOverlay(overlay)
                self._shown[overlay].film(n, y, uv)
            else:
                self._shown.pop(overlay, None)

    def _scene(self, scene: ClipPlan, n: int, frame: U8) -> None:
        plan = self.plan
        shot = self.shots.get(scene, plan.width, plan.height, plan.rate)
        shot.film(n - scene.start, *split(frame))

    def frames(self, seen: Callable[[U8], None] | None = None) -> Iterator[U8]:
        """Every frame in turn, in a few buffers that are written over; `seen` is shown each first.

        A few are rendered before they are given out: rendering and encoding each keep their own
        code and data in the processor's caches for longer.
        """
        ahead = [buffer(self.plan.width, self.plan.height) for _ in range(AHEAD)]
        for first in range(0, self.plan.frames, AHEAD):
            count = min(AHEAD, self.plan.frames - first)
            for i in range(count):
                self.film(first + i, ahead[i])
                if seen:
                    seen(ahead[i])
            yield from ahead[:count]


def thumbnail(frame: U8) -> U8:
    """Luma at a quarter of the frame's size."""
    y, _ = split(frame)
    size = (max(1, y.shape[1] // 4), max(1, y.shape[0] // 4))
    return cv2.resize(y, size, interpolation=cv2.INTER_LINEAR)


def measured(before: U8 | None, now: U8) -> tuple[float, float, float, float]:
    """(luma, change, moved, dark) of a thumbnail after the one before: see trace.Trace."""
    dark = 1 - cv2.countNonZero(cv2.threshold(now, DARK - 1, 1, cv2.THRESH_BINARY)[1]) / now.size
    luma = float(cv2.mean(now)[0])
    if before is None:
        return round(luma, 3), 0.0, 0.0, round(dark, 4)
    gap = cv2.absdiff(before, now)
    moved = cv2.countNonZero(cv2.threshold(gap, STIR, 1, cv2.THRESH_BINARY)[1]) / now.size
    return round(luma, 3), round(float(cv2.mean(gap)[0]), 4), round(moved, 4), round(dark, 4)
