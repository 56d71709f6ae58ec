"""From a request to candidates on a sheet, to a pick that a library takes in with its trace."""

import json

import cv2
import numpy as np
import pytest
from PIL import Image

from reelwright.domain.errors import DoesNotFit, InvalidIntake, NotFound
from reelwright.library import read_pictures
from reelwright.media.pictures.files import open_picture
from reelwright.workflow import inpainting
from reelwright.workflow import painted as kept
from reelwright.workflow.inpainting import PaintSource, Request

from makers.inpainting import canvas, meadow, spot
from makers.models3d import box, glb

pytestmark = pytest.mark.longer


@pytest.fixture
def folder(tmp_path):
    """A library: a meadow with a ball, and a plate of another."""
    library = tmp_path / "library"
    library.mkdir()
    cv2.imwrite(str(library / "meadow.png"), meadow(480, 360))
    (library / "meadow.json").write_text(
        json.dumps({"caption": "A red ball in the grass", "licence": "CC BY", "holder": "Ann"})
    )
    blue = meadow(480, 360, ball=False)
    cv2.circle(blue, (240, 216), 60, (200, 90, 20), -1, cv2.LINE_AA)
    cv2.imwrite(str(library / "kite.png"), blue)
    (library / "kite.json").write_text(
        json.dumps({"caption": "A blue kite", "licence": "own", "expires": "2031-01-01"})
    )
    return library


@pytest.fixture
def painted(folder, tmp_path):
    out = tmp_path / "out"
    told = []
    request = Request(folder / "meadow.png", "remove", where="the red ball", count=4, seed=3)
    return out, inpainting.paint(request, out, tell=told.append), told


@pytest.mark.proves("S3-11", "S2-23")
def test_a_3d_model_stands_in_a_picture_without_its_ground(folder, tmp_path):
    """Whatever its file is called: a base names files by their digest."""
    model = tmp_path / "digest"
    model.write_bytes(glb([box(colour=(0.1, 0.2, 0.9))]))
    request = Request(
        folder / "meadow.png", "replace", where="the red ball", words="a blue crate",
        source=PaintSource(model, caption="a blue crate"), count=1,
    )  # fmt: skip
    inpainting.paint(request, tmp_path / "out")
    before = cv2.imread(str(folder / "meadow.png")).astype(int)
    after = cv2.imread(str(tmp_path / "out" / "candidate-1.png")).astype(int)
    blue = (after[..., 0] - after[..., 2]) > 50
    new = blue & ~((before[..., 0] - before[..., 2]) > 50)
    assert new.sum() > 1500
    # Grass and sky around it stay: no pale ground came with it.
    assert np.abs(after - before).max(2)[:, :120].max() < 10
    assert not ((after.min(2) > 235) & (before.min(2) < 200)).any()


@pytest.mark.proves("S2-23", "S2-24")
def test_candidates_are_made_ranked_and_shown(painted):
    out, record, told = painted
    assert len(record.candidates) == 4
    scores = [c.score for c in record.candidates]
    assert scores == sorted(scores, reverse=True)
    assert {p.name for p in out.iterdir()} >= {
        "candidate-1.png",
        "candidate-4.png",
        "mask.png",
        "sheet.png",
        "index.html",
        "inpaint.json",
    }
    page = (out / "index.html").read_text()
    assert page.index("The picture") < page.index("Candidate 1") < page.index("Candidate 4")
    assert "repeat(3," in page
    with Image.open(out / "sheet.png") as sheet:
        assert sheet.width < 3 * 700
    assert "'ball' is not recognised" in told[0]
    assert kept.read(out) == record


@pytest.mark.proves("S2-23")
def test_the_thing_is_gone_and_the_rest_is_as_it_was(painted, folder):
    out, record, _ = painted
    before = open_picture(folder / "meadow.png")
    mask = open_picture(out / "mask.png")[..., 0] > 0
    assert mask[216, 240]
    for candidate in record.candidates:
        after = open_picture(out / candidate.file)
        red = (after[..., 2] > 150) & (after[..., 1] < 90)
        assert red.sum() < 20
        far = ~cv2.dilate(mask.astype(np.uint8), np.ones((15, 15))).astype(bool)
        assert np.array_equal(after[far], before[far])


@pytest.mark.proves("S2-24")
def test_a_pick_goes_into_the_library_with_its_trace(painted, folder, assets):
    out, record, _ = painted
    path = kept.pick(out, "2", to=folder, who="ann")
    row = json.loads(path.with_suffix(".json").read_text())
    assert row["caption"] == "The grass"
    assert row["edited"] is True
    assert row["made_by_ai"] is False
    assert row["made_from"] == {**record.picture.model_dump(), "role": "picture"}
    assert row["edit"]["candidate"] == 2
    assert row["edit"]["picked_by"] == "ann"
    shelf = read_pictures(folder, assets)
    taken = next(p for p in shelf.pictures if p.asset.name == path.name)
    assert taken.caption == "The grass"
    assert taken.made_by_ai is False
    assert (taken.rights.holder, taken.rights.licence) == ("Ann", "CC BY")
    assert kept.read(out).picked == 2


