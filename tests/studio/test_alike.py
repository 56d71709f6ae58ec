"""Storyboards that say the same, word for word, are told of wherever somebody looks."""

import json

import pytest

import reelwright
from reelwright import campaigns, items


@pytest.mark.longer
def test_storyboards_that_say_the_same_are_told_of_with_what_to_do(copy):
    file = copy / "campaign.toml"
    file.write_text(f"{file.read_text('utf-8')}films = 2\n", "utf-8")
    made = campaigns.make(copy, until="storyboard", yes=True)
    one, other = sorted(r.name for r in campaigns.status(copy) if r.stage == "storyboard")
    assert made.alike == ()
    assert not any("word for word" in note for note in campaigns.check(copy).notes)

    board = json.loads(items.draft(copy, other).text)
    same = json.loads(items.draft(copy, one).text)["scenes"]
    # Their pictures stay apart: what is heard and read makes two films the same.
    board["scenes"] = [scene | {"seek": "an empty chair"} for scene in same]
    items.edit(copy, other, json.dumps(board))
    rows = {r.name: r for r in campaigns.status(copy)}
    assert rows[one].alike == (other.partition("/")[2],)
    assert f"word for word as {one}" in rows[other].why
    (told,) = campaigns.alike(tuple(rows.values()), copy)
    assert told.startswith(f"{one}, {other} say the same, word for word")
    assert f"reelwright edit {copy} {other}" in told
    assert told in campaigns.check(copy).notes
    assert f"Word for word as {one}" in items.page(copy, "storyboards").read_text("utf-8")

    reelwright.decisions.reject(copy, [other], note="the same film twice")
    assert campaigns.alike(campaigns.status(copy), copy) == ()
    assert not any("word for word" in note for note in campaigns.check(copy).notes)
