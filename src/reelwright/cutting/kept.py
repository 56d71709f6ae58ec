"""Keeps the folder of encoded spans to a size: what was used longest ago goes first."""

import contextlib
import os
import shutil
from pathlib import Path

KINDS = {".mp4", ".npz", ".m4a"}
"""What `make_film` keeps: encoded spans, their measurements, encoded sound."""

FORMER = "segments"
"""What the folder of spans was called before segments were people only."""


def folder_of(workspace: Path) -> Path:
    """The folder of a workspace's spans; one of the former name is taken over."""
    place, former = workspace / "spans", workspace / FORMER
    if former.is_dir():
        with contextlib.suppress(OSError):
            shutil.rmtree(former) if place.exists() else former.rename(place)
    return place


def used(path: Path) -> None:
    """Note that a kept file was used now."""
    with contextlib.suppress(OSError):
        os.utime(path)


def bound(cache: Path, limit: int, *, since: float | None = None) -> int:
    """Remove kept files, least recently used first, until all are within limit bytes together.

    since: seconds since the epoch; what was used from then on stays, whatever its size. Returns
    the bytes removed. Files of other kinds, and folders that a film is being made in, are left.
    """
    found: list[tuple[float, str, int]] = []
    for path in cache.glob("*") if cache.is_dir() else ():
        with contextlib.suppress(OSError):
            if path.suffix in KINDS and path.is_file():
                told = path.stat()
                found.append((told.st_mtime, path.name, told.st_size))
    over = sum(size for _, _, size in found) - limit
    removed = 0
    for at, name, size in sorted(found):
        if removed >= over or (since is not None and at >= since):
            break
        with contextlib.suppress(OSError):
            (cache / name).unlink()
            removed += size
    return removed
