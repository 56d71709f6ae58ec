"""A layered drawing filmed with true parallax: the far is drawn behind the near, and uncovered."""

import threading

import cv2
import numpy as np

from ..pictures.planes import U8, alpha_planes
from .camera import Path
from .cropped import Cropped, opaque, prepared
from .sampling import Affine, Sampler, pad_for_phase

DEPTHS = {"sky": 0.0, "back": 0.05, "far": 0.15, "mid": 0.5, "subject": 0.8, "near": 1.0}
"""Depth of a layer by its name after "layer-"; unknown names lie between their neighbours."""

PLANES = 3


def depths_of(layers: tuple[str, ...]) -> tuple[float, ...]:
    """Depth 0-1 of each layer, back to front."""
    known: list[float | None] = [DEPTHS.get(name.removeprefix("layer-")) for name in layers]
    depths: list[float] = []
    for i, depth in enumerate(known):
        if depth is None:
            before = depths[-1] if depths else 0.0
            later = [d for d in known[i + 1 :] if d is not None]
            depth = (before + later[0]) / 2 if later else min(1.0, before + 0.3)
        depths.append(depth)
    return tuple(depths)


def collapse(
    layers: tuple[str, ...], most: int = PLANES
) -> tuple[tuple[tuple[str, ...], float], ...]:
    """Group neighbouring layers into at most `most` planes, each with its mean depth.

    Layers join where their depths are closest; order is never changed.
    """
    groups = [([name], [depth]) for name, depth in zip(layers, depths_of(layers), strict=True)]
    while len(groups) > most:
        means = [sum(d) / len(d) for _, d in groups]
        i = min(range(len(groups) - 1), key=lambda i: abs(means[i + 1] - means[i]))
        groups[i : i + 2] = [(groups[i][0] + groups[i + 1][0], groups[i][1] + groups[i + 1][1])]
    return tuple((tuple(names), sum(d) / len(d)) for names, d in groups)


class _Front:
    """One transparent plane: its box, its planes and where they lie in the working picture."""

    def __init__(self, path: Path, k: float, names: tuple[str, ...], depth: float, grade: float):
        self.path, self.depth = path, depth
        self.cropped = Cropped(path, k, names)
        image = self.cropped.image
        self.cropped.let_go()
        x, y, w, h = cv2.boundingRect(np.ascontiguousarray(image[..., 3]))
        self.empty = not w
        if self.empty:
            return
        # Two clear pixels around, so that the plane's own edges are drawn soft; even corner.
        self.x, self.y = (x - 2) & ~1, (y - 2) & ~1
        pads = (max(0, -self.y), 4, max(0, -self.x), 4)
        image = image[max(0, self.y) : y + h, max(0, self.x) : x + w]
        image = cv2.copyMakeBorder(image, *pads, cv2.BORDER_CONSTANT, value=(0, 0, 0, 0))
        planes = alpha_planes(image)
        self.width, self.height = planes.size
        if grade:
            _darken_premultiplied(planes.y, planes.inverse, 16, grade)
            _darken_premultiplied(planes.uv, planes.inverse_uv, 128, grade)
        a = self.cropped.kx * path.scales()[0]
        self.colour, self.room = pad_for_phase(planes.y, a, 0)
        self.inverse, _ = pad_for_phase(planes.inverse, a, 255)
        self.colour_uv, self.room_uv = pad_for_phase(planes.uv, a, 0)
        self.inverse_uv, _ = pad_for_phase(planes.inverse_uv, a, 255)

    def box(self, at: Affine) -> tuple[int, int, int, int]:
        """Even film pixels (left, top, right, bottom) that the plane touches; may be empty."""
        left = (self.x - at.x0) / at.xx
        top = (self.y - at.y0) / at.yy
        right = (self.x + self.width - at.x0) / at.xx
        low = (self.y + self.height - at.y0) / at.yy
        return (
            max(0, int(left) & ~1),
            max(0, int(top) & ~1),
            min(self.path.width, (int(right) + 3) & ~1),
            min(self.path.height, (int(low) + 3) & ~1),
        )

    def film(self, n: int, y: U8, uv: U8, scratch: "_Scratch") -> None:
        """Blend frame n of the plane over what is in the planes, within its own box."""
        if self.empty:
            return
        at = self.cropped.map(self.path, self.path.at(n), self.depth)
        left, top, right, low = self.box(at)
        if right <= left or low <= top:
            return
        # The source begins at the plane's corner, which is even, so that chroma keeps its place.
        here = at.moved(left, top)
        here = Affine(here.xx, here.yy, here.x0 - self.x, here.y0 - self.y)
        small = here.chroma()
        sampler, width, height = scratch.sampler, right - left, low - top
        colour, inverse = scratch.y[:height, :width], scratch.inverse[:height, :width]
        sampler.sample(self.colour, self.room, here, colour, 0)
        sampler.sample(self.inverse, self.room, here, inverse, 255)
        under = y[top:low, left:right]
        cv2.multiply(under, inverse, dst=under, scale=1 / 255)
        cv2.add(under, colour, dst=under)
        width, height = width // 2, height // 2
        colour, inverse = scratch.uv[:height, :width], scratch.inverse_uv[:height, :width]
        sampler.sample(self.colour_uv, self.room_uv, small, colour, 0)
        sampler.sample(self.inverse_uv, self.room_uv, small, inverse, 255)
        under = uv[top // 2 : low // 2, left // 2 : right // 2]
        cv2.multiply(under, inverse, dst=under, scale=1 / 255)
        cv2.add(under, colour, dst=under)


class _Scratch(threading.local):
    """Room for one plane's samples, shared by all shots of a thread that films one size."""

    def __init__(self) -> None:
        self.sampler = Sampler()
        self._size = (0, 0)

    def of(self, width: int, height: int) -> "_Scratch":
        """Itself, with planes of this size."""
        if self._size != (width, height):
            self._size = (width, height)
            self.y = np.empty((height, width), np.uint8)
            self.inverse = np.empty((height, width), np.uint8)
            self.uv = np.empty((height // 2, width // 2, 2), np.uint8)
            self.inverse_uv = np.empty((height // 2, width // 2, 2), np.uint8)
        return self


_scratch = _Scratch()


class Layered:
    """A layered drawing: an opaque background and at most two planes before it."""

    def __init__(self, path: Path, grade: float = 0.0) -> None:
        self.path = path
        k = path.working_scale()
        (names, self.depth), *front = collapse(path.shot.layers)
        self.cropped = Cropped(path, k, names)
        y, uv = prepared(opaque(self.cropped.image), grade, 0.2)
        self.cropped.let_go()
        a = self.cropped.kx * path.scales()[0]
        self.y, self.room = pad_for_phase(y, a)
        self.uv, self.room_uv = pad_for_phase(uv, a)
        self.front = [_Front(path, k, names, depth, grade) for names, depth in front]

    def film(self, n: int, y: U8, uv: U8) -> None:
        """Write frame n of the shot into the planes."""
        scratch = _scratch.of(self.path.width, self.path.height)
        at = self.cropped.map(self.path, self.path.at(n), self.depth)
        scratch.sampler.sample(self.y, self.room, at, y)
        scratch.sampler.sample(self.uv, self.room_uv, at.chroma(), uv)
        for plane in self.front:
            plane.film(n, y, uv, scratch)


def _darken_premultiplied(colour: U8, inverse: U8, black: int, amount: float) -> None:
    """Darken premultiplied planes in place; black is the plane's value for no light."""
    opacity = cv2.bitwise_not(inverse)
    cv2.addWeighted(colour, 1 - amount, opacity, black * amount / 255, 0, dst=colour)
