"""Where bytes are kept, and whether there is room for more."""

import os
import secrets
import shutil
from contextlib import suppress
from pathlib import Path
from typing import Any

from ..domain.base import slug
from ..domain.errors import StoreFailed
from ..settings import Settings
from ..store.assets import Shelves, open_assets
from ..store.scratch import scratch
from ..store.sealed import read_keys

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
        root.mkdir(parents=True, exist_ok=True)
        drawn = f"{slug(root.parents[1].name, 'campaign')}-{secrets.token_hex(4)}"
        part = root / f".part-{drawn}"
        part.write_text(f"{drawn}\n", "utf-8")
        with suppress(FileExistsError):
            os.link(part, place)
        part.unlink()
    return place.read_text("utf-8").strip()


def room(workspace: Path) -> None:
    """Raise StoreFailed where less than LEAST_FREE is free."""
    free = shutil.disk_usage(workspace).free
    if free < LEAST_FREE:
        raise StoreFailed(
            f"only {free // 1_000_000} MB are free where {workspace} lies; make room for "
            f"{LEAST_FREE // 1_000_000} MB or choose another place with --workspace"
        )
