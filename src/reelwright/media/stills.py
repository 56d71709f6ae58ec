"""Films one still: prepares it once, then renders any frame of its move as NV12 planes."""

import math
from dataclasses import replace
from pathlib import Path as File
from typing import Protocol

import cv2
import numpy as np

from .compositor.camera import Path, Pose, path_of
from .compositor.plan import StillShot
from .compositor.planes import buffer, colour_planes, darken, planes_of, split, strips
from .compositor.sampling import Affine, Sampler, pad_for_phase
from .pictures.files import open_picture

U8 = np.ndarray

_NONE = np.empty((0, 0, 3), np.uint8)


class Filmed(Protocol):
    """Something that can render any frame of a shot."""

    def film(self, n: int, y: U8, uv: U8) -> None:
        """Write frame n (from 0) of the shot into the planes."""
        ...


class Cropped:
    """The part of a picture that a path sees, resampled to the working scale.

    image: BGR or BGRA [h, w]. Picture coordinate u (pixels, edges at 0 and width) lies at working
    pixel centre k * u - offset - 0.5.
    """

    def __init__(self, path: Path, k: float, layers: tuple[str, ...] | None = None) -> None:
        shot = path.shot
        left, top, right, low = path.crop()
        if shot.vector:
            from .compositor.drawing import draw

            rgba = draw(File(shot.path), (left, top, right, low), k, layers)
            self.image = cv2.cvtColor(rgba, cv2.COLOR_RGBA2BGRA, dst=rgba)
            self.kx = rgba.shape[1] / (right - left)
            self.ky = rgba.shape[0] / (low - top)
            self.offset = (left * self.kx, top * self.ky)
            return
        side = math.ceil(max(shot.width, shot.height) * k * 1.5)
        image = open_picture(
            File(shot.path), max_side=side if side < max(shot.width, shot.height) else None
        )
        # The picture may have come smaller than its own size: ratios of each axis.
        rx, ry = image.shape[1] / shot.width, image.shape[0] / shot.height
        x0, y0 = math.floor(left * rx), math.floor(top * ry)
        image = image[y0 : math.ceil(low * ry), x0 : math.ceil(right * rx)]
        fx, fy = k / rx, k / ry
        how = cv2.INTER_AREA if k < min(rx, ry) else cv2.INTER_CUBIC
        self.image = cv2.resize(image, None, fx=fx, fy=fy, interpolation=how)
        self.kx = self.ky = k
        self.offset = (x0 * fx, y0 * fy)

    def let_go(self) -> None:
        """Keep the map, not the picture: a view of it would keep all of it."""
        self.image = _NONE

    def map(self, path: Path, pose: Pose, depth: float = 0.5) -> Affine:
        """Film pixel -> working pixel for a plane at a depth (0 far, 1 near)."""
        off = depth - 0.5
        scale = pose.scale / (1 + off * pose.swell)
        c, s = math.cos(pose.roll), math.sin(pose.roll)
        # Film pixel (0, 0), from the middle of the frame, moved against the plane's own shift.
        px = 0.5 - path.width / 2 - off * pose.shift[0]
        py = 0.5 - path.height / 2 - off * pose.shift[1]
        return Affine(
            xx=self.kx * scale * c,
            yy=self.ky * scale * c,
            x0=self.kx * (pose.x + scale * (c * px - s * py)) - self.offset[0] - 0.5,
            y0=self.ky * (pose.y + scale * (s * px + c * py)) - self.offset[1] - 0.5,
            xy=-self.kx * scale * s if s else 0.0,
            yx=self.ky * scale * s if s else 0.0,
        )


def opaque(image: U8) -> U8:
    """BGR of a picture, over white where it is clear."""
    if image.shape[2] == 3:
        return image
    made = np.empty((*image.shape[:2], 3), np.uint8)
    for rows, _ in strips(len(image)):
        *colours, alpha = cv2.split(image[rows])
        if int(alpha.min()) < 255:
            white = cv2.bitwise_not(alpha)
            for colour in colours:
                cv2.multiply(colour, alpha, dst=colour, scale=1 / 255)
                cv2.add(colour, white, dst=colour)
        cv2.merge(colours, dst=made[rows])
    return made


def sharpened(y: U8, amount: float) -> U8:
    """Mild unsharp mask, once per still: it gives back what linear sampling will take."""
    return cv2.addWeighted(y, 1 + amount, cv2.GaussianBlur(y, (0, 0), 1.0), -amount, 0)


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
        from .compositor.camera import eased

        t = n / max(1, self.path.frames - 1)
        a, b = self.path.shot.focus
        focus = min(1.0, max(0.0, a + (b - a) * eased(min(1.0, max(0.0, t)), "in-out")))
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

    def __init__(self, inner: Filmed, path: Path) -> None:
        self.y = np.empty((path.height, path.width), np.uint8)
        self.uv = np.empty((path.height // 2, path.width // 2, 2), np.uint8)
        inner.film(0, self.y, self.uv)

    def film(self, n: int, y: U8, uv: U8) -> None:
        """Write the one frame into the planes."""
        y[...], uv[...] = self.y, self.uv


class Divided:
    """A shot that fills a part of the frame; the rest is of one colour."""

    def __init__(self, shot: StillShot, width: int, height: int, frames: int, grade: float) -> None:
        assert shot.into is not None
        left, top, wide, high = shot.into
        self.x, self.y = 2 * round(left * width / 2), 2 * round(top * height / 2)
        self.w = min(width - self.x, 2 * max(1, round(wide * width / 2)))
        self.h = min(height - self.y, 2 * max(1, round(high * height / 2)))
        self.inner = film_still(replace(shot, into=None), self.w, self.h, frames, grade)
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


def prepared(bgr: U8, grade: float, sharpen: float, blur: float = 0.0) -> tuple[U8, U8]:
    """Planes of a working picture: blurred or sharpened, then darkened by grade."""
    if blur > 0.3:
        bgr = _blurred(bgr, blur)
    y, uv = planes_of(bgr)
    if sharpen:
        y = sharpened(y, sharpen)
    darken(y, uv, grade)
    return y, uv


def _blurred(bgr: U8, sigma: float) -> U8:
    """A wide blur, done small: nothing fine is left to lose."""
    step = max(1, int(sigma / 3))
    small = cv2.resize(bgr, None, fx=1 / step, fy=1 / step, interpolation=cv2.INTER_AREA)
    small = cv2.GaussianBlur(small, (0, 0), sigma / step)
    size = (bgr.shape[1], bgr.shape[0])
    return cv2.resize(small, size, interpolation=cv2.INTER_CUBIC) if step > 1 else small


def film_still(shot: StillShot, width: int, height: int, frames: int, grade: float = 0.0) -> Filmed:
    """The cheapest way to film this shot well, chosen by what its camera does."""
    from .compositor.layers import Layered
    from .compositor.relief import Relief, depth_of

    if shot.into is not None:
        return Divided(shot, width, height, frames, grade)
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
    if path.start == path.end:
        return Held(Flat(path, grade), path)
    return Sliding(path, grade) if path.slides else Flat(path, grade)
