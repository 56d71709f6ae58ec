"""What may not be used comes back by no way: an export, another base, a copy, an older pick."""

import json
from datetime import date
from types import SimpleNamespace

import cv2
import numpy as np
import pytest
from typer.testing import CliRunner

from reelwright.cli.app import app
from reelwright.library.ingest.run import ingest

from makers.bases import library_of
from makers.inpainting import meadow

BALL = ("--mask", "mask.png", "--count", "1", "--side", "320")


def run(*words, code=0):
    found = CliRunner().invoke(app, list(map(str, words)))
    if found.exception and not isinstance(found.exception, SystemExit):
        raise found.exception
    assert found.exit_code == code, found.output
    return " ".join(found.output.split())


@pytest.fixture
def park(tmp_path, monkeypatch):
    """Two approved pictures in the base `park`, and their files; and the empty base `press`."""
    home = tmp_path / "home"
    monkeypatch.setenv("REELWRIGHT_LIBRARY", str(home))
    monkeypatch.setenv("REELWRIGHT_WHO", "ann")
    monkeypatch.chdir(tmp_path)
    library = library_of(home)
    base = library.new("park", spaces=["embed/descriptors"])
    press = library.new("press", spaces=["embed/descriptors"])
    files = tmp_path / "files"
    files.mkdir()
    for name, shows, picture in (
        ("meadow", "A red ball in the grass", meadow(480, 360)),
        ("night", "A blue night over the hills", cv2.flip(255 - meadow(480, 360), 0)),
    ):
        cv2.imwrite(str(files / f"{name}.png"), picture)
        row = {"caption": shows, "licence": "CC BY", "holder": "Ann"}
        (files / f"{name}.json").write_text(json.dumps(row))
    mask = np.zeros((360, 480), np.uint8)
    cv2.imwrite(str(tmp_path / "mask.png"), cv2.rectangle(mask, (200, 150), (260, 210), 255, -1))
    ingest(base, files, approve=True)
    ids = {i.asset.name: i.id for i in base.items()}
    yield SimpleNamespace(
        base=base, press=press, library=library, files=files, at=tmp_path, id=ids["meadow.png"]
    )
    library.close()


def bar(park, how):
    if how == "revoked":
        park.base.revoke([park.id], "Ann asked")
    else:
        told = {"ended": ["--expires", "2020-01-01"], "refused": ["--no-consent"]}
        told |= {"closed": ["--licence", "CC BY-NC 4.0"]}
        run("library", "rights", "park", park.id[:12], *told[how])


HOWS = {
    "revoked": "was revoked",
    "ended": "licence ended on 2020-01-01",
    "refused": "did not consent",
    "closed": "CC BY-NC 4.0",
}


@pytest.mark.parametrize("how", HOWS)
@pytest.mark.proves("S3-03")
def test_an_export_leaves_out_and_names_what_may_not_be_used(park, how):
    bar(park, how)
    said = run("library", "export", "park", "out")
    assert "1 files" in said
    assert HOWS[how] in said
    assert "meadow.png" in said
    assert not (park.at / "out" / "meadow.png").exists()
    assert "meadow.png" not in (park.at / "out" / "captions.jsonl").read_text()
    assert "--barred" in said


@pytest.mark.parametrize("how", HOWS)
def test_what_was_exported_all_the_same_is_not_approved_where_it_is_added(park, how, monkeypatch):
    bar(park, how)
    said = run("library", "export", "park", "out", "--barred")
    assert "2 files" in said
    assert "meadow.png" in said
    # In another house, which knows nothing of the base, the list alone tells.
    monkeypatch.setenv("REELWRIGHT_LIBRARY", str(park.at / "elsewhere"))
    run("library", "new", "ex", "--space", "embed/descriptors")
    said = run("library", "add", "ex", "out", "--approve")
    assert f"meadow.png ({park.id[:12]}) is {'revoked' if how == 'revoked' else 'draft'}" in said
    assert HOWS[how] in said
    other = library_of(park.at / "elsewhere")
    states = {i.asset.name: i.state for i in other.open("ex").items()}
    other.close()
    assert states == {
        "meadow.png": "revoked" if how == "revoked" else "draft",
        "night.png": "approved",
    }


