"""What prompts of many kinds search for, which moves they ask for, and what is named as unread."""

from pathlib import Path

import pytest

from reelwright.shooting import read_direction, split_prompt
from reelwright.shooting.plain import plainly

ROWS = [
    tuple(cell.strip() for cell in f"{line} |".split("|")[:4])
    for line in Path(__file__).with_name("camera_prompts.txt").read_text("utf-8").splitlines()
    if line and not line.startswith("#")
]


@pytest.mark.proves("S2-04")
@pytest.mark.parametrize(("prompt", "thing", "told", "unread"), ROWS)
def test_a_prompt_is_searched_for_filmed_and_told_of_as_it_was_meant(prompt, thing, told, unread):
    asked = split_prompt(prompt)
    assert asked.object == thing
    assert (read_direction(asked.action).told() if asked.action else "-") == told
    assert "; ".join(asked.unread) == unread


def test_the_table_is_as_long_as_it_is_meant_to_be():
    assert len({row[0] for row in ROWS}) >= 400


def test_round_a_thing_the_clock_goes_one_way_and_against_it_the_other():
    turns = [
        read_direction(f"orbit {way}").turn
        for way in ("clockwise", "counterclockwise", "counter-clockwise", "anticlockwise")
    ]
    assert turns == [-1, 1, 1, 1]
    assert read_direction("roll clockwise").turn == -read_direction("roll anticlockwise").turn


def test_what_is_plain_already_stays_as_it_is():
    for prompt, *_ in ROWS:
        plain = plainly(prompt)
        assert plainly(plain) == plain
