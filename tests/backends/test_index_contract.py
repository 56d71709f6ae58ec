"""What every index does, whichever back end keeps it."""

import numpy as np
import pytest

from reelwright.backends import registry
from reelwright.backends.index.exact import words
from reelwright.backends.index.holding import hold
from reelwright.backends.index.hybrid import near_and_matching
from reelwright.backends.index.opening import kind_of, open_index
from reelwright.domain.errors import DoesNotFit, NotFound

from servers.index_places import PLACES
from values.units import SPACES, WEIGHTS, crowd, exact_order, pointing, unit

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning:lance.*")

UNITS = (
    unit("a", "a green teapot on a tray", pointing(1, 0, 0), ("room=kitchen", "state=approved")),
    unit("b", "a red car in the rain", pointing(0, 1, 0), ("room=street", "state=approved")),
    unit("c", "tea in the garden by a red gate", pointing(1, 1, 0), ("room=garden",)),
    unit("o'd", "an empty chair", pointing(0, 0, 1), ("room=kitchen", "state=draft")),
)
NASTY = (
    "owner=o'dowd",
    "note=' OR 1=1 --",
    'note="quoted"',
    "place=Zürich 東京 🦉",
    "share=100%",
    "share=_00%",
    "lines=one\ntwo",
    "brace={}[]()\\",
    "t=') OR TRUE OR array_has_any(tags, ['",
)


@pytest.fixture
def index(opened):
    made = opened()
    made.upsert(UNITS)
    return made


def ids_of(hits):
    return [h.id for h in hits]


def near(index, *parts, k=10, where=()):
    return index.near("words-16", pointing(*parts), k, where)


def test_the_nearest_come_first_with_their_cosine(index):
    found = near(index, 1, 0.5, k=3)
    assert ids_of(found) == ["c", "a", "b"]
    expected = float(pointing(1, 0.5) @ pointing(1, 1))
    assert found[0].score == pytest.approx(expected, abs=2e-3)
    assert near(index, -1)[-1].score == pytest.approx(-1, abs=2e-3)


def test_equal_units_come_in_the_order_of_their_ids(opened):
    index = opened()
    index.upsert([unit(i, "same words", pointing(1)) for i in ("q", "b", "m")])
    assert ids_of(near(index, 1)) == ["b", "m", "q"]
    assert ids_of(index.matching("same words", 5)) == ["b", "m", "q"]


def test_words_are_found_all_or_any(index):
    assert ids_of(index.matching("red rain", 5)) == ["b"]
    assert set(ids_of(index.matching("red rain", 5, every=False))) == {"b", "c"}
    assert index.matching("submarine", 5) == ()
    assert index.matching("red submarine", 5) == ()
    assert all(h.score > 0 for h in index.matching("red", 5))


def test_the_text_that_says_more_of_it_ranks_first(opened):
    index = opened()
    index.upsert(
        [
            unit("1", "a lighthouse, some gulls, two boats, rain and a very long grey pier"),
            unit("2", "lighthouse by a lighthouse"),
            *(unit(f"x{n}", "nothing of the kind") for n in range(5)),
        ]
    )
    assert ids_of(index.matching("lighthouse", 5)) == ["2", "1"]


def test_stop_words_and_plurals_do_not_stand_in_the_way(index):
    assert ids_of(index.matching("the chairs", 5)) == ["o'd"]
    assert ids_of(index.matching("teapots with trays", 5)) == ["a"]
    assert index.matching("the of and", 5) == ()


def test_queries_are_words_and_never_syntax(index):
    for query in ("red' OR 1=1 --", "AND (", '"', "text:red*", "", "a & | ! <-> :*", "\\", "red\n"):
        assert len(index.matching(query, 5, every=False)) <= 2
        index.matching(query, 5)


def test_writing_the_same_twice_changes_nothing(index):
    index.upsert(UNITS)
    index.upsert(UNITS[:2])
    assert index.facts().rows == 4
    assert sorted(index.ids()) == ["a", "b", "c", "o'd"]
    assert ids_of(near(index, 1)).count("a") == 1
    assert ids_of(index.matching("teapot", 5)) == ["a"]


def test_a_unit_takes_the_place_of_the_one_with_its_id(index):
    index.upsert([unit("b", "a blue boat at night", pointing(0, 0, 1), ("room=harbour",))])
    assert index.facts().rows == 4
    assert ids_of(near(index, 0, 0, 1, k=2)) == ["b", "o'd"]
    assert ids_of(index.matching("blue boat", 5)) == ["b"]
    assert index.matching("car", 5) == ()
    assert near(index, 1, where=(("room=street",),)) == ()
    assert ids_of(near(index, 1, where=(("room=harbour",),))) == ["b"]