@pytest.mark.parametrize("how", HOWS)
def test_bytes_that_another_base_bars_stay_a_draft(park, how):
    bar(park, how)
    (park.files / "meadow.json").unlink()
    said = run("library", "add", "press", park.files / "meadow.png", "--approve")
    assert f"meadow.png ({park.id[:12]}) is draft" in said
    assert "park" in said
    (item,) = park.press.items()
    assert item.state == "draft"
    said = run("library", "approve", "press", "--all")
    assert "0 approved" in said
    assert "stays a draft" in said
    said = run("library", "approve", "press", park.id[:12])
    assert "may not be used" in said


def test_bytes_that_nobody_bars_are_approved(park):
    run("library", "add", "press", park.files / "meadow.png", "--approve")
    (item,) = park.press.items()
    assert item.state == "approved"


@pytest.mark.parametrize("how", HOWS)
def test_a_search_of_several_bases_takes_from_none_what_another_bars(park, how):
    ingest(park.press, [park.files / "meadow.png"], approve=True)
    asked = (["park", "press"], "a red ball in the grass")
    assert park.library.search(*asked).found[0].item.id == park.id
    bar(park, how)
    found = park.library.search(*asked)
    assert park.id not in [f.item.id for f in found.found]
    assert any("meadow.png" in n and "of press was passed over" in n for n in found.notes)
    # The base alone speaks for itself.
    assert park.library.search(["press"], asked[1]).found[0].item.id == park.id


@pytest.mark.parametrize("how", HOWS)
@pytest.mark.proves("S3-08")
def test_a_barred_file_is_neither_painted_nor_pasted_nor_picked(park, how):
    run("inpaint", park.files / "meadow.png", *BALL, "--out", "first", "--pick", "1")
    (child,) = (park.at / "first").glob("meadow-remove-*.png")
    run("inpaint", child, *BALL, "--out", "second")
    bar(park, how)
    for file in (park.files / "meadow.png", child):
        said = run("inpaint", file, *BALL, "--out", "third", code=1)
        assert f"{file.name} cannot be painted" in said
        asked = ("--mode", "replace", "--with", file, *BALL, "--out", "third")
        said = run("inpaint", park.files / "night.png", *asked, code=1)
        assert f"{file.name} cannot be painted" in said
    for out in ("first", "second"):
        for to in ((), ("--to", "./p2")):
            said = run("inpaint", "--out", out, "--pick", "1", *to, code=1)
            assert "candidate 1 may not be used" in said
            assert "meadow.png" in said
    assert not (park.at / "p2").exists()


def test_a_file_whose_own_list_bars_it_is_neither_painted_nor_filmed(park):
    for told, why in (
        ({"expires": "2020-01-01"}, "its licence ended on 2020-01-01"),
        ({"licence": "nur für redaktionelle Zwecke"}, "it is for editorial use"),
    ):
        (park.files / "own.json").write_text(json.dumps({"caption": "A ball"} | told))
        cv2.imwrite(str(park.files / "own.png"), meadow(400, 320))
        assert why in run("inpaint", park.files / "own.png", *BALL, code=1)
        assert why in run("clip", "push in", "--image", park.files / "own.png", code=1)


def test_what_is_added_for_no_ad_is_a_draft_and_named(park):
    rows = {
        "a.png": "CC BY-NC 4.0",
        "b.png": "editorial use only",
        "c.png": "CC BY-SA 4.0",
        "d.png": "commercial use allowed",
    }
    folder = park.at / "more"
    folder.mkdir()
    for n, (name, licence) in enumerate(rows.items()):
        cv2.imwrite(str(folder / name), meadow(400 + 20 * n, 320))
        (folder / name).with_suffix(".json").write_text(
            json.dumps({"caption": f"A ball {n}", "licence": licence})
        )
    said = run("library", "add", "press", folder, "--approve")
    assert {i.asset.name: i.state for i in park.press.items()} == {
        "a.png": "draft", "b.png": "draft", "c.png": "approved", "d.png": "approved",
    }  # fmt: skip
    assert "CC BY-NC 4.0” , does not allow" in said.replace("”,", "” ,")
    assert "editorial use only" in said
    run("library", "approve", "press", "a.png")
    assert "CC BY-NC 4.0" in run("library", "report", "press")
    found = park.library.search(["press"], "a ball", k=10).found
    assert {f.item.asset.name for f in found} == {"c.png", "d.png"}
    assert all(i.rights.barred(date.today()) == "" for i in (f.item for f in found))
