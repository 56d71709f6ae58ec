import re
from itertools import combinations

import pytest
from pydantic import ValidationError
from pydantic_ai.messages import ModelResponse, ToolCallPart
from pydantic_ai.models.function import FunctionModel

from reelwright.domain.brief import Concept
from reelwright.domain.campaign import Wanted
from reelwright.domain.errors import BackendFailed, DoesNotFit, Missing
from reelwright.writing import (
    draw_features,
    match_brief,
    write_brief,
    write_concepts,
    write_storyboard,
)
from reelwright.writing.concepts import TOO_LIKE, similarity
from reelwright.writing.match import VETO
from reelwright.writing.vocabulary import likeness, stems

from values.boards import words_campaign
from values.segments import AFAR, FAMILY, FERNHILL, HALDEN, MENDING, SENIOR, bare_campaign
from values.segments import segment as segment_card

PAIRS = [(s, words_campaign()) for s in FERNHILL] + [(s, bare_campaign()) for s in HALDEN]
NAMES = [s.id for s, _ in PAIRS]


@pytest.mark.proves("S0-29")
@pytest.mark.parametrize("count", [4, 5, 6])
@pytest.mark.parametrize(("segment", "campaign"), PAIRS, ids=NAMES)
def test_a_segment_gets_as_many_concepts_as_asked(segment, campaign, count):
    found = write_concepts(segment, campaign, count=count, seed=3)
    assert len(found.concepts) == len({c.id for c in found.concepts}) == count


def test_no_seed_leaves_a_campaign_short_of_concepts_that_another_seed_finds():
    sparse = next(s for s in HALDEN if s.id == "buy-once-travellers")
    for seed in range(3, 6):
        assert len(write_concepts(sparse, bare_campaign(), count=6, seed=seed).concepts) == 6


@pytest.mark.proves("S0-29")
@pytest.mark.parametrize("count", [0, 3, 7])
def test_fewer_than_four_and_more_than_six_concepts_are_refused(count):
    with pytest.raises(ValidationError, match="concepts"):
        Wanted.model_validate({"concepts": count})
    with pytest.raises(ValidationError, match="count"):
        write_concepts(FAMILY, words_campaign(), count=count)
    assert Wanted().concepts in (4, 5, 6)


def test_a_campaign_that_says_too_little_is_told_what_to_write():
    bare = bare_campaign()
    silent = HALDEN[0].model_copy(
        update={"traits": HALDEN[0].traits[:1], "phrases": (), "id": "quiet", "name": "Quiet ones"}
    )
    with pytest.raises(Missing, match=r"enough for \d different concepts for Quiet ones.*moments"):
        write_concepts(silent, bare, count=6)


def test_who_people_are_is_never_said_to_them():
    for segment in (*FERNHILL, *HALDEN):
        campaign = words_campaign() if segment in FERNHILL else bare_campaign()
        who = [stems(t.text) for t in segment.group("demographics")]
        for concept in write_concepts(segment, campaign, count=6).concepts:
            assert stems(concept.hook) not in who
            assert not re.search(r"\d\d years old|live under", concept.hook)


@pytest.mark.proves("S0-30")
def test_the_same_goal_is_told_in_different_narrative_forms():
    said = {c.form: c.idea for c in write_concepts(AFAR, words_campaign(), count=6).concepts}
    assert len(said) >= 4
    assert all(likeness(stems(a), stems(b)) < 0.6 for a, b in combinations(said.values(), 2))


def test_a_letter_is_written_where_a_concept_asks_for_one_and_endorses_nothing():
    forms = {
        c.form
        for seed in range(6)
        for s in FERNHILL
        for c in write_concepts(s, words_campaign(), count=4, seed=seed).concepts
    }
    assert "letter" in forms
    assert "testimonial" not in forms


@pytest.mark.proves("S0-30")
@pytest.mark.parametrize(("segment", "campaign"), PAIRS, ids=NAMES)
def test_concepts_differ_in_abstraction_form_and_substance(segment, campaign):
    concepts = write_concepts(segment, campaign, count=4, seed=1).concepts
    assert {c.abstraction for c in concepts} == {"literal", "metaphorical"}
    assert len({c.form for c in concepts}) >= 3
    assert all(similarity(a, b) < TOO_LIKE for a, b in combinations(concepts, 2))


def test_the_same_hook_in_other_clothes_is_a_near_duplicate():
    one = write_concepts(FAMILY, words_campaign(), count=4).concepts[0]
    other = one.model_copy(update={"id": "other", "title": "Quite another title", "form": "letter"})
    assert similarity(one, other) == 1


