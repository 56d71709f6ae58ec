"""The durable workflow engine (DBOS), set up by the rules that make it safe on a laptop.

SQLite in write-ahead mode or PostgreSQL, one executor id for each process, a lease that tells the
living from the dead, a pinned version, JSON instead of pickle, and named queues only.
"""

import asyncio
import contextlib
import json
import logging
import os
import sqlite3
import threading
import uuid
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

from dbos import DBOS, DBOSConfig, Serializer, SetWorkflowID

from ...domain import errors
from ...domain.errors import StudioError
from .lease import (
    POSTGRES,
    AdvisoryLease,
    FileLease,
    Lease,
    new_executor,
    told,
)

VERSION = "production-4"
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
        return {"$error": type(value).__name__, "message": str(value)}
    if isinstance(value, tuple):
        return list(value)
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


T = TypeVar("T")

_running = threading.Lock()


@contextmanager
def running(
    workspace: Path,
    url: str | None = None,
    variants: int = 2,
    queues: tuple[str, ...] = (PIPELINE, VARIANTS),
) -> Iterator["Engine"]:
    """The engine, launched for the block's length. One in a process at a time.

    url: a PostgreSQL database, in which each workspace has a schema of its own; None: a file in
    the workspace. queues: what this process works on; all but the pipeline do `variants` jobs at
    once. Raises StoreFailed when the database cannot be reached.
    """
    if not _running.acquire(blocking=False):
        raise StudioError("this process already makes a campaign; wait until it is done")
    url = url or f"sqlite:///{workspace / 'workflow.db'}"
    executor = new_executor()
    lease: Lease | None = None
    try:
        schema = _schema(workspace) if url.startswith(POSTGRES) else None
        if schema:
            lease = AdvisoryLease(url, schema, executor)
        else:
            _write_ahead(url)
            lease = FileLease(workspace / "leases", executor)
        DBOS(config=_config(url, executor, schema))
        # Errors come back to who started the run; the engine need not print them too.
        logging.getLogger("dbos").setLevel(logging.CRITICAL)
        DBOS.listen_queues(list(queues))
        DBOS.launch()
        for queue in queues:
            DBOS.register_queue(
                queue,
                worker_concurrency=None if queue == PIPELINE else variants,
                polling_interval_sec=0.05,
                on_conflict="always_update",
            )
        yield Engine(lease)
    finally:
        DBOS.destroy()
        log = logging.getLogger("dbos")
        for handler in list(log.handlers):
            # It writes to the standard error of this run, which the next may have replaced.
            log.removeHandler(handler)
        if lease:
            lease.release()
        _running.release()


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


def _schema(workspace: Path) -> str:
    """The name of a workspace's schema: campaigns that share a database never see each other.

    It is kept in the workspace, so that machines that share one share its schema as well.
    """
    path = workspace / "schema"
    if not path.exists():
        workspace.mkdir(parents=True, exist_ok=True)
        fresh = path.with_name(f"schema.{uuid.uuid4().hex}.part")
        fresh.write_text(f"reelwright_{uuid.uuid4().hex[:12]}", encoding="utf-8")
        with contextlib.suppress(FileExistsError):
            os.link(fresh, path)
        fresh.unlink()
    return path.read_text(encoding="utf-8").strip()


def _config(url: str, executor: str, schema: str | None) -> DBOSConfig:
    config = DBOSConfig(
        name="reelwright",
        system_database_url=url,
        application_version=VERSION,
        executor_id=executor,
        serializer=Json(),
        sys_db_pool_size=5,
        notification_listener_polling_interval_sec=0.1,
        log_level="ERROR",
    )
    if schema:
        config["dbos_system_schema"] = schema
    return config


class Engine:
    """Starts and takes up runs."""

    def __init__(self, lease: Lease) -> None:
        self.lease = lease

    def busy(self) -> str | None:
        """Another living process that works on this workspace, "process 123", or None."""
        return next((told(e) for e in sorted(self._owners()) if self.lease.alive(e)), None)

    def identity(self, wanted: str) -> str:
        """The id to run under: that of an unfinished run of the same work, else a new one.

        What dead processes left of other runs is cancelled, for their inputs have changed.
        """
        found = None
        for flow in self._unfinished():
            whole = flow.workflow_id.split("/")[0]
            if not whole.startswith(f"{wanted}-"):
                DBOS.cancel_workflow(flow.workflow_id)
            elif flow.workflow_id == whole:
                found = whole
        self.take_up()
        return found or f"{wanted}-{uuid.uuid4().hex[:8]}"

    def take_up(self) -> None:
        """Go on with what dead processes left unfinished."""
        for executor in self._owners():
            with self.lease.claim(executor) as dead:
                if dead:
                    DBOS._recover_pending_workflows([executor])

    def run(self, identity: str, flow: Callable[..., Any], job: dict[str, Any]) -> Any:
        """Run a workflow under an id (once for ever) on its queue and wait for its result."""
        with SetWorkflowID(identity):
            handle = DBOS.enqueue_workflow(PIPELINE, flow, job)
        return handle.get_result(polling_interval_sec=0.05)

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
