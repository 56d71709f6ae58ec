"""What the house asked for piece by piece: clips, films joined of clips, candidates of a picture.

How a piece stands and what came of it is in its order, which has the same id.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import Column, MetaData, PrimaryKeyConstraint, Table

from ..domain.errors import NotFound
from .database import Database, Row, Transaction, now
from .parts import NUMBER, Schema, adding, instead, numbered, once, prepare, text_column

_TABLES = MetaData()
PIECES = Table(
    "pieces",
    _TABLES,
    numbered(),
    text_column("id", unique=True),
    *map(text_column, ("kind", "title", "words", "who", "asked_at", "removed_at", "removed_by")),
    text_column("noted"),
)
TAGS = Table(
    "piece_tags",
    _TABLES,
    Column("piece", NUMBER, nullable=False),
    text_column("tag"),
    PrimaryKeyConstraint("tag", "piece"),
)
GIVEN = Table(
    "given_pictures",
    _TABLES,
    text_column("id", primary_key=True),
    *map(text_column, ("picture", "who", "at")),
)


def _second(change: Transaction) -> None:
    change.run("alter table pieces add column noted text not null default ''")


PART = Schema("pieces", _TABLES, 2, {1: _second})

_FIELDS = "number, id, kind, title, who, asked_at, noted"
_THERE = "removed_at = ''"
_ONE = f"select {_FIELDS} from pieces where id = :id and {_THERE}"
_PAGE = (
    f"select {_FIELDS} from pieces p where {_THERE} and number < :before and kind in among(:kinds) "
    "and (:words = '' or words like :like escape '~') and (:tag = '' or exists "
    "(select 1 from piece_tags t where t.piece = p.number and t.tag = :tag)) "
    "order by number desc limit :limit"
)
_ONWARD = _PAGE.replace("number < :before", "number > :before").replace("number desc", "number")
_TAGS = "select tag from piece_tags where piece = :piece order by tag"
_EVERY_TAG = (
    "select tag, count(*) from piece_tags join pieces on number = piece "
    f"where {_THERE} group by tag order by tag"
)
_UNTAG = "delete from piece_tags where piece = :piece"
_TITLE = f"update pieces set title = :title, words = :words where id = :id and {_THERE}"
_REMOVE = f"update pieces set removed_at = :at, removed_by = :by where id = :id and {_THERE}"
_NOTED = f"select noted from pieces where id = :id and {_THERE}"
_NOTE = "update pieces set noted = :noted where id = :id"
_GIVEN = "select picture from given_pictures where id = :id"
_ADD, _TAG, _GIVE = once(PIECES), adding(TAGS), instead(GIVEN)


@dataclass(frozen=True)
class Piece:
    """One thing that was asked for; id is its order's, and number only rises.

    noted: what was noted of it since, lists of JSON values by name.
    """

    number: int
    id: str
    kind: str
    title: str
    who: str
    asked_at: str
    tags: tuple[str, ...]
    noted: dict[str, list[Any]]


class Pieces:
    """The pieces of a house. Safe from several threads and processes at once."""

    def __init__(self, place: Path | Database, old: Path | None = None) -> None:
        """Open or make them in a file, or in an open database. Raises StoreFailed.

        old: a file whose rows a server's space takes over when it is made.
        """
        self.database = (
            place if isinstance(place, Database) else Database(place, what="the clips in")
        )
        prepare(self.database, PART, old)

    def add(
        self, id: str, kind: str, who: str, *, title: str, words: str, tags: Sequence[str] = ()
    ) -> Piece:
        """Note a piece; one that is there keeps what is known of it. words are searched."""
        with self.database.change() as change:
            fresh = change.run(
                _ADD, id=id, kind=kind, who=who, title=title, words=_searched(title, words),
                asked_at=now(), removed_at="", removed_by="", noted="",
            )  # fmt: skip
            (row,) = change.rows(f"select {_FIELDS} from pieces where id = :id", id=id)
            if fresh:
                change.many(_TAG, [{"piece": row[0], "tag": tag} for tag in dict.fromkeys(tags)])
        return self._told(row)

    def one(self, id: str) -> Piece:
        """One piece. Raises NotFound, for one that was removed as well."""
        rows = self.database.read(_ONE, id=id)
        if not rows:
            raise NotFound(_nothing(id))
        return self._told(rows[0])

    def listed(
        self,
        kinds: Sequence[str],
        *,
        tag: str = "",
        words: str = "",
        before: int = 0,
        after: int | None = None,
        limit: int,
    ) -> tuple[Piece, ...]:
        """Pieces of these kinds, the newest first. before: only lower numbers; 0: from the newest.

        after: only higher numbers, the oldest first; None: as before says. words: only those whose
        title or words hold this, in any case.
        """
        rows = self.database.read(
            _PAGE if after is None else _ONWARD,
            kinds=list(kinds),
            tag=tag,
            words=words,
            like=_like(words),
            before=(before or 2**62) if after is None else after,
            limit=limit,
        )
        return tuple(map(self._told, rows))

    def tags(self) -> tuple[tuple[str, int], ...]:
        """Every tag, and how many pieces have it."""
        return tuple((tag, int(count)) for tag, count in self.database.read(_EVERY_TAG))

    def label(self, id: str, *, title: str, words: str, tags: Sequence[str]) -> Piece:
        """Give a piece another title and other tags. Raises NotFound."""
        found = self.one(id)
        with self.database.change() as change:
            change.run(_TITLE, id=id, title=title, words=_searched(title, words))
            change.run(_UNTAG, piece=found.number)
            change.many(_TAG, [{"piece": found.number, "tag": t} for t in dict.fromkeys(tags)])
        return self.one(id)

    def note(self, id: str, name: str, value: Any) -> None:
        """Note one more thing of a piece. Raises NotFound."""
        with self.database.change() as change:
            rows = change.rows(_NOTED, id=id)
            if not rows:
                raise NotFound(_nothing(id))
            noted = json.loads(rows[0][0] or "{}")
            noted.setdefault(name, []).append(value)
            change.run(_NOTE, id=id, noted=json.dumps(noted, ensure_ascii=False))

    def remove(self, id: str, by: str) -> bool:
        """Take a piece off the list; False: it is not on it."""
        with self.database.change() as change:
            return bool(change.run(_REMOVE, id=id, at=now(), by=by))

    def give(self, id: str, picture: dict[str, Any], who: str) -> None:
        """Keep what is known of a picture that somebody gave; id is its SHA-256."""
        text = json.dumps(picture, ensure_ascii=False)
        self.database.put(_GIVE, id=id, picture=text, who=who, at=now())

    def given(self, id: str) -> dict[str, Any]:
        """What is known of a picture that was given. Raises NotFound."""
        rows = self.database.read(_GIVEN, id=id)
        if not rows:
            raise NotFound(f"no picture {id!r} was given here; upload it first")
        return json.loads(rows[0][0])

    def _told(self, row: Row) -> Piece:
        number, id_, kind, title, who, at, noted = row
        tags = tuple(tag for (tag,) in self.database.read(_TAGS, piece=number))
        return Piece(number, id_, kind, title, who, at, tags, json.loads(noted or "{}"))


def _nothing(id: str) -> str:
    return f"there is no {id!r} in this house; it may have been removed"


def _searched(title: str, words: str) -> str:
    return f"{title}\n{words}".casefold()


def _like(words: str) -> str:
    plain = words.casefold()
    for sign in "~%_":
        plain = plain.replace(sign, f"~{sign}")
    return f"%{plain}%"
