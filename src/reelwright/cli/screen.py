"""What the commands show: messages, the live line, tables."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from types import TracebackType

from rich.console import Console
from rich.live import Live
from rich.markup import escape
from rich.table import Table
from rich.text import Text

from ..workflow.progress import STEP, Told

WIDE = 500
"""Columns where the output is no terminal: a file or a pipe can be scrolled sideways."""

console = Console(highlight=False)
if not console.is_terminal:
    console = Console(highlight=False, width=WIDE)
errors = Console(stderr=True, highlight=False, width=None if console.is_terminal else WIDE)


def fail(message: str) -> None:
    """Print an error."""
    errors.print(f"[bold red]error:[/] {escape(message)}", soft_wrap=True)


def say(message: str, style: str = "") -> None:
    """Print a line."""
    console.print(escape(message), style=style or None, soft_wrap=True)


def table(*columns: str) -> Table:
    """A plain table with these columns."""
    found = Table(box=None, pad_edge=False, header_style="bold")
    for name in columns:
        # Names have to be copied into the next command: a pipe gets them whole.
        whole = name == "item" and not console.is_terminal
        found.add_column(name, overflow="fold", no_wrap=whole)
    return found


class Watch:
    """Shows a run as it goes: a line for each thing made, and one live line at the bottom."""

    def __init__(self) -> None:
        self.made = 0
        self.found = 0
        self._now: dict[tuple[str, str], float] = {}
        self._live: Live | None = None
        self._percent = 0.0
        self._left: float | None = None
        self._began = time.perf_counter()

    def __enter__(self) -> "Watch":
        if console.is_terminal:
            self._live = Live(console=console, refresh_per_second=6, transient=True)
            self._live.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        value: BaseException | None,
        tb: TracebackType | None,
    ) -> None:
        if self._live:
            self._live.stop()

    def hear(self, told: Told) -> None:
        """Show one thing that happened."""
        self._percent, self._left = max(self._percent, told.percent), told.left
        key = (told.stage, told.item)
        if told.kind == "begin":
            self._now[key] = 0.0
            if told.body["why"] not in ("new",):
                self._line(f"{told.stage} {told.item}: {told.body['why']}", "dim")
        elif told.kind == "part":
            self._now[key] = told.body["share"]
        elif told.kind == "done":
            self._now.pop(key, None)
            if told.body["fresh"]:
                self.made += 1
                self._line(f"{told.stage} {told.item}  {told.body['seconds']:.1f} s")
            else:
                self.found += 1
        elif told.kind == "failed":
            self._line(f"{told.stage} {told.item} failed: {told.body['why']}", "red")
        elif told.kind == "note":
            self._line(told.body["text"], "yellow")
        if self._live:
            self._live.update(self._bottom())

    def _line(self, text: str, style: str = "") -> None:
        percent = f"[{self._percent:3.0f} %] "
        console.print(Text(percent, style="cyan") + Text(text, style=style), soft_wrap=True)

    def _bottom(self) -> Text:
        at = ", ".join(
            f"{stage} {item}" + (f" {share:.0%}" if share else "")
            for (stage, item), share in list(self._now.items())[:3]
        )
        step = STEP.get(next(iter(self._now), ("", ""))[0], "")
        left = f", about {max(1, round(self._left))} s left" if self._left else ""
        return Text(f"{self._percent:3.0f} %{left}  {step}: {at}" if at else "", style="bold")


class Track:
    """Shows jobs as they go: a line for each that ends, and one live line at the bottom."""

    def __init__(self, *, quiet: bool = False) -> None:
        self._at: dict[str, tuple[str, float]] = {}
        self._quiet = quiet
        self._live: Live | None = None

    def __enter__(self) -> "Track":
        if console.is_terminal and not self._quiet:
            self._live = Live(console=console, refresh_per_second=6, transient=True)
            self._live.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        value: BaseException | None,
        tb: TracebackType | None,
    ) -> None:
        if self._live:
            self._live.stop()

    def hear(self, job: str, state: str, step: str, share: float) -> None:
        """Show how far a job is; a state is told once."""
        before = self._at.get(job, ("", -1.0))
        self._at[job] = (state, share)
        if self._quiet:
            return
        if state != before[0] and state not in ("queued", "running"):
            console.print(Text(f"{job}: {state}", style="" if state == "done" else "yellow"))
        if self._live:
            going = [(j, s) for j, (state, s) in self._at.items() if state == "running"]
            left = sum(s in ("queued", "running") for s, _ in self._at.values())
            at = ", ".join(f"{j} {s:.0%}" for j, s in going[:3])
            self._live.update(Text(f"{left} to go  {at} {step}" if left else "", style="bold"))


@contextmanager
def watching() -> Iterator[Watch]:
    """A watch for the length of a block."""
    with Watch() as watch:
        yield watch
