"""The beat of a piece of music: how fast it goes, where its beats fall, and where bars begin."""

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from scipy.ndimage import uniform_filter1d

RATE = 22_050
"""Samples a second of the sound that is listened to, mono."""

HOP = 256
WINDOW = 1024
BANDS = 36
SLOWEST, FASTEST, USUAL = 55.0, 190.0, 112.0
"""Beats a minute: the range, and what ears take for the beat where two would do."""

STEADY = 0.12
"""How alike music must be to itself a beat later for it to have a beat at all (0-1)."""

TIGHT = 120.0
"""How firmly beats keep their distance against what else is heard."""

OFF = 1.6
"""How much more bass there must be between beats than on them for them to be moved there."""

LATE = 0.7
"""The share of a window at which what begins is noticed."""

_BLOCK = 4096


@dataclass(frozen=True)
class Beats:
    """times: seconds of the beats. bars: which of them begin a bar. tempo: beats a minute.

    sound [beats, features] tells what each beat sounds like: near rows sound alike.
    """

    times: np.ndarray
    bars: np.ndarray
    tempo: float
    sound: np.ndarray

    @property
    def beat(self) -> float:
        """Seconds of one beat."""
        return 60 / self.tempo


def find_beats(samples: np.ndarray) -> Beats | None:
    """The beats of mono sound at RATE; None for music without a steady beat.

    A beat is tracked through the whole piece, so that it may drift as people do.
    """
    if len(samples) < 4 * RATE:
        return None
    bands = _bands(samples / max(float(np.abs(samples).max()), 1e-6))
    rises = np.maximum(np.diff(bands, axis=0, prepend=bands[:1]), 0)
    strength = _onsets(rises.sum(axis=1))
    if strength is None:
        return None
    period = _period(strength)
    if period is None:
        return None
    low = _low(rises)
    frames = _on_the_beat(_tracked(strength, period), low)
    if len(frames) < 8:
        return None
    # What begins is noticed when it has come into half of the window.
    times = (frames * HOP + WINDOW * LATE) / RATE
    sound = _of_each(bands, frames)
    tempo = 60 * (len(times) - 1) / float(times[-1] - times[0])
    bars = _bars(_of_each(low[:, None], frames)[:, 0], sound)
    return Beats(times=times, bars=bars, tempo=tempo, sound=sound)


def _bands(samples: np.ndarray) -> np.ndarray:
    """Loudness (log) in BANDS bands of frequency for every HOP samples: [frames, BANDS]."""
    window = np.hanning(WINDOW).astype(np.float32)
    count = 1 + (len(samples) - WINDOW) // HOP
    shaped = _filters()
    out = np.empty((count, BANDS), np.float32)
    views = np.lib.stride_tricks.sliding_window_view(samples, WINDOW)[::HOP]
    # In blocks: the spectra of five minutes would take half a gigabyte.
    for at in range(0, count, _BLOCK):
        spectra = np.abs(np.fft.rfft(views[at : at + _BLOCK] * window, axis=1))
        out[at : at + _BLOCK] = np.log1p(10 * (spectra.astype(np.float32) @ shaped))
    return out


def _filters() -> np.ndarray:
    """[bins, BANDS]: each band's share of each frequency, bands even to the ear."""
    edges = np.geomspace(40, 0.45 * RATE, BANDS + 2)
    bins = np.fft.rfftfreq(WINDOW, 1 / RATE)
    up = (bins[:, None] - edges[:-2]) / (edges[1:-1] - edges[:-2])
    down = (edges[2:] - bins[:, None]) / (edges[2:] - edges[1:-1])
    shape = np.maximum(0, np.minimum(up, down))
    # Low bands are narrower than a bin: each has its nearest one at least.
    nearest = np.abs(bins[:, None] - edges[1:-1]).argmin(axis=0)
    shape[nearest, np.arange(BANDS)] = np.maximum(shape[nearest, np.arange(BANDS)], 0.5)
    return (shape / shape.sum(axis=0)).astype(np.float32)


