"""Pictures from files: what they are is read before they are decoded, and limits hold."""

import functools
import io
import re
import warnings
from pathlib import Path
from typing import Any, cast

import cv2
import numpy as np
from PIL import Image, ImageCms, ImageOps, UnidentifiedImageError

from ...domain.errors import MediaRefused, Missing
from ..guard.guard import guarded
from ..guard.hearing import hearing
from .drawings import PACKED, opening
from .source import Source, bytes_of, opened, size_of
from .svg import render_svg, svg_size

MAX_BYTES = 120_000_000
MAX_PIXELS = 120_000_000
"""A 100-megapixel camera's picture passes; a decompression bomb does not."""

MAX_SHAPE = 12
"""Longer side over shorter: a narrower strip is no picture to film."""

SVG_SIDE = 2400
"""Pixels of the longer side that a drawing is opened at when nothing else is said."""

HEAD = 65_536
"""Bytes from the start in which a file says what it is; drawings may open with long comments."""

KINDS = {
    "JPEG": "image/jpeg",
    "MPO": "image/jpeg",
    "PNG": "image/png",
    "WEBP": "image/webp",
    "AVIF": "image/avif",
    "HEIF": "image/heic",
    "GIF": "image/gif",
}
_PATCH = Image.fromarray(
    np.array(
        [[(200, 60, 40), (60, 180, 70), (50, 70, 190), (128, 128, 128), (230, 200, 60)]], np.uint8
    )
)
"""Colours that a profile is known by."""

_SAME = 3
"""Steps of 255 within which two profiles show the same colours."""

_VERY_LARGE = 24_000_000
"""Pixels from which a picture is made smaller as soon as it is decoded."""

_BLANK = b"\xef\xbb\xbf \r\n\t"
_REDUCED = {
    2: cv2.IMREAD_REDUCED_COLOR_2,
    4: cv2.IMREAD_REDUCED_COLOR_4,
    8: cv2.IMREAD_REDUCED_COLOR_8,
}


_MADE_UP = re.compile(
    r"Premature end|Corrupt JPEG data: (?!\d+ extraneous bytes before marker 0xd9)"
)
"""What libjpeg says of missing pixels; bytes that nobody needs before the end mark are harmless."""

_BROKEN = (OSError, SyntaxError, ValueError, EOFError)
"""What decoding a damaged picture can raise."""


def looks_like_picture(head: bytes) -> bool:
    """Whether a file that begins with these bytes is of a kind that is read, broken or not."""
    text = opening(head)
    return _is_bitmap(head) or (text.lstrip(_BLANK)[:1] == b"<" and b"<svg" in text)


def is_bitmap(source: Source) -> bool:
    """Whether a file begins like a picture of pixels, which may hold metadata. Raises OSError."""
    with opened(source) as file:
        return _is_bitmap(file.read(64))


def _is_bitmap(head: bytes) -> bool:
    return (
        head.startswith((b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"GIF87a", b"GIF89a"))
        or (head[:4] == b"RIFF" and head[8:12] == b"WEBP")
        or (head[4:8] == b"ftyp" and head[8:12] in (b"avif", b"avis"))
        or _is_heic(head)
    )


@guarded()
def kind_of(path: Source) -> str:
    """The media type by content, whatever the name says. Raises MediaRefused, Missing."""
    try:
        with opened(path) as file:
            head = file.read(HEAD)
    except OSError as problem:
        raise MediaRefused(f"{path.name} cannot be read: {problem.strerror}") from problem
    if not head:
        raise MediaRefused(f"{path.name} is empty; copy it again")
    if _is_heic(head):
        return "image/heic"
    packed, head = head.startswith(PACKED), opening(head)
    if head.lstrip(_BLANK).startswith(b"<"):
        if packed:
            # Browsers, which show a library's pictures, cannot read what is packed.
            raise MediaRefused(
                f"{path.name} is a drawing packed with gzip (SVGZ); save it as plain SVG, or "
                "unpack it"
            )
        if b"<svg" in head or path.suffix.lower() == ".svg":
            return "image/svg+xml"
        raise MediaRefused(f"{path.name} is a text in angle brackets, no picture; take it out")
    with _opened(path) as picture:
        return KINDS[picture.format or ""]


