"""`reelwright library start`: from nothing to a library that answers, with tutorials to open."""

import importlib.util
import subprocess
import sys
from pathlib import Path
from typing import Annotated

import typer

from ..domain.errors import Missing
from ..studio import bases
from .counting import Counting
from .library import Home, Json, printed
from .library_curate import app
from .screen import say


@app.command()
def start(
    folder: Annotated[Path, typer.Argument(help="Where the tutorials shall lie.")] = Path(
        "reelwright-tutorials"
    ),
    base: Annotated[str, typer.Option(help="What the base of samples is called.")] = "sample",
    open: Annotated[bool, typer.Option("--open", help="Open the first tutorial.")] = False,
    wait: Annotated[float, typer.Option(min=0, help="Seconds to wait until it answers.")] = 120,
    home: Home = None,
    json: Json = False,
) -> None:
    """Set up a library of sample pictures, see that it answers, and lay out the tutorials.

    Run again, it makes good what is missing and changes nothing else.
    """
    with Counting("taken in", quiet=json) as counting:
        made = bases.start(folder, base, patience=wait, listener=counting.told, home=home)
    where = bases.home(home) / base
    jupyter = importlib.util.find_spec("jupyterlab") is not None
    if json:
        printed(made.model_dump(mode="json") | {"library": str(where), "jupyter": jupyter})
    else:
        ready, added = made.ready, len(made.taken.added)
        say(f"{base}: {ready.items} pictures in {where}", "bold")
        say(
            f"  {added} taken in, {made.taken.already} were in already"
            + (f", {made.taken.restored} made whole again" if made.taken.restored else "")
        )
        for line in made.taken.refused:
            say(f"  {line}", "yellow")
        say(
            f"  ready: {ready.probed} of {ready.probed} found by their captions in "
            f"{ready.seconds:.1f} s ({', '.join(ready.spaces)})"
        )
        say(f"tutorials: {len(made.notebooks)} notebooks in {made.folder}", "bold")
        say(f"  {_laid_out(len(made.written))}")
        say("try it:", "bold")
        say(f'  reelwright library search "a quiet place to sit" --base {base}')
        say(f'  reelwright clip "a bird on the feeder, slow push in" --library {base}')
    if jupyter:
        if open:
            subprocess.run([sys.executable, "-m", "jupyterlab", str(made.first)], check=False)
        elif not json:
            say(f"  {sys.executable} -m jupyterlab {made.first}")
        return
    how = f"{sys.executable} -m pip install jupyterlab"
    if open:
        raise Missing(
            f"JupyterLab is not installed beside reelwright; {how}, then run the same command "
            f"again. All else is done: any editor for notebooks opens {made.first}"
        )
    if not json:
        say(f"open {made.first} in any editor for notebooks, or: {how}")


def _laid_out(written: int) -> str:
    if written:
        return f"{written} files written; change them at will"
    return "all there, and left as they are"
