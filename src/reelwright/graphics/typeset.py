"""Sets pages of type with Typst and returns them as PNG; the same pages are set once."""

import json
import shutil
import tempfile
import threading
import unicodedata
import weakref
from collections import OrderedDict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import typst

from ..domain.asset import Asset, Assets
from ..domain.brand import Brand
from ..domain.errors import DoesNotFit, Missing
from ..media.pictures.families import parts_of_families
from .fonts import ADVICE, BUNDLED, renamed, uncovered

TEMPLATE = Path(__file__).parent / "templates" / "card.typ"
KEPT = 256
"""Sets of pages kept in memory, newest first."""

LONGEST = 400
"""Characters that no overlay holds more of: longer texts are refused before they are set."""

Page = Mapping[str, Any]
"""{"parts": [...], "panel": {...} | None, "bleed": pixels}: see templates/card.typ."""

_SUFFIX = {
    "image/svg+xml": ".svg",
    "image/png": ".png",
    "image/jpeg": ".jpg",
    "image/webp": ".webp",
}


@dataclass(frozen=True)
class Card:
    """A page that was set: a PNG with straight alpha, its width and height in pixels (even)."""

    png: bytes
    width: int
    height: int


class Typesetter:
    """A persistent Typst compiler over a brand's fonts, with the bundled ones behind them."""

    def __init__(self, brand: Brand, assets: Assets) -> None:
        root = Path(tempfile.mkdtemp(prefix="reelwright-type-"))
        weakref.finalize(self, shutil.rmtree, root, ignore_errors=True)
        fonts = root / "fonts"
        fonts.mkdir()
        self._faces: list[Path] = []
        faces = (brand.heading, brand.body, *brand.fonts)
        parts = parts_of_families(brand, assets)
        for n, face in enumerate(faces):
            path = assets.path(face.asset)
            to = fonts / f"{n:02d}{face.asset.suffix or '.ttf'}"
            if face.asset in parts:
                # Of a family's files the setter asks one alone: a part needs a name of its own.
                to.write_bytes(renamed(path, parts[face.asset]))
            else:
                shutil.copyfile(path, to)
            self._faces.append(path)
        self._faces += sorted(p for p in BUNDLED.iterdir() if p.suffix in (".ttf", ".otf"))
        (root / "card.typ").write_bytes(TEMPLATE.read_bytes())
        self.logo = _kept(root, "logo", brand.logo, assets)
        self.logo_reversed = (
            _kept(root, "logo-reversed", brand.logo_reversed, assets)
            if brand.logo_reversed
            else None
        )
        found = typst.Fonts(
            include_system_fonts=False,
            include_embedded_fonts=False,
            font_paths=[str(fonts), str(BUNDLED)],
        )
        own = {
            f: [
                f,
                *(
                    p
                    for a, p in parts.items()
                    if any(a == x.asset and x.family == f for x in faces)
                ),
            ]
            for f in (brand.heading.family, brand.body.family)
        }
        heading, body = own[brand.heading.family], own[brand.body.family]
        behind = sorted({face.family for face in found.fonts()} - {*heading, *body})
        self.fonts = {
            "heading": list(dict.fromkeys([*heading, *body, *behind])),
            "body": list(dict.fromkeys([*body, *heading, *behind])),
        }
        self._compiler = typst.Compiler(root=str(root), font_paths=found, ignore_system_fonts=True)
        self._root = root
        self._made: OrderedDict[str, tuple[Card, ...]] = OrderedDict()
        self._lock = threading.Lock()

    def pages(
        self, pages: Sequence[Page], colours: Mapping[str, str], *, language: str, rtl: bool
    ) -> tuple[Card, ...]:
        """One card a page. Raises Missing where no font has a letter, DoesNotFit for overfull."""
        words = " ".join(_texts(pages))
        self._covered(words)
        spec = json.dumps(
            {
                "pages": list(pages),
                "colours": dict(colours),
                "lang": _language(language),
                "rtl": rtl,
                "fonts": self.fonts,
            },
            ensure_ascii=False,
            sort_keys=True,
        )
        with self._lock:
            if spec in self._made:
                self._made.move_to_end(spec)
                return self._made[spec]
            try:
                made = self._compiler.compile(
                    input=str(self._root / "card.typ"),
                    format="png",
                    ppi=72.0,
                    sys_inputs={"spec": spec},
                )
            except typst.TypstError as problem:
                raise DoesNotFit(f"{short(words)} cannot be set: {problem.message}") from problem
            cards = tuple(_card(png) for png in (made if isinstance(made, list) else [made]))
            self._made[spec] = cards
            if len(self._made) > KEPT:
                self._made.popitem(last=False)
            return cards

    def _covered(self, text: str) -> None:
        if missing := uncovered(text, self._faces):
            raise Missing(f"no font has {missing[0]} of {short(text)}; {ADVICE}")


def right_to_left(text: str) -> bool:
    """Whether a text's first strong letter runs right to left."""
    for letter in text:
        kind = unicodedata.bidirectional(letter)
        if kind in ("R", "AL"):
            return True
        if kind == "L":
            return False
    return False


def short(text: str) -> str:
    """A text in quotes, cut for a message, with its number of words when it was cut."""
    plain = " ".join(text.split())
    words = f"{len(plain.split()):,} words"
    return f'"{plain[:60].rstrip()}..." ({words})' if len(plain) > 63 else f'"{plain}"'


def _texts(pages: Sequence[Page]) -> list[str]:
    found: list[str] = []

    def walk(parts: Sequence[Mapping[str, Any]]) -> None:
        for part in parts:
            found.extend(part.get("pieces", ()))
            for column in part.get("columns", ()):
                walk(column)

    for page in pages:
        walk(page["parts"])
    return list(dict.fromkeys(found))


def _language(tag: str) -> str:
    code = tag.split("-")[0].lower()
    return code if code.isascii() and code.isalpha() and 2 <= len(code) <= 3 else "en"


def _kept(root: Path, name: str, logo: Asset, assets: Assets) -> str:
    file = f"{name}{_SUFFIX.get(logo.media_type) or logo.suffix}"
    (root / file).write_bytes(assets.path(logo).read_bytes())
    return file


def _card(png: object) -> Card:
    if not isinstance(png, bytes):
        raise DoesNotFit("the typesetter returned no picture; the text may be empty")
    width, height = (int.from_bytes(png[i : i + 4], "big") for i in (16, 20))
    return Card(png, width, height)
