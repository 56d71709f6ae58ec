"""Weighs concepts by counting: what they answer, how concrete they are, how new."""

import re

from ..domain.brief import Concept, Weighing
from ..domain.campaign import Campaign
from ..domain.segment import Segment
from .lines import Line, lines_for
from .vocabulary import affinity, drives, lexicon, likeness, stems
from .words import word_count

_FORM_INTEREST = {
    "emotional metaphor": 1.0,
    "question and answer": 0.8,
    "contrast": 0.8,
    "day in the life": 0.7,
    "letter": 0.6,
    "testimonial": 0.6,
    "demonstration": 0.5,
    "problem and answer": 0.4,
}
"""How far a form leaves the beaten path of advertising, 0 to 1."""

_YOU = re.compile(r"\byou(?:r|rs|rself)?\b", re.I)


def weigh_concepts(
    concepts: tuple[Concept, ...], segment: Segment, campaign: Campaign
) -> tuple[Weighing, ...]:
    """Each concept's three marks with their reasons, in the order given."""
    lines = lines_for(segment, campaign)
    return tuple(_weigh(c, concepts, segment, lines) for c in concepts)


def _weigh(
    concept: Concept, among: tuple[Concept, ...], segment: Segment, lines: tuple[Line, ...]
) -> Weighing:
    relevance, relevance_why = _relevance(concept, segment, lines)
    engagement, engagement_why = _engagement(concept, segment, lines)
    entertainment, entertainment_why = _entertainment(concept, among)
    return Weighing(
        concept=concept.id,
        relevance=relevance,
        relevance_why=relevance_why,
        engagement=engagement,
        engagement_why=engagement_why,
        entertainment=entertainment,
        entertainment_why=entertainment_why,
    )


def _relevance(concept: Concept, segment: Segment, lines: tuple[Line, ...]) -> tuple[float, str]:
    """Which driving traits it answers (60 %), how near its best proof is to them (40 %)."""
    driving = drives(segment)
    answered = [t for t in driving if t.id in concept.traits]
    lifts = sorted((t.cell.index for t in driving), reverse=True)[:3]
    covered = min(1.0, sum(t.cell.index for t in answered) / max(1, sum(lifts)))
    proofs = [x for x in lines if x.kind == "proof"]
    best = max((x.weight for x in proofs), default=0.0)
    leaning = max((x.weight for x in proofs if x.id in concept.proofs), default=0.0)
    near = leaning / best if best else 0.5
    said = " and ".join(t.text for t in answered[:2]) or "none of their strongest needs"
    lead = next((x.head for x in lines if x.id in concept.proofs), "an offer")
    why = (
        f"It speaks to people who {said}; “{lead.rstrip('.')}” is "
        f"{'the proof nearest them' if near > 0.95 else f'{near:.0%} as near as the best proof'}."
    )
    return _mark(0.6 * covered + 0.4 * near), why


def _engagement(concept: Concept, segment: Segment, lines: tuple[Line, ...]) -> tuple[float, str]:
    """A short hook (30 %), about the viewer (30 %), in their words (25 %), pictured (15 %)."""
    count = word_count(concept.hook)
    short = max(0.0, 1 - max(0, count - 7) / 7)
    own = bool(_YOU.search(concept.hook)) or concept.hook.endswith("?")
    weights = lexicon(segment)
    most = max(weights.values(), default=1.0)
    words = min(1.0, affinity((concept.hook,), weights) / (2 * most))
    line = next((x for x in lines if concept.hook in x.spoken), None)
    pictured = bool(line and any(s.scale != "any" for s in line.shows))
    why = (
        f"The hook takes {count} words, {'is about the viewer' if own else 'opens on an image'}, "
        f"{'uses their own words' if words > 0.3 else 'uses few words of theirs'} and "
        f"{'has a picture of its own' if pictured else 'has no picture of its own'}."
    )
    return _mark(0.3 * short + 0.3 * (1.0 if own else 0.6) + 0.25 * words + 0.15 * pictured), why


def _entertainment(concept: Concept, among: tuple[Concept, ...]) -> tuple[float, str]:
    """The form (50 %), how unlike the others it is (35 %), a turn inside the hook (15 %)."""
    form = _FORM_INTEREST[concept.form]
    mine = stems(concept.title, concept.hook)
    nearest = max(
        (likeness(mine, stems(c.title, c.hook)) for c in among if c.id != concept.id), default=0.0
    )
    turn = bool(re.search(r"[.?!;,:] |\bbut\b|\bnot\b|\buntil\b", concept.hook))
    others = "unlike the others" if nearest < 0.1 else f"{nearest:.0%} like its nearest neighbour"
    why = (
        f"Told as {_article(concept.form)}; its words are {others}"
        f"{', and the hook turns in the middle' if turn else ''}."
    )
    return _mark(0.5 * form + 0.35 * (1 - nearest) + 0.15 * turn), why


def _article(form: str) -> str:
    if form == "day in the life":
        return "a day in the life"
    return f"{'an' if form[0] in 'aeiou' else 'a'} {form}"


def _mark(share: float) -> float:
    return round(10 * min(1.0, max(0.0, share)), 1)