def test_what_is_deleted_is_not_found(index):
    index.delete(["a", "o'd", "never there"])
    assert sorted(index.ids()) == ["b", "c"]
    assert index.facts().rows == 2
    assert "a" not in ids_of(near(index, 1))
    assert index.matching("teapot", 5) == ()
    index.delete([])
    index.delete(["b", "c"])
    assert near(index, 1) == ()


def test_an_empty_index_finds_nothing(opened):
    index = opened()
    assert near(index, 1) == ()
    assert index.matching("tea", 3) == ()
    assert list(index.ids()) == []
    assert index.facts().rows == 0
    index.upsert([])
    index.tidy()


def test_every_group_of_a_filter_must_be_met_by_one_of_its_tags(index):
    cases = {
        (("room=kitchen",),): {"a", "o'd"},
        (("room=kitchen", "room=garden"),): {"a", "c", "o'd"},
        (("room=kitchen",), ("state=approved",)): {"a"},
        (("room=kitchen", "room=street"), ("state=approved", "state=draft")): {"a", "b", "o'd"},
        (("room=nowhere",),): set(),
        (("room=kitchen",), ()): set(),
        (("room=kit",),): set(),
    }
    for where, expected in cases.items():
        assert set(ids_of(near(index, 1, 1, 1, where=where))) == expected, where
    kitchen = (("room=kitchen",),)
    assert ids_of(index.matching("red chair tea teapot", 9, every=False, where=kitchen)) in (
        ["a", "o'd"],
        ["o'd", "a"],
    )
    assert index.matching("rain", 5, where=kitchen) == ()


def test_a_filter_finds_the_far_ones_too(opened):
    """It is applied before the nearest are taken, not after."""
    index = opened()
    many = crowd(300)
    index.upsert([*many, unit("far", "picture0", -many[0].vectors["words-16"], ("rare=yes",))])
    found = index.near("words-16", many[0].vectors["words-16"], 5, (("rare=yes",),))
    assert ids_of(found) == ["far"]
    assert ids_of(index.matching("picture0", 5, where=(("rare=yes",),))) == ["far"]


@pytest.mark.proves("S2-10")
def test_tags_may_hold_any_character_and_never_widen_a_filter(index):
    index.upsert([unit(f"n{n}", "owl", pointing(1), (tag,)) for n, tag in enumerate(NASTY)])
    for n, tag in enumerate(NASTY):
        assert ids_of(near(index, 1, where=((tag,),))) == [f"n{n}"], tag
        assert ids_of(index.matching("owl", 20, where=((tag,),))) == [f"n{n}"], tag
        assert near(index, 1, where=((tag,), ("room=kitchen",))) == (), tag
    everything = (tuple(NASTY),)
    assert len(near(index, 1, k=50, where=everything)) == len(NASTY)


def test_ids_and_texts_may_hold_any_character(index):
    odd = ("x'); DROP TABLE units; --", "ü/東京 #1", 'a"b\\c', "100%", "two\nlines", "u" * 300)
    index.upsert([unit(i, f"heron {i}", pointing(0, 1)) for i in odd])
    assert set(odd) < set(index.ids())
    index.delete(odd[:2])
    assert set(odd[:2]).isdisjoint(index.ids())
    assert set(odd[2:]) < set(index.ids())
    assert set(ids_of(index.matching("heron", 50))) == set(odd[2:])


def test_a_unit_without_a_space_is_not_found_there(opened):
    index = opened()
    looks = pointing(1, size=8)
    index.upsert(
        [
            unit("both", "pond", pointing(1), looks=looks),
            unit("words only", "pond", pointing(1)),
            unit("looks only", "pond", looks=looks),
            unit("neither", "pond"),
        ]
    )
    assert set(ids_of(near(index, 1))) == {"both", "words only"}
    assert set(ids_of(index.near("looks-8", looks, 9))) == {"both", "looks only"}
    assert len(index.matching("pond", 9)) == 4


def test_the_order_is_that_of_full_vectors(opened):
    index = opened()
    units = crowd(400)
    index.upsert(units[:250])
    index.upsert(units[250:])
    index.tidy()
    hits = 0
    for asked in crowd(20, start=5_000):
        vector = asked.vectors["words-16"]
        found = index.near("words-16", vector, 10)
        expected, cosines = exact_order(units, vector, 10)
        hits += len(set(ids_of(found)) & set(expected))
        assert [h.score for h in found] == pytest.approx(cosines, abs=4e-3)
    assert hits >= 0.99 * 200


