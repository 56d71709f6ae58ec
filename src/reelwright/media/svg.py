"""SVG pictures: vetted, measured, split into layers, and drawn to RGBA.

Layered pictures carry top-level groups <g id="layer-sky">, "layer-far" ... back to front. Typst's
renderer draws them; it runs no script and reads nothing outside the folder that it is given.
"""

import io
import re
import tempfile
import threading
from collections.abc import Sequence
from pathlib import Path
from xml.etree.ElementTree import Element, ParseError, tostring

import cv2
import numpy as np
import typst
from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import parse

from ..domain.errors import MediaRefused

MAX_BYTES = 5_000_000
MAX_ELEMENTS = 60_000
MAX_DEPTH = 100
MAX_SIDE = 8192
"""Pixels of the longer side that a drawing may be rendered at."""

_SVG = "{http://www.w3.org/2000/svg}"
_FORBIDDEN = {"script", "foreignObject", "iframe", "object", "embed", "audio", "video", "handler"}
_OUTSIDE = re.compile(r"url\(\s*['\"]?\s*(?!#)|@import|expression\(", re.IGNORECASE)
_INLINE = re.compile(r"data:image/(png|jpeg|webp);base64,", re.IGNORECASE)
_LENGTH = re.compile(r"^\s*([0-9.]+(?:e[+-]?\d+)?)\s*(px|pt|mm|cm|in)?\s*$", re.IGNORECASE)
_UNITS = {None: 1.0, "px": 1.0, "pt": 96 / 72, "mm": 96 / 25.4, "cm": 96 / 2.54, "in": 96.0}
_lock = threading.Lock()


def vet_svg(path: Path) -> None:
    """Raise MediaRefused unless the drawing is well-formed, modest, and reads nothing outside."""
    _vetted(path)


def svg_size(path: Path) -> tuple[float, float]:
    """Width and height of the drawing: its view box, else its width and height in pixels."""
    return _size(path, _vetted(path))


def layers_of(path: Path) -> tuple[str, ...]:
    """Ids of the top-level layer groups, back to front; () for a drawing without layers."""
    return tuple(e.get("id", "") for e in _vetted(path) if _is_layer(e))


def render_svg(path: Path, *, width: int, layers: Sequence[str] | None = None) -> np.ndarray:
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
    root.set("width", f"{w}px")
    root.set("height", f"{h}px")
    page = (
        f"#set page(width: {width}pt, height: {height}pt, margin: 0pt, fill: none)\n"
        f'#image("drawing.svg", width: {width}pt, height: {height}pt, fit: "stretch")'
    )
    with tempfile.TemporaryDirectory() as place:
        (Path(place) / "drawing.svg").write_bytes(tostring(root))
        (Path(place) / "page.typ").write_text(page, encoding="utf-8")
        try:
            with _lock:
                png = typst.compile(
                    Path(place) / "page.typ", root=Path(place), format="png", ppi=72.0
                )
        except Exception as problem:
            said = str(problem).splitlines()[0]
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
    return cv2.cvtColor(found, cv2.COLOR_BGRA2RGBA)


def _vetted(path: Path) -> Element:
    if path.stat().st_size > MAX_BYTES:
        raise MediaRefused(f"{path.name} is over {MAX_BYTES // 1_000_000} MB; simplify the drawing")
    try:
        root = parse(path, forbid_dtd=True).getroot()
    except DefusedXmlException as problem:
        raise MediaRefused(
            f"{path.name} declares entities or a document type; export it as plain SVG"
        ) from problem
    except (ParseError, UnicodeDecodeError, ValueError) as problem:
        raise MediaRefused(f"{path.name} is no well-formed SVG: {problem}") from problem
    if root is None or root.tag != f"{_SVG}svg":
        raise MediaRefused(f"{path.name} is no SVG drawing; export it as SVG")
    _walk(path, root)
    return root


def _walk(path: Path, root: Element) -> None:
    seen, stack = 0, [(root, 0)]
    while stack:
        element, depth = stack.pop()
        seen += 1
        if seen > MAX_ELEMENTS or depth > MAX_DEPTH:
            raise MediaRefused(
                f"{path.name} holds too many or too deeply nested parts; simplify it"
            )
        name = str(element.tag).removeprefix(_SVG)
        if name in _FORBIDDEN:
            raise MediaRefused(f"{path.name} holds a <{name}>; export it as plain SVG without it")
        for key, value in element.attrib.items():
            _attribute(path, name, key.rpartition("}")[2], value)
        if name == "style" and _OUTSIDE.search(element.text or ""):
            raise MediaRefused(f"{path.name} loads styles from outside; embed them")
        stack += [(child, depth + 1) for child in element]


def _attribute(path: Path, element: str, key: str, value: str) -> None:
    if key.lower().startswith("on"):
        raise MediaRefused(f"{path.name}: <{element} {key}=...> is a script; remove it")
    if key in ("href", "src") and not value.startswith("#") and not _INLINE.match(value):
        raise MediaRefused(
            f"{path.name}: <{element}> refers to {value[:60]!r}, outside the file; embed it"
        )
    if _OUTSIDE.search(value):
        raise MediaRefused(f"{path.name}: <{element} {key}=...> loads from outside; embed it")


def _size(path: Path, root: Element) -> tuple[float, float]:
    box = re.split(r"[\s,]+", root.get("viewBox", "").strip())
    try:
        sides = [float(v) for v in box[2:]] if len(box) == 4 else []
    except ValueError:
        sides = []
    if not sides:
        sides = [_pixels(root.get("width", "")), _pixels(root.get("height", ""))]
    if min(sides) <= 0 or max(sides) > 1e6:
        raise MediaRefused(f"{path.name} says no usable size; give the <svg> a viewBox")
    return sides[0], sides[1]


def _pixels(text: str) -> float:
    found = _LENGTH.match(text)
    return float(found[1]) * _UNITS[(found[2] or "px").lower()] if found else 0.0


def _is_layer(element: Element) -> bool:
    return element.tag == f"{_SVG}g" and element.get("id", "").startswith("layer-")


def _keep_layers(root: Element, path: Path, wanted: set[str]) -> None:
    there = {e.get("id", "") for e in root if _is_layer(e)}
    if missing := sorted(wanted - there):
        raise MediaRefused(f"{path.name} has no layer {', '.join(missing)}")
    for child in list(root):
        if _is_layer(child) and child.get("id") not in wanted:
            root.remove(child)
