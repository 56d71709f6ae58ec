"""Sets a scene's type in one of the looks, and says where in the frame it may stand."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Literal

from ..domain.base import Box
from ..domain.errors import DoesNotFit
from ..domain.places import FAR, LOW, RAISED, Arrangement, Setting
from ..domain.storyboard import Text
from .easel import Easel
from .parts import Fine, Part, Sizes, Voice, ever_finer, gap, panel, rule, text
from .typeset import Card, Page, right_to_left, short

Form = Literal["card", "tape", "loose", "open", "panel"]
"""card, tape, open: see looks.Form. loose: strips that reach no edge of the frame. panel: bare
letters on the panel of a divided frame."""

Spot = tuple[Literal["start", "end"], Literal["top", "low"]]
"""Side in reading direction, and height."""

LEAST_PICTURE, SMALL_PICTURE = 0.4, 0.51
"""Share of a divided frame's height that a picture takes at least, and that a small one takes."""

BESIDE = (Box(x=11 / 24, y=0, w=13 / 24, h=1), Box(x=0.5, y=0.1, w=5 / 12, h=0.8))
"""The picture in a divided wide frame: all of the right, or within the grid where it is small."""


@dataclass(frozen=True)
class Setup:
    """A scene's type, set but not placed.

    colour and size are those of its smallest type; inset is from the card's sides to its letters
    (start, top and bottom, end), in pixels.
    """

    card: Card
    form: Form
    rtl: bool
    inset: tuple[float, float, float]
    colour: str
    size: float
    motion: dict[str, Any] = field(default_factory=dict[str, Any])


def form_for(easel: Easel, words: Text) -> Form:
    """The form that the look gives to these words."""
    form = easel.look.form
    return "card" if form == "tape" and words.kind == "price" else form


def set_up(easel: Easel, words: Text, form: Form, *, ink: str = "") -> Setup:
    """The words set in a form. ink: the colour of bare letters, by its name.

    Raises DoesNotFit where they are too long.
    """
    rtl = right_to_left(words.head or words.body or words.note)
    if form in ("tape", "loose"):
        end = easel.gap * 1.5
        z = easel.zones
        edge = end if form == "loose" else (easel.format.width - z.right if rtl else z.left)
        card, size = _fit(easel, lambda fine: _strips(easel, words, edge, end, fine), words, rtl)
        colour = f"on {easel.look.ground}" if words.head else "on paper"
        inset = (end if rtl else edge, easel.gap * 0.5, edge if rtl else end)
        return Setup(card, form, rtl, inset, easel.colours[colour], size)
    if form == "card":
        ground = easel.look.ground if easel.look.form != "open" else "paper"
        pad, top = easel.pad(), easel.gap * 2.0
        ink, strong = _inks(ground)
        filled = panel(ground, start=pad, end=pad, top=top, bottom=top, radius=easel.radius())

        def page(fine: Fine) -> Page:
            parts = _stack(easel, words, ink, strong, f"soft on {ground}", fine=fine)
            return {"parts": parts, "panel": filled}

        card, size = _fit(easel, page, words, rtl)
        colour = easel.colours[strong if words.head else ink]
        return Setup(card, form, rtl, (pad, top, pad), colour, size)
    bleed = easel.bleed()
    if form == "panel":
        ground = easel.panel_ground()
        ink, strong = _inks(ground)
        soft = f"soft on {ground}"
    else:
        ink = strong = soft = ink or "light"

    def bare(fine: Fine) -> Page:
        return {"parts": _stack(easel, words, ink, strong, soft, fine=fine), "bleed": bleed}

    card, size = _fit(easel, bare, words, rtl)
    colour = easel.colours[strong if words.head else ink]
    return Setup(card, form, rtl, (bleed, bleed, bleed), colour, size)


