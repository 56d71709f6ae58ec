"""A small house with something of every kind in it, kept as the program itself keeps it."""

import tempfile
import time
from pathlib import Path

from reelwright.domain.base import digest_of
from reelwright.settings import Settings
from reelwright.store.catalogue import Catalogue, Decision, Result, now
from reelwright.store.hands import Hand
from reelwright.studio import bases, holdings, house, reviews
from reelwright.wiring.gallery import clip_catalogue, clip_store, pieces_of
from reelwright.wiring.houses import folder_of, hands_of, orders_of, roster_of
from reelwright.wiring.places import catalogue_of, database_in, shared, store

from makers.bases import write_pictures

SPEECH, TAKE, FILM, CLIP = b"a voice" * 100, b"a take" * 200, b"a film" * 300, b"a clip" * 400


def furnish(folder: Path, *, base: bool = True) -> None:
    """Campaign spring with what was made of it, a clip, a base, and workers that are gone."""
    settings = Settings()
    house.new("spring", "Blue Door", who="ann")
    house.put_file("spring", "library/hat.txt", b"a hat")
    catalogue, assets = books(settings, "spring"), shelves(settings, "spring")
    given = assets.put(b"what was given", "survey.csv", "text/csv", "inputs")
    keep(catalogue, "audience", "all", {"table": given.model_dump()})
    for stage, item, data in (
        ("recording", "s1", SPEECH),
        ("take", "s1", TAKE),
        ("film", "f", FILM),
    ):
        name = "releases" if stage == "film" else "takes"
        kept = assets.put(data, f"{item}.bin", "application/octet-stream", name)
        keep(catalogue, stage, item, {"asset": kept.model_dump()})
    film = catalogue.latest("film", "f")
    catalogue.decide(Decision("final", "f", film.digest, "approve", "ann", "good", now()))
    catalogue.keep_edit("brief/one", "0" * 64, {"hook": "mine"}, "ann")
    assets.close()
    reviews.share("spring", ["film/f"], who="ann")
    clip(settings)
    if base:
        bases.new("garden", who="ann")
        holdings.add("garden", write_pictures(folder / "pictures", 2), who="ann")
    orders = orders_of(settings)
    orders.stop(orders.ask("spring", "make", {}, "ann", "").id, "ann")
    gone = time.time() - 600
    hands_of(settings).say(Hand("old-1", "old", "0.1.0", ("orders",), "ready", 1, 2, 0, gone, gone))


def clip(settings: Settings) -> None:
    orders, assets, catalogue = orders_of(settings), clip_store(settings), clip_catalogue(settings)
    order = orders.ask("", "clip", {"prompt": "a kayak"}, "ann", "")
    pieces_of(settings).add(order.id, "clip", "ann", title="Kayak", words="a kayak", tags=["sea"])
    kept = assets.put(CLIP, "clip.mp4", "video/mp4", "releases")
    keep(catalogue, "clip", order.id, {"file": kept.model_dump()})
    taken = orders.take("w", time.time())
    orders.end(
        taken,
        "w",
        "done",
        "",
        {
            "file": kept.model_dump(),
            "poster": kept.model_dump(),
            "seconds": 4.0,
            "format": "1:1",
            "width": 1080,
            "height": 1080,
        },
    )
    assets.close()


def keep(catalogue: Catalogue, stage: str, item: str, value: object) -> None:
    made = digest_of([stage, item, value])
    catalogue.keep(Result(made, stage, item, {}, value, digest_of(value), 0.1, now()))


def books(settings: Settings, name: str) -> Catalogue:
    entry = roster_of(settings).one(name)
    if shared(settings):
        return Catalogue(database_in(entry.place, settings))
    return catalogue_of(folder_of(entry, settings) / ".reelwright", settings)


def shelves(settings: Settings, name: str):
    entry = roster_of(settings).one(name)
    if shared(settings):
        return store(Path(tempfile.mkdtemp()), settings, entry.place)
    return store(folder_of(entry, settings) / ".reelwright", settings)
