"""Where bytes are kept, and whether there is room for more."""

import json
import os
import secrets
import shutil
from contextlib import suppress
from functools import lru_cache
from pathlib import Path
from typing import Any

from ..domain.base import digest_of, slug
from ..domain.errors import StoreFailed
from ..settings import Settings, library_home
from ..store.assets import Shelves, open_assets
from ..store.catalogue import Catalogue
from ..store.database import POSTGRES, Database
from ..store.jobs import Jobs
from ..store.owned import own
from ..store.scratch import scratch
from ..store.sealed import read_keys
from ..store.trail import Trail
from ..workflow.engine.runs import Runs, beside

LEAST_FREE = 300_000_000
"""Bytes that must be free before a run starts: a film and its parts take a few megabytes each."""


PLACE = "place"
"""The file of a workspace that says what it is known by."""


def place_of(workspace: Path, settings: Settings) -> str:
    """What a workspace is known by wherever it is worked on: drawn once and kept in it.

    On a server it names the campaign's rows, its runs and its folder in a bucket: whoever has the
    name works in the same place. Where all lies in the workspace its number on the disk is part of
    it, so that a copy is another workspace. Raises StoreFailed where nothing can be written.
    """
    path = workspace / PLACE
    if not path.exists():
        try:
            _drawn(path, f"{slug(workspace.parent.name, 'campaign')[:36]}-{secrets.token_hex(6)}")
        except OSError as problem:
            raise StoreFailed(_no_place(workspace, problem)) from problem
    name = path.read_text("utf-8").strip()
    if settings.assets_url or on_server(settings):
        return name
    return f"{name}-{workspace.stat().st_ino:x}"


def on_server(settings: Settings) -> bool:
    """Whether catalogues, jobs and runs are kept in PostgreSQL."""
    return bool(settings.database_url and settings.database_url.startswith(POSTGRES))


def shared(settings: Settings) -> bool:
    """Whether rows and bytes are where every worker reaches them: PostgreSQL and a bucket."""
    return on_server(settings) and bool(settings.assets_url)


def runs_of(workspace: Path, settings: Settings) -> Runs:
    """Where the runs of a workspace are noted. Raises StoreFailed."""
    if shared(settings):
        return shared_runs(settings)
    runs = beside(workspace)
    if on_server(settings):
        # Workers who reach the database alone cannot open one another's campaigns.
        schema = space_of(place_of(workspace, settings), "runs")
        return Runs(str(settings.database_url), runs.leases, schema)
    return Runs(settings.database_url, runs.leases) if settings.database_url else runs


def shared_runs(settings: Settings) -> Runs:
    """The runs of all campaigns on a server; workers need no folder of any."""
    return Runs(str(settings.database_url), Path(), "reelwright_runs", shared=True)


def space_of(place: str, *parts: str) -> str:
    """The space of a server's database that a place, or a part of it, has for itself."""
    return "_".join(("reelwright", slug(place).replace("-", "_"), *parts))


def store(workspace: Path, settings: Settings | None = None, place: str = "") -> Shelves:
    """The assets of a workspace: in it, or in the bucket that the settings name.

    place: whose folder in the bucket it is; "" is the workspace's own. Raises StoreFailed where
    nothing can be written, Missing where the key file cannot be read.
    """
    settings = settings or Settings()
    root, sealed = workspace / "assets", sealing(settings)
    try:
        _private(workspace)
        return open_assets(
            root,
            settings.assets_url,
            folder=(place or place_of(workspace, settings)) if settings.assets_url else "",
            options=settings.assets_options,
            **sealed,
        )
    except OSError as problem:
        raise StoreFailed(_no_place(workspace, problem)) from problem


def sealing(settings: Settings) -> dict[str, Any]:
    """What a store needs to seal bytes and open them, as its arguments; {} where nobody asked."""
    if settings.encryption_key_file is None:
        return {}
    return {
        "keys": read_keys(settings.encryption_key_file.expanduser()),
        "open_in": scratch(settings.scratch),
    }


def database_of(workspace: Path, settings: Settings, *, make: bool = True) -> Database | None:
    """Where catalogue, jobs and audit of a workspace are kept; None: in files of the workspace.

    In PostgreSQL it is a space for each workspace. make: False answers None where none was named
    yet. Raises StoreFailed where nothing can be written.
    """
    if not on_server(settings) or (not make and not (workspace / PLACE).exists()):
        return None
    return database_in(place_of(workspace, settings), settings)


def database_in(place: str, settings: Settings) -> Database:
    """The rows of a place on the server. Raises StoreFailed."""
    return Database(str(settings.database_url), space_of(place), "the catalogue in")


def catalogue_of(workspace: Path, settings: Settings) -> Catalogue:
    """The catalogue of a workspace; a space that is made now takes over the file's rows."""
    file = workspace / "catalogue.db"
    _private(workspace)
    return Catalogue(database_of(workspace, settings) or file, file)


