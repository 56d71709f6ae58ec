"""Orders: what people asked the house to make, taken by workers one by one, and what is told of it.

A worker holds an order by a lease that it renews; when it stops renewing, another takes the order
up. An order whose worker dies, or meets what may pass, is begun again after a wait that doubles;
after TRIES it is dead, and stays so until a person asks for it again.
"""

import json
import secrets
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from sqlalchemy import Column, Double, Index, Integer, MetaData, Table

from ..domain.errors import Conflict, NotFound
from ..domain.spans import carry
from .database import Database, Row, Transaction, now
from .parts import Schema, numbered, once, prepare, text_column

OrderState = Literal["queued", "running", "done", "failed", "dead", "cancelled"]
"""failed: it cannot be made as it was asked for. dead: it was tried TRIES times in vain."""

ENDED: frozenset[OrderState] = frozenset({"done", "failed", "dead", "cancelled"})
"""States that an order leaves only when a person asks for it again."""

LEASE = 20.0
"""Seconds after which an order belongs to nobody when its worker says nothing."""

TRIES = 3
"""How often an order is begun before it is dead."""

WAIT = 5.0
"""Seconds before it is begun again; each time twice as many."""

_TABLES = MetaData()
ORDERS = Table(
    "orders",
    _TABLES,
    numbered(),
    text_column("id", unique=True),
    text_column("mark", unique=True),
    *map(text_column, ("campaign", "kind", "body", "who", "state", "step", "reason", "result")),
    Column("share", Double, nullable=False),
    Column("left_s", Double, nullable=False),
    *map(text_column, ("asked_at", "began_at", "ended_at", "owner", "stopped_by", "trace")),
    Column("tries", Integer, nullable=False),
    Column("due", Double, nullable=False),
    Column("until", Double, nullable=False),
    Index("orders_campaign", "campaign", "number"),
    Index("orders_state", "state", "due"),
)
TIDINGS = Table(
    "tidings",
    _TABLES,
    numbered(),
    *map(text_column, ("at", "campaign", "order_id", "kind", "body")),
    Index("tidings_campaign", "campaign", "number"),
)


def _traced(change: Transaction) -> None:
    change.run("alter table orders add column trace text not null default ''")


PART = Schema("orders", _TABLES, 2, {1: _traced})

_FIELDS = (
    "number, id, campaign, kind, body, who, state, step, reason, result, share, left_s, "
    "asked_at, began_at, ended_at, tries, stopped_by, trace"
)
_ALL = f"select {_FIELDS} from orders"
_ONE = f"{_ALL} where id = :id"
_SEVERAL = f"{_ALL} where id in among(:ids)"
_MENTIONED = "select 1 from orders where id <> :without and result like :like limit 1"
_MARKED = f"{_ALL} where mark = :mark"
_PAGE = (
    f"{_ALL} where number < :before and (:campaign = '' or campaign = :campaign) "
    "and (:state = '' or state = :state) and campaign not in among(:hidden) "
    "order by number desc limit :limit"
)
_OPEN = "state in ('queued', 'running')"
# A campaign's orders are made one after the other: two would wait for one another's results. What
# is of no campaign, such as clips, waits for nothing.
_NEXT = (
    "select id from orders o where ((state = 'queued' and due <= :at) "
    "or (state = 'running' and until < :at)) and not exists (select 1 from orders other "
    "where other.campaign = o.campaign and o.campaign <> '' and other.id <> o.id "
    "and other.state = 'running' and other.until >= :at) order by number limit 1"
)
_TAKE = (
    "update orders set state = 'running', owner = :owner, until = :until, tries = tries + 1, "
    "began_at = case began_at when '' then :at else began_at end where id = :id"
)
_RENEW = "update orders set until = :until where id = :id and owner = :owner and state = 'running'"
_TELL = (
    "update orders set step = :step, share = :share, left_s = :left_s "
    "where id = :id and owner = :owner and state = 'running'"
)
_STOP = f"update orders set stopped_by = :by where id = :id and {_OPEN}"
_DROP = "update orders set state = 'cancelled', ended_at = :at where id = :id and state = 'queued'"
_LAY_DOWN = (
    "update orders set state = 'cancelled', ended_at = :at, owner = '', left_s = 0 "
    "where id = :id and state = 'running' and stopped_by <> '' and until < :clock"
)
_END = (
    "update orders set state = :state, reason = :reason, result = :result, ended_at = :at, "
    "owner = '', share = case when :state = 'done' then 1 else share end, left_s = 0 "
    "where id = :id and owner = :owner and state = 'running'"
)
_AGAIN = (
    "update orders set state = 'queued', reason = :reason, owner = '', due = :due "
    "where id = :id and owner = :owner and state = 'running'"
)
_BACK = (
    "update orders set state = 'queued', owner = '', due = 0, tries = tries - 1 "
    "where id = :id and owner = :owner and state = 'running'"
)
_ANEW = (
    "update orders set state = 'queued', reason = '', result = '', tries = 0, due = 0, "
    "ended_at = '', began_at = '', stopped_by = '', share = 0, step = '' "
    "where id = :id and state in ('failed', 'dead', 'cancelled')"
)
_TOLD = (
    "select number, at, campaign, order_id, kind, body from tidings where number > :after "
    "and (:campaign = '' or campaign = :campaign) and campaign not in among(:hidden) "
    "order by number limit :limit"
)
_LAST = "select coalesce(max(number), 0) from tidings"
_COUNT = "select state, count(*) from orders group by state"
_OLDEST = "select asked_at from orders where state = 'queued' order by number limit 1"
_OLD = "delete from tidings where at < :before and kind <> 'state'"
_ADD, _SAY = once(ORDERS), once(TIDINGS)


