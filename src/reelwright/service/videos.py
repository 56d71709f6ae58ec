"""The dialect `/v1/videos` in front of our own back ends, for programs that speak it already.

A video is a clip of the gallery. Its model is "motion", the camera over stills; its size says its
shape, and every answer tells the pixels that films of that shape have here.
"""

import base64
import binascii
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from datetime import datetime
from typing import Annotated, Any, BinaryIO, Literal, cast

from fastapi import APIRouter, Query, Request
from fastapi.responses import FileResponse
from pydantic import BaseModel, Field, ValidationError
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import UploadFile
from starlette.requests import ClientDisconnect

from ..domain.campaign import FORMATS, FormatName
from ..studio import gallery
from ..studio.gallery import ClipOrder, GalleryClip
from .doors import Mark, route
from .problems import Refused

router = APIRouter(prefix="/v1/videos", tags=["videos"])

MODEL = "motion"
SHAPES: dict[FormatName, float] = {
    name: size.width / size.height for name, size in cast(Any, FORMATS).items()
}
NEAR = 0.04
"""How far a size may be from a shape, as a share of it: 1792x1024 is meant as 16:9."""

LARGEST = 40_000_000
"""Bytes of a picture that comes as an address of its own."""

STATES = {"queued": "queued", "running": "in_progress", "done": "completed"}


class VideoError(BaseModel):
    """Why a video failed."""

    code: str
    message: str


class Video(BaseModel):
    """A video as the dialect has it; times are epoch seconds, progress percent."""

    id: str
    object: Literal["video"] = "video"
    created_at: int
    completed_at: int | None = None
    expires_at: int | None = None
    error: VideoError | None = None
    model: str = MODEL
    progress: int
    prompt: str
    remixed_from_video_id: str | None = None
    seconds: str
    size: str
    status: Literal["queued", "in_progress", "completed", "failed"]


class VideoList(BaseModel):
    """Videos, the newest first."""

    object: Literal["list"] = "list"
    data: tuple[Video, ...]
    first_id: str | None
    last_id: str | None
    has_more: bool


class VideoDeleted(BaseModel):
    """A video that is gone."""

    id: str
    object: Literal["video.deleted"] = "video.deleted"
    deleted: bool = True


class _Wanted(BaseModel):
    prompt: str = Field(min_length=1, max_length=4000)
    model: str = MODEL
    seconds: float = Field(4, ge=2, le=60)
    size: str = Field("720x1280", pattern="^[1-9][0-9]{1,4}x[1-9][0-9]{1,4}$")


_FORM: dict[str, Any] = {
    "type": "object",
    "required": ["prompt"],
    "properties": {
        "prompt": {"type": "string"},
        "model": {"type": "string", "default": MODEL},
        "seconds": {"type": "string", "default": "4"},
        "size": {"type": "string", "default": "720x1280"},
        "input_reference": {"type": "string", "format": "binary"},
    },
}
CREATE = route("editor")
CREATE["openapi_extra"]["requestBody"] = {
    "required": True,
    "content": {"multipart/form-data": {"schema": _FORM}},
}


@router.post("", **CREATE)
async def create(request: Request, mark: Mark = "") -> Video:
    """Ask for a video: fields of a form, or JSON."""
    async with _fields(request) as fields:
        wanted = _read(fields)
        picture = ""
        if reference := fields.get("input_reference"):
            name, data = _reference(reference)
            given = await run_in_threadpool(gallery.give, name, data)
            picture = given.id
        order = ClipOrder(
            prompt=wanted.prompt,
            picture=picture,
            seconds=wanted.seconds,
            format=_shape(wanted.size),
        )
        return _told(await run_in_threadpool(gallery.ask, order, mark=mark))


@router.get("", **route("viewer"))
def listed(
    after: Annotated[str, Query(max_length=80)] = "",
    limit: Annotated[int, Query(ge=1, le=100)] = 20,
    order: Literal["asc", "desc"] = "desc",
) -> VideoList:
    """Videos, the newest first or the oldest (asc), those after one."""
    last = gallery.one(after).number if after else 0
    onward = last if order == "asc" else None
    found = gallery.listed(before=last, after=onward, limit=limit + 1)
    videos = tuple(map(_told, found[:limit]))
    return VideoList(
        data=videos,
        first_id=videos[0].id if videos else None,
        last_id=videos[-1].id if videos else None,
        has_more=len(found) > limit,
    )


@router.get("/{id}", **route("viewer"))
def retrieve(id: str) -> Video:
    """A video as it stands."""
    return _told(gallery.one(id))


