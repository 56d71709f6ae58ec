"""Several moves in a row, and moves from thing to thing, measured on the frames themselves."""

import csv
from itertools import pairwise

import cv2
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reelwright.backends.video.interface import Leg, ShotRequest
from reelwright.backends.video.motion import Motion
from reelwright.domain.asset import Asset
from reelwright.domain.base import Box
from reelwright.domain.campaign import FORMATS
from reelwright.domain.framing import in_frame, inside, shown
from reelwright.domain.picture import Caption, Picture
from reelwright.domain.take import Before
from reelwright.library import read_pictures
from reelwright.media.compositor.camera import path_of
from reelwright.media.compositor.plan import StillShot
from reelwright.media.compositor.shots import plan_of_shot, preview
from reelwright.shooting import before, finder, shoot

WIDE = FORMATS["16:9"]
FRAMES = 120
HIGH, ACROSS = 1200, 2000


def grain(seed=3):
    """A picture that every spot of can be told from every other: soft grey blots."""
    rng = np.random.default_rng(seed)
    fine = cv2.resize(rng.integers(60, 200, (75, 125), np.uint8), (ACROSS, HIGH))
    return cv2.cvtColor(cv2.GaussianBlur(fine, (0, 0), 3), cv2.COLOR_GRAY2BGR)


def block(image, box, colour):
    x, y, w, h = (round(v * s) for v, s in zip(box, (ACROSS, HIGH, ACROSS, HIGH), strict=True))
    cv2.rectangle(image, (x, y), (x + w, y + h), colour, -1)
    return image


RED, BLUE = (30, 30, 210), (210, 90, 20)


@pytest.fixture
def shelf(tmp_path, assets):
    """Makes a library picture of pixels and a caption."""
    folder = tmp_path / "library"
    folder.mkdir()

    def make(image, caption, **more):
        cv2.imwrite(str(folder / "one.png"), image)
        with (folder / "captions.csv").open("w", newline="") as file:
            sink = csv.writer(file)
            sink.writerow(["file", "caption"])
            sink.writerow(["one.png", caption])
        (picture,) = read_pictures(folder, assets).pictures
        return picture.model_copy(update=more)

    return make


@pytest.fixture
def filmed(scene, reference, prompt, assets):
    """A take by a camera's words."""

    def film(picture, camera, film=WIDE, frames=FRAMES):
        return shoot(
            scene(camera), reference(picture), prompt, film,
            frames=frames, find=finder(picture, assets), assets=assets,
        ).take  # fmt: skip

    return film


def flow(one, other):
    """How the picture moved from frame to frame: right, down (shares of it), and its growth."""
    a, b = (cv2.cvtColor(f, cv2.COLOR_BGR2GRAY) for f in (one, other))
    spots = cv2.goodFeaturesToTrack(a, 200, 0.01, 6)
    there, found, _ = cv2.calcOpticalFlowPyrLK(a, b, spots, np.zeros_like(spots), winSize=(25, 25))
    kept = found.ravel() == 1
    matrix, _ = cv2.estimateAffinePartial2D(spots[kept], there[kept])
    height, width = a.shape
    middle = matrix @ np.array([width / 2, height / 2, 1])
    scale = float(np.hypot(matrix[0, 0], matrix[1, 0]))
    return (middle[0] - width / 2) / width, (middle[1] - height / 2) / height, scale


def halves(take, assets, film=WIDE, frames=FRAMES):
    """What the camera did in the first and in the last third, by the flow of the made frames."""
    at = [0, round(frames * 0.3), round(frames * 0.68), frames - 1]
    a, b, c, d = preview(take.shot, film, frames, assets=assets, at=at, width=320)
    return flow(a, b), flow(c, d)


