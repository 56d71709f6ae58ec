import io
import shutil

import pytest
from PIL import Image

from reelwright.domain.asset import Asset
from reelwright.domain.base import Box
from reelwright.domain.campaign import Format
from reelwright.domain.picture import Caption, Picture
from reelwright.domain.take import Move, Window
from reelwright.domain.timeline import Overlay, SceneClip, Timeline

SMALL = Format(name="9:16", width=270, height=480, rate=30)


def picture_file(name="a.jpg", kind="image/jpeg"):
    return Asset(sha256="0" * 64, media_type=kind, bytes=1, name=name)


@pytest.fixture
def picture():
    return Picture(
        id="woman-with-cup",
        asset=picture_file(),
        width=3000,
        height=2000,
        captions=(Caption(text="a woman holds a cup", source="person"),),
        subject=Box(x=0.4, y=0.3, w=0.2, h=0.4),
        calm=(0.8, 0.5, 0.6),
        palette=(),
        sharpness=200,
    )


@pytest.fixture
def timeline(picture):
    def make(frames=90, overlays=(), captions=(), name="push in", cuts=(0,), film=SMALL):
        ends = [*cuts[1:], frames]
        move = Move(picture=picture, name=name, start=Window(zoom=1.0), end=Window(zoom=1.05))
        clips = tuple(
            SceneClip(scene=f"s{i + 1}", start=a, frames=b - a, shot=move)
            for i, (a, b) in enumerate(zip(cuts, ends, strict=True))
        )
        return Timeline(
            id="film",
            title="Film",
            format=film,
            language="en",
            frames=frames,
            clips=clips,
            overlays=tuple(overlays),
            captions=tuple(captions),
        )

    return make


@pytest.fixture
def overlay():
    def make(**changes):
        image = io.BytesIO()
        Image.new("RGBA", (8, 8)).save(image, "PNG")
        values = {
            "id": "o1",
            "kind": "title",
            "start": 0,
            "frames": 90,
            "image": picture_file("o.png", "image/png"),
            "x": 60,
            "y": 150,
            "width": 140,
            "height": 32,
            "text": "Same carer",
            "box": Box(x=60 / 270, y=152 / 480, w=135 / 270, h=28 / 480),
            "colour": "#ffffff",
            "size": 0.05,
        }
        return Overlay(**{**values, **changes})

    return make


# Its event loop runs as long as it is open: no longer than the tests of one file.
@pytest.fixture(scope="module")
def browser():
    """A real Chromium, without network of its own."""
    path = shutil.which("chromium") or shutil.which("chromium-browser")
    if path is None:
        pytest.skip("no Chromium here: apt-get install chromium")
    playwright = pytest.importorskip("playwright.sync_api")
    with playwright.sync_playwright() as p:
        found = p.chromium.launch(
            executable_path=path,
            args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
        )
        yield found
        found.close()
