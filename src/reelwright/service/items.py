"""What is read and edited at gates, decided on, and bound: items, decisions, references, shots."""

from typing import Annotated, Literal

from fastapi import APIRouter, Path, Query, Response
from pydantic import BaseModel, Field

from ..studio import decisions, house, items, references, shots, stills
from ..studio.decisions import Decided, Waiting
from ..studio.items import Draft, Edited, ItemCard, ItemVersion, Reworded
from ..studio.references import (
    ElementDecision,
    FilmElements,
    FilmReferences,
    Flag,
    PictureDecision,
)
from ..studio.shots import (
    SceneShot,
    SceneTake,
    ShotDecision,
    TakeDecision,
    UnsettledScene,
    VideoChoice,
)
from .doors import route

router = APIRouter(prefix="/api/campaigns/{name}", tags=["items"])


class ItemText(BaseModel):
    """An item's text, edited."""

    text: str
    version: str = Field("", description="the version that was edited; another now is a conflict")


class WishInWords(BaseModel):
    """What should be otherwise, in words."""

    wish: str = Field(max_length=4000)


class DecisionWanted(BaseModel):
    """What is decided. against: why films may go out although they failed checks."""

    verdict: Literal["approve", "reject"]
    names: list[str] = []
    everything: bool = False
    note: str = Field("", max_length=4000)
    seen: dict[str, str] = Field({}, description="item -> the version that was looked at")
    against: str = Field("", max_length=4000)


class PictureWanted(BaseModel):
    """A picture for a scene ("use"), the choice given back ("free"), or a picture barred or not."""

    act: Literal["use", "free", "ban", "allow"]
    film: str | None = None
    scene: str = ""
    picture: str = ""
    note: str = Field("", max_length=4000)


class ElementWanted(BaseModel):
    """An element, and how it is bound."""

    element: str
    how: Flag
    note: str = Field("", max_length=4000)


class ShotWanted(BaseModel):
    """A back end for a scene (None: the router's choice), or leave to send its job again."""

    film: str
    scene: str
    backend: str | None = None
    again: bool = False
    note: str = Field("", max_length=4000)


class TakeWanted(BaseModel):
    """What is wanted of a scene's takes; note says of another one what shall be otherwise."""

    scene: str
    act: Literal["another", "pick", "free", "ban", "allow"]
    attempt: int = Field(0, ge=0, le=999)
    note: str = Field("", max_length=4000)


class LookWanted(BaseModel):
    """A scene that a person shall look at ("send"), or that may pass as it is; note says why."""

    film: str
    scene: str
    act: Literal["send", "pass"]
    note: str = Field(min_length=1, max_length=4000)


@router.get("/gates", **route("viewer"))
def waiting(name: str) -> tuple[Waiting, ...]:
    """All that waits for a person at the gate reached now."""
    return decisions.waiting(house.folder(name))


@router.post("/decisions", **route("approver"))
def decide(name: str, wanted: DecisionWanted) -> tuple[Decided, ...]:
    """Approve items, or reject them, in one's own name."""
    at = house.folder(name)
    if wanted.verdict == "reject":
        return decisions.reject(at, wanted.names, note=wanted.note, seen=wanted.seen)
    return decisions.approve(
        at,
        wanted.names,
        everything=wanted.everything,
        note=wanted.note,
        against=wanted.against,
        seen=wanted.seen,
    )


@router.get("/items/{stage}/{item}", **route("viewer"))
def read(name: str, stage: str, item: str) -> ItemVersion:
    """An item as it stands: a segment, brief, storyboard, take, film, or what else was made."""
    return items.read(house.folder(name), f"{stage}/{item}")


@router.get("/items/{stage}/{item}/card", **route("viewer"))
def card(name: str, stage: str, item: str) -> ItemCard:
    """An item to be read by a person."""
    return items.card(house.folder(name), f"{stage}/{item}")


@router.get("/items/{stage}/{item}/draft", **route("editor"))
def draft(name: str, stage: str, item: str) -> Draft:
    """An item as a text to edit."""
    return items.draft(house.folder(name), f"{stage}/{item}")


@router.get("/items/{stage}/{item}/versions", **route("viewer"))
def versions(name: str, stage: str, item: str) -> tuple[ItemVersion, ...]:
    """Every version that an item had, oldest first."""
    return items.versions(house.folder(name), f"{stage}/{item}")


@router.put("/items/{stage}/{item}", **route("editor"))
def edit(name: str, stage: str, item: str, wanted: ItemText) -> Edited:
    """Let an edited text stand in place of an item."""
    at, whole = house.folder(name), f"{stage}/{item}"
    return items.edit(at, whole, wanted.text, version=wanted.version)


@router.post("/items/{stage}/{item}/wish", **route("editor"))
def reword(name: str, stage: str, item: str, wanted: WishInWords) -> Reworded:
    """What an item would become by a wish; nothing is kept: PUT its text for that.

    A film's wish is about its storyboard, whose name comes back.
    """
    return items.reword(house.folder(name), f"{stage}/{item}", wanted.wish)


