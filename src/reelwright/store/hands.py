"""Workers of a house as they tell of themselves: each says now and then that it is there."""

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from sqlalchemy import Column, Double, Integer, MetaData, Table

from .database import Database
from .parts import Schema, instead, prepare, text_column

WorkerState = Literal["loading", "ready", "busy", "stopping"]
"""loading: it has begun and takes nothing yet. busy: it makes as much as it may."""

SILENT = 20.0
"""Seconds after which a worker that says nothing is gone."""

_TABLES = MetaData()
WORKERS = Table(
    "hands",
    _TABLES,
    text_column("name", primary_key=True),
    *map(text_column, ("host", "version", "queues", "state")),
    *(Column(name, Integer, nullable=False) for name in ("pid", "at_once", "in_hand")),
    *(Column(name, Double, nullable=False) for name in ("since", "seen")),
)
PART = Schema("hands", _TABLES)

_SAY = instead(WORKERS)
_ALL = (
    "select name, host, version, queues, state, pid, at_once, in_hand, since, seen from hands "
    "where seen >= :after order by since, name"
)
_GONE = "delete from hands where name = :name or seen < :before"


@dataclass(frozen=True)
class Hand:
    """A worker: what it is and how it stands. since and seen are epoch seconds."""

    name: str
    host: str
    version: str
    queues: tuple[str, ...]
    state: WorkerState
    pid: int
    at_once: int
    in_hand: int
    since: float
    seen: float


class Hands:
    """The workers of a house. Safe from several threads and processes."""

    def __init__(self, place: Path | Database, old: Path | None = None) -> None:
        """Open or make them in a file, or in an open database. Raises StoreFailed.

        old: a file whose rows a server's space takes over when it is made.
        """
        self.database = place if isinstance(place, Database) else Database(place, what="the house")
        prepare(self.database, PART, old)

    def say(self, hand: Hand) -> None:
        """Note how a worker stands."""
        with self.database.change() as change:
            change.run(_SAY, **{**vars(hand), "queues": " ".join(hand.queues)})

    def gone(self, name: str, clock: float) -> None:
        """Note that a worker has ended; those that fell silent long ago are forgotten as well."""
        with self.database.change() as change:
            change.run(_GONE, name=name, before=clock - 3600)

    def listed(self, clock: float) -> tuple[Hand, ...]:
        """Those that said something within SILENT before a time, the oldest first."""
        rows = self.database.read(_ALL, after=clock - SILENT)
        return tuple(
            Hand(name, host, version, tuple(queues.split()), *rest)
            for name, host, version, queues, *rest in rows
        )
