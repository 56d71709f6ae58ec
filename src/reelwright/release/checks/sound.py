"""Checks of the sound: loudness, true peak, silence, length."""

from collections.abc import Sequence

import numpy as np

from ...domain.film import Check
from .picture import longest

LOUDNESS, TOLERANCE = -14.0, 1.0
PEAK = -1.0
SILENCE_SECONDS = 2.0
SILENT = -60.0
"""dBFS (mean power of 50 ms) under which nothing is heard."""


def sound_checks(
    sound: np.ndarray,
    rate: int,
    film_seconds: float,
    words: Sequence[tuple[float, float]] | None = None,
) -> list[Check]:
    """Sound is [samples, channels] float32; film_seconds the length of the pictures.

    words are the seconds between which something is said in a film that has no music: it is silent
    beside them, and where nothing is said at all has only its length checked. None: it has music.
    """
    if rate == 0 or len(sound) < rate // 2:
        return [
            Check(
                name="sound",
                ok=False,
                measured=f"{len(sound) / max(rate, 1):.2f} s",
                limit="as long as the film",
                act="mix the sound again: the film has none",
            )
        ]
    length = _length(len(sound) / rate, film_seconds)
    if words is None:
        return [*_loudness(sound, rate), _silence(sound, rate), length]
    return [*_loudness(sound, rate), _heard(sound, rate, words), length] if words else [length]


def loudness(sound: np.ndarray, rate: int) -> float:
    """Integrated loudness in LUFS (ITU-R BS.1770-4); -inf for silence."""
    import pyloudnorm

    return float(pyloudnorm.Meter(rate).integrated_loudness(sound.astype(np.float64)))


def true_peak(sound: np.ndarray) -> float:
    """Highest peak between samples, dBTP, by oversampling four times."""
    from scipy.signal import resample_poly

    between = resample_poly(sound, 4, 1, axis=0)
    return float(20 * np.log10(max(1e-9, np.abs(between).max())))


def _loudness(sound: np.ndarray, rate: int) -> list[Check]:
    measured, peak = loudness(sound, rate), true_peak(sound)
    return [
        Check(
            name="loudness",
            ok=abs(measured - LOUDNESS) <= TOLERANCE,
            measured=f"{measured:.1f} LUFS",
            limit=f"{LOUDNESS:g} ± {TOLERANCE:g} LUFS",
            act="master the mix again",
        ),
        Check(
            name="true peak",
            ok=peak <= PEAK + 0.05,
            measured=f"{peak:.1f} dBTP",
            limit=f"at most {PEAK:g} dBTP",
            act="master the mix again with a lower ceiling",
        ),
    ]


def _quiet(sound: np.ndarray, rate: int) -> np.ndarray:
    """Whether nothing is heard in each 50 ms."""
    window = rate // 20
    whole = len(sound) // window * window
    power = (sound[:whole] ** 2).mean(axis=1).reshape(-1, window).mean(axis=1)
    return 10 * np.log10(np.maximum(power, 1e-12)) < SILENT


def _heard(sound: np.ndarray, rate: int, words: Sequence[tuple[float, float]]) -> Check:
    quiet = _quiet(sound, rate)
    lost = [
        (a, b) for a, b in words if quiet[int(a * 20) : max(int(a * 20) + 1, int(b * 20))].all()
    ]
    return Check(
        name="silence",
        ok=not lost,
        measured=(
            f"nothing is heard from {lost[0][0]:.1f} to {lost[0][1]:.1f} s"
            if lost
            else f"no music; {len(words)} of {len(words)} captions are heard"
        ),
        limit="every caption is heard",
        act="record the narration there again, then mix again",
    )


def _silence(sound: np.ndarray, rate: int) -> Check:
    window = rate // 20
    start, length = longest(_quiet(sound, rate))
    seconds = length * window / rate
    return Check(
        name="silence",
        ok=seconds <= SILENCE_SECONDS,
        measured=f"{seconds:.2f} s" + (f" from {start * window / rate:.1f} s" if length else ""),
        limit=f"at most {SILENCE_SECONDS:g} s",
        act="check the music bed and the narration there, then mix again",
    )


def _length(heard: float, seen: float) -> Check:
    return Check(
        name="sound length",
        ok=abs(heard - seen) <= 0.1,
        measured=f"{heard:.2f} s of sound, {seen:.2f} s of picture",
        limit="within 0.1 s",
        act="mix the sound to the film's length again",
    )
