import numpy as np
import pytest

from reelwright.media.pictures.grade import graded


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


@pytest.mark.parametrize("grade", ["warm", "cool", "muted", "vivid", "mono"])
def test_black_stays_black_and_white_stays_white(grade):
    ends = np.array([[[0, 0, 0], [255, 255, 255]]], np.uint8)
    assert abs(graded(ends, grade).astype(int) - ends).max() <= 12
