"""Clips of the house: asked for, shown, tagged, joined into longer films, removed.

Workers make them, one order each; what is asked for is known at once by its order's id.
"""

import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Literal

from ..domain.asset import Asset
from ..domain.base import Frozen, slug
from ..domain.campaign import FormatName
from ..domain.errors import Conflict, NotFound
from . import _audit, _given
from ._pieces import ask_for, drop_bytes, order_of, piece_of, searched, tidy
from ._received import write_within
from ._rights import demand
from ._wanted import ClipOrder as ClipOrder
from ._wanted import JoinOrder as JoinOrder
from ._wanted import OrderState, request_of

if TYPE_CHECKING:
    from ..store.orders import Order
    from ..store.pieces import Piece

KINDS = ("clip", "join")

MOST = 100
"""Clips of one page."""

LARGEST = 200_000_000
"""Bytes of a picture that is given."""


class ClipSource(Frozen):
    """A picture that a clip stands on, and why it was taken."""

    picture: str
    sha256: str
    caption: str = ""
    base: str = ""
    item: str = ""
    query: str = ""
    score: float = 0.0
    floor: float = 0.0
    grounded: bool = True
    reason: str = ""
    licence: str = ""
    holder: str = ""


class JoinedSpan(Frozen):
    """A clip in a film that was joined: from which second, for how many."""

    clip: str
    start: float
    seconds: float


class ClipMade(Frozen):
    """What came of an order: a film. record, file and poster are its bytes.

    copied: of a joined film, whether its pictures were taken as they were encoded.
    """

    file: Asset
    poster: Asset
    record: Asset | None = None
    seconds: float
    format: FormatName
    width: int
    height: int
    direction: str = ""
    disclosure: str = ""
    notes: tuple[str, ...] = ()
    sources: tuple[ClipSource, ...] = ()
    parts: tuple[JoinedSpan, ...] = ()
    copied: bool = False


class GalleryClip(Frozen):
    """A clip, or a film joined of clips, as it was asked for and as it stands.

    state, share, left_s and reason are its order's; made is None until it is done. kind "join" has
    wanted.clips in place of a prompt.
    """

    id: str
    number: int
    kind: Literal["clip", "join"]
    title: str
    tags: tuple[str, ...]
    who: str
    asked_at: str
    ended_at: str
    state: OrderState
    share: float
    left_s: float | None
    reason: str
    wanted: ClipOrder | JoinOrder
    made: ClipMade | None


class TagCount(Frozen):
    """A tag, and how many clips have it."""

    tag: str
    clips: int


class GivenPicture(Frozen):
    """A picture that was given for clips: name it by its id."""

    id: str
    name: str
    width: int
    height: int
    caption: str


def ask(wanted: ClipOrder, *, mark: str = "", who: str | None = None) -> GalleryClip:
    """Ask for a clip; returns at once.

    Args:
        wanted: What it shall be.
        mark: A word drawn by who asks: asked twice with the same, it is one clip.
        who: Who asks; None: the person of the settings.

    Raises:
        NotAllowed: It takes the role editor; or they may not use the item, or search the base.
        NotFound: There is no such picture, item or base.
        InvalidIntake: It cannot be asked for.
        Conflict: The mark was used for something else.
    """
    from ..shooting.enhancing import check_template
    from ..wiring.gallery import item_for, pieces_of
    from ..wiring.libraries import open_library

    demand("editor", who)
    settings = _given.settings(who=who)
    if wanted.template:
        check_template(wanted.template)
    if wanted.picture:
        pieces_of(settings).given(wanted.picture)
    request_of(wanted, "clip")
    if wanted.item:
        item_for(settings, wanted.item.base, wanted.item.item, None)
    if wanted.bases:
        library = open_library(settings)
        try:
            for base in wanted.bases:
                library.open(base)
        finally:
            library.close()
    return _told(*ask_for("clip", wanted, mark, who))


def join(wanted: JoinOrder, *, mark: str = "", who: str | None = None) -> GalleryClip:
    """Ask for clips to be joined into a longer film, in this order; none is filmed again.

    Raises:
        NotAllowed: It takes the role editor.
        NotFound: There is no such clip.
        Conflict: One is not made yet, or the mark was used for something else.
    """
    demand("editor", who)
    for id_ in dict.fromkeys(wanted.clips):
        if _made(order_of(piece_of(id_, KINDS))) is None:
            raise Conflict(f"{id_} is not made; wait for it, or leave it out")
    return _told(*ask_for("join", wanted, mark, who))


def listed(
    *,
    tag: str = "",
    words: str = "",
    before: int = 0,
    after: int | None = None,
    limit: int = 24,
    who: str | None = None,
) -> tuple[GalleryClip, ...]:
    """Clips and films joined of clips, the newest first; with `after` the oldest.

    Args:
        tag: Only those with this tag.
        words: Only those whose title or prompt holds these.
        before: Only those with a lower number; 0: from the newest on.
        after: Only those with a higher number, the oldest first; None: as `before` says.
        limit: How many at most, up to MOST.
        who: Who asks; None: the person of the settings.

    Raises:
        NotAllowed: They may not look.
    """
    from ..wiring.gallery import pieces_of
    from ..wiring.houses import orders_of

    demand("viewer", who)
    settings = _given.settings()
    found = pieces_of(settings).listed(
        KINDS,
        tag=tag,
        words=words,
        before=before,
        after=after,
        limit=max(1, min(limit, MOST)),
    )
    made = {o.id: o for o in orders_of(settings).several([p.id for p in found])}
    return tuple(_told(p, made[p.id]) for p in found if p.id in made)


