"""A clip: one short film made from a prompt, a picture, or a picture found in the library."""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any, Literal, cast

from pydantic import Field, field_validator

from .asset import Asset
from .base import Frozen, Seconds, Slug
from .campaign import FormatName
from .knowledge import Facets, Item, Receipt, facets_of
from .looks import Look
from .origin import Origin
from .papers import Disclosure
from .picture import Picture
from .take import Score

Source = Literal["words", "picture", "library"]
"""Where a clip's picture comes from: nowhere (words alone), a person, or retrieval."""


LONGEST_PROMPT = 2000
"""Letters of a prompt: ten times what says all that one clip can show."""


class PromptTemplate(Frozen):
    """What a model is told that makes more of a prompt; {prompt} stands once in the three parts."""

    role: str = Field(max_length=4000)
    task: str = Field(max_length=8000)
    prompt: str = Field(max_length=4000)


class Asked(Frozen):
    """A prompt taken apart: what is to be seen (searched for), and what the camera does.

    happens is what goes on in the picture meanwhile ("waves crash"), which a still cannot show; it
    is searched for with the object. unread names words of the action that mean nothing to the
    camera, dropped the last words of an
    object that is longer than a query may be.
    """

    object: str
    action: str
    scale: Literal["wide", "medium", "close", "any"] = "any"
    happens: str = ""
    unread: tuple[str, ...] = ()
    dropped: tuple[str, ...] = ()
    origin: Origin = Origin()


class Coverage(Frozen):
    """Which words of a prompt are answered by what (S3-03).

    picture: those that the captions and keywords of its pictures say, and things that the camera
    was sent to and that are there. cropped: things that are in the picture, but at no time in the
    frame. camera: the move. text: those that only text carries, to a model that films them or as
    type. left: those that nothing says.
    """

    picture: tuple[str, ...] = ()
    cropped: tuple[str, ...] = ()
    camera: str = ""
    text: tuple[str, ...] = ()
    left: tuple[str, ...] = ()


class Mood(Frozen):
    """Controls beside the free prompt (S3-04). "" leaves a control alone.

    style and mood go into the prompt of a model; grade is a colour grade that the compositor
    itself can give: see domain.looks.
    """

    style: str = ""
    mood: str = ""
    grade: Look = ""


class ClipRequest(Frozen):
    """One clip as it was asked for.

    prompt is the whole sentence, for a model and for the record. object and action are its two
    parts; what is "" is taken from the prompt. where narrows retrieval: every facet named must hold
    one of its values. shots: how many pictures are assembled. ungrounded says what happens when
    nothing reaches the floor (S3-09).
    """

    id: Slug
    prompt: str = Field(min_length=1, max_length=LONGEST_PROMPT)
    object: str = Field("", max_length=LONGEST_PROMPT)
    action: str = Field("", max_length=LONGEST_PROMPT)
    source: Source = "words"
    bases: tuple[Slug, ...] = ()
    where: Facets = {}
    picture: Picture | None = None
    item: Item | None = Field(default=None, exclude_if=lambda item: item is None)
    """The item of a base that the picture is."""
    shots: int = Field(default=1, ge=1, le=8)
    seconds: Seconds = Field(default=Fraction(6), ge=2, le=60)
    format: FormatName = "16:9"
    seed: int = Field(default=1, ge=0)
    mood: Mood = Mood()
    sound: str = ""
    """Words that an audio item of the library is searched with; "" leaves the clip silent."""
    ungrounded: Literal["refuse", "flag"] = "refuse"
    compare: bool = False
    """Make it a second time from the words alone, with the same prompt and seed (S2-11)."""
    backend: str = "motion"
    who: str = ""
    line: str = ""
    """Which line of a batch it is: "line 2"."""
    notes: tuple[str, ...] = ()
    """What was noticed when it was asked for, such as an action that its template ignores."""

    @field_validator("where", mode="before")
    @classmethod
    def _tidy_where(cls, given: Any) -> Any:
        return facets_of(cast("Mapping[str, Any]", given)) if isinstance(given, Mapping) else given


class Ground(Frozen):
    """What a shot stands on: its picture and why it was taken; item is the library's, if any.

    floor is the score under which a retrieval does not count as grounded.
    """

    picture: Picture
    query: str = ""
    score: float = 0.0
    floor: float = 0.0
    reason: str = ""
    grounded: bool = True
    item: Item | None = None


class Clip(Frozen):
    """A finished clip with everything it came from.

    fidelity holds measurements of how true the film stayed to its reference (S3-05).
    """

    id: Slug
    request: ClipRequest
    asked: Asked
    source: Source
    grounds: tuple[Ground, ...]
    receipts: tuple[Receipt, ...] = ()
    file: Asset
    poster: Asset
    seconds: Seconds
    direction: str
    disclosure: str = ""
    """What the viewer is told that a machine made; "" where nothing has to be said."""
    papers: Disclosure | None = Field(default=None, exclude_if=lambda told: told is None)
    """All that is disclosed of it; None in records of before that was kept."""
    coverage: Coverage = Coverage()
    fidelity: tuple[Score, ...] = ()
    sound: Item | None = None
    """The audio item mixed under it."""
    made_of: str = ""
    """Digest of all that its frames and sound come from: equal ones are one film. "": not kept."""
    notes: tuple[str, ...] = ()
    origin: Origin = Origin()


class JoinedPart(Frozen):
    """A clip in a film joined of clips: its bytes, and where it stands, in seconds."""

    clip: str
    sha256: str
    start: Seconds
    seconds: Seconds


class ClipRecord(Frozen):
    """A film of the gallery with all that is needed to join it to others.

    pictures: those that it stands on. parts: the clips it was joined of; copied: their pictures are
    as they were encoded. clip: how it was made; None for one that was joined.
    """

    id: str
    file: Asset
    poster: Asset
    seconds: Seconds
    format: FormatName
    width: int
    height: int
    disclosure: Disclosure
    pictures: tuple[Picture, ...] = ()
    parts: tuple[JoinedPart, ...] = ()
    copied: bool = False
    clip: Clip | None = None


def alike(clips: Sequence[Clip], among: Sequence[Clip] = ()) -> dict[str, tuple[str, ...]]:
    """Clip's id -> what there is to tell of others that are the same film, or show the same.

    among: further clips, such as those of earlier requests, that these may be like. The second clip
    of a comparison is like nothing: its words are what it is there for.
    """
    known = {c.id: c for c in (*among, *clips) if c.source != "words"}
    found: dict[str, tuple[str, ...]] = {}
    for clip in clips:
        others = [o for o in known.values() if o.id != clip.id and clip.id in known]
        same = [o for o in others if o.made_of and o.made_of == clip.made_of]
        near = [o for o in others if o not in same and _shows(o) == _shows(clip)]
        told = [f"this is the same film, frame for frame, as {_named(same)}"] if same else []
        if near:
            told.append(f"it shows the same picture by the same move as {_named(near)}")
        if told:
            told[-1] += "; for another, ask for another thing or move, or give another --seed"
            found[clip.id] = tuple(told)
    return found


def _shows(clip: Clip) -> tuple[tuple[str, ...], str]:
    return tuple(g.picture.asset.sha256 for g in clip.grounds), clip.direction


def _named(clips: Sequence[Clip]) -> str:
    first = f"{clips[0].id} (“{clips[0].request.prompt}”)"
    return first if len(clips) == 1 else f"{first} and {len(clips) - 1} more"
