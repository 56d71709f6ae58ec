"""How many scenes a film has, which beats they are, and how long each one needs."""

from dataclasses import dataclass
from fractions import Fraction

from ..domain.brief import Form
from ..domain.storyboard import Beat
from .words import spoken_seconds

QUIET = 0.15
"""Seconds a scene keeps free of words, besides the breath that spoken_seconds counts."""

HOLD = 1.5
"""Seconds more that the last scene stays: the call to action is held after it was said."""

SHORTEST = 1.5
"""Seconds: no scene is shorter, said or not."""

PACE = 2.35
"""Words a second that a writer may reckon with; what fits is counted by syllables."""

LEAST_LONG = 8
"""Scenes that a film of a minute may make do with when there is no more to say."""

_COUNTS = ((8, 2), (12, 3), (17, 4), (24, 5), (35, 6), (42, 8), (48, 9), (54, 10), (61, 12))

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
    "demonstration": ("hook", "proof", "proof", "offer", "call"),
    "letter": ("hook", "turn", "proof", "offer", "call"),
}
_SIX: dict[Form, tuple[Beat, ...]] = {
    "emotional metaphor": ("hook", "turn", "proof", "turn", "offer", "call"),
    "day in the life": ("hook", "tension", "turn", "proof", "turn", "call"),
    "contrast": ("hook", "tension", "turn", "proof", "turn", "call"),
    "question and answer": ("hook", "tension", "proof", "turn", "offer", "call"),
    "demonstration": ("hook", "tension", "proof", "proof", "offer", "call"),
    "letter": ("hook", "turn", "tension", "proof", "offer", "call"),
}
_MIDDLE: tuple[Beat, ...] = (
    "tension",
    "turn",
    "proof",
    "offer",
    "tension",
    "turn",
    "proof",
    "tension",
    "turn",
    "proof",
    "tension",
    "offer",
    "proof",
    "turn",
)
"""What a long film gets between hook and call, in the order in which it is missed most."""


@dataclass(frozen=True)
class Stock:
    """How many different lines there are for the beats of a film, besides hook and call."""

    tension: int = 99
    turn: int = 99
    proof: int = 99
    offer: int = 1


def scene_count(seconds: Fraction) -> int:
    """How many scenes a film of this length has: 5 or 6 in 20-30 s, 12 in a minute."""
    return next(count for most, count in _COUNTS if seconds <= most)


def fewest(seconds: Fraction) -> int:
    """The fewest scenes that still make a film of this length."""
    count = scene_count(seconds)
    return min(count, LEAST_LONG) if count > 6 else max(min(count, 3), count - 2)


def longest(scenes: int) -> float:
    """Seconds of the longest film that so many scenes, two or more, make."""
    return float(max(most for most, _ in _COUNTS if fewest(Fraction(most)) <= scenes))


def beats_for(form: Form, count: int, stock: Stock | None = None) -> tuple[Beat, ...]:
    """The beats of a film of so many scenes, in order; the form decides where it can.

    Films of seven scenes and more take what the stock holds, and are shorter when it holds less.
    """
    if count <= 3:
        return _SHORT[count]
    if count == 4:
        return _FOUR.get(form, ("hook", "turn", "proof", "call"))
    if count == 5:
        return _FIVE.get(form, ("hook", "tension", "turn", "proof", "call"))
    if count == 6:
        return _SIX.get(form, ("hook", "tension", "turn", "proof", "offer", "call"))
    left = dict(vars(stock or Stock()))
    have: dict[str, int] = dict.fromkeys(left, 0)
    for beat in _MIDDLE:
        if sum(have.values()) < count - 2 and left[beat]:
            left[beat] -= 1
            have[beat] += 1
    return ("hook", *_arc(form, have), "call")


def _arc(form: Form, have: dict[str, int]) -> list[Beat]:
    """Tension first, then turn and proof in turns, the offer late, and relief at the end."""
    early: list[Beat] = ["turn"] if form in _IMAGE_FIRST and have["turn"] else []
    turns: list[Beat] = ["turn"] * (have["turn"] - len(early))
    proofs: list[Beat] = ["proof"] * have["proof"]
    tension: list[Beat] = ["tension"] * have["tension"]
    # A last worry stands between the first answer and the next: the arc rises twice.
    late: list[Beat] = [tension.pop()] if len(tension) > 2 and len(proofs) > 1 else []
    body: list[Beat] = []
    first, second = (proofs, turns) if form in _PROVEN_FIRST else (turns, proofs)
    last: list[Beat] = [turns.pop()] if len(turns) > 1 else []
    while first or second:
        for pile in (first, second):
            if pile:
                body.append(pile.pop())
        if late:
            body.append(late.pop())
    offers: list[Beat] = ["offer"] * have["offer"]
    return [*early, *tension, *body, *offers, *last]


_IMAGE_FIRST = ("emotional metaphor", "letter")
"""Forms whose second scene says what the first one was about."""

_PROVEN_FIRST = ("question and answer", "demonstration")
"""Forms that answer with a proof before they show what it is like."""


SPARE = {"calm": 0.34, "steady": 0.18, "brisk": 0.12}
"""Quiet of a scene by pace: calm films dissolve, and no word is said into a dissolve."""


def needed(narration: str, *, last: bool, quiet: float = QUIET) -> float:
    """Seconds a scene needs for its words, the quiet around them and, at the end, its hold."""
    said = spoken_seconds(narration)
    return max(SHORTEST, said + quiet) + (HOLD if last else 0.0)
