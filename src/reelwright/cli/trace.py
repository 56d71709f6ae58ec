"""`reelwright trace FOLDER NAME`: from a film to its sources, or from a picture to its films."""

from typing import Annotated

import typer
from rich.markup import escape

from ..studio.trace import FilmTrace, trace
from .options import Folder, Workspace
from .screen import console, say, table


def command(
    folder: Folder,
    name: Annotated[
        str, typer.Argument(help="A film's or clip's id; a picture's id, file name or SHA-256.")
    ],
    workspace: Workspace = None,
    json: Annotated[bool, typer.Option("--json", help="Print JSON for programs.")] = False,
) -> None:
    """Show what a film was made from, with hashes and scores; or where a picture went."""
    found = trace(folder, name, workspace=workspace)
    if json:
        typer.echo(found.model_dump_json(indent=2))
    elif isinstance(found, FilmTrace):
        _film(found)
    else:
        say(f"{found.file or found.picture}  {found.sha256}".rstrip())
        if found.edit:
            say(found.edit.told)
        children = table("made from it", "sha256", "how")
        for child in found.children:
            children.add_row(escape(child.file), child.sha256[:12], escape(child.told))
        if found.children:
            console.print(children)
        rows = table("went into", "as")
        for film, role in found.films:
            rows.add_row(film, role)
        console.print(rows)


def _film(found: FilmTrace) -> None:
    say(f"{found.film}  sha256 {found.sha256}")
    rows = table(
        "scene", "source", "sha256", "score", "searched for", "filmed", "by", "seed", "licence"
    )
    for source in found.sources:
        score = "" if source.score is None else f"{source.score:.2f}"
        rows.add_row(
            source.scene,
            f"{source.base}: {source.file}" if source.base else source.file,
            source.sha256[:12],
            score if source.grounded else f"{score} under {source.floor:.2f}",
            source.query,
            source.direction,
            source.backend if source.maker in ("", "offline") else source.maker,
            "" if source.seed is None else str(source.seed),
            ", ".join(t for t in (source.licence, source.holder) if t),
        )
    console.print(rows)
    for line in dict.fromkeys(f"{s.file}: {s.barred}" for s in found.sources if s.barred):
        say(f"may not be used any more: {line}", "yellow")
    for told in dict.fromkeys(f"{s.file}: {s.edit.told}" for s in found.sources if s.edit):
        say(told)
    if receipts := {s.receipt for s in found.sources if s.receipt}:
        say(f"receipts: {', '.join(sorted(receipts))}")
    others = table("made from", "as")
    for other, role in found.others:
        others.add_row(other, role)
    if found.others:
        console.print(others)
