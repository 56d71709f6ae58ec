"""Paints overlays from brand tokens: type, captions, logo, end card, for one format."""

import io
from collections.abc import Mapping, Sequence
from typing import Any, Literal

import numpy as np
from PIL import Image

from ..domain.asset import Assets
from ..domain.base import Box, slug
from ..domain.brand import Brand
from ..domain.campaign import CallToAction, Format
from ..domain.errors import DoesNotFit
from ..domain.sound import CaptionCue
from ..domain.storyboard import Text
from ..domain.timeline import Overlay
from .legibility import scrim
from .looks import Look, colours, look_for
from .typeset import Typesetter, right_to_left
from .zones import Zones, zones

SHRINK = 0.9
STEPS = 6
"""How often type may be set smaller before it is said not to fit."""

HEAD = 0.4
"""The upper part of a subject that type keeps clear of: faces are there."""

Kind = Literal["title", "lower third", "quote", "price"]


class Painter:
    """Paints a brand's overlays in one format and language.

    Every method returns Overlays whose PNGs are kept in the store; times are frames.
    """

    def __init__(
        self,
        brand: Brand,
        format: Format,
        assets: Assets,
        *,
        language: str = "en",
        mood: str = "warm",
    ) -> None:
        self.brand = brand
        self.format = format
        self.language = language
        self.look: Look = look_for(mood)
        self.zones: Zones = zones(format)
        self._assets = assets
        self._type = Typesetter(brand, assets)
        self._colours = colours(brand)
        side, high = min(format.width, format.height), format.height
        self.head = side * 0.1
        self.body = max(high * 0.0325, side * 0.044)
        self.note = max(high * 0.0195, side * 0.028)
        self.caption = max(high * 0.0365, side * 0.042)
        self.gap = side / 54
        self.logo_height = round(side * 0.062)

    # -- type over the picture -----------------------------------------------------------------

    def type(
        self, text: Text, start: int, frames: int, *, name: str, clear: Box | None = None
    ) -> tuple[Overlay, ...]:
        """A scene's type: title, lower third, quote or price.

        It stands at the top of the safe box, or low above the captions where the top would cover
        more of the head of the subject. clear: the subject, in shares of the frame. Raises
        DoesNotFit naming the text when it cannot be set legibly in its zone.
        """
        if text.kind in ("none", "end card") or not (text.head or text.body):
            return ()
        look = self.look if text.kind != "price" else Look("paper", False)
        room = round(self.zones.height * (0.46 if self.format.name == "9:16" else 0.5))
        top = self.zones.top + self.logo_height + round(self.gap * 4.4)
        limit = self._limit(look)
        for step in range(STEPS):
            card = self._type_card(text, look, SHRINK**step, limit)
            if card.shape[0] <= room and card.shape[1] <= self.zones.width + 2:
                break
        else:
            raise DoesNotFit(
                f"{_short(text.head + ' ' + text.body)} does not fit the {text.kind} of a "
                f"{self.format.name} film even in the smallest type allowed; shorten it"
            )
        rtl = right_to_left(text.head or text.body)
        x = self.zones.right - card.shape[1] if rtl else self.zones.left
        low = self._low(card, x, top, clear)
        y = low if low is not None else top
        overlay = self._placed(
            card,
            x,
            y,
            start,
            frames,
            kind=text.kind,
            name=name,
            words=f"{text.head} {text.body} {text.note}".strip(),
            colour=self._colours[_INK[look.ground]],
            size=(self.note if text.note else self.body if text.body else self.head),
            slide=round(self.gap * 1.6),
        )
        if look.ground != "scrim":
            return (overlay,)
        if low is None:
            height, place = _pair(min(self.format.height, (top + card.shape[0]) * 1.28)), 0
        else:
            height = _pair(min(self.format.height, (self.format.height - low) * 1.25))
            place = self.format.height - height
        shade = scrim(self.format.width, height, self.brand.palette.ink, 0.86, from_top=low is None)
        return (
            self._placed(shade, 0, place, start, frames, kind="scrim", name=f"{name}-scrim"),
            overlay,
        )

    def _low(self, card: np.ndarray, x: int, top: int, clear: Box | None) -> int | None:
        """The y of the low place when it hides less of the subject's head; None for the top."""
        if clear is None:
            return None
        wide, high = self.format.width, self.format.height
        width, height = card.shape[1] / wide, card.shape[0] / high
        captions = self.caption * 2 * 1.35 + self.gap * 2
        low = self.zones.bottom - round(captions) - card.shape[0]
        if low < top:
            return None
        head = Box(x=clear.x, y=clear.y, w=clear.w, h=clear.h * HEAD)
        above = Box(x=x / wide, y=top / high, w=width, h=height).overlap(head)
        below = Box(x=x / wide, y=low / high, w=width, h=height).overlap(head)
        return low if below < above * 0.8 else None

    def _limit(self, look: Look) -> int:
        inner = self.zones.width if look.ground == "scrim" else self.zones.width - self.gap * 5
        return round(min(inner, min(self.format.width, self.format.height) * 0.84))

    def _type_card(self, text: Text, look: Look, scale: float, limit: int) -> np.ndarray:
        ink = _INK[look.ground]
        soft = {"paper": "soft on paper", "primary": "soft on primary", "scrim": "on shade"}
        head = self.head * scale * (0.86 if text.kind == "lower third" else 1.0)
        parts: list[Mapping[str, Any]] = []
        if text.kind == "quote":
            parts += [
                _text(
                    "“",
                    "heading",
                    700,
                    head * 1.5,
                    "accent on paper" if look.ground == "paper" else soft[look.ground],
                    limit,
                    leading=0.0,
                ),
                _gap(-head * 0.95),
            ]
        elif look.rule:
            parts += [
                {
                    "kind": "rule",
                    "width": head * 0.9,
                    "height": max(4, head * 0.075),
                    "colour": "accent",
                },
                _gap(self.gap * 1.2),
            ]
        if text.head:
            parts.append(_text(text.head, "heading", 600, head, ink, limit, leading=-0.14))
        if text.body:
            parts += [_gap(self.gap * 0.7)] if text.head else []
            parts.append(_text(text.body, "body", 400, self.body, ink, limit, leading=0.04))
        if text.note:
            parts += [
                _gap(self.gap * 0.7),
                _text(text.note, "body", 400, self.note, soft[look.ground], limit),
            ]
        panel = None
        if look.ground != "scrim":
            side = self.gap * 2.5
            panel = {
                "fill": look.ground,
                "radius": self.gap * 0.9,
                "left": side,
                "right": side,
                "top": self.gap * (0.6 if text.kind == "quote" else 1.7),
                "bottom": self.gap * 1.7,
            }
        return self._card(parts, panel=panel)

    # -- captions ------------------------------------------------------------------------------

    def captions(self, cue: CaptionCue, *, name: str, until: int) -> tuple[Overlay, ...]:
        """A caption of at most two lines: one overlay a word, with the spoken word marked.

        until: the film's length in frames; nothing is shown after it.
        """
        rate = self.format.rate
        first, last = round(cue.start * rate), min(until, round(cue.end * rate))
        counts = _counts(cue)
        starts = [first, *(max(first, round(w.start * rate)) for w in cue.words[1:]), last]
        overlays = []
        for n, word in enumerate(cue.words):
            begin, end = min(starts[n], last), min(starts[n + 1], last)
            if end <= begin:
                continue
            card = self._caption_card(cue, counts, n)
            x = (self.format.width - card.shape[1]) // 2
            if self.format.name == "9:16":
                x = self.zones.left + (self.zones.width - card.shape[1]) // 2
            overlays.append(
                self._placed(
                    card,
                    x,
                    self.zones.bottom - card.shape[0],
                    begin,
                    end - begin,
                    kind="caption",
                    name=f"{name}-{n}",
                    words=" ".join(cue.lines) if begin == first else word.text,
                    colour=self._colours["on shade"],
                    size=self.caption,
                    enter=3 if begin == first else 0,
                    leave=3 if end == last else 0,
                )
            )
        return tuple(overlays)

    def _caption_card(self, cue: CaptionCue, counts: Sequence[int], marked: int) -> np.ndarray:
        lines, n = [], 0
        joined = "".join(cue.lines)
        space = " " if " " in joined or len(cue.words) <= len(cue.lines) else ""
        for count in counts:
            lines.append(
                [
                    {"text": w.text, "on": n + k == marked}
                    for k, w in enumerate(cue.words[n : n + count])
                ]
            )
            n += count
        for step in range(STEPS):
            size = self.caption * 0.97**step
            parts = [
                {
                    "kind": "words",
                    "lines": lines,
                    "face": "body",
                    "weight": 600,
                    "size": size,
                    "colour": "on shade",
                    "on": "marked",
                    "space": space,
                }
            ]
            side = self.gap * 1.1
            card = self._card(
                parts,
                align="center",
                panel={
                    "fill": "shade",
                    "radius": self.gap * 0.8,
                    "left": side,
                    "right": side,
                    "top": self.gap * 0.5,
                    "bottom": self.gap * 0.6,
                },
            )
            if card.shape[1] <= self.format.width * 0.9:
                return card
        raise DoesNotFit(
            f"the caption {_short(' '.join(cue.lines))} is too wide for a "
            f"{self.format.name} film; shorten its line"
        )

    # -- brand ---------------------------------------------------------------------------------

    def logo(self, start: int, frames: int) -> Overlay:
        """The logo on a paper ground at the top of the safe box."""
        height = self.logo_height
        width = min(height * self.brand.logo_aspect, self.zones.width * 0.5)
        pad = round(self.gap * 0.9)
        card = self._card(
            [{"kind": "image", "file": self._type.logo, "width": width}],
            panel={
                "fill": "paper",
                "radius": self.gap * 0.7,
                "left": pad * 1.2,
                "right": pad * 1.2,
                "top": pad,
                "bottom": pad,
            },
        )
        return self._placed(
            card,
            self.zones.left,
            self.zones.top,
            start,
            frames,
            kind="logo",
            name="logo",
            enter=10,
            leave=6,
        )

    def disclosure(self, text: str, start: int, frames: int) -> Overlay:
        """A small label at the top right of the safe box, noticed without a tap."""
        card = self._card(
            [_text(text, "body", 600, self.note * 0.86, "on shade", self.zones.width * 0.45)],
            panel={
                "fill": "shade",
                "radius": self.gap * 0.5,
                "left": self.gap * 0.8,
                "right": self.gap * 0.8,
                "top": self.gap * 0.35,
                "bottom": self.gap * 0.4,
            },
        )
        y = self.zones.top + (self.logo_height + round(self.gap * 1.8) - card.shape[0]) // 2
        return self._placed(
            card,
            self.zones.right - card.shape[1],
            y,
            start,
            frames,
            kind="disclosure",
            name="disclosure",
            words=text,
            colour=self._colours["on shade"],
            size=self.note * 0.86,
        )

    def end_card(
        self, text: Text, call: CallToAction, start: int, frames: int, *, name: str = "end-card"
    ) -> tuple[Overlay, ...]:
        """The same last card in every film: logo, headline, the call to action, where it leads.

        The ground covers the frame; the letters come a moment after it.
        """
        width, height = self.format.width, self.format.height
        ground = np.empty((height, width, 4), np.uint8)
        ground[:] = (*(int(self.brand.palette.primary[i : i + 2], 16) for i in (1, 3, 5)), 255)
        for step in range(STEPS):
            card = self._end_letters(text, call, SHRINK**step)
            if card.shape[0] <= self.zones.height and card.shape[1] <= self.zones.width + 2:
                break
        else:
            raise DoesNotFit(
                f"{_short(text.head)} and {_short(call.text)} do not fit the end card of a "
                f"{self.format.name} film; shorten them"
            )
        y = self.zones.top + (self.zones.height - card.shape[0]) // 2
        late = min(6, frames // 4)
        return (
            self._placed(
                ground, 0, 0, start, frames, kind="scrim", name=f"{name}-ground", enter=8, leave=0
            ),
            self._placed(
                card,
                self.zones.left,
                y,
                start + late,
                frames - late,
                kind="end card",
                name=name,
                words=f"{text.head} {call.text}",
                colour=self._colours["on primary"],
                size=self.note,
                slide=round(self.gap * 1.6),
                leave=0,
            ),
        )

    def _end_letters(self, text: Text, call: CallToAction, scale: float) -> np.ndarray:
        limit = min(self.zones.width, min(self.format.width, self.format.height) * 0.9)
        head = self.head * 1.12 * scale
        button = self.body * 1.06
        logo = min(limit * 0.62, self.logo_height * 1.75 * self.brand.logo_aspect)
        link = call.link.removeprefix("https://").removeprefix("www.").split("?")[0].rstrip("/")
        parts: list[Mapping[str, Any]] = [
            {"kind": "image", "file": self._type.logo_reversed, "width": logo},
            _gap(self.gap * 4),
        ]
        if text.head:
            parts += [
                _text(text.head, "heading", 600, head, "on primary", limit, leading=-0.14),
                _gap(self.gap * 1.2),
            ]
        if text.body:
            parts += [
                _text(text.body, "body", 400, self.body, "on primary", limit, leading=0.04),
                _gap(self.gap * 0.8),
            ]
        parts += [
            _gap(self.gap * 2),
            {
                **_text(call.text, "body", 600, button, "on accent", limit),
                "kind": "button",
                "fill": "accent",
                "radius": button * 0.9,
                "pad-x": button * 0.95,
                "pad-y": button * 0.42,
            },
            _gap(self.gap * 1.6),
            _text(link, "body", 600, self.note * 1.15, "on primary", limit),
        ]
        if text.note:
            parts += [
                _gap(self.gap * 2.2),
                _text(text.note, "body", 400, self.note, "soft on primary", limit),
            ]
        return self._card(parts)

    # -- pixels --------------------------------------------------------------------------------

    def _card(
        self,
        parts: Sequence[Mapping[str, Any]],
        *,
        align: str = "left",
        panel: Mapping[str, Any] | None = None,
    ) -> np.ndarray:
        return self._type.card(
            parts, self._colours, language=self.language, align=align, panel=panel
        )

    def _placed(
        self,
        card: np.ndarray,
        x: int,
        y: int,
        start: int,
        frames: int,
        *,
        kind: Any,
        name: str,
        words: str = "",
        colour: str = "#ffffff",
        size: float = 0.0,
        enter: int = 9,
        leave: int = 6,
        slide: int = 0,
    ) -> Overlay:
        x, y = max(0, x - x % 2), max(0, y - y % 2)
        card = _even(card)
        card = card[: self.format.height - y, : self.format.width - x]
        height, width = card.shape[:2]
        sink = io.BytesIO()
        Image.fromarray(card).save(sink, "PNG", compress_level=1)
        asset = self._assets.put(sink.getvalue(), f"{slug(name)}.png", "image/png", "takes")
        wide, high = self.format.width, self.format.height
        room = max(0, frames - 1)
        return Overlay(
            id=slug(name),
            kind=kind,
            start=start,
            frames=frames,
            image=asset,
            x=x,
            y=y,
            width=width,
            height=height,
            enter=min(enter, room),
            leave=min(leave, room),
            slide=slide,
            slide_from="down",
            text=words,
            box=Box(x=x / wide, y=y / high, w=width / wide, h=height / high),
            colour=colour,
            size=size / high,
        )


_INK = {"paper": "on paper", "primary": "on primary", "scrim": "on shade"}


def _text(
    text: str,
    face: str,
    weight: int,
    size: float,
    colour: str,
    width: float,
    *,
    leading: float = 0.02,
) -> dict[str, Any]:
    return {
        "kind": "text",
        "text": text,
        "face": face,
        "weight": weight,
        "size": size,
        "colour": colour,
        "width": width,
        "leading": leading,
    }


def _gap(size: float) -> dict[str, Any]:
    return {"kind": "gap", "size": size}


def _counts(cue: CaptionCue) -> list[int]:
    """How many of the cue's words stand on each line."""
    counts, n = [], 0
    for line in cue.lines:
        left, count = "".join(line.split()), 0
        while n + count < len(cue.words) and left:
            word = "".join(cue.words[n + count].text.split())
            if not left.startswith(word):
                break
            left, count = left[len(word) :], count + 1
        counts.append(count)
        n += count
    counts[-1] += len(cue.words) - n
    return counts


def _pair(value: float) -> int:
    return round(value) // 2 * 2


def _even(card: np.ndarray) -> np.ndarray:
    height, width = card.shape[:2]
    if height % 2 or width % 2:
        return np.pad(card, ((0, height % 2), (0, width % 2), (0, 0)))
    return card


def _short(text: str) -> str:
    plain = " ".join(text.split())
    words = len(plain.split())
    return f'"{plain[:60]}..." ({words} words)' if len(plain) > 63 else f'"{plain}"'
