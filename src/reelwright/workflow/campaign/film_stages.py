"""The stages of sound, cut and release, declared; `production` and `papers` make them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, Any, Literal

from ...cutting.plan import CutPlan
from ...domain.base import digest_of
from ...domain.brand import Brand
from ...domain.brief import Brief
from ...domain.campaign import CallToAction, Campaign
from ...domain.film import Checked, Film
from ...domain.papers import Disclosure
from ...domain.segment import Segment
from ...domain.sound import MusicFile, OwnSound, Recording
from ...domain.storyboard import Storyboard
from ...domain.take import Take
from ...domain.timeline import Timeline
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
from .cuts import Papers, Sound
from .sources import LOOK, in_one_language, later, wanted
from .studio import Studio

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

    storyboard: Annotated[Storyboard, On("storyboard", "all but its scenes' looks")]
    recordings: Annotated[Sequence[Recording], On("recording", "those of all scenes")]
    format: Annotated[str, Which("the format")]


RECORDING = Stage(
    name="recording",
    result=Recording,
    item="<storyboard>--<language>--<scene>",
    takes=ForRecording,
    work=later("production.spoken"),
    step="shoot",
    cost=0.4,
    version="8",
    counts=("boards", "languages", "scenes"),
    retried=True,
)
CUT_PLAN = Stage(
    name="cut plan",
    result=CutPlan,
    item="<storyboard>--<language>--<format>",
    takes=ForCutPlan,
    work=later("production.planned"),
    step="shoot",
    cost=0.1,
    counts=("films",),
)


# -- step cut ------------------------------------------------------------------------------------


def _music(studio: Studio, told: Mapping[str, Any]) -> MusicFile | Literal["none"] | None:
    music = studio.campaign.music
    return None if music == "made" else music


MUSIC = Reads("campaign: its music file, or none", _music)


@dataclass(frozen=True)
class ForMix:
    """What a film's sound is mixed from."""

    plan: Annotated[CutPlan, On("cut plan")]
    recordings: Annotated[Sequence[Recording], On("recording", "those of all scenes")]
    mood: Annotated[str, On("storyboard", "its mood")]
    pace: Annotated[str, On("storyboard", "its pace")]
    line: Annotated[int, Which("characters of a caption line")]
    seed: Seed
    music: Annotated[MusicFile | Literal["none"] | None, MUSIC] = None
    own: Annotated[
        Sequence[OwnSound] | None, On("take", "what is heard of its clip, where that is kept")
    ] = None


@dataclass(frozen=True)
class ForTimeline:
    """What is laid on a film's clock."""

    plan: Annotated[CutPlan, On("cut plan")]
    storyboard: Annotated[Storyboard, On("storyboard")]
    takes: Annotated[Sequence[Take], On("take", "those of all scenes")]
    sound: Annotated[Sound, On("mix")]
    label: Annotated[str, On("take", "the label that viewers must see of them")]
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
    quality: Annotated[Literal["draft", "final", "archive"], wanted("quality")]


@dataclass(frozen=True)
class ForFilm:
    """What a film is encoded from."""

    timeline: Annotated[Timeline, On("timeline")]
    sound: Annotated[Sound, On("mix")]
    name: Annotated[str, FromName("the film's id")]
    storyboard: Annotated[str, FromName("its storyboard's id")]
    segment: Annotated[str, FromName("its segment's id")]
    brief: Annotated[str, FromName("its brief's id")]
    format: Annotated[str, FromName("its format")]
    language: Annotated[str, FromName("its language")]


MIX = Stage(
    name="mix",
    result=Sound,
    item="<storyboard>--<language>--<format>",
    takes=ForMix,
    work=later("production.mixed"),
    step="cut",
    cost=2.5,
    version="3",
    counts=("films",),
    per_film=True,
)
TIMELINE = Stage(
    name="timeline",
    result=Timeline,
    item="<film>",
    takes=ForTimeline,
    work=later("production.laid"),
    step="cut",
    cost=3,
    version="5",
    counts=("films",),
    per_film=True,
)
FILM = Stage(
    name="film",
    result=Film,
    item="<film>",
    takes=ForFilm,
    work=later("production.encoded"),
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
    music: Annotated[MusicFile | Literal["none"] | None, MUSIC] = None


def signer(studio: Studio) -> str | None:
    """The digest of a certificate of one's own; None: the workspace's."""
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
    language: Annotated[str, FromName("its language")]
    campaign: Annotated[Campaign, Reads("facts and tone, in its language", in_one_language)]
    model: Annotated[str, model_of("page")]
    seed: Seed
    signer: Annotated[str | None, Reads("settings: credentials", lambda s, told: signer(s))] = None
    music: Annotated[MusicFile | Literal["none"] | None, MUSIC] = None
    temperature: Annotated[float | None, warmth_of("page")] = None


CHECKS = Stage(
    name="checks",
    result=Checked,
    item="<film>",
    takes=ForChecks,
    work=later("papers.checked"),
    step="release",
    cost=5,
    version="3",
    counts=("films",),
    per_film=True,
)
RELEASE = Stage(
    name="release",
    result=Papers,
    item="<film>",
    takes=ForRelease,
    work=later("papers.written"),
    step="release",
    cost=2,
    version="6",
    job="page",
    counts=("films",),
    per_film=True,
)
