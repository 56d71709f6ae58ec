"""A raw voice becomes one that can stand in a film: cleaned, trimmed, levelled."""

import numpy as np
from scipy.ndimage import maximum_filter1d

from .wave import RATE, fade, frames_rms, limit, loudness, passed

VOICE_LUFS = -20.0
_PEAK = -3.0
_STEP = 0.01


def at_rate(samples: np.ndarray, rate: int) -> np.ndarray:
    """Mono samples at our rate, as float32."""
    mono = samples.astype(np.float64)
    mono = mono - mono.mean()
    divisor = int(np.gcd(rate, RATE))
    from scipy.signal import resample_poly

    return resample_poly(mono, RATE // divisor, rate // divisor).astype(np.float32)


def soften(samples: np.ndarray) -> np.ndarray:
    """Take the edge off a synthetic voice: rumble, harsh highs and hissing, and a little room."""
    low = passed(samples, "high", 80, order=2, still=True)
    # A shelf: what lies above 3.8 kHz comes down by some 3 dB, and above 9 kHz it ends.
    upper = passed(low, "high", 3800, order=1, still=True)
    low = passed(low - 0.3 * upper, "low", 9000, order=1, still=True)
    return _roomed(_deessed(low)).astype(np.float32)


def _deessed(samples: np.ndarray) -> np.ndarray:
    """Hissing (4.5-9 kHz) is held to its usual strength beside the voice around it."""
    hiss = passed(samples, "band", (4500, 9000), order=2, still=True)
    size = int(_STEP * RATE)
    hiss_db, voice_db = frames_rms(hiss, _STEP), frames_rms(samples, _STEP)
    loud = float(np.percentile(voice_db, 90))
    over = np.maximum(0, hiss_db - (loud - 16))
    cut = maximum_filter1d(np.minimum(0.6 * over, 9), 3)
    times = np.arange(len(samples)) / size - 0.5
    share = 1 - 10 ** (-np.interp(times, np.arange(len(cut)), cut) / 20)
    return samples - share * hiss


def _roomed(samples: np.ndarray) -> np.ndarray:
    """A small dry room: early echoes only, 20 dB under the voice."""
    rng = np.random.default_rng(7)
    length = int(0.09 * RATE)
    echo = rng.standard_normal(length) * np.exp(-np.arange(length) / (0.022 * RATE))
    echo[: int(0.006 * RATE)] = 0
    echo = passed(echo, "low", 3500, order=1, still=True)
    echo *= 0.1 / np.sqrt((echo**2).sum())
    from scipy.signal import fftconvolve

    return samples + fftconvolve(samples, echo)[: len(samples)]


def faster(samples: np.ndarray, pace: float) -> np.ndarray:
    """The same voice at the same pitch, said `pace` times as fast (1 to 1.2).

    Pieces of 40 ms are laid over one another closer together, each where its wave runs on from
    the piece before (WSOLA).
    """
    if pace <= 1:
        return samples
    from scipy.signal import fftconvolve

    size, reach = int(0.04 * RATE), int(0.012 * RATE)
    hop = size // 2
    window = np.hanning(size + 1)[:size]
    padded = np.concatenate([samples.astype(np.float64), np.zeros(size + hop + reach)])
    count = int(len(samples) / pace) // hop
    out = np.zeros((count + 2) * hop)
    at = 0
    for k in range(count):
        if k:
            wanted = padded[at + hop : at + hop + size]
            first = max(0, min(round(k * hop * pace), len(samples)) - reach)
            near = padded[first : first + 2 * reach + size]
            alike = fftconvolve(near, wanted[::-1], mode="valid")
            sums = np.concatenate([[0.0], np.cumsum(near * near)])
            energy = np.maximum(sums[size:] - sums[:-size], 0)
            at = first + int(np.argmax(alike / np.sqrt(energy + 1e-6)))
        out[k * hop : k * hop + size] += padded[at : at + size] * window
    return out[: round(len(samples) / pace)].astype(np.float32)


def trim(samples: np.ndarray) -> tuple[np.ndarray, float]:
    """Cut silence off both ends; returns the rest and how many seconds went from its start."""
    levels = frames_rms(samples, _STEP)
    loud = float(np.percentile(levels, 95))
    floor = float(np.percentile(levels, 5))
    # A person's room is never silent: whatever stays near its floor is silence too.
    heard = np.flatnonzero(levels > max(loud - 45, min(floor + 8, loud - 20)))
    if not len(heard):
        return samples, 0.0
    size = int(_STEP * RATE)
    start = max(0, int(heard[0]) * size - int(0.03 * RATE))
    end = min(len(samples), (int(heard[-1]) + 1) * size + int(0.12 * RATE))
    return samples[start:end], start / RATE


def level(samples: np.ndarray) -> np.ndarray:
    """Bring a voice to the level all narration has, its peaks held, its ends faded."""
    out = samples.astype(np.float32)
    for _ in range(2):
        measured = loudness(out)
        if not np.isfinite(measured):
            return out
        out = limit((out * 10 ** ((VOICE_LUFS - measured) / 20)).astype(np.float32), _PEAK)
    return fade(out, 0.01, 0.06)
