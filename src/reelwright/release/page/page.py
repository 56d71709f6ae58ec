"""Writes a landing page for one film: its visitor has just seen the ad, and reads on from there."""

from collections.abc import Sequence

from ...backends.text.ask import Model
from ...backends.text.write import write
from ...domain.base import slug
from ...domain.brief import Brief
from ...domain.campaign import Campaign, Offer
from ...domain.film import Block, PageSpec
from ...domain.origin import Origin
from ...domain.segment import Segment
from ...domain.storyboard import Scene, Storyboard
from .copy import PAGE, Given, PageCopy, let_out_of, plain, stems
from .words import words_for

SHOWN_PROOFS = 4


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
    temperature: float | None = None,
) -> tuple[PageSpec, Origin]:
    """A typed page for the film of a storyboard, and how it was written.

    stills are the names (scene ids) of the pictures that may be shown; the printer is given their
    files. Wording and choice of points follow the segment. Raises Missing or BackendFailed when a
    model was asked and could not answer.
    """
    given = Given(storyboard, brief, segment, campaign, disclosure)
    written = write(PAGE, given, model=model, seed=seed, temperature=temperature)
    return _spec(given, let_out_of(given, written.value), list(stills)), written.origin


def _spec(given: Given, copy: PageCopy, stills: list[str]) -> PageSpec:
    words = words_for(given.storyboard.language)
    brand, campaign = given.campaign.brand, given.campaign
    tagline = given.told(brand.tagline)
    about = ", ".join(t for t in (brand.name, given.told(campaign.category)) if t)
    shown = pictures_for(stills, given)
    offer = given.offer
    blocks = [
        Block(kind="hero", head=copy.head, body=copy.lead),
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
                for p in given.proofs[:SHOWN_PROOFS]
            ),
            image=shown.get("proof", ""),
        ),
    ]
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
            image=shown.get("call", ""),
        ),
    ]
    listing = ("points", "proof", "faq")
    blocks = [b for b in blocks if b.items or b.kind not in listing]
    return PageSpec(
        id=slug(given.storyboard.id),
        title=f"{copy.head.rstrip('.?!')} | {about}",
        description=copy.description,
        language=given.storyboard.language,
        blocks=tuple(blocks),
        call_text=given.told(campaign.call.text),
        call_link=campaign.call.link,
        disclosure=given.disclosure,
        about=about,
    )


def pictures_for(stills: Sequence[str], given: Given) -> dict[str, str]:
    """A still for each block that has one which belongs to it, each still once.

    An offer is shown with a scene that tells of it and whose picture answers to its words, or
    with none: a page shows nothing beside a price that has nothing to do with it.
    """
    scenes = [s for s in given.storyboard.scenes if s.id in stills]
    told = {p.id for p in given.proofs[:SHOWN_PROOFS]}
    wants: list[tuple[str, list[Scene]]] = [
        ("proof", [s for s in scenes if told & set(s.facts)] + _of_beat(scenes, "proof")),
        ("offer", _of_offer(scenes, given.offer)),
        ("call", _of_beat(scenes, "turn")[::-1] + _of_beat(scenes, "call")),
    ]
    found: dict[str, str] = {}
    for block, fitting in wants:
        pick = next((s.id for s in fitting if s.id not in found.values()), None)
        if pick:
            found[block] = pick
    return found


def _of_beat(scenes: Sequence[Scene], *beats: str) -> list[Scene]:
    return [s for beat in beats for s in scenes if s.beat == beat]


def _of_offer(scenes: Sequence[Scene], offer: Offer | None) -> list[Scene]:
    """Scenes whose picture has to do with an offer, the nearest first."""
    if offer is None:
        return []
    words = stems(" ".join([offer.name, offer.text, *offer.answers]))
    near = {
        s.id: len(words & stems(f"{s.seek} {s.description}")) + (s.beat == "offer")
        for s in scenes
        if s.beat == "offer" or offer.id in s.facts
    }
    return sorted((s for s in scenes if near.get(s.id)), key=lambda s: -near[s.id])


def _terms(offer: Offer) -> tuple[tuple[str, str], ...]:
    return (("price", offer.price), ("terms", offer.terms))
