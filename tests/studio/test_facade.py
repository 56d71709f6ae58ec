"""The facade as programs use it: a campaign made, looked at, decided on and changed."""

import inspect
import json
import re
import shutil
import zipfile
from fractions import Fraction
from types import ModuleType

import pytest

import reelwright
from reelwright.domain.base import Frozen
from reelwright.domain.errors import InvalidIntake, NotApproved, NotFound
from reelwright.studio import clips
from reelwright.workflow.campaign.edits import differences

from makers.fernhill import SEGMENT

NOUNS = {name: getattr(reelwright, name) for name in reelwright.__all__}


def operations(noun: ModuleType):
    return [
        f
        for name, f in vars(noun).items()
        if inspect.isfunction(f) and f.__module__ == noun.__name__ and not name.startswith("_")
    ]


def test_five_lines_make_a_campaign_and_print_its_films(made):
    (line,) = made.printed.splitlines()
    (film,) = reelwright.films.listed(made.folder)
    assert film.id in line
    assert film.file.stat().st_size == film.bytes
    assert film.passed
    assert (film.exported / f"{film.id}.mp4").is_file()
    assert {t.scene for t in film.takes} >= {"s1", "s2"}
    assert dict(film.seconds_by_step)["cut"] > 0


def test_a_film_is_packed_with_its_papers_from_the_store_once_the_last_gate_let_it_out(
    copy, tmp_path
):
    (film,) = reelwright.films.listed(copy)
    lay = {
        f"{film.id}/{p.relative_to(film.exported).as_posix()}": p.read_bytes()
        for p in film.exported.rglob("*")
        if p.is_file()
    }
    shutil.rmtree(copy / "out")
    assert (film.leaves, film.packed) == (True, True)
    with zipfile.ZipFile(reelwright.films.export(copy, film.id, tmp_path / "all.zip")) as packed:
        assert {name: packed.read(name) for name in packed.namelist()} == lay
    told = {name.rpartition(".")[2] for name in lay}
    assert told >= {"mp4", "srt", "vtt", "otio", "json", "html"}

    reelwright.decisions.reject(copy, [f"film/{film.id}"])
    assert not reelwright.films.one(copy, film.id).leaves
    for take in (reelwright.films.leaving, lambda *of: reelwright.films.export(*of, tmp_path)):
        with pytest.raises(NotApproved, match="is rejected at the gate final; once it"):
            take(copy, film.id)


def test_people_outside_read_a_storyboard_without_a_word_on_who_it_is_for(copy):
    (film,) = reelwright.films.listed(copy)
    rows = [r.name for r in reelwright.campaigns.status(copy) if r.stage == "storyboard"]
    (board,) = [n for n in rows if reelwright.items.read(copy, n).text.count(film.storyboard)]
    within = reelwright.items.card(copy, board)
    outside = reelwright.items.card(copy, board, outside=True)
    assert "; match " in within.lines[0][1]
    assert "match" not in outside.lines[0][1]
    assert (outside.title, outside.lines[1:]) == (within.title, within.lines[1:])


def test_seconds_that_an_edit_changes_are_told_as_people_count_them():
    scene = {"id": "s1", "seconds": "73/15", "narration": "Open 24/7."}
    (change,) = differences({"scenes": [scene]}, {"scenes": [scene | {"seconds": "101/30"}]})
    assert (change.before, change.after) == ("4.867", "3.367")


def test_what_a_program_looks_at_is_ready_for_json(made):
    looked = [
        *reelwright.campaigns.status(made.folder),
        *reelwright.films.listed(made.folder),
        *reelwright.references.show(made.folder),
        reelwright.campaigns.check(made.folder),
        reelwright.trace.trace(made.folder, reelwright.films.listed(made.folder)[0].id),
        reelwright.items.read(made.folder, f"segment/{SEGMENT}"),
        reelwright.people.me(),
    ]
    for value in looked:
        assert isinstance(value, Frozen)
        assert type(value).model_validate_json(value.model_dump_json()) == value


@pytest.mark.parametrize("noun", NOUNS.values(), ids=NOUNS)
def test_every_operation_says_what_it_does_takes_and_gives(noun):
    assert operations(noun)
    for operation in operations(noun):
        assert inspect.getdoc(operation), f"{operation.__name__} says nothing"
        hints = operation.__annotations__
        assert "return" in hints
        loose = [n for n, kind in hints.items() if re.search(r"\bAny\b|\bdict\b$", str(kind))]
        assert not loose, f"{operation.__name__} takes or gives anything at all: {loose}"


def test_an_approval_names_a_person_and_what_was_passed_unseen_is_on_record(copy):
    rows = {r.name: r for r in reelwright.campaigns.status(copy)}
    name = f"segment/{SEGMENT}"
    assert (rows[name].state, rows[name].why) == ("approved", "passed unseen: make --yes")
    (mine,) = reelwright.decisions.reject(copy, [name], note="too wide")
    assert (mine.who, mine.decision) == ("ann", "reject")
    (yours,) = reelwright.decisions.approve(copy, [name], who="bob")
    assert yours.who == "bob"


def test_of_several_decisions_all_are_noted_or_none(copy):
    name = f"segment/{SEGMENT}"
    with pytest.raises(NotFound, match="nobody"):
        reelwright.decisions.reject(copy, [name, "segment/nobody"])
    assert {r.name: r for r in reelwright.campaigns.status(copy)}[name].state == "approved"


