"""A campaign's till: its cap and what it spent, and what of it its house pays."""

from collections.abc import Callable
from dataclasses import dataclass, field
from decimal import Decimal

from ...domain.errors import OverBudget
from ...domain.spending import Price, Till, Unmetered, Usage
from ...store.database import now
from ...store.spends import Limit, Spend, Spends
from ..spending import Prices


@dataclass(frozen=True)
class Purse:
    """Implements `Till` for what one item of a stage needs. cap: most for the whole campaign.

    house: where the house pays for it, whose caps hold besides.
    """

    spends: Spends
    prices: Prices
    cap: Decimal | None
    stage: str
    item: str
    house: Till = field(default_factory=Unmetered)

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
        # A run that died in between sent nothing: it finds what the house set aside for it.
        self.house.reserve(job, backend, most)
        amount = price and price.of(most)
        spend = Spend(job, backend, self.stage, self.item, "reserved", amount, now())
        limits = () if self.cap is None else (Limit("budget", self.cap),)
        if passed := self.spends.reserve(spend, lambda _: limits):
            self.house.release(job)
            assert amount is not None
            told = self.prices.told
            raise OverBudget(
                f"{self.stage} {self.item} was not made: {backend} may cost {told(amount)}, "
                f"{told(passed.spent)} of the budget of {told(passed.limit.most)} are spent or "
                "set aside, and "
                "nothing was sent; what is finished stays. Raise budget under [wanted] in "
                "campaign.toml, or give --budget, and make it again"
            )

    def settle(self, job: str, cost: Decimal | None = None) -> None:
        """A job has ended and was paid. cost: what it came to; None: what was set aside for it."""
        self.spends.settle(job, cost)
        self.house.settle(job, cost)

    def release(self, job: str) -> None:
        """A job certainly cost nothing."""
        self.spends.release(job)
        self.house.release(job)

    def once(self, request: str, send: Callable[[], bytes]) -> bytes:
        """What was sent for: a campaign keeps what it was made of its answers."""
        return send()
