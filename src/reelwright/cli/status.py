"""`reelwright status FOLDER`: what is done, stale or waiting, and why."""

from typing import Annotated

import typer

from ..studio import campaigns
from .options import Folder, Workspace
from .screen import console, listing, say


def command(
    folder: Folder,
    item: Annotated[str | None, typer.Option(help="Print this item as JSON.")] = None,
    workspace: Workspace = None,
) -> None:
    """Show every item: made when, and whether it stands, is stale, or waits for a decision."""
    if item:
        from ..studio import items

        console.print_json(items.read(folder, item, workspace=workspace).text)
        return
    rows = [
        (
            row.step,
            row.name,
            row.state,
            row.why,
            row.made_at[:19] or "never",
            "-" if row.seconds is None else f"{row.seconds:.1f}",
        )
        for row in campaigns.status(folder, workspace=workspace)
    ]
    listing(("step", "item", "state", "why", "made", "seconds"), rows)
    if not rows:
        say(f"nothing was made yet; run `reelwright make {folder}`")
