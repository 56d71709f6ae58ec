"""A campaign's studio, and the run that makes it."""

import time
from collections.abc import Callable, Generator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from ..domain.base import digest_of
from ..domain.campaign import Campaign, Wanted
from ..domain.errors import Cancelled, InvalidIntake, NotFound, StoreFailed, StudioError
from ..domain.loose import placed, quoted
from ..domain.spans import carry
from ..settings import Settings, page_tools, person, workspace_of
from ..store import Catalogue
from ..store.assets import Shelves
from ..store.catalogue import Result, now
from ..workflow.build.bench import Bench
from ..workflow.build.progress import Listener, Progress, Told
from ..workflow.build.stage import STEPS
from ..workflow.campaign.carried import carried_edit
from ..workflow.campaign.stages import STAGES
from ..workflow.campaign.studio import Choices, Studio
from ..workflow.engine.runs import beside
from ..workflow.engine.studios import place_in
from ..workflow.spending import Prices
from . import openings
from .libraries import base_reader, without_barred
from .places import (
    catalogue_of,
    catalogue_there,
    place_of,
    room,
    runs_of,
    shared,
    shared_runs,
    store,
)
from .remembered import remembered
from .spending import till_of

if TYPE_CHECKING:
    from ..library import Shelf
    from ..workflow.campaign.cuts import CampaignJob, Outcome

MOST_TOLD = 10
"""Texts that cannot be set that an error lists."""

ALONE = 3.0
"""Seconds after which who waits is told that there is no worker."""

SHELF = "4"
"""Raised when pictures are measured otherwise: shelves that were kept are read anew."""


@dataclass(frozen=True)
class Opened:
    """A studio, what intake noticed on the way, and the folder that it was read from."""

    studio: Studio
    notes: tuple[str, ...]
    folder: Path


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
    workspace = workspace_of(folder, settings)
    if not folder.is_dir():
        raise InvalidIntake(f"there is no folder {folder}; `reelwright new {folder}` makes one")
    assets = store(workspace, settings)
    catalogue = catalogue_of(workspace, settings)
    campaign, notes = _campaign(folder, assets, catalogue, settings, (workspace, out))
    if wanted:
        campaign = campaign.model_copy(update={"wanted": _wanted(campaign, wanted)})
    studio = _studio(
        place_of(workspace, settings),
        campaign,
        (assets, catalogue),
        settings,
        workspace,
        out=(out or folder / "out").resolve(),
        listener=listener,
        approver=person(settings) if approve_all else None,
    )
    return Opened(studio, notes, folder)


def _studio(
    place: str,
    campaign: Campaign,
    kept: tuple[Shelves, Catalogue],
    settings: Settings,
    workspace: Path,
    *,
    out: Path,
    listener: Listener | None = None,
    approver: str | None = None,
    voices: tuple[str, ...] | None = None,
) -> Studio:
    assets, catalogue = kept
    progress = Progress(catalogue, campaign.digest()[:16], STAGES, listener)
    return Studio(
        id=place,
        campaign=campaign,
        assets=assets,
        catalogue=catalogue,
        bench=Bench(catalogue, progress, STAGES, carried_edit),
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
            page_tools=page_tools(settings),
            voices=voices,
            video=settings.video_options(),
            prices=Prices(settings.price_list(), settings.currency),
            house=lambda item: till_of(settings, "campaigns", f"{campaign.name}: {item}", place),
        ),
        workspace=workspace,
        out=out,
        approver=approver,
        four_eyes=settings.four_eyes,
    )


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
        return _read(folder, assets, catalogue, settings, elsewhere)

    places = [p for p in (*apart, folder / "out") if p is not None]
    return remembered(folder, assets, catalogue, places, read, lasting=lambda: not elsewhere)


def read_with(
    folder: Path, texts: Mapping[str, str], settings: Settings
) -> tuple[Campaign, Shelves]:
    """A campaign as it would be if files of its folder held these texts, and where its bytes are.

    texts: of campaign.toml and brand.toml, by name. Raises InvalidIntake.
    """
    workspace = workspace_of(folder, settings)
    assets = store(workspace, settings)
    catalogue = catalogue_of(workspace, settings)
    campaign, _ = _read(folder, assets, catalogue, settings, [], texts)
    return campaign, assets


