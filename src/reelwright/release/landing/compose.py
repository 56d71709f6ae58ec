"""Composes a page without a model: which blocks, in which order and look, follows the segment.

What its people feel is weighed against what the campaign can answer with: a segment that fears is
answered first, one that counts sees the offer first, one that doubts sees what can be checked, one
that hopes sees how it is. No two blocks stand on the same ground, no picture stands there twice.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

from ...domain.landing import (
    AskedPair,
    CallBlock,
    CaptionedStill,
    FeltPair,
    FooterBlock,
    GalleryBlock,
    Ground,
    HeroBlock,
    MomentBlock,
    OfferBlock,
    PageBlock,
    PageDesign,
    PageFacts,
    PageLook,
    PageStill,
    ProofBlock,
    QuestionsBlock,
    StepsBlock,
    WorriesBlock,
)
from ...domain.storyboard import Scene
from ..page.copy import Given, felt_by, plain, stems
from ..page.page import SHOWN_PROOFS, pictures_for

FEW = 3
"""Pictures that make a gallery where no words stand under them."""

NEAR = 0.5
"""Share of a sentence's telling words that another one may have, and it still adds something."""

LEADS = {
    "worries": "it begins with what these people worry about",
    "offer": "it begins with the offer, which is what these people weigh",
    "proof": "it begins with what can be checked, which is what these people ask for",
    "moment": "it begins with how it is, which is what these people hope for",
}


@dataclass(frozen=True)
class Composed:
    """A design, and why it is as it is."""

    design: PageDesign
    why: str


def compose(given: Given, facts: PageFacts, shape: str, *, wanted: str = "") -> Composed:
    """The page of a film for its segment.

    shape: how the film stands: tall, square or flat. wanted: a kind of block that it has wherever
    there is anything for it.
    """
    weights = _weights(given, facts)
    order = sorted(weights, key=lambda kind: (-weights[kind], list(LEADS).index(kind)))
    shown = pictures_for([s.name for s in facts.stills], given)
    scenes = [s.id for s in given.storyboard.scenes if f"alt.{s.id}" in facts.lines]
    # A page of moments keeps the pictures for them; one of reasons sets them beside the reasons.
    told = _moments(given, facts, scenes[1:], tells=True)
    tells = bool(told) and ("moment" in order[:2] or wanted in ("moment", "gallery"))
    loose = [s for s in scenes[1:] if tells or s not in shown.values()]
    makers: dict[str, Callable[[], list[PageBlock]]] = {
        "worries": lambda: _worries(facts),
        "proof": lambda: _proof(given, facts, order, "" if tells else shown.get("proof", "")),
        "offer": lambda: _offer(given, facts, "" if tells else shown.get("offer", "")),
        "moment": lambda: _moments(given, facts, loose, tells=tells),
    }
    middle = [block for kind in order for block in makers[kind]()]
    blocks: list[PageBlock] = [
        HeroBlock(head="head", lead="lead", layout=_layout(order[0] if order else "", shape)),
        *middle,
        *_questions(facts),
        _call(facts, "" if tells else shown.get("call", "")),
    ]
    design = PageDesign(look=_look(given), blocks=(*on_grounds(blocks), FooterBlock()))
    return Composed(design, LEADS[order[0]] if order else "it has only the film and the way on")


def on_grounds(blocks: Sequence[PageBlock]) -> tuple[PageBlock, ...]:
    """The blocks, neighbours on different grounds; the first is on paper, the last one deep.

    The deep ground marks one thing in the middle of a page, and the way on at its end.
    """
    deep = next((n for n, b in enumerate(blocks) if b.kind == "worries"), 0)
    deep = deep or next((n for n, b in enumerate(blocks) if b.kind in ("proof", "moment")), 0)
    grounds: list[Ground] = []
    for n, block in enumerate(blocks):
        likes: tuple[Ground, ...] = (
            ("soft", "paper") if block.kind == "offer" else ("paper", "soft")
        )
        if block.kind == "call" or 0 < n == deep < len(blocks) - 2:
            likes = ("deep",)
        fits: list[Ground] = [g for g in likes if g != (grounds[-1] if grounds else "")]
        grounds += fits[:1] or ["soft"]
    return tuple(b.model_copy(update={"ground": g}) for b, g in zip(blocks, grounds, strict=True))


