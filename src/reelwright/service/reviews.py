"""Comments of the house, review links, and what whoever has such a link may see and say."""

from typing import Annotated, Literal

from fastapi import APIRouter, Cookie, Query, Request, Response
from fastapi.responses import FileResponse
from pydantic import BaseModel, Field

from ..studio import reviews
from ..studio.items import ItemCard
from ..studio.reviews import ItemComment, ReviewLink, ShownOutside, ShownScene
from .doors import OPEN, Behind, Limit, keep_cookie, open_bytes, part, route

router = APIRouter(prefix="/api", tags=["reviews"])

GUEST = "reelwright_review"
Token = Annotated[str, Cookie(alias=GUEST)]
Place = tuple[Annotated[float, Field(ge=0, le=1)], Annotated[float, Field(ge=0, le=1)]]


class NewComment(BaseModel):
    """What is said of an item; at: second of the film, place: x and y in the picture, 0-1."""

    thing: str = Field(max_length=300)
    text: str = Field(max_length=4000)
    at: float | None = Field(None, ge=0, le=36_000)
    place: Place | None = None
    answer_to: str = Field("", max_length=40)


class Settled(BaseModel):
    """Whether a comment was seen to."""

    settled: bool


class NewLink(BaseModel):
    """What a link shows, for whom it is, and for how many days."""

    things: list[str] = Field(min_length=1, max_length=50)
    label: str = Field("", max_length=80)
    days: int = Field(14, ge=1, le=365)


class LinkToken(BaseModel):
    """A link's token."""

    token: str = Field(max_length=200)


class SaidOutside(BaseModel):
    """What somebody outside says, approves, or asks to be changed."""

    name: str = Field(max_length=80)
    thing: str = Field(max_length=300)
    text: str = Field("", max_length=4000)
    verdict: Literal["", "approve", "change"] = ""
    at: float | None = Field(None, ge=0, le=36_000)
    place: Place | None = None


@router.get("/campaigns/{name}/comments", **route("viewer"))
def comments(
    name: str, thing: str = "", after: Behind = "", limit: Limit = None
) -> tuple[ItemComment, ...]:
    """What was said of a campaign's items, the oldest first; go on with after = the last id."""
    return part(reviews.comments(name, thing), lambda one: one.id, after, limit)


@router.post("/campaigns/{name}/comments", status_code=201, **route("viewer"))
def comment(name: str, wanted: NewComment) -> ItemComment:
    """Say something of an item."""
    return reviews.comment(
        name,
        wanted.thing,
        wanted.text,
        at=wanted.at,
        place=wanted.place,
        answer_to=wanted.answer_to,
    )


@router.patch("/campaigns/{name}/comments/{id}", **route("editor"))
def settle(name: str, id: str, wanted: Settled) -> ItemComment:
    """Note that a comment was seen to, or that it is open again."""
    return reviews.settle(name, id, settled=wanted.settled)


@router.get("/campaigns/{name}/links", **route("editor"))
def links(name: str) -> tuple[ReviewLink, ...]:
    """Review links of a campaign."""
    return reviews.links(name)


@router.post("/campaigns/{name}/links", status_code=201, **route("editor"))
def share(name: str, wanted: NewLink) -> ReviewLink:
    """Make a review link; its token is told this once."""
    return reviews.share(name, wanted.things, label=wanted.label, days=wanted.days)


@router.delete("/campaigns/{name}/links/{id}", status_code=204, **route("editor"))
def revoke(name: str, id: str) -> None:
    """Let a review link open nothing more."""
    reviews.revoke(name, id)


@router.post("/review", **OPEN)
def open_link(wanted: LinkToken, request: Request, response: Response) -> ShownOutside:
    """Open a review link; its token becomes a cookie, so that films can be played."""
    found = reviews.shown(wanted.token)
    keep_cookie(request, response, GUEST, wanted.token, "/api/review")
    return found


@router.get("/review", **OPEN)
def shown(token: Token = "") -> ShownOutside:
    """What the link shows, and what was said by it."""
    return reviews.shown(token)


@router.get("/review/films/{film}/video", response_class=FileResponse, **open_bytes("video/mp4"))
def video(film: str, token: Token = "") -> FileResponse:
    """The bytes of a film that the link shows."""
    return FileResponse(
        reviews.shown_film(token, film), media_type="video/mp4", content_disposition_type="inline"
    )


@router.get("/review/items/{stage}/{item}", **OPEN)
def card(stage: str, item: str, token: Token = "") -> ItemCard:
    """An item that the link shows, to be read."""
    return reviews.shown_card(token, f"{stage}/{item}")


@router.get("/review/storyboards/{storyboard}/scenes", **OPEN)
def scenes(storyboard: str, token: Token = "") -> tuple[ShownScene, ...]:
    """The scenes of a storyboard that the link shows; a comment's second tells which it is of."""
    return reviews.shown_scenes(token, storyboard)


@router.get(
    "/review/storyboards/{storyboard}/scenes/{number}/picture",
    response_class=Response,
    **open_bytes("image/jpeg"),
)
def scene_picture(
    storyboard: str,
    number: int,
    token: Token = "",
    wide: Annotated[int, Query(ge=16, le=1600)] = 960,
) -> Response:
    """What a scene shows, as a small JPEG."""
    return Response(
        reviews.shown_picture(token, storyboard, number, wide=wide),
        media_type="image/jpeg",
        headers={"Cache-Control": "private, no-store"},
    )


@router.post("/review/comments", status_code=201, **OPEN)
def say(wanted: SaidOutside, token: Token = "") -> ItemComment:
    """Say something, approve, or ask for a change; people of the house decide."""
    return reviews.say(
        token,
        wanted.name,
        wanted.thing,
        wanted.text,
        verdict=wanted.verdict,
        at=wanted.at,
        place=wanted.place,
    )
