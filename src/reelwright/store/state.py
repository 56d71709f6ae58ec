"""All that a catalogue's file holds, as one digest, read without SQLAlchemy.

`status` asks by it whether anything changed since it last looked; SQLAlchemy alone takes longer to
import than that may take.
"""

import hashlib
import sqlite3
from contextlib import closing
from pathlib import Path

PATIENCE = 1.0
"""Seconds to wait for a file that is being recovered: who cannot wait looks for itself."""

_TABLES = "select name from sqlite_master where type = 'table' order by name"


def state_of(file: Path) -> str:
    """A digest of a catalogue's rows as they stand; "" where they cannot be read now.

    What another process wrote counts from its commit on, whether it still lies in the log or not.
    Of events, which are only ever added, the number of the last one stands for all.
    """
    try:
        url = f"{file.resolve().as_uri()}?mode=rw"  # never makes a file
        with closing(sqlite3.connect(url, PATIENCE, isolation_level=None, uri=True)) as db:
            db.execute("begin")  # all that follows is of one moment
            found = hashlib.sha256()
            for (table,) in db.execute(_TABLES).fetchall():
                found.update(f"{table}\n".encode())
                if table == "events":
                    rows = db.execute("select max(id) from events")
                else:
                    rows = db.execute(f'select rowid, * from "{table}" order by rowid')
                for row in rows:
                    found.update(repr(row).encode("utf-8", "surrogatepass"))
            return found.hexdigest()
    except (sqlite3.Error, OSError):
        return ""
