import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reelwright.backends.video.interface import ShotRequest
from reelwright.backends.video.motion import BLOW_UP, Motion
from reelwright.domain.base import Box
from reelwright.domain.campaign import FORMATS
from reelwright.domain.framing import enlargement, in_frame, inside, shown
from reelwright.domain.take import Window
from reelwright.shooting import before
from reelwright.shooting import shoot as attempt

MOVES = ["pan left", "tilt up", "push in", "pull out", "orbit", "dolly", "truck", "rack focus"]
NOWHERE = None
"""Motion reads no bytes."""


def shoot(*what, **how):
    return attempt(*what, assets=NOWHERE, **how).take


SHAPES = {
    "portrait drawing": {"width": 1600, "height": 2000, "svg": True},
    "landscape photo": {"width": 6000, "height": 4000},
    "small photo": {"width": 1280, "height": 853},
}


def windows(move, steps=8):
    for i in range(steps + 1):
        t = i / steps
        a, b = move.start, move.end
        yield Window(
            x=a.x + (b.x - a.x) * t,
            y=a.y + (b.y - a.y) * t,
            zoom=a.zoom + (b.zoom - a.zoom) * t,
            roll=a.roll + (b.roll - a.roll) * t,
        )


@pytest.mark.parametrize("film", FORMATS.values(), ids=FORMATS)
@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("camera", [*MOVES, "roll clockwise", "hold"])
def test_every_window_lies_inside_the_picture(
    film, shape, camera, picture, scene, reference, prompt
):
    pic = picture(**SHAPES[shape])
    for zone in ("top", "bottom", "none"):
        take = shoot(
            scene(camera), reference(pic), prompt, film, frames=120, text_zone=zone, seed=3
        )
        assert all(inside(w, pic, film, 1e-4) for w in windows(take.shot))


@settings(max_examples=60, deadline=None)
@given(
    st.sampled_from(list(FORMATS)),
    st.sampled_from(["pan", "tilt", "push in", "pull out", "orbit", "dolly", "truck", "roll"]),
    st.tuples(st.floats(0, 0.9), st.floats(0, 0.9), st.floats(0.05, 1), st.floats(0.05, 1)),
    st.integers(700, 5000),
    st.integers(700, 5000),
    st.floats(0.03, 0.08),
)
def test_no_subject_or_shape_drives_the_camera_out(name, move, box, width, height, travel):
    film = FORMATS[name]
    x, y, w, h = box
    pic = _picture(width, height, Box(x=x, y=y, w=min(w, 1 - x), h=min(h, 1 - y)))
    shot = Motion().film(
        ShotRequest(
            scene="s", picture=pic, prompt="", format=film, frames=90, move=move, travel=travel
        )
    )
    assert all(inside(w, pic, film, 1e-4) for w in windows(shot))


def _picture(width, height, subject):
    from reelwright.domain.asset import Asset
    from reelwright.domain.picture import Caption, Picture

    return Picture(
        id="p",
        asset=Asset(sha256="0" * 64, media_type="image/jpeg", bytes=1, name="p.jpg"),
        width=width,
        height=height,
        captions=(Caption(text="p", source="person"),),
        subject=subject,
        calm=(0.5, 0.5, 0.5),
        palette=(),
        sharpness=200,
    )


@pytest.mark.parametrize("film", FORMATS.values(), ids=FORMATS)
@pytest.mark.parametrize("camera", MOVES)
def test_the_subject_stays_in_the_frame(film, camera, picture, scene, reference, prompt):
    pic = picture(subject=(0.12, 0.4, 0.16, 0.3))
    take = shoot(scene(camera), reference(pic), prompt, film, frames=120)
    for window in windows(take.shot):
        cx, cy = in_frame(pic.subject, window, pic, film).centre
        assert 0.12 < cx < 0.88
        assert 0.12 < cy < 0.88
        assert shown(pic.subject, window, pic, film) > 0.9


@pytest.mark.parametrize("film", FORMATS.values(), ids=FORMATS)
@pytest.mark.parametrize("zone", ["top", "bottom", "none"])
def test_the_head_of_a_tall_subject_stays_in(film, zone, picture, scene, reference, prompt):
    pic = picture(1600, 2000, subject=(0.3, 0.18, 0.4, 0.78), svg=True)
    take = shoot(scene("push in"), reference(pic), prompt, film, frames=120, text_zone=zone)
    for window in windows(take.shot):
        assert in_frame(pic.subject, window, pic, film).y > 0.02


