"""Pictures are chosen for the film as a whole, within what people and rights allow."""

import itertools
import time

import pytest

from reelwright.continuity.choose import choose
from reelwright.domain.errors import DoesNotFit, NotFound
from reelwright.domain.storyboard import Text

from values.continuity import Table, picture, scene, silent


def chosen(scenes, pictures, scores, **options):
    found = choose(scenes, pictures, Table(scores), floor=0.34, **options)
    return [r.picture.id for r in found]


def test_each_scene_gets_what_it_asks_for():
    scenes = [scene(1, "tea"), scene(2, "car")]
    pictures = [picture("car", scale="wide"), picture("tea", scale="close")]
    scores = {"tea": {"tea": 0.9, "car": 0.1}, "car": {"car": 0.8, "tea": 0.1}}
    assert chosen(scenes, pictures, scores) == ["tea", "car"]


def test_the_whole_counts_and_not_the_first_come():
    # The first scene would do with b almost as well; the second has nothing but a.
    scenes = [scene(1, "one"), scene(2, "two")]
    pictures = [picture("a", scale="wide"), picture("b", scale="close")]
    scores = {"one": {"a": 0.80, "b": 0.75}, "two": {"a": 0.80, "b": 0.20}}
    assert chosen(scenes, pictures, scores) == ["b", "a"]


@pytest.mark.parametrize("left", [{}, {"b": 0.5}, {"b": 0.84}])
def test_an_end_card_that_asks_for_a_scenes_picture_leaves_it_to_the_scene(left):
    # The first scene is as near as what the second asks for: there it costs a little, and nothing
    # behind it.
    scenes = [scene(1, "one"), scene(2, "two"), scene(3, "two")]
    card = scenes[2].model_copy(update={"text": Text(kind="end card"), "beat": "call"})
    pictures = [
        picture("far", scale="close"),
        picture("a", scale="close"),
        picture("b", scale="wide"),
    ]
    scores = {"one": {"far": 0.9}, "two": {"a": 0.9} | left}
    found = chosen([*scenes[:2], card], pictures, scores)
    assert found[:2] == ["far", "a"]
    assert found[2] == ("b" if left else found[2]) != "a"
    assert chosen([scenes[1], card], pictures[1:2], scores) == ["a", "a"], "shared, where all is"


def test_neighbours_differ_in_scale_where_that_costs_little():
    scenes = [scene(1, "one"), scene(2, "two")]
    pictures = [
        picture("a", scale="close"),
        picture("b", scale="close"),
        picture("c", scale="wide"),
    ]
    scores = {"one": {"a": 0.9}, "two": {"b": 0.60, "c": 0.57}}
    assert chosen(scenes, pictures, scores) == ["a", "c"]
    scores["two"]["c"] = 0.50
    assert chosen(scenes, pictures, scores) == ["a", "b"]


def test_people_who_were_seen_are_seen_again():
    scenes = [scene(1, "one"), scene(2, "two")]
    pictures = [
        picture("a", people=("Margaret",), scale="close"),
        picture("b", people=("Arthur",)),
        picture("c", people=("Margaret",)),
    ]
    scores = {"one": {"a": 0.9}, "two": {"b": 0.60, "c": 0.56}}
    assert chosen(scenes, pictures, scores) == ["a", "c"]
    assert chosen(scenes, pictures, scores, bound=False) == ["a", "b"]


def test_no_picture_is_shown_twice_while_others_will_do():
    scenes = [scene(n, "tea") for n in range(1, 5)]
    pictures = [picture(n) for n in "abcd"]
    scores = {"tea": {"a": 0.9, "b": 0.6, "c": 0.5, "d": 0.4}}
    assert sorted(chosen(scenes, pictures, scores)) == ["a", "b", "c", "d"]


def test_a_film_with_more_scenes_than_pictures_never_repeats_at_once():
    scenes = [scene(n, "tea") for n in range(1, 6)]
    pictures = [picture("a"), picture("b", scale="wide")]
    found = chosen(scenes, pictures, {"tea": {"a": 0.9, "b": 0.6}})
    assert all(one != other for one, other in itertools.pairwise(found))


