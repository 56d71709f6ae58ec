"""Brings a picture and its mask to a size that a model takes, and lays the answer back in.

Only what the mask covers, and a soft band beside it, comes from the answer: every other pixel is
the original's own.
"""

from dataclasses import dataclass

import cv2
import numpy as np

from ...domain.errors import BackendFailed, DoesNotFit

BAND = 3
"""Pixels beside the mask over which the answer fades out."""


@dataclass(frozen=True)
class Sizes:
    """What a model takes: sides in pixels, their common divisor, most pixels, longest shape."""

    divisor: int
    least: int
    most: int
    pixels: int
    shape: float = 1e9


@dataclass(frozen=True)
class Inlay:
    """A picture and mask ready for a model, and what is needed to lay its answer back."""

    picture: np.ndarray
    mask: np.ndarray
    original: np.ndarray
    hole: np.ndarray
    window: tuple[int, int, int, int]
    """Rows y0 to y1 and columns x0 to x1 of the original that the model sees."""
    inner: tuple[int, int]
    """Width and height of the part of `picture` that is no padding."""

    def laid_back(self, answer: np.ndarray) -> np.ndarray:
        """The original with the answer (BGR uint8 of `picture`'s size) where the mask was."""
        if answer.shape != self.picture.shape:
            raise BackendFailed(
                f"the model answered with a picture of shape {answer.shape}; {self.picture.shape} "
                "was sent"
            )
        y0, y1, x0, x1 = self.window
        width, height = self.inner
        part = answer[:height, :width]
        size = (x1 - x0, y1 - y0)
        way = cv2.INTER_AREA if width > size[0] else cv2.INTER_CUBIC
        part = cv2.resize(part, size, interpolation=way) if part.shape[1::-1] != size else part
        share = softened(self.hole)[y0:y1, x0:x1, None]
        found = self.original.copy()
        under = found[y0:y1, x0:x1]
        mixed = part.astype(np.float32) * share + under.astype(np.float32) * (1 - share)
        found[y0:y1, x0:x1] = np.where(share > 0, mixed.round().clip(0, 255), under)
        return found


def inlay(picture: np.ndarray, mask: np.ndarray, sizes: Sizes, *, around: float = 0) -> Inlay:
    """Fit a BGR uint8 picture and its mask (255: change) to what a model takes.

    around 0: the model sees the whole picture; else the mask's box, grown by this share of it on
    every side. Sizes are met by scaling, which keeps the shape, and by mirrored padding at the
    right and lower edge. Raises DoesNotFit where the shape is longer than the model takes.
    """
    y0, y1, x0, x1 = _window(mask, around, sizes)
    seen, hole = picture[y0:y1, x0:x1], mask[y0:y1, x0:x1]
    height, width = hole.shape
    long, short = max(width, height), min(width, height)
    if long > sizes.shape * short:
        raise DoesNotFit(
            f"a picture of {width} x {height} is longer than {sizes.shape:g} to 1, which this "
            "model does not take; crop it"
        )
    scale = min(1.0, sizes.most / long, (sizes.pixels / (width * height)) ** 0.5)
    scale = max(scale, sizes.least / short)
    while True:
        inner = (max(1, round(width * scale)), max(1, round(height * scale)))
        outer = tuple(-(-side // sizes.divisor) * sizes.divisor for side in inner)
        if outer[0] * outer[1] <= sizes.pixels and max(outer) <= sizes.most:
            break
        scale *= 0.99
        if round(short * scale) < sizes.least:
            raise DoesNotFit(
                f"a picture of {width} x {height} has no size that this model takes; crop it"
            )
    way = cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC
    seen = cv2.resize(seen, inner, interpolation=way)
    hole = cv2.resize(hole, inner, interpolation=cv2.INTER_LINEAR)
    pads = (0, outer[1] - inner[1], 0, outer[0] - inner[0])
    seen = cv2.copyMakeBorder(seen, *pads, cv2.BORDER_REFLECT)
    hole = cv2.copyMakeBorder(hole, *pads, cv2.BORDER_CONSTANT, value=0)
    # Half a pixel more: what is scaled down must not keep a rim of the old.
    hole = np.where(hole > 60, 255, 0).astype(np.uint8)
    return Inlay(seen, hole, picture, mask, (y0, y1, x0, x1), inner)


def softened(mask: np.ndarray) -> np.ndarray:
    """A mask as shares, float32: 1 inside, 0 further than BAND pixels away, smooth between."""
    away = cv2.distanceTransform(cv2.bitwise_not(mask), cv2.DIST_L2, 3)
    share = np.clip(1 - away / (BAND + 1), 0, 1)
    return np.where(away > BAND, 0, share * share * (3 - 2 * share)).astype(np.float32)


def changed(before: np.ndarray, after: np.ndarray, level: int = 24) -> np.ndarray:
    """Where one picture differs plainly from another of its size, as a closed mask."""
    off: np.ndarray = cv2.absdiff(before, after).max(-1)
    mask = np.where(cv2.GaussianBlur(off, (0, 0), 1.5) > level, 255, 0).astype(np.uint8)
    disc = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (9, 9))
    mask = cv2.morphologyEx(mask, cv2.MORPH_CLOSE, disc)
    return cv2.dilate(cv2.morphologyEx(mask, cv2.MORPH_OPEN, disc), disc)


def png(picture: np.ndarray) -> bytes:
    """A BGR or grey uint8 picture as a PNG file."""
    ok, data = cv2.imencode(".png", picture)
    if not ok:
        raise DoesNotFit(f"a picture of shape {picture.shape} cannot be written as PNG")
    return data.tobytes()


def decoded(data: bytes) -> np.ndarray:
    """A PNG or JPEG that a model answered with, as BGR uint8. Raises BackendFailed."""
    found = cv2.imdecode(np.frombuffer(data, np.uint8), cv2.IMREAD_COLOR) if data else None
    if found is None:
        raise BackendFailed("the model answered with something that is no picture; try again")
    return found


def _window(mask: np.ndarray, around: float, sizes: Sizes) -> tuple[int, int, int, int]:
    height, width = mask.shape
    if not around:
        return 0, height, 0, width
    x, y, w, h = cv2.boundingRect(mask)
    across = min(width, max(round(w * (1 + 2 * around)), sizes.least))
    down = min(height, max(round(h * (1 + 2 * around)), sizes.least))
    # A window near to a square: models are trained on such.
    across, down = max(across, min(width, down // 2)), max(down, min(height, across // 2))
    x0 = min(max(0, x + w // 2 - across // 2), width - across)
    y0 = min(max(0, y + h // 2 - down // 2), height - down)
    return y0, y0 + down, x0, x0 + across