@dataclass(frozen=True)
class Order:
    """What was asked for, and how it stands.

    body and result are JSON values; share is 0 to 1; left_s is seconds, -1 while it cannot be said.
    Times are UTC, ISO 8601, "" where they have not come. stopped_by: who asked for it to stop.
    trace: the span in which it was asked for (`spans.carry`).
    """

    number: int
    id: str
    campaign: str
    kind: str
    body: dict[str, Any]
    who: str
    state: OrderState
    step: str
    reason: str
    result: dict[str, Any] | None
    share: float
    left_s: float
    asked_at: str
    began_at: str
    ended_at: str
    tries: int
    stopped_by: str
    trace: str

    @property
    def ended(self) -> bool:
        """Whether nothing more happens to it unasked."""
        return self.state in ENDED


@dataclass(frozen=True)
class Tiding:
    """One thing that was told of an order: numbered, so that a reader goes on after the last."""

    number: int
    at: str
    campaign: str
    order: str
    kind: str
    body: dict[str, Any]


class Orders:
    """The orders of a house. Safe from several threads and processes at once."""

    def __init__(self, place: Path | Database, old: Path | None = None) -> None:
        """Open or make the orders in a file, or in an open database. Raises StoreFailed.

        old: a file whose rows a server's space takes over when it is made.
        """
        self.database = (
            place if isinstance(place, Database) else Database(place, what="the orders in")
        )
        prepare(self.database, PART, old)

    def ask(
        self, campaign: str, kind: str, body: dict[str, Any], who: str, mark: str = ""
    ) -> Order:
        """Note an order; the same mark of a person is the same order, asked for once.

        Raises Conflict where the mark was used for something else.
        """
        id_ = f"{kind}-{secrets.token_hex(6)}"
        marked = f"{who}\n{mark}" if mark else id_
        text = _text(body)
        with self.database.change() as change:
            if found := change.rows(_MARKED, mark=marked):
                before = _order(found[0])
                if (before.campaign, before.kind, _text(before.body)) != (campaign, kind, text):
                    raise Conflict(f"{mark!r} was used for {before.id}; take another mark")
                return before
            change.run(
                _ADD,
                id=id_,
                mark=marked,
                campaign=campaign,
                kind=kind,
                body=text,
                who=who,
                state="queued",
                asked_at=now(),
                **dict.fromkeys(("step", "reason", "result", "began_at", "ended_at"), ""),
                **dict.fromkeys(("owner", "stopped_by"), ""),
                trace=carry(),
                **dict.fromkeys(("share", "due", "until"), 0.0),
                left_s=-1.0,
                tries=0,
            )
            _say(change, campaign, id_, "state", {"state": "queued", "who": who})
            return _order(change.rows(_ONE, id=id_)[0])

    def take(self, owner: str, clock: float | None = None) -> Order | None:
        """Take the next order that is due and belongs to nobody, for LEASE; None: there is none.

        One whose worker was lost TRIES times is dead, and not taken. clock: epoch seconds.
        """
        clock = time.time() if clock is None else clock
        with self.database.change() as change:
            while rows := change.rows(_NEXT, at=clock):
                found = _order(change.rows(_ONE, id=rows[0][0])[0])
                change.run(_TAKE, id=found.id, owner=owner, until=clock + LEASE, at=now())
                if found.tries < TRIES and not found.stopped_by:
                    _say(change, found.campaign, found.id, "state", {"state": "running"})
                    return _order(change.rows(_ONE, id=found.id)[0])
                lost = "the workers that made it were lost; ask for it again when they are well"
                state: OrderState = "cancelled" if found.stopped_by else "dead"
                _ended(change, found, owner, state, "" if found.stopped_by else lost, "")
        return None

    def renew(self, id: str, owner: str, clock: float | None = None) -> bool:
        """Hold an order for another LEASE; False: it is somebody else's now, or ended."""
        clock = time.time() if clock is None else clock
        with self.database.change() as change:
            return bool(change.run(_RENEW, id=id, owner=owner, until=clock + LEASE))

    def tell(
        self, order: Order, owner: str, kind: str, body: dict[str, Any], *, step: str = "",
        share: float = 0.0, left_s: float = -1.0,
    ) -> bool:  # fmt: skip
        """Say what happens in an order that one holds; True: somebody asked it to stop."""
        with self.database.change() as change:
            if change.run(_TELL, id=order.id, owner=owner, step=step, share=share, left_s=left_s):
                _say(change, order.campaign, order.id, kind, body)
            return bool(_found(change, order.id).stopped_by)

    def stop(self, id: str, by: str) -> Order:
        """Let an order end as soon as its worker can. Raises NotFound."""
        with self.database.change() as change:
            found = _found(change, id)
            if change.run(_STOP, id=id, by=by):
                if change.run(_DROP, id=id, at=now()):
                    _say(change, found.campaign, id, "state", {"state": "cancelled", "who": by})
                else:
                    _say(change, found.campaign, id, "stopping", {"who": by})
            return _found(change, id)

    def lay_down(self, id: str, clock: float | None = None) -> bool:
        """End an order that was stopped while no worker holds it; False: one does, or it ended."""
        clock = time.time() if clock is None else clock
        with self.database.change() as change:
            found = _found(change, id)
            if not change.run(_LAY_DOWN, id=id, at=now(), clock=clock):
                return False
            _say(change, found.campaign, id, "state", {"state": "cancelled"})
            return True

    def end(
        self, order: Order, owner: str, state: OrderState, reason: str = "", result: Any = None
    ) -> bool:
        """End an order that one holds; False: it is somebody else's now."""
        with self.database.change() as change:
            kept = "" if result is None else _text(result)
            return _ended(change, order, owner, state, reason, kept)

    def again(self, order: Order, owner: str, reason: str, clock: float | None = None) -> bool:
        """Give back an order that met what may pass: begun again later, or dead after TRIES."""
        clock = time.time() if clock is None else clock
        if order.tries >= TRIES:
            return self.end(order, owner, "dead", reason)
        due = clock + WAIT * 2 ** (order.tries - 1)
        with self.database.change() as change:
            if not change.run(_AGAIN, id=order.id, owner=owner, reason=reason, due=due):
                return False
            told = {"state": "queued", "reason": reason, "tries": order.tries}
            _say(change, order.campaign, order.id, "state", told)
            return True

    def hand_back(self, order: Order, owner: str) -> bool:
        """Leave an order to another worker, as if this one had never begun it."""
        with self.database.change() as change:
            if not change.run(_BACK, id=order.id, owner=owner):
                return False
            _say(change, order.campaign, order.id, "state", {"state": "queued"})
            return True

    def retry(self, id: str, by: str) -> Order:
        """Ask again for an order that ended otherwise than done. Raises NotFound, Conflict."""
        with self.database.change() as change:
            found = _found(change, id)
            if not change.run(_ANEW, id=id):
                raise Conflict(
                    f"{id} is {found.state}; only what failed, died or was stopped can be asked "
                    "for again"
                )
            _say(change, found.campaign, id, "state", {"state": "queued", "who": by})
            return _found(change, id)

    def one(self, id: str) -> Order:
        """One order. Raises NotFound."""
        rows = self.database.read(_ONE, id=id)
        if not rows:
            raise NotFound(nothing(id))
        return _order(rows[0])

    def several(self, ids: Sequence[str]) -> tuple[Order, ...]:
        """The orders of these ids, those that there are, in no order."""
        return tuple(map(_order, self.database.read(_SEVERAL, ids=list(ids))))

    def mentioned(self, sha256: str, *, without: str) -> bool:
        """Whether the result of another order names these bytes."""
        return bool(self.database.read(_MENTIONED, without=without, like=f"%{sha256}%"))

    def listed(
        self,
        campaign: str = "",
        state: str = "",
        before: int = 0,
        limit: int = 50,
        hidden: Iterable[str] = (),
    ) -> tuple[Order, ...]:
        """Orders, the newest first. before: only those with a lower number; 0: from the newest.

        hidden: campaigns whose orders are left out.
        """
        rows = self.database.read(
            _PAGE,
            campaign=campaign,
            state=state,
            before=before or 2**62,
            limit=limit,
            hidden=sorted(hidden),
        )
        return tuple(map(_order, rows))

    def count(self) -> tuple[dict[str, int], str]:
        """How many stand in each state, and when the first that waits was asked for ("": none)."""
        waits = self.database.read(_OLDEST)
        found = {str(state): int(number) for state, number in self.database.read(_COUNT)}
        return found, str(waits[0][0]) if waits else ""

    def tidings(
        self, after: int, campaign: str = "", limit: int = 500, hidden: Iterable[str] = ()
    ) -> tuple[Tiding, ...]:
        """What was told after a number, of one campaign or of all (""), but the hidden ones."""
        rows = self.database.read(
            _TOLD, after=after, campaign=campaign, limit=limit, hidden=sorted(hidden)
        )
        return tuple(Tiding(n, at, c, o, k, json.loads(b)) for n, at, c, o, k, b in rows)

    def last(self) -> int:
        """The number of the last tiding; 0 where there is none."""
        return self.database.read(_LAST)[0][0]

    def forget(self, before: str) -> int:
        """Drop tidings from before a time (UTC, ISO 8601) but those of states; returns how many."""
        with self.database.change() as change:
            return change.run(_OLD, before=before)

    def close(self) -> None:
        """Close this thread's connection."""
        self.database.close()


def _ended(
    change: Transaction, order: Order, owner: str, state: OrderState, reason: str, result: str
) -> bool:
    values = {"state": state, "reason": reason, "result": result, "at": now()}
    if not change.run(_END, id=order.id, owner=owner, **values):
        return False
    _say(change, order.campaign, order.id, "state", {"state": state, "reason": reason})
    return True


def _say(change: Transaction, campaign: str, order: str, kind: str, body: dict[str, Any]) -> None:
    change.run(_SAY, at=now(), campaign=campaign, order_id=order, kind=kind, body=_text(body))


def _found(change: Transaction, id: str) -> Order:
    rows = change.rows(_ONE, id=id)
    if not rows:
        raise NotFound(nothing(id))
    return _order(rows[0])


def _order(row: Row) -> Order:
    number, id_, campaign, kind, body, who, state, step, reason, result, *rest = row
    made = json.loads(result) if result else None
    head = (number, id_, campaign, kind, json.loads(body), who, state, step, reason, made)
    return Order(*head, *rest)


def _text(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True)


def nothing(id: str) -> str:
    """What who asks for an order is told where there is none, or none for them."""
    return f"there is no job {id!r} in this house"
