"""Makes one order in a process of its own, tells how far it is, and stops when it shall."""

import os
import signal
import threading
import time
import traceback
from collections.abc import Callable
from contextlib import suppress
from dataclasses import asdict
from multiprocessing.util import Finalize
from typing import TYPE_CHECKING, Any, Protocol

from ..domain import spans
from ..domain.errors import BackendFailed, Cancelled, StoreFailed, StudioError, TimedOut
from ..settings import take_on
from . import _given, campaigns, house
from ._wanted import MakeOrder
from .campaigns import Heard

if TYPE_CHECKING:
    from ..store.orders import Order, Orders

PASSING = (BackendFailed, StoreFailed, TimedOut)
"""Errors that may be gone when an order is begun again."""

BEAT = 3.0
"""Seconds between two signs of life of a worker."""

GRACE = 30.0
"""Seconds that an order has to stop at its next step before its process is ended."""

TELLING = 0.4
"""Seconds between two tidings of how far a step is."""

NICE = 10
"""How far what makes films gives way to people who use the same machine, such as its service."""


class Making(Protocol):
    """Makes what an order asks for."""

    def make(self, listener: Callable[[Heard], None]) -> dict[str, Any]:
        """Make it, and say what came of it, JSON-ready. Raises StudioError."""
        ...

    def stop(self) -> None:
        """Let it end at its next step; called from another thread."""
        ...


class _Campaign:
    """Makes a campaign up to a step or a gate."""

    def __init__(self, order: "Order") -> None:
        self.order = order

    def make(self, listener: Callable[[Heard], None]) -> dict[str, Any]:
        wanted = MakeOrder.model_validate(self.order.body)
        made = campaigns.make(
            house.folder(self.order.campaign),
            until=wanted.until,
            yes=wanted.yes,
            overrides=wanted.overrides,
            listener=listener,
        )
        # Where films went on this machine is no part of what everybody is told of an order.
        return made.model_dump(
            mode="json", exclude={"review": True, "exported": {"folder", "sheet"}}
        )

    def stop(self) -> None:
        from .people import acting_for

        with suppress(StudioError), acting_for(self.order.who):
            campaigns.stop(house.folder(self.order.campaign))


def _making(order: "Order") -> Making:
    if order.kind == "make":
        return _Campaign(order)
    if order.kind in ("clip", "join"):
        from ._filming import Filming

        return Filming(order)
    from ._painting import Adding, Painting

    return Painting(order) if order.kind == "paint" else Adding(order)


def perform(id: str, owner: str, environment: dict[str, str]) -> None:
    """Make one order, in a process of its own, and end it in the books.

    environment: that of the worker, whatever it was when this process's own parent began.
    """
    take_on(environment)
    # Encoders that this starts are of its group, and go with it.
    with suppress(OSError):
        os.setpgrp()
        os.nice(NICE)
    from ..wiring.houses import orders_of
    from . import traces
    from .people import acting_for

    traces.begin("worker")
    books = orders_of(_given.settings())
    order = books.one(id)
    work = _making(order)
    halt = _Halt(books, order, owner, work)

    def told(*_: object) -> None:
        halt.hand_back()

    signal.signal(signal.SIGTERM, told)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=halt.watch, daemon=True).start()
    try:
        with (
            acting_for(order.who),
            spans.span(f"order {order.kind}", under=order.trace, order=order.id, tries=order.tries),
        ):
            # What is done in other threads stands under the order as well.
            spans.works_for(spans.carry())
            made = work.make(_Teller(books, order, owner, halt.stop))
    except (Cancelled, KeyboardInterrupt):
        halt.done()
    except PASSING as problem:
        books.again(order, owner, _told(order, str(problem)))
    except StudioError as problem:
        books.end(order, owner, "failed", _told(order, str(problem)))
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
    traces.end()
    # Threads of the engine would keep the process; all it made is kept. Below zero, so that first
    # what libraries hold of the system (semaphores) is given back.
    Finalize(None, os._exit, args=(0,), exitpriority=-1)


def _told(order: "Order", text: str) -> str:
    """What people are told of an order, without where its campaign lies on this machine."""
    return house.placeless(text, order.campaign)


class _Halt:
    """Renews the hold of an order, and stops it when a person or its worker asks."""

    def __init__(self, books: "Orders", order: "Order", owner: str, work: Making) -> None:
        self.books, self.order, self.owner, self.work = books, order, owner, work
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

    def stop(self) -> None:
        """Let it end at its next step, as a person asked."""
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
            threading.Thread(target=self.work.stop, daemon=True).start()
        elif time.monotonic() - self._began > GRACE:
            self.done()
            self._end()

    def _end(self) -> None:
        os.killpg(os.getpgrp(), signal.SIGKILL)


class _Teller:
    """Passes on what happens in a run, how far a step is only now and then."""

    def __init__(
        self, books: "Orders", order: "Order", owner: str, stop: Callable[[], None]
    ) -> None:
        self.books, self.order, self.owner, self.stop = books, order, owner, stop
        self._lock, self._last = threading.Lock(), 0.0

    def __call__(self, heard: Heard) -> None:
        with self._lock:
            if heard.kind in ("part", "busy"):
                if time.monotonic() - self._last < TELLING:
                    return
                self._last = time.monotonic()
            body = {
                name: _told(self.order, value) if isinstance(value, str) else value
                for name, value in asdict(heard).items()
                if value != ""
            }
            body.pop("kind", None)
            with suppress(StoreFailed):
                asked = self.books.tell(
                    self.order,
                    self.owner,
                    heard.kind,
                    body,
                    step=heard.step,
                    share=heard.percent / 100,
                    left_s=-1.0 if heard.left is None else heard.left,
                )
                # Sooner than the watch looks: the rest of a run may take less than a beat.
                if asked:
                    self.stop()
