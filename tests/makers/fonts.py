"""Families that come in files of some letters each, as they are made for the net."""

import io
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont

from reelwright.domain.asset import Assets
from reelwright.domain.brand import Brand, FontFace

LATIN, MARKED = "".join(map(chr, range(0x20, 0x7F))), "ąćęłńśźżĄĆĘŁŃŚŹŻ"


def part_of(path: Path, letters: str) -> bytes:
    """A font file's bytes with some of its letters alone."""
    with TTFont(path) as font:
        made = subset.Subsetter(subset.Options(glyph_names=True, name_IDs=["*"]))
        made.populate(text=letters)
        made.subset(font)
        sink = io.BytesIO()
        font.save(sink)
    return sink.getvalue()


def heading_in_parts(brand: Brand, assets: Assets) -> Brand:
    """The brand with its heading in two files: plain letters, and those with marks."""
    path = assets.path(brand.heading.asset)
    files = [
        assets.put(part_of(path, letters), name, "font/sfnt", "inputs")
        for letters, name in ((LATIN, "latin.ttf"), (MARKED, "latin-ext.ttf"))
    ]
    first, second = (
        FontFace(family=brand.heading.family, weight=brand.heading.weight, asset=a) for a in files
    )
    return brand.model_copy(update={"heading": first, "fonts": (second, *brand.fonts)})
