"""What of a prompt the picture answers, what the camera, and what nothing but text."""

import pytest

from reelwright.domain.asset import Asset
from reelwright.domain.base import Box
from reelwright.domain.campaign import FORMATS
from reelwright.domain.picture import Caption, Picture
from reelwright.domain.take import Move, Station, Window
from reelwright.shooting import cover, shown_by, split_prompt

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


def test_a_side_to_go_to_is_not_seen_though_a_caption_says_it():
    found = covered("a green teapot, pan left", "A green teapot on the left of a tray")
    assert found.picture == ("green", "teapot")
    assert (found.camera, found.left) == ("pan left", ())
    found = covered("a green teapot from right to left", *TEAPOT)
    assert (found.picture, found.left) == (("green", "teapot"), ())


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


def moved(*windows):
    """A move through windows of a square-on picture that nobody reads."""
    picture = Picture(
        id="p",
        asset=Asset(sha256="0" * 64, media_type="image/jpeg", bytes=1, name="p.jpg"),
        width=3200,
        height=1800,
        captions=(Caption(text="a dog on a meadow", source="person"),),
        subject=Box(x=0.1, y=0.6, w=0.2, h=0.3),
        calm=(0.5, 0.5, 0.5),
        palette=(),
        sharpness=200,
    )
    first, *between, last = windows
    return Move(
        picture=picture,
        name="pan",
        start=first,
        end=last,
        via=tuple(
            Station(at=(n + 1) / (len(between) + 1), window=w, name="pan")
            for n, w in enumerate(between)
        ),
    )


PLACES = {
    "dog": Box(x=0.1, y=0.6, w=0.2, h=0.3),
    "sky": Box(x=0, y=0, w=1, h=0.3),
    "barn": Box(x=0.85, y=0.5, w=0.12, h=0.2),
}
SAID = ("a dog on a meadow beside a barn", "dog, barn")


def answered(prompt, *windows):
    shown = shown_by([(moved(*windows), PLACES.get)], FORMATS["16:9"])
    return cover(prompt, split_prompt(prompt), SAID, carried=False, shown=shown)


LOW, HIGH, FAR = (Window(x=x, y=y, zoom=2) for x, y in ((0.3, 0.72), (0.3, 0.26), (0.74, 0.6)))


@pytest.mark.proves("S3-03")
def test_what_the_camera_goes_to_counts_though_no_caption_says_it():
    found = answered("pan from the dog to the sky", LOW, HIGH)
    assert found.picture == ("dog", "sky")
    assert (found.left, found.cropped) == ((), ())
    assert answered("pan from the dog to the piano", LOW, HIGH).left == ("piano",)


@pytest.mark.proves("S3-03")
def test_what_is_out_of_the_frame_at_all_times_does_not_count():
    found = answered("a dog and a barn, pan from the dog to the sky", LOW, HIGH)
    assert found.picture == ("dog", "sky")
    assert found.cropped == ("barn",)
    # Once on the way is enough.
    assert answered("a dog and a barn, pan left", LOW, FAR, HIGH).cropped == ()
