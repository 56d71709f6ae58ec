"""A library picture: what it shows, who owns it, and where its subject stands."""

from datetime import date
from typing import Any, Literal

from pydantic import Field, SerializerFunctionWrapHandler, model_serializer

from .asset import Asset
from .base import Box, Frozen, Hex, Share, Slug
from .licence_dates import Ending, asked_of, ending
from .licences import forbids_changes, refusal, told

CaptionSource = Literal["person", "sidecar", "iptc", "xmp", "model", "file name"]


class Caption(Frozen):
    """What a picture shows, and who said so. Precedence is the order of CaptionSource."""

    text: str
    source: CaptionSource


class Rights(Frozen):
    """Who holds it, under what licence, until when (ISO date, None: no end)."""

    holder: str = ""
    licence: str = ""
    expires: str | None = None
    people_consented: bool | None = None
    """None: no recognisable people, or nobody said."""

    @property
    def forbids_changes(self) -> bool:
        """Whether the licence lets nothing be made of it ("CC BY-ND 4.0", "no derivatives")."""
        return forbids_changes(self.licence)

    @property
    def forbids_ads(self) -> str:
        """Why no ad may use it by its licence, with the next act; "" where nothing says so.

        Metadata holds a licence in the notice of who holds it too ("© Ann, editorial use only").
        """
        return refusal(self.licence) or refusal(self.holder, holder=True)

    @property
    def ends(self) -> Ending | None:
        """When it ends: the day that was noted, or the one that the licence's own words name."""
        if self.expires:
            return Ending(date.fromisoformat(self.expires), self.expires)
        return ending(self.licence) or ending(self.holder)

    @property
    def told(self) -> str:
        """What to know of a licence that does not forbid ads ("CC BY-ND"), with the act; or ""."""
        named = next((t for t in (self.licence, self.holder) if told(t)), "")
        found = [f"its licence, “{named[:60]}”, {told(named)}"] if named else []
        if not self.expires and (end := self.ends):
            day = end.last.isoformat()
            found.append(
                asked_of(end)
                if end.other
                else f"its licence ends on {day} ({end.said!r}): nothing is made with it after that"
            )
        return "; ".join(found)

    def ended(self, today: date) -> str:
        """Why its time is over on a day, or may be, in words; "" where it is not."""
        end = self.ends
        if end is None or end.last >= today:
            return ""
        if end.other and end.other >= today:
            return asked_of(end)
        return f"its licence ended on {(end.other or end.last).isoformat()}"

    def barred(self, today: date) -> str:
        """Why nothing under these may be used on a day, in words; "" where they do not forbid it.

        The licence ended or is for no ads, or the people who are seen did not consent.
        """
        if over := self.ended(today):
            return over
        if self.people_consented is False:
            return "the people it shows did not consent"
        return self.forbids_ads


class Parent(Frozen):
    """A picture that another was made from, as it was known then.

    picture: its id; file and sha256 (hex) its bytes. role: it gave all ("picture"), or a part that
    was put in ("source"). base: the knowledge base it was taken from, "" for a file. edit: how it
    was itself made of others.
    """

    picture: str = ""
    file: str
    sha256: str = Field(pattern=r"^[0-9a-f]{64}$")
    role: Literal["picture", "source"] = "picture"
    base: str = ""
    caption: str = ""
    rights: Rights = Rights()
    made_by_ai: bool | None = None
    edit: "Edit | None" = None


