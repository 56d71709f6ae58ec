"""`reelwright reference FOLDER FILM SCENE`: see, choose, ban and free the pictures of a film."""

from typing import Annotated

import typer

from ..studio import references
from ..studio.references import FilmReferences
from .options import Folder, Workspace
from .screen import console, say, table

Film = Annotated[
    str | None, typer.Argument(help="A storyboard or film, as `status` shows it; left out: all.")
]


def command(
    folder: Folder,
    film: Film = None,
    scene: Annotated[str | None, typer.Argument(help="A scene's id or number.")] = None,
    use: Annotated[str | None, typer.Option(help="Show this picture in the scene.")] = None,
    ban: Annotated[
        str | None,
        typer.Option(help="Never show this picture in the film (or in any)."),
    ] = None,
    allow: Annotated[str | None, typer.Option(help="Take a ban back.")] = None,
    free: Annotated[
        bool, typer.Option("--free", help="Let the search choose the scene's picture again.")
    ] = False,
    note: Annotated[str, typer.Option(help="Why, for the record.")] = "",
    workspace: Workspace = None,
) -> None:
    """Show the pictures that a film's scenes are shot from, or decide on them."""
    if sum(map(bool, (use, ban, allow, free))) > 1:
        raise typer.BadParameter("give one of --use, --ban, --allow and --free")
    if (use or free) and not (film and scene):
        raise typer.BadParameter("name the film and the scene whose picture it is")
    if film and use:
        told = references.use(folder, film, scene or "", use, note=note, workspace=workspace)
        say(f"scene {told.scene} of {told.film} will show {told.picture}")
    elif film and free:
        told = references.free(folder, film, scene or "", note=note, workspace=workspace)
        say(f"the search chooses the picture of scene {told.scene} of {told.film} again")
    elif ban:
        told = references.ban(folder, ban, film, note=note, workspace=workspace)
        say(f"{told.picture} is banned {f'from {told.film}' if film else 'in the whole campaign'}")
        hit = ", ".join(told.shown)
        say(f"  it is shown now in: {hit}" if hit else "  no scene shows it now")
    elif allow:
        told = references.allow(folder, allow, film, note=note, workspace=workspace)
        say(f"{told.picture} may be chosen again")
    else:
        _show(references.show(folder, film, scene, workspace=workspace))
        return
    say(f"go on with: reelwright make {folder}")


def _show(films: tuple[FilmReferences, ...]) -> None:
    rows = table("film", "scene", "picture", "score", "why", "others")
    for film in films:
        for r in film.references:
            score = f"{r.score:.2f}" + ("" if r.grounded else f" < {r.floor:.2f}")
            others = ", ".join(f"{o.picture} {o.score:.2f}" for o in r.others)
            rows.add_row(film.film, r.scene, r.picture.id, score, r.reason, others)
    console.print(rows)
    for film in films:
        for line in film.decided:
            say(f"{film.film}: {line}", "yellow")
