"""Knowledge bases: vetted pictures, sounds, clips and models that films are grounded in."""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Annotated, Any, Literal, cast

from pydantic import Field, field_validator

from .asset import Asset
from .base import Frozen, Hex, Share, Slug
from .errors import InvalidIntake
from .loose import quoted
from .picture import Caption, Picture, Rights

Role = Literal["reader", "curator", "owner"]
"""What a person may do in a base: search it; change its items too; change the base itself too."""

State = Literal["draft", "approved", "revoked"]
"""Only approved items are retrieved. A revoked item never comes back by being added again."""

ItemKind = Literal["image", "audio", "video", "model"]

EVERYBODY = "*"
"""The person of a grant that holds for all."""

Facets = dict[str, tuple[str, ...]]
"""Facet name -> values, all in lower case: {"subject": ("botany", "trees")}."""

Where = tuple[tuple[str, ...], ...]
"""A filter: every group must be met by at least one of its tags; () lets everything through."""

_FACET = re.compile(r"[a-z][a-z0-9_-]{0,39}")
_LONGEST_VALUE = 200


class Aspect(Frozen):
    """How a picture is brought to a size of another shape. Nothing is ever stretched.

    fit shows all of it on padding of a colour; crop fills the frame around the subject; keep
    leaves the shape as it is, no side longer than the frame's.
    """

    mode: Literal["fit", "crop", "keep"] = "fit"
    colour: Hex = "#000000"


class Policy(Frozen):
    """What a base demands of an item before it may be retrieved."""

    consent: Literal["unless refused", "where people are named", "always"] = (
        "where people are named"
    )
    """When a recorded consent of the people shown is needed. A refused consent always bars."""
    licence: bool = False
    """Whether an item needs a holder or a licence. One that has expired always bars."""
    edits: Literal["wait", "as their source"] = "wait"
    """What a picture made of another here is: a draft that waits for vetting, or what that is."""
    aspect: Aspect = Aspect()
    floor: Share | None = None
    """Score below which nothing counts as grounded; None: the measured default."""


class Space(Frozen):
    """A vector space of a base: the embedder that fills it, and that embedder's identity.

    Every model spreads its cosines otherwise: looks holds the cosines of two pictures that count as
    no likeness and as full likeness, crossed those of words and a picture (models that know both).
    """

    id: str
    embedder: str
    dimension: int
    weights: str
    modalities: tuple[str, ...]
    looks: tuple[float, float] = (0.0, 1.0)
    crossed: tuple[float, float] = (0.0, 1.0)


class KnowledgeBase(Frozen):
    """One isolated collection: own folder, index, people and embedding spaces.

    index and store are addresses: "" is the base's own folder, else s3://bucket/folder, or for the
    index postgresql://... or opensearch+https://...; options go to the back end (an "endpoint").
    """

    id: Slug
    title: str
    purpose: str = ""
    spaces: tuple[Space, ...]
    index: str = ""
    index_options: dict[str, Any] = {}
    store: str = ""
    store_options: dict[str, Any] = {}
    grants: dict[str, Role]
    policy: Policy = Policy()
    generation: int = 1
    """Counts the times its index was made anew."""
    made_at: str
    made_by: str

    def role(self, who: str) -> Role | None:
        """What a person may do here; None: nothing."""
        return self.grants.get(who) or self.grants.get(EVERYBODY)


class Quality(Frozen):
    """What was measured of a picture, and what a person should look at.

    sharpness is the variance of the Laplacian at 512 px; brightness the mean luma; dark and
    bright the shares of the picture that are lost in black and in white.
    """

    sharpness: float = 0.0
    brightness: Share = 0.5
    dark: Share = 0.0
    bright: Share = 0.0
    dhash: str = ""
    """Difference hash, 16 hex digits; "" where it says nothing (a flat picture or a drawing)."""
    findings: tuple[str, ...] = ()
    """Plain words, such as "soft" or "too small for full HD"."""


class Source(Frozen):
    """Where an item came from: its path or address, the run that read it, and its file time."""

    uri: str = ""
    run: str = ""
    by: str = ""
    added_at: str = ""


