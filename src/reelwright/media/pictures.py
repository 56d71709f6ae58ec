"""Pictures from files: what they are is read before they are decoded, and limits hold."""

import warnings
from pathlib import Path

import cv2
import numpy as np
from PIL import Image, ImageOps, UnidentifiedImageError

from ..domain.errors import MediaRefused, Missing
from .svg import render_svg, svg_size

MAX_BYTES = 120_000_000
MAX_PIXELS = 120_000_000
"""A 100-megapixel camera's picture passes; a decompression bomb does not."""

MAX_SHAPE = 12
"""Longer side over shorter: a narrower strip is no picture to film."""

SVG_SIDE = 2400
"""Pixels of the longer side that a drawing is opened at when nothing else is said."""

KINDS = {
    "JPEG": "image/jpeg",
    "MPO": "image/jpeg",
    "PNG": "image/png",
    "WEBP": "image/webp",
    "AVIF": "image/avif",
    "HEIF": "image/heic",
}
_REDUCED = {
    2: cv2.IMREAD_REDUCED_COLOR_2,
    4: cv2.IMREAD_REDUCED_COLOR_4,
    8: cv2.IMREAD_REDUCED_COLOR_8,
}


def kind_of(path: Path) -> str:
    """The media type by content, whatever the name says. Raises MediaRefused, Missing."""
    try:
        with path.open("rb") as file:
            head = file.read(512)
    except OSError as problem:
        raise MediaRefused(f"{path.name} cannot be read: {problem.strerror}") from problem
    if not head:
        raise MediaRefused(f"{path.name} is empty; copy it again")
    if head[4:8] == b"ftyp" and head[8:12] in (
        b"heic",
        b"heix",
        b"hevc",
        b"mif1",
        b"msf1",
        b"heim",
    ):
        return "image/heic"
    if b"<svg" in head or (
        head.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"<") and path.suffix.lower() == ".svg"
    ):
        return "image/svg+xml"
    with _opened(path) as picture:
        return KINDS[picture.format or ""]


def picture_size(path: Path) -> tuple[int, int]:
    """Width and height after orientation, read without decoding; SVG: its view box."""
    if kind_of(path) == "image/svg+xml":
        width, height = svg_size(path)
        return max(1, round(width)), max(1, round(height))
    with _opened(path) as picture:
        width, height = picture.size
        turned = picture.getexif().get(0x0112, 1) in (5, 6, 7, 8)
        return (height, width) if turned else (width, height)


def open_picture(path: Path, *, max_side: int | None = None) -> np.ndarray:
    """A picture as uint8 [height, width, 3] BGR, upright; transparency is laid over white.

    max_side: at most this many pixels on the longer side (area-averaged, never enlarged).
    Raises MediaRefused for broken, too large or unknown files, Missing for HEIC without its extra.
    """
    if kind_of(path) == "image/svg+xml":
        return _drawn(path, max_side or SVG_SIDE)
    with _opened(path) as picture:
        kind, mode, size = picture.format, picture.mode, picture.size
        whole = kind in ("JPEG", "MPO") and mode in ("RGB", "L")
    found = _jpeg(path, size, max_side) if whole else _any(path)
    return _within(found, max_side)


def write_jpeg(picture: np.ndarray, quality: int = 90) -> bytes:
    """A BGR picture as JPEG bytes."""
    ok, data = cv2.imencode(".jpg", picture, [cv2.IMWRITE_JPEG_QUALITY, quality])
    if not ok:
        raise MediaRefused(f"a picture of shape {picture.shape} cannot be written as JPEG")
    return data.tobytes()


def _opened(path: Path) -> Image.Image:
    if path.stat().st_size > MAX_BYTES:
        raise MediaRefused(f"{path.name} is over {MAX_BYTES // 1_000_000} MB; save it smaller")
    _teach_heic(path)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            picture = Image.open(path, formats=[k for k in (*KINDS,) if k in Image.OPEN] or None)
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError) as problem:
        raise MediaRefused(
            f"{path.name} is no picture that can be read (JPEG, PNG, WebP, AVIF, HEIC or SVG); "
            "export it again or take it out"
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


def _too_large(path: Path, size: str) -> str:
    return f"{path.name} has {size} pixels; save it with at most {MAX_PIXELS // 1_000_000} million"


def _teach_heic(path: Path) -> None:
    with path.open("rb") as file:
        head = file.read(12)
    if head[4:8] != b"ftyp" or head[8:12] in (b"avif", b"avis") or "HEIF" in Image.OPEN:
        return
    try:
        from pillow_heif import register_heif_opener  # pyright: ignore[reportMissingImports]
    except ImportError as problem:
        raise Missing(
            f"{path.name} is a HEIC picture; pip install 'reelwright[heic]' to read such files, "
            "or save it as JPEG"
        ) from problem
    register_heif_opener()


def _jpeg(path: Path, size: tuple[int, int], max_side: int | None) -> np.ndarray:
    flag = cv2.IMREAD_COLOR
    if max_side:
        for factor, reduced in _REDUCED.items():
            if max(size) // factor >= max_side:
                flag = reduced
    data = np.fromfile(path, np.uint8)
    # A JPEG that breaks off is decoded with a grey rest by some decoders: its end is checked.
    if b"\xff\xd9" not in data[-4096:].tobytes():
        raise MediaRefused(f"{path.name} breaks off before its end; copy or export it again")
    found = cv2.imdecode(data, flag)
    if found is None:
        raise MediaRefused(f"{path.name} is broken; copy or export it again")
    return found


def _any(path: Path) -> np.ndarray:
    with _opened(path) as picture:
        try:
            upright = ImageOps.exif_transpose(picture)
            if upright.mode.startswith("I") or upright.mode == "F":
                deep = np.asarray(upright, np.float32)
                top = 65535.0 if deep.max() > 255 else 255.0
                upright = Image.fromarray(np.uint8(np.clip(deep / top * 255, 0, 255)))
            rgba = upright.convert("RGBA")
        except (OSError, SyntaxError, ValueError, EOFError) as problem:
            raise MediaRefused(
                f"{path.name} is broken or breaks off: {problem}; copy or export it again"
            ) from problem
        ground = Image.new("RGBA", rgba.size, "white")
        ground.alpha_composite(rgba)
        return np.ascontiguousarray(np.asarray(ground.convert("RGB"))[..., ::-1])


def _drawn(path: Path, side: int) -> np.ndarray:
    width, height = svg_size(path)
    rgba = render_svg(path, width=max(1, round(side * min(1.0, width / height))))
    alpha = rgba[..., 3:].astype(np.float32) / 255
    flat = rgba[..., 2::-1] * alpha + 255 * (1 - alpha)
    return np.ascontiguousarray(np.uint8(flat + 0.5))


def _within(found: np.ndarray, max_side: int | None) -> np.ndarray:
    height, width = found.shape[:2]
    if not max_side or max(height, width) <= max_side:
        return found
    scale = max_side / max(height, width)
    size = (max(1, round(width * scale)), max(1, round(height * scale)))
    return cv2.resize(found, size, interpolation=cv2.INTER_AREA)
