"""Things and skies of other pictures are put where a mask says."""

import cv2
import numpy as np
import pytest

from reelwright.media.painting.paste import paste

from makers.inpainting import meadow, spot


def ball(colour=(200, 80, 20), width=300, height=240):
    """A ball before a plain wall."""
    picture = np.full((height, width, 3), (220, 224, 226), np.uint8)
    cv2.circle(picture, (width // 2, height // 2), 70, colour, -1, cv2.LINE_AA)
    return picture


def blue(picture):
    return (picture[..., 0].astype(int) - picture[..., 2]) > 90


@pytest.mark.proves("S2-23")
def test_a_subject_is_cut_out_and_stands_in_the_mask():
    picture, mask = meadow(), spot(radius=40)
    found = paste(picture, mask, ball(), seed=1)
    there = blue(found)
    assert there.sum() > 0.4 * (mask > 0).sum()
    assert not there[mask == 0].any()
    # Round as it was, and none of its wall came with it.
    rows, columns = np.flatnonzero(there.any(1)), np.flatnonzero(there.any(0))
    assert np.ptp(rows) / np.ptp(columns) == pytest.approx(1, abs=0.12)
    wall = (np.abs(found.astype(int) - (220, 224, 226)).max(-1) < 12) & (mask > 0)
    assert wall.mean() < 0.002


def test_opacity_of_its_own_cuts_a_source_out():
    source = ball()
    opaque = np.dstack([source, np.where(blue(source), 255, 0).astype(np.uint8)])
    found = paste(meadow(), spot(radius=40), opaque, seed=1)
    assert blue(found).sum() > 0.4 * (spot(radius=40) > 0).sum()


def test_a_sky_takes_another_s_sky_and_leaves_the_land():
    picture = meadow(ball=False)
    mask = np.zeros((192, 256), np.uint8)
    mask[:77] = 255
    dusk = meadow(320, 240, ball=False)
    dusk[:96] = (90, 60, 200)
    found = paste(picture, mask, dusk, seed=1)
    assert np.abs(found[:70].astype(int) - (90, 60, 200)).mean() < 12
    assert np.array_equal(found[84:], picture[84:])


def test_a_source_without_a_subject_is_laid_in_by_its_slopes():
    rng = np.random.default_rng(2)
    sand = (np.full((200, 200, 3), (120, 170, 200)) + rng.normal(0, 12, (200, 200, 1))).clip(0, 255)
    picture, mask = meadow(), spot(radius=40)
    found = paste(picture, mask, sand.astype(np.uint8), seed=1)
    assert np.array_equal(found[mask == 0], picture[mask == 0])
    assert np.abs(found[mask > 0].astype(int) - picture[mask > 0]).mean() > 4


def test_seeds_vary_the_place_and_the_same_seed_does_not():
    picture, mask = meadow(), spot(radius=50)
    first = paste(picture, mask, ball(), seed=1)
    assert np.array_equal(first, paste(picture, mask, ball(), seed=1))
    assert any(not np.array_equal(first, paste(picture, mask, ball(), seed=s)) for s in (2, 3))


def test_a_known_ground_is_used_as_it_is():
    picture, mask = meadow(), np.zeros((192, 256), np.uint8)
    mask[20:150, 100:160] = 255
    ground = meadow(ball=False)
    found = paste(picture, mask, ball(), seed=1, ground=ground)
    assert blue(found).any()
    upper = np.s_[24:80, 104:156]
    assert np.array_equal(found[upper], ground[upper])
