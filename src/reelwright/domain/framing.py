"""What a camera window shows: pure geometry that planning, judging and checks agree on.

A window of zoom 1 is the largest rectangle of the film's aspect that fits inside the picture.
All boxes are in shares of the picture unless a docstring says "of the frame".
"""

import math
from collections.abc import Sequence

from .base import Box
from .campaign import Format
from .picture import Picture
from .places import Rect, rect
from .take import Footage, Move, Shot, Window

ENDLESS = frozenset({"image/svg+xml"})
"""Media types that have no pixels of their own: they are drawn as large as they are needed."""

UNSEEN: Rect = (2.0, 2.0, 0.01, 0.01)
"""Where nothing lies that words could hide."""


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


BLOW_UP = 1.2
"""Film pixels per picture pixel from which softness is seen."""


def enlargement(window: Window, picture: Picture, film: Format) -> float:
    """Film pixels per picture pixel: over 1 the picture is blown up. Drawings never are (0)."""
    if picture.asset.media_type in ENDLESS:
        return 0.0
    w, _ = full_extent(picture, film)
    return film.width * window.zoom / (w * picture.width)


def coarse(clip: Picture, films: Sequence[Format]) -> str:
    """What to know of a clip that is blown up in one of these films; "" where it stays sharp."""
    most, film = max(((enlargement(Window(), clip, f), f) for f in films), key=lambda x: x[0])
    if most <= BLOW_UP:
        return ""
    need = most / BLOW_UP
    return (
        f"library: {clip.file.name} is {clip.width} x {clip.height} pixels, and enlarged "
        f"{most:.1f} times to fill {film.width} x {film.height}: it looks soft; use footage of "
        f"{math.ceil(clip.width * need)} x {math.ceil(clip.height * need)} or more"
    )


def in_frame(box: Box, window: Window, picture: Picture, film: Format) -> Box:
    """A box of the picture as it lies in the frame (shares of the frame; roll left aside)."""
    w, h = full_extent(picture, film)
    w, h = w / window.zoom, h / window.zoom
    left, top = window.x - w / 2, window.y - h / 2
    return Box(x=(box.x - left) / w, y=(box.y - top) / h, w=box.w / w, h=box.h / h)


def canvas(film: Format, into: Box | None) -> Format:
    """The part of the frame that a picture fills, as a format of its own; even pixels."""
    if into is None:
        return film
    width, height = (
        2 * max(1, round(share * side / 2))
        for share, side in ((into.w, film.width), (into.h, film.height))
    )
    return film.model_copy(update={"width": width, "height": height})


def on_frame(box: Box, into: Box | None) -> Box:
    """A box in shares of the picture's part of the frame, in shares of the whole frame."""
    if into is None:
        return box
    return Box(
        x=into.x + box.x * into.w,
        y=into.y + box.y * into.h,
        w=box.w * into.w,
        h=box.h * into.h,
    )


def filmed(box: Box, window: Window, move: Move, film: Format) -> Box:
    """A box of a move's picture as it lies in the frame, through a window of that move."""
    part = canvas(film, move.into)
    return on_frame(in_frame(box, window, move.picture, part), move.into)


def to_keep(picture: Picture) -> tuple[tuple[Box, float], ...]:
    """What words must not cover, each with its weight: marked boxes, else the subject's head."""
    if picture.keep:
        return tuple((box, 1.0) for box in picture.keep)
    box = picture.subject
    tall = box.h * picture.height > 1.15 * box.w * picture.width
    return ((Box(x=box.x, y=box.y, w=box.w, h=box.h * (0.35 if tall else 1.0)), 0.4),)


def around(boxes: Sequence[Box]) -> Box:
    """The smallest box that holds them all."""
    x, y = min(b.x for b in boxes), min(b.y for b in boxes)
    right, low = max(b.x + b.w for b in boxes), max(b.y + b.h for b in boxes)
    return Box(x=x, y=y, w=right - x, h=low - y)


def held_clear(shot: Shot, film: Format) -> tuple[Rect, tuple[tuple[Rect, float], ...]]:
    """Subject, and what words must not cover with its weight, over the whole shot in the frame.

    Of footage that a model made only the subject is known, in shares of the frame.
    """
    if isinstance(shot, Footage):
        return _clear_of_clip(shot, film)

    def over(box: Box) -> Rect:
        return rect(around([filmed(box, w, shot, film) for w in shot.windows]))

    return over(shot.picture.subject), tuple((over(b), k) for b, k in to_keep(shot.picture))


def in_clip(box: Box, shot: Footage, film: Format, share: float) -> Box:
    """A box of a library's clip as it lies in the frame, at a share of its part's frames."""
    assert shot.picture is not None
    n = round(share * (len(shot.path) - 1)) if shot.path else 0
    _, x, y, _ = shot.path[n] if shot.path else (0.0, *(shot.subject or box).centre, 0.0)
    window = Window(x=x, y=y, zoom=shot.zoom)
    part = canvas(film, shot.into)
    return on_frame(in_frame(box, window, shot.picture, part), shot.into)


def _clear_of_clip(shot: Footage, film: Format) -> tuple[Rect, tuple[tuple[Rect, float], ...]]:
    if shot.picture is None:
        return (rect(shot.subject) if shot.subject else UNSEEN), ()

    def over(box: Box) -> Rect:
        return rect(around([in_clip(box, shot, film, share) for share in (0.0, 0.5, 1.0)]))

    subject = shot.subject or shot.picture.subject
    own = shot.picture.model_copy(update={"subject": subject})
    return over(subject), tuple((over(b), k) for b, k in to_keep(own))


def head(placed: Box, film: Format) -> Box:
    """The part of a subject in the frame that type must not cover: of a tall one, its top."""
    tall = placed.h * film.height > 1.15 * placed.w * film.width
    return Box(x=placed.x, y=placed.y, w=placed.w, h=placed.h * (0.35 if tall else 1.0))


def shown(box: Box, window: Window, picture: Picture, film: Format) -> float:
    """Share of the box's area that is in the frame."""
    placed = in_frame(box, window, picture, film)
    area = placed.w * placed.h
    return placed.overlap(Box(x=0, y=0, w=1, h=1)) / area if area > 0 else 0.0
