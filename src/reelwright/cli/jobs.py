"""`reelwright jobs`: what clips were asked for, how far they are, and why some failed."""

import json as _json
from pathlib import Path
from typing import Annotated

import typer

from ..settings import Settings
from . import clip_run
from .clip_run import ClipOut, Json
from .screen import console, say, table


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
    books = clip_run.books(out)
    found = clip_run.chosen(books, job)
    if cancel:
        for one in found:
            books.end(one.id, "cancelled", reason="stopped by a person")
    elif work:
        # A base that is gone by now fails the jobs that search it, and no other.
        with clip_run.opened(Settings(), out, None) as (desk, _):
            clip_run.make(desk, [j.id for j in found if not j.ended], quiet=json)
    elif wait:
        clip_run.wait(books, [j.id for j in found], quiet=json)
    found = clip_run.chosen(books, job)
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
            one.request["prompt"],
            one.reason,
        )
    console.print(rows)
