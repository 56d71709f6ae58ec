"""Yes-or-no questions that ask who people are are found in other words than the list's headings."""

import tomllib
from pathlib import Path

import pytest

from intake.test_survey_people import LIKES, table_of
from reelwright.intake.survey import draft_codebook
from reelwright.intake.survey_people import trait_of
from reelwright.intake.survey_tongues import KNOWN

ROWS = tomllib.loads(
    (Path(__file__).parents[1] / "data" / "who_people_are.toml").read_text(encoding="utf-8")
)
YES_NO = {
    "en": ["Yes", "No"], "de": ["Ja", "Nein"], "fr": ["Oui", "Non"], "es": ["Sí", "No"],
    "it": ["Sì", "No"], "pt": ["Sim", "Não"], "nl": ["Ja", "Nee"], "sv": ["Ja", "Nej"],
    "pl": ["Tak", "Nie"], "ja": ["はい", "いいえ"],
}  # fmt: skip
ASKED = [
    (tongue, question)
    for lines in ROWS["asked"].values()
    for tongue, line in lines.items()
    for question in line.split("|")
]
INNOCENT = [(t, q) for t, line in ROWS["innocent"].items() for q in line.split("|")]


def test_the_table_has_all_concepts_in_all_languages():
    assert {tuple(sorted(lines)) for lines in ROWS["asked"].values()} == {tuple(sorted(KNOWN))}
    assert len(ASKED) > 480
    assert len(INNOCENT) > 140


@pytest.mark.parametrize(("tongue", "question"), ASKED)
def test_a_trait_in_other_words_forms_no_segments_unasked(tmp_path, tongue, question):
    assert trait_of(question, YES_NO[tongue], tongue) is not None
    statement, *likes = LIKES[tongue].split("|")
    table = table_of(tmp_path, {statement: likes, question: YES_NO[tongue]}, rows=20)
    codebook = draft_codebook(table)
    assert codebook.columns[0].role == "basis"
    assert codebook.columns[1].role != "basis"
    assert any(codebook.columns[1].id in note for note in codebook.notes)


@pytest.mark.parametrize(("tongue", "question"), INNOCENT)
def test_what_only_looks_like_a_trait_stays_usable(tongue, question):
    assert trait_of(question, YES_NO[tongue], tongue) is None
