"""Contrast: of colours, and of type with the pixels that are really behind it."""

import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from PIL import Image
from scipy.ndimage import minimum_filter

from ..domain.base import Box
from ..domain.colour import contrast, luminance, ratio, rgb
from ..domain.colour import lab as lab_of
from ..media.pictures.colour import lab, luminances

NEEDED = 4.5
"""WCAG contrast of type with what is behind it."""

WANTED = 5.2
"""What a shade is made for: encoding and the camera's path between the looks take a little."""

LOGO_NEEDS, PART = 3.0, 1.5

STRENGTHS = tuple(n / 20 for n in range(17))
"""How strong a shade may be, weakest first: over .8 a panel is more honest."""


def readable(on: str, choices: Sequence[str], *, least: float = NEEDED) -> str:
    """The first choice that can be read on a colour; else the better of black and white."""
    for colour in choices:
        if contrast(colour, on) >= least:
            return colour
    return max(("#ffffff", "#000000"), key=lambda c: contrast(c, on))


@dataclass(frozen=True)
class Shade:
    """What makes type readable on a picture: letters of one colour, a shade of another.

    strength is the shade's opacity under the letters, 0-1; 0 needs none.
    """

    letters: str
    colour: str
    strength: float


def shade_for(
    behind: Sequence[np.ndarray], box: Box, light: tuple[str, str], dark: tuple[str, str]
) -> Shade | None:
    """The weakest shade under which letters in the box can be read in all the frames.

    behind: whole BGR frames without type. light and dark are (letters, shade): light letters on a
    dark shade, dark letters on a light one; the pair that suits the picture's own light is tried
    first. None when no shade up to .8 is enough: then a panel is needed.
    """
    parts = [_part(frame, box) for frame in behind]
    if not parts:
        return Shade(light[0], light[1], 0.7)
    bright = float(np.median([np.median(luminances(p)) for p in parts])) > 0.36
    found: list[Shade] = []
    for pair in (dark, light) if bright else (light, dark):
        for strength in STRENGTHS:
            if _least(parts, pair[0], pair[1], strength) >= WANTED:
                found.append(Shade(pair[0], pair[1], strength))
                break
    if len(found) == 2 and found[1].strength < found[0].strength - 0.45:
        return found[1]
    return found[0] if found else None


def least_contrast(behind: Sequence[np.ndarray], box: Box, letters: float) -> float:
    """Least contrast of a luminance with the 10th and 90th percentile of a box in BGR frames."""
    seen = [
        float(np.percentile(luminances(_part(frame, box)), q)) for frame in behind for q in (10, 90)
    ]
    return min((ratio(letters, value) for value in seen), default=1.0)


def logo_contrast(lights: Sequence[float], against: Callable[[float], float]) -> float:
    """How well a logo of these lights (see lights_of) is seen; against: contrast of one of them.

    Most of it counts in full, its darkest and its lightest part PART as much: a small mark in a
    lighter colour need not be read, but it has to be seen.
    """
    if not lights:
        return 21.0
    most, *parts = lights
    return min(against(most), *(against(part) * PART for part in parts))


def lights_of(png: bytes) -> tuple[float, ...]:
    """How light a logo's rim is, 0-1: the median of it, its darkest and its lightest part.

    () for a logo on a ground of its own, which is seen on any other.
    """
    rim = _rim(png)
    if rim is None:
        return ()
    if not len(rim):
        return (0.5, 0.5, 0.5)
    light = luminances(rim[:, ::-1])
    return tuple(float(np.percentile(light, q)) for q in (50, 7, 93))


