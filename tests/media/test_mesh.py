"""Models are drawn as they are: shapes, colours, what hides what; and refused when broken."""

import json

import numpy as np
import pytest

from reelwright.domain.errors import MediaRefused
from reelwright.media.guard import guard
from reelwright.media.models3d import gltf
from reelwright.media.models3d.gltf import read_gltf
from reelwright.media.models3d.mesh import view
from reelwright.media.pictures.source import Blob
from reelwright.media.streams.snippets import kind_of_item

from makers.models3d import box, glb, vase


def drawn(*meshes, **how):
    return view(read_gltf(Blob("m.glb", glb(meshes))), (320, 240), **how)


def colour_at(picture, x, y):
    """Blue, green, red at shares of the picture."""
    return picture[int(y * picture.shape[0]), int(x * picture.shape[1])].astype(int)


def test_a_box_from_its_front_is_a_square_of_its_colour():
    picture = drawn(box(colour=(0.0, 0.0, 1.0)), yaw=0, pitch=0)
    blue = (picture[..., 0].astype(int) - picture[..., 2]) > 60
    rows, columns = np.flatnonzero(blue.any(1)), np.flatnonzero(blue.any(0))
    wide, tall = columns[-1] - columns[0], rows[-1] - rows[0]
    assert wide / tall == pytest.approx(1, abs=0.03)
    assert tall == pytest.approx(0.8 * 240, rel=0.03)
    assert blue[rows[0] + 3 : rows[-1] - 3, columns[0] + 3 : columns[-1] - 3].all()


def test_a_bare_view_is_the_model_alone_with_a_clean_edge():
    bare = drawn(box(colour=(1.0, 0.0, 0.0)), yaw=30, pitch=10, bare=True)
    ground = drawn(box(colour=(1.0, 0.0, 0.0)), yaw=30, pitch=10)
    opaque = bare[..., 3]
    assert bare.shape == (240, 320, 4)
    assert opaque[0].max() == 0
    assert opaque[120, 160] == 255
    assert np.array_equal(bare[120, 160, :3], ground[120, 160])
    # Its edge holds its own colour, nothing of a ground.
    edge = (opaque > 20) & (opaque < 235)
    assert edge.any()
    assert (bare[edge][:, 2].astype(int) - bare[edge][:, 0]).min() > 40


def test_what_is_nearer_hides_what_is_behind():
    red = box((0.6, 0.6, 0.2), colour=(1, 0, 0), placed={"translation": [0, 0, 1]})
    green = box((1.4, 1.4, 0.2), colour=(0, 1, 0), placed={"translation": [0, 0, -1]})
    for order in ((red, green), (green, red)):
        front = colour_at(drawn(*order, yaw=0, pitch=0), 0.5, 0.5)
        back = colour_at(drawn(*order, yaw=180, pitch=0), 0.5, 0.5)
        assert front[2] > front[1] + 60
        assert back[1] > back[2] + 60


def test_a_texture_lies_the_right_way_round():
    texture = np.zeros((64, 64, 3), np.uint8)
    texture[:32, :32] = (0, 0, 255)  # top left red
    texture[:32, 32:] = (0, 255, 0)  # top right green
    texture[32:] = (255, 0, 0)  # below blue
    points = [(-1, 1, 0), (1, 1, 0), (1, -1, 0), (-1, -1, 0)]
    sheet = {
        "points": points,
        "uvs": [(0.01, 0.01), (0.99, 0.01), (0.99, 0.99), (0.01, 0.99)],
        "triangles": [(0, 3, 1), (1, 3, 2)],
        "texture": texture,
    }
    picture = drawn(sheet, yaw=0, pitch=0)
    assert colour_at(picture, 0.4, 0.3).argmax() == 2
    assert colour_at(picture, 0.6, 0.3).argmax() == 1
    assert colour_at(picture, 0.5, 0.75).argmax() == 0


def test_a_model_is_turned_and_placed_as_its_file_says():
    half = np.sqrt(0.5)
    lying = box((0.2, 2.0, 0.2), placed={"rotation": [0, 0, half, half]})
    picture = drawn(lying, yaw=0, pitch=0)
    bright = picture.astype(int).sum(-1)
    model = np.abs(bright - bright[:, :1]) > 60
    rows, columns = np.flatnonzero(model.any(1)), np.flatnonzero(model.any(0))
    assert (columns[-1] - columns[0]) > 3 * (rows[-1] - rows[0])


def test_a_smooth_vase_is_drawn_without_holes():
    picture = drawn(vase(colour=(0.1, 0.4, 0.3)), yaw=20, pitch=5)
    green = (picture[..., 1].astype(int) - picture[..., 2]) > 15
    for row in np.flatnonzero(green.sum(1) > 12)[4:-4]:
        columns = np.flatnonzero(green[row])
        assert green[row, columns[0] : columns[-1] + 1].mean() > 0.97, row
    assert (picture == drawn(vase(colour=(0.1, 0.4, 0.3)), yaw=20, pitch=5)).all()


def test_both_forms_of_a_file_are_the_same():
    whole, embedded = glb([box()]), glb([box()], embedded=True)
    assert kind_of_item(Blob("a.jpg", whole)) == "model"
    assert kind_of_item(Blob("a.gltf", embedded)) == "model"
    one, two = read_gltf(Blob("a.glb", whole)), read_gltf(Blob("a.gltf", embedded))
    assert (one[0].corners == two[0].corners).all()


def changed(**fields):
    document = json.loads(glb([box()], embedded=True))
    for path, value in fields.items():
        at, (*inner, last) = document, path.split("__")
        for step in inner:
            at = at[int(step)] if step.isdigit() else at[step]
        at[int(last) if last.isdigit() else last] = value
    return json.dumps(document).encode()


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"glTF", "no whole glTF"),
        (glb([box()])[:-300], "breaks off"),
        (glb([box()], version=1), "export it as glTF 2.0"),
        (b"{}", "no triangles"),
        (b"{nothing", "no whole glTF"),
        (changed(buffers__0__uri="file:///etc/passwd"), "another file"),
        (changed(buffers__0__uri="https://example.com/a.bin"), "another file"),
        (changed(extensionsRequired=["KHR_draco_mesh_compression"]), "needs KHR_draco"),
        (changed(accessors__0__count=10**9), "no whole glTF"),
        (changed(accessors__0__byteOffset=-64), "no whole glTF"),
        (changed(bufferViews__2__byteOffset=10**7), "no whole glTF"),
        (changed(nodes__0__children=[0]), "too deeply"),
        (changed(accessors__0__type=["VEC3"]), "a value of the wrong kind"),
        (changed(accessors__0__componentType=9999), "'9999' is lacking, or is none of glTF's"),
        (changed(accessors__0__bufferView=99), "a number that refers to nothing"),
        (changed(nodes__0__matrix=["a"] * 16), "a value of the wrong kind"),
        (changed(accessors__2__componentType=5126), "no whole glTF"),
    ],
)
def test_a_broken_or_hostile_model_is_refused(data, why):
    with pytest.raises(MediaRefused, match=why) as told:
        read_gltf(Blob("bad.gltf", data))
    assert "Error" not in str(told.value)


def test_too_many_triangles_are_refused(monkeypatch):
    monkeypatch.setattr(gltf, "MAX_TRIANGLES", 10)
    monkeypatch.setattr(guard, "_inside", True)
    with pytest.raises(MediaRefused, match="over 10 triangles"):
        read_gltf(Blob("big.glb", glb([box()])))
