"""Survey files as tools write them are read to the same answers, and drafts keep our own rules."""

import string
import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd
import pyreadstat
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sklearn.metrics import adjusted_rand_score

from reelwright.audience import find_segments
from reelwright.audience.cells import boxes_of
from reelwright.audience.clauses import clause_for
from reelwright.audience.thresholds import THRESHOLDS
from reelwright.domain.errors import InvalidIntake
from reelwright.domain.survey import Column, Survey
from reelwright.intake.campaign import find_survey
from reelwright.intake.codebook import check_codebook
from reelwright.intake.survey import (
    draft_codebook,
    load_codebook,
    read_survey,
    read_table,
    save_codebook,
)

from makers.survey_files import (
    AGREE,
    OPTIONS,
    QUESTION,
    TOOLS,
    as_csv,
    as_ods,
    as_xlsx,
    google_forms,
    lime_survey,
    people,
    qualtrics,
    survey_monkey,
)

DATA = Path(__file__).resolve().parent.parent / "data"
QUICK = replace(THRESHOLDS, starts=6, bootstraps=8, max_k=3)
WHO = people()


def read(path, **named):
    table = read_table(path, **named)
    codebook = draft_codebook(table)
    check_codebook(codebook)
    return table, codebook, read_survey(table, codebook)


def choices(codebook, survey):
    """The yes-or-no answers by the option they are about."""
    places = {c.label: i for i, c in enumerate(survey.columns) if c.label in OPTIONS}
    return {o: [row[places[o]] for row in survey.rows] for o in OPTIONS}


WANTED = {o: ["Yes" if j in who[0] else "No" for who in WHO] for j, o in enumerate(OPTIONS)}


@pytest.mark.parametrize("tool", TOOLS)
def test_every_tools_choices_are_the_same_yes_or_no_questions(tmp_path, tool):
    _, codebook, survey = read(as_csv(TOOLS[tool](WHO), tmp_path / "survey.csv"))
    assert len(survey.rows) == len(WHO)
    assert choices(codebook, survey) == WANTED
    columns = {c.label: c for c in codebook.columns}
    for option in OPTIONS:
        column = columns[option]
        assert (column.role, column.scale, column.levels) == ("basis", "binary", ("No", "Yes"))
        # Typeform writes the options alone, so that nobody can tell what was asked.
        assert column.prompt == (
            ""
            if tool == "Typeform"
            else f"care about {option[0].lower()}{option[1:]} | "
            f"care less about {option[0].lower()}{option[1:]}"
        )
    assert len(codebook.of("id")) <= 1
    others = [c for c in codebook.of("basis") if c.label not in OPTIONS]
    assert all(c.levels[0] in {"Strongly disagree", "0"} for c in others)


@pytest.mark.parametrize("tool", ["SurveyMonkey", "Google Forms", "LimeSurvey"])
def test_the_three_shapes_give_the_same_two_segments(tmp_path, tool):
    _, codebook, survey = read(as_csv(TOOLS[tool](WHO), tmp_path / "survey.csv"))
    found = find_segments(survey, codebook, seed=1, thresholds=QUICK)
    assert found.k == 2
    at = {who: i for i, who in enumerate(survey.respondents)}
    groups = [(WHO[at[who]][3], s.id) for s in found.segments for who in s.respondents]
    assert adjusted_rand_score(*zip(*groups, strict=True)) > 0.95


@pytest.mark.parametrize(
    ("yes", "no"),
    [("1", "0"), ("TRUE", "FALSE"), ("Ja", "Nein"), ("Oui", "Non"), ("Sí", "No"), ("Sim", "Não"),
     ("Tak", "Nie"), ("はい", "いいえ"), ("Checked", "Unchecked"), ("Selected", "Not selected"),
     ("Quoted", "Not quoted"), ("Y", "N"), ("1.0", "0.0"), ("ausgewählt", "nicht ausgewählt"),
     ("✓", "0"), ("Y", ""), ("x", ""), ("1", "")],
)  # fmt: skip
def test_coded_answers_read_as_yes_and_no(tmp_path, yes, no):
    rows = lime_survey(WHO[:60], yes, no)
    _, codebook, survey = read(as_csv(rows, tmp_path / "survey.csv"))
    assert choices(codebook, survey) == {o: cells[:60] for o, cells in WANTED.items()}