@guarded()
def picture_size(path: Source) -> tuple[int, int]:
    """Width and height after orientation, read without decoding; SVG: its view box or larger."""
    if kind_of(path) == "image/svg+xml":
        width, height = svg_size(path)
        # A drawing has no pixels: a view box of 24 x 24 stands for the same shape, drawn larger.
        grown = max(1.0, SVG_SIDE / max(width, height)) if max(width, height) < 1000 else 1.0
        return max(1, round(width * grown)), max(1, round(height * grown))
    with _opened(path) as picture:
        width, height = picture.size
        try:
            # A PNG may carry its EXIF at the end: finding it reads the whole file.
            turned = picture.getexif().get(0x0112, 1) in (5, 6, 7, 8)
        except _BROKEN as problem:
            raise _torn(path, problem) from problem
        return (height, width) if turned else (width, height)


def _room(path: Source, *, max_side: int | None = None) -> int:
    """Megabytes for a drawing as large as it is wanted, at 18 bytes a pixel."""
    return int(18e-6 * (max_side or 0) ** 2)


@guarded(more=_room)
def open_picture(path: Source, *, max_side: int | None = None) -> np.ndarray:
    """A picture as uint8 [height, width, 3] BGR, upright; transparency is laid over white.

    max_side: at most this many pixels on the longer side (area-averaged, never enlarged).
    Raises MediaRefused for broken, too large or unknown files, Missing for HEIC without its extra.
    """
    if kind_of(path) == "image/svg+xml":
        return _drawn(path, max_side or SVG_SIDE)
    with _opened(path) as picture:
        kind, mode, size = picture.format, picture.mode, picture.size
        whole = kind in ("JPEG", "MPO") and mode in ("RGB", "L") and _profile(picture) is None
    found = _jpeg(path, size, max_side) if whole else _any(path, max_side)
    return within(found, max_side)


def write_jpeg(picture: np.ndarray, quality: int = 90) -> bytes:
    """A BGR picture as JPEG bytes."""
    ok, data = cv2.imencode(".jpg", picture, [cv2.IMWRITE_JPEG_QUALITY, quality])
    if not ok:
        raise MediaRefused(f"a picture of shape {picture.shape} cannot be written as JPEG")
    return data.tobytes()


def within(picture: np.ndarray, max_side: int | None) -> np.ndarray:
    """A picture with at most max_side pixels on its longer side: area-averaged, shape kept."""
    height, width = picture.shape[:2]
    if not max_side or max(height, width) <= max_side:
        return picture
    scale = max_side / max(height, width)
    size = (max(1, round(width * scale)), max(1, round(height * scale)))
    return cv2.resize(picture, size, interpolation=cv2.INTER_AREA)


def _opened(path: Source) -> Image.Image:
    if size_of(path) > MAX_BYTES:
        raise MediaRefused(f"{path.name} is over {MAX_BYTES // 1_000_000} MB; save it smaller")
    _teach_heic(path)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            # Pillow knows only some of its kinds until it is asked for all of them.
            Image.init()
            formats = [k for k in KINDS if k in Image.OPEN]
            # A file is opened by Pillow itself, which then closes it with the picture.
            picture = Image.open(path if isinstance(path, Path) else opened(path), formats=formats)
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError) as problem:
        raise MediaRefused(
            f"{path.name} is no picture that can be read (JPEG, PNG, WebP, AVIF, HEIC, GIF or "
            "SVG); export it again or take it out"
        ) from problem
    except Image.DecompressionBombError as problem:
        raise MediaRefused(_too_large(path, "far too many")) from problem
    width, height = picture.size
    if width * height > MAX_PIXELS:
        picture.close()
        raise MediaRefused(_too_large(path, f"{width} x {height}"))
    if min(width, height) < 1 or max(width, height) > MAX_SHAPE * min(width, height):
        picture.close()
        raise MediaRefused(
            f"{path.name} is {width} x {height} pixels, a strip; crop it to a picture"
        )
    return picture


