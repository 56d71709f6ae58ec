"""Thinks of concepts without a model: each starts from one line and tells it in one form."""

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from ...domain.base import slug
from ...domain.brief import Abstraction, Concept, Form
from ...domain.campaign import Campaign
from ...domain.errors import Missing
from ...domain.segment import Segment, Trait
from ..vocabulary import drives, likeness, stems
from .ideas import Parts, bare, idea
from .lines import BRIDGE, Thought, lines_for, metaphors_for
from .own_words import speaks

Similarity = Callable[[Concept, Concept], float]

# A testimonial would need words that a customer wrote; none are invented here.
LITERAL: tuple[Form, ...] = (
    "problem and answer",
    "day in the life",
    "contrast",
    "demonstration",
    "letter",
)

RELIEVING: tuple[Form, ...] = ("day in the life", "contrast")
"""Forms that end on what it is like afterwards, which the campaign has to tell."""

DRAWS = 8
"""How often lines and forms are drawn before a campaign counts as saying too little."""

IMAGED: tuple[Form, ...] = (
    "emotional metaphor",
    "contrast",
    "problem and answer",
    "day in the life",
)
"""Forms in which images are told, one after the other."""


def compose_concepts(
    segment: Segment,
    campaign: Campaign,
    count: int,
    source: random.Random,
    similarity: Similarity,
    too_like: float,
) -> tuple[Concept, ...]:
    """`count` concepts, at least one of them metaphorical, none like another.

    The best lines come first with a little chance, so that seeds differ; where that chance leaves
    too few that differ, it is drawn again. Raises Missing when the campaign has not enough to say,
    and says what to write.
    """
    most = 0
    for _ in range(DRAWS):
        chosen = _drawn(segment, campaign, count, source, similarity, too_like)
        if len(chosen) == count:
            return tuple(chosen)
        most = max(most, len(chosen))
    raise Missing(
        f"the campaign says enough for {most} different concepts for {segment.name}, "
        f"and {count} are wanted; write a few [[moments]] of their day into campaign.toml "
        "(see docs/campaign.md), or choose a text model"
    )


