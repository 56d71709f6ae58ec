"""Numbers of questions and options stand in files and in no name and no sentence about people."""

import re
from dataclasses import replace

import numpy as np
import pytest

from reelwright.audience import find_segments
from reelwright.audience.cells import AnswerBox
from reelwright.audience.clauses import clause_for
from reelwright.audience.thresholds import THRESHOLDS
from reelwright.domain.numbering import unnumbered
from reelwright.domain.survey import Column
from reelwright.intake.survey import draft_codebook, read_survey, read_table

from makers.survey_files import OPTIONS, QUESTION, TOOLS, as_csv, people

QUICK = replace(THRESHOLDS, starts=6, bootstraps=8, max_k=3)
WHO = people()
NUMBERED = {
    "2. ": [f"{n}. " for n in range(1, 7)],
    "b) ": [f"{letter}) " for letter in "abcdef"],
    "(2) ": [f"({n}) " for n in range(1, 7)],
    "2 - ": [f"{n} - " for n in range(1, 7)],
    "2: ": [f"{n}: " for n in range(1, 7)],
    "\u2461": "①②③④⑤⑥",
}


@pytest.mark.parametrize("mark", NUMBERED)
@pytest.mark.parametrize("tool", TOOLS)
def test_numbers_of_options_reach_no_name_and_no_clause(tmp_path, tool, mark):
    pairs = [(o, m + o) for o, m in zip(OPTIONS, NUMBERED[mark], strict=True)]

    def numbered(cell):
        for plain, marked in pairs:
            cell = re.sub(rf"(?<!\w){plain}(?!\w)", marked, cell)
        return cell.replace(QUESTION, f"3. {QUESTION}")

    rows = [[numbered(cell) for cell in row] for row in TOOLS[tool](WHO)]
    table = read_table(as_csv(rows, tmp_path / "s.csv"))
    codebook = draft_codebook(table)
    own = [c for c in codebook.of("basis") if any(o in c.header for o in OPTIONS)]
    assert {c.label for c in own} == set(OPTIONS)
    assert not any(re.search(r"\d|\b[a-f]\)|[①-⑥]", f"{c.label} {c.prompt}") for c in own)
    if tool in {"Google Forms", "LimeSurvey"} and mark in {"2. ", "b) "}:
        found = find_segments(read_survey(table, codebook), codebook, seed=1, thresholds=QUICK)
        assert found.k == 2
        told = [
            (s.name, *(t.text for t in s.traits if t.cell.column != "age")) for s in found.segments
        ]
        assert not any(re.search(r"\d|\b[a-f]\)", text) for texts in told for text in texts)


BREAD = Column(
    id="q", header="Which do you buy?", label="Bread", role="basis", scale="nominal",
    levels=("Rye", "Wheat"), group="motivations", prompt="buy {answer}",
)  # fmt: skip
AGE = Column(
    id="age", header="Age", label="Age", role="profile", scale="ordinal", levels=("Old", "Young"),
    group="demographics", prompt="",
)  # fmt: skip


def said(column, levels, place):
    column = column.model_copy(update={"levels": levels})
    ones = np.ones(3, dtype=bool)
    return clause_for(AnswerBox(0, column, "level", levels[place], (place,), ones, ones))


@pytest.mark.parametrize(
    ("levels", "place", "clause"),
    [(("1. Rye bread", "2. White bread", "3. Cake"), 1, "buy white bread"),
     (("a) Rye bread", "b) White bread", "Other"), 1, "buy white bread"),
     (("1 - Roggenbrot", "2 - Weißbrot", "4 - Kuchen", "Keines", "5 - Torte"), 1, "buy weißbrot"),
     (("１．ライ麦パン", "２．食パン", "３．ケーキ"), 1, "buy 食パン"),
     (("A. Lange", "Rye bread", "Cake"), 0, "buy a. Lange"),
     (("J. Crew", "L. Bean"), 1, "buy l. Bean"),
     (("1. Liga", "2. Liga"), 1, "buy 2. Liga"),
     (("1.5 litres", "2.5 litres"), 1, "buy 2.5 litres"),
     (("1 - 2 times", "3 - 4 times"), 1, "buy 3 - 4 times")],
)  # fmt: skip
def test_numbers_of_answers_are_not_said_and_names_stay_whole(levels, place, clause):
    assert said(BREAD, levels, place).casefold() == clause.casefold()


def test_a_scale_whose_ends_alone_have_words_keeps_its_figures():
    assert unnumbered(("1 - not at all", "2", "3", "4", "5 - very much"))[0] == "1 - not at all"


def test_a_profile_is_said_without_the_numbers_of_its_bands():
    text = said(AGE, ("1. 18-24", "2. 25-34", "3. 35-44"), 1)
    assert text == "are 25 to 34 years old"


@pytest.mark.parametrize(
    "header",
    ["1. {}", "Q7: {}", "(3) {}", "2.{}", "Question 4 - {}", "Q12a. {}", "Frage 3: {}"],
)
def test_numbers_of_questions_reach_no_label(tmp_path, header):
    header = header.format("How often do you buy bread?")
    rows = [[header, "I enjoy it"]]
    rows += [
        [("Never", "Sometimes", "Often")[i % 3], ("Agree", "Disagree")[i % 2]] for i in range(40)
    ]
    column = draft_codebook(read_table(as_csv(rows, tmp_path / "s.csv"))).columns[0]
    assert (column.header, column.label) == (header, "Buy bread")
    assert column.prompt.startswith("often buy bread")
