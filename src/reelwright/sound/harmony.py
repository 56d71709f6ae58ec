"""Chords that follow one another well, and tunes made of a motif."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product

import numpy as np

from .grid import Grid

MAJOR = (0, 2, 4, 5, 7, 9, 11)
MINOR = (0, 2, 3, 5, 7, 8, 10)


@dataclass(frozen=True)
class Chord:
    """A chord on a degree (0-6) of the scale, voiced: pitches upward, and the bass below."""

    degree: int
    pitches: tuple[int, ...]
    bass: int


def scale_pitch(key: int, scale: Sequence[int], step: int) -> int:
    """MIDI pitch `step` scale steps above the key note (which is a MIDI pitch)."""
    octave, degree = divmod(step, len(scale))
    return key + 12 * octave + scale[degree]


def plan_degrees(grid: Grid, loop: Sequence[int], before_last: int) -> list[int]:
    """A degree for each bar: the loop, turned so that it comes home on the end card."""
    last = grid.sections - 1
    home = [i for i, s in enumerate(grid.spans) if s.section == last]
    lead = home[0]
    degrees = [loop[i % len(loop)] for i in range(lead)]
    if lead >= 1 and last > 0:
        degrees[-1] = before_last
    if lead >= 3 and degrees[-2] == before_last:
        degrees[-2] = 3
    ending = [0] * len(home)
    if last == 0 and len(home) > 2:
        # A film without cuts: the loop runs on, and the last two bars close it.
        ending = [loop[i % len(loop)] for i in range(len(home) - 2)] + [before_last, 0]
    elif len(home) >= 3:
        ending[1] = 3  # away for a bar and home again: an ending, not a stop
    return degrees + ending


def voice_chords(
    degrees: Sequence[int], key: int, scale: Sequence[int], colour: Sequence[int]
) -> list[Chord]:
    """Chords whose voices move as little as they can. colour: steps added above the root."""
    chords: list[Chord] = []
    for degree in degrees:
        steps = [degree, degree + 2, degree + 4]
        steps += [degree + c for c in colour if _sweet(key, scale, degree, c)]
        classes = sorted({scale_pitch(key, scale, s) % 12 for s in steps})
        before = chords[-1].pitches if chords else None
        root = scale_pitch(key, scale, degree) % 12
        chords.append(Chord(degree, _voicing(classes, before), _bass(root, chords)))
    return chords


def _sweet(key: int, scale: Sequence[int], degree: int, colour: int) -> bool:
    """Whether an added tone rubs on none of the triad by a semitone."""
    added = scale_pitch(key, scale, degree + colour) % 12
    triad = [scale_pitch(key, scale, degree + s) % 12 for s in (0, 2, 4)]
    return all((added - tone) % 12 not in {1, 11} for tone in triad)


def _voicing(classes: list[int], before: tuple[int, ...] | None) -> tuple[int, ...]:
    """Octaves for the tones of a chord, between G3 and E5, near the chord before."""
    options = [[p for p in range(54, 77) if p % 12 == c] for c in classes]
    best, found = 1e9, ()
    for pitches in product(*options):
        ordered = tuple(sorted(pitches))
        gaps = np.diff(ordered)
        cost = 1.5 * float((gaps < 3).sum()) + 0.4 * max(0, ordered[-1] - ordered[0] - 14)
        if before is None:
            cost += abs(float(np.mean(ordered)) - 64)
        else:
            cost += sum(min(abs(p - q) for q in before) for p in ordered)
            cost += 0.25 * abs(float(np.mean(ordered)) - 64)
        if cost < best:
            best, found = cost, ordered
    return found


def _bass(root: int, chords: list[Chord]) -> int:
    """The root between F1 and E2 and a bit, nearest to the note before."""
    options = [p for p in range(31, 49) if p % 12 == root]
    middle = chords[-1].bass if chords else 40
    return min(options, key=lambda p: (abs(p - middle) + 0.3 * abs(p - 39), p))


@dataclass(frozen=True)
class Motif:
    """A tune's seed: (beat, length in beats, scale steps from where it starts)."""

    notes: tuple[tuple[float, float, int], ...]


RHYTHMS: dict[str, tuple[tuple[tuple[float, float], ...], ...]] = {
    "calm": (
        ((0, 2), (2, 2)),
        ((0, 3), (3, 1)),
        ((1, 1), (2, 2)),
        ((0, 1.5), (1.5, 2.5)),
    ),
    "steady": (
        ((0, 1), (1, 1), (2, 2)),
        ((0, 1.5), (1.5, 0.5), (2, 2)),
        ((0.5, 0.5), (1, 1), (2, 1), (3, 1)),
        ((0, 1), (1.5, 0.5), (2, 1.5)),
    ),
    "brisk": (
        ((0, 0.5), (0.5, 0.5), (1, 1), (2, 1.5)),
        ((0, 0.75), (0.75, 0.75), (1.5, 0.5), (2, 1)),
        ((0.5, 0.5), (1, 0.5), (1.5, 0.5), (2, 1), (3, 0.5)),
        ((0, 1), (1, 0.5), (1.5, 0.5), (2, 0.5), (2.5, 1)),
    ),
}
_CONTOURS = ((0, 1, 2, 1, 0), (0, 2, 1, 3, 2), (0, -1, 0, 2, 1), (2, 1, 0, 1, -1), (0, 2, 4, 3, 2))


def draw_motifs(rng: np.random.Generator, pace: str) -> tuple[Motif, Motif]:
    """Two motifs that belong together: the tune is made of the first, answered by the second."""
    rhythms = RHYTHMS[pace]
    first, second = rng.permutation(len(rhythms))[:2]
    contour, answer = rng.permutation(len(_CONTOURS))[:2]
    return tuple(  # pyright: ignore[reportReturnType]
        Motif(tuple((b, n, _CONTOURS[int(c)][i % 5]) for i, (b, n) in enumerate(rhythms[int(r)])))
        for r, c in ((first, contour), (second, answer))
    )


def tune(
    motif: Motif, chord: Chord, key: int, scale: Sequence[int], near: int, beats: int
) -> list[tuple[float, float, int]]:
    """A motif over a chord: (beat, length, pitch). Strong beats take tones of the chord.

    near is the pitch to stay close to, the last one sung.
    """
    ladder = [scale_pitch(key - 24, scale, s) for s in range(7 * 6)]
    tones = {p % 12 for p in (scale_pitch(key, scale, chord.degree + s) for s in (0, 2, 4))}
    start = min(
        (i for i, p in enumerate(ladder) if p % 12 in tones and 64 <= p <= 81),
        key=lambda i: abs(ladder[i] - near),
    )
    out: list[tuple[float, float, int]] = []
    for beat, length, step in motif.notes:
        if beat >= beats:
            break
        at = start + step
        if beat % 1 == 0 and ladder[at] % 12 not in tones:
            down, up = at - 1, at + 1
            at = down if ladder[down] % 12 in tones else up
        out.append((beat, min(length, beats - beat), ladder[at]))
    return out
