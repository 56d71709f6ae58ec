"""Makes clips of the house, and films joined of them: what a worker does for such an order."""

import tempfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..domain.asset import Asset
from ..domain.campaign import FORMATS
from ..domain.clip import Clip, ClipRecord, Ground
from ..domain.errors import StudioError
from ..domain.picture import Picture
from ..domain.spending import paying
from ..store.jobs import Jobs
from ..wiring.gallery import house_desk, item_for, note_item, pieces_of
from . import _given
from ._pieces import note_piece, record_of
from ._wanted import ClipOrder, JoinOrder, request_of
from .campaigns import Heard
from .gallery import ClipMade, ClipSource, JoinedSpan

if TYPE_CHECKING:
    from ..store.orders import Order
    from ..workflow.clip.steps import ClipDesk

LIMIT = 900.0
"""Seconds that a clip may take."""

Listener = Callable[[Heard], None]


class _Told(Jobs):
    """The books of the one job of a process, which pass on how far it is."""

    def __init__(self, place: Path, listener: Listener) -> None:
        super().__init__(place)
        self.listener = listener

    def tell(self, id_: str, step: str, share: float) -> None:
        """How far the job is."""
        super().tell(id_, step, share)
        self.listener(Heard("part", step=step, percent=100 * share, share=share))


class Filming:
    """Makes one clip, or joins some."""

    def __init__(self, order: "Order") -> None:
        self.order = order
        self._jobs: Jobs | None = None

    def stop(self) -> None:
        """Let it end at its next step."""
        if self._jobs:
            with suppress(StudioError):
                self._jobs.end(self.order.id, "cancelled")

    def make(self, listener: Listener) -> dict[str, Any]:
        """Make it; returns what came of it, JSON-ready. Raises StudioError."""
        # Whoever asked for it may have been cut off before it was noted.
        note_piece(self.order)
        settings = _given.settings()
        with tempfile.TemporaryDirectory(prefix="reelwright-clip-") as scratch:
            jobs = self._jobs = _Told(Path(scratch) / "jobs.db", listener)
            desk = house_desk(settings, jobs)
            try:
                made = self._join(desk) if self.order.kind == "join" else self._film(desk)
                kept = made.model_dump_json().encode()
                name = f"{self.order.id}.json"
                book = desk.assets.put(kept, name, "application/json", "releases")
                return _told(made, book).model_dump(mode="json")
            finally:
                desk.close()

    def _film(self, desk: "ClipDesk") -> ClipRecord:
        from ..workflow.clip import film, steps

        wanted = ClipOrder.model_validate(self.order.body)
        settings, picture, item = _given.settings(), None, None
        if wanted.picture:
            picture = Picture.model_validate(pieces_of(settings).given(wanted.picture))
        if wanted.item:
            item = item_for(settings, wanted.item.base, wanted.item.item, desk.assets)
        asked = request_of(wanted, self.order.id, picture=picture, item=item, who=self.order.who)
        self._begin(desk, asked.model_dump(mode="json"))
        with paying(desk.till(asked.id)):
            parts = steps.understand(desk, asked.id)
            grounds, receipts = steps.retrieve(desk, asked.id, parts)
            clip = film.film(desk, asked.id, parts, grounds, receipts)
        steps.finish(desk, asked.id, [clip])
        if item:
            note_item(settings, item, clip.id)
        return _record(clip)

    def _join(self, desk: "ClipDesk") -> ClipRecord:
        from ..workflow.clip.joined import join_clips

        wanted, id_ = JoinOrder.model_validate(self.order.body), self.order.id
        self._begin(desk, {})
        made = join_clips(
            desk,
            id_,
            [record_of(clip) for clip in wanted.clips],
            title=wanted.title or id_,
            format=wanted.format,
            progress=lambda share: desk.watch(id_, "join", share),
        )
        for clip in dict.fromkeys(wanted.clips):
            desk.catalogue.link(id_, {clip: "clip"})
        for picture in made.pictures:
            desk.catalogue.link(id_, {picture.id: "reference"})
            desk.catalogue.link_edit(id_, picture)
            desk.descended(picture, id_)
        return made

    def _begin(self, desk: "ClipDesk", request: dict[str, Any]) -> None:
        desk.jobs.ask([(self.order.id, request)], batch=self.order.id, limit_s=LIMIT)
        desk.jobs.begin(self.order.id)


def _record(clip: Clip) -> ClipRecord:
    size = FORMATS[clip.request.format]
    assert clip.papers
    return ClipRecord(
        id=clip.id,
        file=clip.file,
        poster=clip.poster,
        seconds=clip.seconds,
        format=size.name,
        width=size.width,
        height=size.height,
        disclosure=clip.papers,
        pictures=tuple(ground.picture for ground in clip.grounds),
        clip=clip,
    )


def _told(made: ClipRecord, record: Asset) -> ClipMade:
    clip = made.clip
    return ClipMade(
        file=made.file,
        poster=made.poster,
        record=record,
        seconds=float(made.seconds),
        format=made.format,
        width=made.width,
        height=made.height,
        direction=clip.direction if clip else "",
        disclosure=made.disclosure.text,
        notes=clip.notes if clip else (),
        sources=tuple(map(_source, clip.grounds)) if clip and clip.source != "words" else (),
        parts=tuple(
            JoinedSpan(clip=p.clip, start=float(p.start), seconds=float(p.seconds))
            for p in made.parts
        ),
        copied=made.copied,
    )


def _source(ground: Ground) -> ClipSource:
    picture, item = ground.picture, ground.item
    return ClipSource(
        picture=picture.file.name,
        sha256=picture.asset.sha256,
        caption=picture.caption,
        base=item.base if item else "",
        item=item.id if item else "",
        query=ground.query,
        score=ground.score,
        floor=ground.floor,
        grounded=ground.grounded,
        reason=ground.reason,
        licence=picture.rights.licence,
        holder=picture.rights.holder,
    )
