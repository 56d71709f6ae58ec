"""A film's page of the kit for tests: its stills, its media, its desk, all in memory but bytes."""

import io

import numpy as np
from PIL import Image

from reelwright.backends.text.write import write
from reelwright.domain.campaign import FORMATS
from reelwright.domain.errors import NotFound
from reelwright.release.landing.agent import PageDesk
from reelwright.release.landing.bank import facts_of
from reelwright.release.landing.project import Site
from reelwright.release.page.copy import PAGE, Given, let_out_of
from reelwright.release.page.print import PageMedia, PagePicture, shape_of

from makers.films import scenery, voice, write_film
from values import release_campaign as rc

ALTS = {"s1": "A door", "s2": "An empty chair", "s3": "Two mugs", "s4": "A phone"}
SCENES = tuple(ALTS)


def still(assets, name, size=(540, 960)):
    data = io.BytesIO()
    rng = np.random.default_rng(len(name) + ord(name[-1]))
    small = (rng.random((16, 9, 3)) * 255).astype(np.uint8)
    Image.fromarray(small).resize(size).save(data, "JPEG")
    asset = assets.put(data.getvalue(), f"{name}.jpg", "image/jpeg", "takes")
    return PagePicture(
        name=name, asset=asset, alt=ALTS.get(name, name), width=size[0], height=size[1]
    )


def given(assets, *, campaign=None, board=None, brief=None, segment=None):
    return Given(
        board or rc.storyboard(),
        brief or rc.brief(),
        segment or rc.segment(),
        campaign or rc.campaign(assets),
        "A computer voice.",
    )


def site(assets, folder, tools, film_format="9:16"):
    film = write_film(folder / "film.mp4", scenery(15), voice(0.5))
    media = PageMedia(
        film=assets.put_file(film, "video/mp4", "releases"),
        format=FORMATS[film_format],
        seconds=20,
        poster=still(assets, "poster").asset,
        captions=assets.put(b"WEBVTT\n", "c.vtt", "text/vtt", "releases"),
    )
    return Site(brand=rc.brand(assets), media=media, assets=assets, tools=tools)


def facts(about, stills=()):
    copy = let_out_of(about, write(PAGE, about).value)
    return facts_of(about, copy, stills, about.campaign.brand.tagline)


def desk(about, film_format="9:16"):
    told, heads = facts(about)
    return PageDesk(about, told, heads, shape_of(FORMATS[film_format]))


class Shots:
    """Stills by scene, as a film has them."""

    def __init__(self, assets):
        self.stills = {name: still(assets, name) for name in SCENES}

    def best(self, scene):
        if scene not in self.stills:
            raise NotFound(f"there is no scene {scene!r}")
        return self.stills[scene]

    def at(self, second):
        return self.stills["s1"].model_copy(update={"name": f"s1-{round(second * 30)}"})
