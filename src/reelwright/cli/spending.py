"""`reelwright spending`: what the house spent on models this month, and the caps on it."""

from collections.abc import Sequence
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


def tell_ahead(
    what: costs.Ahead,
    *,
    count: int = 1,
    bases: Sequence[str] = (),
    backend: str = "",
    model: str | None = None,
) -> None:
    """Say what something will cost before it is made, where it costs."""
    found = costs.ahead(what, count=count, bases=bases, backend=backend, model=model)
    if not found.next:
        return
    dark = sorted({q.backend for q in found.next if not q.known})
    amount = f"{found.least:.4f} to {found.most:.4f} {found.currency}"
    beside = f", and what {' and '.join(dark)} cost (set REELWRIGHT_PRICES)" if dark else ""
    left = "" if found.left is None else f"; {found.left:.2f} may still be spent this month"
    say(f"it costs {amount}{beside}{left}")


def _cap(told: str) -> tuple[str, float | None]:
    what, equals, amount = told.partition("=")
    try:
        if not equals:
            raise ValueError
        return what.strip(), float(amount) if amount.strip() else None
    except ValueError:
        raise InvalidIntake(f"--cap {told!r} cannot be read; write it as all=50") from None
