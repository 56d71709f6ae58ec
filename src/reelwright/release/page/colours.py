"""Brand colours made fit for pages: pairs that can be read."""

from ...domain.brand import Palette
from ...domain.colour import contrast, luminance, mixed

READABLE = 4.5


def on(ground: str, palette: Palette) -> str:
    """The brand's paper or ink, whichever reads better on a ground; black or white if neither."""
    best = max((palette.paper, palette.ink), key=lambda c: contrast(c, ground))
    if contrast(best, ground) >= READABLE:
        return best
    return max(("#ffffff", "#000000"), key=lambda c: contrast(c, ground))


def readable(colour: str, ground: str, least: float = READABLE) -> str:
    """The colour, darkened or lightened just enough to be read on a ground."""
    toward = "#000000" if luminance(ground) > 0.18 else "#ffffff"
    for step in range(21):
        tried = mixed(colour, toward, step / 20)
        if contrast(tried, ground) >= least:
            return tried
    return toward


def tones(palette: Palette) -> dict[str, str]:
    """The custom properties of a page: every text colour reads on its ground."""
    paper, ink = palette.paper, palette.ink
    soft = next((c for c in palette.supporting if luminance(c) > 0.55), mixed(paper, ink, 0.06))
    return {
        "paper": paper,
        "ink": ink if contrast(ink, paper) >= 7 else on(paper, palette),
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
