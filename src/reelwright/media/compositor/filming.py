"""Prepares a scene's shot once, in the cheapest way that films it well."""

from collections.abc import Callable
from dataclasses import replace

from ...domain.looks import Look
from ..pictures.grade import relight
from ..pictures.planes import U8, buffer, colour_planes, darken, split
from .camera import path_of
from .cropped import Renderer
from .plan import ClipPlan, ClipShot, Shot, StillShot
from .stills import Flat, Held, Racked, Sliding


def film_scene(scene: ClipPlan, width: int, height: int, rate: int) -> Renderer:
    """Prepare a scene's shot for frames of this size; frame 0 is the scene's first."""
    shot = scene.shot

    def inner(width: int, height: int) -> Renderer:
        if isinstance(shot, ClipShot):
            from .footage import FilmedClip

            filmed: Renderer = _Graded(
                FilmedClip(shot, width, height, scene.frames, rate), scene.grade
            )
        else:
            filmed = film_still(replace(shot, into=None), width, height, scene.frames, scene.grade)
        return _Lit(filmed, scene.look) if scene.look else filmed

    # A look is the picture's: the ground beside it keeps the brand's colour.
    return Divided(shot, width, height, inner) if shot.into else inner(width, height)


class _Lit:
    """A shot in a look, given frame by frame."""

    def __init__(self, inner: Renderer, look: Look) -> None:
        self.inner = inner
        self.look: Look = look

    def film(self, n: int, y: U8, uv: U8) -> None:
        self.inner.film(n, y, uv)
        relight(y, uv, self.look)


class _Graded:
    """Footage darkened frame by frame; stills are darkened when they are prepared."""

    def __init__(self, inner: Renderer, grade: float) -> None:
        self.inner, self.grade = inner, grade

    def film(self, n: int, y: U8, uv: U8) -> None:
        self.inner.film(n, y, uv)
        darken(y, uv, self.grade)


def film_still(
    shot: StillShot, width: int, height: int, frames: int, grade: float = 0.0
) -> Renderer:
    """The cheapest way to film a shot that fills the frame, chosen by what its camera does."""
    from .layers import Layered
    from .relief import Relief, depth_of

    path = path_of(shot, width, height, frames)
    shot = path.shot
    if path.deep and not path.rolls:
        if shot.layers and shot.vector:
            return Layered(path, grade)
        depth = depth_of(path)
        if depth is not None:
            return Relief(path, depth, grade)
    if max(shot.focus) > 0 and path.frames > 1:
        return Racked(path, grade)
    if path.held:
        return Held(Flat(path, grade), path)
    return Sliding(path, grade) if path.slides else Flat(path, grade)


class Divided:
    """A shot that fills a part of the frame; the rest is of one colour."""

    def __init__(
        self, shot: Shot, width: int, height: int, inner: Callable[[int, int], Renderer]
    ) -> None:
        assert shot.into is not None
        left, top, wide, high = shot.into
        self.x, self.y = 2 * round(left * width / 2), 2 * round(top * height / 2)
        self.w = min(width - self.x, 2 * max(1, round(wide * width / 2)))
        self.h = min(height - self.y, 2 * max(1, round(high * height / 2)))
        self.inner = inner(self.w, self.h)
        self.colour = colour_planes(shot.ground)
        self.part = buffer(self.w, self.h)

    def film(self, n: int, y: U8, uv: U8) -> None:
        """Write frame n of the shot into the planes."""
        part_y, part_uv = split(self.part)
        self.inner.film(n, part_y, part_uv)
        y[...] = self.colour[0]
        uv[...] = self.colour[1:]
        y[self.y : self.y + self.h, self.x : self.x + self.w] = part_y
        left, top = self.x // 2, self.y // 2
        uv[top : top + self.h // 2, left : left + self.w // 2] = part_uv
