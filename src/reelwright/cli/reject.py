"""`reelwright reject FOLDER ITEM --note WHY`: keep an item from passing its gate."""

from typing import Annotated

import typer

from ..intake.codebook import load_codebook
from ..settings import Settings, person
from ..wiring import desk
from ..workflow.build.gates import decide, find, full
from ..workflow.campaign.codebook import NAME, stand
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
    settings = Settings() if workspace is None else Settings(workspace=workspace)
    catalogue = desk(folder, settings)
    for name in items:
        if name == NAME:
            stand(catalogue, load_codebook(folder / "codebook.toml"))
        gate, result = find(catalogue, name)
        decide(catalogue, gate, result.item, result.digest, "reject", person(settings), note)
        say(f"rejected {full(gate, result.item)}: {AFTER[result.stage]}")
    say(f"go on with: reelwright make {folder}")
