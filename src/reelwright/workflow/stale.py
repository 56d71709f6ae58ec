"""Which current results no longer match the campaign, found without making anything."""

from ..domain.base import digest_of
from . import views
from .bench import EDIT, EDIT_OF, listed, plain
from .studio import Studio

READS = {
    "audience": {"survey", "codebook", "seed"},
    "concepts": {"campaign", "seed", "count"},
    "brief": {"campaign", "seed"},
    "match": {"campaign", "seed"},
    "storyboard": {"campaign", "seconds"},
    "continuity": {"pictures", "seed"},
    "recording": {"voice"},
    "timeline": {"brand"},
}
"""Inputs of each stage that come straight from the campaign folder."""

UPSTREAM = {
    "segment": "audience",
    "concepts": "segment",
    "brief": "concepts",
    "match": "brief",
    "storyboard": "match",
    "continuity": "storyboard",
    "recording": "storyboard",
    "cut plan": "recording",
    "take": "continuity",
    "mix": "cut plan",
    "timeline": "take",
    "film": "timeline",
    "checks": "film",
    "page": "film",
    "release": "checks",
}
"""The stage whose staleness makes a stage stale too."""


def stale(studio: Studio) -> dict[str, str]:
    """Full names of stale items, and why: "survey changed", or what before them is stale."""
    campaign, wanted = studio.campaign, studio.campaign.wanted
    words = views.words(campaign)
    inputs = {
        "survey": campaign.survey.sha256,
        "codebook": campaign.codebook.model_copy(update={"confirmed": True, "notes": ()}),
        "seed": wanted.seed,
        "count": wanted.concepts,
        "campaign": words,
        "seconds": str(wanted.seconds),
        "pictures": views.pictures(campaign),
        "voice": [campaign.brand.voice, campaign.recordings],
        "brand": views.look(campaign.brand),
    }
    now = {name: digest_of(plain(value)) for name, value in inputs.items()}
    found: dict[str, str] = {}
    old_stages: set[str] = set()
    for stage in ("audience", *UPSTREAM):
        for result in studio.catalogue.items(stage):
            reads = READS.get(stage, set()) & set(result.inputs) - {EDIT, EDIT_OF}
            changed = sorted(n for n in reads if result.inputs[n] != now[n])
            if stage == "storyboard" and "language" not in result.inputs:
                changed = []
            if changed:
                found[f"{stage}/{result.item}"] = f"{listed(changed)} changed"
            elif UPSTREAM.get(stage) in old_stages:
                found[f"{stage}/{result.item}"] = f"a {UPSTREAM[stage]} before it is stale"
        if any(name.startswith(f"{stage}/") for name in found):
            old_stages.add(stage)
    return found
