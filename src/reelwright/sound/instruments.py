"""Instruments made of arithmetic. Each note is mono float32 at 48 kHz, peak about 1."""

from functools import lru_cache

import numpy as np

from .wave import RATE, fade, passed


def hertz(pitch: float) -> float:
    """Frequency of a MIDI pitch."""
    return 440.0 * 2 ** ((pitch - 69) / 12)


@lru_cache(maxsize=256)
def piano(pitch: int, bright: float = 0.5) -> np.ndarray:
    """A felted piano: a few slightly stretched partials, the high ones gone first."""
    f0 = hertz(pitch)
    length = 2.8 if pitch < 60 else 2.2
    t = np.arange(int(length * RATE)) / RATE
    out = np.zeros(len(t))
    for k in range(1, 8):
        f = f0 * k * np.sqrt(1 + 0.0004 * k * k)
        if f > 7000:
            break
        decay = (0.9 + 0.55 * k) * (f0 / 260) ** 0.45
        out += k ** -(2.1 - bright) * np.exp(-decay * t) * np.sin(2 * np.pi * f * t + 0.3 * k)
    knock = np.random.default_rng(pitch).standard_normal(int(0.02 * RATE))
    out[: len(knock)] += 0.05 * passed(knock, "low", 900) * np.linspace(1, 0, len(knock)) ** 2
    return _finished(out, 0.004, 0.25)


@lru_cache(maxsize=256)
def mallet(pitch: int, bright: float = 0.5) -> np.ndarray:
    """Marimba-like: a fundamental, and the fourth and tenth partial that wood gives."""
    f0 = hertz(pitch)
    t = np.arange(int(1.1 * RATE)) / RATE
    pace = (f0 / 260) ** 0.5
    out = np.exp(-5 * pace * t) * np.sin(2 * np.pi * f0 * t)
    out += 0.32 * bright * np.exp(-14 * pace * t) * np.sin(2 * np.pi * 3.93 * f0 * t)
    if f0 * 9.2 < 9000:
        out += 0.12 * bright * np.exp(-30 * pace * t) * np.sin(2 * np.pi * 9.2 * f0 * t)
    return _finished(out, 0.002, 0.2)


@lru_cache(maxsize=256)
def bell(pitch: int, bright: float = 0.5) -> np.ndarray:
    """A soft celesta for a cut or a last note."""
    f0 = hertz(pitch)
    t = np.arange(int(2.4 * RATE)) / RATE
    out = np.exp(-1.9 * t) * np.sin(2 * np.pi * f0 * t)
    out += 0.35 * bright * np.exp(-4.2 * t) * np.sin(2 * np.pi * 2.76 * f0 * t)
    out += 0.25 * np.exp(-2.6 * t) * np.sin(2 * np.pi * 2.0 * f0 * t)
    return _finished(out, 0.004, 0.3)


