"""Orders: what the house is asked to make, made by workers, and followed as it is made.

Asking returns at once. A worker (`reelwright worker`)
takes one order after the other, each in a process of its own: one that dies takes nothing along.
"""

import multiprocessing
import os
import signal
import socket
import sys
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import asdict
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Literal

from pydantic import ValidationError

from ..domain.base import Frozen
from ..domain.errors import NotFound, StoreFailed
from ..settings import environment
from . import _given, house
from ._enrolled import hidden
from ._performing import perform
from ._rights import demand
from ._wanted import KINDS, Wanted
from ._wanted import MakeOrder as MakeOrder
from ._wanted import OrderState as OrderState

if TYPE_CHECKING:
    from ..store.orders import Order, Orders

POLL = 0.5
"""Seconds between two looks for what is asked for."""

MOST = 500

FORKS = sys.platform == "linux"
"""Whether processes may be forked here: elsewhere the system's own libraries forbid it."""


class CampaignOrder(Frozen):
    """What was asked for, and how it stands.

    kind: "make" a campaign, "clip", "join" clips, "paint" a picture or "add" a file; all but the
    first have the campaign "". state "failed": it cannot be made as it was asked for; "dead": it
    was tried several times in vain. share is 0 to 1 of the whole, left_s seconds, None while it
    cannot be said. result is what came of it: `campaigns.Made`, `gallery.ClipMade`,
    `paintings.PaintingMade` or `additions.AdditionMade`. Times are UTC, ISO 8601, "" where they
    have not come.
    """

    id: str
    number: int
    campaign: str
    kind: str
    wanted: Wanted
    who: str
    state: OrderState
    step: str
    share: float
    left_s: float | None
    reason: str
    result: dict[str, Any] | None
    asked_at: str
    began_at: str
    ended_at: str
    tries: int
    stopped_by: str


class OrderEvent(Frozen):
    """One thing that was told of an order, by a number that only rises.

    kind: "state" (body: state, reason), "stopping", or one of `campaigns.Heard`.
    """

    number: int
    at: str
    campaign: str
    order: str
    kind: str
    body: dict[str, Any]


class OrderCount(Frozen):
    """How many orders stand in each state, and for how long the one waits that waits longest."""

    by_state: dict[str, int]
    oldest_s: float


def count(*, who: str | None = None) -> OrderCount:
    """How much was asked for and how it stands.

    Raises:
        NotAllowed: They may not look.
    """
    demand("viewer", who)
    found, since = _orders().count()
    waits = (datetime.now(UTC) - datetime.fromisoformat(since)).total_seconds() if since else 0.0
    return OrderCount(by_state=found, oldest_s=max(0.0, waits))


def ask(
    campaign: str, wanted: MakeOrder | None = None, *, mark: str = "", who: str | None = None
) -> CampaignOrder:
    """Ask for a campaign to be made; returns at once.

    Args:
        campaign: Its name in the house.
        wanted: How far, and otherwise than the campaign says; None: to the next gate.
        mark: A word drawn by who asks: asked twice with the same, it is one order.
        who: Who asks; None: the person of the settings.

    Raises:
        NotAllowed: It takes the role editor, and approver with `yes`.
        NotFound: There is no such campaign.
        Conflict: The mark was used for something else.
    """
    wanted = wanted or MakeOrder()
    by = demand("editor", who)
    if wanted.yes:
        demand("approver", who)
    house.one(campaign, who=who)
    body = wanted.model_dump(mode="json")
    return _told(_orders().ask(campaign, "make", body, by, mark))


def ask_for(kind: str, wanted: Wanted, *, mark: str = "", who: str | None = None) -> CampaignOrder:
    """Ask for what belongs to no campaign; its own noun asks for rights before.

    Raises:
        NotAllowed: It takes the role editor.
        Conflict: The mark was used for something else.
    """
    by = demand("editor", who)
    return _told(_orders().ask("", kind, wanted.model_dump(mode="json"), by, mark))


def listed(
    campaign: str = "",
    *,
    state: OrderState | Literal[""] = "",
    before: int = 0,
    limit: int = 50,
    who: str | None = None,
) -> tuple[CampaignOrder, ...]:
    """Orders, the newest first.

    Args:
        campaign: Only those of a campaign; "": of all.
        state: Only those that stand so; "dead" are those that workers gave up.
        before: Only those with a lower number; 0: from the newest on.
        limit: How many at most, up to MOST.
        who: Who asks; None: the person of the settings.

    Raises:
        NotAllowed: They may not look.
    """
    demand("viewer", who)
    most = max(1, min(limit, MOST))
    found = _orders().listed(campaign, state, before, most, hidden(who))
    return tuple(map(_told, found))


def one(id: str, *, who: str | None = None) -> CampaignOrder:
    """One order.

    Raises:
        NotAllowed: They may not look.
        NotFound: There is none of that id.
    """
    demand("viewer", who)
    return _told(_one(id, who))


def stop(id: str, *, who: str | None = None) -> CampaignOrder:
    """Let an order end at its next step; what is finished stays.

    Raises:
        NotAllowed: It takes the role editor.
        NotFound: There is none of that id.
    """
    by = demand("editor", who)
    return _told(_orders().stop(_one(id, who).id, by))


