"""SVG pictures: vetted, measured, split into layers, and drawn to RGBA.

Layered pictures carry top-level groups <g id="layer-sky">, "layer-far" ... back to front. Typst's
renderer draws them; it runs no script, and is handed the vetted drawing and nothing else.
"""

import base64
import binascii
import io
import re
import threading
from collections.abc import Iterator, Mapping, Sequence
from xml.etree.ElementTree import Element, ParseError, tostring

import cv2
import numpy as np
import typst
from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring
from PIL import Image

from ...domain.errors import MediaRefused
from ..guard.guard import guarded
from .drawings import plain
from .source import Source

MAX_ELEMENTS = 60_000
MAX_DEPTH = 100
MAX_DRAWN = 200_000
"""Elements once every <use> is put in place: a drawing may not multiply itself out of bounds."""
MAX_INLINE_PIXELS = 40_000_000
MAX_SIDE = 8192
"""Pixels of the longer side that a drawing may be rendered at."""

MAX_MARKED = 100
"""Groups that may be marked: each is drawn by itself to see where it is."""

MARK = "keep-"
"""How the ids of groups begin that nothing may cover: faces, or what the picture proves."""

_SVG = "{http://www.w3.org/2000/svg}"
_FORBIDDEN = frozenset(
    "script foreignobject iframe object embed audio video handler listener feimage".split()
)
_EFFECTS = frozenset(("filter", "mask", "pattern"))
_OUTSIDE = re.compile(r"url\((?!['\"]?#)|@import|expression\(|javascript:", re.IGNORECASE)
_INLINE = re.compile(r"data:image/(?:png|jpe?g|webp);base64,(.*)", re.IGNORECASE | re.DOTALL)
_LENGTH = re.compile(r"^\s*([0-9.]+(?:e[+-]?\d+)?)\s*(px|pt|mm|cm|in)?\s*$", re.IGNORECASE)
_UNITS = {None: 1.0, "px": 1.0, "pt": 96 / 72, "mm": 96 / 25.4, "cm": 96 / 2.54, "in": 96.0}
_lock = threading.Lock()


@guarded()
def vet_svg(path: Source) -> None:
    """Raise MediaRefused unless the drawing is well-formed, modest, and reads nothing outside."""
    _vetted(path)


@guarded()
def svg_size(path: Source) -> tuple[float, float]:
    """Width and height of the drawing: its view box, else its width and height in pixels."""
    return _size(path, _vetted(path))


@guarded()
def layers_of(path: Source) -> tuple[str, ...]:
    """Ids of the top-level layer groups, back to front; () for a drawing without layers."""
    return tuple(e.get("id", "") for e in _vetted(path) if _is_layer(e))


@guarded()
def has_effects(path: Source) -> bool:
    """Whether a drawing holds what takes much longer the larger it is drawn."""
    return any(_local(e) in _EFFECTS for e in _vetted(path).iter())


def _room(path: Source, *, width: int, layers: Sequence[str] | None = None, name: str = "") -> int:
    """Megabytes for a drawing as large as we want it: measured at 18 bytes a pixel, here of 4:5."""
    return int(18e-6 * 1.25 * width * width)


@guarded(more=_room)
def render_svg(path: Source, *, width: int, layers: Sequence[str] | None = None) -> np.ndarray:
    """Draw to uint8 [height, width, 4], RGBA with straight alpha; height follows the shape.

    layers: only these layer groups, and nothing else at the top level but definitions; None: all.
    """
    root = _vetted(path)
    w, h = _size(path, root)
    height = max(1, round(width * h / w))
    if width < 1 or max(width, height) > MAX_SIDE:
        raise MediaRefused(f"{path.name}: {width} x {height} pixels is not a size to draw at")
    if layers is not None:
        _keep_layers(root, path, set(layers))
    return _drawing(path, root, (w, h), (width, height))


@guarded(more=_room)
def render_marked(path: Source, *, width: int) -> list[np.ndarray]:
    """Each group whose id begins with "keep-", alone where it stands: opacity, uint8 [h, width]."""
    root = _vetted(path)
    marked = [element for element in root.iter() if element.get("id", "").startswith(MARK)]
    if len(marked) > MAX_MARKED:
        raise MediaRefused(
            f'{path.name} marks {len(marked)} groups as "{MARK}..."; mark at most {MAX_MARKED}'
        )
    return _outlines(path, root, marked, width)


@guarded(more=_room)
def render_called(path: Source, *, width: int, name: str) -> list[np.ndarray]:
    """Each element with a word of its id that is this name: opacity, uint8 [h, width].

    name: one word, lower case: "cup" is in the ids "cup", "keep-cup" and "the_cup_2". The first
    MAX_MARKED of them.
    """
    root = _vetted(path)
    called = [e for e in root.iter() if name in re.split(r"[^a-z]+", e.get("id", "").lower())]
    return _outlines(path, root, called[:MAX_MARKED], width)


