"""Clips as telephones and cameras write them: looked through, steadied, filmed upright."""

from itertools import pairwise

import cv2
import numpy as np
import pytest

from reelwright.domain.errors import MediaRefused
from reelwright.domain.footage import ClipPart, best_part, longest_scene
from reelwright.domain.picture import Moving, Stretch
from reelwright.media.compositor.filming import film_scene
from reelwright.media.compositor.plan import ClipPlan, ClipShot
from reelwright.media.pictures.planes import buffer, split, to_bgr
from reelwright.media.streams.following import framed, way_of
from reelwright.media.streams.footage import LONGEST, camera_way, look_at_clip
from reelwright.media.streams.own_sound import own_sound

from makers.clips import after, clip, scene

TONE = 0.3


def tone(t):
    return TONE * np.sin(2 * np.pi * 440 * t)


def moving(seen):
    return Moving.model_construct(stretches=seen.stretches)


def thing(picture):
    """Where the bright thing is: shares of the picture."""
    b, g, r = (picture[..., k].astype(int) for k in range(3))
    mask = ((g > 180) & (r > 200) & (b < 120)).astype(np.uint8)
    found = cv2.moments(mask, True)
    assert found["m00"] > 50, "the thing is not in the picture"
    height, width = mask.shape
    return found["m10"] / found["m00"] / width, found["m01"] / found["m00"] / height


def film(shot, frames, *, size=(360, 640), rate=30, at=None):
    """Frames of a shot in the film's size, BGR."""
    made = film_scene(ClipPlan(start=0, frames=frames, shot=shot), *size, rate)
    held = buffer(*size)
    found = []
    for n in range(frames) if at is None else at:
        made.film(n, *split(held))
        found.append(to_bgr(held))
    return found


def shot(path, part, *, aspect=9 / 16):
    way = framed(way_of(path, part.start, part.end), aspect)
    return ClipShot(str(path), "0" * 64, part.start, None, part.pace, way.path, way.zoom), way


def test_the_best_part_is_sharp_steady_lit_and_without_a_cut(tmp_path):
    draw = after(
        (3, scene(blur=4)), (3, scene(seed=2, shake=16)), (5, scene(seed=5)),
        (3, scene(seed=7, dark=0.15)),
    )  # fmt: skip
    seen = look_at_clip(clip(tmp_path / "mixed.mp4", draw, 14))
    part = best_part(moving(seen), 4)
    assert part
    assert part.start >= 5.95
    assert part.end <= 11.05
    assert 5.95 <= seen.at <= 11.05, "the still is a frame of the best part"
    # No stretch holds a cut, whichever part of it a scene takes.
    for cut in (3, 6, 11):
        assert not any(s.start + 0.05 < cut < s.end - 0.05 for s in seen.stretches), cut


def test_parts_do_not_meet_and_a_short_clip_is_slowed_within_bounds():
    of = Moving.model_construct(stretches=(Stretch(start=1, end=7, worth=(80,) * 12),))
    first = best_part(of, 3)
    second = best_part(of, 3, [first])
    assert second
    assert second.start >= first.end or second.end <= first.start
    assert best_part(of, 3, [first, second]) is None
    slow = best_part(of, 7)
    assert slow == ClipPart(start=1, end=7, pace=round(6 / 7, 4), worth=slow.worth)
    assert best_part(of, 8) is None
    assert longest_scene(of) == pytest.approx(7.5)
    # What must not be shown divides what may.
    dark = Moving.model_construct(
        stretches=(Stretch(start=0, end=5, worth=(80,) * 4 + (0, 0) + (80,) * 4),)
    )
    assert best_part(dark, 2).start in (0.0, 3.0)
    assert best_part(dark, 4) is None


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_a_clip_that_lies_on_its_side_is_seen_and_filmed_upright(tmp_path, turn):
    upright = scene(360, 640)
    quarter = {0: 0, 90: 3, 180: 2, 270: 1}[turn]
    path = clip(tmp_path / "a.mov", lambda t: np.rot90(upright(t), quarter).copy(), 3, turn=turn)
    seen = look_at_clip(path)
    assert (seen.width, seen.height) == (360, 640)
    x, y = thing(seen.frame)
    wanted = thing(upright(seen.at))
    assert (x, y) == pytest.approx(wanted, abs=0.02)
    frame = film(ClipShot(str(path), "0" * 64), 30, at=[15])[0]
    assert thing(frame) == pytest.approx(thing(upright(0.5)), abs=0.02)