def test_no_more_than_k_are_found(index):
    assert len(near(index, 1, k=2)) == 2
    assert near(index, 1, k=0) == ()
    assert len(index.matching("red", 1)) == 1
    assert index.matching("red", 0) == ()
    assert len(near(index, 1, k=500)) == 4


@pytest.mark.proves("S2-18")
def test_vectors_that_do_not_fit_are_refused_and_nothing_is_written(index):
    fitting = unit("new", "fitting", pointing(1))
    for wrong, said in (
        (unit("w", "", pointing(1, size=8)), "16"),
        (unit("w", "", pointing(1) * 3), "length"),
        (unit("w", "", np.full(16, np.nan, np.float32)), "finite"),
        (fitting, "twice"),
        (unit("", "", pointing(1)), "empty"),
        (unit("nul", "a\0b", pointing(1)), "NUL"),
        (unit("half", "a\ud800b", pointing(1)), "half"),
    ):
        with pytest.raises(DoesNotFit, match=said):
            index.upsert([fitting, wrong])
    with pytest.raises(DoesNotFit):
        index.near("words-16", pointing(1, size=8), 3)
    with pytest.raises(NotFound, match="looks-8"):
        index.near("clip-512", pointing(1), 3)
    assert sorted(index.ids()) == ["a", "b", "c", "o'd"]


def test_facts_say_what_is_held_and_change_with_every_write(index):
    before = index.facts()
    assert before.spaces == SPACES
    assert before.weights == WEIGHTS
    assert before.rows == 4
    index.upsert([unit("e", "a bird", pointing(1))])
    after = index.facts()
    assert after.rows == 5
    assert after.version != before.version
    index.delete(["e"])
    assert index.facts().version != after.version


def test_tidying_loses_nothing(index):
    for n in range(5):
        index.upsert([unit(f"t{n}", f"thing{n}", pointing(1, n))])
    index.delete(["t0"])
    index.tidy()
    index.tidy()
    assert sorted(index.ids()) == ["a", "b", "c", "o'd", "t1", "t2", "t3", "t4"]
    assert ids_of(index.matching("thing3", 5)) == ["t3"]
    assert ids_of(near(index, 1, 4, k=1)) == ["t4"]
    index.upsert([unit("t5", "thing5", pointing(1, 9))])
    assert ids_of(index.matching("thing5", 5)) == ["t5"]


def test_holding_makes_it_hold_these_and_no_others(index):
    hold(index, [UNITS[0], unit("e", "a bird", pointing(0, 1))])
    assert sorted(index.ids()) == ["a", "e"]
    version = index.facts().version
    hold(index, [UNITS[0], unit("e", "a bird", pointing(0, 1))])
    assert index.facts().version == version


def test_a_dropped_index_is_empty_when_it_is_made_again(index, opened):
    index.drop()
    again = opened(weights={"words-16": "other weights"})
    assert again.facts().rows == 0
    assert near(again, 1) == ()


def test_a_name_that_fits_nowhere_is_refused(opened):
    for name in ("Units", "a b", "x;drop", "", "../up", "a" * 60):
        with pytest.raises(DoesNotFit, match="name an index"):
            opened(name=name)
    with pytest.raises(DoesNotFit, match="vector space"):
        opened(spaces={"a b": 3})


def test_both_kinds_of_question_may_be_asked_at_once(index):
    near, matching = near_and_matching(
        index, "words-16", pointing(1), "red tea", 2, every=False, where=(("room=kitchen",),)
    )
    assert near == index.near("words-16", pointing(1), 2, (("room=kitchen",),))
    assert near
    assert matching == index.matching("red tea", 2, every=False, where=(("room=kitchen",),))
    with pytest.raises(NotFound):
        near_and_matching(index, "none", pointing(1), "tea", 2)


def test_every_index_is_faced():
    assert set(registry.every("index")) == set(PLACES)


def test_an_address_leads_to_its_index(place):
    assert kind_of(place.at) == place.kind


def test_an_address_of_an_unknown_kind_is_refused():
    with pytest.raises(DoesNotFit, match=r"ftp://.*s3://"):
        open_index("ftp://host/x", spaces=SPACES)


@pytest.mark.parametrize(
    "family", [("walk", "walks", "walking", "walked"), ("story", "stories"), ("stop", "stopping")]
)
def test_forms_of_a_word_are_one(family):
    assert len({words(w)[0] for w in family}) == 1
