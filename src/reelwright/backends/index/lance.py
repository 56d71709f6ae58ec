"""An index in a folder or a bucket: LanceDB. No server; many processes may use one at once."""

import hashlib
import time
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any, TypeVar

import lancedb
import numpy as np
import pyarrow as pa
from lancedb.expr import col
from lancedb.index import FTS, BTree, IvfRq, LabelList
from lancedb.query import FullTextOperator, MatchQuery

from ...domain.errors import StoreFailed
from .buckets import in_bucket, probe
from .fitting import (
    asked_groups,
    checked_name,
    checked_spaces,
    checked_units,
    checked_vector,
    column_of,
    new_spaces,
)
from .interface import Hit, IndexFacts, Unit, Where

INDEXED_FROM = 4_000
"""Vectors in a space from which an approximate index pays; below, every one is compared.

Measured: 10 thousand took 32 ms compared one by one and 6 ms through the index (recall .9995).
"""

GROWN = 4
"""An index is trained anew when the space holds this many times the vectors it was trained on."""

LAYERS, ROWS_A_LAYER = 4, 50_000
"""Tidying lays the codes of new vectors over the old ones, and a search looks through every layer
(a third of a millisecond each). So many layers are left, and one more for each 50 thousand
vectors, whose training takes longer; then it is trained anew."""

LIST = 16_384
"""Vectors in a list when an index is trained. Large ones, as most are looked through anyway: they
are trained sooner, and every layer of a list costs a search something."""

PROBES, SHARE = 256, 2
"""Lists that a search looks through: all of them up to four million vectors, then one of SHARE.

Lists part embeddings badly: of 9 thousand sentences by MiniLM, .99 of the ten nearest stood in 53
of 90 lists. At a million rows of our benchmark half of 61 lists gave a recall of .91, all of them
1.0 for 3 ms more of processor (docs: retrieval).
"""

REFINE = 10
"""Times as many candidates as asked for are compared by their full vectors."""

CODE = 256
"""Bits that a vector's code has at least; shorter codes put too many neighbours out of reach."""

KEPT = timedelta(hours=1)
"""Versions younger than this stay when an index is tidied, so that no reader is cut off."""

TRIES = 5
"""Attempts at a commit that loses to another process's."""

_KEY = {"lance-schema:unenforced-primary-key:position": "1"}
_T = TypeVar("_T")


