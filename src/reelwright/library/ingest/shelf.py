"""A library folder becomes pictures; what cannot be used is named with its reason."""

import os
from collections.abc import Collection, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np

from ...domain.asset import Assets
from ...domain.base import Frozen, slug
from ...domain.errors import MediaRefused, Missing
from ...domain.picture import Picture
from .captions import read_manifest, said_outside
from .prepare import prepare_picture, whole
from .quality import NEAR

SUFFIXES = {".jpg", ".jpeg", ".png", ".webp", ".avif", ".heic", ".heif", ".svg"}
OTHERS = {".tif", ".tiff", ".gif", ".bmp", ".psd", ".ai", ".eps", ".pdf", ".svgz", ".jxl", ".jp2"}
"""Pictures of kinds that are not read: they are named, so that nobody misses them silently."""


class Shelf(Frozen):
    """Pictures in order of their names, and one line for each that was refused or doubled."""

    pictures: tuple[Picture, ...]
    refused: tuple[str, ...] = ()


@dataclass(frozen=True)
class _Seen:
    picture: Picture
    hash: int
    flat: bool
    """Whether the hash says nothing: a drawing with layers, or a picture of one colour."""


def read_pictures(folder: Path, assets: Assets, *, today: date | None = None) -> Shelf:
    """Every picture in a folder and its sub-folders, measured, captioned and kept.

    Broken, oversized, expired and exactly doubled pictures are left out with a reason; nearly
    equal ones are kept and named. Links that leave the folder are not followed.
    """
    manifest = read_manifest(folder)
    paths, refused = files_in(folder)
    names = {n for p in paths for n in (p.name, p.relative_to(folder).as_posix())}
    refused += [
        f"the captions list names {n}, which is not there"
        for n in sorted(set(manifest) - names)
        if not any(line.startswith(f"{n} ") for line in refused)
    ]

    def one(path: Path) -> _Seen | str:
        try:
            return _prepared(path, path.relative_to(folder).as_posix(), manifest, assets)
        except (MediaRefused, Missing) as problem:
            return str(problem)

    # Decoding and hashing leave the interpreter free, so threads share the work.
    with ThreadPoolExecutor(max_workers=os.cpu_count() or 2) as pool:
        results = list(pool.map(one, paths))
    return _shelved(results, refused, today or date.today())


def files_in(
    folder: Path, suffixes: Collection[str] = frozenset(SUFFIXES)
) -> tuple[list[Path], list[str]]:
    """Files with these endings inside a folder, in order of their names, and what was passed over.

    Hidden files are left alone; links that leave the folder are not followed.
    """
    root = folder.resolve()
    paths: list[Path] = []
    refused: list[str] = []
    for path in sorted(folder.rglob("*")):
        inner = path.relative_to(folder)
        if any(part.startswith((".", "__MACOSX")) for part in inner.parts):
            continue
        suffix = path.suffix.lower()
        if path.is_symlink() and path.is_dir():
            refused.append(f"{inner.as_posix()} is a link to a folder; copy its pictures in")
        elif suffix in OTHERS and path.is_file():
            refused.append(
                f"{inner.as_posix()} is of a kind that is not read; save it as JPEG, PNG or SVG"
            )
        elif suffix in suffixes and root not in path.resolve().parents:
            refused.append(
                f"{inner.as_posix()} is a link out of the library folder; copy the file in"
            )
        elif suffix in suffixes and path.is_file():
            paths.append(path)
    return paths, refused


def _prepared(
    path: Path, relative: str, manifest: Mapping[str, Mapping[str, Any]], assets: Assets
) -> _Seen:
    record, picture = prepare_picture(whole(path), said_outside(path, relative, manifest))
    asset = assets.put_file(path, record.asset.media_type, "references")
    picture = picture.model_copy(
        update={"id": slug(relative.rpartition(".")[0], "picture"), "asset": asset}
    )
    return _Seen(picture, int(record.quality.dhash or "0", 16), flat=not record.quality.dhash)


def _shelved(results: list[_Seen | str], refused: list[str], today: date) -> Shelf:
    kept: list[_Seen] = []
    names: set[str] = set()
    by_bytes: dict[str, str] = {}
    hashes = np.zeros(len(results), np.uint64)
    for seen in results:
        if isinstance(seen, str):
            refused.append(seen)
            continue
        name, sha = seen.picture.asset.name, seen.picture.asset.sha256
        ends = seen.picture.rights.expires
        if ends and date.fromisoformat(ends) < today:
            refused.append(f"{name}: its licence ended on {ends}; renew it or take the picture out")
            continue
        if sha in by_bytes:
            refused.append(f"{name} is the same file as {by_bytes[sha]}")
            continue
        by_bytes[sha] = name
        # Drawings of one hand share their layout, which is all that the hash sees.
        apart = np.bitwise_count(hashes[: len(kept)] ^ np.uint64(seen.hash))
        near = next((k for k in np.flatnonzero(apart <= NEAR) if not kept[k].flat), None)
        if near is not None and not seen.flat:
            other = kept[near].picture.asset.name
            refused.append(f"{name} looks the same as {other}; both are kept")
        hashes[len(kept)] = seen.hash
        kept.append(_named(seen, names))
    return Shelf(pictures=tuple(k.picture for k in kept), refused=tuple(refused))


def _named(seen: _Seen, names: set[str]) -> _Seen:
    name, n = seen.picture.id, 2
    while name in names:
        name, n = f"{seen.picture.id[:58]}-{n}", n + 1
    names.add(name)
    return replace(seen, picture=seen.picture.model_copy(update={"id": name}))
