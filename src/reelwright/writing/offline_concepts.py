"""Thinks of concepts without a model: each starts from one line and tells it in one form."""

import random
from collections.abc import Callable, Iterator

from ..domain.base import slug
from ..domain.brief import Abstraction, Concept, Form
from ..domain.campaign import Campaign
from ..domain.segment import Segment, Trait
from .lines import Line, lines_for
from .vocabulary import drives, likeness, stems

Similarity = Callable[[Concept, Concept], float]

# A letter or a testimonial would need words that somebody wrote; none are invented here.
LITERAL: tuple[Form, ...] = (
    "problem and answer",
    "day in the life",
    "contrast",
    "demonstration",
)

IMAGED: tuple[Form, ...] = (
    "emotional metaphor",
    "contrast",
    "problem and answer",
    "day in the life",
)
"""Forms in which images are told, one after the other."""

_TELLS: dict[Form, str] = {
    "problem and answer": "Name one trouble they know, then answer it with one thing to check.",
    "day in the life": "Stay with an ordinary day, and let the help enter it quietly.",
    "contrast": "Set the day as it is beside the day as it could be.",
    "demonstration": "Show plainly how it works, step by step, from the first call on.",
    "letter": "Speak to one person, as a note left on their table would.",
    "question and answer": "Ask what they ask themselves, and answer without a detour.",
    "emotional metaphor": "Let one image carry the feeling before anything is explained.",
    "testimonial": "Let a customer tell it in their own words.",
}


def compose_concepts(
    segment: Segment,
    campaign: Campaign,
    count: int,
    source: random.Random,
    similarity: Similarity,
    too_like: float,
) -> tuple[Concept, ...]:
    """`count` concepts, at least one of them metaphorical, none like another.

    The best lines come first with a little chance, so that seeds differ. Fewer come back when the
    campaign has not enough to say; the stage's check then says so.
    """
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
    return tuple(chosen)


def _candidates(
    segment: Segment, campaign: Campaign, source: random.Random, *, every_need: bool = False
) -> Iterator[Concept]:
    lines = lines_for(segment, campaign, every_need=every_need)
    facts = [x for x in lines if x.kind in ("proof", "offer")]
    images = _shuffled([x for x in lines if x.kind == "image"], source)
    for n, image in enumerate(images):
        form: Form = IMAGED[n % len(IMAGED)]
        yield _concept(image, form, "metaphorical", segment, facts, source)
    before = _shuffled([x for x in lines if x.kind == "before"], source)
    forms = list(LITERAL)
    source.shuffle(forms)
    for n, line in enumerate(before):
        asks = [s for s in line.spoken if s.endswith("?")]
        if asks:
            yield _concept(line, "question and answer", "literal", segment, facts, source)
        for k in range(len(forms)):
            yield _concept(line, forms[(n + k) % len(forms)], "literal", segment, facts, source)


def _shuffled(lines: list[Line], source: random.Random) -> list[Line]:
    """Best first, give or take a quarter of the best weight."""
    most = max((x.weight for x in lines), default=0.0)
    return sorted(lines, key=lambda x: -(x.weight + source.uniform(0, 0.25) * most))


def _concept(
    line: Line,
    form: Form,
    abstraction: Abstraction,
    segment: Segment,
    facts: list[Line],
    source: random.Random,
) -> Concept:
    asks = form == "question and answer"
    said = [s for s in line.spoken if s.endswith("?") == asks] or list(line.spoken)
    hook = source.choice(said)
    about = stems(hook, *line.answers)

    def suits(fact: Line) -> float:
        return fact.weight + 20 * likeness(about, stems(*fact.answers))

    proofs = sorted((f for f in facts if f.kind == "proof"), key=lambda f: (-suits(f), f.id))
    offers = sorted((f for f in facts if f.kind == "offer"), key=lambda f: (-suits(f), f.id))
    backed = [f.id for f in facts if f.kind == "proof" and f.id in line.facts]
    kept = tuple(dict.fromkeys([*backed, *(f.id for f in proofs)]))[:3]
    shown = line.shows[0].seek.rstrip(".")
    idea = f"{_TELLS[form]} The first picture: {shown}."
    return Concept(
        id=_short_id(line.head, line.id),
        title=line.head.rstrip("."),
        idea=idea,
        abstraction=abstraction,
        form=form,
        hook=hook,
        proofs=kept,
        offers=tuple(f.id for f in offers[:1]),
        traits=_answered(segment, about),
    )


def _answered(segment: Segment, about: frozenset[str]) -> tuple[str, ...]:
    """The traits a line speaks to, the nearest first: one to three, a driving one among them."""
    ranked: list[tuple[float, Trait]] = sorted(
        ((len(stems(t.text) & about) / max(1, len(stems(t.text))), t) for t in drives(segment)),
        key=lambda pair: (-pair[0], pair[1].id),
    )
    close = [t.id for share, t in ranked if share >= 0.25][:3]
    return tuple(close or [ranked[0][1].id])


def _short_id(head: str, fallback: str) -> str:
    """A slug of at most 24 characters, cut between words."""
    parts = slug(head, fallback).split("-")
    while len("-".join(parts)) > 24 and len(parts) > 1:
        parts.pop()
    return "-".join(parts)[:24].strip("-")