def _read(
    folder: Path,
    assets: Shelves,
    catalogue: Catalogue,
    settings: Settings,
    elsewhere: list[str],
    texts: Mapping[str, str] | None = None,
) -> tuple[Campaign, tuple[str, ...]]:
    """A campaign and what intake noticed. elsewhere: what was read that is not of its folder."""
    from ..graphics.easel import unseen_logo
    from ..graphics.fonts import borrowed, read_face, unset
    from ..intake.campaign import load_campaign

    from_base = base_reader(settings, catalogue)

    def of_base(name: str, assets: Any) -> "Shelf":
        # What a knowledge base holds may change while the folder lies still.
        elsewhere.append(name)
        return from_base(name, assets)

    reading = _remembering(catalogue)

    def of_folder(library: Path, assets: Any) -> "Shelf":
        shelf = reading(library, assets)
        if not any(p.edit for p in shelf.pictures):
            return shelf
        # Whether their parents may still be used is known to the bases.
        elsewhere.append("edited pictures")
        return without_barred(shelf, settings, catalogue.address)

    campaign, notes = load_campaign(folder, assets, of_folder, read_face, of_base, texts)
    if problems := unset(campaign, assets):
        more = f"\nand {len(problems) - MOST_TOLD} more" if len(problems) > MOST_TOLD else ""
        raise InvalidIntake("\n".join(problems[:MOST_TOLD]) + more)
    return campaign, (*notes, *borrowed(campaign, assets), *unseen_logo(campaign.brand, assets))


def reopened(
    id_: str, workspace: Path, settings: Settings, catalogue: Catalogue | None = None
) -> Studio:
    """A campaign as who asked for a run had opened it; for a worker, which needs no folder of it.

    workspace: where this machine keeps what it works with. catalogue: the place's; None: the
    workspace's own. Raises NotFound for what was never opened, StoreFailed for what no longer can.
    """
    place = place_in(id_)
    catalogue = catalogue or catalogue_of(workspace, settings)
    assets = store(workspace, settings, place)
    opening = openings.opening_of(id_, catalogue)
    return _studio(
        place,
        openings.campaign_of(id_, opening, assets),
        (assets, catalogue),
        openings.settings_of(opening, settings),
        workspace,
        out=workspace / "out",
        voices=opening.voices,
    )


def open_made(folder: Path, settings: Settings) -> Opened:
    """A campaign of which something was made before. Raises NotFound where nothing was."""
    desk(folder, settings).close()
    return open_studio(folder, settings)


def desk(folder: Path, settings: Settings | None = None) -> Catalogue:
    """The catalogue of a campaign that was made before. Raises NotFound when it never was."""
    settings = settings or Settings()
    workspace = workspace_of(folder, settings)
    if not catalogue_there(workspace, settings):
        if not folder.is_dir():
            raise NotFound(f"there is no folder {folder}; name the campaign's, as it is called now")
        raise NotFound(f"nothing of {folder} was made yet; run `reelwright make {folder}` first")
    return catalogue_of(workspace, settings)


def make(opened: Opened, settings: Settings | None = None, *, until: str = "release") -> "Outcome":
    """Run a campaign up to a step or the next gate; takes up a run that was cut off.

    Where rows and bytes are on a server, workers do the work and this process waits for it. Films
    that may leave are written here, to the studio's out folder. Raises StudioError for an unknown
    step, and where another run of this campaign is under way.
    """
    if until not in STEPS:
        raise StudioError(f"there is no step {until!r}; the steps are {', '.join(STEPS)}")
    from ..workflow.campaign import papers, reading
    from ..workflow.campaign.cuts import CampaignJob, Outcome
    from ..workflow.campaign.stages import fingerprint

    settings, studio = settings or Settings(), opened.studio
    room(studio.workspace)
    wanted = studio.campaign.wanted
    job = CampaignJob(
        campaign="",
        until=until,
        formats=wanted.formats,
        extra_formats=wanted.extra_formats,
        languages=wanted.languages,
        approver=studio.approver or "",
        trace=carry(),
    )
    wanted_run = f"{fingerprint(studio)}-{until}-{bool(studio.approver)}"
    work = _asked if shared(settings) else _worked
    with _standing_still(opened.folder.absolute(), studio.workspace):
        try:
            outcome = Outcome.model_validate(work(opened, settings, job, wanted_run))
        except (Cancelled, KeyboardInterrupt):
            # Steps in hand run on to their end and are kept; who was told of the stop is done.
            studio.progress.listener = _deaf
            raise
    with _standing_still(opened.folder.absolute(), studio.workspace):
        if outcome.waiting == "final":
            papers.review_sheet(studio, outcome.variants)
        elif outcome.waiting in reading.READ:
            reading.gate_sheet(studio, outcome.waiting, outcome.items, opened.folder)
        if not outcome.waiting and not outcome.stopped:
            exported = papers.export(studio, outcome.variants)
            outcome = outcome.model_copy(update={"exported": exported})
    return outcome


