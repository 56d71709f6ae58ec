"""Segments are found where they are, refused where they are not, and shown with their evidence."""

import csv
import hashlib
import importlib.util
import random
import re
import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from pydantic_ai.messages import ModelResponse, ToolCallPart
from pydantic_ai.models.function import FunctionModel
from sklearn.metrics import adjusted_rand_score

from reelwright.audience import find_segments
from reelwright.audience.cards import names_for
from reelwright.audience.cells import AnswerBox, Contrast, boxes_of, compare, wilson
from reelwright.audience.naming import Claim, Portrait, SegmentFacts, check, compose
from reelwright.audience.thresholds import THRESHOLDS
from reelwright.domain.errors import BackendFailed
from reelwright.domain.survey import Cell, Column
from reelwright.intake.survey import draft_codebook, load_codebook, read_survey, read_table

from makers.surveys import codebook_of, grouped, survey_of

EXAMPLE = Path(__file__).resolve().parents[2] / "examples" / "fernhill"
QUICK = replace(THRESHOLDS, starts=8, bootstraps=10, max_k=5)
FOUR = {"demographics", "motivations", "pain points", "decision factors"}


@pytest.fixture(scope="module")
def example():
    folder = EXAMPLE
    codebook = load_codebook(folder / "codebook.toml")
    survey = read_survey(read_table(folder / "survey.csv"), codebook)
    return survey, find_segments(survey, codebook, seed=1)


@pytest.fixture(scope="module")
def drawn():
    folder = EXAMPLE
    sys.path.insert(0, str(folder))
    try:
        spec = importlib.util.spec_from_file_location("make_survey", folder / "make_survey.py")
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
    finally:
        sys.path.remove(str(folder))
    return module.people()


@pytest.fixture(scope="module")
def truth(drawn):
    rows, groups = drawn
    return {row["Respondent ID"]: group for row, group in zip(rows, groups, strict=True)}


def traits(segment, group):
    return " / ".join(t.text for t in segment.group(group))


def test_the_example_survey_is_what_its_script_draws(drawn):
    with (EXAMPLE / "survey.csv").open(encoding="utf-8", newline="") as file:
        assert list(csv.DictReader(file)) == drawn[0]
    told = [r["What has been hardest lately?"] for r in drawn[0]]
    told = [t for t in told if t]
    assert len(set(told)) == len(told) > 250


@pytest.mark.proves("S0-27")
def test_the_four_groups_of_the_example_are_recovered(example, truth):
    _, found = example
    pairs = [(truth[who], s.id) for s in found.segments for who in s.respondents]
    assert found.k == 4
    assert len(pairs) > 380
    assert adjusted_rand_score(*zip(*pairs, strict=True)) > 0.85
    assert found.criteria["4"]["stability"] > 0.85


@pytest.mark.proves("S0-27")
def test_the_family_carer_and_the_independent_senior_are_told_by_their_cards(example, truth):
    _, found = example
    by_truth = {}
    for segment in found.segments:
        groups = [truth[who] for who in segment.respondents]
        by_truth[max(set(groups), key=groups.count)] = segment
    carer, senior = by_truth["family carer"], by_truth["independent senior"]
    assert "40 to 59 years old" in traits(carer, "demographics")
    assert "same carer" in traits(carer, "motivations")
    assert "who is coming into the house" in traits(carer, "pain points")
    assert "70 or over" in traits(senior, "demographics")
    assert "their own way" in traits(senior, "motivations")
    assert "losing their independence" in traits(senior, "pain points")
    assert "a hand with a few things" in traits(senior, "decision factors")


@pytest.mark.proves("S0-26")
def test_every_card_has_all_four_attribute_groups_resting_on_cells(example):
    _, found = example
    for segment in found.segments:
        assert {t.group for t in segment.traits} == FOUR
        for trait in segment.traits:
            assert trait.cell.n >= THRESHOLDS.smallest_cell
            assert not trait.text.startswith(("they ", "They "))
            assert re.match(r"[a-z]", trait.text)
        assert len({t.id for t in segment.traits}) == len(segment.traits)


@pytest.mark.proves("S0-25")
def test_a_segment_leads_back_to_its_supporting_responses(example):
    survey, found = example
    rows = dict(zip(survey.respondents, survey.rows, strict=True))
    places = {c.id: i for i, c in enumerate(survey.columns)}
    seen = set()
    for segment in found.segments:
        assert segment.n == len(segment.respondents)
        assert not seen & set(segment.respondents)
        seen |= set(segment.respondents)
        for verbatim in segment.verbatims:
            assert verbatim.respondent in segment.respondents
            assert rows[verbatim.respondent][places[verbatim.column]] == verbatim.text
    assert len(seen) + found.unassigned == len(survey.rows)


