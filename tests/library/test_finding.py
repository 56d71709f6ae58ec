"""Search by words, picture or both: scored, explained, filtered, never past the catalogue."""

import shutil
from pathlib import Path

import numpy as np
import pytest

from reelwright.backends.index.interface import Unit
from reelwright.domain.errors import DoesNotFit, InvalidIntake, MediaRefused
from reelwright.domain.knowledge import Policy
from reelwright.library.ingest.run import ingest
from reelwright.library.rebuild import rebuild
from reelwright.library.retrieval import handover
from reelwright.media.pictures.files import open_picture
from reelwright.settings import Settings
from reelwright.wiring import open_library

from makers.bases import SCENES, drawn, jpeg_of, library_of, write_pictures
from servers import embedding

LIBRARY = Path(__file__).parents[2] / "examples" / "fernhill" / "library"


def names(findings):
    return [f.item.asset.name for f in findings.found]


@pytest.mark.proves("S2-02", "S2-19")
@pytest.mark.parametrize(
    ("query", "wanted"),
    [
        ("red shoes", "red-shoes.jpg"),
        ("a hot drink is poured", "teapot.jpg"),
        ("a beacon for ships", "lighthouse.jpg"),
        ("Building", "city-night.jpg"),
        ("flowers", "tulips.jpg"),
        ("a pet outdoors", "dog-meadow.jpg"),
    ],
)
def test_words_find_the_picture_with_its_caption_and_score(scenes, query, wanted):
    found = scenes.search(query, k=1).found[0]
    assert found.item.asset.name == wanted
    assert found.item.caption == SCENES[wanted.removesuffix(".jpg")]
    assert 0 < found.score <= 1
    assert "a person's caption" in found.reason
    assert scenes.path(found.item).read_bytes()[:2] == b"\xff\xd8"


@pytest.mark.proves("S3-09")
def test_below_the_floor_nothing_counts_as_grounded(scenes):
    assert scenes.search("red shoes", k=1).grounded
    for query in ("a tax form with numbers", "a rocket launching into space"):
        found = scenes.search(query)
        assert not found.grounded
        assert all(f.score < found.floor for f in found.found)
    scenes.decide(Policy(floor=0.99))
    assert not scenes.search("red shoes", k=1).grounded


@pytest.mark.proves("S2-10")
@pytest.mark.parametrize(
    ("where", "wanted"),
    [
        ({"subject": "nature"}, {"lighthouse", "dog-meadow", "tulips"}),
        ({"Demographic": "55+"}, {"teapot", "tulips"}),
        ({"feature": ["Waterproof", "wool"]}, {"red-shoes"}),
        ({"interest": "tea"}, {"teapot"}),
        ({"demographic": "55+", "interest": "gardening"}, {"tulips"}),
        ([("season=spring", "season=winter")], {"red-shoes", "tulips"}),
        ({"season": "autumn"}, set()),
        ({"kind": "audio"}, set()),
    ],
)
def test_facets_narrow_a_search(scenes, where, wanted):
    found = scenes.search("a picture", where=where, k=10)
    assert {n.removesuffix(".jpg") for n in names(found)} == wanted


@pytest.mark.proves("S2-10")
def test_a_filter_cannot_be_broken_out_of(scenes):
    _, door, _ = scenes.way_in()
    for _ in range(2):
        for hostile in ("x' OR '1'='1", 'x" or 1=1 --', "nature%", "*", "x\\' or true"):
            assert scenes.search("a picture", where={"subject": hostile}, k=10).found == ()
        with pytest.raises(InvalidIntake, match="is no facet"):
            scenes.search("a picture", where={"subject' or '1": "x"})
        with pytest.raises(InvalidIntake, match="is no filter"):
            scenes.search("a picture", where=[("nature",)])
        # The same once the index filters.
        door.hand_over(all_of_it=True)


def test_a_picture_finds_itself_smaller_darker_and_cropped(scenes, tmp_path):
    whole = drawn(102)  # the lighthouse
    variants = {
        "smaller": whole[::2, ::2],
        "darker": np.uint8(whole * 0.8),
        "cropped": whole[12:-12, 18:-18],
        "poor": None,
    }
    for name, variant in variants.items():
        path = tmp_path / f"{name}.jpg"
        path.write_bytes(jpeg_of(whole, 20) if variant is None else jpeg_of(variant))
        found = scenes.search(picture=path, k=2)
        assert found.found[0].item.asset.name == "lighthouse.jpg", name
        assert found.found[0].grounded, name
        assert not found.found[1].grounded, name
        assert "it looks" in found.found[0].reason