def _deaf(_: Told) -> None:
    """Hear nothing."""


@contextmanager
def _standing_still(folder: Path, workspace: Path) -> Generator[None]:
    """Raise StoreFailed, naming it, where a campaign's folder went away before or in a block."""

    def gone() -> Path | None:
        return next((place for place in (folder, workspace) if not place.is_dir()), None)

    def moved(place: Path) -> StoreFailed:
        return StoreFailed(
            f"{place} is no longer there: it was moved, renamed or taken away while the campaign "
            "was made; what is finished is kept, and `reelwright make` with the folder as it is "
            "called now goes on from there"
        )

    if place := gone():
        raise moved(place)
    try:
        yield
    except (OSError, StudioError) as problem:
        if place := gone():
            raise moved(place) from problem
        raise


def _worked(opened: Opened, settings: Settings, job: "CampaignJob", wanted: str) -> Any:
    """What became of a run that this process works on."""
    from threadpoolctl import threadpool_limits

    from ..cutting import kept
    from ..workflow.engine import engine, studios
    from ..workflow.flows import campaign_flow

    studio = opened.studio
    id_ = openings.note_opening(studio, settings)
    given = job.model_copy(update={"campaign": id_}).model_dump(mode="json")

    def run() -> Any:
        # What a dead process left in the queue begins with the engine, and looks for the campaign.
        with (
            studios.held(studio.id, studio),
            engine.running(runs_of(studio.workspace, settings)) as works,
        ):
            if other := works.busy(studio.id):
                raise StudioError(
                    f"{other} is making this campaign already; wait for it, or stop it first"
                )
            identity = works.identity(studio.id, wanted)
            try:
                # Variants run side by side: more threads in each would only wait for one another.
                with threadpool_limits(1):
                    return works.run(identity, campaign_flow, given)
            except KeyboardInterrupt:
                works.cancel(identity)
                raise
            finally:
                kept.bound(kept.folder_of(studio.workspace), settings.cache_bytes)

    return engine.apart(run, engine.stop_all)


def _asked(opened: Opened, settings: Settings, job: "CampaignJob", wanted: str) -> Any:
    """What became of a run that workers work on."""
    from ..workflow.campaign.cuts import CAMPAIGN
    from ..workflow.engine import asking, engine

    studio, stopped = opened.studio, Event()
    patience = [time.monotonic() + ALONE]

    def run() -> Any:
        with asking.asking(shared_runs(settings)) as asker:
            follow = studio.progress.follow()

            def watch() -> None:
                follow()
                if stopped.is_set():
                    asker.stop(studio.id)
                if time.monotonic() > patience[0]:
                    patience[0] = float("inf")
                    if not asker.workers():
                        studio.progress.note("no worker takes work; start `reelwright worker`")

            identity = asker.identity(studio.id, wanted)
            id_ = openings.note_opening(studio, settings, opened.folder)
            given = job.model_copy(update={"campaign": id_}).model_dump(mode="json")
            try:
                return asker.run(identity, CAMPAIGN, given, watch)
            except KeyboardInterrupt:
                asker.stop(studio.id)
                raise

    return engine.apart(run, stopped.set)


def stop(folder: Path, settings: Settings, before: Callable[[Catalogue, int], None]) -> int:
    """Stop the runs of a campaign, whoever works on them, at their next step; returns how many.

    before: called with the catalogue and how many there are, where there are any, before they are
    stopped. Raises NotFound when nothing of it was made yet, StoreFailed.
    """
    from ..workflow.engine import asking

    catalogue = desk(folder, settings)
    workspace = workspace_of(folder, settings)
    runs = runs_of(workspace, settings)
    if runs == beside(workspace) and not (workspace / "workflow.db").exists():
        return 0
    with asking.asking(runs) as asker:
        return asker.stop(place_of(workspace, settings), lambda n: before(catalogue, n))


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
            if all(assets.holds(a) for p in shelf.pictures for a in (p.asset, p.file)):
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
            f"{placed(e['loc'])}: {_short(e['msg'])} (it is {quoted(e['input'])})"
            for e in problem.errors()
        )
        raise InvalidIntake(f"these options cannot be used: {said}") from problem


def _short(said: str) -> str:
    """What pydantic says of a value, as it stands within a sentence."""
    said = said.removeprefix("Value error, ")
    return said[0].lower() + said[1:]