def test_cells_say_what_the_answers_say(example):
    survey, found = example
    places = {c.id: i for i, c in enumerate(survey.columns)}
    weight = np.array([float(r[places["weight"]]) for r in survey.rows])
    segment = found.segments[0]
    here = np.isin(survey.respondents, segment.respondents)
    cell = next(t.cell for t in segment.traits if t.cell.column == "same-carer")
    answers = [row[places["same-carer"]] for row in survey.rows]
    inside = np.array([a in {"Agree", "Strongly agree"} for a in answers])
    given = np.array([a is not None for a in answers])
    share = (weight * (inside & here)).sum() / (weight * (given & here)).sum()
    base = (weight * inside).sum() / (weight * given).sum()
    assert cell.n == (inside & here).sum()
    assert cell.share == pytest.approx(share, abs=1e-3)
    assert cell.base_share == pytest.approx(base, abs=1e-3)
    assert cell.index == round(100 * share / base)


def test_verbatims_and_phrases_are_the_segments_own_and_hold_no_personal_data(example):
    survey, found = example
    at = [i for i, c in enumerate(survey.columns) if c.role == "text"]
    for segment in found.segments:
        said = " ".join(
            row[i] or ""
            for who, row in zip(survey.respondents, survey.rows, strict=True)
            if who in segment.respondents
            for i in at
        ).lower()
        assert 3 <= len(segment.verbatims) <= 5
        assert len(segment.phrases) >= 6
        for phrase in segment.phrases:
            assert phrase.lower() in said
            assert 2 <= len(phrase.split()) <= 7
        for text in (*segment.phrases, *(v.text for v in segment.verbatims)):
            assert "@" not in text
            assert "[" not in text
            assert not re.search(r"\d{4}", text)


def test_segments_speak_differently(example):
    _, found = example
    phrases = [p for s in found.segments for p in s.phrases]
    assert len(set(phrases)) == len(phrases)
    names = {s.name for s in found.segments}
    assert len(names) == 4
    assert all(2 <= len(name.split()) <= 6 for name in names)


def test_the_same_survey_and_seed_give_the_same_segmentation(example, fernhill):
    survey, found = example
    codebook = load_codebook(fernhill / "codebook.toml")
    assert find_segments(survey, codebook, seed=1).digest() == found.digest()


def test_another_seed_finds_the_same_groups(example, fernhill):
    survey, found = example
    again = find_segments(survey, load_codebook(fernhill / "codebook.toml"), seed=99)
    assert again.k == 4
    for one, other in zip(found.segments, again.segments, strict=True):
        both = set(one.respondents) & set(other.respondents)
        assert len(both) > 0.95 * len(one.respondents)


def test_noise_gives_no_segments_and_says_so():
    codes = np.random.default_rng(8).integers(0, 5, (500, 10))
    survey = survey_of(codes)
    found = find_segments(survey, codebook_of(survey), seed=1, thresholds=QUICK)
    assert not found.reliable
    assert found.k == 1
    assert found.reason
    assert [s.id for s in found.segments] == ["everyone"]
    assert found.segments[0].n == 500
    assert {t.group for t in found.segments[0].traits} == FOUR


@pytest.mark.parametrize("n", [1, 3, 40, 99])
def test_too_few_respondents_give_everyone_with_the_reason(n):
    codes, _ = grouped(n=n)
    survey = survey_of(codes)
    found = find_segments(survey, codebook_of(survey), seed=1, thresholds=QUICK)
    assert not found.reliable
    assert "too few" in found.reason
    everyone = found.segments[0]
    assert everyone.n == n
    assert {t.group for t in everyone.traits} == FOUR
    assert everyone.caveats


def test_what_was_not_asked_about_is_said_so_and_no_share_is_told_of_it():
    codes, _ = grouped(n=40, questions=1)
    survey = survey_of(codes)
    (everyone,) = find_segments(survey, codebook_of(survey), seed=1, thresholds=QUICK).segments
    assert traits(everyone, "demographics") == "were not asked about their demographics"
    assert "the survey asks nothing on demographics" in everyone.caveats
    assert not [t for t in everyone.traits if "too few" in t.text]
    assert "demographics" not in everyone.summary
    assert "100%" not in everyone.summary


