"""Contrast of colours, and which of a brand's colours can be read on another."""

from collections.abc import Sequence

import numpy as np

NEEDED = 4.5
LARGE = 3.0


def luminance(colour: str) -> float:
    """Relative luminance (WCAG 2) of "#rrggbb", 0-1."""
    values = np.array([int(colour[i : i + 2], 16) for i in (1, 3, 5)]) / 255
    linear = np.where(values <= 0.04045, values / 12.92, ((values + 0.055) / 1.055) ** 2.4)
    return float(linear @ [0.2126, 0.7152, 0.0722])


def contrast(one: str, other: str) -> float:
    """WCAG contrast ratio of two colours, 1-21."""
    a, b = sorted((luminance(one), luminance(other)), reverse=True)
    return (a + 0.05) / (b + 0.05)


def readable(on: str, choices: Sequence[str], *, least: float = NEEDED) -> str:
    """The first choice that can be read on a colour; black or white when none can."""
    for colour in choices:
        if contrast(colour, on) >= least:
            return colour
    return "#ffffff" if luminance(on) < 0.3 else "#000000"


def scrim(width: int, height: int, colour: str, strongest: float, *, from_top: bool) -> np.ndarray:
    """A gradient from a colour to nothing: uint8 [height, width, 4], dithered against banding."""
    ramp = np.linspace(1, 0, height) if from_top else np.linspace(0, 1, height)
    eased = ramp * ramp * (3 - 2 * ramp) * strongest * 255
    noise = np.random.default_rng(7).uniform(-0.5, 0.5, (height, width))
    picture = np.empty((height, width, 4), np.uint8)
    picture[..., :3] = [int(colour[i : i + 2], 16) for i in (1, 3, 5)]
    picture[..., 3] = np.clip(eased[:, None] + noise + 0.5, 0, 255)
    return picture
