"""A private folder that goes away with its process: sealed assets, opened, and rooms to work in."""

import fcntl
import os
import shutil
import tempfile
import threading
import time
import weakref
from collections.abc import Iterator
from pathlib import Path

from ..domain.errors import StoreFailed

NAME = "reelwright-open-"
LIMIT = 2_000_000_000
"""Bytes of plain copies that a process keeps; those in use may be more."""
IN_USE = 3600.0
"""Seconds in which a path that was handed out may still be opened."""
_all: dict[Path, "Scratch"] = {}
_lock = threading.Lock()


def scratch(base: Path | None = None, limit: int = LIMIT) -> "Scratch":
    """The scratch folder of this very process under base; None: the system's temporary folder."""
    base = (base or Path(tempfile.gettempdir())).resolve()
    with _lock:
        if base not in _all:
            _all[base] = Scratch(base, limit)
        return _all[base]


class Scratch:
    """A folder (0700) of plain copies by SHA-256. Safe from several threads.

    limit: bytes it may take; when they are more, what was used longest ago goes, but nothing that
    was handed out in the last in_use seconds. Folders of processes that died are swept.
    """

    def __init__(self, base: Path, limit: int = LIMIT, in_use: float = IN_USE) -> None:
        self.base, self.limit, self.in_use = base, limit, in_use
        self._lock = threading.Lock()
        self._folder: Path | None = None
        self._going: weakref.finalize[..., Scratch] | None = None
        self._pid = 0
        self._used: dict[str, tuple[int, float]] = {}

    def find(self, sha: str) -> Path | None:
        """The copy of an asset; None: it is not open."""
        with self._lock:
            if sha not in self._used or self._folder is None or self._pid != os.getpid():
                return None
            path = self._folder / sha
            if not path.exists():
                return None
            self._used[sha] = (self._used[sha][0], time.monotonic())
            return path

    def keep(self, sha: str, blocks: Iterator[bytes]) -> Path:
        """Write a copy, whole or not at all. Raises StoreFailed, and whatever the blocks raise."""
        try:
            with self._lock:
                folder = self._own()
            handle, part = tempfile.mkstemp(dir=folder)
            try:
                with os.fdopen(handle, "wb") as sink:
                    for block in blocks:
                        sink.write(block)
                size = os.stat(part).st_size
                os.replace(part, folder / sha)
            finally:
                Path(part).unlink(missing_ok=True)
        except OSError as problem:
            raise StoreFailed(_full(self.base, problem, "open a sealed asset")) from problem
        with self._lock:
            self._used[sha] = (size, time.monotonic())
            self._bound(sha)
        return folder / sha

    def room(self, name: str) -> Path:
        """A folder of this process to work in, the same for the same name. Raises StoreFailed.

        It is not part of the limit, and goes away with the process.
        """
        try:
            with self._lock:
                place = self._own() / name
            place.mkdir(exist_ok=True)
        except OSError as problem:
            raise StoreFailed(_full(self.base, problem, "work")) from problem
        return place

    def leave(self, name: str) -> None:
        """Take a room away, with all that is in it."""
        with self._lock:
            folder = self._folder
        if folder and self._pid == os.getpid():
            shutil.rmtree(folder / name, ignore_errors=True)

    def close(self) -> None:
        """Take the folder away now; for a process that ends without a word."""
        with self._lock:
            if self._going is not None:
                self._going()
            self._folder, self._used = None, {}

    def drop(self, sha: str) -> None:
        """Take a copy away, where there is one."""
        with self._lock:
            if self._used.pop(sha, None) and self._folder:
                (self._folder / sha).unlink(missing_ok=True)

    def bytes(self) -> int:
        """What the copies take."""
        with self._lock:
            return sum(size for size, _ in self._used.values())

    def _bound(self, newest: str) -> None:
        total = sum(size for size, _ in self._used.values())
        late = time.monotonic() - self.in_use
        for sha, (size, used) in sorted(self._used.items(), key=lambda found: found[1][1]):
            if total <= self.limit or used > late or sha == newest:
                return
            assert self._folder
            (self._folder / sha).unlink(missing_ok=True)
            del self._used[sha]
            total -= size

    def _own(self) -> Path:
        if self._folder and self._pid == os.getpid() and self._folder.exists():
            return self._folder
        self.base.mkdir(parents=True, exist_ok=True)
        sweep(self.base)
        folder = Path(tempfile.mkdtemp(prefix=NAME, dir=self.base))
        # Held as long as the process lives: a folder whose lock is free is nobody's.
        lock = os.open(folder / "lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        fcntl.flock(lock, fcntl.LOCK_EX)
        self._folder, self._pid, self._used = folder, os.getpid(), {}
        self._going = weakref.finalize(self, _away, folder, lock, os.getpid())
        return folder


def _full(base: Path, problem: OSError, what: str) -> str:
    return (
        f"could not {what} in {base}: {problem.strerror or problem}; free some space there or name "
        "another place in REELWRIGHT_SCRATCH"
    )


def sweep(base: Path) -> int:
    """Remove the scratch folders of processes that died; returns how many."""
    gone = 0
    for folder in base.glob(f"{NAME}*"):
        try:
            told = folder.lstat()
            if folder.is_symlink() or told.st_uid != os.getuid():
                continue
            lock = folder / "lock"
            if not lock.exists():
                # Between making a folder and its lock lies a moment.
                if time.time() - told.st_mtime < 60:
                    continue
            elif not _free(lock):
                continue
            shutil.rmtree(folder)
            gone += 1
        except OSError:
            # Another process sweeps too.
            continue
    return gone


def _free(lock: Path) -> bool:
    handle = os.open(lock, os.O_RDWR)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    finally:
        os.close(handle)
    return True


def _away(folder: Path, lock: int, pid: int) -> None:
    if os.getpid() != pid:
        return
    shutil.rmtree(folder, ignore_errors=True)
    os.close(lock)
