"""The same inputs are never worked on twice, and a change says what it touches."""

from dataclasses import dataclass, replace
from types import SimpleNamespace
from typing import Annotated

import pytest

from reelwright.domain.base import Frozen
from reelwright.domain.errors import NotFound, StudioError
from reelwright.store import Catalogue
from reelwright.store.spends import Spends
from reelwright.workflow.build.bench import LIVES, Bench
from reelwright.workflow.build.progress import Progress
from reelwright.workflow.build.ref import Ref
from reelwright.workflow.build.rehearsal import Rehearsal
from reelwright.workflow.build.stage import FromName, Reads, Stage, Stages, Tools, Which
from reelwright.workflow.campaign.purse import Purse
from reelwright.workflow.spending import Prices


class Poem(Frozen):
    id: str = "poem"
    text: str


@dataclass(frozen=True)
class ForPoem:
    text: Annotated[str, Which("its words")]
    shelf: Annotated[str, FromName("where it stands")] = ""
    mood: Annotated[str | None, Reads("the mood", lambda studio, told: studio.mood)] = None


class Shop:
    def __init__(self, path):
        self.told = []
        self.worked = 0
        self.stage = Stage(
            name="storyboard",
            result=Poem,
            item="poem",
            takes=ForPoem,
            work=self.work,
            step="storyboard",
            cost=1,
        )
        stages = Stages((self.stage,))
        self.catalogue = Catalogue(path / "catalogue.db")
        progress = Progress(self.catalogue, "run", stages, self.told.append)
        self.bench = Bench(self.catalogue, progress, stages)
        spends = Spends(self.catalogue.database)
        self.studio = SimpleNamespace(
            mood=None,
            tools=lambda part, before: Tools(None, path, part=part, before=before),
            purse=lambda stage, item: Purse(spends, Prices(), None, stage, item),
        )

    def work(self, given, tools):
        self.worked += 1
        return Poem(text=given.text.upper() if given.text != "x" else str(1 / 0))

    def make(self, text, version="1", **more):
        stage = replace(self.stage, version=version)
        return self.bench.value(self.bench.make(stage, self.studio, "poem", text=text, **more))

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
        shop.make("x")
    assert shop.catalogue.latest("storyboard", "poem") is None


def test_a_persons_version_stands_until_the_made_one_changes(shop):
    shop.make("lamp")
    made = shop.catalogue.latest("storyboard", "poem")
    shop.catalogue.keep_edit("storyboard/poem", made.digest, {"id": "poem", "text": "Mine"}, "ann")
    assert shop.make("lamp").text == "Mine"
    looked = Rehearsal(shop.catalogue, shop.bench.stages)
    looked.make(shop.stage, shop.studio, "poem", text="gate")
    told = "text changed; it will be written anew without its edit"
    assert looked.amiss["storyboard/poem"].why == told
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


def test_what_is_read_from_outside_takes_part_in_the_key_and_what_follows_from_the_name_does_not(
    shop,
):
    shop.make("lamp", shelf="left")
    shop.make("lamp", shelf="right")
    assert shop.worked == 1
    shop.studio.mood = "calm"
    shop.make("lamp")
    assert shop.reasons() == ["new", "mood changed"]


def test_an_input_that_is_not_declared_is_refused(shop):
    with pytest.raises(TypeError, match="stage storyboard does not declare colour"):
        shop.make("lamp", colour="red")
    with pytest.raises(TypeError, match="does not declare mood"):
        shop.make("lamp", mood="told by who calls, where the bench reads it")


class Old(Frozen):
    lines: tuple[str, ...]


def test_a_result_of_a_type_that_changed_since_is_made_anew(shop):
    before = replace(shop.stage, result=Old, work=lambda given, tools: Old(lines=("lamp",)))
    kept = shop.bench.make(before, shop.studio, "poem", text="lamp")
    with pytest.raises(NotFound, match="kept by another version of reelwright"):
        shop.bench.value(kept)
    assert shop.make("lamp") == shop.make("lamp") == Poem(text="LAMP")
    assert shop.worked == 1
    assert shop.catalogue.result(kept.key).value == {"lines": ["lamp"]}, "the old one is not lost"


def test_a_ref_reads_back_from_json():
    ref = Ref("cut plan", "abc")
    assert Ref.read(str(ref)) == ref
    with pytest.raises(ValueError, match="stage:key"):
        Ref.read("abc")


def test_what_ends_every_process_that_works_on_it_is_spared_the_next(tmp_path):
    shop = Shop(tmp_path)
    for _ in range(LIVES - 1):
        # What a process leaves that was killed in the middle of the work.
        shop.bench.progress.begin("storyboard", "poem", "first time")
    with pytest.raises(ZeroDivisionError):
        shop.make("x")
    for _ in range(LIVES):
        shop.bench.progress.begin("storyboard", "poem", "first time")
    with pytest.raises(StudioError, match="storyboard poem was begun 8 times"):
        shop.make("y")
    assert shop.worked == 1
    assert shop.make("y").text == "Y", "who asks again is heard"