@pytest.mark.parametrize(
    ("camera", "first", "second"),
    [
        ("pan left then zoom in", "right", "larger"),
        ("pan left, zoom in", "right", "larger"),
        ("first tilt up, and then push in slowly", "down", "larger"),
        ("zoom in before panning right", "larger", "left"),
        ("pan right after zooming in", "larger", "left"),
        ("zoom out and then pan left", "smaller", "right"),
        ("slow pan right followed by a tilt down", "left", "up"),
        ("tilt up then down", "down", "up"),
        ("pan left and right", "right", "left"),
        ("zoom in and out", "larger", "smaller"),
        ("push in, then hold", "larger", "still"),
        ("hold, then pan right", "still", "left"),
    ],
)
def test_the_take_makes_both_moves_one_after_the_other(
    camera, first, second, shelf, filmed, assets
):
    take = filmed(shelf(grain(), "a wall"), camera)
    for (right, down, growth), wanted in zip(halves(take, assets), (first, second), strict=True):
        told = {
            "right": right > 0.012 and abs(down) < 0.006 and abs(growth - 1) < 0.01,
            "left": right < -0.012 and abs(down) < 0.006 and abs(growth - 1) < 0.01,
            "down": down > 0.012 and abs(right) < 0.006 and abs(growth - 1) < 0.01,
            "up": down < -0.012 and abs(right) < 0.006 and abs(growth - 1) < 0.01,
            "larger": growth > 1.015,
            "smaller": growth < 0.985,
            "still": abs(right) < 0.003 and abs(down) < 0.003 and abs(growth - 1) < 0.003,
        }
        assert told[wanted], (camera, wanted, right, down, growth)
    assert "then" in take.direction
    assert take.notes == ()


def test_what_pulls_back_after_it_went_to_a_thing_comes_back_to_where_it_began(shelf, filmed):
    picture = shelf(block(grain(), (0.7, 0.4, 0.1, 0.15), RED), "a red box on a wall")
    for camera in ("zoom in on the red box, then pull back", "push in on the box then zoom out"):
        shot = filmed(picture, camera).shot
        nearest = max(w.zoom for w in shot.windows)
        assert shot.names == ("push in", "pull out")
        assert nearest > 1.1 * shot.start.zoom
        assert shot.end.zoom <= shot.start.zoom


def test_what_is_asked_for_at_once_is_done_at_once(shelf, filmed, assets):
    take = filmed(shelf(grain(), "a wall"), "pan left while zooming in")
    for right, _, growth in halves(take, assets):
        assert right > 0.006
        assert growth > 1.006


@pytest.mark.parametrize(
    "camera",
    ["pan left then zoom in", "tilt up, then pan right, then zoom in", "orbit then push in"],
)
def test_the_camera_passes_from_move_to_move_without_a_halt_or_a_jerk(
    camera, shelf, filmed, assets
):
    shot = filmed(shelf(grain(), "a wall"), camera).shot
    plan = plan_of_shot(shot, assets)
    assert isinstance(plan, StillShot)
    path = path_of(plan, 1280, 720, FRAMES)
    ends = np.array(
        [
            (p.x - p.scale * 640, p.y - p.scale * 360, p.x + p.scale * 640, p.y + p.scale * 360)
            for p in (path.at(n) for n in range(FRAMES))
        ]
    )
    steps = np.diff(ends, axis=0)
    pace = np.abs(steps).max(1)
    # Never under a quarter of its usual pace, and no step that differs much from the last.
    inner = pace[5:-5]
    assert inner.min() > 0.25 * np.median(inner)
    assert np.abs(np.diff(steps, axis=0)).max() < 0.2 * pace.max()


def test_moves_share_the_time_by_their_pace_and_their_way(shelf, filmed):
    picture = shelf(grain(), "a wall")
    even = filmed(picture, "pan left then pan right").shot.via[0].at
    assert even == pytest.approx(0.5, abs=0.02)
    assert filmed(picture, "quick pan left then slowly pan right").shot.via[0].at < 0.47
    assert filmed(picture, "pan left, then hold").shot.via[0].at > 0.55
    three = filmed(picture, "pan left, then tilt up, then zoom in").shot
    assert three.names == ("pan", "tilt", "push in")
    assert 0.2 < three.via[0].at < three.via[1].at < 0.8


def centre_of(frame, colour):
    """Where a colour lies in a frame, in shares of it, and how much of the frame it fills."""
    off = np.abs(frame.astype(int) - np.array(colour)).sum(2) < 120
    if not off.any():
        return -1.0, -1.0, 0.0
    rows, columns = np.nonzero(off)
    height, width = off.shape
    return columns.mean() / width, rows.mean() / height, off.mean()


