"""Whether a person may do what they ask for: acts that change a campaign, clips or people ask here.

A house without people is one person's own machine, and they may do everything. From the first
administrator on, whoever is not among its people may do nothing.
"""

from collections.abc import Sequence
from contextlib import suppress
from typing import TYPE_CHECKING

from ..domain.errors import NotAllowed, NotFound
from . import _given

if TYPE_CHECKING:
    from ..domain.knowledge import Role
    from ..store.people import Duty, People

ACTS: "dict[Duty, str]" = {
    "viewer": "look at this",
    "editor": "change this",
    "approver": "approve or reject",
    "admin": "do this",
}


def people_there() -> "People | None":
    """The people of the house; None where nothing of a house was ever kept."""
    # Whoever only looks at a campaign waits for no database.
    from ..store.people import People
    from ..wiring.places import house_of

    database, file = house_of(_given.settings())
    if not file.exists() and (database.path or not (database.prepared or database.tables())):
        return None
    return People(database, file)


def standing(who: str | None = None) -> "Role | None":
    """What a person may do in every knowledge base of the house, whatever it says of them.

    An approver vets what came into any of them, an admin may do all. None: what the base says.
    """
    limits, people = _given.limits(), people_there()
    name = _given.name_of(who) if people else ""
    for one in people.listed() if people else ():
        if one.name == name:
            able = [d for d in ("approver", "admin") if one.may(d) and d in (limits or (d,))]
            return "owner" if "admin" in able else "curator" if able else None
    return None


def demand(duty: "Duty", who: str | None = None) -> str:
    """The name that an act is noted under, of a person who may do it.

    Raises NotAllowed for who may not, with the role that it needs.
    """
    name = _given.name_of(who)
    limits = _given.limits()
    if limits is not None and duty not in limits:
        raise NotAllowed(
            f"{name} may not {ACTS[duty]} this way: it takes the role {duty}, and what they came "
            f"in with lets them act as {', '.join(sorted(limits)) or 'nobody'}"
        )
    people = people_there()
    if people is None:
        return name
    try:
        everybody = people.listed()
        if not everybody:
            return name
        person = people.person(name)
    except NotFound:
        raise NotAllowed(
            f"{name} is not among the people of this house; an admin adds them "
            f"(reelwright people add {name!r} {duty}), or set REELWRIGHT_WHO to your name here"
        ) from None
    if person.may(duty):
        return name
    if not person.active:
        raise NotAllowed(f"{name} may do nothing here any more; an admin can let them again")
    has = ", ".join(person.roles) or "no role"
    raise NotAllowed(
        f"{name} may not {ACTS[duty]}: it takes the role {duty}, and they have {has}; ask an admin"
    )


def demand_any(duties: "Sequence[Duty]", who: str | None = None) -> str:
    """As `demand`, of a person who may do it in any of these roles; told of is the last one's."""
    for duty in duties[:-1]:
        with suppress(NotAllowed):
            return demand(duty, who)
    return demand(duties[-1], who)
