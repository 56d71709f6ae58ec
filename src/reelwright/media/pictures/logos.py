"""Logos: read by their content, their empty margins cut, and the fonts that their words need."""

import io
import re
from dataclasses import dataclass
from xml.etree.ElementTree import Element

import numpy as np
from defusedxml.ElementTree import fromstring
from PIL import Image

from ..guard.guard import guarded
from .drawings import opening, plain
from .files import kind_of, looks_like_picture, open_picture
from .source import Source, bytes_of, opened
from .svg import render_svg, svg_size, vet_svg

SVG = "image/svg+xml"
KEPT = 0.85
"""A logo that fills this share of its width and height has no margins worth cutting."""

LONGEST = 20
"""Longer side over shorter: what is longer is a line in a film."""

SEEN = 1.5
"""Contrast (WCAG) that some of a logo has against its ground; 3 is asked of what has to be read."""

SHEET = 0.95
"""White that fills this share of its picture is a sheet, and no letters."""

_WIDE = 800
_FAMILY = re.compile(r"font(?:-family)?\s*:\s*([^;}]+)")


@dataclass(frozen=True)
class Logo:
    """A logo as it is kept: its bytes, their type, its size in pixels or units.

    families: fonts that live text in it asks for, "" where it names none. empty: nothing is seen on
    it: it is bare, or white all over. faint: what is on it stands out from no ground. whole: the
    file is kept as it came. came: its size with the margins that were cut.
    """

    data: bytes
    media_type: str
    width: float
    height: float
    families: tuple[str, ...] = ()
    whole: bool = True
    empty: bool = False
    faint: bool = False
    came: tuple[float, float] = (0, 0)


@guarded()
def read_logo(path: Source) -> Logo:
    """A logo's file, whatever it is called: SVG, or a bitmap, which is kept as PNG.

    Wide empty margins are cut. Raises MediaRefused for what is no picture.
    """
    with opened(path) as file:
        head = file.read(65_536)
    if opening(head) != head and looks_like_picture(head):
        path, whole = plain(path), False
    elif kind_of(path) != SVG:
        return _bitmap(path)
    else:
        drawing = plain(path)
        path, whole = drawing, drawing.data == bytes_of(path)
    vet_svg(path)
    data = bytes_of(path)
    width, height = svg_size(path)
    if not 1 / LONGEST <= width / height <= LONGEST:
        return Logo(data, SVG, width, height, whole=whole)
    families = _families(data)
    pixels = render_svg(path, width=_WIDE)
    box = _ink(pixels[..., 3])
    if families or box is None or _full(box):
        empty = not families and (box is None or _bare(pixels))
        faint = not families and not empty and _faint(pixels)
        return Logo(data, SVG, width, height, families, whole, empty=empty, faint=faint)
    empty, faint = _bare(pixels), _faint(pixels)
    cut = _viewed(data, box, (width, height))
    if cut is None:
        return Logo(data, SVG, width, height, whole=whole, empty=empty, faint=faint)
    wide, high = (box[2] - box[0]) * width, (box[3] - box[1]) * height
    return Logo(cut, SVG, wide, high, whole=False, empty=empty, faint=faint)


def _bitmap(path: Source) -> Logo:
    open_picture(path, max_side=64)  # refuses what is torn or too large
    with opened(path) as stream, Image.open(stream) as picture:
        kind = picture.format
        pixels = np.asarray(picture.convert("RGBA"))
    alpha = pixels[..., 3]
    if alpha.min() > 250:
        # An opaque logo's margin is what has its corner's colour.
        far = np.abs(pixels[..., :3].astype(np.int16) - pixels[0, 0, :3]).max(axis=2)
        alpha = ((far > 24) * 255).astype(np.uint8)
    box = _ink(alpha)
    empty = pixels[..., 3].max() <= 8 or _bare(pixels)
    faint = not empty and _faint(pixels)
    high, wide = pixels.shape[:2]
    if kind == "PNG" and (box is None or _full(box)):
        return Logo(bytes_of(path), "image/png", wide, high, empty=bool(empty), faint=faint)
    if box is not None and not _full(box):
        pixels = pixels[
            round(box[1] * high) : round(box[3] * high), round(box[0] * wide) : round(box[2] * wide)
        ]
    sink = io.BytesIO()
    Image.fromarray(np.ascontiguousarray(pixels)).save(sink, "PNG")
    return Logo(
        sink.getvalue(),
        "image/png",
        pixels.shape[1],
        pixels.shape[0],
        whole=False,
        empty=bool(empty),
        faint=faint,
        came=(wide, high),
    )


def _bare(pixels: np.ndarray) -> bool:
    """Whether RGBA pixels are a sheet that nothing was put on: white, and nothing but a block.

    A block of another colour is a mark of its own, and so are white letters on no ground.
    """
    seen = pixels[..., 3] > 8
    return bool(seen.mean() > SHEET and pixels[seen][:, :3].min() > 230)


