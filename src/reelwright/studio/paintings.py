"""Pictures of the house in which a part is replaced, removed or repaired; one candidate is picked.

Workers make the candidates, one order each; a person looks at them and picks.
"""

import tempfile
from base64 import b64encode
from pathlib import Path
from typing import TYPE_CHECKING

from ..domain.asset import Asset
from ..domain.base import Frozen
from ..domain.errors import Conflict, NotFound
from ..domain.picture import Picture
from . import _audit, _given, inpainting
from ._pieces import ask_for, drop_bytes, order_of, piece_of
from ._rights import demand
from ._wanted import ItemRef, OrderState
from ._wanted import MaskOrder as MaskOrder
from ._wanted import PaintOrder as PaintOrder

if TYPE_CHECKING:
    from ..store.orders import Order
    from ..store.pieces import Piece

KINDS = ("paint",)

MOST = 100
"""Paintings of one page."""


class MaskFound(Frozen):
    """What words name in a picture, before anything is painted.

    png: a mask of the picture's shape, in Base64; white is what changes. masked is its share of the
    picture. notes say in words how it was found.
    """

    png: str
    width: int
    height: int
    masked: float
    notes: tuple[str, ...] = ()


class PaintingCandidate(Frozen):
    """One candidate. score and parts are the judge's, 0-10, and why says it in words."""

    number: int
    file: str
    score: float
    parts: dict[str, float]
    why: str


class PaintingMade(Frozen):
    """The candidates, the best first, and the files that one may look at, by name.

    picture and mask name the files of both; masked is the share of the picture that changes.
    """

    files: dict[str, Asset]
    picture: str
    mask: str
    masked: float
    mask_from: str
    caption: str
    backend: str
    candidates: tuple[PaintingCandidate, ...]
    notes: tuple[str, ...] = ()


class PaintingPick(Frozen):
    """A candidate that was picked: the id under which clips can stand on it, and its item, if any.

    known: it was in the base before.
    """

    number: int
    picture: str
    item: ItemRef | None = None
    known: bool = False
    who: str = ""


class PaintingEntry(Frozen):
    """A picture to be painted, as it was asked for and as it stands; picks the newest last."""

    id: str
    number: int
    title: str
    who: str
    asked_at: str
    state: OrderState
    share: float
    reason: str
    wanted: PaintOrder
    made: PaintingMade | None
    picks: tuple[PaintingPick, ...] = ()


def ask(wanted: PaintOrder, *, mark: str = "", who: str | None = None) -> PaintingEntry:
    """Ask for candidates; returns at once.

    Args:
        wanted: Which picture, what shall change in it, and into what.
        mark: A word drawn by who asks: asked twice with the same, it is one painting.
        who: Who asks; None: the person of the settings.

    Raises:
        NotAllowed: It takes the role editor; or the item may not be used.
        NotFound: There is no such picture, item or base.
        Conflict: The mark was used for something else.
    """
    from ..wiring.gallery import item_for, pieces_of
    from ..wiring.libraries import open_library

    demand("editor", who)
    settings = _given.settings(who=who)
    for given in (wanted.picture, wanted.mask, wanted.source):
        if given:
            pieces_of(settings).given(given)
    if wanted.item:
        item_for(settings, wanted.item.base, wanted.item.item, None)
    if wanted.base:
        library = open_library(settings)
        try:
            library.open(wanted.base)
        finally:
            library.close()
    piece, order = ask_for("paint", wanted, mark, who)
    return _told(piece, order)


def find(wanted: MaskOrder, *, who: str | None = None) -> MaskFound:
    """Look for what words name in a picture; nothing is painted or kept.

    Args:
        wanted: In which picture, for what, and for which change.
        who: Who asks; None: the person of the settings.

    Raises:
        NotAllowed: It takes the role editor; or the item may not be used.
        NotFound: There is no such picture, item or base.
        DoesNotFit: Nothing in the picture answers to the words.
    """
    from ..media.painting.inlay import png
    from ..wiring.gallery import clip_store, pieces_of

    demand("editor", who)
    settings = _given.settings(who=who)
    with tempfile.TemporaryDirectory(prefix="reelwright-mask-") as scratch:
        named: Path | str = wanted.item.item if wanted.item else ""
        if wanted.picture:
            kept = Picture.model_validate(pieces_of(settings).given(wanted.picture)).asset
            named = Path(scratch) / Path(kept.name).name
            named.write_bytes(clip_store(settings).path(kept).read_bytes())
        base = wanted.item.base if wanted.item else None
        found = inpainting.find(named, wanted.where, base=base, mode=wanted.mode, who=who)
    height, width = found.mask.shape
    return MaskFound(
        png=b64encode(png(found.mask)).decode(),
        width=width,
        height=height,
        masked=round(float((found.mask > 0).mean()), 4),
        notes=found.notes,
    )


