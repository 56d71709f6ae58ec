"""An edited picture knows its source wherever it goes, and falls with it."""

import json
import shutil
from types import SimpleNamespace

import cv2
import pytest
from PIL import Image
from typer.testing import CliRunner

from reelwright.backends import registry
from reelwright.cli.app import app
from reelwright.domain.picture import Rights
from reelwright.library import read_pictures
from reelwright.library.ingest.run import ingest
from reelwright.release import read_credentials
from reelwright.store import Catalogue

from makers.bases import library_of
from makers.folder_assets import FolderAssets
from makers.inpainting import canvas, meadow

pytestmark = pytest.mark.longer

BALL = ("--words", "the red ball", "--count", "2")


def run(*words, code=0):
    found = CliRunner().invoke(app, list(map(str, words)))
    if found.exception and not isinstance(found.exception, SystemExit):
        raise found.exception
    assert found.exit_code == code, found.output
    return found.output


def flat(text):
    return " ".join(text.split())


@pytest.fixture
def park(tmp_path, monkeypatch):
    """A base with one approved picture, of a red ball in the grass; and another, empty base."""
    home = tmp_path / "home"
    monkeypatch.setenv("REELWRIGHT_LIBRARY", str(home))
    monkeypatch.setenv("REELWRIGHT_WHO", "ann")
    monkeypatch.chdir(tmp_path)
    library = library_of(home)
    base = library.new("park", spaces=["embed/descriptors"])
    library.new("press", spaces=["embed/descriptors"])
    pictures = tmp_path / "pictures"
    pictures.mkdir()
    cv2.imwrite(str(pictures / "meadow.png"), meadow(480, 360))
    row = {"caption": "A red ball in the grass", "keywords": "ball, summer", "licence": "CC BY"}
    (pictures / "meadow.json").write_text(json.dumps(row | {"holder": "Ann"}))
    (source,) = ingest(base, pictures, approve=True).added
    yield SimpleNamespace(
        base=base, library=library, home=home, source=source, file=pictures / "meadow.png",
        press=library.open("press"), out=tmp_path / "meadow-inpaint", at=tmp_path,
    )  # fmt: skip
    library.close()


@pytest.fixture
def child(park):
    """The pick without the ball, an approved item of the base."""
    run("inpaint", "meadow.png", "--from", "park", *BALL, "--pick", "1", "--to", "park")
    (item,) = [i for i in park.base.items() if i.id != park.source]
    park.base.approve([item.id])
    return park.base.item(item.id)


def file_of(park):
    return next(park.out.glob("meadow-remove-*.png"))


@pytest.mark.proves("S3-08", "S3-10")
def test_a_pick_joins_a_base_once_and_waits_for_vetting(park):
    said = run("inpaint", "meadow.png", "--from", "park", *BALL, "--pick", "1", "--to", "park")
    assert "joined: park, draft: “The grass”" in flat(said)
    assert "library approve park" in said
    (item,) = [i for i in park.base.items() if i.id != park.source]
    assert item.state == "draft"
    assert item.caption == "The grass"
    assert (item.rights.holder, item.rights.licence) == ("Ann", "CC BY")
    assert "ball" not in item.keywords
    assert "summer" in item.keywords
    edit = item.picture.edit
    (parent,) = edit.parents
    assert (parent.sha256, parent.base, parent.file) == (park.source, "park", "meadow.png")
    assert (edit.mode, edit.mask_from, edit.engine) == ("remove", "the red ball", "inpaint/patch")
    assert len(edit.mask) == 64
    assert not edit.generated
    assert item.picture.made_by_ai is False
    again = run("inpaint", "--out", park.out, "--pick", "1", "--to", "park")
    assert "is in already" in flat(again)
    assert len(list(park.base.items())) == 2


