"""One gate for every text that leaves: it stops what a survey told, and no other text."""

import json

import pytest
from pydantic_ai.messages import ModelResponse, ToolCallPart
from pydantic_ai.models.function import FunctionModel

from reelwright.domain.leaving import kept_back, let_out
from reelwright.domain.segment import Trait, Verbatim
from reelwright.domain.survey import Cell
from reelwright.release.page.page import write_page
from reelwright.writing import draw_features, match_brief, write_brief, write_concepts
from reelwright.writing.storyboard import BOARD, BoardTask, write_storyboard
from reelwright.writing.translate import lines_of

from values.segments import FAMILY, bare_campaign

CELL = Cell(column="q7-2", level="Strongly disagree", share=0.334, base_share=0.2, index=166, n=90)
QUOTED = Trait(
    id="q", group="motivations", text="say “Strongly disagree” about “late opening”", cell=CELL,
    said=False,
)  # fmt: skip
OLD = Trait(
    id="old", group="demographics", text="are 18 to 34 years old",
    cell=CELL.model_copy(update={"column": "age", "level": "18-24 or 25-34"}),
)  # fmt: skip
SEGMENT = FAMILY.model_copy(
    update={
        "traits": (*FAMILY.traits, QUOTED, OLD),
        "respondents": ("R001", "Bo Muster"),
        "verbatims": (Verbatim(respondent="Ana Lind", column="c", text="Fine."),),
    }
)
LEAKS = [
    "You say “Strongly disagree” about “late opening”.",
    "Dites-vous « Strongly disagree » ?",
    "Late opening counts: index 166.",
    "33 percent of those asked agree.",
    "Fast 33 % sagen das.",
    "The q7-2 people wait.",
    "You are 18 to 34 years old.",
    "Bo Muster waits too.",
    "Ana Lind said so.",
]


@pytest.mark.parametrize("text", LEAKS)
def test_what_the_survey_told_is_kept_back(text):
    campaign = bare_campaign()
    assert kept_back(text, SEGMENT, campaign)
    assert let_out(text, SEGMENT, campaign, "Plain.") == "Plain."


@pytest.mark.parametrize(
    "text",
    [
        "You want the same carer every week.",
        "It fits the cabin limits of 62 airlines.",
        "Late opening, until nine.",
        "Sounds familiar?",
        "“Did they come?” You ask twice.",
        "",
    ],
)
def test_other_texts_go(text):
    assert kept_back(text, SEGMENT, bare_campaign()) == ()


def test_what_a_campaign_says_itself_goes_whatever_it_looks_like():
    campaign = bare_campaign()
    tagline = "33% lighter, index 166, “Strongly disagree” about nothing"
    brand = campaign.brand.model_copy(update={"tagline": tagline})
    campaign = campaign.model_copy(update={"brand": brand})
    assert kept_back(f"{tagline}.", SEGMENT, campaign) == ()
    assert kept_back("The bag is 33% lighter.", SEGMENT, campaign) == ()


def leaky(ask, task, change):
    """A model that answers as the writer without one, with words of the survey put in."""

    def answer(messages, info):
        import random

        value = ask.offline(task, random.Random(1)).model_dump(mode="json")
        change(value)
        return ModelResponse(parts=[ToolCallPart(info.output_tools[0].name, json.dumps(value))])

    return FunctionModel(answer)


def test_a_storyboard_loses_that_text_and_no_other():
    campaign = bare_campaign()
    found = write_concepts(SEGMENT, campaign, count=4)
    concept, weighing = found.concepts[0], found.weighings[0]
    brief = write_brief(concept, weighing, SEGMENT, campaign)
    match = match_brief(brief, SEGMENT, campaign).model_copy(update={"veto": False})
    draw = draw_features(SEGMENT, seed=1)
    task = BoardTask(
        brief=brief, segment=SEGMENT, match=match, draw=draw, campaign=campaign, seconds=20
    )

    def change(value):
        value["scenes"][0]["narration"] = "You are 18 to 34 years old."
        value["scenes"][1]["text"]["head"] = "The q7-2 people"
        value["title"] = "The q7-2 people"

    whole = write_storyboard(brief, SEGMENT, match, draw, campaign, seconds=20,
                             model=leaky(BOARD, task, lambda value: None))  # fmt: skip
    board = write_storyboard(brief, SEGMENT, match, draw, campaign, seconds=20,
                             model=leaky(BOARD, task, change))  # fmt: skip
    assert board.title == campaign.brand.name
    assert board.scenes[0].narration == "Sounds familiar?"
    assert board.scenes[1].text.head == ""
    assert [s.narration for s in board.scenes[1:]] == [s.narration for s in whole.scenes[1:]]
    page = write_page(board, brief, SEGMENT, campaign)[0]
    shown = [*lines_of(board), page.title, *(t for b in page.blocks for t in (b.head, b.body))]
    assert not [t for t in shown if kept_back(t, SEGMENT, campaign)]


def test_nothing_the_writer_composes_is_kept_back():
    campaign = bare_campaign()
    only = SEGMENT.model_copy(update={"traits": (QUOTED, OLD), "phrases": ()})
    for segment in (SEGMENT, only):
        found = write_concepts(segment, campaign, count=4)
        for concept in found.concepts:
            assert kept_back(concept.title, segment, campaign) == ()
            assert kept_back(concept.hook, segment, campaign) == ()
            assert not concept.id.startswith("idea-")
