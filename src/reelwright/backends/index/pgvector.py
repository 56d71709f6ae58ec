"""An index in PostgreSQL with the pgvector extension: a schema of its own for each index."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, TypeVar

import numpy as np
import psycopg
from pgvector import HalfVector
from pgvector.psycopg import register_vector
from psycopg import sql
from psycopg_pool import ConnectionPool, PoolTimeout

from ...domain.errors import BackendFailed, Missing, StoreFailed
from .fitting import (
    asked_groups,
    checked_name,
    checked_spaces,
    checked_units,
    checked_vector,
    new_spaces,
)
from .interface import Hit, IndexFacts, Unit, Where

INDEXED_FROM = 5_000
"""Vectors in a space from which a graph of neighbours pays; below, every one is compared."""

LARGEST_INDEXED = 4_000
"""Dimensions of half-precision vectors that the graph takes; longer ones are all compared."""

BREADTH = 100
"""Candidates that a search of the graph keeps (hnsw.ef_search); recall 1.0 at 100 thousand rows."""

_MAKING, _TIDYING = 0x7265656C, 0x7265656D
"""Advisory locks, each with the schema's name, under which an index is made and tidied."""

_WORD = re.compile(r"[^\W_]+")

_T = TypeVar("_T")


class PgVector:
    """Keeps units in the schema "reelwright_<name>" of a database, for many processes at once.

    at: postgresql://user:password@host/database. language: the text search configuration that
    cuts words back to their stems; fixed when the index is made. connections: at most so many are
    open. Words are ranked by ts_rank_cd and not by BM25. Raises DoesNotFit as every index does,
    Missing when the server lacks pgvector, BackendFailed when it cannot be reached.
    """

    def __init__(
        self,
        at: str,
        *,
        spaces: Mapping[str, int],
        weights: Mapping[str, str] | None = None,
        name: str = "units",
        language: str = "english",
        connections: int = 4,
    ) -> None:
        self._name = f"reelwright_{checked_name(name)}"
        self._schema = sql.Identifier(self._name)
        # Without the password.
        self._where = f"{at.rpartition('@')[2].split('?')[0]} ({name})"
        wanted = checked_spaces(spaces)
        with self._guarded(), psycopg.connect(at, connect_timeout=30) as connection:
            self._make(connection, wanted, dict(weights or {}), language)
        self._pool: Any = ConnectionPool(
            at,
            min_size=0,
            max_size=connections,
            timeout=30,
            open=True,
            configure=_configured,
            check=ConnectionPool.check_connection,
        )

    def facts(self) -> IndexFacts:
        """Spaces, weights and number of units, as they are now."""

        def read(c: Any) -> IndexFacts:
            held = self._spaces(c)
            rows = c.execute(self._sql("SELECT count(*) FROM {}.units")).fetchone()[0]
            version = c.execute(self._sql("SELECT last_value FROM {}.writes")).fetchone()[0]
            return IndexFacts(
                spaces={space: size for space, (_, size, _) in held.items()},
                weights={space: weights for space, (_, _, weights) in held.items()},
                rows=rows,
                version=str(version),
            )

        return self._run(read)

    def upsert(self, units: Sequence[Unit]) -> None:
        """Add units, or put them in the place of those with their ids: one transaction."""
        if units:
            self._run(lambda c: self._write(c, units))

    def delete(self, ids: Sequence[str]) -> None:
        """Forget units. Unknown ids are passed over."""

        def forget(c: Any) -> None:
            # In one order everywhere, so that two processes never wait for each other.
            c.execute(
                self._sql(
                    "WITH gone AS (SELECT id FROM {0}.units WHERE id = ANY(%s) ORDER BY id "
                    "FOR UPDATE) DELETE FROM {0}.units u USING gone WHERE u.id = gone.id"
                ),
                [list(ids)],
            )
            self._count_write(c)

        if ids:
            self._run(forget)

    def near(self, space: str, vector: np.ndarray, k: int, where: Where = ()) -> tuple[Hit, ...]:
        """The k units of highest cosine."""
        groups = asked_groups(where)

        def search(c: Any) -> list[tuple[str, float]]:
            held = self._spaces(c)
            sizes = {s: size for s, (_, size, _) in held.items()}
            asked = HalfVector(checked_vector(vector, space, sizes, "the query"))
            if k < 1 or groups is None:
                return []
            column = sql.Identifier(held[space][0])
            query = sql.SQL(
                "SELECT id, 1 - ({v} <=> %s) FROM {s}.units WHERE {v} IS NOT NULL {f} "
                "ORDER BY {v} <=> %s LIMIT %s"
            ).format(v=column, s=self._schema, f=_filter(groups))
            told = [asked, *map(list, groups), asked, k]
            # The graph is walked on until enough units pass the filter.
            c.execute("SELECT set_config('hnsw.iterative_scan', 'strict_order', true)")
            breadth = str(min(1_000, max(BREADTH, 2 * k)))
            c.execute("SELECT set_config('hnsw.ef_search', %s, true)", [breadth])
            found = c.execute(query, told).fetchall()
            if len(found) < k and groups:
                # Few pass: compare all of those.
                c.execute("SELECT set_config('enable_indexscan', 'off', true)")
                found = c.execute(query, told).fetchall()
            return found

        return _best(self._run(search))

    def matching(
        self, query: str, k: int, *, every: bool = True, where: Where = ()
    ) -> tuple[Hit, ...]:
        """The k units of highest cover density rank among those that hold every word, or any."""
        groups = asked_groups(where)
        if k < 1 or groups is None or not query.strip():
            return ()
        # The query is bound as text, and of plain words only: it cannot be syntax.
        asked = self._sql("plainto_tsquery({}.language(), %s)")
        if not every:
            asked = sql.SQL("replace({}::text, ' & ', ' | ')::tsquery").format(asked)
        statement = sql.SQL(
            "WITH asked AS (SELECT {a} AS q) SELECT id, ts_rank_cd(words, q, 1) AS rank "
            "FROM {s}.units, asked WHERE words @@ q {f} ORDER BY rank DESC, id LIMIT %s"
        ).format(a=asked, s=self._schema, f=_filter(groups))
        told = [_words(query), *map(list, groups), k]
        return _best(self._run(lambda c: c.execute(statement, told).fetchall()))

    def ids(self) -> Iterator[str]:
        """The ids of all units."""
        last = ""
        query = self._sql("SELECT id FROM {}.units WHERE id > %s ORDER BY id LIMIT 10000")
        while page := self._run(lambda c: c.execute(query, [last]).fetchall()):  # noqa: B023
            yield from (row[0] for row in page)
            last = page[-1][0]

    def tidy(self) -> None:
        """Build the graphs of spaces that have grown, and let the server take stock."""
        with self._guarded(), self._pool.connection() as c:
            c.autocommit = True
            try:
                locked = c.execute(
                    "SELECT pg_try_advisory_lock(%s, hashtext(%s))", [_TIDYING, self._name]
                ).fetchone()[0]
                if not locked:
                    # Another process is at it.
                    return
                try:
                    self._build(c)
                    c.execute(self._sql("VACUUM (ANALYZE) {}.units"))
                finally:
                    c.execute("SELECT pg_advisory_unlock(%s, hashtext(%s))", [_TIDYING, self._name])
            finally:
                c.autocommit = False

    def drop(self) -> None:
        """Remove the index and all it holds."""
        self._run(lambda c: c.execute(self._sql("DROP SCHEMA IF EXISTS {} CASCADE")))

    def close(self) -> None:
        """Let go of the connections."""
        self._pool.close()

    def _make(
        self, c: Any, wanted: Mapping[str, int], weights: Mapping[str, str], language: str
    ) -> None:
        """Make what is not there, one process at a time."""
        c.execute("SELECT pg_advisory_xact_lock(%s, 0)", [_MAKING])
        c.execute("CREATE EXTENSION IF NOT EXISTS vector")
        made = c.execute(
            "SELECT 1 FROM information_schema.tables WHERE table_schema = %s AND "
            "table_name = 'units'",
            [self._name],
        ).fetchone()
        if not made:
            self._make_tables(c, language)
        held = self._spaces(c)
        missing = new_spaces(
            self._where,
            {s: size for s, (_, size, _) in held.items()},
            {s: w for s, (_, _, w) in held.items()},
            wanted,
            weights,
        )
        for number, (space, size) in enumerate(missing.items(), len(held) + 1):
            column = f"v{number}"
            c.execute(
                sql.SQL("ALTER TABLE {}.units ADD COLUMN {} halfvec({})").format(
                    self._schema, sql.Identifier(column), sql.Literal(size)
                )
            )
            c.execute(
                self._sql("INSERT INTO {}.spaces VALUES (%s, %s, %s, %s)"),
                [space, column, size, weights.get(space, "")],
            )

    def _make_tables(self, c: Any, language: str) -> None:
        known = c.execute("SELECT 1 FROM pg_ts_config WHERE cfgname = %s", [language]).fetchone()
        if not known:
            raise Missing(
                f"the server at {self._where} has no text search configuration {language!r}; "
                "choose one that `\\dF` lists, or simple"
            )
        c.execute(self._sql("CREATE SCHEMA IF NOT EXISTS {}"))
        c.execute(
            sql.SQL(
                "CREATE FUNCTION {}.language() RETURNS regconfig LANGUAGE sql IMMUTABLE "
                "PARALLEL SAFE RETURN {}::regconfig"
            ).format(self._schema, sql.Literal(f"pg_catalog.{language}"))
        )
        c.execute(
            self._sql(
                "CREATE TABLE {0}.units (id text PRIMARY KEY, text text NOT NULL, "
                "tags text[] NOT NULL, words tsvector NOT NULL "
                "GENERATED ALWAYS AS (to_tsvector({0}.language(), text)) STORED)"
            )
        )
        c.execute(self._sql("CREATE INDEX units_words ON {}.units USING gin (words)"))
        c.execute(self._sql("CREATE INDEX units_tags ON {}.units USING gin (tags)"))
        c.execute(
            self._sql(
                "CREATE TABLE {}.spaces (space text PRIMARY KEY, column_name text NOT NULL, "
                "dimension int NOT NULL, weights text NOT NULL)"
            )
        )
        c.execute(self._sql("CREATE SEQUENCE {}.writes"))

    def _write(self, c: Any, units: Sequence[Unit]) -> None:
        held = self._spaces(c)
        checked = checked_units(units, {s: size for s, (_, size, _) in held.items()})
        columns = ["id", "text", "tags", *(column for column, _, _ in held.values())]
        names = sql.SQL(", ").join(map(sql.Identifier, columns))
        c.execute(
            sql.SQL(
                "CREATE TEMP TABLE incoming ON COMMIT DROP AS SELECT {} FROM {}.units LIMIT 0"
            ).format(names, self._schema)
        )
        with c.cursor().copy(
            sql.SQL("COPY incoming ({}) FROM STDIN (FORMAT BINARY)").format(names)
        ) as copy:
            copy.set_types(["text", "text", "text[]", *["halfvec"] * len(held)])
            for unit in checked:
                vectors = [
                    HalfVector(np.asarray(unit.vectors[s])) if s in unit.vectors else None
                    for s in held
                ]
                copy.write_row([unit.id, _words(unit.text), list(unit.tags), *vectors])
        changed = sql.SQL(", ").join(
            sql.SQL("{0} = EXCLUDED.{0}").format(sql.Identifier(n)) for n in columns[1:]
        )
        c.execute(
            sql.SQL(
                "INSERT INTO {}.units ({}) SELECT {} FROM incoming ORDER BY id "
                "ON CONFLICT (id) DO UPDATE SET {}"
            ).format(self._schema, names, names, changed)
        )
        self._count_write(c)

    def _build(self, c: Any) -> None:
        for column, size, _ in self._spaces(c).values():
            rows = c.execute(
                sql.SQL("SELECT count({}) FROM {}.units").format(
                    sql.Identifier(column), self._schema
                )
            ).fetchone()[0]
            if rows < INDEXED_FROM or size > LARGEST_INDEXED:
                continue
            index = f"units_{column}_graph"
            valid = c.execute(
                "SELECT i.indisvalid FROM pg_index i JOIN pg_class k ON k.oid = i.indexrelid "
                "JOIN pg_namespace n ON n.oid = k.relnamespace "
                "WHERE n.nspname = %s AND k.relname = %s",
                [self._name, index],
            ).fetchone()
            if valid and valid[0]:
                continue
            place = sql.SQL("{}.{}").format(self._schema, sql.Identifier(index))
            if valid:
                # A build that was killed leaves an index that is never used.
                c.execute(sql.SQL("DROP INDEX CONCURRENTLY IF EXISTS {}").format(place))
            # Concurrently: writers go on meanwhile.
            c.execute(
                sql.SQL(
                    "CREATE INDEX CONCURRENTLY {} ON {}.units USING hnsw ({} halfvec_cosine_ops)"
                ).format(sql.Identifier(index), self._schema, sql.Identifier(column))
            )

    def _spaces(self, c: Any) -> dict[str, tuple[str, int, str]]:
        """Column, dimension and weights of each space."""
        rows = c.execute(
            self._sql("SELECT space, column_name, dimension, weights FROM {}.spaces ORDER BY 2")
        ).fetchall()
        return {space: (column, size, weights) for space, column, size, weights in rows}

    def _count_write(self, c: Any) -> None:
        c.execute(self._sql("SELECT nextval('{}.writes')"))

    def _sql(self, text: str) -> sql.Composed:
        return sql.SQL(text).format(self._schema)  # pyright: ignore[reportArgumentType]

    def _run(self, act: Callable[[Any], _T]) -> _T:
        """What act returns, called with a connection in a transaction of its own."""
        with self._guarded(), self._pool.connection() as connection:
            return act(connection)

    def _guarded(self) -> "_Guarded":
        return _Guarded(self._where)


