"""Clips of the house: made by workers, tagged, joined without filming again."""

import hashlib
import threading
import time
from itertools import islice

import av
import numpy as np
import pytest

from reelwright.domain.errors import Conflict, MediaRefused, NotAllowed, NotFound
from reelwright.library.ingest.run import ingest
from reelwright.media.streams.video import probe
from reelwright.release import read_credentials
from reelwright.settings import Settings
from reelwright.studio import (
    additions,
    campaigns,
    gallery,
    holdings,
    inpainting,
    orders,
    paintings,
    people,
    prompts,
)
from reelwright.studio._wanted import request_of
from reelwright.studio.gallery import ClipOrder, JoinOrder
from reelwright.studio.paintings import PaintOrder
from reelwright.wiring import open_library

from makers.bases import drawn, jpeg_of, write_scenes

pytestmark = pytest.mark.longer

LONG = 240
EVERYWHERE = pytest.mark.parametrize("home", ["files", "servers"], indirect=True)
ON_SERVERS = pytest.mark.parametrize("home", ["servers"], indirect=True)


@pytest.fixture
def worker():
    """A worker of this process."""
    stop = threading.Event()
    thread = threading.Thread(target=lambda: orders.work(stop, at_once=2))
    thread.start()
    yield
    stop.set()
    thread.join(LONG)
    assert not thread.is_alive()


@pytest.fixture
def scenes(home, tmp_path):
    """A base of six approved scenes."""
    library = open_library(Settings())
    ingest(library.new("scenes"), write_scenes(tmp_path / "scenes"), approve=True)
    library.close()


def until(true):
    ends = time.monotonic() + LONG
    while not (found := true()):
        assert time.monotonic() < ends
        time.sleep(0.1)
    return found


def ended(clip):
    def look():
        found = gallery.one(clip.id)
        return found if found.state in ("done", "failed", "dead", "cancelled") else None

    return until(look)


def made(*wanted):
    found = [ended(clip) for clip in [gallery.ask(w) for w in wanted]]
    assert [(f.state, f.reason) for f in found] == [("done", "")] * len(found)
    return found


def frames(path):
    """The digest of every frame of a film."""
    with av.open(str(path)) as box:
        return [hashlib.sha256(f.to_ndarray()).hexdigest() for f in box.decode(video=0)]


def frame(path, n):
    with av.open(str(path)) as box:
        return next(islice(box.decode(video=0), n, None)).to_ndarray(format="rgb24").astype(int)


@pytest.mark.proves("S1-07", "S1-11")
def test_a_clip_is_made_of_its_edited_text_and_both_texts_are_kept(home, worker):
    wanted = ClipOrder(
        prompt="a bee on a flower", text="a red bee on a blue flower, slow pan left",
        seconds=2, format="1:1", tags=("spring", " spring ", "for  us"), person="gardeners",
    )  # fmt: skip
    asked = gallery.ask(wanted, mark="m1")
    assert asked.state == "queued"
    assert gallery.ask(wanted, mark="m1").id == asked.id
    with pytest.raises(Conflict):
        gallery.ask(wanted.model_copy(update={"seed": 2}), mark="m1")
    found = ended(asked)
    assert (found.state, found.reason) == ("done", "")
    assert (found.wanted.prompt, found.wanted.text) == (wanted.prompt, wanted.text)
    assert found.tags == ("for us", "spring")
    assert found.made.direction == "gentle pan left"
    film = gallery.film(asked.id)
    told = probe(film)
    assert (told.width, told.height, float(told.seconds)) == (
        1080,
        1080,
        pytest.approx(2, abs=0.05),
    )
    assert read_credentials(film).retrieval["prompt"] == wanted.text
    assert gallery.poster(asked.id).read_bytes()[:2] == b"\xff\xd8"
    kinds = [t.kind for t in orders.tidings(0) if t.order == asked.id]
    assert kinds[0] == kinds[-1] == "state"
    assert "part" in kinds
    assert orders.one(asked.id).wanted == wanted


@pytest.mark.proves("S1-11")
@pytest.mark.parametrize("text", ["", "  "])
def test_a_clip_whose_prompt_nobody_made_more_of_is_made_of_the_prompt_itself(text):
    wanted = ClipOrder(prompt="a bee on a flower", text=text)
    assert request_of(wanted, "clip").prompt == "a bee on a flower"