def test_one_picture_serves_every_scene_when_there_is_no_other():
    assert chosen([scene(1, "x"), scene(2, "y")], [picture("a")], {}) == ["a", "a"]


@pytest.mark.proves("S3-09")
def test_a_weak_match_is_flagged_and_says_so():
    (one, two) = choose(
        [scene(1, "tea"), scene(2, "submarine")],
        [picture("a"), picture("b")],
        Table({"tea": {"a": 0.9}, "submarine": {"b": 0.2}}),
        floor=0.34,
    )
    assert (one.grounded, two.grounded) == (True, False)
    assert (two.score, two.floor) == (0.2, 0.34)
    (nothing,) = choose([scene(1, "void")], [picture("a")], Table({}), floor=0.34)
    assert not nothing.grounded
    assert nothing.score == 0
    assert "nothing in the library" in nothing.reason


def test_soft_photographs_give_way_and_drawings_are_never_soft():
    scores = {"tea": {"a": 0.62, "b": 0.6}}
    drawn = picture("a").asset.model_copy(update={"media_type": "image/svg+xml"})
    soft = picture("a", sharpness=10)
    assert chosen([scene(1, "tea")], [soft, picture("b")], scores) == ["b"]
    drawing = soft.model_copy(update={"asset": drawn})
    assert chosen([scene(1, "tea")], [drawing, picture("b")], scores) == ["a"]


def test_banned_pictures_and_people_who_did_not_agree_are_never_shown():
    scores = {"tea": {"a": 0.9, "b": 0.8, "c": 0.3}}
    pictures = [picture("a"), picture("b", rights=silent()), picture("c")]
    assert chosen([scene(1, "tea")], pictures, scores, banned=["a"]) == ["c"]
    with pytest.raises(DoesNotFit, match="banned or shows people who did not consent"):
        chosen([scene(1, "tea")], pictures, scores, banned=["a", "c"])


def test_pins_are_kept_even_twice_and_against_the_score():
    scenes = [scene(1, "tea"), scene(2, "tea"), scene(3, "tea")]
    pictures = [picture(n) for n in "abc"]
    scores = {"tea": {"a": 0.9, "b": 0.8}}
    pins = {"s1": "c", "s3": "c"}
    found = choose(scenes, pictures, Table(scores), floor=0.34, pins=pins)
    assert [r.picture.id for r in found] == ["c", "a", "c"]
    assert [r.pinned for r in found] == [True, False, True]
    assert found[0].grounded
    assert found[0].reason.startswith("a person chose it")


@pytest.mark.parametrize(
    ("pins", "banned", "said"),
    [
        ({"s1": "zebra"}, (), "zebra are not in the library"),
        ({"s9": "a"}, (), "no scene s9 .* there are s1"),
        ({"s1": "a"}, ("a",), "a is pinned, but banned"),
    ],
)
def test_impossible_wishes_are_refused_by_name(pins, banned, said):
    with pytest.raises((NotFound, DoesNotFit), match=said):
        chosen([scene(1, "tea")], [picture("a"), picture("b")], {}, pins=pins, banned=banned)


def test_the_wished_scale_is_asked_for_and_the_rest_is_listed():
    table = Table({"tea": {"a": 0.9, "b": 0.8, "c": 0.1}})
    (found,) = choose(
        [scene(1, "tea", scale="wide")], [picture(n) for n in "abc"], table, floor=0.34
    )
    assert table.asked == [("tea", "wide")]
    assert [c.picture for c in found.others] == ["b", "c"]
    assert found.query == "tea"


def test_a_long_film_from_a_large_library_is_chosen_soon():
    pictures = [picture(f"p{n}", scale=("wide", "close", "medium")[n % 3]) for n in range(300)]
    scores = {
        f"q{row}": {f"p{n}": round(((n * 37 + row * 11) % 97) / 97, 3) for n in range(300)}
        for row in range(14)
    }
    began = time.process_time()
    found = chosen([scene(n, f"q{n}") for n in range(14)], pictures, scores)
    assert len(set(found)) == 14
    assert time.process_time() - began < 5
    assert found == chosen([scene(n, f"q{n}") for n in range(14)], pictures, scores)
