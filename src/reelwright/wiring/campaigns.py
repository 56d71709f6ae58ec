"""A campaign's studio, and the run that makes it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from ..domain.base import digest_of
from ..domain.campaign import Campaign, Wanted
from ..domain.errors import InvalidIntake, NotFound, StudioError
from ..settings import Settings, person
from ..store import Catalogue
from ..store.assets import Shelves
from ..store.catalogue import Result, now
from ..workflow.build.bench import Bench
from ..workflow.build.progress import Listener, Progress
from ..workflow.build.stage import STEPS
from ..workflow.campaign.stages import STAGES
from ..workflow.campaign.studio import Choices, Studio
from ..workflow.engine.identity import workspace_id
from .libraries import base_reader
from .places import catalogue_of, catalogue_there, room, store
from .remembered import remembered

if TYPE_CHECKING:
    from ..library import Shelf
    from ..workflow.campaign.cuts import Outcome

SHELF = "2"
"""Raised when pictures are measured otherwise: shelves that were kept are read anew."""


OPENING = "opening"
"""The kind of result, and its one item, that tells workers with which options a run was begun."""


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
    settings = settings or Settings()
    workspace = (settings.workspace or folder / ".reelwright").resolve()
    if not folder.is_dir():
        raise InvalidIntake(f"there is no folder {folder}; `reelwright new {folder}` makes one")
    assets = store(workspace, settings)
    catalogue = catalogue_of(workspace, settings)
    campaign, notes = _campaign(folder, assets, catalogue, settings, (workspace, out))
    if wanted:
        campaign = campaign.model_copy(update={"wanted": _wanted(campaign, wanted)})
    run = campaign.digest()[:16]
    progress = Progress(catalogue, run, STAGES, listener)
    studio = Studio(
        id=workspace_id(workspace),
        campaign=campaign,
        assets=assets,
        catalogue=catalogue,
        bench=Bench(catalogue, progress, STAGES),
        progress=progress,
        choices=Choices(
            model_for=settings.model_for,
            temperatures=settings.temperatures,
            thresholds=settings.thresholds,
            attempts=settings.attempts,
            tiers=settings.tiers,
            floor=settings.floor,
            workers=settings.workers or None,
            cache_bytes=settings.cache_bytes,
            credentials=settings.credentials,
            video=settings.video_options(),
        ),
        workspace=workspace,
        out=(out or folder / "out").resolve(),
        approver=person(settings) if approve_all else None,
    )
    return Opened(studio, notes)


def _campaign(
    folder: Path,
    assets: Shelves,
    catalogue: Catalogue,
    settings: Settings,
    apart: Sequence[Path | None],
) -> tuple[Campaign, tuple[str, ...]]:
    """A campaign and what intake noticed; as it was where nothing in its folder changed."""
    elsewhere: list[str] = []

    def read() -> tuple[Campaign, tuple[str, ...]]:
        from ..graphics.fonts import read_face
        from ..intake.campaign import load_campaign

        from_base = base_reader(settings, catalogue)

        def of_base(name: str, assets: Any) -> "Shelf":
            # What a knowledge base holds may change while the folder lies still.
            elsewhere.append(name)
            return from_base(name, assets)

        return load_campaign(folder, assets, _remembering(catalogue), read_face, of_base)

    places = [p for p in (*apart, folder / "out") if p is not None]
    return remembered(folder, assets, catalogue, places, read, lasting=lambda: not elsewhere)


def reopened(folder: Path, settings: Settings) -> Studio:
    """A campaign as its last run had it, with that run's options; for a worker."""
    kept = desk(folder, settings).latest(OPENING, OPENING)
    value = kept.value if kept else {}
    out = value.get("out")
    return open_studio(
        folder, settings, wanted=value.get("wanted"), out=Path(out) if out else None
    ).studio


def _note_opening(studio: Studio) -> None:
    """Keep the options of a run, so that workers open the campaign as it does."""
    wanted = studio.campaign.wanted.model_dump(mode="json")
    value = {"wanted": wanted, "out": str(studio.out)}
    key = digest_of({OPENING: value})
    kept = Result(key, OPENING, OPENING, {}, value, digest_of(value), 0.0, now())
    studio.catalogue.keep(kept)


def desk(folder: Path, settings: Settings | None = None) -> Catalogue:
    """The catalogue of a campaign that was made before. Raises NotFound when it never was."""
    settings = settings or Settings()
    workspace = (settings.workspace or folder / ".reelwright").resolve()
    if not catalogue_there(workspace, settings):
        raise NotFound(f"nothing of {folder} was made yet; run `reelwright make {folder}` first")
    return catalogue_of(workspace, settings)


def make(studio: Studio, settings: Settings | None = None, *, until: str = "release") -> "Outcome":
    """Run a campaign up to a step or the next gate; takes up a run that was cut off.

    Raises StudioError for an unknown step, and where another run of this campaign is under way.
    """
    if until not in STEPS:
        raise StudioError(f"there is no step {until!r}; the steps are {', '.join(STEPS)}")
    from threadpoolctl import threadpool_limits

    from ..cutting import kept
    from ..workflow.campaign.cuts import Job, Outcome
    from ..workflow.campaign.stages import fingerprint
    from ..workflow.engine import engine, studios
    from ..workflow.flows import campaign_flow

    settings = settings or Settings()
    room(studio.workspace)
    _note_opening(studio)
    wanted = studio.campaign.wanted
    job = Job(
        campaign=studio.id,
        until=until,
        formats=wanted.formats,
        extra_formats=wanted.extra_formats,
        languages=wanted.languages,
        approver=studio.approver or "",
    )

    def run() -> Outcome:
        with (
            engine.running(studio.workspace, settings.database_url) as works,
            studios.held(studio.id, studio),
        ):
            if other := works.busy(studio.id):
                raise StudioError(
                    f"{other} is making this campaign already; wait for it, or stop it first"
                )
            wanted_run = f"{fingerprint(studio)}-{until}-{bool(studio.approver)}"
            identity = works.identity(studio.id, wanted_run)
            try:
                # Variants run side by side: more threads in each would only wait for one another.
                with threadpool_limits(1):
                    ended = works.run(identity, campaign_flow, job.model_dump(mode="json"))
                    return Outcome.model_validate(ended)
            except KeyboardInterrupt:
                works.cancel(identity)
                raise
            finally:
                kept.bound(kept.folder_of(studio.workspace), settings.cache_bytes)

    return engine.apart(run, engine.stop_all)


def _remembering(catalogue: Catalogue) -> Callable[[Path, Any], "Shelf"]:
    """Reads a library, and finds it as it was when no file in it changed since."""

    def read(library: Path, assets: Shelves) -> "Shelf":
        from ..library import Shelf, read_pictures

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


def _wanted(campaign: Campaign, changes: dict[str, Any]) -> Wanted:
    try:
        return Wanted.model_validate(campaign.wanted.model_dump() | changes)
    except ValidationError as problem:
        said = "; ".join(
            f"{'.'.join(str(p) for p in e['loc'])}: {e['msg'].lower()} (it is {e['input']!r})"
            for e in problem.errors()
        )
        raise InvalidIntake(f"these options cannot be used: {said}") from problem