def test_a_base_may_let_picks_stand_as_their_source(park):
    run("library", "new", "quick", "--space", "embed/descriptors", "--edits", "as their source")
    quick = park.library.open("quick")
    (source,) = ingest(quick, park.file.parent, approve=True).added
    run("inpaint", "meadow.png", "--from", "quick", *BALL, "--pick", "1", "--to", "quick")
    (item,) = [i for i in quick.items() if i.id != source]
    assert item.state == "approved"


def test_a_pick_that_was_stopped_on_its_way_is_taken_in_by_the_next(park, monkeypatch):
    from reelwright.library.ingest import run as taking

    run("inpaint", "meadow.png", "--from", "park", *BALL)

    def killed(*_):
        raise KeyboardInterrupt

    with monkeypatch.context() as broken:
        broken.setattr(taking, "_take_in", killed)
        with pytest.raises(BaseException):  # noqa: B017, PT011 - whatever a kill looks like here
            run("inpaint", "--out", park.out, "--pick", "1", "--to", "park")
    assert len(list(park.base.items())) == 1
    run("inpaint", "--out", park.out, "--pick", "1", "--to", "park")
    assert len(list(park.base.items())) == 2


def test_what_stops_a_pick_is_said_with_the_next_act(park, monkeypatch):
    run("inpaint", park.file, *BALL)
    out = park.file.parent / "meadow-inpaint"
    said = flat(run("inpaint", "--out", out, "--pick", "1", "--to", "parc", code=1))
    assert "no knowledge base 'parc' (there are: park, press)" in said
    assert "library new parc" in said
    said = flat(run("inpaint", "--out", out, "--pick", "7", "--to", "park", code=1))
    assert "no candidate '7'; pick best or one of 1, 2" in said
    said = flat(run("inpaint", "no.png", "--from", "park", *BALL, code=1))
    assert "park has no item 'no.png'" in said
    (park.at / "park").mkdir()
    said = flat(run("inpaint", "--out", out, "--pick", "1", "--to", "park", code=1))
    assert "write ./park for the folder" in said
    assert "base:park for the base" in said
    said = flat(run("inpaint", "--out", out, "--pick", "1", "--to", "base:parc", code=1))
    assert "no knowledge base 'parc'" in said
    said = flat(run("inpaint", "--out", out, "--pick", "1", "--to", "./park"))
    assert "picked park/" in said
    said = flat(run("inpaint", "--out", out, "--pick", "1", "--to", "base:park"))
    assert "joined: park, draft" in said
    shutil.rmtree(park.at / "park")
    (park.at / "park").mkdir()
    next(out.glob("meadow-remove-*.png")).unlink()
    next(out.glob("meadow-remove-*.json")).unlink()
    monkeypatch.setenv("REELWRIGHT_WHO", "bob")
    park.base.grant("bob", "reader")
    (park.at / "park").rmdir()
    said = flat(run("inpaint", "--out", out, "--pick", "1", "--to", "park", code=1))
    assert "bob" in said
    assert "add to" in said
    assert not list(out.glob("meadow-remove-*")), "nothing was picked"


@pytest.mark.parametrize(
    "licence",
    [
        "CC BY-ND 4.0", "cc by-nc-nd", "https://creativecommons.org/licenses/by-nd/4.0/",
        "No derivatives", "All rights reserved, no modifications", "Keine Bearbeitungen 3.0",
        "Pas de modification", "Sin obra derivada", "Non opere derivate", "SemDerivações",
        "GeenAfgeleideWerken", "IngaBearbetningar", "Bez utworów zależnych", "改変禁止",
    ],
)  # fmt: skip
def test_a_licence_against_changes_is_read_in_every_language(licence):
    assert Rights(licence=licence).forbids_changes


@pytest.mark.parametrize(
    "licence", ["CC BY 4.0", "CC BY-SA", "own", "North Dakota archive, ND", "no editorial use", ""]
)
def test_other_licences_are_not_taken_for_one(licence):
    assert not Rights(licence=licence).forbids_changes


