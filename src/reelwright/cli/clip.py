"""`reelwright clip "..."`: one short film from words, from a picture, or from the library."""

from fractions import Fraction
from pathlib import Path
from typing import Annotated, Any

import typer
from pydantic import ValidationError

from ..domain.clip import ClipRequest
from ..domain.errors import InvalidIntake
from ..settings import Settings
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
    if library and image:
        raise InvalidIntake("give --library or --image, not both: a clip stands on one of them")
    settings = Settings() if model is None else Settings(model=model)
    with clip_run.opened(settings, out, library) as (desk, given):
        request = asked(
            prompt=prompt,
            source="library" if library else "picture" if image else "words",
            bases=clip_run.listed(library),
            where=clip_run.facets(where),
            picture=given(image) if image else None,
            object=object or "",
            action=action or "",
            shots=shots,
            seconds=Fraction(seconds).limit_denominator(1000),
            format=format,
            seed=seed,
            mood={"style": style, "mood": mood, "grade": grade},
            sound=sound,
            ungrounded="flag" if ungrounded else "refuse",
            compare=compare,
        )
        clip_run.run(desk, [request], batch=request.id, limit=limit, wait=not no_wait, json=json)


def asked(*, prompt: str, **parts: Any) -> ClipRequest:
    """A request, or a message that names the option that cannot be used."""
    try:
        return ClipRequest(id=clip_run.new_id(prompt), prompt=prompt, **parts)
    except ValidationError as problem:
        said = "; ".join(
            f"--{'.'.join(str(p) for p in e['loc'])}: {e['msg'].lower()} (it is {e['input']!r})"
            for e in problem.errors()
        )
        raise InvalidIntake(f"this clip cannot be asked for: {said}") from problem
