"""What a run works with: the store, the catalogue, the bench, and the choices of settings."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ...domain.asset import Assets
from ...domain.campaign import Campaign
from ...domain.continuity import Tier
from ...store.catalogue import Catalogue
from ..build.bench import Bench
from ..build.progress import Progress

BOTH: tuple[Tier, ...] = ("words", "pictures")
"""What binds scenes together unless a setting leaves one out (S0-41)."""


JOBS = (
    "segments",
    "concepts",
    "briefs",
    "match",
    "storyboard",
    "translate",
    "continuity",
    "judge",
    "page",
    "edit",
)
"""What a text model is asked for; each may have a model and a temperature of its own (S0-11)."""


@dataclass(frozen=True)
class Choices:
    """Settings that stages read; each takes part in the keys of the results it bears on."""

    model_for: Callable[[str], str] = lambda job: "offline"
    temperatures: dict[str, float] = field(default_factory=dict)
    thresholds: dict[str, float] = field(default_factory=dict)
    attempts: int = 3
    tiers: tuple[Tier, ...] = BOTH
    floor: float | None = None
    """Score under which a picture does not count as showing what was asked; None: the search's."""
    workers: int | None = None
    cache_bytes: int = 2_000_000_000
    """What encoded parts of films may take on the disk."""
    credentials: Path | None = None

    def warmth(self, job: str) -> dict[str, Any]:
        """The temperature set for a job, as an input of its stage; {} takes the stage's own."""
        found = self.temperatures.get(job)
        return {} if found is None else {"temperature": found}


@dataclass(frozen=True)
class Studio:
    """One campaign's workplace, built by `wiring`."""

    campaign: Campaign
    assets: Assets
    catalogue: Catalogue
    bench: Bench
    progress: Progress
    choices: Choices
    workspace: Path
    out: Path
    approver: str | None = None
    """Set by `--yes`: every gate is passed in this person's name."""
    began: float = field(default_factory=time.time)
    """When this studio was opened: what a run used since then, the run may need again."""


_current: list[Studio] = []


def install(studio: Studio) -> None:
    """Make a studio the one that workflows of this process work in."""
    _current[:] = [studio]


def current() -> Studio:
    """The installed studio."""
    if not _current:
        raise RuntimeError("no studio is installed; wiring.open_studio does it")
    return _current[0]
