"""What calls that cost money are paid through: set aside before each, settled after it.

A part of the program that asks a paid back end asks `till()` first. Who works for a campaign puts
that campaign's till there (`paying`); elsewhere it is `Unmetered`, which counts nothing.
"""

from collections.abc import Generator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated, Protocol

from pydantic import Field, PlainSerializer

from .base import Frozen

Money = Annotated[
    Decimal,
    Field(ge=0, max_digits=15, decimal_places=6, allow_inf_nan=False),
    PlainSerializer(float, return_type=float, when_used="json"),
]
"""An amount in the currency of the settings, to a millionth."""


@dataclass(frozen=True)
class Usage:
    """What one call takes of a back end. seconds: of footage; tokens: of text, in and out."""

    requests: int = 1
    seconds: float = 0.0
    tokens_in: int = 0
    tokens_out: int = 0


class Price(Frozen):
    """What a back end costs: each request, a second of footage, a million tokens in and out."""

    request: Money = Decimal(0)
    second: Money = Decimal(0)
    tokens_in: Money = Decimal(0)
    tokens_out: Money = Decimal(0)

    def of(self, use: Usage) -> Decimal:
        """What a use costs."""
        return (
            self.request * use.requests
            + self.second * Decimal(str(use.seconds))
            + self.tokens_in * use.tokens_in / 1_000_000
            + self.tokens_out * use.tokens_out / 1_000_000
        )


class Till(Protocol):
    """Where calls are paid. A job is one call, known by a name that outlives its run."""

    def price(self, backend: str) -> Price | None:
        """What a back end costs; None: nobody has told it, or nobody counts."""
        ...

    def reserve(self, job: str, backend: str, most: Usage) -> None:
        """Set aside what a call may cost at most, before it. Raises OverBudget: nothing was spent.

        A job that something is set aside for is left alone: its run was killed, and takes it up.
        """
        ...

    def settle(self, job: str, cost: Decimal | None = None) -> None:
        """A job has ended and was paid. cost: what it came to; None: what was set aside for it."""
        ...

    def release(self, job: str) -> None:
        """A job certainly cost nothing."""
        ...


class Unmetered:
    """A till that counts nothing."""

    def price(self, backend: str) -> Price | None:
        """None."""

    def reserve(self, job: str, backend: str, most: Usage) -> None:
        """Nothing."""

    def settle(self, job: str, cost: Decimal | None = None) -> None:
        """Nothing."""

    def release(self, job: str) -> None:
        """Nothing."""


_TILL: ContextVar[Till | None] = ContextVar("till", default=None)


def till() -> Till:
    """Where this work pays."""
    return _TILL.get() or Unmetered()


@contextmanager
def paying(at: Till) -> Generator[None]:
    """Work in this block, in this thread, pays there."""
    before = _TILL.set(at)
    try:
        yield
    finally:
        _TILL.reset(before)
