"""Who did what to a campaign, or to the people of a house: lines are added, never changed."""

from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Index, MetaData, Table

from .catalogue import now
from .database import Database
from .parts import Part, adding, numbered, prepare, text_column

_TABLES = MetaData()
TRAIL = Table(
    "trail",
    _TABLES,
    numbered(),
    *map(text_column, ("at", "who", "what", "thing", "detail")),
    Index("trail_thing", "thing"),
    sqlite_autoincrement=True,
)
PART = Part(
    "trail",
    _TABLES,
    stands=(
        ("trail", "update", "the audit is never changed"),
        ("trail", "delete", "the audit is never shortened"),
    ),
)

NOTE = adding(TRAIL)
_LINES = "select number, at, who, what, thing, detail from trail where number > :after "
_ALL = f"{_LINES} order by number limit :limit"
_OF = f"{_LINES} and thing = :thing order by number limit :limit"


@dataclass(frozen=True)
class Line:
    """One act: when (UTC, ISO 8601), who, what they did, to which thing, and how."""

    number: int
    at: str
    who: str
    what: str
    thing: str
    detail: str


class Trail:
    """The audit of a campaign. Safe to use from several threads and processes at once."""

    def __init__(self, place: Path | Database, old: Path | None = None) -> None:
        """Open or make the audit in a file, or in an open database. Raises StoreFailed.

        old: a file whose rows a server's space takes over when it is made.
        """
        self.database = place if isinstance(place, Database) else Database(place, what="the audit")
        prepare(self.database, PART, old)

    def note(self, who: str, what: str, thing: str = "", detail: str = "") -> None:
        """Add a line."""
        self.database.put(NOTE, **line(who, what, thing, detail))

    def lines(self, *, thing: str = "", after: int = 0, limit: int = 1000) -> tuple[Line, ...]:
        """Lines after a number, oldest first; thing: only what was done to it."""
        rows = (
            self.database.read(_OF, thing=thing, after=after, limit=limit)
            if thing
            else self.database.read(_ALL, after=after, limit=limit)
        )
        return tuple(Line(*row) for row in rows)

    def close(self) -> None:
        """Close this thread's connection."""
        self.database.close()


def line(who: str, what: str, thing: str, detail: str) -> dict[str, str]:
    """The values of a line that is noted now, for a change that notes it with what it did."""
    return {"at": now(), "who": who, "what": what, "thing": thing, "detail": detail}
