"""Every stage of a campaign, declared once; docs/stages.md is printed from this table.

How each is made stands beside the step that asks for it (`ideation`, `production`, `takes`,
`papers`); it is imported when something is made, so that `status` answers without it.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from importlib import import_module
from typing import Annotated, Any, Literal

from ...cutting.plan import CutPlan
from ...domain.base import digest_of
from ...domain.brand import Brand
from ...domain.brief import Brief, Concept, ConceptSet, Match, Weighing
from ...domain.campaign import CallToAction, Campaign
from ...domain.continuity import Continuity, Tier
from ...domain.film import Checked, Film
from ...domain.papers import Disclosure
from ...domain.segment import Segment, Segmentation
from ...domain.sound import Recording
from ...domain.storyboard import Storyboard
from ...domain.survey import Codebook
from ...domain.take import Take
from ...domain.timeline import Timeline
from ..build import views
from ..build.decided import rejections
from ..build.stage import (
    Named,
    On,
    Reads,
    Seed,
    Stage,
    Stages,
    Tools,
    Which,
    model_of,
    warmth_of,
)
from .cuts import Papers, Sound
from .references import DECIDED, chosen
from .shot_stages import ATTEMPT, STILL, TAKE
from .studio import BOTH, Studio


def _later(name: str) -> Callable[[Any, Tools], Any]:
    """The work "module.function" of this room, imported when it is called."""
    module, _, function = name.partition(".")

    def work(given: Any, tools: Tools) -> Any:
        return getattr(import_module(f".{module}", __package__), function)(given, tools)

    work.__qualname__ = name
    return work


def _wanted(name: str) -> Reads:
    return Reads(f"wanted: {name}", lambda studio, told: getattr(studio.campaign.wanted, name))


WORDS = Reads("facts and tone", lambda studio, told: views.words(studio.campaign))
LOOK = Reads("brand: look", lambda studio, told: views.look(studio.campaign.brand))


# -- step audience -------------------------------------------------------------------------------


@dataclass(frozen=True)
class ForCodebook:
    """A codebook stands for itself."""


def _meaning(studio: Studio, told: Mapping[str, Any]) -> Codebook:
    return views.meaning(studio.campaign.codebook)


@dataclass(frozen=True)
class ForAudience:
    """What segments are found in."""

    survey: Annotated[str, Reads("survey", lambda s, told: s.campaign.survey.sha256)]
    codebook: Annotated[
        Codebook, Reads("codebook", lambda s, t: views.meaning(s.campaign.codebook))
    ]
    category: Annotated[str, Reads("campaign: category", lambda s, told: s.campaign.category)]
    model: Annotated[str, model_of("segments")]
    seed: Seed
    table: Annotated[Any, Named("the survey's file, whose digest is `survey`")]
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
    work=_later("ideation.find"),
    step="audience",
    cost=25,
    version="2",
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
)


# -- steps briefs and storyboard -----------------------------------------------------------------


@dataclass(frozen=True)
class ForConcepts:
    """What concepts are written from."""

    segment: Annotated[Segment, On("segment")]
    campaign: Annotated[Campaign, WORDS]
    count: Annotated[int, _wanted("concepts")]
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
    again = rejections(studio.catalogue, "storyboards", told["name"])
    return studio.campaign.wanted.seed + again


@dataclass(frozen=True)
class ForStoryboard:
    """What a storyboard is written from."""

    segment: Annotated[Segment, On("segment")]
    brief: Annotated[Brief, On("brief")]
    match: Annotated[Match, On("match")]
    name: Annotated[str, Named("the item's own name")]
    campaign: Annotated[Campaign, Reads("facts and tone, in all languages", _in_all_languages)]
    seconds: Annotated[str, Reads("wanted: seconds", lambda s, t: str(s.campaign.wanted.seconds))]
    language: Annotated[str, Reads("campaign: language", lambda s, told: s.campaign.language)]
    model: Annotated[str, model_of("storyboard")]
    seed: Annotated[int, Reads("wanted: seed, and how often it was rejected", _drawn)]
    temperature: Annotated[float | None, warmth_of("storyboard")] = None


def _in_one_language(studio: Studio, told: Mapping[str, Any]) -> Campaign:
    return views.words(studio.campaign, languages=(told["language"],))


@dataclass(frozen=True)
class ForTranslation:
    """What a storyboard in another language is written from."""

    storyboard: Annotated[Storyboard, On("storyboard")]
    language: Annotated[str, Which("the language")]
    campaign: Annotated[Campaign, Reads("facts and tone, in that language", _in_one_language)]
    model: Annotated[str, model_of("translate")]
    temperature: Annotated[float | None, warmth_of("translate")] = None


CONCEPTS = Stage(
    name="concepts",
    result=ConceptSet,
    item="<segment>",
    takes=ForConcepts,
    work=_later("ideation.conceive"),
    step="briefs",
    cost=0.5,
    job="concepts",
    counts=("segments",),
)
BRIEF = Stage(
    name="brief",
    result=Brief,
    item="<segment>--<concept>",
    takes=ForBrief,
    work=_later("ideation.brief_of"),
    step="briefs",
    cost=0.2,
    job="briefs",
    gate="briefs",
    counts=("segments", "concepts"),
)
MATCH = Stage(
    name="match",
    result=Match,
    item="<segment>--<concept>",
    takes=ForMatch,
    work=_later("ideation.weigh"),
    step="storyboard",
    cost=0.1,
    job="match",
    counts=("boards",),
)
STORYBOARD = Stage(
    name="storyboard",
    result=Storyboard,
    item="<segment>--<concept>",
    takes=ForStoryboard,
    work=_later("ideation.draw"),
    step="storyboard",
    cost=0.3,
    job="storyboard",
    gate="storyboards",
    counts=("boards", "languages"),
)
TRANSLATION = Stage(
    name="storyboard",
    result=Storyboard,
    item="<segment>--<concept>--<language>",
    takes=ForTranslation,
    work=_later("ideation.translate"),
    step="storyboard",
    cost=0.3,
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

    storyboard: Annotated[Storyboard, On("storyboard")]
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
    work=_later("ideation.bound"),
    step="continuity",
    cost=1,
    job="continuity",
    counts=("boards",),
    remembers=True,
    keys=dict(zip(("pins", "banned", "flags"), DECIDED, strict=True)),
)


# -- step shoot ----------------------------------------------------------------------------------


def _voice(studio: Studio, told: Mapping[str, Any]) -> list[Any]:
    return [studio.campaign.brand.voice, studio.campaign.recordings]


@dataclass(frozen=True)
class ForRecording:
    """What a scene's narration is spoken from. pace: None at the brand's own pace."""

    text: Annotated[str, On("storyboard", "a scene's narration")]
    scene: Annotated[str, Which("the scene")]
    language: Annotated[str, Which("the language")]
    voice: Annotated[list[Any], Reads("brand: voice, and the campaign's own recordings", _voice)]
    engines: Annotated[list[str], Reads("voices on this machine", lambda s, told: s.engines)]
    seed: Seed
    pace: Annotated[float | None, Which("how much faster than the brand speaks")] = None


@dataclass(frozen=True)
class ForCutPlan:
    """What a cut is planned from."""

    storyboard: Annotated[Storyboard, On("storyboard")]
    recordings: Annotated[Sequence[Recording], On("recording", "those of all scenes")]
    format: Annotated[str, Which("the format")]


RECORDING = Stage(
    name="recording",
    result=Recording,
    item="<storyboard>--<language>--<scene>",
    takes=ForRecording,
    work=_later("production.spoken"),
    step="shoot",
    cost=0.4,
    counts=("boards", "languages", "scenes"),
)
CUT_PLAN = Stage(
    name="cut plan",
    result=CutPlan,
    item="<storyboard>--<language>--<format>",
    takes=ForCutPlan,
    work=_later("production.planned"),
    step="shoot",
    cost=0.1,
    counts=("films",),
)


# -- step cut ------------------------------------------------------------------------------------


@dataclass(frozen=True)
class ForMix:
    """What a film's sound is mixed from."""

    plan: Annotated[CutPlan, On("cut plan")]
    recordings: Annotated[Sequence[Recording], On("recording", "those of all scenes")]
    mood: Annotated[str, On("storyboard", "its mood")]
    pace: Annotated[str, On("storyboard", "its pace")]
    line: Annotated[int, Which("characters of a caption line")]
    seed: Seed


