"""Concepts, weighed before they are written out as briefs."""

from typing import Literal

from pydantic import Field

from .base import Frozen, Slug
from .origin import Origin

Abstraction = Literal["literal", "metaphorical"]
Form = Literal[
    "testimonial",
    "day in the life",
    "problem and answer",
    "emotional metaphor",
    "demonstration",
    "letter",
    "question and answer",
    "contrast",
]


class Concept(Frozen):
    """One idea in two sentences, before anything is written out.

    proofs and offers are ids of the campaign facts it leans on; traits are ids of the segment's.
    """

    id: Slug
    title: str
    idea: str
    abstraction: Abstraction
    form: Form
    hook: str
    proofs: tuple[str, ...]
    offers: tuple[str, ...] = ()
    traits: tuple[str, ...] = ()


class Weighing(Frozen):
    """What was thought of a concept before its brief: 0-10 each, and why (S0-32)."""

    concept: Slug
    relevance: float = Field(ge=0, le=10)
    relevance_why: str
    engagement: float = Field(ge=0, le=10)
    engagement_why: str
    entertainment: float = Field(ge=0, le=10)
    entertainment_why: str

    @property
    def total(self) -> float:
        """Mean of the three."""
        return round((self.relevance + self.engagement + self.entertainment) / 3, 2)


class ConceptSet(Frozen):
    """4-6 concepts for one segment with their weighings, best first (S0-29, 30, 32)."""

    segment: Slug
    concepts: tuple[Concept, ...]
    weighings: tuple[Weighing, ...]
    origin: Origin


class Brief(Frozen):
    """A creative brief for one segment and one concept."""

    id: Slug
    segment: Slug
    concept: Concept
    weighing: Weighing
    insight: str
    promise: str
    message: str
    proofs: tuple[str, ...]
    tone: tuple[str, ...]
    look: str
    mandatory: tuple[str, ...] = ()
    avoid: tuple[str, ...] = ()
    origin: Origin


class Match(Frozen):
    """Whether a brief suits a segment: score 0-10, why, and a veto (S0-35)."""

    brief: Slug
    segment: Slug
    score: float = Field(ge=0, le=10)
    rationale: str
    veto: bool = False
    origin: Origin


class FeatureDraw(Frozen):
    """Which traits a storyboard stresses, drawn by seed; at least one motivation or pain point."""

    segment: Slug
    seed: int
    traits: tuple[str, ...] = ()
