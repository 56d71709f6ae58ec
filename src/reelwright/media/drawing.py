"""Drawings for the camera: only the part that it sees is drawn, and nothing is kept afterwards."""

import tempfile
import threading
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import typst
from defusedxml.ElementTree import parse

from .svg import MAX_SIDE, render_svg, vet_svg

_KEPT = 10
"""Compilations after which typst lets go of what an earlier one used."""

_EMPTY = b"#set page(width: 1pt, height: 1pt, margin: 0pt)\n"
_lock = threading.Lock()


def draw(
    path: Path,
    box: tuple[int, int, int, int],
    scale: float,
    layers: Sequence[str] | None = None,
) -> np.ndarray:
    """Draw a box (left, top, right, bottom, in the drawing's units) of a drawing.

    Returns uint8 [h, w, 4] RGBA with straight alpha, about `scale` pixels to the unit, at most
    8192 a side. Raises MediaRefused.
    """
    vet_svg(path)
    left, top, right, low = box
    wide, high = right - left, low - top
    scale = min(scale, MAX_SIDE / wide, MAX_SIDE / high)
    tree = parse(path, forbid_dtd=False, forbid_entities=True, forbid_external=True)
    root = tree.getroot()
    assert root is not None
    x, y = _corner(root.get("viewBox"))
    root.set("viewBox", f"{x + left} {y + top} {wide} {high}")
    for size in ("width", "height"):
        root.attrib.pop(size, None)
    with tempfile.TemporaryDirectory() as place:
        part = Path(place) / path.name
        tree.write(part, encoding="utf-8")
        return render_svg(part, width=max(2, int(wide * scale)), layers=layers)


def _corner(view: str | None) -> tuple[float, float]:
    numbers = [float(n) for n in (view or "").replace(",", " ").split()]
    return (numbers[0], numbers[1]) if len(numbers) == 4 else (0.0, 0.0)


def forget() -> None:
    """Let typst drop what it keeps of drawings: up to 100 MB a layer, never needed again."""
    with _lock:
        for _ in range(_KEPT + 1):
            typst.compile(_EMPTY, format="png", ppi=72.0, ignore_system_fonts=True)