@lru_cache(maxsize=256)
def pluck(pitch: int, bright: float = 0.5) -> np.ndarray:
    """A nylon string (Karplus-Strong): noise going round a delay that softens it each time."""
    f0 = hertz(pitch)
    # The delay is a whole number of samples; the note is then stretched to its exact pitch.
    period = max(8, int(RATE / f0 - 0.5))
    length = int(1.7 * RATE)
    noise = np.random.default_rng(1000 + pitch).uniform(-1, 1, period)
    noise = passed(np.tile(noise, 3), "low", 1500 + 5000 * bright)[-period:]
    # Plucked a fifth of the way along the string, whose fifth partial is therefore weak.
    noise = noise - np.roll(noise, period // 5)
    rows = [noise]
    before = noise[-1]
    loss = 10 ** (-3 / (f0 * (2.6 - 0.012 * (pitch - 48))))
    for _ in range(length // period + 1):
        block = rows[-1]
        shifted = np.concatenate([[before], block[:-1]])
        before = block[-1]
        rows.append(loss * (0.55 * block + 0.45 * shifted))
    raw = np.concatenate(rows)
    ratio = f0 * (period + 0.45) / RATE
    out = np.interp(np.arange(length) * ratio, np.arange(len(raw)), raw)
    return _finished(out, 0.002, 0.3)


def muted(pitch: int, bright: float = 0.5) -> np.ndarray:
    """The same string under the palm."""
    note = pluck(pitch, bright)[: int(0.28 * RATE)]
    return fade(note * np.exp(-np.arange(len(note)) / (0.07 * RATE)).astype(np.float32), 0, 0.05)


def bass(pitch: int, seconds: float, bright: float = 0.5) -> np.ndarray:
    """A round bass, with enough overtone to be heard on a telephone."""
    f0 = hertz(pitch)
    t = np.arange(int(max(seconds, 0.12) * RATE)) / RATE
    tone = np.sin(2 * np.pi * f0 * t) + 0.4 * np.sin(4 * np.pi * f0 * t) * np.exp(-1.5 * t)
    tone += 0.22 * bright * np.sin(6 * np.pi * f0 * t) * np.exp(-4 * t)
    tone *= 0.35 + 0.65 * np.exp(-2.0 * t)
    return _finished(np.tanh(1.3 * tone), 0.008, min(0.12, seconds / 3))


@lru_cache(maxsize=8)
def _wave(bright: float) -> np.ndarray:
    """One period of a pad's tone."""
    phase = 2 * np.pi * np.arange(8192) / 8192
    out = np.zeros(8192)
    for k in range(1, 9):
        out += np.sin(k * phase) / k ** (2.6 - 1.2 * bright)
    return (out / np.abs(out).max()).astype(np.float32)


def pad(pitch: float, seconds: float, bright: float = 0.3, rise: float = 0.5) -> np.ndarray:
    """A warm held tone, [n, 2]: two detuned waves a side; it swells in and dies away."""
    length = int((seconds + 0.8) * RATE)
    t = np.arange(length) / RATE
    table = _wave(round(bright, 1))
    out = np.empty((length, 2), np.float32)
    for side, cents in ((0, -5.0), (1, 5.0)):
        tone = np.zeros(length, np.float32)
        for part, (detune, begin) in enumerate(((cents, 0.13), (-cents * 0.3, 0.57))):
            turns = hertz(pitch + detune / 100) * t + begin * (side + 1) + 0.21 * part
            tone += table[(turns * 8192).astype(np.int64) & 8191]
        out[:, side] = 0.5 * tone
    # Wide, but never so wide that it thins out on a telephone's one speaker.
    out = 0.8 * out + 0.35 * out[:, ::-1]
    slow = 1 + 0.08 * np.sin(2 * np.pi * 0.31 * t + pitch)
    out *= slow[:, None].astype(np.float32)
    return fade(out, min(rise, seconds / 2), 0.8)


@lru_cache(maxsize=8)
def kick() -> np.ndarray:
    """A soft bass drum."""
    t = np.arange(int(0.3 * RATE)) / RATE
    turns = 48 * t + 55 * (1 - np.exp(-t * 32)) / 32
    return _finished(np.sin(2 * np.pi * turns) * np.exp(-t * 13), 0.002, 0.1)


@lru_cache(maxsize=8)
def shaker() -> np.ndarray:
    """A shake of seeds."""
    noise = np.random.default_rng(11).standard_normal(int(0.09 * RATE))
    t = np.arange(len(noise)) / RATE
    shape = np.minimum(1, t / 0.018) * np.exp(-np.maximum(0, t - 0.018) * 55)
    return _finished(passed(noise, "band", (5200, 11000)) * shape, 0.002, 0.02)


@lru_cache(maxsize=8)
def snap() -> np.ndarray:
    """Fingers, several people's."""
    rng = np.random.default_rng(12)
    noise = passed(rng.standard_normal(int(0.2 * RATE)), "band", (1300, 4200))
    t = np.arange(len(noise)) / RATE
    shape = sum(np.where(t >= d, np.exp(-np.maximum(0, t - d) * 60), 0) for d in (0, 0.009, 0.017))
    return _finished(noise * shape, 0.001, 0.05)


@lru_cache(maxsize=8)
def tom() -> np.ndarray:
    """A low drum hit with the hand."""
    t = np.arange(int(0.45 * RATE)) / RATE
    turns = 82 * t + 30 * (1 - np.exp(-t * 22)) / 22
    return _finished(np.sin(2 * np.pi * turns) * np.exp(-t * 8), 0.003, 0.1)


def swell(seconds: float) -> np.ndarray:
    """Air that rises into a cut and stops on it."""
    count = int(seconds * RATE)
    noise = np.random.default_rng(13).standard_normal(count)
    shape = (np.arange(count) / count) ** 2.4
    return _finished(passed(noise, "band", (1800, 7500)) * shape, 0.05, 0.03)


def _finished(out: np.ndarray, rise: float, fall: float) -> np.ndarray:
    peak = float(np.abs(out).max(initial=1e-9))
    return fade((out / peak).astype(np.float32), rise, fall)
