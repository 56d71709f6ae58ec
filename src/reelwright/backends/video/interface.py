"""The seam to whatever films a scene: a camera over a still, or a model that makes footage.

A back end is a class with a `profile` and one verb, `film`. What it can do is data in its
profile: nobody asks a back end for its name to know what it can do.
"""

from fractions import Fraction
from typing import Literal, Protocol

from pydantic import Field

from ...domain.asset import Assets
from ...domain.base import Frozen, Slug
from ...domain.campaign import Format
from ...domain.picture import Picture
from ...domain.places import Places
from ...domain.take import Footage, Move, MoveKind

Zone = Literal["top", "bottom", "none"]
"""Where type will stand, which the framing keeps clear of the subject."""

Toward = Literal["left", "right", "up", "down", "none"]


class VideoProfile(Frozen):
    """What a back end can do. max_seconds None: any length; rates (): any rate."""

    name: str
    takes: frozenset[Literal["text", "references"]]
    max_seconds: Fraction | None = None
    rates: tuple[int, ...] = ()
    prompt_limit: int | None = None
    """Characters of a prompt that it reads; None: any number."""
    generates: bool = True
    """False when every pixel comes from the reference: nothing is made up."""


class ShotRequest(Frozen):
    """One scene to film. travel is how far the camera goes, in shares of the frame.

    lean shifts the framing from the best one: its first number widens (< 0) or tightens (> 0),
    the other two move the subject across and down, in shares of the frame.
    """

    scene: Slug
    picture: Picture
    prompt: str
    negative: str = ""
    format: Format
    frames: int = Field(gt=0)
    move: MoveKind
    toward: Toward = "none"
    travel: float = Field(default=0.05, ge=0, le=0.12)
    turn: Literal[-1, 1] = 1
    ease: Literal["in-out", "out", "linear"] = "in-out"
    zone: Zone = "none"
    places: Places | None = None
    scale: Literal["wide", "medium", "close", "any"] = "any"
    lean: tuple[float, float, float] = (0.0, 0.0, 0.0)
    seed: int = 1


class Filmer(Protocol):
    """Films a scene."""

    profile: VideoProfile

    def film(self, request: ShotRequest, assets: Assets | None = None) -> Move | Footage:
        """One attempt at the scene. Raises BackendFailed; puts nothing else in its place."""
        ...
