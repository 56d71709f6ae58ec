"""Chooses the lines of a film: what is said in each scene, and over which picture."""

import random
from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import pairwise

from ..domain.brief import Brief, FeatureDraw
from ..domain.campaign import Sight
from ..domain.segment import Segment
from ..domain.storyboard import Beat
from .lines import Line
from .pacing import needed
from .plain import FAMILIAR
from .timing import GRID
from .vocabulary import likeness, stems
from .words import lint, word_count

TRIES = 900
"""Random arrangements that are compared; more do not read better."""


LONG = 9
"""Words from which on a line that has one wording only may be said as its headline."""


@dataclass(frozen=True)
class Choice:
    """What one scene says and shows."""

    beat: Beat
    line: Line
    said: str
    sight: Sight


@dataclass(frozen=True)
class Desk:
    """All that the choice is made from."""

    lines: tuple[Line, ...]
    brief: Brief
    segment: Segment
    draw: FeatureDraw
    brand: str
    seconds: Fraction


def choose(beats: Sequence[Beat], desk: Desk, source: random.Random) -> tuple[Choice, ...]:
    """The best of many arrangements that chance proposes.

    An arrangement is better when its lines suit the segment and the drawn traits, fit the time,
    name the brand by the second scene, change the scale of the picture at every cut, keep to few
    people, and repeat neither words nor pictures.
    """
    pools = _pools(beats, desk)
    stressed = stems(*(t.text for t in desk.segment.traits if t.id in desk.draw.traits))
    best: tuple[float, tuple[Choice, ...]] | None = None
    for _ in range(TRIES):
        made = _propose(beats, pools, desk, source)
        value = _value(made, desk, stressed)
        if best is None or value > best[0] + 1e-9:
            best = (value, made)
    assert best is not None  # TRIES is positive
    return best[1]


def _pools(beats: Sequence[Beat], desk: Desk) -> list[list[Line]]:
    """The lines that may stand at each beat, best first."""
    concept = desk.brief.concept
    by_kind = {
        kind: [x for x in desk.lines if x.kind == kind]
        for kind in ("before", "after", "image", "meaning", "proof", "offer", "call")
    }
    lead = _lead(desk)
    meant = [x for x in by_kind["meaning"] if x.id == lead.id and lead.kind == "image"]
    first = desk.brief.proofs[:1]
    least = 0.6 * max((x.weight for x in by_kind["proof"] if x.id in first), default=0.0)
    proofs = [x for x in by_kind["proof"] if x.id in desk.brief.proofs and x.weight >= least]
    offers = [x for x in by_kind["offer"] if x.id in concept.offers]
    spare = [x for x in by_kind["proof"] if x.weight > 0 and x not in proofs]
    tense = [x for x in by_kind["before"] if x.id != lead.id][:5]
    relief = by_kind["after"][:5]
    found: list[list[Line]] = []
    turns = 0
    for beat in beats:
        if beat == "hook":
            found.append([lead])
        elif beat == "tension":
            found.append(tense or relief)
        elif beat == "turn":
            found.append(meant if meant and turns == 0 else relief)
            turns += 1
        elif beat == "proof":
            several = beats.count("proof") > 1
            found.append((proofs + (spare if several else [])) or by_kind["proof"] or offers)
        elif beat == "offer":
            found.append(offers or by_kind["offer"] or by_kind["proof"])
        else:
            found.append(by_kind["call"])
    return found


def _lead(desk: Desk) -> Line:
    """The line that the concept's hook belongs to; a hook of other words borrows its picture."""
    hook = desk.brief.concept.hook
    opening = [x for x in desk.lines if x.kind in ("before", "image")]
    for line in opening:
        if hook in line.spoken:
            return line
    nearest = max(opening, key=lambda x: likeness(stems(hook), stems(*x.spoken, *x.answers)))
    return Line(
        id="hook",
        kind=nearest.kind,
        spoken=(hook,),
        head=desk.brief.concept.title,
        shows=nearest.shows,
        weight=nearest.weight,
    )


def _propose(
    beats: Sequence[Beat], pools: list[list[Line]], desk: Desk, source: random.Random
) -> tuple[Choice, ...]:
    made: list[Choice] = []
    taken: set[tuple[str, str]] = set()
    for beat, pool in zip(beats, pools, strict=True):
        free = [x for x in pool if (x.kind, x.id) not in taken] or pool
        line = free[min(int(source.expovariate(0.7)), len(free) - 1)]
        taken.add((line.kind, line.id))
        made.append(Choice(beat, line, _say(beat, line, desk, source), source.choice(line.shows)))
    silent = not any(desk.brand in c.said for c in made[:2])
    if desk.seconds > 12 and silent and source.random() < 0.85:
        made[1] = replace(made[1], said=_named(made[1], desk.brand, source))
    return tuple(made)


