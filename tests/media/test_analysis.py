"""What is measured of a picture is what a person would point at."""

import cv2
import numpy as np
import pytest

from reelwright.media.pictures import analysis
from reelwright.media.pictures.files import open_picture


def ground(value=200, size=(300, 400)):
    return np.full((*size, 3), value, np.uint8)


def holds(box, x, y):
    return box.x <= x <= box.x + box.w and box.y <= y <= box.y + box.h


@pytest.mark.parametrize(("x", "y"), [(120, 150), (280, 180), (200, 90)])
def test_a_subject_on_a_plain_ground_is_boxed(x, y):
    picture = ground()
    cv2.circle(picture, (x, y), 50, (30, 60, 200), -1)
    box = analysis.subject_box(picture)
    wanted = np.array([(x - 50) / 400, (y - 50) / 300, 100 / 400, 100 / 300])
    assert np.abs(np.array([box.x, box.y, box.w, box.h]) - wanted).max() < 0.06


def test_a_blank_picture_has_its_subject_in_the_middle():
    box = analysis.subject_box(ground())
    assert box.centre == (0.5, 0.5)


def test_boxes_lie_inside_the_picture():
    noise = np.random.default_rng(3).integers(0, 255, (120, 500, 3), np.uint8)
    box = analysis.subject_box(noise)
    assert min(box.x, box.y) >= 0
    assert max(box.x + box.w, box.y + box.h) <= 1


SEEN = {
    "dog": (0.45, 0.42),
    "flower": (0.66, 0.5),
    "gloves": (0.5, 0.5),
    "shoes2": (0.5, 0.5),
    "tree": (0.7, 0.65),
    "bag": (0.45, 0.5),
    "clothes_table": (0.45, 0.5),
}


@pytest.mark.parametrize("name", SEEN)
def test_real_photographs_are_boxed_where_a_person_looks(shared_data, name):
    box = analysis.subject_box(open_picture(shared_data / "photos" / f"{name}.jpg", max_side=640))
    assert holds(box, *SEEN[name])
    assert 0.05 < box.w * box.h < 0.7


def test_the_subject_of_a_layered_drawing_is_its_nearest_layer(fernhill):
    box = analysis.layer_box(fernhill / "library" / "calendar-tuesdays.svg")
    assert box is not None
    assert holds(box, 0.48, 0.6)
    assert 0.5 < box.w < 0.75


def test_calm_is_where_nothing_is():
    picture = ground(240)
    picture[200:] = np.random.default_rng(1).integers(0, 255, (100, 400, 3), np.uint8)
    top, middle, bottom = analysis.calm_thirds(picture)
    assert top > 0.95
    assert middle > 0.8
    assert bottom < 0.3


def test_the_palette_names_colours_by_their_share():
    picture = ground(255)
    picture[:, :250] = (0x40, 0x80, 0x20)
    picture[:60, 300:] = (0, 0, 255)
    found = [
        [int(name[k : k + 2], 16) for k in (1, 3, 5)] for name in analysis.palette(picture)[:2]
    ]
    assert np.abs(np.array(found) - [[0x20, 0x80, 0x40], [255, 255, 255]]).max() <= 2
    assert analysis.palette(picture) == analysis.palette(picture.copy())


def test_blur_is_soft_and_detail_is_sharp():
    noise = np.random.default_rng(1).integers(0, 255, (400, 500, 3), np.uint8)
    blurred = cv2.GaussianBlur(noise, (0, 0), 12)
    assert analysis.sharpness(noise) > 60 > analysis.sharpness(blurred)


def test_hashes_tell_copies_from_other_pictures():
    rng = np.random.default_rng(2)
    one, other = (
        cv2.resize(rng.integers(0, 255, (8, 8, 3), np.uint8), (400, 300)) for _ in range(2)
    )
    copy = cv2.imdecode(cv2.imencode(".jpg", one[::2, ::2], [1, 60])[1], cv2.IMREAD_COLOR)
    assert analysis.apart(analysis.dhash(one), analysis.dhash(copy)) <= 4
    assert analysis.apart(analysis.dhash(one), analysis.dhash(other)) > 12
