"""Workers: processes that make what others asked for."""

import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Generator, Sequence
from contextlib import contextmanager, nullcontext, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from ..domain.base import Frozen
from ..domain.errors import NotFound
from ..store.hands import WorkerState as WorkerState
from . import _given, hooks
from ._presence import Presence, presence
from ._rights import demand

if TYPE_CHECKING:
    from ..settings import Settings

ORDERS = "orders"
"""The queue of what the house was asked for; all others are of films and clips."""

AGAIN, LONGEST = 1.0, 30.0
"""Seconds before a worker that died is begun again: twice as many each time, up to the longest."""

ORDER: tuple[WorkerState, ...] = ("loading", "stopping", "busy", "ready")
"""States of a worker that is well, the one that takes least first."""

STEADY = 60.0
"""Seconds after which a worker that dies did not die of how it was begun."""

WINDOW = 600.0
"""Seconds that a worker may load models before that counts as being ill."""

LET_GO = 60.0
"""Seconds that a worker has to hand back what is in hand before it is ended."""


def work(
    folder: Path | str | None = None,
    *,
    queues: Sequence[str] | None = None,
    at_once: int = 2,
    workspace: Path | None = None,
    ready: Callable[[], None] = lambda: None,
    told: Callable[[str], None] = lambda _: None,
) -> bool:
    """Take work until SIGTERM or Ctrl-C.

    Args:
        folder: A campaign's, or one of clips, whose work it is; None for that of the house: what
            people asked for in the studio, and with a PostgreSQL database and a bucket the work of
            everybody there.
        queues: "orders", "pipeline", "variants", "clips"; None for all.
        at_once: Films or clips that are made side by side.
        workspace: Where results are kept; None for `.reelwright` in the folder.
        ready: Called when the worker has begun to take work.
        told: Hears that the database was lost, and that it is back; called from another thread.

    Returns:
        Whether every step in hand had ended. The process has to end in either case.

    Raises:
        InvalidIntake: The folder cannot be worked for, or the settings name no server.
        NotFound: There is no such queue.
        Missing: A library, or the key file, is not there.
        StoreFailed: The database cannot be reached, or a small probe cannot be kept in the bucket.
    """
    from ..wiring.workers import work as take

    settings, wanted = _given.settings(workspace=workspace), tuple(queues or ())
    if folder is not None:
        return take(Path(folder), settings, queues=wanted, at_once=at_once, ready=ready, told=told)
    mine = _queues(wanted, settings)
    with presence(mine, at_once) as here, hooks.delivering() if ORDERS in mine else nullcontext():

        def begun() -> None:
            here.ready()
            ready()

        if mine == (ORDERS,):
            return _orders_alone(at_once, begun, told, here)
        others = tuple(q for q in mine if q != ORDERS)
        if ORDERS not in mine:
            return take(None, settings, queues=others, at_once=at_once, ready=begun, told=told)
        with _orders_beside(at_once, told, here) as begin:

            def both() -> None:
                begin()
                begun()

            return take(None, settings, queues=others, at_once=at_once, ready=both, told=told)


def _queues(wanted: tuple[str, ...], settings: "Settings") -> tuple[str, ...]:
    """The queues of the house that a worker takes from."""
    from ..wiring.places import shared
    from ..workflow.engine.engine import ALL

    others = tuple(q for q in wanted if q != ORDERS)
    if strange := sorted(set(others) - set(ALL)):
        raise NotFound(f"there is no queue {strange[0]!r}; there are {', '.join((ORDERS, *ALL))}")
    if shared(settings):
        return wanted or (ORDERS, *ALL)
    if others:
        raise NotFound(
            f"the queue {others[0]} of everybody needs a database and a bucket; without them "
            f"there is {ORDERS} alone"
        )
    return (ORDERS,)


class WorkerHere(Frozen):
    """A worker that is at work for the house.

    state "loading": it takes nothing yet; "busy": it makes as much side by side as it may. Times
    are UTC, ISO 8601.
    """

    name: str
    host: str
    pid: int
    version: str
    queues: tuple[str, ...]
    state: WorkerState
    at_once: int
    in_hand: int
    since: str
    seen: str


def listed(*, who: str | None = None) -> tuple[WorkerHere, ...]:
    """Workers that take what the house is asked for; those that fell silent are not among them.

    Args:
        who: Who asks; None: the person of the settings.

    Raises:
        NotAllowed: They may not look.
    """
    from ..wiring.houses import hands_of

    demand("viewer", who)
    there = hands_of(_given.settings()).listed(time.time())
    return tuple(
        WorkerHere.model_validate(vars(w) | {"since": _at(w.since), "seen": _at(w.seen)})
        for w in there
    )


