"""Every sentence a film for a segment could say, with its type, its pictures and its facts.

A campaign that brings moments and metaphors is told in its own words. One that brings only facts is
told by the segment's traits, turned to speak to "you", and by the facts themselves.
"""

import re
from dataclasses import dataclass, replace
from typing import Literal

from ..domain.campaign import Campaign, Metaphor, Offer, Proof, Sight
from ..domain.segment import Segment, Trait
from .images import EVERYDAY
from .person import headline, is_need, question, statement, wish
from .vocabulary import affinity, drives, lexicon, stems, told_to
from .words import capital, lint, lint_head, sentences, word_count

Kind = Literal["before", "after", "image", "meaning", "proof", "offer", "call"]

ENOUGH = 4
"""Moments before the answer that make a film without the traits' own, plainer sentences."""

MOST = 14
"""Words of a spoken sentence."""


@dataclass(frozen=True)
class Line:
    """One thought: ways to say it, type for it, pictures for it, and what it leans on.

    weight is how well it suits the segment: 0 and up, comparable among lines of one kind.
    """

    id: str
    kind: Kind
    spoken: tuple[str, ...]
    head: str
    shows: tuple[Sight, ...]
    weight: float = 0.0
    facts: tuple[str, ...] = ()
    note: str = ""
    price: str = ""
    answers: tuple[str, ...] = ()


def lines_for(segment: Segment, campaign: Campaign) -> tuple[Line, ...]:
    """All lines for the segment, best first within each kind. Never empty of any kind."""
    weigh = _Scale(segment)
    moments = _moments(segment, campaign, weigh)
    told = sum(line.kind == "before" for line in moments)
    found = [
        *moments,
        *(_traits(segment, campaign, weigh) if told < ENOUGH else ()),
        *(_metaphor(m, weigh, part) for m in metaphors_for(segment, campaign) for part in (0, 1)),
        *(_proof(p, campaign, weigh) for p in campaign.proofs),
        *(_offer(o, campaign, weigh) for o in _offers_for(segment, campaign)),
        _call(campaign),
    ]
    if not any(line.kind == "after" for line in found):
        found += _answers(campaign)
    found = _shown_by_relief(found)
    return tuple(sorted(found, key=lambda line: (line.kind, -line.weight, line.id)))


def metaphors_for(segment: Segment, campaign: Campaign) -> tuple[Metaphor, ...]:
    """The campaign's metaphors for the segment, or everyday images where it has none."""
    own = tuple(m for m in campaign.metaphors if told_to(segment, m.only_for))
    return own or EVERYDAY


class _Scale:
    """Weighs words against one segment; long lists of words do not win by length alone."""

    def __init__(self, segment: Segment) -> None:
        self.lexicon = lexicon(segment)

    def __call__(self, *texts: str) -> float:
        count = len(stems(*texts))
        return round(affinity(texts, self.lexicon) / max(1, count) ** 0.5, 3)


def _offers_for(segment: Segment, campaign: Campaign) -> tuple[Offer, ...]:
    return tuple(o for o in campaign.offers if told_to(segment, o.only_for)) or campaign.offers


def _shown_by_relief(lines: list[Line]) -> list[Line]:
    """What an image stands for is shown by people, not by the same image once more."""
    relief = sorted((x for x in lines if x.kind == "after"), key=lambda x: (-x.weight, x.id))[:3]
    shows = tuple(s for x in relief for s in x.shows)
    return [replace(x, shows=shows) if x.kind == "meaning" else x for x in lines]


def _moments(segment: Segment, campaign: Campaign, weigh: _Scale) -> list[Line]:
    return [
        Line(
            id=m.id,
            kind=m.when,
            spoken=m.spoken,
            head=m.head or _head(m.spoken[0]),
            shows=m.shows,
            weight=weigh(*m.answers, *m.spoken),
            facts=m.facts,
            answers=m.answers,
        )
        for m in campaign.moments
        if told_to(segment, m.only_for)
    ]


def _traits(segment: Segment, campaign: Campaign, weigh: _Scale) -> list[Line]:
    """Needs said straight to the viewer; they count for less than a moment that was written."""
    found: list[Line] = []
    for trait in drives(segment):
        said = [statement(trait.text), question(trait.text) or ""]
        said = [s for s in said if s and word_count(s) <= MOST and not lint(s)]
        if said and is_need(trait.text):
            found.append(
                Line(
                    id=trait.id,
                    kind="before",
                    spoken=tuple(said),
                    head=_trait_head(trait, segment),
                    shows=(Sight(seek=", ".join((*trait.keywords, campaign.product))),),
                    weight=0.4 * weigh(trait.text, *trait.keywords),
                    answers=trait.keywords,
                )
            )
    if not found and not campaign.moments:
        found.append(
            Line(
                id="plain",
                kind="before",
                spoken=(f"You are looking for {campaign.product} that keeps its word.",),
                head=capital(f"{campaign.product} you can check"),
                shows=(Sight(seek=campaign.product),),
            )
        )
    return found


