from fractions import Fraction

import av
import cv2
import numpy as np
import pytest

from reelwright.domain.errors import MediaRefused
from reelwright.media.compositor.footage import FilmedClip
from reelwright.media.compositor.plan import ClipShot
from reelwright.media.pictures.planes import buffer, planes_of, split, to_bgr
from reelwright.media.streams.video import decode, encode, encode_sound, join, probe

W, H = 128, 96


def moving(count, start=0):
    """Grey frames with a white bar that moves two pixels a frame."""
    for n in range(start, start + count):
        picture = np.full((H, W, 3), 90, np.uint8)
        picture[:, 4 + 2 * n : 12 + 2 * n] = 250
        frame = buffer(W, H)
        y, uv = split(frame)
        y[...], uv[...] = planes_of(picture)
        yield frame


def film(path, count=40, start=0, quality="draft"):
    encode(moving(count, start), path, width=W, height=H, rate=30, quality=quality)
    return path


def test_a_film_says_what_it_is(tmp_path):
    found = probe(film(tmp_path / "a.mp4"))
    assert (found.width, found.height, found.rate, found.frames) == (W, H, 30, 40)
    assert found.seconds == Fraction(4, 3)
    assert (found.codec, found.pixel_format, found.colour) == ("h264", "yuv420p", (1, 1, 1, 1))
    assert found.audio is None


@pytest.mark.parametrize("quality", ["draft", "final", "archive"])
def test_the_same_frames_give_the_same_bytes(tmp_path, quality):
    a = film(tmp_path / "a.mp4", quality=quality).read_bytes()
    assert film(tmp_path / "b.mp4", quality=quality).read_bytes() == a


@pytest.mark.parametrize(
    ("width", "height"), [(1080, 1350), (1080, 1920), (1080, 1080), (1920, 1080), (90, 98)]
)
def test_every_row_comes_back_in_its_own_colour(tmp_path, width, height):
    picture = np.zeros((height, width, 3), np.uint8)
    picture[:] = np.linspace((40, 200, 235), (200, 120, 30), height)[:, None]
    frame = buffer(width, height)
    y, uv = split(frame)
    y[...], uv[...] = planes_of(picture)
    path = tmp_path / "colour.mp4"
    encode([frame] * 3, path, width=width, height=height, rate=30, quality="final")
    for seen in decode(path):
        for plane, wanted in zip(seen.planes, (y, uv[..., 0], uv[..., 1]), strict=True):
            rows = np.frombuffer(plane, np.uint8).reshape(-1, plane.line_size)
            rows = rows[: len(wanted), : wanted.shape[1]].astype(int)
            assert np.abs(rows - wanted).max() <= 8


def test_joined_spans_play_as_one_film_with_its_index_first(tmp_path):
    parts = [(film(tmp_path / f"{i}.mp4", 20, 20 * i), 20) for i in range(2)]
    tone = 0.3 * np.sin(np.arange(48_000 * 2) / 20)
    wav = tmp_path / "tone.wav"
    import soundfile

    soundfile.write(wav, np.stack([tone, tone], 1), 48_000)
    encode_sound(wav, tmp_path / "tone.m4a", 40 / 30)
    out = tmp_path / "film.mp4"
    join(parts, tmp_path / "tone.m4a", out, rate=30)
    data = out.read_bytes()
    assert 0 < data.index(b"moov") < data.index(b"mdat")
    found = probe(out)
    assert (found.frames, found.audio, found.audio_rate, found.audio_channels) == (
        40,
        "aac",
        48_000,
        2,
    )
    with av.open(str(out)) as box:
        seen = [(f.time, f.to_ndarray(format="gray")[40]) for f in box.decode(video=0)]
        assert float(box.streams.audio[0].duration * box.streams.audio[0].time_base) == (
            pytest.approx(4 / 3, abs=0.03)
        )
    assert [round(t * 30) for t, _ in seen] == list(range(40))
    bars = [np.nonzero(row > 170)[0].mean() for _, row in seen]
    assert np.abs(np.array(bars) - (7.5 + 2 * np.arange(40))).max() < 1.2


def test_spans_of_different_settings_are_not_joined(tmp_path):
    parts = [(film(tmp_path / "a.mp4", 10), 10), (film(tmp_path / "b.mp4", 10, 0, "archive"), 10)]
    with pytest.raises(MediaRefused, match="kinds of stream"):
        join(parts, None, tmp_path / "film.mp4", rate=30)


def test_what_is_no_video_is_refused(tmp_path):
    path = tmp_path / "notes.mp4"
    path.write_text("these are notes", encoding="utf-8")
    with pytest.raises(MediaRefused, match=r"notes\.mp4"):
        probe(path)
    with pytest.raises(MediaRefused, match=r"missing\.mp4"):
        probe(tmp_path / "missing.mp4")


def test_an_endless_film_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr("reelwright.media.streams.video.LONGEST", 1)
    with pytest.raises(MediaRefused, match="at most 1 s"):
        probe(film(tmp_path / "long.mp4"))


def test_a_film_that_breaks_off_is_refused_or_short(tmp_path):
    path = film(tmp_path / "a.mp4")
    path.write_bytes(path.read_bytes()[:-3000])
    with pytest.raises(MediaRefused, match=r"a\.mp4"):
        list(decode(path))


def test_a_clip_is_filled_and_cropped_around_its_subject(tmp_path):
    path = film(tmp_path / "clip.mp4")
    shot = ClipShot(str(path), "x", offset=10 / 30, subject=(0.0, 0.0, 0.4, 1.0))
    clip = FilmedClip(shot, 60, 96, 20, 30)
    places = []
    for n in range(12):
        frame = buffer(60, 96)
        clip.film(n, *split(frame))
        row = to_bgr(frame)[50, :, 1].astype(float)
        places.append((row * (row > 180) * np.arange(60)).sum() / max(1, (row * (row > 180)).sum()))
    # Height fills the frame at scale 1; the crop begins at the clip's left edge.
    assert np.abs(np.array(places) - (27.5 + 2 * np.arange(12))).max() < 1.5


def test_a_clip_too_short_for_its_scene_is_refused(tmp_path):
    path = film(tmp_path / "clip.mp4", 20)
    with pytest.raises(MediaRefused, match="too short"):
        FilmedClip(ClipShot(str(path), "x"), 60, 96, 60, 30)


def test_a_clip_can_be_filmed_backwards_and_slower(tmp_path):
    """Frames may be asked for in any order; a film of another rate takes the nearest."""
    path = film(tmp_path / "clip.mp4")
    clip = FilmedClip(ClipShot(str(path), "x"), W, H, 60, 60)
    there, back = {}, {}
    for n in range(20):
        frame = buffer(W, H)
        clip.film(n, *split(frame))
        there[n] = frame.copy()
    for n in (18, 4, 11):
        frame = buffer(W, H)
        clip.film(n, *split(frame))
        back[n] = frame.copy()
    assert all((there[n] == back[n]).all() for n in back)
    assert (there[6] == there[7]).all() or (there[7] == there[8]).all()
    assert cv2.norm(there[4], there[11]) > 100