@router.post("/items/{stage}/{item}/undo", **route("editor"))
def undo(name: str, stage: str, item: str) -> Edited:
    """Go back to before the last edit."""
    return items.undo(house.folder(name), f"{stage}/{item}")


@router.get("/references", **route("viewer"))
def pictures(
    name: str, film: str | None = None, scene: str | None = None
) -> tuple[FilmReferences, ...]:
    """Which picture each scene shows, why, and what else was found."""
    return references.show(house.folder(name), film, scene)


@router.get("/references/{film}", **route("viewer"))
def film_pictures(name: str, film: str) -> FilmReferences:
    """The picture of each scene of a film; before they were chosen those that likely will be."""
    return references.of_film(house.folder(name), film)


@router.get("/pictures/{picture}", response_class=Response, **route("viewer", gives="image/jpeg"))
def picture(
    name: str,
    picture: Annotated[str, Path(pattern="^[a-z0-9][a-z0-9._-]{0,119}$")],
    wide: Annotated[int, Query(ge=16, le=1600)] = 480,
) -> Response:
    """A picture that films or their scenes show, or may show, as a small JPEG.

    It is named by the SHA-256 of its bytes, and never changes then; or by its id.
    """
    kept = "private, max-age=31536000, immutable" if len(picture) == 64 else "private, max-age=300"
    return Response(
        stills.small(house.folder(name), picture, wide=wide),
        media_type="image/jpeg",
        headers={"Cache-Control": kept},
    )


@router.post("/references", **route("editor"))
def choose(name: str, wanted: PictureWanted) -> PictureDecision:
    """Choose a scene's picture, give the choice back, or bar a picture."""
    at, film, note = house.folder(name), wanted.film or "", wanted.note
    if wanted.act == "use":
        return references.use(at, film, wanted.scene, wanted.picture, note=note)
    if wanted.act == "free":
        return references.free(at, film, wanted.scene, note=note)
    act = references.ban if wanted.act == "ban" else references.allow
    return act(at, wanted.picture, wanted.film, note=note)


@router.get("/elements/{film}", **route("viewer"))
def elements(name: str, film: str) -> FilmElements:
    """What of a film must look the same in each of its scenes."""
    return references.elements(house.folder(name), film)


@router.post("/elements/{film}", **route("editor"))
def flag(name: str, film: str, wanted: ElementWanted) -> ElementDecision:
    """Say whether an element must look the same in each scene of a film."""
    at = house.folder(name)
    return references.flag(at, film, wanted.element, wanted.how, note=wanted.note)


@router.get("/shots", **route("viewer"))
def shown(name: str, film: str | None = None) -> tuple[SceneShot, ...]:
    """How each scene was filmed, by what, and how often it was tried."""
    return shots.show(house.folder(name), film)


@router.post("/shots", **route("editor"))
def choose_backend(name: str, wanted: ShotWanted) -> ShotDecision:
    """Let a back end film a scene, or say that a job of unknown fate may be sent again."""
    at = house.folder(name)
    if wanted.again:
        return shots.allow_again(at, wanted.film, wanted.scene, note=wanted.note)
    return shots.choose_backend(at, wanted.film, wanted.scene, wanted.backend, note=wanted.note)


@router.get("/takes/{film}", **route("viewer"))
def tried(name: str, film: str) -> tuple[SceneTake, ...]:
    """Every take of a film's scenes, with what the judge and people say of it."""
    return shots.takes(house.folder(name), film)


@router.get(
    "/takes/{film}/stills/{picture}", response_class=Response, **route("viewer", gives="image/jpeg")
)
def still(
    name: str,
    film: str,
    picture: Annotated[str, Path(pattern="^[0-9a-z]{1,64}$")],
    wide: Annotated[int, Query(ge=16, le=1600)] = 480,
) -> Response:
    """A still of a take as a small JPEG; it is named by what was filmed, and never changes."""
    return Response(
        stills.of_take(house.folder(name), film, picture, wide=wide),
        media_type="image/jpeg",
        headers={"Cache-Control": "private, max-age=31536000, immutable"},
    )


@router.get("/backends", **route("viewer"))
def backends(name: str) -> tuple[VideoChoice, ...]:
    """What may film a campaign's scenes, of which POST shots takes one for a scene."""
    house.one(name)
    return shots.choices()


@router.post("/takes/{film}", **route("editor"))
def wish(name: str, film: str, wanted: TakeWanted) -> TakeDecision:
    """Ask for another take of a scene, pick one, or rule one out, from the next making on."""
    at = house.folder(name)
    return shots.wish(at, film, wanted.scene, wanted.act, wanted.attempt, note=wanted.note)


@router.get("/unsettled", **route("viewer"))
def unsettled(name: str) -> tuple[UnsettledScene, ...]:
    """Scenes that wait for a person, across films: the judge's, and those that somebody sent."""
    return shots.unsettled(house.folder(name))


@router.post("/unsettled", **route("editor", "approver"))
def look(name: str, wanted: LookWanted) -> TakeDecision:
    """Send a scene to a person, which holds its films at the last gate, or let it pass."""
    at = house.folder(name)
    return shots.look(at, wanted.film, wanted.scene, wanted.act, wanted.note)
