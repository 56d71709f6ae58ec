import cv2
import numpy as np
import pytest

from reelwright.media.compositor.sampling import Affine, Sampler, pad_for_phase, phase


def waves(width, height, step=24.0):
    """A pattern whose value at any place is known, and its function."""

    def value(x, y):
        return 128 + 60 * np.sin(2 * np.pi * x / step) + 40 * np.sin(2 * np.pi * y / (step * 1.3))

    x, y = np.meshgrid(np.arange(width), np.arange(height))
    return np.round(value(x, y)).astype(np.uint8), value


@pytest.mark.parametrize("a", [1.583, 1.3371, 1.002, 0.93])
@pytest.mark.parametrize("b", [40.3, 61.77, 55.0])
def test_sampling_hits_the_place_asked_for(a, b):
    cv2.setNumThreads(1)
    source, value = waves(700, 700)
    padded, room = pad_for_phase(source, a)
    into = np.empty((300, 300), np.uint8)
    Sampler().sample(padded, room, Affine(a, a, b, b + 3.21), into)
    x, y = np.meshgrid(a * np.arange(300) + b, a * np.arange(300) + b + 3.21)
    assert np.abs(into - value(x, y)).mean() < 1.2


def test_the_phase_found_is_nearly_exact_for_ordinary_zooms():
    errors = [phase(1.6 / z, 200 + 31.7 * z)[2] for z in np.linspace(1, 1.2, 120)]
    assert np.quantile(errors, 0.95) < 0.03


def test_a_turned_map_is_sampled_by_warping():
    source, value = waves(500, 500)
    padded, room = pad_for_phase(source, 1.2)
    into = np.empty((200, 200), np.uint8)
    at = Affine(1.1, 1.1, 120, 80, xy=-0.1, yx=0.1)
    Sampler().sample(padded, room, at, into)
    x, y = np.meshgrid(np.arange(200), np.arange(200))
    wanted = value(1.1 * x - 0.1 * y + 120, 0.1 * x + 1.1 * y + 80)
    assert np.abs(into - wanted).mean() < 1.5


def test_past_the_border_stands_the_value_asked_for():
    source = np.full((100, 100), 50, np.uint8)
    padded, room = pad_for_phase(source, 1.3, 255)
    into = np.empty((120, 120), np.uint8)
    Sampler().sample(padded, room, Affine(1.3, 1.3, -20.4, -20.4), into, 255)
    assert into[2, 2] == 255
    assert into[60, 60] == 50
    assert into[119, 119] == 255


def test_chroma_follows_luma():
    at = Affine(1.5, 1.5, 10.0, 20.0)
    small = at.chroma()
    # Film luma (2j, 2i + 0.5) and film chroma (j, i) are one place; so are their sources.
    j, i = 7, 9
    luma_x, luma_y = 1.5 * 2 * j + 10, 1.5 * (2 * i + 0.5) + 20
    assert 2 * (small.xx * j + small.x0) == pytest.approx(luma_x)
    assert 2 * (small.yy * i + small.y0) + 0.5 == pytest.approx(luma_y)
