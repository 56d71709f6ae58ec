"""Brand colours made fit for pages: pairs that can be read."""

import numpy as np

from ...domain.brand import Palette
from ...domain.colour import contrast
from ...media.pictures.letters import luminance
from ...media.pictures.measure import from_hex

READABLE = 4.5


def ratio(a: str, b: str) -> float:
    """WCAG contrast of two colours "#rrggbb"."""
    return contrast(_light(a), _light(b))


def on(ground: str, palette: Palette) -> str:
    """The brand's paper or ink, whichever reads better on a ground; black or white if neither."""
    best = max((palette.paper, palette.ink), key=lambda c: ratio(c, ground))
    if ratio(best, ground) >= READABLE:
        return best
    return max(("#ffffff", "#000000"), key=lambda c: ratio(c, ground))


def readable(colour: str, ground: str, least: float = READABLE) -> str:
    """The colour, darkened or lightened just enough to be read on a ground."""
    toward = "#000000" if _light(ground) > 0.18 else "#ffffff"
    for step in range(21):
        tried = mixed(colour, toward, step / 20)
        if ratio(tried, ground) >= least:
            return tried
    return toward


def mixed(a: str, b: str, share: float) -> str:
    """Colour a with a share of b in it."""
    blend = from_hex(a).astype(float) * (1 - share) + from_hex(b).astype(float) * share
    blue, green, red = blend.round().astype(int)
    return f"#{red:02x}{green:02x}{blue:02x}"


def chroma(colour: str) -> float:
    """How colourful, 0-255: the spread of the three channels."""
    return float(np.ptp(from_hex(colour).astype(int)))


def tones(palette: Palette) -> dict[str, str]:
    """The custom properties of a page: every text colour reads on its ground."""
    paper, ink = palette.paper, palette.ink
    soft = next((c for c in palette.supporting if _light(c) > 0.55), mixed(paper, ink, 0.06))
    return {
        "paper": paper,
        "ink": ink if ratio(ink, paper) >= 7 else on(paper, palette),
        "quiet": readable(mixed(ink, paper, 0.32), paper),
        "line": mixed(paper, ink, 0.16),
        "soft": soft,
        "on-soft": on(soft, palette),
        "quiet-on-soft": readable(mixed(ink, soft, 0.25), soft),
        "primary": palette.primary,
        "on-primary": on(palette.primary, palette),
        "quiet-on-primary": readable(
            mixed(on(palette.primary, palette), palette.primary, 0.2), palette.primary
        ),
        "accent": palette.accent,
        "on-accent": on(palette.accent, palette),
        "accent-text": readable(palette.accent, paper),
        "accent-deep": mixed(palette.accent, "#000000", 0.14),
    }


def _light(colour: str) -> float:
    return float(luminance(from_hex(colour)[None])[0])
