"""Hooks: addresses that are told of what happens to orders, each from the last thing it was told.

What is told is delivered in its order and at least once: the number of the last tiding moves only
when the other side has taken it. Signing takes the secret itself, so that it is kept as it is.
"""

import secrets
from base64 import b64encode
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Column, Double, Integer, MetaData, Table

from ..domain.errors import NotFound
from .database import Database, now
from .orders import PART as ORDERS
from .parts import Schema, adding, numbered, prepare, text_column
from .trail import PART as TRAIL
from .trail import add_line

LEASE = 60.0
"""Seconds after which a delivery belongs to nobody when its worker says nothing."""

WAIT, LONGEST_WAIT = 5.0, 3600.0
"""Seconds before what was not taken is sent again: twice as many each time, up to the longest."""

PATIENCE = 3 * 86400.0
"""Seconds of failing after which a hook is switched off, and a person has to look at it."""

_TABLES = MetaData()
HOOKS = Table(
    "hooks",
    _TABLES,
    numbered(),
    text_column("id", unique=True),
    *map(text_column, ("url", "secret", "states", "campaign", "made_at", "made_by")),
    *map(text_column, ("told_at", "trouble", "off_at", "owner")),
    Column("told", Integer, nullable=False),
    Column("failed", Integer, nullable=False),
    *(Column(name, Double, nullable=False) for name in ("failing_since", "due", "until")),
)
PART = Schema("hooks", _TABLES)

_FIELDS = (
    "id, url, secret, states, campaign, made_at, made_by, told_at, trouble, off_at, told, failed, "
    "failing_since"
)
_ALL = f"select {_FIELDS} from hooks order by number"
_ONE = f"select {_FIELDS} from hooks where id = :id"
_NEXT = (
    f"select {_FIELDS} from hooks where off_at = '' and due <= :at and until < :at and exists "
    "(select 1 from tidings where kind = 'state' and number > told) order by due, number limit 1"
)
_TAKE = "update hooks set owner = :owner, until = :until where id = :id"
_TOLD = (
    "update hooks set told = :told, told_at = :at, failed = 0, failing_since = 0, trouble = '', "
    "due = 0, until = 0, owner = '' where id = :id and owner = :owner"
)
_PASSED = "update hooks set told = :told, until = 0, owner = '' where id = :id and owner = :owner"
_FAILED = (
    "update hooks set told = :told, failed = failed + 1, failing_since = :since, "
    "trouble = :trouble, due = :due, off_at = :off, until = 0, owner = '' "
    "where id = :id and owner = :owner"
)
_ON = (
    "update hooks set off_at = '', failed = 0, failing_since = 0, due = 0, trouble = '' "
    "where id = :id"
)
_REMOVE = "delete from hooks where id = :id"
_LAST = "select coalesce(max(number), 0) from tidings"
_ADD = adding(HOOKS)


@dataclass(frozen=True)
class Hook:
    """An address, and what it is told of: states of orders, of one campaign or of all ("").

    told is the number of the last tiding that it took; failing_since is epoch seconds, 0 where it
    answers. Times are UTC, ISO 8601, "" where they have not come.
    """

    id: str
    url: str
    secret: str
    states: tuple[str, ...]
    campaign: str
    made_at: str
    made_by: str
    told_at: str
    trouble: str
    off_at: str
    told: int
    failed: int
    failing_since: float


class Hooks:
    """The hooks of a house. Safe from several threads and processes at once."""

    def __init__(self, place: Path | Database, old: Path | None = None) -> None:
        """Open or make them in a file, or in an open database. Raises StoreFailed.

        old: a file whose rows a server's space takes over when it is made.
        """
        self.database = place if isinstance(place, Database) else Database(place, what="the house")
        for part in (TRAIL, ORDERS, PART):
            prepare(self.database, part, old)

    def add(self, url: str, states: tuple[str, ...], campaign: str, by: str) -> Hook:
        """Add a hook; it is told of what happens from now on."""
        id_ = f"hook-{secrets.token_hex(6)}"
        with self.database.change() as change:
            change.run(
                _ADD,
                id=id_,
                url=url,
                secret=f"whsec_{b64encode(secrets.token_bytes(32)).decode()}",
                states=" ".join(states),
                campaign=campaign,
                made_at=now(),
                made_by=by,
                told=change.rows(_LAST)[0][0],
                **dict.fromkeys(("told_at", "trouble", "off_at", "owner"), ""),
                **dict.fromkeys(("failed", "failing_since", "due", "until"), 0),
            )
            add_line(change, by, "new hook", id_, url)
        return self.one(id_)

    def take(self, owner: str, clock: float) -> Hook | None:
        """Take a hook that has something to be told, for LEASE; None: there is none."""
        with self.database.change() as change:
            rows = change.rows(_NEXT, at=clock)
            if not rows:
                return None
            found = _hook(rows[0])
            change.run(_TAKE, id=found.id, owner=owner, until=clock + LEASE)
            return found

    def told(self, id: str, owner: str, number: int, *, sent: bool) -> bool:
        """Note up to where a hook was told; sent: something was, and taken. False: it is lost."""
        with self.database.change() as change:
            if sent:
                return bool(change.run(_TOLD, id=id, owner=owner, told=number, at=now()))
            return bool(change.run(_PASSED, id=id, owner=owner, told=number))

    def failed(self, hook: Hook, owner: str, told: int, trouble: str, clock: float) -> None:
        """Note that a hook took nothing after a number; the rest is sent again after a wait."""
        since = hook.failing_since or clock
        off = now() if clock - since > PATIENCE else ""
        due = clock + min(LONGEST_WAIT, WAIT * 2 ** min(hook.failed, 20))
        with self.database.change() as change:
            values = {"told": told, "since": since, "trouble": trouble, "due": due, "off": off}
            if change.run(_FAILED, id=hook.id, owner=owner, **values) and off:
                add_line(change, "the house", "switch hook off", hook.id, trouble)

    def switch_on(self, id: str, by: str) -> Hook:
        """Send to a hook again that was switched off, or at once. Raises NotFound."""
        with self.database.change() as change:
            if not change.run(_ON, id=id):
                raise NotFound(_nothing(id))
            add_line(change, by, "switch hook on", id)
        return self.one(id)

    def remove(self, id: str, by: str) -> None:
        """Tell an address nothing more. Raises NotFound."""
        with self.database.change() as change:
            if not change.run(_REMOVE, id=id):
                raise NotFound(_nothing(id))
            add_line(change, by, "remove hook", id)

    def one(self, id: str) -> Hook:
        """One hook. Raises NotFound."""
        rows = self.database.read(_ONE, id=id)
        if not rows:
            raise NotFound(_nothing(id))
        return _hook(rows[0])

    def listed(self) -> tuple[Hook, ...]:
        """All hooks, the oldest first."""
        return tuple(map(_hook, self.database.read(_ALL)))


def _hook(row: tuple[object, ...]) -> Hook:
    id_, url, secret, states, *rest = row
    return Hook(id_, url, secret, tuple(str(states).split()), *rest)  # type: ignore[arg-type]


def _nothing(id: str) -> str:
    return f"there is no hook {id!r} in this house"
