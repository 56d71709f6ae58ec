"""`reelwright shot FOLDER FILM SCENE`: say what films a scene, and that a lost job may be sent."""

from typing import Annotated

import typer

from ..studio import shots
from .options import Folder, Workspace
from .screen import console, say, table


def command(
    folder: Folder,
    film: Annotated[
        str | None, typer.Argument(help="A storyboard or film, as `status` shows it.")
    ] = None,
    scene: Annotated[str | None, typer.Argument(help="A scene's id or number.")] = None,
    backend: Annotated[
        str | None, typer.Option(help="Film the scene with this: motion, openai, ...")
    ] = None,
    free: Annotated[
        bool, typer.Option("--free", help="Let the scene's back end be found again.")
    ] = False,
    again: Annotated[
        bool,
        typer.Option("--again", help="No job of the scene runs: it may be submitted once more."),
    ] = False,
    another: Annotated[
        bool, typer.Option("--another", help="Film one more take; --note says what is wanted.")
    ] = False,
    pick: Annotated[int, typer.Option(help="Use this take of the scene, counted from 1.")] = 0,
    ban: Annotated[int, typer.Option(help="Never use this take of the scene.")] = 0,
    send: Annotated[
        bool, typer.Option("--send", help="A person shall look at the scene; --note says at what.")
    ] = False,
    passing: Annotated[
        bool, typer.Option("--pass", help="The scene may pass as it is; --note says why.")
    ] = False,
    note: Annotated[str, typer.Option(help="Why, for the record.")] = "",
    workspace: Workspace = None,
) -> None:
    """Show what films scenes and why, choose that and the take, or let a lost job be sent again."""
    given = (backend, free, again, another, pick, ban, send, passing)
    if sum(map(bool, given)) > 1:
        raise typer.BadParameter(
            "give one of --backend, --free, --again, --another, --pick, --ban, --send and --pass"
        )
    if not any(given):
        rows = table("film", "scene", "filmed by", "why", "chosen", "unsure jobs")
        for one in shots.show(folder, film, workspace=workspace):
            if scene is None or one.scene == scene:
                told = (one.film, one.scene, one.filmed_by, one.route, one.chosen)
                rows.add_row(*told, str(one.unsure or ""))
        console.print(rows)
        return
    if not (film and scene):
        raise typer.BadParameter("name the film and the scene that is meant")
    if send or passing:
        act = "send" if send else "pass"
        took = shots.look(folder, film, scene, act, note, workspace=workspace)
        what = "waits for a person, and its films with it" if send else "may pass as it is"
        say(f"scene {took.scene} of {took.film} {what}")
        return
    if another or pick or ban:
        act = "another" if another else "pick" if pick else "ban"
        took = shots.wish(folder, film, scene, act, pick or ban, note=note, workspace=workspace)
        what = {"another": "filmed", "pick": "used", "ban": "left out"}[act]
        say(f"take {took.attempt} of scene {took.scene} of {took.film} will be {what}")
    elif again:
        told = shots.allow_again(folder, film, scene, note=note, workspace=workspace)
        jobs = "job" if told.freed == 1 else "jobs"
        say(f"{told.freed} {jobs} of scene {told.scene} of {told.film} may be submitted again")
    else:
        told = shots.choose_backend(folder, film, scene, backend, note=note, workspace=workspace)
        by = f"is filmed by {told.backend}" if told.backend else "is filmed by what fits it again"
        say(f"scene {told.scene} of {told.film} {by}")
    say(f"go on with: reelwright make {folder}")
