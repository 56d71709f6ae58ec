"""What a camera window shows: pure geometry that planning, judging and checks agree on.

A window of zoom 1 is the largest rectangle of the film's aspect that fits inside the picture.
All boxes are in shares of the picture unless a docstring says "of the frame".
"""

import math

from .base import Box
from .campaign import Format
from .picture import Picture
from .take import Window

ENDLESS = frozenset({"image/svg+xml"})
"""Media types that have no pixels of their own: they are drawn as large as they are needed."""


def full_extent(picture: Picture, film: Format) -> tuple[float, float]:
    """Width and height, in shares of the picture, of the window of zoom 1."""
    across = (film.width / film.height) / (picture.width / picture.height)
    return (across, 1.0) if across <= 1 else (1.0, 1 / across)


def reach(picture: Picture, film: Format, zoom: float, roll: float = 0.0) -> tuple[float, float]:
    """Width and height of the upright box that a window of this zoom and roll needs."""
    w, h = full_extent(picture, film)
    if roll:
        turn = math.radians(abs(roll))
        shape = picture.width / picture.height
        wide = w * math.cos(turn) + h / shape * math.sin(turn)
        high = h * math.cos(turn) + w * shape * math.sin(turn)
        w, h = wide, high
    return w / zoom, h / zoom


def seen(window: Window, picture: Picture, film: Format) -> Box:
    """The upright box of the picture that the window touches."""
    w, h = reach(picture, film, window.zoom, window.roll)
    return Box(x=window.x - w / 2, y=window.y - h / 2, w=w, h=h)


def inside(window: Window, picture: Picture, film: Format, slack: float = 1e-6) -> bool:
    """Whether the window lies wholly inside the picture."""
    box = seen(window, picture, film)
    return (
        box.x >= -slack
        and box.y >= -slack
        and box.x + box.w <= 1 + slack
        and box.y + box.h <= 1 + slack
    )


def enlargement(window: Window, picture: Picture, film: Format) -> float:
    """Film pixels per picture pixel: over 1 the picture is blown up. Drawings never are (0)."""
    if picture.asset.media_type in ENDLESS:
        return 0.0
    w, _ = full_extent(picture, film)
    return film.width * window.zoom / (w * picture.width)


def in_frame(box: Box, window: Window, picture: Picture, film: Format) -> Box:
    """A box of the picture as it lies in the frame (shares of the frame; roll left aside)."""
    w, h = full_extent(picture, film)
    w, h = w / window.zoom, h / window.zoom
    left, top = window.x - w / 2, window.y - h / 2
    return Box(x=(box.x - left) / w, y=(box.y - top) / h, w=box.w / w, h=box.h / h)


def head(placed: Box, film: Format) -> Box:
    """The part of a subject in the frame that type must not cover: of a tall one, its top."""
    tall = placed.h * film.height > 1.15 * placed.w * film.width
    return Box(x=placed.x, y=placed.y, w=placed.w, h=placed.h * (0.35 if tall else 1.0))


def shown(box: Box, window: Window, picture: Picture, film: Format) -> float:
    """Share of the box's area that is in the frame."""
    placed = in_frame(box, window, picture, film)
    area = placed.w * placed.h
    return placed.overlap(Box(x=0, y=0, w=1, h=1)) / area if area > 0 else 0.0
