"""Which part of a clip a scene shows: the best that is long enough and that no other scene took."""

from collections.abc import Sequence

from .base import Frozen
from .picture import Moving, Picture, Stretch

CELL = 0.5
"""Seconds that one rating of a stretch covers."""

SLOWEST = 0.8
"""How slow a clip may be shown where it is shorter than its scene: 1 is its own pace."""

SHORTEST = 0.8
"""Seconds under which a stretch is no moving picture."""

_STEP = 0.1
_SLOWED = 30
"""What slowing a clip costs, of a worth of 100."""

_UNFIT = 1
"""Worth under which a half second must not be shown."""


class ClipPart(Frozen):
    """Seconds start to end of a clip, shown at a pace (clip seconds in a second of film)."""

    start: float
    end: float
    pace: float = 1.0
    worth: float = 0.0


def best_part(moving: Moving, seconds: float, taken: Sequence[ClipPart] = ()) -> ClipPart | None:
    """The best part of a clip for a scene of so many seconds, apart from those taken.

    A clip that is a little too short is slowed. None: it has no such part.
    """
    found: list[ClipPart] = []
    for stretch in moving.stretches:
        for start, end in _free(stretch, taken):
            pace = min(1.0, (end - start) / seconds)
            if pace < SLOWEST or end - start < SHORTEST:
                continue
            needed = seconds * pace
            starts = range(max(1, int((end - start - needed) / _STEP + 1e-6) + 1))
            for at in (start + n * _STEP for n in starts):
                worth = _worth(stretch, at, at + needed) - _SLOWED * (1 - pace)
                found.append(
                    ClipPart(
                        start=round(at, 4),
                        end=round(at + needed, 4),
                        pace=round(pace, 4),
                        worth=round(worth, 2),
                    )
                )
    return max(found, key=lambda p: (p.worth, -p.start), default=None)


def longest_scene(moving: Moving) -> float:
    """Seconds of the longest scene that a clip can fill; 0 where it has no part to show."""
    longest = max((e - s for x in moving.stretches for s, e in _free(x, ())), default=0.0)
    return longest / SLOWEST if longest >= SHORTEST else 0.0


def _free(stretch: Stretch, taken: Sequence[ClipPart]) -> list[tuple[float, float]]:
    """Where in a stretch a part may lie: fit to be shown, and no other scene's."""
    shut = [(p.start, p.end) for p in taken]
    for n, worth in enumerate(stretch.worth):
        if worth < _UNFIT:
            shut.append((stretch.start + n * CELL, stretch.start + (n + 1) * CELL))
    free: list[tuple[float, float]] = []
    at = stretch.start
    for begins, ends in sorted(shut):
        if begins > at:
            free.append((at, min(begins, stretch.end)))
        at = max(at, ends)
    free.append((at, stretch.end))
    return [(a, b) for a, b in free if b - a > 1e-3]


def _worth(stretch: Stretch, start: float, end: float) -> float:
    """Mean worth of a part, less where its worst half second is worse."""
    weights: list[tuple[float, int]] = []
    for n, worth in enumerate(stretch.worth):
        begins = stretch.start + n * CELL
        covered = min(end, begins + CELL) - max(start, begins)
        if covered > 1e-6:
            weights.append((covered, worth))
    whole = sum(w for w, _ in weights)
    if not whole:
        return 0.0
    mean = sum(w * worth for w, worth in weights) / whole
    return 0.7 * mean + 0.3 * min(worth for _, worth in weights)


def told(picture: Picture) -> str:
    """One line on a clip for people: how long, what of it can be shown, its own sound."""
    moving = picture.moving
    if moving is None:
        return ""
    head = f"{moving.clip.name}: {moving.seconds:.1f} s, {picture.width} x {picture.height}"
    if picture.rights.people_consented is False:
        return f"{head}; the people in it refused to be shown, so no film shows it"
    longest = longest_scene(moving)
    if not longest:
        return f"{head}; too short or too poor to be shown moving: its still is shown"
    part = next(p for s in (4.0, 2.0, longest) if (p := best_part(moving, min(s, longest))))
    sound = (
        "no sound"
        if not moving.heard
        else "its sound is kept"
        if moving.sound == "keep"
        else "its sound is left out"
    )
    return (
        f"{head}; fills scenes of up to {longest:.1f} s, best from {part.start:.1f} to "
        f"{part.end:.1f} s; {sound}"
    )
