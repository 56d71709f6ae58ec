"""The durable workflow engine (DBOS), set up by the rules that make it safe on a laptop.

SQLite in write-ahead mode or PostgreSQL, one executor id for each process, a lease that tells the
living from the dead, a pinned version, JSON instead of pickle, and named queues only.
"""

import asyncio
import contextlib
import json
import logging
import sqlite3
import threading
import uuid
from collections.abc import Callable, Generator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar, cast

from dbos import DBOS, DBOSClient, DBOSConfig, Serializer, SetWorkflowID
from dbos._error import (
    DBOSAwaitedWorkflowCancelledError,
    DBOSAwaitedWorkflowMaxRecoveryAttemptsExceeded,
)

from ...domain import errors
from ...domain.errors import Cancelled, StudioError
from .lease import AdvisoryLease, FileLease, Lease, new_executor, told
from .runs import Runs

NAME = "reelwright"

VERSION = "production-6"
"""Bumped by hand only: a workflow is taken up again by code of the same version."""

PIPELINE, VARIANTS, CLIPS = "pipeline", "variants", "clips"


class Json(Serializer):
    """Plain JSON, and our own errors by name; nothing that could run code when it is read."""

    def name(self) -> str:
        """Stored with every row, so that rows of another serialiser are not misread."""
        return "reelwright_json_1"

    def serialize(self, data: Any) -> str:
        """JSON text. Raises TypeError for anything but JSON values and exceptions."""
        return json.dumps(data, default=_encoded, ensure_ascii=False)

    def deserialize(self, serialized_data: str) -> Any:
        """The value again; exceptions come back as the domain error of that name."""
        return json.loads(serialized_data, object_hook=_decoded)


def _encoded(value: Any) -> Any:
    if isinstance(value, BaseException):
        # A room's own error comes back as the domain's that it is one of.
        known = (k for k in type(value).__mro__ if getattr(errors, k.__name__, None) is k)
        return {"$error": next(known, type(value)).__name__, "message": str(value)}
    if isinstance(value, tuple):
        return list(cast("tuple[Any, ...]", value))
    raise TypeError(f"a workflow keeps JSON only, not {type(value).__name__}")


def _decoded(value: dict[str, Any]) -> Any:
    if "$error" not in value:
        return value
    kind = getattr(errors, value["$error"], None)
    if isinstance(kind, type) and issubclass(kind, StudioError):
        return kind(value["message"])
    return RuntimeError(f"{value['$error']}: {value['message']}")


def _write_ahead(url: str) -> None:
    """Put the SQLite file in write-ahead mode; the mode stays with the file."""
    if url.startswith("sqlite:///"):
        path = Path(url.removeprefix("sqlite:///"))
        path.parent.mkdir(parents=True, exist_ok=True)
        db = sqlite3.connect(path, timeout=30)
        db.execute("pragma journal_mode=wal")
        db.close()


TOO_OFTEN = (
    "the run was not taken up again: too many of its processes were ended; see what ends them "
    "(memory?), then make it again, which goes on from what is finished"
)

STOPPED = "the run was stopped by a person; make it again to go on"

T = TypeVar("T")

ALL = (PIPELINE, VARIANTS, CLIPS)

RESTS = 2.0
"""Seconds in which a look for such work ends where the database answers."""

REAP = 0.5
"""Seconds between looks for work that dead processes left."""

POLL = 0.2
"""Seconds between looks at a queue. A look costs milliseconds, and three queues are looked at all
the time: every twentieth of a second that took a fifth of a core."""

WAIT = 0.1
"""Seconds between looks at a run that is waited for."""


@dataclass
class _Live:
    """The engine of this process, and how many use it."""

    engine: "Engine"
    lease: Lease
    users: int = 0


_lock = threading.Lock()
_live: list[_Live] = []


