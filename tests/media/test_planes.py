import cv2
import numpy as np
import pytest

from reelwright.media.pictures.planes import (
    alpha_planes,
    buffer,
    colour_planes,
    darken,
    faded,
    lay,
    planes_of,
    split,
    to_bgr,
)


@pytest.mark.parametrize(
    ("colour", "yuv"),
    [
        ("#ffffff", (235, 128, 128)),
        ("#000000", (16, 128, 128)),
        ("#ff0000", (63, 102, 240)),
        ("#0000ff", (32, 240, 118)),
    ],
)
def test_colours_are_bt709_limited(colour, yuv):
    assert colour_planes(colour) == yuv
    bgr = np.empty((4, 4, 3), np.uint8)
    bgr[...] = [int(colour[i : i + 2], 16) for i in (5, 3, 1)]
    y, uv = planes_of(bgr)
    assert abs(int(y[0, 0]) - yuv[0]) <= 1
    assert abs(uv[0, 0].astype(int) - yuv[1:]).max() <= 1


def smooth(width=64, height=48):
    x, y = np.meshgrid(np.linspace(0, 1, width), np.linspace(0, 1, height))
    picture = np.stack([80 + 90 * x, 60 + 100 * y, 200 - 80 * x * y], axis=2)
    return np.round(picture).astype(np.uint8)


def test_a_picture_comes_back_as_it_was():
    picture = smooth()
    frame = buffer(64, 48)
    y, uv = split(frame)
    y[...], uv[...] = planes_of(picture)
    assert np.abs(to_bgr(frame).astype(int) - picture).max() <= 4


def test_chroma_stands_on_even_columns():
    """Chroma column j must be the colour at luma column 2j, not halfway to the next."""
    picture = np.zeros((8, 64, 3), np.uint8)
    picture[..., 0] = np.arange(64) * 4
    _, uv = planes_of(picture)
    at_even, _, _ = (np.arange(0, 64, 2) * 4 * 0.5 * 224 / 255 + 128, 0, 0)
    assert np.abs(uv[2, 2:-2, 0] - at_even[2:-2]).max() <= 1


def test_an_opaque_overlay_replaces_what_is_under_it():
    frame = buffer(64, 48)
    frame[...] = 90
    picture = smooth(20, 12)
    bgra = cv2.cvtColor(picture, cv2.COLOR_BGR2BGRA)
    y, uv = split(frame)
    lay(alpha_planes(bgra), 10, 6, y, uv)
    wanted, _ = planes_of(picture)
    assert np.abs(y[6:18, 10:30].astype(int) - wanted).max() <= 1
    assert (y[:6] == 90).all()
    assert (y[:, 30:] == 90).all()


@pytest.mark.parametrize("at", [(-8, -4), (60, 44), (-40, 0), (0, 100), (200, 0)])
def test_an_overlay_past_the_edge_is_cut(at):
    frame = buffer(64, 48)
    frame[...] = 90
    bgra = np.full((12, 20, 4), 255, np.uint8)
    y, uv = split(frame)
    lay(alpha_planes(bgra), *at, y, uv)
    seen_w = max(0, min(64, at[0] + 20) - max(0, at[0]))
    seen_h = max(0, min(48, at[1] + 12) - max(0, at[1]))
    assert int((y > 200).sum()) == seen_w * seen_h


def test_half_a_fade_is_half_way_between():
    frame = buffer(32, 32)
    y, uv = split(frame)
    y[...], uv[...] = 16, 128
    lay(faded(alpha_planes(np.full((32, 32, 4), 255, np.uint8)), 0.5), 0, 0, y, uv)
    assert abs(int(y[5, 5]) - (16 + 235) // 2) <= 1
    assert np.abs(uv.astype(int) - 128).max() <= 1


def test_transparent_parts_leave_the_frame_alone():
    frame = buffer(32, 32)
    frame[...] = 77
    bgra = np.zeros((32, 32, 4), np.uint8)
    bgra[..., :3] = 255
    y, uv = split(frame)
    lay(alpha_planes(bgra), 0, 0, y, uv)
    assert (frame == 77).all()


def test_darkening_goes_to_black_not_to_green():
    frame = buffer(16, 16)
    y, uv = split(frame)
    y[...], uv[...] = 200, 90
    darken(y, uv, 1.0)
    assert (y == 16).all()
    assert (uv == 128).all()
