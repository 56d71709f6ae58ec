"""`reelwright erase FOLDER WHO`: what is kept of one respondent; `--yes` takes it away."""

from typing import Annotated

import typer

from ..studio import campaigns, erasing
from ..studio.erasing import Erasure
from .options import Folder, Workspace
from .screen import say


def command(
    folder: Folder,
    who: Annotated[
        str,
        typer.Argument(
            help="Their id, an e-mail address or an answer that they alone gave; row-17 for line "
            "17.",
            show_default=False,
        ),
    ],
    yes: Annotated[bool, typer.Option("--yes", help="Take it away; else nothing changes.")] = False,
    remake: Annotated[
        bool, typer.Option("--remake", help="With --yes: make the campaign anew, up to its gate.")
    ] = False,
    workspace: Workspace = None,
    json: Annotated[bool, typer.Option("--json", help="Print JSON for programs.")] = False,
) -> None:
    """Show what is kept of a respondent; --yes erases their row and every trace of it."""
    if remake and not yes:
        raise typer.BadParameter("--remake goes with --yes: nothing is erased without it")
    found = erasing.erase(
        folder, who, yes=yes, workspace=workspace, listener=(lambda _: None) if json else say
    )
    if json:
        typer.echo(found.model_dump_json(indent=2))
    else:
        _show(found)
    if remake:
        campaigns.make(folder, workspace=workspace)
        say("made anew, up to the next gate")


def _show(found: Erasure) -> None:
    if not found.done:
        for name, rows in found.rows.items():
            say(f"{name}: {rows} row{'s' if rows > 1 else ''}")
        say(f"{found.results} results, {found.edits} edits, {found.kept} kept files hold answers")
        for name in found.files:
            say(f"{name} holds answers")
    for line in found.stale:
        say(f"stands no more: {line}")
    for line in found.left:
        say(f"stays: {line}")
    for line in found.beyond:
        say(f"not reached: {line}")
    say(
        "erased; what stands no more is remade when you make the campaign"
        if found.done
        else "nothing was changed: --yes erases it"
    )
