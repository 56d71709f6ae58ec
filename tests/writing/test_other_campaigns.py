"""The writer is general: other businesses, other languages, and texts far too long."""

import re
from functools import cache
from itertools import combinations

import pytest

from reelwright.domain.errors import DoesNotFit, Missing
from reelwright.writing import (
    draw_features,
    match_brief,
    write_brief,
    write_concepts,
    write_storyboard,
)
from reelwright.writing.checks import facts_text, numbers_in
from reelwright.writing.translate import lines_of
from reelwright.writing.vocabulary import likeness, stems
from reelwright.writing.words import word_count

from values import bicycles, scripts, tax
from values.boards import words_campaign
from values.segments import FAMILY, bare_campaign, segment

OTHERS = [
    *((s, bicycles) for s in bicycles.SEGMENTS),
    *((s, tax) for s in tax.SEGMENTS),
]
NAMES = [s.id for s, _ in OTHERS]


@cache
def films(of, brand, seconds, seed=1):
    return made(of, brand.campaign(), seconds, seed)


def made(of, campaign, seconds, seed=1):
    found = write_concepts(of, campaign, count=4, seed=seed)
    boards = []
    for concept, weighing in zip(found.concepts, found.weighings, strict=True):
        brief = write_brief(concept, weighing, of, campaign, seed=seed)
        match = match_brief(brief, of, campaign).model_copy(update={"veto": False})
        draw = draw_features(of, seed=seed)
        boards.append(
            write_storyboard(
                brief, of, match, draw, campaign,
                seconds=seconds, seed=seed, language=campaign.language,
            )
        )  # fmt: skip
    return boards


@pytest.mark.longer
@pytest.mark.parametrize("seconds", [6, 20, 30, 60])
@pytest.mark.parametrize(("of", "brand"), OTHERS, ids=NAMES)
def test_other_businesses_are_told_in_their_own_facts(of, brand, seconds):
    campaign = brand.campaign()
    for board in films(of, brand, seconds):
        shown = " ".join(lines_of(board))
        assert numbers_in(shown) <= numbers_in(facts_text(campaign))
        for foreign in ("Fernhill", "carer", "Wayfold", "visit"):
            assert foreign not in shown
        assert campaign.brand.name in shown or seconds == 6
        assert not re.search(r"starts there|begins there|has an answer\. |\bTell \w+\.", shown)


def test_too_little_to_say_for_a_minute_is_told_with_what_would_do():
    """Two proofs, one offer, and a survey of which nothing can be said to anybody."""
    campaign = bicycles.campaign()
    least = {"moments": (), "metaphors": (), "proofs": campaign.proofs[:2]}
    campaign = campaign.model_copy(update=least | {"offers": campaign.offers[:1]})
    one = bicycles.SEGMENTS[0]
    mute = [t.model_copy(update={"said": False}) for t in one.traits]
    of = one.model_copy(update={"traits": tuple(mute), "phrases": ()})
    said = set()
    for seed in range(1, 9):
        try:
            boards = made(of, campaign, 60, seed)
            assert all(len(board.scenes) >= 8 for board in boards)
        except DoesNotFit as problem:
            said.add(str(problem))
    assert said
    for told in said:
        assert re.search(r"takes 8 scenes or more, .* say in [3-7]: write [1-5] more", told), told
        assert "make `seconds`" in told


@pytest.mark.parametrize(
    "seconds", [30, *(pytest.param(s, marks=pytest.mark.longer) for s in (20, 60))]
)
@pytest.mark.parametrize(("of", "brand"), OTHERS, ids=NAMES)
def test_no_scene_says_what_another_said(of, brand, seconds):
    for board in films(of, brand, seconds):
        for one, other in combinations(board.scenes[:-1], 2):
            assert likeness(stems(one.narration), stems(other.narration)) < 0.5
        proofs = [s.text.head or s.narration for s in board.scenes if s.beat == "proof"]
        assert len(set(proofs)) == len(proofs)


@pytest.mark.parametrize(("of", "brand"), OTHERS, ids=NAMES)
def test_other_seeds_tell_other_films(of, brand):
    one, other = (films(of, brand, 20, seed) for seed in (1, 2))
    assert {lines_of(b) for b in one} != {lines_of(b) for b in other}


@pytest.mark.parametrize("language", scripts.TOLD)
def test_a_campaign_in_another_script_is_told_in_its_own_words_alone(language):
    campaign = scripts.campaign(language)
    for board in made(FAMILY, campaign, 20):
        assert board.language == language
        for scene in board.scenes:
            assert scene.narration
            assert not re.search(r"[A-Za-z]{2}", f"{scene.narration} {scene.text.head}")
            assert scene.text.kind == "end card" or word_count(scene.text.head) <= 6


@pytest.mark.parametrize("language", scripts.TOLD)
def test_a_campaign_in_another_language_with_facts_alone_is_refused_with_what_it_lacks(language):
    told = scripts.campaign(language)
    bare = told.model_copy(update={"moments": told.moments[:1], "metaphors": ()})
    with pytest.raises(Missing, match=r"3 \[\[moments\]\] with when = “before” \(there are 1\)"):
        write_concepts(FAMILY, bare, count=4)


def test_an_offer_of_four_thousand_words_is_never_read_out():
    long = "Help at home, by the hour, on the day you choose. " * 400
    campaign = words_campaign()
    offers = (campaign.offers[0].model_copy(update={"text": long, "terms": "", "spoken": ()}),)
    for board in made(FAMILY, campaign.model_copy(update={"offers": offers}), 20):
        assert all(word_count(s.narration) <= 20 for s in board.scenes)
        assert all(word_count(s.text.body) <= 8 for s in board.scenes)


def test_a_segment_that_no_moment_is_told_to_is_asked_what_it_looks_for():
    """Nothing of what they said can be said to them, and every moment is for somebody else."""
    campaign = words_campaign()
    others = tuple(m.model_copy(update={"only_for": ("somebody else",)}) for m in campaign.moments)
    unsaid = segment("Of an age", {"demographics": [("are 30 to 49 years old", 150)]}, ())
    boards = made(unsaid, campaign.model_copy(update={"moments": others}), 20)
    assert len(boards) == 4
    assert "Are you looking for home care?" in {b.scenes[0].narration for b in boards}


def test_a_claim_too_long_to_be_said_is_said_as_its_headline():
    bare = bare_campaign()
    long = bare.proofs[0].model_copy(
        update={
            "claim": "It fits the limits of 62 airlines, which we measured one after the other, at "
            "the gate, with a tape, on a Tuesday, twice.",
            "short": "Fits 62 airlines",
        }
    )
    people = segment(
        "Measurers",
        {
            "motivations": [("want a bag that fits every airline", 200)],
            "pain points": [("dread the gate desk", 190), ("hate queues at the airport", 180)],
        },
        ("it has to fit", "no queue for me"),
    )
    said = " ".join(
        " ".join(s.narration for s in b.scenes)
        for b in made(people, bare.model_copy(update={"proofs": (long, *bare.proofs[1:])}), 20)
    )
    assert "Fits 62 airlines." in said
    assert "tape" not in said
