"""`reelwright make FOLDER`: make the campaign's films, stopping at each gate without --yes."""

from pathlib import Path
from typing import Annotated

import typer

from ..studio import campaigns
from ..studio.campaigns import Overrides, Step
from . import report
from .options import (
    Budget,
    Concepts,
    Films,
    Folder,
    Formats,
    Languages,
    Length,
    Model,
    Out,
    Page,
    Quality,
    Seed,
    Segments,
    Workspace,
    overrides,
)
from .screen import fail, say
from .watch import watching


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
    page: Page = None,
    budget: Budget = None,
    model: Model = None,
    out: Out = None,
    workspace: Workspace = None,
) -> None:
    """Make the campaign's films; after a stop, a crash or an edit it goes on from there."""
    changes = overrides(
        segments=segments,
        concepts=concepts,
        films=films,
        formats=formats,
        seconds=seconds,
        languages=languages,
        seed=seed,
        quality=quality,
        page=page,
        budget=budget,
    )
    run(folder, changes, yes=yes, model=model, out=out, workspace=workspace, until="release")


def run(
    folder: Path,
    changes: Overrides,
    *,
    yes: bool,
    model: str | None,
    out: Path | None,
    workspace: Path | None,
    until: Step,
) -> None:
    """Run the campaign up to a step, and show what came of it."""
    with watching() as watch:
        made = campaigns.make(
            folder,
            until=until,
            yes=yes,
            overrides=changes,
            model=model,
            out=out,
            workspace=workspace,
            listener=watch.hear,
        )
    say(f"{made.made} made, {made.found} found as they were")
    if made.waiting:
        report.waiting(folder, made)
    elif made.stopped:
        report.stopped(folder, made)
    else:
        report.finished(folder, made)
    none = not (made.waiting or made.stopped or made.films)
    if none and not made.failed:
        fail(
            "no film was made: what was written suits none of the segments, for the reasons told "
            "above; give moments, proofs and offers `answers` in the words of the survey"
        )
    if none or made.failed:
        raise typer.Exit(1)
