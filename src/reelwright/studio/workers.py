"""Workers: processes that make what others asked for."""

import threading
from collections.abc import Callable, Sequence
from pathlib import Path

from ..domain.errors import NotFound
from . import _given

ORDERS = "orders"
"""The queue of what the house was asked for; all others are of films and clips."""


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
    from ..wiring.places import shared
    from ..wiring.workers import work as take
    from ..workflow.engine.engine import ALL

    settings, wanted = _given.settings(workspace=workspace), tuple(queues or ())
    if folder is not None:
        return take(Path(folder), settings, queues=wanted, at_once=at_once, ready=ready, told=told)
    others = tuple(q for q in wanted if q != ORDERS)
    if strange := sorted(set(others) - set(ALL)):
        raise NotFound(f"there is no queue {strange[0]!r}; there are {', '.join((ORDERS, *ALL))}")
    if not shared(settings):
        if others:
            raise NotFound(
                f"the queue {others[0]} of everybody needs a database and a bucket; without them "
                f"there is {ORDERS} alone"
            )
        return _orders_alone(at_once, ready, told)
    if wanted == (ORDERS,):
        return _orders_alone(at_once, ready, told)
    if wanted and ORDERS not in wanted:
        return take(None, settings, queues=others, at_once=at_once, ready=ready, told=told)
    end = threading.Event()

    def unsaid(_: str) -> None:
        """The engine tells of the same database already."""

    given = (end, at_once, told, unsaid)
    beside = threading.Thread(target=_orders, args=given, daemon=True)

    def begun() -> None:
        beside.start()
        ready()

    try:
        return take(None, settings, queues=others, at_once=at_once, ready=begun, told=told)
    finally:
        end.set()
        if beside.ident:
            beside.join()


def _orders_alone(at_once: int, ready: Callable[[], None], told: Callable[[str], None]) -> bool:
    from ..workflow.engine.worker import told_to_stop

    with told_to_stop() as stop:
        ready()
        _orders(stop, at_once, told)
    return True


def _orders(
    stop: threading.Event,
    at_once: int,
    told: Callable[[str], None],
    lost: Callable[[str], None] | None = None,
) -> None:
    from . import orders

    orders.work(stop, at_once=at_once, told=told, lost=lost)