@pytest.mark.parametrize("no", ["", "NO TO: {}", "Not {}", "0", "Not selected"])
def test_a_statement_repeated_as_its_own_answer_reads_as_yes(tmp_path, no):
    header = "I like to mend things myself"
    rows = [["I want it back the same day", header]]
    rows += [["Agree" if i % 3 else "Disagree", header if i % 2 else no.format(header)]
             for i in range(40)]  # fmt: skip
    _, codebook, survey = read(as_csv(rows, tmp_path / "survey.csv"))
    column = codebook.columns[1]
    assert (column.role, column.levels) == ("basis", ("No", "Yes"))
    assert [row[1] for row in survey.rows] == ["Yes" if i % 2 else "No" for i in range(40)]
    assert column.prompt == "like to mend things themselves | do not like to mend things themselves"


def test_who_left_before_a_question_said_neither_yes_nor_no(tmp_path):
    rows = survey_monkey(WHO[:60])
    rows[5] = ["S9999", *[""] * 8]
    rows[6][1:7] = [""] * 6
    table = read_table(as_csv(rows, tmp_path / "survey.csv"))
    assert table.rows[3][1:] == (None,) * 8
    assert table.rows[4][1:7] == ("No",) * 6


@pytest.mark.parametrize(
    "levels", [("Not selected", "Selected"), ("0", "1"), ("Nein", "Ja"), ("Bus", "Train")]
)
def test_the_prompt_of_any_two_sided_question_is_honoured(levels):
    column = Column(id="q", header="Q", label="Q", role="basis", scale="binary", levels=levels,
                    prompt="go by train | go by bus")  # fmt: skip
    survey = Survey(columns=(column,), respondents=("a", "b"), rows=((levels[0],), (levels[1],)))
    assert [clause_for(box) for box in boxes_of(survey)] == ["go by bus", "go by train"]


def test_answers_that_are_no_yes_or_no_get_no_prompt_of_their_own(tmp_path):
    rows = [
        ["How do you travel to us most often?"],
        *[[("Bus", "Train")[i % 2]] for i in range(30)],
    ]
    _, codebook, _ = read(as_csv(rows, tmp_path / "survey.csv"))
    assert codebook.columns[0].levels == ("Bus", "Train")
    assert codebook.columns[0].prompt == ""


@pytest.mark.parametrize("texts", [True, False])
def test_two_and_three_header_rows_of_qualtrics_are_no_answers(tmp_path, texts):
    table = read_table(as_csv(qualtrics(WHO[:50], texts=texts), tmp_path / "survey.csv"))
    assert len(table.rows) == 50
    assert not any("ImportId" in (c or "") for row in table.rows for c in row)
    assert ("Start Date" if texts else "StartDate") in table.headers


def test_a_score_and_its_group_are_one_question(tmp_path):
    _, codebook, _ = read(as_csv(qualtrics(WHO), tmp_path / "survey.csv"))
    roles = {c.header: c.role for c in codebook.columns}
    assert roles["How likely are you to recommend us?"] == "basis"
    assert roles["How likely are you to recommend us? - Group"] == "ignore"


@pytest.mark.parametrize("kind", ["xlsx", "two sheets", "named"])
def test_a_workbook_gives_the_sheet_with_the_answers(tmp_path, kind):
    rows = google_forms(WHO)
    sheets = {"Read me": [["What this is"], ["A survey", "of 2026"]], "Responses": rows}
    if kind == "xlsx":
        sheets = {"Responses": rows}
    if kind == "named":
        sheets["Old answers"] = google_forms(people(200, seed=9))
    path = as_xlsx(sheets, tmp_path / "survey.xlsx")
    if kind == "named":
        with pytest.raises(InvalidIntake, match=r"'Responses', 'Old answers'.*survey.xlsx#Resp"):
            read_table(path)
    table, codebook, survey = read(path, sheet="Responses" if kind == "named" else "")
    assert choices(codebook, survey) == WANTED
    assert table.sheet == codebook.sheet == "Responses"
    save_codebook(codebook, tmp_path / "codebook.toml")
    assert load_codebook(tmp_path / "codebook.toml") == codebook


