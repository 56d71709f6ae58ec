"""How true a film stays to its reference: its colours, and what stands where (S3-05)."""

from collections.abc import Sequence

import numpy as np

from ..domain.errors import MediaRefused
from ..domain.take import Score
from ..media.pictures.colour import BASIC
from ..media.pictures.descriptors import describe

_HUES = [n for n, name in enumerate(BASIC) if name not in ("black", "grey", "white")]
_COLOURLESS = 0.03
"""Share of hues under which a picture counts as black and white."""


def fidelity(reference: np.ndarray, frames: Sequence[np.ndarray]) -> tuple[Score, Score]:
    """Colour and likeness of a film to its reference, 0-10 each, measured, with the reason.

    reference is what the camera had before it (BGR); frames are some of the film's, evenly spaced,
    without type. Colour compares shares of named colours; likeness the layout of light, colour
    and edges, of the frame that is nearest and of all on average. Neither knows what a thing is.
    """
    if not frames:
        raise MediaRefused("a film without frames cannot be compared with its reference")
    asked = describe(reference)
    seen = [describe(f) for f in frames]
    named = len(BASIC)
    # Descriptions end with the roots of the shares of named colours.
    own = _shares(asked[-named:])
    film = np.mean([_shares(s[-named:]) for s in seen], axis=0)
    kept = _kept(own, film)
    cosines = [float(asked @ s) for s in seen]
    drift = max(cosines) - min(cosines)
    mean = float(np.mean(cosines))
    return (
        Score(
            name="colour",
            value=round(10 * min(1.0, kept), 1),
            why=f"{kept:.0%} of the reference's colours are kept{_lost(own, film)}",
        ),
        Score(
            name="likeness",
            value=round(10 * min(1.0, max(0.0, mean)), 1),
            why=f"frames are {mean:.2f} like the reference (nearest {max(cosines):.2f}, "
            f"drift {drift:.2f})",
        ),
    )


def _kept(own: np.ndarray, film: np.ndarray) -> float:
    """Share of the colours that is kept; hues count as much as all, for things wear them."""
    whole = float(np.minimum(own, film).sum())
    hues, seen = own[_HUES], film[_HUES]
    most = max(float(hues.sum()), float(seen.sum()))
    if most < _COLOURLESS:
        return whole
    return (whole + float(np.minimum(hues, seen).sum()) / most) / 2


def _shares(roots: np.ndarray) -> np.ndarray:
    squared = np.square(roots)
    return squared / max(float(squared.sum()), 1e-9)


def _lost(own: np.ndarray, film: np.ndarray) -> str:
    gap = own - film
    worst = int(np.argmax(np.abs(gap)))
    if abs(gap[worst]) < 0.08:
        return ""
    return f"; it has {'less' if gap[worst] > 0 else 'more'} {BASIC[worst]}"