def test_the_judge_picks_the_best(painted):
    out, record, _ = painted
    path = kept.pick(out, "best")
    assert path.read_bytes() == (out / record.candidates[0].file).read_bytes()
    assert kept.read(out).picked_by == "judge"


def test_a_replacement_carries_the_rights_of_both_pictures(folder, tmp_path):
    request = Request(
        folder / "meadow.png",
        "replace",
        where="the red ball",
        words="a blue kite",
        source=PaintSource(folder / "kite.png"),
        count=2,
    )
    record = inpainting.paint(request, tmp_path / "out")
    path = kept.pick(tmp_path / "out", "best")
    row = json.loads(path.with_suffix(".json").read_text())
    assert row["licence"] == "CC BY; own"
    assert row["expires"] == "2031-01-01"
    assert row["caption"] == "A blue kite in the grass"
    assert [p["sha256"] for p in row["edit"]["parents"]] == [
        record.picture.sha256,
        record.source.sha256,
    ]
    found = open_picture(path)[216 - 20 : 216 + 20, 240 - 20 : 240 + 20].mean((0, 1))
    assert found[0] > found[2] + 60


def test_the_same_request_makes_the_same_files(painted, folder, tmp_path):
    _, record, _ = painted
    request = Request(folder / "meadow.png", "remove", where="the red ball", count=4, seed=3)
    assert inpainting.paint(request, tmp_path / "again") == record


def test_a_mask_file_of_black_on_white_is_turned_round(folder, tmp_path):
    cv2.imwrite(str(tmp_path / "m.png"), 255 - spot(480, 360, 70))
    request = Request(
        folder / "meadow.png", "remove", mask=tmp_path / "m.png", white_changes=False, count=1
    )
    inpainting.paint(request, tmp_path / "out")
    assert open_picture(tmp_path / "out" / "mask.png")[216, 240, 0] == 255


def test_a_layer_of_a_drawing_is_taken_out_of_the_drawing_itself(fernhill, tmp_path):
    drawing = fernhill / "library" / "kitchen-two-mugs.svg"
    request = Request(drawing, "remove", where="the subject", count=1, side=480)
    record = inpainting.paint(request, tmp_path / "out")
    assert "layer-subject" in record.notes[0]
    before = open_picture(drawing, max_side=480)
    after = open_picture(tmp_path / "out" / "candidate-1.png")
    mask = open_picture(tmp_path / "out" / "mask.png")[..., 0] > 0
    assert np.array_equal(after[:60], before[:60])
    # Where the mugs stood is the table, as even as it was drawn.
    assert after[mask].std(0).max() < before[mask].std(0).max()
    assert record.candidates[0].score > 9


def test_a_model_that_knows_names_finds_what_cannot_be_measured(folder, tmp_path, monkeypatch):
    with canvas(monkeypatch) as made:
        monkeypatch.setattr(inpainting.registry, "load", lambda name, **_: made)
        request = Request(
            folder / "meadow.png",
            "replace",
            where="the toy",
            words="a hat",
            count=2,
            backend="inpaint/canvas",
        )
        record = inpainting.paint(request, tmp_path / "out")
        assert made.service.asked[-1]["inPaintingParams"]["maskPrompt"] == "the toy"
    assert record.generated
    row = json.loads(kept.pick(tmp_path / "out", "1").with_suffix(".json").read_text())
    assert row["made_by_ai"] is True
    assert row["digitalsourcetype"].endswith("compositeWithTrainedAlgorithmicMedia")
    assert row["edit"]["model"] == "amazon.nova-canvas-v1:0"


def test_faults_are_told_with_the_next_act(painted, folder, tmp_path):
    out, record, _ = painted
    with pytest.raises(NotFound, match="best or one of 1, 2, 3, 4"):
        kept.pick(out, "7")
    with pytest.raises(NotFound, match="holds no candidates"):
        kept.pick(tmp_path, "1")
    with pytest.raises(InvalidIntake, match="by a mask file or by words"):
        inpainting.paint(Request(folder / "meadow.png", "remove"), tmp_path / "x")
    with pytest.raises(InvalidIntake, match="no picture"):
        inpainting.paint(Request(tmp_path / "no.png", "remove", where="sky"), tmp_path / "x")
    with pytest.raises(DoesNotFit, match="mask image"):
        inpainting.paint(Request(folder / "meadow.png", "remove", where="joy"), tmp_path / "x")
    (out / record.candidates[0].file).write_bytes(b"other")
    with pytest.raises(InvalidIntake, match="was changed"):
        kept.pick(out, "best")
