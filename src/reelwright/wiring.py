"""Builds a studio from settings and a campaign folder; only doors import it.

Rooms with heavy libraries are imported where they are first needed: `approve` and `status` must
answer at once.
"""

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from .domain.base import digest_of
from .domain.campaign import Campaign, Wanted
from .domain.errors import InvalidIntake, NotFound, StoreFailed, StudioError
from .settings import Settings, person
from .store import Catalogue, FolderStore
from .store.catalogue import Result, now
from .workflow.bench import Bench
from .workflow.progress import STEPS, Listener, Progress
from .workflow.studio import Choices, Studio, install

SHELF = "2"
"""Raised when pictures are measured otherwise: shelves that were kept are read anew."""

if TYPE_CHECKING:
    from .library import Shelf

LEAST_FREE = 300_000_000
"""Bytes that must be free before a run starts: a film and its parts take a few megabytes each."""


@dataclass(frozen=True)
class Opened:
    """A studio and what intake noticed on the way."""

    studio: Studio
    notes: tuple[str, ...]


def open_studio(
    folder: Path,
    settings: Settings | None = None,
    *,
    wanted: dict[str, Any] | None = None,
    out: Path | None = None,
    listener: Listener | None = None,
    approve_all: bool = False,
) -> Opened:
    """Read a campaign folder and build everything that works on it.

    wanted overrides single options of the campaign's [wanted] table. Raises InvalidIntake.
    """
    from .graphics.fonts import read_face
    from .intake.campaign import load_campaign

    settings = settings or Settings()
    workspace = (settings.workspace or folder / ".reelwright").resolve()
    if not folder.is_dir():
        raise InvalidIntake(f"there is no folder {folder}; `reelwright new {folder}` makes one")
    assets = _store(workspace)
    catalogue = Catalogue(workspace / "catalogue.db")
    campaign, notes = load_campaign(folder, assets, _remembering(catalogue), read_face)
    if wanted:
        campaign = campaign.model_copy(update={"wanted": _wanted(campaign, wanted)})
    run = campaign.digest()[:16]
    progress = Progress(catalogue, run, listener)
    studio = Studio(
        campaign=campaign,
        assets=assets,
        catalogue=catalogue,
        bench=Bench(catalogue, progress),
        progress=progress,
        choices=Choices(
            model_for=settings.model_for,
            temperatures=settings.temperatures,
            thresholds=settings.thresholds,
            attempts=settings.attempts,
            workers=settings.workers or None,
            credentials=settings.credentials,
        ),
        workspace=workspace,
        out=(out or folder / "out").resolve(),
        approver=person(settings) if approve_all else None,
    )
    return Opened(studio, notes)


def desk(folder: Path, settings: Settings | None = None) -> Catalogue:
    """The catalogue of a campaign that was made before. Raises NotFound when it never was."""
    settings = settings or Settings()
    workspace = (settings.workspace or folder / ".reelwright").resolve()
    if not (workspace / "catalogue.db").exists():
        raise NotFound(f"nothing of {folder} was made yet; run `reelwright make {folder}` first")
    return Catalogue(workspace / "catalogue.db")


def make(studio: Studio, settings: Settings | None = None, *, until: str = "release") -> Any:
    """Run a campaign up to a step or the next gate; takes up a run that was cut off.

    Returns {"waiting": gate or "", "stopped": step or "", ...} as `workflow.flow` describes.
    """
    if until not in STEPS:
        raise StudioError(f"there is no step {until!r}; the steps are {', '.join(STEPS)}")
    from threadpoolctl import threadpool_limits

    from .workflow import engine
    from .workflow.flow import campaign_flow
    from .workflow.ideation import fingerprint

    settings = settings or Settings()
    _room(studio.workspace)
    install(studio)
    wanted = studio.campaign.wanted
    job = {
        "until": until,
        "approver": studio.approver or "",
        "formats": list(wanted.formats),
        "extra_formats": list(wanted.extra_formats),
        "languages": list(wanted.languages),
    }
    with engine.running(studio.workspace, settings.database_url) as works:
        if pid := works.busy():
            raise StudioError(
                f"process {pid} is making this campaign already; wait for it, or stop it first"
            )
        identity = works.identity(f"{fingerprint(studio)}-{until}-{bool(studio.approver)}")
        try:
            # Variants run side by side: more threads in each would only wait for one another.
            with threadpool_limits(1):
                return works.run(identity, campaign_flow, job)
        except KeyboardInterrupt:
            works.cancel(identity)
            raise


def _remembering(catalogue: Catalogue) -> Callable[[Path, Any], "Shelf"]:
    """Reads a library, and finds it as it was when no file in it changed since."""

    def read(library: Path, assets: FolderStore) -> "Shelf":
        from .library import Shelf, read_pictures

        files = sorted(p for p in library.rglob("*") if p.is_file())
        seen = [(p.relative_to(library).as_posix(), *_stamp(p)) for p in files]
        key = digest_of({"shelf": SHELF, "files": seen, "day": date.today().isoformat()})
        kept = catalogue.result(key)
        if kept:
            shelf = Shelf.model_validate(kept.value)
            if all(assets.holds(p.asset) for p in shelf.pictures):
                return shelf
        shelf = read_pictures(library, assets)
        value = shelf.model_dump(mode="json")
        catalogue.keep(Result(key, "shelf", "library", {}, value, digest_of(value), 0.0, now()))
        return shelf

    return read


def _stamp(path: Path) -> tuple[int, int]:
    found = path.stat()
    return found.st_size, found.st_mtime_ns


def _store(workspace: Path) -> FolderStore:
    try:
        return FolderStore(workspace / "assets")
    except OSError as problem:
        raise StoreFailed(
            f"cannot write to {workspace}: {problem.strerror}; choose another with --workspace"
        ) from problem


def _room(workspace: Path) -> None:
    free = shutil.disk_usage(workspace).free
    if free < LEAST_FREE:
        raise StoreFailed(
            f"only {free // 1_000_000} MB are free where {workspace} lies; make room for "
            f"{LEAST_FREE // 1_000_000} MB or choose another place with --workspace"
        )


def _wanted(campaign: Campaign, changes: dict[str, Any]) -> Wanted:
    try:
        return Wanted.model_validate(campaign.wanted.model_dump() | changes)
    except ValidationError as problem:
        said = "; ".join(
            f"{'.'.join(str(p) for p in e['loc'])}: {e['msg'].lower()} (it is {e['input']!r})"
            for e in problem.errors()
        )
        raise InvalidIntake(f"these options cannot be used: {said}") from problem
