"""Who is alive: each process holds a lock for its executor id; what a dead one left is taken up.

On one machine the locks are files beside the work; in PostgreSQL they are advisory locks of the
database that the work is noted in, so that machines that share it see one another.
"""

import contextlib
import fcntl
import hashlib
import os
import socket
import threading
import uuid
from collections.abc import Callable, Collection, Generator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, TYPE_CHECKING, Protocol

from ...domain.errors import StoreFailed

if TYPE_CHECKING:
    import psycopg

POSTGRES = ("postgresql://", "postgres://")
"""How the address of a PostgreSQL database begins."""

HEARTBEAT = 2.0
"""Seconds after which a lease in a database is looked after: a restart there drops every lock."""


class Lease(Protocol):
    """One process's claim to be alive, and a look at the claims of others."""

    def release(self) -> None:
        """Give the lease back."""
        ...

    def alive(self, executor: str) -> bool:
        """Whether the process of an executor id lives."""
        ...

    def claim(self, executor: str) -> contextlib.AbstractContextManager[bool]:
        """Hold a dead executor's lock while its work is taken up; yields False if it is alive."""
        ...

    def sweep(self, owners: Collection[str]) -> None:
        """Clear away what dead processes left, but for those that own work: they are claimed."""
        ...


def new_executor() -> str:
    """An id that no other process has: host, process, and a part drawn at random."""
    return f"{socket.gethostname()}-{os.getpid()}-{uuid.uuid4().hex[:8]}"


def told(executor: str) -> str:
    """An executor id in words: "process 123", with its host where that is another."""
    host, pid, _ = executor.rsplit("-", 2)
    return f"process {pid}" if host == socket.gethostname() else f"process {pid} on {host}"


class FileLease:
    """A file lock for each executor, released by the system when its process dies."""

    def __init__(self, folder: Path, executor: str) -> None:
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True)
        self._path = folder / executor
        # It has its name once it is locked: whoever sees it unlocked knows that its process died.
        fresh = folder / f".{executor}"
        self._file: IO[str] | None = fresh.open("w")
        fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        fresh.rename(self._path)

    def release(self) -> None:
        """Give the lease back."""
        if self._file:
            self._path.unlink(missing_ok=True)
            self._file.close()
            self._file = None

    def alive(self, executor: str) -> bool:
        """Whether somebody holds the lock of an executor."""
        try:
            with (self.folder / executor).open("r+") as file:
                return not _locked(file)
        except FileNotFoundError:
            return False

    @contextmanager
    def claim(self, executor: str) -> Generator[bool]:
        """Hold a dead executor's lock while its work is taken up; yields False if it is alive."""
        path = self.folder / executor
        with path.open("a+") as file:
            if not _locked(file):
                yield False
                return
            yield True
        path.unlink(missing_ok=True)

    def sweep(self, owners: Collection[str]) -> None:
        """Clear away what dead processes left, but for those that own work: they are claimed."""
        for path in self.folder.iterdir():
            if path.name in owners or path.name.startswith("."):
                continue
            with contextlib.suppress(FileNotFoundError), path.open("r+") as file:
                if _locked(file):
                    path.unlink(missing_ok=True)


def leases_in(folder: Path) -> tuple[tuple[str, ...], tuple[Path, ...]]:
    """Executors whose processes live, and the files that dead ones left, in a folder of leases."""
    living, dead = list[str](), list[Path]()
    for path in sorted(folder.iterdir()) if folder.is_dir() else ():
        with contextlib.suppress(FileNotFoundError), path.open("r+") as file:
            if _locked(file):
                dead.append(path)
            else:
                living.append(path.name.removeprefix("."))
    return tuple(living), tuple(dead)


def _locked(file: IO[str]) -> bool:
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


class AdvisoryLease:
    """A session's advisory lock for each executor; the server drops it when the session ends.

    space tells the locks of one workspace from those of others in the same database. told: hears
    that the database was lost, and that it is back; called from another thread. Raises StoreFailed
    when the database cannot be reached.
    """

    def __init__(
        self, url: str, space: str, executor: str, told: Callable[[str], None] = lambda _: None
    ) -> None:
        self._url, self._space, self._executor, self._told = url, space, executor, told
        self._over = threading.Event()
        self._session = self._held()
        self._watch = threading.Thread(target=self._keep, daemon=True, name="lease")
        self._watch.start()

    def release(self) -> None:
        """Give the lease back."""
        self._over.set()
        self._watch.join()
        self._session.close()

    def alive(self, executor: str) -> bool:
        """Whether some session holds the lock of an executor."""
        with self.claim(executor) as free:
            return not free

    @contextmanager
    def claim(self, executor: str) -> Generator[bool]:
        """Hold a dead executor's lock while its work is taken up; yields False if it is alive."""
        # A session may lock twice what it holds, so the question is asked by another.
        with _connected(self._url) as session:
            yield _try(session, self._key(executor))

    def sweep(self, owners: Collection[str]) -> None:
        """Nothing: the server drops the locks of the dead."""

    def _held(self) -> "psycopg.Connection":
        session = _connected(self._url)
        # Nobody else draws this id, so the lock is free, or dies with our own lost session.
        session.execute("select pg_advisory_lock(%s, %s)", self._key(self._executor))
        return session

    def _keep(self) -> None:
        """Take the lock again where the database dropped it."""
        import psycopg

        lost = False
        while not self._over.wait(HEARTBEAT):
            try:
                self._session.execute("select 1")
                continue
            except psycopg.Error:
                self._session.close()
            try:
                self._session = self._held()
            except (StoreFailed, psycopg.Error) as problem:
                if not lost and not self._over.is_set():
                    self._told(f"{problem}; it is tried again every {HEARTBEAT:g} seconds")
                lost = True
                continue
            if lost:
                self._told("the workflow database is back")
            lost = False

    def _key(self, executor: str) -> tuple[int, int]:
        return _number(self._space), _number(executor)


def living(url: str, space: str) -> int:
    """How many processes hold a lease in a space of a database. Raises StoreFailed."""
    with _connected(url) as session:
        row = session.execute(_LIVING, (_number(space) & 0xFFFFFFFF,)).fetchone()
    return int(row[0]) if row else 0


# Locks that were taken by two numbers have 2 as their kind; the first number is the space's.
_LIVING = """
select count(distinct objid) from pg_locks
where locktype = 'advisory' and objsubid = 2 and granted and classid = %s
and database = (select oid from pg_database where datname = current_database())
"""


def reach(url: str) -> None:
    """Raise StoreFailed when a database cannot be reached."""
    _connected(url).close()


def _connected(url: str) -> "psycopg.Connection":
    import psycopg

    try:
        return psycopg.connect(
            url,
            autocommit=True,
            connect_timeout=10,
            keepalives=1,
            keepalives_idle=10,
            keepalives_interval=5,
            keepalives_count=3,
        )
    except (psycopg.Error, ValueError) as problem:
        # The address may hold a password; what the driver says of it does not.
        why = " ".join(str(problem).split())[:300] or type(problem).__name__
        raise StoreFailed(
            f"the workflow database cannot be reached: {why}; start it, create the database, "
            "correct REELWRIGHT_DATABASE_URL, or unset it to keep the workflow in a file"
        ) from problem


def _try(session: "psycopg.Connection", key: tuple[int, int]) -> bool:
    row = session.execute("select pg_try_advisory_lock(%s, %s)", key).fetchone()
    return bool(row and row[0])


def _number(text: str) -> int:
    """A number that PostgreSQL takes as an integer, the same for a text anywhere."""
    return int.from_bytes(hashlib.sha256(text.encode()).digest()[:4], "big", signed=True)