@pytest.mark.longer
@pytest.mark.proves("S3-09")
def test_a_drawing_does_not_pass_for_another_by_the_same_hand(library):
    drawings = sorted(LIBRARY.glob("*.svg"))
    base = library.new("drawings", spaces=["embed/descriptors"])
    added = ingest(base, LIBRARY, approve=True)
    assert len(added.added) >= len(drawings) >= 40
    passed = kept = 0
    for path in drawings[::4]:
        look = open_picture(path, max_side=1024)
        for copy in (look[::2, ::2], np.ascontiguousarray(look[:, ::-1]), np.uint8(look * 0.85)):
            own, other = base.search(picture=copy, k=2).found
            assert own.item.asset.name == path.name
            kept += own.grounded
            passed += other.grounded
    asked = 3 * len(drawings[::4])
    assert kept >= 0.95 * asked
    assert passed <= 0.12 * asked


def test_every_opening_of_an_embedder_gets_the_options_of_the_settings(tmp_path, monkeypatch):
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    with embedding.running(embedding.openai) as server:
        options = {"model": "m", "address": f"{server.address}/v1", "pictures": False}
        settings = Settings(
            library=tmp_path / "home",
            who="ann",
            embedders={"embed/openai": options},
            embed_key=embedding.KEY,
        )

        def opened():
            return open_library(settings)

        made = opened().new("far", spaces=["embed/openai"])
        (picture,) = write_pictures(tmp_path / "in", 1)
        # A library opened anew each time, as every command does.
        ingest(opened().open(made.facts.id), picture, approve=True)
        assert names(opened().open("far").search("scene 0000")) == [picture.name]
        rebuilt = rebuild(
            opened().open("far"), dimensions={"embed/openai": 16}, spaces=["embed/openai"]
        )
        assert [s.dimension for s in rebuilt.base.spaces] == [16]
        assert names(opened().open("far").search("scene 0000")) == [picture.name]
        assert {body["model"] for _, _, body in server.seen} == {"m"}


def test_words_and_a_picture_are_weighed_together(scenes):
    alone = scenes.search("a golden dog", k=6)
    both = scenes.search("a golden dog", picture=drawn(105), k=6)  # the tulips
    assert names(alone)[0] == "dog-meadow.jpg"
    assert set(names(both)[:2]) == {"dog-meadow.jpg", "tulips.jpg"}
    tulips = next(f for f in both.found if f.item.asset.name == "tulips.jpg")
    assert tulips.ranks["descriptors-332"] == 1
    assert tulips.likeness["descriptors-332"] > 0.98


def test_a_search_for_nothing_is_refused(scenes, tmp_path):
    with pytest.raises(InvalidIntake, match="needs words, a picture or both"):
        scenes.search("  ")
    (tmp_path / "no.jpg").write_text("no picture")
    with pytest.raises(MediaRefused, match="no picture that can be read"):
        scenes.search(picture=tmp_path / "no.jpg")


@pytest.mark.proves("S2-25")
def test_another_caption_is_searched_from_the_next_search_on(scenes):
    item = scenes.search("tulips", k=1).found[0].item
    scenes.caption(item.id, "A steam engine crosses a viaduct")
    assert scenes.search("an old train", k=1).found[0].item.id == item.id
    assert scenes.search("tulips", k=1).found[0].item.id != item.id or (
        not scenes.search("tulips", k=1).grounded
    )
    captions = scenes.item_now(item.id).captions
    assert [c.source for c in captions] == ["person", "file name"]


@pytest.mark.proves("S2-03")
def test_an_item_whose_bytes_are_gone_is_skipped_and_reported(scenes):
    found = scenes.search("red shoes", k=1)
    scenes.path(found.found[0].item).unlink()
    again = scenes.search("red shoes", k=1)
    assert "red-shoes.jpg" not in names(again)
    assert "its bytes are gone from the store" in again.notes[0]


@pytest.mark.proves("S2-18")
def test_an_index_or_model_of_other_weights_is_refused(scenes):
    facts, door, _ = scenes.way_in()
    door.hand_over(all_of_it=True)
    other = [s.model_copy(update={"weights": "sha256:other"}) for s in facts.spaces]
    changed = facts.model_copy(update={"spaces": tuple(other)})
    with pytest.raises(DoesNotFit, match="weights"):
        handover.index_of(changed, scenes.folder)
    wide = facts.model_copy(
        update={"spaces": tuple(s.model_copy(update={"dimension": 64}) for s in facts.spaces)}
    )
    with pytest.raises(DoesNotFit):
        handover.index_of(wide, scenes.folder)
    scenes.ledger.keep_base(changed, scenes.change("test"))
    with pytest.raises(DoesNotFit, match=r"library rebuild"):
        scenes.search("tulips")


