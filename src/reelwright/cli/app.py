"""The `reelwright` program: gathers the commands and prints errors as messages."""

import sys
from typing import Annotated

import typer
from pydantic import ValidationError
from typer.core import TyperGroup

from .. import __version__
from ..domain.errors import StudioError
from . import (
    approve,
    batch,
    check,
    clip,
    doctor,
    edit,
    element,
    inpaint,
    jobs,
    library_start,
    make,
    new,
    reference,
    reject,
    status,
    steps,
    trace,
)
from .screen import fail


class _Group(TyperGroup):
    """Shows our own errors as a message; anything else is a defect and keeps its traceback."""

    def invoke(self, ctx: typer.Context) -> object:
        try:
            return super().invoke(ctx)
        except StudioError as problem:
            fail(str(problem))
            sys.exit(1)
        except ValidationError as problem:
            if problem.title != "Settings":
                raise
            fail(_unset(problem))
            sys.exit(1)
        except KeyboardInterrupt:
            fail("stopped; run the same command again to go on from here")
            sys.exit(130)


app = typer.Typer(
    cls=_Group,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    add_completion=False,
    help="Turn a campaign folder into finished video ads with their landing pages.",
)


def _unset(problem: ValidationError) -> str:
    """Which settings cannot be used, and why."""
    lines = [
        f"REELWRIGHT_{str(e['loc'][0]).upper()}: "
        + " ".join([*(f"{part}:" for part in e["loc"][1:] if part != "[key]"), e["msg"].lower()])
        for e in problem.errors()
    ]
    return "\n".join([*lines, "correct the environment variable, or unset it"])


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"reelwright {__version__}")
        raise typer.Exit


@app.callback()
def _main(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    pass


COMMANDS = (
    new,
    check,
    make,
    status,
    approve,
    reject,
    edit,
    reference,
    element,
    trace,
    doctor,
    clip,
    batch,
    jobs,
    inpaint,
)
for module in COMMANDS:
    app.command(name=module.__name__.rpartition(".")[2])(module.command)
steps.add_to(app)
app.add_typer(library_start.app, name="library")
