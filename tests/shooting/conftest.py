import pytest

from reelwright.domain.asset import Asset
from reelwright.domain.base import Box
from reelwright.domain.continuity import Reference, ShotPrompt
from reelwright.domain.picture import Caption, Picture
from reelwright.domain.storyboard import Scene


@pytest.fixture
def picture():
    def make(width=6000, height=4000, subject=(0.4, 0.35, 0.2, 0.35), svg=False, layers=()):
        kind = "image/svg+xml" if svg else "image/jpeg"
        return Picture(
            id="a-picture",
            asset=Asset(sha256="0" * 64, media_type=kind, bytes=1, name="a.jpg"),
            width=width,
            height=height,
            captions=(Caption(text="a woman holds a cup", source="person"),),
            subject=Box(x=subject[0], y=subject[1], w=subject[2], h=subject[3]),
            calm=(0.8, 0.4, 0.7),
            palette=("#d8c8b0", "#35524a"),
            sharpness=300,
            layers=layers,
        )

    return make


@pytest.fixture
def scene():
    def make(camera="slow push in on the cup", scale="any", id="s1"):
        return Scene(
            id=id,
            beat="hook",
            description="A woman at a table",
            seek="a woman holds a cup",
            camera=camera,
            narration="You know this morning.",
            seconds=4,
            scale=scale,
        )

    return make


@pytest.fixture
def reference():
    def make(picture, scene="s1", grounded=True, pinned=False):
        return Reference(
            scene=scene,
            query="a woman holds a cup",
            picture=picture,
            score=0.7,
            reason="caption says so",
            grounded=grounded,
            floor=0.3,
            pinned=pinned,
        )

    return make


@pytest.fixture
def prompt():
    return ShotPrompt(scene="s1", text="A woman at a table", brief_line="calm mornings")
