"""A library folder becomes pictures; what cannot be used is named with its reason."""

import os
from collections.abc import Collection, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import get_args

import numpy as np

from ...domain.asset import Assets
from ...domain.base import Frozen, slug
from ...domain.errors import MediaRefused, Missing
from ...domain.loose import half_letter
from ...domain.picture import CaptionSource, Picture, Rights
from ...media.pictures.files import looks_like_picture
from .captions import Said, said_outside
from .lists import LISTS, Listed, ListRow, folded, read_list
from .prepare import prepare_clip, prepare_picture, whole
from .quality import NEAR
from .sidecars import SUFFIXES as SIDECARS
from .sidecars import Sidecars

SUFFIXES = frozenset(
    ".jpg .jpeg .jpe .jfif .jif .mpo .png .webp .avif .heic .heif .gif .svg".split()
)
SOUNDS = frozenset(".wav .aif .aiff .flac .ogg .opus .mp3 .m4a".split())
CLIPS = frozenset(".mp4 .mov .m4v .webm .mkv".split())
MODELS = frozenset((".glb", ".gltf"))
SHOWN = SUFFIXES | CLIPS
"""Endings of what a campaign's library is read for: pictures, and clips with their stills."""

SUPPORTED = SHOWN | SOUNDS | MODELS
"""Endings of what a base takes in."""

_SPOKEN = frozenset((".md", ".html", ".htm"))
_ABOUT = ("readme", "licence", "license", "copying", "notice", "credits", "attribution")
"""What texts for people are called, which describe a folder and no picture of it."""

_OF_SYSTEMS = frozenset(("thumbs.db", "desktop.ini", "picasa.ini", "icon\r"))
_TABLES = frozenset((".csv", ".jsonl", ".tsv", ".xlsx", ".xls", ".ods", ".numbers"))
_SOURCES: tuple[CaptionSource, ...] = get_args(CaptionSource)
_NAMED = 3
"""Files of one kind that are named one by one before the rest is counted."""


class Shelf(Frozen):
    """Pictures and stills of clips in order of their names; a line for each refused or doubled."""

    pictures: tuple[Picture, ...]
    refused: tuple[str, ...] = ()


@dataclass(frozen=True)
class _Seen:
    picture: Picture
    name: str
    """Its path in the folder."""
    hash: int
    flat: bool
    """Whether the hash says nothing: a drawing with layers, or a picture of one colour."""


def read_pictures(folder: Path, assets: Assets, *, today: date | None = None) -> Shelf:
    """Every picture and clip in a folder and its sub-folders, measured, captioned and kept.

    Broken, oversized, expired and exactly doubled pictures are left out with a reason; nearly
    equal ones are kept and named. Links that leave the folder are not followed.
    """
    paths, refused = files_in(folder)
    rows, more = rows_of(read_list(folder), folder, paths)
    refused += more
    beside = Sidecars(folder)

    def one(path: Path) -> _Seen | str:
        relative = path.relative_to(folder).as_posix()
        try:
            said = said_outside(path, rows.get(relative), beside)
            return _prepared(path, relative, said, assets)
        except (MediaRefused, Missing) as problem:
            return str(problem).replace(path.name, relative, 1)

    # Decoding and hashing leave the interpreter free, so threads share the work.
    with ThreadPoolExecutor(max_workers=os.cpu_count() or 2) as pool:
        results = list(pool.map(one, paths))
    return _shelved(results, refused, today or date.today())