@pytest.mark.proves("S3-10")
def test_no_edit_of_a_picture_that_forbids_it_is_used(park):
    park.base.describe(park.source, rights=Rights(holder="Ann", licence="CC BY-ND 4.0"))
    said = run("inpaint", "meadow.png", "--from", "park", *BALL)
    assert "lets nothing be made of it" in flat(said)
    for to in ("park", "./pictures"):
        said = run("inpaint", "--out", park.out, "--pick", "1", "--to", to, code=1)
        assert "meadow.png, whose licence (CC BY-ND 4.0)" in flat(said)
        assert "ask its holder" in flat(said)
    taken = ingest(park.press, [park.out / "candidate-1.png"])
    assert "CC BY-ND" in taken.refused[0]
    said = run("clip", "slow push in", "--image", park.out / "candidate-1.png", code=1)
    assert "CC BY-ND" in flat(said)


@pytest.mark.proves("S3-10")
def test_a_child_falls_with_its_parent_and_comes_back_with_it(park, child):
    copies = park.at / "handed-on"
    run("library", "export", "park", copies, "--size", "320x240")
    grand_out = park.at / "grand"
    run(
        "inpaint", child.id[:12], "--from", "park", "--words", "top quarter", "--count", "1",
        "--out", grand_out, "--pick", "1",
    )  # fmt: skip
    grand = next(grand_out.glob("meadow-remove-*-remove-*.png"))
    assert [i.item.id for i in park.base.search("grass").found if i.item.id == child.id]

    park.base.revoke([park.source], "the photographer withdrew it")
    found = park.base.search("grass")
    assert child.id not in [f.item.id for f in found.found]
    note = next(n for n in found.notes if child.id[:12] in n)
    assert "made from meadow.png" in note
    assert "revoked in park: “the photographer withdrew it”" in note
    assert park.base.report().barred
    # No copy comes in anywhere, by its sidecar or by what it says in its own bytes.
    alone = park.at / "renamed.png"
    for file in (file_of(park), grand):
        shutil.copy(file, alone)
        taken = ingest(park.press, [alone])
        assert not taken.added
        assert "made from meadow.png" in taken.refused[0]
        assert "the photographer withdrew it" in taken.refused[0]
    back = ingest(park.press, copies)
    assert child.id not in {i.id for i in park.press.items()}
    # The copy in another size has other bytes, and knows its parent all the same.
    small = f"{child.asset.name.removesuffix('.png')}.jpg"
    for name in (child.asset.name, small):
        assert any(name in r and "made from meadow.png" in r for r in back.refused), back.refused
    said = flat(run("clip", "slow push in", "--image", grand, code=1))
    assert "made from meadow.png" in said
    said = flat(run("clip", "slow push in", "--image", park.file, code=1))
    assert "revoked in park" in said
    with pytest.raises(Exception, match="cannot be approved: it was made from meadow"):
        park.base.approve([child.id])
    said = flat(run("inpaint", "--out", park.out, "--pick", "2", "--to", "press", code=1))
    assert "made from meadow.png" in said
    said = flat(run("inpaint", child.id[:12], "--from", "park", *BALL, code=1))
    assert "cannot be painted: it was made from meadow.png" in said
    assert "barred" in run("library", "show", "park", child.id[:12])

    park.base.approve([park.source])
    assert child.id in [f.item.id for f in park.base.search("grass").found]
    assert ingest(park.press, [alone]).added


