"""Survey files of every usual kind become one table, or an error that says where to look."""

import json

import pytest

from reelwright.domain.errors import InvalidIntake
from reelwright.intake.survey import read_table

QUESTIONS = "id,How often do you fly?,Why?\n"


@pytest.fixture
def file(tmp_path):
    def write(data, name="survey.csv"):
        path = tmp_path / name
        path.write_bytes(data if isinstance(data, bytes) else data.encode())
        return path

    return write


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_separator_is_found(file, delimiter):
    rows = [
        ["id", "Would you, if asked, go?", "Why?"],
        ["1", "Yes; gladly", "fun"],
        ["2", "No", ""],
    ]
    text = "\n".join(delimiter.join(f'"{c}"' for c in row) for row in rows)
    table = read_table(file(text))
    assert table.headers == ("id", "Would you, if asked, go?", "Why?")
    assert table.rows == (("1", "Yes; gladly", "fun"), ("2", "No", None))


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"]
)
def test_western_text_survives_in_any_encoding(file, encoding):
    text = "id,Où habitez-vous ?\n1,Orléans – près du café\n2,Zürich\n3,“Málaga”\n"
    table = read_table(file(text.encode(encoding)))
    assert table.headers[1] == "Où habitez-vous ?"
    assert table.column(1) == ["Orléans – près du café", "Zürich", "“Málaga”"]


def test_text_in_another_script_and_legacy_encoding_is_read(file):
    answers = ["Мне нужна помощь по дому и сочувствие", "Хочу жить самостоятельно как можно дольше"]
    text = "id,Что для вас важно\n" + "".join(f"{i},{answers[i % 2]} номер\n" for i in range(40))
    table = read_table(file(text.encode("cp1251")))
    assert table.column(1)[0] == answers[0] + " номер"


def test_json_objects_become_rows(file):
    records = [{"id": 1, "Rating": 4, "Uses": ["bus", "train"]}, {"id": 2, "Happy": True}]
    table = read_table(file(json.dumps(records), "survey.json"))
    assert table.headers == ("id", "Rating", "Uses", "Happy")
    assert table.rows == (("1", "4", "bus; train", None), ("2", None, None, "Yes"))


def test_a_second_header_row_is_no_answer(file):
    table = read_table(file("RespondentID,Do you?,And you?\n,Response,Response\n7,Yes,No\n"))
    assert table.rows == (("7", "Yes", "No"),)
    assert any("second header row" in note for note in table.notes)


def test_options_below_blank_headers_become_questions(file):
    table = read_table(file("id,Which do you use?,,Age\n,Bus,Train,Response\n1,Bus,,40\n"))
    assert table.headers == ("id", "Which do you use?: Bus", "Which do you use?: Train", "Age")


def test_a_repeated_header_is_numbered_and_told(file):
    table = read_table(file("Q,Q,Why\n1,2,x\n"))
    assert table.headers == ("Q", "Q (2)", "Why")
    assert "more than once" in table.notes[0]


def test_answers_without_a_header_are_kept_under_their_place(file):
    assert read_table(file("a,b,\n1,2,3\n4,5,\n")).headers == ("a", "b", "Column 3")


def test_blanks_of_many_kinds_are_none(file):
    table = read_table(file("a,b,c,d\n,  ,N/A,NULL\n1,\xa0,x  y,z\n"))
    assert table.rows == ((None, None, None, None), ("1", None, "x y", "z"))


def test_blank_lines_and_trailing_separators_are_passed_over(file):
    assert read_table(file("a,b\n\n1,2,,\n,,\n3,4\n")).rows == (("1", "2"), ("3", "4"))


@pytest.mark.proves("S0-25")
@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "empty"),
        (b"  \n \n", "empty"),
        (b"a,b\n", "no answers"),
        (b"a,b\n1,2\n3,4,5\n", "line 3 has 3 cells"),
        (b'a,b\n1,"never closed\n2,3\n', "line 2"),
        (b"PK\x03\x04rest", "save it as CSV"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1rest", "save it as CSV"),
        (b"$FL2" + b"rest" * 90, "save it as CSV with labels"),
        (b"<stata_dta><header>", "save it as CSV with labels"),
        (bytes(range(256)) * 4, "zero bytes"),
        (b"[\n1, 2]", "record 1 is no object"),
        (b'[{"a": {"b": 1}}]', "record 1: 'a' holds an object"),
        (b'[{"a": 1}', "not valid JSON"),
        (b'[{"a": ' + b"9" * 6_000 + b"}]", "line 1: a number has far too many digits; correct"),
        (b'{"a": 1}\n{"a": ' + b"9" * 6_000 + b"}", "line 2: a number has far too many digits"),
        (b"a,b\n1," + b"x" * 30_000 + b"\n", "over 20,000 characters"),
        (b",".join(b"q%d" % i for i in range(1_500)) + b"\n1\n", "1500 columns"),
    ],
)
def test_what_cannot_be_read_is_named_with_its_place(file, data, says):
    with pytest.raises(InvalidIntake, match=r"survey\.csv") as caught:
        read_table(file(data))
    assert says in str(caught.value)


def test_deeply_nested_json_is_refused_not_crashed_on(file):
    with pytest.raises(InvalidIntake, match=r"nested too deeply|not valid"):
        read_table(file("[" * 100_000, "survey.json"))


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(InvalidIntake, match=r"nowhere\.csv: there is no such file"):
        read_table(tmp_path / "nowhere.csv")


def test_a_hundred_thousand_rows_are_read_whole(file):
    text = QUESTIONS + "".join(f"{i},Never,because {i}\n" for i in range(100_000))
    table = read_table(file(text))
    assert len(table.rows) == 100_000
    assert table.rows[-1] == ("99999", "Never", "because 99999")


def test_the_real_survey_with_two_header_rows_is_read(shared_data):
    table = read_table(shared_data / "surveys" / "steak-risk.csv")
    assert len(table.rows) == 550
    assert "Response" not in table.column(5)