def files_in(
    folder: Path, suffixes: Collection[str] = SHOWN, lists: Collection[Path] = ()
) -> tuple[list[Path], list[str]]:
    """Files with these endings inside a folder, in order of their names, and what was passed over.

    What has another ending, or none, and is a picture by its first bytes, is taken too. Hidden
    files are left alone; links that leave the folder are not followed. lists: files of the folder
    that are read as lists of captions, besides captions.*.
    """

    def named(inner: Path) -> str:
        return inner.as_posix().encode("utf-8", "replace").decode()

    root = folder.resolve()
    paths: list[Path] = []
    refused: list[str] = []
    rest: list[Path] = []
    for path in sorted(folder.rglob("*")):
        inner = path.relative_to(folder)
        if any(part.startswith((".", "__MACOSX")) for part in inner.parts):
            continue
        if path.is_symlink() and path.is_dir():
            refused.append(f"{inner.as_posix()} is a link to a folder; copy its pictures in")
        elif path.is_dir():
            continue
        elif not path.is_file():
            what = "is a link to what is not there" if path.is_symlink() else "is no file (a pipe, "
            what += "" if path.is_symlink() else "a socket or a device)"
            refused.append(f"{named(inner)} {what}; take it out")
        elif half_letter(inner.as_posix()):
            refused.append(f"{named(inner)} has a name that is no text; rename it")
        elif path.suffix.lower() in suffixes or _looks_right(path):
            if root not in path.resolve().parents:
                refused.append(
                    f"{inner.as_posix()} is a link out of the library folder; copy the file in"
                )
            else:
                paths.append(path)
        elif path not in lists:
            rest.append(path)
    return paths, refused + _unread(rest, paths, folder)


def rows_of(
    listed: Listed, folder: Path, taken: Sequence[Path]
) -> tuple[dict[str, ListRow], list[str]]:
    """The row of each file by its path in the folder, and what is wrong with the list.

    taken: the files that are used; a row may also be for another that is there.
    """
    if not listed.rows:
        return {}, list(listed.notes)
    files = {p.relative_to(folder).as_posix() for p in taken}
    files |= {p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file()}
    rows, lost = listed.matched(files)
    return rows, [*listed.notes, *lost]


def _looks_right(path: Path) -> bool:
    """Whether a file with an unusual ending is a picture all the same."""
    if path.suffix.lower() in (*SIDECARS, *_TABLES, *SUPPORTED):
        return False
    try:
        with path.open("rb") as file:
            return looks_like_picture(file.read(1024))
    except OSError:
        return False


def _unread(rest: Sequence[Path], taken: Sequence[Path], folder: Path) -> list[str]:
    """A line for each file that nothing is done with, unless it is plain what it is for."""
    beside = Sidecars(folder)
    described = {sidecar for path in taken for sidecar in beside.of(path)}
    kinds: dict[str, list[str]] = {}
    lines: list[str] = []
    for path in rest:
        name, suffix = path.relative_to(folder).as_posix(), path.suffix.lower()
        stem = folded(path.stem)
        if path in described or suffix in SHOWN or folded(path.name) in _OF_SYSTEMS:
            continue
        if suffix in _SPOKEN or stem.startswith(_ABOUT) or suffix == ".aae":
            continue
        if folded(name) in LISTS:
            continue
        if suffix in _TABLES or folded(path.name) in LISTS:
            lines.append(
                f"{name} is not read: a list of captions is called captions.csv, captions.json or "
                "captions.jsonl and lies in the folder itself"
            )
        elif suffix in SOUNDS:
            lines.append(
                f"{name} is a sound, which a campaign's library has no use for; a recording of a "
                "scene's words belongs in voice/, music stands as a file under music in brand.toml"
            )
        elif suffix in MODELS:
            lines.append(
                f"{name} is a 3D model; a knowledge base takes it in and draws it (reelwright "
                "library add), or save a view of it here as a picture"
            )
        elif suffix in SIDECARS:
            kinds.setdefault(f"{suffix} that belong to no picture", []).append(name)
        else:
            kinds.setdefault(suffix, []).append(name)
    for suffix, names in kinds.items():
        why = (
            "is beside no picture of that name"
            if " " in suffix
            else "is of a kind that is not read; save it as JPEG, PNG or SVG, a clip as MP4"
        )
        lines += [f"{name} {why}" for name in names[:_NAMED]]
        if len(names) > _NAMED:
            lines.append(f"{len(names) - _NAMED} more files of the kind {suffix} are not read")
    return lines


