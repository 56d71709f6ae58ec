"""`reelwright audit FOLDER [NAME]`: who did what, to which item, when and why."""

from pathlib import Path
from typing import Annotated

import typer

from ..studio import audit
from .options import Workspace
from .screen import console, fail, say, table


def command(
    folder: Annotated[
        Path | None,
        typer.Argument(
            help="The campaign folder, or one of clips; left out: the house, its people and bases.",
            show_default=False,
        ),
    ] = None,
    name: Annotated[
        str, typer.Argument(help="Only what was done to this: an item, as `status` shows it.")
    ] = "",
    verify: Annotated[
        bool, typer.Option("--verify", help="See whether a line was changed or taken out.")
    ] = False,
    mark: Annotated[
        str, typer.Option(help="With --verify: a mark noted before; tells of lines cut off.")
    ] = "",
    workspace: Workspace = None,
    json: Annotated[bool, typer.Option("--json", help="Print JSON for programs.")] = False,
) -> None:
    """Show who did what to a campaign, when and why; see whether the record is whole."""
    if verify or mark:
        _verified(audit.verify(folder, mark=mark, workspace=workspace), json=json)
        return
    entries = _all(folder, name, workspace)
    if json:
        typer.echo("[" + ",\n".join(e.model_dump_json() for e in entries) + "]")
        return
    rows = table("when", "who", "did", "to", "how", "why")
    for one in entries:
        rows.add_row(one.at, one.who, one.what, one.thing, one.detail, one.why)
    if entries:
        console.print(rows)
    else:
        say("nothing is on record")


def _all(folder: Path | None, name: str, workspace: Path | None) -> list[audit.AuditEntry]:
    found: list[audit.AuditEntry] = []
    while more := audit.listed(
        folder, name, after=found[-1].number if found else 0, workspace=workspace
    ):
        found += more
    return found


def _verified(found: audit.Verified, *, json: bool) -> None:
    if json:
        typer.echo(found.model_dump_json(indent=2))
    elif found.sound:
        say(f"{found.lines} lines, none changed, taken out or slipped in")
        say(f"mark {found.mark or 'none yet'}: noted elsewhere, it tells later of lines cut off")
        if found.older:
            say(f"{found.older} decisions or edits are older than the audit; no line tells of them")
    elif found.emptied:
        fail(
            f"there is no line, and {found.emptied} stand here: the lines were taken out, or the "
            "catalogue was replaced (or all of it was made before there was an audit); compare it "
            "with a backup"
        )
    elif found.broken is not None:
        fail(
            f"line {found.broken} of {found.lines} does not follow from those before: it or one "
            "before it was changed, taken out or slipped in; compare it with a backup"
        )
    elif found.differing:
        fail(
            "\n".join(
                [
                    f"the {found.lines} lines follow from each other, and the catalogue differs:",
                    *found.differing,
                    "a row was changed, taken out or slipped in past reelwright; compare it with a "
                    "backup",
                ]
            )
        )
    else:
        fail(
            f"the mark that was given is not among the {found.lines} lines: lines were cut off "
            "since it was noted, or it is of another audit; compare with a backup"
        )
    if not found.sound:
        raise typer.Exit(1)
