"""Font files: read, and the ones that come with Reelwright for scripts a brand's own lack."""

import io
import struct
import tempfile
import unicodedata
from collections.abc import Iterable
from pathlib import Path

import typst
from fontTools.ttLib import TTFont, TTLibError

from ..domain.asset import Assets
from ..domain.campaign import Campaign
from ..domain.errors import InvalidIntake
from ..domain.texts import texts_of
from ..media.guard.guard import guarded
from ..media.pictures.families import covered, parts_of_families

BUNDLED = Path(__file__).parent / "fonts"
SUFFIXES = {".ttf", ".otf"}
MAX_BYTES = 30_000_000

_BROKEN = (TTLibError, struct.error, LookupError, AssertionError, OSError, ValueError, EOFError)
"""What reading a damaged font can raise."""


@guarded(refusal=InvalidIntake)
def read_face(path: Path) -> tuple[str, int, bool]:
    """Family, weight (1-1000) and whether it is italic, as Typst names them.

    Raises InvalidIntake for a file that is no TTF or OTF font.
    """
    if path.suffix.lower() not in SUFFIXES:
        raise InvalidIntake(f"{path.name} is not a TTF or OTF font; convert it")
    if path.stat().st_size > MAX_BYTES:
        raise InvalidIntake(f"{path.name} is over {MAX_BYTES // 1_000_000} MB; use one weight only")
    data = path.read_bytes()
    try:
        with TTFont(io.BytesIO(data), lazy=True) as font:
            font["cmap"].getBestCmap()
        # A file that was cut short still opens: its tables would lie past its end.
        (count,) = struct.unpack_from(">H", data, 4)
        ends = [sum(struct.unpack_from(">LL", data, 20 + 16 * n)) for n in range(count)]
    except _BROKEN as problem:
        raise InvalidIntake(
            f"{path.name} is no font that can be read; export it again"
        ) from problem
    if max(ends, default=0) > len(data):
        raise InvalidIntake(f"{path.name} is cut short; export or copy it again")
    # Typst says what it will call the face; in a folder of its own, for it reads whole folders.
    with tempfile.TemporaryDirectory(prefix="reelwright-font-") as folder:
        (Path(folder) / f"face{path.suffix.lower()}").write_bytes(data)
        found = typst.Fonts(
            include_system_fonts=False, include_embedded_fonts=False, font_paths=[folder]
        ).fonts()
    if found:
        return found[0].family, found[0].weight, found[0].style != "normal"
    raise InvalidIntake(f"{path.name} holds no face that type can be set in; export it again")


def bundled_files() -> tuple[Path, Path]:
    """The heading and body font that a new campaign starts with."""
    return BUNDLED / "Fraunces_600SemiBold.ttf", BUNDLED / "Figtree_400Regular.ttf"


def renamed(path: Path, family: str) -> bytes:
    """A font's file under another family's name."""
    with TTFont(path) as font:
        names = font["name"]
        for record in list(names.names):
            if record.nameID in (16, 17, 21, 22):
                names.names.remove(record)
            elif record.nameID in (1, 4):
                record.string = family
            elif record.nameID == 6:
                record.string = family.replace(" ", "")
        sink = io.BytesIO()
        font.save(sink)
    return sink.getvalue()


ADVICE = (
    "leave it out, or add a TTF or OTF font that has it to `others` under [fonts] in brand.toml"
)
"""What to do about a letter that no font has."""


def uncovered(text: str, faces: Iterable[Path]) -> list[str]:
    """What of a text no font has a letter for, each named with its code point; [] for nothing."""
    have: set[int] = set()
    for path in faces:
        have |= covered(path)
    missing = {
        c
        for c in text
        if ord(c) not in have
        and not c.isspace()
        and unicodedata.category(c) not in ("Cf", "Cc")
        and not "\ufe00" <= c <= "\ufe0f"
    }
    return [_named(c) for c in sorted(missing)]


def _named(char: str) -> str:
    name = unicodedata.name(char, "unknown")
    emoji = 0x1F000 <= ord(char) <= 0x1FFFF or 0x2600 <= ord(char) <= 0x27BF
    script = name.split()[0].title()
    what = f"the {script} letter" if char.isalpha() else "the emoji" if emoji else "the sign"
    return f"{what} {char!r} (U+{ord(char):04X})"


def unset(campaign: Campaign, assets: Assets) -> tuple[str, ...]:
    """Texts of a campaign that hold letters no font has, a line each: file and field."""
    brand = campaign.brand
    faces = [assets.path(f.asset) for f in (brand.heading, brand.body, *brand.fonts)]
    faces += sorted(p for p in BUNDLED.iterdir() if p.suffix in SUFFIXES)
    found: list[str] = []
    for told in texts_of(campaign):
        if told.language in (campaign.language, *campaign.wanted.languages) and (
            missing := uncovered(told.text, faces)
        ):
            found.append(f"{told.field}: no font has {', '.join(missing[:4])}; {ADVICE}")
    return tuple(found)


_ALPHABETS = {"LATIN": "a", "GREEK": "\u03b1", "CYRILLIC": "\u0430"}
"""A letter of each alphabet: a font that has it is meant to set the alphabet."""


def borrowed(campaign: Campaign, assets: Assets) -> tuple[str, ...]:
    """What `check` says of letters that a brand's font lacks within words that it else sets."""
    brand, found = campaign.brand, list[str]()
    parts = parts_of_families(brand, assets)
    for role, face in (("heading", brand.heading), ("body", brand.body)):
        files = [face.asset, *(f.asset for f in brand.fonts if f.family == face.family)]
        have = frozenset[int]().union(
            *(covered(assets.path(a)) for a in files if a in parts or a == face.asset)
        )
        lacks: dict[str, str] = {}
        for told in texts_of(campaign):
            typed = told.field.endswith(_TYPED)
            if (role == "heading" and typed) or (role == "body" and not typed):
                for char in told.text:
                    base = _ALPHABETS.get(unicodedata.name(char, "").split(" ")[0])
                    if base and char.isalpha() and ord(base) in have and ord(char) not in have:
                        lacks.setdefault(char, told.field)
        if lacks:
            letters = ", ".join(repr(c) for c in sorted(lacks)[:6])
            found.append(
                f"brand.toml: fonts.{role}: {face.asset.name} has no {letters} "
                f"({lacks[min(lacks)]}): words with it are set in two faces; add the file of its "
                "family that has it to `others`, or take a font with all letters"
            )
    return tuple(found)


_TYPED = (": head", ": short", ": name", ": price", ": tagline")
"""Ends of the fields that headings are set from."""
