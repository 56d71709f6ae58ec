"""`reelwright trace FOLDER NAME`: from a film to its sources, or from a picture to its films."""

from typing import Annotated

import typer

from ..domain.errors import NotFound
from ..settings import Settings
from ..wiring import desk
from .options import Folder, Workspace
from .screen import console, table


def command(
    folder: Folder,
    name: Annotated[str, typer.Argument(help="A film's id, or a picture's file name or id.")],
    workspace: Workspace = None,
) -> None:
    """Show what a film was made from, or which films a picture, voice or approval went into."""
    catalogue = desk(folder, Settings() if workspace is None else Settings(workspace=workspace))
    above, below = catalogue.made_from(name), catalogue.used_in(name)
    if not above and not below:
        raise NotFound(f"no film was made from or under the name {name!r}; `status` lists them")
    rows = table("", "role", "name")
    for other, role in above:
        rows.add_row("made from", role, other)
    for other, role in below:
        rows.add_row("went into", role, other)
    console.print(rows)
