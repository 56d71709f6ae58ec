"""The storyboard: scenes with description, camera, narration and timing."""

from typing import Literal

from pydantic import Field

from .base import Frozen, Seconds, Slug, slug, within
from .brief import FeatureDraw, Match
from .looks import Look
from .origin import Origin

Beat = Literal["hook", "tension", "turn", "proof", "offer", "call"]
OverlayKind = Literal["title", "lower third", "quote", "price", "end card", "none"]

LONGEST_ID = 60
"""Characters of a storyboard's id."""


class Text(Frozen):
    """Type for a scene: the big words (2-6) and the small ones."""

    kind: OverlayKind = "none"
    head: str = ""
    body: str = ""
    note: str = ""
    """Smallest line: the source of a claim, or the terms of an offer."""

    @property
    def lettered(self) -> bool:
        """Whether it has any words; a source or terms may stand alone."""
        return bool(self.head or self.body or self.note)


class Scene(Frozen):
    """One scene: description, camera direction, narration, timing (S0-36), and its type.

    camera is a direction in ordinary words ("slow push in on the hands"). seek is what the
    picture must show, in words to search the library with. facts are ids of the proofs and
    offers that the narration or type relies on. sound: whether a clip taken for it is heard;
    None: as the clip's list has it. look: the colour grade that it is cut with.
    """

    id: Slug
    beat: Beat
    description: str
    seek: str
    camera: str
    narration: str
    seconds: Seconds
    text: Text = Text()
    scale: Literal["wide", "medium", "close", "any"] = "any"
    facts: tuple[str, ...] = ()
    traits: tuple[str, ...] = ()
    sound: Literal["keep", "mute"] | None = Field(default=None, exclude_if=lambda own: own is None)
    look: Look = Field(default="", exclude_if=lambda own: not own)

    def as_shot(self) -> "Scene":
        """What of it shooting depends on: a look comes with the cut, and costs no take."""
        return self.model_copy(update={"look": ""}) if self.look else self


def board_id(*parts: str) -> str:
    """What a storyboard is called: "carers-lamp", its translation "carers-lamp-de"."""
    return within(LONGEST_ID, "-".join(slug(part) for part in parts))


class Storyboard(Frozen):
    """A film planned for one brief and one approved segment."""

    id: Slug
    segment: Slug
    brief: Slug
    title: str
    language: str
    seconds: Seconds
    scenes: tuple[Scene, ...] = Field(min_length=2, max_length=14)
    draw: FeatureDraw
    match: Match
    pace: Literal["calm", "steady", "brisk"] = "steady"
    mood: Literal["warm", "bright", "tender", "driving"] = "warm"
    call: str = ""
    """The button's words in the film's language; "" takes the campaign's own."""
    origin: Origin

    def as_shot(self) -> "Storyboard":
        """What of it depends on no look."""
        return self.model_copy(update={"scenes": tuple(s.as_shot() for s in self.scenes)})

    @property
    def words(self) -> tuple[str, ...]:
        """All that is said and set in it, scene by scene; upper case and spaces do not count."""
        told = (
            w for s in self.scenes for w in (s.narration, s.text.head, s.text.body, s.text.note)
        )
        return tuple(" ".join(w.casefold().split()) for w in (*told, self.call))