def relieved(composed: PageDesign, facts: PageFacts, heads: Sequence[str], nth: int) -> PageDesign:
    """The design with less of what a check may find fault with; nth repair, from 1.

    First quieter and shorter, then without pictures of its own, then only what a page must have.
    """
    first, *rest = composed.blocks
    assert isinstance(first, HeroBlock)
    shortest = min((h for h in heads), key=lambda h: len(facts.lines[h]), default=first.head)
    first = first.model_copy(update={"head": shortest, "layout": "beside"})
    if nth >= 2:
        rest = [
            b.model_copy(update={"picture": None}) if hasattr(b, "picture") else b
            for b in rest
            if b.kind not in ("gallery", "moment")
        ]
    if nth >= 3:
        rest = [b for b in rest if b.kind in ("proof", "offer", "call", "footer")]
        rest = [
            b.model_copy(update={"told": True}) if isinstance(b, OfferBlock) else b for b in rest
        ]
    look = composed.look.model_copy(update={"voice": "calm"})
    blocks = (*on_grounds([first, *rest[:-1]]), rest[-1])
    return composed.model_copy(update={"look": look, "blocks": blocks})


# -- what weighs how much ----------------------------------------------------------------------


def _weights(given: Given, facts: PageFacts) -> dict[str, float]:
    """How much each kind of block has to say to this segment, 0 to about 1.5."""
    stressed = set(given.storyboard.draw.traits)
    felt = felt_by(given)
    heavy = {t.id: 2.0 if t.id in stressed else 1.0 for t in felt}
    whole = sum(heavy.values()) or 1.0

    def share(group: str) -> float:
        return sum(heavy[t.id] for t in felt if t.group == group) / whole

    def pull(keys: frozenset[str]) -> float:
        return sum(heavy[t.id] for t in felt if stems(t.text) & keys) / whole

    weights: dict[str, float] = {}
    if "feel.1" in facts.lines:
        weights["worries"] = 0.25 + share("pain points")
    offer = given.offer
    if offer is not None:
        keys = stems(" ".join([offer.name, *offer.answers]))
        weights["offer"] = (
            pull(keys) + 0.35 * bool(offer.only_for) + 0.2 * ("offer" in _beats(given))
        )
    if facts.proofs:
        own = [p for p in given.proofs if p.id in given.brief.proofs] or given.proofs[:1]
        keys = stems(" ".join(word for p in own for word in p.answers))
        weights["proof"] = 0.75 * pull(keys) + 0.2 * share("decision factors")
    if len(facts.stills) > 1:
        tender = given.storyboard.mood in ("tender", "warm")
        story = given.brief.concept.abstraction != "literal"
        weights["moment"] = share("motivations") + 0.15 * tender + 0.25 * story
    return weights


def _beats(given: Given) -> set[str]:
    return {s.beat for s in given.storyboard.scenes}


def _layout(leads: str, shape: str) -> Literal["beside", "film first", "stage"]:
    if leads == "moment" and shape == "flat":
        return "stage"
    return "film first" if leads in ("moment", "proof") else "beside"


def _look(given: Given) -> PageLook:
    pace, mood = given.storyboard.pace, given.storyboard.mood
    voices = {"calm": "calm", "brisk": "bold"}
    return PageLook.model_validate(
        {
            "voice": voices.get(pace, "plain"),
            "space": "close" if pace == "brisk" else "airy",
            "corners": "square" if mood == "driving" else "round",
        }
    )


# -- the blocks --------------------------------------------------------------------------------


def _worries(facts: PageFacts) -> list[PageBlock]:
    pairs = tuple(
        FeltPair(feel=f"feel.{n}", answer=f"answer.{n}")
        for n in range(1, 4)
        if f"feel.{n}" in facts.lines
    )
    return [WorriesBlock(head="word.points", pairs=pairs)] if pairs else []


