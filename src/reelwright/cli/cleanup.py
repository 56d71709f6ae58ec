"""`reelwright cleanup`: what was made and where; removed once that is confirmed."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from ..studio import cleanup
from ..studio.cleanup import CleanupHeap, CleanupKind, CleanupPlan
from .screen import console, listing, say

WORD = "remove"
"""What a person types to confirm."""


def command(
    folders: Annotated[
        list[Path] | None,
        typer.Argument(
            metavar="[FOLDER]...",
            help="Folders of campaigns or clips that are not of the house.",
            show_default=False,
        ),
    ] = None,
    only: Annotated[
        list[str] | None,
        typer.Option(
            help="workers, assets, speech, pipeline, library, campaigns or house; several times.",
            show_default="all",
        ),
    ] = None,
    stop: Annotated[bool, typer.Option("--stop", help="Stop first what is under way.")] = False,
    yes: Annotated[bool, typer.Option("--yes", help="Remove it without asking.")] = False,
    json: Annotated[bool, typer.Option("--json", help="Print JSON for programs.")] = False,
) -> None:
    """Show what was made and where it lies; --yes removes it: data first, then what holds it."""
    kinds: tuple[CleanupKind, ...] = tuple(_kind(text) for text in only or ())
    named = tuple(folders or ())
    plan = cleanup.plan(kinds, folders=named, stop=stop)
    if not json:
        _show(plan)
    there = json or plan.goes or plan.stays
    if not (there if yes else not json and plan.goes and _confirmed()):
        typer.echo(plan.model_dump_json(indent=2)) if json else say(_nothing(plan))
        return
    report = cleanup.remove(
        kinds,
        folders=named,
        stop=stop,
        mark="" if yes else plan.mark,
        listener=(lambda _: None) if json else say,
    )
    if json:
        typer.echo(report.model_dump_json(indent=2))
    else:
        say(f"{_sum(report.went)} went; {'nothing' if not report.left else 'this'} is left")
        _stays(report.left)
    if any(heap.ours for heap in report.left):
        sys.exit(1)


def _kind(text: str) -> CleanupKind:
    for kind in cleanup.KINDS:
        if kind == text:
            return kind
    raise typer.BadParameter(f"there is no {text!r}; there are {', '.join(cleanup.KINDS)}")


def _show(plan: CleanupPlan) -> None:
    rows = [(h.kind, h.thing, h.what, f"{h.count:,}", f"{h.bytes:,}", h.where) for h in plan.goes]
    if rows:
        listing(("class", "of", "what", "count", "bytes", "where"), rows)
    _stays(plan.stays)


def _stays(heaps: tuple[CleanupHeap, ...]) -> None:
    for heap in heaps:
        say(f"stays: {heap.kind}: {heap.thing}: {heap.what} ({heap.where}): {heap.why}")


def _nothing(plan: CleanupPlan) -> str:
    if not plan.goes:
        return "there is nothing to remove"
    return f"{_sum(plan.goes)} would go; nothing was changed: --yes removes it"


def _sum(heaps: tuple[CleanupHeap, ...]) -> str:
    count, size = sum(h.count for h in heaps), sum(h.bytes for h in heaps)
    return f"{count:,} things, {size:,} bytes"


def _confirmed() -> bool:
    if not (sys.stdin.isatty() and console.is_terminal):
        return False
    asked = f'this cannot be undone; type "{WORD}" to remove it all'
    return typer.prompt(asked, default="", show_default=False).strip() == WORD
