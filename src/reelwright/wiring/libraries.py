"""Knowledge bases: opened for a person, read by campaigns, asked who used them."""

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..domain.errors import InvalidIntake, StoreFailed
from ..settings import Settings, library_home, person
from ..store import Catalogue
from ..store.assets import OPTIONS, Shelves, open_assets
from ..store.catalogue import BEHIND
from ..store.database import Database
from .places import base_bytes, base_database, bases_there, sealing
from .spending import till_of

if TYPE_CHECKING:
    from ..backends.embed.interface import Embedder
    from ..domain.knowledge import Item, KnowledgeBase, Role, Use
    from ..domain.picture import Parent, Picture
    from ..library import Library, Shelf
    from ..library.kin import Kin

MOST_PICTURES = 2_000
"""Pictures of a knowledge base that may join a campaign: each is weighed for every scene."""


def open_library(settings: Settings | None = None, least: "Role | None" = None) -> "Library":
    """All knowledge bases, as the person of the settings may use them.

    least: what they may do in every base of the house, whatever it says of them.
    """
    from ..library import Library
    from ..store.ledger import BaseLedger

    settings = settings or Settings()

    def embedder(name: str, dimension: int | None) -> "Embedder":
        from ..backends.embed.paying import Paying
        from ..backends.registry import load

        wanted = {} if dimension is None else {"dimension": dimension}
        options = settings.embedder_options(name) | wanted
        return Paying(lambda: load(name, **options), till_of(settings, "libraries", name))

    def ledger(folder: Path, new: "KnowledgeBase | None") -> BaseLedger:
        return BaseLedger(folder, new, base_database(settings, folder.name))

    return Library(
        library_home(settings),
        person(settings),
        ledger,
        partial(store_of_base, settings),
        partial(_films_of_campaign, settings),
        embedder,
        least=least,
        elsewhere=lambda: bases_there(settings),
        bytes_at=lambda: base_bytes(settings),
    )


def base_reader(settings: Settings, catalogue: Catalogue) -> "Callable[[str, Any], Shelf]":
    """Reads the approved pictures of a knowledge base into a campaign's own assets."""

    def read(name: str, assets: Shelves) -> "Shelf":
        from ..library import Shelf

        library = open_library(settings)
        try:
            base = library.open(name)
            # So that revoking a picture there names the films that were made with it here.
            base.ledger.note_reader(catalogue.address)
            pictures: list[Picture] = []
            refused: list[str] = []
            for item in base.items(state="approved"):
                if item.kind not in ("image", "video") or item.picture is None:
                    continue
                moving = item.picture.moving
                if item.kind == "video" and moving is None:
                    refused.append(
                        f"{item.asset.name} of base {name} is left out: it was not looked through "
                        f"as footage yet; add its file again (reelwright library add {name} FILE)"
                    )
                    continue
                why = base.barred(item, date.today())
                if why:
                    refused.append(f"{item.asset.name} of base {name} is left out: {why}")
                    continue
                if len(pictures) == MOST_PICTURES:
                    raise InvalidIntake(
                        f"campaign.toml: library.bases: {name} holds over {MOST_PICTURES} "
                        "pictures; make a base of those that this campaign needs"
                    )
                kept = assets.put_file(base.path(item), item.asset.media_type, "references")
                asset = kept.model_copy(update={"name": item.asset.name})
                changed: dict[str, Any] = {"asset": asset}
                if moving is not None:
                    view = item.picture.asset
                    still = base.store.path(view)
                    changed = {
                        "asset": assets.put_file(still, view.media_type, "references").model_copy(
                            update={"name": view.name}
                        ),
                        "moving": moving.model_copy(update={"clip": asset}),
                    }
                pictures.append(item.picture.model_copy(update=changed))
            return Shelf(pictures=tuple(pictures), refused=tuple(refused))
        finally:
            library.close()

    return read


def why_barred(kin: "Kin", picture: "Picture", base: str = "") -> str:
    """Why a picture may not be used now, itself or for what it was made from; "" where it may."""
    from ..domain.picture import Parent

    own = Parent(
        file=picture.asset.name,
        sha256=picture.asset.sha256,
        base=base,
        rights=picture.rights,
        edit=picture.edit,
    )
    return why_barred_now(kin, own, date.today())


def why_barred_now(kin: "Kin", picture: "Parent", today: date) -> str:
    """As `why_barred`, of a picture as those that are made from it know it."""
    if why := kin.withdrawn(picture, today, picture.base):
        return f"it is a picture {why}"
    # A base knows better than the picture what its rights are by now.
    said = "" if picture.base else picture.rights.barred(today)
    return said or kin.barred(picture.edit, today, picture.base)


def without_barred(shelf: "Shelf", settings: Settings, place: str) -> "Shelf":
    """A shelf without the edited pictures of which a parent was revoked; each is named with why.

    place: the campaign's catalogue. The bases that hold the parents note it, so that revoking one
    names the films made with its children here.
    """
    library = open_library(settings)
    try:
        kept: list[Picture] = []
        refused = list(shelf.refused)
        for picture in shelf.pictures:
            why = why_barred(library.kin, picture) if picture.edit else ""
            if why:
                refused.append(f"{picture.asset.name} is left out: {why}")
                continue
            library.kin.read_by(picture.edit, place)
            kept.append(picture)
        return shelf.model_copy(update={"pictures": tuple(kept), "refused": tuple(refused)})
    finally:
        library.close()


def store_of_base(settings: Settings, base: "KnowledgeBase", folder: Path) -> Shelves:
    """Where a base's bytes live: its own folder, or a bucket at s3://bucket/folder."""
    options = {k: v for k, v in base.store_options.items() if k in OPTIONS}
    try:
        return open_assets(
            folder / "assets",
            base.store or "",
            folder=base.id,
            options=options,
            stays=False,
            **sealing(settings),
        )
    except OSError as problem:
        raise StoreFailed(
            f"cannot write to {folder}: {problem.strerror}; choose another in REELWRIGHT_LIBRARY"
        ) from problem


def _films_of_campaign(settings: Settings, place: str, items: "Sequence[Item]") -> "list[Use]":
    """Films that a campaign's catalogue, in a file or a space, made with items of a base."""
    from ..domain.knowledge import Use

    by = place
    if place.startswith("space:"):
        if not settings.database_url:
            return []
        catalogue = Catalogue(Database(settings.database_url, place.removeprefix("space:")))
    else:
        path = Path(place)
        if not path.exists():
            return []
        by = str(path.parent.parent)
        catalogue = Catalogue(path)
    try:
        return [
            Use(item=item.id, film=film, by=by, at="")
            for item in items
            if item.picture
            for film, role in (*catalogue.used_in(item.picture.id), *catalogue.used_in(item.id))
            if role in ("reference", BEHIND)
        ]
    finally:
        catalogue.close()
