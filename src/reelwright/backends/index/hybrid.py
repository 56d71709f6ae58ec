"""Asking an index by vector and by words at the same time."""

import threading
from concurrent.futures import ThreadPoolExecutor

import numpy as np

from .interface import Hit, Index, Where

_lock = threading.Lock()
_pool: ThreadPoolExecutor | None = None


def near_and_matching(
    index: Index,
    space: str,
    vector: np.ndarray,
    query: str,
    k: int,
    *,
    every: bool = True,
    where: Where = (),
) -> tuple[tuple[Hit, ...], tuple[Hit, ...]]:
    """The k units nearest to a vector, and the k that hold a query's words.

    The engines work outside Python's lock, so that both take little longer than the slower one.
    """
    words = _started().submit(index.matching, query, k, every=every, where=where)
    near = index.near(space, vector, k, where)
    return near, words.result()


def _started() -> ThreadPoolExecutor:
    global _pool
    with _lock:
        if _pool is None:
            _pool = ThreadPoolExecutor(8, thread_name_prefix="index")
        return _pool