def retry(id: str, *, who: str | None = None) -> CampaignOrder:
    """Ask again for an order that failed, died or was stopped; it goes on from what is finished.

    Raises:
        NotAllowed: It takes the role editor.
        NotFound: There is none of that id.
        Conflict: It is under way, or done.
    """
    by = demand("editor", who)
    if _one(id, who).body.get("yes"):
        demand("approver", who)
    return _told(_orders().retry(id, by))


def tidings(
    after: int = 0, campaign: str = "", *, limit: int = MOST, who: str | None = None
) -> tuple[OrderEvent, ...]:
    """What was told after a number, the oldest first.

    Args:
        after: The number of the last one that was read; 0: from the first.
        campaign: Only of this campaign; "": of all.
        limit: How many at most, up to MOST.
        who: Who asks; None: the person of the settings.

    Raises:
        NotAllowed: They may not look.
    """
    demand("viewer", who)
    found = _orders().tidings(after, campaign, max(1, min(limit, MOST)), hidden(who))
    return tuple(OrderEvent.model_validate(asdict(tiding)) for tiding in found)


def last(*, who: str | None = None) -> int:
    """The number of the last tiding: who follows from now on goes on after it.

    Raises:
        NotAllowed: They may not look.
    """
    demand("viewer", who)
    return _orders().last()


def work(
    stop: threading.Event,
    *,
    at_once: int = 1,
    told: Callable[[str], None] = lambda _: None,
    lost: Callable[[str], None] | None = None,
    holds: Callable[[int], None] = lambda _: None,
) -> None:
    """Take orders of the house until stop is set; then what is under way ends at its next step.

    While the database is away nothing is taken; what is under way goes on.

    Args:
        stop: Set it to end.
        at_once: Orders that are made side by side, of different campaigns.
        told: Hears what is taken and what came of it, a line each; called from this thread.
        lost: Hears that the database is away, and that it is back; None: told does.
        holds: Hears how many orders are under way.

    Raises:
        StoreFailed: The database cannot be reached.
    """
    books = _orders()
    owner = f"{socket.gethostname()}-{os.getpid()}-{os.urandom(3).hex()}"
    under_way: dict[str, Any] = {}
    away = ""
    # A database that stays away keeps nobody who has nothing under way.
    while not stop.is_set() or any(p.is_alive() for p in under_way.values()):
        try:
            _turn(books, owner, under_way, 0 if stop.is_set() else at_once, told)
        except StoreFailed as problem:
            if not away:
                (lost or told)(str(problem))
            away = str(problem)
        else:
            if away:
                (lost or told)("the orders of the house are back")
            away = ""
        holds(len(under_way))
        time.sleep(POLL) if stop.is_set() else stop.wait(POLL)
    with suppress(StoreFailed):
        _turn(books, owner, under_way, 0, told)


def _turn(
    books: "Orders",
    owner: str,
    under_way: dict[str, Any],
    at_once: int,
    told: Callable[[str], None],
) -> None:
    """Note what ended, and take what is due; at_once 0: take nothing, and end what is left."""
    for id_, process in list(under_way.items()):
        if not process.is_alive():
            process.join()
            told(_came_of(books, id_, owner, process.exitcode))
            del under_way[id_]
        elif not at_once:
            with suppress(ProcessLookupError):
                os.kill(process.pid, signal.SIGTERM)
    while len(under_way) < at_once and (order := books.take(owner)):
        told(f"{order.id}: makes {order.campaign or 'it'} for {order.who}")
        under_way[order.id] = _begun(order.id, owner)


def _begun(id: str, owner: str) -> Any:
    """A process that makes an order, forked off one that has loaded what that takes.

    What it is forked off has no threads and no settings; what this process has of them now goes
    along. It ends with this process, and what makes orders sees that.
    """
    multiprocessing.set_forkserver_preload(["reelwright.wiring.ahead"])
    start: Any = multiprocessing.get_context("forkserver" if FORKS else "spawn")
    process = start.Process(target=perform, args=(id, owner, environment()), name=id)
    process.start()
    return process


def _came_of(books: "Orders", id: str, owner: str, code: int | None) -> str:
    order = books.one(id)
    if order.state == "running":
        why = f"the process that made it ended unexpectedly ({_ending(code)})"
        books.again(order, owner, why)
        order = books.one(id)
    return f"{id}: {order.state}{f' ({order.reason})' if order.reason else ''}"


def _ending(code: int | None) -> str:
    if code is not None and code < 0:
        return signal.Signals(-code).name
    return f"code {code}"


def _one(id: str, who: str | None) -> "Order":
    """An order. Raises NotFound also for those of a campaign that is kept to others."""
    from ..store.orders import nothing

    found = _orders().one(id)
    if found.campaign in hidden(who):
        raise NotFound(nothing(id))
    return found


def _orders() -> "Orders":
    from ..wiring.houses import orders_of

    return orders_of(_given.settings())


def _told(order: "Order") -> CampaignOrder:
    found = asdict(order)
    del found["body"], found["trace"]
    found["left_s"] = None if found["left_s"] < 0 else found["left_s"]
    try:
        found["wanted"] = KINDS[order.kind].model_validate(order.body)
        return CampaignOrder.model_validate(found)
    except (KeyError, ValidationError) as problem:
        raise StoreFailed(
            f"{order.id} was asked for by another version of reelwright; ask for it again"
        ) from problem