def _torn(path: Source, problem: Exception) -> MediaRefused:
    return MediaRefused(f"{path.name} is broken or breaks off: {problem}; copy or export it again")


def _too_large(path: Source, size: str) -> str:
    return f"{path.name} has {size} pixels; save it with at most {MAX_PIXELS // 1_000_000} million"


def _is_heic(head: bytes) -> bool:
    """Whether the brands at a file's start say HEIC; AVIF and films share the container."""
    if head[4:8] != b"ftyp":
        return False
    brands = head[8 : min(int.from_bytes(head[:4], "big"), 256)]
    heic = (b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx")
    return brands[:4] in heic or (
        brands[:4] in (b"mif1", b"msf1") and b"avi" not in brands and any(b in brands for b in heic)
    )


def _teach_heic(path: Source) -> None:
    if "HEIF" in Image.OPEN:
        return
    with opened(path) as file:
        if not _is_heic(file.read(256)):
            return
    try:
        from pillow_heif import register_heif_opener  # pyright: ignore[reportMissingModuleSource]
    except ImportError as problem:
        raise Missing(
            f"{path.name} is a HEIC picture; pip install 'reelwright[heic]' to read such files, "
            "or save it as JPEG"
        ) from problem
    register_heif_opener()


def _profile(picture: Image.Image) -> ImageCms.ImageCmsProfile | None:
    """The picture's colour profile where it shows other colours than sRGB and can be read."""
    data = picture.info.get("icc_profile")
    return _other_than_srgb(data) if data else None


@functools.lru_cache(maxsize=32)
def _other_than_srgb(data: bytes) -> ImageCms.ImageCmsProfile | None:
    """A profile, unless it is sRGB: names lie ("ProPhoto with sRGB curve"), colours do not."""
    try:
        found = ImageCms.ImageCmsProfile(io.BytesIO(data))
        if cast(Any, found).profile.xcolor_space.strip() != "RGB":
            return found
        shown = ImageCms.profileToProfile(_PATCH, found, _srgb())
    except (ImageCms.PyCMSError, OSError, ValueError):
        return None
    off = np.asarray(shown, np.int16) - np.asarray(_PATCH, np.int16)
    return found if np.abs(off).max() > _SAME else None


def _jpeg(path: Source, size: tuple[int, int], max_side: int | None) -> np.ndarray:
    flag = cv2.IMREAD_COLOR
    if max_side:
        for factor, reduced in _REDUCED.items():
            if max(size) // factor >= max_side:
                flag = reduced
    data = bytes_of(path)
    # A JPEG that breaks off is decoded with a grey rest by some decoders: its end is checked.
    if not _is_whole(data):
        raise MediaRefused(f"{path.name} breaks off before its end; copy or export it again")
    return _decoded(path, data, flag)


def _decoded(path: Source, data: bytes, flag: int) -> np.ndarray:
    """A JPEG's pixels. Raises MediaRefused where the decoder had to make some up."""
    with hearing() as heard:
        found = cv2.imdecode(np.frombuffer(data, np.uint8), flag)
    if found is None:
        raise MediaRefused(f"{path.name} is broken; copy or export it again")
    if _MADE_UP.search(heard.text):
        raise MediaRefused(
            f"{path.name} is damaged inside or breaks off: a part of it would be plain grey; copy "
            "or export it again"
        )
    return found


def _is_whole(data: bytes) -> bool:
    """Whether a JPEG's pixels are followed by its end mark; what cameras append does not count."""
    at, layered = 2, False
    while at + 4 <= len(data) and data[at] == 0xFF:
        mark, size = data[at + 1], int.from_bytes(data[at + 2 : at + 4], "big")
        if mark == 0xFF:
            at += 1
            continue
        layered = layered or mark in (0xC2, 0xCA)
        if mark == 0xDA:
            break
        at += 2 + size
    # Among pixels, 0xFF is always followed by 0 or a restart mark: this can only be the end.
    end = data.find(b"\xff\xd9", at)
    return end >= 0 and (not layered or _has_all_layers(data, at, end))


def _has_all_layers(data: bytes, at: int, end: int) -> bool:
    """Whether the scans of a progressive JPEG bring each number of each colour to its last bit."""
    lacking: dict[int, set[int]] = {}
    while 0 <= at < end:
        if at + 8 + 2 * data[min(at + 4, end)] > len(data):
            return False
        count = data[at + 4]
        first, last, bits = (
            data[at + 5 + 2 * count],
            data[at + 6 + 2 * count],
            data[at + 7 + 2 * count],
        )
        for colour in data[at + 5 : at + 5 + 2 * count : 2]:
            left = lacking.setdefault(colour, set(range(64)))
            if not bits & 15:
                left -= set(range(first, last + 1))
        at = data.find(b"\xff\xda", at + 2, end)
    return not any(lacking.values())


def _any(path: Source, max_side: int | None) -> np.ndarray:
    with _opened(path) as picture:
        if picture.format in ("JPEG", "MPO"):
            # Pillow does not tell what its decoder made up.
            _decoded(path, bytes_of(path), cv2.IMREAD_REDUCED_COLOR_8)
        try:
            if max_side and picture.format in ("JPEG", "MPO"):
                picture.draft(None, (max_side, max_side))
            small = _reduced(picture, max_side)
            upright = _upright(small)
        except _BROKEN as problem:
            raise _torn(path, problem) from problem
        if upright.mode == "RGBA":
            ground = Image.new("RGBA", upright.size, "white")
            ground.alpha_composite(upright)
            upright = ground.convert("RGB")
        return cv2.cvtColor(np.asarray(upright), cv2.COLOR_RGB2BGR)


def _reduced(picture: Image.Image, max_side: int | None) -> Image.Image:
    """A very large picture made smaller, still larger than wanted, before more room is taken."""
    width, height = picture.size
    step = max(width, height) // (2 * max_side) if max_side else 1
    if step < 2 or width * height < _VERY_LARGE or picture.mode not in ("RGB", "L", "CMYK"):
        return picture
    made = picture.reduce(step)
    made.info = picture.info
    return made


def _upright(picture: Image.Image) -> Image.Image:
    """Decoded to RGB or RGBA in sRGB, turned as its EXIF says; 16-bit greys brought to 8."""
    profile = _profile(picture)
    upright = ImageOps.exif_transpose(picture)
    if upright.mode.startswith("I") or upright.mode == "F":
        deep = np.asarray(upright, np.float32)
        top = 65535.0 if deep.max() > 255 else 255.0
        return Image.fromarray(np.uint8(np.clip(deep / top * 255, 0, 255))).convert("RGB")
    if upright.mode in ("P", "PA"):
        # The profile is that of the palette's colours.
        upright = upright.convert("RGBA")
    if profile is not None:
        try:
            target = upright.mode if upright.mode in ("RGB", "RGBA") else "RGB"
            converted = ImageCms.profileToProfile(upright, profile, _srgb(), outputMode=target)
            upright = converted or upright
        except ImageCms.PyCMSError:
            # A profile that fits another kind of picture says nothing: the numbers stand.
            pass
    clear = upright.mode in ("RGBA", "LA", "PA") or "transparency" in upright.info
    return upright.convert("RGBA" if clear else "RGB")


def _drawn(path: Source, side: int) -> np.ndarray:
    width, height = svg_size(path)
    rgba = render_svg(path, width=max(1, round(side * min(1.0, width / height))))
    alpha = rgba[..., 3:].astype(np.float32) / 255
    flat = rgba[..., 2::-1] * alpha + 255 * (1 - alpha)
    return np.ascontiguousarray(np.uint8(flat + 0.5))


def _srgb() -> ImageCms.ImageCmsProfile:
    # Pillow leaves untyped what its profiles are made of.
    made = cast(Any, ImageCms.createProfile("sRGB"))  # pyright: ignore[reportUnknownMemberType]
    return ImageCms.ImageCmsProfile(made)
