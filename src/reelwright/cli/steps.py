"""Each of the seven steps as a command of its own (S0-09)."""

from typing import Annotated

import typer

from ..studio.campaigns import Overrides, Step
from .make import run
from .options import Folder, Model, Out, Workspace


def _command(step: Step):
    def command(
        folder: Folder,
        yes: Annotated[bool, typer.Option("--yes", help="Pass the gates before it.")] = False,
        model: Model = None,
        out: Out = None,
        workspace: Workspace = None,
    ) -> None:
        run(folder, Overrides(), yes=yes, model=model, out=out, workspace=workspace, until=step)

    return command


audience = _command("audience")
briefs = _command("briefs")
storyboard = _command("storyboard")
continuity = _command("continuity")
shoot = _command("shoot")
cut = _command("cut")
release = _command("release")