def one(id: str, *, who: str | None = None) -> GalleryClip:
    """One clip.

    Raises:
        NotAllowed: They may not look.
        NotFound: There is none of that id, or it was removed.
    """
    demand("viewer", who)
    piece = piece_of(id, KINDS)
    return _told(piece, order_of(piece))


def film(id: str, *, who: str | None = None) -> Path:
    """Where a clip's film lies, to be read.

    Raises:
        NotAllowed: They may not look.
        NotFound: There is no such clip, or it is not made.
    """
    return _bytes(id, "file", who)


def poster(id: str, *, who: str | None = None) -> Path:
    """Where a clip's still lies, to be read.

    Raises:
        NotAllowed: They may not look.
        NotFound: There is no such clip, or it is not made.
    """
    return _bytes(id, "poster", who)


def label(
    id: str,
    *,
    title: str | None = None,
    tags: Sequence[str] | None = None,
    who: str | None = None,
) -> GalleryClip:
    """Give a clip another title or other tags; None leaves them.

    Raises:
        NotAllowed: It takes the role editor.
        NotFound: There is no such clip.
    """
    from ..wiring.gallery import pieces_of

    by = demand("editor", who)
    piece = piece_of(id, KINDS)
    order = order_of(piece)
    settings = _given.settings()
    named = piece.title if title is None else title
    with _audit.in_house(settings, by, "label clip", id, ", ".join(tags or ())):
        pieces_of(settings).label(
            id,
            title=named,
            words=searched(order.body),
            tags=piece.tags if tags is None else tidy(tags),
        )
    return one(id, who=who)


def tags(*, who: str | None = None) -> tuple[TagCount, ...]:
    """Every tag that clips have, by name.

    Raises:
        NotAllowed: They may not look.
    """
    from ..wiring.gallery import pieces_of

    demand("viewer", who)
    found = pieces_of(_given.settings()).tags()
    return tuple(TagCount(tag=tag, clips=count) for tag, count in found)


def remove(id: str, *, who: str | None = None) -> None:
    """Take a clip off the list and its bytes out of the store; films it was joined into stay.

    Raises:
        NotAllowed: It takes the role editor.
        NotFound: There is no such clip.
    """
    from ..wiring.gallery import pieces_of
    from ..wiring.houses import orders_of

    by = demand("editor", who)
    piece = piece_of(id, KINDS)
    settings = _given.settings()
    with _audit.in_house(settings, by, "remove clip", id, piece.title):
        if not order_of(piece).ended:
            orders_of(settings).stop(id, by)
        pieces_of(settings).remove(id, by)
        drop_bytes(id, by)


def give(name: str, data: BinaryIO | bytes, *, who: str | None = None) -> GivenPicture:
    """Keep a picture for clips to stand on.

    Args:
        name: The file's name.
        data: Its bytes.
        who: Who gives it; None: the person of the settings.

    Raises:
        NotAllowed: It takes the role editor; or the picture may not be used.
        InvalidIntake: It is too large, or no picture.
        MediaRefused: It cannot be read.
    """
    from ..wiring.gallery import given, pieces_of

    by = demand("editor", who)
    settings = _given.settings(who=who)
    called = Path(name.replace("\\", "/")).name
    with tempfile.TemporaryDirectory() as scratch:
        at = Path(scratch) / f"{slug(Path(called).stem, 'picture')}{Path(called).suffix.lower()}"
        write_within(at, data, LARGEST, called)
        picture = given(settings, at)
    pieces_of(settings).give(picture.asset.sha256, picture.model_dump(mode="json"), by)
    return GivenPicture(
        id=picture.asset.sha256,
        name=called,
        width=picture.width,
        height=picture.height,
        caption=picture.caption,
    )


def _made(order: "Order") -> ClipMade | None:
    return ClipMade.model_validate(order.result) if order.state == "done" else None


def _bytes(id: str, which: str, who: str | None) -> Path:
    from ..wiring.gallery import clip_store

    demand("viewer", who)
    made = _made(order_of(piece_of(id, KINDS)))
    if made is None:
        raise NotFound(f"{id} is not made yet")
    return clip_store(_given.settings()).path(getattr(made, which))


def _told(piece: "Piece", order: "Order") -> GalleryClip:
    kind = ClipOrder if piece.kind == "clip" else JoinOrder
    return GalleryClip(
        id=piece.id,
        number=piece.number,
        kind=piece.kind,  # pyright: ignore[reportArgumentType]
        title=piece.title,
        tags=piece.tags,
        who=piece.who,
        asked_at=order.asked_at,
        ended_at=order.ended_at,
        state=order.state,
        share=order.share,
        left_s=None if order.left_s < 0 else order.left_s,
        reason=order.reason,
        wanted=kind.model_validate(order.body),
        made=_made(order),
    )