@pytest.mark.proves("S3-08", "S3-10")
def test_a_clip_of_a_child_leads_back_to_the_source_and_is_named_when_that_is_revoked(park, child):
    # The child alone is called so: of two that hold the same words either could come first.
    run("library", "caption", "park", child.id, "A quiet lawn")
    asked = ("a quiet lawn, slow push in", "--library", "park", "--seconds", "2")
    said = run("clip", *asked, "--json", "--ungrounded")
    (told,) = json.loads(said)
    assert told["state"] == "done", told
    (source,) = told["sources"]
    film = told["films"][0].removesuffix(".mp4")
    if source["sha256"] != child.id:
        pytest.fail(f"the clip shows {source}")
    assert source["edit"]["made_from"][0]["sha256"] == park.source
    assert source["edit"]["generated"] is False
    folder = next((park.at / "clips").glob("*/results.json")).parent
    page = (folder / "index.html").read_text()
    assert "removed with inpaint/patch, by rules, not by AI" in page
    assert f"meadow.png ({park.source[:12]})" in page
    sealed = read_credentials(folder / told["films"][0])
    assert sealed.state in ("valid", "trusted")
    assert sealed.made_from == {child.asset.name: ("meadow.png",)}
    assert "AI" not in sealed.disclosure
    assert sealed.source_type.endswith("compositeCapture")
    assert sealed.retrieval["sources"][0]["edit"]["made_from"][0]["licence"] == "CC BY"
    # Down from the film, and up from the source.
    down = json.loads(run("trace", "clips", film, "--json"))
    assert down["sources"][0]["edit"]["parents"][0]["sha256"] == park.source
    for name in ("meadow.png", park.source[:10]):
        up = json.loads(run("trace", "clips", name, "--json"))
        assert film in [f for f, _ in up["films"]]
        assert [c["sha256"] for c in up["children"]] == [child.id]
    assert "made from it" in run("trace", "clips", "meadow.png")
    (source,) = [s for s in down["sources"] if s["role"] == "reference"]
    assert (source["licence"], source["holder"], source["barred"]) == ("CC BY", "Ann", "")
    shown = flat(run("trace", "clips", film))
    assert "CC BY, Ann" in shown
    assert "any more" not in shown
    shown = json.loads(run("library", "show", "park", park.source[:12], "--json"))
    assert shown["children"] == [f"park/{child.id} {child.asset.name}"]
    assert film in flat(run("library", "revoke", "park", park.source[:12])).replace(" ", "")
    shown = flat(run("trace", "clips", film))
    assert "may not be used any more" in shown
    assert "which was revoked in park" in shown


@pytest.mark.proves("S3-08")
def test_a_film_of_a_loose_copy_is_named_when_its_source_is_revoked(park, child):
    """The copy is in no base: what it says in its own bytes has to do."""
    alone = park.at / "holiday.png"
    shutil.copy(park.out / "candidate-2.png", alone)
    said = run("clip", "slow push in", "--image", alone, "--seconds", "2", "--json")
    film = json.loads(said)[0]["films"][0].removesuffix(".mp4")
    assert film in [
        f for f, _ in json.loads(run("trace", "clips", "meadow.png", "--json"))["films"]
    ]
    assert film in {use.film for use in park.base.revoke([park.source])}


@pytest.mark.proves("S3-08", "S3-10")
def test_a_campaigns_picture_is_left_out_when_its_source_is_revoked(desk, park):
    # The fixture of the campaign cleared the environment that the base's had set.
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("REELWRIGHT_LIBRARY", str(park.home))
        patch.setenv("REELWRIGHT_WHO", "ann")
        run("inpaint", park.file, *BALL, "--pick", "1", "--to", desk.folder / "library")
        assert "5 pictures" in desk.check()
        # A film that shows the loose copy is named by the base that holds its parent.
        shelf = read_pictures(desk.folder / "library", FolderAssets(park.at / "assets"))
        copy = next(p for p in shelf.pictures if p.edit)
        catalogue = Catalogue(desk.folder / ".reelwright" / "catalogue.db")
        catalogue.link("film-of-may", {copy.id: "reference"})
        catalogue.link_edit("film-of-may", copy)
        catalogue.close()
        films = park.base.revoke([park.source], "no longer ours")
        assert "film-of-may" in {use.film for use in films}
        said = flat(desk.check())
        assert "4 pictures" in said
        assert "is left out: it was made from meadow.png" in said
        assert "revoked in park: “no longer ours”" in said
        park.base.approve([park.source])
        assert "5 pictures" in desk.check()


