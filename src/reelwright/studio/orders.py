"""Orders: what the house is asked to make, made by workers, and followed as it is made.

Asking returns at once. A worker (`reelwright worker`)
takes one order after the other, each in a process of its own: one that dies takes nothing along.
"""

import multiprocessing
import os
import signal
import socket
import threading
import time
import traceback
from collections.abc import Callable
from contextlib import suppress
from dataclasses import asdict
from datetime import UTC, datetime
from multiprocessing.util import Finalize
from typing import TYPE_CHECKING, Any, Literal

from pydantic import ValidationError

from ..domain.base import Frozen
from ..domain.errors import (
    BackendFailed,
    Cancelled,
    StoreFailed,
    StudioError,
    TimedOut,
)
from . import _given, campaigns, house
from ._rights import demand
from .campaigns import Heard, Overrides, Step

if TYPE_CHECKING:
    from ..store.orders import Order, Orders

OrderState = Literal["queued", "running", "done", "failed", "dead", "cancelled"]

PASSING = (BackendFailed, StoreFailed, TimedOut)
"""Errors that may be gone when an order is begun again."""

POLL = 0.5
"""Seconds between two looks for what is asked for."""

BEAT = 3.0
"""Seconds between two signs of life of a worker."""

GRACE = 30.0
"""Seconds that an order has to stop at its next step before its process is ended."""

TELLING = 0.4
"""Seconds between two tidings of how far a step is."""

NICE = 10
"""How far what makes films gives way to people who use the same machine, such as its service."""

MOST = 500


class MakeOrder(Frozen):
    """Make a campaign up to a step or the next gate. yes: pass every gate unseen."""

    until: Step = "release"
    yes: bool = False
    overrides: Overrides = Overrides()


class CampaignOrder(Frozen):
    """What was asked for, and how it stands.

    state "failed": it cannot be made as it was asked for; "dead": it was tried several times in
    vain. share is 0 to 1 of the whole, left_s seconds, None while it cannot be said. result is what
    came of it: `campaigns.Made`. Times are UTC, ISO 8601, "" where they have not come.
    """

    id: str
    number: int
    campaign: str
    kind: str
    wanted: MakeOrder
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
    found = _orders().listed(campaign, state, before, max(1, min(limit, MOST)))
    return tuple(map(_told, found))


def one(id: str, *, who: str | None = None) -> CampaignOrder:
    """One order.

    Raises:
        NotAllowed: They may not look.
        NotFound: There is none of that id.
    """
    demand("viewer", who)
    return _told(_orders().one(id))


def stop(id: str, *, who: str | None = None) -> CampaignOrder:
    """Let an order end at its next step; what is finished stays.

    Raises:
        NotAllowed: It takes the role editor.
        NotFound: There is none of that id.
    """
    return _told(_orders().stop(id, demand("editor", who)))


def retry(id: str, *, who: str | None = None) -> CampaignOrder:
    """Ask again for an order that failed, died or was stopped; it goes on from what is finished.

    Raises:
        NotAllowed: It takes the role editor.
        NotFound: There is none of that id.
        Conflict: It is under way, or done.
    """
    by = demand("editor", who)
    if _orders().one(id).body.get("yes"):
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
    found = _orders().tidings(after, campaign, max(1, min(limit, MOST)))
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
    start = multiprocessing.get_context("spawn")
    while len(under_way) < at_once and (order := books.take(owner)):
        told(f"{order.id}: makes {order.campaign} for {order.who}")
        process = start.Process(target=_perform, args=(order.id, owner), name=order.id)
        process.start()
        under_way[order.id] = process


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


