"""The looks that type can take on the picture: on brand all, and yet not the same."""

from dataclasses import dataclass
from typing import Literal

from ..domain.brand import Brand
from .legibility import readable

Ground = Literal["paper", "primary", "scrim"]


@dataclass(frozen=True)
class Look:
    """ground: what stands behind type. rule: whether an accent line stands before the headline."""

    ground: Ground
    rule: bool


LOOKS: dict[str, Look] = {
    "warm": Look("paper", True),
    "bright": Look("primary", False),
    "tender": Look("scrim", False),
    "driving": Look("scrim", True),
}


def look_for(mood: str) -> Look:
    """The look of a storyboard's mood."""
    return LOOKS.get(mood, LOOKS["warm"])


def colours(brand: Brand) -> dict[str, str]:
    """The brand's colours by the job they do on a card."""
    palette = brand.palette
    light = (palette.paper, *palette.supporting, "#ffffff")
    return {
        "primary": palette.primary,
        "ink": palette.ink,
        "paper": palette.paper,
        "accent": palette.accent,
        "on primary": readable(palette.primary, light),
        "on accent": readable(palette.accent, (palette.paper, palette.ink, "#ffffff")),
        "on paper": readable(palette.paper, (palette.ink, palette.primary, "#000000")),
        "soft on primary": readable(palette.primary, (*palette.supporting[::-1], palette.paper)),
        "soft on paper": readable(palette.paper, (palette.primary, palette.ink)),
        "accent on paper": readable(palette.paper, (palette.accent, palette.primary, palette.ink)),
        "shade": f"{palette.ink}e0",
        "on shade": readable(palette.ink, light),
        "marked": readable(palette.ink, (*_bright(brand), "#ffd75e")),
    }


def _bright(brand: Brand) -> tuple[str, ...]:
    """Colours for the spoken word: the most colourful that the brand has, accent first."""

    def vivid(colour: str) -> int:
        parts = [int(colour[i : i + 2], 16) for i in (1, 3, 5)]
        return max(parts) - min(parts)

    return tuple(
        c
        for c in sorted((brand.palette.accent, *brand.palette.supporting), key=vivid, reverse=True)
        if vivid(c) > 70
    )
