"""`reelwright cost FOLDER`: what was spent on models, and what the next make will spend."""

from decimal import Decimal
from typing import Annotated

import typer

from ..studio.costs import Cost, CostAhead, Costs, costs
from .heartbeat import busy
from .options import Folder, Workspace
from .screen import listing, say


def command(
    folder: Folder,
    workspace: Workspace = None,
    json: Annotated[bool, typer.Option("--json", help="Print JSON for programs.")] = False,
) -> None:
    """Show what a campaign spent on models, its budget, and what the next make will spend."""
    with busy("looking at what stands"):
        found = costs(folder, workspace=workspace)
    if json:
        typer.echo(found.model_dump_json(indent=2))
        return
    if found.spent.calls:
        rows = [_row(cost) for cost in (*found.by_step, *found.by_backend)]
        listing(("spent on", "calls", "amount", "of it set aside", "calls without a price"), rows)
    if found.next:
        listing(("will be spent on", "by", "items", "amount"), [_next(q) for q in found.next])
    of = "" if found.budget is None else f" of a budget of {found.budget:.2f}"
    say(f"spent in all: {found.spent.amount:.2f}{of} {found.currency}", "bold")
    say(f"the next make: {_range(found)}", "bold")


def _range(found: Costs) -> str:
    """What the next make will spend, in words."""
    dark = sorted({q.backend for q in found.next if not q.known})
    beside = f", and what {' and '.join(dark)} cost (set REELWRIGHT_PRICES)" if dark else ""
    return f"{_amounts(found.least, found.most)} {found.currency}{beside}"


def _amounts(least: Decimal, most: Decimal) -> str:
    return f"{least:.2f}" if least == most else f"{least:.2f} to {most:.2f}"


def _next(quote: CostAhead) -> tuple[str, ...]:
    amount = _amounts(quote.least, quote.most) if quote.known else "not known"
    return (quote.stage, quote.backend, str(quote.items), amount)


def _row(cost: Cost) -> tuple[str, ...]:
    aside = f"{cost.set_aside:.4f}" if cost.set_aside else ""
    unknown = str(cost.unknown or "")
    return (cost.name, str(cost.calls), f"{cost.amount:.4f}", aside, unknown)
