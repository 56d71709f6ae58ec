"""What a campaign in another language than English has to bring, to be told without a model.

The writer's own sentences are English. Other languages are told in the campaign's words alone:
its moments, its images, its proofs and offers as they are given.
"""

from ...domain.campaign import Campaign
from ...domain.errors import Missing
from ...domain.segment import Segment
from ..vocabulary import told_to
from ..words import word_count

WRITTEN = "en"
"""The language that the writer has sentences of its own in."""

LEAST = {"before": 3, "after": 1}
"""Moments that four concepts cannot do without."""


def speaks(campaign: Campaign) -> bool:
    """Whether the writer may add sentences of its own."""
    return campaign.language.split("-")[0].lower() == WRITTEN


def require_own_words(segment: Segment, campaign: Campaign) -> None:
    """Raises Missing with all that a campaign in another language lacks; passes English ones."""
    if found := lacking(campaign, segment):
        raise Missing(
            f"without a text model nothing is written in {campaign.language!r} but what the "
            f"campaign says itself; for {segment.name} write into campaign.toml: "
            f"{'; '.join(found)}; or choose a text model"
        )


def lacking(campaign: Campaign, segment: Segment | None = None) -> tuple[str, ...]:
    """What a campaign in another language lacks to be told to a segment, or to anybody at all."""
    if speaks(campaign):
        return ()

    def hears(only_for: tuple[str, ...]) -> bool:
        return segment is None or told_to(segment, only_for)

    told = [m for m in campaign.moments if hears(m.only_for)]
    found: list[str] = []
    for when, least in LEAST.items():
        have = sum(m.when == when for m in told)
        if have < least:
            found.append(f"{least} [[moments]] with when = “{when}” (there are {have})")
    if not any(hears(m.only_for) for m in campaign.metaphors):
        found.append("one of [[metaphors]]")
    for kind, facts in (("proofs", campaign.proofs), ("offers", campaign.offers)):
        for fact in facts:
            if not 2 <= word_count(fact.short) <= 6:
                found.append(f"`short` of 2 to 6 words for {kind} {fact.id!r}")
    for kind, told_of in (("moments", told), ("metaphors", campaign.metaphors)):
        found += [f"`head` for {kind} {m.id!r}" for m in told_of if not m.head]
    return tuple(found)
