import numpy as np
import pytest
import soundfile

from reelwright.domain.errors import MediaRefused
from reelwright.sound.under import under


def rain(path, seconds=2.0, rate=44_100):
    noise = np.random.default_rng(1).normal(0, 0.1, (int(seconds * rate), 2))
    soundfile.write(path, noise, rate)
    return path


@pytest.mark.proves("S3-12")
def test_a_found_sound_lies_under_the_whole_film_at_the_films_loudness(tmp_path, assets):
    mix = under(rain(tmp_path / "rain.wav"), 7.0, assets)
    samples, rate = soundfile.read(assets.path(mix.asset))
    assert rate == 48_000
    assert len(samples) == 7 * 48_000
    assert mix.loudness == pytest.approx(-14, abs=0.6)
    assert mix.true_peak <= -1.5
    # It begins and ends in silence and never stops between.
    assert abs(samples[:20]).max() < 0.01
    assert abs(samples[-20:]).max() < 0.01
    level = np.sqrt((samples[48_000:-96_000].reshape(-1, 4_800, 2) ** 2).mean((1, 2)))
    assert level.min() > 0.5 * level.max()


def test_a_tone_shorter_than_the_film_is_carried_on_without_a_click(tmp_path, assets):
    rate = 48_000
    tone = 0.2 * np.sin(2 * np.pi * 330 * np.arange(3 * rate) / rate)
    soundfile.write(tmp_path / "tone.wav", tone, rate)
    samples, _ = soundfile.read(assets.path(under(tmp_path / "tone.wav", 8, assets).asset))
    assert abs(np.diff(samples[:, 0])).max() < 0.06


@pytest.mark.parametrize("content", [b"no sound at all", b""])
def test_what_is_no_sound_is_refused(tmp_path, assets, content):
    path = tmp_path / "bad.wav"
    path.write_bytes(content)
    with pytest.raises(MediaRefused, match="cannot be read"):
        under(path, 3, assets, name="bad.wav")


def test_silence_is_refused(tmp_path, assets):
    soundfile.write(tmp_path / "quiet.wav", np.zeros(48_000), 48_000)
    with pytest.raises(MediaRefused, match="nothing to hear"):
        under(tmp_path / "quiet.wav", 3, assets, name="quiet.wav")
