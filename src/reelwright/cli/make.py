"""`reelwright make FOLDER`: make the campaign's films, stopping at each gate without --yes."""

from pathlib import Path
from typing import Annotated, Any

import typer

from ..settings import Settings
from ..wiring import make, open_studio
from . import report
from .options import (
    Concepts,
    Films,
    Folder,
    Formats,
    Languages,
    Length,
    Model,
    Out,
    Quality,
    Seed,
    Segments,
    Workspace,
    wanted,
)
from .screen import say, watching


def command(
    folder: Folder,
    yes: Annotated[bool, typer.Option("--yes", help="Pass every gate unseen.")] = False,
    segments: Segments = None,
    concepts: Concepts = None,
    films: Films = None,
    formats: Formats = None,
    seconds: Length = None,
    languages: Languages = None,
    seed: Seed = None,
    quality: Quality = None,
    model: Model = None,
    out: Out = None,
    workspace: Workspace = None,
) -> None:
    """Make the campaign's films; after a stop, a crash or an edit it goes on from there."""
    changes = wanted(
        segments=segments,
        concepts=concepts,
        films=films,
        formats=formats,
        seconds=seconds,
        languages=languages,
        seed=seed,
        quality=quality,
    )
    run(folder, changes, yes=yes, model=model, out=out, workspace=workspace, until="release")


def run(
    folder: Path,
    changes: dict[str, Any],
    *,
    yes: bool,
    model: str | None,
    out: Path | None,
    workspace: Path | None,
    until: str,
) -> None:
    """Open the campaign, run it up to a step, and show what came of it."""
    given: dict[str, Any] = {"model": model, "workspace": workspace}
    settings = Settings(**{k: v for k, v in given.items() if v is not None})
    with watching() as watch:
        opened = open_studio(
            folder, settings, wanted=changes, out=out, listener=watch.hear, approve_all=yes
        )
        for note in opened.notes:
            say(note, "yellow")
        result = make(opened.studio, settings, until=until)
    say(f"{watch.made} made, {watch.found} found as they were")
    if result["waiting"]:
        report.waiting(opened.studio, folder, result)
    elif result["stopped"]:
        report.stopped(opened.studio, folder, result)
    else:
        report.finished(opened.studio, folder, result)
    if result.get("failed"):
        raise typer.Exit(1)
