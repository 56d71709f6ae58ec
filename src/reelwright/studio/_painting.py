"""Paints candidates, and takes a file into a base: what a worker does for such an order."""

import mimetypes
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..domain.asset import Asset
from ..domain.picture import Picture
from ..store.assets import Shelves
from ..wiring.gallery import clip_store, pieces_of
from . import _given, holdings, inpainting
from ._pieces import note_piece
from ._wanted import AdditionMade, AddOrder, PaintOrder
from .campaigns import Heard
from .paintings import PaintingCandidate, PaintingMade

if TYPE_CHECKING:
    from ..store.orders import Order

Listener = Callable[[Heard], None]


class Painting:
    """Makes the candidates of a painting."""

    def __init__(self, order: "Order") -> None:
        self.order = order

    def stop(self) -> None:
        """It has no steps: its process ends."""

    def make(self, listener: Listener) -> dict[str, Any]:
        """Make them; returns what came of it, JSON-ready. Raises StudioError."""
        note_piece(self.order)
        wanted = PaintOrder.model_validate(self.order.body)
        settings = _given.settings()
        assets = clip_store(settings)

        def tell(line: str) -> None:
            listener(Heard("note", text=line))

        with tempfile.TemporaryDirectory(prefix="reelwright-paint-") as scratch:
            place = Path(scratch)
            given = {
                name: self._laid(id_, place / name, assets)
                for name in ("picture", "mask", "source")
                if (id_ := getattr(wanted, name))
            }
            source = given.get("source")
            painted = inpainting.paint(
                wanted.item.item if wanted.item else given["picture"],
                base=wanted.item.base if wanted.item else None,
                mode=wanted.mode,
                mask=given.get("mask"),
                words=wanted.where,
                by=str(source) if source else wanted.by,
                library=wanted.base or None,
                count=wanted.count,
                seed=wanted.seed,
                out=place / "out",
                backend=wanted.backend,
                white_changes=wanted.white_changes,
                tell=tell,
            )
            files = {
                path.name: assets.put_file(path, _kind(path), "takes")
                for path in sorted((place / "out").iterdir())
                if path.is_file()
            }
            made = PaintingMade(
                files=files,
                picture="reference.png",
                mask=painted.mask.file,
                masked=painted.masked,
                mask_from=painted.mask_from,
                caption=painted.caption,
                backend=painted.backend,
                candidates=tuple(
                    PaintingCandidate(
                        number=c.number, file=c.file, score=c.score, parts=c.parts, why=c.why
                    )
                    for c in painted.candidates
                ),
                notes=painted.notes,
            )
            return made.model_dump(mode="json")

    def _laid(self, id_: str, folder: Path, assets: Shelves) -> Path:
        """A given picture under a name of its own kind."""
        picture = Picture.model_validate(pieces_of(_given.settings()).given(id_))
        return laid_out(picture.asset, folder, assets)


class Adding:
    """Takes one file into a base."""

    def __init__(self, order: "Order") -> None:
        self.order = order

    def stop(self) -> None:
        """It has no steps: its process ends."""

    def make(self, listener: Listener) -> dict[str, Any]:
        """Take it in; returns what came of it, JSON-ready. Raises StudioError."""
        wanted = AddOrder.model_validate(self.order.body)
        with tempfile.TemporaryDirectory(prefix="reelwright-add-") as scratch:
            path = laid_out(wanted.file, Path(scratch) / "file", clip_store(_given.settings()))
            came = holdings.add(wanted.base, [path], approve=wanted.approve, workers=1)
        made = AdditionMade(
            added=came.added,
            already=came.already,
            refused=came.refused,
            notes=(*came.held, *came.noted),
        )
        return made.model_dump(mode="json")


def laid_out(asset: Asset, folder: Path, assets: Shelves) -> Path:
    """An asset's bytes under its own name in a folder of their own."""
    folder.mkdir()
    return Path(shutil.copyfile(assets.path(asset), folder / Path(asset.name).name))


def _kind(path: Path) -> str:
    return mimetypes.guess_type(path.name)[0] or "application/octet-stream"
