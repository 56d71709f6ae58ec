"""Colour grades that the compositor itself can give: a still before it is filmed, or a frame."""

from dataclasses import dataclass
from functools import cache

import cv2
import numpy as np

from ...domain.looks import Look
from .colour import byte_lab, from_byte_lab
from .planes import planes_of

_SHIFT: dict[str, tuple[float, float, float, float, float]] = {
    # Saturation, what is added to a and b of Lab (red, yellow), contrast, and how much lighter.
    "warm": (1.04, 3.0, 9.0, 1.02, 0.0),
    "cool": (0.96, -2.0, -10.0, 1.02, 0.0),
    "bright": (1.06, 0.0, 1.5, 1.0, 24.0),
    "dark": (0.94, 0.0, -1.0, 1.0, -30.0),
    "muted": (0.62, 0.0, 2.0, 0.95, 0.0),
    "vivid": (1.28, 0.0, 0.0, 1.06, 0.0),
    "mono": (0.0, 0.0, 0.0, 1.04, 0.0),
}


def graded(picture: np.ndarray, grade: Look) -> np.ndarray:
    """A picture (BGR uint8 [H, W, 3]) in another grade; "" gives it back as it is.

    Lightness turns around mid grey, so that black stays black and white stays white.
    """
    if not grade:
        return picture
    full, red, yellow, contrast, lift = _SHIFT[grade]
    lab = byte_lab(picture)
    light = lab[..., 0]
    # The shift fades towards black and white, which would otherwise take a cast.
    room = 1 - np.abs(light / 127.5 - 1) ** 3
    lab[..., 0] = 127.5 + (light - 127.5) * contrast + lift * room
    lab[..., 1] = 128 + (lab[..., 1] - 128) * full + red * room
    lab[..., 2] = 128 + (lab[..., 2] - 128) * full + yellow * room
    whole = np.clip(np.round(lab), 0, 255).astype(np.uint8)
    return from_byte_lab(whole)


@dataclass(frozen=True)
class _Tables:
    """A grade as frames take it: by luma, another luma and what is added to U and V, about 128."""

    luma: np.ndarray
    chroma: np.ndarray
    full: float


@cache
def _tables(look: Look) -> _Tables:
    """A look's tables, read off what it makes of every grey."""
    greys = np.repeat(np.arange(256, dtype=np.uint8), 2)
    ramp = np.broadcast_to(greys[None, :, None], (2, 512, 3))
    before, _ = planes_of(np.ascontiguousarray(ramp))
    y, uv = planes_of(graded(np.ascontiguousarray(ramp), look))
    of = np.arange(256)
    luma = np.interp(of, before[0, ::2], y[0, ::2]).round().astype(np.uint8)
    chroma = np.stack([np.interp(of, before[0, ::2], uv[0, :, i]) for i in (0, 1)], axis=-1)
    return _Tables(luma, chroma.round().astype(np.uint8)[None], _SHIFT[look][0])


def relight(y: np.ndarray, uv: np.ndarray, look: Look) -> None:
    """Give a frame's planes (see planes) a look, in place; "" leaves them."""
    if not look:
        return
    tables = _tables(look)
    # Chroma lies on every other column and between two rows: the upper one is near enough.
    under = np.ascontiguousarray(y[::2, ::2])
    added = cv2.LUT(cv2.merge([under, under]), tables.chroma)
    cv2.addWeighted(uv, tables.full, added, 1.0, -128.0 * tables.full, dst=uv)
    cv2.LUT(y, tables.luma, dst=y)
