"""Every stage of a campaign, in the order of a run; docs/stages.md is printed from this table.

The declarations stand in `board_stages`, `shot_stages` and `film_stages`, how each is made beside
the step that asks for it; that is imported when something is made, so that `status` answers
without it.
"""

from ...domain.base import digest_of
from ..build.decided import UNSEEN
from ..build.stage import Stages
from .board_stages import (
    AUDIENCE,
    BRIEF,
    CODEBOOK,
    CONCEPTS,
    CONTINUITY,
    EVERYBODY,
    MATCH,
    SCRIPT,
    SCRIPT_BRIEF,
    SEGMENT,
    STORYBOARD,
    TRANSLATION,
)
from .film_stages import CHECKS, CUT_PLAN, FILM, MIX, RECORDING, RELEASE, TIMELINE, signer
from .page_stages import BUILT_PAGE, PAGE
from .shot_stages import ATTEMPT, STILL, TAKE
from .studio import Studio

STAGES = Stages(
    (
        CODEBOOK,
        AUDIENCE,
        SEGMENT,
        EVERYBODY,
        CONCEPTS,
        BRIEF,
        SCRIPT_BRIEF,
        MATCH,
        STORYBOARD,
        SCRIPT,
        TRANSLATION,
        CONTINUITY,
        RECORDING,
        CUT_PLAN,
        ATTEMPT,
        TAKE,
        STILL,
        MIX,
        TIMELINE,
        FILM,
        CHECKS,
        RELEASE,
        PAGE,
        BUILT_PAGE,
    )
)
"""All of them, in the order in which a run makes them."""

JOBS = (*STAGES.jobs, "edit")
"""What a text model is asked for; each may have a model and a temperature of its own (S0-11)."""


def fingerprint(studio: Studio) -> str:
    """Digest of all that a run depends on: the campaign, the settings, and what people decided.

    A run that was cut off is taken up only where nothing of it changed.
    """
    from ...release.landing.project import kit_version

    choices = studio.choices
    # What the run itself approved on its way is no change.
    decisions = [d for d in studio.catalogue.decisions() if d.note != UNSEEN]
    return digest_of(
        {
            "campaign": studio.campaign.digest(),
            "models": {job: choices.model_for(job) for job in STAGES.jobs},
            "thresholds": choices.thresholds,
            "attempts": choices.attempts,
            "temperatures": choices.temperatures,
            "tiers": list(choices.tiers),
            "floor": choices.floor,
            "engines": studio.engines,
            "signer": signer(studio),
            "kit": kit_version(),
            "video": {name: made.print for name, made in studio.filming.items()},
            "versions": [(s.name, s.called, s.version) for s in STAGES.all],
            "decisions": len(decisions),
        }
    )[:20]
