"""Small slips of a person's are told by what was meant, and nothing is passed over in silence."""

import os

import pytest

from reelwright.domain.errors import InvalidIntake
from reelwright.intake.survey_table import read_table
from reelwright.library.ingest.shelf import SUPPORTED, files_in


def said(desk, code=1):
    return " ".join(desk.check(code=code).split())


def test_a_key_below_a_table_that_belongs_to_the_whole_file_is_told_so(desk):
    brand = (desk.folder / "brand.toml").read_text(encoding="utf-8")
    desk.write("brand.toml", brand + '\nnever_sey = ["cheap"]\n')
    told = said(desk)
    assert "brand.toml: voice.never_sey: is not a known key. It stands below [voice]" in told
    assert "never_say is a key of the whole file, write it over the first line in br" in told
    desk.write("brand.toml", brand + "\nspead = 140\n")
    assert "brand.toml: voice.spead: is not a known key; write speed" in said(desk)
    desk.write("brand.toml", brand + "\nzzz = 140\n")
    assert "brand.toml: voice.zzz: is not a known key; known are accent, engine, pi" in said(desk)
    desk.write("brand.toml", 'taglin = "Help."\n' + brand)
    assert "brand.toml: taglin: is not a known key; write tagline" in said(desk)


@pytest.mark.parametrize("blank", ["", "  ", "\u00a0"])
def test_blank_names_are_refused(desk, blank):
    desk.change("brand.toml", 'name = "Fernhill"', f'name = "{blank}"')
    assert "brand.toml: name: is blank; write the company's name" in said(desk)
    desk.change("brand.toml", f'name = "{blank}"', 'name = "Fernhill"')
    desk.change("campaign.toml", 'text = "Book a free visit"', f'text = "{blank}"')
    assert "campaign.toml: call.text: is blank" in said(desk)


def test_what_is_no_file_is_named_and_never_opened(tmp_path):
    os.mkfifo(tmp_path / "photo.jpg")
    os.mkfifo(tmp_path / "notes")
    (tmp_path / "gone.png").symlink_to(tmp_path / "nowhere.png")
    (tmp_path / "folder.jpg").mkdir()
    found, refused = files_in(tmp_path, SUPPORTED, ())
    assert not found
    told = "; ".join(refused)
    assert "photo.jpg is no file (a pipe, a socket or a device); take it out" in told
    assert "notes is no file" in told
    assert "gone.png is a link to what is not there; take it out" in told
    assert len(refused) == 3


def test_a_pipe_among_the_recordings_is_named(desk):
    os.mkfifo(desk.folder / "voice" / "s1.wav") if (desk.folder / "voice").is_dir() else (
        (desk.folder / "voice").mkdir(),
        os.mkfifo(desk.folder / "voice" / "s1.wav"),
    )
    assert "voice/s1.wav" in " ".join(desk.check(code=1).split())


def test_adding_what_is_not_there_fails(desk, tmp_path):
    home = str(tmp_path / "homes")
    desk.run("library", "new", "plants", "--library", home)
    told = desk.run("library", "add", "plants", "/nonexistent", "--library", home, code=1)
    assert "there is no /nonexistent; name a folder, files or a list" in " ".join(told.split())
    desk.run("library", "add", "plants", "/nonexistent", "--json", "--library", home, code=1)


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ('{"a": 1}\n{"a": 2\n{"a": 3}\n', "line 2: "),
        ('[\n{"a": 1},\n{"a": oops}\n]', "line 3: "),
    ],
)
def test_a_broken_line_of_json_is_named(tmp_path, text, named):
    path = tmp_path / "survey.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InvalidIntake, match=named) as told:
        read_table(path)
    assert "correct that line, or export the survey again" in str(told.value)
