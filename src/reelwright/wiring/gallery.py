"""The clips of a house: where their bytes and books are, on one machine or for many."""

import shutil
import tempfile
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from ..domain.errors import InvalidIntake, NotAllowed
from ..settings import Settings
from ..store.assets import Shelves
from ..store.catalogue import Catalogue
from ..store.jobs import Jobs
from ..store.pieces import Pieces
from .clip_bytes import SHARED, clip_store, workspace_of_clips
from .clips import desk_at, given_picture
from .libraries import open_library, why_barred
from .places import catalogue_of, house_of, place_of, room, store

if TYPE_CHECKING:
    from ..domain.knowledge import Item
    from ..domain.picture import Picture
    from ..workflow.clip.steps import ClipDesk


def pieces_of(settings: Settings) -> Pieces:
    """What was asked for piece by piece. Raises StoreFailed."""
    database, file = house_of(settings)
    return Pieces(database, file)


def clip_catalogue(settings: Settings) -> Catalogue:
    """Lineage of the house's clips. Raises StoreFailed."""
    return catalogue_of(workspace_of_clips(settings), settings)


def house_desk(settings: Settings, jobs: Jobs) -> "ClipDesk":
    """A desk to make clips of the house at. jobs: the books of what is made by this process."""
    workspace = workspace_of_clips(settings)
    room(workspace)
    kept = store(workspace, settings), clip_catalogue(settings), jobs
    return desk_at(place_of(workspace, settings), kept, settings, workspace, SHARED)


def given(settings: Settings, path: Path) -> "Picture":
    """A picture that somebody gave, kept among the clips' bytes.

    Raises InvalidIntake and MediaRefused for what is no picture, NotAllowed for one that may not be
    used.
    """
    picture = given_picture(path, clip_store(settings))
    library = open_library(settings)
    try:
        why = why_barred(library.kin, picture)
    finally:
        library.close()
    if why:
        raise NotAllowed(f"{path.name} cannot be filmed: {why}")
    return picture


def item_for(settings: Settings, base: str, name: str, assets: Shelves | None) -> "Item":
    """An item that a clip can stand on, its view kept among the clips' bytes.

    assets: None looks only. Raises NotFound, NotAllowed, and InvalidIntake for what has no view.
    """
    library = open_library(settings)
    try:
        found = library.open(base)
        item = found.item(name)
        if item.picture is None:
            raise InvalidIntake(
                f"{item.asset.name} of {base} is a {item.kind} and cannot be seen; choose a picture"
            )
        if why := found.barred(item, date.today()):
            raise NotAllowed(f"{item.asset.name} of {base} cannot be filmed: {why}")
        if assets is None:
            return item
        view = item.picture.asset
        with tempfile.TemporaryDirectory() as scratch:
            copy = Path(scratch) / "view"
            shutil.copyfile(found.store.path(view), copy)
            kept = assets.put_file(copy, view.media_type, "references")
        picture = item.picture.model_copy(
            update={"asset": kept.model_copy(update={"name": view.name})}
        )
        return item.model_copy(update={"picture": picture})
    finally:
        library.close()


def note_item(settings: Settings, item: "Item", film: str) -> None:
    """Note on a base that a film was made with an item of it: revoking it names the film."""
    library = open_library(settings)
    try:
        library.open(item.base).used([item.id], film, SHARED)
    finally:
        library.close()
