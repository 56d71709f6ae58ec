import pytest

from reelwright.shooting import read_direction


@pytest.mark.parametrize(
    ("words", "move", "toward", "speed"),
    [
        ("slow push in on the hands", "push in", "none", "gentle"),
        ("Zoom in quickly", "push in", "none", "fast"),
        ("move closer to her face", "push in", "none", "normal"),
        ("zoom out", "pull out", "none", "normal"),
        ("gently pull back to reveal the garden", "pull out", "none", "gentle"),
        ("reveal the whole street", "pull out", "none", "normal"),
        ("pan left across the shelves", "pan", "left", "normal"),
        ("drift from left to right", "pan", "right", "normal"),
        ("tilt up the facade", "tilt", "up", "normal"),
        ("crane down slowly", "tilt", "down", "gentle"),
        ("orbit around the bag", "orbit", "none", "normal"),
        ("camera glides through the hall", "dolly", "none", "normal"),
        ("follow him to the right", "truck", "right", "normal"),
        ("rack focus from cup to window", "rack focus", "none", "normal"),
        ("static shot, light through the window", "still", "none", "normal"),
        ("hold", "still", "none", "normal"),
        ("slight roll, counter-clockwise", "roll", "none", "gentle"),
        ("brisk truck left", "truck", "left", "fast"),
        ("closer, slowly", "push in", "none", "gentle"),
        ("vertical pan", "tilt", "none", "normal"),
        ("the camera pans up to the sky", "tilt", "up", "normal"),
        ("pan slowly down the tower", "tilt", "down", "gentle"),
        ("pan vertically from top to bottom", "tilt", "down", "normal"),
        ("vertical pan from bottom to top", "tilt", "up", "normal"),
        ("sweeps down over the valley", "tilt", "down", "normal"),
        ("pan from right to left", "pan", "left", "normal"),
        ("pan from the right to the left", "pan", "left", "normal"),
        ("drift from the left side to the right", "pan", "right", "normal"),
        ("right to left", "pan", "left", "normal"),
        ("camera moves left", "truck", "left", "normal"),
        ("move slowly to the right", "truck", "right", "gentle"),
        ("dolly left", "truck", "left", "normal"),
        ("moves backwards", "pull out", "none", "normal"),
        ("dolly backward", "pull out", "none", "normal"),
        ("moves forwards through the hall", "dolly", "none", "normal"),
        ("camera moves forward", "dolly", "none", "normal"),
        ("moves up", "tilt", "up", "normal"),
        ("camera travels downwards", "tilt", "down", "normal"),
        ("orbit counter-clockwise", "orbit", "right", "normal"),
        ("circle clockwise around the bag", "orbit", "left", "normal"),
        ("the camera does not move", "still", "none", "normal"),
        ("without moving", "still", "none", "normal"),
        ("don't move the camera", "still", "none", "normal"),
        ("stay still", "still", "none", "normal"),
        ("from the door to the window", "pan", "none", "normal"),
        ("camera goes up close on the face", "push in", "none", "normal"),
    ],
)
def test_ordinary_words_name_a_move(words, move, toward, speed):
    read = read_direction(words)
    assert (read.move, read.toward, read.speed) == (move, toward, speed)
    assert not read.assumed


def test_the_subject_is_what_stands_after_on():
    assert read_direction("slow push in on the folded hands").subject == "folded hands"
    assert read_direction("pan to the left").subject == ""
    assert read_direction("push in on the door, then hold").subject == "door"


@pytest.mark.parametrize(
    ("words", "subject"),
    [
        ("slow push in, to feel it", ""),
        ("slow push in on the face, to feel it", "face"),
        ("slow pull back, and come to rest", ""),
        ("pull back and come to rest on the chair", "chair"),
        ("push in to hold the moment", ""),
        ("pan left to find her at the window", ""),
        ("gently pull back to reveal the garden", "garden"),
        ("pull back to show the whole street", "whole street"),
        ("camera slowly pans to reveal", ""),
        ("push in to kayak", "kayak"),
        ("beach pan to a kayak", "kayak"),
        ("tilt up from road to sky", "sky"),
        ("push in to her hands", "hands"),
        ("pan to both the girls", "both the girls"),
        ("dolly in to breathe with her", ""),
        ("push in on the kettle until it comes to a stop", "kettle"),
    ],
)
def test_what_a_move_is_for_is_not_its_subject(words, subject):
    assert read_direction(words).subject == subject


def test_a_purpose_is_read_and_told_as_no_riddle():
    assert read_direction("slow push in, to feel it").told() == "gentle push in"
    assert read_direction("slow push in, to feel it").unread == ()
    assert read_direction("slow pull back, and come to rest").told() == "gentle pull out"


def test_turn_follows_the_clock():
    assert read_direction("roll clockwise").turn == 1
    assert read_direction("roll anti-clockwise").turn == -1


def test_a_direction_without_a_move_is_recorded_as_assumed():
    read = read_direction("tender and golden")
    assert read.assumed
    assert (read.move, read.speed) == ("push in", "gentle")
    assert read.unread == ("tender", "golden")
    assert "no move was named" in read.told()
    assert read_direction("").assumed


@pytest.mark.parametrize(
    ("words", "move", "toward", "unread"),
    [
        ("pan left, then zoom in", "pan", "left", ("zoom in",)),
        ("zoom in and then pan right", "push in", "none", ("pan right",)),
        ("push in, followed by a tilt up", "push in", "none", ("tilt up",)),
        ("push in on the door, then slowly pan left", "push in", "none", ("pan left",)),
        ("push in on the door, then hold", "push in", "none", ()),
        ("pan right and come to rest", "pan", "right", ()),
    ],
)
def test_a_second_move_is_no_part_of_the_first_and_is_named(words, move, toward, unread):
    read = read_direction(words)
    assert (read.move, read.toward, read.unread) == (move, toward, unread)


@pytest.mark.parametrize(
    "words", ["rotate counter-clockwise", "spins counterclockwise", "roll anticlockwise"]
)
def test_against_the_clock_is_told_in_every_spelling(words):
    read = read_direction(words)
    assert (read.move, read.turn, read.unread) == ("roll", -1, ())
