"""Writes 4-6 concepts for a segment and weighs each before any brief is written."""

from itertools import combinations

from pydantic import Field

from ..backends.text.ask import Ask, fenced
from ..backends.text.write import write
from ..domain.base import Frozen
from ..domain.brief import Concept, ConceptSet, Weighing
from ..domain.campaign import Campaign
from ..domain.leaving import kept_back, let_out
from ..domain.segment import Segment
from .checks import facts_text, hook_findings, numbers_findings, words_findings
from .offline.concepts import compose_concepts
from .offline.own_words import speaks
from .offline.weighing import weigh_concepts
from .prompting import campaign_text, segment_text
from .prompts import render
from .vocabulary import likeness, stems

TEMPERATURE = 0.9
"""Concepts are written warm, within 0.8-1.0 (S0-31)."""

TOO_LIKE = 0.5
"""Two concepts at or above this similarity are the same idea twice."""


class ConceptTask(Frozen):
    """What concepts are written from."""

    segment: Segment
    campaign: Campaign
    count: int = Field(ge=4, le=6)


class Ideas(Frozen):
    """Concepts as they are written, before they are weighed."""

    concepts: tuple[Concept, ...]


class WeighingTask(Frozen):
    """What concepts are weighed against."""

    segment: Segment
    campaign: Campaign
    concepts: tuple[Concept, ...]


class Weighings(Frozen):
    """One weighing for each concept, in the same order."""

    weighings: tuple[Weighing, ...]


def write_concepts(
    segment: Segment,
    campaign: Campaign,
    *,
    count: int,
    model: str = "offline",
    seed: int = 1,
    temperature: float | None = None,
) -> ConceptSet:
    """4-6 concepts for the segment, each weighed, best first; no two alike, both abstractions.

    temperature: of the ideas, None takes the ask's own; weighing keeps its cool one. Raises
    what backends.text.write raises.
    """
    ideas = write(
        CONCEPTS,
        ConceptTask(segment=segment, campaign=campaign, count=count),
        model=model,
        seed=seed,
        temperature=temperature,
    )
    concepts = tuple(
        _let_out(c, n, segment, campaign) for n, c in enumerate(ideas.value.concepts, 1)
    )
    task = WeighingTask(segment=segment, campaign=campaign, concepts=concepts)
    weighings = write(WEIGHING, task, model=model, seed=seed).value.weighings
    pairs = sorted(
        zip(concepts, weighings, strict=True), key=lambda pair: (-pair[1].total, pair[0].id)
    )
    return ConceptSet(
        segment=segment.id,
        concepts=tuple(c for c, _ in pairs),
        weighings=tuple(w for _, w in pairs),
        origin=ideas.origin,
    )


def _let_out(concept: Concept, number: int, segment: Segment, campaign: Campaign) -> Concept:
    """The concept under a title, a hook and an id that may leave: files are called by them."""

    def kept(text: str) -> bool:
        return bool(kept_back(text, segment, campaign))

    brand = campaign.brand.name
    return concept.model_copy(
        update={
            "id": f"idea-{number}" if kept(concept.id) or kept(concept.title) else concept.id,
            "title": let_out(concept.title, segment, campaign, f"{brand}, idea {number}"),
            "hook": let_out(concept.hook, segment, campaign, _stand_in(number, segment, campaign)),
        }
    )


STAND_INS = (
    "Does this sound familiar?",
    "Do you know this one?",
    "Is this how it goes?",
    "Has it ever been like this?",
    "And how is it with you?",
    "What would you do about it?",
)
"""Hooks for those that may not leave, another for each concept: they pass what hooks must."""


def _stand_in(number: int, segment: Segment, campaign: Campaign) -> str:
    """A hook in place of one that may not leave: ours, or the campaign's in other languages."""
    if speaks(campaign):
        return STAND_INS[(number - 1) % len(STAND_INS)]
    heard = [m for m in campaign.moments if m.when == "before" and segment.hears(m.only_for)]
    said = [m.spoken[0] for m in heard if not kept_back(m.spoken[0], segment, campaign)]
    return said[(number - 1) % len(said)] if said else ""


