"""A library folder becomes pictures; what cannot be used is named with its reason."""

import os
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from ..domain.asset import Assets
from ..domain.base import Frozen, slug
from ..domain.errors import MediaRefused, Missing
from ..domain.picture import Picture
from ..media import analysis
from ..media.pictures import kind_of, open_picture, picture_size
from ..media.svg import layers_of
from .captions import gather, read_manifest

SUFFIXES = {".jpg", ".jpeg", ".png", ".webp", ".avif", ".heic", ".heif", ".svg"}
LOOK = 640
"""Pixels of the longer side that a picture is opened at to be measured."""

NEAR = 3
"""Difference hashes this close count as the same picture."""

SMALLEST = 200
"""Pixels of the shorter side below which a photograph is no use in a film."""


class Shelf(Frozen):
    """Pictures in order of their names, and one line for each that was refused or doubled."""

    pictures: tuple[Picture, ...]
    refused: tuple[str, ...] = ()


@dataclass(frozen=True)
class _Seen:
    picture: Picture
    hash: int


def read_pictures(folder: Path, assets: Assets, *, today: date | None = None) -> Shelf:
    """Every picture in a folder and its sub-folders, measured, captioned and kept.

    Broken, oversized, expired and exactly doubled pictures are left out with a reason; nearly
    equal ones are kept and named. Links that leave the folder are not followed.
    """
    root = folder.resolve()
    manifest = read_manifest(folder)
    today = today or date.today()
    paths, refused = [], []
    for path in sorted(p for p in folder.rglob("*") if p.suffix.lower() in SUFFIXES):
        real = path.resolve()
        if root not in real.parents:
            refused.append(f"{path.name} is a link out of the library folder; copy the file in")
        elif real.is_file():
            paths.append(path)

    def one(path: Path) -> _Seen | str:
        try:
            return _prepared(path, path.relative_to(folder).as_posix(), manifest, assets)
        except (MediaRefused, Missing) as problem:
            return str(problem)

    with ThreadPoolExecutor(max_workers=os.cpu_count() or 2) as pool:
        results = list(pool.map(one, paths))
    return _shelved(results, refused, today)


def _prepared(
    path: Path, relative: str, manifest: Mapping[str, Mapping[str, Any]], assets: Assets
) -> _Seen:
    kind = kind_of(path)
    width, height = picture_size(path)
    if kind != "image/svg+xml" and min(width, height) < SMALLEST:
        raise MediaRefused(
            f"{path.name} is {width} x {height} pixels, too small for a film; use one of "
            f"{SMALLEST} or more on its shorter side"
        )
    small = open_picture(path, max_side=LOOK)
    layers = layers_of(path) if kind == "image/svg+xml" else ()
    box = (analysis.layer_box(path) if layers else None) or analysis.subject_box(small)
    said = gather(path, relative, manifest)
    picture = Picture(
        id=slug(relative.rpartition(".")[0], "picture"),
        asset=assets.put_file(path, kind, "references"),
        width=width,
        height=height,
        captions=said.ordered(),
        keywords=tuple(said.keywords),
        rights=said.rights_of(),
        scale=said.scale or analysis.shot_scale(box),  # pyright: ignore[reportArgumentType]
        subject=box,
        calm=analysis.calm_thirds(small),
        palette=analysis.palette(small),
        sharpness=analysis.sharpness(small),
        layers=layers,
        made_by_ai=said.by_ai,
    )
    return _Seen(picture, analysis.dhash(small))


def _shelved(results: list[_Seen | str], refused: list[str], today: date) -> Shelf:
    kept: list[_Seen] = []
    names: set[str] = set()
    for seen in results:
        if isinstance(seen, str):
            refused.append(seen)
            continue
        name = seen.picture.asset.name
        ends = seen.picture.rights.expires
        if ends and _over(name, ends, today):
            refused.append(f"{name}: its licence ended on {ends}; renew it or take the picture out")
            continue
        double = next(
            (k for k in kept if k.picture.asset.sha256 == seen.picture.asset.sha256), None
        )
        if double:
            refused.append(f"{name} is the same file as {double.picture.asset.name}")
            continue
        near = next(
            (
                k
                for k in kept
                if analysis.apart(k.hash, seen.hash) <= NEAR and not seen.picture.layers
            ),
            None,
        )
        if near:
            refused.append(f"{name} looks the same as {near.picture.asset.name}; both are kept")
        kept.append(_named(seen, names))
    return Shelf(pictures=tuple(k.picture for k in kept), refused=tuple(refused))


def _named(seen: _Seen, names: set[str]) -> _Seen:
    name, n = seen.picture.id, 2
    while name in names:
        name, n = f"{seen.picture.id[:58]}-{n}", n + 1
    names.add(name)
    return _Seen(seen.picture.model_copy(update={"id": name}), seen.hash)


def _over(name: str, ends: str, today: date) -> bool:
    try:
        return date.fromisoformat(ends) < today
    except ValueError as problem:
        raise MediaRefused(
            f"{name}: expires: {ends!r} is no date; write it as 2027-12-31"
        ) from problem
