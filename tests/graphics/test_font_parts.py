"""A family that comes in files of some letters each is set as one."""

import numpy as np
import pytest
from PIL import Image

from reelwright.domain.campaign import FORMATS
from reelwright.domain.storyboard import Text
from reelwright.graphics import Painter
from reelwright.graphics.fonts import borrowed
from reelwright.media.pictures.families import parts_of_families

from makers.fonts import heading_in_parts
from values import release_campaign as rc


@pytest.fixture
def split(brand, assets):
    return heading_in_parts(brand, assets)


def painted(brand, assets):
    painter = Painter(brand, FORMATS["9:16"], assets, language="pl")
    overlays = painter.type(Text(kind="title", head="Pies już śpi"), 0, 60, name="t")
    return np.asarray(Image.open(assets.path(overlays[-1].image)).convert("RGBA"))


def test_a_letter_of_the_familys_other_file_is_set_in_it_and_not_in_another_face(
    brand, split, assets
):
    whole, parted = painted(brand, assets), painted(split, assets)
    assert whole.shape == parted.shape
    assert np.abs(whole.astype(int) - parted).max() <= 2


def test_weights_of_a_whole_family_are_no_parts(brand, split, assets):
    assert parts_of_families(brand, assets) == {}
    assert list(parts_of_families(split, assets).values()) == [f"{brand.heading.family} part 1"]


def test_check_names_letters_that_a_heading_would_take_from_another_face(split, assets):
    campaign = rc.campaign(assets)
    whole = split.model_copy(update={"tagline": "Śpi i już"})
    assert borrowed(campaign.model_copy(update={"brand": whole}), assets) == ()
    alone = whole.model_copy(update={"fonts": ()})
    (told,) = borrowed(campaign.model_copy(update={"brand": alone}), assets)
    assert "latin.ttf has no 'Ś', 'ż' (brand.toml: tagline)" in told
    assert "`others`" in told
