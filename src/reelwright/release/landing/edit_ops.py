"""What an edit of a page may do: one typed operation a class. Blocks are named by their kind."""

from typing import Annotated, Literal

from pydantic import Field

from ...domain.base import Frozen
from ...domain.landing import Ground

BlockKind = Literal[
    "hero", "worries", "proof", "offer", "steps", "gallery", "moment", "questions", "call"
]
Spoken = Literal["head", "lead", "closing"]


class MoveBlock(Frozen):
    """Put a block before or after another one."""

    op: Literal["move"] = "move"
    block: BlockKind
    side: Literal["before", "after"]
    other: BlockKind


class RemoveBlock(Frozen):
    """Leave a block out."""

    op: Literal["remove"] = "remove"
    block: BlockKind


class AddBlock(Frozen):
    """Have a block that the page does not have, as it would be composed."""

    op: Literal["add"] = "add"
    block: BlockKind


LONGEST = 260
"""Characters of a line that a person sets."""

MOST_SCENES = 20


class SetPageLine(Frozen):
    """Say something else in the headline, the lead, or over the last button."""

    op: Literal["line"] = "line"
    line: Spoken
    text: str = Field(min_length=1, max_length=LONGEST)


class ShorterHead(Frozen):
    """Take a shorter headline, or a longer one, from the film's own words."""

    op: Literal["length"] = "length"
    longer: bool = False


class ReplaceOnPage(Frozen):
    """Put other words in place of some, wherever the page says them; facts stay as they are."""

    op: Literal["replace"] = "replace"
    old: str = Field(min_length=1)
    new: str


class SetGround(Frozen):
    """Set a block on another ground."""

    op: Literal["ground"] = "ground"
    block: BlockKind
    ground: Ground


class SetPageLook(Frozen):
    """Change the look of the page; None leaves it."""

    op: Literal["look"] = "look"
    voice: Literal["calm", "plain", "bold"] | None = None
    space: Literal["airy", "close"] | None = None
    corners: Literal["round", "square"] | None = None


class SetPageStill(Frozen):
    """Show the still of a scene, counting from 1, in a block; None takes the picture out."""

    op: Literal["still"] = "still"
    block: BlockKind
    scene: int | None = Field(ge=1, le=MOST_SCENES)


class AskAboutPage(Frozen):
    """Ask the person back; nothing is changed."""

    op: Literal["clarify"] = "clarify"
    question: str = Field(min_length=1)


PageOp = Annotated[
    MoveBlock
    | RemoveBlock
    | AddBlock
    | SetPageLine
    | ShorterHead
    | ReplaceOnPage
    | SetGround
    | SetPageLook
    | SetPageStill
    | AskAboutPage,
    Field(discriminator="op"),
]