def test_a_rate_that_varies_keeps_the_clips_own_time(tmp_path):
    times = np.cumsum(np.random.default_rng(3).uniform(0.02, 0.08, 120))
    draw = scene()
    path = clip(tmp_path / "vfr.mp4", draw, 4.8, times=lambda n: float(times[n]))
    seen = look_at_clip(path)
    assert seen.seconds == pytest.approx(times[-1], abs=0.2)
    frame = film(ClipShot(str(path), "0" * 64), 90, size=(640, 360), at=[75])[0]
    assert thing(frame)[0] == pytest.approx(thing(draw(2.5))[0], abs=0.02)


def test_light_beyond_a_screen_and_half_pictures_become_plain(tmp_path):
    draw = scene()
    options = {"x265-params": "log-level=0", "preset": "ultrafast"}
    bright = clip(
        tmp_path / "hlg.mov", draw, 1, codec="libx265", pixels="yuv420p10le", colour=(9, 18, 9),
        options=options,
    )  # fmt: skip
    plain = clip(
        tmp_path / "sdr.mov", draw, 1, codec="libx265", pixels="yuv420p10le", options=options
    )
    tens, sdr = look_at_clip(bright).frame, look_at_clip(plain).frame
    assert sdr.shape == tens.shape == (360, 640, 3)
    # Wider colours of the same numbers are more colourful; all of it keeps its detail.
    chroma = [float(np.ptp(f.astype(int), axis=2).mean()) for f in (tens, sdr)]
    assert chroma[0] > 1.2 * chroma[1]
    assert cv2.Laplacian(cv2.cvtColor(tens, cv2.COLOR_BGR2GRAY), cv2.CV_64F).var() > 100
    filmed = film(ClipShot(str(bright), "0" * 64), 10, size=(640, 360), at=[5])[0]
    assert np.abs(filmed.astype(int) - tens.astype(int)).mean() < 40

    def combed(t):
        picture = draw(t)
        picture[1::2] = draw(t + 0.02)[1::2]
        return picture

    woven = clip(
        tmp_path / "woven.mp4", combed, 1,
        options={"flags": "+ildct+ilme", "x264-params": "tff=1"},
    )  # fmt: skip
    film(ClipShot(str(woven), "0" * 64), 24, size=(640, 360), at=[5, 6, 20])
    assert look_at_clip(woven).stretches


@pytest.mark.parametrize(
    ("name", "make", "why"),
    [
        ("sound.mp4", lambda p: clip(p, None, 2, sound=tone), "sound alone"),
        ("black.mp4", lambda p: clip(p, lambda t: np.zeros((90, 160, 3), np.uint8), 2), "blank"),
        ("flat.mp4", lambda p: clip(p, lambda t: np.full((90, 160, 3), 120, np.uint8), 2), "blank"),
        ("long.mp4", lambda p: clip(p, lambda t: np.zeros((16, 16, 3), np.uint8), 14_400, rate=1,
                                    times=lambda n: float(n)), "240 minutes"),
        ("list.mp4", lambda p: p.write_text("#EXTM3U\nfile:///a") and p, "no sound or film"),
        ("empty.mov", lambda p: p.write_bytes(b"") is None or p, "no sound or film"),
    ],
)  # fmt: skip
def test_what_cannot_be_footage_is_named_with_its_cause(tmp_path, name, make, why):
    path = make(tmp_path / name)
    assert LONGEST == 1800
    with pytest.raises(MediaRefused, match=why) as refused:
        look_at_clip(path)
    assert name in str(refused.value)
    assert str(tmp_path) not in str(refused.value)


@pytest.mark.parametrize("share", [0.02, 0.3, 0.7, 0.97])
def test_a_clip_that_breaks_off_is_refused_by_name(tmp_path, share):
    whole = clip(tmp_path / "whole.mp4", scene(), 4).read_bytes()
    torn = tmp_path / "torn.mp4"
    torn.write_bytes(whole[: int(len(whole) * share)])
    with pytest.raises(MediaRefused, match=r"torn.mp4 (is broken|breaks off|is no sound)"):
        look_at_clip(torn)


