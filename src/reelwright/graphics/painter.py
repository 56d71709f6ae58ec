"""Paints overlays from brand tokens: type, captions, logo, label, end card, for one format."""

import io
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from PIL import Image

from ..domain.asset import Assets
from ..domain.base import Box, slug
from ..domain.brand import Brand
from ..domain.campaign import CallToAction, Format
from ..domain.errors import DoesNotFit
from ..domain.sound import CaptionCue, Word
from ..domain.storyboard import Text
from ..domain.take import Footage, Move
from ..domain.timeline import Overlay
from ..media.shots import preview
from .legibility import (
    LOGO_NEEDS,
    least_contrast,
    luminance,
    png_luminance,
    ratio,
    scrim,
    shade_for,
)
from .looks import Look, colours, look_for
from .parts import Part, Sizes, Voice, gap, image, panel, rule, text
from .typeset import LONGEST, Card, Page, Typesetter, right_to_left, short
from .zones import SCALES, Scale, Zones, zones

HEAD = 0.4
"""Share of a subject's height, from the top, that type must not hide: faces are there."""

COVERED = 0.03
"""How much of a subject type may hide (share of the frame, its head counted four times)."""


class Painter:
    """Paints a brand's overlays in one format, language and mood.

    Every method returns Overlays whose PNGs are kept in the store; times are frames. All raise
    Missing where no font has a letter, and DoesNotFit, naming the text, where it is too long.
    """

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
        self._assets = assets
        self._set = Typesetter(brand, assets)
        self._colours = colours(brand)
        self.scale: Scale = SCALES[format.name]
        high = format.height
        self.body, self.note = self.scale.body * high, self.scale.note * high
        self.caption = self.scale.caption * high
        self.gap = min(format.width, high) / 54
        self.logo_height = round(min(format.width, high) * 0.058)
        self._heading = brand.heading.weight
        self._regular = brand.body.weight
        bolder = [f.weight for f in brand.fonts if f.family == brand.body.family]
        self._bold = min((w for w in bolder if w >= 600), default=max([600, self._regular]))
        self._logo_light: dict[str, float] = {}

    def see(self, shot: Move | Footage, frames: int, at: Sequence[int]) -> tuple[np.ndarray, ...]:
        """Small BGR frames of a shot without type, to look at what type would stand on."""
        small = 270 if self.format.width < self.format.height * 1.5 else 480
        return tuple(preview(shot, self.format, frames, assets=self._assets, at=at, width=small))

    # -- type over the picture -----------------------------------------------------------------

    def type(
        self,
        words: Text,
        start: int,
        frames: int,
        *,
        name: str,
        clear: Box | None = None,
        behind: Sequence[np.ndarray] = (),
    ) -> tuple[Overlay, ...]:
        """A scene's type: title, lower third, quote or price; its scrim, if any, comes first.

        It stands at the top of the safe box, or where it hides less of the subject's head.
        clear: the subject, in shares of the frame. behind: frames of the picture (see), for
        contrast; without them a strong shade is laid.
        """
        if words.kind in ("none", "end card") or not (words.head or words.body):
            return ()
        form = self.look.form
        if form == "tape" and words.kind == "price":
            form = "card"
        if form == "open":
            made = self._open(words, start, frames, name, clear, behind)
            if made:
                return made
            form = "card"
        return (
            self._tape(words, start, frames, name, clear)
            if form == "tape"
            else self._carded(words, start, frames, name, clear)
        )

    def _carded(
        self, words: Text, start: int, frames: int, name: str, clear: Box | None
    ) -> tuple[Overlay, ...]:
        ground = self.look.ground if self.look.form != "open" else "paper"
        pad, top = self._pad(), self.gap * 2.0
        ink = "on paper" if ground == "paper" else f"on {ground}"
        strong = "strong on paper" if ground == "paper" else ink
        rtl = right_to_left(words.head or words.body)

        def page(fine: bool) -> Page:
            return {
                "parts": self._stack(words, ink, strong, f"soft on {ground}", fine=fine),
                "panel": panel(
                    ground, start=pad, end=pad, top=top, bottom=top, radius=self._radius()
                ),
            }

        card = self._fit(page, words, rtl)[0]
        x, y, _ = self._place(card, rtl, clear, pad=pad)
        return (
            self._kept(
                card, x, y, start, frames, kind=words.kind, name=name, words=_said(words),
                colour=self._colours[strong if words.head else ink], size=self._smallest(words),
                inset=(pad, top), slide=round(self.gap * 1.8),
            ),
        )  # fmt: skip

    def _open(
        self,
        words: Text,
        start: int,
        frames: int,
        name: str,
        clear: Box | None,
        behind: Sequence[np.ndarray],
    ) -> tuple[Overlay, ...]:
        """Bare type; () when no shade makes it readable on this picture."""
        rtl = right_to_left(words.head or words.body)
        bleed = round(self.body * 0.2)

        def page(ink: str, soft: str) -> Callable[[bool], Page]:
            return lambda fine: {
                "parts": self._stack(words, ink, ink, soft, fine=fine),
                "bleed": bleed,
            }

        card = self._fit(page("light", "light"), words, rtl)[0]
        x, y, _ = self._place(card, rtl, clear, pad=bleed)
        box = self._box(x, y, card.width, card.height, inset=(bleed, bleed))
        light, dark = self._colours["light"], self._colours["dark"]
        shade = shade_for(behind, box, (light, dark), (dark, light))
        if shade is None:
            return ()
        ink = "light" if shade.letters == light else "dark"
        card = self._fit(page(ink, ink), words, rtl)[0]
        overlay = self._kept(
            card, x, y, start, frames, kind=words.kind, name=name, words=_said(words),
            colour=shade.letters, size=self._smallest(words), inset=(bleed, bleed),
            slide=round(self.gap * 1.8),
        )  # fmt: skip
        if not shade.strength:
            return (overlay,)
        return (
            self._shade(shade.colour, shade.strength, y, card.height, start, frames, name),
            overlay,
        )

    def _shade(
        self, colour: str, strength: float, y: int, height: int, start: int, frames: int, name: str
    ) -> Overlay:
        """A gradient that is full from the type to the nearer of the frame's top and bottom."""
        high = self.format.height
        fade = round(high * 0.2)
        if y + height / 2 < high * 0.45:
            first, last, full = 0, y + height + fade, (0, y + height)
        else:
            first = max(0, y - fade) & ~1
            last, full = high, (y - first, high - first)
        picture = scrim(
            self.format.width, (min(high, last) - first) & ~1, colour, strength, full=full
        )
        return self._pixels(
            picture, 0, first, start, frames, kind="scrim", name=f"{name}-scrim", enter=9, leave=6
        )

    def _tape(
        self, words: Text, start: int, frames: int, name: str, clear: Box | None
    ) -> tuple[Overlay, ...]:
        """Each line on its own strip from the frame's edge; the small words follow on paper."""
        rtl = right_to_left(words.head or words.body)
        end = self.gap * 1.5
        edge = self.format.width - self.zones.right if rtl else self.zones.left
        card = self._fit(lambda fine: self._strips(words, edge, end, fine), words, rtl)[0]
        x, y, cost = self._place(card, rtl, clear, pad=edge, bleeds=True)
        if self.format.name == "16:9" and cost > COVERED:
            # The other side of a wide frame is free: strips that stand there reach no edge.
            loose = self._fit(lambda fine: self._strips(words, end, end, fine), words, rtl)[0]
            there = self._place(loose, not rtl, clear, pad=end)
            if there[2] < cost:
                card, edge, (x, y, _) = loose, round(end), there
        ink = f"on {self.look.ground}" if words.head else "on paper"
        return (
            self._kept(
                card, x, y, start, frames, kind=words.kind, name=name, words=_said(words),
                colour=self._colours[ink], size=self._smallest(words),
                inset=(edge, self.gap * 0.5, end), slide=round(self.gap * 4),
                slide_from="right" if x + card.width / 2 > self.format.width / 2 else "left",
            ),
        )  # fmt: skip

    def _strips(self, words: Text, edge: float, end: float, fine: bool) -> Page:
        """A page of strips: the headline's in the look's ground, the small words' on paper."""
        parts: list[Part] = []
        width = self._width() - end
        ground = self.look.ground

        def strip(fill: str) -> dict[str, Any]:
            return {"fill": fill, "start": round(edge), "end": round(end), "radius": 0}

        if words.head:
            voice = Voice("heading", self._heading, f"on {ground}", head=True)
            head = _quoted(words) if words.kind == "quote" else words.head
            made = text(head, voice, self._heads(words), width, name="head", fine=fine)
            parts.append({**made, "tape": strip(ground), "pitch": made["pitch"] + 0.16})
        for line, size, most in ((words.body, self.body, 3), (words.note, self.note, 2)):
            if line:
                voice = Voice("body", self._regular, "on paper")
                made = text(line, voice, [(size, most)], width, name="body", fine=fine)
                parts.append({**made, "tape": strip("paper"), "pitch": made["pitch"] + 0.24})
        return {"parts": parts}

    def _stack(self, words: Text, ink: str, strong: str, soft: str, *, fine: bool) -> list[Part]:
        """Rule or mark, headline, body and note, one under the other."""
        width, parts = self._width(), []
        # Type and its mark keep one colour; on a panel the headline may be the brand's own.
        head = Voice("heading", self._heading, strong, head=True)
        if words.kind == "quote":
            mark = text("\u201c", head, [(self._heads(words)[0][0] * 1.1, 1)], width, name="mark")
            parts += [{**mark, "pitch": 1.0}, gap(-self._heads(words)[0][0] * 0.42)]
        elif self.look.rule and words.kind in ("title", "price"):
            parts += [rule(self.gap * 3.6, max(4, self.gap * 0.42), strong), gap(self.gap * 1.5)]
        if words.kind == "price" and words.body:
            # What it is comes first, small; the price is the picture.
            over = Voice("body", self._bold, ink)
            parts += [
                text(words.body, over, [(self.body, 2)], width, name="body", fine=fine),
                gap(self.gap * 0.5),
            ]
        if words.head:
            parts.append(text(words.head, head, self._heads(words), width, name="head", fine=fine))
        if words.body and words.kind != "price":
            parts += [gap(self.gap * 0.7)] if words.head else []
            voice = Voice("body", self._regular, ink)
            parts.append(text(words.body, voice, [(self.body, 3)], width, name="body", fine=fine))
        if words.note:
            parts += [
                gap(self.gap * 0.9),
                text(words.note, Voice("body", self._regular, soft), [(self.note, 3)], width,
                     name="note", fine=fine),
            ]  # fmt: skip
        return parts

    def _heads(self, words: Text) -> Sizes:
        big, middle, least = (size * self.format.height for size in self.scale.heads)
        if words.kind == "lower third":
            return ((middle, 1), (least, 2), (least, 3))
        if words.kind == "price":
            return ((big * 1.25, 1), (big, 2), (middle, 2), (least, 3))
        return ((big, 2), (middle, 2), (middle, 3), (least, 3), (least, 4))

    def _width(self) -> int:
        """The measure of type: no wider than reads well, and never past the safe box."""
        wide = {"16:9": 0.46, "1:1": 0.8, "4:5": 0.8}.get(self.format.name, 1.0)
        return min(self.zones.width, round(self.format.width * wide))

    def _smallest(self, words: Text) -> float:
        if words.note:
            return self.note
        return self.body if words.body else self.scale.heads[-1] * self.format.height

    def _place(
        self, card: Card, rtl: bool, clear: Box | None, *, pad: float, bleeds: bool = False
    ) -> tuple[int, int, float]:
        """Where a card hides least of the subject, and how much: letters keep to the safe box."""
        z = self.zones
        top = z.top + self.logo_height + round(self.gap * 3)
        low = z.bottom - round(self.caption * 3.0 + self.gap * 2) - card.height
        left = 0 if bleeds else z.left - round(pad)
        right = self.format.width - card.width if bleeds else z.right + round(pad) - card.width
        first, other = (right, left) if rtl else (left, right)
        spots = [(first, top)]
        if low > top:
            spots.append((first, low))
        if self.format.name == "16:9" and not bleeds:
            spots.append((other, top))
        if clear is None:
            return *spots[0], 0.0
        head = Box(x=clear.x, y=clear.y, w=clear.w, h=clear.h * HEAD)
        least, at = 9.0, spots[0]
        for n, (x, y) in enumerate(spots):
            box = self._box(x, y, card.width, card.height)
            cost = box.overlap(head) * 3 + box.overlap(clear) + (0.012 if n else 0.0)
            if cost < least - 1e-9:
                least, at = cost, (x, y)
        return *at, least

    # -- captions ------------------------------------------------------------------------------

    def captions(self, cue: CaptionCue, *, name: str, until: int) -> tuple[Overlay, ...]:
        """A caption of at most two lines: one overlay a word, with the spoken word marked.

        Lines are broken anew for this format; a cue too long for two of them is shown in parts.
        until: the film's length in frames; nothing is shown after it.
        """
        spaced = any(" " in line for line in cue.lines) or len(cue.words) <= len(cue.lines)
        rate = self.format.rate
        last = min(until, round(cue.end * rate))
        overlays: list[Overlay] = []
        parts = self._caption_parts(cue.words, spaced)
        for n, (words, cards) in enumerate(parts):
            after = parts[n + 1][0] if n + 1 < len(parts) else None
            end = min(last, round(after[0].start * rate)) if after else last
            begin = round(cue.start * rate) if n == 0 else round(words[0].start * rate)
            overlays += self._states(words, cards, begin, end, f"{name}-{n + 1}", spaced)
        return tuple(overlays)

    def _caption_parts(
        self, words: Sequence[Word], spaced: bool
    ) -> list[tuple[Sequence[Word], tuple[Card, ...]]]:
        try:
            return [(words, self._caption_cards(words, spaced))]
        except DoesNotFit as problem:
            if len(words) < 2:
                raise DoesNotFit(
                    f"the word {short(words[0].text)} is too wide for a caption of a "
                    f"{self.format.name} film; write it shorter or in two words"
                ) from problem
        lengths = [len(w.text) + 1 for w in words]
        ends = [w.text.rstrip()[-1:] in ",.;:!?" for w in words]

        def uneven(k: int) -> float:
            return abs(sum(lengths[:k]) - sum(lengths[k:])) - (8 if ends[k - 1] else 0)

        middle = min(range(1, len(words)), key=uneven)
        return [
            *self._caption_parts(words[:middle], spaced),
            *self._caption_parts(words[middle:], spaced),
        ]

    def _caption_cards(self, words: Sequence[Word], spaced: bool) -> tuple[Card, ...]:
        voice = Voice("body", self._bold, "on dark")
        pad = round(self.gap * 0.9)
        strips = {"fill": "shade", "start": pad, "end": pad, "radius": round(self.gap * 0.35)}
        line = (" " if spaced else "").join(w.text for w in words)
        base = text(line, voice, [(self.caption, 2)], self.zones.width, name="caption")
        cut = [w.text + (" " if spaced and n + 1 < len(words) else "") for n, w in enumerate(words)]
        pages = [
            {
                "parts": [
                    {**base, "pieces": cut, "leaning": [False] * len(cut),
                     "closing": [w.text[-1:] in ",.;:!?" for w in words], "tape": strips,
                     "pitch": max(1.3, base["pitch"]), "tracking": 0, "marked": n, "on": "mark"}
                ]
            }
            for n in range(len(words))
        ]  # fmt: skip
        return self._set.pages(
            pages, self._colours, language=self.language, rtl=right_to_left(line)
        )

    def _states(
        self,
        words: Sequence[Word],
        cards: Sequence[Card],
        begin: int,
        end: int,
        name: str,
        spaced: bool,
    ) -> list[Overlay]:
        rate, pad = self.format.rate, round(self.gap * 0.9)
        line = (" " if spaced else "").join(w.text for w in words)
        rtl = right_to_left(line)
        starts = [begin, *(max(begin, round(w.start * rate)) for w in words[1:]), end]
        made = []
        for n, card in enumerate(cards):
            at, to = min(starts[n], end), min(starts[n + 1], end)
            if to <= at:
                continue
            x = self.zones.right + pad - card.width if rtl else self.zones.left - pad
            made.append(
                self._kept(
                    card, x, self.zones.bottom - card.height, at, to - at,
                    kind="caption", name=f"{name}-{n + 1}", words=line,
                    colour=self._colours["mark" if len(words) == 1 else "on dark"],
                    size=self.caption, inset=(pad, 0), enter=3 if at == begin else 0,
                    leave=3 if to == end else 0,
                )
            )  # fmt: skip
        return made

    # -- brand ---------------------------------------------------------------------------------

    def logo(
        self,
        start: int,
        frames: int,
        *,
        name: str = "logo",
        behind: Sequence[np.ndarray] = (),
        shade: Overlay | None = None,
    ) -> Overlay:
        """The logo at the top of the safe box.

        The version that stands out from the picture, under the scene's scrim if it has one, is
        taken; on a picture that neither can be read on, or without frames to look at, it stands
        on a paper ground.
        """
        if shade is not None and shade.y <= self.zones.top:
            behind = [self._shaded(frame, shade) for frame in behind]
        width = min(self.logo_height * self.brand.logo_aspect, self.zones.width * 0.5)
        high = width / self.brand.logo_aspect
        box = self._box(self.zones.left, self.zones.top, round(width), round(high))
        best = max(
            ((least_contrast(behind, box, self._light_of(f)), f) for f in self._logos()),
            default=(0.0, self._set.logo),
        )
        bare = best[0] >= LOGO_NEEDS + 0.5
        file = best[1] if bare else self._logo_on("paper")
        # On its paper ground the logo itself stays where it stands without one.
        side = 0 if bare else round(self._pad())
        pad = 0 if bare else round(self.gap)
        ground = panel("paper", start=side, end=side, top=pad, bottom=pad, radius=self._radius())
        card = self._page([image(file, width)], None if bare else ground)
        return self._kept(
            card, self.zones.left - side, self.zones.top - pad, start, frames,
            kind="logo", name=name, inset=(side, pad), enter=10, leave=6,
        )  # fmt: skip

    def _pad(self) -> float:
        """From a panel's side to its letters."""
        return self.gap * 2.4

    def _radius(self) -> float:
        return self.gap * 0.5

    def _shaded(self, frame: np.ndarray, shade: Overlay) -> np.ndarray:
        """A frame under the scrim's colour, as strong as it is beside the logo."""
        pixels = np.asarray(Image.open(self._assets.path(shade.image)).convert("RGBA"))
        row = min(len(pixels) - 1, self.zones.top - shade.y + self.logo_height // 2)
        *colour, alpha = (float(v) for v in pixels[row, 0])
        share = alpha / 255
        return (frame * (1 - share) + np.array(colour[::-1]) * share).astype(np.uint8)

    def disclosure(self, words: str, start: int, frames: int) -> Overlay:
        """A small label at the top right of the safe box, noticed without a tap."""
        size, pad = self.note * 0.8, round(self.gap * 0.7)
        voice = Voice("body", self._bold, "on dark")
        part = text(words, voice, [(size, 2)], self.zones.width * 0.5, name="disclosure")
        strips = {"fill": "shade", "start": pad, "end": pad, "radius": round(self.gap * 0.35)}
        rtl = right_to_left(words)
        page = {"parts": [{**part, "tape": strips, "pitch": 1.5}]}
        card = self._pages([page], rtl, f"the disclosure {short(words)}")[0]
        y = self.zones.top + max(0, (self.logo_height - card.height) // 2)
        x = self.zones.left if rtl else self.zones.right - card.width
        return self._kept(
            card, x, y, start, frames, kind="disclosure", name="disclosure", words=words,
            colour=self._colours["on dark"], size=size,
        )  # fmt: skip

    def end_card(
        self, words: Text, call: CallToAction, start: int, frames: int, *, name: str = "end-card"
    ) -> tuple[Overlay, ...]:
        """The same last card in every film: logo, headline, the call to action, where it leads.

        The brand's colour comes down over the living picture, which goes on faintly behind it;
        the letters follow one after the other.
        """
        head = words.head or self.brand.tagline or self.brand.name
        if _same(head, call.text):
            head = self.brand.tagline or self.brand.name
        rtl = right_to_left(head)
        wide = self.format.name == "16:9"
        for tighter in (1.0, 0.86, 0.72):
            cards = self._end_pages(words, head, call, rtl, tighter, wide)
            rest = self.gap * 2.6 * tighter
            left, right = cards[:2], cards[2:]
            tall = sum(c.height for c in cards) + rest * (len(cards) - 1)
            if wide:
                tall = max(sum(c.height for c in side) + rest * (len(side) - 1)
                           for side in (left, right))  # fmt: skip
            if tall <= self.zones.height:
                break
        else:
            raise DoesNotFit(
                f"{short(head)}, {short(call.text)} and {short(words.note or call.link)} do not "
                f"fit the end card of a {self.format.name} film together; shorten them"
            )
        first = self.zones.top + (self.zones.height - tall) / 2
        ground = scrim(
            self.format.width, self.format.height, self.brand.palette.primary, 0.96,
            full=(round(first), round(first + tall)), least=0.86,
        )  # fmt: skip
        overlays = [
            self._pixels(ground, 0, 0, start, frames, kind="scrim", name=f"{name}-ground",
                         enter=10, leave=0)
        ]  # fmt: skip
        columns = [left, right] if wide else [cards]
        said = (self.brand.name, head, call.text, f"{_short_link(call.link)} {words.note}".strip())
        n = 0
        for k, column in enumerate(columns):
            high = sum(c.height for c in column) + rest * (len(column) - 1)
            y = first + (tall - high) / 2
            x = self.zones.left + (round(self.zones.width * 0.58) if k else 0)
            for card in column:
                late = min(frames // 4, 5 + 4 * n)
                at = self.format.width - x - card.width if rtl else x
                overlays.append(
                    self._kept(
                        card, at, round(y), start + late, frames - late,
                        kind="logo" if n == 0 else "end card", name=f"{name}-{n + 1}",
                        words="" if n == 0 else said[n],
                        colour=self._colours["on accent" if n == 2 else "on primary"],
                        size=(0.0, self.scale.heads[-1] * self.format.height * 0.8, self.body,
                              self.note)[n],
                        slide=round(self.gap * 1.6), leave=0,
                    )
                )  # fmt: skip
                y += card.height + rest
                n += 1
        return tuple(overlays)

    def _end_pages(
        self, words: Text, head: str, call: CallToAction, rtl: bool, tighter: float, wide: bool
    ) -> tuple[Card, ...]:
        """Logo, headline, button, and where it leads with its terms: four cards."""
        width = round(self.zones.width * (0.5 if wide else 1.0))
        other = round(self.zones.width * 0.42) if wide else width
        high = self.logo_height * 1.3
        logo_width = min(width * 0.62, high * self.brand.logo_aspect)
        file = self._logo_on("primary")
        chip = None
        if ratio(self._light_of(file), luminance(self.brand.palette.primary)) < LOGO_NEEDS:
            file = self._logo_on("paper")
            pad = self.gap
            chip = panel("paper", start=pad, end=pad, top=pad, bottom=pad, radius=self._radius())
        big, middle, least = (s * self.format.height * tighter for s in self.scale.heads)
        sizes = ((big, 2), (middle, 2), (middle, 3), (least, 3), (least, 4))
        button = {
            **text(call.text, Voice("body", self._bold, "on accent"),
                   [(self.body * 1.1, 1), (self.body, 2)], other - self.body * 4, name="button"),
            "kind": "button", "fill": "accent", "radius": round(self.body * 0.28),
            "pad-x": round(self.body * 0.9), "pad-y": round(self.body * 0.62),
        }  # fmt: skip
        link = Voice("body", self._bold, "on primary")
        small: list[Part] = [
            text(_short_link(call.link), link, [(self.body, 1), (self.body * 0.84, 1),
                 (self.note, 1)], other, name="link")
        ]  # fmt: skip
        if words.body and not _same(words.body, head):
            small = [
                text(words.body, Voice("body", self._regular, "on primary"), [(self.body, 3)],
                     other, name="body"),
                gap(self.gap * 0.8), *small,
            ]  # fmt: skip
        if words.note:
            soft = Voice("body", self._regular, "soft on primary")
            small += [gap(self.gap * 1.1),
                      text(words.note, soft, [(self.note, 4)], other, name="note")]  # fmt: skip
        top = text(head, Voice("heading", self._heading, "on primary", head=True), sizes, width,
                   name="head")  # fmt: skip
        pages: list[Page] = [
            {"parts": [image(file, logo_width)], "panel": chip},
            {"parts": [top]},
            {"parts": [button]},
            {"parts": small},
        ]
        for part in (head, call.text, words.body, words.note):
            self._guard(part, "end card")
        return self._pages(pages, rtl, f"{short(head)} or {short(call.text)}")

    def _logos(self) -> tuple[str, ...]:
        return (self._set.logo, *([self._set.logo_reversed] if self._set.logo_reversed else []))

    def _logo_on(self, ground: str) -> str:
        under = luminance(self._colours[ground])
        return max(self._logos(), key=lambda f: ratio(self._light_of(f), under))

    def _light_of(self, file: str) -> float:
        if file not in self._logo_light:
            card = self._page([image(file, 240)], None)
            self._logo_light[file] = png_luminance(card.png)
        return self._logo_light[file]

    # -- pixels --------------------------------------------------------------------------------

    def _page(self, parts: Sequence[Part], ground: Any) -> Card:
        return self._pages([{"parts": list(parts), "panel": ground}], False, "the logo")[0]

    def _pages(self, pages: Sequence[Page], rtl: bool, what: str) -> tuple[Card, ...]:
        try:
            return self._set.pages(pages, self._colours, language=self.language, rtl=rtl)
        except DoesNotFit as problem:
            raise DoesNotFit(
                f"{what} does not fit a {self.format.name} film even in the smallest type "
                "allowed; shorten it"
            ) from problem

    def _guard(self, words: str, kind: str) -> None:
        if len(words) > LONGEST:
            raise DoesNotFit(
                f"{short(words)} is too long for the {kind} of a film; give a form of it of at "
                f"most {LONGEST} characters, better 60"
            )

    def _fit(self, page: Callable[[bool], Page], words: Text, rtl: bool) -> tuple[Card, ...]:
        """The page, broken between phrases, or between characters where phrases are too wide."""
        for part in (words.head, words.body, words.note):
            self._guard(part, words.kind)
        room = round(self.zones.height * (0.56 if self.format.name == "9:16" else 0.6))
        for fine in (False, True):
            try:
                cards = self._set.pages(
                    [page(fine)], self._colours, language=self.language, rtl=rtl
                )
            except DoesNotFit:
                continue
            if cards[0].height <= room:
                return cards
        raise DoesNotFit(
            f"{short(_said(words))} does not fit the {words.kind} of a {self.format.name} film "
            "even in the smallest type allowed; shorten it"
        )

    def _kept(
        self, card: Card, x: float, y: float, start: int, frames: int, **more: Any
    ) -> Overlay:
        return self._overlay(card.png, card.width, card.height, x, y, start, frames, **more)

    def _pixels(
        self, picture: np.ndarray, x: int, y: int, start: int, frames: int, **more: Any
    ) -> Overlay:
        sink = io.BytesIO()
        Image.fromarray(picture).save(sink, "PNG", compress_level=4)
        high, wide = picture.shape[:2]
        return self._overlay(sink.getvalue(), wide, high, x, y, start, frames, **more)

    def _overlay(
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
        left, top = (max(0, round(v)) & ~1 for v in (x, y))
        asset = self._assets.put(png, f"{slug(name)}.png", "image/png", "takes")
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
            box=self._box(left, top, width, height, inset),
            size=size / self.format.height,
            **more,
        )

    def _box(
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


def _said(words: Text) -> str:
    return " ".join(f"{words.head} {words.body} {words.note}".split())


def _quoted(words: Text) -> str:
    plain = words.head.strip().strip("\"\u201c\u201d'")
    return f"\u201c{plain}\u201d"


def _same(one: str, other: str) -> bool:
    return one.casefold().strip(" .!") == other.casefold().strip(" .!")


def _short_link(link: str) -> str:
    """An address as people say it: no scheme, no www, no tracking."""
    plain = link.removeprefix("https://").removeprefix("http://").removeprefix("www.")
    return plain.split("?")[0].split("#")[0].rstrip("/")
