"""`reelwright spending`: what the house spent on models this month, and the caps on it."""

from typing import Annotated

import typer

from ..domain.errors import InvalidIntake
from ..studio import costs
from .screen import listing, say


def command(
    cap: Annotated[
        list[str] | None,
        typer.Option(
            "--cap",
            help="The most in a calendar month (UTC), as all=50; or of campaigns, clips, "
            "paintings or libraries. Nothing after = takes the cap away.",
        ),
    ] = None,
    json: Annotated[bool, typer.Option("--json", help="Print JSON for programs.")] = False,
) -> None:
    """Show what the house spent on models this month, and what it may; an admin sets the caps."""
    for told in cap or ():
        costs.cap(*_cap(told))
    found = costs.house()
    if json:
        typer.echo(found.model_dump_json(indent=2))
        return
    if found.spent.calls:
        rows = [
            (c.name, str(c.calls), f"{c.amount:.4f}", str(c.unknown or ""))
            for c in (*found.by_work, *found.by_backend)
        ]
        listing(("spent on", "calls", "amount", "calls without a price"), rows)
    for one in found.caps:
        say(f"cap on {one.what}: {one.most:.2f} {found.currency} a month")
    if not found.caps:
        say("no cap: `reelwright spending --cap all=50` sets one")
    say(f"spent in {found.month}: {found.spent.amount:.2f} {found.currency}", "bold")


def _cap(told: str) -> tuple[str, float | None]:
    what, equals, amount = told.partition("=")
    try:
        if not equals:
            raise ValueError
        return what.strip(), float(amount) if amount.strip() else None
    except ValueError:
        raise InvalidIntake(f"--cap {told!r} cannot be read; write it as all=50") from None
