"""A music file of one's own under a film."""

from itertools import pairwise
from typing import Any

import numpy as np
import pytest
import soundfile

from reelwright.domain.errors import MediaRefused
from reelwright.sound import beats as listening
from reelwright.sound import fit_own, master
from reelwright.sound.beats import RATE as LOW_RATE
from reelwright.sound.loops import looped_on_a_bar
from reelwright.sound.mix import DUCK_DB, place_narration
from reelwright.sound.wave import RATE, frames_rms, passed

from makers.tunes import tune, write_tune

CUTS = (6.0, 12.0, 17.0)


def find_beats(sound) -> Any:
    """Its beats; None where it has none."""
    return listening.find_beats(sound)


def clicks(a_minute, seconds=24.0, rate=LOW_RATE):
    """Beats with a low one at each fourth, and when they are."""
    sound = np.zeros(int(seconds * rate), np.float32)
    times = np.arange(0.3, seconds - 0.3, 60 / a_minute)
    for n, at in enumerate(times):
        t = np.arange(int(0.08 * rate)) / rate
        tone = np.exp(-t * 60) * np.sin(2 * np.pi * (80 if n % 4 == 0 else 900) * t)
        first = round(at * rate)
        sound[first : first + len(tone)] += tone.astype(np.float32)
    return sound, times


@pytest.fixture(scope="module")
def long(tmp_path_factory):
    """A piece of a minute."""
    return write_tune(tmp_path_factory.mktemp("music") / "long.flac", tune(60))


@pytest.fixture(scope="module")
def short(tmp_path_factory):
    """A piece that breaks off after 13.3 seconds, in the middle of a bar."""
    samples = tune(40)[: int(13.3 * RATE)]
    return write_tune(tmp_path_factory.mktemp("music") / "short.wav", samples)


def where_in(file, part):
    """The second of a file at which a part of it stands, and how alike the two are (-1 to 1)."""
    from scipy.signal import fftconvolve

    whole = soundfile.read(file, dtype="float32", always_2d=True)[0].mean(axis=1)
    part = part.mean(axis=1)
    alike = fftconvolve(whole, part[::-1], mode="valid")
    sums = np.concatenate([[0], np.cumsum(whole.astype(np.float64) ** 2)])
    energy = sums[len(part) :] - sums[: -len(part)]
    alike /= np.sqrt(np.maximum(energy, 1e-9) * (part**2).sum())
    return int(np.argmax(alike)) / RATE, float(alike.max())


@pytest.mark.parametrize("a_minute", [70, 96, 120, 128])
def test_beats_are_found_where_they_are(a_minute):
    sound, times = clicks(a_minute)
    found = find_beats(sound)
    assert found.tempo == pytest.approx(a_minute, rel=0.01)
    inner = found.times[(found.times > times[0] - 0.1) & (found.times < times[-1] + 0.1)]
    assert np.abs(inner[:, None] - times).min(axis=1).max() < 0.03
    firsts = [int(np.abs(times - found.times[b]).argmin()) % 4 for b in found.bars[:-1]]
    assert set(firsts) == {0}, "the low click begins the bar"


def test_noise_and_a_held_tone_have_no_beat():
    noise = np.random.default_rng(1).standard_normal(20 * LOW_RATE).astype(np.float32) * 0.1
    assert find_beats(noise) is None
    held = np.sin(np.arange(20 * LOW_RATE) * 2 * np.pi * 220 / LOW_RATE).astype(np.float32)
    assert find_beats(held) is None
    assert find_beats(held[:LOW_RATE]) is None


def test_music_begins_at_a_bar_and_its_beats_fall_on_cuts(long):
    out = fit_own(long, 22, CUTS, None)
    assert out.shape == (22 * RATE, 2)
    begins, alike = where_in(long, out[RATE : 15 * RATE])
    begins -= 1
    assert alike > 0.99
    samples, _ = soundfile.read(long, dtype="float32")
    from scipy.signal import resample_poly

    beats = find_beats(resample_poly(samples.mean(axis=1), 147, 320).astype(np.float32))
    bars = beats.times[beats.bars]
    ahead = (bars[bars >= begins - 0.03] - begins).min()
    assert ahead < 0.6 * beats.beat, "a bar begins within the film's first beat"
    off = np.abs((begins + np.asarray(CUTS))[:, None] - beats.times).min(axis=1)
    by_chance = beats.beat / 4
    assert off.mean() < 0.8 * by_chance
    assert np.abs(out[-100:]).max() < 0.01


