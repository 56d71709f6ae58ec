"""Drawings for the camera: only the part that it sees is drawn, and nothing is kept afterwards."""

import functools
import threading
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import typst

from ..pictures.svg import render_bands

_BAND = 1280
"""Rows drawn at a time: the renderer takes four times the room of what it hands over."""

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
    drawn = np.empty((0, 0, 4), np.uint8)
    for first, height, band in render_bands(path, box, scale, layers, rows=_BAND):
        if not first:
            drawn = np.empty((height, band.shape[1], 4), np.uint8)
        drawn[first : first + len(band)] = band
        forget()
    return drawn


def forget() -> None:
    """Let typst drop what it keeps of drawings: some 25 MB a layer, never needed again."""
    with _lock:
        for _ in range(_KEPT + 1):
            _empty().compile(input=_EMPTY, format="png", ppi=72.0)


@functools.cache
def _empty() -> typst.Compiler:
    """A compiler without fonts: looking for them takes a hundred times longer than a page."""
    none = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False)
    return typst.Compiler(font_paths=none, ignore_system_fonts=True)