def _low(rises: np.ndarray) -> np.ndarray:
    """What begins in the bass: drums and bass lines mark where bars begin."""
    return rises[:, : BANDS // 4].sum(axis=1)


def _on_the_beat(frames: np.ndarray, low: np.ndarray) -> np.ndarray:
    """Beats that were heard between the beats, where cymbals and snares are, put on them."""
    if len(frames) < 3:
        return frames
    smooth = _smooth(low)
    between = (frames[1:] + frames[:-1]) / 2
    there, here = (float(smooth[f.astype(int)].mean()) for f in (between, frames))
    return between if there > OFF * here else frames


def _onsets(rises: np.ndarray) -> np.ndarray | None:
    """How much begins in each frame, over what is usual around it; None where nothing does."""
    flat = np.maximum(0, rises - uniform_filter1d(rises, int(0.8 * RATE / HOP)))
    spread = float(flat.std())
    return _smooth(flat / spread) if spread > 0.3 else None


def _period(strength: np.ndarray) -> float | None:
    """Frames of a beat; None where the music repeats itself at none."""
    size = 1 << (2 * len(strength) - 1).bit_length()
    even = strength - strength.mean()
    spectrum = np.fft.rfft(even, size)
    alike = np.fft.irfft(spectrum * spectrum.conj())[: len(strength)]
    alike = alike / max(float(alike[0]), 1e-9)
    a_minute = 60 * RATE / HOP
    lags = np.arange(int(a_minute / FASTEST), min(int(a_minute / SLOWEST), len(alike) // 4) + 1)
    if len(lags) < 3:
        return None
    # Much music is sparse on its beats, and plainly the same from bar to bar.
    again = np.zeros(len(lags))
    for times, weight in ((1, 0.35), (2, 0.25), (4, 0.4)):
        again += weight * np.interp(lags * times, np.arange(len(alike)), alike)
    preferred = np.exp(-0.5 * (np.log2(a_minute / lags / USUAL) / 0.8) ** 2)
    best = int(np.argmax(again * preferred))
    if again[best] < STEADY:
        return None
    if 0 < best < len(lags) - 1:
        before, at, after = again[best - 1 : best + 2]
        bend = before - 2 * at + after
        shift = 0.5 * (before - after) / bend if bend < 0 else 0.0
        return float(lags[best] + np.clip(shift, -0.5, 0.5))
    return float(lags[best])


def _tracked(strength: np.ndarray, period: float) -> np.ndarray:
    """Frames of the beats: the path along what begins that keeps its distances best."""
    back = np.arange(-round(2 * period), -round(period / 2) + 1)
    cost = -TIGHT * np.log(-back / period) ** 2
    score = strength.astype(np.float64).copy()
    came = np.full(len(strength), -1)
    for at in range(len(strength)):
        first = at + back[0]
        if first < 0:
            known = back[-first:]
            if not len(known):
                continue
            options = score[at + known] + cost[-first:]
            shift = -first
        else:
            options = score[first : first + len(back)] + cost
            shift = 0
        best = int(np.argmax(options))
        if options[best] > 0:
            score[at] += options[best]
            came[at] = at + back[best + shift]
    at = len(score) - 1 - round(period) + int(np.argmax(score[len(score) - 1 - round(period) :]))
    path: list[int] = []
    while at >= 0:
        path.append(at)
        at = int(came[at])
    return np.asarray(path[::-1], np.float64)


def _of_each(frames: np.ndarray, beats: np.ndarray) -> np.ndarray:
    """The mean of frames over each beat: [beats, features]."""
    step = float(np.median(np.diff(beats)))
    edges = np.append(beats, beats[-1] + step).astype(int)
    edges = np.minimum(edges, len(frames) - 1)
    return np.stack([frames[a : max(a + 1, b)].mean(axis=0) for a, b in pairwise(edges.tolist())])


def _bars(low: np.ndarray, sound: np.ndarray) -> np.ndarray:
    """Which beats begin a bar of four, or of three where that is plainly what is played.

    The bass begins there, and harmonies change there.
    """
    change = np.linalg.norm(np.diff(sound, axis=0, prepend=sound[:1]), axis=1)
    accent = _even(low) + _even(change)
    best = (-np.inf, 4, 0)
    for beats, handicap in ((4, 0.0), (3, 0.35)):
        for phase in range(beats):
            there = accent[phase::beats].mean()
            rest = np.delete(accent, np.arange(phase, len(accent), beats)).mean()
            best = max(best, (float(there - rest) - handicap, beats, phase))
    return np.arange(best[2], len(low), best[1])


def _smooth(values: np.ndarray) -> np.ndarray:
    kernel = np.hanning(9)[1:-1]
    return np.convolve(values, kernel / kernel.sum(), "same")


def _even(values: np.ndarray) -> np.ndarray:
    spread = float(values.std())
    return (values - values.mean()) / spread if spread > 1e-9 else np.zeros(len(values))
