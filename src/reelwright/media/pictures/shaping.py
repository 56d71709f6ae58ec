"""A picture brought to a frame of another shape: padded, cropped or kept, never stretched."""

from typing import Literal

import cv2
import numpy as np

from ...domain.base import Box
from .colour import from_hex

Mode = Literal["fit", "crop", "keep"]

_EVEN = 14
"""Steps of 255 within which a row is of one colour, JPEG's noise included."""

_LEAST_BAR = 0.04
"""Share of a side that bars take at least, both together."""


def shaped(
    picture: np.ndarray,
    size: tuple[int, int],
    mode: Mode = "fit",
    *,
    colour: str = "#000000",
    subject: Box | None = None,
) -> np.ndarray:
    """A BGR picture in a frame of size (width, height).

    fit: all of it, on padding of a colour. crop: the frame filled, as near to the middle of the
    subject as the picture allows. keep: its own shape, no side longer than the frame's.
    """
    width, height = size
    have_h, have_w = picture.shape[:2]
    if mode == "crop":
        scale = max(width / have_w, height / have_h)
        x, y = (subject or Box(x=0, y=0, w=1, h=1)).centre
        take_w, take_h = min(have_w, round(width / scale)), min(have_h, round(height / scale))
        left = round(min(max(0.0, x * have_w - take_w / 2), have_w - take_w))
        top = round(min(max(0.0, y * have_h - take_h / 2), have_h - take_h))
        return _scaled(picture[top : top + take_h, left : left + take_w], (width, height))
    scale = min(width / have_w, height / have_h)
    if mode == "keep":
        scale = min(1.0, scale)
    inner = max(1, round(have_w * scale)), max(1, round(have_h * scale))
    small = _scaled(picture, inner)
    if mode == "keep" or inner == size:
        return small
    frame = np.empty((height, width, 3), np.uint8)
    frame[:] = from_hex(colour)
    left, top = (width - inner[0]) // 2, (height - inner[1]) // 2
    frame[top : top + inner[1], left : left + inner[0]] = small
    return frame


def _scaled(picture: np.ndarray, size: tuple[int, int]) -> np.ndarray:
    if (picture.shape[1], picture.shape[0]) == size:
        return picture
    smaller = size[0] < picture.shape[1]
    how = cv2.INTER_AREA if smaller else cv2.INTER_CUBIC
    return cv2.resize(picture, size, interpolation=how)


def other_views(picture: np.ndarray) -> list[np.ndarray]:
    """A BGR picture as it is, without even bars around it where there are any, and mirrored."""
    bare = _without_bars(picture)
    found = [picture] if bare.shape == picture.shape else [picture, bare]
    return [*found, *(np.ascontiguousarray(view[:, ::-1]) for view in found)]


def _without_bars(picture: np.ndarray) -> np.ndarray:
    """The picture inside bars of one colour, as they stand above and below, or at the sides."""
    top, low = _bars(picture)
    left, right = _bars(picture.transpose(1, 0, 2))
    return np.ascontiguousarray(picture[top:low, left:right])


def _bars(picture: np.ndarray) -> tuple[int, int]:
    """First and last row of what is no bar; all rows where bars are thin or leave too little."""
    height = len(picture)
    span = picture.max(1).astype(np.int16) - picture.min(1)
    even = (span.max(1) <= _EVEN) & (np.abs(picture.mean(1) - picture[0].mean(0)).max(1) <= _EVEN)
    top = int(np.argmin(even)) if not even.all() else 0
    low = height - (int(np.argmin(even[::-1])) if not even.all() else 0)
    thin = top + height - low < height * _LEAST_BAR
    return (0, height) if thin or low - top < height / 4 else (top, low)
