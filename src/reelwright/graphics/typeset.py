"""Sets a card of type with Typst and returns its pixels; the same card is set once."""

import io
import json
import tempfile
import threading
import unicodedata
from collections import OrderedDict
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import typst
from PIL import Image

from ..domain.asset import Assets
from ..domain.brand import Brand
from ..domain.errors import DoesNotFit, Missing
from .fonts import BUNDLED, covered

TEMPLATE = Path(__file__).parent / "templates" / "card.typ"
KEPT = 64
"""Cards kept in memory, newest first: captions of one line differ in the marked word only."""

RTL = ("R", "AL")


class Typesetter:
    """A persistent Typst compiler over a brand's fonts, with the bundled ones behind them."""

    def __init__(self, brand: Brand, assets: Assets) -> None:
        self._place = tempfile.TemporaryDirectory(prefix="reelwright-type-")
        root = Path(self._place.name)
        fonts = root / "fonts"
        fonts.mkdir()
        self._faces: list[Path] = []
        for n, face in enumerate((brand.heading, brand.body, *brand.fonts)):
            path = fonts / f"{n:02d}{face.asset.suffix or '.ttf'}"
            path.write_bytes(assets.path(face.asset).read_bytes())
            self._faces.append(path)
        for path in sorted(BUNDLED.glob("*.[to]tf")):
            (fonts / path.name).write_bytes(path.read_bytes())
            self._faces.append(fonts / path.name)
        (root / "card.typ").write_bytes(TEMPLATE.read_bytes())
        for name, logo in (
            ("logo", brand.logo),
            ("logo-reversed", brand.logo_reversed or brand.logo),
        ):
            (root / f"{name}{logo.suffix}").write_bytes(assets.path(logo).read_bytes())
        self.logo = f"logo{brand.logo.suffix}"
        self.logo_reversed = f"logo-reversed{(brand.logo_reversed or brand.logo).suffix}"
        found = typst.Fonts(
            include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(fonts)]
        )
        behind = [
            f
            for f in dict.fromkeys(i.family for i in found.fonts())
            if f not in (brand.heading.family, brand.body.family)
        ]
        self.fonts = {
            "heading": [brand.heading.family, brand.body.family, *behind],
            "body": [brand.body.family, brand.heading.family, *behind],
        }
        self._compiler = typst.Compiler(root=str(root), font_paths=found, ignore_system_fonts=True)
        self._root = root
        self._cards: OrderedDict[str, np.ndarray] = OrderedDict()
        self._lock = threading.Lock()

    def card(
        self,
        parts: Sequence[Mapping[str, Any]],
        colours: Mapping[str, str],
        *,
        language: str,
        align: str = "left",
        panel: Mapping[str, Any] | None = None,
    ) -> np.ndarray:
        """Pixels of a card: uint8 [height, width, 4], RGBA, straight alpha.

        Raises Missing when no font has the letters of a text.
        """
        texts = [str(p.get("text", "")) for p in parts]
        texts += [w["text"] for p in parts for line in p.get("lines", ()) for w in line]
        joined = " ".join(texts)
        self._covered(joined)
        spec = json.dumps(
            {
                "parts": list(parts),
                "colours": dict(colours),
                "lang": language.split("-")[0],
                "rtl": right_to_left(joined),
                "align": align,
                "panel": panel,
                "fonts": self.fonts,
            },
            ensure_ascii=False,
            sort_keys=True,
        )
        with self._lock:
            if spec in self._cards:
                self._cards.move_to_end(spec)
                return self._cards[spec]
            try:
                png = self._compiler.compile(
                    input=str(self._root / "card.typ"),
                    format="png",
                    ppi=72.0,
                    sys_inputs={"spec": spec},
                )
            except typst.TypstError as problem:
                raise DoesNotFit(
                    f"the text {joined[:60]!r} cannot be set: {problem.message}"
                ) from problem
            card = np.asarray(Image.open(io.BytesIO(_bytes(png))).convert("RGBA"))
            self._cards[spec] = card
            if len(self._cards) > KEPT:
                self._cards.popitem(last=False)
            return card

    def _covered(self, text: str) -> None:
        have: set[int] = set()
        for path in self._faces:
            have |= covered(path)
        missing = {
            c
            for c in text
            if ord(c) not in have
            and not c.isspace()
            and unicodedata.category(c) not in ("Cf", "Mn", "Cc")
        }
        if missing:
            script = unicodedata.name(min(missing), "unknown").split()[0].title()
            raise Missing(
                f"no font of the brand kit has {script} letters such as {min(missing)!r} (in "
                f"{text[:40]!r}); add a font that has them to the list others under [fonts] in "
                "brand.toml"
            )


def right_to_left(text: str) -> bool:
    """Whether a text's first strong letter runs right to left."""
    for letter in text:
        kind = unicodedata.bidirectional(letter)
        if kind in RTL:
            return True
        if kind == "L":
            return False
    return False


def _bytes(png: object) -> bytes:
    if isinstance(png, list) and png:
        png = png[0]
    if not isinstance(png, bytes):
        raise DoesNotFit("the typesetter returned no picture")
    return png
