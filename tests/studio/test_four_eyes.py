"""Where the house wants two people at a gate, one of them alone lets nothing pass."""

import json

import pytest
from typer.testing import CliRunner

import reelwright
from reelwright.cli.app import app
from reelwright.domain.errors import NotAllowed
from reelwright.store import Catalogue
from reelwright.studio import decisions, items
from reelwright.workflow.build.decided import standing


@pytest.fixture
def strict(copy, monkeypatch):
    """A made campaign in a house that wants two people for storyboards, and its storyboard's name.

    It was made with `--yes` before that; the storyboard was edited since, so that it waits.
    """
    monkeypatch.setenv("REELWRIGHT_FOUR_EYES", '["storyboards"]')
    named = [row.name for row in reelwright.campaigns.status(copy)]
    (name,) = [n for n in named if n.startswith("storyboard/")]
    board = json.loads(items.read(copy, name).text)
    board["scenes"][0]["narration"] = "Somebody is there on Tuesday."
    items.edit(copy, name, json.dumps(board))
    return copy, name


def waits(folder):
    return {w.name: w.first for w in decisions.waiting(folder)}


def test_the_second_person_lets_pass_what_the_first_approved(strict):
    folder, name = strict
    (first,) = decisions.approve(folder, [name], who="ann")
    assert first.decision == "first"
    assert waits(folder) == {name: "ann"}
    (second,) = decisions.approve(folder, [name], who="bea")
    assert second.decision == "approve"
    assert name not in waits(folder)
    catalogue = Catalogue(folder / ".reelwright" / "catalogue.db")
    of = (second.gate, name.partition("/")[2], second.version)
    assert [(d.who, d.decision) for d in standing(catalogue, *of)] == [
        ("ann", "first"),
        ("bea", "approve"),
    ]
    catalogue.close()


@pytest.mark.parametrize("again", ["ann", "Ann"])
def test_one_person_is_not_two(strict, again):
    folder, name = strict
    decisions.approve(folder, [name], who="ann")
    with pytest.raises(NotAllowed, match="was approved by ann already: it waits for a second"):
        decisions.approve(folder, [name], who=again)
    assert waits(folder) == {name: "ann"}


def test_whoever_rejects_begins_it_anew(strict):
    folder, name = strict
    decisions.approve(folder, [name], who="ann")
    decisions.reject(folder, [name], who="bea")
    assert decisions.approve(folder, [name], who="bea")[0].decision == "first"
    assert decisions.approve(folder, [name], who="ann")[0].decision == "approve"


def test_yes_does_not_stand_for_two_people(strict):
    folder, name = strict
    made = reelwright.campaigns.make(folder, yes=True)
    assert made.waiting == "storyboards"
    assert [i.name for i in made.items] == [name]
    assert waits(folder) == {name: ""}


def test_the_command_says_that_another_has_to(strict):
    folder, name = strict
    said = CliRunner().invoke(app, ["approve", str(folder), name], env={"REELWRIGHT_WHO": "ann"})
    assert "a second person has to as well" in said.output
    assert "go on with" not in said.output
