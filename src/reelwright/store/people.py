"""Who may do what in a house: people, their roles, and the audit of both."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, get_args

from sqlalchemy import MetaData, Table

from ..domain.errors import InvalidIntake, NotFound
from .database import Database, now
from .parts import Schema, once, prepare, text_column
from .trail import PART as TRAIL
from .trail import Trail, add_line

Duty = Literal["viewer", "editor", "approver", "admin"]
DUTIES: tuple[Duty, ...] = get_args(Duty)

LONGEST = 200
"""Letters of a name."""

INCLUDED: dict[Duty, tuple[Duty, ...]] = {
    "viewer": ("viewer",),
    "editor": ("viewer", "editor"),
    "approver": ("viewer", "approver"),
    "admin": DUTIES,
}
"""What each role lets a person do: who may edit or approve may look, an admin may do all."""

_TABLES = MetaData()
PEOPLE = Table(
    "people",
    _TABLES,
    text_column("name", primary_key=True),
    *map(text_column, ("roles", "created_at", "disabled_at")),
)
PART = Schema("people", _TABLES)

_ADD = once(PEOPLE)
_ALL = "select name, roles, created_at, disabled_at from people order by name"
_ONE = "select name, roles, created_at, disabled_at from people where name = :name"
_ROLES = "update people set roles = :roles where name = :name"
_DISABLE = "update people set disabled_at = :at where name = :name"


@dataclass(frozen=True)
class RoleHolder:
    """A person and their roles; disabled_at is "" while they may act."""

    name: str
    roles: tuple[Duty, ...]
    created_at: str
    disabled_at: str = ""

    @property
    def active(self) -> bool:
        """Whether they may act at all."""
        return not self.disabled_at

    def may(self, duty: Duty) -> bool:
        """Whether their roles let them do what a role is for."""
        return self.active and any(duty in INCLUDED[role] for role in self.roles)


class People:
    """The people of a house. Every change leaves a line in the audit, in the same transaction."""

    def __init__(self, place: Path | Database, old: Path | None = None) -> None:
        """Open or make the people in a file, or in an open database. Raises StoreFailed.

        old: a file whose rows a server's space takes over when it is made.
        """
        self.database = place if isinstance(place, Database) else Database(place, what="the people")
        prepare(self.database, TRAIL, old)
        prepare(self.database, PART, old)
        self.trail = Trail(self.database)

    def add(self, name: str, roles: Iterable[str], by: str) -> RoleHolder:
        """Add a person. Raises InvalidIntake for a taken name, no role, or strange roles."""
        kept = _known(name, roles)
        with self.database.change() as change:
            if same := _alike(name, (row[0] for row in change.rows(_ALL))):
                raise InvalidIntake(
                    f"there is {same!r} already: names that differ in capitals alone are taken for "
                    "one another; choose another"
                )
            if not _fit(name) or change.rows(_ONE, name=name):
                raise InvalidIntake(
                    f"{name!r} is taken, or no name: 1 to {LONGEST} letters in one line, with no "
                    "space at either end"
                )
            change.run(_ADD, name=name, roles=" ".join(kept), created_at=now(), disabled_at="")
            add_line(change, by, "add person", name, " ".join(kept))
        return self.person(name)

    def give(self, name: str, roles: Iterable[str], by: str) -> RoleHolder:
        """Let a person have these roles and no others. Raises NotFound, InvalidIntake."""
        kept = " ".join(_known(name, roles))
        self._set(name, _ROLES, {"roles": kept}, (by, "give roles", kept))
        return self.person(name)

    def disable(self, name: str, by: str) -> RoleHolder:
        """Let a person do nothing more; what they did stays. Raises NotFound."""
        self._set(name, _DISABLE, {"at": now()}, (by, "disable person", ""))
        return self.person(name)

    def enable(self, name: str, by: str) -> RoleHolder:
        """Let a person act again. Raises NotFound."""
        self._set(name, _DISABLE, {"at": ""}, (by, "enable person", ""))
        return self.person(name)

    def person(self, name: str) -> RoleHolder:
        """One person. Raises NotFound."""
        rows = self.database.read(_ONE, name=name)
        if not rows:
            raise NotFound(f"there is nobody called {name!r}; add them first")
        return _person(rows[0])

    def listed(self) -> tuple[RoleHolder, ...]:
        """Everybody, by name, those who are disabled as well."""
        return tuple(_person(row) for row in self.database.read(_ALL))

    def close(self) -> None:
        """Close this thread's connection."""
        self.database.close()

    def _set(
        self, name: str, statement: str, values: dict[str, str], act: tuple[str, str, str]
    ) -> None:
        by, what, detail = act
        with self.database.change() as change:
            if not change.run(statement, name=name, **values):
                raise NotFound(f"there is nobody called {name!r}; add them first")
            add_line(change, by, what, name, detail)


def _alike(name: str, there: Iterable[str]) -> str:
    """A name that differs from this one in capitals alone; "" where there is none."""
    return next((n for n in there if n != name and n.casefold() == name.casefold()), "")


def _fit(name: str) -> bool:
    return 0 < len(name) <= LONGEST and name == name.strip() and name.isprintable()


def _known(name: str, roles: Iterable[str]) -> tuple[Duty, ...]:
    given = set(roles)
    if not given:
        # Whoever has none is listed, and may not even look.
        raise InvalidIntake(
            f"{name!r} would have no role, and could do nothing; give one or more of "
            f"{', '.join(DUTIES)}, or disable whoever is to act no more"
        )
    if unknown := sorted(given - set(DUTIES)):
        raise InvalidIntake(f"there is no role {', '.join(unknown)}; there are {', '.join(DUTIES)}")
    return tuple(d for d in DUTIES if d in given)


def _person(row: tuple[str, ...]) -> RoleHolder:
    name, roles, created_at, disabled_at = row
    return RoleHolder(name, tuple(d for d in DUTIES if d in roles.split()), created_at, disabled_at)