def test_two_frames_have_a_still_and_no_part(tmp_path):
    seen = look_at_clip(clip(tmp_path / "two.mp4", scene(), 2 / 25))
    assert seen.frame.shape == (360, 640, 3)
    assert longest_scene(moving(seen)) == 0
    assert best_part(moving(seen), 1) is None


def unevenness(frames):
    """How unevenly the view goes from frame to frame, in shares of the width."""
    grey = [cv2.cvtColor(f, cv2.COLOR_BGR2GRAY) for f in frames]
    ways = np.array([camera_way(a, b)[0][:, 2] for a, b in pairwise(grey)])
    return float(np.abs(np.diff(ways, axis=0)).mean()) / grey[0].shape[1]


@pytest.mark.longer
def test_a_hands_shake_is_taken_out_within_bounds_and_without_borders(tmp_path):
    path = clip(tmp_path / "hand.mp4", scene(1280, 720, shake=14), 4, rate=30)
    part = ClipPart(start=0.5, end=3.5)
    steadied, way = shot(path, part, aspect=1.0)
    assert way.steadied
    assert 1 < way.zoom <= 1.16
    seen = film(steadied, 90, size=(480, 480))
    bare = film(ClipShot(str(path), "0" * 64, 0.5, (0, 0, 1, 1)), 90, size=(480, 480))
    assert unevenness(seen) < 0.35 * unevenness(bare)
    # The frame never leaves the clip: no row or column at its edge is of one colour.
    for frame in seen[::10]:
        for edge in (frame[0], frame[-1], frame[:, 0], frame[:, -1]):
            assert edge.astype(int).std() > 8


def test_a_steady_clip_is_left_as_it_is(tmp_path):
    path = clip(tmp_path / "tripod.mp4", scene(1280, 720), 3, rate=30)
    way = framed(way_of(path, 0.0, 2.9), 16 / 9)
    assert not way.steadied
    assert way.zoom == 1
    assert len(way.path) == 1


@pytest.mark.parametrize("aspect", [9 / 16, 1.0, 4 / 5, 16 / 9])
def test_the_subject_is_kept_in_every_format(tmp_path, aspect):
    def draw(t):
        wall = np.full((360, 640, 3), (150, 160, 150), np.uint8)
        wall[::24] = 140
        cv2.circle(wall, (int(90 + 110 * t), 200), 44, (60, 220, 250), -1)
        return wall

    path = clip(tmp_path / "walk.mp4", draw, 4)
    made, _ = shot(path, ClipPart(start=0.2, end=3.8), aspect=aspect)
    high = 320
    size = (2 * round(high * aspect / 2), high)
    for frame in film(made, 105, size=size, at=range(0, 105, 8)):
        x, _ = thing(frame)
        assert 0.1 < x < 0.9


def test_a_slowed_part_shows_all_of_it_in_more_time(tmp_path):
    draw = scene()
    path = clip(tmp_path / "short.mp4", draw, 2)
    made = ClipShot(str(path), "0" * 64, 0.0, None, 0.8)
    first, last = film(made, 72, size=(640, 360), at=[0, 71])
    assert thing(first)[0] == pytest.approx(thing(draw(0))[0], abs=0.02)
    assert thing(last)[0] == pytest.approx(thing(draw(71 / 30 * 0.8))[0], abs=0.02)


def test_the_parts_own_sound_is_read_where_it_lies(tmp_path):
    loud = lambda t: np.where((t > 1) & (t < 2), tone(t), 0.0)
    path = clip(tmp_path / "s.mp4", scene(160, 90), 3, sound=loud)
    heard = own_sound(path, 0.5, 2.5, 48_000)
    assert heard.shape == (96_000, 2)
    levels = [float(np.sqrt(np.square(p).mean())) for p in np.split(heard[:, 0], 8)]
    assert max(levels[0], levels[1], levels[6], levels[7]) < 0.02 < 0.15 < min(levels[3], levels[4])
    silent = clip(tmp_path / "q.mp4", scene(160, 90), 1)
    assert not own_sound(silent, 0, 1, 48_000).any()
