"""An index on disk: LanceDB. For libraries too large to be compared one by one."""

from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path
from typing import Any

import lancedb
import numpy as np
import pyarrow as pa
from lancedb.index import FTS, IvfRq
from lancedb.query import FullTextOperator, MatchQuery

from ...domain.errors import StoreFailed
from .interface import Hit, Row

INDEXED_FROM = 20_000
"""Rows from which an approximate vector index pays; below, every vector is compared."""

PROBES, REFINE = 50, 10
"""Measured: recall@10 of .995 at a million rows with one-bit codes (docs: retrieval)."""


class Lance:
    """Keeps rows in a folder, which several processes may use at once."""

    def __init__(self, at: Path, *, dimension: int, table: str = "texts") -> None:
        self._dimension = dimension
        # Interval 0: what another process adds is seen by the next search.
        self._db: Any = lancedb.connect(at, read_consistency_interval=timedelta(0))
        self._table = self._opened(table)

    def replace(self, rows: Sequence[Row]) -> None:
        """Hold exactly these rows; changed ones are updated by id, vanished ones deleted.

        A text decides its vector: a row whose text is unchanged is left as it is.
        """
        held = self._held()
        wanted = {r.id: r for r in rows}
        fresh = [r for r in wanted.values() if held.get(r.id) != r.text]
        gone = sorted(set(held) - set(wanted))
        if fresh:
            (
                self._table.merge_insert("id")
                .when_matched_update_all()
                .when_not_matched_insert_all()
                .execute(self._arrow(fresh))
            )
        for start in range(0, len(gone), 500):
            self._table.delete(_ids_in(gone[start : start + 500]))
        if fresh or gone:
            self._tidy(len(wanted))

    def near(self, vector: np.ndarray, k: int) -> tuple[Hit, ...]:
        """The k rows of highest cosine."""
        if not self._table.count_rows():
            return ()
        query = self._table.search(np.asarray(vector, np.float32)).distance_type("cosine").limit(k)
        found = query.nprobes(PROBES).refine_factor(REFINE).select(["id", "_distance"]).to_list()
        return _best((r["id"], 1 - r["_distance"]) for r in found)

    def matching(self, query: str, k: int, *, every: bool = True) -> tuple[Hit, ...]:
        """The k rows of highest BM25 among those that hold every word, or any."""
        operator = FullTextOperator.AND if every else FullTextOperator.OR
        asked = MatchQuery(query, "text", operator=operator)  # pyright: ignore[reportCallIssue]
        found: list[dict[str, Any]] = (
            self._table.search(asked, query_type="fts").limit(k).select(["id", "_score"]).to_list()
        )
        return _best((r["id"], r["_score"]) for r in found)

    def _opened(self, name: str) -> Any:
        schema = pa.schema(
            [
                # The key must not be nullable, or two processes that insert the same row both do.
                pa.field("id", pa.string(), nullable=False),
                pa.field("text", pa.string()),
                pa.field("vector", pa.list_(pa.float32(), self._dimension)),
            ]
        )
        try:
            return self._db.open_table(name)
        except (ValueError, FileNotFoundError):
            pass
        try:
            table = self._db.create_table(name, schema=schema)
            table.set_unenforced_primary_key("id")
            table.create_index("text", config=FTS(with_position=False))
        except (OSError, RuntimeError, ValueError) as problem:
            try:
                # Another process made it between our two looks.
                return self._db.open_table(name)
            except (ValueError, FileNotFoundError):
                raise StoreFailed(
                    f"the picture index cannot be made: {problem}; free the disk or change the "
                    "workspace folder"
                ) from problem
        return table

    def _held(self) -> dict[str, str]:
        every = max(1, self._table.count_rows())
        rows = self._table.search().select(["id", "text"]).limit(every).to_arrow()
        return dict(zip(rows["id"].to_pylist(), rows["text"].to_pylist(), strict=True))

    def _arrow(self, rows: Sequence[Row]) -> pa.Table:
        vectors = np.stack([np.asarray(r.vector, np.float32) for r in rows]).ravel()
        return pa.table(
            {
                "id": [r.id for r in rows],
                "text": [r.text for r in rows],
                "vector": pa.FixedSizeListArray.from_arrays(pa.array(vectors), self._dimension),
            },
            schema=self._table.schema,
        )

    def _tidy(self, rows: int) -> None:
        if rows >= INDEXED_FROM:
            # IvfRq() keeps one bit a dimension; the same index named by a string would keep eight.
            self._table.create_index(
                "vector", config=IvfRq(distance_type="cosine", num_bits=1), replace=True
            )
        # Versions younger than an hour stay, so that other readers are not cut off.
        self._table.optimize(cleanup_older_than=timedelta(hours=1))


def _best(found: Any) -> tuple[Hit, ...]:
    hits = [Hit(id_, float(score)) for id_, score in found]
    return tuple(sorted(hits, key=lambda h: (-h.score, h.id)))


def _ids_in(ids: Sequence[str]) -> str:
    quoted = ", ".join("'" + i.replace("'", "''") + "'" for i in ids)
    return f"id IN ({quoted})"
