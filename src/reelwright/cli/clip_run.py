"""What `clip`, `batch` and `jobs` share: options, a desk, running jobs and showing what came."""

import json as _json
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Any

import typer

from ..domain.clip import ClipRequest
from ..domain.errors import InvalidIntake
from ..domain.picture import Picture
from ..settings import Settings
from ..store.jobs import Job, Jobs
from ..wiring import clip_desk, clip_jobs, clip_results
from .screen import Track, console, say, table

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
Grade = Annotated[str, typer.Option(help="Colour grade: warm, cool, muted, vivid or mono.")]
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


def new_id(prompt: str) -> str:
    """A job's id."""
    from ..workflow.clip.steps import job_id

    return job_id(prompt)


@contextmanager
def opened(
    settings: Settings, out: Path, bases: str | None
) -> Iterator[tuple[Any, Callable[[Path], Picture]]]:
    """A desk to make clips at, and a function that reads a person's own picture."""
    desk, given = clip_desk(settings, out, listed(bases))
    yield desk, given


def books(out: Path) -> Jobs:
    """The jobs of an out folder."""
    return clip_jobs(out)


def chosen(jobs: Jobs, name: str | None) -> tuple[Job, ...]:
    """All jobs, those of a batch, or one."""
    if name is None:
        return jobs.listed()
    return jobs.listed(name) or (jobs.job(name),)


def run(
    desk: Any,
    requests: Sequence[ClipRequest],
    *,
    batch: str,
    limit: float,
    wait: bool,
    json: bool,
) -> None:
    """Ask for clips and make them, or leave them to a process of their own."""
    from ..workflow.clip.flow import ask

    ids = ask(desk, requests, batch=batch, limit=limit)
    if not wait:
        _work_apart(desk.workspace.parent, batch)
        if json:
            typer.echo(_json.dumps({"batch": batch, "jobs": ids}, indent=2))
        else:
            say(f"{batch}: {len(ids)} asked for")
            say(f"see how far with: reelwright jobs {batch} --out {desk.workspace.parent}")
        return
    ended = make(desk, ids, quiet=json)
    page = clip_results(desk, batch)
    if json:
        typer.echo((page.parent / "results.json").read_text(encoding="utf-8"))
    else:
        _show(ended, page)
    if any(j.state != "done" for j in ended):
        raise typer.Exit(1)


def make(desk: Any, ids: Sequence[str], *, quiet: bool = False) -> tuple[Job, ...]:
    """Make jobs in this process, showing how far they are, and write the pages of their batches."""
    from ..workflow.clip.flow import work

    with Track(quiet=quiet) as track:
        ended = work(desk, ids, on_change=lambda j: track.hear(j.id, j.state, j.step, j.share))
    for batch in dict.fromkeys(j.batch for j in ended):
        clip_results(desk, batch)
    return ended


def wait(jobs: Jobs, ids: Sequence[str], *, quiet: bool = False) -> None:
    """Stay until jobs that another process makes have ended."""
    with Track(quiet=quiet) as track:
        while True:
            found = [jobs.job(i) for i in ids]
            for job in found:
                track.hear(job.id, job.state, job.step, job.share)
            if all(j.ended for j in found):
                return
            time.sleep(0.25)


def told(job: Job) -> dict[str, Any]:
    """A job as programs read it."""
    return {
        "id": job.id,
        "batch": job.batch,
        "state": job.state,
        "step": job.step,
        "share": job.share,
        "reason": job.reason,
        "seconds": job.seconds,
        "asked_at": job.asked_at,
        "began_at": job.began_at,
        "ended_at": job.ended_at,
        "prompt": job.request["prompt"],
    }


def _work_apart(out: Path, batch: str) -> None:
    """Start a process that makes what is open, and leave it to itself."""
    log = out / ".reelwright" / "work.log"
    with log.open("ab") as sink:
        subprocess.Popen(
            [sys.executable, "-P", "-m", "reelwright", "jobs", batch, "--work", "--out", str(out)],
            stdin=subprocess.DEVNULL,
            stdout=sink,
            stderr=sink,
            start_new_session=True,
        )


def _show(ended: Sequence[Job], page: Path) -> None:
    rows = table("clip", "state", "seconds", "picture", "score", "camera")
    for job in ended:
        clips = (job.result or {}).get("clips", [])
        ground = clips[0]["grounds"][0] if clips else None
        found = ground is not None and clips[0]["source"] == "library"
        rows.add_row(
            job.request["prompt"],
            job.state,
            f"{job.seconds:.1f}",
            ground["picture"]["asset"]["name"] if ground and clips[0]["source"] != "words" else "",
            f"{ground['score']:.2f}" if ground and found else "",
            clips[0]["direction"] if clips else "",
        )
    console.print(rows)
    for job in ended:
        if job.reason:
            say(f"{job.id}: {job.reason}", "yellow")
        for clip in (job.result or {}).get("clips", [])[:1]:
            for note in clip["notes"]:
                say(f"{job.id}: {note}", "yellow")
    say(f"page: {page}")