def parts_of(png: bytes) -> np.ndarray:
    """The colours that a logo's rim has, float [n, 3] in Lab, a gradient in steps.

    None of them for a logo on a ground of its own; what is but a speck of the rim is no part.
    """
    rim = _rim(png)
    if rim is None or not len(rim):
        return np.zeros((0, 3))
    steps, counts = np.unique(rim // STEP, axis=0, return_counts=True)
    kept = steps[counts >= SPECK * len(rim)]
    return lab(((kept if len(kept) else steps) * STEP + STEP / 2)[:, ::-1])


def apart(parts: np.ndarray, ground: str) -> float:
    """How far a ground's colour is from that part which is nearest to it, in steps of Lab."""
    if not len(parts):
        return 100.0
    own = np.array(lab_of(ground))
    return float(np.linalg.norm(parts - own, axis=1).min())


STEP, SPECK = 16, 0.004
"""Steps that colours of a rim are told apart in, and the share of it from which one counts."""

PLAIN = 24.0
"""Steps of Lab from which on a part is plainly seen on a ground, if only by its hue."""


def _rim(png: bytes) -> np.ndarray | None:
    """The RGB pixels of a logo's outer rim, within its softened edge: uint8 [n, 3].

    None for a logo on a ground of its own, which is of one colour all round. A block without one,
    in several colours or a gradient, is all mark: its rim are its sides.
    """
    pixels = np.asarray(Image.open(io.BytesIO(png)).convert("RGBA"))
    alpha = pixels[..., 3]
    if (alpha > 160).mean() > BLOCK:
        sides = np.ones(alpha.shape, bool)
        sides[4:-4, 4:-4] = False
        rim = pixels[sides & (alpha > 200)][:, :3]
        spread = np.ptp(np.percentile(rim, (5, 95), axis=0), axis=0) if len(rim) else np.zeros(3)
        return rim if spread.max() > ONE_COLOUR else None
    inner, core = minimum_filter(alpha, 3), minimum_filter(alpha, 9)
    rim = pixels[(inner > 200) & (core < 60)]
    return (rim if len(rim) else pixels[alpha > 160])[:, :3]


BLOCK, ONE_COLOUR = 0.97, 24
"""Share of a logo that is painted where it is a block, and how far one colour's values go."""


def _least(parts: Sequence[np.ndarray], letters: str, shade: str, strength: float) -> float:
    tint = np.array(rgb(shade)[::-1], np.float32)
    own = luminance(letters)
    worst = 21.0
    for part in parts:
        seen = luminances((part * (1 - strength) + tint * strength).astype(np.uint8))
        worst = min(worst, *(ratio(own, float(np.percentile(seen, q))) for q in (10, 90)))
    return worst


def _part(frame: np.ndarray, box: Box) -> np.ndarray:
    height, width = frame.shape[:2]
    x0, y0 = max(0, int(box.x * width)), max(0, int(box.y * height))
    x1, y1 = int(np.ceil((box.x + box.w) * width)), int(np.ceil((box.y + box.h) * height))
    return frame[y0 : max(y1, y0 + 1), x0 : max(x1, x0 + 1)]


def scrim(
    width: int,
    height: int,
    colour: str,
    strength: float,
    *,
    full: tuple[int, int],
    least: float = 0.0,
) -> np.ndarray:
    """A shade: uint8 [height, width, 4], RGBA, as strong as asked from row full[0] to full[1].

    It eases to `least` towards the edges beyond those rows; a row at an edge stays full there.
    Alpha is dithered in a fixed pattern, so that it neither bands nor bloats the file.
    """
    rows = np.arange(height, dtype=np.float32)
    ramp = np.ones(height, np.float32)
    above, below = full
    if above > 0:
        ramp = np.minimum(ramp, np.clip(rows / above, 0, 1))
    if below < height:
        ramp = np.minimum(ramp, np.clip((height - 1 - rows) / max(1, height - 1 - below), 0, 1))
    ramp = ramp * ramp * (3 - 2 * ramp)
    eased = (least + ramp * (strength - least)) * 255
    pattern = (_BAYER + 0.5) / 64
    tiled = np.tile(pattern, (-(-height // 8), -(-width // 8)))[:height, :width]
    picture = np.empty((height, width, 4), np.uint8)
    picture[..., :3] = rgb(colour)
    picture[..., 3] = np.clip(np.floor(eased[:, None] + tiled), 0, 255)
    return picture


def _bayer(order: int) -> np.ndarray:
    if order == 0:
        return np.zeros((1, 1), np.float32)
    small = _bayer(order - 1) * 4
    return np.block([[small, small + 2], [small + 3, small + 1]])


_BAYER = _bayer(3)
