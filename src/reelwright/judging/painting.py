"""Ranks in-painted candidates by what can be measured: seam, sharpness and colour."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from ..media.painting.seams import Seams, seams

WEIGHTS = {"seam": 0.5, "sharpness": 0.3, "colour": 0.2}
NEW = {"seam": 0.5, "sharpness": 0.45, "colour": 0.05}
"""What was asked to look new ("replace") is not blamed for its colours."""

STEP, NEW_STEP = 15.0, 60.0
"""Jump across the outline at which a seam costs most of its points; new things have edges."""


@dataclass(frozen=True)
class Ranked:
    """One candidate's place. number is its own, from 1; score and parts are 0-10; why is plain."""

    number: int
    score: float
    parts: dict[str, float]
    why: str


def rank_candidates(
    picture: np.ndarray, mask: np.ndarray, candidates: Sequence[np.ndarray], *, new: bool
) -> tuple[Ranked, ...]:
    """Candidates, best first; equals keep their order.

    picture and candidates are BGR uint8, mask is 255 where they may differ. new: whether something
    else was asked for in the mask's place. Nothing is said of what a candidate shows: that needs
    an eye.
    """
    found = [
        _ranked(number, seams(picture, candidate, mask, new=new), new)
        for number, candidate in enumerate(candidates, start=1)
    ]
    return tuple(sorted(found, key=lambda r: -r.score))


def _ranked(number: int, seen: Seams, new: bool) -> Ranked:
    parts = {
        "seam": 10 * float(np.exp(-seen.step / (NEW_STEP if new else STEP))),
        "sharpness": max(0.0, 10 - 5 * abs(seen.detail)),
        "colour": 10 * float(np.exp(-seen.colour / 10)),
    }
    weights = NEW if new else WEIGHTS
    score = sum(weights[name] * value for name, value in parts.items())
    return Ranked(
        number,
        round(score, 2),
        {name: round(value, 2) for name, value in parts.items()},
        _why(seen, new),
    )


def _why(seen: Seams, new: bool) -> str:
    if seen.step < 3:
        edge = "no seam shows"
    elif new:
        edge = f"its edge stands out by {seen.step:.0f}"
    else:
        edge = f"{'a faint seam' if seen.step < 8 else 'a seam shows'} (step {seen.step:.1f})"
    share = 2.0**seen.detail
    grain = "as sharp as its surroundings"
    if share < 0.7:
        grain = f"softer than its surroundings ({share:.0%} of their detail)"
    elif share > 1.45:
        grain = f"sharper than its surroundings ({share:.0%} of their detail)"
    hue = "" if new else ", colours of its surroundings"
    if not new and seen.colour > 8:
        hue = f", colours that are not around it ({seen.colour:.0f} off)"
    return f"{edge}, {grain}{hue}"
