"""Paints the end card: logo, headline, the call to action, where it leads, its terms."""

from typing import Any

from ..domain.campaign import CallToAction
from ..domain.errors import DoesNotFit
from ..domain.storyboard import Text
from ..domain.timeline import Overlay
from .easel import Easel
from .legibility import LOGO_NEEDS, luminance, ratio, scrim
from .parts import Part, Voice, gap, image, panel, text
from .typeset import Card, Page, right_to_left, short

TINT, TINT_EDGE = 0.96, 0.86
"""Opacity of the brand's colour over the picture: under the letters, and at the frame's edges."""

TIGHTER = (1.0, 0.86, 0.72)
"""Sizes of headline and spaces to try."""


def paint_end_card(
    easel: Easel, words: Text, call: CallToAction, start: int, frames: int, *, name: str
) -> tuple[Overlay, ...]:
    """See Painter.end_card."""
    head = words.head or easel.brand.tagline or easel.brand.name
    if _same(head, call.text):
        head = easel.brand.tagline or easel.brand.name
    for part in (head, call.text, words.body, words.note):
        easel.guard(part, "end card")
    rtl = right_to_left(head)
    wide = easel.format.name == "16:9"
    for share in TIGHTER:
        cards = _cards(easel, words, head, call, rtl, share)
        rest = easel.gap * 2.4 * share
        columns = [cards[:2], cards[2:]] if wide else [cards]
        tall = max(_height(column, rest) for column in columns)
        if tall <= easel.zones.height:
            break
    else:
        raise DoesNotFit(
            f"{short(head)}, {short(call.text)} and {short(words.note or call.link)} do not fit "
            f"the end card of a {easel.format.name} film together; shorten them"
        )
    first = easel.zones.top + (easel.zones.height - tall) / 2
    ground = scrim(
        easel.format.width,
        easel.format.height,
        easel.brand.palette.primary,
        TINT,
        full=(round(first), round(first + tall)),
        least=TINT_EDGE,
    )
    overlays = [
        easel.pixels(
            ground, 0, 0, start, frames, kind="scrim", name=f"{name}-ground", enter=10, leave=0
        )
    ]
    shown = _shown(easel, words, head, call)
    for k, column in enumerate(columns):
        y = first + (tall - _height(column, rest)) / 2
        x = easel.zones.left + (round(easel.zones.width * 0.58) if k else 0)
        for card in column:
            n = len(overlays) - 1
            late = min(frames // 4, 5 + 4 * n)
            bleed = shown[n]["inset"][0]
            at = easel.format.width - x - card.width + bleed if rtl else x - bleed
            overlays.append(
                easel.kept(
                    card,
                    at,
                    y - bleed,
                    start + late,
                    frames - late,
                    name=f"{name}-{n + 1}",
                    slide=round(easel.gap * 1.6),
                    leave=0,
                    **shown[n],
                )
            )
            y += card.height - 2 * bleed + rest
    return tuple(overlays)


def _shown(easel: Easel, words: Text, head: str, call: CallToAction) -> list[dict[str, Any]]:
    """What the checks read of each card: its kind, words, colour, type size and margin."""
    bare, none = (easel.bleed(),) * 2, (0, 0)
    least = easel.scale.heads[-1] * easel.format.height * TIGHTER[-1]
    small = f"{words.body} {short_link(call.link)} {words.note}".strip()
    on = easel.colours
    size = easel.note
    return [
        {"kind": "logo", "inset": none},
        {"kind": "end card", "words": head, "colour": on["on primary"], "size": least,
         "inset": bare},
        {"kind": "end card", "words": call.text, "colour": on["on accent"], "size": easel.body,
         "inset": none},
        {"kind": "end card", "words": small, "colour": on["on primary"], "size": size,
         "inset": bare},
    ]  # fmt: skip


def _cards(
    easel: Easel, words: Text, head: str, call: CallToAction, rtl: bool, share: float
) -> tuple[Card, ...]:
    """Logo, headline, button, and where it leads with its terms: four cards."""
    wide = easel.format.name == "16:9"
    width = round(easel.zones.width * (0.5 if wide else 1.0))
    other = round(easel.zones.width * 0.42) if wide else width
    body = easel.body
    big, middle, least = (s * easel.format.height * share for s in easel.scale.heads)
    sizes = ((big, 2), (middle, 2), (middle, 3), (least, 3), (least, 4))
    title = Voice("heading", easel.heading, "on primary", head=True)
    button = {
        **text(
            call.text,
            Voice("body", easel.bold, "on accent"),
            [(body * 1.1, 1), (body, 2)],
            other - body * 3.3,
            name="button",
        ),
        "kind": "button",
        "fill": "accent",
        "radius": round(body * 0.28),
        "pad-x": round(body * 0.9),
        "pad-y": round(body * 0.62),
    }
    pages: list[Page] = [
        _logo(easel, width),
        {"parts": [text(head, title, sizes, width, name="head")], "bleed": easel.bleed()},
        {"parts": [button]},
        {"parts": _small(easel, words, head, call, other), "bleed": easel.bleed()},
    ]
    return easel.pages(pages, rtl, f"{short(head)} or {short(call.text)}")


def _small(easel: Easel, words: Text, head: str, call: CallToAction, width: int) -> list[Part]:
    body, note = easel.body, easel.note
    link = Voice("body", easel.bold, "on primary")
    parts: list[Part] = []
    if words.body and not _same(words.body, head):
        plain = Voice("body", easel.regular, "on primary")
        parts += [text(words.body, plain, [(body, 3)], width, name="body"), gap(easel.gap * 0.9)]
    sizes = [(body, 1), (body * 0.84, 1), (note, 1)]
    parts.append(text(short_link(call.link), link, sizes, width, name="link"))
    if words.note:
        soft = Voice("body", easel.regular, "soft on primary")
        terms = text(words.note, soft, [(note, 4)], width, name="note")
        parts += [gap(easel.gap * 1.1), terms]
    return parts


def _logo(easel: Easel, width: int) -> Page:
    """The logo that stands out from the brand's colour, on a paper ground where none does."""
    size = min(width * 0.62, easel.logo_height * 1.3 * easel.brand.logo_aspect)
    file = easel.logo_on("primary")
    if ratio(easel.light_of(file), luminance(easel.brand.palette.primary)) >= LOGO_NEEDS:
        return {"parts": [image(file, size)]}
    pad = easel.gap
    ground = panel("paper", start=pad, end=pad, top=pad, bottom=pad, radius=easel.radius())
    return {"parts": [image(easel.logo_on("paper"), size)], "panel": ground}


def _height(column: tuple[Card, ...], rest: float) -> float:
    return sum(card.height for card in column) + rest * (len(column) - 1)


def _same(one: str, other: str) -> bool:
    return one.casefold().strip(" .!") == other.casefold().strip(" .!")


def short_link(link: str) -> str:
    """An address as people say it: no scheme, no www, no tracking."""
    plain = link.removeprefix("https://").removeprefix("http://").removeprefix("www.")
    return plain.split("?")[0].split("#")[0].rstrip("/")