def _prepared(path: Path, relative: str, said: Said, assets: Assets) -> _Seen:
    if path.suffix.lower() in CLIPS:
        picture, view, quality = prepare_clip(
            path, said, lambda kind: assets.put_file(path, kind, "references")
        )
        asset = assets.put(view.data, view.asset.name, view.asset.media_type, "references")
    else:
        record, picture = prepare_picture(whole(path), said)
        asset = assets.put_file(path, record.asset.media_type, "references")
        quality = record.quality
    picture = picture.model_copy(
        update={"id": slug(relative.removesuffix(path.suffix), "picture"), "asset": asset}
    )
    return _Seen(picture, relative, int(quality.dhash or "0", 16), flat=not quality.dhash)


def _shelved(results: list[_Seen | str], refused: list[str], today: date) -> Shelf:
    kept: list[_Seen] = []
    names: set[str] = set()
    twins = _twins([seen for seen in results if isinstance(seen, _Seen)])
    hashes = np.zeros(len(results), np.uint64)
    for seen in results:
        if isinstance(seen, str):
            refused.append(seen)
            continue
        name = seen.name
        best, allowed = twins[seen.picture.file.sha256]
        if best is not seen:
            refused.append(f"{name} is the same file as {best.name}")
            continue
        seen = replace(seen, picture=seen.picture.model_copy(update={"rights": allowed}))
        if over := seen.picture.rights.ended(today):
            refused.append(f"{name}: {over}; renew it or take the picture out")
            continue
        if shut := seen.picture.rights.forbids_ads:
            refused.append(f"{name} is left out: {shut}")
            continue
        if known := seen.picture.rights.told:
            refused.append(f"{name}: {known}")
        # Drawings of one hand share their layout, which is all that the hash sees.
        apart = np.bitwise_count(hashes[: len(kept)] ^ np.uint64(seen.hash))
        near = next((k for k in np.flatnonzero(apart <= NEAR) if not kept[k].flat), None)
        if near is not None and not seen.flat:
            other = kept[near].name
            refused.append(f"{name} looks the same as {other}; both are kept")
        hashes[len(kept)] = seen.hash
        kept.append(_named(seen, names))
    return Shelf(pictures=tuple(k.picture for k in kept), refused=tuple(refused))


def _twins(found: Sequence[_Seen]) -> dict[str, tuple[_Seen, Rights]]:
    """Of files with the same bytes the one of which most is known, under the strictest rights.

    Rights belong to a picture, whatever its copies are called: a licence that ended or is for no
    ads, or a consent that was refused for one of them, holds for all.
    """
    alike: dict[str, list[_Seen]] = {}
    for seen in found:
        alike.setdefault(seen.picture.file.sha256, []).append(seen)
    chosen: dict[str, tuple[_Seen, Rights]] = {}
    for sha, copies in alike.items():
        best = min(copies, key=lambda s: _SOURCES.index(s.picture.captions[0].source))
        rights = [s.picture.rights for s in copies]
        consents = {r.people_consented for r in rights}
        own = best.picture.rights
        ends = [end.last.isoformat() for r in rights if (end := r.ends)]
        shut = next((r for r in rights if r.forbids_ads), own)
        strictest = own.model_copy(
            update={
                "licence": shut.licence,
                "holder": shut.holder,
                "expires": min(ends, default=None) if len(copies) > 1 else own.expires,
                "people_consented": False if False in consents else (True in consents or None),
            }
        )
        chosen[sha] = (best, strictest)
    return chosen


def _named(seen: _Seen, names: set[str]) -> _Seen:
    name, n = seen.picture.id, 2
    while name in names:
        name, n = f"{seen.picture.id[:58]}-{n}", n + 1
    names.add(name)
    return replace(seen, picture=seen.picture.model_copy(update={"id": name}))
