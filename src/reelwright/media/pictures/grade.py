"""Colour grades that the compositor itself can give a still, before it is filmed."""

from typing import Literal

import numpy as np

from .colour import byte_lab, from_byte_lab

Grade = Literal["", "warm", "cool", "muted", "vivid", "mono"]

_SHIFT: dict[str, tuple[float, float, float, float]] = {
    # Saturation, then what is added to a and b of Lab (red, yellow), then contrast.
    "warm": (1.04, 3.0, 9.0, 1.02),
    "cool": (0.96, -2.0, -10.0, 1.02),
    "muted": (0.62, 0.0, 2.0, 0.95),
    "vivid": (1.28, 0.0, 0.0, 1.06),
    "mono": (0.0, 0.0, 0.0, 1.04),
}


def graded(picture: np.ndarray, grade: Grade) -> np.ndarray:
    """A picture (BGR uint8 [H, W, 3]) in another grade; "" gives it back as it is.

    Lightness turns around mid grey, so that black stays black and white stays white.
    """
    if not grade:
        return picture
    full, red, yellow, contrast = _SHIFT[grade]
    lab = byte_lab(picture)
    light = lab[..., 0]
    # The shift fades towards black and white, which would otherwise take a cast.
    room = 1 - np.abs(light / 127.5 - 1) ** 3
    lab[..., 0] = 127.5 + (light - 127.5) * contrast
    lab[..., 1] = 128 + (lab[..., 1] - 128) * full + red * room
    lab[..., 2] = 128 + (lab[..., 2] - 128) * full + yellow * room
    whole = np.clip(np.round(lab), 0, 255).astype(np.uint8)
    return from_byte_lab(whole)
