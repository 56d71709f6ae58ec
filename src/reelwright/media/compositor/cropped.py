"""A still prepared for filming: cropped to what its path sees, at the working scale."""

import math
from pathlib import Path as File
from typing import Protocol

import cv2
import numpy as np

from ..pictures.files import open_picture
from ..pictures.planes import U8, darken, planes_of, strips
from .camera import Path, Pose
from .sampling import Affine

_NONE = np.empty((0, 0, 3), np.uint8)


class Renderer(Protocol):
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
            from .drawing import draw

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