def listed(
    *, before: int = 0, limit: int = 24, who: str | None = None
) -> tuple[PaintingEntry, ...]:
    """Paintings, the newest first.

    Args:
        before: Only those with a lower number; 0: from the newest on.
        limit: How many at most, up to MOST.
        who: Who asks; None: the person of the settings.

    Raises:
        NotAllowed: They may not look.
    """
    from ..wiring.gallery import pieces_of
    from ..wiring.houses import orders_of

    demand("viewer", who)
    settings = _given.settings()
    found = pieces_of(settings).listed(KINDS, before=before, limit=max(1, min(limit, MOST)))
    made = {o.id: o for o in orders_of(settings).several([p.id for p in found])}
    return tuple(_told(p, made[p.id]) for p in found if p.id in made)


def one(id: str, *, who: str | None = None) -> PaintingEntry:
    """One painting.

    Raises:
        NotAllowed: They may not look.
        NotFound: There is none of that id, or it was removed.
    """
    demand("viewer", who)
    piece = piece_of(id, KINDS)
    return _told(piece, order_of(piece))


def file(id: str, name: str, *, who: str | None = None) -> Path:
    """Where a file of a painting lies, to be looked at: the picture, the mask, or a candidate.

    Raises:
        NotAllowed: They may not look.
        NotFound: There is no such painting or file.
    """
    from ..wiring.gallery import clip_store

    made = one(id, who=who).made
    if made is None or name not in made.files:
        raise NotFound(f"{id} has no file {name!r}")
    return clip_store(_given.settings()).path(made.files[name])


def pick(id: str, which: str = "best", *, base: str = "", who: str | None = None) -> PaintingPick:
    """Take a candidate: clips can stand on it, and it joins a base where one is named.

    Args:
        id: The painting.
        which: A candidate's number, or "best".
        base: The knowledge base that it joins; "": none.
        who: Who picks; None: the person of the settings.

    Raises:
        NotAllowed: It takes the role editor, and in a base curator; or the picture may not be used.
        NotFound: There is no such painting, candidate or base.
        Conflict: It is not made yet.
        InvalidIntake: The picture cannot join the base.
    """
    from ..wiring.gallery import clip_store, given, pieces_of

    by = demand("editor", who)
    made = one(id, who=who).made
    if made is None:
        raise Conflict(f"{id} is not made yet; wait for it")
    settings = _given.settings(who=who)
    assets = clip_store(settings)
    with tempfile.TemporaryDirectory(prefix="reelwright-pick-") as scratch:
        out, to = Path(scratch) / "painting", Path(scratch) / "picked"
        out.mkdir()
        for name, asset in made.files.items():
            (out / name).write_bytes(assets.path(asset).read_bytes())
        picked = inpainting.pick(out, which, to=to, base=base or None, who=who)
        kept = given(settings, picked.file)
        number = inpainting.picked_number(out)
    books = pieces_of(settings)
    books.give(kept.asset.sha256, kept.model_dump(mode="json"), by)
    item = picked.item
    found = PaintingPick(
        number=number,
        picture=kept.asset.sha256,
        item=ItemRef(base=base, item=item.id) if item else None,
        known=picked.known,
        who=by,
    )
    books.note(id, "picks", found.model_dump(mode="json"))
    return found


def remove(id: str, *, who: str | None = None) -> None:
    """Take a painting off the list and its candidates out of the store; what was picked stays.

    Raises:
        NotAllowed: It takes the role editor.
        NotFound: There is no such painting.
    """
    from ..wiring.gallery import pieces_of
    from ..wiring.houses import orders_of

    by = demand("editor", who)
    piece = piece_of(id, KINDS)
    settings = _given.settings()
    with _audit.in_house(settings, by, "remove painting", id, piece.title):
        if not order_of(piece).ended:
            orders_of(settings).stop(id, by)
        pieces_of(settings).remove(id, by)
        drop_bytes(id, by)


def _told(piece: "Piece", order: "Order") -> PaintingEntry:
    made = PaintingMade.model_validate(order.result) if order.state == "done" else None
    return PaintingEntry(
        id=piece.id,
        number=piece.number,
        title=piece.title,
        who=piece.who,
        asked_at=piece.asked_at,
        state=order.state,
        share=order.share,
        reason=order.reason,
        wanted=PaintOrder.model_validate(order.body),
        made=made,
        picks=tuple(PaintingPick.model_validate(pick) for pick in piece.noted.get("picks", ())),
    )
