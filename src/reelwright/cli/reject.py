"""`reelwright reject FOLDER ITEM --note WHY`: keep an item from passing its gate."""

from typing import Annotated

import typer

from ..settings import Settings, person
from ..wiring import desk
from ..workflow.gates import decide, find
from .options import Folder, Workspace
from .screen import say

AFTER = {
    "segment": "it is left out",
    "brief": "another of the segment's briefs takes its place",
    "storyboard": "it is drawn anew",
    "film": "it is not exported",
}


def command(
    folder: Folder,
    items: Annotated[list[str], typer.Argument(help="Names as `status` shows them.")],
    note: Annotated[str, typer.Option(help="Why, for the record.")] = "",
    workspace: Workspace = None,
) -> None:
    """Reject segments, briefs, storyboards or films, each in the version that stands now."""
    settings = Settings() if workspace is None else Settings(workspace=workspace)
    catalogue = desk(folder, settings)
    for name in items:
        gate, result = find(catalogue, name)
        decide(catalogue, gate, result.item, result.digest, "reject", person(settings), note)
        say(f"rejected {result.stage}/{result.item}: {AFTER[result.stage]}")
    say(f"go on with: reelwright make {folder}")
