"""People of the house, their roles, passwords and keys."""

from fastapi import APIRouter
from pydantic import BaseModel, Field

from ..studio import audit, people
from ..studio.audit import AuditEntry
from ..studio.people import Duty, Person, ProgramKey
from .doors import After, Behind, Caller, Limit, part, route

router = APIRouter(prefix="/api", tags=["people"])


class NewPerson(BaseModel):
    """Somebody to add; password "" is none: they come in by keys or an issuer."""

    name: str = Field(max_length=200)
    roles: list[Duty]
    password: str = Field("", max_length=1000)


class PersonChange(BaseModel):
    """What to change of a person; None leaves it as it is."""

    roles: list[Duty] | None = None
    active: bool | None = None


class Password(BaseModel):
    """Another password; old is one's own before."""

    password: str = Field(max_length=1000)
    old: str = Field("", max_length=1000)


class NewKey(BaseModel):
    """A key to make; days None: until it is revoked."""

    label: str = Field(max_length=200)
    scopes: list[Duty]
    days: int | None = Field(90, ge=1, le=3650)
    name: str = Field("", max_length=200)


@router.get("/people", **route("viewer"))
def listed(after: Behind = "", limit: Limit = None) -> tuple[Person, ...]:
    """People by name; go on with after = the last one's name."""
    return part(people.listed(), lambda one: one.name, after, limit)


@router.post("/people", status_code=201, **route("admin"))
def add(wanted: NewPerson) -> Person:
    """Add a person."""
    return people.add(wanted.name, wanted.roles, password=wanted.password)


@router.patch("/people/{name}", **route("admin"))
def change(name: str, wanted: PersonChange) -> Person:
    """Give a person other roles, or let them act no more, or again."""
    if wanted.roles is not None:
        people.give(name, wanted.roles)
    if wanted.active is not None:
        return people.enable(name) if wanted.active else people.disable(name)
    return people.one(name)


@router.put("/people/{name}/password", status_code=204, **route("viewer"))
def set_password(name: str, wanted: Password, caller: Caller) -> None:
    """Set one's own password, or as an admin another's; all sessions of theirs end."""
    people.set_password(name, wanted.password, old=wanted.old)


@router.delete("/people/{name}/password", status_code=204, **route("admin"))
def take_password(name: str) -> None:
    """Let a person sign in by an issuer or keys alone; all sessions of theirs end."""
    people.take_password(name)


@router.get("/keys", **route("viewer"))
def keys() -> tuple[ProgramKey, ...]:
    """One's own keys; an admin sees all."""
    return people.keys()


@router.post("/keys", status_code=201, **route("viewer"))
def new_key(wanted: NewKey) -> ProgramKey:
    """Make a key; its secret is told this once."""
    return people.new_key(wanted.label, wanted.scopes, days=wanted.days, name=wanted.name)


@router.delete("/keys/{id}", status_code=204, **route("viewer"))
def revoke(id: str) -> None:
    """Let a key open nothing more."""
    people.revoke_key(id)


@router.get("/audit", **route("admin"))
def told(after: After = 0, thing: str = "", limit: int = 500) -> tuple[AuditEntry, ...]:
    """Who did what in the house, oldest first."""
    return audit.listed(None, thing, after=after, limit=max(1, min(limit, 500)))
