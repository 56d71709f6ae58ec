"""How letters stand out from what is behind them, as pixels tell it."""

import cv2
import numpy as np
import pytest

from reelwright.domain.base import Box
from reelwright.media.pictures.letters import contrast_behind

PAPER, INK = (227, 239, 246), (40, 26, 16)
COLOUR = "#f6efe3"


def _strips(headline):
    """A headline on ink over small words on a strip of the headline's own colour."""
    frame = np.full((1920, 1080, 3), 120, np.uint8)
    painted = np.zeros((1920, 1080), bool)
    painted[400:520, :560] = painted[520:588, :620] = True
    frame[400:520, :560], frame[520:588, :620] = INK, PAPER
    cv2.putText(frame, "Fits 41 of", (120, 490), cv2.FONT_HERSHEY_SIMPLEX, 2.4, headline, 7)
    for row, words in ((549, "Size check, April 2026"), (582, "held against 42 airlines")):
        cv2.putText(frame, words, (120, row), cv2.FONT_HERSHEY_SIMPLEX, 1.05, INK, 3)
    box = Box(x=120 / 1080, y=400 / 1920, w=380 / 1080, h=188 / 1920)
    return frame, box, painted


def test_a_strip_in_the_letters_colour_is_no_letter():
    frame, box, painted = _strips(PAPER)
    assert contrast_behind(frame, box, COLOUR, painted) > 10


@pytest.mark.parametrize("headline", [INK, (44, 30, 20)])
def test_letters_that_cannot_be_seen_are_missed(headline):
    frame, box, painted = _strips(headline)
    found = contrast_behind(frame, box, COLOUR, painted)
    assert found is None or found < 3
