"""One pure function from bytes to a record: everything that is known of a file by looking at it.

It reads no disk, no clock and no network, so that threads, Daft and Ray give the same records.
"""

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePath

import numpy as np

from ...domain.asset import Asset
from ...domain.base import slug
from ...domain.errors import MediaRefused
from ...domain.knowledge import Facets, ItemKind, Quality, facets_of
from ...domain.licences import refusal
from ...domain.picture import Caption, Picture, Rights
from ...media.guard.guard import guarded
from ...media.models3d.gltf import read_gltf
from ...media.models3d.mesh import view
from ...media.pictures import analysis
from ...media.pictures.files import kind_of, open_picture, picture_size, write_jpeg
from ...media.pictures.source import Blob, Source
from ...media.pictures.svg import has_effects, layers_of
from ...media.streams.footage import look_at_clip
from ...media.streams.snippets import (
    CONTAINERS,
    SILENT,
    container_of,
    kind_of_item,
    look_at_sound,
)
from ...media.streams.snippets import MAX_BYTES as MAX_FILE
from ...media.streams.tunes import terms_in
from .captions import Said, said_inside
from .quality import judged

VERSION = 4
"""Raised when files are measured otherwise: a run then reads again what it read before."""

LOOK = 640
"""Pixels of the longer side that a picture is opened at to be measured."""

CLIPPED = 0.002
"""Share of a sound's samples at full scale from which it is heard as distorted."""

KEY_VIEW, OTHER_VIEW = (1600, 1200), (800, 600)
"""Sizes that a model's sides are drawn at."""

SMALLEST = 200
"""Pixels of the shorter side below which a photograph is no use in a film."""


@dataclass(frozen=True)
class ItemView:
    """A picture that was made of an item, to be kept with it."""

    asset: Asset
    data: bytes = field(repr=False)


@dataclass(frozen=True)
class Record:
    """What a file is and shows. look is the small picture it was measured on (BGR), to embed."""

    asset: Asset
    kind: ItemKind
    captions: tuple[Caption, ...]
    keywords: tuple[str, ...]
    facets: Facets
    rights: Rights
    quality: Quality
    picture: Picture | None
    seconds: float | None = None
    look: np.ndarray | None = field(default=None, compare=False, repr=False)
    views: tuple[ItemView, ...] = field(default=(), repr=False)
    """Pictures of what is none itself: a clip's key frame, a model's sides; `picture` is first."""


def prepare(data: bytes, name: str, said: Said | None = None) -> Record:
    """A record of a file's bytes; said is what others say of it.

    Raises MediaRefused for what is broken, too large, too small or of an unknown kind, and Missing
    for a HEIC picture without the extra `heic`.
    """
    source = Blob(name, data)
    if container_of(data[:64]) in CONTAINERS and kind_of_item(source) == "video":
        # Looking through a clip has limits of its own.
        return _clip(source, said)
    return _prepared(source, said)


@guarded()
def _prepared(source: Blob, said: Said | None) -> Record:
    kind = kind_of_item(source)
    if kind == "audio":
        return _sound(source, said)
    if kind == "model":
        return _model(source, said)
    return prepare_picture(source, said)[0]


def whole(path: Path) -> Blob:
    """A file's bytes under its name. Raises MediaRefused when it is too large or unreadable."""
    try:
        if path.stat().st_size > MAX_FILE:
            raise MediaRefused(f"{path.name} is over {MAX_FILE // 1_000_000} MB; save it smaller")
        return Blob(path.name, path.read_bytes())
    except OSError as problem:
        raise MediaRefused(f"{path.name} cannot be read: {problem.strerror}") from problem


@guarded()
def prepare_picture(source: Blob, said: Said | None = None) -> tuple[Record, Picture]:
    """As `prepare`, for a picture; also gives that picture."""
    kind = kind_of(source)
    width, height = picture_size(source)
    drawn = kind == "image/svg+xml"
    if not drawn and min(width, height) < SMALLEST:
        raise MediaRefused(
            f"{source.name} is {width} x {height} pixels, too small for a film; use one of "
            f"{SMALLEST} or more on its shorter side"
        )
    look = open_picture(source, max_side=LOOK)
    layers = layers_of(source) if drawn else ()
    if drawn and has_effects(source):
        # What can be drawn small within the limits must be drawn as large as films need it.
        open_picture(source)
    told = said_inside(source, said)
    asset = _asset(source.data, source.name, kind)
    picture = _seen(source, asset, look, (width, height), layers, told)
    record = Record(
        asset=asset,
        kind="image",
        captions=picture.captions,
        keywords=picture.keywords,
        facets=facets_of(told.facets),
        rights=picture.rights,
        quality=judged(look, picture, drawn=drawn),
        picture=picture,
        look=look,
    )
    return record, picture


def look_at(picture: Path | np.ndarray | None) -> tuple[np.ndarray | None, str]:
    """A picture to search with, no larger than it need be, and the SHA-256 of its bytes.

    (None, "") without one. Raises MediaRefused for what is no picture.
    """
    if picture is None:
        return None, ""
    if isinstance(picture, Path):
        source = whole(picture)
        return open_picture(source, max_side=LOOK), hashlib.sha256(source.data).hexdigest()
    return picture, hashlib.sha256(np.ascontiguousarray(picture).tobytes()).hexdigest()


def _sound(source: Blob, said: Said | None) -> Record:
    sound = look_at_sound(source)
    findings: list[str] = []
    if sound.level < SILENT:
        findings.append("silent")
    if sound.clipped > CLIPPED:
        findings.append("clipped")
    return _told(
        source, "audio", sound.media_type, said, sound.seconds, Quality(findings=tuple(findings))
    )


