"""`reelwright reject FOLDER ITEM --note WHY`: keep an item from passing its gate."""

from typing import Annotated

import typer

from ..studio import decisions
from .options import Folder, Workspace
from .screen import say

AFTER = {
    "codebook": "correct codebook.toml; nothing is made before it is approved",
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
    """Reject codebook, segments, briefs, storyboards or films, in the version that stands now."""
    for one in decisions.reject(folder, items, note=note, workspace=workspace):
        say(f"rejected {one.name}: {AFTER[one.stage]}")
    say(f"go on with: reelwright make {folder}")
