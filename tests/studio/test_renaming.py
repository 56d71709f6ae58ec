"""A segment that a person gives another name: all that is made for it goes by that."""

import json

import pytest

import reelwright
from reelwright.domain.errors import InvalidIntake

from makers.fernhill import SEGMENT

NAME, CALLED = "Daughters & sons between two homes", "daughters-sons-between-two-homes"


def renamed(folder, item, name):
    value = json.loads(reelwright.items.read(folder, item).text)
    return reelwright.items.edit(folder, item, json.dumps(value | {"name": name}))


def names(folder, *states):
    return {r.name for r in reelwright.campaigns.status(folder) if r.state in states or not states}


@pytest.mark.longer
def test_what_follows_a_renamed_segment_goes_by_its_new_name(copy):
    before = names(copy)
    edited = renamed(copy, f"segment/{SEGMENT}", NAME)
    assert edited.name == f"segment/{CALLED}"
    assert [w.name for w in reelwright.decisions.waiting(copy)] == [edited.name]
    assert f"segment/{SEGMENT}" not in names(copy), "it goes by one name"

    made = reelwright.campaigns.make(copy, yes=True)
    (film,) = made.films
    assert film.id.startswith(CALLED)
    assert film.segment == NAME
    assert made.exported.films == 1
    new = names(copy) - before
    assert {n.partition("/")[2].startswith(CALLED) for n in new} == {True}
    assert {n.partition("/")[0] for n in new} >= {"segment", "brief", "storyboard", "take", "film"}
    old = {n for n in before if n.partition("/")[2].startswith(SEGMENT)} - {f"segment/{SEGMENT}"}
    assert old <= names(copy, "unused", "stale"), "what was made under the old name is not wanted"
    assert reelwright.campaigns.make(copy, yes=True).made == 0, "a name is not lost"
    (kept,) = [s for s in reelwright.films.listed(copy) if s.id == film.id]
    papers = json.loads((kept.exported / "manifest.json").read_text("utf-8"))
    assert SEGMENT not in json.dumps(papers["approvals"])

    back = reelwright.items.undo(copy, edited.name)
    assert back.name == f"segment/{SEGMENT}"
    again = reelwright.campaigns.make(copy, yes=True)
    assert again.made == 0, "what was made under the old name stands again"
    assert again.films[0].id.startswith(SEGMENT)
    assert edited.name not in names(copy)


def test_another_edit_of_a_renamed_segment_keeps_its_name(copy):
    edited = renamed(copy, f"segment/{SEGMENT}", NAME)
    value = json.loads(reelwright.items.read(copy, edited.name).text)
    again = reelwright.items.edit(copy, edited.name, json.dumps(value | {"summary": "They care."}))
    assert (again.name, again.fields) == (edited.name, ("summary",))
    assert len(reelwright.items.versions(copy, edited.name)) == 2
    assert reelwright.items.undo(copy, edited.name).name == edited.name
    assert reelwright.items.undo(copy, edited.name).name == f"segment/{SEGMENT}"


def test_a_renamed_segment_is_asked_for_by_either_name(copy):
    renamed(copy, f"segment/{SEGMENT}", NAME)
    for name in (CALLED, SEGMENT):
        overrides = reelwright.campaigns.Overrides(segments=(name,))
        made = reelwright.campaigns.make(copy, until="audience", yes=True, overrides=overrides)
        assert [i.name for i in made.items if i.name.startswith("segment/")] == [
            f"segment/{CALLED}"
        ]


def test_a_name_that_another_segment_has_is_refused(copy):
    with pytest.raises(InvalidIntake, match="a segment independents-who-need-a-hand already"):
        renamed(copy, f"segment/{SEGMENT}", "Independents who need a hand")
    assert reelwright.campaigns.stale(copy) == ()


@pytest.mark.longer
def test_approvals_of_a_renamed_segments_items_outlast_the_name(copy):
    (old,) = [f.id for f in reelwright.films.listed(copy)]
    edited = renamed(copy, f"segment/{SEGMENT}", NAME)
    reelwright.decisions.approve(copy, [edited.name])
    made = reelwright.campaigns.make(copy)
    assert not made.waiting, f"{made.waiting} asks again for what nobody changed"
    (film,) = made.films
    kept = reelwright.campaigns.make(copy).exported
    assert kept
    assert kept.films == 1
    there = {p.parent.name for p in (copy / "out").glob("*/manifest.json")}
    assert there == {film.id}, "the folder of the old name went with it"
    assert old != film.id
    papers = json.loads((copy / "out" / film.id / "manifest.json").read_text("utf-8"))
    assert {a["gate"] for a in papers["approvals"]} == {"segments", "briefs", "storyboards",
                                                        "final"}  # fmt: skip
    assert {a["who"] for a in papers["approvals"]} == {"ann"}


def test_what_changed_with_the_name_is_asked_for_again(copy):
    value = json.loads(reelwright.items.read(copy, f"segment/{SEGMENT}").text)
    traits = [t for t in value["traits"] if t["group"] != "pain points"]
    other = value | {"name": NAME, "traits": traits}
    edited = reelwright.items.edit(copy, f"segment/{SEGMENT}", json.dumps(other))
    reelwright.decisions.approve(copy, [edited.name])
    assert reelwright.campaigns.make(copy).waiting == "briefs"


@pytest.mark.longer
@pytest.mark.parametrize("told", ["file"], indirect=True)
def test_edits_follow_a_segments_new_name(copy, told, tmp_path):
    """Of a brief and of its storyboard, and the back end chosen for a scene of it."""

    def board_of(segment):
        left = names(copy) - names(copy, "unused", "stale")
        (found,) = {n for n in left if n.startswith(f"storyboard/{segment}")}
        return found

    def brief_of(board):
        return board.replace("storyboard/", "brief/")

    def read(name):
        return json.loads(reelwright.items.read(copy, name).text)

    def edited(name, /, **changes):
        file = tmp_path / "edited.json"
        file.write_text(json.dumps(read(name) | changes), "utf-8")
        assert "go on with" in told("edit", copy, name, "--from", file)

    def planned():
        told("storyboard", copy, "--yes")

    brief = brief_of(board_of(SEGMENT))
    edited(brief, message="You hear on your phone that the day went well.")
    planned()
    edited(board_of(SEGMENT), title="A visit a day")
    told("shot", copy, board_of(SEGMENT), "s1", "--backend", "motion")
    edited(f"segment/{SEGMENT}", name=NAME)
    planned()
    board = board_of(CALLED)
    now = brief_of(board)
    assert read(now)["message"] == "You hear on your phone that the day went well."
    assert read(now)["segment"] == CALLED
    assert now.startswith(f"brief/{CALLED}")
    assert read(board)["title"] == "A visit a day"
    assert "motion" in told("shot", copy, board)
    lines = [n for n in reelwright.audit.listed(copy) if n.what == "edit follows new name"]
    assert [(n.who, n.thing) for n in lines] == [("ann", now), ("ann", board)]

    told("edit", copy, board, "--undo")
    planned()
    assert read(board)["title"] != "A visit a day", "what was taken back does not come again"
    edited(now, message="Another message, under the new name of it.")
    told("edit", copy, f"segment/{CALLED}", "--undo")
    planned()
    assert read(brief)["message"].startswith("Another"), "the newest edit counts"