@pytest.mark.parametrize("suffix", [".ods", ".xls"])
def test_other_workbooks_give_the_same_answers(tmp_path, suffix):
    path = DATA / "survey.xls"  # the answers of WHO, as Excel 97 keeps them
    if suffix == ".ods":
        sheets = {"Read me": [["What this is"]], "Responses": google_forms(WHO)}
        path = as_ods(sheets, tmp_path / "survey.ods")
    assert find_survey(path.parent)[0] == path
    table, codebook, survey = read(path)
    assert choices(codebook, survey) == WANTED
    assert table.sheet == "Responses"


def test_a_sheet_is_named_behind_the_file(tmp_path):
    as_xlsx({"A": [["x"]]}, tmp_path / "answers.xlsx")
    assert find_survey(tmp_path, "answers.xlsx#A b") == (tmp_path / "answers.xlsx", "A b")
    with pytest.raises(InvalidIntake, match=r"no sheet 'B'; it has: 'A'"):
        read_table(tmp_path / "answers.xlsx", sheet="B")
    (tmp_path / "s.csv").write_text("a,b\n1,2\n")
    with pytest.raises(InvalidIntake, match=r"s\.csv is no workbook"):
        read_table(tmp_path / "s.csv", sheet="B")


def test_numbers_of_a_workbook_are_read_as_written(tmp_path):
    rows = [["How much do you spend?", "Rating"], *[[i + 0.5, i % 5 + 1] for i in range(30)]]
    table = read_table(as_xlsx({"S": rows}, tmp_path / "s.xlsx"))
    assert table.rows[1] == ("1.5", "2")
    assert table.lines[:2] == (2, 3)


def frame():
    choice = {f"q1_{j}": [float(j in who[0]) for who in WHO] for j in range(3)}
    return pd.DataFrame({
        "id": [f"R{i}" for i in range(len(WHO))],
        **choice,
        "agree": [float(AGREE.index(who[1]) + 1) for who in WHO],
        "size": [float(i % 3 + 1) for i in range(len(WHO))],
        "sex": [float(i % 2 + 1) for i in range(len(WHO))],
        "rate": [float(i % 5) for i in range(len(WHO))],
    })  # fmt: skip


LABELS = {
    "column_labels": ["Respondent ID", *(f"{QUESTION} [{o}]" for o in OPTIONS[:3]),
                      "The shop is easy to reach", "Which basket do you mostly fill?", "Sex",
                      "How do you rate our bread?"],
    "variable_value_labels": {
        **{f"q1_{j}": {0.0: "Not quoted", 1.0: "Quoted"} for j in range(3)},
        "agree": {float(i + 1): level for i, level in enumerate(AGREE)},
        "size": {1.0: "Hand basket", 2.0: "Trolley", 3.0: "Van load"},
        "sex": {1.0: "Male", 2.0: "Female"},
        "rate": {0.0: "awful", 4.0: "superb"},
    },
}  # fmt: skip


@pytest.mark.parametrize("kind", ["sav", "dta"])
def test_spss_and_stata_files_are_read_by_their_labels_in_their_order(tmp_path, kind):
    path = tmp_path / f"survey.{kind}"
    if kind == "sav":
        pyreadstat.write_sav(frame(), str(path), variable_measure={"size": "ordinal"}, **LABELS)
    else:
        labels = {
            name: {int(code): text for code, text in of.items()}
            for name, of in LABELS["variable_value_labels"].items()
        }
        pyreadstat.write_dta(
            frame().astype(dict.fromkeys(labels, "int32")), str(path),
            column_labels=LABELS["column_labels"], variable_value_labels=labels,
        )  # fmt: skip
    _, codebook, survey = read(path)
    columns = {c.header: c for c in codebook.columns}
    first = columns[f"{QUESTION} [{OPTIONS[0]}]"]
    assert (first.role, first.scale, first.levels) == ("basis", "binary", ("No", "Yes"))
    at = survey.columns.index(first)
    assert [row[at] for row in survey.rows] == WANTED[OPTIONS[0]]
    assert columns["The shop is easy to reach"].levels == AGREE
    assert columns["Sex"].role == "profile"
    assert columns["How do you rate our bread?"].levels == (
        "0 - awful",
        "1",
        "2",
        "3",
        "4 - superb",
    )
    if kind == "sav":
        size = columns["Which basket do you mostly fill?"]
        assert (size.scale, size.levels) == ("ordinal", ("Hand basket", "Trolley", "Van load"))


