"""What the pages for people in the house share: templates, a style sheet, small pictures."""

import shutil
from collections.abc import Iterable
from pathlib import Path

from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape

from ...domain.asset import Assets
from ...domain.brand import Brand
from ...domain.errors import MediaRefused
from ...domain.picture import Picture
from ...media.pictures.files import open_picture
from ...media.pictures.measure import jpeg
from ..page.faces import copy_faces, face_rules

TEMPLATES = Path(__file__).parents[1] / "templates"

THUMB = 224
"""Longest side of a source picture's thumbnail, in pixels."""


def environment() -> Environment:
    """The templates of this room; an unknown name in one is an error, text is escaped."""
    found = Environment(
        loader=PackageLoader("reelwright.release", "templates"),
        autoescape=select_autoescape(["html"]),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    # Jinja leaves its table of filters untyped.
    found.filters["upper_first"] = upper_first  # pyright: ignore[reportUnknownMemberType]
    return found


def upper_first(text: str) -> str:
    """The text with its first letter large and all others as they are."""
    return text[:1].upper() + text[1:]


def dress(brand: Brand, folder: Path, assets: Assets, *sheets: str) -> str:
    """Write sheet.css (the brand's faces, then these style sheets) and the logo into a folder.

    Returns the logo's file name.
    """
    faces = face_rules(copy_faces(brand, folder, assets), ".")
    rules = [(TEMPLATES / name).read_text(encoding="utf-8") for name in sheets]
    (folder / "sheet.css").write_text("".join([faces, *rules]), encoding="utf-8")
    icon = f"logo{brand.logo.suffix or '.svg'}"
    shutil.copyfile(assets.path(brand.logo), folder / icon)
    return icon


def thumbs(
    pictures: Iterable[Picture], out: Path, folder: str, assets: Assets, side: int = THUMB
) -> dict[str, str]:
    """A small JPEG of every picture, by its id, as a path from out; none for what cannot be opened.

    side: the longest, in pixels.
    """
    found: dict[str, str] = {}
    for picture in {p.id: p for p in pictures}.values():
        try:
            small = open_picture(assets.path(picture.asset), max_side=side)
        except MediaRefused:
            continue
        (out / folder / f"{picture.id}.jpg").write_bytes(jpeg(small, 82))
        found[picture.id] = f"{folder}/{picture.id}.jpg"
    return found
