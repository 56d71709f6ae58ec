"""Font files: read, and the ones that come with Reelwright for scripts a brand's own lack."""

from functools import cache
from pathlib import Path

import typst
from fontTools.ttLib import TTFont, TTLibError

from ..domain.errors import InvalidIntake

BUNDLED = Path(__file__).parent / "fonts"
SUFFIXES = {".ttf", ".otf"}
MAX_BYTES = 30_000_000


def read_face(path: Path) -> tuple[str, int, bool]:
    """Family, weight (1-1000) and whether it is italic, as Typst names them.

    Raises InvalidIntake for a file that is no TTF or OTF font.
    """
    if path.suffix.lower() not in SUFFIXES:
        raise InvalidIntake(f"{path.name} is not a TTF or OTF font; convert it")
    if path.stat().st_size > MAX_BYTES:
        raise InvalidIntake(f"{path.name} is over {MAX_BYTES // 1_000_000} MB; use one weight only")
    try:
        with TTFont(path, lazy=True) as font:
            font["cmap"].getBestCmap()
    except (TTLibError, KeyError, AssertionError, OSError, ValueError) as problem:
        raise InvalidIntake(
            f"{path.name} is no font that can be read; export it again"
        ) from problem
    found = typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(path.parent)]
    )
    for face in found.fonts():
        if face.path and Path(face.path).resolve() == path.resolve():
            return face.family, face.weight, face.style != "normal"
    raise InvalidIntake(f"{path.name} holds no face that type can be set in; export it again")


def bundled_files() -> tuple[Path, Path]:
    """The heading and body font that a new campaign starts with."""
    return BUNDLED / "Fraunces_600SemiBold.ttf", BUNDLED / "Figtree_400Regular.ttf"


@cache
def covered(path: Path) -> frozenset[int]:
    """Code points a font file has letters for."""
    with TTFont(path, lazy=True) as font:
        return frozenset(font.getBestCmap() or {})
