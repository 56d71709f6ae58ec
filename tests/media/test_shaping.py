"""Pictures in frames of other shapes: padded, cropped or kept, never stretched."""

import cv2
import numpy as np
import pytest

from reelwright.domain.base import Box
from reelwright.media.pictures.exposure import exposure
from reelwright.media.pictures.shaping import shaped


def with_circle(width, height, x, y, radius):
    picture = np.full((height, width, 3), 40, np.uint8)
    cv2.circle(picture, (x, y), radius, (30, 200, 240), -1)
    return picture


def circle(picture):
    """Width and height of the yellow circle, and its centre in shares of the picture."""
    mask = (picture[..., 2] > 180) & (picture[..., 0] < 120)
    ys, xs = np.nonzero(mask)
    shape = picture.shape
    centre = ((xs.min() + xs.max()) / 2 / shape[1], (ys.min() + ys.max()) / 2 / shape[0])
    return xs.max() - xs.min() + 1, ys.max() - ys.min() + 1, centre


@pytest.mark.proves("S2-14")
@pytest.mark.parametrize("mode", ["fit", "crop", "keep"])
@pytest.mark.parametrize(
    "size", [(1280, 720), (720, 1280), (512, 512), (1920, 1080), (200, 120)], ids=str
)
@pytest.mark.parametrize("shape", [(900, 600), (600, 900), (640, 640)], ids=str)
def test_a_circle_stays_a_circle_in_every_frame(mode, size, shape):
    width, height = shape
    picture = with_circle(width, height, width // 2, height // 2, 100)
    found = shaped(picture, size, mode)
    if mode == "keep":
        assert found.shape[1] <= size[0]
        assert found.shape[0] <= size[1]
        assert found.shape[1] / found.shape[0] == pytest.approx(width / height, rel=0.02)
    else:
        assert (found.shape[1], found.shape[0]) == size
    wide, tall, _ = circle(found)
    assert wide / tall == pytest.approx(1, abs=0.04)


def test_fit_shows_all_on_the_colour_asked():
    picture = with_circle(600, 900, 300, 450, 100)
    found = shaped(picture, (1280, 720), "fit", colour="#ff8000")
    assert found[0, 0].tolist() == [0, 0x80, 0xFF]
    assert found[360, 5].tolist() == [0, 0x80, 0xFF]
    assert found[5, 640].tolist() == [40, 40, 40], "the whole height is shown"


def test_crop_keeps_the_subject():
    picture = with_circle(1600, 600, 1400, 300, 80)
    subject = Box(x=1320 / 1600, y=220 / 600, w=0.1, h=160 / 600)
    found = shaped(picture, (600, 600), "crop", subject=subject)
    wide, tall, _ = circle(found)
    assert (wide, tall) == pytest.approx((161, 161), abs=2)
    middle = shaped(picture, (600, 600), "crop")
    assert not ((middle[..., 2] > 180) & (middle[..., 0] < 120)).any()


def test_keep_never_enlarges():
    picture = with_circle(300, 200, 150, 100, 40)
    assert shaped(picture, (1280, 720), "keep").shape == picture.shape


def test_exposure_tells_dark_and_bright():
    dark = exposure(np.full((300, 400, 3), 3, np.uint8))
    bright = exposure(np.full((300, 400, 3), 253, np.uint8))
    half = np.zeros((300, 400, 3), np.uint8)
    half[:, 200:] = 255
    both = exposure(half)
    assert (dark.dark, dark.bright) == (1.0, 0.0)
    assert (bright.dark, bright.bright) == (0.0, 1.0)
    assert (both.mean, both.dark, both.bright) == pytest.approx((0.5, 0.5, 0.5), abs=0.01)
