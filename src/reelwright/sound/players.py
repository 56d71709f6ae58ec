"""The players of a bed: what each of them does with a bar."""

from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np

from . import instruments as play
from .grid import Grid, Measure
from .harmony import Chord
from .styles import Style
from .wave import RATE


@dataclass
class Band:
    """The players' shared stage: a dry and a reverberating bus, [n, 2], and the humaniser."""

    length: int
    rng: np.random.Generator
    room: float
    dry: np.ndarray = field(init=False)
    wet: np.ndarray = field(init=False)

    def __post_init__(self) -> None:
        self.dry = np.zeros((self.length, 2), np.float32)
        self.wet = np.zeros((self.length, 2), np.float32)

    def add(
        self, note: np.ndarray, time: float, gain: float, pan: float = 0.0, *,
        send: float = 1.0, loose: float = 0.006,
    ) -> None:  # fmt: skip
        """Play a note at a time (s), a little early or late, a little louder or softer.

        pan -1 is left, 1 is right; send scales what goes to the reverb.
        """
        if loose:
            time += float(np.clip(self.rng.normal(0, loose), -0.015, 0.015))
            gain *= float(np.clip(self.rng.normal(1, 0.08), 0.8, 1.2))
        at = max(0, round(time * RATE))
        part = note[: max(0, self.length - at)]
        if not len(part):
            return
        if part.ndim == 1:
            angle = (pan + 1) * np.pi / 4
            part = part[:, None] * np.array([np.cos(angle), np.sin(angle)], np.float32) * 1.2
        self.dry[at : at + len(part)] += gain * part
        self.wet[at : at + len(part)] += gain * send * self.room * part


@dataclass(frozen=True)
class Bar:
    """What a player is told of a bar. heat is its intensity, 0-1."""

    span: Measure
    chord: Chord
    heat: float
    grid: Grid
    style: Style
    figure: tuple[int | None, ...]
    pace: str

    def at(self, beat: float) -> float:
        """Seconds of a beat of this bar."""
        return self.grid.at(self.span.beat + beat)

    @property
    def seconds(self) -> float:
        """How long it lasts."""
        return self.at(self.span.beats) - self.at(0)

    @property
    def eighths(self) -> range:
        """Its eighths, counted from 0."""
        return range(self.span.beats * 2)


def _pad(band: Band, bar: Bar) -> None:
    for i, pitch in enumerate(bar.chord.pitches):
        note = play.pad(pitch, bar.seconds, 0.1 + 0.5 * bar.style.bright * bar.heat)
        band.add(note, bar.at(0), 0.055 * (0.7 + 0.3 * bar.heat), loose=0 if i else 0.002)


def _piano(band: Band, bar: Bar) -> None:
    """Chords on the first beat and, in long bars, lightly on the third."""
    hits = [(0.0, 1.0)] + ([(2.0, 0.55)] if bar.span.beats >= 4 and bar.heat > 0.35 else [])
    for beat, force in hits:
        for i, pitch in enumerate(bar.chord.pitches):
            note = play.piano(pitch, 0.3 + 0.2 * bar.style.bright)
            band.add(note, bar.at(beat) + 0.012 * i, 0.13 * force, (i - 1.5) * 0.2)


def _broken(band: Band, bar: Bar) -> None:
    """Piano chords broken over the bar, the root below."""
    tones = (bar.chord.bass + 12, *bar.chord.pitches)
    order = [0, 1, 2, 3, 2, 3, 1, 2] if bar.heat > 0.45 else [0, None, 2, None, 3, None, 1, None]
    for k in bar.eighths:
        step = order[k % 8]
        if step is not None:
            force = 1.0 if k == 0 else 0.66 + 0.1 * (k % 2 == 0)
            band.add(play.piano(tones[step % len(tones)], 0.3), bar.at(k / 2),
                     0.15 * force, (step - 1.5) * 0.22, loose=0.009)  # fmt: skip


def _arp(band: Band, bar: Bar) -> None:
    """The string goes through the chord by the film's own figure."""
    for k in bar.eighths:
        step = bar.figure[k % 8]
        if step is not None:
            pitch = bar.chord.pitches[step % len(bar.chord.pitches)]
            force = 1.0 if k % 4 == 0 else 0.72
            band.add(play.pluck(pitch, bar.style.bright), bar.at(k / 2), 0.15 * force,
                     0.45 if k % 2 else 0.2)  # fmt: skip


def _mallets(band: Band, bar: Bar) -> None:
    for k in bar.eighths:
        step = bar.figure[k % 8]
        if step is not None and (bar.heat > 0.3 or k % 2 == 0):
            pitch = bar.chord.pitches[step % len(bar.chord.pitches)] + 12
            band.add(play.mallet(pitch, 0.6), bar.at(k / 2), 0.15 * (1 if k % 4 == 0 else 0.7),
                     -0.4 if k % 2 else -0.15)  # fmt: skip


