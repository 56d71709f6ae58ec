"""Pictures open upright and whole, or are refused with a reason a person can act on."""

import io
import struct
import subprocess
import sys
import zlib

import cv2
import numpy as np
import pytest
from PIL import Image, ImageCms

from reelwright.domain.errors import MediaRefused, Missing
from reelwright.media.guard import guard
from reelwright.media.pictures import files as pictures
from reelwright.media.pictures.files import kind_of, open_picture, picture_size
from reelwright.media.pictures.source import Blob

from makers import icc

RED_LEFT = np.zeros((60, 100, 3), np.uint8)
RED_LEFT[:, :50] = (255, 0, 0)
RED_LEFT[:, 50:] = (0, 0, 255)


def saved(path, mode="RGB", **options):
    Image.fromarray(RED_LEFT).convert(mode).save(path, **options)
    return path


def is_red_then_blue(found):
    left, right = found[:, 5:40].mean((0, 1)), found[:, -40:-5].mean((0, 1))
    return left[2] > 180 > 90 > left[0] and right[0] > 180 > 90 > right[2]


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("a.jpg", "image/jpeg"),
        ("a.png", "image/png"),
        ("a.webp", "image/webp"),
        ("a.avif", "image/avif"),
    ],
)
@pytest.mark.parametrize("side", [None, 50])
def test_every_kind_opens_in_bgr(tmp_path, name, kind, side):
    path = saved(tmp_path / name, quality=95)
    found = open_picture(path, max_side=side)
    assert kind_of(path) == kind
    assert found.shape == ((30, 50, 3) if side else (60, 100, 3))
    assert is_red_then_blue(open_picture(path))


def test_the_content_decides_and_not_the_name(tmp_path):
    path = saved(tmp_path / "really-a.png", format="JPEG", quality=95)
    bare = saved(tmp_path / "0123abcd", format="PNG")
    assert kind_of(path) == "image/jpeg"
    assert is_red_then_blue(open_picture(path))
    assert is_red_then_blue(open_picture(bare))


@pytest.mark.parametrize("name", ["a.jpg", "a.png", "a.webp"])
def test_pictures_are_turned_as_the_camera_says(tmp_path, name):
    exif = Image.Exif()
    exif[0x0112] = 6  # the camera lay on its side: turn clockwise
    path = saved(tmp_path / name, exif=exif, quality=95)
    found = open_picture(path)
    assert picture_size(path) == (60, 100)
    assert found.shape == (100, 60, 3)
    assert found[10, 30, 2] > 180 > found[90, 30, 2]
    assert open_picture(path, max_side=25).shape == (25, 15, 3)


@pytest.mark.parametrize("mode", ["L", "P", "1", "LA", "RGBA", "CMYK", "I;16"])
def test_every_pixel_layout_becomes_bgr(tmp_path, mode):
    grey = np.tile(np.linspace(0, 255, 64, dtype=np.uint8), (64, 1))
    path = tmp_path / ("a.tif" if mode == "CMYK" else "a.png")
    if mode == "I;16":
        Image.fromarray(grey.astype(np.uint16) * 257).save(path)
    elif mode == "CMYK":
        path = tmp_path / "a.jpg"
        Image.fromarray(grey).convert("RGB").convert("CMYK").save(path, quality=95)
    else:
        Image.fromarray(grey).convert(mode).save(path)
    found = open_picture(path)
    assert found.dtype == np.uint8
    assert found.shape == (64, 64, 3)
    assert found[:, :8].mean() < 40
    assert found[:, -8:].mean() > 215


def test_transparency_lies_over_white(tmp_path):
    clear = np.zeros((30, 30, 4), np.uint8)
    clear[:15] = (0, 128, 0, 255)
    Image.fromarray(clear).save(tmp_path / "a.png")
    found = open_picture(tmp_path / "a.png")
    assert found[20, 5].tolist() == [255, 255, 255]
    assert found[5, 5].tolist() == [0, 128, 0]


def test_other_colour_spaces_are_brought_to_srgb(tmp_path):
    # sRGB with its red and blue primaries exchanged, under another name.
    data = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    swapped = data.replace(b"rXYZ", b"?XYZ", 1).replace(b"bXYZ", b"rXYZ", 1)
    swapped = swapped.replace(b"?XYZ", b"bXYZ", 1).replace("sRGB".encode("utf-16-be"), b"\0t" * 4)
    path = tmp_path / "a.png"
    Image.new("RGB", (8, 8), (250, 20, 10)).save(path, icc_profile=swapped)
    blue, green, red = open_picture(path)[4, 4].tolist()
    assert blue > 230
    assert red < 40
    assert green < 40


