"""Weighs concepts by counting: what they answer, how concrete they are, how new."""

import re

from ...domain.brief import Concept, Form, Weighing
from ...domain.campaign import Campaign
from ...domain.segment import Segment
from ..vocabulary import affinity, drives, lexicon, likeness, stems
from ..words import BREATH, capital, spoken_seconds, word_count, words
from .lines import Thought, lines_for

_FORM_INTEREST: dict[Form, tuple[float, str]] = {
    "emotional metaphor": (1.0, "an image that the viewer has to read"),
    "question and answer": (0.8, "a question that wants its answer"),
    "contrast": (0.8, "two halves that play against each other"),
    "day in the life": (0.7, "a small story with somebody in it"),
    "letter": (0.7, "one voice that speaks to one person"),
    "testimonial": (0.6, "a person who was there"),
    "demonstration": (0.5, "clear, and little of a surprise"),
    "problem and answer": (0.4, "clear, and told this way often"),
}
"""How far a form leaves the beaten path of advertising, 0 to 1, and why."""

_YOU = re.compile(r"\byou(?:r|rs|rself)?\b", re.I)


def weigh_concepts(
    concepts: tuple[Concept, ...], segment: Segment, campaign: Campaign
) -> tuple[Weighing, ...]:
    """Each concept's three marks with their reasons, in the order given."""
    lines = lines_for(segment, campaign)
    return tuple(_weigh(c, concepts, segment, lines) for c in concepts)


def _weigh(
    concept: Concept, among: tuple[Concept, ...], segment: Segment, lines: tuple[Thought, ...]
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


def _relevance(concept: Concept, segment: Segment, lines: tuple[Thought, ...]) -> tuple[float, str]:
    """Which driving traits it answers (60 %), how near its best proof is to them (40 %)."""
    driving = sorted(drives(segment), key=lambda t: -t.cell.index)
    answered = [t for t in driving if t.id in concept.traits]
    covered = min(
        1.0, sum(t.cell.index for t in answered) / max(1, sum(t.cell.index for t in driving[:3]))
    )
    proofs = [x for x in lines if x.kind == "proof"]
    best = max((x.weight for x in proofs), default=0.0)
    lead = next((x for x in lines if x.id in concept.proofs[:1]), None)
    near = max((x.weight for x in proofs if x.id in concept.proofs), default=0.0) / (best or 1.0)
    if answered:
        said = " and ".join(f"they {t.text} (index {t.cell.index})" for t in answered[:2])
        why = f"It answers that {said}"
    else:
        why = "It answers none of what drives them"
    if left := next((t for t in driving if t not in answered), None):
        why += f"; it leaves out that they {left.text}"
    if lead:
        nearest = proofs[0].called if proofs else lead.called
        place = "the proof nearest to them"
        if lead.called != nearest:
            place = f"though “{nearest.rstrip('.')}” is nearer to them"
        why += f". It rests on “{lead.called.rstrip('.')}”, {place}"
    return _mark(0.6 * covered + 0.4 * (near if best else 0.5)), f"{why}."


def _engagement(
    concept: Concept, segment: Segment, lines: tuple[Thought, ...]
) -> tuple[float, str]:
    """A short hook (30 %), about the viewer (30 %), in their words (25 %), pictured (15 %)."""
    count = word_count(concept.hook)
    short = max(0.0, 1 - max(0, count - 7) / 7)
    own = bool(_YOU.search(concept.hook)) or concept.hook.endswith("?")
    weights = lexicon(segment)
    most = max(weights.values(), default=1.0)
    shared = min(1.0, affinity((concept.hook,), weights) / (2 * most))
    theirs = _theirs(concept.hook, weights)
    line = next((x for x in lines if concept.hook in x.spoken), None)
    pictured = bool(line and any(s.scale != "any" for s in line.shows))
    seconds = spoken_seconds(concept.hook) - BREATH
    why = f"The hook is said in {seconds:.1f} s and "
    why += "speaks to the viewer" if own else "trusts an image before it speaks to anybody"
    if theirs:
        listed = " and ".join(f"“{w}”" for w in theirs)
        why += f"; {listed} {'are' if len(theirs) > 1 else 'is'} out of their own answers"
    else:
        why += "; none of its words are theirs"
    if line and pictured:
        why += f". What is seen at once: {line.shows[0].seek.split(',')[0]}"
    else:
        why += ". No picture of its own goes with it"
    return _mark(0.3 * short + 0.3 * (1.0 if own else 0.6) + 0.25 * shared + 0.15 * pictured), (
        f"{why}."
    )


def _theirs(hook: str, weights: dict[str, float]) -> list[str]:
    """The two words of a hook that belong most to the segment."""
    weight = {w: affinity((w,), weights) for w in words(hook)}
    kept = [w for w in weight if weight[w] >= 1 and len(w) > 3 and w.lower() not in _COMMON]
    return sorted(sorted(kept, key=lambda w: -weight[w])[:2], key=list(weight).index)


_COMMON = frozenset("good nobody same time know knows without little takes keep early told".split())
"""Words that many people's answers hold, and that say nothing about one segment."""


def _entertainment(concept: Concept, among: tuple[Concept, ...]) -> tuple[float, str]:
    """The form (50 %), how unlike the others it is (35 %), a turn inside the hook (15 %)."""
    interest, why = _FORM_INTEREST[concept.form]
    mine = stems(concept.title, concept.hook)
    near, neighbour = max(
        ((likeness(mine, stems(c.title, c.hook)), c.title) for c in among if c.id != concept.id),
        default=(0.0, ""),
    )
    turn = re.search(r"[.?!;,:] |\bbut\b|\bnot\b|\buntil\b", concept.hook)
    why = f"{capital(_article(concept.form))}: {why}"
    if turn:
        rest = concept.hook[turn.start() :].lstrip(".?!;,: ")
        why += f". The hook turns at “{rest.rstrip('.')}”"
    if near >= 0.1:
        why += f". It sounds {near:.0%} like “{neighbour}”"
    else:
        why += ". No other concept of the set sounds like it"
    return _mark(0.5 * interest + 0.35 * (1 - near) + 0.15 * bool(turn)), f"{why}."


def _article(form: str) -> str:
    if form == "day in the life":
        return "a day in the life"
    return f"{'an' if form[0] in 'aeiou' else 'a'} {form}"


def _mark(share: float) -> float:
    return round(10 * min(1.0, max(0.0, share)), 1)
