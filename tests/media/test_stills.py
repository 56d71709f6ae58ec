import itertools
import tracemalloc

import cv2
import numpy as np
import pytest

from reelwright.media.compositor.compositor import Compositor, Shots
from reelwright.media.compositor.filming import film_still
from reelwright.media.compositor.layers import collapse, depths_of
from reelwright.media.compositor.plan import ClipPlan, FilmPlan, StillShot, View
from reelwright.media.compositor.relief import nearness
from reelwright.media.pictures.planes import buffer, split, to_bgr

W, H, N = 270, 480, 40


@pytest.fixture(scope="module")
def photo(tmp_path_factory):
    """A picture with texture everywhere and a marked subject, 800 x 960."""
    cv2.setNumThreads(1)
    rng = np.random.default_rng(3)
    picture = cv2.GaussianBlur(rng.integers(40, 215, (960, 800, 3), dtype=np.uint8), (0, 0), 2.5)
    picture = cv2.convertScaleAbs(picture, alpha=2.5, beta=-190)
    path = tmp_path_factory.mktemp("pictures") / "photo.png"
    cv2.imwrite(str(path), picture)
    return path


DRAWING = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 900 1200">
<g id="layer-sky"><rect width="900" height="1200" fill="#e8e8e8"/>
  <rect x="300" width="40" height="1200" fill="#c00000"/></g>
