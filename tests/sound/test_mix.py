"""The finished sound of a film."""

import io

import av
import numpy as np
import pytest
import soundfile

from reelwright.domain.errors import DoesNotFit
from reelwright.sound import compose_bed, master
from reelwright.sound.mix import duck_curve, make_way, place_narration
from reelwright.sound.wave import limit, loudness, true_peak


@pytest.fixture(scope="module")
def bed():
    return compose_bed(24, (5.2, 11, 17), mood="warm", seed=4)


def _through_aac(samples):
    """What is left after AAC at 192 kbit/s, as in the films."""
    buffer = io.BytesIO()
    with av.open(buffer, "w", format="mp4") as file:
        stream = file.add_stream("aac", rate=48_000)
        stream.bit_rate = 192_000
        for at in range(0, len(samples), 1024):
            part = np.ascontiguousarray(samples[at : at + 1024].T, np.float32)
            frame = av.AudioFrame.from_ndarray(part, format="fltp", layout="stereo")
            frame.sample_rate, frame.pts = 48_000, at
            file.mux(stream.encode(frame))
        file.mux(stream.encode(None))
    buffer.seek(0)
    with av.open(buffer) as file:
        return np.concatenate([f.to_ndarray() for f in file.decode(audio=0)], axis=1).T


def test_a_mix_stands_at_the_loudness_that_platforms_ask_for(narration, bed, studio):
    mix = master(narration, bed, 24, studio)
    facts = soundfile.info(studio.path(mix.asset))
    assert (facts.channels, facts.samplerate, facts.subtype) == (2, 48_000, "PCM_16")
    assert facts.frames == 24 * 48_000
    samples, _ = soundfile.read(studio.path(mix.asset))
    assert loudness(samples) == pytest.approx(-14, abs=0.5)
    assert mix.loudness == pytest.approx(loudness(samples), abs=0.05)
    assert true_peak(samples) < -1.3
    assert true_peak(_through_aac(samples)) < -1.0
    assert np.abs(samples[0]).max() < 1e-3
    assert np.abs(samples[-1]).max() < 1e-3


def test_music_makes_way_for_words(narration, bed, studio):
    voice = place_narration(narration, len(bed), studio)
    curve = duck_curve(voice)
    for recording, start in narration:
        for word in recording.words:
            middle = start + float(word.start + word.end) / 2
            assert curve[int(middle * 48_000)] < -11, word.text
    assert curve[-1] > -1.5, "it is back when nobody speaks"
    # 48 samples are a millisecond: the gain glides.
    assert np.abs(np.diff(curve[::48])).max() < 0.5


def test_speech_stands_twelve_decibels_above_the_music(narration, bed, studio):
    voice = place_narration(narration, len(bed), studio)
    under = make_way(bed, voice)
    for recording, start in narration:
        at, end = (int(t * 48_000) for t in (start, start + float(recording.seconds)))
        words = loudness(np.repeat(voice[at:end, None], 2, axis=1))
        assert words - loudness(under[at:end]) > 12


def test_the_mix_is_the_same_each_time(narration, bed, studio):
    assert master(narration, bed, 24, studio) == master(narration, bed, 24, studio)


def test_a_film_without_narration_is_its_music(bed, studio):
    mix = master((), bed, 20, studio)
    assert mix.loudness == pytest.approx(-14, abs=0.5)


def test_a_film_without_music_is_its_narration(narration, studio):
    mix = master(narration, None, 24, studio)
    assert mix.loudness == pytest.approx(-14, abs=0.5)
    assert mix.true_peak < -1.3


def test_silence_stays_silence(studio):
    mix = master((), None, 3, studio)
    samples, _ = soundfile.read(studio.path(mix.asset))
    assert samples.shape == (3 * 48_000, 2)
    assert not samples.any()
    assert mix.loudness == float("-inf")
    assert type(mix).model_validate_json(mix.model_dump_json()) == mix


@pytest.mark.parametrize("seconds", [0.1, 0.5, 1.2])
def test_very_short_films_can_be_mixed(bed, studio, seconds):
    mix = master((), bed, seconds, studio)
    assert soundfile.info(studio.path(mix.asset)).frames == round(seconds * 48_000)
    assert mix.true_peak < -1.3


def test_narration_that_does_not_fit_names_its_scene(narration, bed, studio):
    recording, _ = narration[0]
    with pytest.raises(DoesNotFit, match="scene s1"):
        master([(recording, 22)], bed, 24, studio)
    with pytest.raises(DoesNotFit, match="has no room for sound"):
        master((), None, 0, studio)


def test_the_limiter_holds_peaks_between_samples():
    t = np.arange(48_000) / 48_000
    # A tone at a quarter of the rate peaks between its samples, by 3 dB.
    tone = (1.2 * np.sin(2 * np.pi * 12_000 * t + np.pi / 4)).astype(np.float32)
    burst = (tone * (np.abs(t - 0.5) < 0.05)).astype(np.float32)
    assert true_peak(burst) > 1
    assert true_peak(limit(burst, -1.5)) < -1.3
    quiet = (0.1 * tone).astype(np.float32)
    assert np.array_equal(limit(quiet, -1.5), quiet)
