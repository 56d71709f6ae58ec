"""`reelwright inpaint` as a person runs it."""

import json

import cv2
import pytest
from typer.testing import CliRunner

from reelwright.cli.app import app

from makers.inpainting import meadow, spot


def run(*words, code=0):
    found = CliRunner().invoke(app, ["inpaint", *map(str, words)])
    if found.exception and not isinstance(found.exception, SystemExit):
        raise found.exception
    assert found.exit_code == code, found.output
    return found.output


@pytest.fixture
def picture(tmp_path, monkeypatch):
    monkeypatch.setenv("REELWRIGHT_WHO", "ann")
    path = tmp_path / "meadow.png"
    cv2.imwrite(str(path), meadow(480, 360))
    return path


@pytest.mark.proves("S2-24")
def test_candidates_first_and_a_pick_afterwards(picture, tmp_path):
    said = run(picture, "--words", "the red ball", "--count", 2)
    out = tmp_path / "meadow-inpaint"
    assert "best" in said
    assert f"--out {out} --pick" in said
    said = run("--out", out, "--pick", 2, "--to", tmp_path / "library")
    (taken,) = (tmp_path / "library").glob("*.png")
    assert str(taken) in said
    assert json.loads(taken.with_suffix(".json").read_text())["edit"]["picked_by"] == "ann"


def test_a_mask_file_and_the_best_at_once(picture, tmp_path):
    cv2.imwrite(str(tmp_path / "mask.png"), spot(480, 360))
    out = tmp_path / "out"
    run(picture, "--mask", tmp_path / "mask.png", "--count", 1, "--out", out, "--pick", "best")
    assert json.loads((out / "inpaint.json").read_text())["picked_by"] == "judge"


def test_a_replacement_is_found_in_a_folder_by_words(picture, tmp_path):
    folder = tmp_path / "pictures"
    folder.mkdir()
    blue = meadow(480, 360, ball=False)
    cv2.circle(blue, (240, 216), 60, (200, 90, 20), -1, cv2.LINE_AA)
    cv2.imwrite(str(folder / "a.png"), blue)
    (folder / "a.txt").write_text("A blue kite on the grass")
    cv2.imwrite(str(folder / "b.png"), meadow(480, 360, ball=False))
    (folder / "b.txt").write_text("An empty meadow")
    words = ("--words", "the red ball", "--mode", "replace", "--library", folder, "--count", 1)
    said = run(picture, *words, "--with", "a blue kite", "--out", tmp_path / "out")
    assert "a.png shows 'a blue kite'" in said
    record = json.loads((tmp_path / "out" / "inpaint.json").read_text())
    assert record["source"]["file"] == "a.png"
    assert record["source_score"] > 0.3
    said = run(picture, *words, "--with", "a tax form", "--out", tmp_path / "no", code=1)
    assert "no picture" in said
    assert not (tmp_path / "no").exists()


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("--mode", "erase", "--words", "sky"), "remove, repair, replace"),
        ((), "--mask FILE or --words"),
        (("--words", "sky", "--mode", "replace"), "needs --with"),
        (("--words", "sky", "--mode", "replace", "--with", "stars"), "nothing can be invented"),
        (("--words", "joy"), "mask image"),
        (("--words", "sky", "--backend", "magic"), "no back end"),
        (("--words", "sky", "--backend", "diffusers"), "needs a model"),
    ],
)
def test_what_cannot_be_done_is_said_with_the_next_act(picture, words, says):
    assert says in run(picture, *words, code=1)