@contextmanager
def running(
    runs: Runs,
    variants: int = 2,
    queues: tuple[str, ...] = ALL,
    told: Callable[[str], None] = lambda _: None,
) -> Generator["Engine"]:
    """The engine, launched for the block's length; who comes while it runs shares it.

    runs: where runs are noted; that of who came first counts. No process may be handed the work of
    a campaign that it cannot open: every workspace has its own, unless they are shared. queues:
    what this process works on; all but the pipeline do `variants` jobs at once. told: hears that a
    server's database was lost, and that it is back; called from another thread. Raises StoreFailed
    when the database cannot be reached.
    """
    with _lock:
        if not _live:
            with runs.readable():
                _live.append(_launched(runs, variants, queues, told))
        live = _live[0]
        live.users += 1
    try:
        yield live.engine
    finally:
        with _lock:
            live.users -= 1
            if not live.users:
                _live.clear()
                _ended(live)


def _launched(
    runs: Runs, variants: int, queues: tuple[str, ...], told: Callable[[str], None]
) -> _Live:
    executor = new_executor()
    lease: Lease | None = None
    try:
        if runs.on_server:
            lease = AdvisoryLease(runs.url, runs.schema, executor, told)
        else:
            _write_ahead(runs.url)
            lease = FileLease(runs.leases, executor)
        DBOS(config=_config(runs, executor))
        # Errors come back to who started the run; the engine need not print them too.
        logging.getLogger("dbos").setLevel(logging.CRITICAL)
        _opened(runs, variants, queues)
        DBOS.listen_queues(list(queues))
        DBOS.launch()
        return _Live(Engine(lease), lease)
    except BaseException:
        _destroyed()
        if lease:
            lease.release()
        raise


def _opened(runs: Runs, variants: int, queues: tuple[str, ...]) -> None:
    """Note the queues before the launch: what an engine finds later waits a second for it."""
    schema = runs.schema or "dbos"
    DBOS.migrate(runs.url, schema=schema)
    client = DBOSClient(
        system_database_url=runs.url,
        dbos_system_schema=schema,
        serializer=Json(),
        application_name=NAME,
    )
    try:
        for queue in queues:
            client.register_queue(
                queue,
                worker_concurrency=None if queue == PIPELINE else variants,
                polling_interval_sec=POLL,
                on_conflict="always_update",
            )
    finally:
        client.destroy()


def _ended(live: _Live) -> None:
    live.engine.rest()
    _destroyed()
    live.lease.release()


def _destroyed() -> None:
    DBOS.destroy()
    log = logging.getLogger("dbos")
    for handler in list(log.handlers):
        # It writes to the standard error of this run, which the next may have replaced.
        log.removeHandler(handler)


def apart(work: Callable[[], T], stop: Callable[[], None]) -> T:
    """The result of work(), which runs the engine; within an event loop, from another thread.

    The engine's plain calls refuse to wait inside an event loop, and a notebook is inside one. Only
    the thread that waits hears of Ctrl-C: stop() is called then, and must make work() come back.
    """
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        return work()
    with ThreadPoolExecutor(2, thread_name_prefix="engine") as pool:
        done = pool.submit(work)
        try:
            return done.result()
        except KeyboardInterrupt:
            pool.submit(stop).result()
            raise


def stop_all() -> None:
    """Cancel, at their next step, the runs that this process has begun."""
    for flow in DBOS.list_workflows(
        status=["PENDING", "ENQUEUED"], load_input=False, load_output=False
    ):
        if flow.executor_id == DBOS.executor_id:
            DBOS.cancel_workflow(flow.workflow_id)


def _config(runs: Runs, executor: str) -> DBOSConfig:
    config = DBOSConfig(
        name=NAME,
        system_database_url=runs.url,
        application_version=VERSION,
        executor_id=executor,
        serializer=Json(),
        sys_db_pool_size=5,
        notification_listener_polling_interval_sec=0.1,
        log_level="ERROR",
    )
    if runs.schema:
        config["dbos_system_schema"] = runs.schema
    return config