def _strum(band: Band, bar: Bar) -> None:
    """Off the beat, as on a ukulele, down and up in turn."""
    for k in bar.eighths:
        if k % 4 in {0, 2} and bar.heat < 0.6:
            continue
        pitches = sorted(p + (12 if p < 60 else 0) for p in bar.chord.pitches)
        for i, pitch in enumerate(pitches if k % 2 else reversed(pitches)):
            note = play.muted(pitch, 0.9) if k % 4 == 3 else play.pluck(pitch, 0.9)
            force = 0.075 if k % 2 else 0.05
            band.add(note, bar.at(k / 2) + 0.009 * i, force, 0.35, send=0.6)


def _bass(band: Band, bar: Bar) -> None:
    """Root, and where the music moves the fifth or octave before the next bar."""
    beats = bar.span.beats
    notes = [(0.0, min(beats, 2.5), 0)]
    if beats >= 4 and bar.pace != "calm":
        notes = [(0.0, 1.5, 0), (1.5, 0.5, 0), (2.0, 1.4, 0), (3.5, 0.45, 7)]
        if bar.pace == "steady":
            notes = [(0.0, 2.2, 0), (2.5, 1.2, 0)]
    for beat, length, up in notes:
        pitch = bar.chord.bass + (up if bar.chord.degree != 6 else 0)
        held = bar.at(beat + length) - bar.at(beat)
        band.add(play.bass(pitch, held, bar.style.bright), bar.at(beat), 0.17, send=0.1)


def _drive(band: Band, bar: Bar) -> None:
    """Bass in eighths, pushing."""
    for k in bar.eighths:
        held = 0.85 * (bar.at(k / 2 + 0.5) - bar.at(k / 2))
        pitch = bar.chord.bass + (12 if k % 8 in {3, 6} and bar.heat > 0.5 else 0)
        band.add(play.bass(pitch, held, 0.9), bar.at(k / 2), 0.13 if k % 2 else 0.17, send=0.05,
                 loose=0.003)  # fmt: skip


def _pulse(band: Band, bar: Bar) -> None:
    """Damped strings in eighths, sixteenths when it is hot."""
    step = 0.25 if bar.heat > 0.7 else 0.5
    for k in range(int(bar.span.beats / step)):
        index = bar.figure[k % 8]
        pitch = bar.chord.pitches[(index or 0) % len(bar.chord.pitches)]
        force = 1.0 if k % 4 == 0 else 0.62
        band.add(play.muted(pitch, 0.7), bar.at(k * step), 0.24 * force, 0.5 if k % 2 else -0.5,
                 send=0.5, loose=0.003)  # fmt: skip


def _kick(band: Band, bar: Bar) -> None:
    for beat in range(0, bar.span.beats, 2):
        band.add(play.kick(), bar.at(beat), 0.22, send=0.1, loose=0.003)
    if bar.pace == "brisk" and bar.span.beats >= 4:
        band.add(play.kick(), bar.at(2.5), 0.15, send=0.1, loose=0.003)


def _kick4(band: Band, bar: Bar) -> None:
    for beat in range(bar.span.beats):
        band.add(play.kick(), bar.at(beat), 0.25, send=0.05, loose=0.002)


def _shaker(band: Band, bar: Bar) -> None:
    for k in bar.eighths:
        force = 0.055 if k % 2 else 0.03
        band.add(play.shaker(), bar.at(k / 2), force * (0.7 + 0.5 * bar.heat), 0.3, send=0.4)


def _snap(band: Band, bar: Bar) -> None:
    for beat in range(1, bar.span.beats, 2):
        band.add(play.snap(), bar.at(beat), 0.085, -0.1, send=1.2)


def _fill(band: Band, bar: Bar) -> None:
    """Hand drums over the last beat of a scene."""
    following = bar.span.beat + bar.span.beats
    if any(s.beat == following and s.opens for s in bar.grid.spans) and bar.span.beats >= 3:
        for i, back in enumerate((1.0, 0.75, 0.5)):
            band.add(play.tom(), bar.at(bar.span.beats - back), 0.16 + 0.04 * i, 0.3 * (i - 1))


PARTS: dict[str, Callable[[Band, Bar], None]] = {
    "pad": _pad,
    "piano": _piano,
    "broken": _broken,
    "arp": _arp,
    "mallets": _mallets,
    "strum": _strum,
    "bass": _bass,
    "drive": _drive,
    "pulse": _pulse,
    "kick": _kick,
    "kick4": _kick4,
    "shaker": _shaker,
    "snap": _snap,
    "fill": _fill,
}
