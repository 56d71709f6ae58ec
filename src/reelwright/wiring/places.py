"""Where bytes are kept, and whether there is room for more."""

import json
import os
import secrets
import shutil
from contextlib import suppress
from pathlib import Path
from typing import Any

from ..domain.base import digest_of, slug
from ..domain.errors import StoreFailed
from ..settings import Settings, library_home
from ..store.assets import Shelves, open_assets
from ..store.catalogue import Catalogue
from ..store.database import POSTGRES, Database
from ..store.jobs import Jobs
from ..store.scratch import scratch
from ..store.sealed import read_keys
from ..store.trail import Trail

LEAST_FREE = 300_000_000
"""Bytes that must be free before a run starts: a film and its parts take a few megabytes each."""


def store(workspace: Path, settings: Settings | None = None, name: str | None = None) -> Shelves:
    """The assets of a workspace: in it, or in the bucket that the settings name.

    name: the campaign's folder in the bucket; None: one that is drawn once for each workspace.
    Raises StoreFailed where nothing can be written, Missing where the key file cannot be read.
    """
    settings = settings or Settings()
    root = workspace / "assets"
    try:
        return open_assets(
            root,
            settings.assets_url,
            folder=name or _name(root) if settings.assets_url else "",
            options=settings.assets_options,
            **sealing(settings),
        )
    except OSError as problem:
        raise StoreFailed(
            f"cannot write to {workspace}: {problem.strerror}; choose another with --workspace"
        ) from problem


def sealing(settings: Settings) -> dict[str, Any]:
    """What a store needs to seal bytes and open them, as its arguments; {} where nobody asked."""
    if settings.encryption_key_file is None:
        return {}
    return {
        "keys": read_keys(settings.encryption_key_file.expanduser()),
        "open_in": scratch(settings.scratch),
    }


def _name(root: Path) -> str:
    """What the workspace is called in a bucket: drawn once, so that no two campaigns share it."""
    place = root / "name"
    if not place.exists():
        _drawn(place, f"{slug(root.parents[1].name, 'campaign')}-{secrets.token_hex(4)}")
    return place.read_text("utf-8").strip()


SPACE = "space"
"""The file of a workspace that says which space of the server's database is its own."""


def database_of(workspace: Path, settings: Settings, *, make: bool = True) -> Database | None:
    """Where catalogue, jobs and audit of a workspace are kept; None: in files of the workspace.

    In PostgreSQL it is a space that is drawn once for each workspace. make: False answers with the
    space there is, and None without one. Raises StoreFailed where nothing can be written.
    """
    url = settings.database_url
    if not url or not url.startswith(POSTGRES):
        return None
    place = workspace / SPACE
    if not place.exists():
        if not make:
            return None
        try:
            _drawn(place, f"store_{secrets.token_hex(6)}")
        except OSError as problem:
            raise StoreFailed(
                f"cannot write to {workspace}: {problem.strerror}; choose another with --workspace"
            ) from problem
    return Database(url, place.read_text("utf-8").strip(), "the catalogue in")


def catalogue_of(workspace: Path, settings: Settings) -> Catalogue:
    """The catalogue of a workspace; a space that is made now takes over the file's rows."""
    file = workspace / "catalogue.db"
    return Catalogue(database_of(workspace, settings) or file, file)


def catalogue_there(workspace: Path, settings: Settings) -> bool:
    """Whether a workspace has a catalogue: made, or in a file that a space would take over."""
    there = database_of(workspace, settings, make=False) is not None
    return there or (workspace / "catalogue.db").exists()


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
    what = "the people and the audit in"
    url = settings.database_url
    if url and url.startswith(POSTGRES):
        return Database(url, HOUSE, what), file
    return Database(file, what=what), file


def house_trail(settings: Settings, *, make: bool = True) -> Trail | None:
    """The audit of the house; make: False answers None where nothing was ever noted."""
    found, file = house_of(settings)
    if not make and found.path and not file.exists():
        return None
    return Trail(found, file)


def base_database(settings: Settings, name: str) -> Database | None:
    """Where a knowledge base's ledger is kept; None: in a file of its folder."""
    url = settings.database_url
    if not url or not url.startswith(POSTGRES):
        return None
    called = name.replace("-", "_")
    if len(name) > LONGEST:
        called = f"{called[:44]}_{digest_of(name)[:13]}"
    return Database(url, f"{BASE}{called}", "the library catalogue in")


def bases_there(settings: Settings) -> tuple[str, ...]:
    """Names of the knowledge bases that a server keeps, whatever lies in this machine's folders."""
    url = settings.database_url
    if not url or not url.startswith(POSTGRES):
        return ()
    found = []
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


def _drawn(place: Path, name: str) -> None:
    """Write a name down, unless another process did meanwhile."""
    place.parent.mkdir(parents=True, exist_ok=True)
    part = place.with_name(f".part-{secrets.token_hex(6)}")
    part.write_text(f"{name}\n", "utf-8")
    with suppress(FileExistsError):
        os.link(part, place)
    part.unlink()


def room(workspace: Path) -> None:
    """Raise StoreFailed where less than LEAST_FREE is free."""
    free = shutil.disk_usage(workspace).free
    if free < LEAST_FREE:
        raise StoreFailed(
            f"only {free // 1_000_000} MB are free where {workspace} lies; make room for "
            f"{LEAST_FREE // 1_000_000} MB or choose another place with --workspace"
        )