@dataclass(frozen=True)
class ForTimeline:
    """What is laid on a film's clock."""

    plan: Annotated[CutPlan, On("cut plan")]
    storyboard: Annotated[Storyboard, On("storyboard")]
    takes: Annotated[Sequence[Take], On("take", "those of all scenes")]
    sound: Annotated[Sound, On("mix")]
    label: Annotated[str, On("take", "what the viewer must be told of them")]
    format: Annotated[str, Which("the format")]
    brand: Annotated[Brand, LOOK]
    call: Annotated[
        CallToAction,
        Reads(
            "campaign: call",
            lambda s, told: s.campaign.call.model_copy(
                update={"text": told["storyboard"].call or s.campaign.call.text}
            ),
        ),
    ]
    quality: Annotated[Literal["draft", "final", "archive"], _wanted("quality")]


@dataclass(frozen=True)
class ForFilm:
    """What a film is encoded from."""

    timeline: Annotated[Timeline, On("timeline")]
    sound: Annotated[Sound, On("mix")]
    name: Annotated[str, Named("the film's id")]
    storyboard: Annotated[str, Named("its storyboard's id")]
    segment: Annotated[str, Named("its segment's id")]
    brief: Annotated[str, Named("its brief's id")]
    format: Annotated[str, Named("its format")]
    language: Annotated[str, Named("its language")]


