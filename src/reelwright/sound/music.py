"""A bed composed for one film: its bars follow the cuts, and it ends on the end card."""

from collections.abc import Sequence

import numpy as np

from ..domain.errors import NotFound
from . import instruments as play
from .grid import Grid, lay_grid
from .harmony import Motif, draw_motifs, plan_degrees, tune, voice_chords
from .players import PARTS, Band, Bar
from .styles import FIGURES, SPARSE, STYLES, TEMPOS
from .wave import RATE, fade, limit, loudness, passed

BED_LUFS = -20.0


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
    figures = SPARSE if pace == "calm" or mood == "tender" else FIGURES
    figure = figures[int(rng.integers(len(figures)))]
    bars = [
        Bar(span, chord, heat, grid, style, figure, pace)
        for span, chord, heat in zip(grid.spans, chords, _heats(grid), strict=True)
    ]
    band = Band(length, rng, style.room)
    home = _home(grid)
    for bar in bars[:home]:
        for part, floor in style.layers.items():
            if part in PARTS and bar.heat >= floor:
                PARTS[part](band, bar)
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


def _sing(band: Band, bars: list[Bar], home: int, motifs: tuple[Motif, Motif], key: int) -> None:
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
            band.add(note, bar.at(beat), 0.17 * (1.0 if beat == 0 else 0.85), -0.15, send=1.5)
        near = 70 + (near - 70) // 2  # drawn back to the middle, so that it does not wander off


def _mark_cuts(band: Band, bars: list[Bar], home: int) -> None:
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


def _come_home(band: Band, bars: list[Bar], home: int) -> None:
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
        band.add(play.bass(bar.chord.bass, held, 0.5), bar.at(0), 0.13, send=0.2, loose=0)
        if first:
            band.add(play.bell(max(pitches) + 12, 0.4), bar.at(0) + 0.03, 0.07, 0.2, send=2.0)
            if "kick" in bar.style.layers or "kick4" in bar.style.layers:
                band.add(play.kick(), bar.at(0), 0.24, send=0.4, loose=0)
        if not final:
            for k, step in enumerate((1, 2, 3, 2)[: max(0, bar.span.beats - 1)]):
                tone = play.piano(pitches[step % len(pitches)] + 12, 0.3)
                band.add(tone, bar.at(k + 1), 0.07, 0.3 - 0.2 * k, send=1.8)


def _reverb() -> np.ndarray:
    """A hall of our own, [n, 2]: noise that dies in 1.7 s, its highs sooner."""
    rng = np.random.default_rng(21)
    t = np.arange(int(1.7 * RATE)) / RATE
    noise = rng.standard_normal((len(t), 2))
    noise = noise + 0.3 * noise[:, ::-1]
    dark = passed(noise, "low", 1400, order=1)
    light = passed(noise, "band", (1400, 7000), order=1)
    out = dark * np.exp(-t * 4.0)[:, None] * 1.6 + light * np.exp(-t * 6.5)[:, None]
    out *= np.minimum(1, t / 0.02)[:, None]
    return (out / np.sqrt((out**2).sum(axis=0))).astype(np.float32)


def _finished(band: Band, seconds: float) -> np.ndarray:
    """Both buses together, without rumble, at level, faded at both ends."""
    from scipy.signal import fftconvolve

    wet = fftconvolve(band.wet, _reverb(), axes=0)[: band.length]
    out = band.dry + 1.2 * wet
    out = passed(out, "high", 38)
    out = _balanced(out)
    measured = loudness(out)
    if np.isfinite(measured):
        out = out * 10 ** ((BED_LUFS - measured) / 20)
    out = limit(out.astype(np.float32), -6.0)
    return fade(out, min(0.02, seconds / 8), min(1.3, seconds / 4))


def _balanced(samples: np.ndarray) -> np.ndarray:
    """Both sides equally strong over the whole film: a bed that leans is heard in headphones."""
    strength = np.sqrt((samples**2).mean(axis=0))
    if not strength.all():
        return samples
    return samples * np.sqrt(strength[::-1] / strength)
