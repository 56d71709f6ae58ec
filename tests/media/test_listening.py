"""Reading people's recordings."""

import av
import numpy as np
import pytest
import soundfile

from reelwright.domain.errors import MediaRefused
from reelwright.media.streams.listening import open_sound

TONE = (0.4 * np.sin(2 * np.pi * 440 * np.arange(44_100) / 44_100)).astype(np.float32)


def _m4a(path):
    with av.open(str(path), "w", format="ipod") as file:
        stream = file.add_stream("aac", rate=44_100)
        for at in range(0, len(TONE), 1024):
            part = np.stack([TONE[at : at + 1024]] * 2)
            frame = av.AudioFrame.from_ndarray(part, format="fltp", layout="stereo")
            frame.sample_rate, frame.pts = 44_100, at
            file.mux(stream.encode(frame))
        file.mux(stream.encode(None))


@pytest.mark.parametrize("kind", ["wav", "aiff", "flac", "ogg", "mp3", "m4a"])
def test_every_common_kind_reads_as_the_same_tone(tmp_path, kind):
    path = tmp_path / f"tone.{kind}"
    if kind == "m4a":
        _m4a(path)
    else:
        soundfile.write(path, np.stack([TONE, TONE], axis=1), 44_100)
    samples = open_sound(path)
    assert samples.dtype == np.float32
    assert len(samples) / 48_000 == pytest.approx(1, abs=0.1)
    middle = samples[12_000:36_000]
    assert np.abs(middle).max() == pytest.approx(0.4, abs=0.03)
    loudest = np.argmax(np.abs(np.fft.rfft(middle * np.hanning(len(middle)))))
    assert loudest * 2 == pytest.approx(440, abs=3)


def test_the_name_does_not_decide_what_a_file_is(tmp_path):
    soundfile.write(tmp_path / "a.wav", TONE, 44_100)
    odd = (tmp_path / "a.wav").rename(tmp_path / "a.mp3")
    assert len(open_sound(odd)) == 48_000


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"#EXTM3U\n#EXTINF:1,\nfile:///etc/passwd\n",
        b"ffconcat version 1.0\nfile /etc/passwd\n",
        b"RIFF\x00\x00\x00\x00WAVE",
        b"fLaC" + b"\x00" * 40,
    ],
)
def test_playlists_and_broken_files_are_refused_by_name(tmp_path, data):
    (tmp_path / "s1.wav").write_bytes(data)
    with pytest.raises(MediaRefused, match=r"s1\.wav"):
        open_sound(tmp_path / "s1.wav")


def test_long_sound_is_refused(tmp_path):
    soundfile.write(tmp_path / "long.wav", np.tile(TONE, 3), 44_100)
    with pytest.raises(MediaRefused, match="longer than 2 s"):
        open_sound(tmp_path / "long.wav", max_seconds=2)
