"""brand.toml and the files it names become a Brand."""

import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from ..domain.asset import Asset, Assets
from ..domain.brand import Brand, FontFace
from ..domain.errors import InvalidIntake, MediaRefused
from ..domain.loose import is_list, is_table
from ..media.pictures.logos import SVG, read_logo
from .toml import inside, read_toml, valid
from .typefaces import cut, weights_of

FaceReader = Callable[[Path], tuple[str, int, bool]]
"""Reads a font file: family, weight, italic."""

SMALLEST_LOGO = 120
"""Pixels of the longer side: a smaller bitmap cannot be shown legibly in a 1080-pixel frame."""

_TYPES = {"image/svg+xml": ".svg", "image/png": ".png"}


def load_brand(folder: Path, assets: Assets, read_face: FaceReader) -> Brand:
    """Read brand.toml, all but its music. Raises InvalidIntake naming the field that is wrong."""
    file = "brand.toml"
    raw = read_toml(folder / file)
    # Which music films have, the campaign decides too: `read_music` reads both.
    raw.pop("music", None)
    fonts = raw.pop("fonts", None)
    if not is_table(fonts) or not {"heading", "body"} <= set(fonts):
        raise InvalidIntake(f"{file}: fonts: name a heading and a body font file (TTF or OTF)")
    faces: dict[str, FontFace] = {}
    extra: list[FontFace] = []
    for role, names in fonts.items():
        listed: list[Any] = names if is_list(names) else [names]
        if not listed or not all(isinstance(name, str) for name in listed):
            raise InvalidIntake(f"{file}: fonts.{role}: name its font file (TTF or OTF)")
        for position, name in enumerate(listed):
            first, *others = _faces(folder, assets, read_face, name, role)
            if position == 0 and role in ("heading", "body"):
                faces[role] = first
            else:
                extra.append(first)
            extra += others
    families = {face.family.lower() for face in (*faces.values(), *extra)}
    logo, aspect = _logo(folder, assets, raw.pop("logo", None), "logo", families)
    turned = raw.pop("logo_reversed", None)
    value: dict[str, Any] = raw | {
        "heading": faces["heading"],
        "body": faces["body"],
        "fonts": tuple(extra),
        "logo": logo,
        "logo_aspect": aspect,
        "logo_reversed": _logo(folder, assets, turned, "logo_reversed", families)[0]
        if turned
        else None,
    }
    brand = valid(Brand, value, file)
    if not brand.name.strip():
        raise InvalidIntake(f"{file}: name: is blank; write the company's name, as films say it")
    return brand


def _faces(folder: Path, assets: Assets, read: FaceReader, name: str, role: str) -> list[FontFace]:
    """A font file's face; of a variable font, one for each weight that the role is set in."""
    field = f"fonts.{role}"
    path = inside(folder, name, "brand.toml", field)
    try:
        family, weight, italic = read(path)
        weights = weights_of(path, role)
        if not weights:
            asset = assets.put_file(path, "font/sfnt", "inputs")
            return [FontFace(family=family, weight=weight, italic=italic, asset=asset)]
        return [_cut(assets, read, path, w) for w in weights]
    except InvalidIntake as problem:
        raise InvalidIntake(f"brand.toml: {field}: {problem}") from problem


def _cut(assets: Assets, read: FaceReader, path: Path, weight: float) -> FontFace:
    data = cut(path, weight)
    name = f"{path.stem}-{weight:g}{path.suffix.lower()}"
    with tempfile.TemporaryDirectory(prefix="reelwright-font-") as folder:
        (Path(folder) / name).write_bytes(data)
        family, found, italic = read(Path(folder) / name)
    asset = assets.put(data, name, "font/sfnt", "inputs")
    return FontFace(family=family, weight=found, italic=italic, asset=asset)


def _logo(
    folder: Path, assets: Assets, name: Any, field: str, families: set[str]
) -> tuple[Asset, float]:
    """The logo's asset and its width over its height; families are those of the brand's fonts."""
    if not isinstance(name, str):
        raise InvalidIntake(f"brand.toml: {field}: name the logo's file (SVG, PNG or JPEG)")
    path = inside(folder, name, "brand.toml", field)
    try:
        logo = read_logo(path)
    except MediaRefused as problem:
        raise InvalidIntake(
            f"brand.toml: {field}: {problem}; what is neither SVG nor PNG nor JPEG is no logo: "
            "export it so"
        ) from problem
    if logo.empty:
        raise InvalidIntake(
            f"brand.toml: {field}: nothing is seen on {name!r}: it is empty, or white all over; "
            "export the logo again"
        )
    if logo.media_type != SVG and max(logo.width, logo.height) < SMALLEST_LOGO:
        size, came = (
            f"{logo.width:g} x {logo.height:g} pixels",
            f"{logo.came[0]:g} x {logo.came[1]:g}",
        )
        margins = max(logo.came) > max(logo.width, logo.height)
        raise InvalidIntake(
            f"brand.toml: {field}: {name!r} is {size}"
            + (
                f" without the empty margins around it ({came} with them), which films cut off"
                if margins
                else ""
            )
            + f"; a logo needs {SMALLEST_LOGO} or more on its longer side: export it larger, "
            + ("with the mark filling the picture, " if margins else "")
            + "or as an SVG"
        )
    strange = [f for f in logo.families if f.lower() not in families]
    if strange:
        which = ", ".join(repr(f) for f in strange if f) or "a font that it does not name"
        raise InvalidIntake(
            f"brand.toml: {field}: {name!r} holds live text in {which}, which would be missing in "
            "the films; turn its text into paths (Inkscape: Path > Object to Path; Illustrator: "
            "Type > Create Outlines), or add that font to `others` under [fonts]"
        )
    if logo.whole and path.suffix.lower() == _TYPES[logo.media_type]:
        asset = assets.put_file(path, logo.media_type, "inputs")
    else:
        asset = assets.put(
            logo.data, path.stem + _TYPES[logo.media_type], logo.media_type, "inputs"
        )
    return asset, logo.width / logo.height
