"""One way to every database: a SQLite file by default, or PostgreSQL, by one address.

Writers queue, one at a time for each file or space, on both: so numbers rise in the order in which
changes are kept, nothing deadlocks, and what was looked up inside a change holds until it is kept.

In PostgreSQL each workspace and each base has a schema of its own, its space. So the statements are
those of a file, none can forget whose rows it asks for, and a campaign is dumped, moved or dropped
as a whole.
"""

import contextlib
import hashlib
import json
import os
import re
import threading
import time
from collections.abc import Callable, Generator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy import create_engine, text
from sqlalchemy.engine import URL, Engine, make_url
from sqlalchemy.exc import ArgumentError, SQLAlchemyError
from sqlalchemy.sql.expression import ClauseElement

from ..domain.errors import Missing, StoreFailed
from .owned import own
from .trouble import told

PATIENCE = 60
"""Seconds that a writer waits for its turn."""

TRIES = 4
"""How often a transaction that a lost server ended is begun, where it is safe to repeat."""

POSTGRES = ("postgresql://", "postgres://", "postgresql+psycopg://")

Statement = str | ClauseElement
"""SQL with :names, or a Core expression. One that is not a constant must not be made by the
thousand: what it compiles to is kept. `in among(:names)` takes a list."""

Row = tuple[Any, ...]
T = TypeVar("T")


class Transaction:
    """A transaction under way."""

    def __init__(self, database: "Database", session: Any) -> None:
        self.dialect = database.dialect
        self._database = database
        self._cursor = session.cursor()

    def run(self, statement: Statement, /, **values: Any) -> int:
        """Do one thing; returns how many rows it changed."""
        self._cursor.execute(*self._database.compiled(statement, values))
        return self._cursor.rowcount

    def rows(self, statement: Statement, /, **values: Any) -> list[Row]:
        """All rows that answer a question, with what this change did so far."""
        self._cursor.execute(*self._database.compiled(statement, values))
        return self._cursor.fetchall()

    def many(self, statement: Statement, rows: Sequence[Mapping[str, Any]]) -> None:
        """Do one thing for each of many rows."""
        if rows:
            self._cursor.executemany(self._database.compiled(statement, {})[0], rows)


