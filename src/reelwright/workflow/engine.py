"""The durable workflow engine (DBOS), set up by the rules that make it safe on a laptop.

SQLite in write-ahead mode, one executor id for each process, a lease that tells the living from
the dead, a pinned version, JSON instead of pickle, and named queues only.
"""

import json
import logging
import os
import socket
import sqlite3
import threading
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from dbos import DBOS, DBOSConfig, Serializer, SetWorkflowID

from ..domain import errors
from ..domain.errors import StudioError
from .lease import FileLease

VERSION = "production-3"
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


_running = threading.Lock()


@contextmanager
def running(
    workspace: Path,
    url: str | None = None,
    variants: int = 2,
    queues: tuple[str, ...] = (PIPELINE, VARIANTS),
) -> Iterator["Engine"]:
    """The engine, launched for the block's length. One in a process at a time.

    queues: what this process works on; all but the pipeline do `variants` jobs at once.
    """
    if not _running.acquire(blocking=False):
        raise StudioError("this process already makes a campaign; wait until it is done")
    url = url or f"sqlite:///{workspace / 'workflow.db'}"
    executor = f"{socket.gethostname()}-{os.getpid()}-{uuid.uuid4().hex[:8]}"
    lease = None
    try:
        _write_ahead(url)
        lease = FileLease(workspace / "leases", executor)
        DBOS(config=_config(url, executor))
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
        told = logging.getLogger("dbos")
        for handler in list(told.handlers):
            # It writes to the standard error of this run, which the next may have replaced.
            told.removeHandler(handler)
        if lease:
            lease.release()
        _running.release()


def _config(url: str, executor: str) -> DBOSConfig:
    return DBOSConfig(
        name="reelwright",
        system_database_url=url,
        application_version=VERSION,
        executor_id=executor,
        serializer=Json(),
        sys_db_pool_size=5,
        notification_listener_polling_interval_sec=0.1,
        log_level="ERROR",
    )


class Engine:
    """Starts and takes up runs."""

    def __init__(self, lease: FileLease) -> None:
        self.lease = lease

    def busy(self) -> int | None:
        """Process id of another living process that works on this workspace, or None."""
        for executor in self._owners():
            if pid := self.lease.alive(executor):
                return pid
        return None

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