def test_cells_under_ten_are_never_shown():
    codes, truth = grouped(n=300)
    city = Column(id="city", header="City", label="City", role="profile", scale="nominal",
                  levels=("Leeds", "York"), group="demographics")  # fmt: skip
    cells = [("York",) if t == 0 and i < 20 else ("Leeds",) for i, t in enumerate(truth)]
    survey = survey_of(codes, extra=(city,), cells=cells)
    found = find_segments(survey, codebook_of(survey), seed=1, thresholds=QUICK)
    assert found.k == 3
    for segment in found.segments:
        assert "York" not in str(segment.traits)
        assert all(t.cell.n >= 10 for t in segment.traits)


def test_a_tiny_group_is_no_segment():
    codes, _ = grouped(n=600, groups=2)
    codes[:18] = np.tile([4, 0, 4, 4, 0, 0, 4, 0, 4], (18, 1))
    survey = survey_of(codes)
    found = find_segments(survey, codebook_of(survey), seed=1, thresholds=QUICK)
    assert found.k == 2
    assert min(s.n for s in found.segments) > 200


def test_weights_change_shares_and_not_counts():
    codes, truth = grouped(n=450)
    weights = np.where(truth == 0, 2.0, 0.5)
    plain, heavy = survey_of(codes), survey_of(codes, weights=weights)
    one = find_segments(plain, codebook_of(plain), seed=1, thresholds=QUICK)
    other = find_segments(heavy, codebook_of(heavy), seed=1, thresholds=QUICK)
    assert other.segments[0].share.value > one.segments[0].share.value + 0.2
    assert sorted(s.n for s in other.segments) == pytest.approx(
        sorted(s.n for s in one.segments), abs=8
    )
    interval = other.segments[0].share
    assert interval.low < interval.value < interval.high


def test_chance_differences_are_not_called_significant():
    rng = np.random.default_rng(2)
    survey = survey_of(rng.integers(0, 5, (900, 30)))
    contrasts = compare(boxes_of(survey), rng.integers(0, 3, 900), np.ones(900), 3, THRESHOLDS)
    marked = [s for rows in contrasts for s in rows if s.cell.significant]
    assert len(marked) <= 2


def test_wilson_intervals_are_those_of_the_textbook():
    interval = wilson(0.3, 100)
    assert (interval.low, interval.high) == pytest.approx((0.2189, 0.3958), abs=1e-3)
    assert wilson(0.0, 10).low == 0


def test_a_claim_without_its_cell_or_against_its_index_is_refused(example):
    _, found = example
    segment = found.segments[0]
    cell = next(t.cell for t in segment.traits if t.cell.index > 150)
    given = SegmentFacts(size="x", traits=segment.traits, cells=(cell,), taken=("Old name",))

    def said(**claim):
        base = {"text": "x", "column": cell.column, "level": cell.level, "direction": "more"}
        return Portrait(name="New name", summary="They care.", claims=(Claim(**base | claim),))

    assert check(given, said()) == []
    assert "is not 'less'" in check(given, said(direction="less"))[0]
    assert "there is no cell" in check(given, said(column="invented"))[0]
    taken = said().model_copy(update={"name": "old name"})
    assert "taken" in check(given, taken)[0]


def naming_model(direction):
    """A stand-in for an online model that claims the first cell of the prompt."""

    def answer(messages, info):
        prompt = str(messages[0])
        column, level = re.search(r"cells>\\n([^|]+) \| ([^|]+) \|", prompt).groups()
        portrait = {
            "name": f"Group {hash_of(prompt)}",
            "summary": "People who answered.",
            "claims": [{"text": "x", "column": column, "level": level, "direction": direction}],
        }
        return ModelResponse(parts=[ToolCallPart(info.output_tools[0].name, portrait)])

    return FunctionModel(answer, model_name="stand-in")


def hash_of(text):
    return hashlib.sha256(text.encode()).hexdigest()[:6]


def test_a_model_names_segments_and_its_claims_are_held_to_the_cells(example, fernhill):
    survey, offline = example
    codebook = load_codebook(fernhill / "codebook.toml")
    found = find_segments(survey, codebook, seed=1, model=naming_model("more"), thresholds=QUICK)
    assert all(s.name.startswith("Group ") for s in found.segments)
    assert all("stand-in" in s.origin.maker for s in found.segments)
    assert found.k == offline.k
    with pytest.raises(BackendFailed, match="segment-portrait"):
        find_segments(survey, codebook, seed=1, model=naming_model("less"), thresholds=QUICK)


