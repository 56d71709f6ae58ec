"""Masks by words hold one whole thing, or each of many, and else are refused with the reason."""

import cv2
import numpy as np
import pytest

from reelwright.domain.errors import DoesNotFit
from reelwright.media.painting.mask import from_words
from reelwright.media.pictures.files import open_picture


def overlap(found, truth):
    found, truth = found > 0, truth > 0
    return (found & truth).sum() / max(1, (found | truth).sum())


def share(mask, box):
    """How much of a box (x0, x1, y0, y1 in shares of the picture) a mask covers."""
    height, width = mask.shape
    x0, x1, y0, y1 = box
    part = mask[round(y0 * height) : round(y1 * height), round(x0 * width) : round(x1 * width)]
    return float((part > 0).mean())


def outlined(shape, *pieces):
    """A mask of polygons whose corners are tenths of the picture's width and height."""
    height, width = shape[:2]
    mask = np.zeros((height, width), np.uint8)
    for piece in pieces:
        corners = np.array([(x * width / 10, y * height / 10) for x, y in piece], np.int32)
        cv2.fillPoly(mask, [corners], 255)
    return mask


TREE = [(5.2, 4.2), (6.2, 1.5), (7.5, 0.1), (8.5, 1), (9.8, 5), (8.5, 6.3), (7.6, 7), (7.5, 8.5),
        (6.8, 8.5), (6.9, 7), (6.4, 6.3)]  # fmt: skip
TULIPS = (
    [(5.8, 3.8), (6.5, 3.1), (7.5, 4.5), (7.6, 6.3), (6.8, 6.5), (6, 5.5)],
    [(7.5, 4.4), (8.3, 4.6), (9, 6.3), (8.8, 7.3), (8, 7.2), (7.6, 6.3)],
    [(4.8, 7.3), (5.5, 7), (6.5, 8), (6.4, 9.3), (5.6, 9.3), (4.9, 8.3)],
    [(9.4, 5.6), (10, 5.6), (10, 7.8), (9.4, 7.8)],
)
SHIRT = [(0.8, 6), (2.2, 3.8), (3.1, 2.6), (4.6, 2.6), (5.1, 3.7), (5, 5.5), (4.2, 7.1), (1, 6.9)]
SHOE = [(4, 1.4), (5, 1.4), (5, 2.8), (4.7, 3.4), (4.2, 3.2)]


@pytest.mark.parametrize(
    ("name", "words", "caption", "pieces", "least"),
    [
        ("tree", "the tree", "A tree on a meadow at sunset", (TREE,), 0.55),
        ("tree", "black tree", "", (TREE,), 0.4),  # its sky shows between its twigs
        ("flower", "the purple flowers", "", TULIPS, 0.7),
        ("flower", "the left flower", "", TULIPS[2:3], 0.6),
        ("clothes_table", "the white shirt", "", (SHIRT,), 0.8),
        ("shoes", "the yellow shoe", "", (SHOE,), 0.55),
    ],
)
def test_things_on_photographs_are_found(shared_data, name, words, caption, pieces, least):
    """Where each is was drawn by hand, by looking."""
    photo = open_picture(shared_data / "photos" / f"{name}.jpg", max_side=1280)
    found = from_words(photo, words, caption).mask
    assert overlap(found, outlined(photo.shape, *pieces)) > least


def test_white_flowers_on_a_bag_are_found_without_the_bag(shared_data):
    photo = open_picture(shared_data / "photos" / "bag.jpg", max_side=1280)
    found = from_words(photo, "white flowers").mask
    middles = [(3.55, 4.05), (4.45, 4.05), (5.35, 4.05), (3.1, 5), (4.1, 4.9), (4.95, 4.9),
               (5.85, 4.9), (3.65, 5.9), (4.55, 5.8), (5.5, 5.8), (4.05, 6.75), (5, 6.7),
               (5.95, 6.6), (2.45, 6.2)]  # fmt: skip
    height, width = found.shape
    seen = [found[round(y * height / 10), round(x * width / 10)] > 0 for x, y in middles]
    assert sum(seen) >= 13
    # The bag between them, its strap, the hat and the wall.
    for box in [(0.345, 0.375, 0.47, 0.52), (0.42, 0.7, 0.77, 0.82), (0.6, 0.75, 0.2, 0.4),
                (0, 0.15, 0, 0.5)]:  # fmt: skip
        assert share(found, box) < 0.03


