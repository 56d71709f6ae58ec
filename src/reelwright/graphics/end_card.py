"""Paints the end card: logo, headline, the call to action, where it leads, its terms."""

from dataclasses import dataclass
from typing import Any

import numpy as np

from ..domain.base import Box
from ..domain.campaign import CallToAction
from ..domain.colour import rgb
from ..domain.errors import DoesNotFit
from ..domain.places import Arrangement, Setting
from ..domain.storyboard import Text
from ..domain.timeline import Overlay
from .easel import Easel
from .legibility import LOGO_NEEDS
from .parts import Fine, Part, Voice, ever_finer, gap, image, panel, text
from .typeset import Card, Page, right_to_left, short

PICTURE = {
    "9:16": Box(x=0, y=0.68, w=1, h=0.32),
    "4:5": Box(x=0, y=0.64, w=1, h=0.36),
    "1:1": Box(x=0.6, y=0, w=0.4, h=1),
    "16:9": Box(x=0.56, y=0, w=0.44, h=1),
}
"""The part of the frame that the living picture keeps; the panel takes the rest."""

TIGHTER = (1.0, 0.86, 0.72)
"""Sizes of headline and spaces to try."""


def card_settings(easel: Easel, words: Text) -> tuple[Setting, ...]:
    """How the frame is divided for the end card."""
    head = words.head or easel.brand.tagline or easel.brand.name
    into = _into(easel, rtl=right_to_left(head))
    return (Setting(into=into, arrangements=(Arrangement(),)),)


def _into(easel: Easel, *, rtl: bool) -> Box:
    box = PICTURE[easel.format.name]
    return box.model_copy(update={"x": 0.0}) if rtl and box.h == 1 else box


