"""What people say of films and storyboards, and links by which others may see them and say so too.

Of a link's token only its SHA-256 is kept.
"""

import hashlib
import json
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Literal

from sqlalchemy import Column, Double, Index, MetaData, Table

from ..domain.errors import NotFound
from .database import Database, Row, now
from .parts import Schema, adding, numbered, prepare, text_column
from .trail import PART as TRAIL
from .trail import add_line

Verdict = Literal["", "approve", "change"]
"""What a comment asks for: nothing, that it go out as it is, or that it be changed."""

_TABLES = MetaData()
COMMENTS = Table(
    "comments",
    _TABLES,
    numbered(),
    text_column("id", unique=True),
    *map(text_column, ("campaign", "thing", "version", "text", "verdict", "who", "link")),
    *map(text_column, ("answer_to", "said_at", "settled_at", "settled_by")),
    *(Column(name, Double, nullable=True) for name in ("at_s", "x", "y")),
    Index("comments_campaign", "campaign", "thing", "number"),
)
LINKS = Table(
    "review_links",
    _TABLES,
    text_column("id", primary_key=True),
    text_column("hash", unique=True),
    *map(text_column, ("campaign", "things", "label")),
    *map(text_column, ("made_at", "made_by", "expires_at", "revoked_at")),
)
PART = Schema("reviews", _TABLES)

_FIELDS = (
    "id, campaign, thing, version, text, verdict, who, link, answer_to, said_at, settled_at, "
    "settled_by, at_s, x, y"
)
_ONE = f"select {_FIELDS} from comments where id = :id"
_LISTED = (
    f"select {_FIELDS} from comments where campaign = :campaign "
    "and (:thing = '' or thing = :thing) order by number"
)
_SETTLE = "update comments set settled_at = :at, settled_by = :by where id = :id"
_SAY = adding(COMMENTS)
_LINK = "select id, campaign, things, label, made_at, made_by, expires_at, revoked_at "
_BY_HASH = f"{_LINK} from review_links where hash = :hash"
_OF = f"{_LINK} from review_links where campaign = :campaign order by made_at, id"
_REVOKE = (
    "update review_links set revoked_at = :at "
    "where id = :id and campaign = :campaign and revoked_at = ''"
)
_SHARE = adding(LINKS)


@dataclass(frozen=True)
class Comment:
    """One thing that was said. at_s: second of the film; x, y: place in the picture, 0-1.

    link: the id of the link that its writer came by, "" for people of the house. Times are UTC.
    """

    id: str
    campaign: str
    thing: str
    version: str
    text: str
    verdict: Verdict
    who: str
    link: str
    answer_to: str
    said_at: str
    settled_at: str
    settled_by: str
    at_s: float | None
    x: float | None
    y: float | None


@dataclass(frozen=True)
class Link:
    """Lets whoever has its token see some things of a campaign until it ends or is revoked."""

    id: str
    campaign: str
    things: tuple[str, ...]
    label: str
    made_at: str
    made_by: str
    expires_at: str
    revoked_at: str

    def holds(self, at: datetime) -> bool:
        """Whether it opens anything at a time."""
        return not self.revoked_at and at < datetime.fromisoformat(self.expires_at)


class Reviews:
    """Comments and links of a house. Safe from several threads and processes."""

    def __init__(self, place: Path | Database, old: Path | None = None) -> None:
        """Open or make them in a file, or in an open database. Raises StoreFailed.

        old: a file whose rows a server's space takes over when it is made.
        """
        self.database = (
            place if isinstance(place, Database) else Database(place, what="the comments in")
        )
        prepare(self.database, TRAIL, old)
        prepare(self.database, PART, old)

    def say(self, campaign: str, thing: str, version: str, who: str, **said: Any) -> Comment:
        """Keep a comment: text, verdict, link, answer_to, at_s, x, y. Raises NotFound.

        A verdict leaves a line in the audit, in the same transaction.
        """
        id_ = secrets.token_hex(6)
        fresh: dict[str, Any] = dict.fromkeys(("verdict", "link", "answer_to"), "")
        fresh |= dict.fromkeys(("settled_at", "settled_by"), "") | dict.fromkeys(("at_s", "x", "y"))
        with self.database.change() as change:
            if said.get("answer_to") and not change.rows(_ONE, id=said["answer_to"]):
                raise NotFound(f"there is no comment {said['answer_to']!r} to answer")
            values = {"campaign": campaign, "thing": thing, "version": version, "who": who}
            change.run(_SAY, **fresh | said | values | {"id": id_, "said_at": now()})
            if verdict := said.get("verdict"):
                where = f"{campaign}: {thing}"
                came = f"by the review link {said['link']}" if said.get("link") else ""
                add_line(change, who, f"review: {verdict}", where, came, said.get("text", "")[:500])
        return self.one(id_)

    def settle(self, id: str, by: str, settled: bool = True) -> Comment:
        """Note that a comment was seen to, or is open again. Raises NotFound."""
        values = {"at": now(), "by": by} if settled else {"at": "", "by": ""}
        with self.database.change() as change:
            if not change.run(_SETTLE, id=id, **values):
                raise NotFound(f"there is no comment {id!r}")
        return self.one(id)

    def one(self, id: str) -> Comment:
        """One comment. Raises NotFound."""
        rows = self.database.read(_ONE, id=id)
        if not rows:
            raise NotFound(f"there is no comment {id!r}")
        return Comment(*rows[0])

    def comments(self, campaign: str, thing: str = "") -> tuple[Comment, ...]:
        """All that was said of a campaign, or of one thing of it, the oldest first."""
        rows = self.database.read(_LISTED, campaign=campaign, thing=thing)
        return tuple(Comment(*row) for row in rows)

    def share(
        self, campaign: str, things: Sequence[str], label: str, days: int, by: str
    ) -> tuple[str, Link]:
        """Make a link that holds for days; returns its token, which is told this once, and it."""
        token, id_ = secrets.token_urlsafe(32), secrets.token_hex(4)
        ends = datetime.now(UTC) + timedelta(days=days)
        with self.database.change() as change:
            change.run(
                _SHARE,
                id=id_,
                hash=_hash(token),
                campaign=campaign,
                things=json.dumps(list(things)),
                label=label,
                made_at=now(),
                made_by=by,
                expires_at=ends.isoformat(timespec="seconds"),
                revoked_at="",
            )
            add_line(change, by, "share for review", campaign, ", ".join(things)[:500], label)
        return token, next(link for link in self.links(campaign) if link.id == id_)

    def link(self, token: str) -> Link | None:
        """The link of a token while it holds; None: it opens nothing."""
        rows = self.database.read(_BY_HASH, hash=_hash(token))
        found = _link(rows[0]) if rows else None
        return found if found and found.holds(datetime.now(UTC)) else None

    def links(self, campaign: str) -> tuple[Link, ...]:
        """Links of a campaign, those that ended as well."""
        return tuple(map(_link, self.database.read(_OF, campaign=campaign)))

    def revoke(self, campaign: str, id: str, by: str) -> None:
        """Let a link open nothing more. Raises NotFound."""
        with self.database.change() as change:
            if not change.run(_REVOKE, id=id, campaign=campaign, at=now()):
                raise NotFound(f"there is no open review link {id!r} of {campaign}")
            add_line(change, by, "revoke review link", campaign, id)


def _link(row: Row) -> Link:
    id_, campaign, things, *rest = row
    return Link(id_, campaign, tuple(json.loads(things)), *rest)


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
