"""Several processes at one index: nothing is lost, nothing is twice, all is seen at once."""

import pytest

from reelwright.domain.errors import DoesNotFit

from values.units import SPACES, WEIGHTS, crowd, pointing, unit

pytestmark = [
    pytest.mark.filterwarnings("ignore::DeprecationWarning:lance.*"),
    pytest.mark.shared,
]


def test_what_was_kept_is_there_when_it_is_opened_again(opened):
    index = opened()
    index.upsert([unit("a", "a green teapot", pointing(1), ("room=kitchen",))])
    index.close()
    again = opened()
    assert again.facts().rows == 1
    assert [h.id for h in again.near("words-16", pointing(1), 3)] == ["a"]
    assert [h.id for h in again.matching("teapot", 3, where=(("room=kitchen",),))] == ["a"]
    assert opened(name="other").facts().rows == 0


@pytest.mark.proves("S2-18")
def test_another_dimension_or_other_weights_are_refused(opened):
    opened().upsert([unit("a", "a teapot", pointing(1))])
    with pytest.raises(DoesNotFit, match=r"keeps 16 .*words-16.* 32 .*rebuild"):
        opened(spaces={"words-16": 32})
    with pytest.raises(DoesNotFit, match=r"words-16.*aa11.*ff99.*rebuild"):
        opened(weights={"words-16": "ff99"})
    assert opened(weights={}).facts().weights == WEIGHTS


def test_a_space_may_be_added_later(opened):
    old = opened()
    old.upsert([unit("a", "a teapot", pointing(1))])
    new = opened(spaces={**SPACES, "clip-4": 4}, weights={**WEIGHTS, "clip-4": "cc33"})
    assert new.facts().spaces == {**SPACES, "clip-4": 4}
    assert new.near("clip-4", pointing(1, size=4), 3) == ()
    changed = unit("a", "a teapot", pointing(1))
    changed = type(changed)("a", "a teapot", {"clip-4": pointing(1, size=4)})
    new.upsert([changed])
    assert [h.id for h in new.near("clip-4", pointing(1, size=4), 3)] == ["a"]
    # One that opened the index before the space came may go on writing.
    old.upsert([unit("b", "a cup", pointing(0, 1))])
    assert new.facts().rows == 2
    with pytest.raises(DoesNotFit, match="clip-4"):
        opened(weights={"clip-4": "other"})


@pytest.mark.proves("S3-07")
def test_another_process_sees_an_addition_at_once(opened, others):
    index = opened()
    (other,) = others(1)
    for n in range(3):
        index.upsert([unit(f"new{n}", f"heron{n}", pointing(1, n))])
        assert other.ask("near", parts=[1, n], k=1) == [f"new{n}"]
        assert other.ask("matching", query=f"heron{n}", k=5) == [f"new{n}"]
        assert other.ask("upsert", start=n, count=1) == "kept"
        assert [h.id for h in index.matching(f"picture{n}", 5)] == [f"u{n}"]
    index.delete(["new0"])
    assert other.ask("matching", query="heron0", k=5) == []


def test_the_same_units_from_two_processes_are_kept_once(opened, others):
    workers = others(2)
    for worker in workers:
        worker.begin("upsert one by one", start=0, count=6)
    assert [w.done() for w in workers] == ["kept", "kept"]
    for worker in workers:
        worker.begin("upsert", start=5, count=40)
    assert [w.done() for w in workers] == ["kept", "kept"]
    index = opened()
    expected = {f"u{n}" for n in range(45)}
    assert sorted(index.ids()) == sorted(expected)
    assert index.facts().rows == 45
    assert sorted(h.id for h in index.near("words-16", pointing(1), 100)) == sorted(expected)


def test_two_processes_may_make_it_at_the_same_moment(opened, others):
    workers = others(3)
    for n, worker in enumerate(workers):
        worker.begin("upsert", start=10 * n, count=10)
    assert [w.done() for w in workers] == ["kept"] * 3
    assert len(list(opened().ids())) == 30


def test_tidying_beside_readers_and_writers_loses_nothing(opened, others):
    index = opened()
    index.upsert(crowd(200))
    (writer, tidier) = others(2)
    writer.begin("upsert one by one", start=200, count=10)
    tidier.begin("tidy", times=3)
    for n in range(10):
        asked = crowd(1, start=n)[0].vectors["words-16"]
        assert index.near("words-16", asked, 1)[0].id == f"u{n}"
        assert index.matching(f"picture{n}", 1)[0].id == f"u{n}"
    assert writer.done() == "kept"
    assert tidier.done() == "tidy"
    assert sorted(index.ids()) == sorted(f"u{n}" for n in range(210))
    assert index.matching("picture209", 1)[0].id == "u209"