def _clip(source: Blob, said: Said | None) -> Record:
    clip = look_at_clip(source)
    _large_enough(source.name, clip.width, clip.height)
    record = _told(source, "video", clip.media_type, said, clip.seconds, Quality())
    record = _viewed(record, [clip.frame], _terms(source, said_inside(source, said)))
    assert record.picture is not None
    moving = clip.moving(record.asset, said_inside(source, said).sound)
    return replace(record, picture=record.picture.model_copy(update={"moving": moving}))


def prepare_clip(
    path: Path, said: Said, keep: Callable[[str], Asset]
) -> tuple[Picture, ItemView, Quality]:
    """The still of a clip that lies in a folder, its bytes, and what is measured of it.

    keep stores the clip under its media type; nothing holds it whole. Raises MediaRefused as
    `look_at_clip` does.
    """
    seen = look_at_clip(path)
    _large_enough(path.name, seen.width, seen.height)
    view = _still(path.name, seen.frame)
    look = open_picture(Blob(view.asset.name, view.data), max_side=LOOK)
    told = _terms(path, said_inside(Blob(path.name, b""), said))
    size = seen.width, seen.height
    picture = _seen(Blob(view.asset.name, view.data), view.asset, look, size, (), told)
    moving = seen.moving(keep(seen.media_type), told.sound)
    picture = picture.model_copy(update={"moving": moving})
    return picture, view, judged(look, picture, drawn=False)


def _large_enough(name: str, width: int, height: int) -> None:
    """Raise MediaRefused for a clip that no film can use, as for a picture of that size."""
    if min(width, height) < SMALLEST:
        raise MediaRefused(
            f"{name} is {width} x {height} pixels, too small for a film; use footage of {SMALLEST} "
            "or more on its shorter side"
        )


def _terms(source: Source, told: Said) -> Said:
    """What is said of a clip or sound; its own tags count where they forbid ads and no list knows.

    Other tags are left: programs write their own names and numbers there.
    """
    if not told.rights.get("licence") and refusal(terms := terms_in(source)):
        told.rights["licence"] = terms
    return told


def _still(name: str, frame: np.ndarray, more: str = "") -> ItemView:
    """A picture of something that is none itself, named after it."""
    data = write_jpeg(frame, 92)
    return ItemView(_asset(data, f"{PurePath(name).stem}-view{more}.jpg", "image/jpeg"), data)


def _model(source: Blob, said: Said | None) -> Record:
    surfaces = read_gltf(source)
    kind = "model/gltf-binary" if source.data[:4] == b"glTF" else "model/gltf+json"
    record = _told(source, "model", kind, said, None, Quality())
    key = view(surfaces, KEY_VIEW)
    sides = [view(surfaces, OTHER_VIEW, yaw=32.0 + turn) for turn in (90, 180, 270)]
    return _viewed(record, [key, *sides], said_inside(source, said))


def _told(
    source: Blob,
    kind: ItemKind,
    media_type: str,
    said: Said | None,
    seconds: float | None,
    quality: Quality,
) -> Record:
    """A record of something without a picture of its own."""
    told = said_inside(source, said)
    if kind != "model":
        told = _terms(source, told)
    return Record(
        asset=_asset(source.data, source.name, media_type),
        kind=kind,
        captions=told.ordered(),
        keywords=tuple(told.keywords),
        facets=facets_of(told.facets),
        rights=told.rights_of(),
        quality=quality,
        picture=None,
        seconds=seconds,
    )


def _viewed(record: Record, pictures: Sequence[np.ndarray], said: Said) -> Record:
    """A record with views of it: the first is the picture that it is searched and filmed by."""
    name = record.asset.name
    views = [_still(name, shown, f"-{n}" if n else "") for n, shown in enumerate(pictures)]
    key = Blob(views[0].asset.name, views[0].data)
    look = open_picture(key, max_side=LOOK)
    height, width = pictures[0].shape[:2]
    picture = _seen(key, views[0].asset, look, (width, height), (), said)
    quality = judged(look, picture, drawn=record.kind == "model")
    return replace(record, picture=picture, quality=quality, look=look, views=tuple(views))


def _asset(data: bytes, name: str, media_type: str) -> Asset:
    sha = hashlib.sha256(data).hexdigest()
    return Asset(sha256=sha, media_type=media_type, bytes=len(data), name=name)


def _seen(
    source: Blob,
    asset: Asset,
    look: np.ndarray,
    size: tuple[int, int],
    layers: tuple[str, ...],
    said: Said,
) -> Picture:
    box = (analysis.layer_box(source) if layers else None) or analysis.subject_box(look)
    stem = slug(source.name.rpartition(".")[0], "picture")
    return Picture(
        id=f"{stem[:48].strip('-')}-{asset.sha256[:8]}",
        asset=asset,
        width=size[0],
        height=size[1],
        captions=said.ordered(),
        keywords=tuple(said.keywords),
        people=tuple(said.people),
        rights=said.rights_of(),
        scale=said.scale or analysis.shot_scale(box),  # pyright: ignore[reportArgumentType]
        subject=box,
        keep=analysis.keep_boxes(source) if layers else (),
        calm=analysis.calm_thirds(look),
        palette=analysis.palette(look),
        sharpness=analysis.sharpness(look),
        layers=layers,
        made_by_ai=said.by_ai,
        edit=said.edit,
    )
