"""Who works here: people and their roles, how they sign in, and the keys of their programs."""

import hmac
import secrets
from collections.abc import Generator, Sequence
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import TYPE_CHECKING

from ..domain.base import Frozen
from ..domain.errors import InvalidIntake, Missing, NotAllowed
from ..settings import editor as _editor
from ..store.credentials import FOUNDING, Key, Session, SignIns
from ..store.people import DUTIES, INCLUDED, People, RoleHolder
from ..store.people import Duty as Duty
from ..wiring.places import house_of
from . import _given
from ._rights import demand

if TYPE_CHECKING:
    from argon2 import PasswordHasher

SHORTEST, LONGEST = 10, 1000
"""Letters of a password; hashing takes time with each."""


class Person(Frozen):
    """A person, by the name that decisions are noted under, with the roles they have."""

    name: str
    roles: tuple[Duty, ...] = ()
    active: bool = True
    created_at: str = ""


class SignedIn(Frozen):
    """An open session: token goes into a cookie, proof with every request that changes something.

    Both are told once, to the one who signed in. expires_at is UTC, ISO 8601.
    """

    name: str
    token: str
    proof: str
    expires_at: str


class ProgramKey(Frozen):
    """A key with which a program acts in a person's name, as far as its scopes go.

    secret is told once, when it is made; "" later. Times are UTC, ISO 8601, "" where they have not
    come.
    """

    id: str
    name: str
    label: str
    scopes: tuple[Duty, ...]
    created_at: str
    used_at: str = ""
    expires_at: str = ""
    revoked_at: str = ""
    secret: str = ""


class Caller(Frozen):
    """Who asks for something, as their session or key proves: the name, and what they may do.

    proof is that of a session; "" for a key, which no browser sends by itself.
    """

    name: str
    duties: tuple[Duty, ...]
    proof: str = ""


def me(who: str | None = None) -> Person:
    """Whose name decisions of this process are noted under.

    Args:
        who: A name to go by; None takes REELWRIGHT_WHO, else the account's name.
    """
    return Person(name=_given.name_of(who))


def editor() -> str | None:
    """The program that a person opens files with on this machine; None when none is set."""
    return _editor(_given.settings())


def founded() -> bool:
    """Whether the house has an administrator."""
    return any(p.may("admin") for p in _people().listed())


def founding() -> str:
    """A word that lets whoever has it become the first administrator; "" once there is one.

    Each service draws its own, and the newest eight hold until one is used. Show it on the
    machine's own screen only.
    """
    people, credentials = _house()
    if any(p.may("admin") for p in people.listed()):
        return ""
    word = secrets.token_urlsafe(18)
    credentials.keep_besides(FOUNDING, _hasher().hash(word), "the house", 8)
    return word


def found(word: str, name: str, password: str) -> SignedIn:
    """Become the first administrator of a house, and sign in.

    Args:
        word: What `founding` gave.
        name: The name that their decisions will be noted under.
        password: At least SHORTEST letters.

    Raises:
        NotAllowed: The word is wrong, or there is an administrator.
        InvalidIntake: The name or the password does not do.
    """
    people, credentials = _house()
    if any(p.may("admin") for p in people.listed()):
        raise NotAllowed("this house has an administrator; ask them to add you")
    _proven(credentials, FOUNDING, word.strip())
    _fit(name, password)
    people.add(name, ("admin",), name)
    credentials.keep_password(name, _hasher().hash(password), name)
    credentials.take_password(FOUNDING, name)
    return _told(credentials.open(name, "founded the house"))


def listed(who: str | None = None) -> tuple[Person, ...]:
    """Everybody who has a role or had one, by name.

    Args:
        who: Who asks; None: the person of the settings.

    Raises:
        NotAllowed: They may not look.
    """
    demand("viewer", who)
    return tuple(map(_person, _people().listed()))


def one(name: str, *, who: str | None = None) -> Person:
    """One person.

    Raises:
        NotAllowed: Whoever asks may not look.
        NotFound: There is nobody of that name.
    """
    demand("viewer", who)
    return _person(_people().person(name))


def add(name: str, roles: Sequence[str], *, password: str = "", who: str | None = None) -> Person:
    """Add a person.

    Args:
        name: The name that their decisions will be noted under.
        roles: viewer, editor, approver, admin; one or more.
        password: What they sign in with first, and change then; "": they cannot sign in by
            password (an issuer's sign-in or keys remain).
        who: The administrator; None: the person of the settings.

    Raises:
        NotAllowed: Only an admin may.
        InvalidIntake: The name is taken, no such role is given, or the password does not do.
    """
    by = demand("admin", who)
    people, credentials = _house()
    if not people.listed() and "admin" not in roles:
        raise InvalidIntake(
            f"{name!r} would be the first of this house, and nobody could let others in: give "
            "them the role admin"
        )
    if password:
        _fit(name, password)
    made = people.add(name, roles, by)
    if password:
        credentials.keep_password(name, _hasher().hash(password), by)
    return _person(made)


