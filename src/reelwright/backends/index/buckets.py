"""Whether a bucket may hold tables: it must let exactly one of several writers create an object.

Tables in a bucket are kept whole by conditional creation ("only if absent"): of two processes that
commit at once, one must be refused. Some servers that speak S3 accept both, and rows are lost
without a word. So every bucket is tried before tables are put into it.
"""

import threading
import time
import uuid
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

from ...domain.errors import Missing, StoreFailed

WRITERS, ROUNDS = 6, 4
"""Six writers race for one object, four times over; servers that lie gave all six the win."""

_SCHEMES = ("s3://", "gs://", "az://")
_proven: set[tuple[str, tuple[tuple[str, str], ...]]] = set()


def in_bucket(at: str) -> bool:
    """Whether an address lies in a bucket and not in a folder."""
    return at.startswith(_SCHEMES)


def probe(at: str, storage: Mapping[str, str] | None = None) -> None:
    """Try a bucket, once in a process. storage: options of the bucket, as the index takes them.

    Leaves nothing behind. Raises StoreFailed when the bucket cannot be reached or written, or
    cannot be trusted with tables; Missing when the package that speaks to it is not installed.
    """
    key = (at, tuple(sorted((storage or {}).items())))
    if key in _proven:
        return
    store = _opened(at, dict(storage or {}))
    name = f".probe-{uuid.uuid4().hex}"
    made: list[str] = []
    try:
        for n in range(ROUNDS):
            made.append(f"{name}/{n}")
            _race(at, store, made[-1])
    finally:
        _removed(store, made)
    _proven.add(key)


def _opened(at: str, storage: dict[str, str]) -> Any:
    try:
        from obstore.store import from_url
    except ModuleNotFoundError as problem:
        raise Missing(
            f"a bucket ({at}) is tried before tables are put into it, which needs the package "
            "obstore: pip install 'reelwright[s3]'"
        ) from problem
    said = storage.pop("allow_http", str(storage.get("endpoint", "").startswith("http://")))
    plain = said.lower() == "true"
    options: Any = storage or None
    try:
        return from_url(
            at,
            config=options,
            client_options={"allow_http": plain, "timeout": timedelta(seconds=30)},
            retry_config={"max_retries": 2, "retry_timeout": timedelta(seconds=20)},
        )
    except Exception as problem:
        raise StoreFailed(
            f"the bucket at {at} cannot be opened: {_short(problem)}; check its address and options"
        ) from problem


def _race(at: str, store: Any, name: str) -> None:
    """Let writers create one object at the same moment. Raises StoreFailed unless one wins."""
    import obstore
    from obstore.exceptions import AlreadyExistsError, NotSupportedError, PreconditionError

    start = threading.Barrier(WRITERS)
    bodies = [f"writer {n} ".encode() * 200 for n in range(WRITERS)]

    def write(n: int) -> Exception | None:
        start.wait()
        try:
            obstore.put(store, name, bodies[n], mode="create", use_multipart=False)
        except Exception as problem:
            return problem
        return None

    with ThreadPoolExecutor(WRITERS) as pool:
        outcomes = list(pool.map(write, range(WRITERS)))
    refused = (AlreadyExistsError, PreconditionError)
    others = [o for o in outcomes if o is not None and not isinstance(o, refused)]
    winners = [n for n, o in enumerate(outcomes) if o is None]
    unfit = "tables put there would lose rows"
    cure = "use a folder, or a bucket whose server supports If-None-Match on PUT"
    if len(winners) > 1:
        raise StoreFailed(
            f"the bucket at {at} cannot hold an index: {len(winners)} of {WRITERS} writers were "
            f"told that they alone had created one object, so {unfit}; {cure}"
        )
    if any(isinstance(o, NotSupportedError) or "NotImplemented" in str(o) for o in others):
        raise StoreFailed(
            f"the bucket at {at} cannot hold an index: its server does not support creating an "
            f"object only if it is absent, so {unfit}; {cure}"
        )
    if not winners:
        first = others[0] if others else outcomes[0]
        raise StoreFailed(
            f"the bucket at {at} could not be written: {_short(first)}; check that it is there "
            "and that these keys may write to it"
        )
    kept = _read(at, store, name)
    if kept != bodies[winners[0]]:
        raise StoreFailed(
            f"the bucket at {at} cannot hold an index: it kept other bytes than those of the "
            f"writer it let win, so {unfit}; {cure}"
        )


def _read(at: str, store: Any, name: str) -> bytes:
    """An object read in two ranges, as tables are read."""
    import obstore

    for attempt in range(3):
        try:
            head = bytes(obstore.get_range(store, name, start=0, end=100))
            size = obstore.head(store, name)["size"]
            return head + bytes(obstore.get_range(store, name, start=100, end=size))
        except Exception as problem:
            if attempt == 2:
                raise StoreFailed(
                    f"the bucket at {at} does not give back what was put into it: "
                    f"{_short(problem)}; use a folder or another bucket"
                ) from problem
            time.sleep(0.2)
    raise AssertionError


def _removed(store: Any, names: list[str]) -> None:
    import obstore

    for name in names:
        try:
            obstore.delete(store, name)
        except Exception:
            # Keys that may not delete leave a few hundred bytes; the verdict stands.
            return


def _short(problem: object) -> str:
    return " ".join(str(problem).split())[:300]
