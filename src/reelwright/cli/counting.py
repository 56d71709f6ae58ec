"""A live line that counts what a long command has done."""

import time
from types import TracebackType

from rich.live import Live
from rich.text import Text

from .heartbeat import Heartbeat, aside
from .screen import console


class Counting:
    """Counts up on a terminal; elsewhere it tells now and then how far it is; quiet, nothing."""

    def __init__(self, what: str, *, quiet: bool = False) -> None:
        self._what = what
        self._text, self._began = what, time.monotonic()
        self._quiet = quiet
        self._heartbeat = Heartbeat(lambda: [(what, self._began, self._text)], aside)
        self._live = (
            Live(console=console, refresh_per_second=6, transient=True)
            if console.is_terminal and not quiet
            else None
        )

    def __enter__(self) -> "Counting":
        if self._live:
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

    def told(self, done: int, total: int) -> None:
        """So many of so many are done."""
        share = f" ({done / total:.0%})" if total else ""
        self._show(f"{done:,} of {total:,} {self._what}{share}")

    def counted(self, done: int) -> None:
        """So many are done."""
        self._show(f"{done:,} {self._what}")

    def _show(self, text: str) -> None:
        self._text = text
        if self._live:
            self._live.update(Text(text, style="bold"))
