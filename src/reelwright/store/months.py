"""What a house spends in a calendar month (UTC), and the most that it may: in all, and by work."""

from decimal import Decimal
from pathlib import Path

from sqlalchemy import BigInteger, Column, MetaData, Table

from .database import Database, Transaction, now
from .parts import Schema, instead, prepare, text_column
from .spends import UNIT, Limit, Passed, Spend, Spends
from .trail import PART as TRAIL
from .trail import add_line

ALL = "all"
"""The cap on everything."""

_TABLES = MetaData()
CAPS = Table(
    "caps",
    _TABLES,
    text_column("what", primary_key=True),
    Column("amount", BigInteger, nullable=False),
    *map(text_column, ("set_at", "set_by")),
)
PART = Schema("caps", _TABLES)

_ALL = "select what, amount from caps order by what"
_SET = instead(CAPS)
_UNSET = "delete from caps where what = :what"


class Months:
    """The ledger of a house: a spend's stage is the work that it was for, as "clips"."""

    def __init__(self, database: Database, old: Path | None = None) -> None:
        """Open or make it. old: a file whose rows a space takes over. Raises StoreFailed."""
        self.database = database
        prepare(database, TRAIL, old)
        prepare(database, PART, old)
        self.spends = Spends(database)

    def reserve(self, spend: Spend) -> Passed | None:
        """Set a spend aside; what it answers is what `Spends.reserve` does."""

        def limits(change: Transaction) -> list[Limit]:
            caps = change.rows(_ALL)
            since = month_of(spend.at)
            return [
                Limit(what, Decimal(int(amount)) / UNIT, since, "" if what == ALL else what)
                for what, amount in caps
                if what in (ALL, spend.stage)
            ]

        return self.spends.reserve(spend, limits)

    def room(self, work: str, at: str) -> Decimal | None:
        """What may still be spent on a work in the month of a time; None: nothing is capped."""
        caps, spent = self.caps(), self.spent(at)
        left = [
            most
            - sum((s.amount or Decimal(0) for s in spent if what in (ALL, s.stage)), Decimal(0))
            for what, most in caps.items()
            if what in (ALL, work)
        ]
        return max(Decimal(0), min(left)) if left else None

    def caps(self) -> dict[str, Decimal]:
        """The most that may be spent in a month, by work; `ALL` is on everything."""
        return {what: Decimal(int(amount)) / UNIT for what, amount in self.database.read(_ALL)}

    def cap(self, what: str, most: Decimal | None, by: str) -> None:
        """Set a cap, or with None take it away; it holds from the next request on."""
        with self.database.change() as change:
            if most is None:
                change.run(_UNSET, what=what)
            else:
                change.run(_SET, what=what, amount=int(most * UNIT), set_at=now(), set_by=by)
            add_line(change, by, "set cap", what, "none" if most is None else f"{most:f} a month")

    def spent(self, at: str) -> tuple[Spend, ...]:
        """What was spent in the month of a time, oldest first."""
        return tuple(s for s in self.spends.every(month_of(at)) if s.at[:7] == at[:7])


def month_of(at: str) -> str:
    """When the month of a time (UTC, ISO 8601) begins, likewise."""
    return f"{at[:7]}-01"
