"""What a run hands from step to step: films as far as they are made, by refs to their results."""

from collections.abc import Iterator

from pydantic import Field

from ...cutting.plan import CutPlan
from ...domain.asset import Asset
from ...domain.base import Frozen
from ...domain.brief import Brief
from ...domain.continuity import Continuity
from ...domain.film import Checked, Film, PageSpec
from ...domain.landing import BuiltLanding, LandingPage
from ...domain.origin import Origin
from ...domain.papers import Credentials, Disclosure, PagePicture
from ...domain.segment import Segment
from ...domain.sound import Bed, CaptionCue, Recording
from ...domain.storyboard import Storyboard
from ...domain.take import Take
from ...domain.timeline import Timeline
from ..build.ref import Ref
from ..build.stage import Step

CAMPAIGN, VARIANT = "campaign", "variant"
"""What workflows are called where they are asked for: a whole campaign, one storyboard's films."""


class Sound(Frozen):
    """A film's mastered sound, its captions, its music, and what was measured."""

    asset: Asset
    loudness: float
    true_peak: float
    cues: tuple[CaptionCue, ...]
    music: Bed = Field(default="made", exclude_if=lambda given: given == "made")


class Papers(Frozen):
    """What a film leaves the house with, before its final approval is noted."""

    film: str
    signed: Asset
    credentials: Credentials
    disclosure: Disclosure
    page: PageSpec
    page_origin: Origin
    pictures: tuple[PagePicture, ...]


class WantedBoard(Frozen):
    """A storyboard that shall become films, and what it was written from."""

    segment: Ref[Segment]
    brief: Ref[Brief]
    storyboard: Ref[Storyboard]


class PlannedFilm(Frozen):
    """One film before anything is shot: its words in their language, spoken, and its cut."""

    storyboard: Ref[Storyboard]
    voices: tuple[Ref[Recording], ...]
    format: str
    language: str
    plan: Ref[CutPlan]


class Shot(PlannedFilm):
    """One film whose scenes are shot."""

    takes: tuple[Ref[Take], ...]


class Cut(Shot):
    """One film that can be watched."""

    mix: Ref[Sound]
    timeline: Ref[Timeline]
    film: Ref[Film]


class Landed(Frozen):
    """A film's page of the kit: what it is, and its files."""

    page: Ref[LandingPage]
    built: Ref[BuiltLanding]


class Finished(Cut):
    """One film with its checks and papers. landed: its page of the kit; None: the plain one."""

    checks: Ref[Checked]
    papers: Ref[Papers]
    landed: Landed | None = None


class Failed(Frozen):
    """A film that could not be made, and why. storyboard is the item's name; "" was never written.

    segment is the item's name where there is no storyboard to tell it.
    """

    film: str
    storyboard: str
    format: str
    why: str
    segment: str = ""


class Variant(Frozen):
    """All films of one storyboard, as far as a run went: shot, cut or finished."""

    board: WantedBoard
    continuity: Ref[Continuity] | None = None
    cuts: tuple[Finished | Cut | Shot, ...] = ()
    failed: tuple[Failed, ...] = ()

    def films(self) -> Iterator[Ref[Film]]:
        """Films that can be watched."""
        return (cut.film for cut in self.cuts if isinstance(cut, Cut))


class CampaignJob(Frozen):
    """What a run is asked for. campaign is the id under which workers open it.

    formats: of every film; extra_formats: of the first alone. approver: who passes every gate; "".
    trace: the span that it is asked for in (`spans.carry`).
    """

    campaign: str
    until: Step
    formats: tuple[str, ...]
    extra_formats: tuple[str, ...]
    languages: tuple[str, ...]
    approver: str = ""
    trace: str = ""


class VariantJob(Frozen):
    """The part of a run that makes the films of one storyboard."""

    campaign: str
    until: Step
    board: WantedBoard
    formats: tuple[str, ...]
    languages: tuple[str, ...]
    trace: str = ""


class ExportMade(Frozen):
    """What an export wrote. seconds: film -> seconds that were spent on it."""

    films: int
    folder: str
    sheet: str
    held: tuple[str, ...]
    seconds: dict[str, float]


class Outcome(Frozen):
    """How a run ended: waiting names the gate it stopped at, stopped the step it was asked for.

    items are those that wait; films those that can be watched. variants: all that was made, where
    the run came to its last gate. exported: what who asked for the run wrote of them.
    """

    waiting: str = ""
    stopped: str = ""
    items: tuple[str, ...] = ()
    films: tuple[Ref[Film], ...] = ()
    failed: tuple[Failed, ...] = ()
    variants: tuple[Variant, ...] = ()
    exported: ExportMade | None = None
