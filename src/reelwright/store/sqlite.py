"""A SQLite file in WAL mode, used by several threads and processes at once."""

import sqlite3
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from ..domain.errors import StoreFailed

PATIENCE = 60
"""Seconds that a writer waits for its turn."""

MANY = 500
"""Values that go into one question: SQLite bounds the number of its variables."""


class Database:
    """One file. what: what messages call it, such as "the catalogue"."""

    def __init__(self, path: Path, schema: str, what: str) -> None:
        self.path = path
        self._what = what
        self._local = threading.local()
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            self._connection().executescript(schema)
        except (OSError, sqlite3.Error) as problem:
            raise self._failed(problem) from problem

    @contextmanager
    def change(self) -> Iterator[sqlite3.Connection]:
        """A transaction that holds the file's one write lock: all of it is kept, or nothing.

        Raises StoreFailed when the disk takes no more or another program will not let go.
        """
        db = self._connection()
        try:
            db.execute("begin immediate")
            try:
                yield db
            except BaseException:
                if db.in_transaction:
                    db.rollback()
                raise
            db.commit()
        except sqlite3.Error as problem:
            if db.in_transaction:
                db.rollback()
            raise self._failed(problem) from problem

    def read(self, question: str, values: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        """All rows that answer a question, as the file stands now."""
        try:
            return self._connection().execute(question, tuple(values)).fetchall()
        except sqlite3.Error as problem:
            raise self._failed(problem) from problem

    def read_many(self, question: str, values: Sequence[Any]) -> list[tuple[Any, ...]]:
        """As `read`, for any number of values in place of the question's one `(??)`."""
        found: list[tuple[Any, ...]] = []
        for start in range(0, len(values), MANY):
            part = values[start : start + MANY]
            marks = f"({','.join('?' * len(part))})"
            found += self.read(question.replace("(??)", marks), part)
        return found

    def close(self) -> None:
        """Close this thread's connection."""
        db = getattr(self._local, "db", None)
        if db is not None:
            db.close()
            self._local.db = None

    def _connection(self) -> sqlite3.Connection:
        db = getattr(self._local, "db", None)
        if db is None:
            db = sqlite3.connect(self.path, timeout=PATIENCE, isolation_level=None)
            db.execute("pragma journal_mode=wal")
            db.execute("pragma synchronous=normal")
            db.execute("pragma cache_size=-16000")
            self._local.db = db
        return db

    def _failed(self, problem: Exception) -> StoreFailed:
        return StoreFailed(
            f"{self._what} {self.path} could not be read or written: {problem}; free some space "
            "or stop the other program that holds it, then run the same command again"
        )
