"""`reelwright doctor`: check every prerequisite and say how to fix each."""

import typer
from rich.markup import escape

from ..studio import doctor
from .heartbeat import busy
from .screen import console, say, table


def command() -> None:
    """Check what this machine has: libraries, weights, voices, fonts, space, keys."""
    rows = table("", "what", "found", "how to get it")
    bad = 0
    with busy("looking around"):
        seen = list(doctor.look())
    for found in seen:
        mark = "[green]ok[/]" if found.ok else ("[red]missing[/]" if found.needed else "[dim]-[/]")
        bad += found.needed and not found.ok
        get = "" if found.ok else found.get
        rows.add_row(mark, escape(found.what), escape(found.found), escape(get))
    console.print(rows)
    things = "1 needed thing is" if bad == 1 else f"{bad} needed things are"
    say(f"{things} missing" if bad else "everything needed is here")
    raise typer.Exit(1 if bad else 0)