def _trait_head(trait: Trait, segment: Segment) -> str:
    """Big type for a trait: the nearest of the segment's own phrases, else what it asks for."""
    own = stems(trait.text)
    phrases = sorted(segment.phrases, key=lambda p: -len(stems(p) & own))
    for phrase in phrases:
        if stems(phrase) & own and (head := headline(phrase)):
            return head
    thing = wish(trait.text)
    if thing and not lint_head(capital(thing)):
        return capital(thing)
    return _head(statement(trait.text))


def _head(sentence: str) -> str:
    """2-6 words of a sentence that stand on their own: a whole one, a part, or its opening."""
    text = sentences(sentence)[0].rstrip(".!?") if sentence else ""
    if 2 <= word_count(text) <= 6:
        return capital(text)
    for marks in (r"[:;]\s+", r"[,:;]\s+(?:and |but |or |so |then )?"):
        parts = [p for p in re.split(marks, text) if 2 <= word_count(p) <= 6]
        if parts:
            return capital(max(parts, key=word_count))
    opening = _LINK.split(text)[0]
    if 2 <= word_count(opening) <= 6:
        return capital(opening)
    words = text.split()[:6]
    while len(words) > 2 and _LINK.fullmatch(f" {words[-1].lower()} "):
        words.pop()
    return capital(" ".join(words))


_LINK = re.compile(
    r"\s(?:a|an|the|of|by|at|on|as|is|are|than|your|our|my|that|when|because|wondering|between|if|"
    r"about|who|for|with|to|in|from|and|but|or|so|which|before|after|until|without)\s",
    re.I,
)
"""Words at which a sentence can be left: what stands before them reads as a headline."""


def _metaphor(m: Metaphor, weigh: _Scale, part: int) -> Line:
    return Line(
        id=m.id,
        kind="meaning" if part else "image",
        spoken=m.turn if part else m.spoken,
        head=_head(m.turn[0]) if part else (m.head or _head(m.spoken[0])),
        shows=m.shows,
        weight=weigh(*m.answers),
        answers=m.answers,
    )


def _proof(p: Proof, campaign: Campaign, weigh: _Scale) -> Line:
    said = tuple(s for s in p.spoken or (p.claim,) if word_count(s) <= MOST)
    short = p.short if 2 <= word_count(p.short) <= 6 else _head(p.short or p.claim)
    return Line(
        id=p.id,
        kind="proof",
        spoken=said or (short.rstrip(".") + ".",),
        head=short,
        shows=p.shows or (Sight(seek=f"{p.short or p.claim}, {campaign.product}"),),
        weight=weigh(*p.answers, p.claim),
        facts=(p.id,),
        note=p.source or source_of(p.substantiation),
        answers=(*p.answers, p.claim),
    )


def source_of(substantiation: str) -> str:
    """At most 8 words that say where a proof stands: those before the first colon or semicolon."""
    text = substantiation.strip().rstrip(".")
    for mark in (":", ";", ". ", ","):
        part = text.partition(mark)[0].strip()
        if 1 < len(part.split()) <= 8:
            return part
    return " ".join(text.split()[:8]).rstrip(",;:")


def _offer(o: Offer, campaign: Campaign, weigh: _Scale) -> Line:
    said = tuple(s for s in o.spoken or sentences(o.text) if 3 <= word_count(s) <= MOST)
    name = next((x for x in (o.short, o.name) if 2 <= word_count(x) <= 6), _head(o.text))
    return Line(
        id=o.id,
        kind="offer",
        spoken=said or (name.rstrip(".") + ".",),
        head=name,
        shows=o.shows or (Sight(seek=f"{o.name}, {campaign.product}"),),
        weight=weigh(*o.answers, o.text),
        facts=(o.id,),
        note=o.terms,
        price=o.price,
        answers=(*o.answers, o.text),
    )


def _call(campaign: Campaign) -> Line:
    call, brand = campaign.call, campaign.brand.name
    plain = f"{call.text.rstrip('.')}."
    named = "" if brand in call.text else f"{call.text.rstrip('.')} with {brand}."
    said = tuple(dict.fromkeys(s for s in (call.spoken, named, plain) if s))
    return Line(
        id="call",
        kind="call",
        spoken=said,
        head=campaign.brand.tagline.rstrip(".") or call.text,
        shows=call.shows or (Sight(seek=f"{campaign.product}, welcome"),),
    )


def _answers(campaign: Campaign) -> list[Line]:
    """Turns for a campaign without moments: they promise nothing but an answer to look at."""
    brand = campaign.brand.name
    said = (
        f"Here is what {brand} does about it.",
        f"{brand} has an answer, and you can check it.",
        f"Ask {brand}, and look at what it can show.",
    )
    heads = (f"What {brand} does", "An answer you can check", f"Ask {brand}")
    return [
        Line(
            id=f"answer-{n + 1}",
            kind="after",
            spoken=(s,),
            head=head,
            shows=(Sight(seek=f"{campaign.product}, {campaign.category}"),),
        )
        for n, (s, head) in enumerate(zip(said, heads, strict=True))
    ]
