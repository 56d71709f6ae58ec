"""Composes a storyboard without a model, from chosen lines."""

import random
import re
from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from itertools import combinations

from ...domain.brief import Brief, FeatureDraw, Form
from ...domain.campaign import Campaign
from ...domain.errors import DoesNotFit
from ...domain.segment import Segment
from ...domain.sentences import unstopped
from ...domain.storyboard import Beat, Scene, Text
from ...domain.wording import says
from ..camera import directions
from ..mood import feel
from ..pacing import SPARE, beats_for, fewest, longest, needed, scene_count
from ..theirs import theirs
from ..timing import GRID, share_out
from ..vocabulary import met, stems
from .choice import choose
from .desk import Choice, Desk, lead_of, stock_of
from .lines import BRIDGE, Thought, lines_for, offered, sights_of
from .own_words import speaks
from .value import same_picture, spoken_for, value_of

_SCALES = ("medium", "close", "wide")
_TURNING = ("demonstration", "emotional metaphor", "letter", "question and answer")
"""Forms that stand well without a moment of relief."""

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
    mood = feel(segment, brief.concept, campaign.brand.music)
    desk = Desk(
        lines=lines_for(segment, campaign),
        brief=brief,
        segment=segment,
        draw=draw,
        brand=campaign.brand.name,
        product=campaign.product,
        seconds=seconds,
        form=_form(brief, campaign, seconds),
        speaks=speaks(campaign),
        quiet=SPARE[mood.pace] if seconds > 12 else SPARE["brisk"],
        own=theirs(campaign, segment),
        tongues=tuple(campaign.translations.values()),
    )
    made = _unlike(_arranged(desk, source), desk, campaign)
    beats: list[Beat] = [c.beat for c in made]
    said = _trimmed(made, seconds)
    scales = _scales(made)
    cameras = directions(beats, [bool(c.sight.who) for c in made], mood.pace, source)
    plate = _name_plate(made, said, campaign)
    offer = _asked_for(campaign, desk.lines)
    if offer and any(c.line.id == offer.id for c in made):
        offer = None  # a scene has shown it: the end card need not
    times = share_out(_needs(made, said), seconds)
    return tuple(
        Scene(
            id=f"s{n + 1}",
            beat=c.beat,
            description=_description(c, scales[n]),
            seek=c.sight.seek,
            camera=cameras[n],
            narration=said[n],
            seconds=times[n],
            text=_text(c, campaign, show_brand=n == plate, offer=offer),
            scale=scales[n],  # type: ignore[arg-type]
            facts=_facts(c, offer),
            traits=_traits(c, segment, draw),
            sound=c.sight.sound,
        )
        for n, c in enumerate(made)
    )


def _form(brief: Brief, campaign: Campaign, seconds: Fraction) -> Form:
    """The form that the film is told in: an image is told as one whatever its concept says."""
    form = brief.concept.form
    if brief.concept.abstraction == "metaphorical":
        return "emotional metaphor"
    if form not in _TURNING and all(m.when == "before" for m in campaign.moments):
        return "problem and answer"  # plain turns only lead to a proof, so they stand before it
    if form == "letter" and (seconds < LETTER or not speaks(campaign)):
        return "problem and answer"
    return form


LETTER = 18
"""Seconds under which a letter has no time to say who writes."""


def _arranged(desk: Desk, source: random.Random) -> tuple[Choice, ...]:
    """The best arrangement; fewer scenes where the words of so many do not fit or repeat.

    Raises DoesNotFit where there is too little to say for a film of this length.
    """
    count, least = scene_count(desk.seconds), fewest(desk.seconds)
    tried: dict[tuple[Beat, ...], tuple[Choice, ...]] = {}
    for scenes in range(count, least - 1, -1):
        beats = _told(beats_for(desk.form, scenes, stock_of(desk)), desk)
        made = tried.get(beats) or choose(beats, desk, source)
        tried[beats] = made
        if len(made) >= least and _holds(made, desk):
            return made
    long = [made for made in tried.values() if len(made) >= least]
    if not long:
        most = max(map(len, tried))
        raise DoesNotFit(
            f"a film of {float(desk.seconds):g} s takes {least} scenes or more, and for "
            f"{desk.segment.name} there is something to say in {most}: write {least - most} more "
            f"[[moments]] or [[proofs]], or make `seconds` {longest(most):g} or less"
        )
    return max(long, key=lambda made: value_of(made, desk))


def _unlike(made: tuple[Choice, ...], desk: Desk, campaign: Campaign) -> tuple[Choice, ...]:
    """The arrangement with another picture where a scene asks for one that was shown before."""
    found: list[Choice] = []
    shown: set[frozenset[str]] = set()
    for choice in made:
        near = [s for x in desk.lines if x.kind == choice.line.kind for s in x.shows]
        spare = [*choice.line.shows, *near, *(s for x in desk.lines for s in x.shows)]
        wanted = [choice.sight, *spare, *sights_of(campaign)]
        sight = next((s for s in wanted if stems(s.seek) not in shown), choice.sight)
        shown.add(stems(sight.seek))
        found.append(replace(choice, sight=sight))
    return tuple(found)


