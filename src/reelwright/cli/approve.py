"""`reelwright approve FOLDER ITEM...`: let items pass their gate."""

from typing import Annotated

import typer

from ..intake.codebook import load_codebook
from ..settings import Settings, person
from ..wiring import desk
from ..workflow.codebook import NAME, stand
from ..workflow.gates import decide, find, full, waiting
from .options import Folder, Workspace
from .screen import say

Items = Annotated[list[str] | None, typer.Argument(help="Names as `status` shows them.")]


def command(
    folder: Folder,
    items: Items = None,
    everything: Annotated[
        bool, typer.Option("--all", help="All that waits at the gate reached now.")
    ] = False,
    note: Annotated[str, typer.Option(help="Why, for the record.")] = "",
    workspace: Workspace = None,
) -> None:
    """Approve codebook, segments, briefs, storyboards or films, in the version that stands now."""
    settings = Settings() if workspace is None else Settings(workspace=workspace)
    catalogue = desk(folder, settings)
    names = [s.full for s in waiting(catalogue)] if everything else (items or [])
    if not names:
        say("nothing waits for a decision" if everything else "name what to approve, or use --all")
        raise typer.Exit(0 if everything else 2)
    for name in names:
        if name == NAME:
            # What the file says now is approved, not what a run saw of it.
            stand(catalogue, load_codebook(folder / "codebook.toml"))
        gate, result = find(catalogue, name)
        decide(catalogue, gate, result.item, result.digest, "approve", person(settings), note)
        say(f"approved {full(gate, result.item)}")
    say(f"go on with: reelwright make {folder}")
