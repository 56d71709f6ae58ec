"""Clips as they are given: too small, under a wrong name, without consent, against ads."""

import shutil

import av
import cv2
import numpy as np
import pytest
from typer.testing import CliRunner

from reelwright.cli.app import app
from reelwright.domain.campaign import FORMATS
from reelwright.domain.footage import told
from reelwright.domain.framing import coarse
from reelwright.library import read_pictures

from makers.clips import clip, scene
from makers.folder_assets import FolderAssets


@pytest.fixture(scope="module")
def road(tmp_path_factory):
    """A clip of 640 x 360 and two seconds."""
    return clip(tmp_path_factory.mktemp("road") / "road.mp4", scene(640, 360), 2)


@pytest.fixture
def shelf(tmp_path, road):
    """Reads a folder that holds the clip, and what is written beside it."""

    def read(row="", **files):
        folder = tmp_path / "library"
        folder.mkdir()
        if row:
            columns = "file,caption,licence,people_consented"
            (folder / "captions.csv").write_text(f"{columns}\n{row}\n", encoding="utf-8")
            shutil.copy(road, folder)
        for name, data in files.items():
            (folder / name.replace("_", ".")).write_bytes(data)
        return read_pictures(folder, FolderAssets(tmp_path / "assets"))

    return read


def test_a_clip_that_is_blown_up_is_named_with_what_would_be_enough(shelf):
    (picture,) = shelf("road.mp4,A road,CC BY,").pictures
    said = coarse(picture, [FORMATS["16:9"]])
    assert "road.mp4 is 640 x 360 pixels, and enlarged 3.0 times to fill 1920 x 1080" in said
    assert "use footage of 1600 x 900 or more" in said
    large = picture.model_copy(update={"width": 1920, "height": 1080})
    assert coarse(large, [FORMATS["16:9"]]) == ""
    # An upright film takes a narrow part of a wide clip.
    assert "enlarged 1.8 times to fill 1080 x 1920" in coarse(large, list(FORMATS.values()))


def test_a_clip_that_no_film_can_use_is_refused_as_a_picture_of_its_size_is(tmp_path):
    folder = tmp_path / "library"
    clip(folder / "tiny.mp4", scene(64, 48), 2)
    shelf = read_pictures(folder, FolderAssets(tmp_path / "assets"))
    assert not shelf.pictures
    (line,) = shelf.refused
    assert "tiny.mp4 is 64 x 48 pixels, too small for a film" in line


def test_a_clip_without_consent_is_no_usable_one(shelf):
    (picture,) = shelf("road.mp4,A road,CC BY,no").pictures
    assert "the people in it refused to be shown, so no film shows it" in told(picture)
    assert "fills scenes" not in told(picture)


@pytest.mark.parametrize("licence", ["CC BY-NC 4.0", "uso editorial", "nur privat"])
def test_a_clip_whose_licence_forbids_ads_is_left_out(shelf, licence):
    found = shelf(f"road.mp4,A road,{licence},")
    assert not found.pictures
    assert any("road.mp4 is left out" in line and licence in line for line in found.refused)


@pytest.mark.parametrize(
    ("tag", "taken"), [("CC BY-NC", False), ("Private use only", False), ("Lavf 60", True)]
)
def test_a_clips_own_tags_count_where_nobody_names_its_licence(tmp_path, road, tag, taken):
    folder = tmp_path / "library"
    folder.mkdir()
    with av.open(str(road)) as box, av.open(str(folder / "own.mp4"), "w") as out:
        stream = out.add_stream_from_template(box.streams.video[0])
        out.metadata["copyright"] = tag
        for packet in box.demux(box.streams.video[0]):
            if packet.dts is not None:
                packet.stream = stream
                out.mux(packet)
    shelf = read_pictures(folder, FolderAssets(tmp_path / "assets"))
    assert bool(shelf.pictures) is taken
    assert taken or any(tag in line for line in shelf.refused)


@pytest.mark.parametrize(("ending", "kind"), [("jpg", "JPEG"), ("png", "PNG"), ("webp", "WebP")])
def test_a_picture_called_a_clip_is_said_to_be_one(shelf, ending, kind):
    data = cv2.imencode(f".{ending}", np.full((300, 400, 3), 90, np.uint8))[1].tobytes()
    (line,) = shelf(photo_mp4=data).refused
    assert f"photo.mp4 is a {kind} picture, no sound or film" in line
    assert f"give it the ending .{ending}" in line


@pytest.mark.parametrize("asked", [("clip", "push in", "--image"), ("inpaint",)])
def test_a_clip_given_as_a_picture_says_what_to_do_with_it(tmp_path, road, monkeypatch, asked):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("REELWRIGHT_LIBRARY", str(tmp_path / "home"))
    words = [*asked, str(road)] + (["--words", "the sky"] if asked == ("inpaint",) else [])
    found = CliRunner().invoke(app, words)
    assert found.exit_code == 1
    said = " ".join(found.output.split())
    assert "road.mp4 is a clip" in said
    assert "save one of its frames as a picture" in said
