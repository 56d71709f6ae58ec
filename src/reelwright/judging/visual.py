"""Visual quality: sharp, well lit and steadily filmed, its subject in the frame."""

from collections.abc import Sequence
from itertools import pairwise

import numpy as np

from ..domain.campaign import FORMATS, Format
from ..domain.framing import BLOW_UP, canvas, enlargement, full_extent, in_frame, shown
from ..domain.picture import Picture
from ..domain.take import Move, Take, Window
from ..media.pictures import measure
from .thresholds import Finding

SOFT = 60.0
"""Sharpness of a picture (variance of the Laplacian at 512 px) under which it is soft."""

FAR, NEAR = 0.13, 0.008
"""Travel in shares of the frame's width: above, a move is restless; under, it is not one."""


def findings(take: Take, frames: Sequence[np.ndarray]) -> list[Finding]:
    """What speaks for and against the look of the take; frames are evenly spaced over it."""
    found = [*_light(frames), *_crisp(frames)]
    shot = take.shot
    planned_still = isinstance(shot, Move) and shot.still
    found += _movement(frames, planned_still)
    if isinstance(shot, Move):
        # What counts is the part of the frame that the picture fills.
        film = canvas(FORMATS[take.format], shot.into)
        found += _detail(shot, film)
        found += _subject(shot, film)
    elif shot.picture:
        film = canvas(FORMATS[take.format], shot.into)
        found += _enlarged(shot.picture, [Window(zoom=shot.zoom)], film, "clip")
    return found


def _light(frames: Sequence[np.ndarray]) -> list[Finding]:
    seen = [measure.light(f) for f in frames]
    mean = float(np.mean([s.mean for s in seen]))
    found: list[Finding] = []
    if mean < 32:
        found.append(Finding(f"the picture is too dark (mean {mean:.0f} of 255)", 2.5))
    elif mean > 238:
        found.append(Finding(f"the picture is too bright (mean {mean:.0f} of 255)", 2.0))
    crushed, burnt = (max(getattr(s, n) for s in seen) for n in ("crushed", "burnt"))
    if crushed > 0.35:
        found.append(Finding(f"{crushed:.0%} of it is black", 1.5))
    if burnt > 0.35:
        found.append(Finding(f"{burnt:.0%} of it is burnt out", 1.0))
    off = max(0.0, 90 - mean, mean - 185) / 58
    return found or [Finding(f"mean light is {mean:.0f} of 255", round(min(1.0, off), 2))]


def _crisp(frames: Sequence[np.ndarray]) -> list[Finding]:
    # The sharpest frame counts: a rack of focus is soft at one end on purpose.
    best = max(measure.crispness(f) for f in frames)
    if best < 4:
        return [Finding("nothing in the frame has an edge: it is blank or out of focus", 6.0)]
    if best < 20:
        return [Finding(f"few edges are sharp ({best:.0f})", 2.0, "another picture")]
    cost = round(max(0.0, 1.0 * (1 - (best - 20) / 180)), 2)
    return [Finding(f"edges are {'clear' if best > 150 else 'gentle'} ({best:.0f})", cost)]


def _movement(frames: Sequence[np.ndarray], planned_still: bool) -> list[Finding]:
    steps = [measure.travel(a, b) for a, b in pairwise(frames)]
    if not steps:
        return []
    total = sum(steps)
    if planned_still:
        return [Finding("it holds still, as directed")]
    if total > FAR:
        return [Finding(f"it moves {total:.1%} of the frame: restless", 2.5, "calmer")]
    if total < NEAR:
        return [Finding(f"it moves only {total:.1%} of the frame", 1.0, "livelier")]
    if len(steps) > 2 and max(steps) > 0.03 and max(steps) > 5 * float(np.median(steps)):
        return [Finding(f"it jumps {max(steps):.1%} of the frame at once", 3.0, "calmer")]
    return [Finding(f"it moves {total:.1%} of the frame, evenly")]


def _detail(shot: Move, film: Format) -> list[Finding]:
    picture = shot.picture
    found = _enlarged(picture, shot.windows, film, "picture")
    if picture.sharpness < SOFT and enlargement(Window(), picture, film) > 0:
        found.append(
            Finding(f"the picture itself is soft ({picture.sharpness:.0f})", 2.5, "another picture")
        )
    return found or [Finding("the picture has detail to spare")]


def _enlarged(
    picture: Picture, windows: Sequence[Window], film: Format, what: str
) -> list[Finding]:
    """What it costs that a picture, or a clip by its still, has fewer pixels than the film."""
    most = max(enlargement(w, picture, film) for w in windows)
    if most <= BLOW_UP:
        return []
    # Where even the whole picture is too small, no other framing can help.
    act = "wider" if enlargement(Window(), picture, film) <= BLOW_UP else "another picture"
    cost = min(6.0, 1.0 + 5.0 * (most - BLOW_UP))
    return [Finding(f"the {what} is enlarged {most:.2f} times", round(cost, 2), act)]


def _subject(shot: Move, film: Format) -> list[Finding]:
    picture = shot.picture
    kept = min(shown(picture.subject, w, picture, film) for w in shot.windows)
    share = kept / _possible(picture, film)
    if share < 0.85:
        cost = round(min(5.0, 8 * (0.95 - share)), 2)
        return [Finding(f"only {kept:.0%} of the subject is in the frame", cost, "wider")]
    over = min(in_frame(picture.subject, w, picture, film).y for w in shot.windows)
    if over < -0.02:
        return [Finding("the top of the subject is cut off", 1.8, "wider")]
    cost = round(2.5 * (1 - min(1.0, share)) + 1.0 * (1 - kept), 2)
    return [Finding(f"{kept:.0%} of the subject is in the frame throughout", cost)]


def _possible(picture: Picture, film: Format) -> float:
    """Most of the subject that any window can show: a wide group never fits a tall frame."""
    w, h = full_extent(picture, film)
    across, down = max(1e-6, picture.subject.w), max(1e-6, picture.subject.h)
    return min(1.0, w / across) * min(1.0, h / down)
