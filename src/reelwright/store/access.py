"""The log of reads, writes and deletions: one JSON object a line, added to and never changed.

Lines go to `log.jsonl`. When they are to travel (into a bucket) or to age (by a retention rule) the
file is set aside under a name of its own, and the next line begins another.
"""

import errno
import fcntl
import json
import os
import secrets
import socket
import threading
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from io import FileIO
from pathlib import Path
from typing import Any

from ..domain.errors import StoreFailed

LOG = "log.jsonl"
ASIDE = "log-*.jsonl"


class AccessLog:
    """A folder of log files. Safe from several threads and processes."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._lock = threading.Lock()

    def note(self, act: str, namespace: str, sha: str, name: str) -> None:
        """Write a line: act is "read", "write" or "delete". Raises StoreFailed."""
        row = {
            "at": datetime.now(UTC).isoformat(timespec="seconds"),
            "act": act,
            "space": namespace,
            "sha256": sha,
            "name": name,
            "by": f"{socket.gethostname()}:{os.getpid()}",
        }
        line = (json.dumps(row, ensure_ascii=False) + "\n").encode("utf-8", "replace")
        try:
            with self._held(fcntl.LOCK_SH), _opened(self.folder / LOG) as log:
                _append(log, line)
        except OSError as problem:
            raise StoreFailed(
                f"could not write the access log in {self.folder.parent}: "
                f"{problem.strerror or problem}; free some space, then run the same command again"
            ) from problem

    def rows(self) -> Iterator[dict[str, Any]]:
        """Every line kept here, the oldest file first."""
        for path in (*self.aside(), self.folder / LOG):
            try:
                yield from read_rows(path.read_bytes())
            except FileNotFoundError:
                continue

    def set_aside(self) -> None:
        """Close the file that lines go to, where it has any: nobody writes to it any more."""
        log = self.folder / LOG
        with self._held(fcntl.LOCK_EX):
            if log.exists() and log.stat().st_size:
                stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%S.%f")
                os.rename(log, self.folder / f"log-{stamp}-{secrets.token_hex(4)}.jsonl")

    def aside(self) -> tuple[Path, ...]:
        """Files that were set aside, the oldest first."""
        return tuple(sorted(self.folder.glob(ASIDE)))

    @contextmanager
    def _held(self, how: int) -> Generator[None]:
        """Hold the log: shared to add a line, alone to set the file aside."""
        # Held by a file of its own: a lock on the log itself would go away with its old name.
        handle = os.open(self.folder / "lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o660)
        try:
            with self._lock:
                fcntl.flock(handle, how)
                yield
        finally:
            os.close(handle)


def read_rows(data: bytes) -> Iterator[dict[str, Any]]:
    """The lines of a log file; a line that a power cut left half-written is passed over."""
    for line in data.splitlines():
        try:
            row = json.loads(line)
        except ValueError:
            continue
        if isinstance(row, dict):
            yield row


def _opened(path: Path) -> FileIO:
    return FileIO(path, "ab", opener=lambda name, flags: os.open(name, flags, 0o660))


def _append(log: FileIO, line: bytes) -> None:
    """Write a line at a file's end, whole or not at all, even when the disk fills up."""
    start = log.seek(0, os.SEEK_END)
    written = log.write(line) or 0
    if written == len(line):
        return
    # What another process wrote behind it meanwhile stays.
    if os.fstat(log.fileno()).st_size == start + written:
        log.truncate(start)
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
