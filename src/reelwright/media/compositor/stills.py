"""Stills moved as one plane: any frame of the move, as NV12 planes."""

import cv2
import numpy as np

from ..pictures.planes import U8
from .camera import Path
from .cropped import Cropped, Renderer, opaque, prepared
from .sampling import Sampler, pad_for_phase


class Flat:
    """A still moved as one plane: zoom, pan at a slant, roll, or standing."""

    def __init__(self, path: Path, grade: float = 0.0, blur: float = 0.0) -> None:
        self.path = path
        self.cropped = Cropped(path, path.working_scale())
        y, uv = prepared(opaque(self.cropped.image), grade, 0.0 if blur else 0.2, blur)
        self.cropped.let_go()
        a = self.cropped.kx * path.scales()[0]
        self.y, self.room = pad_for_phase(y, a)
        self.uv, self.room_uv = pad_for_phase(uv, a)
        self.sampler = Sampler()

    def film(self, n: int, y: U8, uv: U8) -> None:
        """Write frame n of the shot into the planes."""
        at = self.cropped.map(self.path, self.path.at(n))
        self.sampler.sample(self.y, self.room, at, y)
        self.sampler.sample(self.uv, self.room_uv, at.chroma(), uv)


class Sliding:
    """A pan at one film pixel to one working pixel: the cheapest move there is."""

    def __init__(self, path: Path, grade: float = 0.0) -> None:
        self.path = path
        self.cropped = Cropped(path, 1 / path.at(0).scale)
        self.y, uv = prepared(opaque(self.cropped.image), grade, 0.25)
        self.cropped.let_go()
        self.u, self.v = cv2.split(uv)

    def film(self, n: int, y: U8, uv: U8) -> None:
        """Write frame n of the shot into the planes."""
        at = self.cropped.map(self.path, self.path.at(n))
        small = at.chroma()
        height, width = y.shape
        cv2.getRectSubPix(
            self.y, (width, height), (at.x0 + (width - 1) / 2, at.y0 + (height - 1) / 2), patch=y
        )
        centre = (small.x0 + (width // 2 - 1) / 2, small.y0 + (height // 2 - 1) / 2)
        parts = [cv2.getRectSubPix(p, (width // 2, height // 2), centre) for p in (self.u, self.v)]
        cv2.merge(parts, dst=uv)


class Racked:
    """A rack focus: the still at several depths of blur, the two nearest blended."""

    LEVELS = (0.0, 0.25, 0.5, 1.0)

    def __init__(self, path: Path, grade: float = 0.0) -> None:
        self.path = path
        soft = path.width / 70 * path.working_scale() * path.scales()[0]
        self.levels = [Flat(path, grade, blur=soft * level) for level in self.LEVELS]
        self.other_y = np.empty((path.height, path.width), np.uint8)
        self.other_uv = np.empty((path.height // 2, path.width // 2, 2), np.uint8)

    def film(self, n: int, y: U8, uv: U8) -> None:
        """Write frame n of the shot into the planes."""
        a, b = self.path.shot.focus
        focus = min(1.0, max(0.0, a + (b - a) * self.path.sharpening(n)))
        above = next(i for i, level in enumerate(self.LEVELS) if level >= focus)
        self.levels[above].film(n, y, uv)
        if above and self.LEVELS[above] != focus:
            low, high = self.LEVELS[above - 1], self.LEVELS[above]
            share = (focus - low) / (high - low)
            self.levels[above - 1].film(n, self.other_y, self.other_uv)
            cv2.addWeighted(y, share, self.other_y, 1 - share, 0, dst=y)
            cv2.addWeighted(uv, share, self.other_uv, 1 - share, 0, dst=uv)


class Held:
    """A shot whose frames are all alike: rendered once, then copied."""

    def __init__(self, inner: Renderer, path: Path) -> None:
        self.y = np.empty((path.height, path.width), np.uint8)
        self.uv = np.empty((path.height // 2, path.width // 2, 2), np.uint8)
        inner.film(0, self.y, self.uv)

    def film(self, n: int, y: U8, uv: U8) -> None:
        """Write the one frame into the planes."""
        y[...], uv[...] = self.y, self.uv
