"""The `reelwright` program: finds the commands and prints errors as messages."""

import sys
from typing import Annotated, Any

import typer
from typer.core import TyperGroup
from typer.exceptions import TyperException

from .. import __version__
from ..domain.errors import StudioError
from .commands import COMMANDS, listed, loaded


class _Group(TyperGroup):
    """Imports a command when it is given, and shows errors as messages.

    What is no error of ours is a defect: it ends with code 70, and its traceback goes to a file.
    """

    def list_commands(self, ctx: Any) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        known = self.commands.get(cmd_name)
        return known or (listed(cmd_name) if cmd_name in COMMANDS else None)

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        # A misspelt name is answered with the names that are like it: these have to be known.
        for name in COMMANDS:
            self.commands.setdefault(name, listed(name))
        if args and args[0] in COMMANDS:
            self.commands[args[0]] = loaded(args[0])
        return super().resolve_command(ctx, args)

    def invoke(self, ctx: Any) -> object:
        try:
            return super().invoke(ctx)
        except StudioError as problem:
            _fail(str(problem))
            sys.exit(1)
        except (RecursionError, MemoryError) as problem:
            _fail(
                f"what was given is too large or too deeply nested ({type(problem).__name__}); "
                "give less at a time"
            )
            sys.exit(1)
        except KeyboardInterrupt:
            _fail("stopped; run the same command again to go on from here")
            sys.exit(130)
        except (TyperException, typer.Exit, typer.Abort, BrokenPipeError):
            raise  # typer's own, and a reader of our output who has read enough
        except Exception as problem:
            if type(problem).__name__ == "ValidationError" and _title(problem) == "Settings":
                _fail(_unset(problem))
                sys.exit(1)
            _fail(_defect(problem))
            sys.exit(DEFECT)


DEFECT = 70
"""Exit code of an error that nobody foresaw (EX_SOFTWARE of sysexits.h)."""

app = typer.Typer(
    cls=_Group,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    add_completion=False,
    help="Turn a campaign folder into finished video ads with their landing pages.",
)


def _fail(message: str) -> None:
    from .screen import fail

    fail(message)


def _defect(problem: Exception) -> str:
    """What to do about an error that nobody foresaw; its traceback is written to a file."""
    import tempfile
    import traceback

    said = " ".join(str(problem).split())[:300]
    with tempfile.NamedTemporaryFile(
        "w", encoding="utf-8", errors="replace", prefix="reelwright-error-", suffix=".txt",
        delete=False,
    ) as report:  # fmt: skip
        report.write(f"reelwright {__version__}\n")
        report.write("".join(traceback.format_exception(problem)))
    return (
        f"something went wrong that should not ({type(problem).__name__}: {said}); what was "
        "finished is kept. Run the same command again; if it ends the same way, send "
        f"{report.name} to those who look after your reelwright"
    )


def _title(problem: Any) -> str:
    """What pydantic could not make; importing pydantic to ask takes longer than most commands."""
    return getattr(problem, "title", "")


def _unset(problem: Any) -> str:
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
