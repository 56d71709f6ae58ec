"""What of a prompt the picture answers, what the camera, and what nothing but text."""

import pytest

from reelwright.shooting import cover, split_prompt

TEAPOT = ("A green teapot on a tray", "tea, kitchen")


def covered(prompt, *said, carried=False):
    return cover(prompt, split_prompt(prompt), said, carried=carried)


@pytest.mark.proves("S3-03")
def test_each_word_is_answered_by_the_picture_the_camera_or_nothing():
    found = covered("a green teapot on a tray by the window, slow push in", *TEAPOT)
    assert found.picture == ("green", "teapot", "tray")
    assert found.camera == "slow push in"
    assert found.left == ("window",)
    assert found.text == ()


@pytest.mark.proves("S3-03")
def test_what_no_picture_says_is_left_to_text_where_text_is_read():
    found = covered("a green teapot by the window, pan left", *TEAPOT, carried=True)
    assert found.text == ("window",)
    assert found.left == ()


def test_plurals_count_and_a_word_is_named_once():
    found = covered("Teapots and a teapot, trays in rain, still", *TEAPOT)
    assert found.picture == ("Teapots", "teapot", "trays")
    assert found.left == ("rain",)


def test_words_of_craft_and_size_are_nothing_to_see():
    found = covered("cinematic close-up shot of a teapot, orbit left", *TEAPOT)
    assert (found.picture, found.left) == (("teapot",), ())


@pytest.mark.proves("S3-03")
def test_an_object_longer_than_a_query_tells_which_words_are_dropped():
    many = "a red cup, " * 8 + "a vase of tulips, pan left"
    asked = split_prompt(many)
    assert len(asked.object.split()) == 16
    assert asked.dropped[-2:] == ("of", "tulips")
    assert split_prompt("a red cup, pan left").dropped == ()
