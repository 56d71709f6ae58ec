"""Answers that were paid for, kept a while: who asks the same meanwhile does not pay again."""

import fcntl
import os
import time
from collections.abc import Callable, Generator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlalchemy import MetaData, Table

from ..domain.asset import Asset
from ..domain.errors import NotFound
from .assets import Shelves
from .database import Database
from .parts import Schema, instead, prepare, text_column

_TABLES = MetaData()
ANSWERS = Table(
    "answers",
    _TABLES,
    text_column("request", primary_key=True),
    *map(text_column, ("asset", "at")),
)
PART = Schema("answers", _TABLES)

KEPT = timedelta(days=1)
"""How long an answer is kept: an order that was cut off is begun again long before."""

_ONE = "select asset from answers where request = :request and at >= :since"
_KEEP = instead(ANSWERS)
_OLD = "select request, asset from answers where at < :since"
_DROP = "delete from answers where request = :request"

TURN = 0.1
"""Seconds between two looks at whether another machine has its answer."""


class Answers:
    """The answers of a house. Safe from several threads, processes and machines at once."""

    def __init__(self, database: Database, assets: Shelves, locks: Path) -> None:
        """Open or make them. locks: a folder for who asks just now, where files are the books."""
        self.database, self.assets, self.locks = database, assets, locks
        prepare(database, PART)

    def once(self, request: str, send: Callable[[], bytes]) -> bytes:
        """The answer to a request, by its digest: who comes while it is sent for waits, and has it.

        Where send raises, nobody has an answer, and the next one sends. Raises StoreFailed.
        """
        with self._turn(request):
            if (found := self._found(request)) is not None:
                return found
            answer = send()
            self._keep(request, answer)
            return answer

    def _found(self, request: str) -> bytes | None:
        for (told,) in self.database.read(_ONE, request=request, since=_time(-KEPT)):
            with suppress(NotFound):
                return self.assets.path(Asset.model_validate_json(told)).read_bytes()
        return None

    def _keep(self, request: str, answer: bytes) -> None:
        old = self.database.read(_OLD, since=_time(-KEPT))
        gone = [Asset.model_validate_json(told).sha256 for _, told in old]
        if gone:
            there = set(self.assets.listing("takes"))
            self.assets.remove("takes", [s for s in gone if s in there], "an answer a day old")
        asset = self.assets.put(answer, f"{request[:16]}.bin", "application/octet-stream", "takes")
        with self.database.change() as change:
            for name, _ in old:
                change.run(_DROP, request=name)
            change.run(_KEEP, request=request, asset=asset.model_dump_json(), at=_time())

    @contextmanager
    def _turn(self, request: str) -> Generator[None]:
        """One at a time asks for the same. Whose process dies lets go."""
        if self.database.path is None:
            while True:
                with self.database.held(f"answer {request}") as mine:
                    if mine:
                        yield
                        return
                time.sleep(TURN)
        self.locks.mkdir(parents=True, exist_ok=True, mode=0o700)
        path = self.locks / f"{request[:32]}.lock"
        while True:
            handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
            try:
                fcntl.flock(handle, fcntl.LOCK_EX)
                # Who had it before took the file away: then this one is no longer the lock.
                if _number(path) == os.fstat(handle).st_ino:
                    try:
                        yield
                    finally:
                        path.unlink(missing_ok=True)
                    return
            finally:
                os.close(handle)


def _number(path: Path) -> int:
    """A file's number on the disk; 0 where there is none."""
    try:
        return path.stat().st_ino
    except FileNotFoundError:
        return 0


def _time(ago: timedelta = timedelta(0)) -> str:
    return (datetime.now(UTC) + ago).isoformat(timespec="seconds")
