"""V-RAG: one clip from a prompt, with or without a picture found for it. Steps and their order.

The object of the prompt searches the library, the action moves the camera; what was found, why,
and what was made of it stays together in the clip's record and in the film itself.
"""

import random
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from ...domain.asset import Asset
from ...domain.base import slug
from ...domain.brand import Brand
from ...domain.campaign import FORMATS
from ...domain.clip import Asked, Clip, ClipRequest, Ground
from ...domain.errors import Cancelled, DoesNotFit, NotAllowed, NotFound, TimedOut
from ...domain.knowledge import Item, Receipt
from ...domain.picture import Caption, Picture
from ...domain.spending import Till, Unmetered
from ...media.pictures import analysis
from ...media.pictures.files import open_picture
from ...media.pictures.svg import layers_of
from ...shooting import split_prompt
from ...shooting.fields import field_svg
from ...store.assets import Shelves
from ...store.catalogue import Catalogue
from ...store.jobs import Job, Jobs
from ..engine.runs import Runs

Search = Callable[[ClipRequest, str, int, str], Receipt]
"""Searches a request's bases: the request, words, how many, of which kind of item."""

Barred = Callable[[Picture, str], str]
"""Why a picture may not be used now, itself or for what it was made from; "" where it may.

The other argument is the base that it is in, "" for a file.
"""


@dataclass(frozen=True)
class ClipDesk:
    """Where clips are made; built by `wiring`. id is what workers know it by.

    search finds and keeps a receipt, fetch brings bytes of an item into this desk's own store, used
    notes on the bases that a film was made of what a receipt took, descended that it was made of an
    edited picture. brand gives type its faces and
    colours. runs: where its jobs' runs are noted.
    """

    id: str
    assets: Shelves
    catalogue: Catalogue
    jobs: Jobs
    search: Search
    fetch: Callable[[Item, Asset], Asset]
    used: Callable[[Receipt, str], None]
    barred: Barred
    descended: Callable[[Picture, str], None]
    brand: Brand
    workspace: Path
    runs: Runs
    model: str = "offline"
    workers: int | None = None
    credentials: Path | None = None
    till: Callable[[str], Till] = lambda job: Unmetered()
    """Where what a job needs is paid."""
    closing: Callable[[], None] = lambda: None
    """What has to be done besides when it is closed."""

    def close(self) -> None:
        """Let go of the catalogue and the jobs."""
        self.catalogue.close()
        self.jobs.close()
        self.closing()

    def request(self, job: str) -> ClipRequest:
        """What a job asks for."""
        return ClipRequest.model_validate(self.jobs.job(job).request)

    def watch(self, job: str, step: str, share: float) -> None:
        """Tell how far a job is. Raises TimedOut and Cancelled when it must go no further."""
        found = self.jobs.job(job)
        if found.state == "cancelled":
            raise Cancelled(f"job {job} was stopped by a person")
        if found.began_at and (spent := age(found)) > found.limit_s:
            raise TimedOut(
                f"job {job} ran {spent:.0f} s, over its limit of {found.limit_s:g} s, while it was "
                f"in step {step!r}; give it a higher limit, or ask for a shorter clip"
            )
        self.jobs.tell(job, step, share)


def age(job: Job) -> float:
    """Seconds since a job began; 0 for one that never did."""
    if not job.began_at:
        return 0.0
    return (datetime.now(UTC) - datetime.fromisoformat(job.began_at)).total_seconds()


# -- the steps ---------------------------------------------------------------------------------


def understand(desk: ClipDesk, job: str) -> Asked:
    """Take the prompt apart, unless a person gave both parts."""
    desk.watch(job, "understand", 0.02)
    request = desk.request(job)
    split = split_prompt(request.prompt, model=desk.model, seed=request.seed)
    return split.model_copy(
        update={
            "object": request.object or split.object,
            "action": request.action or split.action,
        }
    )