def spots(easel: Easel, form: Form) -> tuple[Spot, ...]:
    """Where a form may stand, best first."""
    if form == "panel":
        return (("start", "top"),)
    if easel.format.name != "16:9":
        return (("start", "top"), ("start", "low"))
    if form == "tape":
        return (("start", "top"), ("start", "low"))
    if form == "loose":
        return (("end", "top"),)
    return (("start", "top"), ("start", "low"), ("end", "top"))


def placed(easel: Easel, made: Setup, spot: Spot) -> tuple[int, int]:
    """Left and top pixel of a card at a spot: its letters keep to the safe box."""
    z, card = easel.zones, made.card
    side, level = spot
    left = (side == "start") != made.rtl
    if made.form == "tape":
        x = 0 if left else easel.format.width - card.width
    else:
        start, _, end = made.inset
        x = z.left - round(start) if left else z.right + round(end) - card.width
    top = z.top + easel.logo_height + round(easel.gap * 3)
    if made.form == "panel" and easel.format.name == "16:9":
        # Beside the picture the panel's height is free: type stands at its middle.
        return x, round((top + z.bottom - caption_room(easel) - card.height) / 2)
    low = z.bottom - caption_room(easel) - round(easel.gap) - card.height
    return x, low if level == "low" and low > top else top


def caption_room(easel: Easel) -> int:
    """Height of two lines of caption and the room over them, pixels."""
    return round(easel.caption * 3.0 + easel.gap)


def captions_at(easel: Easel, y: float | None = None, *, wide: float = 0.0) -> Box:
    """Where captions stand, letters only: at the safe box's low edge, or from row y on.

    wide: the widest they may be in pixels; 0 is what suits the format.
    """
    z, film = easel.zones, easel.format
    high = easel.caption * 1.36 * 2
    wide = min(z.width, wide or {"16:9": 0.5}.get(film.name, 0.82) * film.width)
    top = z.bottom - high if y is None else y
    return Box(
        x=z.left / film.width, y=top / film.height, w=wide / film.width, h=high / film.height
    )


def logo_at(easel: Easel) -> Box:
    """Where the logo stands, with the ground it may need."""
    width = min(easel.logo_height * easel.brand.logo_aspect, easel.zones.width * 0.5)
    pads = easel.pad(), easel.gap
    x, y = easel.zones.left - pads[0], easel.zones.top - pads[1]
    wide, high = width + 2 * pads[0], width / easel.brand.logo_aspect + 2 * pads[1]
    film = easel.format
    return Box(x=x / film.width, y=y / film.height, w=wide / film.width, h=high / film.height)


def settings_for(easel: Easel, words: Text, form: Form) -> tuple[Setting, ...]:
    """All the ways to divide the frame for these words, best first."""
    low, logo = captions_at(easel), logo_at(easel)
    if not words.lettered or words.kind == "none":
        whole = Setting(arrangements=(Arrangement(captions=low, logo=logo),))
        return (whole, *(_spoken_above(easel) if easel.format.name == "9:16" else ()))
    arrangements = [
        Arrangement(
            type=_box(easel, made, placed(easel, made, spot)),
            captions=low,
            logo=logo,
            dearer=cost_of(spot),
        )
        for made, spot in ways(easel, words, form)
    ]
    first = arrangements[0].type
    if easel.format.name == "9:16" and first is not None:
        under = captions_at(easel, (first.y + first.h) * easel.format.height + easel.gap * 1.5)
        arrangements.append(Arrangement(type=first, captions=under, logo=logo, dearer=RAISED))
    return (Setting(arrangements=tuple(arrangements)), *divided(easel, words))


def ways(easel: Easel, words: Text, form: Form) -> list[tuple[Setup, Spot]]:
    """The words set in a form, or one near it, and where each may stand, best first."""
    kinds: tuple[Form, ...] = (form,)
    if form == "tape" and easel.format.name == "16:9":
        kinds = (form, "loose")
    made = [set_up(easel, words, kind) for kind in kinds]
    return [(one, spot) for one in made for spot in spots(easel, one.form)]


def cost_of(spot: Spot) -> float:
    """What it costs to stand elsewhere than at the top of the reading side."""
    side, level = spot
    return LOW * (level == "low") + FAR * (side == "end")


