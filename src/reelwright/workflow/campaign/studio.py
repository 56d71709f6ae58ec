"""What a run works with: the store, the catalogue, the bench, and the choices of settings."""

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ...domain.campaign import Campaign
from ...domain.gate import Gate
from ...domain.spending import Unmetered
from ...domain.tiers import BOTH, Tier
from ...store.assets import Shelves
from ...store.catalogue import Catalogue
from ...store.spends import Spends
from ..build.bench import Bench
from ..build.progress import Progress
from ..build.stage import Tools
from ..spending import HouseTill, Prices
from .purse import Purse
from .submissions import Submissions

if TYPE_CHECKING:
    from ...shooting.setup import SetUp


@dataclass(frozen=True)
class Choices:
    """Settings that stages read; each takes part in the keys of the results it bears on."""

    model_for: Callable[[str], str] = lambda job: "offline"
    temperatures: dict[str, float] = field(default_factory=dict[str, float])
    thresholds: dict[str, float] = field(default_factory=dict[str, float])
    attempts: int = 3
    tiers: tuple[Tier, ...] = BOTH
    floor: float | None = None
    """Score under which a picture does not count as showing what was asked; None: the search's."""
    workers: int | None = None
    cache_bytes: int = 2_000_000_000
    """What encoded parts of films may take on the disk."""
    credentials: Path | None = None
    page_tools: Path | None = None
    """Where the packages that build landing pages are kept."""
    voices: tuple[str, ...] | None = None
    """Voices that narrations may have; None: those that this machine has."""
    video: Mapping[str, Mapping[str, Any]] = field(
        default_factory=dict[str, Mapping[str, Any]], repr=False
    )
    """Options of the video back ends that are set up beside the camera over stills, by name."""
    prices: Prices = field(default_factory=Prices)
    """What back ends cost; it bears on no result."""
    house: Callable[[str], HouseTill] | None = None
    """Where the house pays for an item of a campaign; None: nobody counts but the campaign."""


@dataclass(frozen=True)
class Studio:
    """One campaign's workplace, built by `wiring`. id is what workers know it by."""

    id: str
    campaign: Campaign
    assets: Shelves
    catalogue: Catalogue
    bench: Bench
    progress: Progress
    choices: Choices
    workspace: Path
    out: Path
    approver: str | None = None
    """Set by `--yes`: every gate is passed in this person's name, but those of two people."""
    four_eyes: tuple[Gate, ...] = ()
    """Gates at which two people have to approve."""
    closing: Callable[[], None] = lambda: None
    """What has to be done besides when it is closed."""
    began: float = field(default_factory=time.time)
    """When this studio was opened: what a run used since then, the run may need again."""

    @cached_property
    def engines(self) -> list[str]:
        """Voices that narrations may have."""
        if self.choices.voices is not None:
            return list(self.choices.voices)
        from ...backends import registry

        return [e.name for e in registry.available("speech") if e.present]

    @cached_property
    def filming(self) -> "dict[str, SetUp]":
        """Video back ends that are set up, by name. Raises NotFound for one that there is not."""
        from ...shooting.setup import set_up

        return set_up(self.choices.video)

    @cached_property
    def spends(self) -> Spends:
        """What the campaign spent so far."""
        return Spends(self.catalogue.database)

    def purse(self, stage: str, item: str) -> Purse:
        """Where an item's calls are paid."""
        found = self.choices
        house = found.house(f"{stage} {item}") if found.house else Unmetered()
        return Purse(self.spends, found.prices, self.campaign.wanted.budget, stage, item, house)

    def close(self) -> None:
        """Let go of the catalogue."""
        self.catalogue.close()
        self.closing()

    def tools(self, part: Callable[[float], None], before: Any) -> Tools:
        """What the work of a stage may use beside its inputs."""
        return Tools(
            assets=self.assets,
            workspace=self.workspace,
            workers=self.choices.workers,
            cache_bytes=self.choices.cache_bytes,
            began=self.began,
            part=part,
            before=before,
            credentials=self.choices.credentials,
            page_tools=self.choices.page_tools,
            filming=self.filming,
            ledger=partial(Submissions, self.catalogue),
        )
