"""Music that is too short, played again from one bar to a like one: nobody hears the joint."""

import numpy as np

from .beats import Beats
from .wave import RATE

LEAST = 2
"""Bars that are played again at the least."""

CROSSED = 0.03
"""Seconds over which the end of a loop passes into its beginning, before the bar begins."""

_REACH = 0.03
_ALIKE = 0.12


def looped_on_a_bar(
    whole: np.ndarray, beats: Beats, begin: float, length: int
) -> np.ndarray | None:
    """`length` samples of stereo sound from a second on, its bars played again as often as need be.

    None where it holds no two bars that follow one another.
    """
    points = _points(beats, len(whole) / RATE, begin)
    if points is None:
        return None
    end = round(points[1] * RATE)
    back = _aligned(whole.mean(axis=1), round(points[0] * RATE), end)
    out = whole[round(begin * RATE) : end]
    while len(out) < length:
        out = _joined(out, whole, back, end)
    return out[:length]


def _points(beats: Beats, seconds: float, begin: float) -> tuple[float, float] | None:
    """The seconds to go back to and to go back from: bars that sound alike, far apart."""
    at = [int(b) for b in beats.bars]
    step = at[1] - at[0] if len(at) > 1 else 4
    times = [float(t) for t in beats.times]
    times.append(times[-1] + beats.beat)
    # A loop as it is sold ends where its next bar would begin, or a hair before.
    if (
        at[-1] + step <= len(beats.times)
        and abs(times[at[-1] + step] - seconds) < 0.15 * beats.beat
    ):
        at.append(at[-1] + step)
        times[at[-1]] = min(times[at[-1]], seconds)
    sound = (beats.sound - beats.sound.mean(axis=0)) / (beats.sound.std(axis=0) + 1e-6)
    best, found = np.inf, None
    for i, first in enumerate(at):
        for j in range(i + LEAST, len(at)):
            if times[at[j]] > seconds or times[at[j]] <= begin + beats.beat:
                continue
            share = (j - i) / max(1, len(at) - 1)
            cost = _unlike(sound, first, at[j]) - 0.8 * share
            cost += 0.25 * ((j - i) % 4 > 0) + 0.15 * ((j - i) % 2)
            if cost < best - 1e-9:
                best, found = cost, (times[first], times[at[j]])
    return found


def _unlike(sound: np.ndarray, one: int, other: int) -> float:
    """How differently two beats and those around them sound: 0 for the same, 1.4 by chance."""
    near = [
        (one + k, other + k) for k in range(-4, 4) if one + k >= 0 and 0 <= other + k < len(sound)
    ]
    if not near:
        return 1.0
    apart = [float(np.sqrt(((sound[a] - sound[b]) ** 2).mean())) for a, b in near]
    return sum(apart) / len(apart)


def _aligned(mono: np.ndarray, back: int, end: int) -> int:
    """The sample to go back to at which the wave around it runs most as it does at the end."""
    reach, size = round(_REACH * RATE), round(_ALIKE * RATE)
    before, after = min(size, back - reach), min(size, len(mono) - end)
    if before + after < size // 2:
        return back
    before = max(0, before)
    wanted = mono[end - before : end + after].astype(np.float64)
    first = back - reach - before
    near = mono[max(0, first) : back + reach + after].astype(np.float64)
    from scipy.signal import fftconvolve

    alike = fftconvolve(near, wanted[::-1], mode="valid")
    sums = np.concatenate([[0.0], np.cumsum(near * near)])
    energy = np.maximum(sums[len(wanted) :] - sums[: -len(wanted)], 1e-9)
    return max(0, first) + before + int(np.argmax(alike / np.sqrt(energy)))


def _joined(out: np.ndarray, whole: np.ndarray, back: int, end: int) -> np.ndarray:
    """Sound that goes on from a loop's end at its beginning."""
    cross = min(round(CROSSED * RATE), len(out), end - back)
    again = whole[back:end]
    lead = whole[max(0, back - cross) : back]
    if not len(lead) and _runs_on(out, again):
        return np.concatenate([out, again])
    lead = np.pad(lead, ((cross - len(lead), 0), (0, 0)))
    rise = np.linspace(0, 1, cross, dtype=np.float32)[:, None]
    last = out[-cross:]
    strength = float(np.sqrt((last**2).mean() * (lead**2).mean()))
    alike = float((last * lead).mean()) / strength if strength > 1e-9 else 1.0
    # Waves that run together add up as they are; others by their power.
    power = 1.0 if alike > 0.5 else 0.5
    mixed = last * (1 - rise) ** power + lead * rise**power
    head = again.copy()
    if not lead.any():
        soft = min(round(0.003 * RATE), len(head))
        head[:soft] *= np.linspace(0, 1, soft, dtype=np.float32)[:, None]
    return np.concatenate([out[:-cross], mixed, head])


def _runs_on(out: np.ndarray, again: np.ndarray) -> bool:
    """Whether a wave that ends passes into another as if they were one."""
    steps = np.abs(np.diff(np.concatenate([out[-200:], again[:200]]), axis=0)).max(axis=1)
    at = min(200, len(out)) - 1
    rest = np.delete(steps, at)
    return bool(steps[at] <= 1.2 * rest.max(initial=0.0) + 1e-5)
