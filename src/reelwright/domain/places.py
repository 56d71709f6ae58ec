"""Where words may stand in a frame, and how much of a picture they would hide there.

Framing, type, the judge and the choice of pictures all read this, so that the camera leaves room
for the very words that are set later. Boxes are in shares of the frame.
"""

from collections.abc import Sequence
from typing import Any

from .base import Box, Frozen, Hex
from .campaign import Format, FormatName

Rect = tuple[Any, Any, Any, Any]
"""x, y, width, height: numbers, or arrays of numbers that stand for many rectangles at once."""

MARGIN = 0.015
"""Room that type keeps from a face, in shares of the frame."""

SPOTS = (3.0, 3.0, 1.5, 0.25)
"""What it costs to cover a face with type, or a caption; the whole subject with type, or one."""


class Arrangement(Frozen):
    """One way to set a scene's words: its type, its captions and the logo. None: there is none."""

    type: Box | None = None
    captions: Box | None = None
    logo: Box | None = None
    dearer: float = 0.0
    """What it costs to depart from the usual places."""


class Setting(Frozen):
    """One way to divide the frame: the picture's part (None: all of it), and where words may go."""

    into: Box | None = None
    arrangements: tuple[Arrangement, ...] = (Arrangement(),)


LOW, RAISED, FAR = 0.25, 0.3, 0.06
"""What it costs to set type low, captions high, or type on the far side of a wide frame."""


class Places(Frozen):
    """All the ways to divide the frame for a scene, best first. ground: the colour of a panel."""

    settings: tuple[Setting, ...] = (Setting(),)
    ground: Hex = "#000000"


def rect(box: Box) -> Rect:
    """A box as plain numbers."""
    return box.x, box.y, box.w, box.h


def hidden(one: Rect, other: Rect) -> Any:
    """Share of the first rectangle that the second covers."""
    across = _least(one[0] + one[2], other[0] + other[2]) - _most(one[0], other[0])
    down = _least(one[1] + one[3], other[1] + other[3]) - _most(one[1], other[1])
    return _most(across, 0.0) * _most(down, 0.0) / (one[2] * one[3] + 1e-9)


def crowding(subject: Rect, faces: Sequence[tuple[Rect, float]], arrangement: Arrangement) -> Any:
    """What an arrangement hides: 0 is nothing. faces: what must be seen, each with its weight."""
    on_face, said_on_face, on_subject, said_on_subject = SPOTS
    cost: Any = arrangement.dearer
    for box, face, whole in (
        (arrangement.type, on_face, on_subject),
        (arrangement.captions, said_on_face, said_on_subject),
        (arrangement.logo, on_face, 0.0),
    ):
        if box is None:
            continue
        for shown, weight in faces:
            cost = cost + face * weight * hidden(_wider(shown), rect(box))
        cost = cost + whole * hidden(subject, rect(box))
    return cost


def best_of(
    subject: Rect, faces: Sequence[tuple[Rect, float]], arrangements: Sequence[Arrangement]
) -> tuple[int, float]:
    """The arrangement that hides least, and what it costs."""
    costs = [crowding(subject, faces, a) for a in arrangements]
    least = min(range(len(costs)), key=lambda n: (round(float(costs[n]), 6), n))
    return least, float(costs[least])


_TYPE: dict[FormatName, tuple[float, float, float, float]] = {
    "9:16": (0.09, 0.215, 0.62, 0.12),
    "1:1": (0.06, 0.18, 0.6, 0.17),
    "4:5": (0.06, 0.155, 0.62, 0.14),
    "16:9": (0.06, 0.2, 0.38, 0.22),
}
_CAPTIONS: dict[FormatName, tuple[float, float, float, float]] = {
    "9:16": (0.1, 0.555, 0.62, 0.1),
    "1:1": (0.07, 0.85, 0.7, 0.07),
    "4:5": (0.07, 0.83, 0.6, 0.105),
    "16:9": (0.07, 0.82, 0.45, 0.065),
}


def typical(film: Format) -> Arrangement:
    """Where a headline of two lines and its captions stand, before the words are known."""
    (x, y, w, h), (a, b, c, d) = _TYPE[film.name], _CAPTIONS[film.name]
    logo = Box(x=x, y=y - 0.08, w=0.34, h=0.06)
    return Arrangement(type=Box(x=x, y=y, w=w, h=h), captions=Box(x=a, y=b, w=c, h=d), logo=logo)


def _wider(face: Rect) -> Rect:
    x, y, w, h = face
    return x - MARGIN, y - MARGIN, w + 2 * MARGIN, h + 2 * MARGIN


# Written with abs so that arrays of rectangles take the same way as one.
def _least(a: Any, b: Any) -> Any:
    return (a + b - abs(a - b)) / 2


def _most(a: Any, b: Any) -> Any:
    return (a + b + abs(a - b)) / 2
