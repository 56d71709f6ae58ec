"""What must stay the same from scene to scene, in words and in pictures."""

from typing import Literal

from pydantic import Field

from .base import Frozen, Slug
from .origin import Origin
from .picture import Picture
from .tiers import BOTH, Tier

ElementKind = Literal["actor", "prop", "object", "location"]


class Element(Frozen):
    """A thing that appears. scenes are scene ids; parts are ids of child elements (S0-51)."""

    id: Slug
    kind: ElementKind
    name: str
    scenes: tuple[str, ...]
    must_match: bool
    parts: tuple[str, ...] = ()


class Blueprint(Frozen):
    """The canonical look of an element, repeated word for word in every prompt (S0-44)."""

    element: Slug
    version: int = Field(ge=1)
    text: str


class ShotPrompt(Frozen):
    """The whole prompt of a scene: it holds the brief's line and every blueprint verbatim."""

    scene: Slug
    text: str
    negative: str = ""
    brief_line: str
    blueprints: tuple[Blueprint, ...] = ()


class Candidate(Frozen):
    """A picture found for a scene: score 0-1 and the reason in words."""

    picture: Slug
    score: float
    reason: str


class Reference(Frozen):
    """The picture that a scene is shot from, why, and what else was found.

    grounded is False when the best score lies under the floor (S3-09): a person is told.
    """

    scene: Slug
    query: str
    picture: Picture
    score: float
    reason: str
    grounded: bool
    floor: float
    others: tuple[Candidate, ...] = ()
    pinned: bool = False


class Continuity(Frozen):
    """Elements, blueprints, prompts and references of one storyboard."""

    storyboard: Slug
    elements: tuple[Element, ...]
    blueprints: tuple[Blueprint, ...]
    prompts: tuple[ShotPrompt, ...]
    references: tuple[Reference, ...]
    banned: tuple[str, ...] = ()
    tiers: tuple[Tier, ...] = BOTH
    origin: Origin
