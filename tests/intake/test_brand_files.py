"""A brand's own files as they come: variable fonts, logos of every kind."""

import gzip
import io
import shutil
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont
from PIL import Image

from reelwright.domain.campaign import FORMATS, CallToAction
from reelwright.domain.colour import lab, mixed
from reelwright.domain.errors import InvalidIntake
from reelwright.domain.storyboard import Text
from reelwright.graphics import Painter
from reelwright.graphics.easel import LOGO_NEEDS
from reelwright.graphics.fonts import read_face
from reelwright.intake.brand import load_brand
from reelwright.media.pictures.svg import render_svg

DATA = Path(__file__).resolve().parent.parent / "data" / "fonts"
SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {w} {h}">{body}</svg>'


@pytest.fixture
def kit(fernhill, tmp_path):
    """Fernhill's brand in a folder of its own; `set` writes a file and names it in brand.toml."""
    shutil.copytree(fernhill / "brand", tmp_path / "kit" / "brand")
    shutil.copy(fernhill / "brand.toml", tmp_path / "kit")
    folder = tmp_path / "kit"

    def name(field, file, data=None):
        if data is not None:
            (folder / file).write_bytes(data if isinstance(data, bytes) else data.encode())
        lines = (folder / "brand.toml").read_text("utf-8").splitlines()
        lines = [f'{field} = "{file}"' if line.startswith(f"{field} =") else line for line in lines]
        (folder / "brand.toml").write_text("\n".join(lines), "utf-8")
        return folder

    return name


def png(picture, kind="PNG"):
    sink = io.BytesIO()
    picture.save(sink, kind)
    return sink.getvalue()


def ink_of(assets, overlay):
    return (np.asarray(Image.open(assets.path(overlay.image)).convert("RGBA"))[..., 3] > 128).sum()


def test_a_variable_font_is_cut_to_the_weights_that_type_is_set_in(kit, assets, tmp_path):
    variable = DATA / "PublicSans-VF.ttf"
    folder = kit("heading", "brand/vf.ttf", variable.read_bytes())
    kit("body", "brand/vf.ttf")
    brand = load_brand(folder, assets, read_face)
    assert brand.heading.weight == 650
    assert brand.body.weight == 400
    assert 650 in {f.weight for f in brand.fonts if f.family == brand.body.family}
    for face in (brand.heading, brand.body, *brand.fonts):
        assert "fvar" not in TTFont(assets.path(face.asset))
    words = Text(kind="title", head="Help that knocks", body="The same carer comes")
    bold = Painter(brand, FORMATS["9:16"], assets).type(words, 0, 60, name="t")[-1]
    thin = instantiateVariableFont(TTFont(variable), {"wght": 100})
    thin.save(folder / "brand" / "thin.ttf")
    kit("heading", "brand/thin.ttf")
    kit("body", "brand/thin.ttf")
    hair = load_brand(folder, assets, read_face)
    hairs = Painter(hair, FORMATS["9:16"], assets).type(words, 0, 60, name="t")[-1]
    letters = [_dark(assets, o) for o in (bold, hairs)]
    assert letters[0] > 2 * letters[1]


def _dark(assets, overlay):
    pixels = np.asarray(Image.open(assets.path(overlay.image)).convert("L")).astype(int)
    return (np.abs(pixels - np.median(pixels)) > 90).sum()


def test_a_logo_is_read_by_its_content_whatever_it_is_called(kit, assets):
    photo = Image.new("RGB", (400, 120), "#0b5d5a")
    folder = kit("logo", "brand/really_jpeg.png", png(photo, "JPEG"))
    brand = load_brand(folder, assets, read_face)
    assert assets.path(brand.logo).read_bytes().startswith(b"\x89PNG")
    assert brand.logo.suffix == ".png"
    assert Painter(brand, FORMATS["9:16"], assets).logo(0, 30)
    drawing = SVG.format(w=300, h=100, body='<rect width="300" height="100" fill="#123"/>')
    brand = load_brand(kit("logo", "brand/really_svg.png", drawing), assets, read_face)
    assert brand.logo.suffix == ".svg"
    assert Painter(brand, FORMATS["9:16"], assets).logo(0, 30)
    with pytest.raises(InvalidIntake, match=r"brand.toml: logo: .*note.png"):
        load_brand(kit("logo", "brand/note.png", "Dear Sir"), assets, read_face)


@pytest.mark.parametrize(
    "body",
    [
        '<text x="5" y="60" font-family="Arial" font-size="40">Corner</text>',
        '<g style="font-family: Arial, sans-serif"><text y="60"><tspan>Corner</tspan></text></g>',
        '<style>.a{font-family:Arial}</style><text class="a" y="60">Corner</text>',
        '<text y="60">Corner</text>',
    ],
)
def test_live_text_in_a_logo_is_named_with_what_to_do(kit, assets, body):
    folder = kit("logo", "brand/text.svg", SVG.format(w=300, h=100, body=body))
    with pytest.raises(InvalidIntake, match=r"logo: 'brand/text.svg' holds live text .*paths"):
        load_brand(folder, assets, read_face)