def _faint(pixels: np.ndarray) -> bool:
    """Whether what RGBA pixels show stands out neither from white nor from black below it.

    Of a picture without holes, unless it is a block of one colour: whether nothing stands out from
    the colour of its corner.
    """
    shown = _shades(pixels)
    colours, alpha = shown[:, :3], shown[:, 3:]
    if alpha.min() > 0.98:
        corner = pixels[0, 0, :3]
        if (np.maximum(pixels[..., :3], corner) - np.minimum(pixels[..., :3], corner)).max() <= 24:
            return False
        ground = _light(corner.astype(np.float32) / 255)
        return bool(_contrast(_light(colours), ground).max() < SEEN)
    return all(
        _contrast(_light(colours * alpha + ground * (1 - alpha)), ground).max() < SEEN
        for ground in (1.0, 0.0)
    )


def _shades(pixels: np.ndarray) -> np.ndarray:
    """The shades in RGBA pixels, in steps of 8 of 255, as [shade, 4] from 0 to 1."""
    told = np.zeros(pixels.shape[:2], np.int32)
    for channel in range(4):
        told = (told << 5) | (pixels[..., channel] >> 3)
    there = np.flatnonzero(np.bincount(told.ravel(), minlength=1))
    steps = np.stack([(there >> shift) & 31 for shift in (15, 10, 5, 0)], axis=1)
    return (steps / 31).astype(np.float32)


def _light(colours: np.ndarray) -> np.ndarray:
    """Relative luminance of sRGB colours from 0 to 1, by WCAG."""
    linear = np.where(colours <= 0.04045, colours / 12.92, ((colours + 0.055) / 1.055) ** 2.4)
    return linear @ np.array((0.2126, 0.7152, 0.0722), np.float32)


def _contrast(lights: np.ndarray, ground: np.ndarray | float) -> np.ndarray:
    return (np.maximum(lights, ground) + 0.05) / (np.minimum(lights, ground) + 0.05)


Ink = tuple[float, float, float, float]
"""Left, top, right and bottom of what is painted, in shares of the picture."""


def _ink(alpha: np.ndarray) -> Ink | None:
    rows, columns = (np.flatnonzero((alpha > 8).any(axis=a)) for a in (1, 0))
    if not len(rows):
        return None
    high, wide = alpha.shape
    air = max(1, round(0.01 * max(rows[-1] - rows[0], columns[-1] - columns[0])))
    return (
        max(0, columns[0] - air) / wide,
        max(0, rows[0] - air) / high,
        min(wide, columns[-1] + 1 + air) / wide,
        min(high, rows[-1] + 1 + air) / high,
    )


def _full(box: Ink) -> bool:
    return box[2] - box[0] >= KEPT and box[3] - box[1] >= KEPT


def _viewed(data: bytes, box: Ink, size: tuple[float, float]) -> bytes | None:
    """The drawing with a view of nothing but the box; None where its head cannot be rewritten."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return None
    head = re.search(r"<svg\b[^>]*>", text)
    if head is None:
        return None
    view = re.search(r"viewBox\s*=\s*[\"']([^\"']+)[\"']", head[0])
    numbers = [float(n) for n in re.split(r"[\s,]+", view[1].strip())] if view else [0, 0, *size]
    if len(numbers) != 4:
        return None
    left, top, wide, high = numbers
    new = (
        left + box[0] * wide, top + box[1] * high,
        (box[2] - box[0]) * wide, (box[3] - box[1]) * high,
    )  # fmt: skip
    bare = re.sub(r"\s(?:viewBox|width|height)\s*=\s*(?:\"[^\"]*\"|'[^']*')", "", head[0])
    told = " ".join(f"{n:.4g}" if abs(n) < 1 else f"{n:.3f}" for n in new)
    made = bare.replace(
        "<svg", f'<svg viewBox="{told}" width="{new[2]:.3f}" height="{new[3]:.3f}"', 1
    )
    return (text[: head.start()] + made + text[head.end() :]).encode()


def _families(data: bytes) -> tuple[str, ...]:
    """The first fonts that live text asks for; "" for text that names none."""
    found: dict[str, None] = {}

    def named(element: Element) -> str:
        style = _FAMILY.search(element.get("style", ""))
        return element.get("font-family") or (style[1] if style else "")

    def walk(element: Element, family: str, inside: bool) -> None:
        family = named(element) or family
        name = str(element.tag).rpartition("}")[2]
        inside = inside or name == "text"
        if inside and (element.text or "").strip():
            found[family.split(",")[0].strip(" '\"")] = None
        for child in element:
            walk(child, family, inside)
            if inside and (child.tail or "").strip():
                found[family.split(",")[0].strip(" '\"")] = None

    root = fromstring(data)
    walk(root, "", inside=False)
    if found:
        # Rules of a style sheet may name the font; each that they name is asked for.
        sheets = (e.text or "" for e in root.iter() if str(e.tag).endswith("style"))
        rules = [f.split(",")[0].strip(" '\"") for s in sheets for f in _FAMILY.findall(s)]
        if rules:
            found.pop("", None)
            found |= dict.fromkeys(rules)
    return tuple(found)