def _named(choice: Choice, brand: str, source: random.Random) -> str:
    """The words of a scene with a short sentence that names the brand and promises nothing."""
    if choice.beat in ("proof", "offer"):
        return f"{brand} has an answer. {choice.said}"
    head = choice.line.head
    short = head if head[-1:] in ".?!" else f"{head}."
    short = choice.said if head == FAMILIAR else short
    tense = choice.beat == "tension"
    first = short if tense and source.random() < 0.7 else choice.said
    ways = ["{} starts there.", "{} begins there."]
    if tense:
        ways = ["Ask {}."] if first.endswith("?") else [*ways, "Tell {}.", "Tell {}.", "Ask {}."]
    return f"{first} {source.choice(ways).format(brand)}"


def _say(beat: Beat, line: Line, desk: Desk, source: random.Random) -> str:
    """The words of a scene; films of 12 s and less may say the headline instead."""
    hook = desk.brief.concept.hook
    if desk.seconds > 12:
        if beat == "hook":
            return hook
        long = len(line.spoken) == 1 and word_count(line.spoken[0]) >= LONG
        if long and line.kind in ("before", "proof", "offer") and source.random() < 0.3:
            head = line.head if line.head[-1:] in ".?!" else f"{line.head}."
            if word_count(head) >= 3 and line.head != FAMILIAR and not lint(head):
                return head
        return (
            min(line.spoken, key=word_count)
            if source.random() < 0.4
            else source.choice(line.spoken)
        )
    head = line.head if line.head[-1:] in ".?!" else f"{line.head}."
    figures = any(c.isdigit() or c == ":" for c in head)
    ways = line.spoken if beat == "call" or figures else (*line.spoken, head)
    return source.choice(ways)


def _value(made: tuple[Choice, ...], desk: Desk, stressed: frozenset[str]) -> float:
    return (
        _suits(made, desk, stressed)
        + _fits(made, desk.seconds)
        + _brand(made, desk.brand)
        + _pictures(made)
        + _repeats(made)
    )


def _suits(made: tuple[Choice, ...], desk: Desk, stressed: frozenset[str]) -> float:
    most = {
        kind: max((x.weight for x in desk.lines if x.kind == kind), default=0.0) or 1.0
        for kind in {c.line.kind for c in made}
    }
    value = sum(c.line.weight / most[c.line.kind] for c in made)
    value += sum(0.5 for c in made if stems(*c.line.answers, c.said) & stressed)
    lead = desk.brief.proofs[:1]
    value += 3.0 * any(c.line.id in lead for c in made if c.line.kind == "proof")
    hook = stems(desk.brief.concept.hook, *made[0].line.answers)
    value += sum(6 * likeness(hook, stems(*c.line.answers)) for c in made[1:-1])
    return value


def spoken_for(made: Sequence[Choice]) -> float:
    """Seconds that the words of an arrangement need, with their quiet."""
    return sum(needed(c.said, last=c is made[-1]) + 1 / GRID for c in made)


def _fits(made: tuple[Choice, ...], seconds: Fraction) -> float:
    """Too long is out of the question; too short leaves a film without words."""
    need = spoken_for(made)
    if need > float(seconds):
        return -20 - 10 * (need - float(seconds))
    return -0.25 * max(0.0, 0.88 * float(seconds) - need)


def _brand(made: tuple[Choice, ...], brand: str) -> float:
    named = [n for n, c in enumerate(made) if brand in c.said]
    value = 4.0 if any(n < 2 for n in named) else 0.8 if any(n < 3 for n in named) else 0.0
    return value - 0.9 * max(0, len(named) - 2)


def _pictures(made: tuple[Choice, ...]) -> float:
    value = 0.0
    for one, other in pairwise(made):
        if one.sight.scale == other.sight.scale != "any":
            value -= 1.6
    sights = [stems(c.sight.seek) for c in made]
    for n, one in enumerate(sights):
        value -= sum(4 for other in sights[n + 1 :] if likeness(one, other) > 0.4)
    people = {name for c in made for name in c.sight.who}
    return value - 0.5 * max(0, len(people) - 3)


def _repeats(made: tuple[Choice, ...]) -> float:
    value = 0.0
    said = [stems(c.said) for c in made]
    for n, one in enumerate(said[:-1]):
        value -= sum(6 * likeness(one, other) for other in said[n + 1 : -1])
    starts = [c.said.split()[0].lower() for c in made]
    value -= sum(0.4 for one, other in pairwise(starts) if one == other)
    backing = [f for c in made if c.line.kind == "after" for f in c.line.facts]
    shown = {c.line.id for c in made if c.line.kind == "proof"}
    return value - sum(0.8 for f in backing if f in shown)
