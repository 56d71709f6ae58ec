"""The stages from answers to bound storyboards, declared; `ideation` makes them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Any

from ...domain.brief import Brief, Concept, ConceptSet, Match, Weighing
from ...domain.campaign import Campaign
from ...domain.continuity import Continuity
from ...domain.segment import Segment, Segmentation
from ...domain.storyboard import Storyboard
from ...domain.survey import Codebook
from ...domain.tiers import BOTH, Tier
from ..build import views
from ..build.decided import rejections
from ..build.stage import (
    FromName,
    On,
    Reads,
    Seed,
    Stage,
    Which,
    model_of,
    warmth_of,
)
from .naming import former_items
from .references import DECIDED, chosen
from .sources import WORDS, in_one_language, later, wanted
from .studio import Studio

# -- step audience -------------------------------------------------------------------------------


@dataclass(frozen=True)
class ForCodebook:
    """A codebook stands for itself."""


def _survey(studio: Studio, told: Mapping[str, Any]) -> str:
    """The answers' digest; "" for a script without any."""
    return studio.campaign.survey.sha256 if studio.campaign.survey else ""


@dataclass(frozen=True)
class ForAudience:
    """What segments are found in."""

    survey: Annotated[str, Reads("survey", _survey)]
    codebook: Annotated[
        Codebook, Reads("codebook", lambda s, t: views.meaning(s.campaign.codebook))
    ]
    category: Annotated[str, Reads("campaign: category", lambda s, told: s.campaign.category)]
    model: Annotated[str, model_of("segments")]
    seed: Seed
    table: Annotated[Any, FromName("the survey's file, whose digest is `survey`")]
    temperature: Annotated[float | None, warmth_of("segments")] = None


@dataclass(frozen=True)
class ForSegment:
    """One segment of the audience."""

    segment: Annotated[Segment, On("audience", "one of its segments")]


CODEBOOK = Stage(
    name="codebook",
    result=Codebook,
    item="codebook",
    takes=ForCodebook,
    work=None,
    step="audience",
    cost=0.0,
    gate="codebook",
)
AUDIENCE = Stage(
    name="audience",
    result=Segmentation,
    item="all",
    takes=ForAudience,
    work=later("ideation.find"),
    step="audience",
    cost=25,
    version="9",
    job="segments",
    counts=("once",),
)
SEGMENT = Stage(
    name="segment",
    result=Segment,
    item="<segment>",
    takes=ForSegment,
    work=lambda given, tools: given.segment,
    step="audience",
    cost=0.1,
    gate="segments",
    counts=("segments",),
    renamed=True,
)


# -- steps briefs and storyboard -----------------------------------------------------------------


@dataclass(frozen=True)
class ForConcepts:
    """What concepts are written from."""

    segment: Annotated[Segment, On("segment")]
    campaign: Annotated[Campaign, WORDS]
    count: Annotated[int, wanted("concepts")]
    model: Annotated[str, model_of("concepts")]
    seed: Seed
    temperature: Annotated[float | None, warmth_of("concepts")] = None


@dataclass(frozen=True)
class ForBrief:
    """What a brief is written from."""

    segment: Annotated[Segment, On("segment")]
    concept: Annotated[Concept, On("concepts", "one concept")]
    weighing: Annotated[Weighing, On("concepts", "its weighing")]
    campaign: Annotated[Campaign, WORDS]
    model: Annotated[str, model_of("briefs")]
    seed: Seed
    temperature: Annotated[float | None, warmth_of("briefs")] = None


@dataclass(frozen=True)
class ForMatch:
    """What a match is weighed from."""

    segment: Annotated[Segment, On("segment")]
    brief: Annotated[Brief, On("brief")]
    campaign: Annotated[Campaign, WORDS]
    model: Annotated[str, model_of("match")]
    seed: Seed
    temperature: Annotated[float | None, warmth_of("match")] = None


def _in_all_languages(studio: Studio, told: Mapping[str, Any]) -> Campaign:
    # The words have to fit the film's time in each of its languages.
    return views.words(studio.campaign, languages=studio.campaign.wanted.languages)


def _drawn(studio: Studio, told: Mapping[str, Any]) -> int:
    """The seed, another one after each rejection: a rejected storyboard is drawn anew."""
    names = former_items(studio.catalogue, told["name"])
    again = sum(rejections(studio.catalogue, "storyboards", name) for name in names)
    return studio.campaign.wanted.seed + again


@dataclass(frozen=True)
class ForStoryboard:
    """What a storyboard is written from."""

    segment: Annotated[Segment, On("segment")]
    brief: Annotated[Brief, On("brief")]
    match: Annotated[Match, On("match")]
    name: Annotated[str, FromName("the item's own name")]
    campaign: Annotated[Campaign, Reads("facts and tone, in all languages", _in_all_languages)]
    seconds: Annotated[str, Reads("wanted: seconds", lambda s, t: str(s.campaign.wanted.seconds))]
    language: Annotated[str, Reads("campaign: language", lambda s, told: s.campaign.language)]
    model: Annotated[str, model_of("storyboard")]
    seed: Annotated[int, Reads("wanted: seed, and how often it was rejected", _drawn)]
    temperature: Annotated[float | None, warmth_of("storyboard")] = None


@dataclass(frozen=True)
class ForEverybody:
    """Those whom a script is for."""

    campaign: Annotated[Campaign, WORDS]


