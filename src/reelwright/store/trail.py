"""Who did what to a campaign, or to the people of a house: lines are added, never changed.

Each line carries a mark drawn from its words and the mark before it: a line that was changed,
taken out or slipped in breaks the chain, whoever got past the database's own refusal to do so. What
is cut off at the end is told by a mark that was noted elsewhere.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Index, MetaData, Table

from ..domain.base import digest_of
from .database import Database, Transaction, now
from .parts import Schema, adding, numbered, prepare, text_column

_TABLES = MetaData()
TRAIL = Table(
    "trail",
    _TABLES,
    numbered(),
    *map(text_column, ("at", "who", "what", "thing", "detail", "why", "mark")),
    Index("trail_thing", "thing"),
    sqlite_autoincrement=True,
)
PART = Schema(
    "trail",
    _TABLES,
    stands=(
        ("trail", "update", "the audit is never changed"),
        ("trail", "delete", "the audit is never shortened"),
    ),
)

CLEANED, PIPELINE = "clean up", "pipeline"
"""What a removal is called. Decisions and edits before a line of these two words are gone."""

BATCH = 1000
"""Lines that are read at once."""

_NOTE = adding(TRAIL)
_LAST = "select mark from trail order by number desc limit 1"
_LINES = (
    "select number, at, who, what, thing, detail, why, mark from trail where number > :after "
    "{}order by number limit :limit"
)
_ALL = _LINES.format("")
_OF = _LINES.format("and thing in among(:things) ")


@dataclass(frozen=True)
class TrailLine:
    """One act: when (UTC, ISO 8601), who, what they did, to which thing, how, and why.

    mark: hex SHA-256 of the line and of the mark before it.
    """

    number: int
    at: str
    who: str
    what: str
    thing: str
    detail: str
    why: str
    mark: str


@dataclass(frozen=True)
class TrailProof:
    """What a look along the chain found: how many lines, and the mark of the last one.

    broken: the number of the first line that does not follow from those before; None: all do.
    held: whether the mark that was asked for is among them.
    """

    lines: int
    mark: str
    broken: int | None
    held: bool


class Trail:
    """The audit of a campaign. Safe to use from several threads and processes at once."""

    def __init__(self, place: Path | Database, old: Path | None = None) -> None:
        """Open or make the audit in a file, or in an open database. Raises StoreFailed.

        old: a file whose rows a server's space takes over when it is made.
        """
        self.database = place if isinstance(place, Database) else Database(place, what="the audit")
        prepare(self.database, PART, old)

    def note(self, who: str, what: str, thing: str = "", detail: str = "", why: str = "") -> None:
        """Add a line."""
        with self.database.change() as change:
            add_line(change, who, what, thing, detail, why)

    def note_all(self, lines: Sequence[tuple[str, str, str, str, str]]) -> None:
        """Add lines of (who, what, thing, detail, why), all or none."""
        with self.database.change() as change:
            for one in lines:
                add_line(change, *one)

    def lines(self, *things: str, after: int = 0, limit: int = BATCH) -> tuple[TrailLine, ...]:
        """Lines after a number, oldest first; things: only what was done to one of these."""
        rows = (
            self.database.read(_OF, things=list(things), after=after, limit=limit)
            if things
            else self.database.read(_ALL, after=after, limit=limit)
        )
        return tuple(TrailLine(*row) for row in rows)

    def every(self) -> Iterator[TrailLine]:
        """All lines, read bit by bit."""
        after = 0
        while lines := self.lines(after=after):
            yield from lines
            after = lines[-1].number

    def verify(self, mark: str = "") -> TrailProof:
        """Look along the whole chain. mark: one that was noted before, "" asks for none."""
        before, count, broken, held = "", 0, None, not mark
        for line in self.every():
            count += 1
            if broken is None and line.mark != _mark(before, line):
                broken = line.number
            held = held or line.mark == mark
            before = line.mark
        return TrailProof(count, before, broken, held)

    def close(self) -> None:
        """Close this thread's connection."""
        self.database.close()


def add_line(
    change: Transaction, who: str, what: str, thing: str = "", detail: str = "", why: str = ""
) -> None:
    """Add a line within a change: it stands if what was done does, and falls with it."""
    rows = change.rows(_LAST)
    line = TrailLine(0, now(), who, what, thing, detail, why, "")
    mark = _mark(rows[0][0] if rows else "", line)
    told = {name: value for name, value in vars(line).items() if name != "number"}
    change.run(_NOTE, **told | {"mark": mark})


def _mark(before: str, line: TrailLine) -> str:
    return digest_of([before, line.at, line.who, line.what, line.thing, line.detail, line.why])
