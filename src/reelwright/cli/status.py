"""`reelwright status FOLDER`: what is done, stale or waiting, and why."""

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from ..studio import campaigns
from ..studio.campaigns import Row
from .heartbeat import busy
from .options import Folder, Workspace
from .screen import console, listing, say


def command(
    folder: Folder,
    item: Annotated[str | None, typer.Option(help="Show this item alone, in words.")] = None,
    json: Annotated[bool, typer.Option("--json", help="Show the item as JSON, whole.")] = False,
    workspace: Workspace = None,
) -> None:
    """Show every item: made when, and whether it stands, is stale, or waits for a decision."""
    if item:
        from ..studio import items
        from .review import show, standing

        card = items.card(folder, item, workspace=workspace)
        if json or not card.lines:
            console.print_json(items.read(folder, item, workspace=workspace).text)
        else:
            show(card, standing(folder, workspace))
        return
    with busy("looking at what stands"):
        found = campaigns.status(folder, workspace=workspace)
    rows = [
        (
            row.step,
            row.name,
            row.state,
            row.why,
            row.made_at[:19] or "never",
            "-" if row.seconds is None else f"{row.seconds:.1f}",
        )
        for row in found
    ]
    listing(("step", "item", "state", "why", "made", "seconds"), rows)
    if not rows:
        say(f"nothing was made yet; run `reelwright make {folder}`")
    _to_look_at(folder, found)


def _to_look_at(folder: Path, found: Sequence[Row]) -> None:
    """Say again, under a table of hundreds of lines, what a person has to look at."""
    state = {row.name: row.state for row in found}
    for row in found:
        if row.stage == "checks" and row.state == "failed":
            say(f"\n{row.item} failed its checks: {row.why}", "red")
            if state.get(f"film/{row.item}") != "approved":
                say(
                    f"  mend it, or: reelwright approve {folder} film/{row.item} --despite WHY",
                    "red",
                )
    for line in campaigns.alike(found, folder):
        say(f"\n{line}", "yellow")
    takes = [row for row in found if row.state == "person"]
    for row in takes:
        say(f"\n{row.name} needs a person: {row.why}", "yellow")
    if takes:
        scene = f"  of its scene: reelwright shot {folder} FILM SCENE"
        say(f"{scene} --pick N, --another, or --pass --note WHY", "yellow")
        say(f"  choose another picture with: reelwright reference {folder}", "yellow")
