"""Every back end that paints into pictures keeps the same promises."""

import numpy as np
import pytest

from reelwright.backends import registry
from reelwright.backends.inpaint.interface import MODES
from reelwright.domain.errors import DoesNotFit

from makers.inpainting import inpainter_named, meadow, spot


@pytest.fixture(params=registry.every("inpaint"), scope="module")
def inpainter(request, tmp_path_factory):
    with inpainter_named(request.param, tmp_path_factory.mktemp("inpaint")) as made:
        yield made


@pytest.fixture(scope="module")
def picture():
    return meadow()


@pytest.fixture(scope="module")
def mask():
    return spot()


@pytest.fixture(scope="module")
def painted(inpainter, picture, mask):
    """Three candidates for every mode; the picture and mask as they were before."""
    source = picture[:, ::-1].copy()
    return {
        mode: inpainter.paint(
            picture.copy(),
            mask.copy(),
            mode=mode,
            words="a red ball in the grass",
            source=source if mode == "replace" and not inpainter.profile.generates else None,
            count=3,
            seed=5,
        )
        for mode in inpainter.profile.modes
    }


@pytest.mark.longer
@pytest.mark.proves("S2-23", "S2-24")
def test_every_mode_gives_as_many_candidates_as_asked_for(inpainter, painted, picture):
    assert set(inpainter.profile.modes) == set(MODES)
    for candidates in painted.values():
        assert len(candidates) == 3
        for candidate in candidates:
            assert candidate.shape == picture.shape
            assert candidate.dtype == np.uint8


def test_nothing_changes_outside_the_mask_and_its_band(inpainter, painted, picture, mask):
    rows, columns = np.nonzero(mask)
    band = inpainter.profile.band
    outside = np.ones(mask.shape, bool)
    for dy in range(-band, band + 1):
        for dx in range(-band, band + 1):
            inside = (rows + dy >= 0) & (rows + dy < 192) & (columns + dx >= 0)
            inside &= columns + dx < 256
            outside[rows[inside] + dy, columns[inside] + dx] = False
    assert outside.mean() > 0.5
    for candidates in painted.values():
        for candidate in candidates:
            assert np.array_equal(candidate[outside], picture[outside])


def test_the_masked_part_does_change(painted, picture, mask):
    inside = mask > 0
    for mode, candidates in painted.items():
        for candidate in candidates:
            moved = np.abs(candidate[inside].astype(int) - picture[inside]).mean()
            assert moved > 4, mode


def test_candidates_differ(painted, mask):
    inside = mask > 0
    for candidates in painted.values():
        for n, one in enumerate(candidates):
            for other in candidates[n + 1 :]:
                assert not np.array_equal(one[inside], other[inside])


def test_the_same_seed_gives_the_same_candidates_and_another_others(inpainter, picture, mask):
    def paint(seed):
        return inpainter.paint(
            picture, mask, mode="remove", words="grass", count=1, seed=seed, source=None
        )[0]

    first = paint(9)
    assert np.array_equal(first, paint(9))
    assert not np.array_equal(first, paint(10))


def test_arguments_are_left_as_they_are(inpainter, picture, mask):
    given, hole = picture.copy(), mask.copy()
    inpainter.paint(given, hole, mode="repair", words="grass", count=1, seed=1, source=None)
    assert np.array_equal(given, picture)
    assert np.array_equal(hole, mask)


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (lambda m: m * 0, "empty"),
        (lambda m: m[:-1], "height and width"),
        (lambda m: m.astype(np.float32), "uint8"),
    ],
)
def test_a_mask_that_cannot_be_used_is_refused(inpainter, picture, mask, change, says):
    with pytest.raises(DoesNotFit, match=says):
        inpainter.paint(picture, change(mask), mode="remove", words="", count=1, seed=1)


def test_too_many_candidates_are_refused(inpainter, picture, mask):
    with pytest.raises(DoesNotFit, match="candidates"):
        inpainter.paint(picture, mask, mode="remove", count=inpainter.profile.most + 1, seed=1)
    with pytest.raises(DoesNotFit, match="candidates"):
        inpainter.paint(picture, mask, mode="remove", count=0, seed=1)


def test_a_whole_picture_is_painted_or_refused_with_a_reason(inpainter, picture, mask):
    whole = np.full_like(mask, 255)
    if inpainter.profile.whole:
        found = inpainter.paint(picture, whole, mode="replace", words="a meadow", count=1, seed=1)
        assert found[0].shape == picture.shape
    else:
        with pytest.raises(DoesNotFit, match="nothing is left to fill it from"):
            inpainter.paint(picture, whole, mode="remove", count=1, seed=1)


def test_one_that_cannot_invent_says_so(inpainter, picture, mask):
    if inpainter.profile.generates:
        found = inpainter.paint(picture, mask, mode="replace", words="a ball", count=1, seed=1)
        assert len(found) == 1
    else:
        with pytest.raises(DoesNotFit, match="cannot be invented"):
            inpainter.paint(picture, mask, mode="replace", words="a ball", count=1, seed=1)


@pytest.mark.proves("S2-23")
def test_words_find_what_they_name(inpainter, picture):
    found = inpainter.mask(picture, "the red ball")
    assert found.shape == picture.shape[:2]
    assert set(np.unique(found)) <= {0, 255}
    truth = spot(radius=26) > 0
    both = ((found > 0) & truth).sum() / ((found > 0) | truth).sum()
    assert both > 0.85


def test_words_that_cannot_be_grounded_say_what_can(inpainter, picture):
    with pytest.raises(DoesNotFit, match=r"colours .*mask image"):
        inpainter.mask(picture, "happiness")
