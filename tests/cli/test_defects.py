"""An error that nobody foresaw: a person reads a sentence, and the traceback goes to a file."""

import re
from pathlib import Path

import pytest

BREAKS = """
from reelwright.studio import campaigns
def broken(*_, **__):
    raise {problem}
campaigns.check = broken
"""


@pytest.mark.parametrize("problem", ["KeyError('pane')", "OSError(5, 'Input/output error')"])
def test_a_defect_is_told_in_words_and_kept_for_those_who_mend_it(desk, problem):
    said = desk.alone("check", str(desk.folder), code=70, before=BREAKS.format(problem=problem))
    assert said.startswith("error: something went wrong that should not")
    assert "Run the same command again" in said
    [name] = re.findall(r"send (\S+) to", said)
    report = Path(name)
    try:
        kept = report.read_text(encoding="utf-8")
        assert "Traceback (most recent call last)" in kept
        assert problem.split("(")[0] in kept
        assert report.stat().st_mode & 0o077 == 0, "others cannot read it"
    finally:
        report.unlink()


def test_a_wrong_word_is_still_answered_by_the_program(desk):
    said = desk.alone("check", "--nonsense", code=2)
    assert "No such option" in said
