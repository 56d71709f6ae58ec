"""`reelwright batch PROMPTS`: a clip for every template, object and action."""

from pathlib import Path
from typing import Annotated

import typer

from ..domain.errors import InvalidIntake
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
    prompts: Annotated[
        Path,
        typer.Argument(help="One template a line, with <object_prompt> and <action_prompt>."),
    ],
    objects: Annotated[
        str | None, typer.Option(help="Objects, comma separated, or a file with one a line.")
    ] = None,
    actions: Annotated[
        str | None, typer.Option(help="Actions, comma separated, or a file with one a line.")
    ] = None,
    library: Bases = None,
    where: Where = None,
    compare: Compare = False,
    seconds: Annotated[float, typer.Option(help="Length of each in seconds, 2-60.")] = 6.0,
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
    """Make many clips and one page of results; a clip that fails stops none of the others."""
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
    requests = clips.batch(
        _text(prompts),
        wish,
        name=prompts.name,
        objects=_values(objects),
        actions=_values(actions),
    )
    clip_run.run(
        requests,
        out=out,
        name=prompts.stem,
        limit=limit,
        model=model,
        wait=not no_wait,
        json=json,
    )


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except FileNotFoundError as problem:
        raise InvalidIntake(f"there is no file {path}; write one template a line") from problem
    except (OSError, UnicodeDecodeError) as problem:
        raise InvalidIntake(f"{path} cannot be read as UTF-8 text: {problem}") from problem


def _values(given: str | None) -> list[str]:
    """Values of a list option: a file's lines, or what stands between commas."""
    if not given:
        return []
    path = Path(given)
    rows = _text(path).splitlines() if path.suffix == ".txt" else given.split(",")
    return list(dict.fromkeys(r.strip() for r in rows if r.strip() and not r.startswith("#")))
