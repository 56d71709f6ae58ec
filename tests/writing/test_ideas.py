from itertools import combinations

import pytest
from pydantic_ai.messages import ModelResponse, ToolCallPart
from pydantic_ai.models.function import FunctionModel

from reelwright.domain.brief import Concept
from reelwright.domain.errors import BackendFailed
from reelwright.writing import draw_features, match_brief, write_brief, write_concepts
from reelwright.writing.concepts import TOO_LIKE, similarity
from reelwright.writing.match import VETO
from writing_boards import words_campaign
from writing_segments import AFAR, FAMILY, FERNHILL, HALDEN, MENDING, SENIOR, bare_campaign

PAIRS = [(s, words_campaign()) for s in FERNHILL] + [(s, bare_campaign()) for s in HALDEN]
NAMES = [s.id for s, _ in PAIRS]


@pytest.mark.proves("S0-29")
@pytest.mark.parametrize("count", [4, 5, 6])
@pytest.mark.parametrize(("segment", "campaign"), PAIRS, ids=NAMES)
def test_a_segment_gets_as_many_concepts_as_asked(segment, campaign, count):
    found = write_concepts(segment, campaign, count=count, seed=3)
    assert len(found.concepts) == len({c.id for c in found.concepts}) == count


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


def test_a_concept_that_answers_a_need_weighs_more_than_one_that_answers_none():
    found = write_concepts(AFAR, words_campaign(), count=4)
    from reelwright.writing.offline_weighing import weigh_concepts

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


def test_a_brief_carries_its_weighing_and_the_evidence_of_its_insight():
    campaign = words_campaign()
    found = write_concepts(FAMILY, campaign, count=4)
    brief = write_brief(found.concepts[0], found.weighings[0], FAMILY, campaign)
    assert brief.weighing.concept == brief.concept.id
    assert "index" in brief.insight
    assert brief.promise
    assert any("Fernhill" in line for line in brief.mandatory)


@pytest.mark.proves("S0-34")
def test_features_are_drawn_by_seed_and_always_hold_a_need():
    needs = {t.id for t in FAMILY.traits if t.group in ("motivations", "pain points")}
    draws = [draw_features(FAMILY, seed=n).traits for n in range(60)]
    assert all(needs & set(d) and len(set(d)) == 3 for d in draws)
    assert len(set(draws)) > 10
    assert draw_features(FAMILY, seed=7) == draw_features(FAMILY, seed=7)
