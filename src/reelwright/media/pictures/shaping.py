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

_TURN = (0.8, 20.0)
"""Degrees by which a picture is seen to be turned on a larger canvas: less is no matter."""

_FILLS = 0.97
"""Share of a turned rectangle that is filled at least where it is a picture's."""

_LOOKED = 400
"""Pixels of the longer side at which a turned picture is looked for."""


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
    """A BGR picture as it is, and without what was put around it; then all of them mirrored.

    What is put around: even bars, or the corners of the larger canvas on which it was turned.
    """
    bare = _without_bars(picture)
    found = [picture] if bare.shape == picture.shape else [picture, bare]
    if (upright := _turned_back(bare)) is not None:
        found.append(upright)
    return [*found, *(np.ascontiguousarray(view[:, ::-1]) for view in found)]


def _turned_back(picture: np.ndarray) -> np.ndarray | None:
    """The picture that stands turned on a canvas with even corners; None where there is none."""
    height, width = picture.shape[:2]
    scale = min(1.0, _LOOKED / max(height, width))
    small = _scaled(picture, (max(1, round(width * scale)), max(1, round(height * scale))))
    high, wide = small.shape[:2]
    if min(high, wide) < 32:
        return None
    corners = [(0, 0), (wide - 1, 0), (0, high - 1), (wide - 1, high - 1)]
    ends = np.array([small[y, x] for x, y in corners], np.int16)
    if np.abs(ends - ends[0]).max() > _EVEN:
        return None
    near = np.abs(small.astype(np.int16) - ends.mean(0)).max(2) <= _EVEN
    # A frame around the canvas joins its corners; what they do not reach is the picture's own.
    held = np.asarray(~near, np.uint8)
    held = cv2.morphologyEx(held, cv2.MORPH_OPEN, np.ones((3, 3), np.uint8))
    if not held.any():
        return None
    hull = cv2.convexHull(cv2.findNonZero(held))
    middle, (w, h), angle = cv2.minAreaRect(hull)
    # OpenCV's angle is that of one of the sides: the lesser turn is meant.
    turn = (angle + 45) % 90 - 45
    if abs(angle - turn) > 45:
        w, h = h, w
    if not _TURN[0] <= abs(turn) <= _TURN[1] or w * h < high * wide / 3:
        return None
    if cv2.contourArea(hull) < _FILLS * w * h:
        return None
    centre = (middle[0] + 0.5) / scale - 0.5, (middle[1] + 0.5) / scale - 0.5
    size = max(1, round(w / scale) - 2), max(1, round(h / scale) - 2)
    back = cv2.getRotationMatrix2D(centre, turn, 1.0)
    back[:, 2] += np.array(size) / 2 - np.array(centre)
    return cv2.warpAffine(picture, back, size, borderMode=cv2.BORDER_REPLICATE)


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