def test_a_broken_colour_profile_is_passed_over(tmp_path):
    path = saved(tmp_path / "a.png", icc_profile=b"nonsense" * 40)
    assert is_red_then_blue(open_picture(path))


def test_large_jpegs_are_decoded_reduced_and_look_the_same(tmp_path):
    y, x = np.mgrid[0:1200, 0:1600]
    picture = np.uint8(np.stack([x / 8, y / 8, (x + y) / 12], -1))
    cv2.imwrite(str(tmp_path / "a.jpg"), picture)
    small = open_picture(tmp_path / "a.jpg", max_side=300)
    expected = cv2.resize(picture, (300, 225), interpolation=cv2.INTER_AREA)
    assert small.shape == (225, 300, 3)
    assert np.abs(small.astype(int) - expected).mean() < 3


def png_header(width, height):
    ihdr = b"IHDR" + struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    rest = b"IDAT" + zlib.compress(b"\0" * 64)
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(c) - 4) + c + struct.pack(">I", zlib.crc32(c)) for c in (ihdr, rest)
    )


@pytest.mark.parametrize("size", [(30_000, 30_000), (12_000, 11_000)])
def test_a_decompression_bomb_is_refused_by_its_header(tmp_path, size):
    path = tmp_path / "bomb.png"
    path.write_bytes(png_header(*size))
    for act in (open_picture, picture_size, kind_of):
        with pytest.raises(
            MediaRefused, match=r"bomb\.png has .* save it with at most 120 million"
        ):
            act(path)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
@pytest.mark.parametrize("share", [0.3, 0.7])
def test_a_file_that_breaks_off_is_refused(tmp_path, kind, share):
    noise = np.random.default_rng(1).integers(0, 255, (200, 300, 3), np.uint8)
    out = io.BytesIO()
    Image.fromarray(noise).save(out, kind)
    path = tmp_path / "half.pic"
    path.write_bytes(out.getvalue()[: int(len(out.getvalue()) * share)])
    with pytest.raises(MediaRefused, match=r"half\.pic .*(again|take it out)"):
        open_picture(path)


def test_a_jpeg_that_breaks_off_after_a_whole_thumbnail_is_refused(tmp_path):
    small, large = io.BytesIO(), io.BytesIO()
    Image.fromarray(RED_LEFT).save(small, "JPEG")
    exif = b"Exif\0\0" + small.getvalue()
    noise = np.random.default_rng(1).integers(0, 255, (100, 100, 3), np.uint8)
    Image.fromarray(noise).save(large, "JPEG")
    body = large.getvalue()
    marked = body[:2] + b"\xff\xe3" + struct.pack(">H", len(exif) + 2) + exif + body[2:]
    (tmp_path / "whole.jpg").write_bytes(marked)
    (tmp_path / "cut.jpg").write_bytes(marked[: len(marked) * 2 // 3])
    assert open_picture(tmp_path / "whole.jpg").shape == (100, 100, 3)
    with pytest.raises(MediaRefused, match="breaks off"):
        open_picture(tmp_path / "cut.jpg")


def test_what_a_camera_appends_to_a_jpeg_does_not_matter(tmp_path):
    path = saved(tmp_path / "a.jpg", quality=95)
    path.write_bytes(path.read_bytes() + b"SEFT" * 4_000)
    assert is_red_then_blue(open_picture(path))


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("empty.jpg", b""),
        ("words.png", b"not a picture at all" * 20),
        ("page.png", b"<html><body>404</body></html>"),
        ("film.jpg", b"\0\0\0\x18ftypisom\0\0\0\0isommp42" + b"\0" * 200),
    ],
)
def test_what_is_no_picture_is_refused_by_name(tmp_path, name, data):
    (tmp_path / name).write_bytes(data)
    with pytest.raises(MediaRefused, match=name.partition(".")[0]):
        open_picture(tmp_path / name)


def test_a_missing_file_and_a_strip_are_refused(tmp_path):
    Image.new("RGB", (900, 10)).save(tmp_path / "strip.png")
    with pytest.raises(MediaRefused, match="strip; crop it"):
        open_picture(tmp_path / "strip.png")
    with pytest.raises(MediaRefused, match="cannot be read"):
        open_picture(tmp_path / "gone.png")


def test_a_file_over_the_limit_is_refused_unread(tmp_path, monkeypatch):
    monkeypatch.setattr(pictures, "MAX_BYTES", 100)
    monkeypatch.setattr(guard, "_inside", True)
    with pytest.raises(MediaRefused, match="save it smaller"):
        open_picture(saved(tmp_path / "a.png"))