def divided(easel: Easel, words: Text) -> list[Setting]:
    """The frame divided: type on a panel, the picture in the rest, or in less where it is small."""
    made = set_up(easel, words, "panel")
    x, y = placed(easel, made, ("start", "top"))
    type_box = _box(easel, made, (x, y))
    if easel.format.name == "16:9":
        wide = BESIDE[0].x * easel.format.width - easel.zones.left - easel.gap * 2
        arrangements = (Arrangement(type=type_box, captions=captions_at(easel, wide=wide)),)
        return [
            Setting(
                into=b if not made.rtl else b.model_copy(update={"x": 1 - b.x - b.w}),
                arrangements=arrangements,
            )
            for b in BESIDE
        ]
    arrangements = (Arrangement(type=type_box, captions=captions_at(easel)),)
    under = type_box.y + type_box.h + easel.gap * 2.0 / easel.format.height
    top = round(min(1 - LEAST_PICTURE, under), 4)
    found = _spoken_above(easel, type_box) if easel.format.name == "9:16" else []
    found += [Setting(into=Box(x=0, y=top, w=1, h=1 - top), arrangements=arrangements)]
    if len(found) > 1 and (said := found[0].into) and 1 - said.y > SMALL_PICTURE:
        # A small picture too is better left uncovered by what is said.
        into = said.model_copy(update={"h": SMALL_PICTURE})
        found.append(Setting(into=into, arrangements=found[0].arrangements))
    if 1 - top > SMALL_PICTURE:
        into = Box(x=0, y=top, w=1, h=SMALL_PICTURE)
        found.append(Setting(into=into, arrangements=arrangements))
    return found


def _spoken_above(easel: Easel, type_box: Box | None = None) -> list[Setting]:
    """Type and captions on a panel over an untouched picture, where there is room for both."""
    high = easel.format.height
    logo_low = easel.zones.top + easel.logo_height + easel.gap
    type_low = (type_box.y + type_box.h) * high if type_box else logo_low
    said = captions_at(easel, type_low + easel.gap * 2)
    top = round(said.y + said.h + easel.gap * 2.5 / high, 4)
    if top > 1 - LEAST_PICTURE:
        return []
    arrangements = (Arrangement(type=type_box, captions=said),)
    return [Setting(into=Box(x=0, y=top, w=1, h=1 - top), arrangements=arrangements)]


def _box(easel: Easel, made: Setup, at: tuple[int, int]) -> Box:
    wide, high = easel.format.width, easel.format.height
    return Box(x=at[0] / wide, y=at[1] / high, w=made.card.width / wide, h=made.card.height / high)


def _inks(ground: str) -> tuple[str, str]:
    """Colours of text and of headlines on a ground."""
    plain = f"on {ground}"
    return plain, "strong on paper" if ground == "paper" else plain


def _strips(easel: Easel, words: Text, edge: float, end: float, fine: Fine) -> Page:
    """A page of strips: the headline's in the look's ground, the small words' on paper."""
    parts: list[Part] = []
    width = _width(easel) - end
    ground = easel.look.ground

    def strip(fill: str) -> dict[str, Any]:
        return {"fill": fill, "start": round(edge), "end": round(end), "radius": 0}

    if words.head:
        voice = Voice("heading", easel.heading, f"on {ground}", head=True)
        head = _quoted(words) if words.kind == "quote" else words.head
        made = text(head, voice, _heads(easel, words), width, name="head", fine=fine)
        parts.append({**made, "tape": strip(ground), "pitch": made["pitch"] + 0.16})
    for line, size, most in ((words.body, easel.body, 3), (words.note, easel.note, 2)):
        if line:
            voice = Voice("body", easel.regular, "on paper")
            made = text(line, voice, [(size, most)], width, name="body", fine=fine)
            parts.append({**made, "tape": strip("paper"), "pitch": made["pitch"] + 0.24})
    return {"parts": parts}