@pytest.mark.longer
@pytest.mark.parametrize(
    ("camera", "begins", "ends"),
    [
        ("pan from the red box to the blue box", RED, BLUE),
        ("slow pan from the blue box to the red box", BLUE, RED),
        ("start on the red box and end on the blue box", RED, BLUE),
        ("from the red box over to the blue one", RED, BLUE),
        ("the camera moves from the red box to the blue box", RED, BLUE),
    ],
)
def test_a_move_from_a_thing_to_a_thing_shows_the_one_first_and_the_other_last(
    camera, begins, ends, shelf, filmed, assets
):
    image = block(block(grain(), (0.06, 0.5, 0.14, 0.2), RED), (0.78, 0.3, 0.14, 0.2), BLUE)
    take = filmed(shelf(image, "a red box and a blue box on a wall"), camera)
    first, last = preview(take.shot, WIDE, FRAMES, assets=assets, at=[0, FRAMES - 1], width=320)
    whole = 0.14 * 0.2
    for frame, colour, other in ((first, begins, ends), (last, ends, begins)):
        x, y, share = centre_of(frame, colour)
        assert share > 0.9 * whole, "all of it is in the frame"
        assert 0.15 < x < 0.85
        assert 0.15 < y < 0.85
        # The way is as long as the picture allows: the other is not there yet, or there no more.
        assert centre_of(frame, other)[2] < 0.45 * whole
    assert take.notes == ()


def test_the_way_from_a_thing_to_a_thing_is_slanted_where_they_lie_so(shelf, filmed):
    image = block(block(grain(), (0.05, 0.06, 0.14, 0.2), RED), (0.8, 0.72, 0.14, 0.2), BLUE)
    picture = shelf(image, "a red box and a blue box")
    shot = filmed(picture, "pan from the red box to the blue box").shot
    assert shot.start.x < shot.end.x - 0.1
    assert shot.start.y < shot.end.y - 0.1


def test_from_the_thing_of_the_picture_to_the_sky(shelf, filmed, assets):
    image = grain()
    image[: round(0.45 * HIGH)] = (235, 190, 150)
    image = block(image, (0.4, 0.62, 0.16, 0.26), (20, 60, 120))
    picture = shelf(image, "a dog on a field", subject=Box(x=0.4, y=0.62, w=0.16, h=0.26))
    take = filmed(picture, "pan from the dog to the sky")
    a, b = take.shot.start, take.shot.end
    dog = shown(picture.subject, a, picture, WIDE), shown(picture.subject, b, picture, WIDE)
    assert dog[0] > 0.95
    assert dog[1] < 0.5
    last = preview(take.shot, WIDE, FRAMES, assets=assets, at=[FRAMES - 1], width=320)[0]
    assert centre_of(last, (235, 190, 150))[2] > 0.55
    assert take.direction == "pan from dog to sky"


def test_what_is_not_in_the_picture_is_said_and_never_guessed(shelf, filmed):
    image = block(grain(), (0.06, 0.5, 0.14, 0.2), RED)
    picture = shelf(image, "a red box on a wall")
    take = filmed(picture, "pan from the red box to the window")
    (note,) = take.notes
    assert "“window” was not found" in note
    start = in_frame(Box(x=0.06, y=0.5, w=0.14, h=0.2), take.shot.start, picture, WIDE)
    assert 0.05 < start.centre[0] < 0.6
    # It goes away from what was found, to where the picture has room.
    assert take.shot.end.x > take.shot.start.x + 0.1
    assert filmed(picture, "push in on the piano").notes


def test_a_push_in_goes_to_the_thing_that_it_names(shelf, filmed):
    image = block(block(grain(), (0.1, 0.2, 0.14, 0.2), RED), (0.75, 0.6, 0.14, 0.2), BLUE)
    picture = shelf(image, "a red box and a blue box on a wall")
    for name, box in (("red", (0.1, 0.2)), ("blue", (0.75, 0.6))):
        shot = filmed(picture, f"push in on the {name} box").shot
        placed = [
            in_frame(Box(x=box[0], y=box[1], w=0.14, h=0.2), w, picture, WIDE)
            for w in (shot.start, shot.end)
        ]
        off = [np.hypot(p.centre[0] - 0.5, p.centre[1] - 0.5) for p in placed]
        assert off[1] < off[0]
        assert placed[1].w > 1.1 * placed[0].w


