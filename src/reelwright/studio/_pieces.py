"""What the facade knows of pieces: how orders of clips and pictures become them."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, cast

from ..domain.asset import Asset
from ..domain.base import Frozen
from ..domain.clip import ClipRecord
from ..domain.errors import NotFound
from . import _given

if TYPE_CHECKING:
    from ..store.orders import Order
    from ..store.pieces import Piece, Pieces


def ask_for(kind: str, wanted: Frozen, mark: str, who: str | None) -> "tuple[Piece, Order]":
    """Ask for a piece: its order, and the piece itself. Raises Conflict for another's mark."""
    from ..wiring.houses import orders_of

    body = wanted.model_dump(mode="json")
    order = orders_of(_given.settings()).ask("", kind, body, _given.name_of(who), mark)
    return note_piece(order), order


def piece_of(id: str, kinds: Sequence[str]) -> "Piece":
    """A piece of one of these kinds. Raises NotFound."""
    from ..wiring.gallery import pieces_of

    found = pieces_of(_given.settings()).one(id)
    if found.kind not in kinds:
        raise NotFound(f"{id} is something else: a {found.kind}")
    return found


def order_of(piece: "Piece") -> "Order":
    """The order of a piece."""
    from ..wiring.houses import orders_of

    return orders_of(_given.settings()).one(piece.id)


def drop_bytes(id: str, by: str) -> None:
    """Take the bytes of an order's result out of the store, but those that another's names."""
    from ..wiring.gallery import clip_store
    from ..wiring.houses import orders_of

    settings = _given.settings()
    books, gone = orders_of(settings), list[str]()
    for sha in _bytes_in(books.one(id).result):
        if not books.mentioned(sha, without=id):
            gone.append(sha)
    for namespace in ("releases", "takes"):
        assets = clip_store(settings)
        there = set(assets.listing(namespace))
        assets.remove(namespace, [sha for sha in gone if sha in there], f"{by} removed {id}")


def _bytes_in(value: Any) -> Iterator[str]:
    """Digests of the assets in a JSON value."""
    if isinstance(value, dict):
        told = cast("dict[str, Any]", value)
        if {"sha256", "media_type"} <= set(told):
            yield str(told["sha256"])
            return
        value = list(told.values())
    if isinstance(value, list):
        for part in cast("list[Any]", value):
            yield from _bytes_in(part)


def note_piece(order: "Order") -> "Piece":
    """The piece of an order, noted unless it is known."""
    from ..wiring.gallery import pieces_of

    body, pieces = order.body, pieces_of(_given.settings())
    title = body.get("title") or body.get("prompt")
    title = title or " + ".join(_title(pieces, id_) for id_ in body.get("clips", ()))
    return pieces.add(
        order.id,
        order.kind,
        order.who,
        title=title[:200],
        words=searched(body),
        tags=tidy(body.get("tags", ())),
    )


def _title(pieces: "Pieces", id: str) -> str:
    """What a piece is called; its id where it is not there any more."""
    try:
        return pieces.one(id).title
    except NotFound:
        return id


def record_of(id: str) -> ClipRecord:
    """All that is kept of a clip that was made. Raises NotFound."""
    from ..wiring.gallery import clip_store
    from ..wiring.houses import orders_of

    settings = _given.settings()
    made, assets = orders_of(settings).one(id).result or {}, clip_store(settings)
    record = Asset.model_validate(made["record"]) if made.get("record") else None
    if record is None or not assets.holds(record):
        raise NotFound(f"{id} is not there any more; leave it out")
    data = assets.path(record).read_bytes()
    return ClipRecord.model_validate_json(data)


def searched(body: dict[str, Any]) -> str:
    """The words of an order by which its piece is found."""
    return "\n".join(body.get(name) or "" for name in ("prompt", "text", "person"))


def tidy(tags: Sequence[str]) -> list[str]:
    """Tags as they are kept: each once, without spaces about them."""
    return list(dict.fromkeys(" ".join(tag.split())[:40] for tag in tags if tag.strip()))
