"""Judges whether a brief suits a segment before any storyboard is written (S0-35)."""

from pydantic import Field

from ..backends.text.ask import Ask, fenced
from ..backends.text.write import write
from ..domain.base import Frozen
from ..domain.brief import Brief, Match
from ..domain.campaign import Campaign
from ..domain.segment import Segment, Trait
from .offline.lines import Thought, lines_for
from .prompting import campaign_text, segment_text
from .prompts import render
from .vocabulary import drives, is_wanted, lexicon, met, stems

VETO = 4.0
"""A brief that scores less does not become a storyboard for the segment."""


AGAINST = 4.0
"""Points that a contradiction takes."""


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
    brief: Brief,
    segment: Segment,
    campaign: Campaign,
    *,
    model: str = "offline",
    seed: int = 1,
    temperature: float | None = None,
) -> Match:
    """The match of a brief with a segment; veto is set when the score is under VETO."""
    made = write(
        MATCH,
        MatchTask(brief=brief, segment=segment, campaign=campaign),
        model=model,
        seed=seed,
        temperature=temperature,
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
    """Scores by counting: needs answered (5), words shared (3), the reach of its best proof (2).

    What the brief leans on and these people say they do not want takes 4 points each time.
    """
    brief, segment = task.brief, task.segment
    driving = drives(segment)
    if brief.segment == segment.id:
        by_id = {t.id: t for t in driving}
        answered = [by_id[i] for i in brief.concept.traits if i in by_id]
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
    refused, meant = _refused(task), _meant_for_others(task)
    score = max(0.0, round(5 * needs + 3 * shared + 2 * reach - AGAINST * len(refused), 1))
    if meant:
        score = min(score, VETO - 1)
    elif not refused and all(t.cell.index == 100 for t in segment.traits):
        # All who were asked, as one group: nothing sets them apart that a brief could miss.
        score = max(score, VETO)
    reasons = [*_reasons(task, answered, shared, ranks, proofs), *refused, *meant]
    return Judgement(score=score, rationale=" ".join(reasons))


def _refused(task: MatchTask) -> list[str]:
    """What the brief leans on although these people say that they do not want or feel it."""
    brief, segment, campaign = task.brief, task.segment, task.campaign
    found: list[str] = []
    lead = [p.claim for p in campaign.proofs if p.id in brief.proofs[:1]]
    said = stems(brief.concept.hook, brief.insight, brief.promise, *lead)
    for trait in segment.traits:
        own = stems(trait.text)
        if not is_wanted(trait) and len(own & said) >= max(2, 0.6 * len(own)):
            found.append(
                f"Against it: they {trait.text} (index {trait.cell.index}), and that is what it "
                "leans on."
            )
    return found


def _meant_for_others(task: MatchTask) -> list[str]:
    """Whether the campaign keeps the brief's opening for other people: that alone is a veto."""
    hook, campaign = task.brief.concept.hook, task.campaign
    for told in (*campaign.moments, *campaign.metaphors):
        if hook in told.spoken and not task.segment.hears(told.only_for):
            others = " or ".join(f"“{phrase}”" for phrase in told.only_for)
            return [
                f"Against it: its opening, “{hook}”, is kept for people of whom {others} is said, "
                f"and {task.segment.name} are others."
            ]
    return []


def _reasons(
    task: MatchTask, answered: list[Trait], shared: float, ranks: list[int], proofs: list[Thought]
) -> list[str]:
    name = task.segment.name
    if answered:
        what = " and ".join(f"{t.text} (index {t.cell.index})" for t in answered[:2])
        first = f"The brief answers people who {what}: that sets {name} apart."
    else:
        first = f"The brief answers none of the needs that set {name} apart."
    left = [t for t in drives(task.segment) if t not in answered]
    missed = max(left, key=lambda t: t.cell.index, default=None)
    second = f"It leaves out that they {missed.text}." if answered and missed else ""
    words = "many" if shared > 0.7 else "some" if shared > 0.3 else "few"
    third = f"It shares {words} of their words."
    if ranks:
        lead = f"“{proofs[min(ranks)].called.rstrip('.')}”"
        place = "is the proof" if not min(ranks) else f"is number {min(ranks) + 1} of the proofs"
        fourth = f"{lead} {place} nearest to their needs."
    else:
        fourth = "No proof in it speaks to their needs."
    return [x for x in (first, second, third, fourth) if x]


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


MATCH: Ask[MatchTask, Judgement] = Ask(
    name="match",
    version="2",
    output=Judgement,
    prompt=_prompt,
    offline=lambda task, _: judge(task),
    check=check_match,
    temperature=0.2,
)
