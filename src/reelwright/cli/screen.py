"""What the commands show: messages and tables."""

import re
from collections.abc import Sequence
from typing import Any

from rich.cells import cell_len, set_cell_size
from rich.console import Console
from rich.markup import escape
from rich.table import Table

WIDE = 500
"""Columns where the output is no terminal: a file or a pipe can be scrolled sideways."""

console = Console(highlight=False)
if not console.is_terminal:
    console = Console(highlight=False, width=WIDE)
errors = Console(stderr=True, highlight=False, width=None if console.is_terminal else WIDE)


_STEERING = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
"""Signs of names and texts from outside that would steer the terminal or turn lines round."""


def shown(text: str) -> str:
    """A text as a terminal may have it: steering signs are written out."""
    return _STEERING.sub(lambda sign: f"\\u{ord(sign[0]):04x}", text)


class _Plain(Table):
    """A table whose cells steer nothing."""

    def add_row(self, *cells: Any, **given: Any) -> None:
        super().add_row(*(shown(c) if isinstance(c, str) else c for c in cells), **given)


def fail(message: str) -> None:
    """Print an error."""
    errors.print(f"[bold red]error:[/] {escape(shown(message))}", soft_wrap=True)


def say(message: str, style: str = "") -> None:
    """Print a line."""
    console.print(escape(shown(message)), style=style or None, soft_wrap=True)


def table(*columns: str) -> Table:
    """A plain table with these columns."""
    found = _Plain(box=None, pad_edge=False, header_style="bold")
    for name in columns:
        # Names have to be copied into the next command: a pipe gets them whole.
        whole = name == "item" and not console.is_terminal
        found.add_column(name, overflow="fold", no_wrap=whole)
    return found


def listing(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Print a table of plain words, whatever brackets stand in them.

    Where it fits it is laid out here: for hundreds of cells Rich takes as long as all the rest.
    """
    rows = [[shown(cell) for cell in row] for row in rows]
    widths = [max(map(cell_len, column)) for column in zip(columns, *rows, strict=True)]
    plain = not any(c < " " for row in rows for cell in row for c in cell)
    if not plain or sum(widths) + 2 * (len(widths) - 1) > console.width:
        found = table(*columns)
        for row in rows:
            found.add_row(*map(escape, row))
        console.print(found)
        return

    def line(cells: Sequence[str]) -> str:
        return "  ".join(set_cell_size(c, w) for c, w in zip(cells, widths, strict=True))

    console.out(line(columns), style="bold")
    console.out("\n".join(map(line, rows)))
