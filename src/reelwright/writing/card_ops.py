"""What an edit of a segment or a brief may do: one typed operation a class, and its card."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Any, Literal

from pydantic import Field

from ..domain.base import Frozen
from ..domain.campaign import Campaign
from .edit_ops import Clarify

Kind = Literal["segment", "brief"]

TEXTS: dict[Kind, dict[str, tuple[str, ...]]] = {
    "segment": {"name": ("name",), "summary": ("summary",), "not for": ("not_for",)},
    "brief": {
        "title": ("concept", "title"),
        "idea": ("concept", "idea"),
        "hook": ("concept", "hook"),
        "insight": ("insight",),
        "promise": ("promise",),
        "message": ("message",),
        "look": ("look",),
    },
}
"""The texts that a person changes, and where each stands in the card."""

LISTS: dict[Kind, dict[str, str]] = {
    "segment": {"trait": "traits", "caveat": "caveats"},
    "brief": {"tone": "tone", "must": "mandatory", "avoid": "avoid", "proof": "proofs"},
}
"""The lists from which a person takes things, and to all of whose texts but traits and proofs
they add some; traits are read off the survey, proofs off the campaign."""

READ_OFF = ("trait", "proof")


class SetText(Frozen):
    """Let a text of the card be another."""

    op: Literal["set"] = "set"
    field: str = Field(min_length=1)
    text: str


class DropThing(Frozen):
    """Leave one thing of a list out; number counts from 1."""

    op: Literal["drop"] = "drop"
    list: str
    number: Annotated[int, Field(ge=1)]


class AddThing(Frozen):
    """Put something at the end of a list."""

    op: Literal["add"] = "add"
    list: str
    text: str = Field(min_length=1)


class SwapWords(Frozen):
    """Put other words in place of some, in every text of the card."""

    op: Literal["swap"] = "swap"
    old: str = Field(min_length=1)
    new: str


CardOp = Annotated[SetText | DropThing | AddThing | SwapWords | Clarify, Field(discriminator="op")]


class CardPlan(Frozen):
    """What a writer answers: operations in the order they are carried out."""

    ops: tuple[CardOp, ...] = Field(min_length=1)


@dataclass(frozen=True)
class CardWish:
    """A person's words and the card (a segment or a brief as JSON) they are about."""

    text: str
    kind: Kind
    card: Mapping[str, Any]
    campaign: Campaign | None = None


def things(wish: CardWish, name: str) -> list[str]:
    """The texts of a card's list, by the list's name."""
    kept: list[Any] = wish.card[LISTS[wish.kind][name]]
    return [one["text"] if name == "trait" else one for one in kept]