class Edit(Frozen):
    """How a picture was made from others: a part of it was painted anew.

    mode: "remove", "repair" or "replace". words: what shall be seen there. mask: SHA-256 of the
    mask, mask_from what it was found by, masked its share of the picture. engine: the back end,
    model: whose weights, "" without any; generated: whether a model invented what stands there.
    """

    mode: str
    words: str = ""
    mask: str = ""
    mask_from: str = ""
    masked: Share = 0.0
    engine: str
    model: str = ""
    generated: bool
    seed: int | None = None
    candidate: int | None = None
    parents: tuple[Parent, ...] = Field(min_length=1)

    def ancestors(self) -> tuple[Parent, ...]:
        """All pictures that it goes back to, the nearest first, each content once."""
        found: dict[str, Parent] = {}
        level: tuple[Parent, ...] = self.parents
        while level:
            for parent in level:
                found.setdefault(parent.sha256, parent)
            level = tuple(p for one in level if one.edit for p in one.edit.parents)
        return tuple(found.values())

    def every(self) -> tuple["Edit", ...]:
        """The edit itself, and those that its parents went through before."""
        return (self, *(e for p in self.parents if p.edit for e in p.edit.every()))

    @property
    def by_ai(self) -> bool:
        """Whether a model invented any of it, here or in a picture that it goes back to."""
        return self.generated or any(
            p.made_by_ai or (p.edit is not None and p.edit.by_ai) for p in self.parents
        )

    @property
    def forbidden(self) -> str:
        """Why nothing may be made of its parents, in words; "" where it may."""
        for parent in self.ancestors():
            if parent.rights.forbids_changes:
                return (
                    f"it was made from {parent.file}, whose licence ({parent.rights.licence}) lets "
                    "nothing be made of it"
                )
        return ""

    @property
    def told(self) -> str:
        """What was done, by what and to what, in one line for people."""
        what = f"“{self.mask_from}” " if self.mask_from else "a part "
        done = {"remove": "removed", "repair": "repaired"}.get(self.mode, "replaced")
        new = f" by “{self.words}”" if self.mode == "replace" and self.words else ""
        by = self.model or self.engine
        how = "a model that invents (AI)" if self.generated else "by rules, not by AI"
        old = " and ".join(f"{p.file} ({p.sha256[:12]})" for p in self.parents)
        return f"{what}{done}{new} with {by}, {how}; made from {old}"


class Stretch(Frozen):
    """Seconds of a clip that were looked at, in a row and without a cut.

    start is its first second. worth rates each half second from there on: 100 is sharp, steady and
    well lit; 0 must not be shown. end is where it ends.
    """

    start: float
    end: float
    worth: tuple[int, ...]


class Moving(Frozen):
    """The clip that a picture is a still of. seconds: its length; rate: frames a second.

    Only its stretches may be shown: what lies between was not looked at, or is not fit for it.
    heard: it has sound. sound: whether that is kept in a film; None: nobody said.
    """

    clip: Asset
    seconds: float
    rate: float
    stretches: tuple[Stretch, ...]
    heard: bool = False
    sound: Literal["keep", "mute"] | None = None


class Picture(Frozen):
    """One picture of the library. width and height are after orientation; SVG: its view box.

    subject is the box of what the eye goes to; keep are boxes that nothing may cover: faces, or
    what the picture proves. calm rates how quiet the top, middle and bottom
    thirds are (1 = empty), which decides where type may stand. layers are the ids of a layered
    SVG's groups, back to front; () for a flat picture. mask is None for opaque pictures.
    """

    id: Slug
    asset: Asset
    width: int = Field(gt=0)
    height: int = Field(gt=0)
    captions: tuple[Caption, ...]
    keywords: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    """Names of the people it shows, as a person listed them; they are keywords too."""
    rights: Rights = Rights()
    scale: Literal["wide", "medium", "close"] = "medium"
    subject: Box
    keep: tuple[Box, ...] = ()
    calm: tuple[float, float, float]
    palette: tuple[Hex, ...]
    sharpness: float = Field(description="variance of the Laplacian at 512 px; under 60 is soft")
    layers: tuple[str, ...] = ()
    made_by_ai: bool | None = None
    edit: Edit | None = None
    """How it was made from other pictures; None for one that was not."""

    moving: Moving | None = Field(default=None, exclude_if=lambda moving: moving is None)
    """The clip it is a still of; None for a picture that never moved."""

    @model_serializer(mode="wrap")
    def _written(self, write: SerializerFunctionWrapHandler) -> dict[str, Any]:
        # What was never edited keeps the digest that it had before edits were told of.
        found: dict[str, Any] = write(self)
        if self.edit is None:
            found.pop("edit", None)
        return found

    @property
    def file(self) -> Asset:
        """What lies in the library: the clip of a still that is one, else the picture itself."""
        return self.moving.clip if self.moving else self.asset

    def sounding(self, wanted: Literal["keep", "mute"] | None) -> "Picture":
        """The same with its clip's own sound kept or left out; None: as it is."""
        if wanted is None or self.moving is None:
            return self
        return self.model_copy(update={"moving": self.moving.model_copy(update={"sound": wanted})})

    @property
    def caption(self) -> str:
        """The caption that counts: the one of the best source."""
        return self.captions[0].text
