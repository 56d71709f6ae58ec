"""What is wrong with a campaign folder, gathered: one reading tells all that can be told apart."""

from collections.abc import Callable, Iterable
from typing import TypeVar

from ..domain.errors import InvalidIntake

T = TypeVar("T")

MOST_TOLD = 20
"""Faults that one error lists."""


class Faults:
    """Gathers faults while the rest is read on; `end` raises them as one."""

    def __init__(self) -> None:
        self._told: dict[str, None] = {}

    def __len__(self) -> int:
        return len(self._told)

    def tell(self, lines: Iterable[str]) -> None:
        """Take these in, each once, in their order."""
        self._told.update(dict.fromkeys(lines))

    def read(self, what: Callable[[], T], instead: T) -> T:
        """What a reading gives; where that is wrong, its faults are kept and `instead` is given."""
        try:
            return what()
        except InvalidIntake as problem:
            self.tell([str(problem)])
            return instead

    def end(self) -> None:
        """Raise InvalidIntake with all that was gathered, one line a fault; nothing, nothing."""
        if not self._told:
            return
        lines = list(dict.fromkeys(line for told in self._told for line in told.split("\n")))
        more = len(lines) - MOST_TOLD
        raise InvalidIntake(
            "\n".join(lines if more <= 0 else [*lines[:MOST_TOLD], f"and {more} more"])
        )