def test_a_persons_start_is_kept_to_the_sample(long):
    out = fit_own(long, 10, CUTS[:1], 7.25)
    begins, alike = where_in(long, out[RATE : 6 * RATE])
    assert begins == pytest.approx(8.25, abs=0.002)
    assert alike > 0.999


def test_the_end_goes_out_under_the_end_card(long):
    out = fit_own(long, 22, CUTS, None)
    levels = frames_rms(out.mean(axis=1), 0.2)
    assert levels[-1] < levels[-20:-12].mean() - 15
    assert levels[int(18 / 0.2)] > -40, "not before the card has come"


def test_what_is_too_short_is_played_again_without_a_click(short):
    out = fit_own(short, 30, (6, 12, 20, 26), None)
    assert len(out) == 30 * RATE
    source = soundfile.read(short, dtype="float32")[0]
    assert np.abs(np.diff(out, axis=0)).max() <= 1.05 * np.abs(np.diff(source, axis=0)).max()
    # A click is heard in the highs: nothing there is stronger than in the file itself.
    highs = [passed(s.mean(axis=1), "high", 12_000) for s in (out, source)]
    loudest = [frames_rms(h, 0.005).max() for h in highs]
    assert loudest[0] < loudest[1] + 1.5
    quiet = frames_rms(out[: 27 * RATE].mean(axis=1), 0.1)
    assert quiet[3:].min() > frames_rms(source.mean(axis=1), 0.1)[3:].min() - 6, "no hole"


def test_held_tones_pass_over_the_joint(tmp_path):
    """Tones whose waves never come back at a bar: a plain cut would step in the middle of them."""
    beat, _ = clicks(110, 13.7, RATE)
    t = np.arange(len(beat)) / RATE
    held = sum(0.15 * np.sin(2 * np.pi * f * t) for f in (55.3, 73.9, 91.7, 138.1))
    for sound in (held + 0.05 * beat, held * (1 + 0.5 * np.sin(t)) + 0.05 * beat):
        file = write_tune(tmp_path / "held.wav", np.stack([sound, sound], axis=1))
        out = fit_own(file, 40, (), None)
        assert np.abs(np.diff(out, axis=0)).max() <= 1.1 * np.abs(np.diff(sound)).max()


@pytest.mark.parametrize("seconds", [11.3, 13.3, 14.9])
def test_the_beat_and_the_bars_go_on_over_the_joint(tmp_path, seconds):
    sound, _ = clicks(110, seconds, RATE)
    file = write_tune(tmp_path / "beat.wav", np.stack([sound, sound], axis=1))
    out = fit_own(file, 40, (), None).mean(axis=1)[: 37 * RATE]
    levels = frames_rms(out, 0.005)
    rises = np.flatnonzero(levels > levels.max() - 25)
    begins = rises[np.flatnonzero(np.diff(rises, prepend=-99) > 20)] * 0.005
    assert np.diff(begins) == pytest.approx(60 / 110, abs=0.02)
    low = frames_rms(passed(out, "low", 200), 0.005)
    deep = [low[round(at / 0.005) : round(at / 0.005) + 8].max() for at in begins]
    firsts = np.flatnonzero(np.asarray(deep) > max(deep) - 12)
    assert set(np.diff(firsts)) == {4}, "every fourth beat begins a bar, also over the joint"


def test_a_loop_that_is_cut_to_the_bar_runs_on(tmp_path):
    sound, times = clicks(120, 20.0, RATE)
    bar = sound[round(times[0] * RATE) : round(times[16] * RATE)]
    file = write_tune(tmp_path / "loop.wav", np.stack([bar, bar], axis=1))
    out = fit_own(file, 22, (), None).mean(axis=1)
    heard = find_beats(np.asarray(out[: 19 * RATE : 2][: 19 * LOW_RATE], np.float32))
    assert heard is not None
    rises = np.flatnonzero(frames_rms(out, 0.01) > -30)
    begins = rises[np.flatnonzero(np.diff(rises, prepend=-9) > 5)] * 0.01
    steps = np.diff(begins[begins < 19])
    assert steps == pytest.approx(0.5, abs=0.021)


