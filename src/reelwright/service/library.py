"""Knowledge bases: what they hold, found by words, vetted, described, and who did what."""

from typing import Annotated, BinaryIO, Literal

from fastapi import APIRouter, Query, Request
from fastapi.responses import FileResponse
from pydantic import BaseModel, Field
from starlette.concurrency import run_in_threadpool

from ..domain.errors import NotFound
from ..domain.knowledge import EVERYBODY
from ..studio import additions, bases, holdings, people
from ..studio.bases import AuditLine, BaseListing
from ..studio.holdings import ItemFacts, ItemListing, Searched, State, Use
from ..studio.orders import CampaignOrder
from .doors import Behind, Mark, route
from .uploads import received

router = APIRouter(prefix="/api", tags=["library"])

HIDDEN = {"folder", "path", "paths"}
"""Where bytes lie on this machine is nobody's business."""


class NewBase(BaseModel):
    """A base to begin. shared: everybody of the house may read it."""

    name: str = Field(max_length=60)
    title: str = Field("", max_length=120)
    purpose: str = Field("", max_length=2000)
    shared: bool = True


class Access(BaseModel):
    """What a person may do in a base ("*": everybody of the house)."""

    person: str = Field(min_length=1, max_length=200)
    role: Literal["reader", "curator", "owner", "none"]


class Vetting(BaseModel):
    """What is decided on items: the starts of their ids, or their files' names."""

    verdict: Literal["approve", "revoke"]
    items: list[str] = Field(min_length=1, max_length=1000)
    note: str = Field("", max_length=4000)


class Description(BaseModel):
    """What to change of an item; None leaves it. expires "none": its licence never ends."""

    caption: str | None = Field(None, max_length=2000)
    facets: dict[str, list[str]] = {}
    holder: str | None = Field(None, max_length=200)
    licence: str | None = Field(None, max_length=200)
    expires: str | None = Field(None, max_length=20)
    consent: bool | None = None


class Vetted(BaseModel):
    """What came of a decision: notes on items that stay barred, and films that used what went."""

    notes: list[str] = []
    uses: tuple[Use, ...] = ()


@router.get("/bases", **route("viewer", hides=HIDDEN, each=True))
def listed() -> tuple[BaseListing, ...]:
    """The bases that one may read."""
    return bases.listed()


@router.post("/bases", status_code=201, **route("editor", "approver", hides=HIDDEN))
def new(wanted: NewBase) -> BaseListing:
    """Begin a base, whose owner is who asks."""
    bases.new(wanted.name, title=wanted.title, purpose=wanted.purpose)
    if wanted.shared:
        bases.grant(wanted.name, EVERYBODY, "reader")
    return bases.one(wanted.name)


@router.get("/bases/{base}", **route("viewer", hides=HIDDEN))
def one(base: str) -> BaseListing:
    """A base."""
    return bases.one(base)


@router.put("/bases/{base}/access", **route("viewer", hides=HIDDEN))
def give(base: str, wanted: Access) -> BaseListing:
    """Say what a person may do in a base: an owner of it may, and an admin of the house."""
    known = {EVERYBODY, *(person.name for person in people.listed())}
    role = None if wanted.role == "none" else wanted.role
    if role and wanted.person not in known:
        raise NotFound(f"there is nobody called {wanted.person!r} in this house; add them first")
    bases.grant(base, wanted.person, role)
    return bases.one(base)


@router.get("/bases/{base}/audit", **route("viewer"))
def told(base: str, item: str | None = None) -> tuple[AuditLine, ...]:
    """Who did what in a base, or to an item."""
    return bases.audit(base, item)


@router.get("/bases/{base}/items", **route("viewer"))
def items(
    base: str,
    state: State | None = None,
    after: Behind = "",
    limit: Annotated[int, Query(ge=1, le=1000)] = 100,
) -> ItemListing:
    """Items of a base by their ids, and how many it has in all; go on with after = the last id."""
    return holdings.items(base, state=state, after=after, limit=limit)


@router.get("/bases/{base}/items/{item}", **route("viewer", hides=HIDDEN))
def item(base: str, item: str) -> ItemFacts:
    """An item, in what it was shown, and whether it may be used."""
    return holdings.item(base, item)


@router.get(
    "/bases/{base}/items/{item}/picture",
    response_class=FileResponse,
    **route("viewer", gives="image/*"),
)
def picture(base: str, item: str) -> FileResponse:
    """An item's bytes as they were taken in; an SVG runs nothing."""
    found = holdings.item(base, item)
    asset = found.item.asset
    return FileResponse(
        found.path,
        media_type=asset.media_type,
        filename=asset.name,
        content_disposition_type="inline",
        headers={
            "ETag": f'"{asset.sha256}"',
            "Cache-Control": "private, max-age=31536000",
            "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; sandbox",
        },
    )


@router.get("/search", **route("viewer", hides=HIDDEN))
def search(
    words: Annotated[str, Query(min_length=1, max_length=1000)],
    base: Annotated[list[str] | None, Query()] = None,
    k: Annotated[int, Query(ge=1, le=100)] = 12,
) -> Searched:
    """What the words find in bases that one may read, with scores and reasons."""
    return holdings.search(words, bases=base, k=k)


@router.post("/search", **route("viewer", body=True, hides=HIDDEN))
async def search_by_picture(
    request: Request,
    words: Annotated[str, Query(max_length=1000)] = "",
    base: Annotated[list[str] | None, Query()] = None,
    k: Annotated[int, Query(ge=1, le=100)] = 12,
) -> Searched:
    """What looks like a picture, and fits the words too if there are some; it is not kept."""

    def found(data: BinaryIO) -> Searched:
        return holdings.search(words, bases=base, picture=data, k=k)

    async with received(request) as data:
        return await run_in_threadpool(found, data)


@router.post("/bases/{base}/decisions", **route("approver"))
def vet(base: str, wanted: Vetting) -> Vetted:
    """Approve items, or revoke them; an approver may in every base of the house."""
    if wanted.verdict == "revoke":
        return Vetted(uses=holdings.revoke(base, wanted.items, note=wanted.note))
    notes: list[str] = []
    holdings.approve(base, wanted.items, note=wanted.note, tell=notes.append)
    return Vetted(notes=notes)


@router.put("/bases/{base}/files/{name}", status_code=202, **route("editor", body=True))
async def add(
    base: str, name: str, request: Request, approve: bool = False, mark: Mark = ""
) -> CampaignOrder:
    """Ask for a file to be taken into a base; a worker does it. approve: one vetted it."""

    def asked(data: BinaryIO) -> CampaignOrder:
        return additions.ask(base, name, data, approve=approve, mark=mark)

    async with received(request) as data:
        return await run_in_threadpool(asked, data)


@router.patch("/bases/{base}/items/{item}", **route("editor", hides=HIDDEN))
def describe(base: str, item: str, wanted: Description) -> ItemFacts:
    """Change an item's caption, facets or rights."""
    holdings.describe(base, item, caption=wanted.caption, facets=wanted.facets or None)
    rights = wanted.model_dump(include={"holder", "licence", "expires", "consent"})
    if any(value is not None for value in rights.values()):
        holdings.rights(base, [item], **rights)
    return holdings.item(base, item)
