"""What every index does, whichever back end keeps it."""

import numpy as np
import pytest

from reelwright.backends.index.exact import Exact, words
from reelwright.backends.index.interface import Row

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning:lance.*")
SIZE = 16


def unit(*parts):
    vector = np.zeros(SIZE, np.float32)
    vector[: len(parts)] = parts
    return vector / np.linalg.norm(vector)


ROWS = (
    Row("a", "a green teapot on a tray", unit(1, 0, 0)),
    Row("b", "a red car in the rain", unit(0, 1, 0)),
    Row("c", "tea in the garden by a red gate", unit(1, 1, 0)),
    Row("o'd", "an empty chair", unit(0, 0, 1)),
)


@pytest.fixture(params=["exact", "lance"])
def index(request, tmp_path):
    if request.param == "exact":
        made = Exact()
    else:
        lance = pytest.importorskip("reelwright.backends.index.lance")
        made = lance.Lance(tmp_path / "index", dimension=SIZE)
    made.replace(ROWS)
    return made


def test_the_nearest_come_first_with_their_cosine(index):
    found = index.near(unit(1, 0.5, 0), 3)
    assert [h.id for h in found] == ["c", "a", "b"]
    assert found[0].score == pytest.approx(float(unit(1, 0.5) @ unit(1, 1)), abs=1e-5)


def test_words_are_found_all_or_any(index):
    assert [h.id for h in index.matching("red rain", 5)] == ["b"]
    assert {h.id for h in index.matching("red rain", 5, every=False)} == {"b", "c"}
    assert index.matching("submarine", 5) == ()
    assert index.matching("red submarine", 5) == ()


def test_stop_words_and_plurals_do_not_stand_in_the_way(index):
    assert [h.id for h in index.matching("the chairs", 5)] == ["o'd"]
    assert [h.id for h in index.matching("teapots with trays", 5)] == ["a"]


def test_replacing_adds_changes_and_removes(index):
    moved = Row("b", "a blue car at night", unit(0, 0, 1))
    index.replace((ROWS[0], moved, Row("e", "a bird", unit(0, 1, 0))))
    assert {h.id for h in index.near(unit(1), 10)} == {"a", "b", "e"}
    assert index.near(unit(0, 1), 1)[0].id == "e"
    assert [h.id for h in index.matching("blue car", 5)] == ["b"]
    assert index.matching("red", 5) == ()


def test_an_empty_index_finds_nothing(index):
    index.replace(())
    assert index.near(unit(1), 3) == ()
    assert index.matching("tea", 3) == ()


def test_queries_are_words_and_never_syntax(index):
    for query in ("red' OR 1=1 --", "AND (", '"', "text:red*", ""):
        assert len(index.matching(query, 5, every=False)) <= 4


def test_what_one_handle_writes_another_sees_at_once(tmp_path):
    lance = pytest.importorskip("reelwright.backends.index.lance")
    one, two = (lance.Lance(tmp_path / "index", dimension=SIZE) for _ in range(2))
    for n in range(1, len(ROWS) + 1):
        one.replace(ROWS[:n])
        assert len(two.near(unit(1, 1, 1), 10)) == n
        assert two.matching(ROWS[n - 1].text, 1)[0].id == ROWS[n - 1].id


def test_two_handles_that_add_the_same_rows_keep_them_once(tmp_path):
    lance = pytest.importorskip("reelwright.backends.index.lance")
    one, two = (lance.Lance(tmp_path / "index", dimension=SIZE) for _ in range(2))
    one.replace(ROWS)
    two.replace(ROWS)
    assert len(one.near(unit(1, 1, 1), 20)) == len(ROWS)


@pytest.mark.parametrize(
    "family", [("walk", "walks", "walking", "walked"), ("story", "stories"), ("stop", "stopping")]
)
def test_forms_of_a_word_are_one(family):
    assert len({words(w)[0] for w in family}) == 1