def catalogue_there(workspace: Path, settings: Settings) -> bool:
    """Whether a workspace has a catalogue: made, or in a file that a space would take over."""
    if (workspace / "catalogue.db").exists():
        return True
    there = database_of(workspace, settings, make=False)
    return there is not None and bool(there.tables())


def jobs_of(workspace: Path, settings: Settings) -> Jobs:
    """The jobs of a workspace; a space that is made now takes over the file's rows."""
    file = workspace / "jobs.db"
    return Jobs(database_of(workspace, settings) or file, file)


HOUSE = "house"
"""The space of a server, and the file in the home of all bases, for people and their audit."""

BASE = "base_"
"""How the names of the spaces begin that hold knowledge bases."""

LONGEST = 57
"""Letters of a base's name that its space is called by whole: a server's names end at 63."""


def house_of(settings: Settings) -> tuple[Database, Path]:
    """Where the people of a house and their audit are kept, and the file that is taken over."""
    file = library_home(settings) / f"{HOUSE}.db"
    if on_server(settings):
        return _house(str(settings.database_url), HOUSE, 0), file
    # By its number on the disk too: another file of the same name is another house.
    number = file.stat().st_ino if file.exists() else 0
    return (_house(file, "", number) if number else Database(file, what=_HOUSE)), file


_HOUSE = "the people and the audit in"


@lru_cache(16)
def _house(place: Path | str, space: str, number: int) -> Database:
    """The database of a house, one for all who ask: a service asks it with every request."""
    return Database(place, space, _HOUSE)


def house_trail(settings: Settings, *, make: bool = True) -> Trail | None:
    """The audit of the house; make: False answers None where nothing was ever noted."""
    found, file = house_of(settings)
    if not make and found.path and not file.exists():
        return None
    return Trail(found, file)


def base_database(settings: Settings, name: str) -> Database | None:
    """Where a knowledge base's ledger is kept; None: in a file of its folder."""
    if not on_server(settings):
        return None
    called = name.replace("-", "_")
    if len(name) > LONGEST:
        called = f"{called[:44]}_{digest_of(name)[:13]}"
    return Database(str(settings.database_url), f"{BASE}{called}", "the library catalogue in")


def bases_there(settings: Settings) -> tuple[str, ...]:
    """Names of the knowledge bases that a server keeps, whatever lies in this machine's folders."""
    if not on_server(settings):
        return ()
    url, found = str(settings.database_url), list[str]()
    for space in Database(url, HOUSE, "the library catalogues in").spaces(BASE):
        if len(space) <= len(BASE) + LONGEST:
            found.append(space.removeprefix(BASE).replace("_", "-"))
        else:
            (row,) = Database(url, space).read("select value from base")
            found.append(json.loads(row[0])["id"])
    return tuple(found)


def base_bytes(settings: Settings) -> tuple[str, dict[str, str]]:
    """Where a new base's bytes go unless it names a place: address and options; "": its folder."""
    if not settings.assets_url:
        return "", {}
    # Drawn, as two homes may share a bucket and a base's name; and kept with the base, which so
    # finds its bytes again whatever is set later.
    place = f"{settings.assets_url.rstrip('/')}/bases/{secrets.token_hex(4)}"
    return place, dict(settings.assets_options)


WORKSPACE = ".reelwright"
"""What a workspace is called that lies in the campaign's own folder."""


def _private(workspace: Path) -> None:
    """Let nobody else on this machine look into a workspace: it holds what respondents said.

    A folder that somebody chose for it, and that was there before, stays as open as it is; what is
    written in it is not.
    """
    with suppress(OSError):  # who writes there next says why it cannot be
        workspace.mkdir(0o700, parents=True, exist_ok=True)
        if workspace.name == WORKSPACE:
            own(workspace)


def _drawn(place: Path, name: str) -> None:
    """Write a name down, unless another process did meanwhile."""
    _private(place.parent)
    place.parent.mkdir(parents=True, exist_ok=True)
    part = place.with_name(f".part-{secrets.token_hex(6)}")
    part.write_text(f"{name}\n", "utf-8")
    with suppress(FileExistsError):
        os.link(part, place)
    part.unlink()


def _no_place(workspace: Path, problem: OSError) -> str:
    return f"cannot write to {workspace}: {problem.strerror}; choose another with --workspace"


def room(workspace: Path) -> None:
    """Raise StoreFailed where less than LEAST_FREE is free."""
    free = shutil.disk_usage(workspace).free
    if free < LEAST_FREE:
        raise StoreFailed(
            f"only {free // 1_000_000} MB are free where {workspace} lies; make room for "
            f"{LEAST_FREE // 1_000_000} MB or choose another place with --workspace"
        )