def _proof(given: Given, facts: PageFacts, order: Sequence[str], still: str) -> list[PageBlock]:
    ids = tuple(p.id for p in given.proofs if p.id in facts.proofs)[:SHOWN_PROOFS]
    if not ids:
        return []
    leads = order[0] == "proof"
    layout = "lead" if leads and len(ids) > 2 else "list" if still else "cards"
    ids = ids if layout != "cards" else ids[:3]
    return [ProofBlock(head="word.proof", facts=ids, layout=layout, picture=_still(still, facts))]


def _offer(given: Given, facts: PageFacts, still: str) -> list[PageBlock]:
    """The offer, and how it goes on from there."""
    if given.offer is None:
        return []
    steps = tuple(f"step.{n}" for n in range(1, 6) if f"step.{n}" in facts.lines)
    shows = facts.offers[given.offer.id]
    course = len(steps) > 2
    block = OfferBlock(
        offer=given.offer.id,
        condition=shows.condition,
        told=not course,
        picture=_still(still, facts),
    )
    return [block, StepsBlock(head="word.steps", steps=steps)] if course else [block]


def _moments(
    given: Given, facts: PageFacts, scenes: Sequence[str], *, tells: bool
) -> list[PageBlock]:
    """The turn of the film, large, and its other moments as a row; or that row alone."""
    found: list[PageBlock] = []
    rest = list(scenes)
    if tells:
        turn = next(
            (s.id for s in given.storyboard.scenes if s.id in rest and _adds(given, facts, s)),
            None,
        )
        if turn:
            found.append(MomentBlock(says=f"scene.{turn}.said", picture=_pictured(turn)))
            rest.remove(turn)
    # Words stand under every picture of a row, or under none.
    worded = [s for s in rest if _caption(s, facts)]
    if len(worded) > 1:
        row = [CaptionedStill(still=s, alt=f"alt.{s}", says=_caption(s, facts)) for s in worded]
    else:
        row = [CaptionedStill(still=s, alt=f"alt.{s}") for s in rest]
    if len(worded) > 1 or len(row) >= FEW:
        found.append(GalleryBlock(head="word.gallery", pictures=tuple(row[:FEW])))
    return found


def _adds(given: Given, facts: PageFacts, scene: Scene) -> bool:
    """Whether what a scene says is more than what the page says anyway."""
    said = facts.lines.get(f"scene.{scene.id}.said", "")
    own = stems(said) - stems(f"{given.campaign.brand.name} you can with")
    others = [facts.lines[i] for i in ("head", "lead", "closing") if i in facts.lines]
    others += [claim for claim, _ in facts.proofs.values()]
    near = max((len(own & stems(o)) / max(1, len(own)) for o in others), default=0.0)
    return scene.beat in ("turn", "proof") and bool(said) and near <= NEAR


def _caption(scene: str, facts: PageFacts) -> str | None:
    """The words that the film showed over a scene, unless the page says them elsewhere."""
    id = f"scene.{scene}.head"
    said = facts.lines.get(id, "")
    others = {plain(facts.lines[i]) for i in ("head", "closing") if i in facts.lines}
    return id if said and plain(said) not in others else None


def _questions(facts: PageFacts) -> list[PageBlock]:
    asked = tuple(
        AskedPair(ask=f"ask.{n}", answer=f"reply.{n}")
        for n in range(1, 9)
        if f"ask.{n}" in facts.lines
    )
    return [QuestionsBlock(head="word.faq", asked=asked)] if asked else []


def _call(facts: PageFacts, still: str) -> PageBlock:
    body = "tagline" if "tagline" in facts.lines else None
    return CallBlock(head="closing", body=body, picture=_still(still, facts))


def _still(name: str, facts: PageFacts) -> PageStill | None:
    return _pictured(name) if name and f"alt.{name}" in facts.lines else None


def _pictured(name: str) -> PageStill:
    return PageStill(still=name, alt=f"alt.{name}")