<g id="layer-mid"><rect y="800" width="900" height="120" fill="#88aa88"/></g>
<g id="layer-near"><rect x="560" y="300" width="40" height="900" fill="#0000a0"/></g>
</svg>"""


@pytest.fixture(scope="module")
def drawing(tmp_path_factory):
    path = tmp_path_factory.mktemp("drawings") / "drawing.svg"
    path.write_text(DRAWING, encoding="utf-8")
    return path


def still(path, **more):
    known = {
        "path": str(path),
        "sha": path.name,
        "width": 800,
        "height": 960,
        "name": "push in",
        "start": View(),
        "end": View(zoom=1.1),
    }
    return StillShot(**{**known, **more})


def drawn(path, **more):
    layers = ("layer-sky", "layer-mid", "layer-near")
    return still(path, width=900, height=1200, vector=True, **{"layers": layers, **more})


def frames(shot, at, grade=0.0):
    filmed = film_still(shot, W, H, N, grade)
    seen = []
    for n in at:
        frame = buffer(W, H)
        filmed.film(n, *split(frame))
        seen.append(to_bgr(frame))
    return type(filmed).__name__, seen


def shift(a, b):
    """How far the picture moved, pixels."""
    grey = [cv2.cvtColor(f, cv2.COLOR_BGR2GRAY).astype(np.float32) for f in (a, b)]
    window = cv2.createHanningWindow((W, H), cv2.CV_32F)
    return np.array(cv2.phaseCorrelate(*grey, window)[0])


def test_a_pan_moves_by_what_was_asked_at_every_frame(photo):
    shot = still(
        photo, name="pan", start=View(0.45, 0.5, 1.3), end=View(0.55, 0.5, 1.3), ease="linear"
    )
    kind, seen = frames(shot, range(0, N, 3))
    assert kind == "Sliding"
    # 0.1 of 800 pixels in 39 steps; the window is 540 / 1.3 picture pixels wide.
    step = 3 * 80 / 39 * W / (540 / 1.3)
    moved = [shift(a, b) for a, b in itertools.pairwise(seen)]
    assert np.abs(np.array(moved)[:, 0] + step).max() < 0.15
    assert np.abs(np.array(moved)[:, 1]).max() < 0.1


def test_a_zoom_does_not_shake(photo):
    kind, seen = frames(still(photo, end=View(zoom=1.05), ease="linear"), range(N))
    assert kind == "Flat"
    moved = np.array([shift(a, b) for a, b in itertools.pairwise(seen)])
    assert np.abs(moved).max() < 0.1


def test_a_standing_shot_is_one_picture(photo):
    kind, seen = frames(still(photo, name="still", end=View()), (0, 20, 39))
    assert kind == "Held"
    assert (seen[0] == seen[1]).all()
    assert (seen[0] == seen[2]).all()


def test_a_roll_turns_and_shows_no_edge(tmp_path):
    """A white picture on whose borders a black frame begins at once: none of it may be seen."""
    picture = np.full((960, 800, 3), 240, np.uint8)
    picture[480:484] = 20
    path = tmp_path / "line.png"
    cv2.imwrite(str(path), picture)
    shot = still(path, name="roll", start=View(roll=-5), end=View(roll=5))
    _, (first, last) = frames(shot, (0, N - 1))

    def slope(frame):
        rows = frame[..., 1].argmin(0)[10:-10]
        return np.polyfit(np.arange(len(rows)), rows, 1)[0]

    assert slope(first) == pytest.approx(-slope(last), abs=0.01)
    assert abs(slope(last)) == pytest.approx(np.tan(np.radians(5)), abs=0.01)


def test_a_rack_of_focus_goes_from_soft_to_sharp(photo):
    kind, seen = frames(still(photo, name="rack focus", focus=(1, 0)), (0, 10, 20, 30, N - 1))
    assert kind == "Racked"
    crisp = [cv2.Laplacian(f, cv2.CV_32F).var() for f in seen]
    assert all(b > a for a, b in itertools.pairwise(crisp))
    assert crisp[-1] > 5 * crisp[0]


def test_a_grade_darkens_the_whole_picture(photo):
    _, (light,) = frames(still(photo), (5,))
    _, (dark,) = frames(still(photo), (5,), grade=0.4)
    assert dark.mean() == pytest.approx(0.6 * light.mean(), abs=3)


def bar(frame, colour):
    """Middle column of the bar that is strongest in this channel, where nothing is before it."""
    strip = frame[160:260].astype(int)
    others = [c for c in range(3) if c != colour]
    strength = (strip[..., colour] - strip[..., others].max(-1)).clip(0).sum(0)
    return float((strength * np.arange(W)).sum() / strength.sum())


def test_near_layers_move_further_than_far_ones(drawing):
    shot = drawn(
        drawing, name="truck", start=View(0.5, 0.5, 1.2), end=View(0.5, 0.5, 1.2), parallax=0.035
    )
    kind, (first, last) = frames(shot, (0, N - 1))
    assert kind == "Layered"
    near, far = bar(last, 0) - bar(first, 0), bar(last, 2) - bar(first, 2)
    assert near < 0 < far
    assert far - near == pytest.approx(0.035 * W, abs=0.6)


def test_layers_at_rest_are_the_drawing(drawing):
    """Half-way through a truck nothing is shifted: the layers must meet as they were drawn."""
    lens = {"start": View(0.5, 0.5, 1.2), "end": View(0.5, 0.5, 1.2), "ease": "linear"}
    moving = drawn(drawing, name="truck", parallax=0.03, **lens)
    filmed = film_still(moving, W, H, 41)
    frame = buffer(W, H)
    filmed.film(20, *split(frame))
    flat = film_still(drawn(drawing, name="still", layers=(), parallax=0.03, **lens), W, H, 41)
    other = buffer(W, H)
    flat.film(20, *split(other))
    assert np.abs(to_bgr(frame).astype(int) - to_bgr(other)).mean() < 1.5


def test_layers_collapse_to_three_planes_in_their_order():
    names = ("layer-sky", "layer-far", "layer-mid", "layer-subject", "layer-near")
    planes = collapse(names)
    assert len(planes) == 3
    assert sum((group for group, _ in planes), ()) == names
    assert planes[0][0] == ("layer-sky", "layer-far")
    depths = [depth for _, depth in planes]
    assert depths == sorted(depths)


def test_a_layer_of_unknown_name_lies_between_its_neighbours():
    sky, other, near = depths_of(("layer-sky", "layer-curtain", "layer-near"))
    assert sky < other < near


@pytest.mark.parametrize("layered", [False, True])
def test_a_prepared_shot_keeps_its_planes_and_nothing_else(photo, drawing, layered):
    shot = drawn(drawing, parallax=0.02) if layered else still(photo)
    film_still(shot, 1080, 1920, N)
    tracemalloc.start()
    try:
        filmed = film_still(shot, 1080, 1920, N)
        kept, _ = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert kept < 1.1 * held(filmed) + 500_000


def held(value):
    """Bytes of the planes a shot points at."""
    if isinstance(value, np.ndarray):
        return value.nbytes
    parts = (
        value
        if isinstance(value, list)
        else vars(value).values()
        if hasattr(value, "__dict__")
        else ()
    )
    return sum(held(part) for part in parts)


def test_a_scene_that_is_over_is_let_go_and_those_of_a_span_are_ready_before_it(photo):
    scenes = tuple(
        ClipPlan(start=10 * k, frames=10, shot=still(photo, sha=str(k))) for k in (0, 1, 2)
    )
    film = FilmPlan(width=W, height=H, rate=30, frames=30, quality="draft", scenes=scenes)
    shots = Shots()
    shots.ready(film.part(0, 20))
    assert [key[0].sha for key in shots._kept] == ["0", "1"]
    compositor = Compositor(film.part(0, 20), shots)
    frame = buffer(W, H)
    compositor.film(9, frame)
    assert len(shots._kept) == 2
    compositor.film(10, frame)
    assert [key[0].sha for key in shots._kept] == ["1"]


def test_an_even_texture_tells_no_depth_but_a_subject_does():
    rng = np.random.default_rng(5)
    even = np.full((300, 300, 3), 120, np.uint8)
    noise = rng.integers(0, 20, even.shape, dtype=np.uint8)
    assert nearness(even + noise) is None
    subject = (even + noise // 4).copy()
    cv2.circle(subject, (150, 170), 60, (30, 60, 220), -1)
    subject[110:230, 90:210] += rng.integers(0, 60, (120, 120, 3), dtype=np.uint8)
    depth = nearness(subject)
    assert depth is not None
    at = depth.shape[0] / 300
    assert depth[int(170 * at), int(150 * at)] > depth[int(30 * at), int(30 * at)] + 0.4
