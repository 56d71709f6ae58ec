"""brand.toml and the files it names become a Brand."""

import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from ..domain.asset import Asset, Assets
from ..domain.brand import Brand, FontFace
from ..domain.errors import InvalidIntake, MediaRefused
from ..domain.loose import is_list, is_table
from ..media.pictures.files import HEAD, looks_like_picture
from ..media.pictures.logos import LONGEST, SVG, read_logo
from .faults import Faults
from .toml import inside, read_toml, told
from .typefaces import cut, weights_of

FaceReader = Callable[[Path], tuple[str, int, bool]]
"""Reads a font file: family, weight, italic."""

SMALLEST_LOGO = 120
"""Pixels of the longer side: a smaller bitmap cannot be shown legibly in a 1080-pixel frame."""

_FILES = ("heading", "body", "logo", "logo_aspect")
"""Fields of a brand that come of its files."""

_MEASURED = {
    "heading": "write heading = below [fonts]",
    "body": "write body = below [fonts]",
    "logo_aspect": "remove it: the logo is measured",
}
"""Keys that brand.toml has not, as a brand has these of its files; and what to do."""

_TYPES = {"image/svg+xml": ".svg", "image/png": ".png"}


def load_brand(
    folder: Path, assets: Assets, read_face: FaceReader, text: str | None = None
) -> Brand:
    """Read brand.toml, all but its music; text: read instead of what lies there.

    Raises InvalidIntake naming the field that is wrong.
    """
    file = "brand.toml"
    raw = read_toml(folder / file, text=text)
    # Which music films have, the campaign decides too: `read_music` reads both.
    raw.pop("music", None)
    faults = Faults()
    faces, extra = _all_faces(folder, assets, read_face, raw.pop("fonts", None), faults)
    faults.tell(
        f"{file}: {key}: is not a known key; {where}"
        for key, where in _MEASURED.items()
        if raw.pop(key, None) is not None
    )
    # Which text of a logo is live in a font of the brand's can be told where all fonts are read.
    families = None if faults else {face.family.lower() for face in (*faces.values(), *extra)}
    logos: dict[str, tuple[Asset, float]] = {}
    for field in ("logo", "logo_reversed"):
        name = raw.pop(field, None)
        if name not in (None, "") or field == "logo":
            read = partial(_logo, folder, assets, name, field, families)
            if found := faults.read(read, None):
                logos[field] = found
    value: dict[str, Any] = raw | faces | {"fonts": tuple(extra)}
    if "logo" in logos:
        value |= {"logo": logos["logo"][0], "logo_aspect": logos["logo"][1]}
    if "logo_reversed" in logos:
        value["logo_reversed"] = logos["logo_reversed"][0]
    if isinstance(raw.get("name"), str) and not raw["name"].strip():
        faults.tell([f"{file}: name: is blank; write the company's name, as films say it"])
    try:
        brand = Brand.model_validate(value)
    except ValidationError as problem:
        faults.tell(told(problem, Brand, file, without=_FILES))
        faults.end()
        raise InvalidIntake("\n".join(told(problem, Brand, file))) from problem
    faults.end()
    return brand


def _all_faces(
    folder: Path, assets: Assets, read_face: FaceReader, fonts: Any, faults: Faults
) -> tuple[dict[str, FontFace], list[FontFace]]:
    """The faces of headings and of running text, and all others that could be read."""
    if not is_table(fonts) or not {"heading", "body"} <= set(fonts):
        faults.tell(["brand.toml: fonts: name a heading and a body font file (TTF or OTF)"])
    faces: dict[str, FontFace] = {}
    extra: list[FontFace] = []
    for role, names in fonts.items() if is_table(fonts) else ():
        listed: list[Any] = names if is_list(names) else [names]
        if not listed or not all(isinstance(name, str) for name in listed):
            faults.tell([f"brand.toml: fonts.{role}: name its font file (TTF or OTF)"])
            continue
        for position, name in enumerate(listed):
            found = faults.read(partial(_faces, folder, assets, read_face, name, role), [])
            if found and position == 0 and role in ("heading", "body"):
                faces[role] = found.pop(0)
            extra += found
    return faces, extra


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
    folder: Path, assets: Assets, name: Any, field: str, families: set[str] | None
) -> tuple[Asset, float]:
    """The logo's asset and its width over its height.

    families: those of the brand's fonts; None where not all could be read.
    """
    if not isinstance(name, str):
        raise InvalidIntake(f"brand.toml: {field}: name the logo's file (SVG, PNG or JPEG)")
    path = inside(folder, name, "brand.toml", field)
    try:
        logo = read_logo(path)
    except MediaRefused as problem:
        with path.open("rb") as file:
            other = not looks_like_picture(file.read(HEAD))
        raise InvalidIntake(
            f"brand.toml: {field}: {problem}; what is neither SVG nor PNG nor JPEG is no logo: "
            "export it so"
            if other
            else f"brand.toml: {field}: {problem}"
        ) from problem
    long = max(logo.width, logo.height) / min(logo.width, logo.height)
    if long > LONGEST:
        raise InvalidIntake(
            f"brand.toml: {field}: {name!r} is {long:.0f} times as long as it is thin (at most "
            f"{LONGEST}), which films would show as a line; export the mark, or set its words in "
            "two lines"
        )
    if logo.faint:
        raise InvalidIntake(
            f"brand.toml: {field}: {name!r} is so faint that nobody sees it on any ground; export "
            "it at full opacity, in colours that stand out from each other"
        )
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
    strange = [f for f in logo.families if families is not None and f.lower() not in families]
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
