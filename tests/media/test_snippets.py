"""Sounds and clips are known by what is in them, measured, and refused when they break off."""

import io

import av
import numpy as np
import pytest
import soundfile

from reelwright.domain.errors import MediaRefused
from reelwright.media.pictures.source import Blob
from reelwright.media.streams.footage import look_at_clip
from reelwright.media.streams.snippets import kind_of_item, look_at_sound

RATE = 48_000


def sound(kind, seconds=2.0, level=0.3):
    sink = io.BytesIO()
    wave = level * np.sin(np.arange(int(seconds * RATE)) * 2 * np.pi * 440 / RATE)
    soundfile.write(sink, wave, RATE, format=kind)
    return sink.getvalue()


def clip(container="mp4", codec="h264", seconds=2, size=(320, 240)):
    """A clip whose middle is crisp and whose ends are even."""
    sink = io.BytesIO()
    grain = np.random.default_rng(1).integers(0, 255, (size[1], size[0], 3), np.uint8)
    with av.open(sink, "w", format=container) as target:
        stream = target.add_stream(codec, rate=25)
        stream.width, stream.height, stream.pix_fmt = *size, "yuv420p"
        for n in range(25 * seconds):
            crisp = abs(n - 25 * seconds / 2) < 5
            picture = grain if crisp else np.full_like(grain, 90)
            for packet in stream.encode(av.VideoFrame.from_ndarray(picture, format="bgr24")):
                target.mux(packet)
        for packet in stream.encode():
            target.mux(packet)
    return sink.getvalue()


@pytest.mark.parametrize("kind", ["WAV", "FLAC", "OGG", "MP3", "AIFF"])
def test_a_sound_tells_its_length_and_level_under_any_name(kind):
    source = Blob("thunder.jpg", sound(kind))
    assert kind_of_item(source) == "audio"
    found = look_at_sound(source)
    assert found.seconds == pytest.approx(2, abs=0.06)
    assert found.level == pytest.approx(0.3 / np.sqrt(2), rel=0.03)
    assert found.clipped == 0
    assert found.media_type.startswith("audio/")


def test_silence_and_distortion_are_heard():
    assert look_at_sound(Blob("a.wav", sound("WAV", level=0))).level == 0
    loud = np.clip(3 * np.sin(np.arange(RATE) * 0.05), -1, 1)
    sink = io.BytesIO()
    soundfile.write(sink, loud, RATE, format="WAV")
    assert look_at_sound(Blob("a.wav", sink.getvalue())).clipped > 0.1


@pytest.mark.parametrize(("container", "codec"), [("mp4", "h264"), ("webm", "libvpx-vp9")])
def test_a_clip_tells_its_length_and_gives_its_crispest_frame(container, codec):
    source = Blob("pan.bin", clip(container, codec))
    assert kind_of_item(source) == "video"
    found = look_at_clip(source)
    assert found.seconds == pytest.approx(2, abs=0.1)
    assert (found.width, found.height) == (320, 240)
    assert found.frame.std() > 20, "the even ends are no key frame"
    assert found.media_type == f"video/{container}"


@pytest.mark.parametrize("share", [0.2, 0.6, 0.95])
@pytest.mark.parametrize("make", [clip, lambda: sound("FLAC")], ids=["clip", "sound"])
def test_what_breaks_off_is_refused(make, share):
    data = make()
    source = Blob("torn", data[: int(len(data) * share)])
    look = look_at_clip if kind_of_item(source) == "video" else look_at_sound
    with pytest.raises(MediaRefused, match="torn is broken or breaks off"):
        look(source)


def test_a_list_of_other_files_is_not_followed():
    lines = b"#EXTM3U\n#EXT-X-VERSION:3\n#EXTINF:1,\nfile:///etc/passwd\n"
    assert kind_of_item(Blob("list.mp4", lines)) == "image"
    with pytest.raises(MediaRefused, match="no sound or film that is read"):
        look_at_clip(Blob("list.mp4", lines))
    assert kind_of_item(Blob("ffconcat.mp3", b"ffconcat version 1.0\nfile x.mp4\n")) == "image"
