"""Drawings are drawn as they are, layer by layer, and hostile ones are refused."""

import base64
import gzip
import io

import numpy as np
import pytest
from PIL import Image

from reelwright.domain.errors import MediaRefused
from reelwright.media.pictures.drawings import plain
from reelwright.media.pictures.files import kind_of, looks_like_picture
from reelwright.media.pictures.svg import layers_of, render_svg, svg_size, vet_svg

NS = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
LAYERED = f"""<?xml version="1.0"?>
<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">
<svg {NS} viewBox="0 0 200 300">
  <defs><linearGradient id="g"><stop stop-color="#00f"/></linearGradient></defs>
  <g id="layer-sky"><rect width="200" height="300" fill="url(#g)"/></g>
  <g id="layer-near"><rect x="50" y="100" width="100" height="100" fill="#f00"
    opacity=".5"/></g>
</svg>"""


@pytest.fixture
def drawing(tmp_path):
    def write(body, name="a.svg"):
        path = tmp_path / name
        text = body if body.lstrip().startswith("<?xml") else f"<svg {NS} {body}</svg>"
        path.write_text(text, encoding="utf-8")
        return path

    return write


def inline(width=4, height=4):
    out = io.BytesIO()
    Image.new("RGB", (width, height), "#00ff00").save(out, "PNG")
    return "data:image/png;base64," + base64.b64encode(out.getvalue()).decode()


def test_layers_are_drawn_alone_with_straight_alpha(drawing):
    path = drawing(LAYERED)
    assert svg_size(path) == (200, 300)
    assert layers_of(path) == ("layer-sky", "layer-near")
    whole = render_svg(path, width=100)
    near = render_svg(path, width=100, layers=["layer-near"])
    assert whole.shape == near.shape == (150, 100, 4)
    assert whole[10, 10].tolist() == [0, 0, 255, 255]
    assert near[10, 10, 3] == 0
    assert np.abs(near[75, 50].astype(int) - (255, 0, 0, 128)).max() <= 1


def test_layers_over_one_another_make_the_whole(drawing):
    path = drawing(LAYERED)
    whole = render_svg(path, width=60).astype(float)
    sky, near = (render_svg(path, width=60, layers=[n]).astype(float) for n in layers_of(path))
    alpha = near[..., 3:] / 255
    assert np.abs(near[..., :3] * alpha + sky[..., :3] * (1 - alpha) - whole[..., :3]).max() < 3


def test_drawing_is_the_same_every_time(drawing):
    path = drawing(LAYERED)
    assert np.array_equal(render_svg(path, width=77), render_svg(path, width=77))


def test_a_layer_that_is_not_there_is_named(drawing):
    with pytest.raises(MediaRefused, match="layer-moon"):
        render_svg(drawing(LAYERED), width=50, layers=["layer-moon"])


@pytest.mark.parametrize(
    ("root", "size"),
    [
        ('viewBox="0 0 30 20">', (30, 20)),
        ('width="40mm" height="20mm">', (40 * 96 / 25.4, 20 * 96 / 25.4)),
        ('width="100%" height="100%" viewBox="-5,-5, 10 , 30">', (10, 30)),
    ],
)
def test_the_size_is_the_view_box_or_the_lengths(drawing, root, size):
    assert svg_size(drawing(root)) == pytest.approx(size)


@pytest.mark.parametrize(
    "root", [">", 'viewBox="0 0 nan 5">', 'viewBox="0 0 0 0">', 'viewBox="0 0 1e9 1">']
)
def test_a_drawing_without_a_size_is_refused(drawing, root):
    with pytest.raises(MediaRefused, match="viewBox"):
        svg_size(drawing(root))


def test_embedded_rasters_and_own_references_are_drawn(drawing):
    path = drawing(
        f'viewBox="0 0 10 10"><defs><rect id="r" width="5" height="10" fill="red"/></defs>'
        f'<use xlink:href="#r"/><image href="{inline()}" x="5" width="5" height="10" '
        f'preserveAspectRatio="none"/>'
    )
    found = render_svg(path, width=20)
    assert found[10, 4].tolist() == [255, 0, 0, 255]
    assert found[10, 15].tolist() == [0, 255, 0, 255]