@ON_SERVERS
@pytest.mark.proves("S1-01")
def test_clips_are_joined_in_any_order_without_being_filmed_again(home, worker):
    red, blue = made(
        ClipOrder(prompt="a red field, still", seconds=2, format="1:1"),
        ClipOrder(prompt="a blue field, still", seconds=3, format="1:1"),
    )
    film = ended(gallery.join(JoinOrder(clips=(blue.id, red.id, blue.id), title="Both")))
    assert (film.state, film.reason, film.kind) == ("done", "", "join")
    assert film.made.copied is True
    assert [(p.clip, p.start, p.seconds) for p in film.made.parts] == [
        (blue.id, 0, 3), (red.id, 3, 2), (blue.id, 5, 3),
    ]  # fmt: skip
    path = gallery.film(film.id)
    assert probe(path).seconds == pytest.approx(8, abs=0.05)
    # Each frame is the very one of the clip: nothing was encoded again.
    whole = frames(path)
    assert len(whole) == 240
    for part, at in ((blue, 0), (red, 90), (blue, 150)):
        own = frames(gallery.film(part.id))
        assert whole[at : at + len(own)] == own
    credentials = read_credentials(path)
    assert credentials.state in ("valid", "trusted")
    assert [p["clip"] for p in credentials.retrieval["parts"]] == [blue.id, red.id, blue.id]
    # Of a joined film and a clip a longer one is joined.
    longer = ended(gallery.join(JoinOrder(clips=(film.id, red.id))))
    assert (longer.made.seconds, longer.title) == (10, "Both + a red field, still")
    # A clip that goes leaves the films that it was joined into.
    gallery.remove(red.id)
    assert gallery.film(film.id).is_file()
    with pytest.raises(NotFound):
        gallery.film(red.id)
    with pytest.raises(NotFound):
        gallery.join(JoinOrder(clips=(red.id, blue.id)))


def test_clips_of_other_shapes_are_cropped_to_the_film_and_its_sound_goes_along(
    home, worker, scenes, tmp_path
):
    wide, tall = made(
        ClipOrder(prompt="a red field, still", seconds=2, format="16:9"),
        ClipOrder(prompt="a blue field, still", seconds=2, format="9:16"),
    )
    film = ended(gallery.join(JoinOrder(clips=(wide.id, tall.id), format="9:16")))
    assert (film.state, film.reason) == ("done", "")
    assert film.made.copied is False
    told = probe(gallery.film(film.id))
    assert (told.width, told.height, float(told.seconds)) == (1080, 1920, pytest.approx(4, abs=0.1))
    shown = frame(gallery.film(film.id), 90)
    assert np.abs(shown - frame(gallery.film(tall.id), 30)).mean() < 6


def test_a_clip_stands_on_a_picture_that_is_given_or_on_an_item(home, worker, scenes, tmp_path):
    picture = jpeg_of(drawn(900, 1600, 1200))
    given = gallery.give("our kayak.JPG", picture)
    assert (given.name, given.width, given.height) == ("our kayak.JPG", 1600, 1200)
    mine, item, found = made(
        ClipOrder(prompt="a kayak, pan left", picture=given.id, seconds=2),
        ClipOrder(
            prompt="tulips, pan right", item={"base": "scenes", "item": "tulips.jpg"}, seconds=2
        ),
        ClipOrder(prompt="a green teapot, slow push in", bases=("scenes",), seconds=2),
    )
    assert [s.sha256 for s in mine.made.sources] == [given.id]
    (source,) = item.made.sources
    assert (source.base, source.caption, source.reason) == (
        "scenes", "Purple tulips in a spring garden", "a person chose this item",
    )  # fmt: skip
    assert found.made.sources[0].caption.startswith("A green teapot")
    # Whoever revokes the item is told of the clip.
    uses = holdings.revoke("scenes", ["tulips.jpg"], note="no licence")
    assert [u.film for u in uses] == [item.id]
    with pytest.raises(NotAllowed):
        gallery.ask(item.wanted)
    with pytest.raises(NotFound):
        gallery.ask(ClipOrder(prompt="x", picture="0" * 64))
    with pytest.raises(NotFound):
        gallery.ask(ClipOrder(prompt="x", bases=("nowhere",)))
    with pytest.raises(MediaRefused, match=r"film\.jpg"):
        gallery.give("film.jpg", b"no picture")


