"""What `clip`, `batch` and `jobs` share: options, a desk, running jobs and showing what came."""

import json as _json
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Any

import typer

from ..domain.clip import ClipRequest
from ..domain.errors import InvalidIntake
from ..domain.looks import LOOKS
from ..studio import clips, jobs
from ..studio.clips import Batch
from ..studio.jobs import ClipJob
from .screen import console, say, table
from .spending import tell_ahead
from .watch import Track

Bases = Annotated[
    str | None, typer.Option("--library", help="Knowledge bases to search, comma separated.")
]
Where = Annotated[
    list[str] | None,
    typer.Option(help="Narrow the search: subject=botany; values separated by | are alternatives."),
]
Compare = Annotated[bool, typer.Option("--compare", help="Make it without retrieval too.")]
Shape = Annotated[str, typer.Option(help="16:9, 9:16, 1:1 or 4:5.")]
Start = Annotated[int, typer.Option(help="Seed: the same seed makes the same clip.")]
Style = Annotated[str, typer.Option(help="A style for a video model, beside the prompt.")]
Look = Annotated[str, typer.Option(help="A mood for a video model, beside the prompt.")]
Grade = Annotated[str, typer.Option(help=f"Colour grade: {', '.join(LOOKS[:-1])} or {LOOKS[-1]}.")]
Sound = Annotated[str, typer.Option(help="Words to find a sound with, to lie under the clip.")]
Ungrounded = Annotated[
    bool, typer.Option("--ungrounded", help="Make it even when nothing reaches the floor.")
]
Limit = Annotated[float, typer.Option(help="Seconds that a job may take.", min=1)]
NoWait = Annotated[bool, typer.Option("--no-wait", help="Print the job's id at once.")]
ClipOut = Annotated[Path, typer.Option(help="Where clips and their records go.")]
Json = Annotated[bool, typer.Option("--json", help="Print JSON for programs.")]


def listed(given: str | None) -> tuple[str, ...]:
    """Names between commas."""
    return tuple(p.strip() for p in (given or "").split(",") if p.strip())


def facets(given: Sequence[str] | None) -> dict[str, tuple[str, ...]]:
    """Filters such as "subject=botany|trees". Raises InvalidIntake."""
    found: dict[str, tuple[str, ...]] = {}
    for one in given or ():
        name, equals, values = one.partition("=")
        if not equals or not values.strip():
            raise InvalidIntake(f"--where {one!r} is no filter; write it as subject=botany")
        found[name.strip()] = (*found.get(name.strip(), ()), *values.split("|"))
    return found


def run(
    requests: Sequence[ClipRequest],
    *,
    out: Path,
    name: str,
    limit: float,
    model: str | None,
    wait: bool,
    json: bool,
) -> None:
    """Ask for clips and make them, or leave them to a process of their own."""
    if not json:
        bases = tuple(dict.fromkeys(base for one in requests for base in one.bases))
        tell_ahead("clip", count=len(requests), bases=bases, model=model)
    if not wait:
        asked = clips.ask(requests, out=out, name=name, limit=limit, model=model)
        jobs.work_apart(out.resolve(), asked.name)
        if json:
            ids = [job.id for job in asked.jobs]
            typer.echo(_json.dumps({"batch": asked.name, "jobs": ids}, indent=2))
        else:
            say(f"{asked.name}: {len(asked.jobs)} asked for")
            say(f"see how far with: reelwright jobs {asked.name} --out {out.resolve()}")
        return
    with Track(quiet=json) as track:
        made = clips.make(
            requests, out=out, name=name, limit=limit, model=model, listener=track.hear
        )
    if json and made.page:
        typer.echo((made.page.parent / "results.json").read_text(encoding="utf-8"))
    else:
        _show(made)
    if any(job.state != "done" for job in made.jobs):
        raise typer.Exit(1)


def told(job: ClipJob) -> dict[str, Any]:
    """A job as programs read it."""
    found = job.model_dump(mode="json", exclude={"request", "clips"})
    return found | {"prompt": job.request.prompt}


_HERE = {
    "give it a higher limit": "give it a higher limit (--limit)",
    "say one, as “pan left”": "say one, as “pan left” (--action)",
    "a grade can": "a grade can (--grade)",
    "name it in fewer": "name it in fewer (--object)",
    "add one, or ask for none": "add one, or ask for none (leave --sound out)",
    "allow an ungrounded clip": "allow an ungrounded clip (--ungrounded)",
}
"""What the next act of a clip's notes is called in a terminal; a page has fields for it."""


def with_options(told: str) -> str:
    """A clip's note with the options of the command that it asks for."""
    for act, here in _HERE.items():
        told = told.replace(act, here)
    return told


def _show(made: Batch) -> None:
    rows = table("clip", "state", "seconds", "picture", "score", "camera")
    for job in made.jobs:
        clip = job.clips[0] if job.clips else None
        ground = clip.grounds[0] if clip else None
        source = clip.source if clip else ""
        rows.add_row(
            job.request.prompt,
            job.state,
            f"{job.seconds:.1f}",
            ground.picture.asset.name if ground and source != "words" else "",
            f"{ground.score:.2f}" if ground and source == "library" else "",
            clip.direction if clip else "",
        )
    console.print(rows)
    for job in made.jobs:
        if job.reason:
            say(f"{job.id}: {with_options(job.reason)}", "yellow")
        for clip in job.clips[:1]:
            for note in (*made.alike.get(clip.id, ()), *clip.notes):
                say(f"{job.id}: {with_options(note)}", "yellow")
    if made.alike:
        say(f"{len(made.alike)} of {len(made.jobs)} films are like another", "yellow")
    say(f"page: {made.page}")
