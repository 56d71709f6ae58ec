"""Rows at the top of a survey file: codes over questions, merged headers, and no answers."""

import random

import pytest

from reelwright.intake.survey_table import read_table

from makers.survey_files import as_csv, as_xlsx

PICK = random.Random(7)
RATED = "12345"


def answers(*columns, n=30):
    """Rows of answers: a text stands for a choice of its words, None for a running number."""
    return [
        [str(i) if c is None else PICK.choice(c.split("|") if isinstance(c, str) else c)
         for c in columns]
        for i in range(1, n + 1)
    ]  # fmt: skip


def workbook(rows, path):
    return as_xlsx({"Answers": rows}, path)


DATES = [f"2024-03-{day} 10:15:00" for day in range(10, 29)]
AGES = [str(n) for n in range(18, 80)]
CODED = {
    "SoSci, de": (
        "CASE;REF;QUESTNNR;STARTED;A101;A102_01;A102_02;LASTDATA;FINISHED",
        "Interview-Nummer (fortlaufend);Referenz (sofern im Link angegeben);Fragebogen, der im "
        "Interview verwendet wurde;Beginn des Interviews;Einkaufshäufigkeit;Gründe: Preis;"
        "Gründe: Geschmack;Zeitpunkt der letzten Änderung;Wurde die Befragung abgeschlossen?",
        (None, [""], "base", DATES, RATED, "1|2", "1|2", DATES, "0|1"),
    ),
    "Qualtrics before 2016": (
        "V1;V2;V8;V9;V10;Q1;Q2_1;Q2_2",
        "ResponseID;ResponseSet;StartDate;EndDate;Finished;How often do you shop?;Why?-Price;"
        "Why?-Taste",
        (None, "Default", DATES, DATES, "0|1", "Never|Often", ["", "1"], ["", "1"]),
    ),
    "Unipark, fr": (
        "lfdn;tester;dispcode;v_1;v_2;v_3",
        "numéro courant;testeur;statut;Fréquence de visite;Le prix;Le goût",
        (None, "0", "22|31", RATED, RATED, RATED),
    ),
    "REDCap": (
        "record_id;visit_timestamp;age_grp;shop_freq;reason___1;reason___2",
        "Record ID;Survey Timestamp;Age group;How often?;Why? (choice=Price);Why? (choice=Taste)",
        (None, DATES, "18-29|30+", "Never|Often", "Checked|Unchecked", "Checked|Unchecked"),
    ),
    "ODK, es": (
        "start;end;frecuencia;motivo_precio;motivo_sabor;edad_anos",
        "start;end;¿Cada cuánto compra?;¿Le importa el precio?;¿Le importa el sabor?;¿Qué edad?",
        (DATES, DATES, "nunca|siempre", "Sí|No", "Sí|No", AGES),
    ),
    "ja": (
        "sample_id;q1;q2s1;q2s2;sex;age",
        "サンプル番号;来店頻度;重視点_価格;重視点_味;性別;年齢",
        (None, "毎日|たまに", "0|1", "0|1", "男性|女性", AGES),
    ),
}


@pytest.mark.parametrize("tool", CODED)
def test_what_codes_stand_for_is_read_as_the_questions(tmp_path, tool):
    codes, texts, columns = CODED[tool]
    rows = [codes.split(";"), texts.split(";"), *answers(*columns)]
    table = read_table(as_csv(rows, tmp_path / "survey.csv"))
    assert list(table.headers) == texts.split(";")
    assert len(table.rows) == 30


THREE = [
    ["ID", "Einkauf", "", "", "", "Person", ""],
    ["", "Wie oft?", "Welche Gründe?", "", "", "Alter", "Ort"],
    ["", "", "Preis", "Geschmack", "Team", "", ""],
]
IN_ONE = ["ID", "Wie oft?", *(f"Welche Gründe?: {o}" for o in THREE[2][2:5]), "Alter", "Ort"]


@pytest.mark.parametrize("write", [as_csv, workbook])
@pytest.mark.parametrize("chosen", ["ja|nein", "itself"])
def test_block_question_and_option_in_merged_cells_are_one_header(tmp_path, write, chosen):
    marks = [["", o] if chosen == "itself" else chosen for o in THREE[2][2:5]]
    rows = [*THREE, *answers(None, "nie|oft", *marks, AGES, "Bonn|Köln")]
    path = write(rows, tmp_path / f"survey.{'csv' if write is as_csv else 'xlsx'}")
    table = read_table(path)
    assert list(table.headers) == IN_ONE
    assert len(table.rows) == 30


