"""A person decides on one version of an item; another version waits again."""

import json

import pytest

from reelwright.domain.base import digest_of
from reelwright.domain.brief import FeatureDraw, Match
from reelwright.domain.errors import InvalidIntake, NotApproved, NotFound
from reelwright.domain.origin import Origin
from reelwright.domain.storyboard import Scene, Storyboard
from reelwright.store import Catalogue
from reelwright.store.catalogue import Result, now
from reelwright.workflow.build.decided import decide, rejections, require
from reelwright.workflow.campaign.edits import accept, item_for_edit
from reelwright.workflow.campaign.gates import find, waiting


def a_board(title="Lamp"):
    scene = {
        "beat": "hook",
        "description": "A hall.",
        "seek": "hall",
        "camera": "still",
        "narration": "Someone left the light on.",
        "seconds": 3,
    }
    return Storyboard(
        id="carers-lamp",
        segment="carers",
        brief="b",
        title=title,
        language="en",
        seconds=6,
        scenes=(Scene(id="s1", **scene), Scene(id="s2", **scene)),
        draw=FeatureDraw(segment="carers", seed=1, traits=("t",)),
        match=Match(brief="b", segment="carers", score=8, rationale="fits", origin=Origin()),
        origin=Origin(),
    )


@pytest.fixture
def catalogue(tmp_path):
    found = Catalogue(tmp_path / "c.db")
    value = a_board().model_dump(mode="json")
    found.keep(
        Result(
            "k", "storyboard", "carers--lamp", {"seed": "1"}, value, digest_of(value), 0.1, now()
        )
    )
    return found


@pytest.mark.proves("S0-37")
def test_what_follows_refuses_a_storyboard_nobody_approved(catalogue):
    gate, result = find(catalogue, "carers--lamp")
    with pytest.raises(NotApproved, match="reelwright approve"):
        require(catalogue, gate, result.item, result.digest)
    decide(catalogue, gate, result.item, result.digest, "approve", "ann")
    assert require(catalogue, gate, result.item, result.digest).who == "ann"
    with pytest.raises(NotApproved):
        require(catalogue, gate, result.item, "another version")


def test_rejected_versions_are_counted_once_each(catalogue):
    for digest in ("d1", "d1", "d2"):
        decide(catalogue, "storyboards", "carers--lamp", digest, "reject", "ann")
    assert rejections(catalogue, "storyboards", "carers--lamp") == 2
    decide(catalogue, "storyboards", "carers--lamp", "d2", "approve", "ann")
    assert rejections(catalogue, "storyboards", "carers--lamp") == 1


def test_an_unknown_name_lists_what_there_is(catalogue):
    with pytest.raises(NotFound, match="storyboard/carers--lamp"):
        find(catalogue, "lamp")


def test_an_edit_is_checked_kept_and_waits_for_approval_again(catalogue):
    gate, result = find(catalogue, "carers--lamp")
    decide(catalogue, gate, result.item, result.digest, "approve", "ann")
    assert waiting(catalogue) == []
    value = result.value | {"title": "The light in the hall"}
    chosen = item_for_edit(catalogue, "carers--lamp")
    assert accept(catalogue, chosen, json.dumps(value), "ann")[0] == ["title"]
    assert [s.full for s in waiting(catalogue)] == ["storyboard/carers--lamp"]
    edited = catalogue.latest("storyboard", "carers--lamp").value
    assert (edited["title"], edited["origin"]["maker"]) == ("The light in the hall", "person")


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"scenes": []}, "scenes"),
        ({"id": "other"}, "keep it as it was"),
        ({"seconds": "9"}, "scenes last 6 s together but the film lasts 9 s"),
        ({"colour": "red"}, "colour"),
    ],
)
def test_a_wrong_edit_names_the_field_and_changes_nothing(catalogue, change, said):
    chosen = item_for_edit(catalogue, "carers--lamp")
    with pytest.raises(InvalidIntake, match=said):
        accept(catalogue, chosen, json.dumps(chosen.value | change), "ann")
    assert catalogue.latest("storyboard", "carers--lamp").digest == chosen.digest


def test_text_that_is_no_json_names_line_and_column(catalogue):
    chosen = item_for_edit(catalogue, "carers--lamp")
    with pytest.raises(InvalidIntake, match="line 1, column 2"):
        accept(catalogue, chosen, "{oops", "ann")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[" * 100_000, "nested too deeply"),
        ('{"seconds": ' + "9" * 5000 + "}", "far too many digits"),
        ('{"seconds": NaN}', "NaN is no number"),
        ('{"title": "\\ud800"}', "half of a character"),
        (json.dumps({"k" * 50_000: 1}), "kkk: extra inputs are not permitted"),
    ],
)
def test_json_that_breaks_its_reader_is_refused_in_short_words(catalogue, text, said):
    chosen = item_for_edit(catalogue, "carers--lamp")
    with pytest.raises(InvalidIntake, match=f"^carers--lamp: (.|\n)*{said}") as refused:
        accept(catalogue, chosen, text, "ann")
    assert len(str(refused.value)) < 1000
