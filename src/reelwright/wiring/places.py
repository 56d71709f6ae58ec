"""Where bytes are kept, and whether there is room for more."""

import shutil
from pathlib import Path

from ..domain.errors import StoreFailed
from ..store import FolderStore

LEAST_FREE = 300_000_000
"""Bytes that must be free before a run starts: a film and its parts take a few megabytes each."""


def store(workspace: Path) -> FolderStore:
    """The assets of a workspace. Raises StoreFailed where nothing can be written."""
    try:
        return FolderStore(workspace / "assets")
    except OSError as problem:
        raise StoreFailed(
            f"cannot write to {workspace}: {problem.strerror}; choose another with --workspace"
        ) from problem


def room(workspace: Path) -> None:
    """Raise StoreFailed where less than LEAST_FREE is free."""
    free = shutil.disk_usage(workspace).free
    if free < LEAST_FREE:
        raise StoreFailed(
            f"only {free // 1_000_000} MB are free where {workspace} lies; make room for "
            f"{LEAST_FREE // 1_000_000} MB or choose another place with --workspace"
        )