@pytest.mark.parametrize(
    ("name", "words", "caption"),
    [
        ("bag", "the hat", "A straw hat leaning on a bag with white flowers"),
        ("bag", "the bag", "A bag with a hat"),
        ("bag", "the blue ribbon", ""),
        ("bag", "the brown bag", ""),
        ("shoes", "left shoe", ""),
        ("shoes", "the red shoe", ""),
        ("shoes", "the white shoe", ""),
        ("shoes", "white shoe at the bottom right", ""),  # with a stone beside it
        ("flower", "the purple flower", ""),  # there are four
        ("shoes", "the green umbrella", ""),
        ("clothes_table", "left shoe", ""),
        ("clothes_table", "the lamp", ""),
        ("dog", "the black chair on the right", ""),
        ("aurora", "the green light", ""),
        ("tree_top", "green trees", ""),
        ("waves", "the boat on the right", ""),
    ],
)
def test_what_is_not_found_for_sure_is_no_mask(shared_data, name, words, caption):
    """A part of a thing, two things, one of several, or what is not there at all."""
    photo = open_picture(shared_data / "photos" / f"{name}.jpg", max_side=1280)
    with pytest.raises(DoesNotFit, match="mask image") as refused:
        from_words(photo, words, caption)
    assert words in str(refused.value)


def wall(seed=5, size=(360, 480)):
    grain = np.random.default_rng(seed).normal(0, 3, (*size, 1))
    return np.clip(np.add((200, 205, 208), grain), 0, 255)


def test_a_thing_in_light_and_shade_is_found_whole_or_not_at_all():
    picture = wall()
    inside = cv2.circle(np.zeros(picture.shape[:2], np.uint8), (240, 180), 110, 255, -1)
    light = np.linspace(0, 1, 480)[None, :, None] ** 1.5
    coat = np.array([60, 40, 34]) * (1 - light) + np.array([205, 110, 40]) * light
    shaded = np.where(inside[..., None] > 0, coat, picture).astype(np.uint8)
    assert overlap(from_words(shaded, "the blue cushion").mask, inside) > 0.95
    y, x = np.mgrid[:360, :480]
    light = np.exp(-((x - 240) ** 2 + (y - 180) ** 2) / (2 * 60**2))[..., None]
    coat = np.array([42, 40, 40]) * (1 - light) + np.array([190, 90, 30]) * light
    lit = np.where(x[..., None] < 420, coat, picture).astype(np.uint8)
    with pytest.raises(DoesNotFit, match="was not found for sure"):
        from_words(lit, "the blue coat")


def test_one_of_several_is_not_taken_for_the_one_that_was_meant():
    picture = wall().astype(np.uint8)
    rng = np.random.default_rng(8)
    for n in range(5):
        x, y = 60 + 90 * n, 180 + int(rng.integers(-40, 40))
        cv2.ellipse(picture, (x, y), (36, 30), 0, 0, 360, (70, 120, 70), -1)
        cv2.circle(picture, (x, y), 13, (30, 30, 190), -1)
    with pytest.raises(DoesNotFit, match="mask image"):
        from_words(picture, "the red badge")


def test_many_small_things_are_found_each_by_itself():
    picture = wall().astype(np.uint8)
    cv2.rectangle(picture, (120, 90), (380, 290), (60, 95, 150), -1)
    truth = np.zeros(picture.shape[:2], np.uint8)
    for y in (130, 190, 250):
        for x in (160, 220, 280, 340):
            cv2.circle(truth, (x, y), 13, 255, -1)
    picture[truth > 0] = (250, 250, 250)
    assert overlap(from_words(picture, "white buttons").mask, truth) > 0.85