class WorkerHealth(Frozen):
    """Whether the workers of a machine are well, for what restarts them.

    state is that of the one that stands worst: "gone" where none has said a word of late, "late"
    where one loads for longer than its window, else what `WorkerHere` has. why: what to do.
    """

    well: bool
    state: Literal["gone", "late", "loading", "ready", "busy", "stopping"]
    why: str = ""


def health(*, host: str = "", window: float = WINDOW) -> WorkerHealth:
    """Whether the workers of a machine are well; one that loads is, inside its window.

    Args:
        host: The machine, or container; "" is this one.
        window: Seconds that a worker may load.

    Raises:
        StoreFailed: The database cannot be reached: nobody knows.
    """
    from ..store.hands import SILENT
    from ..wiring.houses import hands_of

    clock, at = time.time(), host or socket.gethostname()
    here = [w for w in hands_of(_given.settings()).listed(clock) if w.host == at]
    if not here:
        why = f"no worker on {at} has said a word for {SILENT:.0f} s; begin it again"
        return WorkerHealth(well=False, state="gone", why=why)
    if late := [w for w in here if w.state == "loading" and clock - w.since > window]:
        why = (
            f"process {late[0].pid} has loaded for {clock - late[0].since:.0f} s, over its "
            f"{window:.0f}; look at its log, then begin it again or give it a longer --window"
        )
        return WorkerHealth(well=False, state="late", why=why)
    return WorkerHealth(well=True, state=next(s for s in ORDER if s in {w.state for w in here}))


def _at(clock: float) -> str:
    return datetime.fromtimestamp(clock, UTC).isoformat(timespec="seconds")


@contextmanager
def beside(
    *, at_once: int = 2, told: Callable[[str], None] = lambda _: None
) -> Generator[threading.Event]:
    """Keep a worker of the house at work for a block, in a process of its own.

    It is begun again when it dies, and ends with the block, or with this process however that ends.
    SIGTERM and Ctrl-C are not the end of this process in the block: they set the event.

    Args:
        at_once: Films that it makes side by side.
        told: Hears that it died, a line each time; called from another thread.
    """
    from ..workflow.engine.worker import told_to_stop

    with told_to_stop() as stop:
        ending = threading.Event()
        keeper = threading.Thread(target=_kept, args=(ending, at_once, told), name="keeper")
        keeper.start()
        try:
            yield stop
        finally:
            ending.set()
            keeper.join()


def _kept(ending: threading.Event, at_once: int, told: Callable[[str], None]) -> None:
    words = ["worker", "--at-once", str(at_once), "--beside", str(os.getpid())]
    wait = AGAIN
    while not ending.is_set():
        began = time.monotonic()
        worker = subprocess.Popen(
            [sys.executable, "-P", "-m", "reelwright", *words], stdin=subprocess.DEVNULL
        )
        while worker.poll() is None and not ending.wait(0.2):
            pass
        if ending.is_set():
            _ended(worker)
            return
        if time.monotonic() - began > STEADY:
            wait = AGAIN
        told(f"the worker ended ({_ending(worker.returncode)}); another begins in {wait:.0f} s")
        ending.wait(wait)
        wait = min(LONGEST, wait * 2)


def _ended(worker: "subprocess.Popen[bytes]") -> None:
    worker.terminate()
    try:
        worker.wait(LET_GO)
    except subprocess.TimeoutExpired:
        worker.kill()
        worker.wait()


def _ending(code: int) -> str:
    return signal.Signals(-code).name if code < 0 else f"code {code}"


def ends_with(parent: int) -> None:
    """Tell this process to stop as soon as another, which began it, is gone."""

    def watch() -> None:
        while os.getppid() == parent:
            time.sleep(0.5)
        with suppress(ProcessLookupError):
            os.kill(os.getpid(), signal.SIGTERM)

    threading.Thread(target=watch, daemon=True, name="beside").start()


def _orders_alone(
    at_once: int, ready: Callable[[], None], told: Callable[[str], None], here: Presence
) -> bool:
    from ..workflow.engine.worker import told_to_stop

    with told_to_stop() as stop:
        ready()
        _orders(stop, at_once, told, here)
    return True


@contextmanager
def _orders_beside(
    at_once: int, told: Callable[[str], None], here: Presence
) -> Generator[Callable[[], None]]:
    """Orders are taken in a thread of their own, from when what this yields is called."""
    end = threading.Event()

    def unsaid(_: str) -> None:
        """The engine tells of the same database already."""

    given = (end, at_once, told, here, unsaid)
    thread = threading.Thread(target=_orders, args=given, daemon=True)
    try:
        yield thread.start
    finally:
        end.set()
        if thread.ident:
            thread.join()


def _orders(
    stop: threading.Event,
    at_once: int,
    told: Callable[[str], None],
    here: Presence,
    lost: Callable[[str], None] | None = None,
) -> None:
    from . import orders

    orders.work(stop, at_once=at_once, told=told, lost=lost, holds=here.holds)