class TestBehindTheIndex:
    """The same answers once parts have moved to the index."""

    @pytest.fixture
    def indexed(self, scenes):
        _, door, _ = scenes.way_in()
        assert door.hand_over(all_of_it=True) == 6
        assert door.fresh.look().numbers == []
        return scenes

    def test_the_index_answers_as_the_catalogue_did(self, indexed, scenes_home, tmp_path):
        shutil.copytree(scenes_home, tmp_path / "other")
        library = library_of(tmp_path / "other")
        for query in ("red shoes", "a hot drink", "a beacon for ships", "something blue"):
            asked = {"words": query, "where": {"subject": ("nature", "things")}, "k": 3}
            before = [(f.item.id, f.score) for f in library.open("scenes").search(**asked).found]
            after = [(f.item.id, f.score) for f in indexed.search(**asked).found]
            assert [i for i, _ in after] == [i for i, _ in before]
            assert [s for _, s in after] == pytest.approx([s for _, s in before], abs=0.002)
        library.close()

    def test_changes_stand_before_what_the_index_still_holds(self, indexed):
        item = indexed.search("tulips", k=1).found[0].item
        indexed.caption(item.id, "A steam engine crosses a viaduct")
        assert indexed.search("an old train", k=1).found[0].item.id == item.id
        indexed.revoke([item.id])
        assert item.id not in [f.item.id for f in indexed.search("an old train", k=6).found]
        _, door, _ = indexed.way_in()
        door.hand_over(all_of_it=True)
        assert not any(i.startswith(item.id) for i in door.index().ids())

    @pytest.mark.proves("S3-10")
    def test_a_draft_that_the_index_holds_as_approved_never_comes_out(self, indexed, tmp_path):
        """The catalogue has the last word on states, whatever an index was told."""
        (tmp_path / "draft.jpg").write_bytes(jpeg_of(drawn(9)))
        (item,) = ingest(indexed, [tmp_path / "draft.jpg"]).added
        _, door, spaces = indexed.way_in()
        door.hand_over(all_of_it=True)
        vector = spaces.asks("a foreign row", None)[0].vector
        tags = ("state=approved", "base=scenes", "kind=image")
        door.index().upsert([Unit(f"{item}#0", "a foreign row", {"minilm-384": vector}, tags)])
        found = indexed.search("a foreign row", k=6).found
        assert item not in [f.item.id for f in found]
        indexed.approve([item])
        assert item in [f.item.id for f in indexed.search("a foreign row", k=7).found]

    @pytest.mark.proves("S3-10")
    def test_a_row_that_only_the_index_holds_never_comes_out(self, indexed):
        _, door, spaces = indexed.way_in()
        vector = spaces.asks("a foreign row", None)[0].vector
        tags = ("state=approved", "base=scenes", "kind=image")
        door.index().upsert(
            [
                Unit(f"{'f' * 64}#{n}", "a foreign row", {"minilm-384": vector}, tags)
                for n in range(150)
            ]
        )
        found = indexed.search("a foreign row", k=6)
        assert len(found.found) == 6, "what is barred must not crowd out what is not"
        assert all(f.item.base == "scenes" for f in found.found)
        draft = indexed.search("tulips", k=1).found[0].item
        indexed.ledger.replace(
            draft.model_copy(update={"state": "draft", "revision": draft.revision + 1}),
            None,
            indexed.change("test"),
        )
        assert draft.id not in [f.item.id for f in indexed.search("tulips", k=6).found]


@pytest.mark.proves("S3-07")
def test_many_additions_move_to_the_index_in_batches(library, tmp_path, monkeypatch):
    monkeypatch.setattr(handover, "MOST_PENDING", 20)
    base = library.new("many", spaces=["embed/descriptors"])
    for n, path in enumerate(write_pictures(tmp_path / "in", 45)):
        ingest(base, path, approve=True)
        found = base.search(picture=path, k=1).found[0]
        assert found.item.asset.name == path.name, n
        assert found.score > 0.97
    assert base.ledger.handed() == 40
    assert base.way_in()[1].index().facts().rows == 40


def test_words_alone_are_found_where_nothing_compares_meanings(library, tmp_path):
    base = library.new("plain", spaces=["embed/descriptors"])
    paths = write_pictures(tmp_path / "in", 3)
    items = [ingest(base, p, approve=True).added[0] for p in paths]
    base.caption(items[1], "A tram passes the old theatre")
    found = base.search("an old theatre with columns")
    assert found.found[0].item.id == items[1]
    assert "compared by its words alone" in found.found[0].reason
    assert found.found[0].grounded


def test_pending_parts_are_read_once_however_often_they_are_searched(scenes, monkeypatch):
    asked = []
    whole = scenes.ledger.pending
    monkeypatch.setattr(scenes.ledger, "pending", lambda known: asked.append(1) or whole(known))
    for _ in range(5):
        assert scenes.search("tulips", k=1).found[0].item.asset.name == "tulips.jpg"
    assert len(asked) == 1
    item = scenes.item("teapot.jpg")
    scenes.caption(item.id, "A steam engine crosses a viaduct")
    for _ in range(3):
        assert scenes.search("an old train", k=1).found[0].item.id == item.id
    assert len(asked) == 2, "only what changed is read again"