def test_framing_leaves_room_for_type(picture, scene, reference, prompt):
    film = FORMATS["9:16"]
    pic = picture(subject=(0.45, 0.4, 0.14, 0.3))
    placed = {}
    for zone in ("top", "bottom"):
        take = shoot(scene("push in"), reference(pic), prompt, film, frames=120, text_zone=zone)
        placed[zone] = in_frame(pic.subject, take.shot.end, pic, film)
    assert placed["top"].centre[1] > placed["bottom"].centre[1] + 0.08
    assert placed["bottom"].y + placed["bottom"].h < 0.72


@pytest.mark.parametrize("film", FORMATS.values(), ids=FORMATS)
def test_a_photo_is_not_blown_up_past_its_detail(film, picture, scene, reference, prompt):
    for width, height in ((6000, 4000), (2400, 1600)):
        pic = picture(width, height, subject=(0.4, 0.4, 0.06, 0.06))
        take = shoot(scene("push in", "close"), reference(pic), prompt, film, frames=120)
        if enlargement(Window(), pic, film) <= 1:
            for window in (take.shot.start, take.shot.end):
                assert enlargement(window, pic, film) <= BLOW_UP + 0.01


@pytest.mark.parametrize("camera", ["slow push in", "push in", "fast push in"])
def test_travel_is_three_to_eight_percent(camera, picture, scene, reference, prompt):
    take = shoot(scene(camera), reference(picture()), prompt, FORMATS["9:16"], frames=120)
    assert 1.029 <= take.shot.end.zoom / take.shot.start.zoom <= 1.081


def test_fast_goes_farther_than_slow(picture, scene, reference, prompt):
    def far(words):
        shot = shoot(scene(words), reference(picture()), prompt, FORMATS["9:16"], frames=120).shot
        return abs(shot.end.x - shot.start.x)

    assert far("fast pan right") > far("pan right") > far("slow pan right")


def test_pan_left_looks_left_and_tilt_up_looks_up(picture, scene, reference, prompt):
    film = FORMATS["16:9"]
    left = shoot(scene("pan left"), reference(picture()), prompt, film, frames=120).shot
    up = shoot(scene("tilt up"), reference(picture()), prompt, film, frames=120).shot
    assert left.end.x < left.start.x
    assert up.end.y < up.start.y


@pytest.mark.parametrize("camera", [*MOVES, "hold"])
def test_two_scenes_in_a_row_never_move_alike(camera, picture, scene, reference, prompt):
    film = FORMATS["9:16"]
    one = shoot(scene(camera), reference(picture()), prompt, film, frames=120)
    two = shoot(
        scene(camera, id="s2"),
        reference(picture()),
        prompt,
        film,
        frames=120,
        previous=before(one.shot),
    )
    assert two.shot.name != one.shot.name
    assert "scene before" in two.direction


@pytest.mark.proves("S0-60")
def test_later_attempts_keep_the_reference_and_vary_the_shot(picture, scene, reference, prompt):
    ref = reference(picture())
    takes = [shoot(scene(), ref, prompt, FORMATS["9:16"], frames=120, attempt=n) for n in (1, 2, 3)]
    assert {t.shot.picture.id for t in takes} == {ref.picture.id}
    assert len({t.shot.digest() for t in takes}) == 3
    assert [t.attempt for t in takes] == [1, 2, 3]


def test_advice_changes_the_framing(picture, scene, reference, prompt):
    film, ref = FORMATS["9:16"], reference(picture(subject=(0.3, 0.2, 0.4, 0.6)))
    close = shoot(scene(), ref, prompt, film, frames=120, attempt=2, advice="closer: small")
    calm = shoot(scene(), ref, prompt, film, frames=120, attempt=2, advice="calmer: restless")
    wide = shoot(scene(), ref, prompt, film, frames=120, attempt=2, advice="wider: cut off")
    assert wide.shot.start.zoom <= close.shot.start.zoom
    assert calm.shot.end.zoom / calm.shot.start.zoom < close.shot.end.zoom / close.shot.start.zoom


def test_layers_give_parallax(picture, scene, reference, prompt):
    film = FORMATS["9:16"]
    flat = shoot(scene("push in"), reference(picture()), prompt, film, frames=120)
    deep = shoot(
        scene("push in"),
        reference(picture(1600, 2000, svg=True, layers=("layer-sky", "layer-near"))),
        prompt,
        film,
        frames=120,
    )
    assert flat.shot.parallax == 0
    assert 0 < deep.shot.parallax <= 0.035


def test_the_same_request_gives_the_same_take(picture, scene, reference, prompt):
    args = (scene("orbit"), reference(picture()), prompt, FORMATS["4:5"])
    assert shoot(*args, frames=90, attempt=2) == shoot(*args, frames=90, attempt=2)
