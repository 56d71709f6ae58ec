"""Small pictures to look at: what a film shows, and what its scenes are shot from."""

from collections.abc import Iterator
from fractions import Fraction
from functools import lru_cache
from pathlib import Path
from typing import Any

from ..domain.asset import Asset
from ..domain.campaign import FORMATS
from ..domain.errors import NotFound
from ..domain.loose import is_list, is_table
from ..domain.take import Attempt
from ..workflow.campaign import references as kept
from . import _given

SHOWS = ("continuity", "film", "storyboard")
"""Kinds of items in whose values pictures stand that people look at."""

KEPT = 400
"""Small pictures of each kind that are kept in memory."""

ONE_SCENE = Fraction(4)
"""Seconds of a take whose scene is not in the storyboard any more, for want of its own."""


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


def of_take(
    folder: Path | str,
    film: str,
    picture: str,
    *,
    wide: int = 480,
    workspace: Path | None = None,
) -> bytes:
    """A still of a take of a film's scene, from the middle of it, as a small JPEG.

    Args:
        folder: The campaign's folder.
        film: A storyboard or film as `status` names it.
        picture: The still's name, as `shots.takes` tells it.
        wide: The most pixels on its longer side.
        workspace: Where results are kept; None: FOLDER/.reelwright.

    Raises:
        NotFound: The film has no such take.
        MediaRefused: What it was filmed from cannot be read.
    """
    return _of_take(str(folder), film, picture, wide, str(workspace or ""))


@lru_cache(maxsize=KEPT)
def _of_take(folder: str, film: str, picture: str, wide: int, workspace: str) -> bytes:
    from ..media.compositor.shots import preview
    from ..media.pictures.files import write_jpeg

    catalogue = _given.catalogue(folder, workspace or None)
    board = kept.storyboard_of(catalogue, film)
    scenes = {scene.id: scene for scene in board.scenes}
    for tried in catalogue.items("attempt"):
        if tried.digest != picture or not tried.item.startswith(f"{board.id}--"):
            continue
        take = Attempt.model_validate(tried.value).take
        frame = FORMATS[take.format]
        seconds = scenes[take.scene].seconds if take.scene in scenes else ONE_SCENE
        frames = max(1, round(seconds * frame.rate))
        width = wide * frame.width // max(frame.width, frame.height)
        (still,) = preview(
            take.shot,
            frame,
            frames,
            assets=_given.assets(folder, workspace or None),
            at=[frames // 2],
            width=width,
        )
        return write_jpeg(still, 84)
    raise NotFound(
        f"{board.id} has no take {picture[:12]!r}; its scenes may have been filmed anew: load anew"
    )


def _path(folder: str, name: str, workspace: str | None) -> Path:
    catalogue = _given.catalogue(folder, workspace)
    for stage in SHOWS:
        for result in catalogue.items(stage):
            for asset in _pictures(result.value):
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
