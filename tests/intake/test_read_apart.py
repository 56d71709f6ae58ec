"""Workbooks, SPSS and Stata files, and fonts, are read apart: what breaks a reader is told."""

import zipfile
from pathlib import Path

import pandas
import pyreadstat
import pytest

from reelwright.domain.errors import InvalidIntake
from reelwright.intake import survey_books, survey_labelled, typefaces
from reelwright.intake.survey_table import read_table
from reelwright.media.pictures import families

from makers.survey_files import as_ods, as_xlsx

DATA = Path(__file__).parent.parent / "data"
ROWS = [["Do you cook?", "Age"], ["yes", "30"], ["no", "40"]]
FAR = '<row r="1048576"><c r="XFD1048576" t="inlineStr"><is><t>x</t></is></c></row></sheetData>'
REPEATED = 'table:table-cell table:number-columns-repeated="200" '


def changed(book, part, before, after):
    """A workbook with another text in one of its parts."""
    with zipfile.ZipFile(book) as packed:
        texts = {name: packed.read(name).decode() for name in packed.namelist()}
    assert before in texts[part]
    texts[part] = texts[part].replace(before, after)
    with zipfile.ZipFile(book, "w") as packed:
        for name, text in texts.items():
            packed.writestr(name, text)
    return book


def far(folder):
    book = as_xlsx({"A": ROWS}, folder / "survey.xlsx")
    return changed(book, "xl/worksheets/sheet1.xml", "</sheetData>", FAR)


def repeated(folder):
    book = as_ods({"A": ROWS}, folder / "survey.ods")
    row = '<table:table-row table:number-rows-repeated="100000">'
    book = changed(book, "content.xml", "<table:table-row>", row)
    return changed(book, "content.xml", "table:table-cell ", REPEATED)


@pytest.mark.parametrize("made", [far, repeated])
def test_a_small_workbook_that_becomes_a_huge_sheet_is_refused_by_name(tmp_path, made):
    path = made(tmp_path)
    assert path.stat().st_size < 5_000
    with pytest.raises(
        InvalidIntake, match=rf"{path.name} takes over \d+ (MB of memory|s) to read"
    ):
        read_table(path)


def test_a_huge_sheet_leaves_the_next_survey_readable(tmp_path):
    with pytest.raises(InvalidIntake):
        read_table(far(tmp_path))
    assert read_table(as_xlsx({"A": ROWS}, tmp_path / "other.xlsx")).headers[0] == "Do you cook?"


def test_what_a_library_says_of_a_file_reaches_nobody(tmp_path, capfd):
    path = tmp_path / "survey.dta"
    frame = pandas.DataFrame({"first": [1, 2], "other": [3, 4]})
    pyreadstat.write_dta(frame, str(path))
    # Two columns of one name, of which it warns.
    path.write_bytes(path.read_bytes().replace(b"other", b"first"))
    assert len(read_table(path).headers) == 2
    assert capfd.readouterr().err == ""


@pytest.mark.parametrize(
    ("module", "name", "act"),
    [
        (survey_books, "io", lambda path: read_table(path)),
        (survey_labelled, "_headers", lambda path: read_table(path)),
        (typefaces, "TTFont", lambda path: typefaces.weights_of(path, "body")),
        (families, "TTFont", lambda path: families.covered(path)),
        (typefaces, "instantiateVariableFont", lambda path: typefaces.cut(path, 500)),
    ],
)
def test_files_are_read_in_another_process(tmp_path, monkeypatch, module, name, act):
    path = as_xlsx({"A": ROWS}, tmp_path / "survey.xlsx")
    if module is survey_labelled:
        path = tmp_path / "survey.sav"
        pyreadstat.write_sav(pandas.DataFrame({"a": [1, 2], "b": [2, 3]}), str(path))
    elif module in (typefaces, families):
        path = DATA / "fonts" / "PublicSans-VF.ttf"
    # What this process lacks is there in the one that reads.
    monkeypatch.setattr(module, name, None)
    assert act(path)
