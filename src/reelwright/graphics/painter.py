"""Paints overlays from brand tokens: type, captions, logo, label, end card, for one format."""

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from PIL import Image

from ..domain.base import Box
from ..domain.campaign import CallToAction
from ..domain.errors import DoesNotFit
from ..domain.sound import CaptionCue
from ..domain.storyboard import Text
from ..domain.take import Footage, Move
from ..domain.timeline import Overlay
from ..media.shots import preview
from .captions import paint_captions
from .easel import Easel
from .end_card import paint_end_card
from .legibility import LOGO_NEEDS, least_contrast, scrim, shade_for
from .parts import Part, Sizes, Voice, gap, image, panel, rule, text
from .typeset import Card, Page, right_to_left, short

HEAD = 0.4
"""Share of a subject's height, from the top, that type must not hide: faces are there."""

COVERED = 0.03
"""How much of a subject type may hide (share of the frame, its head counted four times)."""


class Painter(Easel):
    """Paints a brand's overlays in one format, language and mood.

    Every method returns Overlays whose PNGs are kept in the store; times are frames. All raise
    Missing where no font has a letter, and DoesNotFit, naming the text, where it is too long.
    """

    def see(self, shot: Move | Footage, frames: int, at: Sequence[int]) -> tuple[np.ndarray, ...]:
        """Small BGR frames of a shot without type, to look at what type would stand on."""
        small = 270 if self.format.width < self.format.height * 1.5 else 480
        return tuple(preview(shot, self.format, frames, assets=self.assets, at=at, width=small))

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
        pad, top = self.pad(), self.gap * 2.0
        ink = "on paper" if ground == "paper" else f"on {ground}"
        strong = "strong on paper" if ground == "paper" else ink
        rtl = right_to_left(words.head or words.body)

        def page(fine: bool) -> Page:
            return {
                "parts": self._stack(words, ink, strong, f"soft on {ground}", fine=fine),
                "panel": panel(
                    ground, start=pad, end=pad, top=top, bottom=top, radius=self.radius()
                ),
            }

        card = self._fit(page, words, rtl)[0]
        x, y, _ = self._place(card, rtl, clear, pad=pad)
        return (
            self.kept(
                card, x, y, start, frames, kind=words.kind, name=name, words=_said(words),
                colour=self.colours[strong if words.head else ink], size=self._smallest(words),
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
        bleed = self.bleed()

        def page(ink: str, soft: str) -> Callable[[bool], Page]:
            return lambda fine: {
                "parts": self._stack(words, ink, ink, soft, fine=fine),
                "bleed": bleed,
            }

        card = self._fit(page("light", "light"), words, rtl)[0]
        x, y, _ = self._place(card, rtl, clear, pad=bleed)
        box = self.box(x, y, card.width, card.height, inset=(bleed, bleed))
        light, dark = self.colours["light"], self.colours["dark"]
        shade = shade_for(behind, box, (light, dark), (dark, light))
        if shade is None:
            return ()
        ink = "light" if shade.letters == light else "dark"
        card = self._fit(page(ink, ink), words, rtl)[0]
        overlay = self.kept(
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
        return self.pixels(
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
        inset = (end if rtl else edge, self.gap * 0.5, edge if rtl else end)
        return (
            self.kept(
                card, x, y, start, frames, kind=words.kind, name=name, words=_said(words),
                colour=self.colours[ink], size=self._smallest(words),
                inset=inset, slide=round(self.gap * 4),
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
            voice = Voice("heading", self.heading, f"on {ground}", head=True)
            head = _quoted(words) if words.kind == "quote" else words.head
            made = text(head, voice, self._heads(words), width, name="head", fine=fine)
            parts.append({**made, "tape": strip(ground), "pitch": made["pitch"] + 0.16})
        for line, size, most in ((words.body, self.body, 3), (words.note, self.note, 2)):
            if line:
                voice = Voice("body", self.regular, "on paper")
                made = text(line, voice, [(size, most)], width, name="body", fine=fine)
                parts.append({**made, "tape": strip("paper"), "pitch": made["pitch"] + 0.24})
        return {"parts": parts}

    def _stack(self, words: Text, ink: str, strong: str, soft: str, *, fine: bool) -> list[Part]:
        """Rule or mark, headline, body and note, one under the other."""
        width, parts = self._width(), []
        # Type and its mark keep one colour; on a panel the headline may be the brand's own.
        head = Voice("heading", self.heading, strong, head=True)
        if words.kind == "quote":
            mark = text("\u201c", head, [(self._heads(words)[0][0] * 1.1, 1)], width, name="mark")
            parts += [{**mark, "pitch": 1.0}, gap(-self._heads(words)[0][0] * 0.42)]
        elif self.look.rule and words.kind in ("title", "price"):
            parts += [rule(self.gap * 3.6, max(4, self.gap * 0.42), strong), gap(self.gap * 1.5)]
        if words.kind == "price" and words.body:
            # What it is comes first, small; the price is the picture.
            over = Voice("body", self.bold, ink)
            parts += [
                text(words.body, over, [(self.body, 2)], width, name="body", fine=fine),
                gap(self.gap * 0.5),
            ]
        if words.head:
            parts.append(text(words.head, head, self._heads(words), width, name="head", fine=fine))
        if words.body and words.kind != "price":
            parts += [gap(self.gap * 1.1)] if words.head else []
            voice = Voice("body", self.regular, ink)
            parts.append(text(words.body, voice, [(self.body, 3)], width, name="body", fine=fine))
        if words.note:
            parts += [
                gap(self.gap * 0.9),
                text(words.note, Voice("body", self.regular, soft), [(self.note, 3)], width,
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
            box = self.box(x, y, card.width, card.height)
            cost = box.overlap(head) * 3 + box.overlap(clear) + (0.012 if n else 0.0)
            if cost < least - 1e-9:
                least, at = cost, (x, y)
        return *at, least

    def captions(self, cue: CaptionCue, *, name: str, until: int) -> tuple[Overlay, ...]:
        """A caption of at most two lines: one overlay a word, with the spoken word marked.

        Lines are broken anew for this format; a cue too long for two of them is shown in parts.
        until: the film's length in frames; nothing is shown after it.
        """
        return paint_captions(self, cue, name=name, until=until)

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
        box = self.box(self.zones.left, self.zones.top, round(width), round(high))
        best = max(
            ((least_contrast(behind, box, self.light_of(f)), f) for f in self.logos()),
            default=(0.0, self.setter.logo),
        )
        bare = best[0] >= LOGO_NEEDS + 0.5
        file = best[1] if bare else self.logo_on("paper")
        # On its paper ground the logo itself stays where it stands without one.
        side = 0 if bare else round(self.pad())
        pad = 0 if bare else round(self.gap)
        ground = panel("paper", start=side, end=side, top=pad, bottom=pad, radius=self.radius())
        card = self.page([image(file, width)], None if bare else ground)
        return self.kept(
            card, self.zones.left - side, self.zones.top - pad, start, frames,
            kind="logo", name=name, inset=(side, pad), enter=10, leave=6,
        )  # fmt: skip

    def _shaded(self, frame: np.ndarray, shade: Overlay) -> np.ndarray:
        """A frame under the scrim's colour, as strong as it is beside the logo."""
        pixels = np.asarray(Image.open(self.assets.path(shade.image)).convert("RGBA"))
        row = min(len(pixels) - 1, self.zones.top - shade.y + self.logo_height // 2)
        *colour, alpha = (float(v) for v in pixels[row, 0])
        share = alpha / 255
        return (frame * (1 - share) + np.array(colour[::-1]) * share).astype(np.uint8)

    def disclosure(self, words: str, start: int, frames: int) -> Overlay:
        """A small label at the top right of the safe box, noticed without a tap."""
        size, pad = self.note * 0.8, round(self.gap * 0.7)
        voice = Voice("body", self.bold, "on dark")
        part = text(words, voice, [(size, 2)], self.zones.width * 0.5, name="disclosure")
        strips = {"fill": "shade", "start": pad, "end": pad, "radius": round(self.gap * 0.35)}
        rtl = right_to_left(words)
        page = {"parts": [{**part, "tape": strips, "pitch": 1.5}]}
        card = self.pages([page], rtl, f"the disclosure {short(words)}")[0]
        y = self.zones.top + max(0, (self.logo_height - card.height) // 2)
        x = self.zones.left if rtl else self.zones.right - card.width
        return self.kept(
            card, x, y, start, frames, kind="disclosure", name="disclosure", words=words,
            colour=self.colours["on dark"], size=size, inset=(pad, size * 0.2),
        )  # fmt: skip

    def end_card(
        self, words: Text, call: CallToAction, start: int, frames: int, *, name: str = "end-card"
    ) -> tuple[Overlay, ...]:
        """The same last card in every film: logo, headline, the call to action, where it leads.

        The brand's colour comes down over the living picture, which goes on faintly behind it;
        the letters follow one after the other.
        """
        return paint_end_card(self, words, call, start, frames, name=name)

    def _fit(self, page: Callable[[bool], Page], words: Text, rtl: bool) -> tuple[Card, ...]:
        """The page, broken between phrases, or between characters where phrases are too wide."""
        for part in (words.head, words.body, words.note):
            self.guard(part, words.kind)
        room = round(self.zones.height * (0.56 if self.format.name == "9:16" else 0.6))
        for fine in (False, True):
            try:
                cards = self.setter.pages(
                    [page(fine)], self.colours, language=self.language, rtl=rtl
                )
            except DoesNotFit:
                continue
            if cards[0].height <= room:
                return cards
        raise DoesNotFit(
            f"{short(_said(words))} does not fit the {words.kind} of a {self.format.name} film "
            "even in the smallest type allowed; shorten it"
        )


def _said(words: Text) -> str:
    return " ".join(f"{words.head} {words.body} {words.note}".split())


def _quoted(words: Text) -> str:
    plain = words.head.strip().strip("\"\u201c\u201d'")
    return f"\u201c{plain}\u201d"
