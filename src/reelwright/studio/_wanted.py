"""What orders ask for, by their kind."""

from fractions import Fraction
from typing import Annotated, Literal

from pydantic import Field, ValidationError, field_validator, model_validator

from ..domain import campaign
from ..domain.asset import Asset
from ..domain.base import Frozen
from ..domain.campaign import FormatName
from ..domain.clip import ClipRequest, Mood, PromptTemplate
from ..domain.errors import InvalidIntake
from ..domain.knowledge import Item
from ..domain.looks import Look
from ..domain.loose import placed
from ..domain.picture import Picture
from .campaigns import Overrides, Step

OrderState = Literal["queued", "running", "done", "failed", "dead", "cancelled"]

Tag = Annotated[str, Field(min_length=1, max_length=40)]
Given = Annotated[str, Field(pattern="^([0-9a-f]{64})?$")]
"""The id of a picture that was given; "" for none."""

Tags = Annotated[tuple[Tag, ...], Field(max_length=20)]


class MakeOrder(Frozen):
    """Make a campaign up to a step or the next gate. yes: pass every gate unseen."""

    until: Step = "release"
    yes: bool = False
    overrides: Overrides = Overrides()

    @field_validator("overrides")
    @classmethod
    def _can_be_made(cls, overrides: Overrides) -> Overrides:
        try:
            campaign.Wanted.model_validate(overrides.changes())
        except ValidationError as wrong:
            first = wrong.errors()[0]
            raise ValueError(f"{'.'.join(map(str, first['loc']))}: {first['msg']}") from wrong
        return overrides


class ItemRef(Frozen):
    """An item of a knowledge base: the start of its id, or its file's name."""

    base: str = Field(max_length=60)
    item: str = Field(min_length=1, max_length=300)


class ClipOrder(Frozen):
    """Make a clip.

    prompt: what a person wrote. text: what was made of it and edited; where it is given it alone is
    used, and both are kept. template: with which it was enhanced. It stands on a picture that was
    given, on an item, on what bases hold, or on words alone. person: for whom it is. where narrows
    the search: {"subject": ("botany", "trees")}. grade: "" or a look.
    ungrounded: what happens when nothing shows what was asked for.
    """

    prompt: str = Field(min_length=1, max_length=4000)
    text: str = Field(default="", max_length=4000)
    template: PromptTemplate | None = None
    picture: Given = ""
    item: ItemRef | None = None
    bases: Annotated[tuple[str, ...], Field(max_length=20)] = ()
    where: dict[str, tuple[str, ...]] = {}
    object: str = Field(default="", max_length=400)
    action: str = Field(default="", max_length=400)
    shots: int = Field(default=1, ge=1, le=8)
    person: str = Field(default="", max_length=200)
    format: FormatName = "16:9"
    seconds: float = Field(default=6.0, ge=2, le=60)
    seed: int = Field(default=1, ge=0, lt=2**31)
    style: str = Field(default="", max_length=200)
    mood: str = Field(default="", max_length=200)
    grade: Look = ""
    sound: str = Field(default="", max_length=200)
    ungrounded: Literal["refuse", "flag"] = "refuse"
    title: str = Field(default="", max_length=200)
    tags: Tags = ()

    @model_validator(mode="after")
    def _one_ground(self) -> "ClipOrder":
        if sum(map(bool, (self.picture, self.item, self.bases))) > 1:
            raise ValueError("a clip stands on a picture, on an item, or on what bases hold")
        return self


class JoinOrder(Frozen):
    """Join clips, in this order, into one film; none is filmed again. One may come several times.

    format: of the film; None: the first clip's. Clips of another format are cropped to it.
    """

    clips: Annotated[tuple[str, ...], Field(min_length=2, max_length=100)]
    format: FormatName | None = None
    title: str = Field(default="", max_length=200)
    tags: Tags = ()


class PaintOrder(Frozen):
    """Make candidates of a picture in which a part is removed, repaired or replaced.

    picture, mask and source are ids of pictures that were given; a mask's white is what changes
    (white_changes), or where says it in words: "the red cup". replace takes what shall be seen from
    source, or by words from a base; a back end that invents needs words alone.
    """

    picture: Given = ""
    item: ItemRef | None = None
    mode: Literal["remove", "repair", "replace"] = "remove"
    mask: Given = ""
    where: str = Field(default="", max_length=400)
    by: str = Field(default="", max_length=400)
    source: Given = ""
    base: str = Field(default="", max_length=60)
    count: int = Field(default=4, ge=1, le=12)
    seed: int = Field(default=1, ge=0, lt=2**31)
    backend: Literal["patch", "diffusers", "canvas"] = "patch"
    white_changes: bool = True
    title: str = Field(default="", max_length=200)

    @model_validator(mode="after")
    def _whole(self) -> "PaintOrder":
        if bool(self.picture) == bool(self.item):
            raise ValueError("say which picture: one that was given, or an item")
        if bool(self.mask) == bool(self.where):
            raise ValueError("say what shall change by a mask or by words, and not by both")
        if self.mode == "replace" and not (self.by or self.source):
            raise ValueError("say by what it is replaced: a picture that was given, or words")
        return self


class MaskOrder(Frozen):
    """Find what words name in a picture that was given, or an item: "the red cup".

    mode is what shall be done there: what is to be removed is taken with its edges.
    """

    picture: Given = ""
    item: ItemRef | None = None
    where: str = Field(min_length=1, max_length=400)
    mode: Literal["remove", "repair", "replace"] = "remove"

    @model_validator(mode="after")
    def _one_picture(self) -> "MaskOrder":
        if bool(self.picture) == bool(self.item):
            raise ValueError("say in which picture: one that was given, or an item")
        return self


class AddOrder(Frozen):
    """Take a file, whose bytes are kept, into a base. approve: it was vetted."""

    base: str
    file: Asset
    approve: bool = False


class AdditionMade(Frozen):
    """What came of a file: the ids of items that came in, and lines on what did not, or is held.

    already: it was in before.
    """

    added: tuple[str, ...]
    already: int
    refused: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


Wanted = MakeOrder | ClipOrder | JoinOrder | PaintOrder | AddOrder

KINDS: dict[str, type[Wanted]] = {
    "make": MakeOrder,
    "clip": ClipOrder,
    "join": JoinOrder,
    "paint": PaintOrder,
    "add": AddOrder,
}
"""What an order of each kind is asked with."""


def request_of(
    wanted: ClipOrder,
    id: str,
    *,
    picture: Picture | None = None,
    item: Item | None = None,
    who: str = "",
) -> ClipRequest:
    """The request of a clip's order; its edited text goes before its prompt.

    Raises InvalidIntake where it cannot be asked for.
    """
    given = item.picture if item else picture
    same = {"object", "action", "shots", "bases", "where", "format", "seed", "sound", "ungrounded"}
    try:
        return ClipRequest(
            **wanted.model_dump(include=same),
            id=id,
            prompt=wanted.text.strip() or wanted.prompt,
            source="library" if wanted.bases else "picture" if given else "words",
            picture=given,
            item=item,
            seconds=Fraction(wanted.seconds).limit_denominator(1000),
            mood=Mood(style=wanted.style, mood=wanted.mood, grade=wanted.grade),
            who=who,
        )
    except ValidationError as problem:
        said = "; ".join(f"{placed(e['loc'])}: {e['msg'].lower()}" for e in problem.errors())
        raise InvalidIntake(f"this clip cannot be asked for: {said}") from problem
