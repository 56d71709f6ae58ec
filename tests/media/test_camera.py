import itertools
import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reelwright.media.compositor.camera import eased, path_of
from reelwright.media.compositor.plan import StillShot, View


def shot(**more):
    known = {
        "path": "",
        "sha": "",
        "width": 1600,
        "height": 1200,
        "name": "push in",
        "start": View(),
        "end": View(zoom=1.2),
    }
    return StillShot(**{**known, **more})


views = st.builds(
    View,
    x=st.floats(0, 1),
    y=st.floats(0, 1),
    zoom=st.floats(1, 3),
    roll=st.floats(-8, 8),
)


@settings(max_examples=60, deadline=None)
@given(
    start=views,
    end=views,
    size=st.sampled_from([(1600, 1200), (900, 1600), (4000, 1000), (1200, 1200)]),
    frame=st.sampled_from([(1080, 1920), (1080, 1080), (1920, 1080)]),
    parallax=st.sampled_from([0.0, 0.035]),
    name=st.sampled_from(["pan", "push in", "orbit", "roll", "tilt", "dolly"]),
)
def test_the_camera_never_sees_past_the_picture(start, end, size, frame, parallax, name):
    path = path_of(
        shot(start=start, end=end, width=size[0], height=size[1], parallax=parallax, name=name),
        *frame,
        90,
    )
    for n in range(0, 90, 7):
        pose = path.at(n)
        c, s = abs(math.cos(pose.roll)), abs(math.sin(pose.roll))
        w, h = frame[0] * pose.scale, frame[1] * pose.scale
        across, down = (w * c + h * s) / 2, (w * s + h * c) / 2
        # What parallax shifts or swells must be inside as well.
        across += (abs(pose.shift[0]) / 2 + pose.swell * frame[0] / 4) * pose.scale
        down += (abs(pose.shift[1]) / 2 + pose.swell * frame[1] / 4) * pose.scale
        assert pose.x - across >= -0.01
        assert pose.x + across <= size[0] + 0.01
        assert pose.y - down >= -0.01
        assert pose.y + down <= size[1] + 0.01


def test_no_more_pixels_are_worked_on_than_the_picture_has():
    small = path_of(shot(width=1100, height=1960), 1080, 1920, 60)
    assert small.working_scale() <= 1.25
    large = path_of(shot(width=6000, height=4000), 1080, 1920, 60)
    assert large.working_scale() < 1
    widest, tightest = large.scales()
    assert large.working_scale() * tightest >= 1.1
    assert large.working_scale() * widest <= 2.2


def test_a_zoom_about_a_point_keeps_the_point_still():
    path = path_of(shot(start=View(0.5, 0.5, 1.5), end=View(0.55, 0.48, 2.2)), 1080, 1920, 60)
    lines = [(p.x, p.scale) for p in (path.at(n) for n in range(60))]
    # Centre and scale lie on one line: there is a fixed point.
    x, scale = np.array(lines).T
    slope, cut = np.polyfit(scale, x, 1)
    assert np.abs(slope * scale + cut - x).max() < 1e-6


def test_a_move_begins_and_ends_softly_and_never_turns_back():
    for ease in ("in-out", "out", "linear"):
        ways = [eased(t, ease) for t in np.linspace(0, 1, 50)]
        assert ways[0] == 0
        assert ways[-1] == pytest.approx(1)
        assert all(b > a for a, b in itertools.pairwise(ways))
    assert eased(0.1, "in-out") < 0.1


def test_parallax_is_never_more_than_asked_for():
    for name in ("truck", "orbit", "pan"):
        path = path_of(
            shot(name=name, parallax=0.03, start=View(0.45, 0.5, 1.2), end=View(0.55, 0.5, 1.2)),
            1080,
            1920,
            60,
        )
        shifts = [path.at(n).shift[0] for n in range(60)]
        assert max(shifts) - min(shifts) == pytest.approx(0.03 * 1080, rel=1e-6)
