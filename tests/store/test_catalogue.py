"""Results, decisions, edits and lineage outlive the process that noted them."""

import threading

import pytest

from reelwright.store import Catalogue
from reelwright.store.catalogue import Decision, Result, now


def a_result(key="k1", digest="d1", item="carers"):
    return Result(key, "brief", item, {"segment": "s"}, {"title": "Lamp"}, digest, 0.5, now())


@pytest.fixture
def catalogue(database):
    return Catalogue(database)


def test_a_result_is_found_by_key_and_by_item_after_reopening(catalogue):
    catalogue.keep(a_result())
    again = Catalogue(catalogue.database)
    assert again.result("k1") == again.latest("brief", "carers")
    assert again.result("k2") is None


def test_an_item_can_stand_on_an_older_result_again(catalogue):
    catalogue.keep(a_result("k1"))
    catalogue.keep(a_result("k2", "d2"))
    assert catalogue.latest("brief", "carers").key == "k2"
    catalogue.stand_on("brief", "carers", "k1")
    assert catalogue.latest("brief", "carers").key == "k1"


def test_a_decision_is_about_one_version_and_the_newest_counts(catalogue):
    catalogue.decide(Decision("briefs", "carers", "d1", "approve", "ann", "", now()))
    catalogue.decide(Decision("briefs", "carers", "d1", "reject", "bob", "too long", now()))
    assert catalogue.decision("briefs", "carers", "d1").who == "bob"
    assert catalogue.decision("briefs", "carers", "d2") is None


def test_lineage_is_walked_both_ways(catalogue):
    catalogue.link("film", {"picture-1": "reference", "voice": "narration"})
    assert catalogue.made_from("film") == (("voice", "narration"), ("picture-1", "reference"))
    assert catalogue.used_in("picture-1") == (("film", "reference"),)


def test_threads_write_at_once_without_loss(catalogue):
    def write(n):
        for k in range(20):
            catalogue.tell("run", "done", "film", f"{n}-{k}")

    threads = [threading.Thread(target=write, args=(n,)) for n in range(6)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    assert len(catalogue.events("run")) == 120
