"""One look through a catalogue that a make changes meanwhile."""

import pytest

from reelwright.store import Catalogue
from reelwright.store.catalogue import Result, now
from reelwright.store.glance import Glance, at_a_glance


def a_result(key, item="carers", value=None):
    return Result(key, "segment", item, {}, value or {"key": key}, f"of {key}", 0.0, now())


@pytest.fixture
def catalogue(database):
    return Catalogue(database)


def test_what_is_made_between_two_questions_is_found_under_its_key_too(catalogue):
    look = Glance(catalogue)
    assert look.result("k1") is None
    catalogue.keep(a_result("k1"))
    standing = look.latest("segment", "carers")
    assert standing is not None
    assert look.result(standing.key) == standing, "it stands, so it is not gone"


def test_what_an_item_was_seen_to_stand_on_is_there_as_long_as_one_looks(catalogue):
    catalogue.keep(a_result("k1"))
    look = at_a_glance(catalogue)
    (standing,) = look.items("segment")
    catalogue.keep(a_result("k2"))
    assert catalogue.set_aside(lambda value: True) == 1
    assert catalogue.result("k1") is None
    assert look.result("k1") == standing
    assert look.latest("segment", "carers") == standing
