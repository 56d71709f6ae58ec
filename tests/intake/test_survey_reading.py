"""Answers are cleaned by their codebook, and nothing is dropped without being counted."""

import pytest

from reelwright.domain.errors import InvalidIntake
from reelwright.domain.privacy import is_redacted, redact
from reelwright.domain.survey import Codebook, Column
from reelwright.intake.survey import draft_codebook, load_codebook, read_survey, read_table

AGREE = ("Strongly disagree", "Disagree", "Neutral", "Agree", "Strongly agree")


def codebook(*questions):
    columns = [Column(id="id", header="ID", label="ID", role="id", scale="text")]
    columns += [
        Column(id=q.lower(), header=q, label=q, role="basis", scale="ordinal", levels=AGREE)
        for q in questions
    ]
    columns.append(Column(id="why", header="Why", label="Why", role="text", scale="text"))
    columns.append(Column(id="mail", header="Mail", label="Mail", role="contact", scale="text"))
    return Codebook(columns=tuple(columns), confirmed=True)


@pytest.fixture
def table(tmp_path):
    def make(*lines):
        path = tmp_path / "answers.csv"
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
        return read_table(path)

    return make


@pytest.mark.proves("S0-25")
def test_every_row_left_out_is_counted_under_its_reason(table):
    header = "ID,A,B,C,D,E,F,Why,Mail"
    full = "Agree,Disagree,Agree,Neutral,Agree,Disagree"
    long = "because it is near my home"
    survey = read_survey(
        table(
            header,
            f"1,{full},{long},",
            f"2,{full},{long},",
            f"1,{full},something else entirely here,",
            "3,,,,,Agree,Agree,,",
            f"4,{','.join(['Agree'] * 6)},,",
            f"5,{full},,",
            f"6,{full},,",
        ),
        codebook(*"ABCDEF"),
    )
    assert survey.respondents == ("1", "5", "6")  # alike by chance, without words, is no copy
    assert set(survey.dropped) == {
        "1 left out: a copy of an earlier respondent's answers",
        "1 left out: the id of an earlier respondent",
        "1 left out: over 50% of the segment questions blank",
        "1 left out: the same answer all through a grid of questions",
    }


def test_speeders_are_left_out(table):
    rows = [f"{i},Agree,Disagree,,,{600 if i else 20}" for i in range(9)]
    survey = read_survey(table("ID,A,B,Why,Mail,Duration (in seconds)", *rows), codebook("A", "B"))
    assert "0" not in survey.respondents
    assert survey.dropped == ("1 left out: answered in under 30% of the median time",)


def test_answers_take_the_spelling_of_their_level(table):
    survey = read_survey(
        table("ID,A,B,Why,Mail", "1,AGREE,strongly  agree,,", "2,Don't know,Neutral.,,"),
        codebook("A", "B"),
    )
    assert survey.rows[0][1:3] == ("Agree", "Strongly agree")
    assert survey.rows[1][1:3] == (None, "Neutral")


def test_an_unknown_answer_is_named_with_row_and_column(table):
    with pytest.raises(
        InvalidIntake, match=r"answers\.csv: row at line 3: 'Maybe' is no answer to a"
    ):
        read_survey(
            table("ID,A,B,Why,Mail", "1,Agree,Agree,,", "2,Maybe,Agree,,"), codebook("A", "B")
        )


def test_a_column_the_codebook_knows_and_the_file_lacks_is_named(table):
    with pytest.raises(InvalidIntake, match=r"answers\.csv has no column 'B'"):
        read_survey(table("ID,A,Why,Mail", "1,Agree,,"), codebook("A", "B"))


def test_bad_weights_are_named(table):
    weight = Column(id="w", header="W", label="W", role="weight", scale="number")
    base = codebook("A", "B")
    book = base.model_copy(update={"columns": (*base.columns, weight)})
    for bad in ("-1", "0", "inf", "heavy"):
        with pytest.raises(InvalidIntake, match=r"line 2: .*w"):
            read_survey(table("ID,A,B,Why,Mail,W", f"1,Agree,Agree,,,{bad}"), book)


def test_personal_data_goes_before_anything_else_reads_it(table):
    survey = read_survey(
        table(
            "ID,A,B,Why,Mail",
            "1,Agree,Agree,Write to Rosalind at ros@example.org or 01632 960123,"
            "rosalind.hale@example.org",
        ),
        codebook("A", "B"),
    )
    assert survey.rows[0][-1] is None
    words = survey.rows[0][-2]
    for secret in ("Rosalind", "ros@", "960123", "hale"):
        assert secret not in words
    assert is_redacted(words)


@pytest.mark.parametrize(
    ("text", "secrets"),
    [
        ("My name is Joan Smith, ring +44 1632 960 123.", ["Joan", "Smith", "960"]),
        ("Mrs. Whitlock next door, Dr Okafor and nurse Bell", ["Whitlock", "Okafor"]),
        ("We live at 14 Marsden Road, SW1A 1AA", ["14", "Marsden", "SW1A"]),
        ("joan (at) example (dot) org or www.example.org/joan", ["joan (at)", "www"]),
        ("born 03/04/1951, number 4929123412341234", ["1951", "4929"]),
        ("my husband John is tired, her sister Beth too", ["John", "Beth"]),
        ("I am called Zoë and post as @zoe_b", ["Zoë", "zoe_b"]),
    ],
)
def test_personal_data_is_found(text, secrets):
    out = redact(text)
    assert not [s for s in secrets if s in out]
    assert redact(out) == out


@pytest.mark.parametrize(
    "text",
    [
        "It cost 25 pounds and took 3 weeks in 2024.",
        "My mum I think is fine, and on Monday she walks.",
        "They said eight and came at half past ten.",
        "I called at Christmas. Mum has Parkinson's.",
    ],
)
def test_ordinary_words_are_left_alone(text):
    assert redact(text) == text


def test_the_example_reads_whole(fernhill):
    survey = read_survey(
        read_table(fernhill / "survey.csv"), load_codebook(fernhill / "codebook.toml")
    )
    assert len(survey.rows) == 400
    assert len(set(survey.respondents)) == 400
    text = " ".join(cell or "" for row in survey.rows for cell in row)
    assert "@" not in text
    assert "[number]" in text


def test_the_real_survey_says_whom_it_left_out(shared_data):
    table = read_table(shared_data / "surveys" / "flying-etiquette.csv")
    survey = read_survey(table, draft_codebook(table))
    assert len(survey.rows) + int(survey.dropped[0].split()[0]) == 1040
    assert len(survey.rows) > 800
