"""What a campaign or a house spent, call by call: set aside before a call, settled after it.

Setting aside and the look at the caps are one change, so that workers side by side never pass one
together. Amounts are kept in millionths, rounded up.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import ROUND_CEILING, Decimal
from typing import Literal

from sqlalchemy import BigInteger, Column, Index, MetaData, Table
from sqlalchemy.schema import CreateIndex

from .database import Database, Transaction
from .parts import Schema, adding, numbered, prepare, text_column

_TABLES = MetaData()
SPENDS = Table(
    "spends",
    _TABLES,
    numbered(),
    *map(text_column, ("job", "backend", "stage", "item", "state")),
    Column("amount", BigInteger),
    text_column("at"),
    Index("spends_job", "job"),
    _AT := Index("spends_at", "at"),
)


def _by_time(change: Transaction) -> None:
    change.run(CreateIndex(_AT))


PART = Schema("spends", _TABLES, 2, {1: _by_time})

_ADD = adding(SPENDS)
_LAST = "select number, state from spends where job = :job order by number desc limit 1"
_TOTAL = (
    "select coalesce(sum(amount), 0) from spends "
    "where at >= :since and (:stage = '' or stage = :stage)"
)
_SETTLE = (
    "update spends set state = 'spent', amount = coalesce(:amount, amount) where number = :number"
)
_RELEASE = "delete from spends where number = :number"
_ALL = (
    "select job, backend, stage, item, state, amount, at from spends where at >= :since "
    "order by number"
)

UNIT = 1_000_000


@dataclass(frozen=True)
class Spend:
    """One call that was paid. amount None: nobody knows what it cost.

    state: "reserved" while it is not known how the call ended; it counts in full.
    """

    job: str
    backend: str
    stage: str
    item: str
    state: Literal["reserved", "spent"]
    amount: Decimal | None
    at: str


@dataclass(frozen=True)
class Limit:
    """A cap. most: what may be spent, from since (UTC, ISO 8601) on, on a stage; "" on all."""

    name: str
    most: Decimal
    since: str = ""
    stage: str = ""


@dataclass(frozen=True)
class Passed:
    """A limit that a call would pass, and what was spent or set aside under it before."""

    limit: Limit
    spent: Decimal


class Spends:
    """The spends of a campaign, or of a house.

    Safe from several threads, processes and workers at once.
    """

    def __init__(self, database: Database) -> None:
        """Open or make them in an open database. Raises StoreFailed, OutOfDate."""
        self.database = database
        prepare(database, PART)

    def reserve(
        self, spend: Spend, limits: Callable[[Transaction], Sequence[Limit]]
    ) -> Passed | None:
        """Set a spend aside, unless one of its job is; None: it stands.

        limits: those that hold, looked up in the same change. Otherwise nothing was set aside, for
        with it a limit would be passed, or a limit holds and nobody knows what the call costs.
        """
        amount = None if spend.amount is None else _kept(spend.amount)
        with self.database.change() as change:
            last = change.rows(_LAST, job=spend.job)
            if last and last[0][1] == "reserved":
                return None
            for limit in limits(change):
                found = change.rows(_TOTAL, since=limit.since, stage=limit.stage)
                total = int(found[0][0])
                if amount is None or total + amount > limit.most * UNIT:
                    return Passed(limit, Decimal(total) / UNIT)
            change.run(_ADD, **vars(spend) | {"amount": amount})
        return None

    def settle(self, job: str, amount: Decimal | None) -> None:
        """The job's newest spend is paid. amount: what it came to; None: what was set aside."""
        with self.database.change() as change:
            for number, _ in change.rows(_LAST, job=job):
                kept = None if amount is None else _kept(amount)
                change.run(_SETTLE, number=number, amount=kept)

    def release(self, job: str) -> None:
        """The job cost nothing: what is set aside for it is free again."""
        with self.database.change() as change:
            for number, state in change.rows(_LAST, job=job):
                if state == "reserved":
                    change.run(_RELEASE, number=number)

    def every(self, since: str = "") -> tuple[Spend, ...]:
        """All spends from a time on (UTC, ISO 8601), oldest first; "": from the first."""
        return tuple(
            Spend(job, backend, stage, item, state, _amount(kept), at)
            for job, backend, stage, item, state, kept, at in self.database.read(_ALL, since=since)
        )


def _kept(amount: Decimal) -> int:
    return int((amount * UNIT).to_integral_value(ROUND_CEILING))


def _amount(kept: int | None) -> Decimal | None:
    return None if kept is None else Decimal(int(kept)) / UNIT
