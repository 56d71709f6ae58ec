"""`reelwright sweep FOLDER`: what may go by the rules of retention; `--yes` takes it away."""

from typing import Annotated

import typer

from ..studio import storage
from .check import count
from .options import Folder, Workspace
from .screen import say


def command(
    folder: Folder,
    yes: Annotated[bool, typer.Option("--yes", help="Take it away; else nothing changes.")] = False,
    rule: Annotated[
        list[str] | None,
        typer.Option(
            help="Days for a store, as takes=90 (inputs, takes, references, releases, access).",
            show_default="REELWRIGHT_RETENTION",
        ),
    ] = None,
    workspace: Workspace = None,
    json: Annotated[bool, typer.Option("--json", help="Print JSON for programs.")] = False,
) -> None:
    """Show which kept files are older than their rule and needed by nothing; --yes deletes them."""
    rules = dict(map(_rule, rule)) if rule else None
    found = storage.sweep(folder, yes=yes, rules=rules, workspace=workspace)
    if json:
        typer.echo(found.model_dump_json(indent=2))
        return
    for line in found.lines():
        say(line)
    size = sum(fate.bytes for fate in found.gone)
    files = f"{count(len(found.gone), 'file')}, {size:,} bytes"
    say(f"{files} went" if yes else f"{files} would go; nothing was changed: --yes takes them away")


def _rule(text: str) -> tuple[str, int]:
    name, _, days = text.partition("=")
    if not days.isdigit():
        raise typer.BadParameter(f"{text!r} is no rule; write a store and days, as takes=90")
    return name, int(days)
