"""What is doubtful about a clip is said in words that tell what to do."""

from fractions import Fraction

import pytest

from reelwright.domain.asset import Asset
from reelwright.domain.base import Box
from reelwright.domain.clip import Asked, Clip, ClipRequest, Coverage, Ground, Source, alike
from reelwright.domain.picture import Caption, CaptionSource, Picture
from reelwright.workflow.clip.firmness import firmness


def asset(name="dog.jpg", mark="0"):
    return Asset(sha256=mark * 64, media_type="image/jpeg", bytes=1, name=name)


def ground(score=0.7, source: CaptionSource = "person", mark="0", **more):
    picture = Picture(
        id="dog",
        asset=asset(mark=mark),
        width=1600,
        height=900,
        captions=(Caption(text="a dog", source=source),),
        subject=Box(x=0.3, y=0.3, w=0.3, h=0.3),
        calm=(0.5, 0.5, 0.5),
        palette=(),
        sharpness=200,
    )
    grounded = score >= 0.36
    return Ground(picture=picture, score=score, floor=0.36, grounded=grounded, **more)


def told(*grounds, source: Source = "library", covered=None, happens=""):
    request = ClipRequest(id="one", prompt="a dog, pan left")
    asked = Asked(object="dog", action="pan left", happens=happens)
    covered = covered if covered is not None else Coverage(picture=("dog",))
    return " | ".join(firmness(request, asked, source, grounds, (), covered))


def test_a_firm_ground_needs_no_word():
    assert told(ground()) == ""
    assert told(ground(score=0.1), source="words") == ""


@pytest.mark.proves("S3-09")
def test_what_is_near_or_under_the_floor_is_said_with_both_numbers():
    assert "only just over the floor (0.38, floor 0.36)" in told(ground(score=0.38))
    assert "under the floor (0.20, floor 0.36)" in told(ground(score=0.2))


def test_a_picture_without_a_caption_says_what_to_do():
    said = told(ground(source="file name"))
    assert "dog.jpg has no caption" in said
    assert "captions.csv" in said


def test_a_picture_that_bears_nothing_out_is_said():
    assert "bears out “dog”" in told(ground(), covered=Coverage(left=("dog",)))


def test_what_is_cropped_and_what_a_still_cannot_show_is_said():
    said = told(ground(), covered=Coverage(picture=("dog",), cropped=("barn",)), happens="it runs")
    assert "“barn” is in the picture, but at no time in the frame" in said
    assert "“it runs”" in said


def clip(name, mark="0", direction="pan left", made_of="x", source: Source = "library"):
    return Clip(
        id=name,
        request=ClipRequest(id=name, prompt=f"prompt of {name}"),
        asked=Asked(object="dog", action="pan left"),
        source=source,
        grounds=(ground(mark=mark),),
        file=asset(),
        poster=asset(),
        seconds=Fraction(2),
        direction=direction,
        made_of=made_of,
    )


def test_films_that_are_the_same_say_so_on_either_side():
    found = alike([clip("one"), clip("two"), clip("three", mark="1", made_of="y")])
    assert set(found) == {"one", "two"}
    assert "the same film, frame for frame, as two (“prompt of two”)" in found["one"][0]
    assert "as one" in found["two"][0]


def test_the_same_picture_by_the_same_move_is_told_apart_from_the_same_film():
    (said,) = alike([clip("one"), clip("two", made_of="y")])["one"]
    assert said.startswith("it shows the same picture by the same move as two")
    assert alike([clip("one"), clip("two", made_of="y", direction="tilt up")]) == {}


def test_a_film_is_compared_with_those_of_earlier_requests():
    assert "as old" in alike([clip("one")], among=[clip("old")])["one"][0]
    assert alike([clip("one")], among=[clip("one")]) == {}


def test_records_of_before_and_clips_of_words_are_like_nothing():
    old = clip("one", made_of="", direction="tilt up")
    assert alike([old, clip("two", made_of="")]) == {}
    assert alike([clip("one", source="words"), clip("two", source="words")]) == {}
