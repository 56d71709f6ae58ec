"""Files that are made to break what reads them are refused by name, or read within the limits."""

import io
import json
import struct
import time
import wave

import numpy as np
import pytest
from PIL import Image

from reelwright.domain.errors import MediaRefused
from reelwright.library.ingest.prepare import prepare
from reelwright.media.models3d.gltf import read_gltf
from reelwright.media.pictures.source import Blob
from reelwright.media.pictures.svg import render_marked
from reelwright.media.streams.listening import open_sound
from reelwright.media.streams.snippets import look_at_sound

from makers.hostile_files import PLAIN
from makers.models3d import box, glb


def turbulence() -> str:
    return PLAIN % (
        '<filter id="a"><feTurbulence baseFrequency="0.9" numOctaves="200000"/></filter>'
        '<rect width="800" height="600" filter="url(#a)"/>'
    )


def markers() -> str:
    """Marks on marks: each of seven levels draws the next thirty times."""
    path = "M" + " ".join(f"{n * 7 % 800},{n * 13 % 600}" for n in range(30))
    groups = "".join(
        f'<marker id="m{n}" markerWidth="9" markerHeight="9"><path d="{path}" '
        f'marker-mid="url(#m{n + 1})"/></marker>'
        for n in range(7)
    )
    return PLAIN % f'<defs>{groups}</defs><path d="{path}" marker-mid="url(#m0)"/>'


def blurs() -> str:
    steps = '<feGaussianBlur stdDeviation="80"/>' * 2500
    return PLAIN % (
        f'<filter id="a">{steps}</filter><rect width="800" height="600" filter="url(#a)"/>'
    )


@pytest.mark.parametrize(
    "drawing", [turbulence, markers, pytest.param(blurs, marks=pytest.mark.longer)]
)
def test_a_drawing_that_takes_forever_is_refused_by_name(drawing):
    with pytest.raises(MediaRefused, match=r"^bad\.svg takes over"):
        prepare(drawing().encode(), "bad.svg")


def test_a_drawing_that_grows_with_its_size_is_tried_as_large_as_films_need_it(monkeypatch):
    from reelwright.media.guard import guard

    with_filter = PLAIN % '<filter id="a"/><circle r="90" cx="400" cy="300" fill="#fed"/>'
    monkeypatch.setattr(guard, "_inside", True)
    sides = []
    from reelwright.library.ingest import prepare as room

    plain = room.open_picture
    monkeypatch.setattr(
        room, "open_picture", lambda s, **given: (sides.append(given), plain(s, **given))[1]
    )
    prepare(with_filter.encode(), "a.svg")
    assert {} in sides
    sides.clear()
    prepare((PLAIN % "").encode(), "b.svg")
    assert {} not in sides


def test_a_drawing_that_marks_thousands_of_parts_is_refused():
    marks = "".join(f'<g id="keep-{n}"><rect width="9" height="9"/></g>' for n in range(3000))
    with pytest.raises(MediaRefused, match="marks 3000 groups"):
        render_marked(Blob("a.svg", (PLAIN % marks).encode()), width=200)


def changed(change) -> bytes:
    """A good model whose JSON was changed."""
    data = glb([box()])
    (size,) = struct.unpack_from("<I", data, 12)
    held = json.loads(data[20 : 20 + size])
    held = change(held) or held
    text = json.dumps(held).encode()
    text += b" " * (-len(text) % 4)
    body = struct.pack("<I4s", len(text), b"JSON") + text + data[20 + size :]
    return struct.pack("<4sII", b"glTF", 2, 12 + len(body)) + body


def shared(held):
    """Each node holds the next one twice: two to the sixtieth in all."""
    mesh = held["nodes"][0]["mesh"]
    held["nodes"] = [{"children": [n + 1, n + 1]} for n in range(60)] + [{"mesh": mesh}]
    held["scenes"] = [{"nodes": [0]}]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda held: [held], "no whole glTF"),
        (lambda held: held.update(nodes="x"), "no whole glTF"),
        (lambda held: held["nodes"].__setitem__(0, "x"), "no whole glTF"),
        (lambda held: held["accessors"][0].update(count=float("inf")), "Infinity is no number"),
        (lambda held: held["buffers"][0].update(uri=7), "no whole glTF"),
        (lambda held: held.update(materials=None), "no whole glTF"),
        (shared, "over 20,000 parts"),
    ],
)
def test_a_model_of_another_shape_is_refused_soon(change, said):
    begun = time.monotonic()
    with pytest.raises(MediaRefused, match=rf"^cup\.glb .*{said}"):
        read_gltf(Blob("cup.glb", changed(change)))
    assert time.monotonic() - begun < 60


def sound(path, channels):
    rng = np.random.default_rng(channels)
    samples = (rng.normal(0, 3000, (24_000, channels))).astype(np.int16)
    with wave.open(str(path), "wb") as file:
        file.setnchannels(channels)
        file.setsampwidth(2)
        file.setframerate(24_000)
        file.writeframes(samples.tobytes())
    return path


def test_surround_sound_is_mixed_to_one_track(tmp_path):
    for channels in (6, 8):
        heard = open_sound(sound(tmp_path / "a.wav", channels))
        assert heard.shape == (48_000,)
        assert heard.std() > 0.005


def test_sound_of_64_channels_is_refused(tmp_path):
    path = sound(tmp_path / "a.wav", 64)
    with pytest.raises(MediaRefused, match=r"a\.wav has 64 channels"):
        open_sound(path)
    with pytest.raises(MediaRefused, match=r"a\.wav"):
        look_at_sound(path)


def test_a_very_large_png_is_read_small_or_refused_by_name():
    sink = io.BytesIO()
    Image.new("RGB", (8000, 7500), (90, 120, 60)).save(sink, "PNG", compress_level=1)
    record = prepare(sink.getvalue(), "wide.png")
    assert (record.picture.width, record.picture.height) == (8000, 7500)
    assert np.abs(record.look.reshape(-1, 3).mean(0) - (60, 120, 90)).max() < 2
    sink = io.BytesIO()
    Image.new("RGBA", (10_900, 10_900)).save(sink, "PNG", compress_level=1)
    with pytest.raises(MediaRefused, match=r"^clear\.png takes over 450 MB"):
        prepare(sink.getvalue(), "clear.png")