def test_options_of_two_blocks_are_told_apart_by_the_block(tmp_path):
    rows = [
        ["ID", "Shop A", "", "Shop B", ""],
        ["", "Rating", "", "Rating", ""],
        ["", "Price", "Staff", "Price", "Staff"],
        *answers(None, RATED, RATED, RATED, RATED),
    ]
    headers = read_table(as_csv(rows, tmp_path / "survey.csv")).headers
    assert headers[1:3] == ("Shop A: Rating: Price", "Shop A: Rating: Staff")
    assert headers[4] == "Shop B: Rating: Staff"


def test_options_below_a_question_that_begins_the_file_are_no_answer(tmp_path):
    rows = [
        ["What matters to you?", "", "", "Age"],
        ["Price", "Taste", "Staff", ""],
        *answers(["", "Price"], ["", "Taste"], ["", "Staff"], AGES),
    ]
    table = read_table(as_csv(rows, tmp_path / "survey.csv"))
    assert table.headers[:2] == ("What matters to you?: Price", "What matters to you?: Taste")
    assert len(table.rows) == 30


def test_blocks_over_questions_are_left_out(tmp_path):
    rows = [
        ["", "来店について", "", "属性", ""],
        [
            "番号",
            "どのくらい来店しますか？",
            "何が大切ですか？",
            "年齢を教えてください",
            "性別は？",
        ],
        *answers(None, "毎日|たまに", "味|価格", AGES, "男|女"),
    ]
    assert list(read_table(workbook(rows, tmp_path / "survey.xlsx")).headers) == rows[1]


TALK = "It was fine.|They are kind to me here.|I would rather come back soon.|Not my kind of shop."
ODD = {
    "one who answers like nobody else": (
        "k1;k2;k3;k4",
        "quite some;sideways;centre;It was nice.",
        ("a lot|a bit", "up|down", "left|right", TALK),
    ),
    "one who is extreme": (
        "id;q1;q2;q3;q4",
        "a;strongly agree;strongly disagree;neutral;almost never",
        (None, "agree|disagree", "agree|disagree", "agree|disagree", "often|sometimes"),
    ),
    "one who did not want to answer": (
        "Q1;Q2;Q3;Q4",
        "Prefer not to say;Don't know;Refused;Does not apply",
        (RATED, RATED, RATED, RATED),
    ),
    "one who ticked all": (
        "id;Likes;;;Age",
        "900;Bread;Cake;Tea;44",
        (None, ["", "Bread"], ["", "Cake"], ["", "Tea"], AGES),
    ),
    "one who asks back": (
        "Q1;Q2;Q3",
        "Why do you ask me this?;Who would want to pay more?;Maybe",
        (TALK, TALK, "Yes|No"),
    ),
    "words, not codes": (
        "Geschlecht;Wohnort;Beruf;Einkauf",
        "divers;Kleinstadt im Norden;Rentnerin und Künstlerin;ganz unterschiedlich",
        ("weiblich|männlich", "Bonn|Köln", "Lehrerin|Koch", "wöchentlich|monatlich"),
    ),
    "whole sentences throughout": (
        "Q1;Q2",
        "I like the bread a lot here.;Nothing was ever wrong with it.",
        (TALK, TALK),
    ),
    "columns without a header": (
        ";How often?;Why?;;Age",
        ";Never;Taste;Card;44",
        (["", "x"], "Never|Often", "Price|Taste", "Staff|Card", AGES),
    ),
}


@pytest.mark.parametrize("who", ODD)
def test_a_first_answer_is_never_taken_for_a_header(tmp_path, who):
    headers, odd, columns = ODD[who]
    rows = [headers.split(";"), odd.split(";"), *answers(*columns)]
    table = read_table(as_csv(rows, tmp_path / "survey.csv"))
    assert [h for h in table.headers if h in headers.split(";")] == [
        h for h in headers.split(";") if h
    ]
    assert len(table.rows) == 31
