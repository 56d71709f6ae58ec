"""A take: footage (of a video model or of one's own), or a move filmed from a still."""

from fractions import Fraction
from typing import Annotated, Literal

from pydantic import Field

from .asset import Asset
from .base import Box, Frozen, Hex, Seconds, Slug
from .origin import Origin
from .picture import Picture

MoveKind = Literal[
    "still", "pan", "tilt", "push in", "pull out", "orbit", "dolly", "truck", "rack focus", "roll"
]


Family = Literal["in", "out", "across", "up", "roll", "still"]
"""Moves that look alike: two of a family do not follow one another."""


class Window(Frozen):
    """What the camera sees: centre in shares of the picture, zoom, roll in degrees.

    zoom 1 is the largest window of the film's aspect that fits inside the picture.
    """

    x: float = 0.5
    y: float = 0.5
    zoom: float = Field(default=1.0, ge=1.0)
    roll: float = 0.0


class Station(Frozen):
    """Where one move of a shot passes into the next.

    at: when, in shares of the shot's time. window: what the camera sees there, but for the little
    that it rounds the corner by. name: the move that begins there.
    """

    at: float = Field(gt=0, lt=1)
    window: Window
    name: MoveKind


class Move(Frozen):
    """A still filmed by a camera path from one window to another.

    via are the windows between, where it makes several moves in a row; name is the first of them.
    parallax is the greatest shift between near and far, in shares of the frame's width (at most
    .035); 0 films the picture flat. turn is -1 or 1: left or right, counter-clockwise or
    clockwise. focus runs from 0 (sharp) to 1 (soft) for a rack. into is the part of the frame that
    the picture fills (shares of the frame; None: all of it): windows have its shape, and the rest
    of the frame is of the colour ground, a panel for type.
    """

    kind: Literal["move"] = "move"
    picture: Picture
    name: MoveKind
    start: Window
    end: Window
    via: tuple[Station, ...] = ()
    ease: Literal["in-out", "out", "linear"] = "in-out"
    parallax: float = Field(default=0, ge=0, le=0.035)
    turn: Literal[-1, 1] = 1
    focus: tuple[float, float] = (0, 0)
    into: Box | None = None
    ground: Hex = "#000000"

    @property
    def windows(self) -> tuple[Window, ...]:
        """The windows that its path runs through, first to last."""
        return (self.start, *(s.window for s in self.via), self.end)

    @property
    def names(self) -> tuple[MoveKind, ...]:
        """The moves it makes, in their order."""
        return (self.name, *(s.name for s in self.via))

    @property
    def still(self) -> bool:
        """Whether it is meant to stand still from its first frame to its last."""
        return set(self.names) == {"still"}


class Footage(Frozen):
    """A clip from an offset on, scaled to fill and cropped around subject (a box in shares of it).

    picture is the still of a clip of the library; None: a model made it. Of a clip of the library
    the part from offset to until (seconds of the clip) is shown at a pace, clip seconds in one of
    the film. path says, from a second of the clip on, where the middle of the frame is in shares
    of the clip, and its roll in degrees: it follows the subject and takes shake out. zoom enlarges
    the clip beyond what fills the frame, so that the path stays inside it. into and ground are as
    a move's.
    """

    kind: Literal["footage"] = "footage"
    clip: Asset
    offset: Seconds = Fraction(0)
    subject: Box | None = None
    picture: Picture | None = Field(default=None, exclude_if=lambda still: still is None)
    until: Seconds | None = Field(default=None, exclude_if=lambda end: end is None)
    pace: float = Field(default=1.0, gt=0, le=1, exclude_if=lambda pace: pace == 1)
    path: tuple[tuple[float, float, float, float], ...] = Field(
        default=(), exclude_if=lambda path: not path
    )
    zoom: float = Field(default=1.0, ge=1, exclude_if=lambda zoom: zoom == 1)
    into: Box | None = Field(default=None, exclude_if=lambda into: into is None)
    ground: Hex = Field(default="#000000", exclude_if=lambda ground: ground == "#000000")

    @property
    def keeps_sound(self) -> bool:
        """Whether the clip's own sound is heard in the film."""
        moving = self.picture.moving if self.picture else None
        return moving is not None and moving.heard and moving.sound == "keep"

    def part(self) -> str:
        """Which part of a library's clip it shows, in words; "" for what a model made."""
        if self.picture is None or self.until is None:
            return ""
        pace = f" at {self.pace:.2f} of its pace" if self.pace < 1 else ""
        begins, ends = float(self.offset), float(self.until)
        return f"{self.clip.name}, {begins:.2f} to {ends:.2f} s{pace}"


Shot = Annotated[Move | Footage, Field(discriminator="kind")]


class Score(Frozen):
    """One measured or judged dimension: 0-10, why, and how it was come by."""

    name: str
    value: float = Field(ge=0, le=10)
    why: str
    by: Literal["measured", "model", "person"] = "measured"


class Verdict(Frozen):
    """What the judge found (S0-59): three scores, each with reasons; failing names those under."""

    scores: tuple[Score, ...]
    thresholds: dict[str, float]
    failing: tuple[str, ...] = ()
    advice: str = ""
    origin: Origin = Origin()

    @property
    def passed(self) -> bool:
        """True when no dimension is under its threshold."""
        return not self.failing


class Take(Frozen):
    """One attempt at a scene in one format, with its verdict. attempt counts from 1."""

    id: Slug
    scene: Slug
    format: str
    attempt: int = Field(ge=1)
    shot: Shot
    direction: str
    backend: str
    route: str
    """Why this back end: "has a library picture", "introduces elements" (S0-53)."""
    verdict: Verdict | None = None
    needs_person: bool = False
    origin: Origin = Origin()
    notes: tuple[str, ...] = ()
    """What of the request the back end did not take, in words."""
    tried: int = 1
    """How many attempts it was chosen among."""


class Before(Frozen):
    """All that a take knows of the one before: the family of its move, and where that went."""

    family: Family
    toward: Literal["left", "right"] | None = None


class Attempt(Frozen):
    """One try at a scene, kept whether or not it was chosen: what was filmed, judged and paid.

    cost: in the currency of the back end's price; None: not told. seconds: it filmed so long.
    """

    take: Take
    cost: float | None = None
    seconds: float = 0.0
