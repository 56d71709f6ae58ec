"""Where this program made something: campaigns, the clips of a house, folders that one names."""

import time
from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Literal

from ..domain.errors import InvalidIntake
from ..settings import Settings, campaigns_home, workspace_of
from ..store.assets import Shelves
from ..store.catalogue import Catalogue
from ..store.database import Database
from ..store.jobs import Jobs
from ..store.orders import Order, Orders
from ..store.roster import Enrolled, Roster
from ..workflow.engine.lease import leases_in, told
from ..workflow.engine.runs import Runs
from .clip_bytes import CLIPS, SHARED
from .houses import LAID, REMOVED
from .places import (
    HOUSE,
    PLACE,
    catalogue_there,
    database_in,
    database_of,
    house_of,
    on_server,
    place_of,
    shared,
    shared_runs,
    space_of,
    store,
)

SPACES = "reelwright_"
"""How the spaces of a server begin that hold what was made of a campaign, or of clips."""

RUNS = "runs"

SiteKind = Literal["campaign", "clips", "folder", "put away"]

PATIENCE = 60.0
"""Seconds that what is stopped has to come to rest."""


@dataclass(frozen=True)
class MadeAt:
    """A place where things were made.

    place: what its rows and bytes are known by on servers; "" where all lies in its folder. folder:
    what films are written to, and where a workspace is; None: nowhere on this machine. ours: the
    files in the folder came in through the house, and are its own.
    """

    name: str
    kind: SiteKind
    place: str = ""
    folder: Path | None = None
    workspace: Path | None = None
    entry: Enrolled | None = None
    ours: bool = False


def house_there(settings: Settings) -> Database | None:
    """The database of the house; None where nothing of one was ever kept."""
    found, file = house_of(settings)
    if found.path:
        return found if file.exists() else None
    return found if found.tables() else None


def sites(settings: Settings, folders: Sequence[Path] = ()) -> tuple[MadeAt, ...]:
    """Every place that the house knows, and the folders that somebody names.

    Raises InvalidIntake for a folder in which nothing was made.
    """
    found = [*_of_house(settings), *(_of_folder(f, settings) for f in folders)]
    # A folder that is named may be one of the house: then it is that.
    seen = dict[object, MadeAt]()
    for site in found:
        seen.setdefault(site.place or site.workspace, site)
    return tuple(seen.values())


def _of_house(settings: Settings) -> Iterator[MadeAt]:
    home, everywhere = campaigns_home(settings), shared(settings)
    known = set[str]()
    house = house_there(settings)
    if house and "campaigns" in house.tables():
        for entry in Roster(house).listed():
            known.add(entry.place)
            if everywhere:
                yield MadeAt(entry.name, "campaign", entry.place, None, None, entry, True)
                continue
            at = Path(entry.folder) if entry.folder else home / entry.name
            yield _laid(entry.name, "campaign", at, settings, entry, not entry.folder)
    clips = home / CLIPS
    if everywhere:
        for space in Database(str(settings.database_url), HOUSE).spaces(SPACES):
            place = space.removeprefix(SPACES).replace("_", "-")
            if place == SHARED:
                yield MadeAt(place, "clips", place, clips, clips / ".reelwright", None, True)
            elif place not in known and space != f"{SPACES}{RUNS}":
                yield MadeAt(place, "put away", place, None, None, None, True)
    elif clips.is_dir():
        yield MadeAt(
            "clips", "clips", _place(clips / ".reelwright", settings), clips,
            clips / ".reelwright", None, True,
        )  # fmt: skip
    for at in sorted(p for p in (home / REMOVED).glob("*") if p.is_dir()):
        yield _laid(at.name, "put away", at, settings, None, True)


def _of_folder(folder: Path, settings: Settings) -> MadeAt:
    workspace = workspace_of(folder, settings)
    if not workspace.is_dir():
        raise InvalidIntake(
            f"nothing was made in {folder}: there is no {workspace}; name a campaign's folder, or "
            "one of clips"
        )
    return _laid(folder.resolve().name, "folder", folder.resolve(), settings, None, False)


def _laid(
    name: str, kind: SiteKind, at: Path, settings: Settings, entry: Enrolled | None, ours: bool
) -> MadeAt:
    workspace = workspace_of(at, settings)
    return MadeAt(name, kind, _place(workspace, settings), at, workspace, entry, ours)


def _place(workspace: Path, settings: Settings) -> str:
    """What a workspace is known by on servers, where it was named yet."""
    elsewhere = settings.assets_url or on_server(settings)
    return place_of(workspace, settings) if elsewhere and (workspace / PLACE).exists() else ""


def laid_out(site: MadeAt, settings: Settings) -> Path | None:
    """Where this machine has copies of a campaign's files."""
    at = campaigns_home(settings) / LAID / site.place
    return at if site.place and at.is_dir() else None


