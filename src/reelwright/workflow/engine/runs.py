"""Where durable runs are noted: beside the work on one machine, or on a server."""

import sqlite3
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy.exc import SQLAlchemyError

from ...domain.errors import StoreFailed
from ...store.database import Database
from ...store.trouble import told
from .lease import POSTGRES


@dataclass(frozen=True)
class Runs:
    """A database of runs.

    url: a SQLite file or a PostgreSQL database; there, schema is a part of it that belongs to these
    runs alone. leases: the folder in which processes that share a file tell that they live. shared:
    whoever works here can open everything that is worked on, wherever it is asked for.
    """

    url: str
    leases: Path
    schema: str = ""
    shared: bool = False

    @property
    def on_server(self) -> bool:
        """Whether they are noted in PostgreSQL."""
        return self.url.startswith(POSTGRES)

    @contextmanager
    def readable(self) -> Generator[None]:
        """Raise StoreFailed in place of what the database's driver raises in a block."""
        try:
            yield
        except (SQLAlchemyError, sqlite3.Error) as problem:
            at = Database(self.url, self.schema or "dbos", "the workflow database")
            raise StoreFailed(told(at.what, at.place, problem)) from problem


def beside(workspace: Path) -> Runs:
    """The runs of one workspace, noted in a file of it."""
    return Runs(f"sqlite:///{workspace / 'workflow.db'}", workspace / "leases")