class _Guarded:
    """Turns what the driver raises into errors that say what to do."""

    def __init__(self, where: str) -> None:
        self._where = where

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: Any, problem: BaseException | None, trace: Any) -> None:
        if isinstance(problem, psycopg.errors.FeatureNotSupported | psycopg.errors.UndefinedFile):
            raise Missing(
                f"the server at {self._where} lacks what the index needs: {_short(problem)}; "
                "install pgvector 0.8 or newer there"
            ) from problem
        if isinstance(problem, psycopg.OperationalError | PoolTimeout):
            raise BackendFailed(
                f"the index at {self._where} cannot be reached: {_short(problem)}; check that "
                "the server runs and that the address and password are right"
            ) from problem
        if isinstance(problem, psycopg.Error):
            raise StoreFailed(
                f"the index at {self._where} refused: {_short(problem)}; nothing was changed"
            ) from problem


def _configured(connection: Any) -> None:
    register_vector(connection)
    connection.commit()


def _words(text: str) -> str:
    """Words alone: hyphens, dots and signs would make compounds of them, or syntax."""
    return " ".join(_WORD.findall(text))


def _filter(groups: Sequence[Sequence[str]]) -> sql.SQL:
    """One condition a group; the tags themselves are bound, never written out."""
    return sql.SQL(" AND tags && %s::text[]" * len(groups))  # pyright: ignore[reportArgumentType]


def _best(found: Sequence[tuple[str, float]]) -> tuple[Hit, ...]:
    hits = [Hit(id_, float(score)) for id_, score in found]
    return tuple(sorted(hits, key=lambda h: (-h.score, h.id)))


def _short(problem: BaseException) -> str:
    return " ".join(str(problem).split())[:300] or type(problem).__name__
