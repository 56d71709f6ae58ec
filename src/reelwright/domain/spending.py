"""What calls that cost money are paid through: set aside before each, settled after it.

A part of the program that asks a paid back end asks `till()` first. Who works for a campaign puts
that campaign's till there (`paying`), who works for the house the house's; elsewhere it is
`Unmetered`, which counts nothing.
"""

import secrets
from collections.abc import Callable, Generator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated, Any, Protocol, TypeVar

from pydantic import Field, PlainSerializer

from .base import Frozen, digest_of

G = TypeVar("G")
T = TypeVar("T")

Money = Annotated[
    Decimal,
    Field(ge=0, max_digits=15, decimal_places=6, allow_inf_nan=False),
    PlainSerializer(float, return_type=float, when_used="json"),
]
"""An amount in the currency of the settings, to a millionth."""


@dataclass(frozen=True)
class Usage:
    """What one call takes of a back end. seconds: of footage; tokens: of text, in and out.

    pictures: those that are made, or looked at by an embedder.
    """

    requests: int = 1
    seconds: float = 0.0
    pictures: int = 0
    tokens_in: int = 0
    tokens_out: int = 0


class Price(Frozen):
    """What a back end costs: requests, seconds of footage, pictures, and tokens by the million."""

    request: Money = Decimal(0)
    second: Money = Decimal(0)
    picture: Money = Decimal(0)
    tokens_in: Money = Decimal(0)
    tokens_out: Money = Decimal(0)

    def of(self, use: Usage) -> Decimal:
        """What a use costs."""
        return (
            self.request * use.requests
            + self.second * Decimal(str(use.seconds))
            + self.picture * use.pictures
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

    def once(self, request: str, send: Callable[[], bytes]) -> bytes:
        """The answer to a request, by its digest; send pays for it where nobody has it yet."""
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

    def once(self, request: str, send: Callable[[], bytes]) -> bytes:
        """What was sent for."""
        return send()


@dataclass
class Bill:
    """What came of a paid call.

    free: it certainly cost nothing. used: what it took; None: nobody knows, at most what was set
    aside.
    """

    free: bool = False
    used: Usage | None = None


@contextmanager
def billed(at: Till, backend: str, most: Usage) -> Generator[Bill]:
    """Pay at a till for the call of this block, which fills in its bill. Raises OverBudget."""
    job = f"call {secrets.token_hex(16)}"
    at.reserve(job, backend, most)
    bill = Bill()
    try:
        yield bill
    finally:
        price = at.price(backend)
        if bill.free:
            at.release(job)
        else:
            at.settle(job, price.of(bill.used) if price and bill.used else None)


def bought(backend: str, request: Any, most: Usage, send: Callable[[Bill], bytes]) -> bytes:
    """The answer of a back end to a request that costs; the like of it is paid once.

    request: all that the answer depends on, JSON-ready. Raises OverBudget, and sends nothing.
    """
    at = till()

    def pay() -> bytes:
        with billed(at, backend, most) as bill:
            return send(bill)

    return at.once(digest_of([backend, request]), pay)


_TILL: ContextVar[Till | None] = ContextVar("till", default=None)


def till(otherwise: Till | None = None) -> Till:
    """Where this work pays. otherwise: where nobody said it; None: nowhere."""
    return _TILL.get() or otherwise or Unmetered()


def carried(work: Callable[[G], T]) -> Callable[[G], T]:
    """Work that pays where this thread pays, whatever thread does it."""
    at = till()

    def pays(given: G) -> T:
        with paying(at):
            return work(given)

    return pays


@contextmanager
def paying(at: Till) -> Generator[None]:
    """Work in this block, in this thread, pays there."""
    before = _TILL.set(at)
    try:
        yield
    finally:
        _TILL.reset(before)
