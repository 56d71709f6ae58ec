"""Small things in files: codes for no answer, sums, lines and lists in a cell, JSON Lines."""

import json

import pytest

from reelwright.intake.survey import draft_codebook, read_survey, read_table
from reelwright.intake.survey_answers import is_missing, yes_or_no
from reelwright.intake.survey_roles import group_of, is_promoter_group, role_of
from reelwright.intake.survey_scales import ordered

from makers.survey_files import AGREE, as_csv

OPTIONS = ["Fresh bread", "Cakes, tarts and pies", "Coffee", "Newspapers"]
CHOSEN = [[o for j, o in enumerate(OPTIONS) if (i * 7 + 3) >> j & 1] for i in range(80)]


@pytest.mark.parametrize("code", ["-99", "-98", "-77.0", "-999", "\u221299"])
def test_codes_of_programs_for_no_answer_are_no_answer(tmp_path, code):
    assert is_missing(code)
    cells = ["unzufrieden", "zufrieden", "sehr zufrieden", code, "weiß nicht"]
    rows = [["Wie zufrieden sind Sie?", "I enjoy it"]]
    rows += [[cells[i % 5], AGREE[i % 5]] for i in range(60)]
    first = draft_codebook(read_table(as_csv(rows, tmp_path / "s.csv"))).columns[0]
    assert (first.scale, first.levels) == ("ordinal", tuple(cells[:3]))


def test_other_numbers_below_zero_are_answers():
    assert not any(map(is_missing, ["-9", "-5", "99", "-100", "-99.5"]))


@pytest.mark.parametrize(
    "answer",
    ["NSP", "Ne se prononce pas", "weiß nicht", "Keine Ahnung", "No sabe/no contesta", "Non sa",
     "Não tenho opinião", "Geen idee", "Ingen aning", "Nie mam pojęcia", "知らない", "No idea"],
)  # fmt: skip
def test_not_knowing_has_no_place(answer):
    assert ordered(["nie", answer, "oft"]) == ("nie", "oft")


@pytest.mark.parametrize(
    "word",
    ["Total", "Gesamt", "Ensemble", "Suma", "Totale", "Soma", "Totaal", "Summa", "Razem", "合計"],
)
def test_a_row_of_sums_at_the_end_is_no_answer(tmp_path, word):
    rows = [["Kind", "I enjoy it", "Cost"], *[[f"k{i}", AGREE[i % 5], f"{i}"] for i in range(20)]]
    table = read_table(as_csv([*rows, [word, "", "190"]], tmp_path / "s.csv"))
    assert len(table.rows) == 20
    assert any("adds up" in note for note in table.notes)
    assert len(read_table(as_csv([*rows, [word, "Agree", "190"]], tmp_path / "t.csv")).rows) == 21


@pytest.mark.parametrize("write", ["\n".join, json.dumps], ids=["lines", "list"])
def test_options_on_lines_or_in_a_list_of_one_cell_stand_apart(tmp_path, write):
    rows = [["What do you buy here?", "I enjoy it"]]
    rows += [[write(c) if c else "", AGREE[i % 5]] for i, c in enumerate(CHOSEN)]
    table = read_table(as_csv(rows, tmp_path / "s.csv"))
    for option in OPTIONS:
        cells = table.under(f"What do you buy here? [{option}]")
        assert cells == ["Yes" if option in c else "No" for c in CHOSEN]


def test_a_text_of_several_lines_is_one_text(tmp_path):
    rows = [["Anything else?", "I enjoy it"]]
    rows += [[f"Number {i} was good.\nI came\nby bus", AGREE[i % 5]] for i in range(20)]
    table = read_table(as_csv(rows, tmp_path / "s.csv"))
    assert table.column(0)[3] == "Number 3 was good. I came by bus"


@pytest.mark.parametrize(("yes", "no"), [("☑", "☐"), ("✔\ufe0f", "✘"), ("✅", "❌"), ("■", "□")])
def test_ticked_and_empty_boxes_are_yes_and_no(tmp_path, yes, no):
    assert (yes_or_no(yes), yes_or_no(no)) == (True, False)
    rows = [["Do you buy / Bread", "Do you buy / Cakes", "I enjoy it"]]
    rows += [[(yes, no)[i % 2], (yes, no)[i % 3 > 0], AGREE[i % 5]] for i in range(60)]
    table = read_table(as_csv(rows, tmp_path / "s.csv"))
    codebook = draft_codebook(table)
    assert codebook.columns[0].levels == ("No", "Yes")
    assert [row[0] for row in read_survey(table, codebook).rows[:2]] == ["Yes", "No"]


@pytest.mark.parametrize(
    "groups",
    ["Promoter|Passive|Detractor", "Promotor|Passiv|Kritiker", "Promoteur|Passif|Détracteur",
     "Promotor|Pasivo|Detractor", "Promotore|Passivo|Detrattore", "Promotor|Neutro|Detrator",
     "Promotor|Passief|Criticaster", "Ambassadör|Passiv|Kritiker", "Promotor|Neutralny|Krytyk",
     "推奨者|中立者|批判者"],
)  # fmt: skip
def test_groups_of_a_score_are_known_in_every_language(tmp_path, groups):
    names = groups.split("|")
    assert is_promoter_group(names)
    rows = [["How likely are you to recommend us?", "NPS"]]
    rows += [[str(i % 11), names[(i % 11 < 9) + (i % 11 < 7)]] for i in range(60)]
    first, second = draft_codebook(read_table(as_csv(rows, tmp_path / "s.csv"))).columns
    assert (first.role, second.role) == ("basis", "ignore")


def test_french_bread_is_no_pain_point():
    assert group_of("Je veux du pain frais tous les matins.", "basis") != "pain points"
    assert group_of("Chronic waiting is a pain to me.", "basis") == "pain points"


@pytest.mark.parametrize(
    "bands",
    ["20.000-40.000|40.000-60.000|60.000-80.000", "20 000 - 40 000|40 000 - 60 000|0 - 20 000"],
)
def test_bands_of_sums_are_no_telephone_numbers(bands):
    cells = bands.split("|") * 20
    assert role_of("Wat is uw bruto jaarinkomen?", cells, "nl").role == "profile"
    assert role_of("Hoeveel kilometer rijdt u per jaar met de auto?", cells, "nl").role == "basis"


def test_json_lines_are_read_as_json(tmp_path):
    records = [{"I hate waiting.": AGREE[i % 5], "I like tea.": AGREE[i % 3]} for i in range(9)]
    for name in ("s.json", "s.jsonl", "s.ndjson", "s.csv"):
        path = tmp_path / name
        path.write_text("\n".join(map(json.dumps, records)), encoding="utf-8")
        table = read_table(path)
        assert table.headers == ("I hate waiting.", "I like tea.")
        assert [row[0] for row in table.rows] == [r["I hate waiting."] for r in records]
