"""Open workplaces, found by id: campaigns and clip desks that steps of this process work in.

Workflows carry ids only. A door holds the workplace it opened itself; a worker says how others are
opened, and keeps a bounded number of them open.
"""

import threading
from collections import OrderedDict
from collections.abc import Callable, Generator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Protocol

from ...domain.errors import NotFound

OPENED = "@"
"""Stands between the id of a place and that of one of its openings."""

MOST = 8
"""Workplaces that a worker keeps open beside those in use."""


class Workplace(Protocol):
    """What can be opened: a campaign's studio, or a clip desk."""

    def close(self) -> None:
        """Let go of files and connections."""
        ...


def place_in(id_: str) -> str:
    """The place of an id: a workspace, whichever way it was opened."""
    return id_.partition(OPENED)[0]


Opener = Callable[[str], Workplace]


@dataclass
class _Place:
    place: Any
    users: int = 0
    held: bool = False
    """A door opened it, and will close it."""


class Workplaces:
    """Workplaces of one process. Safe from several threads."""

    def __init__(self, most: int = MOST) -> None:
        self.most = most
        self._open: OrderedDict[str, _Place] = OrderedDict()
        self._openers: list[Opener] = []
        self._lock = threading.Lock()
        self._opening: dict[str, threading.Lock] = {}

    @contextmanager
    def held(self, id_: str, place: Any) -> Generator[None]:
        """A workplace that its owner opened, found under its id for the block's length.

        Held under the id of a place it serves every opening of it that was not opened otherwise.
        """
        with self._lock:
            before = self._open.get(id_)
            self._open[id_] = _Place(place, held=True)
        try:
            yield
        finally:
            with self._lock:
                if before is not None and (before.held or before.users):
                    self._open[id_] = before
                else:
                    self._open.pop(id_, None)
            if before is not None and not before.held and not before.users:
                before.place.close()

    @contextmanager
    def opens_with(self, opener: Opener) -> Generator[None]:
        """How workplaces that nobody holds are opened, for the block's length."""
        self._openers.append(opener)
        try:
            yield
        finally:
            self._openers.remove(opener)
            self.close()

    @contextmanager
    def opened(self, id_: str) -> Generator[Any]:
        """The workplace of an id; it stays open while it is used.

        Raises NotFound where nobody holds it and no opener knows it.
        """
        place = self._entered(id_)
        try:
            yield place.place
        finally:
            with self._lock:
                place.users -= 1
            self._bound()

    def close(self) -> None:
        """Close all that is open, held by nobody and in use by nobody."""
        self._bound(0)

    def ids(self) -> tuple[str, ...]:
        """Ids of all that is open, the longest unused first."""
        with self._lock:
            return tuple(self._open)

    def _entered(self, id_: str) -> _Place:
        with self._lock:
            found = self._found(id_)
            if found is not None:
                found.users += 1
                return found
            turn = self._opening.setdefault(id_, threading.Lock())
        # Opening can take seconds: others wait for it, and open something else meanwhile.
        with turn:
            with self._lock:
                found = self._found(id_)
            place = _Place(self._opened(id_)) if found is None else found
            with self._lock:
                if found is None:
                    place = self._open.setdefault(id_, place)
                place.users += 1
                self._opening.pop(id_, None)
                return place

    def _found(self, id_: str) -> _Place | None:
        if id_ in self._open:
            self._open.move_to_end(id_)
            return self._open[id_]
        whole = self._open.get(place_in(id_))
        return whole if whole and whole.held else None

    def _opened(self, id_: str) -> Any:
        for opener in reversed(self._openers):
            return opener(id_)
        raise NotFound(
            f"this process does not know {id_}; open it first, or start `reelwright worker` where "
            "it can be reached"
        )

    def _bound(self, most: int | None = None) -> None:
        most = self.most if most is None else most
        gone: list[Any] = []
        with self._lock:
            free = [i for i, p in self._open.items() if not p.users and not p.held]
            for id_ in free[: max(0, len(free) - most)]:
                gone.append(self._open.pop(id_).place)
        for place in gone:
            place.close()


_here = Workplaces()
held, opened, opens_with = _here.held, _here.opened, _here.opens_with
