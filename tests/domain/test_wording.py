"""A phrase is found in a text however it is written, and never within another word."""

import pytest

from reelwright.domain.wording import says

SAID = [
    ("100 %", "Bread is 100% fresh."),
    ("risk-free", "A risk free trial."),
    ("zero risk", "A zero-risk offer."),
    ("AI-powered", "An AI\u2011powered oven."),
    ("low cost", "Low – cost flights."),
    ("R&D", "From our R & D team."),
    ("R & D", "From our R&D team."),
    ("Nr. 1", "Die Nr.1 hier."),
    ("N° 1", "Le n°1 des ventes."),
    ("50%", "Now -50 % on all."),
    ("free", "Free* today."),
    ("anti age", "Anti-Age-Creme."),
]
UNSAID = [
    ("C", "We teach C++."),
    ("F", "It ends in F# major."),
    ("50%", "Now 150% more."),
    ("4.5", "Rated 4. 5 stars left."),
    ("#1", "In row #10."),
    ("up to", "An upto mark."),
    ("A1", "On the A-1."),
    ("clean", "An unclean oven."),
]


@pytest.mark.parametrize(("phrase", "text"), SAID)
def test_a_phrase_is_found_with_other_hyphens_and_spaces(phrase, text):
    assert says(text, phrase)


def test_the_name_of_a_column_is_no_wording():
    assert not says("You would rather buy new shoes.", "rather-buy-new-shoes", name=True)
    assert says("From rather-buy-new-shoes.", "rather-buy-new-shoes", name=True)


@pytest.mark.parametrize(("phrase", "text"), UNSAID)
def test_a_phrase_is_not_found_within_another(phrase, text):
    assert not says(text, phrase)
