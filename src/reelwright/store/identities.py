"""Which person of a house an issuer means: by its own number for them, which never changes."""

from pathlib import Path

from sqlalchemy import Index, MetaData, Table

from .database import Database, now
from .parts import Schema, once, prepare, text_column
from .trail import PART as TRAIL
from .trail import add_line

_TABLES = MetaData()
IDENTITIES = Table(
    "identities",
    _TABLES,
    text_column("name", primary_key=True),
    *map(text_column, ("issuer", "subject", "bound_at")),
    Index("identities_subject", "issuer", "subject", unique=True),
)
PART = Schema("identities", _TABLES)

_NAME = "select name from identities where issuer = :issuer and subject = :subject"
_THEIRS = "select issuer, subject from identities where name = :name"
_BIND = once(IDENTITIES)
_LOOSE = "delete from identities where name = :name"


class Identities:
    """The people of a house as issuers know them. Safe from several threads and processes."""

    def __init__(self, place: Path | Database, old: Path | None = None) -> None:
        """Open or make them in a file, or in an open database. Raises StoreFailed.

        old: a file whose rows a server's space takes over when it is made.
        """
        self.database = place if isinstance(place, Database) else Database(place, what="the house")
        prepare(self.database, TRAIL, old)
        prepare(self.database, PART, old)

    def name(self, issuer: str, subject: str) -> str | None:
        """Who it is here; None: nobody yet."""
        rows = self.database.read(_NAME, issuer=issuer, subject=subject)
        return str(rows[0][0]) if rows else None

    def bind(self, name: str, issuer: str, subject: str) -> bool:
        """Let an issuer's number be a person's; False: they have another, or it is another's."""
        with self.database.change() as change:
            change.run(_BIND, name=name, issuer=issuer, subject=subject, bound_at=now())
            if change.rows(_THEIRS, name=name) != [(issuer, subject)]:
                return False
            add_line(change, name, "bind identity", name, issuer)
            return True

    def loose(self, name: str, by: str) -> None:
        """Forget by which number an issuer knows somebody; there need not be one."""
        with self.database.change() as change:
            if change.run(_LOOSE, name=name):
                add_line(change, by, "loose identity", name, "")
