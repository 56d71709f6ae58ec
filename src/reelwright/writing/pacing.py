"""How many scenes a film has, which beats they are, and how long each one needs."""

from collections.abc import Sequence
from fractions import Fraction

from ..domain.brief import Form
from ..domain.storyboard import Beat
from .timing import share_out
from .words import spoken_seconds

QUIET = 0.25
"""Seconds a scene keeps free of words, besides the breath that spoken_seconds counts."""

HOLD = 1.5
"""Seconds more that the last scene stays: the call to action is held after it was said."""

SHORTEST = 1.5
"""Seconds: no scene is shorter, said or not."""

PACE = 2.35
"""Words a second at which narration is planned."""

_COUNTS = ((8, 2), (12, 3), (17, 4), (24, 5), (35, 6), (45, 8), (53, 9), (61, 10))

_SHORT: dict[int, tuple[Beat, ...]] = {
    2: ("hook", "call"),
    3: ("hook", "proof", "call"),
}
_FOUR: dict[Form, tuple[Beat, ...]] = {
    "problem and answer": ("hook", "tension", "proof", "call"),
    "question and answer": ("hook", "proof", "turn", "call"),
    "demonstration": ("hook", "proof", "offer", "call"),
}
_FIVE: dict[Form, tuple[Beat, ...]] = {
    "emotional metaphor": ("hook", "turn", "proof", "turn", "call"),
    "day in the life": ("hook", "tension", "proof", "turn", "call"),
    "question and answer": ("hook", "tension", "proof", "turn", "call"),
    "demonstration": ("hook", "tension", "proof", "offer", "call"),
    "letter": ("hook", "tension", "turn", "offer", "call"),
}
_SIX: dict[Form, tuple[Beat, ...]] = {
    "emotional metaphor": ("hook", "turn", "proof", "turn", "offer", "call"),
    "day in the life": ("hook", "tension", "turn", "proof", "turn", "call"),
    "question and answer": ("hook", "tension", "proof", "turn", "offer", "call"),
    "demonstration": ("hook", "turn", "proof", "proof", "offer", "call"),
}
_LONG: tuple[Beat, ...] = (
    "hook",
    "tension",
    "tension",
    "turn",
    "proof",
    "turn",
    "proof",
    "offer",
    "turn",
    "call",
)


def scene_count(seconds: Fraction) -> int:
    """How many scenes a film of this length has: 5 or 6 in 20-30 s, 10 in a minute."""
    return next(count for most, count in _COUNTS if seconds <= most)


def beats_for(form: Form, count: int) -> tuple[Beat, ...]:
    """The beats of a film of so many scenes, in order; the form decides where it can."""
    if count <= 3:
        return _SHORT[count]
    if count == 4:
        return _FOUR.get(form, ("hook", "turn", "proof", "call"))
    if count == 5:
        return _FIVE.get(form, ("hook", "tension", "turn", "proof", "call"))
    if count == 6:
        return _SIX.get(form, ("hook", "tension", "turn", "proof", "offer", "call"))
    drop = {7: (2, 6, 8), 8: (2, 8), 9: (8,)}.get(count, ())
    beats: list[Beat] = [b for n, b in enumerate(_LONG) if n not in drop]
    if form == "emotional metaphor":  # what an image means is said while it is still in mind
        beats.remove("turn")
        beats.insert(1, "turn")
    return tuple(beats)


def needed(narration: str, *, last: bool) -> float:
    """Seconds a scene needs for its words, the quiet around them and, at the end, its hold."""
    said = spoken_seconds(narration, PACE)
    return max(SHORTEST, said + QUIET) + (HOLD if last else 0.0)


def lengths(narrations: Sequence[str], seconds: Fraction) -> tuple[Fraction, ...]:
    """A length for each scene: what it needs and its part of what is left; they add up exactly.

    Raises DoesNotFit when the words need more time than there is.
    """
    needs = [needed(n, last=i + 1 == len(narrations)) for i, n in enumerate(narrations)]
    return share_out(needs, seconds)
