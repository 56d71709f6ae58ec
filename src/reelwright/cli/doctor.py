"""`reelwright doctor`: check every prerequisite and say how to fix each."""

from pathlib import Path

import typer
from rich.markup import escape

from ..settings import Settings
from .screen import console, say, table


def command() -> None:
    """Check what this machine has: libraries, weights, voices, fonts, space, keys."""
    rows = table("", "what", "found", "how to get it")
    bad = 0
    from ..workflow.doctor import prerequisites

    settings = Settings()
    place = settings.workspace or Path.cwd()
    for found in prerequisites(place, settings.model):
        mark = "[green]ok[/]" if found.ok else ("[red]missing[/]" if found.needed else "[dim]-[/]")
        bad += found.needed and not found.ok
        get = "" if found.ok else found.get
        rows.add_row(mark, escape(found.what), escape(found.found), escape(get))
    console.print(rows)
    say("everything needed is here" if not bad else f"{bad} needed thing(s) missing")
    raise typer.Exit(1 if bad else 0)