def give(name: str, roles: Sequence[str], *, who: str | None = None) -> Person:
    """Let a person have these roles and no others.

    Raises:
        NotAllowed: Only an admin may, and the last admin stays one.
        NotFound: There is nobody of that name.
        InvalidIntake: There is no role, or no such one.
    """
    by = demand("admin", who)
    people = _people()
    if "admin" not in roles:
        _not_last(people, name)
    return _person(people.give(name, roles, by))


def disable(name: str, *, who: str | None = None) -> Person:
    """Let a person do nothing more, and end their sessions; what they did stays.

    Raises:
        NotAllowed: Only an admin may, and the last admin stays.
        NotFound: There is nobody of that name.
    """
    by = demand("admin", who)
    people, credentials = _house()
    _not_last(people, name)
    gone = people.disable(name, by)
    credentials.close_sessions(name)
    return _person(gone)


def enable(name: str, *, who: str | None = None) -> Person:
    """Let a person act again.

    Raises:
        NotAllowed: Only an admin may.
        NotFound: There is nobody of that name.
    """
    by = demand("admin", who)
    return _person(_people().enable(name, by))


def set_password(name: str, password: str, *, old: str = "", who: str | None = None) -> None:
    """Give a person another password, and end all their sessions.

    Args:
        name: Whose.
        password: At least SHORTEST letters.
        old: The one before; an admin needs none for others.
        who: Who asks; None: the person of the settings.

    Raises:
        NotAllowed: The old one is wrong, or they are no admin.
        NotFound: There is nobody of that name.
        InvalidIntake: The password does not do.
    """
    people, credentials = _house()
    by = _given.name_of(who)
    if old or by == name:
        demand("viewer", who)
        _proven(credentials, name, old)
    else:
        demand("admin", who)
    people.person(name)
    _fit(name, password)
    credentials.keep_password(name, _hasher().hash(password), by)


def take_password(name: str, *, who: str | None = None) -> None:
    """Let a person sign in by an issuer or keys alone, and end all their sessions.

    Raises:
        NotAllowed: Only an admin may.
        NotFound: There is nobody of that name.
    """
    by = demand("admin", who)
    people, credentials = _house()
    people.person(name)
    credentials.take_password(name, by)


def sign_in(name: str, password: str) -> SignedIn:
    """Open a session for a person who proves who they are.

    Raises:
        NotAllowed: Name and password do not belong together, the person may not act any more, or
            too many wrong passwords were tried; it is not told which of the first two.
    """
    people, credentials = _house()
    _proven(credentials, name, password)
    if not any(p.name == name and p.active for p in people.listed()):
        raise NotAllowed(_WRONG)
    return _told(credentials.open(name, "password"))


def admit(name: str, how: str) -> SignedIn:
    """Open a session for a person whom an issuer's sign-in has proven already.

    Args:
        name: Who they are here.
        how: By whom they were proven, for the audit.

    Raises:
        NotAllowed: Nobody of that name may act here.
    """
    people, credentials = _house()
    if not any(p.name == name and p.active for p in people.listed()):
        raise NotAllowed(f"{name} is not among the people of this house; ask an admin to be added")
    return _told(credentials.open(name, how))


def sign_out(token: str) -> None:
    """End a session; there need not be one."""
    _house()[1].close_session(token)


def caller(token: str = "", secret: str = "") -> Caller | None:
    """Who asks, by the token of a session or the secret of a key; None where neither holds."""
    people, credentials = _house()
    opened: Session | Key | None = credentials.session(token) if token else None
    if opened is None and secret:
        opened = credentials.key(secret)
    if opened is None:
        return None
    person = next((p for p in people.listed() if p.name == opened.name and p.active), None)
    if person is None:
        return None
    duties: tuple[Duty, ...] = tuple(d for d in DUTIES if person.may(d))
    if isinstance(opened, Session):
        return Caller(name=person.name, duties=duties, proof=opened.proof)
    allowed = RoleHolder(person.name, _duties(opened.scopes), "")
    within: tuple[Duty, ...] = tuple(d for d in duties if allowed.may(d))
    return Caller(name=person.name, duties=within)


@contextmanager
def acting(caller: Caller) -> Generator[None]:
    """All that the facade is asked for in this block is asked for by a caller.

    It is noted under their name, and nothing is done that their session or key does not allow.
    """
    with _given.called_by(caller.name, caller.duties):
        yield


@contextmanager
def acting_for(name: str) -> Generator[None]:
    """As `acting`, for whoever asked for something before, with what their roles let them do now.

    Where the house has no people, whoever has this machine's account does it.

    Raises:
        NotAllowed: They may do nothing here any more.
    """
    person = next((p for p in _people().listed() if p.name == name), None)
    if person is None:
        if _people().listed():
            raise NotAllowed(f"{name} is not among the people of this house any more")
        with _given.called_by(name, DUTIES):
            yield
        return
    with _given.called_by(name, tuple(d for d in DUTIES if person.may(d))):
        yield


