"""Composes a storyboard without a model, from chosen lines."""

import random
from collections.abc import Sequence
from fractions import Fraction

from ..domain.brief import Brief, FeatureDraw
from ..domain.campaign import Campaign
from ..domain.segment import Segment
from ..domain.storyboard import Beat, Scene, Text
from .camera import directions
from .lines import Line, lines_for
from .mood import feel
from .offline_choice import Choice, Desk, choose, spoken_for
from .pacing import beats_for, lengths, scene_count
from .vocabulary import met, stems
from .words import word_count

_SCALES = ("medium", "close", "wide")
_TURNING = ("demonstration", "emotional metaphor")
"""Forms whose turn stands well without a moment of relief."""

_SEEN = {"wide": "Wide", "medium": "Medium shot", "close": "Close", "any": "We see"}


def compose_scenes(
    brief: Brief,
    segment: Segment,
    draw: FeatureDraw,
    campaign: Campaign,
    seconds: Fraction,
    source: random.Random,
) -> tuple[Scene, ...]:
    """The scenes of a film, in order. Raises DoesNotFit when no arrangement fits the time."""
    desk = Desk(
        lines=lines_for(segment, campaign),
        brief=brief,
        segment=segment,
        draw=draw,
        brand=campaign.brand.name,
        seconds=seconds,
    )
    count, form = scene_count(seconds), brief.concept.form
    if brief.concept.abstraction == "metaphorical":
        form = "emotional metaphor"
    if form not in _TURNING and all(m.when == "before" for m in campaign.moments):
        form = "problem and answer"  # plain turns only lead to a proof, so they stand before it
    made = choose(beats_for(form, count), desk, source)
    if count > 3 and not _holds(made, desk):
        fewer = choose(beats_for(form, count - 1), desk, source)
        if _holds(fewer, desk) or spoken_for(made) > float(seconds):
            made = fewer
    beats: list[Beat] = [c.beat for c in made]
    said = _trimmed(made, seconds)
    scales = _scales(made)
    mood = feel(segment, brief.concept)
    cameras = directions(beats, [bool(c.sight.who) for c in made], mood.pace, source)
    named = any(campaign.brand.name in s for s in said[:2])
    offer = _asked_for(campaign, desk.lines)
    if offer and any(c.line.id == offer.id for c in made):
        offer = None  # a scene has shown it: the end card need not
    times = lengths(said, seconds)
    return tuple(
        Scene(
            id=f"s{n + 1}",
            beat=c.beat,
            description=_description(c, scales[n]),
            seek=c.sight.seek,
            camera=cameras[n],
            narration=said[n],
            seconds=times[n],
            text=_text(c, campaign, show_brand=n == 1 and not named, offer=offer),
            scale=scales[n],  # type: ignore[arg-type]
            facts=_facts(c, offer),
            traits=_traits(c, segment, draw),
        )
        for n, c in enumerate(made)
    )


def _holds(made: Sequence[Choice], desk: Desk) -> bool:
    """Whether the words fit the time and name the brand in the first two scenes."""
    fits = spoken_for(made) <= float(desk.seconds)
    return fits and any(desk.brand in c.said for c in made[:2])


def _trimmed(made: Sequence[Choice], seconds: Fraction) -> list[str]:
    """The narration; in the shortest films a first scene may be left to its type alone."""
    said = [c.said for c in made]
    if len(made) <= 3 and spoken_for(made) > float(seconds):
        said[0] = ""
    return said


def _scales(made: Sequence[Choice]) -> list[str]:
    """The scale of each picture; two in a row differ, the later one gives way."""
    found: list[str] = []
    for n, choice in enumerate(made):
        scale: str = choice.sight.scale
        before = found[-1] if found else ""
        after = made[n + 1].sight.scale if n + 1 < len(made) else ""
        if scale == "any" or scale == before:
            free = [s for s in _SCALES if s != before]
            scale = next((s for s in free if s != after), free[0])
        found.append(scale)
    return found


def _description(choice: Choice, scale: str) -> str:
    seek = choice.sight.seek.rstrip(".")
    return f"{_SEEN[scale]}: {seek}."


def _text(choice: Choice, campaign: Campaign, *, show_brand: bool, offer: Line | None) -> Text:
    line = choice.line
    named = f"{campaign.brand.name}, {campaign.category}" if show_brand else ""
    if choice.beat == "call":
        body = offer.head if offer and word_count(offer.head) <= 6 else ""
        if offer and stems(body) <= stems(campaign.call.text):
            body = offer.price  # the button says the name already
        return Text(kind="end card", head=line.head, body=body, note=_short(campaign, body, offer))
    if line.kind == "offer" and line.price and word_count(line.price) >= 2:
        return Text(kind="price", head=line.price, body=line.head, note=line.note)
    if line.kind in ("proof", "offer"):
        return Text(kind="lower third", head=line.head, body=named, note=line.note)
    kind = "title" if choice.beat == "hook" else "lower third"
    return Text(kind=kind, head=line.head.rstrip("."), body=named)


def _asked_for(campaign: Campaign, lines: Sequence[Line]) -> Line | None:
    """The offer that the call to action names: the one whose name shares most words with it."""
    call = stems(campaign.call.text, campaign.call.spoken)
    offers = [x for x in lines if x.kind == "offer"]
    named = {o.id: len(call & stems(o.name, o.short)) for o in campaign.offers}
    best = max(offers, key=lambda x: (named[x.id], x.weight, x.id), default=None)
    return best if best and named[best.id] else None


def _short(campaign: Campaign, body: str, offer: Line | None) -> str:
    """The terms of what the end card names, when they are short enough to be read there."""
    if not body or offer is None or word_count(offer.note) > 12:
        return ""
    return offer.note


def _facts(choice: Choice, offer: Line | None) -> tuple[str, ...]:
    shown = offer.facts if choice.beat == "call" and offer else ()
    return tuple(dict.fromkeys((*choice.line.facts, *shown)))


def _traits(choice: Choice, segment: Segment, draw: FeatureDraw) -> tuple[str, ...]:
    """The traits that the scene speaks to: those drawn, or of the segment's needs."""
    texts = (choice.said, *choice.line.answers)
    drawn = [t for t in segment.traits if t.id in draw.traits]
    found = [t.id for t in met(drawn, texts)]
    if not found and stems(*texts):
        found = [t.id for t in met(segment.traits, texts)][:2]
    return tuple(found)
