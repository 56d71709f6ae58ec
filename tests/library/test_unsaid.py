"""A folder that nobody captioned says what to do: the list, its columns, a row, and the command."""

import csv
import shutil

import pytest
from typer.testing import CliRunner

from reelwright.cli.app import app
from reelwright.domain.errors import InvalidIntake
from reelwright.library import read_pictures
from reelwright.library.ingest.unsaid import TO_FILL, unsaid, write_list
from reelwright.studio import campaigns

from makers.bases import write_pictures


def run(*words, code=0):
    found = CliRunner().invoke(app, [str(w) for w in words])
    assert found.exit_code == code, found.output
    return " ".join(found.output.split())


@pytest.fixture
def bare(tmp_path):
    """Three pictures without a list."""
    folder = tmp_path / "in"
    folder.mkdir()
    write_pictures(folder, 3)
    (folder / "captions.csv").unlink(missing_ok=True)
    return folder


def test_adding_a_folder_without_captions_says_what_to_do(bare, tmp_path, monkeypatch):
    monkeypatch.setenv("REELWRIGHT_LIBRARY", str(tmp_path / "home"))
    run("library", "new", "garden", "--space", "embed/descriptors")
    said = run("library", "add", "garden", bare)
    assert "all of 3 files have no caption (scene-0000.jpg, scene-0001.jpg" in said
    assert "captions.csv, one row a file, with the columns file, caption, keywords" in said
    assert "scene-0000.jpg,what it shows in one sentence" in said
    assert f"reelwright library captions {bare}" in said
    assert "reelwright library caption garden --model NAME" in said


def test_a_captioned_folder_is_not_told_of(bare, tmp_path, monkeypatch):
    monkeypatch.setenv("REELWRIGHT_LIBRARY", str(tmp_path / "home"))
    names = sorted(p.name for p in bare.iterdir())
    with (bare / "captions.csv").open("w", newline="") as file:
        csv.writer(file).writerows([("file", "caption"), *((n, "a pond") for n in names)])
    run("library", "new", "garden", "--space", "embed/descriptors")
    assert "no caption" not in run("library", "add", "garden", bare)


def test_the_list_to_fill_in_is_written_and_read_back(bare, assets):
    said = run("library", "captions", bare)
    assert "lists 3 files" in said
    place = bare / "captions.csv"
    rows = list(csv.reader(place.read_text().splitlines()))
    assert tuple(rows[0]) == TO_FILL
    assert [r[0] for r in rows[1:]] == sorted(p.name for p in bare.glob("*.jpg"))
    # As it is, it says nothing and breaks nothing; filled in, it is what counts.
    assert {p.captions[0].source for p in read_pictures(bare, assets).pictures} == {"file name"}
    rows[1][1] = "a pond in a garden"
    with place.open("w", newline="") as file:
        csv.writer(file).writerows(rows)
    shelf = read_pictures(bare, assets).pictures
    assert shelf[0].caption == "a pond in a garden"


def test_no_list_is_written_over_and_what_it_lacks_is_named(bare, tmp_path):
    (bare / "captions.csv").write_text("file,caption\nscene-0001.jpg,a pond\n")
    with pytest.raises(InvalidIntake, match=r"there already.*no row for scene-0000.jpg"):
        write_list(bare)
    assert (bare / "captions.csv").read_text() == "file,caption\nscene-0001.jpg,a pond\n"
    place, files = write_list(bare, tmp_path / "more.csv")
    assert "scene-0001.jpg" not in files
    assert len(files) == 2
    assert place.read_text().count("\n") == 3
    empty = tmp_path / "empty"
    empty.mkdir()
    with pytest.raises(InvalidIntake, match="holds no picture"):
        write_list(empty)


def test_some_without_a_caption_are_counted_and_named(tmp_path):
    told = unsaid(["a.jpg", "b.jpg", "c.jpg", "d.jpg"], 9, tmp_path)
    assert told[0].startswith("4 of 9 files have no caption (a.jpg, b.jpg, c.jpg and 1 more)")
    assert not any("--model" in line for line in told)
    assert unsaid([], 9, tmp_path) == ()


@pytest.mark.longer
def test_a_campaigns_check_says_so_too(fernhill, tmp_path):
    folder = tmp_path / "campaign"
    shutil.copytree(fernhill, folder, ignore=shutil.ignore_patterns(".reelwright"))
    listed = folder / "library" / "captions.csv"
    rows = listed.read_text(encoding="utf-8").splitlines(keepends=True)
    listed.write_text("".join(rows[:-2]), encoding="utf-8")
    notes = " ".join(campaigns.check(folder, workspace=tmp_path / "work").notes)
    assert "2 of 42 files have no caption" in notes
    assert f"{listed}, one row a file" in notes
