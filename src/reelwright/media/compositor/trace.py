"""What is measured of finished frames, kept beside every encoded span."""

import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

STIR = 24
"""Levels of luma that count as movement."""

DARK = 32
"""Luma under this is dark."""


@dataclass(frozen=True)
class Trace:
    """Cheap measurements of finished frames, made on luma at a quarter of the frame's size.

    luma: mean luma (16-235). change: mean absolute difference to the frame before. moved: share of
    the frame whose luma moved by more than 24 levels. dark: share under luma 32. The first frame of
    a film has change and moved 0.
    """

    luma: tuple[float, ...] = ()
    change: tuple[float, ...] = ()
    moved: tuple[float, ...] = ()
    dark: tuple[float, ...] = ()


@dataclass(frozen=True)
class Span:
    """Measurements of one encoded span.

    rows: float64 [frames, 4]: luma, change, moved, dark; the first frame's change and moved are 0.
    first, last: its thumbnails [h/4, w/4], so that the change across a seam can be told without
    decoding.
    """

    rows: np.ndarray
    first: np.ndarray
    last: np.ndarray


def save(span: Span, path: Path) -> None:
    """Keep a span's measurements in one file."""
    with path.open("wb") as file:
        np.savez(file, rows=span.rows, first=span.first, last=span.last)


def load(path: Path) -> Span | None:
    """Read them back; None where the file is missing or broken."""
    try:
        with np.load(path, allow_pickle=False) as kept:
            return Span(kept["rows"], kept["first"], kept["last"])
    except (OSError, ValueError, KeyError, EOFError):
        return None


def stitched(spans: Sequence[Span]) -> Trace:
    """The trace of a film from those of its spans, the changes across the seams included."""
    parts = [spans[0].rows]
    for before, after in itertools.pairwise(spans):
        rows = after.rows.copy()
        gap = np.abs(after.first.astype(np.int16) - before.last.astype(np.int16))
        rows[0, 1], rows[0, 2] = round(float(gap.mean()), 4), round(float((gap > STIR).mean()), 4)
        parts.append(rows)
    columns = np.concatenate(parts).T
    return Trace(*(tuple(float(v) for v in column) for column in columns))
