"""`reelwright clip "..."`: one short film from words, from a picture, or from the library."""

from pathlib import Path
from typing import Annotated

import typer

from ..studio import clips
from ..studio.clips import Wish
from . import clip_run
from .clip_run import (
    Bases,
    ClipOut,
    Compare,
    Grade,
    Json,
    Limit,
    Look,
    NoWait,
    Shape,
    Sound,
    Start,
    Style,
    Ungrounded,
    Where,
)
from .options import Model


def command(
    prompt: Annotated[str, typer.Argument(help="What to see, and what the camera does.")],
    library: Bases = None,
    image: Annotated[Path | None, typer.Option(help="Film this picture.")] = None,
    compare: Compare = False,
    object: Annotated[
        str | None, typer.Option(help="What to search for, if not read from the prompt.")
    ] = None,
    action: Annotated[
        str | None, typer.Option(help="What the camera does, if not read from the prompt.")
    ] = None,
    where: Where = None,
    shots: Annotated[int, typer.Option(help="Pictures to assemble, best first (1-8).")] = 1,
    seconds: Annotated[float, typer.Option(help="Length in seconds, 2-60.")] = 6.0,
    format: Shape = "16:9",
    seed: Start = 1,
    style: Style = "",
    mood: Look = "",
    grade: Grade = "",
    sound: Sound = "",
    ungrounded: Ungrounded = False,
    limit: Limit = 900.0,
    no_wait: NoWait = False,
    model: Model = None,
    out: ClipOut = Path("clips"),
    json: Json = False,
) -> None:
    """Make a clip. With --library the prompt's object finds the picture and its action moves it."""
    wish = Wish(
        bases=clip_run.listed(library),
        where=clip_run.facets(where),
        seconds=seconds,
        format=format,
        seed=seed,
        style=style,
        mood=mood,
        grade=grade,
        sound=sound,
        ungrounded="flag" if ungrounded else "refuse",
        compare=compare,
    )
    asked = clips.request(
        prompt,
        wish,
        image=image,
        object=object or "",
        action=action or "",
        shots=shots,
        out=out,
    )
    clip_run.run([asked], out=out, name="", limit=limit, model=model, wait=not no_wait, json=json)
