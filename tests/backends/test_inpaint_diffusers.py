"""In-painting through diffusers, on a tiny model that the test makes."""

import numpy as np
import pytest

from reelwright.backends import registry
from reelwright.domain.errors import DoesNotFit, Missing

from makers.inpainting import inpainter_named, meadow, spot


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    with inpainter_named("inpaint/diffusers", tmp_path_factory.mktemp("diffusers")) as found:
        yield found


@pytest.fixture
def asked(made, monkeypatch):
    """What the pipeline is called with."""
    calls = []
    pipe = made._pipe

    def call(**given):
        calls.append(given)
        return pipe(**given)

    monkeypatch.setattr(made, "_pipe", call)
    return calls


def test_the_model_sees_sizes_that_it_takes_and_white_where_it_may_paint(made, asked):
    picture, mask = meadow(501, 333), spot(501, 333)
    (found,) = made.paint(picture, mask, mode="replace", words="a red ball", count=1, seed=1)
    assert found.shape == picture.shape
    (given,) = asked
    assert given["width"] % 8 == given["height"] % 8 == 0
    assert given["image"].size == given["mask_image"].size == (given["width"], given["height"])
    hole = np.asarray(given["mask_image"])
    assert hole[given["height"] // 2, given["width"] // 2] == 255
    assert hole[0, 0] == 0


def test_words_and_seeds_reach_the_model(made, asked):
    made.paint(meadow(), spot(), mode="replace", words="a red ball", count=2, seed=1)
    assert {g["prompt"] for g in asked} == {"a red ball"}
    assert len({g["generator"].initial_seed() for g in asked}) == 2
    words = made.paint(meadow(), spot(), mode="replace", words="the clean grass", count=1, seed=1)
    other = made.paint(meadow(), spot(), mode="replace", words="a red ball", count=1, seed=1)
    assert not np.array_equal(words[0], other[0])


def test_a_candidate_does_not_depend_on_how_many_there_are(made):
    one = made.paint(meadow(), spot(), mode="remove", count=1, seed=4)
    two = made.paint(meadow(), spot(), mode="remove", count=2, seed=4)
    assert np.array_equal(one[0], two[0])


def test_a_removal_asks_for_plain_ground(made, asked):
    made.paint(meadow(), spot(), mode="remove", count=1, seed=1)
    assert "background" in asked[0]["prompt"]


def test_without_a_model_it_says_how_to_get_one():
    with pytest.raises(Missing, match="folder or hub name"):
        registry.load("inpaint/diffusers")


def test_a_folder_that_holds_no_model_is_said(made, tmp_path):
    with pytest.raises(Missing, match="no in-painting model"):
        registry.load("inpaint/diffusers", model=tmp_path)


def test_a_replacement_needs_words(made):
    with pytest.raises(DoesNotFit, match="words"):
        made.paint(meadow(), spot(), mode="replace", count=1, seed=1)


def test_the_profile_names_the_model(made):
    assert made.profile.model == "tiny"
    assert made.profile.generates
