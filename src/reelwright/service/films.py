"""Films: what was measured, the video itself, its papers, and where every second comes from."""

import os
import tempfile
from pathlib import Path

from fastapi import APIRouter
from fastapi.responses import FileResponse, HTMLResponse
from starlette.background import BackgroundTask

from ..studio import films, house, pages
from ..studio import trace as tracing
from ..studio.films import FilmListing
from ..studio.pages import FilmPage
from ..studio.trace import FilmTrace, PictureTrace
from .doors import Behind, Limit, part, route

router = APIRouter(prefix="/api/campaigns/{name}", tags=["films"])


HIDDEN = {"file", "exported"}
"""Where films lie on this machine is nobody's business."""

PLACE = {"folder"}


@router.get("/films", **route("viewer", hides=HIDDEN, each=True))
def listed(name: str, after: Behind = "", limit: Limit = None) -> tuple[FilmListing, ...]:
    """Films that stand, by id; go on with after = the last one's id."""
    return part(films.listed(house.folder(name)), lambda one: one.id, after, limit)


@router.get("/films/{film}", **route("viewer", hides=HIDDEN))
def one(name: str, film: str) -> FilmListing:
    """One film."""
    return films.one(house.folder(name), film)


@router.get(
    "/films/{film}/video", response_class=FileResponse, **route("viewer", gives="video/mp4")
)
def video(name: str, film: str, download: bool = False) -> FileResponse:
    """A film's bytes, whole or the part that is asked for by Range.

    It is watched by all who may see the campaign, and downloaded once the last gate let it out.
    """
    find = films.leaving if download else films.one
    found = find(house.folder(name), film)
    return FileResponse(
        found.file,
        media_type="video/mp4",
        filename=f"{found.id}.mp4",
        content_disposition_type="attachment" if download else "inline",
        headers={"ETag": f'"{found.sha256}"', "Cache-Control": "private, max-age=31536000"},
    )


@router.get(
    "/films/{film}/export", response_class=FileResponse, **route("viewer", gives="application/zip")
)
def export(name: str, film: str) -> FileResponse:
    """All that an approved film goes out with, as a zip: captions, manifest, page, its project."""
    at = house.folder(name)
    handle, written = tempfile.mkstemp(prefix="reelwright-export-", suffix=".zip")
    os.close(handle)
    packed = Path(written)
    try:
        films.export(at, film, packed)
    except BaseException:
        packed.unlink(missing_ok=True)
        raise
    return FileResponse(
        packed,
        media_type="application/zip",
        filename=f"{film}.zip",
        headers={"Cache-Control": "private, no-store"},
        background=BackgroundTask(packed.unlink, missing_ok=True),
    )


@router.get("/films/{film}/page", **route("viewer", hides=PLACE))
def page(name: str, film: str) -> FilmPage | None:
    """A film's landing page as it was composed and built; null where it has the plain one alone."""
    return pages.find(house.folder(name), film)


@router.post("/films/{film}/page", **route("editor", hides=PLACE))
def build_page(name: str, film: str) -> FilmPage:
    """Compose a film's landing page where there is none, and build it."""
    return pages.build(house.folder(name), film)


@router.get("/films/{film}/page/preview", response_class=HTMLResponse, **route("viewer"))
def preview(name: str, film: str) -> HTMLResponse:
    """The landing page that goes out, as one document for a sandboxed frame: nothing in it runs."""
    told, policy = pages.preview(house.folder(name), film)
    headers = {"Content-Security-Policy": policy, "X-Frame-Options": "SAMEORIGIN"}
    return HTMLResponse(told, headers=headers | {"Cache-Control": "private, no-store"})


@router.get("/trace/{thing:path}", **route("viewer"))
def trace(name: str, thing: str) -> FilmTrace | PictureTrace:
    """Where every second of a film comes from, or in what a picture was shown."""
    return tracing.trace(house.folder(name), thing)
