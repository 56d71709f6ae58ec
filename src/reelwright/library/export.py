"""What a base holds, written out: a manifest to be taken in again, and pictures for an API."""

import base64
import json
import shutil
from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path
from typing import Any

from ..domain.base import Frozen
from ..domain.errors import MediaRefused, NotFound, StoreFailed
from ..domain.knowledge import Aspect, Item
from ..media.pictures.files import open_picture, write_jpeg
from ..media.pictures.packet import with_packet
from ..media.pictures.shaping import shaped
from .base import Base
from .ingest.edits import packet_of
from .kin import edit_of

MANIFEST = "captions.jsonl"
SIZE_FOR_APIS = (1280, 720)


class BaseExported(Frozen):
    """What was written. skipped: a line for each item that was left out or could not be, and why.

    barred: a line for each that was written and may not be used.
    """

    manifest: str
    files: int
    skipped: tuple[str, ...] = ()
    barred: tuple[str, ...] = ()


def derived(base: Base, item: Item, size: tuple[int, int], aspect: Aspect | None = None) -> bytes:
    """An item's picture as a JPEG of exactly this size, or within it where its shape is kept.

    One that was made from others says so in its own bytes, as the item does.
    aspect: None takes the base's own policy. Never stretched. Raises MediaRefused for an item
    without a picture.
    """
    if item.picture is None:
        raise MediaRefused(f"{item.asset.name} holds no picture")
    chosen = aspect or base.facts.policy.aspect
    source = base.store.path(item.picture.asset)
    # Twice the frame keeps enough for a crop, and spares decoding a hundred million pixels.
    picture = open_picture(source, max_side=4 * max(size))
    data = write_jpeg(
        shaped(picture, size, chosen.mode, colour=chosen.colour, subject=item.picture.subject)
    )
    edit = item.picture.edit
    return with_packet(data, packet_of(_row(item, item.asset.name), edit)) if edit else data


def export(
    base: Base,
    folder: Path,
    items: Iterable[Item],
    *,
    size: tuple[int, int] | None = None,
    aspect: Aspect | None = None,
    encoded: bool = False,
    barred: bool = False,
    progress: Callable[[int], None] | None = None,
) -> BaseExported:
    """Write items with a manifest into a folder, which `ingest` can take in again.

    size: also a JPEG of that size in `sized/`; encoded: that JPEG in Base64 beside it, as picture
    APIs ask for. Items whose bytes are gone are skipped and named. So are those that may not be
    used (revoked, licence ended, no consent): barred writes them too, marked.
    """
    folder.mkdir(parents=True, exist_ok=True)
    names: set[str] = set()
    skipped: list[str] = []
    marked: list[str] = []
    files, today = 0, date.today()
    part = folder / f"{MANIFEST}.part"
    try:
        with part.open("w", encoding="utf-8") as manifest:
            for item in items:
                if why := base.withheld(item, today):
                    line = f"{item.asset.name} ({item.id[:12]}) may not be used: {why}"
                    (marked if barred else skipped).append(line)
                    if not barred:
                        continue
                name = _name(item, names)
                try:
                    shutil.copyfile(base.path(item), folder / name)
                    if size and item.picture:
                        _write_sized(folder, name, derived(base, item, size, aspect), encoded)
                except (MediaRefused, NotFound) as problem:
                    skipped.append(str(problem))
                    continue
                manifest.write(json.dumps(_row(item, name), ensure_ascii=False) + "\n")
                files += 1
                if progress:
                    progress(files)
        part.replace(folder / MANIFEST)
    except OSError as problem:
        raise StoreFailed(
            f"could not write to {folder}: {problem.strerror}; free some space or choose another "
            "folder"
        ) from problem
    return BaseExported(
        manifest=str(folder / MANIFEST),
        files=files,
        skipped=tuple(skipped),
        barred=tuple(marked),
    )


def _write_sized(folder: Path, name: str, jpeg: bytes, encoded: bool) -> None:
    place = folder / "sized" / f"{Path(name).stem}.jpg"
    place.parent.mkdir(exist_ok=True)
    place.write_bytes(jpeg)
    if encoded:
        place.with_suffix(".b64").write_text(base64.b64encode(jpeg).decode(), encoding="ascii")


def _name(item: Item, taken: set[str]) -> str:
    """The file's own name; a second one of that name carries the beginning of its id."""
    own = Path(item.asset.name).name or item.id[:12]
    name = own if own not in taken else f"{Path(own).stem}-{item.id[:8]}{Path(own).suffix}"
    taken.add(name)
    return name


def _row(item: Item, name: str) -> dict[str, Any]:
    """What is known of an item, in the fields that a manifest has."""
    rights = item.rights
    row = {
        "file": name,
        "caption": item.caption,
        "keywords": list(item.keywords),
        "people": list(item.people),
        "facets": {k: list(v) for k, v in item.facets.items()},
        "scale": item.picture.scale if item.picture else "",
        "holder": rights.holder,
        "licence": rights.licence,
        "expires": rights.expires or "",
        "people_consented": rights.people_consented,
        "made_by_ai": item.picture.made_by_ai if item.picture else None,
        "edit": edit.model_dump(mode="json") if (edit := edit_of(item)) else None,
        "sha256": item.id,
        "state": item.state,
        "captions": {c.source: c.text for c in item.captions},
    }
    return {k: v for k, v in row.items() if v not in ("", None, [], {})}
