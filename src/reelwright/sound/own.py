"""The own sound of a film's clips: at one level, faded at its ends, under what is said."""

from collections.abc import Sequence
from fractions import Fraction

import numpy as np

from ..domain.asset import Assets
from ..domain.sound import OwnSound
from ..media.streams.own_sound import own_sound
from .wave import RATE, fade, loudness

LUFS = -23.0
"""How loud a clip's own sound stands before it makes way for what is said."""

MOST_GAIN = 15.0
"""Decibels that a quiet clip is raised by at most: beyond is hiss."""


def place_own(sounds: Sequence[OwnSound], length: int, assets: Assets) -> np.ndarray:
    """The sounds of clips on one stereo track of `length` samples. Raises MediaRefused."""
    track = np.zeros((length, 2), np.float32)
    for sound in sounds:
        part = own_sound(assets.path(sound.clip), float(sound.offset), float(sound.until), RATE)
        part = _paced(part, sound.pace)
        loud = loudness(part)
        if not np.isfinite(loud):
            continue
        gain = min(MOST_GAIN, LUFS - loud)
        heard = fade(part * np.float32(10 ** (gain / 20)), *sound.fades)
        at = round(sound.start * RATE)
        first, last = max(0, at), min(length, at + len(heard))
        if last > first:
            track[first:last] += heard[first - at : last - at]
    return track


def _paced(part: np.ndarray, pace: float) -> np.ndarray:
    """A part as slow as its picture."""
    if pace == 1:
        return part
    from scipy.signal import resample_poly

    slower = 1 / Fraction(pace).limit_denominator(200)
    made = resample_poly(part, slower.numerator, slower.denominator, axis=0)
    return np.asarray(made, np.float32)
