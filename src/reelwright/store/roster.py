"""The campaigns of a house: which there are, where each lies, who changed it last."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import MetaData, Table

from ..domain.errors import Conflict, NotFound
from .database import Database, Transaction, now
from .parts import Schema, make_table, once, prepare, text_column
from .trail import PART as TRAIL
from .trail import add_line

_TABLES = MetaData()
CAMPAIGNS = Table(
    "campaigns",
    _TABLES,
    text_column("name", primary_key=True),
    *map(text_column, ("place", "folder", "title")),
    *map(text_column, ("created_at", "created_by", "changed_at", "changed_by", "removed_at")),
)
TEAMS = Table(
    "teams",
    _TABLES,
    text_column("place", primary_key=True),
    text_column("person", primary_key=True),
)


def _teams(change: Transaction) -> None:
    make_table(change, TEAMS)


PART = Schema("campaigns", _TABLES, 2, {1: _teams})

_COLUMNS = "name, place, folder, title, created_at, created_by, changed_at, changed_by"
_THERE = f"select {_COLUMNS} from campaigns where removed_at = ''"
_LISTED = f"{_THERE} order by name"
_ONE = f"{_THERE} and name = :name"
_GONE = "delete from campaigns where name = :name and removed_at <> ''"
_CHANGED = (
    "update campaigns set changed_at = :at, changed_by = :by, "
    "title = case when :title = '' then title else :title end "
    "where name = :name and removed_at = ''"
)
_REMOVED = "update campaigns set removed_at = :at where name = :name and removed_at = ''"
_ADD = once(CAMPAIGNS)
_TEAM = "select person from teams where place = :place order by person"
_TEAMS = "select place, person from teams order by place, person"
_JOIN = once(TEAMS)
_OPEN = "delete from teams where place = :place"
_OF_OTHERS = (
    "select name from campaigns c where exists (select 1 from teams t where t.place = c.place) "
    "and not exists (select 1 from teams t where t.place = c.place and t.person = :person)"
)
"""Campaigns that are kept to others, those that were removed too: their orders are still there."""


@dataclass(frozen=True)
class Enrolled:
    """A campaign of a house.

    place names its rows and bytes on a server; folder is where a person keeps its files, "" where
    they lie in the home of all campaigns. Times are UTC, ISO 8601.
    """

    name: str
    place: str
    folder: str
    title: str
    created_at: str
    created_by: str
    changed_at: str
    changed_by: str


class Roster:
    """The campaigns of a house. Every change leaves a line in the audit, in the same transaction.

    A name that was removed is free again; what was made under it keeps its place.
    """

    def __init__(self, place: Path | Database, old: Path | None = None) -> None:
        """Open or make the roster in a file, or in an open database. Raises StoreFailed.

        old: a file whose rows a server's space takes over when it is made.
        """
        self.database = (
            place if isinstance(place, Database) else Database(place, what="the campaigns in")
        )
        prepare(self.database, TRAIL, old)
        prepare(self.database, PART, old)

    def enrol(self, name: str, place: str, title: str, by: str, folder: str = "") -> Enrolled:
        """Add a campaign. Raises Conflict where its name is taken."""
        with self.database.change() as change:
            change.run(_GONE, name=name)
            if change.rows(_ONE, name=name):
                raise Conflict(f"there is a campaign {name!r} already; choose another name")
            at = now()
            change.run(
                _ADD,
                name=name,
                place=place,
                folder=folder,
                title=title,
                created_at=at,
                created_by=by,
                changed_at=at,
                changed_by=by,
                removed_at="",
            )
            add_line(change, by, "new campaign", name, folder)
        return self.one(name)

    def changed(self, name: str, by: str, what: str, detail: str, title: str = "") -> None:
        """Note what was done to a campaign's files. Raises NotFound."""
        with self.database.change() as change:
            if not change.run(_CHANGED, name=name, at=now(), by=by, title=title):
                raise NotFound(nothing(name))
            add_line(change, by, what, name, detail)

    def team(self, name: str) -> tuple[str, ...]:
        """The people that a campaign is kept to, by name; () where it is open to the house.

        Raises NotFound.
        """
        rows = self.database.read(_TEAM, place=self.one(name).place)
        return tuple(person for (person,) in rows)

    def teams(self) -> dict[str, tuple[str, ...]]:
        """The people that each campaign is kept to, by its place; without those that are open."""
        found: dict[str, tuple[str, ...]] = {}
        for place, person in self.database.read(_TEAMS):
            found[place] = (*found.get(place, ()), person)
        return found

    def keep_to(self, name: str, people: Iterable[str], by: str) -> None:
        """Keep a campaign to these people; none: it is open to the house. Raises NotFound."""
        kept = sorted(set(people))
        with self.database.change() as change:
            rows = change.rows(_ONE, name=name)
            if not rows:
                raise NotFound(nothing(name))
            place = Enrolled(*rows[0]).place
            change.run(_OPEN, place=place)
            change.many(_JOIN, [{"place": place, "person": person} for person in kept])
            add_line(change, by, "set team", name, ", ".join(kept) or "open to the house")

    def of_others(self, person: str) -> frozenset[str]:
        """Names of campaigns that are kept to others than this person."""
        return frozenset(name for (name,) in self.database.read(_OF_OTHERS, person=person))

    def remove(self, name: str, by: str) -> None:
        """Take a campaign off the roster. Raises NotFound."""
        with self.database.change() as change:
            if not change.run(_REMOVED, name=name, at=now()):
                raise NotFound(nothing(name))
            add_line(change, by, "remove campaign", name)

    def one(self, name: str) -> Enrolled:
        """One campaign. Raises NotFound."""
        rows = self.database.read(_ONE, name=name)
        if not rows:
            raise NotFound(nothing(name))
        return Enrolled(*rows[0])

    def listed(self) -> tuple[Enrolled, ...]:
        """All campaigns by name."""
        return tuple(Enrolled(*row) for row in self.database.read(_LISTED))

    def close(self) -> None:
        """Close this thread's connection."""
        self.database.close()


def nothing(name: str) -> str:
    """What who asks for a campaign is told where there is none, or none for them."""
    return f"there is no campaign {name!r} in this house; look at the list of campaigns"
