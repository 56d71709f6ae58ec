"""What an edit of a storyboard may do: one typed operation a class."""

from typing import Annotated, Literal

from pydantic import Field

from ..domain.base import Frozen, Seconds
from ..domain.looks import Look

Number = Annotated[int, Field(ge=1, le=14, description="the scene, counting from 1")]


class SetNarration(Frozen):
    """Say something else in a scene."""

    op: Literal["narration"] = "narration"
    scene: Number
    text: str = Field(min_length=1)


class SetHeadline(Frozen):
    """Show other big words in a scene; "" takes the type out."""

    op: Literal["headline"] = "headline"
    scene: Number
    text: str


class SetCamera(Frozen):
    """Direct the camera otherwise, in ordinary words."""

    op: Literal["camera"] = "camera"
    scene: Number
    text: str = Field(min_length=1)


class SetPicture(Frozen):
    """Ask for another picture: what it must show."""

    op: Literal["picture"] = "picture"
    scene: Number
    text: str = Field(min_length=1)


class SetLook(Frozen):
    """Give a scene another light or colour; "" leaves it as it was filmed."""

    op: Literal["look"] = "look"
    scene: Number
    look: Look


class SetSeconds(Frozen):
    """Make a scene last so long; the other scenes share the rest of the film."""

    op: Literal["seconds"] = "seconds"
    scene: Number
    seconds: Seconds = Field(gt=0, le=60)


class RemoveScene(Frozen):
    """Leave a scene out; the others share its time."""

    op: Literal["remove"] = "remove"
    scene: Number


class MoveScene(Frozen):
    """Put a scene at another place."""

    op: Literal["move"] = "move"
    scene: Number
    to: Number = Field(description="its place afterwards, counting from 1")


class ReplaceWords(Frozen):
    """Put other words in place of some, wherever they are said or shown; scene None: everywhere."""

    op: Literal["replace"] = "replace"
    old: str = Field(min_length=1)
    new: str
    scene: Number | None = None


class SetFeel(Frozen):
    """Change the film's pace or mood; None leaves it."""

    op: Literal["feel"] = "feel"
    pace: Literal["calm", "steady", "brisk"] | None = None
    mood: Literal["warm", "bright", "tender", "driving"] | None = None


class Clarify(Frozen):
    """Ask the person back; nothing is changed."""

    op: Literal["clarify"] = "clarify"
    question: str = Field(min_length=1)


Op = Annotated[
    SetNarration
    | SetHeadline
    | SetCamera
    | SetPicture
    | SetLook
    | SetSeconds
    | RemoveScene
    | MoveScene
    | ReplaceWords
    | SetFeel
    | Clarify,
    Field(discriminator="op"),
]
