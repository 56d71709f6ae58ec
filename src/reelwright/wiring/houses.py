"""A house of campaigns: where each one's files lie, on one machine or on any of many."""

import fcntl
import os
import secrets
import shutil
from collections.abc import Generator
from contextlib import contextmanager, suppress
from pathlib import Path

from ..domain.errors import Conflict, NotFound, StoreFailed
from ..settings import Settings, campaigns_home
from ..store.catalogue import Catalogue
from ..store.hands import Hands
from ..store.hooks import Hooks
from ..store.orders import Orders
from ..store.roster import Enrolled, Roster
from ..store.snapshot import (
    LAID_OUT,
    Snapshot,
    keep_snapshot,
    latest_snapshot,
    lay_out,
    take_snapshot,
)
from .places import PLACE, database_in, house_of, shared, store

LAID = ".laid"
"""Where versions of campaigns are laid out on a machine that holds none of its own."""

REMOVED = ".removed"
"""Where folders of campaigns go that were taken off the list."""

KEPT = 3
"""Versions of a campaign that stay laid out: who reads an older one has time to finish."""


def roster_of(settings: Settings) -> Roster:
    """The campaigns of the house. Raises StoreFailed."""
    database, file = house_of(settings)
    return Roster(database, file)


def orders_of(settings: Settings) -> Orders:
    """The orders of the house. Raises StoreFailed."""
    database, file = house_of(settings)
    return Orders(database, file)


def hands_of(settings: Settings) -> Hands:
    """The workers of the house. Raises StoreFailed."""
    database, file = house_of(settings)
    return Hands(database, file)


def hooks_of(settings: Settings) -> Hooks:
    """The hooks of the house. Raises StoreFailed."""
    database, file = house_of(settings)
    return Hooks(database, file)


def new_place(name: str) -> str:
    """What a new campaign's rows and bytes are known by: no other is ever called so."""
    return f"{name[:36]}-{secrets.token_hex(6)}"


def folder_of(entry: Enrolled, settings: Settings) -> Path:
    """The folder with a campaign's files as they stand now.

    With a database and a bucket it is a copy of the version kept last, laid out on this machine:
    for reading, as nobody sees what is changed there. Raises NotFound where its files are gone.
    """
    if not shared(settings):
        folder = Path(entry.folder) if entry.folder else campaigns_home(settings) / entry.name
        if not folder.is_dir():
            raise NotFound(
                f"the files of {entry.name} are not at {folder} any more; put them back there, or "
                "remove the campaign"
            )
        return folder
    return _laid_out(entry, settings)


@contextmanager
def editing(entry: Enrolled, settings: Settings, *, new: bool = False) -> Generator[Path]:
    """A folder in which a campaign's files are changed; one at a time does so.

    What the block leaves there is the campaign from then on; where it raises, a new campaign and
    one on servers stay as they were. new: it has no files yet.
    """
    if not shared(settings):
        home = campaigns_home(settings)
        with _alone(home, entry.name):
            folder = Path(entry.folder) if entry.folder else home / entry.name
            if not new:
                yield folder
                return
            if folder.exists():
                raise Conflict(f"there is {folder} already; choose another name, or adopt it")
            work = home / f".new-{secrets.token_hex(4)}"
            try:
                work.mkdir(mode=0o700)
                yield work
                os.rename(work, folder)
            finally:
                shutil.rmtree(work, ignore_errors=True)
        return
    rows = database_in(entry.place, settings)
    catalogue = Catalogue(rows)
    place = _place(entry, settings)
    work = place / f"work-{secrets.token_hex(4)}"
    with _turn(catalogue, entry.name):
        try:
            if new:
                work.mkdir(parents=True)
            else:
                # Linked, not copied: whoever changes a file puts another in its place.
                shutil.copytree(_laid_out(entry, settings), work, copy_function=os.link)
                shutil.rmtree(work / ".reelwright")
            yield work
            assets = store(work / ".reelwright", settings, entry.place)
            keep_snapshot(catalogue, take_snapshot(work, assets, latest_snapshot(catalogue)))
        finally:
            shutil.rmtree(work, ignore_errors=True)


def put_away(entry: Enrolled, settings: Settings) -> None:
    """Take a removed campaign's folder out of the home of all; a folder elsewhere stays."""
    home = campaigns_home(settings)
    at = home / entry.name
    if not shared(settings) and not entry.folder and at.is_dir():
        (home / REMOVED).mkdir(mode=0o700, exist_ok=True)
        os.rename(at, home / REMOVED / entry.place)


def _laid_out(entry: Enrolled, settings: Settings) -> Path:
    catalogue = Catalogue(database_in(entry.place, settings))
    snapshot = latest_snapshot(catalogue)
    if snapshot is None:
        raise NotFound(f"nothing of {entry.name} was kept; upload its files again")
    place = _place(entry, settings)
    folder = place / snapshot.digest()[:24]
    if not (folder / LAID_OUT).is_file():
        _lay(snapshot, entry, folder, settings)
    # The one used last is the last to go.
    with suppress(OSError):
        os.utime(folder)
    return folder


def _lay(snapshot: Snapshot, entry: Enrolled, folder: Path, settings: Settings) -> None:
    """Lay a version out with the name of its place, whole or not at all."""
    part = folder.with_name(f"part-{secrets.token_hex(4)}")
    try:
        assets = store(part.with_name(f"{part.name}-assets"), settings, entry.place)
        lay_out(snapshot, assets, part)
        (part / ".reelwright" / PLACE).write_text(f"{entry.place}\n", "utf-8")
        try:
            os.rename(part, folder)
        except OSError as problem:
            # Another process laid out the same meanwhile.
            if not (folder / LAID_OUT).is_file():
                raise StoreFailed(
                    f"{folder} could not be written: {problem.strerror}; free some space there, "
                    "or set REELWRIGHT_CAMPAIGNS to another folder"
                ) from problem
    finally:
        for left in (part, part.with_name(f"{part.name}-assets")):
            shutil.rmtree(left, ignore_errors=True)
    older = sorted(
        (p for p in folder.parent.iterdir() if (p / LAID_OUT).is_file() and p != folder),
        key=lambda p: p.stat().st_mtime,
        reverse=True,
    )
    for path in older[KEPT - 1 :]:
        shutil.rmtree(path, ignore_errors=True)


def _place(entry: Enrolled, settings: Settings) -> Path:
    place = campaigns_home(settings) / LAID / entry.place
    place.mkdir(parents=True, exist_ok=True, mode=0o700)
    return place


@contextmanager
def _alone(home: Path, name: str) -> Generator[None]:
    """One process at a time, and one thread of it."""
    home.mkdir(parents=True, exist_ok=True, mode=0o700)
    handle = os.open(home / f".{name}.lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


@contextmanager
def _turn(catalogue: Catalogue, name: str) -> Generator[None]:
    """One of all machines at a time changes a campaign's files; another is told to try again."""
    with catalogue.database.held("files") as mine:
        if not mine:
            raise Conflict(f"somebody changes the files of {name} just now; try again in a moment")
        yield
