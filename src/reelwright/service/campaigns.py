"""Campaigns and their files, what `check` finds, and how all that is made stands."""

from typing import Annotated

from fastapi import APIRouter, Header, Query, Request, Response
from fastapi.responses import FileResponse
from pydantic import BaseModel, Field, TypeAdapter
from starlette.concurrency import run_in_threadpool

from ..domain.errors import InvalidIntake, NotFound
from ..studio import audit, campaigns, captions, costs, erasing, facts, house, orders, translations
from ..studio.audit import AuditEntry
from ..studio.campaigns import Inspected, Row
from ..studio.captions import CaptionFinding, Captions
from ..studio.costs import Costs
from ..studio.erasing import Erasure
from ..studio.facts import CampaignFacts, FactsFinding, KeptFacts
from ..studio.house import CampaignEntry, CampaignFile
from ..studio.translations import Translation
from .aside import Aside
from .doors import After, Behind, Limit, part, route
from .problems import Refused
from .uploads import received

router = APIRouter(prefix="/api/campaigns", tags=["campaigns"])

VERSION = Annotated[
    str | None,
    Header(alias="If-Match", description="the file's version when it was read, in quotes"),
]


ROWS = TypeAdapter(tuple[Row, ...])


class NewCampaign(BaseModel):
    """A campaign to begin; company "" is read from the name."""

    name: str = Field(max_length=60)
    company: str = Field("", max_length=200)


class Team(BaseModel):
    """The people that a campaign is kept to, by name; none: it is open to the house."""

    people: list[str] = Field(max_length=500)


class NewErasure(BaseModel):
    """A respondent: an id, an e-mail address, an answer that they alone gave, or "row-17".

    yes: erase them; else it is only said what would go.
    """

    respondent: str = Field(min_length=1, max_length=20_000)
    yes: bool = False


@router.get("", **route("viewer"))
def listed(after: Behind = "", limit: Limit = None) -> tuple[CampaignEntry, ...]:
    """Campaigns by name; go on with after = the last one's name."""
    return part(house.listed(), lambda one: one.name, after, limit)


@router.post("", status_code=201, **route("editor"))
def new(wanted: NewCampaign) -> CampaignEntry:
    """Begin a campaign with files to fill in."""
    return house.new(wanted.name, wanted.company)


@router.get("/{name}", **route("viewer"))
def one(name: str) -> CampaignEntry:
    """One campaign."""
    return house.one(name)


@router.put("/{name}/team", **route("editor"))
def keep_to(name: str, wanted: Team) -> CampaignEntry:
    """Keep a campaign to a team, or open it to the house: an admin may, and who began it."""
    return house.keep_to(name, wanted.people)


@router.delete("/{name}", status_code=204, **route("admin"))
def remove(name: str) -> None:
    """Take a campaign off the list."""
    house.remove(name)


@router.put("/{name}/archive", status_code=201, **route("editor", body=True))
async def take_in(name: str, request: Request) -> CampaignEntry:
    """Begin a campaign with the files of a zip archive."""
    async with received(request) as data:
        return await run_in_threadpool(house.take_in, name, data)


@router.get("/{name}/files", **route("viewer"))
def files(name: str) -> tuple[CampaignFile, ...]:
    """The files of a campaign."""
    return house.files(name)


@router.get(
    "/{name}/files/{path:path}", response_class=FileResponse, **route("viewer", gives="*/*")
)
def read(name: str, path: str) -> FileResponse:
    """A file's bytes; they are never shown as a page of ours."""
    at = house.file(name, path)
    kept = next(f for f in house.files(name) if f.path == path)
    headers = {"ETag": f'"{kept.version}"', "Content-Security-Policy": "sandbox"}
    return FileResponse(at, media_type=kept.media_type, filename=at.name, headers=headers)


@router.put("/{name}/files/{path:path}", **route("editor", body=True))
async def write(
    name: str,
    path: str,
    request: Request,
    match: VERSION = None,
    none_match: Annotated[str | None, Header(alias="If-None-Match")] = None,
) -> CampaignFile:
    """Write a file. If-Match: only while it is still that version; If-None-Match *: only if new."""
    version = "" if none_match == "*" else _version(match)
    async with received(request) as data:
        return await run_in_threadpool(house.put_file, name, path, data, version=version)


@router.delete("/{name}/files/{path:path}", status_code=204, **route("editor"))
def remove_file(name: str, path: str, match: VERSION = None) -> None:
    """Take a file out."""
    house.remove_file(name, path, version=_version(match))


@router.get("/{name}/facts", **route("viewer"))
def facts_of(name: str) -> CampaignFacts:
    """What campaign.toml and brand.toml say that people change most, as a form has it."""
    return facts.found(name)


@router.put("/{name}/facts", **route("editor"))
def keep_facts(name: str, wanted: CampaignFacts, request: Request) -> KeptFacts:
    """Write facts into both files, only while they are still that version; what a form lacks stays.

    A wrong value is refused with its field, and nothing is written.
    """
    return facts.keep(name, wanted, apart=request.app.state.aside)


