"""`reelwright snapshot FOLDER`: keep the folder's files as a version, list them, lay one out."""

from pathlib import Path
from typing import Annotated

import typer

from ..studio import snapshots
from .check import count
from .options import Folder, Workspace
from .screen import console, say, table


def command(
    folder: Folder,
    listed: Annotated[bool, typer.Option("--list", help="List the versions there are.")] = False,
    lay_out: Annotated[
        Path | None,
        typer.Option(help="Write a version's files into this folder.", show_default=False),
    ] = None,
    version: Annotated[
        int | None,
        typer.Option(min=1, help="With --lay-out: which one.", show_default="the last kept"),
    ] = None,
    note: Annotated[str, typer.Option(help="Why, for the record.")] = "",
    workspace: Workspace = None,
    json: Annotated[bool, typer.Option("--json", help="Print JSON for programs.")] = False,
) -> None:
    """Keep a campaign folder's files as a version, list the versions, or lay one out elsewhere."""
    if version is not None and lay_out is None:
        raise typer.BadParameter("say where to write the version: --lay-out FOLDER")
    if listed:
        found = snapshots.listed(folder, workspace=workspace)
        if json:
            typer.echo("[" + ",\n".join(one.model_dump_json() for one in found) + "]")
            return
        rows = table("version", "kept", "files", "bytes", "sha256")
        for one in found:
            told = (str(one.version), one.taken_at, str(one.files), f"{one.bytes:,}")
            rows.add_row(*told, one.sha256[:12])
        console.print(rows)
        return
    if lay_out is not None:
        made = snapshots.lay_out(folder, lay_out, version, workspace=workspace)
        if json:
            typer.echo(made.model_dump_json(indent=2))
            return
        say(f"version {made.version} of {folder} lies in {lay_out}: {count(made.files, 'file')}")
        return
    taken = snapshots.take(folder, note=note, workspace=workspace)
    if json:
        typer.echo(taken.model_dump_json(indent=2))
        return
    one = taken.version
    again = "again as in" if taken.changed else "nothing changed since"
    said = "kept as" if taken.fresh else again
    say(f"{said} version {one.version}: {count(one.files, 'file')}, {one.bytes:,} bytes")
