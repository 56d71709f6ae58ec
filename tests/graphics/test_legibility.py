import numpy as np
import pytest

from reelwright.domain.base import Box
from reelwright.domain.colour import contrast, luminance, mixed, rgb
from reelwright.graphics.legibility import (
    NEEDED,
    least_contrast,
    readable,
    scrim,
    shade_for,
)

LIGHT, DARK = ("#fbf4e6", "#101c1a"), ("#101c1a", "#fbf4e6")
WHOLE = Box(x=0, y=0, w=1, h=1)


def flat(colour):
    return np.full((96, 54, 3), rgb(colour)[::-1], np.uint8)


def test_contrast_is_the_standards_own():
    assert contrast("#000000", "#ffffff") == pytest.approx(21, abs=0.01)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.02)


def test_the_first_readable_colour_is_taken_else_black_or_white():
    assert readable("#ffffff", ("#eeeeee", "#1d2a2b")) == "#1d2a2b"
    assert readable("#808080", ("#7f7f7f",)) in ("#000000", "#ffffff")


@pytest.mark.parametrize(("picture", "letters"), [("#15242b", LIGHT[0]), ("#f4ead2", DARK[0])])
def test_an_even_picture_needs_no_shade(picture, letters):
    shade = shade_for([flat(picture)], WHOLE, LIGHT, DARK)
    assert shade is not None
    assert (shade.letters, shade.strength) == (letters, 0)


def test_a_busy_picture_gets_the_weakest_shade_that_is_enough():
    rng = np.random.default_rng(1)
    frame = rng.integers(0, 255, (96, 54, 3), dtype=np.uint8)
    shade = shade_for([frame], WHOLE, LIGHT, DARK)
    assert shade is not None
    assert 0 < shade.strength <= 0.8
    tint = np.array(rgb(shade.colour)[::-1])

    def under(strength):
        seen = (frame * (1 - strength) + tint * strength).astype(np.uint8)
        return least_contrast([seen], WHOLE, luminance(shade.letters))

    assert under(shade.strength) >= NEEDED
    assert under(shade.strength - 0.15) < NEEDED + 1


def test_where_no_shade_is_enough_none_is_given():
    half = np.vstack([flat("#ffffff")[:48], flat("#000000")[:48]])
    mid = ("#8a8a8a", "#808080")
    assert shade_for([half], WHOLE, mid, mid) is None


def test_a_scrim_is_full_under_type_and_gone_at_its_end_without_bands():
    picture = scrim(64, 400, "#102030", 0.7, full=(0, 200))
    alpha = picture[..., 3].mean(axis=1)
    assert alpha[:200] == pytest.approx(0.7 * 255, abs=1.5)
    assert alpha[-1] < 1
    assert (np.diff(alpha[200:]) < 1.2).all()
    assert len(np.unique(picture[300, :, 3])) > 1, "rows between two levels are dithered"


def test_mixing_goes_from_one_colour_to_the_other():
    assert mixed("#000000", "#ffffff", 0) == "#000000"
    assert mixed("#000000", "#ffffff", 1) == "#ffffff"
