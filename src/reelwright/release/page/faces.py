"""The brand's fonts for a page: copied beside it, and the rules that name them."""

import shutil
from pathlib import Path

from ...domain.asset import Assets
from ...domain.base import Frozen
from ...domain.brand import Brand, FontFace

_TYPES = {".ttf": "font/ttf", ".otf": "font/otf", ".woff": "font/woff", ".woff2": "font/woff2"}


class PageFace(Frozen):
    """One face of a page: its file's name, media type, the family that rules call it, weight."""

    file: str
    type: str
    family: str
    weight: int


def copy_faces(brand: Brand, folder: Path, assets: Assets) -> list[PageFace]:
    """Write the faces a page needs into a folder: heading, body, and a bolder body if there is one.

    The families are called "Page Heading" and "Page Body" whatever the brand's are.
    """
    folder.mkdir(parents=True, exist_ok=True)
    bolder = next(
        (
            f
            for f in brand.fonts
            if f.family == brand.body.family and 500 <= f.weight <= 800 and not f.italic
        ),
        None,
    )
    wanted: list[tuple[str, FontFace]] = [("heading", brand.heading), ("body", brand.body)]
    if bolder is not None and bolder.asset != brand.body.asset:
        wanted.append(("body-bold", bolder))
    faces: list[PageFace] = []
    for role, face in wanted:
        suffix = face.asset.suffix or ".ttf"
        name = f"{role}{suffix}"
        shutil.copyfile(assets.path(face.asset), folder / name)
        family = "Page Heading" if role == "heading" else "Page Body"
        kind = _TYPES.get(suffix, "font/ttf")
        faces.append(PageFace(file=name, type=kind, family=family, weight=face.weight))
    return faces


def face_rules(faces: list[PageFace], folder: str) -> str:
    """The @font-face rules; folder is where the files are, as the style sheet sees it."""
    return "".join(
        f"@font-face {{ font-family: '{f.family}'; src: url('{folder}/{f.file}'); "
        f"font-weight: {f.weight}; font-display: swap; }}\n"
        for f in faces
    )
