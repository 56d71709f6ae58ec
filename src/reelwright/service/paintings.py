"""Pictures in which a part is replaced, removed or repaired: candidates, looked at and picked."""

import mimetypes
from typing import Annotated

from fastapi import APIRouter, Query
from fastapi.responses import FileResponse
from pydantic import BaseModel, Field

from ..studio import paintings
from ..studio.paintings import MaskFound, MaskOrder, PaintingEntry, PaintingPick, PaintOrder
from .doors import Mark, route

router = APIRouter(prefix="/api/paintings", tags=["paintings"])


class CandidateWanted(BaseModel):
    """A candidate's number, or "best"; and the base that it joins, "" for none."""

    candidate: str = Field("best", pattern="^(best|[0-9]{1,3})$")
    base: str = Field("", max_length=60)


@router.get("", **route("viewer"))
def listed(
    before: Annotated[int, Query(ge=0, lt=2**62)] = 0,
    limit: Annotated[int, Query(ge=1, le=100)] = 24,
) -> tuple[PaintingEntry, ...]:
    """Paintings, the newest first; go on with before = the last one's number."""
    return paintings.listed(before=before, limit=limit)


@router.post("", status_code=202, **route("editor"))
def ask(wanted: PaintOrder, mark: Mark = "") -> PaintingEntry:
    """Ask for candidates of a picture; a worker makes them. Its id is that of its order."""
    return paintings.ask(wanted, mark=mark)


@router.post("/masks", **route("editor"))
def find(wanted: MaskOrder) -> MaskFound:
    """Look for what words name in a picture, to be seen before it is painted; nothing is kept."""
    return paintings.find(wanted)


@router.get("/{id}", **route("viewer"))
def one(id: str) -> PaintingEntry:
    """One painting, as it stands."""
    return paintings.one(id)


@router.delete("/{id}", status_code=204, **route("editor"))
def remove(id: str) -> None:
    """Remove a painting and its candidates; what was picked stays."""
    paintings.remove(id)


@router.post("/{id}/picks", status_code=201, **route("editor"))
def pick(id: str, wanted: CandidateWanted) -> PaintingPick:
    """Pick a candidate, so that clips can stand on it; and let it join a base."""
    return paintings.pick(id, wanted.candidate, base=wanted.base)


@router.get("/{id}/files/{file}", response_class=FileResponse, **route("viewer", gives="*/*"))
def look(id: str, file: str) -> FileResponse:
    """The picture, the mask, a candidate, or the sheet of all."""
    return FileResponse(
        paintings.file(id, file),
        media_type=mimetypes.guess_type(file)[0] or "application/octet-stream",
        filename=file,
        content_disposition_type="inline",
        headers={
            "Cache-Control": "private, max-age=31536000",
            "Content-Security-Policy": "default-src 'none'; sandbox",
        },
    )
