"""The brand's fonts for a page: copied beside it, and the rules that name them."""

import shutil
from pathlib import Path

from ...domain.asset import Assets
from ...domain.base import Frozen
from ...domain.brand import Brand, FontFace
from ...media.pictures.families import covered, parts_of_families

_TYPES = {".ttf": "font/ttf", ".otf": "font/otf", ".woff": "font/woff", ".woff2": "font/woff2"}


class PageFace(Frozen):
    """One face of a page: its file's name, media type, the family that rules call it, weight.

    letters are the code points that it is for, as CSS writes them; "" for all that it has.
    """

    file: str
    type: str
    family: str
    weight: int
    letters: str = ""


def copy_faces(brand: Brand, folder: Path, assets: Assets) -> list[PageFace]:
    """Write the faces a page needs into a folder: heading, body, and a bolder body if there is one.

    The families are called "Page Heading" and "Page Body" whatever the brand's are.
    """
    folder.mkdir(parents=True, exist_ok=True)
    parts = parts_of_families(brand, assets)
    bolder = next(
        (
            f
            for f in brand.fonts
            if f.family == brand.body.family
            and 500 <= f.weight <= 800
            and not f.italic
            and f.asset not in parts
        ),
        None,
    )
    wanted: list[tuple[str, FontFace]] = [("heading", brand.heading), ("body", brand.body)]
    if bolder is not None and bolder.asset != brand.body.asset:
        wanted.append(("body-bold", bolder))
    faces: list[PageFace] = []

    def copied(name: str, role: str, face: FontFace, letters: str = "") -> None:
        suffix = face.asset.suffix or ".ttf"
        shutil.copyfile(assets.path(face.asset), folder / f"{name}{suffix}")
        faces.append(
            PageFace(
                file=f"{name}{suffix}",
                type=_TYPES.get(suffix, "font/ttf"),
                family="Page Heading" if role == "heading" else "Page Body",
                weight=face.weight,
                letters=letters,
            )
        )

    for role, face in wanted:
        copied(role, role, face)
        has, number = covered(assets.path(face.asset)), 1
        for part in brand.fonts:
            like = (part.family, part.weight, part.italic) == (face.family, face.weight, False)
            if like and part.asset in parts and (more := covered(assets.path(part.asset)) - has):
                number += 1
                copied(f"{role}-{number}", role, part, _ranges(more))
                has |= more
    return faces


def _ranges(letters: frozenset[int]) -> str:
    """Code points as CSS writes them: "U+104-107, U+118"."""
    runs: list[list[int]] = []
    for point in sorted(letters):
        if runs and point == runs[-1][1] + 1:
            runs[-1][1] = point
        else:
            runs.append([point, point])
    return ", ".join(f"U+{a:X}" + (f"-{b:X}" if b > a else "") for a, b in runs)


def face_rules(faces: list[PageFace], folder: str) -> str:
    """The @font-face rules; folder is where the files are, as the style sheet sees it."""
    return "".join(
        f"@font-face {{ font-family: '{f.family}'; src: url('{folder}/{f.file}'); "
        f"font-weight: {f.weight}; font-display: swap; "
        + (f"unicode-range: {f.letters}; " if f.letters else "")
        + "}\n"
        for f in faces
    )