def _outlines(
    path: Source, root: Element, parts: Sequence[Element], width: int
) -> list[np.ndarray]:
    """Opacity of each part of a drawing, alone where it stands."""
    w, h = _size(path, root)
    size = (width, max(1, round(width * h / w)))
    above = {child: parent for parent in root.iter() for child in parent}
    return [_drawing(path, _alone(e, above, root), (w, h), size)[..., 3] for e in parts]


def _alone(element: Element, above: Mapping[Element, Element], root: Element) -> Element:
    """A drawing of nothing but this element and the definitions, within the groups it stands in."""
    part = element
    while part is not root:
        part = above[part]
        around = Element(part.tag, part.attrib)
        if part is root:
            around.extend(e for e in root if _local(e) in ("defs", "style"))
        around.append(element)
        element = around
    return element


def render_bands(
    path: Source,
    box: tuple[float, float, float, float],
    scale: float,
    layers: Sequence[str] | None = None,
    *,
    rows: int,
) -> Iterator[tuple[int, int, np.ndarray]]:
    """Draw a box (left, top, right, bottom, in the drawing's units) in bands, top to bottom.

    Each is (its first row, rows in all, uint8 [at most rows, width, 4]): RGBA with straight alpha,
    about `scale` pixels to the unit, at most 8192 a side in all.
    """
    root = _vetted(path)
    if layers is not None:
        _keep_layers(root, path, set(layers))
    left, top, right, low = box
    wide, high = right - left, low - top
    width = max(2, int(wide * min(scale, MAX_SIDE / wide, MAX_SIDE / high)))
    height = max(1, round(width * high / wide))
    x, y = _corner(root)
    for first in range(0, height, rows):
        last = min(height, first + rows)
        at, tall = y + top + first * high / height, (last - first) * high / height
        root.set("viewBox", f"{x + left} {at} {wide} {tall}")
        yield first, height, _drawing(path, root, (wide, tall), (width, last - first))


def _drawing(
    path: Source, root: Element, size: tuple[float, float], pixels: tuple[int, int]
) -> np.ndarray:
    root.set("width", f"{size[0]}px")
    root.set("height", f"{size[1]}px")
    width, height = pixels
    page = (
        f"#set page(width: {width}pt, height: {height}pt, margin: 0pt, fill: none)\n"
        f'#image(bytes(sys.inputs.drawing), format: "svg", width: {width}pt, '
        f'height: {height}pt, fit: "stretch")'
    )
    # Looking for fonts costs more than drawing; only a drawing with live type needs them.
    lettered = any(_local(e) == "text" for e in root.iter())
    try:
        with _lock:
            png = typst.compile(
                page.encode(),
                format="png",
                ppi=72.0,
                sys_inputs={"drawing": tostring(root, encoding="unicode")},
                ignore_system_fonts=not lettered,
            )
    except Exception as problem:
        said = str(problem).splitlines()[0] if str(problem) else type(problem).__name__
        raise MediaRefused(f"{path.name} cannot be drawn: {said}; export it anew") from problem
    return _rgba(png, width, height)


def _rgba(png: object, width: int, height: int) -> np.ndarray:
    if not isinstance(png, bytes):
        raise MediaRefused("the renderer drew no picture")
    found = cv2.imdecode(np.frombuffer(io.BytesIO(png).getbuffer(), np.uint8), cv2.IMREAD_UNCHANGED)
    if found is None:
        raise MediaRefused("the renderer drew no picture")
    if found.shape[2] == 3:
        found = cv2.cvtColor(found, cv2.COLOR_BGR2BGRA)
    if found.shape[:2] != (height, width):
        found = cv2.resize(found, (width, height), interpolation=cv2.INTER_AREA)
    return cv2.cvtColor(found, cv2.COLOR_BGRA2RGBA, dst=found)


def _vetted(path: Source) -> Element:
    try:
        # Drawing programs write a document type; it is harmless once entities are refused.
        root = fromstring(
            plain(path).data, forbid_dtd=False, forbid_entities=True, forbid_external=True
        )
    except OSError as problem:
        raise MediaRefused(f"{path.name} cannot be read: {problem.strerror}") from problem
    except DefusedXmlException as problem:
        raise MediaRefused(
            f"{path.name} declares entities, which could hide or multiply its content; "
            "export it as plain SVG"
        ) from problem
    except (ParseError, UnicodeDecodeError, ValueError) as problem:
        raise MediaRefused(f"{path.name} is no well-formed SVG: {problem}") from problem
    if root.tag != f"{_SVG}svg":
        raise MediaRefused(f"{path.name} is no SVG drawing; export it as SVG")
    _walk(path, root)
    return root


def _walk(path: Source, root: Element) -> None:
    seen, stack = 0, [(root, 0)]
    while stack:
        element, depth = stack.pop()
        seen += 1
        if seen > MAX_ELEMENTS or depth > MAX_DEPTH:
            raise MediaRefused(
                f"{path.name} holds too many or too deeply nested parts; simplify it"
            )
        name = _local(element)
        if name.lower() in _FORBIDDEN:
            raise MediaRefused(f"{path.name} holds a <{name}>; export it as plain SVG without it")
        for key, value in element.attrib.items():
            _attribute(path, name, key, value)
        if name == "style" and _reaches_out("".join(element.itertext())):
            raise MediaRefused(
                f"{path.name}: its <style> loads or embeds other files; draw without them"
            )
        stack += [(child, depth + 1) for child in element]
    if _drawn(root) > MAX_DRAWN:
        raise MediaRefused(f"{path.name} repeats its parts over and over; simplify it")


