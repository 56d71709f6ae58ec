"""Places, things, names and money tell who people are; words that only look like them do not."""

import tomllib
from pathlib import Path

import pytest

from intake.test_survey_people import LIKES, refused, table_of
from reelwright.intake.survey import draft_codebook
from reelwright.intake.survey_numbers import number
from reelwright.intake.survey_signs import signs_in
from reelwright.intake.survey_tongues import KNOWN

SAID = tomllib.loads(
    (Path(__file__).parents[1] / "data" / "who_people_are_by_signs.toml").read_text(
        encoding="utf-8"
    )
)
ASKED = [(tongue, line) for tongue in KNOWN for line in SAID["asked"][tongue]]
PLAIN = [(tongue, line) for tongue in KNOWN for line in SAID["plain"][tongue]]


def drafted(tmp_path, tongue, line):
    """The drafted column of a question, beside one that people rate."""
    liked, *rates = LIKES[tongue].split("|")
    header, *answers = line.split("|")
    table = table_of(tmp_path, {liked: rates, header: answers})
    return draft_codebook(table).columns[1]


@pytest.mark.parametrize(("tongue", "line"), ASKED)
def test_what_tells_who_people_are_is_never_basis_unasked(tmp_path, tongue, line):
    assert drafted(tmp_path, tongue, line).role not in {"basis", "text"}


@pytest.mark.parametrize(("tongue", "line"), PLAIN)
def test_words_that_only_look_like_it_stay_basis(tmp_path, tongue, line):
    assert drafted(tmp_path, tongue, line).role == "basis"


@pytest.mark.parametrize(
    ("header", "levels"),
    [
        ("A que terreiro ou igreja vai?", ("Igreja católica", "Terreiro", "Nenhum")),
        ("Waar gaat u op vrijdag heen?", ("De moskee", "De synagoge", "Nergens")),
        ("What do you take in the morning?", ("Metformin", "Ramipril", "Nothing")),
        ("Are you a member of Unite or UNISON?", ("Yes", "No", "Not sure")),
    ],
)
def test_what_surely_tells_it_is_refused_by_hand_too(header, levels):
    assert refused(header, levels)


def test_one_word_of_many_meanings_may_be_allowed_by_hand():
    assert not refused("Where do you hear of us?", ("Church", "Radio", "Friends"))


@pytest.mark.parametrize(
    ("answer", "told"),
    [
        ("Church hall", {}), ("A trump card", {}), ("Lithium batteries", {}), ("Kippers", {}),
        ("In die Moschee", {"religion": 2}), ("Lisinopril 10 mg", {"health": 2}),
        ("My wife", {"marital": 1}), ("血圧の薬", {"health": 2}),
    ],
)  # fmt: skip
def test_words_are_looked_up_whole_and_exceptions_count(answer, told):
    assert signs_in(answer, "answers") == told


def test_options_parted_by_a_japanese_comma_are_read_each_for_itself(tmp_path):
    answers = ["パン", "パン、ケーキ", "ケーキ、コーヒー", "コーヒー", "パン、コーヒー", "ケーキ"]
    table = table_of(tmp_path, {"購入したものをすべて選んでください": answers}, rows=90)
    columns = [c for c in draft_codebook(table).columns if c.role == "basis"]
    assert {c.scale for c in columns} == {"binary"}
    assert len(columns) == 3


@pytest.mark.parametrize("cell", ["1e309", "9" * 400, "-1e200"])
def test_numbers_that_nobody_counts_are_none(cell):
    assert number(cell) is None
