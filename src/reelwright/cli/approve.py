"""`reelwright approve FOLDER ITEM...`: let items pass their gate."""

from typing import Annotated

import typer

from ..studio import decisions
from .options import Folder, Workspace
from .screen import say

Items = Annotated[
    list[str] | None,
    typer.Argument(help="Names as `status` shows them, or a gate's: all that waits at it."),
]


def command(
    folder: Folder,
    items: Items = None,
    everything: Annotated[
        bool, typer.Option("--all", help="All that waits at the gate reached now.")
    ] = False,
    note: Annotated[str, typer.Option(help="Why, for the record.")] = "",
    despite: Annotated[
        str,
        typer.Option(metavar="WHY", help="Why films may go out although they failed checks."),
    ] = "",
    workspace: Workspace = None,
) -> None:
    """Approve codebook, segments, briefs, storyboards or films, in the version that stands now."""
    decided = decisions.approve(
        folder,
        items or (),
        everything=everything,
        note=note,
        against=despite,
        workspace=workspace,
    )
    if not decided:
        say("nothing waits for a decision" if everything else "name what to approve, or use --all")
        raise typer.Exit(0 if everything else 2)
    for one in decided:
        second = "; a second person has to as well" if one.decision == "first" else ""
        say(f"approved {one.name}{second}")
    if any(one.decision == "approve" for one in decided):
        say(f"go on with: reelwright make {folder}")
