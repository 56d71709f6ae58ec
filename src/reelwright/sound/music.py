"""A bed composed for one film: its bars follow the cuts, and it ends on the end card."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import numpy as np
from scipy.signal import butter, fftconvolve, sosfilt

from ..domain.errors import NotFound
from . import instruments as play
from .grid import Grid, Span, lay_grid
from .harmony import MAJOR, MINOR, Chord, draw_motifs, plan_degrees, tune, voice_chords
from .wave import RATE, fade, limit, loudness

BED_LUFS = -20.0
TEMPOS = {"calm": (62.0, 84.0), "steady": (82.0, 106.0), "brisk": (104.0, 130.0)}


@dataclass(frozen=True)
class Style:
    """What makes a mood: keys (MIDI pitch of the key note), chords, and who plays from when.

    loops are scale degrees (0 is home) by the bar. layers: instrument part -> intensity (0-1) from
    which it plays; a part that is not named never plays. lift is added to the tempo range.
    """

    keys: tuple[int, ...]
    scale: tuple[int, ...]
    loops: tuple[tuple[int, ...], ...]
    before_last: int
    colour: tuple[int, ...]
    layers: dict[str, float]
    lead: Callable[[int, float], np.ndarray]
    bright: float
    lift: float = 0.0
    room: float = 0.3


STYLES: dict[str, Style] = {
    "warm": Style(
        keys=(60, 62, 65, 67),
        scale=MAJOR,
        loops=((0, 5, 3, 4), (0, 3, 5, 4), (0, 2, 3, 4), (0, 3, 0, 4)),
        before_last=4,
        colour=(8,),
        layers={"pad": 0, "piano": 0, "arp": 0.3, "bass": 0.25, "lead": 0.4, "shaker": 0.5,
                "kick": 0.6},
        lead=play.piano,
        bright=0.45,
    ),
    "bright": Style(
        keys=(62, 64, 67, 69),
        scale=MAJOR,
        loops=((0, 4, 5, 3), (0, 3, 0, 4), (0, 1, 3, 4), (0, 5, 1, 4)),
        before_last=4,
        colour=(),
        layers={"mallets": 0, "strum": 0.2, "bass": 0.2, "snap": 0.3, "kick": 0.4, "pad": 0.35,
                "shaker": 0.5, "lead": 0.45},
        lead=play.bell,
        bright=0.85,
        lift=4,
        room=0.2,
    ),
    "tender": Style(
        keys=(61, 63, 65, 68),
        scale=MAJOR,
        loops=((5, 3, 0, 4), (0, 2, 5, 3), (3, 0, 4, 5), (0, 4, 5, 3)),
        before_last=3,
        colour=(8,),
        layers={"broken": 0, "pad": 0.1, "lead": 0.3, "bass": 0.4, "arp": 0.75},
        lead=play.piano,
        bright=0.25,
        lift=-6,
        room=0.42,
    ),
    "driving": Style(
        keys=(57, 59, 62, 64),
        scale=MINOR,
        loops=((0, 5, 2, 6), (0, 3, 5, 6), (0, 2, 6, 3), (5, 6, 0, 2)),
        before_last=6,
        colour=(8,),
        layers={"pulse": 0, "drive": 0.15, "pad": 0.2, "kick4": 0.3, "snap": 0.5, "shaker": 0.45,
                "lead": 0.5, "fill": 0.3},
        lead=play.pluck,
        bright=0.7,
        lift=6,
        room=0.22,
    ),
}  # fmt: skip

_FIGURES = (
    (0, 1, 2, 3, 2, 1, 2, 1),
    (0, 2, 1, 2, 3, 2, 1, 2),
    (0, 1, 2, 1, 3, 1, 2, 1),
    (0, 2, 3, 2, 1, 2, 3, 2),
)
_SPARSE = (
    (0, None, 1, None, 2, None, 3, None),
    (0, None, 2, 1, None, None, 3, None),
    (0, 1, 2, None, 3, None, 2, None),
)


@dataclass
class _Band:
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
class _Bar:
    """What a player is told of a bar. heat is its intensity, 0-1."""

    span: Span
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
        return self.at(self.span.beats) - self.at(0)

    @property
    def eighths(self) -> range:
        return range(self.span.beats * 2)


def compose_bed(
    seconds: float,
    cuts: Sequence[float],
    *,
    mood: str = "warm",
    pace: str = "steady",
    seed: int = 1,
) -> np.ndarray:
    """Music for a film of `seconds` with cuts at these seconds: float32 [n, 2] at 48 kHz.

    It begins softly, grows from scene to scene, comes home on the last cut (the end card) and
    rings out with the film; it is about -20 LUFS. Cuts fall on beats. mood is "warm", "bright",
    "tender" or "driving"; pace "calm", "steady" or "brisk". Same arguments, same samples.
    Raises NotFound for another mood or pace.
    """
    if mood not in STYLES:
        raise NotFound(f"there is no music called {mood!r}; choose one of {', '.join(STYLES)}")
    if pace not in TEMPOS:
        raise NotFound(f"there is no pace {pace!r}; choose one of {', '.join(TEMPOS)}")
    seconds = float(seconds)
    length = round(seconds * RATE)
    if length < RATE // 10:
        return np.zeros((max(length, 0), 2), np.float32)
    style = STYLES[mood]
    rng = np.random.default_rng([seed, sorted(STYLES).index(mood), sorted(TEMPOS).index(pace)])
    key = style.keys[int(rng.integers(len(style.keys)))]
    loop = style.loops[int(rng.integers(len(style.loops)))]
    low, high = (t + style.lift for t in TEMPOS[pace])
    grid = lay_grid(seconds, cuts, (low, high), float(rng.uniform(0.2, 0.8)))
    chords = voice_chords(
        plan_degrees(grid, loop, style.before_last), key, style.scale, style.colour
    )
    figures = _SPARSE if pace == "calm" or mood == "tender" else _FIGURES
    figure = figures[int(rng.integers(len(figures)))]
    bars = [
        _Bar(span, chord, heat, grid, style, figure, pace)
        for span, chord, heat in zip(grid.spans, chords, _heats(grid), strict=True)
    ]
    band = _Band(length, rng, style.room)
    home = _home(grid)
    for bar in bars[:home]:
        for part, floor in style.layers.items():
            if part in _PARTS and bar.heat >= floor:
                _PARTS[part](band, bar)
    _sing(band, bars, home, draw_motifs(rng, pace), key)
    _mark_cuts(band, bars, home)
    _come_home(band, bars, home)
    return _finished(band, seconds)


def _home(grid: Grid) -> int:
    """The first bar of the ending: the end card's, or the last of a film without cuts."""
    last = grid.sections - 1
    if last == 0:
        return len(grid.spans) - 1
    return next(i for i, s in enumerate(grid.spans) if s.section == last)


