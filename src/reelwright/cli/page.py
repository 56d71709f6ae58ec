"""`reelwright page FOLDER FILM`: a film's landing page, composed for its segment, and built."""

from typing import Annotated

import typer

from ..studio import items, pages
from ..studio.pages import FilmPage
from .edit import show
from .options import Folder, Model, Out, Workspace
from .screen import fail, say


def command(
    folder: Folder,
    film: Annotated[str, typer.Argument(help="The film's id, as `status` shows it.")],
    build: Annotated[
        bool, typer.Option("--build", help="Compose it where there is none, build it, write it.")
    ] = False,
    wish: Annotated[
        str | None,
        typer.Option("--say", help='Change it in words: "put the offer above the steps".'),
    ] = None,
    undo: Annotated[
        bool, typer.Option("--undo", help="Go back to before the last change.")
    ] = False,
    yes: Annotated[bool, typer.Option("--yes", help="Keep the change without asking.")] = False,
    model: Model = None,
    out: Out = None,
    workspace: Workspace = None,
) -> None:
    """Compose, build or change the landing page of a film, or show how it stands."""
    name = f"page/{film.partition('/')[2] or film}"
    if undo:
        show(items.undo(folder, name, workspace=workspace).changes)
    elif wish is not None:
        would = items.reword(folder, name, wish, model=model, workspace=workspace)
        show(would.changes)
        if not would.changes:
            say("nothing changed")
            return
        if not (yes or typer.confirm("Keep this?", default=True)):
            return
        items.edit(folder, name, would.text, workspace=workspace)
    if build or undo or wish is not None:
        made = pages.build(folder, film, model=model, out=out, workspace=workspace)
    else:
        made = pages.one(folder, film, workspace=workspace)
    _tell(made)
    if made.failed:
        raise typer.Exit(1)


def _tell(page: FilmPage) -> None:
    say(f"page of {page.film}: {', '.join(page.blocks)}")
    say(f"{page.why}; made by {page.maker}" + (f", {page.repairs} repairs" if page.repairs else ""))
    for found in page.failed:
        fail(found)
    if page.failed:
        fail("the plain page stays")
    elif page.edited:
        say("it was changed and not built since: add --build")
    elif page.weight:
        say(f"it passed its checks; {page.weight / 1000:.0f} kB of HTML and CSS")
    if page.folder:
        say(f"{page.folder / 'index.html'}")
