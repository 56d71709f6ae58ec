"""Of several things alike the one that the words mean is found, or none with the reason."""

import cv2
import numpy as np
import pytest

from reelwright.domain.errors import DoesNotFit
from reelwright.media.painting.mask import from_words

RED, GREEN, BLUE = (40, 40, 200), (50, 150, 50), (190, 80, 30)


def scene(colour, *balls):
    """A grey wall with balls (x, y, radius) before it, and where each is."""
    grain = np.random.default_rng(5).normal(0, 3, (200, 320, 1))
    picture = np.clip(np.add((200, 205, 208), grain), 0, 255).astype(np.uint8)
    seen = []
    for x, y, radius in balls:
        ball = cv2.circle(np.zeros(picture.shape[:2], np.uint8), (x, y), radius, 255, -1)
        paint = np.clip(np.add(colour, grain), 0, 255).astype(np.uint8)
        picture = np.where(ball[..., None] > 0, paint, picture)
        seen.append(ball > 0)
    return picture, seen


ROW = scene(RED, (45, 110, 22), (120, 100, 22), (200, 105, 22), (280, 95, 22))
SIZES = scene(GREEN, (60, 60, 15), (160, 115, 36), (260, 70, 22))
COLUMN = scene(BLUE, (160, 35, 19), (155, 95, 20), (165, 160, 19))


@pytest.mark.longer
@pytest.mark.parametrize(
    ("shown", "words", "meant"),
    [
        (ROW, "the second red cup from the left", {1}),
        (ROW, "the 2nd cup from the right", {2}),
        (ROW, "the last red cup from the left", {3}),
        (ROW, "the leftmost red cup", {0}),
        (ROW, "the two red cups on the left", {0, 1}),
        (ROW, "the four red cups", {0, 1, 2, 3}),
        (SIZES, "the biggest leaf", {1}),
        (SIZES, "the smallest green leaf", {0}),
        (SIZES, "the second largest green leaf", {2}),
        (SIZES, "one of the green leaves", {1}),
        (COLUMN, "the second blue ball from the top", {1}),
        (COLUMN, "the lowest blue ball", {2}),
    ],
)
def test_the_thing_that_is_meant_is_found(shown, words, meant):
    picture, seen = shown
    found = from_words(picture, words).mask > 0
    assert {n for n, ball in enumerate(seen) if found[ball].mean() > 0.9} == meant
    assert sum(found[ball].mean() > 0.05 for ball in seen) == len(meant)


@pytest.mark.parametrize(
    ("shown", "words", "why"),
    [
        (ROW, "the fifth red cup from the left", "there are only 4"),
        (ROW, "the second red cup", "from which side"),
        (ROW, "two of the red cups", "which of them"),
        (ROW, "the three red cups", "there are 4 such things, not 3"),
        (ROW, "another red cup", "which one is meant"),
        (ROW, "the biggest red cup", "about as large"),
        (ROW, "the top of the red cup", "part of a thing"),
        (SIZES, "the second green leaf from the left", "differ so much in size"),
    ],
)
def test_what_is_left_open_is_refused_with_the_reason(shown, words, why):
    with pytest.raises(DoesNotFit, match=why):
        from_words(shown[0], words)
