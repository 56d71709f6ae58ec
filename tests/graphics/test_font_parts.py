"""A family that comes in files of some letters each is set as one."""

import io

import numpy as np
import pytest
from fontTools import subset
from fontTools.ttLib import TTFont
from PIL import Image

from reelwright.domain.brand import FontFace
from reelwright.domain.campaign import FORMATS
from reelwright.domain.storyboard import Text
from reelwright.graphics import Painter
from reelwright.graphics.fonts import borrowed, parts_of_families

from values import release_campaign as rc


def part_of(path, letters):
    """A font file's bytes with some of its letters alone."""
    with TTFont(path) as font:
        made = subset.Subsetter(subset.Options(glyph_names=True, name_IDs=["*"]))
        made.populate(text=letters)
        made.subset(font)
        sink = io.BytesIO()
        font.save(sink)
    return sink.getvalue()


@pytest.fixture
def split(brand, assets):
    """The brand with its heading in two files: plain letters, and those with marks."""
    path = assets.path(brand.heading.asset)
    plain = "".join(map(chr, range(0x20, 0x7F)))
    files = [
        assets.put(part_of(path, letters), name, "font/sfnt", "inputs")
        for letters, name in ((plain, "latin.ttf"), ("ąćęłńśźżĄĆĘŁŃŚŹŻ", "latin-ext.ttf"))
    ]
    first, second = (
        FontFace(family=brand.heading.family, weight=brand.heading.weight, asset=a) for a in files
    )
    return brand.model_copy(update={"heading": first, "fonts": (second, *brand.fonts)})


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
