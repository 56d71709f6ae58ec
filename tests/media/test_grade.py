import numpy as np
import pytest

from reelwright.domain.looks import LOOKS
from reelwright.media.pictures.grade import graded, relight
from reelwright.media.pictures.planes import buffer, planes_of, split, to_bgr


@pytest.fixture
def picture():
    return np.random.default_rng(3).integers(0, 256, (40, 60, 3), dtype=np.uint8)


@pytest.mark.proves("S3-04")
def test_each_grade_does_what_its_name_says(picture):
    mean = lambda p: p.reshape(-1, 3).astype(float).mean(0)
    spread = lambda p: float((p.max(-1).astype(int) - p.min(-1)).mean())
    assert (graded(picture, "") == picture).all()
    blue, _, red = mean(graded(picture, "warm")) - mean(picture)
    assert red > blue + 3
    blue, _, red = mean(graded(picture, "cool")) - mean(picture)
    assert blue > red + 3
    assert spread(graded(picture, "mono")) < 4
    assert spread(graded(picture, "muted")) < spread(picture) < spread(graded(picture, "vivid"))
    light = lambda p: float(p.mean())
    assert (
        light(graded(picture, "dark")) + 8 < light(picture) < light(graded(picture, "bright")) - 6
    )


@pytest.mark.parametrize("grade", LOOKS)
def test_black_stays_black_and_white_stays_white(grade):
    ends = np.array([[[0, 0, 0], [255, 255, 255]]], np.uint8)
    assert abs(graded(ends, grade).astype(int) - ends).max() <= 12


@pytest.mark.parametrize("look", ["", *LOOKS])
def test_a_frame_takes_a_look_as_a_still_does(look):
    """Frames are graded by tables, stills pixel by pixel; nobody shall see the difference."""
    wide, high = 96, 64
    x, y = np.meshgrid(np.linspace(0, 1, wide), np.linspace(0, 1, high))
    picture = np.stack([60 + 120 * x, 40 + 150 * y, 80 + 90 * (1 - x)], -1).astype(np.uint8)
    frame = buffer(wide, high)
    luma, chroma = split(frame)
    luma[...], chroma[...] = planes_of(picture)
    relight(luma, chroma, look)
    apart = np.abs(to_bgr(frame).astype(int) - graded(picture, look)).mean()
    assert apart < 6
