"""The same inputs are never worked on twice, and a change says what it touches."""

import pytest

from reelwright.domain.base import Frozen
from reelwright.store import Catalogue
from reelwright.workflow.build.bench import Bench
from reelwright.workflow.build.progress import Progress


class Poem(Frozen):
    id: str = "poem"
    text: str


class Shop:
    def __init__(self, path):
        self.told = []
        self.catalogue = Catalogue(path / "catalogue.db")
        self.bench = Bench(self.catalogue, Progress(self.catalogue, "run", self.told.append))
        self.worked = 0

    def make(self, text, version="1"):
        def work():
            self.worked += 1
            return Poem(text=text.upper())

        key = self.bench.make("storyboard", "poem", Poem, {"text": text}, work, version=version)
        return self.bench.value(key, Poem)

    def reasons(self):
        return [t.body["why"] for t in self.told if t.kind == "begin"]


@pytest.fixture
def shop(tmp_path):
    return Shop(tmp_path)


def test_the_same_inputs_are_worked_on_once(shop, tmp_path):
    assert shop.make("lamp") == shop.make("lamp") == Poem(text="LAMP")
    again = Shop(tmp_path)
    assert again.make("lamp") == Poem(text="LAMP")
    assert (shop.worked, again.worked) == (1, 0)


def test_a_remake_names_the_input_that_changed(shop):
    shop.make("lamp")
    shop.make("gate")
    shop.make("gate", version="2")
    assert shop.reasons() == ["new", "text changed", "the way it is made changed"]


def test_going_back_to_old_inputs_finds_the_old_result(shop):
    shop.make("lamp")
    shop.make("gate")
    assert shop.make("lamp").text == "LAMP"
    assert shop.worked == 2
    assert shop.catalogue.latest("storyboard", "poem").value["text"] == "LAMP"


def test_work_that_fails_keeps_nothing(shop):
    with pytest.raises(ZeroDivisionError):
        shop.bench.make("storyboard", "poem", Poem, {"text": "x"}, lambda: 1 / 0)
    assert shop.catalogue.latest("storyboard", "poem") is None


def test_a_persons_version_stands_until_the_made_one_changes(shop):
    shop.make("lamp")
    made = shop.catalogue.latest("storyboard", "poem")
    shop.catalogue.keep_edit("storyboard/poem", made.digest, {"id": "poem", "text": "Mine"}, "ann")
    assert shop.make("lamp").text == "Mine"
    assert shop.make("gate").text == "GATE"
    notes = [t.body["text"] for t in shop.told if t.kind == "note"]
    lapsed = "the edit of its version before no longer applies"
    assert notes == [f"storyboard poem is made anew: {lapsed}"]
    assert shop.make("lamp").text == "Mine"


def test_percent_rises_and_never_reaches_a_hundred_before_the_end(shop):
    shop.bench.progress.expect({"storyboard": 3})
    for text in ("a", "b", "c"):
        shop.make(text)
    far = [t.percent for t in shop.told]
    assert far == sorted(far)
    assert 0 <= far[0] < far[-1] <= 99.9
