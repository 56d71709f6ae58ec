"""Runs that others work on: who asks waits, and may stop them; no work is done in this process."""

import logging
import time
import uuid
from collections.abc import Callable, Generator
from contextlib import contextmanager
from typing import Any, cast

from dbos import DBOS, DBOSClient, EnqueueOptions, WorkflowStatus

from ...domain.errors import Cancelled, StoreFailed, StudioError
from .engine import NAME, PIPELINE, STOPPED, TOO_OFTEN, VERSION, WAIT, Json
from .lease import living, reach
from .runs import Runs

OPEN = ("PENDING", "ENQUEUED")


@contextmanager
def asking(runs: Runs) -> Generator["Asker"]:
    """A door to runs, for the block's length. Raises StoreFailed."""
    if runs.on_server:
        reach(runs.url)
    schema = runs.schema or "dbos"
    log = logging.getLogger("dbos")
    before, log.level = log.level, logging.CRITICAL
    try:
        # A client makes no tables: whoever comes first does, worker or not.
        with runs.readable():
            DBOS.migrate(runs.url, schema=schema)
            client = DBOSClient(
                system_database_url=runs.url,
                dbos_system_schema=schema,
                serializer=Json(),
                application_name=NAME,
            )
        try:
            yield Asker(runs, client)
        finally:
            client.destroy()
    finally:
        log.level = before


class Asker:
    """Asks for runs, waits for them, stops them. Their ids begin with the id of their place."""

    def __init__(self, runs: Runs, client: DBOSClient) -> None:
        self._runs, self._client = runs, client

    def workers(self) -> int:
        """How many processes work on these runs now. Raises StoreFailed."""
        return living(self._runs.url, self._runs.schema)

    def identity(self, place: str, wanted: str) -> str:
        """The id to run under: that of an unfinished run of the same work, else a new one.

        Raises StudioError while a run of other work is unfinished there.
        """
        stem = f"{place}.{wanted}-"
        for run in self.unfinished(place):
            if run.startswith(stem):
                return run
            raise StudioError(
                "this campaign is being made already, with other options or from other files; "
                "wait until that is done, or end it with `reelwright stop`"
            )
        return f"{stem}{uuid.uuid4().hex[:8]}"

    def run(self, identity: str, flow: str, job: dict[str, Any], watch: Callable[[], None]) -> Any:
        """Ask for a workflow by its name, once for ever, and wait; watch() is called meanwhile.

        Raises Cancelled when somebody stopped it, and what it raised itself.
        """
        self.ask(PIPELINE, flow, identity, job)
        while (state := self._state(identity)) in OPEN:
            watch()
            time.sleep(WAIT)
        watch()
        if state == "CANCELLED":
            raise Cancelled(STOPPED)
        if state == "MAX_RECOVERY_ATTEMPTS_EXCEEDED":
            raise StudioError(TOO_OFTEN)
        return cast(Any, self._client.retrieve_workflow(identity).get_result())

    def ask(self, queue: str, flow: str, identity: str, *given: Any) -> None:
        """Ask for a workflow by its name, once for ever; returns at once."""
        options: EnqueueOptions = {
            "workflow_name": flow,
            "queue_name": queue,
            "workflow_id": identity,
            "app_version": VERSION,
        }
        self._client.enqueue(options, *given)

    def unfinished(self, place: str) -> list[str]:
        """Ids of whole runs of a place that are not at their end."""
        flows = self._listed(workflow_id_prefix=f"{place}.", status=list(OPEN))
        return sorted({flow.workflow_id.split("/")[0] for flow in flows})

    def stop(self, place: str, before: Callable[[int], None] = lambda _: None) -> int:
        """Stop every run of a place, and its parts, at their next step; returns how many.

        before: called with how many there are, where there are any, before they are stopped.
        """
        if found := self.unfinished(place):
            before(len(found))
        for run in found:
            self._client.cancel_workflow(run, cancel_children=True)
        return len(found)

    def _state(self, identity: str) -> str:
        found = self._listed(workflow_ids=[identity])
        if not found:
            raise StoreFailed(f"the run {identity} is no longer in the database; make it again")
        return found[0].status

    def _listed(self, **which: Any) -> list[WorkflowStatus]:
        return self._client.list_workflows(load_input=False, load_output=False, **which)