class Item(Frozen):
    """One thing that can be retrieved. id is the SHA-256 of its bytes, so nothing is in twice.

    captions holds one of each source, the one that counts first; keywords and facets describe it
    further. picture is there for images (and for the key view of anything else that has one).
    revision grows by one with every change.
    """

    id: str
    base: Slug
    kind: ItemKind
    asset: Asset
    captions: tuple[Caption, ...]
    keywords: tuple[str, ...] = ()
    facets: Facets = {}
    rights: Rights = Rights()
    state: State = "draft"
    picture: Picture | None = None
    seconds: float | None = None
    """Length of a sound or clip; None for pictures and models."""
    views: tuple[Asset, ...] = ()
    """Further pictures of it: the other sides of a model."""
    quality: Quality = Quality()
    source: Source = Source()
    like: tuple[str, ...] = ()
    """Ids of items that look nearly the same."""
    revision: int = 1

    @field_validator("facets", mode="before")
    @classmethod
    def _tidy_facets(cls, given: Any) -> Any:
        return facets_of(cast("Mapping[str, Any]", given)) if isinstance(given, Mapping) else given

    @property
    def caption(self) -> str:
        """The caption that counts: the one of the best source."""
        return self.captions[0].text

    @property
    def people(self) -> tuple[str, ...]:
        """Names of the people it shows, as far as a person listed them."""
        return self.picture.people if self.picture else ()

    def tags(self) -> tuple[str, ...]:
        """What an index filters by: "facet=value", and kind, state and base as facets too."""
        own = {"kind": (self.kind,), "state": (self.state,), "base": (self.base,)}
        return tuple(f"{k}={v}" for k, vs in sorted((self.facets | own).items()) for v in vs)

    def barred(self, policy: Policy, today: date) -> str:
        """Why it may not be retrieved now, in words; "" when it may."""
        if self.state != "approved":
            return f"it is {self.state}, not approved"
        if why := self.rights.barred(today):
            return why
        if policy.licence and not (self.rights.licence or self.rights.holder):
            return "nobody noted who holds it or under what licence"
        agreed = self.rights.people_consented
        # Drawn figures are nobody; a drawn portrait of somebody is for "always".
        drawn = self.asset.media_type == "image/svg+xml"
        needed = policy.consent == "always" or (
            policy.consent == "where people are named" and bool(self.people) and not drawn
        )
        if needed and not agreed:
            return "no consent of the people it shows is on record"
        return self.picture.edit.forbidden if self.picture and self.picture.edit else ""


class AuditLine(Frozen):
    """One line of the audit: who changed what, when, from what to what (JSON-ready values)."""

    at: str
    who: str
    base: Slug
    what: str
    """"new base", "add", "approve", "revoke", "caption", "facets", "rights", "grant", ..."""
    item: str = ""
    before: Any = None
    after: Any = None
    note: str = ""


class Query(Frozen):
    """What was searched for: words, a picture (SHA-256 of its bytes), or both; and the filter.

    where: groups of "facet=value" tags; an item must hold at least one tag of every group. It may
    be given as facets too: {"subject": ("botany", "trees"), "kind": ("image",)}.
    """

    words: str = ""
    picture: str = ""
    where: Where = ()
    k: Annotated[int, Field(ge=1, le=1000)] = 5

    @field_validator("where", mode="before")
    @classmethod
    def _tidy_where(cls, given: Any) -> Any:
        return where_of(given)


class Found(Frozen):
    """An item that was found: score 0-1, why in words, and its place in every list.

    grounded: whether the score reaches the base's floor. ranks and cosines are by list: a space's
    id, or "words".
    """

    item: Item
    score: Share
    reason: str
    grounded: bool
    ranks: dict[str, int] = {}
    likeness: dict[str, float] = {}


class Weighed(Frozen):
    """One line of a receipt: what a search weighed, without its whole row."""

    item: str
    base: Slug
    caption: str
    score: Share
    grounded: bool
    reason: str
    ranks: dict[str, int] = {}
    likeness: dict[str, float] = {}


