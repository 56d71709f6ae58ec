"""Storyboards whose names are too long to be kept whole, in several languages."""

import json

import pytest

import reelwright
from reelwright.domain.base import slug
from reelwright.domain.storyboard import LONGEST_ID, board_id
from reelwright.workflow.campaign import ideation
from reelwright.writing import storyboard, translate

from makers.fernhill import SEGMENT

NAME = "Daughters and sons who travel between two homes every week"
LANGUAGES = ("en", "de")


@pytest.fixture
def long(copy):
    """The campaign in two languages, its segment renamed so that what follows has a long name."""
    path = copy / "campaign.toml"
    wanted = f'[wanted]\nlanguages = ["{LANGUAGES[0]}", "{LANGUAGES[1]}"]\n'
    path.write_text(path.read_text("utf-8").replace("[wanted]\n", wanted), "utf-8")
    item = f"segment/{SEGMENT}"
    value = json.loads(reelwright.items.read(copy, item).text)
    reelwright.items.edit(copy, item, json.dumps(value | {"name": NAME}))
    return copy


def boards(folder):
    """The id of the storyboard that stands in each language."""
    rows = reelwright.campaigns.status(folder)
    items = [r.item for r in rows if r.stage == "storyboard" and r.item.startswith(slug(NAME))]
    values = [json.loads(reelwright.items.read(folder, f"storyboard/{i}").text) for i in items]
    return {v["language"]: v["id"] for v in values}


def amiss(folder):
    """What was made under the new name and does not stand, and why."""
    rows = reelwright.campaigns.status(folder)
    return {r.name: r.why for r in rows if r.state == "stale" and slug(NAME)[:30] in r.item}


def as_before(*parts):
    """What a storyboard was called when a long name lost its end."""
    return slug("-".join(parts))[:LONGEST_ID].strip("-")


def test_a_storyboard_and_its_translation_of_a_long_name_stand_side_by_side(long):
    made = reelwright.campaigns.make(long, yes=True)
    ids = boards(long)
    assert set(ids) == set(LANGUAGES)
    assert len(set(ids.values())) == len(LANGUAGES), "each language has an id of its own"
    assert len({f.id for f in made.films}) == len(LANGUAGES)
    assert amiss(long) == {}
    assert reelwright.campaigns.make(long, yes=True).made == 0


def test_a_campaign_whose_translation_went_by_its_originals_name_is_mended_by_a_make(
    long, monkeypatch
):
    with monkeypatch.context() as then:
        for room in (storyboard, translate, ideation):
            then.setattr(room, "board_id", as_before)
        reelwright.campaigns.make(long, yes=True)
        before = boards(long)
        assert len(set(before.values())) == 1
        assert amiss(long) != {}, "the two took each other's place"
    reelwright.campaigns.make(long, yes=True)
    after = boards(long)
    assert after["en"] == before["en"], "an original keeps its name, and what was approved"
    assert after["de"] != before["de"]
    assert amiss(long) == {}
    assert reelwright.campaigns.make(long, yes=True).made == 0


def test_short_names_are_what_they_were():
    for parts in [("carers", "lamp"), ("carers-lamp", "de"), ("c" * 29, "l" * 30), ("Ü", "ß")]:
        assert board_id(*parts) == as_before(*parts)