def _stack(
    easel: Easel, words: Text, ink: str, strong: str, soft: str, *, fine: Fine
) -> list[Part]:
    """Rule or mark, headline, body and note, one under the other."""
    width = _width(easel)
    parts: list[Part] = []
    heads = _heads(easel, words)
    # Type and its mark keep one colour; on a panel the headline may be the brand's own.
    head = Voice("heading", easel.heading, strong, head=True)
    if words.kind == "quote":
        mark = text("\u201c", head, [(heads[0][0] * 1.1, 1)], width, name="mark")
        parts += [{**mark, "pitch": 1.0}, gap(-heads[0][0] * 0.42)]
    elif easel.look.rule and words.kind in ("title", "price"):
        line = rule(easel.gap * 3.6, max(4, easel.gap * 0.42), strong)
        parts += [line, gap(easel.gap * 1.5)]
    if words.kind == "price" and words.body:
        # What it is comes first, small; the price is the picture.
        over = Voice("body", easel.bold, ink)
        parts += [
            text(words.body, over, [(easel.body, 2)], width, name="body", fine=fine),
            gap(easel.gap * 0.5),
        ]
    if words.head:
        parts.append(text(words.head, head, heads, width, name="head", fine=fine))
    if words.body and words.kind != "price":
        parts += [gap(easel.gap * 1.1)] if words.head else []
        voice = Voice("body", easel.regular, ink)
        parts.append(text(words.body, voice, [(easel.body, 3)], width, name="body", fine=fine))
    if words.note:
        # Alone it has no louder line to give way to.
        voice = Voice("body", easel.regular, soft if words.head or words.body else ink)
        note = text(words.note, voice, [(easel.note, 3)], width, name="note", fine=fine)
        parts += [gap(easel.gap * 0.9), note] if words.head or words.body else [note]
    return parts


def _heads(easel: Easel, words: Text) -> Sizes:
    big, middle, least = (size * easel.format.height for size in easel.scale.heads)
    if words.kind == "lower third":
        return ((middle, 1), (least, 2), (least, 3))
    if words.kind == "price":
        return ((big * 1.25, 1), (big, 2), (middle, 2), (least, 3))
    return ((big, 2), (middle, 2), (middle, 3), (least, 3), (least, 4))


def _width(easel: Easel) -> int:
    """The measure of type: no wider than reads well, and never past the safe box."""
    wide = {"16:9": 0.36, "1:1": 0.8, "4:5": 0.8}.get(easel.format.name, 1.0)
    return min(easel.zones.width, round(easel.format.width * wide))


def _smallest(easel: Easel, words: Text) -> float:
    if words.note:
        return easel.note
    return easel.body if words.body else easel.scale.heads[-1] * easel.format.height


def _fit(easel: Easel, page: Callable[[Fine], Page], words: Text, rtl: bool) -> tuple[Card, float]:
    """The page, broken between phrases, or between characters where phrases are too wide.

    Also its smallest type, pixels.
    """
    for part in (words.head, words.body, words.note):
        easel.guard(part, words.kind)
    room = round(easel.zones.height * (0.56 if easel.format.name == "9:16" else 0.6))
    for fine in ever_finer(easel.language, easel.note):
        try:
            cards = easel.setter.pages(
                [page(fine)], easel.colours, language=easel.language, rtl=rtl
            )
        except DoesNotFit:
            continue
        if cards[0].height <= room:
            least = _smallest(easel, words)
            return cards[0], max(easel.note, least * fine.share) if fine and fine.share else least
    raise DoesNotFit(
        f"{short(said(words))} does not fit the {words.kind} of a {easel.format.name} film "
        "even in the smallest type allowed; shorten it"
    )


def said(words: Text) -> str:
    """All that a scene's type says, in one line."""
    return " ".join(f"{words.head} {words.body} {words.note}".split())


def _quoted(words: Text) -> str:
    plain = words.head.strip().strip("\"\u201c\u201d'")
    return f"\u201c{plain}\u201d"