def _drawn(
    segment: Segment,
    campaign: Campaign,
    count: int,
    source: random.Random,
    similarity: Similarity,
    too_like: float,
) -> list[Concept]:
    """Concepts of one draw, `count` of them where it leaves as many that differ."""
    chosen: list[Concept] = []
    forms: set[str] = set()
    candidates = list(_candidates(segment, campaign, source))
    images = [c for c in candidates if c.abstraction == "metaphorical"]
    plain = [c for c in candidates if c.abstraction == "literal"]
    known = {c.hook for c in candidates}
    most_images = max(1, count // 3)

    def take(pool: list[Concept], wanted: int, new_form: bool) -> None:
        for candidate in pool:
            if wanted <= 0:
                return
            if new_form and candidate.form in forms:
                continue
            if any(candidate.id == c.id for c in chosen):
                continue
            if all(similarity(candidate, c) < too_like for c in chosen):
                chosen.append(candidate)
                forms.add(candidate.form)
                wanted -= 1

    take(images, most_images, new_form=False)
    take(plain, count - len(chosen), new_form=True)
    take(plain, count - len(chosen), new_form=False)
    take(images, count - len(chosen), new_form=False)
    if len(chosen) < count:
        needs = _candidates(segment, campaign, source, every_need=True)
        take([c for c in needs if c.hook not in known], count - len(chosen), new_form=False)
    return chosen


def _candidates(
    segment: Segment, campaign: Campaign, source: random.Random, *, every_need: bool = False
) -> Iterator[Concept]:
    lines = lines_for(segment, campaign, every_need=every_need)
    desk = _Desk(segment, campaign, lines, source)
    images = _shuffled([x for x in lines if x.kind == "image"], source, 0.6)
    for n, image in enumerate(images):
        yield _concept(image, IMAGED[n % len(IMAGED)], "metaphorical", desk)
    before = _shuffled([x for x in lines if x.kind == "before"], source)
    relieved = any(x.kind == "after" and not x.id.startswith(BRIDGE) for x in lines)
    forms: list[Form] = [f for f in LITERAL if relieved or f not in RELIEVING]
    if not speaks(campaign):
        forms.remove("letter")
    source.shuffle(forms)
    for n, line in enumerate(before):
        if any(s.endswith("?") for s in line.spoken):
            yield _concept(line, "question and answer", "literal", desk)
        for k in range(len(forms)):
            yield _concept(line, forms[(n + k) % len(forms)], "literal", desk)


@dataclass(frozen=True)
class _Desk:
    """What every concept of a set is made from."""

    segment: Segment
    campaign: Campaign
    lines: tuple[Thought, ...]
    source: random.Random


def _shuffled(lines: list[Thought], source: random.Random, chance: float = 0.25) -> list[Thought]:
    """Best first, give or take a part of the best weight: a quarter by default."""
    most = max((x.weight for x in lines), default=0.0)
    return sorted(lines, key=lambda x: -(x.weight + source.uniform(0, chance) * most))


def _concept(line: Thought, form: Form, abstraction: Abstraction, desk: _Desk) -> Concept:
    asks = form == "question and answer"
    said = [s for s in line.spoken if s.endswith("?") == asks] or list(line.spoken)
    hook = desk.source.choice(said)
    about = stems(hook, *line.answers)

    def suits(fact: Thought) -> float:
        shared = len(set(line.answers) & set(fact.answers))
        return fact.weight + 20 * likeness(about, stems(*fact.answers)) + 4 * shared

    ranked = {
        kind: sorted((x for x in desk.lines if x.kind == kind), key=lambda x: (-suits(x), x.id))
        for kind in ("proof", "offer", "after")
    }
    proofs, offers = ranked["proof"], ranked["offer"]
    backed = [x.id for x in proofs if x.id in line.facts]
    kept = tuple(dict.fromkeys([*backed, *(x.id for x in proofs)]))[:3]
    facts = [x for i in kept for x in proofs if x.id == i] or offers[:1]
    heads = [x.called for x in facts]
    meant = {m.id: m.meaning for m in metaphors_for(desk.segment, desk.campaign)}
    parts = Parts(
        hook=hook,
        head=bare(line.called),
        sight=line.shows[0].seek.rstrip("."),
        proof=bare(heads[0]),
        second=bare(heads[1]) if len(heads) > 1 else "",
        relief=bare(ranked["after"][0].called) if ranked["after"] else "",
        meaning=meant.get(line.id, "").rstrip("."),
        brand=desk.campaign.brand.name,
    )
    return Concept(
        id=_short_id(line.called, line.id),
        title=line.called.rstrip("."),
        idea=idea(form, abstraction, parts),
        abstraction=abstraction,
        form=form,
        hook=hook,
        proofs=kept,
        offers=tuple(f.id for f in offers[:1]),
        traits=_answered(desk.segment, about, line.answers),
    )


def _answered(segment: Segment, about: frozenset[str], answers: Sequence[str]) -> tuple[str, ...]:
    """The traits a line speaks to, the nearest first: one to three, a driving one among them.

    A needs shares half of its words with the line, or is one that the line says it answers.
    """
    named = stems(*answers)

    def near(trait: Trait) -> float:
        own = stems(trait.text)
        return (len(own & named) + 0.5 * len(own & about)) / max(1, len(own))

    ranked = sorted(drives(segment), key=lambda t: (-near(t), -t.cell.index, t.id))
    close = [t.id for t in ranked if near(t) >= 0.6][:3]
    return tuple(close or [ranked[0].id])


def _short_id(head: str, fallback: str) -> str:
    """A slug of at most 24 characters, cut between words."""
    parts = slug(head, fallback).split("-")
    while len("-".join(parts)) > 24 and len(parts) > 1:
        parts.pop()
    return "-".join(parts)[:24].strip("-")