class Database:
    """One SQLite file, or one space of a PostgreSQL database.

    Safe from several threads and processes at once. what: what messages call it.
    """

    def __init__(self, place: Path | str, space: str = "", what: str = "the database") -> None:
        """Open what is at a path or address.

        Raises StoreFailed for what is no address, Missing where PostgreSQL's driver is not there.
        """
        self.what = what
        self.prepared: set[str] = set()
        """Names of the parts whose tables were found here, or made."""
        self._local = threading.local()
        self._sql: dict[Statement, tuple[str, dict[str, Any], bool]] = {}
        url, self.path = _url(place)
        self.space = space
        if self.path is None and not re.fullmatch(r"[a-z][a-z0-9_]{0,62}", space):
            raise StoreFailed(f"{space!r} cannot name a space; use small letters, digits and _")
        self.place = str(self.path) if self.path else f"{_shown(url)}, space {space}"
        self._engine = _file(url) if self.path else _server(url)
        self.dialect = self._engine.dialect.name
        assert self._engine.dialect.loaded_dbapi
        self._errors = (self._engine.dialect.loaded_dbapi.Error, SQLAlchemyError, OSError)
        self._begin = "begin immediate" if self.path else "begin"
        self._turn = f"select pg_advisory_xact_lock({self.lock('turn')})"

    @contextmanager
    def change(self) -> Generator[Transaction]:
        """A transaction that has its turn: all of it is kept, or nothing.

        Raises StoreFailed when the disk takes no more, another program will not let go, or the
        server is lost. What is done inside must not ask the database outside the change.
        """
        session = self._again(self._begun)
        try:
            with self._failing():
                try:
                    yield Transaction(self, session)
                except BaseException:
                    with contextlib.suppress(*self._errors):
                        session.rollback() if self.path else session.cursor().execute("rollback")
                    raise
                try:
                    session.cursor().execute("commit")
                except self._errors:
                    with contextlib.suppress(*self._errors):
                        session.rollback()
                    raise
        finally:
            self._give_back(session)

    def put(self, statement: Statement, /, **values: Any) -> None:
        """One statement as a change of its own; begun again when a server that was lost undid it.

        A loss while it is being kept leaves open whether it was: that is an error, no repetition.
        """
        sql = self.compiled(statement, values)

        def once() -> Any:
            session = self._begun()
            try:
                session.cursor().execute(*sql)
            except BaseException:
                with contextlib.suppress(*self._errors):
                    session.cursor().execute("rollback")
                self._give_back(session)
                raise
            return session

        session = self._again(once)
        try:
            with self._failing():
                session.cursor().execute("commit")
        except BaseException:
            with contextlib.suppress(*self._errors):
                session.rollback()
            raise
        finally:
            self._give_back(session)

    def read(self, statement: Statement, /, **values: Any) -> list[Row]:
        """All rows that answer a question, as the database stands now."""
        sql = self.compiled(statement, values)

        def once() -> list[Row]:
            session = self._session()
            try:
                return session.cursor().execute(*sql).fetchall()
            finally:
                self._give_back(session)

        return self._again(once)

    def tables(self) -> frozenset[str]:
        """Names of the tables there are."""
        if self.path:
            found = self.read("select name from sqlite_master where type = 'table'")
        else:
            found = self.read(
                "select tablename from pg_tables where schemaname = :space", space=self.space
            )
        return frozenset(name for (name,) in found)

    def spaces(self, beginning: str) -> tuple[str, ...]:
        """Names of the server's spaces that begin so, sorted."""
        found = self.read(
            "select nspname from pg_namespace where starts_with(nspname, :beginning)",
            beginning=beginning,
        )
        return tuple(sorted(name for (name,) in found))

    def drop(self) -> None:
        """Take a server's space away with all it holds. A file is its folder's to remove."""
        self.prepared.clear()
        if self.path is None:
            with self.change() as change:
                change.run(f'drop schema if exists "{self.space}" cascade')

    def scrub(self) -> None:
        """Write the database anew, so that no page of it holds what was deleted.

        What a server keeps to be brought back from, and its backups, are not reached. Raises
        StoreFailed where somebody else reads or writes meanwhile, and does not let go.
        """
        names = [] if self.path else [f'"{self.space}"."{name}"' for name in sorted(self.tables())]
        session = self._again(self._session)
        try:
            with self._failing():
                if self.path:
                    for act in ("wal_checkpoint(truncate)", "", "wal_checkpoint(truncate)"):
                        session.cursor().execute(f"pragma {act}" if act else "vacuum").fetchall()
                for name in names:
                    session.cursor().execute(f"vacuum (full) {name}")
        finally:
            self._give_back(session)

    @contextmanager
    def held(self, name: str) -> Generator[bool]:
        """A lock of a server's space, held by one at a time; yields False when another has it.

        The server drops it when the process that holds it dies.
        """
        lock = self.lock(name)
        session = self._again(self._session)
        taken: Any = None
        try:
            with self._failing():
                taken = session.cursor().execute(f"select pg_try_advisory_lock({lock})").fetchone()
            yield bool(taken and taken[0])
        finally:
            with contextlib.suppress(*self._errors):
                if taken and taken[0]:
                    session.cursor().execute(f"select pg_advisory_unlock({lock})")
            self._give_back(session)

    def lock(self, name: str) -> int:
        """The number of a lock: the same for a space and name anywhere."""
        seed = hashlib.sha256(f"reelwright {self.space} {name}".encode()).digest()
        return int.from_bytes(seed[:8], "big", signed=True)

    def close(self) -> None:
        """Close this thread's connection to a file; those to a server are kept for others."""
        held = getattr(self._local, "held", None)
        if held is not None:
            held.close()
            self._local.held = None

    def compiled(self, statement: Statement, values: dict[str, Any]) -> tuple[str, dict[str, Any]]:
        """A statement in this database's own words, and its values."""
        known = self._sql.get(statement)
        if known is None:
            known = self._sql[statement] = _compiled(statement, self._engine)
        sql, fixed, among = known
        if fixed:
            values = fixed | values
        if among:
            values = {k: json.dumps(v) if isinstance(v, list) else v for k, v in values.items()}
        return sql, values

    # -- sessions ------------------------------------------------------------------------------

    def _session(self) -> Any:
        """A file's connection is this thread's own; a server's is lent by the pool."""
        if self.path:
            held = getattr(self._local, "held", None)
            if held is None:
                self.path.parent.mkdir(parents=True, exist_ok=True)
                # What is kept beside the file takes over who may read it.
                if not self.path.exists():
                    os.close(os.open(self.path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600))
                own(self.path)
                held = self._local.held = self._engine.raw_connection()
            return held.driver_connection
        lent = self._engine.raw_connection()
        session = lent.driver_connection
        assert session is not None
        if lent.info.get("space") != self.space:
            try:
                session.cursor().execute(f'set search_path to "{self.space}"')
            except BaseException:
                lent.invalidate()
                raise
            lent.info["space"] = self.space
        self._lent()[id(session)] = lent
        return session

    def _lent(self) -> dict[int, Any]:
        lent: dict[int, Any] | None = getattr(self._local, "lent", None)
        if lent is None:
            lent = self._local.lent = {}
        return lent

    def _give_back(self, session: Any) -> None:
        if self.path is None and (lent := self._lent().pop(id(session), None)):
            lent.invalidate() if session.closed else lent.close()

    def _begun(self) -> Any:
        session = self._session()
        try:
            session.cursor().execute(self._begin)
            if self.path is None:
                session.cursor().execute(self._turn)
        except BaseException:
            with contextlib.suppress(*self._errors):
                session.rollback()
            self._give_back(session)
            raise
        return session

    def _again(self, work: Callable[[], T]) -> T:
        """work(), done again when a server was lost or broke a deadlock by undoing it."""
        for attempt in range(1, TRIES + 1):
            try:
                return work()
            except self._errors as problem:
                if attempt == TRIES or not self._passing(problem):
                    raise self._failed(problem) from _quiet(problem)
                time.sleep(0.1 * 2**attempt)
        raise AssertionError  # the loop returns or raises

    def _passing(self, problem: Exception) -> bool:
        """Whether it may be gone in a moment, and what was begun is surely undone."""
        if self.path:
            return False
        cause = getattr(problem, "orig", None) or problem
        state = getattr(cause, "sqlstate", None) or ""
        if state:
            return state in ("40001", "40P01") or state[:2] == "08" or state[:3] == "57P"
        return type(cause).__name__ == "OperationalError" and "timeout" not in str(cause)

    @contextmanager
    def _failing(self) -> Generator[None]:
        try:
            yield
        except self._errors as problem:
            raise self._failed(problem) from _quiet(problem)

    def _failed(self, problem: Exception) -> StoreFailed:
        return StoreFailed(told(self.what, self.place, problem))