def test_a_missing_library_is_named_with_the_command(tmp_path, monkeypatch):
    path = tmp_path / "survey.sav"
    pyreadstat.write_sav(frame(), str(path))
    monkeypatch.setitem(sys.modules, "pyreadstat", None)
    with pytest.raises(InvalidIntake, match=r"pip install 'reelwright\[spss\]'"):
        read_table(path)


@pytest.mark.parametrize("sign", [";", ",", "\t", "|"])
def test_a_line_that_names_the_separator_is_no_row(tmp_path, sign):
    rows = [["Do you bake, or buy?", "Why"], ["Bake", "cheap; fun"], ["Buy", "x, y"]]
    path = as_csv(rows, tmp_path / "s.csv", delimiter=sign, above=f"sep={sign}\r\n")
    table = read_table(path)
    assert table.headers == ("Do you bake, or buy?", "Why")
    assert table.rows[0] == ("Bake", "cheap; fun")
    assert table.lines == (3, 4)


@pytest.mark.parametrize("padded", [True, False])
def test_lines_above_the_headers_are_found_and_told(tmp_path, padded):
    rows = survey_monkey(WHO[:40])
    flat = [[rows[0][0], *OPTIONS, *rows[0][7:]], *rows[2:]]
    above = [["Bike workshop survey 2026"], ["Exported", "3 March 2026"]]
    if padded:
        above = [row + [""] * (9 - len(row)) for row in above]
    table = read_table(as_csv([*above, [""] * 9, *flat], tmp_path / "s.csv"))
    assert table.headers[:2] == ("Respondent ID", "Fresh bread")
    assert len(table.rows) == 40
    assert "Bike workshop survey 2026" in table.notes[0]
    assert table.lines[0] == 5


def test_blank_cells_at_the_end_of_a_row_may_be_left_out(tmp_path):
    path = tmp_path / "s.csv"
    path.write_text("id,Do you bake?,Why\n1,Yes,fun\n2,No\n3\n", encoding="utf-8")
    assert read_table(path).rows == (("1", "Yes", "fun"), ("2", "No", None), ("3", None, None))


@pytest.mark.parametrize(
    "encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-8-sig", "cp932", "euc-jp"]
)
def test_japanese_files_are_read_in_any_encoding(tmp_path, encoding):
    rows = [["番号", "お店を選ぶときに一番大切なことは何ですか", "ご意見をお聞かせください"]]
    rows += [[str(i), ("価格", "品質", "距離")[i % 3], f"駅から近いので毎週通っています {i}"]
             for i in range(60)]  # fmt: skip
    table = read_table(as_csv(rows, tmp_path / "s.csv", encoding=encoding))
    assert table.headers[1] == rows[0][1]
    assert table.column(1)[:3] == ["価格", "品質", "距離"]
    roles = [c.role for c in draft_codebook(table).columns]
    assert roles == ["id", "basis", "text"]


def test_western_files_of_excel_are_read(tmp_path):
    rows = [
        ["Nr.", "Möchten Sie Ihr Rad zurück?"],
        *[[str(i), ("ja", "nein")[i % 2]] for i in range(20)],
    ]
    for encoding in ("cp1252", "utf-16-le"):
        table = read_table(as_csv(rows, tmp_path / "s.csv", delimiter=";", encoding=encoding))
        assert table.headers[1] == "Möchten Sie Ihr Rad zurück?"


def test_options_keep_the_signs_that_stand_in_them(tmp_path):
    options = ["Fresh bread, baked here", "Long opening hours", "Parking (free, nearby)", "Queue"]
    rng = np.random.default_rng(5)
    for sign, end in ((", ", ""), (";", ";")):
        chosen = [[o for o in options if rng.random() < 0.5] for _ in range(80)]
        rows = [["Which of these matter to you?", "I enjoy it"]]
        rows += [[sign.join(c) + (end if c else ""), AGREE[i % 5]] for i, c in enumerate(chosen)]
        table = read_table(as_csv(rows, tmp_path / "s.csv"))
        for option in options:
            cells = table.under(f"Which of these matter to you? [{option}]")
            assert cells == ["Yes" if option in c else "No" for c in chosen]


