"""The judge ranks in-painted candidates."""

import cv2
import numpy as np
import pytest

from reelwright.judging.painting import rank_candidates

from makers.inpainting import meadow, spot


@pytest.fixture(scope="module")
def picture():
    return meadow(ball=False)


@pytest.fixture(scope="module")
def mask():
    return spot()


def put(picture, mask, new):
    found = picture.copy()
    found[mask > 0] = np.broadcast_to(new, picture.shape)[mask > 0]
    return found


def test_the_true_picture_is_ranked_over_every_fault(picture, mask):
    blurred = put(picture, mask, cv2.GaussianBlur(picture, (0, 0), 5))
    lighter = put(picture, mask, np.clip(picture.astype(int) + 45, 0, 255).astype(np.uint8))
    strange = put(picture, mask, picture[..., ::-1])
    ranked = rank_candidates(picture, mask, [blurred, lighter, picture, strange], new=False)
    assert ranked[0].number == 3
    assert ranked[0].score > 9
    of = {r.number: r for r in ranked}
    assert of[1].parts["sharpness"] < 6
    assert "softer" in of[1].why
    assert of[2].parts["seam"] < 5
    assert "seam shows" in of[2].why
    assert of[4].parts["colour"] < of[3].parts["colour"]


def test_something_new_is_not_blamed_for_its_colours(picture, mask):
    rng = np.random.default_rng(1)
    grain = rng.normal(0, 22, (*mask.shape, 1))
    ball = put(picture, mask, np.clip(np.add([40, 40, 200], grain), 0, 255).astype(np.uint8))
    as_new = rank_candidates(picture, mask, [ball], new=True)[0]
    as_fill = rank_candidates(picture, mask, [ball], new=False)[0]
    assert as_new.score > as_fill.score
    assert "colours" not in as_new.why


def test_equals_keep_their_order(picture, mask):
    ranked = rank_candidates(picture, mask, [picture, picture.copy()], new=False)
    assert [r.number for r in ranked] == [1, 2]