def _heats(grid: Grid) -> list[float]:
    """Intensity of each bar: up step by step with the scenes, and a little inside them."""
    home = max(_home(grid), 1)
    by_section = max(grid.sections - 2, 1)
    return [
        0.22
        + 0.78
        * (
            0.65 * min(1.0, span.section / by_section if grid.sections > 2 else i / home)
            + 0.35 * min(1.0, i / home)
        )
        for i, span in enumerate(grid.spans)
    ]


def _pad(band: _Band, bar: _Bar) -> None:
    for i, pitch in enumerate(bar.chord.pitches):
        note = play.pad(pitch, bar.seconds, 0.1 + 0.5 * bar.style.bright * bar.heat)
        band.add(note, bar.at(0), 0.055 * (0.7 + 0.3 * bar.heat), loose=0 if i else 0.002)


def _piano(band: _Band, bar: _Bar) -> None:
    """Chords on the first beat and, in long bars, lightly on the third."""
    hits = [(0.0, 1.0)] + ([(2.0, 0.55)] if bar.span.beats >= 4 and bar.heat > 0.35 else [])
    for beat, force in hits:
        for i, pitch in enumerate(bar.chord.pitches):
            note = play.piano(pitch, 0.3 + 0.2 * bar.style.bright)
            band.add(note, bar.at(beat) + 0.012 * i, 0.13 * force, (i - 1.5) * 0.2)


def _broken(band: _Band, bar: _Bar) -> None:
    """Piano chords broken over the bar, the root below."""
    tones = (bar.chord.bass + 12, *bar.chord.pitches)
    order = [0, 1, 2, 3, 2, 3, 1, 2] if bar.heat > 0.45 else [0, None, 2, None, 3, None, 1, None]
    for k in bar.eighths:
        step = order[k % 8]
        if step is not None:
            force = 1.0 if k == 0 else 0.66 + 0.1 * (k % 2 == 0)
            band.add(play.piano(tones[step % len(tones)], 0.3), bar.at(k / 2),
                     0.15 * force, (step - 1.5) * 0.22, loose=0.009)  # fmt: skip


