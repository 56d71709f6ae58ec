"""Steps 1 to 3 of a campaign with a finished script: one storyboard, for everybody."""

from fractions import Fraction

from ...domain.brief import Brief
from ...domain.segment import Segment
from ...domain.storyboard import Storyboard
from ..build.ref import Ref
from ..build.stage import Tools
from .board_stages import (
    EVERYBODY,
    SCRIPT,
    SCRIPT_BRIEF,
    ForEverybody,
    ForScript,
    ForScriptBrief,
)
from .cuts import WantedBoard
from .studio import Studio

WHO, ITEM = "everybody", "everybody--script"
"""What those whom a script is for go by, and its brief and storyboard."""

REJECTED = (
    "its storyboard was rejected, and a script is not written anew: change {file}, or edit the "
    "storyboard, and make it again"
)


def has_script(studio: Studio) -> bool:
    """Whether the campaign's film is a finished script."""
    return studio.campaign.script is not None


def segment(studio: Studio) -> Ref[Segment]:
    """Step `audience`: everybody."""
    return studio.bench.make(EVERYBODY, studio, WHO)


def brief(studio: Studio) -> Ref[Brief]:
    """Step `briefs`: what the script itself says it is about, whoever sees it."""
    return studio.bench.make(SCRIPT_BRIEF, studio, ITEM, ())


def board(studio: Studio, of: Ref[Segment], told: Ref[Brief]) -> WantedBoard:
    """Step `storyboard`: the script's scenes, its words exactly."""
    drawn: Ref[Storyboard] = studio.bench.make(
        SCRIPT, studio, ITEM, (told,), brief=studio.bench.value(told)
    )
    for lost in (WHO, ITEM):
        studio.catalogue.mend(lost)
    return WantedBoard(segment=of, brief=told, storyboard=drawn)


def rejected(studio: Studio) -> str:
    """What is told of a script whose storyboard was rejected."""
    script = studio.campaign.script
    return REJECTED.format(file=script.file if script else "the script")


# -- how they are made: inputs in, a value out -------------------------------------------------


def everybody(given: ForEverybody, tools: Tools) -> Segment:
    """Those whom the script is for."""
    from ...writing import scripted

    return scripted.everybody(given.campaign)


def brief_of(given: ForScriptBrief, tools: Tools) -> Brief:
    """The script's brief."""
    from ...writing import scripted

    return scripted.brief_of_script(given.campaign)


def laid_out(given: ForScript, tools: Tools) -> Storyboard:
    """The script as a storyboard."""
    from ...writing import scripted

    return scripted.board_of_script(
        given.campaign,
        given.brief,
        seconds=Fraction(given.seconds),
        seed=given.seed,
    )