def retrieve(desk: ClipDesk, job: str, asked: Asked) -> tuple[list[Ground], list[Receipt]]:
    """The pictures that the clip stands on, and the receipts of their retrieval.

    Raises NotAllowed for a picture that may not be used any more, or whose parent may not;
    NotFound when the library has nothing, and when nothing in it reaches the floor and the
    request does not allow an ungrounded clip (S3-09).
    """
    desk.watch(job, "retrieve", 0.06)
    request = desk.request(job)
    if request.source == "picture":
        assert request.picture is not None
        item = request.item
        _usable(desk, request.picture, item.base if item else "")
        why = "a person chose this item" if item else "a person gave this picture"
        ground = Ground(
            picture=request.picture, query=asked.object, score=1.0, reason=why, item=item
        )
        return [ground], []
    if request.source == "words":
        return [_imagined(desk, request, asked)], []
    words = asked.object or request.prompt
    receipt = desk.search(request, words, request.shots, "")
    if not receipt.chosen:
        raise NotFound(
            f"nothing in {bases_of(request)} answers “{words}”: it holds no approved item that may "
            "be used with these filters; add or approve some, or widen the filters"
        )
    grounds = [_ground(desk, receipt, item, words) for item in receipt.chosen]
    best = max(g.score for g in grounds)
    if not any(g.grounded for g in grounds) and request.ungrounded == "refuse":
        raise NotFound(
            f"nothing in {bases_of(request)} shows “{words}”: the nearest is "
            f"“{grounds[0].picture.caption}” with {best:.2f}, under the floor of "
            f"{receipt.floor:.2f}; add a picture of it, ask otherwise, or allow "
            "an ungrounded clip"
        )
    for ground in grounds:
        _usable(desk, ground.picture, ground.item.base if ground.item else "")
    # Further pictures of an assembled clip must be grounded too, unless that was allowed.
    if request.ungrounded == "refuse":
        grounds = [g for g in grounds if g.grounded]
    return grounds, [receipt]


def _usable(desk: ClipDesk, picture: Picture, base: str) -> None:
    """Raise NotAllowed where a picture, or one that it was made from, was revoked since."""
    if why := desk.barred(picture, base):
        raise NotAllowed(f"{picture.asset.name} cannot be filmed: {why}")


def imagined(desk: ClipDesk, job: str, asked: Asked) -> list[Ground]:
    """What the twin of a comparison stands on: words alone."""
    return [_imagined(desk, desk.request(job), asked)]


def finish(desk: ClipDesk, job: str, clips: Sequence[Clip]) -> None:
    """Note the lineage both ways, and the job as done."""
    for clip in clips:
        for ground in clip.grounds:
            desk.catalogue.link(clip.id, {ground.picture.id: "reference"})
            desk.catalogue.link_edit(clip.id, ground.picture)
            desk.descended(ground.picture, clip.id)
        for item in _items(clip):
            desk.catalogue.link(clip.id, {item.id: item.kind})
        for receipt in clip.receipts:
            desk.used(receipt, clip.id)
    spent = age(desk.jobs.job(job))
    desk.jobs.end(
        job, "done", result={"clips": [c.model_dump(mode="json") for c in clips]}, seconds=spent
    )


def _items(clip: Clip) -> list[Item]:
    found = [g.item for g in clip.grounds if g.item]
    return [*found, clip.sound] if clip.sound else found


# -- what they are made of ---------------------------------------------------------------------


def bases_of(request: ClipRequest) -> str:
    """The bases a request searches, in words."""
    return f"{'base' if len(request.bases) == 1 else 'bases'} {', '.join(request.bases)}"


def _ground(desk: ClipDesk, receipt: Receipt, item: Item, words: str) -> Ground:
    weighed = next(c for c in receipt.candidates if c.item == item.id)
    if item.picture is None:
        raise DoesNotFit(
            f"“{item.caption}” of base {item.base} is a {item.kind} without a view that could be "
            "filmed; search for pictures, or mix it under a clip as its sound"
        )
    # A clip or a model is filmed by its key view.
    picture = item.picture
    return Ground(
        picture=picture.model_copy(update={"asset": desk.fetch(item, picture.asset)}),
        query=words,
        score=weighed.score,
        floor=receipt.floor,
        reason=weighed.reason,
        grounded=weighed.grounded,
        item=item,
    )


def _imagined(desk: ClipDesk, request: ClipRequest, asked: Asked) -> Ground:
    """A drawn field in the colours that the words name: all that a camera can make of words."""
    size = FORMATS[request.format]
    words = asked.object or request.prompt
    svg = field_svg(words, width=size.width * 2, height=size.height * 2, seed=request.seed)
    name = f"{slug(words)[:40]}-field.svg"
    asset = desk.assets.put(svg, name, "image/svg+xml", "references")
    path = desk.assets.path(asset)
    small = open_picture(path, max_side=640)
    picture = Picture(
        id=slug(f"field-{asset.sha256[:12]}"),
        asset=asset,
        width=size.width * 2,
        height=size.height * 2,
        captions=(Caption(text=f"a field of colour drawn from “{words}”", source="model"),),
        scale="wide",
        subject=analysis.subject_box(small),
        calm=analysis.calm_thirds(small),
        palette=analysis.palette(small),
        sharpness=analysis.sharpness(small),
        layers=layers_of(path),
        made_by_ai=False,
    )
    why = "no picture was asked for: a camera over stills shows the words and their colours only"
    return Ground(picture=picture, query="", reason=why, grounded=False)


def job_id(prompt: str) -> str:
    """A new job's id: what it is about, the time, and chance."""
    stamp = time.strftime("%m%d-%H%M%S")
    chance = f"{random.SystemRandom().randrange(16**4):04x}"
    return f"{slug(prompt)[:32].strip('-')}-{stamp}-{chance}"
