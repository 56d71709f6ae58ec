"""Runs as a person watches them: a line for each thing made, and what is in hand now."""

import threading
import time
from collections.abc import Generator
from contextlib import contextmanager
from types import TracebackType
from typing import TYPE_CHECKING

from rich.console import Group
from rich.live import Live
from rich.progress_bar import ProgressBar
from rich.table import Table
from rich.text import Text

from .heartbeat import Heartbeat, InHand, aside
from .screen import console, say

if TYPE_CHECKING:
    from ..studio.campaigns import Heard
    from ..studio.jobs import JobHeard

HANDS = 4
"""Things in hand that are shown at once."""


class Watch:
    """Shows a run as it goes: a line for each thing made, and what is in hand at the bottom."""

    def __init__(self) -> None:
        self.made = 0
        self.found = 0
        self._now: dict[tuple[str, str, str], tuple[float, float]] = {}
        self._live: Live | None = None
        self._percent = 0.0
        self._left: float | None = None
        self._heard = self._began = time.monotonic()
        self._lock = threading.Lock()
        self._busy: tuple[str, float] | None = None
        self._heartbeat = Heartbeat(self._in_hand, self._line)

    def __enter__(self) -> "Watch":
        if console.is_terminal:
            self._live = Live(
                get_renderable=self._bottom, console=console, refresh_per_second=4, transient=True
            )
            self._live.start()
        self._heartbeat.__enter__()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        value: BaseException | None,
        tb: TracebackType | None,
    ) -> None:
        self._heartbeat.__exit__(kind, value, tb)
        if self._live:
            self._live.stop()

    def hear(self, told: "Heard") -> None:
        """Show one thing that happened. Called from any thread."""
        if told.kind == "noticed":
            say(told.text, "yellow")
            return
        if told.kind == "busy":
            with self._lock:
                begun = self._busy[1] if self._busy else time.monotonic()
                self._busy = (_far(told.text, told.share), begun) if told.text else None
            return
        key = (told.step, told.stage, told.item)
        with self._lock:
            self._percent = max(self._percent, told.percent)
            self._left, self._heard = told.left, time.monotonic()
            if told.kind == "begin":
                self._now[key] = (0.0, self._heard)
            elif told.kind == "part" and key in self._now:
                self._now[key] = (told.share, self._now[key][1])
            elif told.kind == "broke":
                self._now.pop(key, None)
            elif told.kind == "done":
                self._now.pop(key, None)
                self.made += told.fresh
                self.found += not told.fresh
        if told.kind == "begin" and told.why != "new":
            self._line(f"{told.stage} {told.item}: {told.why}", "dim")
        elif told.kind == "done" and told.fresh:
            self._line(f"{told.stage} {told.item}  {told.seconds:.1f} s")
        elif told.kind == "failed":
            self._line(f"{told.stage} {told.item} failed: {told.why}", "red")
        elif told.kind == "note":
            self._line(told.text, "yellow")

    def _in_hand(self) -> InHand:
        with self._lock:
            hands = [
                (key, since, _far(f"{key[1]} {key[2]}", share))
                for key, (share, since) in self._now.items()
            ]
            if self._busy and not hands:
                hands = [(self._busy[1], self._busy[1], self._busy[0])]
        return hands

    def _line(self, text: str, style: str = "") -> None:
        percent = f"[{self._percent:3.0f} %] "
        console.print(Text(percent, style="cyan") + Text(text, style=style), soft_wrap=True)

    def _bottom(self) -> Group:
        """A bar with percent and time left, and a line for each thing in hand."""
        now = time.monotonic()
        with self._lock:
            hands, percent, left = list(self._now.items()), self._percent, self._left
            told = f"{percent:.0f} %, {clock(now - self._began)} so far"
            if left is not None:
                told += f", about {clock(max(1, left - (now - self._heard)))} left"
        bar = Table.grid(padding=(0, 1))
        bar.add_row(ProgressBar(total=100, completed=percent, width=24), Text(told, style="bold"))
        lines = [_hand(*key, *at, now) for key, at in hands[:HANDS]]
        if self._busy and not lines:
            lines = [Text(f"  {self._busy[0]}", style="bold")]
        return Group(bar, *lines)


def _far(text: str, share: float) -> str:
    return f"{text}: {share:.0%}" if share else text


def _hand(step: str, stage: str, item: str, share: float, since: float, now: float) -> Text:
    far = f"{share:4.0%}" if share else "    "
    name = stage if step == stage else f"{step}: {stage}"
    line = Text(no_wrap=True, overflow="ellipsis")
    line.append(f"  {far} {now - since:4.0f} s  ", style="cyan")
    return line.append(f"{name} ", style="bold").append(item)


def clock(seconds: float) -> str:
    """A time as people say it: "40 s", "3 min 20 s", "1 h 5 min"."""
    whole = round(seconds)
    if whole < 60:
        return f"{whole} s"
    if whole < 3600:
        return f"{whole // 60} min {whole % 60} s"
    return f"{whole // 3600} h {whole % 3600 // 60} min"


class Track:
    """Shows jobs as they go: a line for each that ends, and one live line at the bottom."""

    def __init__(self, *, quiet: bool = False) -> None:
        self._at: dict[str, tuple[str, float]] = {}
        self._quiet = quiet
        self._live: Live | None = None
        self._since: dict[str, float] = {}
        self._heartbeat = Heartbeat(self._in_hand, aside)

    def __enter__(self) -> "Track":
        if console.is_terminal and not self._quiet:
            self._live = Live(console=console, refresh_per_second=6, transient=True)
            self._live.start()
        if not self._quiet:
            self._heartbeat.__enter__()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        value: BaseException | None,
        tb: TracebackType | None,
    ) -> None:
        self._heartbeat.__exit__(kind, value, tb)
        if self._live:
            self._live.stop()

    def hear(self, heard: "JobHeard") -> None:
        """Show how far a job is; a state is told once."""
        job, state, step, share = heard.id, heard.state, heard.step, heard.share
        before = self._at.get(job, ("", -1.0))
        self._at[job] = (state, share)
        if state == "running":
            self._since.setdefault(job, time.monotonic())
        if self._quiet:
            return
        if state != before[0] and state not in ("queued", "running"):
            console.print(Text(f"{job}: {state}", style="" if state == "done" else "yellow"))
        if self._live:
            going = [(j, s) for j, (state, s) in self._at.items() if state == "running"]
            left = sum(s in ("queued", "running") for s, _ in self._at.values())
            at = ", ".join(f"{j} {s:.0%}" for j, s in going[:3])
            self._live.update(Text(f"{left} to go  {at} {step}" if left else "", style="bold"))

    def _in_hand(self) -> InHand:
        return [
            (job, self._since[job], _far(job, share))
            for job, (state, share) in list(self._at.items())
            if state == "running"
        ]


@contextmanager
def watching() -> Generator[Watch]:
    """A watch for the length of a block."""
    with Watch() as watch:
        yield watch