def test_what_nothing_shows_fails_with_the_reason_and_is_asked_again(home, worker, scenes):
    clip = gallery.ask(ClipOrder(prompt="a steam locomotive", bases=("scenes",), seconds=2))
    found = ended(clip)
    assert found.state == "failed"
    assert "steam locomotive" in found.reason
    assert found.made is None
    with pytest.raises(Conflict):
        gallery.join(JoinOrder(clips=(clip.id, clip.id)))
    assert orders.retry(clip.id).state == "queued"
    assert ended(clip).state == "failed"


@EVERYWHERE
def test_the_gallery_is_paged_searched_by_tag_and_words_and_labelled(home):
    asked = [
        gallery.ask(ClipOrder(prompt=f"clip 100% {n}", tags=("odd",) if n % 2 else ("even",)))
        for n in range(5)
    ]
    names = [c.id for c in reversed(asked)]
    page = gallery.listed(limit=2)
    assert [c.id for c in page] == names[:2]
    rest = gallery.listed(limit=10, before=page[-1].number)
    assert [c.id for c in rest] == names[2:]
    assert [c.id for c in gallery.listed(tag="odd")] == [asked[3].id, asked[1].id]
    assert [c.id for c in gallery.listed(words="0% 4")] == [asked[4].id]
    assert gallery.listed(words="0_ 4") == ()
    assert [(t.tag, t.clips) for t in gallery.tags()] == [("even", 3), ("odd", 2)]
    named = gallery.label(asked[0].id, title="The First", tags=["best"])
    assert (named.title, named.tags) == ("The First", ("best",))
    assert [c.id for c in gallery.listed(words="the first")] == [asked[0].id]
    gallery.remove(asked[1].id)
    assert orders.one(asked[1].id).state == "cancelled"
    assert asked[1].id not in {c.id for c in gallery.listed()}
    assert [(t.tag, t.clips) for t in gallery.tags()] == [("best", 1), ("even", 2), ("odd", 1)]


def test_clips_and_paintings_ask_for_roles(home, tmp_path):
    people.add("ann", ["admin"])
    people.add("vic", ["viewer"])
    clip = gallery.ask(ClipOrder(prompt="a field"))
    assert gallery.one(clip.id, who="vic").who == "ann"
    for act in (
        lambda: gallery.ask(ClipOrder(prompt="x"), who="vic"),
        lambda: gallery.join(JoinOrder(clips=(clip.id, clip.id)), who="vic"),
        lambda: gallery.label(clip.id, title="x", who="vic"),
        lambda: gallery.remove(clip.id, who="vic"),
        lambda: gallery.give("a.jpg", b"", who="vic"),
        lambda: gallery.listed(who="mallory"),
        lambda: gallery.tags(who="mallory"),
        lambda: gallery.film(clip.id, who="mallory"),
        lambda: paintings.ask(PaintOrder(picture="0" * 64, where="x"), who="vic"),
        lambda: paintings.pick("x", who="vic"),
        lambda: paintings.remove("x", who="vic"),
        lambda: paintings.listed(who="mallory"),
        lambda: paintings.file("x", "y", who="mallory"),
        lambda: additions.ask("x", "a.jpg", b"", who="vic"),
        lambda: prompts.enhance("x", who="vic"),
        lambda: prompts.presets(who="mallory"),
        lambda: inpainting.paint("a.jpg", words="x", who="vic"),
        lambda: campaigns.new(tmp_path / "shop", who="vic"),
    ):
        with pytest.raises(NotAllowed):
            act()


def test_a_clip_that_is_stopped_ends(home, worker):
    clip = gallery.ask(ClipOrder(prompt="a long field", seconds=60))
    until(lambda: gallery.one(clip.id).share > 0)
    orders.stop(clip.id)
    assert ended(clip).state == "cancelled"
