"""What a house pays for: prices, its till, and the refusal of what would pass a month's cap."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Literal

from ..domain.errors import OverBudget
from ..domain.spending import Price, Usage
from ..store.answers import Answers
from ..store.database import now
from ..store.months import ALL, Months
from ..store.spends import Passed, Spend

Work = Literal["campaigns", "clips", "paintings", "libraries"]
"""What a house pays for."""


@dataclass(frozen=True)
class Prices:
    """What back ends cost, by name: "video/openai", "anthropic:claude-sonnet-4-5", or "anthropic".

    currency: what all amounts are in. Nothing is known of what has no price.
    """

    each: Mapping[str, Price] = field(default_factory=dict[str, Price])
    currency: str = "USD"

    def of(self, backend: str) -> Price | None:
        """The price of a back end, or of its vendor's models; None: nobody has told it."""
        return self.each.get(backend) or self.each.get(backend.partition(":")[0])

    def told(self, amount: Decimal) -> str:
        """An amount as people read it: "12.50 USD", small ones to the millionth."""
        short = f"{amount:.2f}" if amount == round(amount, 2) else f"{amount:.6f}".rstrip("0")
        return f"{short} {self.currency}"


@dataclass(frozen=True)
class Books:
    """A house's ledger, and what opens the answers that it paid for."""

    months: Months
    answers: Callable[[], Answers]


@dataclass(frozen=True)
class HouseTill:
    """Implements `Till` for a work of a house. books: opened with the first call that costs.

    item: what is made, for messages and the ledger. place: what its jobs are told apart by, where
    others' may be called the same.
    """

    books: Callable[[], Books]
    prices: Prices
    work: Work
    item: str
    place: str = ""

    def price(self, backend: str) -> Price | None:
        """What a back end costs; None: nobody has told it."""
        return self.prices.of(backend)

    def reserve(self, job: str, backend: str, most: Usage) -> None:
        """Set aside what a call may cost at most. Raises OverBudget, and nothing is to be sent."""
        price = self.prices.of(backend)
        amount = price and price.of(most)
        spend = Spend(self._job(job), backend, self.work, self.item, "reserved", amount, now())
        if passed := self.books().months.reserve(spend):
            raise OverBudget(self._refusal(passed, backend, amount, spend.at))

    def settle(self, job: str, cost: Decimal | None = None) -> None:
        """A job has ended and was paid. cost: what it came to; None: what was set aside for it."""
        self.books().months.spends.settle(self._job(job), cost)

    def release(self, job: str) -> None:
        """A job certainly cost nothing."""
        self.books().months.spends.release(self._job(job))

    def once(self, request: str, send: Callable[[], bytes]) -> bytes:
        """The answer to a request: that of who asks the same just now, or did within a day."""
        return self.books().answers().once(request, send)

    def _job(self, job: str) -> str:
        return f"{self.place} {job}" if self.place else job

    def _refusal(self, passed: Passed, backend: str, amount: Decimal | None, at: str) -> str:
        told, limit = self.prices.told, passed.limit
        on = "" if limit.name == ALL else f" on {limit.name}"
        cap = f"{told(limit.most)} that this house may spend{on} in {at[:7]}"
        if amount is None:
            return (
                f"{self.item} was not made: what {backend} costs is not known, and there is a cap: "
                f"{cap}; name its price in REELWRIGHT_PRICES ('{{\"{backend}\": {{}}}}' where it "
                "costs nothing), or let an admin take the cap away"
            )
        return (
            f"{self.item} was not made: {backend} may cost {told(amount)}, {told(passed.spent)} of "
            f"the {cap} are spent or set aside, and nothing was sent; what is finished stays. Let "
            f"an admin raise the cap (reelwright spending --cap {limit.name}=AMOUNT, or the page "
            f"Spending) and make it again, or wait until {_next(at)} (UTC)"
        )


def _next(at: str) -> str:
    """The first day of the month after a time's."""
    year, month = int(at[:4]), int(at[5:7])
    return date(year + month // 12, month % 12 + 1, 1).isoformat()
