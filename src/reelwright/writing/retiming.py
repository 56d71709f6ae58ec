"""How the time of a film is shared among its scenes anew, exactly, after words have changed."""

import math
from collections.abc import Sequence
from fractions import Fraction

from ..domain.errors import DoesNotFit
from ..domain.storyboard import Scene
from .words import spoken_seconds

GRID = 30
"""Scenes begin and end on thirtieths of a second, the frames of every format we make."""

LEAST = 1.5
"""Seconds under which a picture is not seen."""

CLOSING = 2.5
"""Seconds that the last scene takes at the least: its call stays two seconds when it is in."""


def need_of(scene: Scene) -> float:
    """Seconds a scene takes at the least: its narration and a breath, and time to be seen."""
    least = CLOSING if scene.beat == "call" else LEAST
    return max(least, spoken_seconds(scene.narration))


def needs_of(scenes: Sequence[Scene]) -> list[float]:
    """Seconds that each scene takes at the least."""
    return [need_of(scene) for scene in scenes]


def share_out(
    needs: Sequence[float],
    seconds: Fraction,
    *,
    wishes: Sequence[float] | None = None,
) -> tuple[Fraction, ...]:
    """Scene lengths that add up to seconds exactly, none shorter than it needs.

    needs are the least seconds of each scene. wishes say how what is left over is shared out (in
    proportion to wish minus need); without them every scene gets its part by length. All lengths
    but the last lie on the 1/30 s grid; so does the last when seconds does.

    Raises DoesNotFit when the needs are more than there is.
    """
    least = [math.ceil(need * GRID - 1e-9) for need in needs]
    room = math.floor(seconds * GRID) - sum(least)
    if room < 0:
        raise DoesNotFit(
            f"the scenes need {sum(least) / GRID:.1f} s and the film lasts {float(seconds):g} s; "
            "shorten the narration, leave a scene out or make the film longer"
        )
    parts = [max(0.0, w - n) for w, n in zip(wishes or needs, needs, strict=True)]
    if not any(parts):
        parts = [float(n) for n in needs]
    whole = sum(parts)
    ends = [round(room * sum(parts[: i + 1]) / whole) for i in range(len(parts))]
    extra = [end - start for start, end in zip([0, *ends[:-1]], ends, strict=True)]
    frames = [a + b for a, b in zip(least, extra, strict=True)]
    lengths = [Fraction(f, GRID) for f in frames[:-1]]
    return (*lengths, seconds - sum(lengths, Fraction(0)))


def retimed(scenes: Sequence[Scene], seconds: Fraction) -> tuple[Scene, ...]:
    """The scenes with lengths that fit their words again, near the lengths they had.

    Raises DoesNotFit when their words take longer than the film lasts.
    """
    lengths = share_out(needs_of(scenes), seconds, wishes=[float(s.seconds) for s in scenes])
    return tuple(
        s if s.seconds == length else s.model_copy(update={"seconds": length})
        for s, length in zip(scenes, lengths, strict=True)
    )
