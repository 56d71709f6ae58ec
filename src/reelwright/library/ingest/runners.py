"""Where files are prepared: in threads, or by Daft or Ray on as many machines as there are.

All three call the one function `prepared` and give the same records in the same order.
"""

import os
import pickle
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any, Literal, TypeVar, get_args

from ...domain.errors import MediaRefused, Missing, NotFound
from .captions import Said
from .prepare import Record, prepare, whole

Runner = Literal["threads", "daft", "ray"]
_Begun = TypeVar("_Begun")

CHUNK = 256
"""Files that go to Daft at a time: what is done is kept before the next go."""


@dataclass(frozen=True)
class FileJob:
    """A file to take in. place: what it is called among those seen; stamp: changes with it."""

    place: str
    path: Path
    stamp: str
    said: Said


@dataclass(frozen=True)
class FileOutcome:
    """A record, or why there is none. lasting: it will be refused the next time too."""

    job: FileJob
    record: Record | None = None
    refused: str = ""
    lasting: bool = True


def prepared(job: FileJob, keep: Callable[[bytes, Record], None] | None = None) -> FileOutcome:
    """Read a file and prepare it. keep: what to do with its bytes while they are at hand."""
    try:
        source = whole(job.path)
        record = prepare(source.data, source.name, job.said)
    except MediaRefused as problem:
        return FileOutcome(job, refused=str(problem))
    except Missing as problem:
        return FileOutcome(job, refused=str(problem), lasting=False)
    if keep:
        keep(source.data, record)
    return FileOutcome(job, record)


def run(
    jobs: Iterable[FileJob],
    runner: Runner,
    workers: int,
    keep: Callable[[bytes, Record], None],
    keep_file: Callable[[FileJob, Record], None],
) -> Iterator[FileOutcome]:
    """Outcomes in the order of the jobs, as they come.

    workers: 0 for one a core. keep is called in the same thread as the work where that shares this
    process, keep_file here where it does not. Raises Missing when Daft or Ray is not installed.
    """
    if runner == "threads":
        yield from _in_threads(jobs, workers or os.cpu_count() or 2, keep)
        return
    if runner not in get_args(Runner):
        raise NotFound(
            f"there is no runner {runner!r}; choose one of {', '.join(get_args(Runner))}"
        )
    for outcome in (_in_daft if runner == "daft" else _in_ray)(jobs, workers):
        if outcome.record:
            keep_file(outcome.job, outcome.record)
        yield outcome


def _in_threads(
    jobs: Iterable[FileJob], workers: int, keep: Callable[[bytes, Record], None]
) -> Iterator[FileOutcome]:
    # Decoding, hashing and writing leave the interpreter free, so threads share the work.
    with ThreadPoolExecutor(workers) as pool:

        def begun(job: FileJob) -> Future[FileOutcome]:
            return pool.submit(prepared, job, keep)

        def ended(job: Future[FileOutcome]) -> FileOutcome:
            return job.result()

        yield from _in_order(jobs, 4 * workers, begun, ended)


def _in_daft(jobs: Iterable[FileJob], workers: int) -> Iterator[FileOutcome]:
    daft: Any = _package("daft")

    @daft.func(return_dtype=daft.DataType.binary())
    def worked(job: bytes) -> bytes:
        return pickle.dumps(prepared(pickle.loads(job)))

    # On one machine Daft spreads rows by itself; over a Ray cluster it moves whole partitions.
    spread = import_module("daft.runners").get_or_create_runner().name != "native"
    chunk: list[bytes] = []

    def done() -> Iterator[FileOutcome]:
        frame = daft.from_pydict({"n": list(range(len(chunk))), "job": list(chunk)})
        if spread:
            frame = frame.into_partitions(workers or os.cpu_count() or 2)
        rows = frame.with_column("outcome", worked(daft.col("job"))).select("n", "outcome")
        held = rows.to_pydict()
        for _, outcome in sorted(zip(held["n"], held["outcome"], strict=True)):
            yield pickle.loads(outcome)

    for job in jobs:
        chunk.append(pickle.dumps(job))
        if len(chunk) == CHUNK:
            yield from done()
            chunk.clear()
    if chunk:
        yield from done()


def _in_ray(jobs: Iterable[FileJob], workers: int) -> Iterator[FileOutcome]:
    ray: Any = _package("ray")
    ours = not ray.is_initialized()
    if ours:
        # One that runs already, on this machine or at RAY_ADDRESS, is used as it is.
        ray.init(
            num_cpus=workers or None,
            include_dashboard=False,
            log_to_driver=False,
            configure_logging=False,
            ignore_reinit_error=True,
        )
    remote = ray.remote(prepared)
    try:
        wide = 4 * (workers or int(ray.cluster_resources().get("CPU", 2)))
        yield from _in_order(jobs, wide, remote.remote, ray.get)
    finally:
        if ours:
            ray.shutdown()


def _in_order(
    jobs: Iterable[FileJob],
    wide: int,
    begin: Callable[[FileJob], _Begun],
    end: Callable[[_Begun], FileOutcome],
) -> Iterator[FileOutcome]:
    """Results in the order of the jobs, with so many under way: memory stays bounded."""
    under_way: deque[_Begun] = deque()
    for job in jobs:
        under_way.append(begin(job))
        if len(under_way) >= wide:
            yield end(under_way.popleft())
    while under_way:
        yield end(under_way.popleft())


def _package(name: str) -> Any:
    try:
        return import_module(name)
    except ImportError as problem:
        raise Missing(
            f"the runner {name!r} needs its package: pip install 'reelwright[{name}]', or use the "
            "runner threads"
        ) from problem