def similarity(one: Concept, other: Concept) -> float:
    """How alike two concepts are, 0 to 1.

    .65 of it is the likeness of hook, title and idea (Jaccard of word stems), .2 that of the facts
    they lean on, .15 the same narrative form. The same hook is always 1.
    """
    if stems(one.hook) == stems(other.hook):
        return 1.0
    texts = [stems(c.title, c.hook, c.idea) for c in (one, other)]
    facts = [(*c.proofs, *c.offers) for c in (one, other)]
    return round(
        0.65 * likeness(*texts) + 0.2 * likeness(*facts) + 0.15 * (one.form == other.form), 3
    )


def check_concepts(task: ConceptTask, ideas: Ideas) -> list[str]:
    """Count, variety, near-duplicates, references and words of a set of concepts."""
    found: list[str] = []
    concepts = ideas.concepts
    if len(concepts) != task.count:
        found.append(f"give exactly {task.count} concepts, not {len(concepts)}")
    if len({c.id for c in concepts}) != len(concepts):
        found.append("give every concept an id of its own")
    for kind in ("literal", "metaphorical"):
        if not any(c.abstraction == kind for c in concepts):
            found.append(f"make at least one concept {kind}")
    if len({c.form for c in concepts}) < min(3, len(concepts)):
        found.append("use at least three narrative forms")
    for one, other in combinations(concepts, 2):
        if (alike := similarity(one, other)) >= TOO_LIKE:
            found.append(f"{one.id} and {other.id} are alike ({alike:.2f}); replace one")
    for n, written in enumerate(concepts, 1):
        concept = _let_out(written, n, task.segment, task.campaign)
        found += _references(concept, task)
        found += hook_findings(concept.hook, task.campaign, task.segment, f"hook of {concept.id}")
        text = f"{concept.title}. {concept.idea}"
        found += words_findings(
            concept.title, task.campaign, f"title of {concept.id}", task.segment
        )
        found += numbers_findings(
            text, facts_text(task.campaign, task.segment), f"concept {concept.id}"
        )
    return found


def _references(concept: Concept, task: ConceptTask) -> list[str]:
    found: list[str] = []
    for kind, used, there in (
        ("proof", concept.proofs, [p.id for p in task.campaign.proofs]),
        ("offer", concept.offers, [o.id for o in task.campaign.offers]),
        ("trait", concept.traits, [t.id for t in task.segment.traits]),
    ):
        found += [
            f"{concept.id}: there is no {kind} {i!r}; use {', '.join(there)}"
            for i in used
            if i not in there
        ]
    if not concept.traits:
        found.append(f"{concept.id}: lean on at least one trait")
    if not concept.proofs and not concept.offers:
        found.append(f"{concept.id}: lean on at least one proof or offer")
    if len(concept.id) > 28:
        found.append(f"{concept.id}: shorten the id to 28 characters")
    return found


def check_weighings(task: WeighingTask, answer: Weighings) -> list[str]:
    """Each concept weighed once, in order, with a reason for each mark."""
    found: list[str] = []
    if [w.concept for w in answer.weighings] != [c.id for c in task.concepts]:
        found.append("weigh each concept once, in the order given, naming its id")
    for w in answer.weighings:
        for mark in ("relevance", "engagement", "entertainment"):
            if len(getattr(w, f"{mark}_why").split()) < 4:
                found.append(f"{w.concept}: give the reason for its {mark} in a sentence")
    return found


def _prompt(task: ConceptTask) -> str:
    return render(
        "concepts",
        count=str(task.count),
        segment=segment_text(task.segment),
        campaign=campaign_text(task.campaign),
    )


def _weighing_prompt(task: WeighingTask) -> str:
    ideas = "\n".join(c.model_dump_json() for c in task.concepts)
    return render(
        "weighing", segment=segment_text(task.segment), concepts=fenced("concepts", ideas)
    )


CONCEPTS: Ask[ConceptTask, Ideas] = Ask(
    name="concepts",
    version="1",
    output=Ideas,
    prompt=_prompt,
    offline=lambda task, source: Ideas(
        concepts=compose_concepts(
            task.segment, task.campaign, task.count, source, similarity, TOO_LIKE
        )
    ),
    check=check_concepts,
    temperature=TEMPERATURE,
)

WEIGHING: Ask[WeighingTask, Weighings] = Ask(
    name="weighing",
    version="1",
    output=Weighings,
    prompt=_weighing_prompt,
    offline=lambda task, _: Weighings(
        weighings=weigh_concepts(task.concepts, task.segment, task.campaign)
    ),
    check=check_weighings,
    temperature=0.2,
)