def _arp(band: _Band, bar: _Bar) -> None:
    """The string goes through the chord by the film's own figure."""
    for k in bar.eighths:
        step = bar.figure[k % 8]
        if step is not None:
            pitch = bar.chord.pitches[step % len(bar.chord.pitches)]
            force = 1.0 if k % 4 == 0 else 0.72
            band.add(play.pluck(pitch, bar.style.bright), bar.at(k / 2), 0.15 * force,
                     0.45 if k % 2 else 0.2)  # fmt: skip


def _mallets(band: _Band, bar: _Bar) -> None:
    for k in bar.eighths:
        step = bar.figure[k % 8]
        if step is not None and (bar.heat > 0.3 or k % 2 == 0):
            pitch = bar.chord.pitches[step % len(bar.chord.pitches)] + 12
            band.add(play.mallet(pitch, 0.6), bar.at(k / 2), 0.15 * (1 if k % 4 == 0 else 0.7),
                     -0.4 if k % 2 else -0.15)  # fmt: skip


def _strum(band: _Band, bar: _Bar) -> None:
    """Off the beat, as on a ukulele, down and up in turn."""
    for k in bar.eighths:
        if k % 4 in {0, 2} and bar.heat < 0.6:
            continue
        pitches = sorted(p + (12 if p < 60 else 0) for p in bar.chord.pitches)
        for i, pitch in enumerate(pitches if k % 2 else reversed(pitches)):
            note = play.muted(pitch, 0.9) if k % 4 == 3 else play.pluck(pitch, 0.9)
            force = 0.075 if k % 2 else 0.05
            band.add(note, bar.at(k / 2) + 0.009 * i, force, 0.35, send=0.6)


def _bass(band: _Band, bar: _Bar) -> None:
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
        band.add(play.bass(pitch, held, bar.style.bright), bar.at(beat), 0.27, send=0.1)


def _drive(band: _Band, bar: _Bar) -> None:
    """Bass in eighths, pushing."""
    for k in bar.eighths:
        held = 0.85 * (bar.at(k / 2 + 0.5) - bar.at(k / 2))
        pitch = bar.chord.bass + (12 if k % 8 in {3, 6} and bar.heat > 0.5 else 0)
        band.add(play.bass(pitch, held, 0.9), bar.at(k / 2), 0.2 if k % 2 else 0.26, send=0.05,
                 loose=0.003)  # fmt: skip


def _pulse(band: _Band, bar: _Bar) -> None:
    """Damped strings in eighths, sixteenths when it is hot."""
    step = 0.25 if bar.heat > 0.7 else 0.5
    for k in range(int(bar.span.beats / step)):
        index = bar.figure[k % 8]
        pitch = bar.chord.pitches[(index or 0) % len(bar.chord.pitches)]
        force = 1.0 if k % 4 == 0 else 0.62
        band.add(play.muted(pitch, 0.7), bar.at(k * step), 0.24 * force, 0.5 if k % 2 else -0.5,
                 send=0.5, loose=0.003)  # fmt: skip


def _kick(band: _Band, bar: _Bar) -> None:
    for beat in range(0, bar.span.beats, 2):
        band.add(play.kick(), bar.at(beat), 0.3, send=0.1, loose=0.003)
    if bar.pace == "brisk" and bar.span.beats >= 4:
        band.add(play.kick(), bar.at(2.5), 0.2, send=0.1, loose=0.003)


def _kick4(band: _Band, bar: _Bar) -> None:
    for beat in range(bar.span.beats):
        band.add(play.kick(), bar.at(beat), 0.36, send=0.05, loose=0.002)


def _shaker(band: _Band, bar: _Bar) -> None:
    for k in bar.eighths:
        force = 0.055 if k % 2 else 0.03
        band.add(play.shaker(), bar.at(k / 2), force * (0.7 + 0.5 * bar.heat), 0.3, send=0.4)


def _snap(band: _Band, bar: _Bar) -> None:
    for beat in range(1, bar.span.beats, 2):
        band.add(play.snap(), bar.at(beat), 0.085, -0.1, send=1.2)


def _fill(band: _Band, bar: _Bar) -> None:
    """Hand drums over the last beat of a scene."""
    following = bar.span.beat + bar.span.beats
    if any(s.beat == following and s.opens for s in bar.grid.spans) and bar.span.beats >= 3:
        for i, back in enumerate((1.0, 0.75, 0.5)):
            band.add(play.tom(), bar.at(bar.span.beats - back), 0.16 + 0.04 * i, 0.3 * (i - 1))