def test_live_text_in_the_brand_s_own_font_is_drawn(kit, assets):
    body = '<text x="5" y="60" font-family="Fraunces" font-size="40">Corner shop</text>'
    folder = kit("logo", "brand/text.svg", SVG.format(w=300, h=100, body=body))
    painter = Painter(load_brand(folder, assets, read_face), FORMATS["9:16"], assets)
    logo = painter.logo(0, 30, bare=True)
    assert ink_of(assets, logo) > 300


def test_wide_empty_margins_of_a_logo_are_cut(kit, assets):
    body = '<rect x="400" y="450" width="200" height="100" fill="#123"/>'
    brand = load_brand(
        kit("logo", "brand/far.svg", SVG.format(w=1000, h=1000, body=body)), assets, read_face
    )
    assert brand.logo_aspect == pytest.approx(2, rel=0.05)
    white = Image.new("RGB", (800, 800), "white")
    white.paste("#123456", (200, 350, 600, 450))
    brand = load_brand(kit("logo", "brand/far.png", png(white)), assets, read_face)
    assert brand.logo_aspect == pytest.approx(4, rel=0.1)
    painter = Painter(brand, FORMATS["9:16"], assets)
    assert ink_of(assets, painter.logo(0, 30, bare=True)) > 4000


TWO_TONE = (
    '<circle cx="50" cy="50" r="45" fill="#e8751a"/><path d="M110 20h180v60h-180z" fill="{}"/>'
)


@pytest.mark.parametrize("word", ["#14213d", "#ffffff"])
def test_every_part_of_a_logo_counts_for_the_ground_it_stands_on(kit, assets, word):
    drawing = SVG.format(w=300, h=100, body=TWO_TONE.format(word))
    folder = kit("logo", "brand/two.svg", drawing)
    kit("logo_reversed", "brand/two.svg")
    painter = Painter(load_brand(folder, assets, read_face), FORMATS["9:16"], assets)
    _, dark, light = painter.lights(painter.setter.logo)
    assert light - dark > 0.2
    night, day = (np.full((480, 270, 3), v, np.uint8) for v in (25, 235))
    assert not painter.stands_out([night if word == "#14213d" else day])
    ground, file = painter.logo_ground()
    assert painter.logo_contrast(file, ground) >= (LOGO_NEEDS if word == "#ffffff" else 2)
    card = painter.end_card(
        Text(kind="end card", head="Come in"),
        CallToAction(text="Book now", link="https://fernhill.example"), 0, 60,
    )  # fmt: skip
    assert card


GRADIENTS = (
    # kind, stops, whether it is a block that fills its picture, a bitmap
    ("h", ("#ffffff", "#112233"), True, False),
    ("h", ("#ffffff", "#112233"), False, False),
    ("v", ("#e8f6ff", "#0b4f8a"), True, False),
    ("r", ("#feda75", "#d62976", "#4f5bd5"), True, False),
    ("h", ("#feda75", "#d62976", "#4f5bd5"), False, False),
    ("h", ("#fbf4e6", "#c4552d"), True, False),
    ("h", ("#1f1147", "#7b2ff7"), False, False),
    ("h", ("#ff0000", "#ffe600", "#00c853", "#00b0ff", "#d500f9"), False, False),
    ("h", ("#ffffff", "#000000"), True, True),
    ("h", ("#fff1e6", "#ff5e3a"), True, True),
)


def gradient(kind, stops, *, block):
    lines = {
        "h": 'linearGradient id="g" gradientUnits="userSpaceOnUse" x1="0" y1="0" x2="300" y2="0"',
        "v": 'linearGradient id="g" gradientUnits="userSpaceOnUse" x1="0" y1="0" x2="0" y2="100"',
        "r": 'radialGradient id="g" gradientUnits="userSpaceOnUse" cx="150" cy="50" r="150"',
    }
    steps = "".join(
        f'<stop offset="{n / (len(stops) - 1)}" stop-color="{c}"/>' for n, c in enumerate(stops)
    )
    mark = (
        "M0 0h300v100h-300z" if block else "M0 0h30v100h-30z M90 0h30v100h-30z M270 0h30v100h-30z"
    )
    head = f"<defs><{lines[kind]}>{steps}</{lines[kind].split()[0]}></defs>"
    return SVG.format(w=300, h=100, body=f'{head}<path d="{mark}" fill="url(#g)"/>')