def now() -> str:
    """The time, UTC, to the second, ISO 8601."""
    return datetime.now(UTC).isoformat(timespec="seconds")


def _quiet(problem: Exception) -> Exception:
    """The driver's own error: SQLAlchemy's may show values and the address."""
    return getattr(problem, "orig", None) or problem


def _compiled(statement: Statement, engine: Engine) -> tuple[str, dict[str, Any], bool]:
    clause = text(statement) if isinstance(statement, str) else statement
    done = clause.compile(dialect=engine.dialect)
    fixed = {
        name: bound.value
        for bound, name in getattr(done, "bind_names", {}).items()
        if not bound.required and bound.value is not None
    }
    each = (
        r"(select value from json_each(\1))"
        if engine.dialect.name == "sqlite"
        else r"(select json_array_elements_text(cast(\1 as json)))"
    )
    sql, among = re.subn(r"among\((:\w+|%\(\w+\)s)\)", each, str(done))
    return sql, fixed, bool(among)


def _url(place: Path | str) -> tuple[URL, Path | None]:
    if isinstance(place, Path):
        return URL.create("sqlite+pysqlite", database=str(place)), place
    if place.startswith("sqlite:///"):
        return _url(Path(place.removeprefix("sqlite:///")))
    try:
        if not place.startswith(POSTGRES):
            raise ArgumentError
        return make_url(place).set(drivername="postgresql+psycopg"), None
    except (ArgumentError, ValueError):
        # What was written may hold a password, so it is not repeated.
        raise StoreFailed(
            'this is no address of a database; write "postgresql://user@host/name" in '
            "REELWRIGHT_DATABASE_URL, or unset it to keep everything in files"
        ) from None


def _shown(url: URL) -> str:
    """An address without who asks and their password."""
    host = url.host or url.query.get("host", "")
    return f"postgresql://{host}{f':{url.port}' if url.port else ''}/{url.database or ''}"


def _file(url: URL) -> Engine:
    from sqlalchemy import event
    from sqlalchemy.pool import NullPool

    engine = create_engine(
        url,
        poolclass=NullPool,
        isolation_level="AUTOCOMMIT",  # transactions are begun in so many words
        paramstyle="named",
        connect_args={"timeout": PATIENCE, "check_same_thread": False},
    )

    @event.listens_for(engine, "connect")
    def _set(db: Any, _: Any) -> None:
        _write_ahead(db)
        db.execute("pragma synchronous=normal")
        db.execute("pragma cache_size=-16000")

    return engine


def _write_ahead(db: Any) -> None:
    """Two that open a new file at once cannot both set its mode, and SQLite does not wait here."""
    until = time.monotonic() + PATIENCE
    while True:
        try:
            db.execute("pragma journal_mode=wal")
            return
        except Exception as problem:
            if "locked" not in str(problem) or time.monotonic() > until:
                raise
            time.sleep(0.02)


_pools: dict[URL, Engine] = {}
_pooling = threading.Lock()


def _server(url: URL) -> Engine:
    """One pool of connections in a process for each server's database."""
    try:
        import_module("psycopg")
    except ImportError as problem:
        raise Missing(
            "a PostgreSQL database needs the package psycopg; pip install 'reelwright[postgres]', "
            "or unset REELWRIGHT_DATABASE_URL to keep everything in files"
        ) from problem
    with _pooling:
        if url not in _pools:
            _pools[url] = create_engine(
                url,
                isolation_level="AUTOCOMMIT",
                pool_size=5,
                max_overflow=15,
                pool_timeout=PATIENCE,
                pool_pre_ping=True,
                connect_args={
                    "connect_timeout": 10,
                    "keepalives_idle": 10,
                    "keepalives_interval": 5,
                    "keepalives_count": 3,
                },
            )
        return _pools[url]


def hang_up(*, parent: bool = True) -> None:
    """Close this process's connections to servers; those of a parent are only forgotten."""
    for engine in _pools.values():
        engine.dispose(close=parent)


# A child that was forked must not speak on its parent's connections.
os.register_at_fork(after_in_child=lambda: hang_up(parent=False))
