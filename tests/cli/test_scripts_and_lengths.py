"""Campaigns in other scripts and of great length, through the real program and set in type."""

import pytest

from reelwright.domain.campaign import FORMATS
from reelwright.domain.errors import DoesNotFit, Missing
from reelwright.domain.storyboard import Text
from reelwright.graphics import Painter
from reelwright.graphics.fonts import read_face
from reelwright.intake.brand import load_brand

WORDS = {
    "Arabic": ("نفس الوجه في كل زيارة", "احجز زيارة مجانية"),
    "Hindi": ("हर बार वही चेहरा", "मुफ़्त मुलाक़ात बुक करें"),
    "Japanese": ("毎回、同じ顔が訪れます", "無料訪問を予約"),
}


@pytest.mark.parametrize("script", WORDS)
def test_a_campaign_in_another_script_passes_check(desk, script):
    said, call = WORDS[script]
    desk.change("campaign.toml", 'text = "Book a free visit"', f'text = "{call}"')
    desk.change("campaign.toml", 'name = "A free first visit"', f'name = "{said}"')
    desk.change("campaign.toml", "more families book a free first visit", said)
    desk.change("brand.toml", "Help that knocks first.", said)
    # What is asked for may be said, and the voices of this machine read no line of two scripts.
    found = desk.check(code=0 if script == "Hindi" else 1)
    assert f"goal: {said}" in found
    assert repr(call) in found
    assert ("call.text: espeak cannot read" in found) == (script != "Hindi")


@pytest.mark.parametrize("script", WORDS)
def test_another_script_is_set_in_type(desk, assets, script):
    painter = Painter(load_brand(desk.folder, assets, read_face), FORMATS["9:16"], assets)
    words = Text(kind="title", head=WORDS[script][0])
    made = painter.type(words, 0, 60, name="title")
    assert any(o.kind != "scrim" for o in made)


def test_a_script_without_a_font_is_named_with_what_to_add(desk, assets):
    painter = Painter(load_brand(desk.folder, assets, read_face), FORMATS["9:16"], assets)
    with pytest.raises(Missing, match=r"font.*brand\.toml"):
        painter.type(Text(kind="title", head="ᚠᚢᚦᚨᚱᚲ"), 0, 60, name="title")


def test_an_offer_of_four_thousand_words_is_read_and_refused_only_as_type(desk, assets):
    long = "Help at home, by the hour. " * 667
    assert len(long.split()) > 4000
    desk.change("campaign.toml", "We come to you, listen, and write down what you want.", long)
    assert "4 offers" in desk.check()
    painter = Painter(load_brand(desk.folder, assets, read_face), FORMATS["9:16"], assets)
    with pytest.raises(DoesNotFit, match="Help at home"):
        painter.type(Text(kind="lower third", head="Help", body=long), 0, 60, name="long")


def test_check_shows_the_brand_that_every_film_is_made_from(desk):
    desk.change("brand.toml", '"#b04d2a"', '"#2a4db0"')
    desk.change("brand.toml", 'name = "Fernhill"', 'name = "Hill Top"')
    said = desk.check()
    assert "brand Hill Top: Fraunces and Figtree, accent #2a4db0" in said