@pytest.mark.proves("S0-30")
def test_a_model_that_repeats_itself_is_refused():
    concepts = write_concepts(FAMILY, words_campaign(), count=4).concepts
    twice = [c.model_dump() for c in (*concepts[:3], concepts[0])]
    twice[3]["id"] = "again"

    def answer(messages, info):
        return ModelResponse(parts=[ToolCallPart(info.output_tools[0].name, {"concepts": twice})])

    with pytest.raises(BackendFailed, match="alike"):
        write_concepts(FAMILY, words_campaign(), count=4, model=FunctionModel(answer))


@pytest.mark.proves("S0-30")
@pytest.mark.parametrize(
    ("all_are", "lacking"), [("literal", "metaphorical"), ("metaphorical", "literal")]
)
def test_a_model_whose_concepts_are_all_of_one_kind_is_sent_back_for_the_other(all_are, lacking):
    concepts = write_concepts(FAMILY, words_campaign(), count=4).concepts
    alike = [c.model_copy(update={"abstraction": all_are}).model_dump() for c in concepts]

    def answer(messages, info):
        return ModelResponse(parts=[ToolCallPart(info.output_tools[0].name, {"concepts": alike})])

    with pytest.raises(BackendFailed, match=f"make at least one concept {lacking}"):
        write_concepts(FAMILY, words_campaign(), count=4, model=FunctionModel(answer))


@pytest.mark.proves("S0-31")
def test_concepts_are_written_warm_and_say_so():
    assert 0.8 <= write_concepts(FAMILY, words_campaign(), count=4).origin.temperature <= 1


@pytest.mark.proves("S0-32")
def test_every_concept_is_weighed_with_reasons_and_the_best_comes_first():
    found = write_concepts(SENIOR, words_campaign(), count=5, seed=2)
    assert [w.concept for w in found.weighings] == [c.id for c in found.concepts]
    totals = [w.total for w in found.weighings]
    assert totals == sorted(totals, reverse=True)
    assert totals[0] > totals[-1]
    assert all(len(w.relevance_why.split()) > 4 for w in found.weighings)


@pytest.mark.proves("S0-32")
def test_no_brief_is_written_before_its_concept_was_weighed():
    campaign = words_campaign()
    found = write_concepts(SENIOR, campaign, count=4)
    with pytest.raises(DoesNotFit, match="weigh"):
        write_brief(found.concepts[0], found.weighings[1], SENIOR, campaign)
    brief = write_brief(found.concepts[0], found.weighings[0], SENIOR, campaign)
    assert brief.weighing == found.weighings[0]
    assert 0.8 <= brief.origin.temperature <= 1


@pytest.mark.proves("S0-32")
@pytest.mark.parametrize("mark", ["relevance", "engagement", "entertainment"])
def test_a_model_that_gives_no_reason_for_a_mark_is_sent_back(mark):
    found = write_concepts(FAMILY, words_campaign(), count=4)
    ideas = [c.model_dump() for c in found.concepts]
    bare = [w.model_dump() | {f"{mark}_why": "It is good."} for w in found.weighings]

    def answer(messages, info):
        (tool,) = info.output_tools
        weighs = "weighings" in tool.parameters_json_schema["properties"]
        said = {"weighings": bare} if weighs else {"concepts": ideas}
        return ModelResponse(parts=[ToolCallPart(tool.name, said)])

    with pytest.raises(BackendFailed, match=f"give the reason for its {mark}"):
        write_concepts(FAMILY, words_campaign(), count=4, model=FunctionModel(answer))


@pytest.mark.proves("S0-32")
@pytest.mark.parametrize(("segment", "campaign"), PAIRS, ids=NAMES)
def test_reasons_quote_the_concept_and_the_people(segment, campaign):
    found = write_concepts(segment, campaign, count=4, seed=1)
    for concept, w in zip(found.concepts, found.weighings, strict=True):
        answered = [t.text for t in segment.traits if t.id in concept.traits]
        assert any(text in w.relevance_why for text in answered)
        assert "“" in w.relevance_why
        assert re.search(r"said in \d\.\d s", w.engagement_why)
    assert len({w.engagement_why for w in found.weighings}) == 4
    assert len({(w.relevance_why, w.entertainment_why) for w in found.weighings}) == 4


def test_a_concept_that_answers_a_need_weighs_more_than_one_that_answers_none():
    found = write_concepts(AFAR, words_campaign(), count=4)
    from reelwright.writing.offline.weighing import weigh_concepts

    best: Concept = found.concepts[0]
    idle = best.model_copy(update={"id": "idle", "traits": ("demo-1",), "proofs": ("rated-good",)})
    good, poor = weigh_concepts((best, idle), AFAR, words_campaign())
    assert good.relevance > poor.relevance + 2


@pytest.mark.proves("S0-35")
def test_a_brief_suits_its_own_segment_and_is_vetoed_for_a_stranger():
    campaign = words_campaign()
    found = write_concepts(MENDING, campaign, count=4)
    brief = write_brief(found.concepts[0], found.weighings[0], MENDING, campaign)
    own, other = match_brief(brief, MENDING, campaign), match_brief(brief, FAMILY, campaign)
    assert not own.veto
    assert own.score >= 7
    assert other.veto
    assert other.score < VETO
    assert own.rationale != other.rationale


