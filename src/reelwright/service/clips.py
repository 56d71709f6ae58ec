"""Clips: asked for, shown as a gallery, played, tagged, joined into longer films, removed."""

from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import FileResponse
from pydantic import BaseModel, Field
from starlette.concurrency import run_in_threadpool

from ..domain.base import slug
from ..domain.clip import PromptTemplate
from ..studio import gallery, prompts
from ..studio.gallery import ClipOrder, GalleryClip, GivenPicture, JoinOrder, TagCount
from ..studio.prompts import ClipPreset, EnhancedPrompt
from .doors import Mark, route
from .uploads import received

router = APIRouter(prefix="/api/clips", tags=["clips"])


class PromptToEnhance(BaseModel):
    """A prompt to make more of. template None: ours."""

    prompt: str = Field(min_length=1, max_length=4000)
    template: PromptTemplate | None = None


class ClipLabel(BaseModel):
    """What to change of a clip; None leaves it."""

    title: str | None = Field(None, max_length=200)
    tags: list[str] | None = Field(None, max_length=20)


@router.get("", **route("viewer"))
def listed(
    tag: Annotated[str, Query(max_length=40)] = "",
    words: Annotated[str, Query(max_length=200)] = "",
    before: Annotated[int, Query(ge=0, lt=2**62)] = 0,
    limit: Annotated[int, Query(ge=1, le=100)] = 24,
) -> tuple[GalleryClip, ...]:
    """Clips and joined films, the newest first; go on with before = the last one's number."""
    return gallery.listed(tag=tag, words=words, before=before, limit=limit)


@router.post("", status_code=202, **route("editor"))
def ask(wanted: ClipOrder, mark: Mark = "") -> GalleryClip:
    """Ask for a clip; a worker makes it. Its id is that of its order."""
    return gallery.ask(wanted, mark=mark)


@router.post("/joined", status_code=202, **route("editor"))
def join(wanted: JoinOrder, mark: Mark = "") -> GalleryClip:
    """Ask for clips to be joined into a longer film, in this order; none is filmed again."""
    return gallery.join(wanted, mark=mark)


@router.get("/tags", **route("viewer"))
def tags() -> tuple[TagCount, ...]:
    """Every tag that clips have."""
    return gallery.tags()


@router.get("/presets", **route("viewer"))
def presets() -> tuple[ClipPreset, ...]:
    """The kinds of clips that people make most, with scaffolds of their prompts."""
    return prompts.presets()


@router.get("/template", **route("viewer"))
def template() -> PromptTemplate:
    """What a model is told of a prompt unless somebody says otherwise."""
    return prompts.template()


@router.post("/enhance", **route("editor"))
def enhance(wanted: PromptToEnhance) -> EnhancedPrompt:
    """Make more of a prompt, to be read and edited; nothing is kept."""
    return prompts.enhance(wanted.prompt, template=wanted.template)


@router.put("/pictures/{name}", status_code=201, **route("editor", body=True))
async def give(name: str, request: Request) -> GivenPicture:
    """Give a picture for clips to stand on; the answer has its id."""
    async with received(request) as data:
        return await run_in_threadpool(gallery.give, name, data)


@router.get("/{id}", **route("viewer"))
def one(id: str) -> GalleryClip:
    """One clip, as it stands."""
    return gallery.one(id)


@router.patch("/{id}", **route("editor"))
def label(id: str, wanted: ClipLabel) -> GalleryClip:
    """Give a clip another title or other tags."""
    return gallery.label(id, title=wanted.title, tags=wanted.tags)


@router.delete("/{id}", status_code=204, **route("editor"))
def remove(id: str) -> None:
    """Remove a clip and its bytes; films that it was joined into stay."""
    gallery.remove(id)


@router.get("/{id}/video", response_class=FileResponse, **route("viewer", gives="video/mp4"))
def video(id: str, download: bool = False) -> FileResponse:
    """A clip's bytes, whole or the part that is asked for by Range."""
    found = gallery.one(id)
    return FileResponse(
        gallery.film(id),
        media_type="video/mp4",
        filename=f"{slug(found.title, 'clip')[:60].strip('-')}.mp4",
        content_disposition_type="attachment" if download else "inline",
        headers=_kept(found),
    )


@router.get("/{id}/poster", response_class=FileResponse, **route("viewer", gives="image/jpeg"))
def poster(id: str) -> FileResponse:
    """A still of a clip."""
    found = gallery.one(id)
    return FileResponse(gallery.poster(id), media_type="image/jpeg", headers=_kept(found))


def _kept(found: GalleryClip) -> dict[str, str]:
    version = f'"{found.made.file.sha256}"' if found.made else '""'
    return {"ETag": version, "Cache-Control": "private, max-age=31536000"}
