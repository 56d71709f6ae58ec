"""The Fernhill pictures are what the drawing scripts draw, and safe and useful to the pipeline."""

import csv
import re
import subprocess
import sys
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

FERNHILL = Path(__file__).parents[2] / "examples" / "fernhill"
LIBRARY = FERNHILL / "library"
SVG = "{http://www.w3.org/2000/svg}"
PICTURES = sorted(LIBRARY.glob("*.svg"))
PLAIN = {"svg", "defs", "g", "path", "rect", "circle", "ellipse", "clipPath"}
PAINT = {"linearGradient", "radialGradient", "stop"}


@pytest.fixture(scope="module")
def drawn_again(tmp_path_factory):
    out = tmp_path_factory.mktemp("fernhill")
    command = [sys.executable, str(FERNHILL / "draw" / "__main__.py"), "--out", str(out)]
    subprocess.run(command, check=True, timeout=240)
    return out


def test_the_library_holds_at_least_28_pictures_and_six_wide_ones():
    sizes = [ET.parse(p).getroot().get("viewBox") for p in PICTURES]
    assert len(sizes) >= 28
    assert set(sizes) == {"0 0 1600 2000", "0 0 2400 1600"}
    assert sizes.count("0 0 2400 1600") >= 6


def test_drawing_again_gives_the_committed_files(drawn_again):
    kept = {p.relative_to(FERNHILL) for p in [*LIBRARY.iterdir(), *FERNHILL.glob("brand/*.svg")]}
    made = {p.relative_to(drawn_again) for p in drawn_again.rglob("*") if p.is_file()}
    assert made == kept
    differing = [
        str(name)
        for name in sorted(made)
        if (drawn_again / name).read_bytes() != (FERNHILL / name).read_bytes()
    ]
    assert differing == []


@pytest.mark.parametrize("picture", PICTURES, ids=lambda p: p.stem)
def test_a_picture_is_layered_plain_and_small(picture):
    text = picture.read_text(encoding="utf-8")
    root = ET.fromstring(text)
    layers = [child.get("id", "") for child in root if child.tag == f"{SVG}g"]
    order = ["layer-sky", "layer-far", "layer-mid", "layer-subject", "layer-near"]
    assert len(layers) >= 3
    assert layers == [name for name in order if name in layers]
    assert all(len(child) for child in root if child.tag == f"{SVG}g")
    assert {e.tag.removeprefix(SVG) for e in root.iter()} <= PLAIN | PAINT
    assert "href" not in text
    assert all(ref.startswith("#") for ref in re.findall(r"url\(([^)]*)\)", text))
    assert picture.stat().st_size < 80_000


@pytest.mark.parametrize("picture", PICTURES, ids=lambda p: p.stem)
def test_every_reference_is_defined_once(picture):
    root = ET.parse(picture).getroot()
    ids = [e.get("id") for e in root.iter() if e.get("id")]
    assert len(ids) == len(set(ids))
    used = set(re.findall(r"url\(#([^)]*)\)", picture.read_text(encoding="utf-8")))
    assert used <= set(ids)


@pytest.mark.parametrize("picture", PICTURES, ids=lambda p: p.stem)
def test_the_backmost_layer_covers_the_canvas_and_beyond(picture):
    root = ET.parse(picture).getroot()
    width, height = (int(v) for v in root.get("viewBox", "").split()[2:])
    first = next(child for child in root if child.tag == f"{SVG}g")
    base = first[0]
    x, y = float(base.get("x", 0)), float(base.get("y", 0))
    assert base.tag == f"{SVG}rect"
    assert base.get("opacity") is None
    assert x < 0
    assert y < 0
    assert x + float(base.get("width", 0)) > width
    assert y + float(base.get("height", 0)) > height


def test_captions_name_every_picture_once_with_scale_and_people():
    with (LIBRARY / "captions.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["file"] for row in rows] == [p.name for p in PICTURES]
    assert {row["scale"] for row in rows} == {"wide", "medium", "close"}
    assert all(len(row["caption"].split()) >= 5 for row in rows)
    assert all(len(row["keywords"].split(", ")) >= 5 for row in rows)
    for row in rows:
        for person in filter(None, row["people"].split(", ")):
            assert person in row["keywords"], row["file"]


def test_the_brand_colours_can_be_read_on_each_other():
    import tomllib

    palette = tomllib.loads((FERNHILL / "brand.toml").read_text(encoding="utf-8"))["palette"]
    for front, back in (("ink", "paper"), ("paper", "primary"), ("paper", "accent")):
        assert _contrast(palette[front], palette[back]) >= 4.5


def _contrast(a: str, b: str) -> float:
    high, low = sorted((_luminance(a), _luminance(b)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def _luminance(colour: str) -> float:
    channels = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    r, g, b = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * r + 0.7152 * g + 0.0722 * b
