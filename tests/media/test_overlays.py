import cv2
import numpy as np
import pytest

from reelwright.domain.errors import MediaRefused
from reelwright.media.compositor.overlays import ReadyOverlay
from reelwright.media.compositor.plan import OverlayPlan
from reelwright.media.pictures.planes import buffer, split


def overlay(tmp_path, pixels=None, **more):
    path = tmp_path / "overlay.png"
    if pixels is None:
        pixels = np.zeros((60, 80, 4), np.uint8)
        pixels[20:40, 10:70] = 255
    cv2.imwrite(str(path), pixels)
    known = {"path": str(path), "sha": "x", "start": 10, "frames": 30, "x": 100, "y": 100}
    return ReadyOverlay(OverlayPlan(**{**known, **more}))


def luma(shown, n):
    frame = buffer(320, 320)
    y, uv = split(frame)
    y[...], uv[...] = 16, 128
    shown.film(n, y, uv)
    return y


def test_it_stands_where_it_was_put_and_only_in_its_time(tmp_path):
    shown = overlay(tmp_path)
    assert (luma(shown, 9) == 16).all()
    assert (luma(shown, 40) == 16).all()
    rows, columns = np.nonzero(luma(shown, 10) > 200)
    assert (rows.min(), rows.max(), columns.min(), columns.max()) == (120, 139, 110, 169)


def test_it_fades_in_and_out_without_a_step_back(tmp_path):
    shown = overlay(tmp_path, enter=8, leave=6)
    light = [int(luma(shown, n).max()) for n in range(10, 40)]
    assert light[0] < 150
    assert light[10] == 235
    assert light[-1] < 80
    top = light.index(235)
    assert light[:top] == sorted(light[:top])
    assert light[20:] == sorted(light[20:], reverse=True)


@pytest.mark.parametrize(("side", "axis", "sign"), [("left", 1, -1), ("down", 0, 1)])
def test_it_slides_in_from_its_side_and_arrives(tmp_path, side, axis, sign):
    shown = overlay(tmp_path, enter=8, slide=60, slide_from=side)
    places = [np.nonzero(luma(shown, n) > 60)[axis].mean() for n in range(10, 20)]
    gaps = [(p - places[-1]) * sign for p in places]
    assert gaps[0] > 10
    assert gaps == sorted(gaps, reverse=True)
    assert places[-1] == (129.5, 139.5)[axis]


def test_an_empty_image_shows_nothing(tmp_path):
    shown = overlay(tmp_path, np.zeros((10, 10, 4), np.uint8))
    assert (luma(shown, 20) == 16).all()


def test_a_broken_image_is_refused(tmp_path):
    path = tmp_path / "broken.png"
    path.write_bytes(b"not a picture")
    with pytest.raises(MediaRefused, match=r"broken\.png"):
        ReadyOverlay(OverlayPlan(path=str(path), sha="x", start=0, frames=1, x=0, y=0))


def test_a_soft_scrim_is_dithered_and_stays_as_dark(tmp_path):
    pixels = np.zeros((200, 200, 4), np.uint8)
    pixels[..., 3] = np.linspace(0, 60, 200).astype(np.uint8)[:, None]
    plain = overlay(tmp_path, pixels, x=0, y=0)
    broken = overlay(tmp_path, pixels, x=0, y=0, dither=True)

    def over_grey(shown):
        frame = buffer(320, 320)
        y, uv = split(frame)
        y[...], uv[...] = 180, 128
        shown.film(20, y, uv)
        return y[:200, :200].astype(float)

    a, b = over_grey(plain), over_grey(broken)
    assert a.mean() == pytest.approx(b.mean(), abs=0.5)
    assert len(np.unique(a[100])) < len(np.unique(b[100]))