@pytest.mark.parametrize(
    "camera", ["pan to the red box", "pan left to the red box", "tilt up to it"]
)
def test_a_move_to_a_thing_goes_somewhere_in_a_small_picture_too(camera, shelf, filmed, assets):
    """The subject is in the middle, and the picture has no pixel to spare."""
    image = cv2.resize(block(grain(), (0.35, 0.35, 0.3, 0.3), RED), (1280, 853))
    picture = shelf(image, "a red box", subject=Box(x=0.35, y=0.35, w=0.3, h=0.3))
    take = filmed(picture, camera)
    a, b = take.shot.start, take.shot.end
    assert max(abs(a.x - b.x), abs(a.y - b.y)) > 0.02
    assert shown(picture.subject, b, picture, WIDE) > 0.95


def test_places_and_the_named_parts_of_a_drawing_are_found(tmp_path, assets):
    folder = tmp_path / "drawn"
    folder.mkdir()
    (folder / "room.svg").write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1600 900">'
        '<rect width="1600" height="900" fill="#ddd"/>'
        '<g id="keep-cup"><rect x="160" y="540" width="240" height="180" fill="#833"/></g>'
        '<g><g id="back_window"><rect x="1200" y="90" width="240" height="270"/></g></g>'
        "</svg>"
    )
    (picture,) = read_pictures(folder, assets).pictures
    find = found_in(picture, assets)
    window, cup = find("the window"), find("cup")
    assert (window.x, window.y, window.w, window.h) == pytest.approx(
        (0.75, 0.1, 0.15, 0.3), abs=0.02
    )
    assert (cup.x, cup.y) == pytest.approx((0.1, 0.6), abs=0.02)
    assert find("the left side").centre[0] < 0.3
    assert find("foreground").centre[1] > 0.6
    assert finder(picture, assets)("a piano") is None


def test_a_caption_tells_where_a_thing_is(shelf, assets):
    picture = shelf(grain(), "a cup on the left and a window on the right")
    find = found_in(picture, assets)
    assert find("cup").centre[0] < 0.4
    assert find("the window").centre[0] > 0.6


def found_in(picture, assets):
    """What finds things in a picture, where they must be found."""
    find = finder(picture, assets)

    def sure(name):
        box = find(name)
        assert box is not None, name
        return box

    return sure


def plain(width, height):
    """A picture of this size that nobody reads."""
    return Picture(
        id="p",
        asset=Asset(sha256="0" * 64, media_type="image/jpeg", bytes=1, name="p.jpg"),
        width=width,
        height=height,
        captions=(Caption(text="p", source="person"),),
        subject=Box(x=0.3, y=0.3, w=0.3, h=0.4),
        calm=(0.5, 0.5, 0.5),
        palette=(),
        sharpness=200,
    )


MOVES = ["pan", "tilt", "push in", "pull out", "orbit", "dolly", "truck", "roll", "still"]


@settings(max_examples=80, deadline=None)
@given(
    st.sampled_from(list(FORMATS)),
    st.lists(
        st.tuples(
            st.sampled_from(MOVES),
            st.sampled_from(["left", "right", "up", "down", "none"]),
            st.one_of(st.none(), st.tuples(*[st.floats(0, 0.8)] * 2, *[st.floats(0.05, 1)] * 2)),
            st.booleans(),
        ),
        min_size=2,
        max_size=4,
    ),
    st.integers(700, 5000),
    st.integers(700, 5000),
)
def test_no_course_leaves_the_picture(name, legs, width, height):
    film = FORMATS[name]

    def box(given):
        if given is None:
            return None
        x, y, w, h = given
        return Box(x=x, y=y, w=min(w, 1 - x), h=min(h, 1 - y))

    first, *later = legs
    picture = plain(width, height)
    shot = Motion().film(
        ShotRequest(
            scene="s", picture=picture, prompt="", format=film, frames=90, move=first[0],
            toward=first[1], goal=box(first[2]), origin=box(first[2]) if first[3] else None,
            then=tuple(Leg(move=m, toward=t, goal=box(g), joined=j) for m, t, g, j in later),
        )
    )  # fmt: skip
    assert all(inside(w, picture, film, 1e-4) for w in shot.windows)
    assert all(a < b for a, b in pairwise([0, *(s.at for s in shot.via), 1]))


def test_the_next_scene_is_led_by_the_last_of_several_moves(shelf, filmed):
    picture = shelf(grain(), "a wall")
    last = before(filmed(picture, "zoom in, then pan left").shot)
    assert last == Before(family="across", toward="left")
    last = before(filmed(picture, "pan left, then zoom in").shot)
    assert last is not None
    assert last.family == "in"