@pytest.mark.parametrize(("kind", "stops", "block", "bitmap"), GRADIENTS)
def test_every_part_of_a_gradient_is_seen_on_its_ground(
    kit, assets, tmp_path, kind, stops, block, bitmap
):
    drawing, file = gradient(kind, stops, block=block), "brand/g.svg"
    if bitmap:
        (tmp_path / "g.svg").write_text(drawing, "utf-8")
        drawing, file = (
            png(Image.fromarray(render_svg(tmp_path / "g.svg", width=600))),
            "brand/g.png",
        )
    folder = kit("logo", file, drawing)
    kit("logo_reversed", file)
    painter = Painter(load_brand(folder, assets, read_face), FORMATS["9:16"], assets)
    ground, _ = painter.logo_ground()
    under = np.array(lab(painter.colours[ground]))
    # What meets the ground: all of a gradient along the mark, its outer half round one.
    for one, two in pairwise(stops[len(stops) // 2 :] if kind == "r" else stops):
        for share in (0.0, 0.25, 0.5, 0.75, 1.0):
            part = mixed(one, two, share)
            assert np.linalg.norm(np.array(lab(part)) - under) > 18, (part, ground)
    assert painter.logo(0, 30)


def test_a_logo_on_a_sheet_of_its_own_is_seen_anywhere(kit, assets):
    sheet = Image.new("RGB", (600, 200), "#ffffff")
    sheet.paste("#112233", (20, 14, 580, 186))
    folder = kit("logo", "brand/sheet.png", png(sheet))
    kit("logo_reversed", "brand/sheet.png")
    painter = Painter(load_brand(folder, assets, read_face), FORMATS["9:16"], assets)
    assert painter.lights(painter.setter.logo) == ()
    assert painter.logo_ground()[0] == "paper"


def test_a_white_logo_stands_on_a_dark_ground(kit, assets):
    pixels = Image.new("RGBA", (480, 96), (255, 255, 255, 0))
    pixels.paste((255, 255, 255, 255), (10, 10, 470, 86))
    pixels.paste((255, 255, 255, 0), (100, 20, 400, 76))
    folder = kit("logo", "brand/white.png", png(pixels))
    kit("logo_reversed", "brand/white.png")
    painter = Painter(load_brand(folder, assets, read_face), FORMATS["9:16"], assets)
    ground, file = painter.logo_ground()
    assert ground == "ink"
    assert painter.logo_contrast(file, ground) > 7


@pytest.mark.parametrize("ground", [(255, 255, 255, 0), (255, 255, 255, 255)])
def test_a_logo_too_small_without_its_margins_says_so_and_what_to_do(kit, assets, ground):
    picture = Image.new("RGBA", (800, 800), ground)
    picture.paste((20, 20, 20, 255), (380, 380, 420, 420))
    folder = kit("logo", "brand/far.png", png(picture))
    with pytest.raises(InvalidIntake) as told:
        load_brand(folder, assets, read_face)
    said = str(told.value)
    assert "without the empty margins around it (800 x 800 with them)" in said
    assert "120 or more on its longer side: export it larger, with the mark filling" in said


def test_a_small_logo_without_margins_is_not_told_of_any(kit, assets):
    folder = kit("logo", "brand/small.png", png(Image.new("RGBA", (43, 43), (20, 20, 20, 255))))
    with pytest.raises(InvalidIntake, match="43 x 43 pixels; a logo needs 120") as told:
        load_brand(folder, assets, read_face)
    assert "margins" not in str(told.value)


BLOCK = '<rect width="{w}" height="{h}" fill="#123a5a"/>'
MARK = (
    '<circle cx="60" cy="60" r="44" fill="{0}"/>'
    '<rect x="130" y="40" width="270" height="40" fill="{1}"/>'
)
NAVY = MARK.format("#123a5a", "#d9481c")


def drawn(body, w=420, h=120):
    return SVG.format(w=w, h=h, body=body)


def pixels(high, wide, mark, ground=(0, 0, 0, 0)):
    found = np.zeros((high, wide, 4), np.uint8)
    found[:] = ground
    found[high // 5 : high - high // 5, wide // 10 : wide - wide // 10] = mark
    return png(Image.fromarray(found))


UNSEEN = {
    "12 % opacity": (drawn(f'<g opacity="0.12">{NAVY}</g>'), "faint.*full opacity"),
    "12 % opacity, in a margin": (
        drawn(f'<g opacity="0.12" transform="scale(.3)">{NAVY}</g>'),
        "faint.*full opacity",
    ),
    "12 % opacity in pixels": (pixels(200, 600, (18, 58, 90, 31)), "faint.*full opacity"),
    "light grey on white": (
        pixels(200, 600, (224, 224, 224, 255), (255, 255, 255, 255)),
        "faint.*stand out",
    ),
    "white on white": (
        drawn('<rect width="420" height="120" fill="#fff"/>' + MARK.format("#fff", "#ffffff")),
        "nothing is seen",
    ),
    "nearly white on white, round corners": (
        drawn(
            '<rect width="420" height="120" rx="9" fill="#fff"/>' + MARK.format("#fafafa", "#fff")
        ),
        "nothing is seen",
    ),
    "5000 : 1": (drawn(BLOCK.format(w=50000, h=10), 50000, 10), "5000 times as long.*export"),
    "1 : 5000": (drawn(BLOCK.format(w=10, h=50000), 10, 50000), "5000 times as long.*export"),
    "a hair in a margin": (drawn('<path d="M0 60h420" stroke="#123a5a"/>'), "times as long"),
    "1 pixel high": (pixels(1, 5000, (18, 58, 90, 255)), "5000 x 1 pixels, a strip; crop it"),
}


@pytest.mark.parametrize("which", UNSEEN)
def test_a_logo_that_no_one_can_see_is_named_with_what_to_do(kit, assets, which):
    data, said = UNSEEN[which]
    name = "brand/logo.svg" if isinstance(data, str) else "brand/logo.png"
    with pytest.raises(InvalidIntake, match=rf"^brand.toml: logo: .*{said}") as told:
        load_brand(kit("logo", name, data), assets, read_face)
    assert "neither SVG nor PNG" not in str(told.value), "it is of a kind that is read"


@pytest.mark.parametrize("data", [
    drawn(MARK.format("#fff", "#fff")), drawn(BLOCK.format(w=420, h=120)),
    drawn(f'<g opacity="0.5">{NAVY}</g>'), pixels(200, 600, (255, 255, 255, 255)),
    pixels(200, 600, (190, 190, 190, 255), (255, 255, 255, 255)), drawn(NAVY, 1200),
])  # fmt: skip
def test_a_logo_that_is_seen_on_some_ground_passes(kit, assets, data):
    name = "brand/logo.svg" if isinstance(data, str) else "brand/logo.png"
    assert load_brand(kit("logo", name, data), assets, read_face).logo_aspect > 1


def _written(encoding):
    text = drawn(f"<title>Bäckerei</title>{NAVY}")
    return f'<?xml version="1.0" encoding="{encoding}"?>{text}'


WRITTEN = {
    "UTF-16": _written("UTF-16").encode("utf-16"),
    "UTF-16, no mark": _written("UTF-16LE").encode("utf-16-le"),
    "UTF-16, big end first": b"\xfe\xff" + _written("utf-16").encode("utf-16-be"),
    "UTF-32": drawn(NAVY).encode("utf-32"),
    "Latin 1": _written("ISO-8859-1").encode("latin-1"),
    "gzip": gzip.compress(drawn(NAVY).encode()),
    "gzip of UTF-16": gzip.compress(_written("UTF-16").encode("utf-16")),
}


@pytest.mark.parametrize("name", ["brand/x.svg", "brand/x.svgz"])
@pytest.mark.parametrize("which", WRITTEN)
def test_a_packed_or_wide_drawing_is_the_logo_that_it_is_in_plain(kit, assets, which, name):
    brand = load_brand(kit("logo", name, WRITTEN[which]), assets, read_face)
    plain = load_brand(kit("logo", "brand/plain.svg", drawn(NAVY)), assets, read_face)
    assert brand.logo.suffix == ".svg"
    assert brand.logo_aspect == pytest.approx(plain.logo_aspect)
    # What lays films out reads UTF-8 alone.
    kept = assets.path(brand.logo).read_bytes().decode("utf-8")
    assert kept.count("<rect") == 1
    painter, other = (Painter(b, FORMATS["9:16"], assets) for b in (brand, plain))
    assert ink_of(assets, painter.logo(0, 30)) == ink_of(assets, other.logo(0, 30))


@pytest.mark.parametrize(("data", "said"), [
    (gzip.compress(drawn(NAVY + " " * 90_000_000).encode()), "over 5 MB; simplify"),
    (gzip.compress(drawn(NAVY).encode())[:60], "packed with gzip and breaks off; copy or export"),
    (b'<?xml version="1.0" encoding="zlib"?>' + drawn(NAVY).encode(), "not written in ZLIB.*UTF-8"),
    (drawn("<title>\xe4</title>").encode("latin-1"), "not written in UTF-8"),
])  # fmt: skip
def test_a_drawing_that_cannot_be_unpacked_or_read_is_named(kit, assets, data, said):
    with pytest.raises(InvalidIntake, match=rf"logo: x.svgz .*{said}"):
        load_brand(kit("logo", "brand/x.svgz", data), assets, read_face)