@router.get("/{name}/facts/findings", **route("viewer"))
def findings(name: str, request: Request) -> tuple[FactsFinding, ...]:
    """What `check` finds wrong or lacking, each at the field of the facts that it tells of."""
    return facts.findings(name, apart=request.app.state.aside)


@router.get("/{name}/captions", **route("viewer"))
def captioned(name: str) -> Captions:
    """The pictures of a campaign's library, with what its list says they show and may be used for.

    A picture that the list lacks is told with nothing said of it.
    """
    return captions.found(name)


@router.put("/{name}/captions", **route("editor"))
def caption(name: str, wanted: Captions) -> Captions:
    """Write what is said of the given pictures into the list, only while it is that version.

    Other pictures, columns that no form has and the order of rows stay. A wrong value is refused
    with its field, and nothing is written.
    """
    return captions.keep(name, wanted)


@router.get("/{name}/captions/findings", **route("viewer"))
def caption_findings(name: str, request: Request) -> tuple[CaptionFinding, ...]:
    """What `check` says of the pictures, each line at the picture that it tells of."""
    return captions.findings(name, apart=request.app.state.aside)


@router.get(
    "/{name}/captions/pictures/{file:path}",
    response_class=Response,
    **route("viewer", gives="image/jpeg"),
)
def caption_picture(
    name: str, file: str, wide: Annotated[int, Query(ge=16, le=1600)] = 320
) -> Response:
    """A picture of the library as a small JPEG."""
    small = captions.small(name, file, wide=wide)
    return Response(
        small, media_type="image/jpeg", headers={"Cache-Control": "private, max-age=60"}
    )


@router.get("/{name}/translations", **route("viewer"))
def translated(name: str, request: Request) -> tuple[Translation, ...]:
    """What films in other languages say and lack, sentence by sentence."""
    return translations.found(name, apart=request.app.state.aside)


@router.put("/{name}/translations", **route("editor"))
def translate(name: str, wanted: Translation) -> Translation:
    """Write sentences of one language, only while its file is still that version."""
    return translations.keep(name, wanted)


@router.post("/{name}/erasure", **route("admin"))
def erase(name: str, wanted: NewErasure) -> Erasure:
    """Say what is kept of a respondent, or take their row and every trace of it away."""
    return erasing.erase_in(name, wanted.respondent, yes=wanted.yes)


@router.get("/{name}/check", response_model=Inspected, **route("viewer"))
async def check(name: str, request: Request) -> Response:
    """What the campaign's files hold, what would be made of them, and what is lacking."""
    state = request.app.state
    # What others were told is told only to who may see the campaign.
    await run_in_threadpool(house.one, name)

    def found() -> bytes:
        at = house.folder(name)
        try:
            return house.unplaced(state.aside(campaigns.check, at).model_dump_json(), at).encode()
        except InvalidIntake as found:
            raise InvalidIntake(house.unplaced(str(found), at)) from found

    told = await state.once(("check", name), found)
    return Response(told, media_type="application/json")


@router.get("/{name}/status", response_model=tuple[Row, ...], **route("viewer"))
async def status(name: str, request: Request) -> Response:
    """Every item that was made, or failed: whether it stands, and why not; [] before the first."""
    state = request.app.state
    made = await run_in_threadpool(_made, name)
    told = await state.once(("status", name), lambda: _status(name, state.aside), made)
    return Response(told, media_type="application/json")


@router.get("/{name}/cost", response_model=Costs, **route("viewer"))
async def cost(name: str, request: Request) -> Response:
    """What the campaign spent on models, and what the next make will spend."""
    state = request.app.state

    def found() -> bytes:
        return state.aside(costs.costs, house.folder(name)).model_dump_json().encode()

    made = await run_in_threadpool(_made, name)
    told = await state.once(("cost", name), found, made)
    return Response(told, media_type="application/json")


@router.get("/{name}/audit", **route("viewer"))
def told(name: str, after: After = 0, thing: str = "", limit: int = 500) -> tuple[AuditEntry, ...]:
    """Who did what to the campaign, oldest first."""
    return audit.listed(house.folder(name), thing, after=after, limit=max(1, min(limit, 500)))


def _made(name: str) -> tuple[str, str]:
    """What was asked for last of a campaign, and how far it is: with it ends what was true before.

    Raises NotFound for who may not see the campaign.
    """
    house.one(name)
    latest = orders.listed(name, limit=1)
    return (latest[0].id, latest[0].state) if latest else ("", "")


def _status(name: str, aside: Aside) -> bytes:
    folder = house.folder(name)
    try:
        told = ROWS.dump_json(aside(campaigns.status, folder)).decode()
        return house.unplaced(told, folder).encode()
    except NotFound:
        return b"[]"


def _version(match: str | None) -> str | None:
    if match is None:
        return None
    version = match.strip().removeprefix("W/").strip('"')
    if not version:
        raise Refused(422, "InvalidRequest", 'If-Match is a version in quotes, as "3a7b..."')
    return version
