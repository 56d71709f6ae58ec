"""Sound as arrays: the rate we work in, WAV files, loudness, true peak, and a limiter.

Arrays are float32, -1..1, [n] for mono or [n, 2] for stereo, at 48 kHz.
"""

import io
import wave
from typing import Literal

import numpy as np
from scipy.ndimage import maximum_filter1d, uniform_filter1d

RATE = 48_000
_BLOCK_S = 0.4


def wav_bytes(samples: np.ndarray) -> bytes:
    """A 16-bit WAV file of mono [n] or stereo [n, 2] samples; what exceeds -1..1 is clipped."""
    data = np.round(np.clip(samples, -1, 1) * 32767).astype("<i2")
    buffer = io.BytesIO()
    with wave.open(buffer, "wb") as file:
        file.setnchannels(1 if data.ndim == 1 else data.shape[1])
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes(data.tobytes())
    return buffer.getvalue()


def loudness(samples: np.ndarray) -> float:
    """Integrated loudness in LUFS (BS.1770); -inf for silence.

    Sounds shorter than the standard's 0.4 s block are measured repeated to that length.
    """
    need = int(_BLOCK_S * RATE) + 1
    if not len(samples):
        return float("-inf")
    if len(samples) < need:
        times = -(-need // len(samples))
        samples = np.tile(samples, (times,) + (1,) * (samples.ndim - 1))
    if not np.any(samples):
        return float("-inf")
    import pyloudnorm

    return float(pyloudnorm.Meter(RATE).integrated_loudness(samples.astype(np.float64)))


def true_peak(samples: np.ndarray) -> float:
    """Highest peak between samples, in dBTP, on 4x oversampling; -inf for silence."""
    peak = float(peaks(samples).max(initial=0))
    return 20 * float(np.log10(peak)) if peak > 0 else float("-inf")


def peaks(samples: np.ndarray) -> np.ndarray:
    """For each sample, the highest oversampled peak of any channel near it."""
    if not len(samples):
        return np.zeros(0, np.float32)
    from scipy.signal import resample_poly

    up = np.abs(resample_poly(samples, 4, 1, axis=0))
    if up.ndim == 2:
        up = up.max(axis=1)
    return up.reshape(-1, 4).max(axis=1)


def limit(
    samples: np.ndarray,
    ceiling: float,
    *,
    ahead: float = 0.004,
    release: float = 0.12,
    known: np.ndarray | None = None,
) -> np.ndarray:
    """Hold true peaks under a ceiling (dBTP) without hearing it: looks ahead, lets go slowly.

    known are the `peaks` of the samples, when the caller has them already.
    """
    near = peaks(samples) if known is None else known
    over = 20 * np.log10(np.maximum(near, 1e-9)) - ceiling
    need = np.maximum(over, 0)
    if not need.any():
        return samples
    reach = int(ahead * RATE)
    need = maximum_filter1d(need, 2 * reach + 1)
    held = _let_go(need, release)
    # The average of a window in which every value is enough is itself enough at the peak.
    smooth = uniform_filter1d(maximum_filter1d(held, 2 * reach + 1), 2 * reach + 1)
    gain = (10 ** (-smooth / 20)).astype(np.float32)
    return samples * (gain if samples.ndim == 1 else gain[:, None])


def _let_go(need: np.ndarray, release: float, block: int = 24) -> np.ndarray:
    """Decibels of reduction that fall no faster than the release time constant allows."""
    padded = np.pad(need, (0, -len(need) % block)).reshape(-1, block).max(axis=1)
    keep = float(np.exp(-block / RATE / release))
    held, level = np.empty_like(padded), 0.0
    for i, value in enumerate(padded.tolist()):
        level = max(value, level * keep)
        held[i] = level
    return np.repeat(held, block)[: len(need)]


def fade(samples: np.ndarray, start: float, end: float) -> np.ndarray:
    """Fade in over `start` seconds and out over `end` (raised cosine); a new array."""
    out = samples.astype(np.float32, copy=True)
    shape = (-1,) + (1,) * (samples.ndim - 1)
    rise, fall = (min(int(t * RATE), len(out) // 2) for t in (start, end))
    if rise:
        out[:rise] *= (0.5 - 0.5 * np.cos(np.pi * np.arange(rise) / rise)).reshape(shape)
    if fall:
        out[-fall:] *= (0.5 + 0.5 * np.cos(np.pi * np.arange(1, fall + 1) / fall)).reshape(shape)
    return out


def frames_rms(samples: np.ndarray, step: float = 0.01) -> np.ndarray:
    """Level of each step of mono sound, in dB (floor -120)."""
    size = max(1, int(step * RATE))
    padded = np.pad(samples, (0, -len(samples) % size)).reshape(-1, size).astype(np.float64)
    return 10 * np.log10(np.maximum((padded**2).mean(axis=1), 1e-12))


def passed(
    samples: np.ndarray,
    kind: Literal["low", "high", "band"],
    hertz: float | tuple[float, float],
    *,
    order: int = 2,
    still: bool = False,
) -> np.ndarray:
    """Sound through a Butterworth filter; still keeps every wave in its place (zero phase)."""
    from scipy.signal import butter, sosfilt, sosfiltfilt

    stages = np.asarray(butter(order, hertz, kind, fs=RATE, output="sos"))
    run = sosfiltfilt if still else sosfilt
    return np.asarray(run(stages, samples, axis=0))
