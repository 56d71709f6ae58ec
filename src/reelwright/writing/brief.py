"""Writes the creative brief of one weighed concept for one segment."""

import random

from ..backends.text.ask import Ask, fenced
from ..backends.text.write import write
from ..domain.base import Frozen, within
from ..domain.brief import Brief, Concept, Weighing
from ..domain.campaign import Campaign
from ..domain.errors import DoesNotFit
from ..domain.segment import Segment
from ..domain.storyboard import LONGEST_ID
from .checks import facts_text, numbers_findings, words_findings
from .mood import feel
from .offline.lines import Thought, lines_for
from .prompting import campaign_text, segment_text
from .prompts import render
from .vocabulary import drives
from .words import stopped, word_count


class BriefTask(Frozen):
    """What a brief is written from: the concept and its weighing come first (S0-32)."""

    concept: Concept
    weighing: Weighing
    segment: Segment
    campaign: Campaign


class BriefText(Frozen):
    """The words of a brief."""

    insight: str
    promise: str
    message: str
    proofs: tuple[str, ...]
    tone: tuple[str, ...]
    look: str
    mandatory: tuple[str, ...] = ()
    avoid: tuple[str, ...] = ()


def write_brief(
    concept: Concept,
    weighing: Weighing,
    segment: Segment,
    campaign: Campaign,
    *,
    model: str = "offline",
    seed: int = 1,
    temperature: float | None = None,
) -> Brief:
    """The brief of a concept. temperature: None takes the ask's own.

    Raises DoesNotFit for the weighing of another concept, and what backends.text.write
    raises.
    """
    if weighing.concept != concept.id:
        raise DoesNotFit(
            f"the weighing is of {weighing.concept!r}; weigh {concept.id!r} before its brief"
        )
    task = BriefTask(concept=concept, weighing=weighing, segment=segment, campaign=campaign)
    made = write(BRIEF, task, model=model, seed=seed, temperature=temperature)
    return Brief(
        id=brief_id(segment.id, concept.id),
        segment=segment.id,
        concept=concept,
        weighing=weighing,
        **made.value.model_dump(),
        origin=made.origin,
    )


def brief_id(segment: str, concept: str) -> str:
    """What the brief of a concept is called: "carers-lamp"."""
    return within(LONGEST_ID, f"{segment}-{concept}")


def check_brief(task: BriefTask, text: BriefText) -> list[str]:
    """References, numbers and words of a brief."""
    found: list[str] = []
    known = {p.id for p in task.campaign.proofs}
    found += [f"there is no proof {i!r}" for i in text.proofs if i not in known]
    if task.concept.proofs and not text.proofs:
        found.append("name the proofs that the film will show")
    facts = facts_text(task.campaign, task.segment)
    for name in ("insight", "promise", "message"):
        said = getattr(text, name)
        if word_count(said) < 3:
            found.append(f"{name}: write a whole sentence")
        found += numbers_findings(said, facts, name)
        # What people answered is read by the team alone: the brand does not say it.
        if name != "insight":
            found += words_findings(said, task.campaign, name, task.segment)
    return found


def compose_brief(task: BriefTask, source: random.Random) -> BriefText:
    """A brief from the concept's traits, its proofs and the brand's rules."""
    concept, segment, campaign = task.concept, task.segment, task.campaign
    brand, lines = campaign.brand, lines_for(segment, campaign)
    by_id = {t.id: t for t in segment.traits}
    traits = [by_id[i] for i in concept.traits if i in by_id] or list(drives(segment))
    proofs = [next(p for p in campaign.proofs if p.id == i) for i in concept.proofs]
    offers = [o for o in campaign.offers if o.id in concept.offers]
    mood = feel(segment, concept, brand.music)
    claim = proofs[0].claim if proofs else (offers[0].text if offers else campaign.product)
    cell = traits[0].cell
    shares = f"{cell.share:.0%} against {cell.base_share:.0%} of all asked, index {cell.index}"
    insight = f"They {traits[0].text} ({shares})"
    if len(traits) > 1:
        insight += f", and they {traits[1].text}"
    tone = tuple(dict.fromkeys([*mood.words, *(campaign.tone or brand.tone)]))[:6]
    return BriefText(
        insight=stopped(insight),
        promise=stopped(claim),
        message=_message(concept, lines, claim),
        proofs=concept.proofs,
        tone=tone,
        look=mood.look,
        mandatory=(
            f"{brand.name} is seen from the first second and said in the first half",
            f"one call to action, said and shown: {campaign.call.text}",
            *(f"“{p.claim}” with its source on screen: {p.substantiation}" for p in proofs[:1]),
        ),
        avoid=(*brand.dont, *_unsaid(brand.never_say)),
    )


def _message(concept: Concept, lines: tuple[Thought, ...], claim: str) -> str:
    """The one thought to remember: what the image stands for, or what it is like afterwards."""
    lead = next((x for x in lines if concept.hook in x.spoken), None)
    if lead and lead.kind == "image":
        return next(x.spoken[0] for x in lines if x.kind == "meaning" and x.id == lead.id)
    about = set(lead.answers) if lead else set[str]()
    relief = [x for x in lines if x.kind == "after" and about & set(x.answers)]
    best = max(relief, key=lambda x: (len(about & set(x.answers)), x.weight), default=None)
    return best.spoken[0] if best else stopped(claim)


def _unsaid(words: tuple[str, ...]) -> tuple[str, ...]:
    return ("the words " + ", ".join(f"“{w}”" for w in words),) if words else ()


def _prompt(task: BriefTask) -> str:
    return render(
        "brief",
        concept=fenced("concept", task.concept.model_dump_json()),
        weighing=fenced("weighing", task.weighing.model_dump_json()),
        segment=segment_text(task.segment),
        campaign=campaign_text(task.campaign),
    )


BRIEF: Ask[BriefTask, BriefText] = Ask(
    name="brief",
    version="1",
    output=BriefText,
    prompt=_prompt,
    offline=compose_brief,
    check=check_brief,
    temperature=0.8,
)
