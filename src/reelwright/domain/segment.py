"""A segment: a group of respondents that statistics found and a person approved."""

from typing import Literal

from pydantic import Field

from .base import Frozen, Slug
from .origin import Origin
from .survey import Cell, Interval
from .traits import tells_who_people_are
from .wording import says

TraitGroup = Literal["demographics", "motivations", "pain points", "decision factors"]


UNCOUNTED = "respondents"
"""Stands for a survey's column where a group of a card has no answers; no column is called so."""


class Trait(Frozen):
    """One attribute of the segment, and the survey cell that supports it.

    text reads after "people who" or "they": "want the same carer every week".
    """

    id: Slug
    group: TraitGroup
    text: str
    cell: Cell
    keywords: tuple[str, ...] = ()
    said: bool = Field(default=True, exclude_if=bool)
    """False for a figure or an answer that is only quoted: it describes people, and is no copy."""
    denied: bool = Field(default=False, exclude_if=lambda denied: not denied)
    """An option that was not picked, or a statement not agreed with, in words that do not say so:
    what it names is what these people do not want."""

    @property
    def counted(self) -> bool:
        """Whether answers were counted for it: a group of the card may have none."""
        return self.cell.column != UNCOUNTED

    @property
    def fit_to_say(self) -> bool:
        """Whether copy may say it to people: what they need and do, never who they are."""
        return self.said and self.group != "demographics" and not tells_who_people_are(self.text)


class Verbatim(Frozen):
    """A respondent's own words, personal data redacted. Never quoted in an ad as endorsement."""

    respondent: str
    column: str
    text: str
    redacted: bool = False


class MadeAs(Frozen):
    """What a segment was called, and who made it, when what follows from it was first made."""

    id: Slug
    name: str
    maker: str


class Segment(Frozen):
    """A segment card: four attribute groups, size, drivers, verbatims, caveats (S0-24 to 27)."""

    id: Slug
    name: str
    summary: str
    n: int
    share: Interval
    traits: tuple[Trait, ...]
    drivers: tuple[Cell, ...]
    verbatims: tuple[Verbatim, ...]
    respondents: tuple[str, ...]
    """Ids of all respondents assigned with certainty of .6 or more: the supporting responses."""
    certainty: float = Field(description="mean membership probability")
    phrases: tuple[str, ...] = ()
    """Short phrases the segment itself uses often, redacted, fit to be turned into copy."""
    not_for: str = ""
    caveats: tuple[str, ...] = ()
    origin: Origin = Origin()
    made_as: MadeAs | None = Field(default=None, exclude_if=lambda given: given is None)
    """Kept with a name that a person gave: chance falls as it did under the name before."""

    def as_made(self) -> "Segment":
        """The segment by the name, and with the maker, that it had before a person's name."""
        if self.made_as is None:
            return self
        origin = self.origin.model_copy(update={"maker": self.made_as.maker})
        named = {"id": self.made_as.id, "name": self.made_as.name}
        return self.model_copy(update={**named, "origin": origin, "made_as": None})

    def group(self, name: str) -> tuple[Trait, ...]:
        """Traits of one attribute group."""
        return tuple(t for t in self.traits if t.group == name)

    def hears(self, only_for: tuple[str, ...]) -> bool:
        """Whether what is told only to some people is for these.

        One phrase has to stand in a trait as whole words, or be an answer of a trait as it stands:
        "man" is not in "manager", and "agree" is not the answer "Disagree". Without phrases it is
        for everybody.
        """
        if not only_for:
            return True
        answers = {t.cell.level.lower() for t in self.traits}
        return any(
            phrase.lower() in answers or any(says(t.text, phrase) for t in self.traits)
            for phrase in only_for
        )


class Segmentation(Frozen):
    """All segments of a survey, or the honest answer that there are none.

    When reliable is False, segments holds the one group "everyone", and reason says why.
    """

    reliable: bool
    reason: str
    segments: tuple[Segment, ...]
    k: int
    criteria: dict[str, dict[str, float]] = {}
    """Per K ("1".."8"): bic, smallest share, stability (bootstrap Jaccard), entropy."""
    unassigned: int = 0
    origin: Origin = Origin()