class Lance:
    """Keeps units in one table, in a folder or at an s3:// address.

    storage: options of the bucket ("endpoint", "access_key_id", "secret_access_key", "region",
    "allow_http"); what is not given comes from the machine's own AWS settings. bits: size of a
    vector's code for each dimension, 1, 4 or 8; None takes what suits place and dimension.
    Raises DoesNotFit as every index does, and StoreFailed when the folder or bucket cannot keep
    tables.
    """

    def __init__(
        self,
        at: str | Path,
        *,
        spaces: Mapping[str, int],
        weights: Mapping[str, str] | None = None,
        name: str = "units",
        storage: Mapping[str, str] | None = None,
        bits: int | None = None,
    ) -> None:
        self._at = str(at)
        self._name = checked_name(name)
        self._storage = dict(storage or {})
        if self._storage.get("endpoint", "").startswith("http://"):
            self._storage.setdefault("allow_http", "true")
        self._bits = bits
        wanted, weights = checked_spaces(spaces), dict(weights or {})
        try:
            # Interval 0: what another process adds is seen by the next search.
            self._db: Any = lancedb.connect(
                self._at,
                read_consistency_interval=timedelta(0),
                storage_options=self._storage or None,
            )
            self._table = self._opened(wanted, weights)
            self._add_spaces(wanted, weights)
            self._ensure_word_index()
            self._columns = _columns(self._table.schema)
        except (OSError, RuntimeError, ValueError) as problem:
            raise StoreFailed(
                f"the index at {self._at} cannot be opened: {_first_line(problem)}; check the "
                "address, the rights and the free space"
            ) from problem

    def facts(self) -> IndexFacts:
        """Spaces, weights and number of units, as they are now."""
        with self._reading():
            columns = _columns(self._table.schema)
            return IndexFacts(
                spaces={space: field.type.list_size for space, field in columns.items()},
                weights={space: _noted(field, "weights") for space, field in columns.items()},
                rows=self._table.count_rows(),
                version=str(self._table.version),
            )

    def upsert(self, units: Sequence[Unit]) -> None:
        """Add units, or put them in the place of those with their ids: one commit."""
        with self._reading():
            schema = self._table.schema
        columns = _columns(schema)
        checked = checked_units(units, {s: f.type.list_size for s, f in columns.items()})
        if not checked:
            return
        if in_bucket(self._at):
            probe(self._at, self._storage)
        rows = _as_arrow(checked, schema, columns)
        self._committed(
            "added to",
            lambda: (
                self._table.merge_insert("id")
                .when_matched_update_all()
                .when_not_matched_insert_all()
                .execute(rows, on_bad_vectors="null")  # a space that a unit lacks is "bad"
            ),
        )

    def delete(self, ids: Sequence[str]) -> None:
        """Forget units. Unknown ids are passed over."""
        for start in range(0, len(ids), 1_000):
            chunk = list(ids[start : start + 1_000])
            self._committed("deleted from", lambda: self._table.delete(col("id").isin(chunk)))  # noqa: B023

    def near(self, space: str, vector: np.ndarray, k: int, where: Where = ()) -> tuple[Hit, ...]:
        """The k units of highest cosine, computed from the full vectors of ten times as many."""
        with self._reading():
            # Spaces are never taken away: only an unknown one is looked for anew.
            if space not in self._columns:
                self._columns = _columns(self._table.schema)
        columns = self._columns
        sizes = {s: f.type.list_size for s, f in columns.items()}
        asked = checked_vector(vector, space, sizes, "the query")
        passing = _passing(where)
        if k < 1 or passing is None:
            return ()
        with self._reading():
            query = (
                self._table.search(asked, vector_column_name=columns[space].name)
                .distance_type("cosine")
                .nprobes(probes_for(columns[space]))
                .refine_factor(REFINE)
                .limit(k)
                .select(["id", "_distance"])
            )
            found = (query.where(passing, prefilter=True) if passing else query).to_list()
        return _best((r["id"], 1 - r["_distance"]) for r in found)

    def matching(
        self, query: str, k: int, *, every: bool = True, where: Where = ()
    ) -> tuple[Hit, ...]:
        """The k units of highest BM25 among those that hold every word, or any."""
        passing = _passing(where)
        if k < 1 or passing is None or not query.strip():
            return ()
        operator = FullTextOperator.AND if every else FullTextOperator.OR
        asked = MatchQuery(query, "text", operator=operator)  # pyright: ignore[reportCallIssue]
        with self._reading():
            found: Any = (
                self._table.search(asked, query_type="fts").limit(k).select(["id", "_score"])
            )
            rows = (found.where(passing, prefilter=True) if passing else found).to_list()
        return _best((r["id"], r["_score"]) for r in rows)

    def ids(self) -> Iterator[str]:
        """The ids of all units."""
        with self._reading():
            for batch in self._table.search().select(["id"]).to_batches(10_000):
                yield from batch.column("id").to_pylist()

    def tidy(self) -> None:
        """Compact, index what is new, train vector indexes where spaces have grown enough."""
        self._committed("tidied", lambda: self._table.optimize(cleanup_older_than=KEPT))
        with self._reading():
            fields = _columns(self._table.schema).values()
            rows = [self._table.count_rows(f"{field.name} IS NOT NULL") for field in fields]
        for field, count in zip(fields, rows, strict=True):
            self._train(field, count)
        with self._reading():
            self._columns = _columns(self._table.schema)

    def drop(self) -> None:
        """Remove the index and all it holds."""
        self._db.drop_table(self._name, ignore_missing=True)

    def close(self) -> None:
        """Nothing is held open."""

    def _opened(self, wanted: Mapping[str, int], weights: Mapping[str, str]) -> Any:
        existing = self._existing()
        if existing is not None:
            return existing
        if in_bucket(self._at):
            probe(self._at, self._storage)
        fields = [
            # Not nullable and marked as the key from the first: otherwise two processes that
            # insert the same unit both do.
            pa.field("id", pa.string(), nullable=False, metadata=_KEY),
            pa.field("text", pa.string()),
            pa.field("tags", pa.list_(pa.int64())),
            *(_field(space, size, weights.get(space, "")) for space, size in wanted.items()),
        ]
        try:
            return self._db.create_table(self._name, schema=pa.schema(fields))
        except (OSError, RuntimeError, ValueError):
            # Another process may have made it between our two looks.
            existing = self._existing()
            if existing is None:
                raise
            return existing

    def _existing(self) -> Any:
        try:
            return self._db.open_table(self._name)
        except ValueError as problem:
            if "not found" in str(problem):
                return None
            raise StoreFailed(
                f"the index at {self._at} cannot be read: {_first_line(problem)}; rebuild it "
                "from its catalogue"
            ) from problem

    def _add_spaces(self, wanted: Mapping[str, int], weights: Mapping[str, str]) -> None:
        for _ in range(TRIES):
            facts = self.facts()
            where = f"{self._at} ({self._name})"
            missing = new_spaces(where, facts.spaces, facts.weights, wanted, weights)
            if not missing:
                return
            fields = [_field(s, size, weights.get(s, "")) for s, size in missing.items()]
            try:
                self._table.add_columns(fields)
            except (ValueError, RuntimeError):
                # Another process added one of them first: look again.
                time.sleep(0.1)
        raise StoreFailed(f"the spaces {', '.join(wanted)} cannot be added to {self._at}")

    def _ensure_word_index(self) -> None:
        """Indexes of words, tags and ids, made on the empty table, or after a kill, later."""
        made = {column for index in self._table.list_indices() for column in index.columns}
        # Positions stay off: with them, compaction has failed (docs: retrieval). Words are told
        # apart as Unicode says, so that Chinese and Japanese are found too.
        wanted = {
            "text": FTS(with_position=False, base_tokenizer="icu/split"),
            "tags": LabelList(),
            "id": BTree(),
        }
        for column, config in wanted.items():
            if column not in made:
                self._committed(
                    "indexed",
                    lambda: self._table.create_index(column, config=config, replace=True),  # noqa: B023
                )

    def _train(self, field: pa.Field, rows: int) -> None:
        trained = int(_noted(field, "trained") or 0)
        if rows < INDEXED_FROM:
            return
        with self._reading():
            layers = self._layers(field.name)
        if trained and rows < GROWN * trained and layers <= LAYERS + rows // ROWS_A_LAYER:
            return
        bits = self._bits or _bits_for(field.type.list_size, in_bucket(self._at))
        lists = max(1, rows // LIST)
        config = IvfRq(distance_type="cosine", num_bits=bits, num_partitions=lists)
        self._committed(
            "indexed", lambda: self._table.create_index(field.name, config=config, replace=True)
        )
        note = {"path": field.name, "metadata": {"trained": str(rows)}}
        self._committed("indexed", lambda: self._table.update_field_metadata(note))

    def _layers(self, column: str) -> int:
        names = [i.name for i in self._table.list_indices() if i.columns == [column]]
        return sum(self._table.index_stats(name).num_indices for name in names)

    def _committed(self, done: str, act: Callable[[], _T]) -> _T:
        """What act returns; a commit that lost to another process's is tried again."""
        for attempt in range(TRIES):
            try:
                return act()
            except (OSError, RuntimeError, ValueError) as problem:
                if attempt + 1 < TRIES and "conflict" in str(problem).lower():
                    time.sleep(0.05 * 2**attempt)
                    continue
                raise StoreFailed(
                    f"the index at {self._at} could not be {done}: {_first_line(problem)}; what "
                    "it held is still there: check the free space and the rights, then try again"
                ) from problem
        raise AssertionError

    @contextmanager
    def _reading(self) -> Generator[None]:
        try:
            yield
        except (OSError, RuntimeError, ValueError) as problem:
            raise StoreFailed(
                f"the index at {self._at} cannot be searched: {_first_line(problem)}; check that "
                "the folder or bucket is there, or rebuild the index from its catalogue"
            ) from problem


def probes_for(field: pa.Field) -> int:
    """Lists to look through in the space of a table's field; more than there are is all of them."""
    lists = int(_noted(field, "trained") or 0) // LIST
    return max(PROBES, lists // SHARE)


def _bits_for(dimension: int, remote: bool) -> int:
    """Bits a dimension: 1 for long vectors on disk.

    In a bucket more, as looking up the full vectors of candidates is slow there.
    """
    return next((b for b in (4 if remote else 1, 4, 8) if b * dimension >= CODE), 8)


def _field(space: str, dimension: int, weights: str) -> pa.Field:
    vectors = pa.list_(pa.float16(), dimension)
    return pa.field(column_of(space), vectors, metadata={"space": space, "weights": weights})


def _columns(schema: pa.Schema) -> dict[str, pa.Field]:
    """Fields of vectors by the id of their space."""
    return {_noted(f, "space"): f for f in schema if f.metadata and b"space" in f.metadata}


def _noted(field: pa.Field, what: str) -> str:
    return (field.metadata or {}).get(what.encode(), b"").decode()


def _as_arrow(units: Sequence[Unit], schema: pa.Schema, columns: Mapping[str, pa.Field]) -> Any:
    made: dict[str, Any] = {
        "id": [u.id for u in units],
        "text": [u.text for u in units],
        "tags": pa.array([[tag_code(t) for t in u.tags] for u in units], pa.list_(pa.int64())),
    }
    for space, field in columns.items():
        size = field.type.list_size
        numbers = np.zeros((len(units), size), np.float16)
        absent = np.ones(len(units), bool)
        for n, unit in enumerate(units):
            if space in unit.vectors:
                numbers[n], absent[n] = unit.vectors[space], False
        made[field.name] = pa.FixedSizeListArray.from_arrays(
            pa.array(numbers.ravel()), size, mask=pa.array(absent)
        )
    return pa.table(made, schema=schema)


def tag_code(tag: str) -> int:
    """The number that stands for a tag in the table, -2^63 to 2^63 - 1."""
    return int.from_bytes(hashlib.sha256(tag.encode()).digest()[:8], "big", signed=True)


def _passing(where: Where) -> str | None:
    """A filter as the engine reads it: "" for none, None when nothing can pass.

    The engine's typed expressions have no functions for lists, so the filter is written out; it
    holds numbers only, never what a user typed, so there is nothing to inject.
    """
    groups = asked_groups(where)
    if groups is None:
        return None
    lists = (", ".join(f"{tag_code(tag):d}" for tag in group) for group in groups)
    return " AND ".join(f"array_has_any(tags, [{numbers}])" for numbers in lists)


def _best(found: Iterable[tuple[str, float]]) -> tuple[Hit, ...]:
    hits = [Hit(id_, float(score)) for id_, score in found]
    return tuple(sorted(hits, key=lambda h: (-h.score, h.id)))


def _first_line(problem: BaseException) -> str:
    return str(problem).strip().splitlines()[0][:300] if str(problem).strip() else repr(problem)
