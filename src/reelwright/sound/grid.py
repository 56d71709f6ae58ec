"""Beats for a film: a tempo at which its cuts fall on them, and the bars between."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np


@dataclass(frozen=True)
class Measure:
    """A bar: its first beat, its length in beats, the section (between cuts) it belongs to."""

    beat: int
    beats: int
    section: int
    opens: bool
    """Whether a cut falls on its first beat."""


@dataclass(frozen=True)
class Grid:
    """times are the seconds of beats 0..n, the last of them the film's end or later."""

    times: tuple[float, ...]
    spans: tuple[Measure, ...]
    sections: int
    tempo: float

    @cached_property
    def _array(self) -> np.ndarray:
        return np.asarray(self.times)

    def at(self, beat: float) -> float:
        """Seconds of a beat, parts of beats between."""
        return float(np.interp(beat, np.arange(len(self.times)), self._array))


def lay_grid(
    seconds: float, cuts: Sequence[float], tempos: tuple[float, float], wanted: float
) -> Grid:
    """Beats so that every cut falls on one, at a tempo (beats a minute) within `tempos`.

    The tempo bends smoothly by the few per cent that takes. wanted (0-1) says where in the range
    the tempo would lie if the cuts did not care.
    """
    edges = _edges(seconds, cuts)
    tempo, counts = _tempo(edges, tempos, wanted)
    times = _beat_times(edges, counts, tempo)
    spans: list[Measure] = []
    beat = 0
    for section, count in enumerate(counts):
        for i, length in enumerate(_bars(count)):
            spans.append(Measure(beat, length, section, opens=i == 0 and section > 0))
            beat += length
    return Grid(tuple(times), tuple(spans), len(counts), tempo)


def _edges(seconds: float, cuts: Sequence[float]) -> list[float]:
    """0, the cuts that music can mark, and the end."""
    edges = [0.0]
    for cut in sorted(float(c) for c in cuts):
        if cut - edges[-1] >= 0.5 and cut <= seconds - 0.5:
            edges.append(cut)
    return [*edges, float(seconds)]


def _tempo(
    edges: list[float], tempos: tuple[float, float], wanted: float
) -> tuple[float, list[int]]:
    """The tempo that suits the cuts best, and the beats of each section."""
    low, high = tempos
    ideal = low + (high - low) * wanted
    lengths = np.diff(edges)
    best: tuple[float, float, list[int]] | None = None
    for tempo in np.arange(low, high + 0.25, 0.5):
        counts = [max(1, round(length * tempo / 60)) for length in lengths]
        # The last section rings out: nothing cuts at its end, so it need not fit.
        bends = [
            abs(np.log(n * 60 / length / tempo))
            for n, length in zip(counts[:-1], lengths[:-1], strict=True)
        ]
        odd = sum((0.0, 1.0, 0.35, 1.0)[n % 4] for n in counts[:-1]) / len(counts)
        cost = sum(400 * b * b for b in bends) / len(counts) + 0.5 * odd
        cost += 0.8 * ((tempo - ideal) / (high - low)) ** 2
        if best is None or cost < best[0]:
            best = (cost, float(tempo), counts)
    assert best is not None  # a range holds at least its lower end
    return best[1], best[2]


def _beat_times(edges: list[float], counts: list[int], tempo: float) -> np.ndarray:
    """Times of all beats: through the cuts, and otherwise as even as can be."""
    marks = np.concatenate([[0], np.cumsum(counts)])
    beats = int(marks[-1]) + 1
    step = 60 / tempo
    smooth = np.zeros((max(beats - 2, 0), beats))
    for i in range(beats - 2):
        smooth[i, i : i + 3] = (1, -2, 1)
    held = np.zeros((len(marks) - 1, beats))
    held[np.arange(len(marks) - 1), marks[:-1]] = 100.0
    even = np.zeros((beats - 1, beats))
    for i in range(beats - 1):
        even[i, i : i + 2] = (-0.1, 0.1)
    rows = np.concatenate([smooth, held, even])
    goal = np.concatenate(
        [np.zeros(len(smooth)), 100.0 * np.asarray(edges[:-1]), np.full(beats - 1, 0.1 * step)]
    )
    times = np.linalg.lstsq(rows, goal, rcond=None)[0]
    # Cuts very near one another could fold the curve back: time never does.
    return np.maximum.accumulate(times + 1e-6 * np.arange(beats))


def _bars(beats: int) -> list[int]:
    """A section's beats in bars of four; what is over makes a short last bar, or a long one."""
    if beats <= 5:
        return [beats]
    full, rest = divmod(beats, 4)
    bars = [4] * full
    if rest == 1:
        bars[-1] = 5
    elif rest:
        bars.append(rest)
    return bars
