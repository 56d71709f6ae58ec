"""Small things in files: codes for no answer, sums, lines and lists in a cell, JSON Lines."""

import json
import re

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


ENDS = """
Exported on 2024-03-06 by Survey Tool|Total responses: 160|End of report|Generated 6 March 2024
Exportiert am 06.03.2024|Anzahl Antworten: 160|Ende des Berichts|Bericht erstellt am 6. März 2024
Exporté le 06/03/2024|Nombre de réponses : 160|Fin du rapport|Rapport généré le 6 mars 2024
Exportado el 6/3/2024|Total de respuestas: 160|Fin del informe|Fecha de exportación: 06/03/2024
Esportato il 06/03/2024|Totale risposte: 160|Fine del rapporto|Numero di rispondenti: 160
Exportado em 06/03/2024|Total de respostas: 160|Fim do relatório|Relatório gerado em 06/03/2024
Geëxporteerd op 6-3-2024|Totaal aantal antwoorden: 160|Einde van het rapport|Exportdatum: 6-3-2024
Exporterad 2024-03-06|Antal svar: 160|Slut på rapporten|Rapporten skapad den 6 mars 2024
Wyeksportowano 06.03.2024|Liczba odpowiedzi: 160|Koniec raportu|Data eksportu: 06.03.2024
エクスポート日時：2024/03/06 10:00|回答数：160件|レポートの終わり|集計日：2024年3月6日
""".strip().splitlines()
ASKED = [["Do you bake?", "I enjoy it", "Why?", "Cost"]]
ASKED += [["Yes" if i % 3 else "No", AGREE[i % 5], f"fun {i}", f"{i}"] for i in range(20)]


@pytest.mark.parametrize("ends", ENDS)
@pytest.mark.parametrize("shape", ["one cell", "two cells"])
def test_what_a_program_writes_below_the_answers_is_no_answer(tmp_path, ends, shape):
    below = [re.split(r"\s?[:：]\s?", end, maxsplit=1) if shape == "two cells" else [end]
             for end in ends.split("|")]  # fmt: skip
    table = read_table(as_csv([*ASKED, [], *below], tmp_path / "s.csv"))
    assert len(table.rows) == len(table.lines) == 20
    assert any("below the answers" in note for note in table.notes)


def test_below_ids_any_words_without_an_answer_are_no_answer(tmp_path):
    rows = [["Respondent ID", *ASKED[0]], *[[f"R_{i}", *r] for i, r in enumerate(ASKED[1:])]]
    below = [["Weighted by age and region."], ["Do not pass on without leave"]]
    assert len(read_table(as_csv([*rows, *below], tmp_path / "s.csv")).rows) == 20


@pytest.mark.parametrize(
    "last",
    [["No"], ["I created 3 lists and 2 orders"], ["End of the day sales"], ["Fin"], ["3 answers"],
     ["Response time", "Agree"], ["", "", "End of report"], ["", "", "Total responses: 20"],
     ["Total responses: 20", "Agree", "fun", "3"]],
)  # fmt: skip
def test_a_last_answer_is_kept_that_looks_like_a_programs(tmp_path, last):
    table = read_table(as_csv([*ASKED, last], tmp_path / "s.csv"))
    assert len(table.rows) == 21
    assert [c for c in table.rows[-1] if c] == [c for c in last if c]


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
