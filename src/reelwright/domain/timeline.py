"""The cut: what is on screen and in the ear at every frame. Times are whole frames."""

from typing import Annotated, Literal

from pydantic import Field

from .asset import Asset
from .base import Box, Frozen, Slug
from .campaign import Format
from .looks import Look
from .sound import CaptionCue
from .take import Shot

TransitionKind = Literal["cut", "dissolve", "wipe", "push", "dip"]


class Transition(Frozen):
    """How a clip enters. frames overlap the clip before; 0 for a cut. colour is for dip."""

    kind: TransitionKind = "cut"
    frames: int = Field(default=0, ge=0)
    colour: str | None = None


class SceneClip(Frozen):
    """One scene on the timeline, from frame start (counted from 0) on.

    It covers start .. start+frames, the frames of its entering transition included.
    """

    scene: Slug
    start: int = Field(ge=0)
    frames: int = Field(gt=0)
    shot: Shot
    enter: Transition = Transition()
    grade: float = 0.0
    """Darkening of the whole picture, 0-1, where type needs it (end card)."""
    look: Look = Field(default="", exclude_if=lambda own: not own)


class Overlay(Frozen):
    """Type or graphics over the film: a rendered RGBA image, and how it comes and goes.

    image is a PNG with straight alpha, width x height pixels, placed with its top left corner at
    x, y (pixels; even). enter and leave are frames of fade; slide is the distance in pixels it
    travels while entering ("up": it rises into place). text and box are kept for the checks:
    box is where the letters are, in shares of the frame.
    """

    id: Slug
    kind: Literal[
        "title",
        "lower third",
        "quote",
        "price",
        "end card",
        "caption",
        "logo",
        "scrim",
        "disclosure",
    ]
    start: int = Field(ge=0)
    frames: int = Field(gt=0)
    image: Asset
    x: int
    y: int
    width: int
    height: int
    enter: int = Field(default=9, ge=0)
    leave: int = Field(default=6, ge=0)
    slide: int = 0
    slide_from: Literal["left", "right", "down", "up"] = "down"
    text: str = ""
    box: Box
    colour: str = "#ffffff"
    """Colour of the letters, for the contrast check."""
    size: float = 0
    """Height of the smallest type in it, in shares of the frame's height."""


class Narration(Frozen):
    """A recording placed on the clock."""

    kind: Literal["narration"] = "narration"
    start: int
    asset: Asset
    scene: Slug


class Music(Frozen):
    """A bed, composed to the film's length and cuts."""

    kind: Literal["music"] = "music"
    asset: Asset
    start: int = 0


AudioItem = Annotated[Narration | Music, Field(discriminator="kind")]


class Timeline(Frozen):
    """A whole film, ready to be composited: version 1."""

    version: Literal[1] = 1
    id: Slug
    title: str
    format: Format
    language: str
    frames: int = Field(gt=0)
    clips: tuple[SceneClip, ...] = Field(min_length=1)
    overlays: tuple[Overlay, ...] = ()
    audio: tuple[AudioItem, ...] = ()
    mix: Asset | None = None
    """The mastered sound: stereo 48 kHz WAV at the loudness target."""
    captions: tuple[CaptionCue, ...] = ()
    quality: Literal["draft", "final", "archive"] = "draft"

    @property
    def seconds(self) -> float:
        """Length in seconds."""
        return self.frames / self.format.rate