@router.delete("/{id}", **route("editor"))
def delete(id: str) -> VideoDeleted:
    """Delete a video and its bytes."""
    gallery.remove(id)
    return VideoDeleted(id=id)


@router.get("/{id}/content", response_class=FileResponse, **route("viewer", gives="*/*"))
def content(id: str, variant: Literal["video", "thumbnail"] = "video") -> FileResponse:
    """A video's bytes, or a still of it."""
    if variant == "thumbnail":
        return FileResponse(gallery.poster(id), media_type="image/jpeg")
    return FileResponse(gallery.film(id), media_type="video/mp4")


@asynccontextmanager
async def _fields(request: Request) -> AsyncGenerator[dict[str, Any]]:
    """What was sent, field by field; files go away with the block."""
    if request.headers.get("content-type", "").startswith("application/json"):
        try:
            told: Any = await request.json()
        except ValueError as problem:
            raise Refused(422, "InvalidRequest", f"the body is no JSON: {problem}") from problem
        if not isinstance(told, dict):
            raise Refused(422, "InvalidRequest", "the body is no object of fields")
        yield cast("dict[str, Any]", told)
        return
    try:
        async with request.form(max_files=1, max_fields=20, max_part_size=LARGEST) as form:
            fields: dict[str, Any] = dict(form)
            if address := fields.pop("input_reference[image_url]", None):
                fields["input_reference"] = {"image_url": address}
            yield fields
    except ClientDisconnect as problem:
        raise Refused(400, "BrokenOff", "the request broke off; send it again") from problem


def _read(fields: dict[str, Any]) -> _Wanted:
    names = set(_Wanted.model_fields)
    strange = sorted(n for n in set(fields) - names if not n.startswith("input_reference"))
    if strange:
        raise Refused(422, "InvalidRequest", f"there is no {strange[0]} here; leave it out")
    try:
        wanted = _Wanted.model_validate({n: fields[n] for n in names if n in fields})
    except ValidationError as problem:
        said = "; ".join(f"{e['loc'][0]}: {e['msg']}" for e in problem.errors())
        raise Refused(422, "InvalidRequest", said) from problem
    if wanted.model != MODEL:
        raise Refused(
            422, "InvalidRequest", f"there is no model {wanted.model!r} here; ask for {MODEL!r}"
        )
    return wanted


def _shape(size: str) -> FormatName:
    width, height = map(int, size.split("x"))
    near = min(SHAPES, key=lambda name: abs(width / height / SHAPES[name] - 1))
    if abs(width / height / SHAPES[near] - 1) > NEAR:
        shapes = ", ".join(SHAPES)
        raise Refused(422, "InvalidRequest", f"size: {size} has none of the shapes {shapes}")
    return near


def _reference(given: Any) -> tuple[str, BinaryIO | bytes]:
    """A reference picture's name and bytes: a file, or {"image_url": "data:..."}."""
    if isinstance(given, UploadFile):
        return given.filename or "reference.png", given.file
    url: Any = cast("dict[str, Any]", given).get("image_url") if isinstance(given, dict) else None
    head, comma, text = str(url or "").partition(";base64,")
    if not comma or not head.startswith("data:image/"):
        raise Refused(
            422,
            "InvalidRequest",
            "input_reference: send the picture as a file, or as a data: address; nothing is "
            "fetched from elsewhere",
        )
    try:
        data = base64.b64decode(text, validate=True)
    except binascii.Error as problem:
        raise Refused(422, "InvalidRequest", "input_reference: this is no base64") from problem
    return f"reference.{head.removeprefix('data:image/').partition('+')[0]}", data


def _told(clip: GalleryClip) -> Video:
    made = clip.made
    wanted = clip.wanted
    size = FORMATS[made.format if made else wanted.format or "16:9"]
    status = STATES.get(clip.state, "failed")
    prompt = wanted.text or wanted.prompt if isinstance(wanted, ClipOrder) else clip.title
    seconds = made.seconds if made else getattr(wanted, "seconds", 0.0)
    return Video(
        id=clip.id,
        created_at=_epoch(clip.asked_at),
        completed_at=_epoch(clip.ended_at) if status == "completed" else None,
        error=VideoError(code=clip.state, message=clip.reason or clip.state)
        if status == "failed"
        else None,
        progress=100 if status == "completed" else min(99, int(clip.share * 100)),
        prompt=prompt,
        seconds=f"{seconds:g}",
        size=f"{size.width}x{size.height}",
        status=status,  # pyright: ignore[reportArgumentType]
    )


def _epoch(at: str) -> int:
    return int(datetime.fromisoformat(at).timestamp())
