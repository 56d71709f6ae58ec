"""Every back end that films on this machine keeps the same promises."""

import pytest

from reelwright.backends import registry
from reelwright.backends.video.interface import ShotRequest
from reelwright.domain.asset import Asset
from reelwright.domain.base import Box
from reelwright.domain.campaign import FORMATS
from reelwright.domain.errors import Missing
from reelwright.domain.picture import Caption, Picture
from reelwright.domain.take import Footage, Move


@pytest.fixture(params=registry.every("video"))
def filmer(request):
    try:
        return registry.load(request.param)
    except Missing as why:
        pytest.skip(str(why))


@pytest.fixture
def request_for(assets):
    asset = assets.put(b"<svg/>", "a.svg", "image/svg+xml", "inputs")
    picture = Picture(
        id="p",
        asset=asset,
        width=1600,
        height=2000,
        captions=(Caption(text="a cup", source="person"),),
        subject=Box(x=0.3, y=0.3, w=0.4, h=0.4),
        calm=(0.5, 0.5, 0.5),
        palette=(),
        sharpness=200,
    )

    def make(move="push in", name="9:16"):
        return ShotRequest(
            scene="s1", picture=picture, prompt="A cup.", format=FORMATS[name], frames=90, move=move
        )

    return make


@pytest.mark.parametrize("name", FORMATS)
def test_a_request_becomes_a_shot_of_that_picture(filmer, request_for, assets, name):
    shot = filmer.film(request_for(name=name), assets)
    assert isinstance(shot, Move | Footage)
    if isinstance(shot, Move):
        assert shot.picture.id == "p"
        assert not filmer.profile.generates
    else:
        assert isinstance(shot.clip, Asset)


def test_the_same_request_gives_the_same_shot(filmer, request_for, assets):
    assert filmer.film(request_for(), assets) == filmer.film(request_for(), assets)


def test_the_profile_says_what_it_takes(filmer):
    assert filmer.profile.name
    assert filmer.profile.takes
