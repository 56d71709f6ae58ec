"""What the facade knows of pieces: how orders of clips and pictures become them."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from ..domain.asset import Asset
from ..domain.clip import ClipRecord
from ..domain.errors import NotFound
from . import _given

if TYPE_CHECKING:
    from ..store.orders import Order
    from ..store.pieces import Piece


def note_piece(order: "Order") -> "Piece":
    """The piece of an order, noted unless it is known."""
    from ..wiring.gallery import pieces_of

    body = order.body
    title = body.get("title") or body.get("prompt") or " + ".join(body.get("clips", ()))
    return pieces_of(_given.settings()).add(
        order.id,
        order.kind,
        order.who,
        title=title[:200],
        words=searched(body),
        tags=tidy(body.get("tags", ())),
    )


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
