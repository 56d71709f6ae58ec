"""How often and how long stand in the order of their amounts, or in none."""

import random
import tomllib
from pathlib import Path

import pytest

from reelwright.intake.survey_rates import in_order, rated_often
from reelwright.intake.survey_scales import is_attitude, ordered, states
from reelwright.intake.survey_tongues import KNOWN

SAID = tomllib.loads(
    (Path(__file__).parents[1] / "data" / "how_often.toml").read_text(encoding="utf-8")
)
SCALES = [(tongue, scale) for tongue in KNOWN for scale in SAID["scales"][tongue]]


@pytest.mark.parametrize(("tongue", "scale"), SCALES)
def test_how_often_is_an_order_in_every_language(tongue, scale):
    levels = tuple(scale.split(" < "))
    mixed = random.Random(scale).sample(levels, len(levels))
    assert ordered(mixed) == levels, tongue


@pytest.mark.parametrize("answers", SAID["unread"]["mixed"])
def test_answers_that_are_not_all_read_have_no_order(answers):
    assert ordered(answers.split("|")) is None


def test_how_often_rates_and_how_long_does_not():
    often = ("Less than once a month", "1-3 times a month", "5+ times a week")
    long = ("Less than 5 minutes", "5-10 minutes", "More than half an hour")
    assert rated_often(often)
    assert is_attitude(often)
    assert states(often)
    assert in_order(long) is not None
    assert not is_attitude(long)


@pytest.mark.parametrize(
    "levels",
    [
        ("Importante", "Mais ou menos", "Muito importante", "Nada importante"),
        ("Beetje belangrijk", "Heel belangrijk", "Totaal onbelangrijk"),
    ],
)
def test_how_much_it_matters_is_an_order(levels):
    assert ordered(levels) is not None
