"""One reading tells all faults of a folder that can be told apart, file by file."""

import csv
import io
import re
import shutil
from pathlib import Path

import pytest

from reelwright.domain.errors import InvalidIntake
from reelwright.graphics.fonts import read_face
from reelwright.intake.campaign import load_campaign
from reelwright.intake.codebook import load_codebook
from reelwright.intake.survey import read_survey, read_table
from reelwright.library.ingest.shelf import read_pictures

SOURCE = Path(__file__).resolve().parents[2] / "examples" / "fernhill"
PICTURE = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="1200" height="1600">'
    '<path d="M9 9h900v900z"/></svg>'
)


@pytest.fixture
def folder(tmp_path):
    place = tmp_path / "fernhill"
    leave = shutil.ignore_patterns("draw", "out", ".reelwright", "library", "*.py", "translations")
    shutil.copytree(SOURCE, place, ignore=leave)
    (place / "library").mkdir()
    (place / "library" / "door.svg").write_text(PICTURE, "utf-8")
    return place


def changed(folder, file, *pairs):
    text = (folder / file).read_text("utf-8")
    for pattern, put in pairs:
        text, n = re.subn(pattern, put, text, count=1, flags=re.M)
        assert n, pattern
    (folder / file).write_text(text, "utf-8")


def faults_of(folder, assets):
    with pytest.raises(InvalidIntake) as told:
        load_campaign(folder, assets, read_pictures, read_face)
    return str(told.value).splitlines()


def test_fields_and_the_rules_between_them_are_told_together(folder, assets):
    changed(
        folder, "campaign.toml",
        ("^goal =", "gaol ="), ("^link = .*", 'link = "http://x.example"'),
        ("^seconds = .*", "seconds = 200"), ('^substantiation = ".*"', 'substantiation = ""'),
    )  # fmt: skip
    told = "\n".join(faults_of(folder, assets))
    for fault in ("gaol: is not a known key; write goal", "goal: is missing", "wanted.seconds",
                  "not an https address", "has no substantiation"):  # fmt: skip
        assert fault in told
    assert "unnamed" not in told, "nothing is told of what stands in for a wrong field"


def test_a_brand_kit_tells_its_colours_fonts_logo_and_name(folder, assets):
    changed(
        folder, "brand.toml",
        ("^primary = .*", 'primary = "green"'), ("^heading = .*", 'heading = "no.ttf"'),
        ("^logo = .*", 'logo = "none.svg"'), ("^name = .*", 'name = " "'),
    )  # fmt: skip
    told = faults_of(folder, assets)
    for fault in ("palette.primary", "no.ttf", "none.svg", "name: is blank"):
        assert [line for line in told if fault in line and line.startswith("brand.toml: ")]
    assert len(told) == 4


def test_faults_of_several_files_are_told_at_once_each_by_its_file(folder, assets):
    changed(folder, "campaign.toml", ("^goal =", "goal"))
    changed(folder, "brand.toml", ("^accent = .*", 'accent = "#12"'))
    changed(folder, "codebook.toml", ('^role = "basis"', 'role = "bases"'))
    told = faults_of(folder, assets)
    files = [line.partition(":")[0] for line in told]
    # Which survey there is hangs on campaign.toml, which cannot be read.
    assert files == ["campaign.toml", "brand.toml"]
    changed(folder, "campaign.toml", ("^goal ", 'goal = "g" #'))
    told = faults_of(folder, assets)
    assert [line.partition(":")[0] for line in told] == ["brand.toml", "codebook.toml"]


def test_a_codebook_tells_every_column_that_is_wrong(folder):
    path = folder / "codebook.toml"
    text = path.read_text("utf-8")
    path.write_text(text + text[text.rindex("[[column]]") :], "utf-8")
    changed(
        folder, "codebook.toml",
        ('^role = "basis"', 'role = "bases"'), ('^scale = "ordinal"', 'scale = "ordered"'),
        (r"^levels = \[[^\]]*\]", 'levels = ["a"]'),
    )  # fmt: skip
    with pytest.raises(InvalidIntake) as told:
        load_codebook(path)
    for fault in ("bases", "ordered", "stands 2 times"):
        assert fault in str(told.value)


def test_wrong_answers_of_several_columns_are_told_by_row(folder):
    codebook = load_codebook(folder / "codebook.toml")
    rows = list(csv.reader(io.StringIO((folder / "survey.csv").read_text("utf-8"))))
    asked = [c.header for c in codebook.of("basis") if c.levels][:2]
    rows[2][rows[0].index(asked[0])] = "Blorp"
    rows[5][rows[0].index(asked[1])] = "Zorp"
    for line in range(20, 40):
        rows[line][rows[0].index(asked[0])] = f"Wrong {line}"
    with (folder / "survey.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)
    with pytest.raises(InvalidIntake) as told:
        read_survey(read_table(folder / "survey.csv"), codebook)
    said = str(told.value)
    assert "line 3: 'Blorp'" in said
    assert "line 6: 'Zorp'" in said
    assert 1 < said.count("Wrong") < 5, "one column does not fill the list"