def _told(beats: Sequence[Beat], desk: Desk) -> tuple[Beat, ...]:
    """The beats that there is something to say for; what runs out gives way to a fact, or goes.

    A campaign without moments of relief has turns that only lead to a proof: none stands after. An
    image speaks to everybody: what tells whose film it is, is then said before the first proof.
    """
    left: dict[str, int] = dict(vars(stock_of(desk)))
    only_bridges = all(x.id.startswith(BRIDGE) for x in desk.of("after"))
    whose = lead_of(desk).kind == "image" and "tension" not in beats
    kept: list[Beat] = []
    for beat in beats[1:-1]:
        idle = beat == "turn" and only_bridges and "proof" in kept
        if idle and whose and left["tension"]:
            left["tension"] -= 1
            kept.insert(kept.index("proof"), "tension")
            whose = False
            continue
        options: list[Beat] = [] if idle else [beat]
        if "proof" in kept:
            options.append("proof")
        options.append("offer")
        found: Beat | None = next((b for b in options if left[b]), None)
        if found:
            left[found] -= 1
            kept.append(found)
    return (beats[0], *kept, beats[-1])


def _holds(made: Sequence[Choice], desk: Desk) -> bool:
    """Whether the words fit the time, no picture and no line comes twice, and the brand is said."""
    fits = spoken_for(made) <= float(desk.seconds)
    lines = {(c.line.kind, c.line.id) for c in made}
    alike = any(same_picture(a, b, desk.product) for a, b in combinations(made, 2))
    named = desk.seconds <= 12 or any(desk.brand in c.said for c in made[:-1])
    return fits and named and not alike and len(lines) == len(made)


def _trimmed(made: Sequence[Choice], seconds: Fraction) -> list[str]:
    """The narration; where it is too long, what leads to the answer is left to its type alone."""
    said = [c.said for c in made]
    order = sorted(range(len(made)), key=lambda n: _SPARED.index(made[n].beat))
    for n in order:
        needs = (
            c.way.seconds if s else needed("", last=False) for c, s in zip(made, said, strict=True)
        )
        if sum(needs) + len(made) / GRID <= float(seconds) or made[n].beat == "call":
            break
        said[n] = ""
    return said


def _needs(made: Sequence[Choice], said: Sequence[str]) -> list[float]:
    """Seconds that each scene takes at the least."""
    return [
        c.way.seconds if text else needed("", last=False)
        for c, text in zip(made, said, strict=True)
    ]


_SPARED: tuple[Beat, ...] = ("tension", "hook", "turn", "offer", "proof", "call")
"""The beats whose words a film can spare, first to last."""


def _name_plate(made: Sequence[Choice], said: Sequence[str], campaign: Campaign) -> int:
    """The scene whose type names the company, where no word of the first scenes does; else -1."""
    if any(campaign.brand.name in s for s in said[:2]):
        return -1
    half = [n for n, c in enumerate(made) if 0 < n <= len(made) // 2 and c.beat != "call"]
    return next((n for n in half if not _priced(made[n].line)), 0 if half else -1)


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


def _text(choice: Choice, campaign: Campaign, *, show_brand: bool, offer: Thought | None) -> Text:
    line = choice.line
    named = f"{campaign.brand.name}, {campaign.category}" if show_brand else ""
    if choice.beat == "call":
        told = next((o for o in campaign.offers if offer and o.id == offer.id), None)
        body = offered(told, campaign.call.text) if told else ""
        return Text(
            kind="end card", head=line.head, body=body, note=told.terms if told and body else ""
        )
    if _priced(line):
        return Text(kind="price", head=line.price, body=line.head, note=line.note)
    if line.kind in ("proof", "offer"):
        return Text(kind="lower third", head=line.head, body=named, note=line.note)
    if not line.head and not named:
        return Text()
    kind = "title" if choice.beat == "hook" else "lower third"
    return Text(kind=kind, head=unstopped(line.head), body=named)


def _asked_for(campaign: Campaign, lines: Sequence[Thought]) -> Thought | None:
    """The offer that the call to action names: the one whose name shares most words with it."""
    call = stems(campaign.call.text, campaign.call.spoken)
    offers = [x for x in lines if x.kind == "offer"]
    named = {o.id: len(call & stems(o.name, o.short)) for o in campaign.offers}
    best = max(offers, key=lambda x: (named[x.id], x.weight, x.id), default=None)
    return best if best and named[best.id] else None


def _priced(line: Thought) -> bool:
    """Whether a line is an offer whose price its name does not tell."""
    words = stems(line.price) <= stems(line.head) and not re.search(r"\d", line.price)
    told = words or says(line.head, line.price)
    return line.kind == "offer" and bool(line.price) and not told


def _facts(choice: Choice, offer: Thought | None) -> tuple[str, ...]:
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
