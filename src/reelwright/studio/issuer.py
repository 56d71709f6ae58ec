"""Signing in by an issuer (OpenID Connect): Cognito, Keycloak, or any other, by settings alone."""

import hmac

from pydantic import ValidationError

from ..backends import oidc
from ..backends.oidc import Begun as Begun
from ..domain.errors import InvalidIntake, NotAllowed
from ..store.credentials import SignIns
from ..store.identities import Identities
from ..store.people import DUTIES, People
from ..wiring.places import house_of
from . import _given, people
from .people import SignedIn


def label() -> str:
    """What people know the house's issuer as; "" where there is none.

    Raises:
        InvalidIntake: REELWRIGHT_OIDC is wrong.
    """
    if not _given.settings().oidc:
        return ""
    found = _issuer()
    return found.label or found.issuer.split("//")[-1].split("/")[0]


def begin(back: str) -> Begun:
    """Where a browser goes to sign in.

    Args:
        back: Our own address that the issuer sends it to afterwards.

    Raises:
        InvalidIntake: No issuer is set, or it is set wrongly.
        BackendFailed: The issuer does not answer.
    """
    return oidc.begin(_issuer(), back)


def finish(begun: Begun, state: str, code: str, back: str) -> SignedIn:
    """Open a session for who comes back from the issuer.

    With roles_claim set, roles are what the issuer says, each time; whoever has one is added. Else
    only people whom an admin has added, without a password, come in.

    Args:
        begun: What `begin` gave, as the same browser kept it.
        state: What the issuer sends back.
        code: The same.
        back: As it was given to `begin`.

    Raises:
        NotAllowed: It was not begun by this browser, its word does not hold, or they may do
            nothing here.
        BackendFailed: The issuer does not answer.
        InvalidIntake: No issuer is set, or it is set wrongly.
    """
    issuer, settings = _issuer(), _given.settings()
    if not begun.state or not hmac.compare_digest(begun.state.encode(), state.encode()):
        raise NotAllowed("this sign-in was not begun in this browser, or long ago; begin it again")
    proven = oidc.redeem(issuer, begun, code, back, settings.oidc_secret)
    database, file = house_of(settings)
    house, identities = People(database, file), Identities(database, file)
    roles = None if proven.groups is None else _roles(issuer, proven)
    name = identities.name(proven.issuer, proven.subject)
    if name is None:
        name = _newcomer(house, identities, proven, roles)
    person = house.person(name)
    if roles is not None and person.active and set(person.roles) != set(roles):
        admins = [p.name for p in house.listed() if p.may("admin")]
        if admins == [name] and "admin" not in roles:
            raise NotAllowed(
                f"{name} is the only admin here, and {issuer.issuer} does not say so any more; "
                "make somebody else one first"
            )
        house.give(name, roles, f"issuer {issuer.issuer}")
    return people.admit(name, f"issuer {issuer.issuer}")


def _newcomer(
    house: People, identities: Identities, proven: oidc.Proven, roles: tuple[str, ...] | None
) -> str:
    """The person that somebody is from now on, who comes by the issuer for the first time."""
    there = next((p for p in house.listed() if p.name == proven.name), None)
    if there is None and roles is None:
        raise NotAllowed(f"{proven.name} is not among the people of this house; ask an admin")
    # Whoever has a password may be somebody else of that name.
    if there is not None and SignIns(house.database).password(proven.name):
        raise NotAllowed(
            f"{proven.name} signs in with a password here; an admin takes the password away, and "
            "then the issuer's word counts"
        )
    if there is None:
        house.add(proven.name, roles or (), f"issuer {proven.issuer}")
    if not identities.bind(proven.name, proven.issuer, proven.subject):
        raise NotAllowed(
            f"{proven.name} is known here as somebody else of that name; an admin adds you by "
            "another name"
        )
    return proven.name


def _roles(issuer: oidc.Issuer, proven: oidc.Proven) -> tuple[str, ...]:
    groups = proven.groups or ()
    given = {role for group in groups for role in issuer.roles.get(group, ())}
    if not given:
        raise NotAllowed(
            f"{proven.name} is in no group that may do anything here "
            f"({', '.join(groups) or 'in none at all'}); ask whoever keeps {issuer.issuer}"
        )
    return tuple(d for d in DUTIES if d in given)


def _issuer() -> oidc.Issuer:
    given = _given.settings().oidc
    if not given:
        raise InvalidIntake(
            "no issuer is set here; sign in with a password, or set REELWRIGHT_OIDC"
        )
    try:
        found = oidc.Issuer.model_validate(given)
    except ValidationError as problem:
        first = problem.errors()[0]
        where = ".".join(map(str, first["loc"]))
        raise InvalidIntake(f"REELWRIGHT_OIDC: {where}: {first['msg']}") from problem
    if unknown := {r for rs in found.roles.values() for r in rs} - set(DUTIES):
        raise InvalidIntake(
            f"REELWRIGHT_OIDC: there is no role {', '.join(sorted(unknown))}; there are "
            f"{', '.join(DUTIES)}"
        )
    return found