def test_heic_says_how_to_read_it(tmp_path):
    path = tmp_path / "phone.jpg"
    path.write_bytes(b"\0\0\0\x18ftypheic\0\0\0\0mif1heic" + b"\0" * 200)
    assert kind_of(path) == "image/heic"
    if "HEIF" in Image.OPEN:
        pytest.skip("the HEIC extra is installed")
    with pytest.raises(Missing, match=r"reelwright\[heic\]"):
        open_picture(path)


def test_drawings_open_on_white_at_the_size_asked_for(tmp_path):
    path = tmp_path / "a.svg"
    path.write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 50">'
        '<circle cx="25" cy="25" r="20" fill="#ff0000"/></svg>',
        encoding="utf-8",
    )
    found = open_picture(path, max_side=200)
    assert found.shape == (100, 200, 3)
    assert found[50, 50].tolist() == [0, 0, 255]
    assert found[50, 150].tolist() == [255, 255, 255]
    assert picture_size(path) == (2400, 1200)


def test_every_kind_is_known_whatever_was_opened_first(tmp_path):
    """Pillow learns its kinds bit by bit: a WebP after a JPEG is read as well."""
    program = """
import sys
from pathlib import Path
from reelwright.media.pictures.files import kind_of
print(*(kind_of(Path(p)) for p in sys.argv[1:]))
"""
    paths = []
    for kind in ("JPEG", "WEBP", "AVIF", "PNG"):
        paths.append(str(tmp_path / f"a.{kind.lower()}"))
        Image.new("RGB", (300, 240), (90, 120, 60)).save(paths[-1], kind)
    found = subprocess.run(
        [sys.executable, "-c", program, *paths], capture_output=True, text=True, check=True
    )
    assert found.stdout.split() == ["image/jpeg", "image/webp", "image/avif", "image/png"]


def cut(data: bytes, share: float) -> bytes:
    """A JPEG whose pixels break off, and whose last bytes are the end mark all the same."""
    return data[: int(len(data) * share)] + b"\xff\xd9"


@pytest.mark.parametrize("options", [{}, {"progressive": True}, {"icc_profile": b"p3"}])
@pytest.mark.parametrize("side", [None, 160])
def test_a_jpeg_whose_rest_would_be_grey_is_refused_without_a_word(capfd, options, side):
    if options.get("icc_profile"):
        options = {"icc_profile": icc.profile("Display P3", icc.DISPLAY_P3)}
    grain = np.random.default_rng(3).integers(0, 255, (600, 800, 3), np.uint8)
    sink = io.BytesIO()
    Image.fromarray(grain).save(sink, "JPEG", quality=80, **options)
    assert open_picture(Blob("whole.jpg", sink.getvalue()), max_side=side).any()
    for share in (0.5, 0.8):
        with pytest.raises(MediaRefused, match=r"torn\.jpg"):
            open_picture(Blob("torn.jpg", cut(sink.getvalue(), share)), max_side=side)
    zeroed = sink.getvalue()[: len(sink.getvalue()) // 2] + bytes(90_000) + b"\xff\xd9"
    with pytest.raises(MediaRefused, match=r"torn\.jpg"):
        open_picture(Blob("torn.jpg", zeroed), max_side=side)
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize("name", ["Display P3", "Wide RGB with the sRGB curve"])
@pytest.mark.parametrize(
    ("mode", "kind"),
    [("RGB", "PNG"), ("RGBA", "PNG"), ("P", "PNG"), ("RGB", "JPEG"), ("RGB", "WEBP")],
)
@pytest.mark.parametrize("primaries", [icc.DISPLAY_P3, icc.ADOBE_RGB])
def test_wide_gamuts_are_seen_in_their_colours(name, mode, kind, primaries):
    given = (200, 80, 60)
    made = Image.new("RGB", (300, 300), given)
    made = made.quantize(4) if mode == "P" else made.convert(mode)
    sink = io.BytesIO()
    options = {"lossless": True} if kind == "WEBP" else {}
    made.save(sink, kind, icc_profile=icc.profile(name, primaries), **options)
    linear = (np.array(given) / 255) ** 2.2
    shown = np.linalg.solve(icc.matrix(icc.SRGB), icc.matrix(primaries) @ linear).clip(0, 1)
    wanted = np.where(shown <= 0.0031308, 12.92 * shown, 1.055 * shown ** (1 / 2.4) - 0.055) * 255
    seen = open_picture(Blob("a", sink.getvalue()))[150, 150, ::-1]
    assert np.abs(seen - wanted).max() < 4
    assert np.abs(wanted - given).max() > 10
