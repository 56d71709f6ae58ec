"""`reelwright worker [FOLDER]`: make what others asked for, until told to stop."""

import os
import sys
from pathlib import Path
from typing import Annotated

import typer

from ..studio import logs, traces, workers
from .options import Workspace
from .screen import say


def command(
    folder: Annotated[
        Path | None,
        typer.Argument(
            help="Whose work it is: a campaign's folder, or one of clips. Without it what people "
            "ask for in the studio, and the work of everybody on the PostgreSQL server and in the "
            "bucket of the settings.",
            show_default=False,
        ),
    ] = None,
    queues: Annotated[
        str | None,
        typer.Option(help="orders, pipeline, variants, clips; comma separated; all when left out."),
    ] = None,
    at_once: Annotated[int, typer.Option(help="Films made side by side.", min=1, max=64)] = 2,
    workspace: Workspace = None,
    health: Annotated[
        bool,
        typer.Option(
            "--health",
            help="Only say how the workers of this machine are, and fail where one is ill: for "
            "what restarts them. One that loads is well inside its window.",
        ),
    ] = False,
    window: Annotated[
        float, typer.Option(help="--health: seconds that a worker may load models.", min=0)
    ] = workers.WINDOW,
    beside: Annotated[int, typer.Option(hidden=True)] = 0,
) -> None:
    """Take work from queues until told to stop; what dead workers left is taken up."""
    if health:
        found = workers.health(window=window)
        say(f"{found.state}: {found.why}" if found.why else found.state)
        raise typer.Exit(0 if found.well else 1)
    logs.begin()
    traces.begin("worker")
    wanted = [q.strip() for q in queues.split(",") if q.strip()] if queues else None
    ended = workers.work(
        folder,
        queues=wanted,
        at_once=at_once,
        workspace=workspace,
        ready=lambda: _ready(beside),
        told=say,
    )
    say("stopped; what was in hand is done" if ended else "stopped; a step in hand is handed back")
    traces.end()
    sys.stdout.flush()
    sys.stderr.flush()
    # Threads that wait for a next step would keep the process for ever.
    os._exit(0)


def _ready(beside: int) -> None:
    if beside:
        # Not before: until now SIGTERM ends the process at once.
        workers.ends_with(beside)
    say(f"process {os.getpid()} takes work" + ("" if beside else "; stop it with Ctrl-C"))
