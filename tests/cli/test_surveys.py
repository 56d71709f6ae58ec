"""Surveys of every make and size through the real program."""

import json
import random

import pytest

ENCODINGS = {
    "utf-8 with a mark": ("utf-8-sig", ","),
    "utf-16": ("utf-16", ","),
    "windows-1252 with semicolons": ("cp1252", ";"),
    "tabs": ("utf-8", "\t"),
    "bars": ("utf-8", "|"),
}


def quoted(cells, separator):
    return separator.join('"' + cell.replace('"', '""') + '"' for cell in cells)


def table(desk):
    import csv

    return list(csv.reader(desk.rows()))


@pytest.mark.longer
@pytest.mark.parametrize("kind", ENCODINGS)
def test_a_survey_of_any_encoding_and_separator_is_read(desk, kind):
    encoding, separator = ENCODINGS[kind]
    rows = table(desk)
    place = next(i for i, h in enumerate(rows[0]) if h.startswith("In your own words"))
    for row in rows[1:]:
        row[place] = "Für Mutter im Café – täglich um zehn"
    text = "\r\n".join(quoted(row, separator) for row in rows)
    desk.write("survey.csv", text.encode(encoding))
    assert "60 respondents" in desk.check()


def test_a_survey_as_json_is_read(desk):
    headers, *rows = table(desk)
    (desk.folder / "survey.csv").unlink()
    desk.write("survey.json", json.dumps([dict(zip(headers, r, strict=True)) for r in rows]))
    assert "60 respondents" in desk.check()


def test_a_broken_json_survey_is_refused_by_line(desk):
    (desk.folder / "survey.csv").unlink()
    desk.write("survey.json", '[{"a": 1},\n {"a": ]')
    said = desk.check(code=1)
    assert "survey.json is not valid JSON" in said
    assert "line 2" in said


def test_three_respondents_make_one_group_and_are_called_too_few(desk):
    desk.write("survey.csv", "\n".join(desk.rows()[:4]) + "\n")
    assert "3 respondents are too few to tell groups apart (100 is the least)" in desk.check()
    said = desk.alone("audience", str(desk.folder), "--yes")
    assert "3 usable answers are too few to tell groups apart" in said
    assert "100 is the least" in said
    assert "All 3 respondents, taken as one group" in said
    assert desk.leftovers() == []


@pytest.mark.longer
def test_a_hundred_thousand_respondents_are_checked(desk):
    first, *rows = desk.rows()
    draw = random.Random(1)
    answers = [r.split(",", 1)[1] for r in rows]
    many = [f"FH-{n},{draw.choice(answers)}" for n in range(100_000)]
    desk.write("survey.csv", "\n".join([first, *many]) + "\n")
    said = desk.check()
    told = [line for line in said.splitlines() if "respondents;" in line]
    assert told
    left = [int(w) for line in said.splitlines() if "left out" in line for w in [line.split()[0]]]
    assert int(told[0].split()[0]) + sum(left) == 100_000
