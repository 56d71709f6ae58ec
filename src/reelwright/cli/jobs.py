"""`reelwright jobs`: what clips were asked for, how far they are, and why some failed."""

import json as _json
from pathlib import Path
from typing import Annotated

import typer

from ..studio import jobs
from . import clip_run
from .clip_run import ClipOut, Json
from .screen import console, say, table
from .watch import Track


def command(
    job: Annotated[str | None, typer.Argument(help="A job or a batch; all when left out.")] = None,
    wait: Annotated[bool, typer.Option("--wait", help="Stay until they have ended.")] = False,
    cancel: Annotated[bool, typer.Option("--cancel", help="Stop what has not ended.")] = False,
    work: Annotated[
        bool, typer.Option("--work", help="Make what is open, in this process.")
    ] = False,
    out: ClipOut = Path("clips"),
    json: Json = False,
) -> None:
    """List jobs, wait for them, stop them, or work on them."""
    if cancel:
        jobs.cancel(out, job)
    elif work or wait:
        with Track(quiet=json) as track:
            (jobs.work if work else jobs.wait)(out, job, listener=track.hear)
    found = jobs.listed(out, job)
    if json:
        typer.echo(_json.dumps([clip_run.told(j) for j in found], indent=2, ensure_ascii=False))
        return
    if not found:
        say(f"no clip was asked for in {out} yet")
        return
    rows = table("job", "state", "done", "seconds", "prompt", "why")
    for one in found:
        rows.add_row(
            one.id,
            one.state,
            f"{one.share:.0%}",
            f"{one.seconds:.1f}" if one.seconds else "",
            one.request.prompt,
            clip_run.with_options(one.reason),
        )
    console.print(rows)
