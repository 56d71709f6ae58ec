"""Fonts by their letters: what a file covers, and families that come in files of some letters."""

from functools import cache
from pathlib import Path

from fontTools.ttLib import TTFont

from ...domain.asset import Asset, Assets
from ...domain.brand import Brand
from ...domain.errors import InvalidIntake
from ..guard.guard import guarded


@cache
@guarded(refusal=InvalidIntake)
def covered(path: Path) -> frozenset[int]:
    """Code points a font file has letters for."""
    with TTFont(path, lazy=True) as font:
        return frozenset(font.getBestCmap() or {})


def parts_of_families(brand: Brand, assets: Assets) -> dict[Asset, str]:
    """Fonts that are a part of the heading's or the body's family, each with a name of its own.

    Families for the net come in files of some letters each: "latin", "latin-ext". What of a family
    lacks most of the letters that its first file has is such a part.
    """
    parts: dict[Asset, str] = {}
    named: dict[tuple[str, frozenset[int]], str] = {}
    for first in (brand.heading, brand.body):
        has = {c for c in covered(assets.path(first.asset)) if chr(c).isalpha()}
        for face in brand.fonts:
            if face.family != first.family or face.asset in (first.asset, *parts):
                continue
            letters = covered(assets.path(face.asset))
            if len(has & letters) < len(has) / 2:
                # The weights of one part share its name.
                name = f"{face.family} part {len(named) + 1}"
                parts[face.asset] = named.setdefault((face.family, letters), name)
    return parts
