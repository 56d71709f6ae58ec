"""`reelwright element FOLDER FILM ELEMENT`: see what appears, and say what must stay the same."""

from typing import Annotated

import typer

from ..studio import references
from .options import Folder, Workspace
from .screen import console, say, table


def command(
    folder: Folder,
    film: Annotated[str, typer.Argument(help="A storyboard or film, as `status` shows it.")],
    element: Annotated[str | None, typer.Argument(help="An element's id or name.")] = None,
    must_match: Annotated[
        bool, typer.Option("--must-match", help="It looks the same in every scene.")
    ] = False,
    free: Annotated[
        bool, typer.Option("--free", help="It may look different from scene to scene.")
    ] = False,
    reset: Annotated[
        bool, typer.Option("--reset", help="As the step `continuity` found it.")
    ] = False,
    note: Annotated[str, typer.Option(help="Why, for the record.")] = "",
    workspace: Workspace = None,
) -> None:
    """Show the actors, props, objects and locations of a film, or flag one of them."""
    given: dict[references.Flag, bool] = {
        "must match": must_match,
        "may differ": free,
        "as found": reset,
    }
    how: list[references.Flag] = [flag for flag, set_ in given.items() if set_]
    if len(how) > 1:
        raise typer.BadParameter("give one of --must-match, --free and --reset")
    if element and how:
        told = references.flag(folder, film, element, how[0], note=note, workspace=workspace)
        found = told.element
        say(f"{found.id} of {told.film}, in {', '.join(found.scenes)}: {how[0]}")
        say(f"go on with: reelwright make {folder}")
        return
    of = references.elements(folder, film, element, workspace=workspace)
    looks = {b.element: b for b in of.blueprints}
    rows = table("element", "kind", "scenes", "parts", "must match", "blueprint")
    for e in of.elements:
        look = looks.get(e.id)
        rows.add_row(
            e.id,
            e.kind,
            ", ".join(e.scenes),
            ", ".join(e.parts),
            "yes" if e.must_match else "no",
            f"v{look.version}: {look.text}" if look else "",
        )
    console.print(rows)
