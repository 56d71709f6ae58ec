"""A campaign's till: its prices, its cap, and what it spent."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from ...domain.errors import OverBudget
from ...domain.spending import Price, Usage
from ...store.database import now
from ...store.spends import Spend, Spends


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
class Purse:
    """Implements `Till` for what one item of a stage needs. cap: most for the whole campaign."""

    spends: Spends
    prices: Prices
    cap: Decimal | None
    stage: str
    item: str

    def price(self, backend: str) -> Price | None:
        """What a back end costs; None: nobody has told it."""
        return self.prices.of(backend)

    def reserve(self, job: str, backend: str, most: Usage) -> None:
        """Set aside what a call may cost at most. Raises OverBudget, and nothing is to be sent."""
        price = self.prices.of(backend)
        if price is None and self.cap is not None:
            raise OverBudget(
                f"{self.stage} {self.item} was not made: what {backend} costs is not known, and "
                f"the campaign may spend {self.prices.told(self.cap)}; name its price in "
                f"REELWRIGHT_PRICES ('{{\"{backend}\": {{}}}}' where it costs nothing), or take "
                "the budget away"
            )
        amount = price and price.of(most)
        spend = Spend(job, backend, self.stage, self.item, "reserved", amount, now())
        spent = self.spends.reserve(spend, self.cap)
        if spent is not None:
            assert amount is not None
            assert self.cap is not None
            told = self.prices.told
            raise OverBudget(
                f"{self.stage} {self.item} was not made: {backend} may cost {told(amount)}, "
                f"{told(spent)} of the budget of {told(self.cap)} are spent or set aside, and "
                "nothing was sent; what is finished stays. Raise budget under [wanted] in "
                "campaign.toml, or give --budget, and make it again"
            )

    def settle(self, job: str, cost: Decimal | None = None) -> None:
        """A job has ended and was paid. cost: what it came to; None: what was set aside for it."""
        self.spends.settle(job, cost)

    def release(self, job: str) -> None:
        """A job certainly cost nothing."""
        self.spends.release(job)