class Receipt(Frozen):
    """Evidence of one retrieval; it holds frozen rows, so that it outlives index and changes.

    index maps base -> the index's version, spaces base -> "space@weights" of each space asked.
    chosen holds the whole rows of the items that were taken, as they stood then; notes what was
    worth knowing of the search.
    """

    id: str
    at: str
    who: str
    query: Query
    floor: Share
    index: dict[str, str]
    spaces: dict[str, tuple[str, ...]]
    candidates: tuple[Weighed, ...]
    chosen: tuple[Item, ...]
    notes: tuple[str, ...] = ()

    @property
    def grounded(self) -> bool:
        """Whether anything that was taken reaches the floor."""
        taken = {i.id for i in self.chosen}
        return any(c.grounded and c.item in taken for c in self.candidates)


class Findings(Frozen):
    """What one search found, best first, with what a receipt needs to tell of it.

    weighed holds more than was found: everything that came close, with its reason. notes name
    items that were passed over (bytes that are gone, rights that have ended).
    """

    query: Query
    who: str
    at: str
    floor: Share
    index: dict[str, str]
    spaces: dict[str, tuple[str, ...]]
    found: tuple[Found, ...]
    weighed: tuple[Weighed, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def grounded(self) -> bool:
        """Whether anything reaches the floor."""
        return any(f.grounded for f in self.found)


class Part(Frozen):
    """One searchable part of an item (a way to say what it shows, a key frame).

    text is what full-text search reads; vectors: space id -> float16 numbers of unit length,
    little-endian. gone: the part is to be taken out of the index.
    """

    id: str
    item: str
    text: str = ""
    tags: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    vectors: dict[str, bytes] = {}
    gone: bool = False


class Use(Frozen):
    """A film that was made with an item: what revoking the item would reach."""

    item: str
    film: str
    """A film's id or path; the campaign or job that made it stands in `by`."""
    by: str
    receipt: str = ""
    at: str = ""


class QualityReport(Frozen):
    """What a curator should look at in a base; every list holds item ids."""

    base: Slug
    at: str
    items: int
    states: dict[str, int]
    kinds: dict[str, int]
    captioned_by: dict[str, int]
    """Caption source -> items whose caption comes from it."""
    problems: dict[str, tuple[str, ...]]
    """Finding ("soft", "no caption but the file name", ...) -> items."""
    alike: tuple[tuple[str, ...], ...]
    """Groups of items that look nearly the same."""
    barred: dict[str, tuple[str, ...]]
    """Reason -> approved items that may not be retrieved all the same."""


def facets_of(given: Mapping[str, Any]) -> Facets:
    """Facets in their one form: lower case, no blanks, sorted, no value twice.

    A value may be a text or a list of texts. Raises InvalidIntake for names and values that are
    none: whatever passes is safe to filter by in any index.
    """
    found: Facets = {}
    for name, values in given.items():
        key = str(name).strip().lower()
        if not _FACET.fullmatch(key):
            raise InvalidIntake(
                f"{quoted(name)} is no facet; a facet is a short lower-case word such as subject"
            )
        listed = (values,) if isinstance(values, str | int | float) else tuple(values or ())
        clean = {" ".join(str(v).lower().split()) for v in listed}
        if any(not v.isprintable() or len(v) > _LONGEST_VALUE for v in clean):
            raise InvalidIntake(
                f"facet {key}: a value is over {_LONGEST_VALUE} characters or not printable"
            )
        if kept := tuple(sorted(v for v in clean if v)):
            found[key] = kept
    return found


def where_of(given: Mapping[str, Any] | Sequence[Sequence[str]] | None) -> Where:
    """A filter in its one form, from facets or from groups of "facet=value" tags.

    Raises InvalidIntake for a tag without "=" and for names and values that are none.
    """
    if given is None:
        return ()
    if isinstance(given, Mapping):
        return tuple(
            tuple(f"{name}={value}" for value in values)
            for name, values in sorted(facets_of(given).items())
        )
    groups: list[tuple[str, ...]] = []
    for group in given:
        tags: list[str] = []
        for tag in group:
            name, mark, value = str(tag).partition("=")
            if not mark or not (clean := facets_of({name: value})):
                raise InvalidIntake(
                    f"{quoted(tag)} is no filter; write facet=value: subject=botany"
                )
            tags += [f"{k}={v}" for k, vs in clean.items() for v in vs]
        if tags:
            groups.append(tuple(tags))
    return tuple(groups)