def test_music_without_a_beat_passes_into_its_beginning(tmp_path):
    rng = np.random.default_rng(2)
    wind = passed(rng.standard_normal((8 * RATE, 2)), "low", 900).astype(np.float32) * 0.2
    file = write_tune(tmp_path / "wind.ogg", wind)
    out = fit_own(file, 20, (5,), None)
    assert frames_rms(out[: 17 * RATE].mean(axis=1), 0.1)[2:].min() > -40
    assert np.abs(np.diff(out, axis=0)).max() < 1.1 * np.abs(np.diff(wind, axis=0)).max()


def test_a_piece_that_rings_out_may_end_with_the_film(tmp_path):
    whole = tune(21.3)
    file = write_tune(tmp_path / "sting.wav", whole)
    out = fit_own(file, 21, CUTS, None)
    begins, alike = where_in(file, out[2 * RATE : 18 * RATE])
    assert alike > 0.99
    kept = out[round((18.5) * RATE) : round(20.2 * RATE)]
    at = round((begins - 2 + 18.5) * RATE)
    assert kept == pytest.approx(whole[at : at + len(kept)], abs=0.01), "its own ending is heard"


def test_surround_and_narrow_sound_are_heard(tmp_path):
    piece = tune(20)
    six = np.repeat(piece[:, :1], 6, axis=1) * 0.4
    for name, samples, rate in (("six.wav", six, RATE), ("narrow.wav", piece[::6, 0], 8_000)):
        out = fit_own(write_tune(tmp_path / name, samples, rate), 12, (4, 8), None)
        assert out.shape == (12 * RATE, 2)
        assert frames_rms(out.mean(axis=1), 0.5)[2:-6].min() > -60


def test_silence_is_refused_by_name(tmp_path):
    file = write_tune(tmp_path / "still.wav", np.zeros((5 * RATE, 2), np.float32))
    with pytest.raises(MediaRefused, match=r"still\.wav holds nothing to hear"):
        fit_own(file, 6, (), None)


def test_words_push_the_music_down_and_it_comes_back(narration, long, studio):
    bed = fit_own(long, 24, CUTS, 4.0)
    samples, _ = soundfile.read(studio.path(master(narration, bed, 24, studio).asset))
    voice = place_narration(narration, 24 * RATE, studio)
    plain, _ = soundfile.read(studio.path(master((), bed, 24, studio).asset))
    # Sides of the stereo hold no voice: what is left in their difference is the music alone.
    side, alone = (frames_rms(s[:, 0] - s[:, 1], 0.05) for s in (samples, plain))
    said = frames_rms(voice, 0.05) > -40
    free = np.convolve(said, np.ones(41), "same") == 0
    free[-60:] = False
    lower = (side - alone)[free].mean() - (side - alone)[said].mean()
    assert lower == pytest.approx(DUCK_DB, abs=1.5)
    last = round((narration[-1][1] + float(narration[-1][0].seconds) + 1.5) * RATE)
    heard = samples[last : last + 2 * RATE]
    assert where_in(long, heard)[1] > 0.98, "where nobody speaks it is the file that is heard"


def test_no_music_is_digital_quiet_between_words(narration, studio):
    mix = master(narration, None, 24, studio)
    samples, _ = soundfile.read(studio.path(mix.asset), dtype="float32")
    assert mix.loudness == pytest.approx(-14, abs=0.5)
    assert mix.true_peak < -1.9
    for (one, start), (_, after) in pairwise(narration):
        gap = samples[round((start + float(one.seconds)) * RATE) + 50 : round(after * RATE) - 50]
        assert len(gap) > 0.3 * RATE
        assert not gap.any()


def test_no_bars_no_loop():
    sound, _ = clicks(120, 5.0)
    beats = find_beats(sound)
    if beats is not None:
        assert looped_on_a_bar(np.zeros((RATE, 2), np.float32), beats, 0.0, RATE) is None
