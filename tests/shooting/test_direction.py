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
    ("words", "told"),
    [
        ("pan left, then zoom in", "pan left then push in"),
        ("zoom in and then pan right", "push in then pan right"),
        ("zoom in before panning right", "push in then pan right"),
        ("zoom in after panning left", "pan left then push in"),
        ("push in, followed by a tilt up", "push in then tilt up"),
        ("first tilt up, and then push in slowly", "tilt up then gentle push in"),
        ("push in on the door, then slowly pan left", "push in on door then gentle pan left"),
        ("push in on the door, then hold", "push in on door then still"),
        ("start with a slow pan left and end with a push in", "gentle pan left then push in"),
        ("a slow pan to the right that becomes a push in", "gentle pan right then push in"),
        ("a pan left into a zoom in", "pan left then push in"),
        ("pan left → zoom in → tilt up", "pan left then push in then tilt up"),
        ("pan left and right", "pan left then pan right"),
        ("zoom in and out", "push in then pull out"),
        ("pan right and back again", "pan right then pan left"),
        ("pan from left to right, then from right to left", "pan right then pan left"),
        ("moves forward, then turns left", "dolly then pan left"),
        ("pan left while zooming in", "pan left with push in"),
        ("slow push in as it tilts up", "gentle push in with tilt up"),
        ("pan down to the shoes and then rise up", "tilt down on shoes then tilt up"),
        # What is no second move: a word more for the first, its purpose, its end.
        ("pan left, panning slowly", "gentle pan left"),
        ("pan left, revealing the garden", "pan left on garden"),
        ("pan across the shelves and follow the boat", "pan on shelves"),
        ("pan right and come to rest", "pan right"),
        ("slow, steady pan right", "gentle pan right"),
    ],
)
def test_moves_in_a_row_are_read_in_the_order_they_are_made_in(words, told):
    read = read_direction(words)
    assert read.told() == told
    assert read.unread == ()


def test_more_moves_than_a_shot_holds_are_named():
    read = read_direction("pan left, then pan right, then tilt up, then zoom in, then roll")
    assert len(read.legs) == 4
    assert read.unread == ("roll",)


@pytest.mark.parametrize(
    ("words", "move", "origin", "subject"),
    [
        ("pan from the cup to the window", "pan", "cup", "window"),
        ("slow pan from the dog up to the sky", "pan", "dog", "sky"),
        ("tilt up from road to sky", "tilt", "road", "sky"),
        ("start on the cup and end on the window", "pan", "cup", "window"),
        ("starting at the shoes, pan to the bag", "pan", "shoes", "bag"),
        ("pan between the tree and the house", "pan", "tree", "house"),
        ("pan cup to window", "pan", "cup", "window"),
        ("camera moves from the left to the window", "truck", "left", "window"),
        ("zoom out from the cup to reveal the garden", "pull out", "cup", "garden"),
        ("pull back from her face", "pull out", "face", ""),
        ("pan from left to right", "pan", "", ""),
        ("pan from the left to the right side", "pan", "", ""),
        ("tilt from top to bottom", "tilt", "", ""),
        ("pan left from above", "pan", "", ""),
    ],
)
def test_from_a_thing_to_a_thing_is_read_and_a_side_is_no_thing(words, move, origin, subject):
    read = read_direction(words)
    assert (read.move, read.origin, read.subject) == (move, origin, subject)
    assert not read.then
    assert not read.assumed


@pytest.mark.parametrize(
    "words",
    [
        "a crane by the river", "a dolly in the nursery", "a pan of soup on the stove",
        "still life with apples", "a zoom call", "track and field", "a tilted roof",
        "a frying pan", "a truck on a muddy road", "rolling hills", "a roll of film",
        "a paper crane", "cranes over the harbour", "pots and pans", "a child on a swing",
        "an old camera on a shelf", "a water slide", "train tracks in the snow",
    ],
)  # fmt: skip
def test_a_thing_that_is_called_as_a_move_is_is_no_move(words):
    assert read_direction(words).assumed


def test_a_thing_does_not_come_before_the_move_and_may_be_its_aim():
    assert read_direction("zoom in on the crane by the river").subject == "crane by the river"
    assert read_direction("the still life, slowly pan right").told() == "gentle pan right"
    assert read_direction("push in on a pan of soup, then tilt up").told() == (
        "push in on pan of soup then tilt up"
    )


@pytest.mark.parametrize(
    "words", ["rotate counter-clockwise", "spins counterclockwise", "roll anticlockwise"]
)
def test_against_the_clock_is_told_in_every_spelling(words):
    read = read_direction(words)
    assert (read.move, read.turn, read.unread) == ("roll", -1, ())
