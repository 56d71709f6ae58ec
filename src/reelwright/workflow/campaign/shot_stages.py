"""The stages of shooting, declared: each attempt, the take chosen among them, and stills of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, Any

from ...domain.brand import Brand
from ...domain.continuity import Reference, ShotPrompt
from ...domain.picture import Picture
from ...domain.storyboard import Scene
from ...domain.take import Attempt, Before, Footage, Take
from ...judging.thresholds import Thresholds
from ...shooting.route import Route
from ..build import views
from ..build.stage import FromName, On, Reads, Seed, Stage, Tools, Which, model_of, warmth_of
from .sources import later
from .studio import Studio


def _thresholds(studio: Studio, told: Mapping[str, Any]) -> dict[str, float]:
    given: dict[str, Any] = dict(studio.choices.thresholds)
    return Thresholds(**given).table()


def _model(studio: Studio, told: Mapping[str, Any]) -> str | None:
    """The options of a model that films; the camera over stills has none."""
    made = studio.filming[told["route"].backend]
    return made.print if made.options or made.profile.generates else None


THRESHOLDS = Reads("settings: thresholds", _thresholds)


@dataclass(frozen=True)
class ForStill:
    """What a still of footage is taken from."""

    shot: Annotated[Footage, On("take", "its footage")]
    scene: Annotated[Scene, On("storyboard", "a scene without its look")]


@dataclass(frozen=True)
class ForAttempt:
    """What a scene is shot and judged from."""

    scene: Annotated[Scene, On("storyboard", "a scene without its look")]
    reference: Annotated[Reference, On("continuity", "its picture")]
    prompt: Annotated[ShotPrompt, On("continuity", "its prompt")]
    route: Annotated[Route, On("continuity", "which back end its elements, or a person, ask for")]
    frames: Annotated[int, On("cut plan", "its frames")]
    zone: Annotated[Any, On("cut plan", "where its type stands")]
    type: Annotated[list[str], On("storyboard", "language and mood")]
    after: Annotated[Before | None, On("take", "family and direction of the move before")]
    again: Annotated[int, On("continuity", "how often its picture was shown before")]
    format: Annotated[str, Which("the format")]
    attempt: Annotated[int, Which("which attempt, from 1 on")]
    advice: Annotated[str, On("attempt", "the advice on the one before")]
    board: Annotated[str, FromName("its storyboard's id")]
    brand: Annotated[Brand, Reads("brand: look", lambda s, told: views.look(s.campaign.brand))]
    thresholds: Annotated[dict[str, float], THRESHOLDS]
    seed: Seed
    model: Annotated[str, model_of("judge")]
    temperature: Annotated[float | None, warmth_of("judge")] = None
    films: Annotated[str | None, Reads("settings: video", _model)] = None
    references: Annotated[
        Mapping[str, tuple[Picture, ...]] | None,
        On("reference still", "pictures of the elements that must match"),
    ] = None


@dataclass(frozen=True)
class ForTake:
    """What a take is chosen from."""

    tried: Annotated[Sequence[Take], On("attempt", "those at the scene")]
    attempts: Annotated[int, Reads("settings: attempts", lambda s, told: s.choices.attempts)]
    picked: Annotated[int | None, On("attempt", "the one that a person picked")] = None
    banned: Annotated[tuple[int, ...] | None, On("attempt", "those that a person ruled out")] = None


def _still(given: ForStill, tools: Tools) -> Picture:
    from ...shooting.stills import still

    return still(given.shot, given.scene, tools.assets)


ATTEMPT = Stage(
    name="attempt",
    result=Attempt,
    item="<storyboard>--<scene>--<format>--<number>",
    takes=ForAttempt,
    work=later("takes.attempted"),
    step="shoot",
    cost=0.5,
    version="8",
    job="judge",
    counts=("films", "scenes"),
)
TAKE = Stage(
    name="take",
    result=Take,
    item="<storyboard>--<scene>--<format>",
    takes=ForTake,
    work=later("takes.taken"),
    step="shoot",
    cost=0.01,
    version="2",
    counts=("films", "scenes"),
)
STILL = Stage(
    name="reference still",
    result=Picture,
    item="<storyboard>--<scene>--<format>",
    takes=ForStill,
    work=_still,
    step="shoot",
    cost=0.5,
)