BOX = 'viewBox="0 0 10 10">'
HOSTILE = {
    "script": f"{BOX}<script>alert(1)</script>",
    "foreign script": f'{BOX}<h:script xmlns:h="http://www.w3.org/1999/xhtml">1</h:script>',
    "handler": f'{BOX}<rect onload="x()" width="1" height="1"/>',
    "foreignObject": f"{BOX}<foreignObject/>",
    "outside image": f'{BOX}<image href="https://example.com/a.png" width="1" height="1"/>',
    "local file": f'{BOX}<image xlink:href="file:///etc/passwd" width="1" height="1"/>',
    "other file": f'{BOX}<image href="../secret.png" width="1" height="1"/>',
    "outside use": f'{BOX}<use href="other.svg#a"/>',
    "script link": f'{BOX}<a href="javascript:x()"/>',
    "nested svg": f'{BOX}<image href="data:image/svg+xml;base64,PHN2Zy8+"/>',
    "fill": f"{BOX}<rect fill=\"url('https://example.com/#a')\"/>",
    "style attribute": f'{BOX}<rect style="fill: url( http://example.com/x )"/>',
    "hidden style": f'{BOX}<rect style="fill: u\\72l(/*#*/http://example.com/x)"/>',
    "import": f'{BOX}<style>@im/**/port "a.css";</style>',
    "font": f"{BOX}<style>@font-face{{src:url(data:font/woff;base64,AA)}}</style>",
    "broken raster": f'{BOX}<image href="data:image/png;base64,AAAA"/>',
    "use of itself": f'{BOX}<g id="a"><use href="#a"/></g>',
    "not well formed": f"{BOX}<g>",
    "deep": BOX + "<g>" * 200 + "</g>" * 200,
    "many": BOX + "<g/>" * 60_001,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_drawings_are_refused_by_name(drawing, name):
    path = drawing(HOSTILE[name], "evil.svg")
    with pytest.raises(MediaRefused, match=r"evil\.svg"):
        vet_svg(path)
    with pytest.raises(MediaRefused, match=r"evil\.svg"):
        render_svg(path, width=10)


def test_entities_are_refused_before_they_multiply(drawing):
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10 if n else "ha"}">' for n in range(10))
    path = drawing(f'<?xml version="1.0"?><!DOCTYPE svg [{laughs}]><svg {NS} {BOX}&l9;</svg>')
    with pytest.raises(MediaRefused, match="entities"):
        vet_svg(path)


def test_an_entity_that_reads_a_file_is_refused(drawing):
    path = drawing(
        '<?xml version="1.0"?><!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
        f"<svg {NS} {BOX}<text>&x;</text></svg>"
    )
    with pytest.raises(MediaRefused, match="entities"):
        vet_svg(path)


def test_references_that_multiply_are_refused(drawing):
    groups = "".join(
        f'<g id="a{n}">' + (f'<use href="#a{n - 1}"/>' * 10 if n else "<path/>") + "</g>"
        for n in range(9)
    )
    with pytest.raises(MediaRefused, match="over and over"):
        vet_svg(drawing(BOX + groups))


def test_an_embedded_bomb_is_refused(drawing):
    path = drawing(f'{BOX}<image href="{inline(7000, 7000)}"/>')
    with pytest.raises(MediaRefused, match="7000 x 7000"):
        vet_svg(path)


def test_a_drawing_over_the_limit_is_refused(drawing):
    with pytest.raises(MediaRefused, match="5 MB"):
        vet_svg(drawing(f"{BOX}<!--{'x' * 5_000_000}-->"))


def test_notes_of_drawing_programs_do_no_harm(drawing):
    vet_svg(
        drawing(
            'xmlns:i="http://www.inkscape.org/namespaces/inkscape" '
            r'i:export-filename="C:\work\url(x).png" '
            f'{BOX}<rect fill="url( #g )" class="st0" style="fill: url(&quot;#g&quot;)"/>'
        )
    )


def test_a_drawing_in_another_encoding_is_drawn_and_a_packed_one_is_named(tmp_path):
    text = LAYERED.replace('version="1.0"', 'version="1.0" encoding="UTF-16"')
    wide = tmp_path / "wide.svg"
    wide.write_bytes(text.encode("utf-16"))
    assert looks_like_picture(wide.read_bytes()[:1024])
    assert kind_of(wide) == "image/svg+xml"
    assert render_svg(wide, width=100)[10, 10].tolist() == [0, 0, 255, 255]
    packed = tmp_path / "rose.svgz"
    packed.write_bytes(gzip.compress(LAYERED.encode()))
    assert looks_like_picture(packed.read_bytes()[:1024]), "a library tells of it"
    with pytest.raises(MediaRefused, match=r"rose.svgz is a drawing packed .*save it as plain SVG"):
        kind_of(packed)


CODECS = ("punycode", "IDNA", "unicode_escape", "raw_unicode_escape", "rot13", "zlib", "klingon")


@pytest.mark.parametrize("codec", CODECS)
def test_a_drawing_in_what_is_no_encoding_of_texts_is_refused(tmp_path, codec):
    """Python's own codecs are none of a drawing's; its punycode takes minutes for a megabyte."""
    path = tmp_path / "slow.svg"
    head = f'<?xml version="1.0" encoding="{codec}"?><svg xmlns="http://www.w3.org/2000/svg"/>'
    path.write_bytes(head.encode() + b"-a")
    with pytest.raises(MediaRefused, match=f"slow.svg is not written in {codec.upper()}, as it"):
        plain(path)
