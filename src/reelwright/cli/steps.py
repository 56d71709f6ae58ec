"""Each of the seven steps as a command of its own (S0-09)."""

from typing import Annotated

import typer

from ..workflow.build.progress import STEPS
from .make import run
from .options import Folder, Model, Out, Workspace

WHAT = {
    "audience": "Find the segments in the survey's answers.",
    "briefs": "Write and weigh concepts, and their briefs.",
    "storyboard": "Write a storyboard for each segment's best briefs.",
    "continuity": "Bind scenes by elements, blueprints, prompts and library pictures.",
    "shoot": "Record the narration and shoot and judge every take.",
    "cut": "Cut takes, narration, music and type into films.",
    "release": "Check, sign and export the approved films with their pages.",
}


def add_to(app: typer.Typer) -> None:
    """Add a command for each step."""
    for step in STEPS:
        app.command(name=step, help=f"{WHAT[step]} Earlier steps run first where they are stale.")(
            _command(step)
        )


def _command(step: str):
    def command(
        folder: Folder,
        yes: Annotated[bool, typer.Option("--yes", help="Pass the gates before it.")] = False,
        model: Model = None,
        out: Out = None,
        workspace: Workspace = None,
    ) -> None:
        run(folder, {}, yes=yes, model=model, out=out, workspace=workspace, until=step)

    return command
