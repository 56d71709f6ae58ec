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


def test_an_accent_that_no_film_speaks_and_a_language_that_is_none_are_told_once(folder, assets):
    changed(folder, "brand.toml", ("^accent = .en-GB.", 'accent = "fr-BE"'))
    (line,) = faults_of(folder, assets)
    assert line.startswith("brand.toml: voice.accent: 'fr-BE' is an accent of French, and the ")
    assert "films are in English (en)" in line
    changed(folder, "campaign.toml", ("^language = .*", 'language = "Klingon"'))
    told = faults_of(folder, assets)
    assert [line for line in told if "Klingon" in line] == [told[0]]
    assert told[0].startswith("campaign.toml: language: is no language")
    changed(folder, "brand.toml", ("^accent = .fr-BE.", 'accent = "British"'))
    changed(folder, "campaign.toml", ("^language = .*", 'language = "English"'))
    campaign, _ = load_campaign(folder, assets, read_pictures, read_face)
    assert (campaign.language, campaign.wanted.languages) == ("en", ("en",))
    assert campaign.brand.voice.accent == "en-GB"


def test_translations_by_a_name_that_no_film_asks_for_are_told_with_their_name(folder, assets):
    (folder / "translations").mkdir()
    for name in ("Deutsch", "elvish", "fr"):
        (folder / f"translations/{name}.toml").write_text('[lines]\n"a" = "b"\n', encoding="utf-8")
    changed(folder, "campaign.toml", (r"^\[wanted\]", '[translations.pt_br]\n"a" = "c"\n[wanted]'))
    told = faults_of(folder, assets)
    assert [line.partition("; ")[2] for line in told] == [
        "name it pt-BR", "name it de.toml", "name it by its code, such as de or pt-BR",
    ]  # fmt: skip
    assert told[1].startswith("translations/Deutsch.toml: films look for it by the code")


def test_faults_of_several_files_are_told_at_once_each_by_its_file(folder, assets):
    changed(folder, "campaign.toml", ("^goal =", "goal"))
    changed(folder, "brand.toml", ("^accent = .en-GB.", 'accent = "#12"'))
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


SHADOWED = (
    # What another file gives as well is told of as any other key is.
    ("campaign.toml", "[translations]\nde = 5", "campaign.toml: translations.de: "),
    ("campaign.toml", '[translations]\nde = "ja"', "campaign.toml: translations.de: "),
    ("campaign.toml", "[translations]\nde = [1]", "campaign.toml: translations.de: "),
    (
        "campaign.toml",
        '[translations.de]\n"We come." = 5',
        "campaign.toml: translations.de.We come",
    ),
    ("campaign.toml", "[translations]\nfr = 5", "campaign.toml: translations.fr: "),
    ("campaign.toml", "translations = 5", "campaign.toml: translations: give a table"),
    ("campaign.toml", "brand = 5", "campaign.toml: brand: is not a known key; the brand stands in"),
    ("campaign.toml", '[brand]\nname = "x"', "campaign.toml: brand: is not a known key"),
    ("campaign.toml", "pictures = 3", "campaign.toml: pictures: is not a known key"),
    ("campaign.toml", 'codebook = "x"', "campaign.toml: codebook: is not a known key"),
    ("campaign.toml", "recordings = []", "campaign.toml: recordings: is not a known key"),
    ("campaign.toml", "slug = 0", "campaign.toml: slug: "),
    ("campaign.toml", "slug = []", "campaign.toml: slug: "),
    ("campaign.toml", "music = 5", "campaign.toml: music: '5' is none of"),
    ("campaign.toml", "music = false", "campaign.toml: music: 'False' is none of"),
    ("campaign.toml", "survey = 5", "campaign.toml: survey: 5 is no file name"),
    ("campaign.toml", "script = false", "campaign.toml: script: "),
    ("campaign.toml", "tone = 5", "campaign.toml: tone: "),
    ("campaign.toml", "library = 5", "campaign.toml: library: write [library]"),
    ("brand.toml", "heading = 5", "brand.toml: heading: is not a known key; write heading = below"),
    ("brand.toml", 'body = "x.ttf"', "brand.toml: body: is not a known key"),
    ("brand.toml", 'logo_aspect = "wide"', "brand.toml: logo_aspect: is not a known key"),
    ("brand.toml", "logo_reversed = 0", "brand.toml: logo_reversed: name the logo's file"),
    ("brand.toml", "logo_reversed = []", "brand.toml: logo_reversed: name the logo's file"),
    ("codebook.toml", "columns = 5", "codebook.toml: columns: is not a known key"),
)


def written_into(folder, file, line):
    """A key of the whole file stands before its tables, in place of one of its name."""
    place = folder / file
    text = place.read_text("utf-8")
    name = re.match(r"\w+", line)
    if name:
        text = re.sub(rf"^{name[0]} *=.*\n", "", text, flags=re.M)
        text = re.sub(rf"^\[{name[0]}\]\n(?:[^\[\n].*\n)*", "", text, flags=re.M)
    place.write_text(f"{line}\n{text}" if name else f"{text}\n{line}\n", "utf-8")


@pytest.mark.parametrize(("file", "line", "said"), SHADOWED)
def test_a_key_that_another_file_supplies_is_told_of_where_it_is_wrong(
    folder, assets, file, line, said
):
    (folder / "translations").mkdir()
    (folder / "translations" / "de.toml").write_text(
        '[lines]\n"We come." = "Wir kommen."\n', "utf-8"
    )
    written_into(folder, file, line)
    told = faults_of(folder, assets)
    assert any(fault.startswith(said) for fault in told), told


def test_the_brands_music_is_told_of_where_the_campaign_has_its_own(folder, assets):
    for wrong, said in (("5", "'5' is none of"), ('"jazzy"', "'jazzy' is none of"),
                        ("{ file = 5 }", "file")):  # fmt: skip
        written_into(folder, "campaign.toml", 'music = "warm"')
        written_into(folder, "brand.toml", f"music = {wrong}")
        told = faults_of(folder, assets)
        assert any(fault.startswith("brand.toml: music") and said in fault for fault in told), told


def test_a_languages_lines_come_of_both_the_table_and_the_file(folder, assets):
    (folder / "translations").mkdir()
    (folder / "translations" / "de.toml").write_text(
        '[lines]\n"We come." = "Wir kommen."\n', "utf-8"
    )
    written_into(folder, "campaign.toml", '[translations.de]\n"You go." = "Sie gehen."')
    campaign, _ = load_campaign(folder, assets, read_pictures, read_face)
    assert campaign.translations["de"] == {"We come.": "Wir kommen.", "You go.": "Sie gehen."}
