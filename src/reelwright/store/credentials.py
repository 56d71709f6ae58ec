"""How people prove who they are: hashes of passwords, open sessions, keys for programs.

No secret is kept: of a password its argon2 hash, of a token its SHA-256. Tokens are 256 bits drawn
from the system, so that a fast hash tells nothing of them.
"""

import hashlib
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlalchemy import Index, MetaData, Table

from ..domain.errors import NotFound
from .database import Database, now
from .parts import Schema, adding, instead, once, prepare, text_column
from .trail import PART as TRAIL
from .trail import add_line

_TABLES = MetaData()
PASSWORDS = Table(
    "passwords",
    _TABLES,
    text_column("name", primary_key=True),
    *map(text_column, ("hash", "changed_at")),
)
SESSIONS = Table(
    "sessions",
    _TABLES,
    text_column("token", primary_key=True),
    *map(text_column, ("name", "proof", "created_at", "seen_at", "expires_at")),
    Index("sessions_name", "name"),
)
KEYS = Table(
    "api_keys",
    _TABLES,
    text_column("id", primary_key=True),
    *map(text_column, ("name", "label", "hash", "scopes", "created_at")),
    *map(text_column, ("used_at", "expires_at", "revoked_at")),
    Index("api_keys_hash", "hash"),
)
TRIES = Table(
    "tries",
    _TABLES,
    text_column("name", primary_key=True),
    *map(text_column, ("failed", "until")),
)
PART = Schema("credentials", _TABLES)

IDLE = timedelta(hours=12)
"""After this long without a request a session has ended."""
LONGEST = timedelta(days=7)
"""After this long a session has ended whatever was asked in it."""
FREE_TRIES = 5
"""Wrong passwords in a row before a name has to wait."""
LONGEST_WAIT = timedelta(minutes=15)

FOUNDING = " founding"
"""Stands for the first administrator, who has no name yet; names begin with no space."""

KEY_MARK = "rw_"
"""How keys for programs begin, so that scanners of repositories find one that leaked."""

_SEEN_EVERY = timedelta(minutes=1)

_PASSWORD = instead(PASSWORDS)
_HASH = "select hash from passwords where name = :name"
_OPEN = adding(SESSIONS)
_SESSION = "select name, proof, created_at, seen_at, expires_at from sessions where token = :token"
_SEEN = "update sessions set seen_at = :at where token = :token"
_CLOSE = "delete from sessions where token = :token"
_CLOSE_ALL = "delete from sessions where name = :name"
_OLD = "delete from sessions where expires_at < :at"
_ADD_KEY = once(KEYS)
_KEYS = (
    "select id, name, label, scopes, created_at, used_at, expires_at, revoked_at from api_keys "
    "where {} order by created_at, id"
)
_USED = "update api_keys set used_at = :at where id = :id"
_REVOKE = "update api_keys set revoked_at = :at where id = :id and revoked_at = ''"
_TRIED = "select failed, until from tries where name = :name"
_TRY = instead(TRIES)
_FORGET = "delete from tries where name = :name"


@dataclass(frozen=True)
class Session:
    """Somebody who signed in. proof goes with every request that changes something (CSRF).

    Times are UTC, ISO 8601.
    """

    name: str
    proof: str
    created_at: str
    seen_at: str
    expires_at: str


@dataclass(frozen=True)
class Key:
    """A program that may act in a person's name, within scopes; "" where a time has not come."""

    id: str
    name: str
    label: str
    scopes: tuple[str, ...]
    created_at: str
    used_at: str
    expires_at: str
    revoked_at: str

    def holds(self, at: datetime) -> bool:
        """Whether it opens anything at a time."""
        return not self.revoked_at and (not self.expires_at or at < _time(self.expires_at))


