"""Moods: keys, chords, and who plays."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from . import instruments as play
from .harmony import MAJOR, MINOR

TEMPOS = {"calm": (62.0, 84.0), "steady": (82.0, 106.0), "brisk": (104.0, 130.0)}


@dataclass(frozen=True)
class Style:
    """What makes a mood: keys (MIDI pitch of the key note), chords, and who plays from when.

    loops are scale degrees (0 is home) by the bar. layers: instrument part -> intensity (0-1) from
    which it plays; a part that is not named never plays. lift is added to the tempo range.
    """

    keys: tuple[int, ...]
    scale: tuple[int, ...]
    loops: tuple[tuple[int, ...], ...]
    before_last: int
    colour: tuple[int, ...]
    layers: dict[str, float]
    lead: Callable[[int, float], np.ndarray]
    bright: float
    lift: float = 0.0
    room: float = 0.3


STYLES: dict[str, Style] = {
    "warm": Style(
        keys=(60, 62, 65, 67),
        scale=MAJOR,
        loops=((0, 5, 3, 4), (0, 3, 5, 4), (0, 2, 3, 4), (0, 3, 0, 4)),
        before_last=4,
        colour=(8,),
        layers={"pad": 0, "piano": 0, "arp": 0.3, "bass": 0.25, "lead": 0.4, "shaker": 0.5,
                "kick": 0.6},
        lead=play.piano,
        bright=0.45,
    ),
    "bright": Style(
        keys=(62, 64, 67, 69),
        scale=MAJOR,
        loops=((0, 4, 5, 3), (0, 3, 0, 4), (0, 1, 3, 4), (0, 5, 1, 4)),
        before_last=4,
        colour=(),
        layers={"mallets": 0, "strum": 0.2, "bass": 0.2, "snap": 0.3, "kick": 0.4, "pad": 0.35,
                "shaker": 0.5, "lead": 0.45},
        lead=play.bell,
        bright=0.85,
        lift=4,
        room=0.2,
    ),
    "tender": Style(
        keys=(61, 63, 65, 68),
        scale=MAJOR,
        loops=((5, 3, 0, 4), (0, 2, 5, 3), (3, 0, 4, 5), (0, 4, 5, 3)),
        before_last=3,
        colour=(8,),
        layers={"broken": 0, "pad": 0.1, "lead": 0.3, "bass": 0.4, "arp": 0.75},
        lead=play.piano,
        bright=0.25,
        lift=-6,
        room=0.42,
    ),
    "driving": Style(
        keys=(57, 59, 62, 64),
        scale=MINOR,
        loops=((0, 5, 2, 6), (0, 3, 5, 6), (0, 2, 6, 3), (5, 6, 0, 2)),
        before_last=6,
        colour=(8,),
        layers={"pulse": 0, "drive": 0.15, "pad": 0.2, "kick4": 0.3, "snap": 0.5, "shaker": 0.45,
                "lead": 0.5, "fill": 0.3},
        lead=play.pluck,
        bright=0.7,
        lift=6,
        room=0.22,
    ),
}  # fmt: skip

FIGURES = (
    (0, 1, 2, 3, 2, 1, 2, 1),
    (0, 2, 1, 2, 3, 2, 1, 2),
    (0, 1, 2, 1, 3, 1, 2, 1),
    (0, 2, 3, 2, 1, 2, 3, 2),
)
SPARSE = (
    (0, None, 1, None, 2, None, 3, None),
    (0, None, 2, 1, None, None, 3, None),
    (0, 1, 2, None, 3, None, 2, None),
)
