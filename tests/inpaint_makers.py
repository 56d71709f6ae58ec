"""Pictures to paint into, and every in-painting back end made ready to run here."""

from contextlib import contextmanager

import cv2
import numpy as np
import pytest

from reelwright.backends import registry
from reelwright.domain.errors import Missing


def meadow(width=256, height=192, ball=True):
    """Grass under a sky, grainy, a red ball in the middle: BGR uint8."""
    rng = np.random.default_rng(4)
    y = np.linspace(0, 1, height)[:, None, None]
    sky = np.array([235, 200, 160]) * (1 - y) + np.array([250, 235, 225]) * y
    grass = np.array([60, 130, 70]) + rng.normal(0, 22, (height, width, 1))
    picture = np.where(y < 0.4, sky, grass) + rng.normal(0, 2, (height, width, 3))
    picture = picture.clip(0, 255).astype(np.uint8)
    if ball:
        cv2.circle(picture, (width // 2, round(height * 0.6)), 26, (40, 40, 200), -1, cv2.LINE_AA)
    return picture


def spot(width=256, height=192, radius=34):
    """A mask over the ball."""
    mask = np.zeros((height, width), np.uint8)
    cv2.circle(mask, (width // 2, round(height * 0.6)), radius, 255, -1)
    return mask


@contextmanager
def inpainter_named(name, folder):
    """The back end of that name, with whatever it talks to or loads; skips what is not here."""
    try:
        yield registry.load(name)
    except Missing as why:
        pytest.skip(str(why))