def _drawn(root: Element) -> int:
    """Elements there are once every <use> is replaced by what it refers to.

    A reference back to where it stands counts as too many. Raises nothing.
    """
    named = {e.get("id", ""): e for e in root.iter()}
    known: dict[int, int] = {}
    open_: set[int] = set()

    def count(element: Element) -> Iterator[Element]:
        # Yields the elements it must know first, so that deep drawings need no deep stack.
        total = 1
        for part in (*element, *_used(element, named)):
            if id(part) not in known:
                if id(part) in open_:
                    known[id(part)] = MAX_DRAWN + 1
                else:
                    yield part
            total += known[id(part)]
        known[id(element)] = min(total, MAX_DRAWN + 1)

    work = [(root, count(root))]
    open_.add(id(root))
    while work:
        element, parts = work[-1]
        part = next(parts, None)
        if part is None:
            open_.discard(id(element))
            work.pop()
        else:
            open_.add(id(part))
            work.append((part, count(part)))
    return known[id(root)]


def _used(element: Element, named: dict[str, Element]) -> list[Element]:
    if _local(element) != "use":
        return []
    target = next((v for k, v in element.attrib.items() if k.rpartition("}")[2] == "href"), "")
    found = named.get(target.removeprefix("#"))
    return [] if found is None else [found]


def _attribute(path: Source, element: str, key: str, value: str) -> None:
    space, _, key = key.rpartition("}")
    if key.lower().startswith("on"):
        raise MediaRefused(f"{path.name}: <{element} {key}=...> is a script; remove it")
    if key in ("href", "src"):
        if not value.strip().startswith("#"):
            _inline(path, element, value)
    # Attributes of other namespaces are drawing programs' notes to themselves.
    elif not space and key not in ("id", "d", "points", "class") and _reaches_out(value):
        raise MediaRefused(f"{path.name}: <{element} {key}=...> loads from outside; embed it")


def _inline(path: Source, element: str, value: str) -> None:
    found = _INLINE.match(value.strip())
    if found is None or element != "image":
        raise MediaRefused(
            f"{path.name}: <{element}> refers to {value[:60]!r}, outside the file; embed it"
        )
    try:
        data = base64.b64decode("".join(found[1].split()), validate=True)
        with Image.open(io.BytesIO(data), formats=("PNG", "JPEG", "WEBP")) as picture:
            width, height = picture.size
    except (binascii.Error, OSError, SyntaxError, ValueError, Image.DecompressionBombError) as bad:
        raise MediaRefused(
            f"{path.name} holds an embedded picture that cannot be read; embed it anew"
        ) from bad
    if width * height > MAX_INLINE_PIXELS:
        raise MediaRefused(
            f"{path.name} holds an embedded picture of {width} x {height} pixels; embed it smaller"
        )


def _reaches_out(css: str) -> bool:
    """Whether styles refer to anything but parts of the drawing, comments and escapes undone."""
    plain = re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)
    plain = re.sub(r"\\([0-9a-fA-F]{1,6})\s?", lambda m: _char(m[1]), plain).replace("\\", "")
    return bool(_OUTSIDE.search("".join(plain.split())))


def _char(code: str) -> str:
    number = int(code, 16)
    return chr(number) if number < 0x110000 else ""


def _local(element: Element) -> str:
    return str(element.tag).rpartition("}")[2]


def _size(path: Source, root: Element) -> tuple[float, float]:
    box = re.split(r"[\s,]+", root.get("viewBox", "").strip())
    try:
        sides = [float(v) for v in box[2:]] if len(box) == 4 else []
    except ValueError:
        sides = []
    if not sides:
        sides = [_pixels(root.get("width", "")), _pixels(root.get("height", ""))]
    if not all(0 < side <= 1e6 for side in sides):
        raise MediaRefused(f"{path.name} says no usable size; give the <svg> a viewBox")
    return sides[0], sides[1]


def _corner(root: Element) -> tuple[float, float]:
    numbers = [float(n) for n in root.get("viewBox", "").replace(",", " ").split()]
    return (numbers[0], numbers[1]) if len(numbers) == 4 else (0.0, 0.0)


def _pixels(text: str) -> float:
    found = _LENGTH.match(text)
    return float(found[1]) * _UNITS[(found[2] or "px").lower()] if found else 0.0


def _is_layer(element: Element) -> bool:
    return element.tag == f"{_SVG}g" and element.get("id", "").startswith("layer-")


def _keep_layers(root: Element, path: Source, wanted: set[str]) -> None:
    there = {e.get("id", "") for e in root if _is_layer(e)}
    if missing := sorted(wanted - there):
        raise MediaRefused(f"{path.name} has no layer {', '.join(missing)}")
    for child in list(root):
        if _is_layer(child) and child.get("id") not in wanted:
            root.remove(child)