MIX = Stage(
    name="mix",
    result=Sound,
    item="<storyboard>--<language>--<format>",
    takes=ForMix,
    work=_later("production.mixed"),
    step="cut",
    cost=2.5,
    version="2",
    counts=("films",),
    per_film=True,
)
TIMELINE = Stage(
    name="timeline",
    result=Timeline,
    item="<film>",
    takes=ForTimeline,
    work=_later("production.laid"),
    step="cut",
    cost=3,
    counts=("films",),
    per_film=True,
)
FILM = Stage(
    name="film",
    result=Film,
    item="<film>",
    takes=ForFilm,
    work=_later("production.encoded"),
    step="cut",
    cost=12,
    version="3",
    gate="final",
    counts=("films",),
    per_film=True,
)


# -- step release --------------------------------------------------------------------------------


@dataclass(frozen=True)
class ForChecks:
    """What is looked through before a release."""

    film: Annotated[Film, On("film")]
    timeline: Annotated[Timeline, On("timeline")]


def _signer(studio: Studio, told: Mapping[str, Any]) -> str | None:
    """The digest of a certificate of one's own."""
    own = studio.choices.credentials
    return digest_of((own / "chain.pem").read_text("utf-8")) if own else None


@dataclass(frozen=True)
class ForRelease:
    """What a film's papers are written from."""

    film: Annotated[Film, On("film")]
    storyboard: Annotated[Storyboard, On("storyboard")]
    brief: Annotated[Brief, On("brief")]
    segment: Annotated[Segment, On("segment")]
    references: Annotated[Sequence[Any], On("continuity", "its scenes' pictures")]
    disclosure: Annotated[Disclosure, On("take", "what the viewer must be told of them")]
    language: Annotated[str, Named("its language")]
    campaign: Annotated[Campaign, Reads("facts and tone, in its language", _in_one_language)]
    model: Annotated[str, model_of("page")]
    seed: Seed
    signer: Annotated[str | None, Reads("settings: credentials", _signer)] = None
    temperature: Annotated[float | None, warmth_of("page")] = None


CHECKS = Stage(
    name="checks",
    result=Checked,
    item="<film>",
    takes=ForChecks,
    work=_later("papers.checked"),
    step="release",
    cost=5,
    version="2",
    counts=("films",),
    per_film=True,
)
RELEASE = Stage(
    name="release",
    result=Papers,
    item="<film>",
    takes=ForRelease,
    work=_later("papers.written"),
    step="release",
    cost=2,
    version="3",
    job="page",
    counts=("films",),
    per_film=True,
)


STAGES = Stages(
    (
        CODEBOOK,
        AUDIENCE,
        SEGMENT,
        CONCEPTS,
        BRIEF,
        MATCH,
        STORYBOARD,
        TRANSLATION,
        CONTINUITY,
        RECORDING,
        CUT_PLAN,
        ATTEMPT,
        TAKE,
        STILL,
        MIX,
        TIMELINE,
        FILM,
        CHECKS,
        RELEASE,
    )
)
"""All of them, in the order in which a run makes them."""

JOBS = (*STAGES.jobs, "edit")
"""What a text model is asked for; each may have a model and a temperature of its own (S0-11)."""


def fingerprint(studio: Studio) -> str:
    """Digest of all that a run depends on: the campaign, the settings, and what people decided.

    A run that was cut off is taken up only where nothing of it changed.
    """
    choices = studio.choices
    return digest_of(
        {
            "campaign": studio.campaign.digest(),
            "models": {job: choices.model_for(job) for job in STAGES.jobs},
            "thresholds": choices.thresholds,
            "attempts": choices.attempts,
            "temperatures": choices.temperatures,
            "tiers": list(choices.tiers),
            "floor": choices.floor,
            "engines": studio.engines,
            "video": {name: made.print for name, made in studio.filming.items()},
            "versions": [(s.name, s.called, s.version) for s in STAGES.all],
            "decisions": len(studio.catalogue.decisions()),
        }
    )[:20]
