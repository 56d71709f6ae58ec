"""A base's catalogue: each change whole, with its line in the audit, for many processes at once."""

import threading

import pytest

from reelwright.domain.asset import Asset
from reelwright.domain.errors import NotFound, StoreFailed
from reelwright.domain.knowledge import AuditLine, Item, KnowledgeBase, Part, Query, Receipt, Use
from reelwright.domain.picture import Caption
from reelwright.store.ledger import BaseLedger

BASE = KnowledgeBase(
    id="b", title="B", spaces=(), grants={"ann": "owner"}, made_at="2026-01-01", made_by="ann"
)


def item(n, **given):
    id_ = f"{n:064x}"
    told = {
        "id": id_,
        "base": "b",
        "kind": "image",
        "asset": Asset(sha256=id_, media_type="image/png", bytes=1, name=f"{n}.png"),
        "captions": (Caption(text=f"number {n}", source="person"),),
        "state": "approved",
    }
    return Item(**(told | given))


def part(n, *words, **given):
    id_ = f"{n:064x}"
    return Part(id=f"{id_}#0", item=id_, text=" ".join(words), words=words, **given)


def line(what="add", n=0):
    return AuditLine(at="2026-01-01", who="ann", base="b", what=what, item=f"{n:064x}")


@pytest.fixture
def ledger(tmp_path, where):
    from reelwright.store.database import Database

    found = BaseLedger(tmp_path / "b", BASE, Database(*where) if where[1] else None)
    yield found
    found.close()


def test_a_base_that_was_never_made_is_said_so(tmp_path):
    with pytest.raises(NotFound, match="no knowledge base"):
        BaseLedger(tmp_path / "nothing")
    assert not (tmp_path / "nothing").exists()


def test_an_item_is_taken_in_once(ledger):
    assert ledger.add(item(1), [part(1, "a")], line(n=1), ("/a.png", "s1"))
    assert not ledger.add(item(1), [part(1, "b")], line(n=1), ("/b.png", "s2"))
    assert len(ledger.audit()) == 1
    assert ledger.parts([item(1).id])[item(1).id][0].words == ("a",)
    assert ledger.seen(["/a.png", "/b.png", "/c.png"]) == {
        "/a.png": ("s1", item(1).id),
        "/b.png": ("s2", item(1).id),
    }


def test_a_change_over_a_newer_one_is_refused(ledger):
    ledger.add(item(1), [part(1, "a")], line(), None)
    newer = item(1, keywords=("x",), revision=2)
    assert ledger.replace(newer, None, line("describe"))
    assert not ledger.replace(item(1, keywords=("y",), revision=2), None, line("describe"))
    assert ledger.item(newer.id).keywords == ("x",)
    assert [c.what for _, c in ledger.audit()] == ["add", "describe"]


def test_a_failing_change_leaves_nothing(ledger, monkeypatch):
    twice = [part(1, "a"), part(1, "a")]
    with pytest.raises(StoreFailed):
        ledger.add(item(1), twice, line(), ("/a", "s"))
    assert ledger.item(item(1).id) is None
    assert ledger.audit() == []
    assert ledger.seen(["/a"]) == {}
    assert ledger.spread(["a"]) == (0, {})


def test_only_approved_parts_are_pending_and_counted(ledger):
    ledger.add(item(1, state="draft"), [part(1, "tea", "cup")], line(), None)
    ledger.add(item(2), [part(2, "tea")], line(), None)
    numbers, fresh = ledger.pending([])
    assert [p.id for _, p in fresh] == [part(2).id]
    assert ledger.spread(["tea", "cup"]) == (1, {"tea": 1})
    ledger.replace(item(1, revision=2), None, line("approve"))
    assert ledger.spread(["tea", "cup"]) == (2, {"tea": 2, "cup": 1})
    ledger.replace(item(2, state="revoked", revision=2), None, line("revoke"))
    assert ledger.spread(["tea", "cup"]) == (1, {"tea": 1, "cup": 1})
    there, fresh = ledger.pending(list(numbers))
    assert {(p.id, p.gone) for _, p in fresh} == {(part(1).id, False), (part(2).id, True)}
    assert numbers.isdisjoint(there), "a part that changed has another number"


def test_settling_forgets_what_moved_and_nothing_that_came_after(ledger):
    ledger.add(item(1), [part(1, "a")], line(), None)
    numbers, _ = ledger.pending([])
    ledger.replace(item(1, keywords=("b",), revision=2), [part(1, "b")], line("describe"))
    ledger.settle(sorted(numbers))
    left, fresh = ledger.pending([])
    assert [p.words for _, p in fresh] == [("b",)]
    assert ledger.handed() == 1
    ledger.settle(sorted(left))
    assert ledger.pending([]) == (frozenset(), [])


def test_only_one_hands_over_at_a_time(ledger):
    other = BaseLedger(ledger.folder, space=ledger._db if ledger._db.space else None)
    with ledger.handing_over() as first, other.handing_over() as second:
        assert (first, second) == (True, False)
    with other.handing_over() as third:
        assert third
    other.close()


def test_files_are_found_by_the_start_of_their_id_or_their_name(ledger):
    for n in (1, 2, 0xABC << 240):
        ledger.add(item(n, state="draft"), [], line(), None)
    whole = item(0xABC << 240).id
    assert whole.startswith("0abc")
    assert ledger.resolve("0abc") == (whole,)
    assert ledger.resolve("2.png") == (item(2).id,)
    assert len(ledger.resolve("000")) == 2
    for hostile in ("%", "_", "' or 1=1 --", "\\"):
        assert ledger.resolve(hostile) == ()


def test_all_items_come_in_order_however_many(ledger):
    for n in range(1203):
        ledger.add(item(n, state="draft" if n % 2 else "approved"), [], line(), None)
    assert [i.id for i in ledger.every()] == [item(n).id for n in range(1203)]
    assert sum(1 for _ in ledger.every(state="draft")) == 601
    assert ledger.counts() == {"approved": 602, "draft": 601}


def test_receipts_are_kept_and_never_changed(ledger):
    receipt = Receipt(
        id="r1",
        at="2026-01-01",
        who="ann",
        query=Query(words="tea"),
        floor=0.3,
        index={"b": "1"},
        spaces={},
        candidates=(),
        chosen=(item(1),),
    )
    ledger.keep_receipt(receipt)
    ledger.keep_receipt(receipt.model_copy(update={"who": "eve"}))
    assert ledger.receipt("r1") == receipt
    assert ledger.receipts(item=item(1).id) == (receipt,)
    assert ledger.receipts(item=item(2).id) == ()


def test_films_are_noted_once_for_each_item(ledger):
    use = Use(item=item(1).id, film="f1", by="job", receipt="r1", at="2026-01-01")
    ledger.use([use, use])
    ledger.use([use.model_copy(update={"film": "f2"})])
    assert [u.film for u in ledger.uses([item(1).id])] == ["f1", "f2"]
    assert ledger.uses([item(2).id]) == ()


def test_many_threads_write_and_read_at_once(ledger):
    problems = []

    def write(first):
        try:
            for n in range(first, first + 40):
                ledger.add(item(n), [part(n, "tea")], line(n=n), None)
                ledger.pending([])
        except Exception as problem:
            problems.append(problem)
        finally:
            ledger.close()

    threads = [threading.Thread(target=write, args=(k * 20,)) for k in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert problems == []
    assert ledger.counts() == {"approved": 100}
    assert len(ledger.audit()) == 100
    assert ledger.spread(["tea"]) == (100, {"tea": 100})
