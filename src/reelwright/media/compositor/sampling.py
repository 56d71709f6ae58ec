"""Moving a picture under the camera, sub-pixel and without shake, on planes.

An Affine maps film pixel centres to source pixel centres: x -> ax*x + bx, y -> ay*y + by, with c
and s for a turned camera. `phase_resize` does it by cv2.resize, twice as fast as a warp: resize
takes whole-pixel crops only, so it renders a few columns more than asked and starts at the one
where the fraction comes out right.
"""

import math
from dataclasses import dataclass

import cv2
import numpy as np

U8 = np.ndarray

REACH = 96
"""Extra columns and rows that phase_resize may render to find its phase."""

_NEAR = 0.01
_TOLERABLE = 0.04
_FLAGS = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP


@dataclass(frozen=True)
class Affine:
    """Film pixel (x, y) -> source pixel (xx*x + xy*y + x0, yx*x + yy*y + y0), at pixel centres."""

    xx: float
    yy: float
    x0: float
    y0: float
    xy: float = 0.0
    yx: float = 0.0

    def chroma(self) -> "Affine":
        """The same map between chroma planes, left-sited: x = 2j, y = 2i + 0.5."""
        return Affine(
            xx=self.xx,
            yy=self.yy,
            x0=(0.5 * self.xy + self.x0) / 2,
            y0=(0.5 * self.yy + self.y0 - 0.5) / 2,
            xy=self.xy,
            yx=self.yx,
        )

    def moved(self, x: int, y: int) -> "Affine":
        """The map for a frame whose pixel (0, 0) is this one's (x, y)."""
        return Affine(
            self.xx,
            self.yy,
            self.x0 + self.xx * x + self.xy * y,
            self.y0 + self.yx * x + self.yy * y,
            self.xy,
            self.yx,
        )

    @property
    def matrix(self) -> np.ndarray:
        """The 2 x 3 matrix cv2 takes."""
        return np.array([[self.xx, self.xy, self.x0], [self.yx, self.yy, self.y0]])


def phase(a: float, b: float) -> tuple[int, int, float]:
    """Where to begin a resize that shows source position a*i + b: (origin, skip, error).

    Resizing by 1/a from source pixel `origin`, output pixel `skip` + i is output i, out by `error`
    source pixels.
    """
    skips = np.arange(REACH)
    origin = b + 0.5 - (skips + 0.5) * a
    error = np.abs(origin - np.round(origin))
    good = np.flatnonzero(error < _NEAR)
    i = int(good[0]) if len(good) else int(np.argmin(error))
    return round(float(origin[i])), i, float(error[i])


def pad_for_phase(source: U8, a: float, value: int | None = None) -> tuple[U8, int]:
    """The source with room for phase_resize to start early: (padded, pixels added left and top)."""
    room = math.ceil((REACH + 2) * a) + 4
    kind = cv2.BORDER_REPLICATE if value is None else cv2.BORDER_CONSTANT
    fill = (value or 0,) * 4
    return cv2.copyMakeBorder(source, room, 8, room, 8, kind, value=fill), room


class Sampler:
    """Samples planes into a frame, keeping scratch space between frames."""

    def __init__(self) -> None:
        self._scratch = np.empty(0, np.uint8)

    def sample(self, source: U8, room: int, at: Affine, into: U8, outside: int | None = None):
        """Fill `into` from a source padded by `room`; outside is the value past its borders."""
        if at.xy or at.yx:
            return self.warp(source, room, at, into, outside)
        x0, skip_x, off_x = phase(at.xx, at.x0 + room)
        y0, skip_y, off_y = phase(at.yy, at.y0 + room)
        height, width = into.shape[:2]
        wide, high = width + skip_x, height + skip_y
        right = x0 + math.ceil(wide * at.xx) + 1
        low = y0 + math.ceil(high * at.yy) + 1
        fits = x0 >= 0 and y0 >= 0 and right <= source.shape[1] and low <= source.shape[0]
        if max(off_x / at.xx, off_y / at.yy) > _TOLERABLE or not fits:
            return self.warp(source, room, at, into, outside)
        crop = source[y0:low, x0:right]
        fx, fy = 1 / at.xx, 1 / at.yy
        done = cv2.resize(
            crop, None, dst=self._room(crop, fx, fy), fx=fx, fy=fy, interpolation=cv2.INTER_LINEAR
        )
        into[...] = done[skip_y : skip_y + height, skip_x : skip_x + width]

    def _room(self, crop: U8, fx: float, fy: float) -> U8:
        """Scratch of the size cv2.resize will make of a crop: fresh memory costs more than work."""
        shape = (round(crop.shape[0] * fy), round(crop.shape[1] * fx), *crop.shape[2:])
        size = math.prod(shape)
        if len(self._scratch) < size:
            self._scratch = np.empty(size + size // 8, np.uint8)
        return self._scratch[:size].reshape(shape)

    def warp(self, source: U8, room: int, at: Affine, into: U8, outside: int | None = None):
        """The same by warpAffine: any map, slower. Two-channel planes go one by one (faster)."""
        matrix = at.matrix + np.array([[0, 0, room], [0, 0, room]])
        size = (into.shape[1], into.shape[0])
        border = cv2.BORDER_REPLICATE if outside is None else cv2.BORDER_CONSTANT
        value = (outside or 0,) * 4
        if into.ndim == 3:
            parts = [
                cv2.warpAffine(p, matrix, size, flags=_FLAGS, borderMode=border, borderValue=value)
                for p in cv2.split(source)
            ]
            cv2.merge(parts, dst=into)
        else:
            cv2.warpAffine(
                source, matrix, size, dst=into, flags=_FLAGS, borderMode=border, borderValue=value
            )
