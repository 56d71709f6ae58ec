"""Ranks in-painted candidates by what can be measured: seam, leftovers, sharpness, colour."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from ..media.painting.seams import Seams, seams

WEIGHTS = {"seam": 0.4, "leftovers": 0.25, "sharpness": 0.25, "colour": 0.1}
NEW = {"seam": 0.5, "sharpness": 0.45, "colour": 0.05}
"""What was asked to look new ("replace") is not blamed for its colours."""

STEP, NEW_STEP = 40.0, 60.0
"""Jump across the outline at which a seam costs most of its points; new things have edges."""

EDGE, NEW_EDGE = 2.5, 15.0
"""Steepness along the mask, beyond the picture's own, at which most points go (Lab a pixel)."""

SOFT, LOST, FINE = 5.0, 3.0, 2.5
"""Points that a halving of the detail costs, and more of it beyond FAINT; and a doubling: pictures
are finer in places too."""

FAINT = 0.4
"""Halvings of the detail that still pass for the picture's own."""

LEFT = 0.02
"""Share of the mask on which the thing still stands, at which most points go."""

CUT, HARDLY = 0.05, 0.02
"""Share of the mask's edge at which the thing goes on, beyond HARDLY, at which most points go."""

WORST = 0.4
"""How much of a score is that of its worst part: nobody looks past one plain fault."""


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
    jump = seen.step / (NEW_STEP if new else STEP) + seen.edge / (NEW_EDGE if new else EDGE)
    parts = {
        "seam": 10 * float(np.exp(-jump)),
        "leftovers": 10 * float(np.exp(-seen.left / LEFT - max(0, seen.cut - HARDLY) / CUT)),
        "sharpness": _sharpness(seen.detail),
        "colour": 10 * float(np.exp(-seen.colour / 10)),
    }
    weights = NEW if new else WEIGHTS
    parts = {name: parts[name] for name in weights}
    score = (1 - WORST) * sum(weights[name] * value for name, value in parts.items())
    score += WORST * min(parts.values())
    return Ranked(
        number,
        round(score, 2),
        {name: round(value, 2) for name, value in parts.items()},
        _why(seen, new),
    )


def _sharpness(detail: float) -> float:
    if detail > 0:
        return max(0.0, 10 - FINE * detail)
    return max(0.0, 10 + SOFT * detail + LOST * min(0.0, detail + FAINT))


def _why(seen: Seams, new: bool) -> str:
    if seen.step < 3 and seen.edge < 0.5:
        edge = "no seam shows"
    elif new:
        edge = f"its edge stands out by {seen.step:.0f}"
    elif seen.edge > 1.2:
        edge = f"a seam shows all along the mask's edge (step {seen.step:.1f})"
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
    rest = f"pieces of what stood there are left on {seen.left:.0%}, " if seen.left > 0.01 else ""
    if seen.cut > 2 * HARDLY:
        rest += f"what stood there goes on at {seen.cut:.0%} of the mask's edge, "
    return f"{rest}{edge}, {grain}{hue}"
