import numpy as np
import pytest

from reelwright.media.compositor.transitions import blend
from reelwright.media.pictures.planes import buffer, colour_planes, split

W, H = 192, 64


def two():
    old, new = buffer(W, H), buffer(W, H)
    for frame, luma in ((old, 60), (new, 200)):
        y, uv = split(frame)
        y[...], uv[...] = luma, 128
    return old, new


def test_a_dissolve_is_even_in_the_middle():
    old, new = two()
    blend("dissolve", 0.5, old, new)
    y, uv = split(new)
    assert (y == 130).all()
    assert (uv == 128).all()


@pytest.mark.parametrize("kind", ["dissolve", "wipe", "push", "dip"])
def test_a_transition_begins_old_and_ends_new(kind):
    old, new = two()
    blend(kind, 0.01, old, new)
    assert abs(split(new)[0].mean() - 60) < 6
    old, new = two()
    blend(kind, 0.99, old, new)
    assert abs(split(new)[0].mean() - 200) < 6


def test_a_push_shows_both_side_by_side():
    old, new = two()
    old_y, new_y = split(old)[0], split(new)[0]
    old_y[...] = np.arange(W) // 2
    new_y[...] = 150 + np.arange(W) // 2
    blend("push", 0.5, old, new)
    y = split(new)[0]
    assert (y[0, : W // 2] == np.arange(W // 2, W) // 2).all()
    assert (y[0, W // 2 :] == 150 + np.arange(W // 2) // 2).all()


def test_a_wipe_has_one_soft_edge():
    old, new = two()
    blend("wipe", 0.5, old, new)
    row = split(new)[0][10].astype(int)
    assert row[0] == 200
    assert row[-1] == 60
    assert (np.diff(row) <= 0).all()
    assert np.abs(np.diff(row)).max() < 60


def test_a_dip_passes_through_its_colour():
    old, new = two()
    blend("dip", 0.5, old, new, "#123456")
    y, uv = split(new)
    wanted = colour_planes("#123456")
    assert abs(int(y[3, 3]) - wanted[0]) <= 1
    assert tuple(uv[3, 3]) == wanted[1:]
