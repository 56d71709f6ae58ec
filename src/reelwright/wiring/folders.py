"""What lies in a campaign's folder, by each file's size and time: whether any changed since."""

import os
import time
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from ..domain.base import digest_of

READ = "2"
"""Raised when a folder is read otherwise: what was kept is read anew."""

SETTLED = 0.1
"""Seconds a file must have lain still: within less, a change may leave its time as it was."""


def key_of(folder: Path, apart: Sequence[Path]) -> str:
    """The key of a folder as it lies there; "" while a file of it is being written.

    apart: folders in it that are no part of it, such as results. Rights that end on a day take
    part in a campaign, so the day takes part in the key.
    """
    files = sorted(_stamps(folder, {p.resolve() for p in apart}))
    latest = max((stamp[2] for stamp in files), default=0)
    if latest > (time.time() - SETTLED) * 1e9:
        return ""
    return digest_of({"stage": "campaign", "read": READ, "files": files, "day": str(date.today())})


def _stamps(folder: Path, apart: set[Path]) -> Iterator[tuple[Any, ...]]:
    seen_through = apart | {folder.resolve()}
    # A campaign's library may be a link to a folder elsewhere; no folder is walked through twice.
    for place, folders, names in os.walk(folder, followlinks=True):
        at = Path(place)
        there = {n: (at / n).resolve() for n in sorted(folders)}
        folders[:] = [n for n, real in there.items() if real not in seen_through]
        seen_through.update(there.values())
        for name in names:
            path = at / name
            try:
                seen = path.stat()
            except OSError:
                continue  # a link to nowhere, or a file that went just now
            yield path.relative_to(folder).as_posix(), seen.st_size, seen.st_mtime_ns