_PARTS: dict[str, Callable[[_Band, _Bar], None]] = {
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


def _sing(band: _Band, bars: list[_Bar], home: int, motifs, key: int) -> None:
    """The tune: the motif, again over the next chord, its answer, and the motif to end with."""
    style = bars[0].style
    floor = style.layers["lead"]
    near, sung = 72, 0
    for bar in bars[:home]:
        if bar.heat < floor or bar.span.beats < 3:
            continue
        motif = motifs[1] if sung % 4 == 2 else motifs[0]
        sung += 1
        for beat, _length, pitch in tune(motif, bar.chord, key, style.scale, near, bar.span.beats):
            near = pitch
            note = style.lead(pitch, style.bright)
            band.add(note, bar.at(beat), 0.12 * (1.0 if beat == 0 else 0.85), -0.15, send=1.5)
        near = 70 + (near - 70) // 2  # drawn back to the middle, so that it does not wander off


def _mark_cuts(band: _Band, bars: list[_Bar], home: int) -> None:
    """Something falls on every cut, and air rises into the turn and into the end card."""
    opening = [bar for bar in bars[1 : home + 1] if bar.span.opens]
    for bar in opening:
        top = max(bar.chord.pitches)
        band.add(play.bell(top + 12, 0.3), bar.at(0), 0.05, 0.25, send=2.0, loose=0)
    if bars[0].style is STYLES["tender"] or not opening:
        return
    for bar in {id(b): b for b in (opening[len(opening) // 2], opening[-1])}.values():
        held = min(1.4, bar.at(0) - 0.1)
        if held > 0.4:
            band.add(play.swell(held), bar.at(0) - held, 0.035, send=0.8, loose=0)


def _come_home(band: _Band, bars: list[_Bar], home: int) -> None:
    """The ending: the home chord on the end card, a last thought, and the sound dies away."""
    ending = bars[home:]
    for n, bar in enumerate(ending):
        final = n == len(ending) - 1
        first = n == 0
        pitches = bar.chord.pitches
        pluck = bar.style.lead is not play.piano
        for i, pitch in enumerate(pitches):
            tone = play.pluck(pitch, bar.style.bright) if pluck else play.piano(pitch, 0.45)
            gain = (0.17 if first else 0.11) * (0.9 if final else 1)
            band.add(tone, bar.at(0) + 0.022 * i, gain, (i - 1.5) * 0.25, send=1.6, loose=0)
            band.add(play.pad(pitch, bar.seconds + 0.5 * final, 0.25, 0.15), bar.at(0), 0.05,
                     loose=0)  # fmt: skip
        held = min(bar.seconds, 2.6)
        band.add(play.bass(bar.chord.bass, held, 0.5), bar.at(0), 0.24, send=0.2, loose=0)
        if first:
            band.add(play.bell(max(pitches) + 12, 0.4), bar.at(0) + 0.03, 0.07, 0.2, send=2.0)
            if "kick" in bar.style.layers or "kick4" in bar.style.layers:
                band.add(play.kick(), bar.at(0), 0.32, send=0.4, loose=0)
        if not final:
            for k, step in enumerate((1, 2, 3, 2)[: max(0, bar.span.beats - 1)]):
                tone = play.piano(pitches[step % len(pitches)] + 12, 0.3)
                band.add(tone, bar.at(k + 1), 0.07, 0.3 - 0.2 * k, send=1.8)


def _reverb() -> np.ndarray:
    """A hall of our own, [n, 2]: noise that dies in 1.7 s, its highs sooner."""
    rng = np.random.default_rng(21)
    t = np.arange(int(1.7 * RATE)) / RATE
    noise = rng.standard_normal((len(t), 2))
    dark = sosfilt(butter(1, 1400, "low", fs=RATE, output="sos"), noise, axis=0)
    light = sosfilt(butter(1, (1400, 7000), "band", fs=RATE, output="sos"), noise, axis=0)
    out = dark * np.exp(-t * 4.0)[:, None] * 1.6 + light * np.exp(-t * 6.5)[:, None]
    out *= np.minimum(1, t / 0.02)[:, None]
    return (out / np.sqrt((out**2).sum(axis=0))).astype(np.float32)


def _finished(band: _Band, seconds: float) -> np.ndarray:
    """Both buses together, without rumble, at level, faded at both ends."""
    wet = fftconvolve(band.wet, _reverb(), axes=0)[: band.length]
    out = band.dry + 2.2 * wet
    out = sosfilt(butter(2, 38, "high", fs=RATE, output="sos"), out, axis=0)
    measured = loudness(out)
    if np.isfinite(measured):
        out = out * 10 ** ((BED_LUFS - measured) / 20)
    out = limit(out.astype(np.float32), -6.0)
    return fade(out, min(0.02, seconds / 8), min(1.3, seconds / 4))
