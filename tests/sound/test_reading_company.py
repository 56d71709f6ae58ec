"""Figures with letters, units and signs as companies write them are said as people say them."""

import re
from pathlib import Path

import pytest

from reelwright.domain.sentences import sentences
from reelwright.sound.script import write_script


def company_readings():
    """Each line of company_readings.txt: its language, what is written and what is said."""
    language = ""
    text = Path(__file__).with_name("company_readings.txt").read_text(encoding="utf-8")
    for line in text.splitlines():
        if head := re.fullmatch(r"\[([\w-]+)\]", line):
            language = head[1]
        elif not line.startswith("#"):
            written, _, said = line.partition(" => ")
            yield language, written, said


@pytest.mark.parametrize(("language", "written", "said"), list(company_readings()))
def test_what_companies_write_is_said_as_people_say_it(language, written, said):
    assert write_script(written, language).spoken == said


@pytest.mark.parametrize(
    "whole",
    [
        "A Ph.D. Student spoke.", "Ask a Ph.D. about it.", "Sat. 3 Jan. at 5 we open.",
        "En el s. XXI se vive.", "Nel sec. XXI si vive.", "No séc. XXI vive-se.",
        "Im 3. OG links.", "Nur 5 Min. Fußweg.", "Vol. III is out.", "Bj. 1998 ist gut.",
        "Au XXIe s. on vit.", "3 Std. Fahrt.", "lun. 3 mars à 9 h.", "T. III jest tu.",
    ],
)  # fmt: skip
def test_a_short_form_before_what_it_belongs_to_ends_no_sentence(whole):
    assert sentences(f"{whole} We wait.") == [whole, "We wait."]


def test_a_short_form_that_closes_a_sentence_ends_it():
    assert sentences("She has a Ph.D. She leads it.") == ["She has a Ph.D.", "She leads it."]
    assert sentences("Nach 5 Min. Wir warten.") == ["Nach 5 Min.", "Wir warten."]
    assert sentences("We like No. I said so.") == ["We like No.", "I said so."]