@pytest.mark.proves("S0-35")
def test_what_a_segment_refuses_vetoes_the_brief_and_no_storyboard_follows():
    campaign = words_campaign()
    found = write_concepts(AFAR, campaign, count=6)
    at = next(n for n, c in enumerate(found.concepts) if c.proofs[0] == "note")
    brief = write_brief(found.concepts[at], found.weighings[at], AFAR, campaign)
    refusing = segment_card(
        "Those who want no messages",
        {
            "motivations": [("would be helped most by someone looking in each day", 300)],
            "pain points": [("lie awake wondering how things are when they are not there", 200)],
            "decision factors": [
                ("do not look for a message after every visit", 240),
                ("do not want a note on their phone after a visit", 210),
            ],
        },
        ("no more messages",),
    )
    suits = match_brief(brief, AFAR, campaign)
    match = match_brief(brief, refusing, campaign)
    assert not suits.veto
    assert match.veto
    assert "do not look for a message after every visit (index 240)" in match.rationale
    draw = draw_features(refusing, seed=1)
    with pytest.raises(DoesNotFit, match="does not suit"):
        write_storyboard(brief, refusing, match, draw, campaign, seconds=20)


def test_all_who_were_asked_as_one_group_are_no_strangers_to_any_brief():
    campaign = bare_campaign()
    found = write_concepts(HALDEN[0], campaign, count=4)
    brief = write_brief(found.concepts[0], found.weighings[0], HALDEN[0], campaign)
    everyone = segment_card(
        "Everyone",
        {"motivations": [("like a warm loaf", 100)], "decision factors": [("come by bus", 100)]},
        (),
    )
    assert not match_brief(brief, everyone, campaign).veto
    apart = everyone.traits[0].cell.model_copy(update={"index": 180})
    one, *rest = everyone.traits
    others = everyone.model_copy(update={"traits": (one.model_copy(update={"cell": apart}), *rest)})
    assert match_brief(brief, others, campaign).veto


@pytest.mark.proves("S0-35")
def test_an_opening_kept_for_other_people_is_a_veto_with_its_reason():
    campaign = words_campaign()
    found = write_concepts(SENIOR, campaign, count=4)
    brief = write_brief(found.concepts[0], found.weighings[0], SENIOR, campaign)
    match = match_brief(brief, AFAR, campaign)
    assert match.veto
    assert brief.concept.hook in match.rationale


@pytest.mark.proves("S0-33")
def test_a_storyboard_wants_the_match_and_the_draw_of_its_own_pair():
    campaign = words_campaign()
    found = write_concepts(FAMILY, campaign, count=4)
    brief = write_brief(found.concepts[0], found.weighings[0], FAMILY, campaign)
    own, draw = match_brief(brief, FAMILY, campaign), draw_features(FAMILY, seed=1)
    for match, drawn in (
        (match_brief(brief, AFAR, campaign), draw),
        (own.model_copy(update={"brief": "another"}), draw),
        (own, draw_features(AFAR, seed=1)),
    ):
        with pytest.raises(DoesNotFit, match=r"match|drawn"):
            write_storyboard(brief, FAMILY, match, drawn, campaign, seconds=20)


def test_a_brief_carries_its_weighing_and_the_evidence_of_its_insight():
    campaign = words_campaign()
    found = write_concepts(FAMILY, campaign, count=4)
    brief = write_brief(found.concepts[0], found.weighings[0], FAMILY, campaign)
    assert brief.weighing.concept == brief.concept.id
    assert "index" in brief.insight
    assert brief.promise
    assert any("Fernhill" in line for line in brief.mandatory)


def test_what_people_answered_may_hold_words_that_the_brand_never_says():
    campaign = words_campaign()
    brand = campaign.brand.model_copy(update={"never_say": ("index", "of all asked", "they")})
    campaign = campaign.model_copy(update={"brand": brand})
    found = write_concepts(FAMILY, campaign, count=4)
    brief = write_brief(found.concepts[0], found.weighings[0], FAMILY, campaign)
    assert "index" in brief.insight
    assert "index" not in f"{brief.promise} {brief.message}"


@pytest.mark.proves("S0-34")
def test_features_are_drawn_by_seed_and_always_hold_a_need():
    needs = {t.id for t in FAMILY.traits if t.group in ("motivations", "pain points")}
    draws = [draw_features(FAMILY, seed=n).traits for n in range(60)]
    assert all(needs & set(d) and len(set(d)) == 3 for d in draws)
    assert len(set(draws)) > 10
    assert draw_features(FAMILY, seed=7) == draw_features(FAMILY, seed=7)
