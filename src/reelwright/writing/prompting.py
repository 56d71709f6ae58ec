"""The data that every writing prompt shows, fenced."""

from ..backends.text.ask import fenced
from ..domain.campaign import Campaign
from ..domain.segment import Segment


def segment_text(segment: Segment) -> str:
    """A segment card as a model reads it, without anybody's name."""
    traits = "\n".join(
        f"{t.id} [{t.group}{'' if t.fit_to_say else ', never to be said'}] they {t.text} "
        f"(index {t.cell.index})"
        for t in segment.traits
    )
    own = "\n".join(segment.phrases)
    text = f"{segment.name}\n{segment.summary}\nTraits:\n{traits}\nTheir own phrases:\n{own}"
    return fenced("segment", text)


def campaign_text(campaign: Campaign) -> str:
    """Facts, tone and material of a campaign as a model reads them."""
    brand = campaign.brand
    rows = [
        f"brand: {brand.name}; tagline: {brand.tagline}",
        f"category: {campaign.category}; product: {campaign.product}; goal: {campaign.goal}",
        f"tone: {', '.join(campaign.tone)}",
        f"do: {'; '.join(brand.do)}",
        f"do not: {'; '.join(brand.dont)}",
        f"never say: {', '.join(brand.never_say)}",
        f"call to action: {campaign.call.text} ({campaign.call.link})",
    ]
    rows += [f"proof {p.id}: {p.claim} [{p.substantiation}]" for p in campaign.proofs]
    rows += [f"offer {o.id}: {o.name}. {o.text} {o.price} {o.terms}" for o in campaign.offers]
    rows += [f"moment {m.id}: {' / '.join(m.spoken)}" for m in campaign.moments]
    rows += [f"image {m.id}: {m.spoken[0]} {m.turn[0]}" for m in campaign.metaphors]
    return fenced("campaign", "\n".join(rows))