def new_key(
    label: str,
    scopes: Sequence[str],
    *,
    days: int | None = 90,
    name: str = "",
    who: str | None = None,
) -> ProgramKey:
    """Make a key with which a program acts in a person's name.

    Args:
        label: What it is for.
        scopes: What it may do, as roles; it never may more than the person.
        days: How long it holds; None: until it is revoked.
        name: Whose; "": one's own. Only an admin makes keys for others.
        who: Who asks; None: the person of the settings.

    Raises:
        NotAllowed: They may not.
        NotFound: There is nobody of that name.
        InvalidIntake: There is no such role, or no label.
    """
    by = demand("viewer", who)
    if name and name != by:
        demand("admin", who)
    people, credentials = _house()
    people.person(name or by)
    given, limits = _duties(scopes), _given.limits()
    within = {d for role in given for d in INCLUDED[role]}
    if limits is not None and not within <= limits:
        may = ", ".join(sorted(limits))
        raise NotAllowed(f"whoever may act as {may} makes no key that may more; sign in for that")
    if not label.strip() or not given:
        raise InvalidIntake("a key needs a label that says what it is for, and one role or more")
    expires = datetime.now(UTC) + timedelta(days=days) if days else None
    secret, made = credentials.add_key(name or by, label.strip(), given, expires, by)
    return _key(made, secret)


def keys(*, who: str | None = None) -> tuple[ProgramKey, ...]:
    """Keys of a person, an admin's view of all; those that were revoked as well.

    Raises:
        NotAllowed: They may not look.
    """
    by = demand("viewer", who)
    credentials = _house()[1]
    mine = not _may(by, "admin")
    return tuple(map(_key, credentials.keys(by if mine else "")))


def revoke_key(id: str, *, who: str | None = None) -> None:
    """Let a key open nothing more.

    Raises:
        NotAllowed: It is somebody else's, and they are no admin.
        NotFound: There is no such key.
    """
    by = demand("viewer", who)
    credentials = _house()[1]
    if not _may(by, "admin") and all(k.id != id for k in credentials.keys(by)):
        raise NotAllowed(f"the key {id!r} is not yours; ask an admin")
    credentials.revoke_key(id, by)


_WRONG = "name and password do not belong together; try again, or ask an admin for a new password"


def _house() -> tuple[People, SignIns]:
    database, file = house_of(_given.settings())
    return People(database, file), SignIns(database, file)


def _people() -> People:
    return _house()[0]


def _may(name: str, duty: Duty) -> bool:
    limits = _given.limits()
    everybody = _people().listed()
    may = not everybody or any(p.name == name and p.may(duty) for p in everybody)
    return may and (limits is None or duty in limits)


def _proven(credentials: SignIns, name: str, password: str) -> None:
    """Raise NotAllowed unless a password is the one of a name. Takes as long for every answer."""
    from argon2.exceptions import VerificationError

    if wait := credentials.wait(name):
        raise NotAllowed(f"too many wrong passwords; wait {wait:.0f} seconds before you try again")
    kept = (credentials.password(name) or "").split()
    for each in kept or [_nobody()]:
        with suppress(VerificationError):
            if _hasher().verify(each, password[:LONGEST]) and kept:
                return
    credentials.failed(name)
    raise NotAllowed(_WRONG)


def _fit(name: str, password: str) -> None:
    if not SHORTEST <= len(password) <= LONGEST:
        raise InvalidIntake(f"a password has {SHORTEST} to {LONGEST} letters; choose another")
    if hmac.compare_digest(password.lower().encode(), name.lower().encode()):
        raise InvalidIntake("a password is no name; choose another")
    if len(set(password)) < 4:
        raise InvalidIntake("a password of so few different letters is soon found; choose another")


def _not_last(people: People, name: str) -> None:
    admins = [p.name for p in people.listed() if p.may("admin")]
    if admins == [name]:
        raise NotAllowed(f"{name} is the only admin; make somebody else one first")


def _duties(roles: Sequence[str]) -> tuple[Duty, ...]:
    if unknown := sorted(set(roles) - set(DUTIES)):
        raise InvalidIntake(f"there is no role {', '.join(unknown)}; there are {', '.join(DUTIES)}")
    return tuple(d for d in DUTIES if d in roles)


@cache
def _hasher() -> "PasswordHasher":
    try:
        from argon2 import PasswordHasher
    except ModuleNotFoundError as error:
        raise Missing("passwords need argon2: pip install 'reelwright[service]'") from error
    return PasswordHasher()


@cache
def _nobody() -> str:
    """A hash that no password has, for names that there are not."""
    return _hasher().hash(secrets.token_urlsafe(24))


def _told(opened: tuple[str, Session]) -> SignedIn:
    token, session = opened
    return SignedIn(
        name=session.name, token=token, proof=session.proof, expires_at=session.expires_at
    )


def _person(found: RoleHolder) -> Person:
    given = {name: value for name, value in vars(found).items() if name != "disabled_at"}
    return Person(**given, active=found.active)


def _key(found: Key, secret: str = "") -> ProgramKey:
    kept = {name: value for name, value in vars(found).items() if name != "scopes"}
    return ProgramKey(**kept, scopes=_duties(found.scopes), secret=secret)
