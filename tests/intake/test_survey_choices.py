"""Cells with several options in them are opened by whatever sign parts them, and no others are."""

import json
from pathlib import Path

import numpy as np
import pytest

from reelwright.intake.survey_table import read_table

from makers.survey_files import AGREE, as_csv

OPTIONS = {
    "en": ["Fresh bread and/or cake", "Open 24/7", "1/2 price", "Staff (kind + fast)", "Parking"],
    "de": ["Frisches Brot", "Öffnungszeiten", "Gute Preise", "Parkplatz", "Beratung vor Ort"],
    "fr": ["Pain frais", "L'accueil", "Prix bas", "Parking gratuit", "Le choix"],
    "es": ["Pan fresco", "Horario amplio", "Buen precio", "Aparcamiento", "El trato"],
    "it": ["Pane fresco", "L'orario", "Prezzi bassi", "Parcheggio", "Il personale"],
    "pt": ["Pão fresco", "Horário alargado", "Preço baixo", "Estacionamento", "O atendimento"],
    "nl": ["Vers brood", "Ruime openingstijden", "Lage prijzen", "Parkeren", "Het personeel"],
    "sv": ["Färskt bröd", "Långa öppettider", "Lågt pris", "Parkering", "Personalen"],
    "pl": ["Świeży chleb", "Długie godziny", "Niskie ceny", "Parking", "Obsługa"],
    "ja": ["焼きたてのパン", "営業時間が長い", "値段が安い", "駐車場", "店員の対応"],
}
WRITTEN = {
    "JSON": lambda chosen: json.dumps(chosen, ensure_ascii=False),
    "JSON, letters escaped": json.dumps,
    "Python": repr,
    "lines": "\n".join,
    "SharePoint": ";#".join,
    **{sign: sign.join for sign in (" / ", " + ", "|", " | ", ";", "; ", " & ", "／", "；", "，")},
}


def drawn(options, seed=5, n=120):
    rng = np.random.default_rng(seed)
    return [[o for o in options if rng.random() < 0.5] for _ in range(n)]


@pytest.mark.parametrize("tongue", OPTIONS)
@pytest.mark.parametrize("sign", WRITTEN)
def test_options_in_a_cell_are_parted_by_whichever_sign_a_tool_writes(tmp_path, tongue, sign):
    options, chosen = OPTIONS[tongue], drawn(OPTIONS[tongue])
    rows = [["What counts?", "I enjoy it"]]
    rows += [[WRITTEN[sign](c) if c else "", AGREE[i % 5]] for i, c in enumerate(chosen)]
    table = read_table(as_csv(rows, tmp_path / "s.csv"))
    assert len(table.headers) == 2 + len(options)
    for option in options:
        cells = table.under(f"What counts? [{option}]")
        assert cells == ["Yes" if option in c else "No" for c in chosen]


SINGLE = {
    "yes / no": "Yes / no|Yes|No|Both / neither",
    "two in one": "Tea / coffee|Tea|Coffee|Water|Juice",
    "more in one": "Bus / tram|Car / van|Bike / scooter|On foot|Train",
    "figures": "1 / 2|1 / 3|2 / 3|3 / 4|1 / 4",
    "dates": "10 / 12|11 / 12|10 / 11|12 / 11|9 / 10",
    "without blanks": "Home/office|Home/school|Office/school|Home|Office",
    "and/or": "Bread and/or cake|Cake and/or tea|Bread and/or tea|Bread|Tea",
    "hours": "24/7|24/5|12/7|12/5",
    "pluses": "Bread + cake|Bread|Cake",
    "a list of one": "[Other]|[None]|[2. Low prices]|Bread",
    "brackets": "[see below]|['|[\"|[]]",
    "de": "Ja / nein|Ja|Nein|Teils / teils",
    "fr": "Oui / non|Oui|Non|Thé / café",
    "ja": "はい／いいえ|はい|いいえ|お茶／コーヒー",
}


@pytest.mark.parametrize("what", SINGLE)
@pytest.mark.parametrize("header", ["What counts?", "Select all that apply"])
def test_one_answer_with_a_sign_in_it_stays_whole(tmp_path, what, header):
    cells = SINGLE[what].split("|")
    rows = [[header, "I enjoy it"], *[[cells[i % len(cells)], AGREE[i % 5]] for i in range(90)]]
    table = read_table(as_csv(rows, tmp_path / "s.csv"))
    assert table.headers == (header, "I enjoy it")
    assert set(table.column(0)) == set(cells)


def test_codes_of_options_in_lists_are_options(tmp_path):
    chosen = drawn([1, 2, 3, 4])
    rows = [["What counts?", "I enjoy it"]]
    rows += [[json.dumps(c), AGREE[i % 5]] for i, c in enumerate(chosen)]
    table = read_table(as_csv(rows, tmp_path / "s.csv"))
    assert table.under("What counts? [3]") == ["Yes" if 3 in c else "No" for c in chosen]


def test_lists_nested_without_an_end_are_texts(tmp_path: Path):
    deep = "[" * 5_000 + "]" * 5_000
    rows = [["What counts?", "I enjoy it"], *[[deep, AGREE[i % 5]] for i in range(9)]]
    assert read_table(as_csv(rows, tmp_path / "s.csv")).rows[0][0] == deep
