"""What everything that paints shares: a brand's colours and faces, a format's box, the setter."""

import io
from collections.abc import Sequence
from typing import Any, Literal

import numpy as np
from PIL import Image

from ..domain.asset import Assets
from ..domain.base import Box, slug
from ..domain.brand import Brand
from ..domain.campaign import FORMATS, Format
from ..domain.colour import luminance, mixed, ratio
from ..domain.errors import DoesNotFit
from ..domain.timeline import Overlay
from .legibility import LOGO_NEEDS, PLAIN, apart, lights_of, logo_contrast, parts_of
from .looks import Look, colours, look_for
from .parts import Part, image
from .typeset import LONGEST, Card, Page, Typesetter, short
from .zones import SCALES, Scale, Zones, zones

LOGO_GROUNDS = ("paper", "ink", "primary", "dark", "white", "black")
"""Colours a logo is put on where it cannot stand bare, best first; the accent has another job."""


PLATES = ("#6f7f95", "#8a8f98", "#5b4b8a", "#b5483a", "#2f6f8f", "#c98a2b", "#3f7d5a")
"""Quiet middle tones that a plate under a logo may have where the brand has none that shows it."""


class Easel:
    """A brand's tokens in one format, language and mood; it sets pages and keeps overlays."""

    def __init__(
        self,
        brand: Brand,
        format: Format,
        assets: Assets,
        *,
        language: str = "en",
        mood: str = "warm",
        look: Look | None = None,
    ) -> None:
        self.brand = brand
        self.format = format
        self.language = language
        self.look = look or look_for(mood)
        self.zones: Zones = zones(format)
        self.assets = assets
        self.setter = Typesetter(brand, assets)
        self.colours = colours(brand)
        self.scale: Scale = SCALES[format.name]
        high = format.height
        self.body, self.note = self.scale.body * high, self.scale.note * high
        self.caption = self.scale.caption * high
        self.gap = min(format.width, high) / 54
        self.logo_height = round(min(format.width, high) * 0.058)
        self.heading = brand.heading.weight
        self.regular = brand.body.weight
        bolder = [f.weight for f in brand.fonts if f.family == brand.body.family]
        self.bold = min((w for w in bolder if w >= 600), default=max([600, self.regular]))
        self.logo_lights: dict[str, tuple[float, ...]] = {}
        self.logo_parts: dict[str, np.ndarray] = {}

    def pad(self) -> float:
        """From a panel's side to its letters."""
        return self.gap * 2.4

    def radius(self) -> float:
        """Of a panel's corners."""
        return self.gap * 0.5

    def bleed(self) -> int:
        """Room around bare type for what rises above its line: accents, vowel signs."""
        return 2 * round(self.body * 0.1)

    def panel_ground(self) -> Literal["paper", "primary", "ink"]:
        """The colour, by its name, of the panel that a divided frame has."""
        return "primary" if self.look.form == "open" else self.look.ground

    def logos(self) -> tuple[str, ...]:
        """The logo's files in the setter's folder: as given, then reversed where there is one."""
        return (
            self.setter.logo,
            *([self.setter.logo_reversed] if self.setter.logo_reversed else []),
        )

    def logo_on(self, ground: str) -> str:
        """The version of the logo that stands out most from a named colour."""
        return max(self.logos(), key=lambda f: self.logo_contrast(f, ground))

    def logo_contrast(self, file: str, ground: str) -> float:
        """Contrast of a version of the logo, in its least seen part, with a named colour."""
        under = luminance(self.colours[ground])
        return logo_contrast(self.lights(file), lambda light: ratio(light, under))

    def logo_ground(self) -> tuple[str, str]:
        """A ground on which every part of the logo is seen, by its name, and the version for it.

        The brand's paper where it can be. Where no colour of the brand is enough, a plate of that
        colour from which the nearest part of the logo is farthest, by lightness or by hue.
        """
        tried = [(g, self.logo_on(g)) for g in LOGO_GROUNDS]
        seen = [pair for pair in tried if self.logo_contrast(pair[1], pair[0]) >= LOGO_NEEDS]
        if seen:
            return next((p for p in seen if self.logo_apart(p[1], p[0]) >= PLAIN), seen[0])
        best = max(tried, key=lambda p: self.logo_contrast(p[1], p[0]))
        if self.logo_apart(best[1], best[0]) >= PLAIN:
            return best
        return self._plate(best)

    def logo_apart(self, file: str, ground: str) -> float:
        """How far a named colour is from the part of a version nearest to it, in steps of Lab."""
        return apart(self._parts(file), self.colours[ground])

    def _plate(self, best: tuple[str, str]) -> tuple[str, str]:
        """A plate for a logo that spans light and dark, or `best` where none shows it better."""
        palette = self.brand.palette
        own = dict.fromkeys((palette.primary, palette.ink, palette.accent, *palette.supporting))
        tones = [mixed(c, to, share) for c in own for to in ("#ffffff", "#000000")
                 for share in (0.0, 0.25, 0.5, 0.75)]  # fmt: skip
        far, plate, file = max(
            (round(apart(self._parts(f), c), 2), c, f) for c in (*tones, *PLATES)
            for f in self.logos()
        )  # fmt: skip
        if far <= self.logo_apart(best[1], best[0]) + 2:
            return best
        self.colours["plate"] = plate
        return "plate", file

    def _parts(self, file: str) -> np.ndarray:
        """The colours of a version's rim: see legibility.parts_of."""
        if file not in self.logo_parts:
            self.logo_parts[file] = parts_of(self.page([image(file, 240)], None).png)
        return self.logo_parts[file]

    def lights(self, file: str) -> tuple[float, ...]:
        """How light the parts of a version of the logo are: see legibility.lights_of."""
        if file not in self.logo_lights:
            card = self.page([image(file, 240)], None)
            self.logo_lights[file] = lights_of(card.png)
        return self.logo_lights[file]

    # -- pixels --------------------------------------------------------------------------------

    def page(self, parts: Sequence[Part], ground: Any) -> Card:
        """One page of a logo."""
        return self.pages([{"parts": list(parts), "panel": ground}], False, "the logo")[0]

    def pages(self, pages: Sequence[Page], rtl: bool, what: str) -> tuple[Card, ...]:
        """Pages set in the brand's colours. Raises DoesNotFit that names `what`."""
        try:
            return self.setter.pages(pages, self.colours, language=self.language, rtl=rtl)
        except DoesNotFit as problem:
            raise DoesNotFit(
                f"{what} does not fit a {self.format.name} film even in the smallest type "
                "allowed; shorten it"
            ) from problem

    def guard(self, words: str, kind: str) -> None:
        """Raise DoesNotFit for a text that no overlay has room for."""
        if len(words) > LONGEST:
            raise DoesNotFit(
                f"{short(words)} is too long for the {kind} of a film; give a form of it of at "
                f"most {LONGEST} characters, better 60"
            )

    def kept(self, card: Card, x: float, y: float, start: int, frames: int, **more: Any) -> Overlay:
        """An overlay of a card that was set; see overlay."""
        return self.overlay(card.png, card.width, card.height, x, y, start, frames, **more)

    def pixels(
        self, picture: np.ndarray, x: int, y: int, start: int, frames: int, **more: Any
    ) -> Overlay:
        """An overlay of RGBA pixels, uint8 [height, width, 4]; see overlay."""
        sink = io.BytesIO()
        Image.fromarray(picture).save(sink, "PNG", compress_level=4)
        high, wide = picture.shape[:2]
        return self.overlay(sink.getvalue(), wide, high, x, y, start, frames, **more)

    def overlay(
        self,
        png: bytes,
        width: int,
        height: int,
        x: float,
        y: float,
        start: int,
        frames: int,
        *,
        name: str,
        inset: tuple[float, ...] = (0, 0),
        words: str = "",
        size: float = 0.0,
        enter: int = 9,
        leave: int = 6,
        **more: Any,
    ) -> Overlay:
        """Keep a PNG and place its top left corner at x, y (made even).

        inset: padding around the letters (sides, top and bottom, and the far side where it
        differs); words: what it says; size: its smallest type in pixels. more: further fields of
        Overlay.
        """
        left, top = (max(0, round(v)) & ~1 for v in (x, y))
        asset = self.assets.put(png, f"{slug(name)}.png", "image/png", "takes")
        room = max(0, frames - 1)
        return Overlay(
            id=slug(name),
            start=start,
            frames=frames,
            image=asset,
            x=left,
            y=top,
            width=width,
            height=height,
            enter=min(enter, room),
            leave=min(leave, room),
            text=words,
            box=self.box(left, top, width, height, inset),
            size=size / self.format.height,
            **more,
        )

    def box(
        self, x: float, y: float, width: int, height: int, inset: tuple[float, ...] = (0, 0)
    ) -> Box:
        """Where the letters are: the image less its padding (start, top and bottom, end)."""
        across, down, *end = inset
        after = end[0] if end else across
        wide, high = self.format.width, self.format.height
        return Box(
            x=(x + across) / wide,
            y=(y + down) / high,
            w=max(1.0, width - across - after) / wide,
            h=max(1.0, height - 2 * down) / high,
        )


def unseen_logo(brand: Brand, assets: Assets) -> tuple[str, ...]:
    """A line that names a logo of which no ground shows every part; () where one does."""
    easel = Easel(brand, FORMATS["9:16"], assets)
    ground, file = easel.logo_ground()
    found = easel.logo_contrast(file, ground)
    if found >= LOGO_NEEDS or easel.logo_apart(file, ground) >= PLAIN:
        return ()
    return (
        f"brand.toml: logo: its darkest and its lightest parts are not seen together on any colour "
        f"of the brand (at best {found:.1f}:1, on {ground}; {LOGO_NEEDS:g}:1 is needed): add a "
        "version in one tone as logo_reversed",
    )
