"""Small pictures to look at: what a film shows, and what its scenes are shot from."""

from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

from ..domain.asset import Asset
from ..domain.errors import NotFound
from ..domain.loose import is_list, is_table
from . import _given

SHOWS = ("continuity", "film", "storyboard")
"""Kinds of items in whose values pictures stand that people look at."""

KEPT = 400
"""Small pictures that are kept in memory."""


def small(
    folder: Path | str, picture: str, *, wide: int = 480, workspace: Path | None = None
) -> bytes:
    """A picture of a campaign as a small JPEG: a film's poster or still, or what a scene shows.

    Args:
        folder: The campaign's folder.
        picture: The hex SHA-256 of its bytes, as references and films tell it, or its id in the
            campaign's library.
        wide: The most pixels on its longer side.
        workspace: Where results are kept; None: FOLDER/.reelwright.

    Raises:
        NotFound: The campaign has no such picture.
        MediaRefused: The picture cannot be read.
    """
    return _small(str(folder), picture, wide, str(workspace or ""))


@lru_cache(maxsize=KEPT)
def _small(folder: str, picture: str, wide: int, workspace: str) -> bytes:
    from ..media.pictures.files import open_picture, write_jpeg

    return write_jpeg(open_picture(_path(folder, picture, workspace or None), max_side=wide), 84)


def _path(folder: str, name: str, workspace: str | None) -> Path:
    catalogue = _given.catalogue(folder, workspace)
    for stage in SHOWS:
        for kept in catalogue.items(stage):
            for asset in _pictures(kept.value):
                if asset["sha256"] == name:
                    return _given.assets(folder, workspace).path(Asset.model_validate(asset))
    # Of what would be shown, nothing is kept: it stands in the campaign's own library.
    studio = _given.opened(folder, workspace)
    for picture in studio.campaign.pictures:
        if name in (picture.id, picture.asset.sha256):
            return studio.assets.path(picture.asset)
    raise NotFound(
        f"the campaign has no picture {name[:60]!r}; it may have been replaced: load anew"
    )


def _pictures(value: Any) -> Iterator[dict[str, Any]]:
    """Every record of a picture's bytes in a value."""
    if is_table(value):
        if str(value.get("media_type", "")).startswith("image/") and "sha256" in value:
            yield value
        else:
            for part in value.values():
                yield from _pictures(part)
    elif is_list(value):
        for part in value:
            yield from _pictures(part)