def test_an_item_is_edited_as_text_and_the_edit_is_undone(copy):
    draft = reelwright.items.draft(copy, f"segment/{SEGMENT}")
    value = json.loads(draft.text)
    text = json.dumps(value | {"summary": "People who care for a parent."})
    edited = reelwright.items.edit(copy, draft.name, text)
    assert edited.fields == ("summary",)
    assert edited.changes[0].after == "People who care for a parent."
    assert [v.edited for v in reelwright.items.versions(copy, draft.name)] == [False, True]
    assert reelwright.decisions.waiting(copy)[0].name == draft.name, "an edit is decided on anew"
    assert reelwright.campaigns.stale(copy), "what was made of the segment no longer stands"
    reelwright.items.undo(copy, draft.name)
    assert reelwright.items.read(copy, draft.name).text == draft.text
    with pytest.raises(InvalidIntake, match="line 1"):
        reelwright.items.edit(copy, draft.name, "{")


def test_a_wish_in_words_changes_nothing_until_its_text_is_given_back(copy):
    board = next(r.name for r in reelwright.campaigns.status(copy) if r.stage == "storyboard")
    before = reelwright.items.read(copy, board)
    would = reelwright.items.reword(copy, board, "make scene 1 2 seconds")
    assert would.changes
    assert reelwright.items.read(copy, board) == before
    kept = reelwright.items.edit(copy, would.name, would.text)
    assert kept.changes == would.changes


@pytest.mark.proves("S0-23")
@pytest.mark.parametrize(
    ("stage", "wish", "field"),
    [
        ("segment", "leave out the first trait", "traits"),
        ("brief", "make it warmer", "tone"),
        ("storyboard", "scene 1 says “Somebody is there.”", "scenes"),
        ("film", "scene 1 says “Somebody is there.”", "scenes"),
    ],
)
def test_every_kind_is_changed_in_words_kept_and_taken_back(copy, stage, wish, field):
    rows = reelwright.campaigns.status(copy)
    name = next(r.name for r in rows if r.stage == stage)
    would = reelwright.items.reword(copy, name, wish)
    assert would.name.startswith("storyboard/" if stage == "film" else name)
    before = reelwright.items.read(copy, would.name)
    kept = reelwright.items.edit(copy, would.name, would.text)
    assert kept.fields == (field,)
    assert kept.changes == would.changes != ()
    stale = {r.stage for r in reelwright.campaigns.status(copy) if r.state == "stale"}
    assert stage == "film" or stage not in stale
    assert "audience" not in stale
    reelwright.items.undo(copy, would.name)
    assert reelwright.items.read(copy, would.name).text == before.text


def test_a_storyboard_of_fewer_scenes_than_were_filmed_is_told_of(copy):
    """What was filmed is of other scenes than the storyboard has: its status is asked for all."""
    (name,) = [r.name for r in reelwright.campaigns.status(copy) if r.stage == "storyboard"]
    first = reelwright.items.read(copy, name).text
    board = json.loads(first)
    last = board["scenes"][-1]
    last["seconds"] = str(Fraction(last["seconds"]) / 2)
    board["scenes"].insert(-1, last | {"id": "s9", "narration": ""})
    reelwright.items.edit(copy, name, json.dumps(board))
    reelwright.campaigns.make(copy, yes=True, until="continuity")
    reelwright.items.edit(copy, name, first)
    found = {r.stage: r.state for r in reelwright.campaigns.status(copy)}
    assert (found["continuity"], found["film"]) == ("stale", "stale")


def test_a_picture_is_chosen_for_a_scene_and_banned(copy):
    (film,) = reelwright.references.show(copy)
    first, other = film.references[0], film.references[1].picture.id
    chosen = reelwright.references.use(copy, film.film, first.scene, other)
    assert chosen.picture == other
    assert reelwright.references.show(copy, film.film)[0].decided == (
        f"ann chose {other} for {first.scene}",
    )
    banned = reelwright.references.ban(copy, first.picture.id, who="bob")
    assert f"{film.film} {first.scene}" in banned.shown
    (stale,) = [r for r in reelwright.campaigns.stale(copy) if r.stage == "continuity"]
    assert stale.state == "stale"


def test_a_run_tells_what_it_does_and_what_it_found(copy):
    heard = []
    again = reelwright.campaigns.make(copy, yes=True, listener=heard.append)
    assert (again.made, again.found > 10) == (0, True)
    assert [h.kind for h in heard if h.kind != "busy"][-1] == "end"
    assert "writing films, 1 of 1" in [h.text for h in heard if h.kind == "busy"]
    assert {h.step for h in heard if h.stage == "film"} == {"cut"}
    assert again.exported.films == len(again.films) == 1
    waiting = reelwright.campaigns.make(
        copy, overrides=reelwright.campaigns.Overrides(seed=8), until="briefs"
    )
    assert waiting.waiting in ("segments", "briefs")
    assert waiting.items[0].what


def test_a_folder_is_read_anew_once_a_file_of_it_changed(copy):
    goal = reelwright.campaigns.describe(copy).goal
    text = (copy / "campaign.toml").read_text("utf-8")
    (copy / "campaign.toml").write_text(text.replace(goal, "another goal"), "utf-8")
    assert reelwright.campaigns.describe(copy).goal == "another goal"


def test_a_prompt_that_is_far_too_long_is_refused_in_short_words():
    with pytest.raises(InvalidIntake, match="line 1 has 89,999 letters, over 2,000") as refused:
        clips.batch("a kettle " * 10_000)
    assert len(str(refused.value)) < 300
