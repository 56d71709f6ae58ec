"""A workspace's bytes and what needs them: swept, sealed, kept as snapshots."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from ..domain.errors import StudioError
from ..settings import Settings, workspace_of
from ..store.assets import Shelves
from ..store.catalogue import Catalogue
from ..store.jobs import Jobs
from ..store.retention import Swept, digests_in, needed, sweep
from .places import catalogue_of, on_server, place_of, runs_of, store

FOR_EVER = ("release",)
"""Stages whose results left the house: what they are made of stays, whatever stands now."""


@dataclass(frozen=True)
class Holding:
    """What is kept of a campaign, or of a folder of clips."""

    workspace: Path
    assets: Shelves
    catalogue: Catalogue


def kept_of(folder: Path, settings: Settings) -> Holding:
    """The bytes and the catalogue of a folder; they are made where there are none."""
    workspace = workspace_of(folder, settings)
    return Holding(workspace, store(workspace, settings), catalogue_of(workspace, settings))


def swept(
    kept: Holding, settings: Settings, rules: Mapping[str, int], *, dry_run: bool, now: float
) -> Swept:
    """Sweep a workspace. Raises StudioError while a run is under way there."""

    def needs() -> frozenset[str]:
        return needed(kept.catalogue, Jobs.beside(kept.catalogue), FOR_EVER)

    def before(lost: frozenset[str]) -> frozenset[str]:
        # First what is kept by key, then the bytes: cut off in between, nothing is missed that a
        # result still promises.
        kept.catalogue.set_aside(lambda value: not lost.isdisjoint(digests_in(value)))
        return needs()

    if not dry_run:
        at_rest(kept.workspace, settings)
    return sweep(kept.assets, rules, needs(), now, dry_run, before)


def at_rest(workspace: Path, settings: Settings, what: str = "sweep") -> None:
    """Raise StudioError while another process makes something here. what: cannot be done then."""
    from ..workflow.engine import engine

    if not on_server(settings) and not (workspace / "workflow.db").exists():
        return
    # It takes no work: only its books are looked into.
    with engine.running(runs_of(workspace, settings), queues=()) as works:
        if other := works.busy(place_of(workspace, settings)):
            raise StudioError(f"{other} is at work here; {what} when it is done, or stop it first")