class Engine:
    """Starts and takes up runs. Ids of runs begin with the id of the place they work in."""

    def __init__(self, lease: Lease) -> None:
        self.lease = lease
        self._begun: set[str] = set()
        """Runs that somebody in this process waits for."""
        self._over = threading.Event()
        self._reaper: threading.Thread | None = None

    def busy(self, place: str) -> str | None:
        """Another living process that makes this campaign, "process 123", or None."""
        flows = DBOS.list_workflows(status="PENDING", load_input=False, load_output=False)
        owners = {f.executor_id for f in flows if f.executor_id and _in(place, f.workflow_id)}
        others = sorted(owners - {DBOS.executor_id})
        return next((told(e) for e in others if self.lease.alive(e)), None)

    def identity(self, place: str, wanted: str) -> str:
        """The id to run under: that of an unfinished run of the same work, else a new one.

        What dead processes left of other runs in this place is cancelled: its inputs have changed.
        Raises StudioError while this very process runs one there. What this process has taken from
        its queue, because a dead one had not come to it, is an unfinished run as any other.
        """
        if any(_in(place, run) for run in self._begun):
            raise StudioError("this process makes this campaign already; wait until it is done")
        found, stem = None, f"{place}.{wanted}-"
        for flow in self._unfinished():
            if not _in(place, flow.workflow_id):
                continue
            whole = flow.workflow_id.split("/")[0]
            if not whole.startswith(stem):
                DBOS.cancel_workflow(flow.workflow_id)
            elif flow.workflow_id == whole:
                found = whole
        self.take_up()
        self.reap()
        return found or f"{stem}{uuid.uuid4().hex[:8]}"

    def take_up(self) -> None:
        """Go on with what dead processes left unfinished."""
        owners = self._owners()
        for executor in owners:
            with self.lease.claim(executor) as dead:
                if dead:
                    # DBOS offers no public way to take up what a dead executor left.
                    DBOS._recover_pending_workflows([executor])  # pyright: ignore[reportPrivateUsage]
        self.lease.sweep(owners)

    def reap(self) -> None:
        """From now on, take up at once what other processes leave when they die."""
        if self._reaper is None:
            self._reaper = threading.Thread(target=self._reaped, daemon=True, name="reaper")
            self._reaper.start()

    def rest(self) -> None:
        """Take up nothing any more."""
        self._over.set()
        if self._reaper is not None:
            # Where a database is away it may be in the midst of asking, and asks for long.
            self._reaper.join(RESTS)

    def _reaped(self) -> None:
        while not self._over.wait(REAP):
            # A database that is away for a moment is asked again in a moment.
            with contextlib.suppress(Exception):
                self.take_up()

    def run(self, identity: str, flow: Callable[..., Any], job: dict[str, Any]) -> Any:
        """Run a workflow under an id (once for ever) on its queue and wait for its result.

        Raises Cancelled when somebody stopped it, StudioError when its processes died too often,
        and what it raised itself.
        """
        self._begun.add(identity)
        try:
            with SetWorkflowID(identity):
                handle = DBOS.enqueue_workflow(PIPELINE, flow, job)
            return handle.get_result(polling_interval_sec=WAIT)
        except DBOSAwaitedWorkflowMaxRecoveryAttemptsExceeded as problem:
            raise StudioError(TOO_OFTEN) from problem
        except DBOSAwaitedWorkflowCancelledError as problem:
            raise Cancelled(STOPPED) from problem
        finally:
            self._begun.discard(identity)

    def cancel(self, identity: str) -> None:
        """Stop a run and its parts at their next step."""
        DBOS.cancel_workflow(identity, cancel_children=True)

    def _unfinished(self) -> list[Any]:
        return DBOS.list_workflows(
            status=["PENDING", "ENQUEUED"], load_input=False, load_output=False
        )

    def _owners(self) -> set[str]:
        flows = DBOS.list_workflows(status="PENDING", load_input=False, load_output=False)
        return {f.executor_id for f in flows if f.executor_id} - {DBOS.executor_id}


def _in(place: str, workflow: str) -> bool:
    return workflow.startswith(f"{place}.")
