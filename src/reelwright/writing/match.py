"""Judges whether a brief suits a segment before any storyboard is written (S0-35)."""

from pydantic import Field

from ..backends.text.stage import Stage, fenced, write
from ..domain.base import Frozen
from ..domain.brief import Brief, Match
from ..domain.campaign import Campaign
from ..domain.segment import Segment
from .lines import lines_for
from .prompting import campaign_text, segment_text
from .prompts import render
from .vocabulary import drives, lexicon, met, stems

VETO = 4.0
"""A brief that scores less does not become a storyboard for the segment."""


class MatchTask(Frozen):
    """A brief and the segment it is held against."""

    brief: Brief
    segment: Segment
    campaign: Campaign


class Judgement(Frozen):
    """How well they fit, and why."""

    rationale: str
    score: float = Field(ge=0, le=10)


def match_brief(
    brief: Brief, segment: Segment, campaign: Campaign, *, model: str = "offline", seed: int = 1
) -> Match:
    """The match of a brief with a segment; veto is set when the score is under VETO."""
    made = write(
        MATCH, MatchTask(brief=brief, segment=segment, campaign=campaign), model=model, seed=seed
    )
    return Match(
        brief=brief.id,
        segment=segment.id,
        score=made.value.score,
        rationale=made.value.rationale,
        veto=made.value.score < VETO,
        origin=made.origin,
    )


def judge(task: MatchTask) -> Judgement:
    """Scores by counting: needs answered (5), words shared (3), the reach of its best proof (2)."""
    brief, segment = task.brief, task.segment
    driving = drives(segment)
    if brief.segment == segment.id:
        answered = [t for t in driving if t.id in brief.concept.traits]
    else:  # ids of another segment's traits say nothing here: the words have to meet
        answered = list(met(driving, (brief.concept.hook, brief.insight), least=0.5))
    lifts = sorted((t.cell.index for t in driving), reverse=True)[:2]
    needs = min(1.0, sum(t.cell.index for t in answered) / max(1, sum(lifts)))
    weights = lexicon(segment)
    said = stems(brief.concept.hook, brief.insight, brief.message)
    heavy = sorted(weights, key=lambda s: (-weights[s], s))[:20]
    shared = min(1.0, sum(s in heavy for s in said) / 5)
    proofs = [x for x in lines_for(segment, task.campaign) if x.kind == "proof"]
    ranks = [n for n, x in enumerate(proofs) if x.id in brief.proofs and x.weight > 0]
    reach = 1 / (1 + min(ranks)) if ranks else 0.0
    score = round(5 * needs + 3 * shared + 2 * reach, 1)
    return Judgement(score=score, rationale=_rationale(task, answered, shared, ranks, proofs))


def _rationale(task: MatchTask, answered: list, shared: float, ranks: list, proofs: list) -> str:
    name = task.segment.name
    if answered:
        what = " and ".join(t.text for t in answered[:2])
        first = f"The brief answers people who {what}, which sets {name} apart."
    else:
        first = f"The brief answers none of the needs that set {name} apart."
    words = "many" if shared > 0.7 else "some" if shared > 0.3 else "few"
    second = f"It shares {words} of their words."
    if ranks:
        lead = proofs[min(ranks)]
        place = "is" if min(ranks) == 0 else f"is number {min(ranks) + 1} of the proofs"
        third = f"“{lead.head.rstrip('.')}” {place}{' the proof' if not min(ranks) else ''} nearest"
        third += " to their needs."
    else:
        third = "No proof in it speaks to their needs."
    return f"{first} {second} {third}"


def check_match(task: MatchTask, answer: Judgement) -> list[str]:
    """The reasons must be told."""
    if len(answer.rationale.split()) < 8:
        return ["rationale: say in two or three sentences what fits and what does not"]
    return []


def _prompt(task: MatchTask) -> str:
    return render(
        "match",
        veto=f"{VETO:.0f}",
        segment=segment_text(task.segment),
        brief=fenced("brief", task.brief.model_dump_json(exclude={"origin"})),
        campaign=campaign_text(task.campaign),
    )


MATCH: Stage[MatchTask, Judgement] = Stage(
    name="match",
    version="1",
    output=Judgement,
    prompt=_prompt,
    offline=lambda task, _: judge(task),
    check=check_match,
    temperature=0.2,
)
