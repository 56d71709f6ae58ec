"""What a campaign spent on models, what it may spend, and what the next make will."""

from collections.abc import Callable, Sequence
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

from ..domain.base import Frozen
from ..domain.spending import Money
from . import _given

if TYPE_CHECKING:
    from ..store.spends import Spend


class Cost(Frozen):
    """What calls of one kind cost. name: a step's or a back end's. unknown: calls without a price.

    set_aside: the part of amount for calls that have not ended, or whose end nobody knows.
    """

    name: str
    calls: int
    amount: Money
    set_aside: Money = Decimal(0)
    unknown: int = 0


class CostAhead(Frozen):
    """What the next make will spend on one kind of call: items, and from least to most.

    known: False where the back end has no price, so that nobody can tell.
    """

    stage: str
    backend: str
    items: int
    least: Money
    most: Money
    known: bool


class Costs(Frozen):
    """What a campaign spent so far, in all, by step and by back end, in a currency ("USD").

    budget: most that it may spend by its campaign.toml; None: no cap. next: what a make up to the
    release will spend, least to most in all, by stage and back end; () where nothing.
    """

    currency: str
    budget: Money | None
    spent: Cost
    by_step: tuple[Cost, ...]
    by_backend: tuple[Cost, ...]
    least: Money
    most: Money
    next: tuple[CostAhead, ...]


def costs(folder: Path | str, *, workspace: Path | None = None) -> Costs:
    """What a campaign spent so far, and what the next make will spend. Nothing is made.

    Raises:
        InvalidIntake: The folder cannot be used.
    """
    from ..workflow.campaign.estimate import estimate
    from ..workflow.campaign.stages import STAGES

    studio = _given.opened(Path(folder), workspace)
    spends, quotes = studio.spends.every(), estimate(studio)
    return Costs(
        currency=studio.choices.prices.currency,
        budget=studio.campaign.wanted.budget,
        spent=_cost("all", spends),
        by_step=_by(lambda s: STAGES.step(s.stage), spends),
        by_backend=_by(lambda s: s.backend, spends),
        least=sum((q.least for q in quotes), Decimal(0)),
        most=sum((q.most for q in quotes), Decimal(0)),
        next=tuple(CostAhead.model_validate(vars(q)) for q in quotes),
    )


def _by(kind: "Callable[[Spend], str]", spends: "Sequence[Spend]") -> tuple[Cost, ...]:
    kinds: dict[str, list[Spend]] = {}
    for spend in spends:
        kinds.setdefault(kind(spend), []).append(spend)
    return tuple(_cost(name, of) for name, of in kinds.items())


def _cost(name: str, spends: "Sequence[Spend]") -> Cost:
    known = [(s.state, s.amount) for s in spends if s.amount is not None]
    return Cost(
        name=name,
        calls=len(spends),
        amount=sum((amount for _, amount in known), Decimal(0)),
        set_aside=sum((a for state, a in known if state == "reserved"), Decimal(0)),
        unknown=len(spends) - len(known),
    )
