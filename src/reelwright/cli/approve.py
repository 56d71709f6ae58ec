"""`reelwright approve FOLDER ITEM...`: let items pass their gate."""

from typing import Annotated

import typer

from ..domain.errors import NotFound
from ..intake.codebook import load_codebook
from ..settings import Settings, person
from ..wiring import desk
from ..workflow.build.gates import GATES, decide, find, full, waiting
from ..workflow.campaign.codebook import NAME, stand
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
    workspace: Workspace = None,
) -> None:
    """Approve codebook, segments, briefs, storyboards or films, in the version that stands now."""
    settings = Settings() if workspace is None else Settings(workspace=workspace)
    catalogue = desk(folder, settings)
    open_ = waiting(catalogue)
    names = [s.full for s in open_] if everything else []
    for name in items or []:
        held = [s.full for s in open_ if s.gate == name and name != NAME]
        names += held or [_there(name)]
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


def _there(name: str) -> str:
    """The name of an item: a gate's is none where nothing waits at it. Raises NotFound."""
    if name in GATES and name != NAME:
        raise NotFound(f"nothing waits at the gate {name}; `reelwright status` shows what does")
    return name