def test_no_model_sees_personal_data(fernhill):
    codebook = load_codebook(fernhill / "codebook.toml")
    survey = read_survey(read_table(fernhill / "survey.csv"), codebook)
    at = next(i for i, c in enumerate(survey.columns) if c.id == "good-help")
    secret = "Ring Mrs Marchbanks on 01632 960555, the same carer every week matters to us."
    rows = tuple((*r[:at], secret, *r[at + 1 :]) for r in survey.rows)
    prompts = []

    def answer(messages, info):
        prompts.append(str(messages[0]))
        raise RuntimeError("seen enough")

    with pytest.raises(Exception, match="seen enough"):
        find_segments(
            survey.model_copy(update={"rows": rows}), codebook, seed=1,
            model=FunctionModel(answer, model_name="spy"), thresholds=QUICK,
        )  # fmt: skip
    assert prompts
    assert "Marchbanks" not in prompts[0]
    assert "960555" not in prompts[0]


def test_real_flyers_part_over_reclining(shared_data):
    table = read_table(shared_data / "surveys" / "flying-etiquette.csv")
    codebook = draft_codebook(table)
    found = find_segments(read_survey(table, codebook), codebook, seed=1)
    assert found.reliable
    assert 2 <= found.k <= 4
    assert found.criteria[str(found.k)]["stability"] >= THRESHOLDS.usable
    told = " ".join(t.text for s in found.segments for t in s.traits)
    assert "recline their seat" in told
    for segment in found.segments:
        assert {t.group for t in segment.traits} == FOUR
        assert segment.n >= THRESHOLDS.smallest_n
        assert segment.phrases == ()  # nobody was asked in their own words


def test_real_diners_get_blurred_groups_with_the_warning(shared_data):
    table = read_table(shared_data / "surveys" / "steak-risk.csv")
    codebook = draft_codebook(table)
    found = find_segments(read_survey(table, codebook), codebook, seed=1)
    for segment in found.segments:
        if found.reliable:
            assert any("blurred" in c for c in segment.caveats)
        assert "cheat" not in str(segment.traits)


def test_a_summary_gives_shares_and_everyones_where_they_would_mislead(example):
    _, found = example
    carer = next(s for s in found.segments if s.id == "family-carers-in-the-middle")
    assert "same carer to come every week (94%)" in carer.summary
    assert "look first for the same carer each time (39%, everyone 17%)" in carer.summary
    for segment in found.segments:
        for trait in segment.traits:
            told = re.search(
                rf"{re.escape(trait.text)} \((\d+)%(, everyone (\d+)%)?\)", segment.summary
            )
            if told is None:
                continue
            assert int(told[1]) == round(100 * trait.cell.share)
            plain = trait.cell.significant and trait.cell.share > 0.5 and trait.cell.index >= 150
            assert (told[3] is None) == plain


def test_a_name_holds_for_nearly_all_of_those_it_names():
    def contrast(prompt, share, z):
        of = Column(
            id="c", header="c", label="c", role="basis", scale="binary", levels=("No", "Yes"),
            prompt=prompt,
        )  # fmt: skip
        none = np.zeros(1, dtype=bool)
        cell = Cell(
            column="c", level="Yes", share=share, base_share=0.36, index=157, n=90, significant=True
        )
        return Contrast(AnswerBox(0, of, "high", "Yes", (1,), none, none), cell, z)

    often = contrast("recline their seat", 0.57, 9.0)
    nearly = contrast("do not think it is rude to recline their seat", 0.96, 5.0)
    few = contrast("bring a baby", 0.4, 20.0)
    assert names_for([often, nearly, few]) == (
        "Relaxed about reclining their seat", "Those who recline their seat",
    )  # fmt: skip
    told = SegmentFacts(size="x", traits=(), cells=(), calls=names_for([often, nearly, few]))
    assert compose(told, random.Random(1)).name == "Relaxed about reclining their seat"
    bare = SegmentFacts(size="x", traits=(), cells=(), taken=("Those who eat",))
    assert compose(bare, random.Random(1)).name == "The second largest group"


@pytest.mark.proves("S0-06")
def test_the_business_category_reaches_whoever_names_segments(fernhill):
    codebook = load_codebook(fernhill / "codebook.toml")
    survey = read_survey(read_table(fernhill / "survey.csv"), codebook)
    prompts = []

    def answer(messages, info):
        prompts.append(str(messages[0]))
        raise RuntimeError("seen enough")

    for category in ("home care", "gardening"):
        with pytest.raises(Exception, match="seen enough"):
            find_segments(
                survey, codebook, seed=1, category=category,
                model=FunctionModel(answer, model_name="spy"), thresholds=QUICK,
            )  # fmt: skip
    assert "home care" in prompts[0]
    assert "gardening" not in prompts[0]
    assert "gardening" in prompts[-1]
