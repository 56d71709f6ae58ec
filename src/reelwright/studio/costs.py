"""What a campaign or a house spent on models, what they may, and what the next make will."""

from collections.abc import Callable, Sequence
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Literal, get_args

from ..domain.base import Frozen
from ..domain.errors import InvalidIntake
from ..domain.spending import Money
from . import _given
from ._rights import demand

if TYPE_CHECKING:
    from ..store.spends import Spend


WORKS = {
    "clip": "clips",
    "join": "clips",
    "enhance": "clips",
    "paint": "paintings",
    "add": "libraries",
}
"""Which cap holds for what."""

MOST = Decimal(1_000_000_000)
"""What no cap reaches."""


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


class Cap(Frozen):
    """The most that may be spent in a calendar month (UTC) on a work, as "clips"; "all" on all."""

    what: str
    most: Money


class HouseCosts(Frozen):
    """What the house spent on models in a month (UTC, "2026-11"), in a currency ("USD").

    caps: those that hold; () where nothing is capped. by_work tells campaigns, clips, paintings and
    libraries apart. Campaigns' own budgets hold besides.
    """

    currency: str
    month: str
    caps: tuple[Cap, ...]
    spent: Cost
    by_work: tuple[Cost, ...]
    by_backend: tuple[Cost, ...]


def house(*, who: str | None = None) -> HouseCosts:
    """What the house spent this month, and what it may.

    Args:
        who: Who asks; None: the person of the settings.

    Raises:
        NotAllowed: They may not look.
    """
    from ..store.database import now
    from ..wiring.spending import months_of

    demand("viewer", who)
    settings, at = _given.settings(), now()
    months = months_of(settings)
    spends = months.spent(at)
    return HouseCosts(
        currency=settings.currency,
        month=at[:7],
        caps=tuple(Cap(what=what, most=most) for what, most in months.caps().items()),
        spent=_cost("all", spends),
        by_work=_by(lambda s: s.stage, spends),
        by_backend=_by(lambda s: s.backend, spends),
    )


def cap(what: str, most: Decimal | float | None, *, who: str | None = None) -> HouseCosts:
    """Set the most that the house may spend in a calendar month (UTC); it holds at once.

    Args:
        what: On what: "campaigns", "clips", "paintings", "libraries", or "all".
        most: An amount in the currency of the settings; None takes the cap away.
        who: Who sets it; None: the person of the settings.

    Raises:
        NotAllowed: It takes the role admin.
        InvalidIntake: There is no such work, or the amount is none.
    """
    from ..store.months import ALL
    from ..wiring.spending import months_of
    from ..workflow.spending import Work

    by = demand("admin", who)
    works = (ALL, *get_args(Work))
    if what not in works:
        raise InvalidIntake(f"there is no work {what!r} to cap; choose {', '.join(works)}")
    amount = None if most is None else Decimal(str(most))
    if amount is not None and not (amount.is_finite() and 0 <= amount < MOST):
        raise InvalidIntake(f"{most} cannot be a cap on {what}; write an amount from 0 on, as 50")
    months_of(_given.settings()).cap(what, amount, by)
    return house(who=who)


Ahead = Literal["clip", "join", "paint", "add", "enhance"]
"""What can be asked for that is no campaign."""


class PieceCosts(Frozen):
    """What something that is no campaign will spend, least to most, by back end, in a currency.

    left: what the house may still spend on such this month; None: nothing is capped. next: () where
    it costs nothing.
    """

    currency: str
    least: Money
    most: Money
    next: tuple[CostAhead, ...]
    left: Money | None


def ahead(
    what: Ahead,
    *,
    count: int = 1,
    bases: Sequence[str] = (),
    backend: str = "",
    model: str | None = None,
    who: str | None = None,
) -> PieceCosts:
    """What clips, a joined film, a painting or additions to a base will spend; nothing is asked.

    Args:
        what: "clip", "join", "paint", "add" or "enhance": one prompt, made more of.
        count: Clips, candidates of a painting, or files.
        bases: Knowledge bases that are searched, or the one that files are taken into.
        backend: What paints: "canvas".
        model: The text model that takes prompts apart; None: the settings'.
        who: Who asks; None: the person of the settings.

    Raises:
        NotAllowed: They may not look, or not read a base.
        NotFound: There is no such base or back end.
    """
    from ..store.database import now
    from ..wiring.spending import months_of
    from ..workflow import quotes
    from ..workflow.spending import Prices
    from ._library import library_of

    demand("viewer", who)
    settings = _given.settings(who=who)
    prices = Prices(settings.price_list(), settings.currency)
    with library_of(None, who) as library:
        spaces = [
            space for name in dict.fromkeys(bases) for space in library.open(name).facts.spaces
        ]
    if what == "add":
        found = quotes.added(spaces, prices, count)
    elif what == "join":
        found = ()
    elif what == "enhance":
        found = quotes.asked(what, model or settings.model_for("clip"), prices, 1)
    else:
        found = quotes.searched(what, spaces, prices, count if what == "clip" else 1)
        if what == "clip":
            found += quotes.asked(what, model or settings.model_for("clip"), prices, count)
        elif backend:
            name = f"inpaint/{backend.removeprefix('inpaint/')}"
            found += quotes.painted(name, prices, count)
    return PieceCosts(
        currency=settings.currency,
        least=sum((q.least for q in found), Decimal(0)),
        most=sum((q.most for q in found), Decimal(0)),
        next=tuple(CostAhead.model_validate(vars(q)) for q in found),
        left=months_of(settings).room(WORKS[what], now()) if found else None,
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
