"""Lines of campaign.toml that are no numbers or addresses are refused with file and field."""

import json
import time
from fractions import Fraction

import pytest
from pydantic import BaseModel

from reelwright.domain.base import Seconds
from reelwright.domain.errors import InvalidIntake
from reelwright.domain.knowledge import facets_of
from reelwright.domain.privacy import redact
from reelwright.intake.campaign import _is_https
from reelwright.intake.survey_roles import INSIDE
from reelwright.intake.survey_table import read_table
from reelwright.intake.toml import read_toml, valid


class Film(BaseModel, extra="forbid"):
    seconds: Seconds


@pytest.mark.parametrize("given", ["inf", "nan", '"1e999999999"', '"1/0"', '"soon"', "[]"])
def test_seconds_that_are_no_number_are_refused(tmp_path, given):
    (tmp_path / "campaign.toml").write_text(f"seconds = {given}\n", encoding="utf-8")
    with pytest.raises(InvalidIntake, match=r"^campaign\.toml: seconds: "):
        valid(Film, read_toml(tmp_path / "campaign.toml"), "campaign.toml")


def test_a_number_of_thousands_of_digits_is_refused(tmp_path):
    (tmp_path / "campaign.toml").write_text(f"seconds = {'9' * 5000}\n", encoding="utf-8")
    with pytest.raises(InvalidIntake, match=r"campaign\.toml: .*far too many digits"):
        read_toml(tmp_path / "campaign.toml")


def test_seconds_are_still_read_in_every_form():
    assert [Film(seconds=s).seconds for s in (20, 7.5, "7/2", "12.5")] == [
        Fraction(20), Fraction(15, 2), Fraction(7, 2), Fraction(25, 2),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("address", "good"),
    [
        ("https://example.com/a", True),
        ("https://example.com:8443", True),
        ("https://[::1/", False),
        ("https://example.com:99999", False),
        ("https://example.com:port", False),
        ("https://:443", False),
        ("http://example.com", False),
    ],
)
def test_a_link_is_an_https_address(address, good):
    assert _is_https(address) is good


def test_half_a_character_in_a_survey_is_refused_with_its_record(tmp_path):
    path = tmp_path / "survey.json"
    path.write_text('[{"a": "x"}, {"a": "\\udc00"}]', encoding="utf-8")
    with pytest.raises(InvalidIntake, match=r"survey\.json: record 2 holds half"):
        read_table(path)


def test_a_question_of_any_length_is_refused_by_its_column(tmp_path):
    path = tmp_path / "survey.json"
    path.write_text(json.dumps([{"Do you cook?": "yes", "x" * 60_000: "a"}] * 3), "utf-8")
    with pytest.raises(InvalidIntake, match=r"survey\.json: the header of column 2 has over 5,000"):
        read_table(path)


@pytest.mark.parametrize("mark", ["@", " [at] "])
def test_a_word_of_any_length_takes_no_longer_than_its_length(mark):
    begun = time.process_time()
    assert len(redact("x" * 200_000 + mark)) == 200_000 + len(mark)
    assert not INSIDE.search("x" * 200_000)
    # By the square of the length it took half a minute.
    assert time.process_time() - begun < 2


def test_a_key_of_any_length_is_named_in_short(tmp_path):
    (tmp_path / "campaign.toml").write_text(f"seconds = 3\n[{'k' * 50_000}]\na = 1\n", "utf-8")
    with pytest.raises(InvalidIntake, match=r"campaign\.toml: k{80}: is not a known key") as found:
        valid(Film, read_toml(tmp_path / "campaign.toml"), "campaign.toml")
    assert len(str(found.value)) < 200


def test_a_facet_of_any_length_is_named_in_short():
    with pytest.raises(InvalidIntake, match=r"is no facet; a facet is a short") as found:
        facets_of({"t:" * 25_000: ["a"]})
    assert len(str(found.value)) < 200
