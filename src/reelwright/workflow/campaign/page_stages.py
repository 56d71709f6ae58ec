"""The stages of a film's page of the kit, declared; `landing` makes them where one is wanted."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Any

from ...domain.brand import Brand
from ...domain.brief import Brief
from ...domain.campaign import Campaign
from ...domain.film import Film
from ...domain.landing import BuiltLanding, LandingPage
from ...domain.segment import Segment
from ...domain.storyboard import Storyboard
from ...domain.timeline import Timeline
from ..build.stage import FromName, On, Reads, Seed, Stage, model_of, warmth_of
from .cuts import Papers
from .sources import LOOK, in_one_language, later
from .studio import Studio


def _kit(studio: Studio, told: Mapping[str, Any]) -> str:
    from ...release.landing.project import kit_version

    return kit_version()


Kit = Annotated[str, Reads("the kit that pages are built with", _kit)]
"""The digest of what pages are built with."""


@dataclass(frozen=True)
class ForPage:
    """What a film's page is made from."""

    film: Annotated[Film, On("film")]
    timeline: Annotated[Timeline, On("timeline")]
    storyboard: Annotated[Storyboard, On("storyboard")]
    brief: Annotated[Brief, On("brief")]
    segment: Annotated[Segment, On("segment")]
    papers: Annotated[Papers, On("release", "its page's words, its stills, the signed film")]
    language: Annotated[str, FromName("its language")]
    campaign: Annotated[Campaign, Reads("facts and tone, in its language", in_one_language)]
    brand: Annotated[Brand, LOOK]
    kit: Kit
    model: Annotated[str, model_of("landing")]
    seed: Seed
    temperature: Annotated[float | None, warmth_of("landing")] = None


@dataclass(frozen=True)
class ForBuiltPage:
    """What a page is built from."""

    page: Annotated[LandingPage, On("page")]
    film: Annotated[Film, On("film")]
    storyboard: Annotated[Storyboard, On("storyboard")]
    brief: Annotated[Brief, On("brief")]
    segment: Annotated[Segment, On("segment")]
    papers: Annotated[Papers, On("release", "its disclosure, the signed film")]
    language: Annotated[str, FromName("its language")]
    campaign: Annotated[Campaign, Reads("facts and tone, in its language", in_one_language)]
    brand: Annotated[Brand, LOOK]
    kit: Kit


PAGE = Stage(
    name="page",
    result=LandingPage,
    item="<film>",
    takes=ForPage,
    work=later("landing.composed"),
    step="release",
    cost=12,
    version="2",
    job="landing",
    per_film=True,
)
BUILT_PAGE = Stage(
    name="built page",
    result=BuiltLanding,
    item="<film>",
    takes=ForBuiltPage,
    work=later("landing.built"),
    step="release",
    cost=10,
    per_film=True,
)
