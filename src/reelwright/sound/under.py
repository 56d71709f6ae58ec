"""A found sound under a film: as long as the film, faded at both ends, at one loudness."""

from pathlib import Path

import numpy as np
import soundfile

from ..domain.asset import Assets
from ..domain.errors import MediaRefused
from ..domain.sound import Mix
from .mix import to_loudness
from .voice import at_rate
from .wave import RATE, fade, loudness, true_peak, wav_bytes

CROSSED = 0.6
"""Seconds over which a sound that is shorter than the film passes into its own beginning."""

LONGEST = 600.0
"""Seconds of a sound that are read: no film of ours is longer."""


def under(sound: Path, seconds: float, assets: Assets, *, name: str = "sound.wav") -> Mix:
    """A sound file fitted to a film of `seconds`: stereo 48 kHz, -14 LUFS, no click at its joins.

    Raises MediaRefused for a file that is no sound, or holds nothing to hear.
    """
    try:
        with soundfile.SoundFile(sound) as file:
            rate = file.samplerate
            samples = file.read(int(LONGEST * rate), dtype="float32", always_2d=True)
    except (soundfile.LibsndfileError, OSError) as problem:
        raise MediaRefused(
            f"{name} cannot be read as sound ({problem}); save it as WAV, FLAC, OGG or MP3"
        ) from problem
    if len(samples) < rate // 10 or not np.isfinite(loudness(_stereo(samples, rate))):
        raise MediaRefused(f"{name} holds nothing to hear; choose another sound")
    length = round(seconds * RATE)
    out = to_loudness(fade(looped(_stereo(samples, rate), length), 0.4, 0.8))
    asset = assets.put(wav_bytes(out), name, "audio/wav", "takes")
    return Mix(asset=asset, loudness=round(loudness(out), 2), true_peak=round(true_peak(out), 2))


def _stereo(samples: np.ndarray, rate: int) -> np.ndarray:
    both = samples[:, :2] if samples.shape[1] > 1 else np.repeat(samples, 2, axis=1)
    if rate == RATE:
        return both
    return np.stack([at_rate(np.ascontiguousarray(both[:, c]), rate) for c in (0, 1)], axis=1)


def looped(sound: np.ndarray, length: int) -> np.ndarray:
    """At least `length` samples: the sound again and again, each time passing into the next."""
    cross = min(round(CROSSED * RATE), len(sound) // 3)
    rise = np.sqrt(np.linspace(0, 1, cross, dtype=np.float32))[:, None]
    out = sound
    while len(out) < length:
        joined = out[-cross:] * rise[::-1] + sound[:cross] * rise
        out = np.concatenate([out[:-cross], joined, sound[cross:]])
    return out[:length].astype(np.float32)
