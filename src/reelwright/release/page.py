"""Writes a landing page for one film: its visitor has just seen the ad, and reads on from there."""

from collections.abc import Sequence

from ..backends.text.stage import Model, write
from ..domain.base import slug
from ..domain.brief import Brief
from ..domain.campaign import Campaign, Offer
from ..domain.film import Block, PageSpec
from ..domain.origin import Origin
from ..domain.segment import Segment
from ..domain.storyboard import Storyboard
from .page_copy import PAGE, Given, PageCopy, plain
from .page_words import words_for


def write_page(
    storyboard: Storyboard,
    brief: Brief,
    segment: Segment,
    campaign: Campaign,
    *,
    stills: Sequence[str] = (),
    disclosure: str = "",
    model: str | Model = "offline",
    seed: int = 1,
) -> tuple[PageSpec, Origin]:
    """A typed page for the film of a storyboard, and how it was written.

    stills are the names (scene ids) of the pictures that may be shown; the printer is given their
    files. Wording and choice of points follow the segment. Raises Missing or BackendFailed when a
    model was asked and could not answer.
    """
    given = Given(storyboard, brief, segment, campaign, disclosure)
    written = write(PAGE, given, model=model, seed=seed)
    return _spec(given, written.value, list(stills)), written.origin


def _spec(given: Given, copy: PageCopy, stills: list[str]) -> PageSpec:
    words = words_for(given.storyboard.language)
    brand, campaign = given.campaign.brand, given.campaign
    tagline = given.told(brand.tagline)
    by_beat = {s.id: s.beat for s in given.storyboard.scenes}
    shown = _order(stills, by_beat)
    blocks = [
        Block(kind="hero", head=copy.head, body=copy.lead, image=shown.get("hook", "")),
        Block(
            kind="points",
            head=words["points"],
            body=words["answer"],
            items=tuple((p.feel, p.answer) for p in copy.points),
        ),
        Block(
            kind="proof",
            head=words["proof"],
            body=words["source"],
            items=tuple(
                (given.told(p.short or p.claim), given.told(p.substantiation))
                for p in given.proofs[:4]
            ),
            image=shown.get("proof", ""),
        ),
    ]
    offer = given.offer
    if offer is not None:
        items = tuple((k, given.told(v)) for k, v in _terms(offer) if v)
        blocks.append(
            Block(
                kind="offer",
                head=given.told(offer.name),
                body=given.told(offer.text),
                items=items,
                image=shown.get("offer", ""),
            )
        )
    blocks += [
        Block(
            kind="faq",
            head=words["faq"],
            items=tuple((q.ask, q.answer) for q in copy.questions),
        ),
        Block(
            kind="call",
            head=copy.closing,
            body="" if plain(tagline) == plain(copy.closing) else tagline,
        ),
    ]
    return PageSpec(
        id=slug(given.storyboard.id),
        title=f"{copy.head.rstrip('.?!')} | {brand.name}",
        description=copy.description,
        language=given.storyboard.language,
        blocks=tuple(blocks),
        call_text=given.told(campaign.call.text),
        call_link=campaign.call.link,
        disclosure=given.disclosure,
    )


def _order(stills: list[str], by_beat: dict[str, str]) -> dict[str, str]:
    """A picture for each block: of the matching scene, each picture once."""
    left = list(stills)
    found: dict[str, str] = {}
    for block, beats in (
        ("hook", ("hook",)),
        ("proof", ("proof", "turn")),
        ("offer", ("offer", "call", "turn", "tension")),
    ):
        pick = next((s for b in beats for s in left if by_beat.get(s) == b), None)
        pick = pick or (left[0] if left else None)
        if pick:
            found[block] = pick
            left.remove(pick)
    return found


def _terms(offer: Offer) -> tuple[tuple[str, str], ...]:
    return (("price", offer.price), ("terms", offer.terms))