def test_a_bought_consent_that_is_withdrawn_and_a_licence_that_ends_bar_children_too(park, child):
    rights = park.base.item(park.source).rights
    park.base.describe(park.source, rights=rights.model_copy(update={"people_consented": False}))
    assert "did not consent" in park.base.barred(child, today())
    ended = rights.model_copy(update={"expires": "2020-01-01"})
    park.base.describe(park.source, rights=ended)
    assert "whose licence ended on 2020-01-01" in park.base.barred(child, today())
    park.base.describe(park.source, rights=rights)
    assert not park.base.barred(child, today())


def today():
    from datetime import date

    return date.today()


@pytest.mark.proves("S3-08")
def test_what_a_model_painted_is_called_ai_and_a_fill_is_not(park, monkeypatch):
    load = registry.load
    with canvas(monkeypatch) as made:
        monkeypatch.setattr(
            registry, "load", lambda n, **o: made if n == "inpaint/canvas" else load(n, **o)
        )
        run("inpaint", park.file, *BALL, "--mode", "replace", "--with", "a blue kite",
            "--backend", "canvas", "--out", "ai", "--pick", "1", "--to", "park")  # fmt: skip
    (item,) = [i for i in park.base.items() if i.id != park.source]
    assert item.caption == "A blue kite in the grass"
    assert item.picture.made_by_ai
    assert item.picture.edit.model == "amazon.nova-canvas-v1:0"
    # A fill of what a model painted is no less made by one.
    park.base.approve([item.id])
    run("inpaint", item.id[:12], "--from", "park", "--words", "top quarter", "--count", "1",
        "--out", "filled", "--pick", "1", "--to", "press")  # fmt: skip
    (filled,) = park.press.items()
    assert filled.picture.made_by_ai
    assert not filled.picture.edit.generated
    assert filled.picture.edit.by_ai
    said = run("clip", "slow push in", "--image", next((park.at / "filled").glob("meadow-*.png")),
               "--seconds", "2", "--json")  # fmt: skip
    film = json.loads(said)[0]["films"][0]
    sealed = read_credentials(next((park.at / "clips").glob(f"*/{film}")))
    assert sealed.source_type.endswith("compositeWithTrainedAlgorithmicMedia")
    assert sealed.disclosure == "Parts of some pictures were made with AI."


def test_a_candidate_says_in_its_own_bytes_what_it_is(park):
    run("inpaint", park.file, *BALL)
    with Image.open(park.file.parent / "meadow-inpaint" / "candidate-1.png") as picture:
        packet = picture.info["xmp"].decode()
    assert "humanEdits" in packet
    assert park.source in packet
    assert "CC BY" in packet


def test_a_lineage_that_cannot_be_read_is_refused_by_name(park):
    folder = park.at / "broken"
    folder.mkdir()
    cv2.imwrite(str(folder / "x.png"), meadow(480, 360, ball=False))
    (folder / "x.json").write_text('{"caption": "x", "edit": {"mode": "remove", "parents": []}}')
    said = flat(run("library", "add", "park", folder))
    assert "0 taken in" in said
    assert "x.json: edit.engine" in said
    assert "pick the candidate again" in said


def test_sidecars_of_before_lineage_was_kept_are_still_read(park):
    folder = park.at / "old"
    folder.mkdir()
    cv2.imwrite(str(folder / "x.png"), meadow(480, 360, ball=False))
    row = {
        "caption": "The grass", "made_by_ai": False, "edited": True,
        "made_from": {"file": "meadow.png", "sha256": park.source, "role": "picture"},
        "edit": {
            "mode": "remove", "words": "", "mask": {"file": "mask.png", "sha256": "0" * 64},
            "mask_from": "the red ball", "masked": 0.1, "source": None, "score": 9.0, "why": "",
            "backend": "inpaint/patch", "model": "", "seed": 1, "candidate": 2, "picked_by": "ann",
        },
    }  # fmt: skip
    (folder / "x.json").write_text(json.dumps(row))
    park.base.revoke([park.source])
    assert "made from meadow.png" in ingest(park.press, folder).refused[0]
