"""A brand, and painters for it."""

import numpy as np
import pytest
from PIL import Image

from reelwright.domain.campaign import FORMATS
from reelwright.graphics import Painter
from reelwright.graphics.fonts import read_face
from reelwright.intake.brand import load_brand


@pytest.fixture
def brand(fernhill, assets):
    return load_brand(fernhill, assets, read_face)


@pytest.fixture
def paint(brand, assets):
    def make(frame="9:16", **options):
        return Painter(brand, FORMATS[frame], assets, **options)

    return make


@pytest.fixture
def pixels(assets):
    """An overlay's image as RGBA uint8."""

    def read(overlay):
        return np.asarray(Image.open(assets.path(overlay.image)).convert("RGBA"))

    return read