@pytest.mark.parametrize(
    ("header", "answers"),
    [("Is it rude to talk?", "No, not at all rude|Yes, somewhat rude|Yes, very rude"),
     ("Where is your nearest shop?", "Leeds, north|Leeds, south|York, east|York, west"),
     ("What is your favourite bread?", "Rye|Wheat|Spelt"),
     ("Why do you come?", "It is near, and warm.|The staff, mostly.|Because I like bread.")],
)  # fmt: skip
def test_single_answers_with_commas_stay_whole(tmp_path, header, answers):
    cells = answers.split("|")
    rows = [[header, "I enjoy it"], *[[cells[i % len(cells)], AGREE[i % 5]] for i in range(60)]]
    table = read_table(as_csv(rows, tmp_path / "s.csv"))
    assert table.headers == (header, "I enjoy it")
    assert set(table.column(0)) == set(cells)


def test_a_kobo_export_has_one_id_and_its_groups_are_told(tmp_path):
    _, codebook, _ = read(as_csv(TOOLS["KoBoToolbox"](WHO), tmp_path / "s.csv"))
    assert [c.header for c in codebook.of("id")] == ["_id"]
    joined = next(c for c in codebook.columns if c.header == QUESTION.replace("?", ""))
    assert joined.role == "ignore"


def test_codes_without_words_are_asked_with_their_answers_ready(tmp_path):
    rows = [["id", "G01Q01[SQ001]", "G01Q01[SQ002]", "G01Q02[SQ001]"]]
    rows += [
        [str(i), "Y" if i % 2 else "", "Y" if i % 3 else "", f"AO0{i % 5 + 1}"] for i in range(60)
    ]
    _, codebook, _ = read(as_csv(rows, tmp_path / "s.csv"))
    assert not codebook.of("basis")
    first = codebook.columns[1]
    assert (first.role, first.scale, first.levels) == ("ignore", "binary", ("No", "Yes"))
    assert any(first.id in note and 'role = "basis"' in note for note in codebook.notes)


HEADERS = st.sampled_from([
    "id", "_id", "_uuid", "Weight", "Gewichtung", "Name", "Q1", "Q1", "", "Age", "性別",
    "Geschlecht",
    "Which do you use? [Bus]", "Which do you use? [Train]", "Which do you use?", "Q - A", "Q - B",
    "I like to cook", "How often do you cook?", "Комментарий", "a/b", "a/c", "a", "NPS",
    "NPS - Group",
    "Why?", "Start Date", "E-mail", "Ausgaben im Monat", "[", "q [", "🙂", "Other (please specify)",
])  # fmt: skip
CELLS = st.sampled_from([
    "Yes", "No", "yes ", "1", "0", "1.0", "1,5", "0,25", "1.729,50", "Agree", "agree.", "Disagree",
    "never", "nie", "oft", "Bus", "Bus, Train", "Train;", "Bus;Train;", "N/A", "keine Angabe",
    "Other",
    "Don't know", "male", "female", "x", "✓", "18-24", "60+", "a@b.example", "2026-01-01", "🙂",
    "A",
    "A.",
    "It was near, and warm.", "Promoter", "Detractor", "10", "7", "-3", "1e5", "inf", "5/10",
    "=1+1",
    "",
])  # fmt: skip


@pytest.mark.longer
@settings(
    max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(data=st.data())
def test_a_draft_never_breaks_the_checkers_own_rules(tmp_path, data):
    width = data.draw(st.integers(1, 7))
    headers = data.draw(st.lists(HEADERS, min_size=width, max_size=width))
    pools = [data.draw(st.lists(CELLS, min_size=1, max_size=6)) for _ in range(width)]
    count = data.draw(st.integers(1, 40))
    rng = np.random.default_rng(data.draw(st.integers(0, 99)))
    rows = [[str(rng.choice(p)) for p in pools] for _ in range(count)]
    path = as_csv([headers, *rows], tmp_path / "s.csv")
    try:
        table = read_table(path)
    except InvalidIntake:
        return  # no answers, or cells beyond the last header
    codebook = draft_codebook(table)
    check_codebook(codebook)
    save_codebook(codebook, tmp_path / "codebook.toml")
    assert load_codebook(tmp_path / "codebook.toml") == codebook
    try:
        read_survey(table, codebook)
    except InvalidIntake as problem:
        if "no answer is left" not in str(problem):
            raise
    for column in codebook.columns:
        assert set(column.id) <= set(string.ascii_lowercase + string.digits + "-")
