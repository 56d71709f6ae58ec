"""`reelwright review FOLDER`: read what waits for a decision, in words and on a page."""

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated

import typer

from ..studio import campaigns, decisions, items
from ..studio.items import ItemCard
from .heartbeat import busy
from .options import Folder, Workspace
from .screen import console, say


def command(
    folder: Folder,
    names: Annotated[
        list[str] | None,
        typer.Argument(help="Names as `status` shows them; left out: all that waits."),
    ] = None,
    workspace: Workspace = None,
) -> None:
    """Read segments, briefs or storyboards in short, and write the page that shows them whole."""
    if names:
        cards = [items.card(folder, name, workspace=workspace) for name in names]
        states = standing(folder, workspace)
        for card in cards:
            show(card, states)
        return
    open_ = decisions.waiting(folder, workspace=workspace)
    if not open_:
        say("nothing waits for a decision")
        return
    gate = open_[0].gate
    states = standing(folder, workspace)
    for one in open_:
        show(items.card(folder, one.name, workspace=workspace), states)
    if gate == "codebook":
        say(f"read {folder / 'codebook.toml'}: what each question means, and which form segments")
    elif gate == "final":
        say("watch the films on the review sheet that `make` named")
    else:
        with busy("laying out the page"):
            page = items.page(folder, gate, [w.name for w in open_], workspace=workspace)
        say(str(page))


def standing(folder: Path, workspace: Path | None) -> dict[str, str]:
    """The word `status` has for each item: a card calls what is stale so too."""
    with busy("looking at what stands"):
        return {row.name: row.state for row in campaigns.status(folder, workspace=workspace)}


def show(card: ItemCard, states: Mapping[str, str]) -> None:
    """Print a card, with the word that `states` has for its item."""
    state = states.get(card.name, card.state)
    say(f"{card.title or card.name}", "bold")
    say(f"  {card.name}{f', {state}' if state else ''}", "dim")
    wide = max((len(label) for label, _ in card.lines), default=0)
    for label, text in card.lines:
        console.print(
            _hung(f"  {label:<{wide}}  ", text), soft_wrap=True, highlight=False, markup=False
        )
    say("")


def _hung(head: str, text: str) -> str:
    """A text that goes on under itself, as wide as the terminal; in a pipe on one line."""
    if not console.is_terminal:
        return head + text
    from textwrap import wrap

    lines = wrap(text, max(24, min(console.width, 100) - len(head))) or [""]
    return f"\n{' ' * len(head)}".join([head + lines[0], *lines[1:]])