def rows_at(site: MadeAt, settings: Settings) -> Database | None:
    """Where the catalogue of a site is; None where it has none."""
    if shared(settings) and site.place:
        found = database_in(site.place, settings)
        return found if found.tables() else None
    if site.workspace is None or not catalogue_there(site.workspace, settings):
        return None
    there = database_of(site.workspace, settings, make=False)
    if there is not None and there.tables():
        return there
    return Database(site.workspace / "catalogue.db", what="the catalogue in")


def catalogue_at(site: MadeAt, settings: Settings) -> Catalogue | None:
    """The catalogue of a site; None where it has none."""
    found = rows_at(site, settings)
    return Catalogue(found) if found else None


def jobs_at(site: MadeAt, settings: Settings) -> Jobs | None:
    """The jobs of a folder of clips; None where none was asked for."""
    catalogue = catalogue_at(site, settings)
    return Jobs.beside(catalogue) if catalogue else None


@contextmanager
def shelves_at(site: MadeAt, settings: Settings) -> Generator[Shelves | None]:
    """The bytes of a site, in its folder or in a bucket; None where it has none."""
    with ExitStack() as stack:
        if settings.assets_url and site.place:
            # What this machine keeps of a bucket goes with what is there.
            cache = site.workspace
            if cache is None or not (cache / "assets").is_dir():
                apart = TemporaryDirectory(prefix="reelwright-clean-")
                cache = Path(stack.enter_context(apart))
            found = store(cache, settings, site.place)
            stack.callback(found.close)
            yield found
        elif site.workspace and (site.workspace / "assets").is_dir():
            yield store(site.workspace, settings)
        else:
            yield None


# -- what is under way ---------------------------------------------------------------------------


def at_work(all_: Sequence[MadeAt], settings: Settings) -> dict[MadeAt, str]:
    """What is under way at each site, in words; sites at rest are not in it."""
    found = dict[MadeAt, str]()
    for site in all_:
        if why := _order_there(site, settings) or _process_there(site):
            found[site] = why
    for site, runs in _runs_there(all_, settings).items():
        found.setdefault(site, f"its run {runs[0]} is not at its end")
    return found


def _order_there(site: MadeAt, settings: Settings) -> str:
    open_ = _open_orders(site, settings)
    return f"the order {open_[0].id} is {open_[0].state}" if open_ else ""


def _open_orders(site: MadeAt, settings: Settings) -> list[Order]:
    house = house_there(settings)
    if house is None or "orders" not in house.tables():
        return []
    if not (site.entry or site.kind == "clips"):
        return []
    name, books = site.name if site.entry else "", Orders(house)
    return [
        order
        for state in ("running", "queued")
        for order in books.listed(name, state, limit=500)
        if order.campaign == name
    ]


def _process_there(site: MadeAt) -> str:
    if site.workspace is None:
        return ""
    living, _ = leases_in(site.workspace / "leases")
    if living:
        return f"{told(living[0])} is at work there"
    from ..workflow.clip.flow import WORKING, is_worked_on

    if (site.workspace / WORKING).exists() and is_worked_on(site.workspace):
        return "a process makes clips there"
    return ""


def runs_at(site: MadeAt, settings: Settings) -> Runs | None:
    """The runs of a site on a server; None where there are none."""
    if not on_server(settings) or not site.place:
        return None
    runs = (
        shared_runs(settings)
        if shared(settings)
        else Runs(str(settings.database_url), Path(), space_of(site.place, RUNS))
    )
    return runs if Database(runs.url, runs.schema).tables() else None


def _runs_there(all_: Sequence[MadeAt], settings: Settings) -> Mapping[MadeAt, list[str]]:
    from ..workflow.engine import asking

    found = dict[MadeAt, list[str]]()
    for site in all_:
        if runs := runs_at(site, settings):
            with asking.asking(runs) as asker:
                if open_ := asker.unfinished(site.place):
                    found[site] = open_
    return found


def stop_all(
    busy: Sequence[MadeAt], settings: Settings, by: str, wait: Callable[[float], None] = time.sleep
) -> None:
    """Stop what is under way at these sites, and wait until it rests, PATIENCE seconds at most."""
    from ..workflow.engine import asking
    from .campaigns import stop

    house = house_there(settings)
    for site in busy:
        for order in _open_orders(site, settings):
            assert house is not None
            Orders(house).stop(order.id, by)
        if runs := runs_at(site, settings):
            with asking.asking(runs) as asker:
                asker.stop(site.place)
        elif site.folder and site.workspace and (site.workspace / "workflow.db").exists():
            stop(site.folder, settings, _unheard)
        if jobs := jobs_at(site, settings):
            for job in jobs.listed(open_only=True):
                jobs.end(job.id, "cancelled", reason=f"stopped by {by}")
    until = time.monotonic() + PATIENCE
    while at_work(busy, settings) and time.monotonic() < until:
        wait(0.5)
        for site in busy:
            for order in _open_orders(site, settings):
                assert house is not None
                Orders(house).lay_down(order.id)


def _unheard(catalogue: Catalogue, count: int) -> None:
    """The audit of the house tells what was stopped, and why."""
