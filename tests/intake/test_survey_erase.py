"""A respondent's row leaves a survey's file, and nothing else in it changes."""

import io
import random
import zipfile

import pytest

from reelwright.domain.errors import InvalidIntake
from reelwright.domain.respondent import marks_of, unnamed, without
from reelwright.intake.survey_erase import answered
from reelwright.intake.survey_erase import without as without_rows
from reelwright.intake.survey_files import read_records

from makers import survey_files

FIRST = "Straße, Zoë; „no\nsecond“ line"


def rows():
    """Ids, e-mail addresses, free answers over two lines with every separator, and a scale."""
    rng = random.Random(3)
    told = [["ID", "E-mail", "In your own words?", "Agree?"]]
    for i in range(30):
        word = FIRST if i == 11 else f"answer, number; {i}\tand more"
        told.append([f"R-{i:03}", f"p{i}@example.org", word, rng.choice(["Yes", "No"])])
    return told


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_text_keeps_its_encoding_separator_and_every_other_byte(tmp_path, encoding, delimiter):
    path = tmp_path / "survey.csv"
    survey_files.as_csv(rows(), path, delimiter=delimiter, encoding=encoding)
    found = answered(path, path.name, "p11@example.org", own=["E-mail"], ids=["ID"])
    assert (found.ids, len(found.rows), len(found.others)) == ({"R-011"}, 1, 29)
    kept = [row for row in rows() if row[0] != "R-011"]
    wanted = tmp_path / "wanted.csv"
    survey_files.as_csv(kept, wanted, delimiter=delimiter, encoding=encoding)
    assert without_rows(path, path.name, found.lines) == wanted.read_bytes()


def test_a_workbook_keeps_no_word_of_the_row_and_all_of_the_others(tmp_path):
    path = survey_files.as_xlsx({"About": [["x"]], "Answers": rows()}, tmp_path / "survey.xlsx")
    found = answered(path, path.name, "R-011")
    made = without_rows(path, path.name, found.lines)
    before, after = read_records(path, "a"), tmp_path / "after.xlsx"
    after.write_bytes(made)
    assert read_records(after, "b").rows == [r for r in before.rows if r[0] != "R-011"]
    with zipfile.ZipFile(io.BytesIO(made)) as packed:
        inside = b"".join(packed.read(name) for name in packed.namelist())
    assert b"R-010" in inside
    assert b"R-011" not in inside
    assert b"p11@" not in inside


def test_json_of_both_kinds_loses_one_record(tmp_path):
    import json

    header, *body = rows()
    people = [dict(zip(header, row, strict=True)) for row in body]
    for name, text in (
        ("survey.json", json.dumps({"answers": people}, indent=2)),
        ("survey.jsonl", "".join(json.dumps(one) + "\n" for one in people)),
    ):
        path = tmp_path / name
        path.write_text(text, "utf-8")
        found = answered(path, name, FIRST)
        made = without_rows(path, name, found.lines).decode()
        assert made.count("R-0") == 29
        assert "R-011" not in made


def test_what_cannot_be_written_without_loss_says_what_to_do(tmp_path):
    path = survey_files.as_ods({"Answers": rows()}, tmp_path / "survey.ods")
    found = answered(path, path.name, "R-011")
    with pytest.raises(InvalidIntake, match=r"take the row out in the tool .* give the file anew"):
        without_rows(path, path.name, found.lines)


def test_an_answer_of_several_people_is_asked_about(tmp_path):
    path = survey_files.as_csv(rows(), tmp_path / "survey.csv")
    with pytest.raises(InvalidIntake, match=r"rows hold that answer \(row-"):
        answered(path, path.name, "Yes")
    assert answered(path, path.name, "row-3").rows[0][0] == "R-001"
    assert answered(path, path.name, "nobody said this") is None


def test_rows_with_the_same_address_are_one_persons(tmp_path):
    twice = [*rows(), ["R-900", "p11@example.org", "again", "No"]]
    path = survey_files.as_csv(twice, tmp_path / "survey.csv")
    found = answered(path, path.name, "p11@example.org", own=["ID", "E-mail"], ids=["ID"])
    assert found.ids == {"R-011", "R-900"}


def test_only_what_nobody_else_said_is_a_mark():
    theirs = [["7", "Agree", "my neighbour feeds the quizzlefrumpt on Thursdays", "a@b.example"]]
    others = [["8", "Agree", "my neighbour feeds the cat on Sundays", ""]]
    marks = marks_of(theirs, others, {"7"})
    assert marks.held_by({"text": "They say: My neighbour feeds the quizzlefrumpt!"})
    assert marks.held_in("an e-mail to A@B.example".encode("utf-16"))
    assert marks.held_in(b'{"said": "feeds the \\u0071uizzlefrumpt on"}')
    assert marks.held_in(b"<p>feeds&nbsp;the quizzlefrumpt on</p>")
    assert not marks.held_by({"level": "Agree", "n": "7", "text": "my neighbour feeds the dog"})
    assert marks.held_by({"respondents": ["7", "8"]})
    segment = {
        "name": "Feeders",
        "respondents": ["7", "8"],
        "verbatims": [
            {"respondent": "7", "text": "x"},
            {"respondent": "8", "text": "y"},
        ],
    }
    left = without(segment, marks)
    assert left["respondents"] == ["8"]
    assert [v["text"] for v in left["verbatims"]] == ["y"]
    hidden = unnamed(segment)
    assert (hidden["respondents"], hidden["verbatims"][0]["respondent"]) == ([], "")
    assert hidden["verbatims"][0]["text"] == "x"
    assert without({"name": "who feeds the quizzlefrumpt on"}, marks) is None