class SignIns:
    """The credentials of a house. Safe from several threads and processes."""

    def __init__(self, place: Path | Database, old: Path | None = None) -> None:
        """Open or make them in a file, or in an open database. Raises StoreFailed.

        old: a file whose rows a server's space takes over when it is made.
        """
        self.database = place if isinstance(place, Database) else Database(place, what="the house")
        prepare(self.database, TRAIL, old)
        prepare(self.database, PART, old)

    def keep_password(self, name: str, hashed: str, by: str) -> None:
        """Put a password's hash in the place of the one before, and end the person's sessions."""
        with self.database.change() as change:
            change.run(_PASSWORD, name=name, hash=hashed, changed_at=now())
            change.run(_CLOSE_ALL, name=name)
            change.run(_FORGET, name=name)
            add_line(change, by, "set password", _called(name), "")

    def keep_besides(self, name: str, hashed: str, by: str, most: int) -> None:
        """Put a hash beside those that are there, the newest of so many; each of them lets in."""
        with self.database.change() as change:
            rows = change.rows(_HASH, name=name)
            there = str(rows[0][0]).split() if rows else []
            kept = " ".join([*there, hashed][-most:])
            change.run(_PASSWORD, name=name, hash=kept, changed_at=now())
            add_line(change, by, "set password", _called(name), "")

    def take_password(self, name: str, by: str) -> None:
        """Forget a password, and end the person's sessions; there need not be one."""
        with self.database.change() as change:
            if change.run("delete from passwords where name = :name", name=name):
                change.run(_CLOSE_ALL, name=name)
                add_line(change, by, "take password", _called(name), "")

    def password(self, name: str) -> str | None:
        """The hash of somebody's password; None where they have none."""
        rows = self.database.read(_HASH, name=name)
        return str(rows[0][0]) if rows else None

    def wait(self, name: str) -> float:
        """Seconds before a name may try a password again; 0 where it may now."""
        rows = self.database.read(_TRIED, name=name)
        if not rows or not rows[0][1]:
            return 0.0
        return max(0.0, (_time(str(rows[0][1])) - datetime.now(UTC)).total_seconds())

    def failed(self, name: str) -> None:
        """Note a wrong password: from the sixth in a row on, each doubles the wait."""
        with self.database.change() as change:
            rows = change.rows(_TRIED, name=name)
            failed = 1 + (int(str(rows[0][0])) if rows else 0)
            over = failed - FREE_TRIES
            wait = min(LONGEST_WAIT, timedelta(seconds=2 ** min(over, 20))) if over > 0 else None
            until = _said(datetime.now(UTC) + wait) if wait else ""
            change.run(_TRY, name=name, failed=str(failed), until=until)

    def open(self, name: str, how: str) -> tuple[str, Session]:
        """Open a session; the token is told once. Notes it in the audit."""
        token, at = secrets.token_urlsafe(32), datetime.now(UTC)
        made = Session(name, secrets.token_urlsafe(24), _said(at), _said(at), _said(at + LONGEST))
        with self.database.change() as change:
            change.run(_OLD, at=_said(at))
            change.run(_FORGET, name=name)
            change.run(_OPEN, token=_hashed(token), **vars(made))
            add_line(change, name, "sign in", name, how)
        return token, made

    def session(self, token: str) -> Session | None:
        """The session of a token; None where it has ended or never was."""
        hashed, at = _hashed(token), datetime.now(UTC)
        rows = self.database.read(_SESSION, token=hashed)
        if not rows:
            return None
        found = Session(*map(str, rows[0]))
        seen = _time(found.seen_at)
        if at >= _time(found.expires_at) or at - seen >= IDLE:
            self.close_session(token)
            return None
        if at - seen >= _SEEN_EVERY:
            with self.database.change() as change:
                change.run(_SEEN, token=hashed, at=_said(at))
        return found

    def close_session(self, token: str) -> None:
        """End a session; there need not be one."""
        with self.database.change() as change:
            change.run(_CLOSE, token=_hashed(token))

    def close_sessions(self, name: str) -> None:
        """End all sessions of a person."""
        with self.database.change() as change:
            change.run(_CLOSE_ALL, name=name)

    def add_key(
        self, name: str, label: str, scopes: Sequence[str], expires: datetime | None, by: str
    ) -> tuple[str, Key]:
        """Make a key for a program; its secret is told once."""
        secret, id_ = KEY_MARK + secrets.token_urlsafe(32), secrets.token_hex(6)
        until = _said(expires) if expires else ""
        made = Key(id_, name, label, tuple(scopes), now(), "", until, "")
        with self.database.change() as change:
            row = vars(made) | {"scopes": " ".join(scopes), "hash": _hashed(secret)}
            change.run(_ADD_KEY, **row)
            add_line(change, by, "add key", name, f"{id_} {label}: {' '.join(scopes)}")
        return secret, made

    def key(self, secret: str) -> Key | None:
        """The key of a secret; None where it opens nothing (any more)."""
        at = datetime.now(UTC)
        rows = self.database.read(_KEYS.format("hash = :hash"), hash=_hashed(secret))
        found = _key(rows[0]) if rows else None
        if found is None or not found.holds(at):
            return None
        if not found.used_at or at - _time(found.used_at) >= _SEEN_EVERY:
            with self.database.change() as change:
                change.run(_USED, id=found.id, at=_said(at))
        return found

    def keys(self, name: str = "") -> tuple[Key, ...]:
        """A person's keys, or everybody's; those that were revoked as well."""
        if name:
            return tuple(map(_key, self.database.read(_KEYS.format("name = :name"), name=name)))
        return tuple(map(_key, self.database.read(_KEYS.format("1 = 1"))))

    def revoke_key(self, id_: str, by: str) -> None:
        """Let a key open nothing more. Raises NotFound."""
        with self.database.change() as change:
            rows = change.rows(_KEYS.format("id = :id"), id=id_)
            if not rows:
                raise NotFound(f"there is no key {id_!r}; `reelwright people keys` lists them")
            if change.run(_REVOKE, id=id_, at=now()):
                add_line(change, by, "revoke key", _key(rows[0]).name, id_)

    def close(self) -> None:
        """Close this thread's connection."""
        self.database.close()


def _called(name: str) -> str:
    return "the first administrator" if name == FOUNDING else name


def _key(row: tuple[object, ...]) -> Key:
    id_, name, label, scopes, *times = map(str, row)
    return Key(id_, name, label, tuple(scopes.split()), *times)


def _hashed(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def _said(at: datetime) -> str:
    return at.isoformat(timespec="milliseconds")


def _time(text: str) -> datetime:
    found = datetime.fromisoformat(text)
    return found if found.tzinfo else found.replace(tzinfo=UTC)
