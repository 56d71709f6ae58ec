import numpy as np
import pytest

from reelwright.domain.asset import Asset
from reelwright.domain.base import Box
from reelwright.domain.brand import Brand, FontFace, Palette
from reelwright.domain.continuity import Reference
from reelwright.domain.picture import Caption, Picture
from reelwright.domain.storyboard import Scene, Text
from reelwright.domain.take import Move, Take, Window


def asset(name="a.jpg", kind="image/jpeg"):
    return Asset(sha256="0" * 64, media_type=kind, bytes=1, name=name)


@pytest.fixture
def brand():
    def make(**changes):
        face = FontFace(family="A", weight=400, asset=asset("a.ttf", "font/ttf"))
        values = {
            "name": "Fernhill",
            "palette": Palette(primary="#35524a", ink="#1d2b27", paper="#f7f1e5", accent="#e07a3f"),
            "heading": face,
            "body": face,
            "logo": asset("logo.svg", "image/svg+xml"),
            "logo_aspect": 3,
        }
        return Brand(**{**values, **changes})

    return make


@pytest.fixture
def picture():
    def make(**changes):
        values = {
            "id": "p",
            "asset": asset(),
            "width": 6000,
            "height": 4000,
            "captions": (Caption(text="an old woman holds a cup at the window", source="person"),),
            "subject": Box(x=0.4, y=0.35, w=0.2, h=0.4),
            "calm": (0.8, 0.4, 0.7),
            "palette": (),
            "sharpness": 300,
        }
        return Picture(**{**values, **changes})

    return make


@pytest.fixture
def scene():
    def make(**changes):
        values = {
            "id": "s1",
            "beat": "hook",
            "description": "",
            "seek": "woman holding a cup",
            "camera": "slow push in",
            "narration": "You know this morning.",
            "seconds": 4,
            "text": Text(kind="title", head="Same face, every week"),
        }
        return Scene(**{**values, **changes})

    return make


@pytest.fixture
def reference():
    def make(picture, **changes):
        values = {
            "scene": "s1",
            "query": "woman holding a cup",
            "picture": picture,
            "score": 0.7,
            "reason": "caption",
            "grounded": True,
            "floor": 0.3,
        }
        return Reference(**{**values, **changes})

    return make


@pytest.fixture
def take():
    def make(picture, name="push in", start=(0.5, 0.5, 1.0), end=(0.5, 0.5, 1.05), **changes):
        move = Move(
            picture=picture,
            name=name,
            start=Window(x=start[0], y=start[1], zoom=start[2]),
            end=Window(x=end[0], y=end[1], zoom=end[2]),
        )
        values = {
            "id": "s1-9x16-1",
            "scene": "s1",
            "format": "9:16",
            "attempt": 1,
            "shot": move,
            "direction": "push in",
            "backend": "motion",
            "route": "has a library picture",
        }
        return Take(**{**values, **changes})

    return make


@pytest.fixture
def frames():
    """Frames of a textured field in brand colours, sliding by `step` pixels of 270."""

    def make(step=3, count=5, colours=("#f7f1e5", "#35524a"), blur=0, level=1.0):
        rng = np.random.default_rng(5)
        coarse = rng.random((60, 60))
        field = np.kron(coarse, np.ones((10, 10)))
        if blur:
            kernel = np.ones(blur) / blur
            for axis in (0, 1):
                field = np.apply_along_axis(
                    lambda row: np.convolve(row, kernel, "same"), axis, field
                )
        a, b = (np.array([int(c[i : i + 2], 16) for i in (5, 3, 1)], float) for c in colours)
        whole = (field[..., None] * a + (1 - field[..., None]) * b) * level
        whole = whole.clip(0, 255).astype(np.uint8)
        return [whole[60:540, 20 + step * i : 290 + step * i].copy() for i in range(count)]

    return make
