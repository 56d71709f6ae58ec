"""`reelwright reference FOLDER FILM SCENE`: see, choose, ban and free the pictures of a film."""

from typing import Annotated

import typer

from ..domain.storyboard import Storyboard
from ..settings import Settings, person
from ..store import Catalogue
from ..wiring import open_studio
from ..workflow.campaign import references
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
    settings = Settings() if workspace is None else Settings(workspace=workspace)
    studio = open_studio(folder, settings).studio
    catalogue, who = studio.catalogue, person(settings)
    board = references.storyboard_of(catalogue, film) if film else None
    at = references.scene_of(board, scene).id if board and scene else ""

    def named(name: str) -> str:
        return references.picture_of(studio.campaign.pictures, name).id

    if board and use:
        picture = references.picture_of(studio.campaign.pictures, use)
        references.use(catalogue, board, at, picture, who, note)
        say(f"scene {at} of {board.id} will show {picture.id}")
    elif board and free:
        references.free(catalogue, board, at, who, note)
        say(f"the search chooses the picture of scene {at} of {board.id} again")
    elif ban:
        hit = references.ban(catalogue, board, named(ban), who, note)
        say(f"{named(ban)} is banned {f'from {board.id}' if board else 'in the whole campaign'}")
        say(f"  it is shown now in: {', '.join(hit)}" if hit else "  no scene shows it now")
    elif allow:
        references.allow(catalogue, board, named(allow), who, note)
        say(f"{named(allow)} may be chosen again")
    else:
        _show(catalogue, [board] if board else _boards(catalogue), at)
        return
    say(f"go on with: reelwright make {folder}")


def _boards(catalogue: Catalogue) -> list[Storyboard]:
    return [
        references.storyboard_of(catalogue, kept.value["storyboard"])
        for kept in catalogue.items("continuity")
    ]


def _show(catalogue: Catalogue, boards: list[Storyboard], scene: str) -> None:
    rows = table("film", "scene", "picture", "score", "why", "others")
    for board in boards:
        for r in references.bound(catalogue, board).references:
            if scene in ("", r.scene):
                score = f"{r.score:.2f}" + ("" if r.grounded else f" < {r.floor:.2f}")
                others = ", ".join(f"{o.picture} {o.score:.2f}" for o in r.others)
                rows.add_row(board.id, r.scene, r.picture.id, score, r.reason, others)
    console.print(rows)
    for board in boards:
        for line in references.chosen(catalogue, board).lines():
            say(f"{board.id}: {line}", "yellow")
