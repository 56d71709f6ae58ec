"""brand.toml and the files it names become a Brand."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from ..domain.asset import Asset, Assets
from ..domain.brand import Brand, FontFace
from ..domain.errors import InvalidIntake, MediaRefused
from ..domain.loose import is_list, is_table
from ..media.pictures.files import open_picture
from ..media.pictures.svg import svg_size, vet_svg
from .toml import inside, read_toml, valid

FaceReader = Callable[[Path], tuple[str, int, bool]]
"""Reads a font file: family, weight, italic."""

SMALLEST_LOGO = 120
"""Pixels of the longer side: a smaller bitmap cannot be shown legibly in a 1080-pixel frame."""

LOGO_TYPES = {".svg": "image/svg+xml", ".png": "image/png"}


def load_brand(folder: Path, assets: Assets, read_face: FaceReader) -> Brand:
    """Read brand.toml. Raises InvalidIntake naming the field that is wrong."""
    file = "brand.toml"
    raw = read_toml(folder / file)
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
            face = _face(folder, assets, read_face, name, f"fonts.{role}")
            if position == 0 and role in ("heading", "body"):
                faces[role] = face
            else:
                extra.append(face)
    logo, aspect = _logo(folder, assets, raw.pop("logo", None), "logo")
    turned = raw.pop("logo_reversed", None)
    value: dict[str, Any] = raw | {
        "heading": faces["heading"],
        "body": faces["body"],
        "fonts": tuple(extra),
        "logo": logo,
        "logo_aspect": aspect,
        "logo_reversed": _logo(folder, assets, turned, "logo_reversed")[0] if turned else None,
    }
    return valid(Brand, value, file)


def _face(folder: Path, assets: Assets, read: FaceReader, name: str, field: str) -> FontFace:
    path = inside(folder, name, "brand.toml", field)
    try:
        family, weight, italic = read(path)
    except InvalidIntake as problem:
        raise InvalidIntake(f"brand.toml: {field}: {problem}") from problem
    asset = assets.put_file(path, "font/sfnt", "inputs")
    return FontFace(family=family, weight=weight, italic=italic, asset=asset)


def _logo(folder: Path, assets: Assets, name: Any, field: str) -> tuple[Asset, float]:
    if not isinstance(name, str):
        raise InvalidIntake(f"brand.toml: {field}: name the logo's file (SVG or PNG)")
    path = inside(folder, name, "brand.toml", field)
    media_type = LOGO_TYPES.get(path.suffix.lower())
    if media_type is None:
        raise InvalidIntake(f"brand.toml: {field}: {name!r} is neither SVG nor PNG; export it so")
    try:
        if media_type == "image/svg+xml":
            vet_svg(path)
            width, height = svg_size(path)
        else:
            height, width = open_picture(path).shape[:2]
            if max(width, height) < SMALLEST_LOGO:
                raise InvalidIntake(
                    f"brand.toml: {field}: {name!r} is {width} x {height} pixels; a logo needs "
                    f"{SMALLEST_LOGO} or more on its longer side, or an SVG"
                )
    except MediaRefused as problem:
        raise InvalidIntake(f"brand.toml: {field}: {problem}") from problem
    return assets.put_file(path, media_type, "inputs"), width / height
