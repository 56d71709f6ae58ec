"""A music file under a film: begun at a bar that suits its cuts, as long as the film, no click."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from ..domain.errors import MediaRefused
from ..media.streams.snippets import LEAST_HEARD, STEP, heard_in, levels_of, powers_of
from ..media.streams.tunes import read_tune
from .beats import RATE as LOW_RATE
from .beats import Beats, find_beats
from .loops import looped_on_a_bar
from .under import looped
from .wave import RATE, fade

OUT = 2.4
"""Seconds over which music goes out under the end card, where it does not end by itself."""

ENDS = 1.5
"""A piece that rings out by itself within a film's last seconds may do so."""

_RUNG_DB = 12.0
_LEAD = 0.6
_OVER = 0.3
"""Seconds of a piece's last sound that a film may cut off."""


@dataclass(frozen=True)
class _Piece:
    """What was heard of a file: seconds between which it sounds, its beats, how it closes."""

    first: float
    last: float
    beats: Beats | None
    rings_out: bool

    def suffices(self, begin: float, seconds: float) -> bool:
        """Whether it lasts from a second on for as long as a film, or ends well with it."""
        return self.last - begin >= seconds - ENDS * self.rings_out


def fit_own(music: Path, seconds: float, cuts: Sequence[float], start: float | None) -> np.ndarray:
    """A music file's sound for a film of `seconds` with cuts there: float32 [n, 2] at 48 kHz.

    start: the second of the file to begin at; None: a bar at which cuts fall on beats. What is too
    short is played again from bar to bar; what is too long goes out under the end card, unless it
    can ring out with the film. The same file and film give the same samples. Raises MediaRefused.
    """
    piece = _heard(music)
    length = round(seconds * RATE)
    begin = start if start is not None else _begin(piece, seconds, cuts)
    if piece.suffices(begin, seconds):
        out = read_tune(music, RATE, begin=begin, seconds=min(seconds, piece.last - begin))
    else:
        whole = read_tune(music, RATE, seconds=piece.last)
        out = looped_on_a_bar(whole, piece.beats, begin, length) if piece.beats else None
        if out is None:
            out = looped(whole[round(begin * RATE) :], length)
    ended = piece.rings_out and piece.last - begin <= seconds + _OVER
    out = np.pad(out[:length], ((0, max(0, length - len(out))), (0, 0)))
    card = seconds - max((c for c in cuts if c < seconds), default=seconds - OUT)
    return fade(out, 0.02, _OVER if ended else float(np.clip(card, 0.8, OUT)))


def _heard(music: Path) -> _Piece:
    """Listen through a file. Raises MediaRefused where there is nothing to hear."""
    both = read_tune(music, LOW_RATE)
    power = powers_of(both, int(STEP * LOW_RATE))
    levels, loud = levels_of(power), heard_in(power)
    # Half of what `check` asks for, which listens at another rate.
    if len(loud) < LEAST_HEARD / STEP / 2:
        raise MediaRefused(f"{music.name} holds nothing to hear; choose another file")
    # What is left of two channels that are each other's reverse has no beats.
    samples = both.mean(axis=1)
    if samples.std() < both.std() / 4:
        samples = both[:, 0]
    first, last = float(loud[0] * STEP), float((loud[-1] + 1) * STEP)
    if loud[-1] == len(levels) - 1:
        last = len(samples) / LOW_RATE
    end = levels[loud[-1] - 5 : loud[-1] + 1].mean()
    return _Piece(
        first,
        last,
        find_beats(samples[: round(last * LOW_RATE)]),
        rings_out=bool(end < np.median(levels[loud]) - _RUNG_DB),
    )


def _begin(piece: _Piece, seconds: float, cuts: Sequence[float]) -> float:
    """The second of the file that is the film's first."""
    beats = piece.beats
    if beats is None:
        return piece.first
    bars = beats.times[beats.bars]
    # What is too short anyway is begun where it begins.
    fit = [n for n, bar in enumerate(bars) if piece.suffices(bar, seconds)] or [0]
    marks = np.asarray([c for c in cuts if c < seconds], float)
    # The last cut, to the end card, is the one that is heard most.
    weights = np.ones(len(marks)) + (np.arange(len(marks)) == len(marks) - 1)
    best, found = np.inf, piece.first
    for n in fit:
        # Phrases are of four bars, counted from the first; a film wants music that has begun.
        cost = 0.05 * (n % 4 > 0) + 0.05 * (n % 2) + 0.004 * n + _thin(beats, n)
        cost -= 0.3 * (piece.rings_out and piece.last - bars[n] <= seconds + _OVER)
        # A little before the bar its upbeat is heard, and cuts can fall on beats.
        for lead in np.arange(0, _LEAD * beats.beat, 0.02):
            begin = bars[n] - lead
            if begin < piece.first and lead:
                break
            off = np.abs((begin + marks)[:, None] - beats.times).min(axis=1, initial=beats.beat / 2)
            missed = float((weights * off).sum() / beats.beat / max(weights.sum(), 1))
            dear = cost + missed + 0.1 * lead / beats.beat
            if dear < best - 1e-9:
                best, found = dear, float(max(begin, 0.0))
    return found


def _thin(beats: Beats, bar: int) -> float:
    """What it costs to begin at a bar that is much quieter than the piece is: an introduction."""
    loud = beats.sound.mean(axis=1)
    at = int(beats.bars[bar])
    return 0.4 * max(0.0, 0.8 - float(loud[at : at + 8].mean() / max(np.median(loud), 1e-6)))