def paint_end_card(
    easel: Easel,
    words: Text,
    call: CallToAction,
    start: int,
    frames: int,
    *,
    name: str,
    into: Box | None = None,
) -> tuple[Overlay, ...]:
    """See Painter.end_card. into: the picture's part of a frame that is divided already."""
    made = set_end_card(easel, words, call, into)
    z, film = easel.zones, easel.format
    rtl, rest = right_to_left(made.head), made.rest
    overlays: list[Overlay] = []
    if into is None:
        overlays.append(_panel(easel, _into(easel, rtl=rtl), start, frames, name))
    # The logo stays where it stood in the film; what it says is set evenly in the room below.
    y = float(z.top)
    told = _shown(easel, words, made.head, call, made.fine)
    for n, (card, shown) in enumerate(zip(made.cards, told, strict=True)):
        # On a panel that is there already the logo is, too; the rest follows.
        late = 0 if into is not None and n == 0 else min(frames // 4, 5 + 4 * n)
        bleed = shown["inset"][0]
        x = film.width - z.left - card.width + bleed if rtl else z.left - bleed
        overlays.append(
            easel.kept(
                card,
                x,
                y - bleed,
                start + late,
                frames - late,
                name=f"{name}-{n + 1}",
                slide=round(easel.gap * 1.6),
                enter=9 if late else 0,
                leave=0,
                **shown,
            )
        )
        y += card.height - 2 * bleed + rest + (min(made.spare, rest * 2) if n == 0 else 0)
    return tuple(overlays)


@dataclass(frozen=True)
class CardSet:
    """An end card's words, set: logo, headline, button, and where it leads with its terms.

    fine: how words are divided, because whole ones do not fit. rest and spare: the room between
    cards, and half of what is left of the card's height, pixels.
    """

    head: str
    cards: tuple[Card, ...]
    fine: Fine
    rest: float
    spare: float


def set_end_card(easel: Easel, words: Text, call: CallToAction, into: Box | None = None) -> CardSet:
    """The words of an end card, set. Raises DoesNotFit, naming them, where they are too long."""
    head = words.head or easel.brand.tagline or easel.brand.name
    if _same(head, call.text):
        head = easel.brand.tagline or easel.brand.name
    for part in (head, call.text, words.body, words.note):
        easel.guard(part, "end card")
    z, film = easel.zones, easel.format
    rtl = right_to_left(head)
    part = into or _into(easel, rtl=rtl)
    beside = part.h == 1
    width = z.width
    if beside:
        width = round(film.width * (1 - part.w) - z.left - easel.gap * 1.5)
    low = z.bottom if beside else min(z.bottom, round(part.y * film.height - easel.gap * 2))
    whole, divided, *freely = ever_finer(easel.language, easel.note)
    tries = [(share, fine) for share in TIGHTER for fine in (whole, divided)]
    too_tall: set[float] = set()
    for share, fine in (*tries, *((TIGHTER[-1], fine) for fine in freely)):
        if fine is divided and share in too_tall:
            continue  # dividing words makes nothing lower
        pages = _pages(easel, words, head, call, share, width, fine=fine)
        try:
            cards = easel.pages(pages, rtl, short(head))
        except DoesNotFit:
            continue
        rest = easel.gap * 2.4 * share
        tall = sum(card.height for card in cards) + rest * (len(cards) - 1)
        if tall <= low - z.top:
            return CardSet(head, cards, fine, rest, (low - z.top - tall) / 2)
        too_tall.add(share)
    raise DoesNotFit(
        f"{short(head)}, {short(call.text)} and {short(words.note or call.link)} do not fit "
        f"the end card of a {film.name} film together; shorten them"
    )


def _panel(easel: Easel, part: Box, start: int, frames: int, name: str) -> Overlay:
    """The brand's colour over all of the frame but the picture's part."""
    film = easel.format
    pixels = np.zeros((film.height, film.width, 4), np.uint8)
    pixels[..., :3] = rgb(easel.brand.palette.primary)
    pixels[..., 3] = 255
    top, left = round(part.y * film.height), round(part.x * film.width)
    low, right = round((part.y + part.h) * film.height), round((part.x + part.w) * film.width)
    pixels[top:low, left:right, 3] = 0
    return easel.pixels(
        pixels, 0, 0, start, frames, kind="scrim", name=f"{name}-ground", enter=10, leave=0
    )


def _shown(
    easel: Easel, words: Text, head: str, call: CallToAction, fine: Fine
) -> list[dict[str, Any]]:
    """What the checks read of each card: its kind, words, colour, type size and margin."""
    bare, none = (easel.bleed(),) * 2, (0, 0)
    least, button = easel.scale.heads[-1] * easel.format.height * TIGHTER[-1], easel.body
    if fine and fine.share:
        least, button = easel.note, easel.note
    small = f"{words.body} {short_link(call.link)} {words.note}".strip()
    on = easel.colours
    size = easel.note
    return [
        {"kind": "logo", "inset": none},
        {"kind": "end card", "words": head, "colour": on["on primary"], "size": least,
         "inset": bare},
        {"kind": "end card", "words": call.text, "colour": on["on accent"], "size": button,
         "inset": none},
        {"kind": "end card", "words": small, "colour": on["on primary"], "size": size,
         "inset": bare},
    ]  # fmt: skip


def _pages(
    easel: Easel,
    words: Text,
    head: str,
    call: CallToAction,
    share: float,
    width: int,
    *,
    fine: Fine = None,
) -> list[Page]:
    body = easel.body
    big, middle, least = (s * easel.format.height * share for s in easel.scale.heads)
    sizes = ((big, 2), (middle, 2), (middle, 3), (least, 3), (least, 4))
    title = Voice("heading", easel.heading, "on primary", head=True)
    button = {
        **text(
            call.text,
            Voice("body", easel.bold, "on accent"),
            [(body * 1.1, 1), (body, 2)],
            width - body * 3.3,
            name="button",
            fine=fine,
        ),
        "kind": "button",
        "fill": "accent",
        "radius": round(body * 0.28),
        "pad-x": round(body * 0.9),
        "pad-y": round(body * 0.62),
    }
    return [
        _logo(easel, width),
        {
            "parts": [text(head, title, sizes, width, name="head", fine=fine)],
            "bleed": easel.bleed(),
        },
        {"parts": [button]},
        {"parts": _small(easel, words, head, call, width, fine), "bleed": easel.bleed()},
    ]


def _small(
    easel: Easel, words: Text, head: str, call: CallToAction, width: int, fine: Fine
) -> list[Part]:
    body, note = easel.body, easel.note
    link = Voice("body", easel.bold, "on primary")
    parts: list[Part] = []
    if words.body and not _same(words.body, head):
        plain = Voice("body", easel.regular, "on primary")
        parts += [
            text(words.body, plain, [(body, 3)], width, name="body", fine=fine),
            gap(easel.gap * 0.9),
        ]
    sizes = [(body, 1), (body * 0.84, 1), (note, 1 if fine is None else 3)]
    parts.append(text(short_link(call.link), link, sizes, width, name="link", fine=fine))
    if words.note:
        soft = Voice("body", easel.regular, "soft on primary")
        terms = text(words.note, soft, [(note, 4)], width, name="note", fine=fine)
        parts += [gap(easel.gap * 1.1), terms]
    return parts


def _logo(easel: Easel, width: int) -> Page:
    """The logo that stands out from the brand's colour, on a ground of its own where none does."""
    size = min(width * 0.62, easel.logo_height * 1.3 * easel.brand.logo_aspect)
    file = easel.logo_on("primary")
    if easel.logo_contrast(file, "primary") >= LOGO_NEEDS:
        return {"parts": [image(file, size)]}
    pad = easel.gap
    under, file = easel.logo_ground()
    ground = panel(under, start=pad, end=pad, top=pad, bottom=pad, radius=easel.radius())
    return {"parts": [image(file, size)], "panel": ground}


def _same(one: str, other: str) -> bool:
    return one.casefold().strip(" .!") == other.casefold().strip(" .!")


def short_link(link: str) -> str:
    """An address as people say it: no scheme, no www, no tracking."""
    plain = link.removeprefix("https://").removeprefix("http://").removeprefix("www.")
    return plain.split("?")[0].split("#")[0].rstrip("/")
