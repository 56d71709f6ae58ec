"""How light a picture is, and how much of it is lost in black or white."""

from dataclasses import dataclass

import cv2
import numpy as np

_SIDE = 160
_BLACK, _WHITE = 6, 249
"""Luma up to and from which nothing can be told apart on a screen."""


@dataclass(frozen=True)
class Exposure:
    """mean: luma, 0 to 1. dark, bright: shares of the picture without any detail left."""

    mean: float
    dark: float
    bright: float


def exposure(picture: np.ndarray) -> Exposure:
    """The exposure of a BGR picture."""
    height, width = picture.shape[:2]
    scale = min(1.0, _SIDE / max(height, width))
    size = (max(1, round(width * scale)), max(1, round(height * scale)))
    # Every pixel of the small picture is one of the large: averages would hide what is clipped.
    small = cv2.resize(picture, size, interpolation=cv2.INTER_NEAREST)
    grey = cv2.cvtColor(small, cv2.COLOR_BGR2GRAY)
    return Exposure(
        mean=round(float(grey.mean()) / 255, 3),
        dark=round(float((grey <= _BLACK).mean()), 3),
        bright=round(float((grey >= _WHITE).mean()), 3),
    )