@dataclass(frozen=True)
class ForScriptBrief:
    """What a script's brief is read from: the script and the campaign's facts."""

    campaign: Annotated[Campaign, WORDS]


@dataclass(frozen=True)
class ForScript:
    """What a script's storyboard is laid out from."""

    brief: Annotated[Brief, On("brief")]
    campaign: Annotated[Campaign, Reads("script and facts, in all languages", _in_all_languages)]
    seconds: Annotated[str, Reads("wanted: seconds", lambda s, t: str(s.campaign.wanted.seconds))]
    seed: Seed


@dataclass(frozen=True)
class ForTranslation:
    """What a storyboard in another language is written from."""

    storyboard: Annotated[Storyboard, On("storyboard")]
    language: Annotated[str, Which("the language")]
    campaign: Annotated[Campaign, Reads("facts and tone, in that language", in_one_language)]
    model: Annotated[str, model_of("translate")]
    temperature: Annotated[float | None, warmth_of("translate")] = None
    id: Annotated[str | None, Which("a long id, which once lost its end")] = None


CONCEPTS = Stage(
    name="concepts",
    result=ConceptSet,
    item="<segment>",
    takes=ForConcepts,
    work=later("ideation.conceive"),
    step="briefs",
    cost=0.5,
    version="4",
    job="concepts",
    counts=("segments",),
)
BRIEF = Stage(
    name="brief",
    result=Brief,
    item="<segment>--<concept>",
    takes=ForBrief,
    work=later("ideation.brief_of"),
    step="briefs",
    cost=0.2,
    version="2",
    job="briefs",
    gate="briefs",
    counts=("segments", "concepts"),
)
MATCH = Stage(
    name="match",
    result=Match,
    item="<segment>--<concept>",
    takes=ForMatch,
    work=later("ideation.weigh"),
    step="storyboard",
    cost=0.1,
    version="2",
    job="match",
    counts=("boards",),
)
STORYBOARD = Stage(
    name="storyboard",
    result=Storyboard,
    item="<segment>--<concept>",
    takes=ForStoryboard,
    work=later("ideation.draw"),
    step="storyboard",
    cost=0.3,
    version="10",
    job="storyboard",
    gate="storyboards",
    counts=("boards", "languages"),
)
EVERYBODY = Stage(
    name="segment",
    result=Segment,
    item="<segment>",
    takes=ForEverybody,
    work=later("scripted.everybody"),
    step="audience",
    cost=0.1,
    called="those whom a script is for",
)
SCRIPT_BRIEF = Stage(
    name="brief",
    result=Brief,
    item="<segment>--<concept>",
    takes=ForScriptBrief,
    work=later("scripted.brief_of"),
    step="briefs",
    cost=0.1,
    called="a script's brief",
)
SCRIPT = Stage(
    name="storyboard",
    result=Storyboard,
    item="<segment>--<concept>",
    takes=ForScript,
    work=later("scripted.laid_out"),
    step="storyboard",
    cost=0.1,
    called="script",
)
TRANSLATION = Stage(
    name="storyboard",
    result=Storyboard,
    item="<segment>--<concept>--<language>",
    takes=ForTranslation,
    work=later("ideation.translate"),
    step="storyboard",
    cost=0.3,
    version="4",
    job="translate",
    called="translation",
)


# -- step continuity -----------------------------------------------------------------------------


def _pictures(studio: Studio, told: Mapping[str, Any]) -> Campaign:
    return views.pictures(studio.campaign)


def _pins(studio: Studio, told: Mapping[str, Any]) -> dict[str, str] | None:
    return chosen(studio.catalogue, told["storyboard"]).pins or None


def _bans(studio: Studio, told: Mapping[str, Any]) -> list[str] | None:
    return list(chosen(studio.catalogue, told["storyboard"]).banned) or None


def _flags(studio: Studio, told: Mapping[str, Any]) -> dict[str, bool] | None:
    return chosen(studio.catalogue, told["storyboard"]).flags or None


def _tiers(studio: Studio, told: Mapping[str, Any]) -> tuple[Tier, ...] | None:
    return None if studio.choices.tiers == BOTH else studio.choices.tiers


@dataclass(frozen=True)
class ForContinuity:
    """What binds the scenes of a storyboard."""

    storyboard: Annotated[Storyboard, On("storyboard", "all but its scenes' looks")]
    brief: Annotated[Brief, On("brief")]
    pictures: Annotated[Campaign, Reads("pictures, facts and palette", _pictures)]
    model: Annotated[str, model_of("continuity")]
    seed: Seed
    temperature: Annotated[float | None, warmth_of("continuity")] = None
    tiers: Annotated[tuple[Tier, ...] | None, Reads("settings: tiers", _tiers)] = None
    floor: Annotated[float | None, Reads("settings: floor", lambda s, t: s.choices.floor)] = None
    pins: Annotated[dict[str, str] | None, Reads("pictures people chose", _pins)] = None
    banned: Annotated[list[str] | None, Reads("pictures people banned", _bans)] = None
    flags: Annotated[dict[str, bool] | None, Reads("elements people flagged", _flags)] = None


CONTINUITY = Stage(
    name="continuity",
    result=Continuity,
    item="<storyboard>",
    takes=ForContinuity,
    work=later("ideation.bound"),
    step="continuity",
    cost=1,
    version="2",
    job="continuity",
    counts=("boards",),
    remembers=True,
    keys=dict(zip(("pins", "banned", "flags"), DECIDED, strict=True)),
)