def _perform(id: str, owner: str) -> None:
    """Make one order, in a process of its own, and end it in the books."""
    # Encoders that this starts are of its group, and go with it.
    with suppress(OSError):
        os.setpgrp()
        os.nice(NICE)
    books = _orders()
    order = books.one(id)
    halt = _Halt(books, order, owner)

    def told(*_: object) -> None:
        halt.hand_back()

    signal.signal(signal.SIGTERM, told)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=halt.watch, daemon=True).start()
    try:
        made = _make(order, _Teller(books, order, owner))
    except (Cancelled, KeyboardInterrupt):
        halt.done()
    except PASSING as problem:
        books.again(order, owner, str(problem))
    except StudioError as problem:
        books.end(order, owner, "failed", str(problem))
    except Exception as problem:
        # A defect comes back each time: it is told once, and is not begun again.
        traceback.print_exc()
        why = f"an error that nobody foresaw ({type(problem).__name__}); the worker's log says more"
        books.end(order, owner, "failed", why)
    else:
        if halt.asked:
            halt.done()
        else:
            books.end(order, owner, "done", "", made)
    # Threads of the engine would keep the process; all it made is kept. Below zero, so that first
    # what libraries hold of the system (semaphores) is given back.
    Finalize(None, os._exit, args=(0,), exitpriority=-1)


def _make(order: "Order", listener: Callable[[Heard], None]) -> dict[str, Any]:
    from .people import acting_for

    wanted = MakeOrder.model_validate(order.body)
    with acting_for(order.who):
        made = campaigns.make(
            house.folder(order.campaign),
            until=wanted.until,
            yes=wanted.yes,
            overrides=wanted.overrides,
            listener=listener,
        )
    return made.model_dump(mode="json", exclude={"review"})


class _Halt:
    """Renews the hold of an order, and stops it when a person or its worker asks."""

    def __init__(self, books: "Orders", order: "Order", owner: str) -> None:
        self.books, self.order, self.owner = books, order, owner
        self.asked = ""
        self.parent = os.getppid()
        self._began = 0.0

    def watch(self) -> None:
        """Look after the order until the process ends."""
        while True:
            time.sleep(BEAT)
            try:
                mine = self.books.renew(self.order.id, self.owner)
                asked = self.books.one(self.order.id).stopped_by
            except StoreFailed:
                continue  # the lease runs on while the database is away
            if not mine:
                self._end()
            if os.getppid() != self.parent:
                self.hand_back()
            if asked or self.asked:
                self._stop("cancelled")

    def hand_back(self) -> None:
        """Stop, and leave the order to another worker."""
        self._stop("handed back")

    def done(self) -> None:
        """Note how it ended."""
        if self.asked == "handed back":
            self.books.hand_back(self.order, self.owner)
        else:
            self.books.end(self.order, self.owner, "cancelled")

    def _stop(self, why: str) -> None:
        self.asked = self.asked or why
        if not self._began:
            self._began = time.monotonic()
            threading.Thread(target=self._ask, daemon=True).start()
        elif time.monotonic() - self._began > GRACE:
            self.done()
            self._end()

    def _ask(self) -> None:
        from .people import acting_for

        with suppress(StudioError), acting_for(self.order.who):
            campaigns.stop(house.folder(self.order.campaign))

    def _end(self) -> None:
        os.killpg(os.getpgrp(), signal.SIGKILL)


class _Teller:
    """Passes on what happens in a run, how far a step is only now and then."""

    def __init__(self, books: "Orders", order: "Order", owner: str) -> None:
        self.books, self.order, self.owner = books, order, owner
        self._lock, self._last = threading.Lock(), 0.0

    def __call__(self, heard: Heard) -> None:
        with self._lock:
            if heard.kind in ("part", "busy"):
                if time.monotonic() - self._last < TELLING:
                    return
                self._last = time.monotonic()
            body = {name: value for name, value in asdict(heard).items() if value != ""}
            body.pop("kind", None)
            with suppress(StoreFailed):
                self.books.tell(
                    self.order,
                    self.owner,
                    heard.kind,
                    body,
                    step=heard.step,
                    share=heard.percent / 100,
                    left_s=-1.0 if heard.left is None else heard.left,
                )


def _orders() -> "Orders":
    from ..wiring.houses import orders_of

    return orders_of(_given.settings())


def _told(order: "Order") -> CampaignOrder:
    found = asdict(order)
    found["wanted"] = found.pop("body")
    found["left_s"] = None if found["left_s"] < 0 else found["left_s"]
    try:
        return CampaignOrder.model_validate(found)
    except ValidationError as problem:
        raise StoreFailed(
            f"{order.id} was asked for by another version of reelwright; ask for it again"
        ) from problem
