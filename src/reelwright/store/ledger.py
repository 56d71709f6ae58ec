"""A knowledge base's catalogue: items, audit, pending parts, receipts."""

import fcntl
import json
from collections.abc import Generator, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from ..domain.errors import InvalidIntake, NotFound
from ..domain.knowledge import AuditLine, Item, KnowledgeBase, Part, Receipt, State, Use
from . import database
from . import ledger_tables as t
from .database import Database
from .parts import prepare

FILE = "catalogue.db"


class BaseLedger:
    """Implements `library.ledger.Ledger` over one database."""

    def __init__(
        self, folder: Path, new: KnowledgeBase | None = None, space: Database | None = None
    ) -> None:
        """Open a base's catalogue; new makes it. Raises NotFound when there is none.

        space: where a server keeps it; None: a file in the base's folder. A space that is made now
        takes over what the folder's file holds. Raises InvalidIntake where the file is that of
        another base than the space's.
        """
        self.folder = folder
        file = folder / FILE
        held = space is not None and t.BASE.name in space.tables()
        if new is None and not held and not file.exists():
            raise NotFound(f"there is no knowledge base in {folder}")
        if space is not None and held and file.exists():
            _same(space, file)
        self._db = space or Database(file, what="the library catalogue")
        prepare(self._db, t.PART, file)
        if new is not None:
            with self._db.change() as db:
                if not db.rows(t.GET_BASE):
                    db.run(t.KEEP_BASE, one=1, value=new.model_dump_json())

    # -- the base ------------------------------------------------------------------------------

    def base(self) -> KnowledgeBase:
        """The base as it is now."""
        rows = self._db.read(t.GET_BASE)
        if not rows:
            raise NotFound(
                f"{self.folder} holds a knowledge base that was never finished; remove the folder "
                "and make the base again"
            )
        return KnowledgeBase.model_validate_json(rows[0][0])

    def keep_base(self, base: KnowledgeBase, change: AuditLine) -> None:
        """Put a changed base in the place of the present one."""
        with self._db.change() as db:
            db.run(t.KEEP_BASE, one=1, value=base.model_dump_json())
            _note(db, change)

    # -- items ---------------------------------------------------------------------------------

    def add(
        self, item: Item, parts: Sequence[Part], change: AuditLine, place: tuple[str, str] | None
    ) -> bool:
        """Take an item in; False when its bytes are in already, and only the place is noted."""
        with self._db.change() as db:
            there = db.rows(t.THERE, id=item.id)
            if not there:
                _add_item(db, item, _words(parts))
                _add_parts(db, item, parts)
                if item.state == "approved":
                    _spread(db, _words(parts), 1)
                    _hang(db, [p.id for p in parts], gone=False)
                _note(db, change)
            if place:
                where, stamp = place
                db.run(t.NOTE_SEEN, place=where, stamp=stamp, item=item.id)
        return not there

    def replace(self, item: Item, parts: Sequence[Part] | None, change: AuditLine) -> bool:
        """Put an item in the place of its revision before; False when another came first."""
        with self._db.change() as db:
            rows = db.rows(t.THERE, id=item.id)
            if not rows or rows[0][0] != item.revision - 1:
                return False
            was, words = rows[0][1] == "approved", tuple(rows[0][2].split())
            held = [r[0] for r in db.rows(t.PARTS_OF, item=item.id)]
            # With a new number: who compares pictures looks only at those after the last it saw.
            db.run(t.DROP_ITEM, id=item.id)
            _add_item(db, item, words if parts is None else _words(parts))
            if parts is not None:
                db.run(t.DROP_VECTORS, item=item.id)
                db.run(t.DROP_PARTS, item=item.id)
                _add_parts(db, item, parts)
            kept = held if parts is None else [p.id for p in parts]
            stands = item.state == "approved"
            if was:
                _spread(db, words, -1)
                _hang(db, [i for i in held if not stands or i not in kept], gone=True)
            if stands:
                _spread(db, words if parts is None else _words(parts), 1)
                _hang(db, kept, gone=False)
            _note(db, change)
        return True

    def item(self, id: str) -> Item | None:
        """The item with this id."""
        return self.items([id]).get(id)

    def items(self, ids: Sequence[str]) -> dict[str, Item]:
        """The items with these ids, by id; unknown ones are left out."""
        rows = self._db.read(t.ITEMS_BY_ID, ids=list(ids))
        return {i: Item.model_validate_json(value) for i, value in rows}

    def naming(self, sha: str) -> tuple[Item, ...]:
        """Items that tell of a content (hex SHA-256) besides their own."""
        rows = self._db.read(t.NAMING, id=sha, told=f'%"sha256":"{sha}"%')
        return tuple(Item.model_validate_json(value) for (value,) in rows)

    def resolve(self, start: str) -> tuple[str, ...]:
        """Ids that begin with this, or whose file is called this; at most ten."""
        escaped = start.lower().replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
        rows = self._db.read(t.RESOLVE, start=f"{escaped}%", name=start)
        return tuple(r[0] for r in rows)

    def every(self, *, state: State | None = None, after: str = "") -> Iterator[Item]:
        """All items in order of their ids, read bit by bit."""
        while True:
            rows = (
                self._db.read(t.EVERY_IN, state=state, after=after)
                if state
                else self._db.read(t.EVERY, after=after)
            )
            for _, value in rows:
                yield Item.model_validate_json(value)
            if len(rows) < 500:
                return
            after = rows[-1][0]

    def counts(self) -> dict[str, int]:
        """State -> number of items."""
        return dict(self._db.read(t.COUNTS))

    def hashes(self, after: int = 0) -> list[tuple[int, str, int]]:
        """(number, id, difference hash) of items taken in or changed after a number."""
        rows = self._db.read(t.HASHES, after=after)
        return [(number, id_, int(dhash, 16)) for number, id_, dhash in rows]

    # -- bulk ingest ---------------------------------------------------------------------------

    def seen(self, places: Sequence[str]) -> dict[str, tuple[str, str]]:
        """Place -> (stamp, item id) of what was read before; "!" and the reason if refused."""
        rows = self._db.read(t.SEEN_BY, places=list(places))
        return {place: (stamp, item) for place, stamp, item in rows}

    def note_seen(self, place: str, stamp: str, item: str) -> None:
        """Note that a place was read and needs no second look."""
        self._db.put(t.NOTE_SEEN, place=place, stamp=stamp, item=item)

    # -- searching -----------------------------------------------------------------------------

    def pending_mark(self) -> tuple[int, int]:
        """Changes whenever a part becomes pending, changes, or stops being so."""
        rows = self._db.read(t.MARK)
        return rows[0][0], rows[0][1]

    def pending(self, known: Sequence[int]) -> tuple[frozenset[int], list[tuple[int, Part]]]:
        """Numbers of all pending parts, and those parts whose numbers are not known yet."""
        rows = self._db.read(t.PENDING_ALL)
        held = set(known)
        fresh = [r for r in rows if r[0] not in held]
        found = {p.id: p for p in self._parts(t.PARTS_BY_ID, [r[1] for r in fresh if not r[2]])}
        parts = [
            (n, found.get(part) or Part(id=part, item=part.partition("#")[0], gone=True))
            for n, part, _ in fresh
        ]
        return frozenset(r[0] for r in rows), parts

    def settle(self, numbers: Sequence[int]) -> None:
        """These pending parts are in the index now."""
        with self._db.change() as db:
            db.many(t.SETTLE, [{"number": n} for n in numbers])
            _count(db, "handed", len(numbers))

    @contextmanager
    def handing_over(self) -> Generator[bool]:
        """Held by one process (and thread) at a time; the system releases it when it dies."""
        if self._db.path is None:
            with self._db.held("index") as mine:
                yield mine
            return
        with (self.folder / "index.lock").open("a") as file:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError:
                yield False
                return
            yield True

    def handed(self) -> int:
        """How many parts were ever handed to the index."""
        rows = self._db.read(t.COUNTER, name="handed")
        return rows[0][0] if rows else 0

    def lacking(self, spaces: Sequence[str], after: str, limit: int) -> list[str]:
        """Ids, in order and after one, of items that nothing was kept for in one of the spaces."""
        wanted = sorted(set(spaces))
        rows = self._db.read(t.LACKING, after=after, spaces=wanted, wanted=len(wanted), limit=limit)
        return [r[0] for r in rows]

    def add_vectors(self, item: Item, parts: Sequence[Part], spaces: Sequence[str]) -> None:
        """Keep more vectors of an item, unless it changed since; "" notes that there is none."""
        with self._db.change() as db:
            rows = db.rows(t.THERE, id=item.id)
            if not rows or rows[0][0] != item.revision:
                return
            db.many(t.ADD_PART_ONCE, [_part(item, part) for part in parts])
            db.many(
                t.PUT_VECTOR,
                [
                    {"part": p.id, "space": space, "vector": p.vectors.get(space, b"")}
                    for p in parts
                    for space in spaces
                ],
            )
            if item.state == "approved" and all("!" not in s for s in spaces):
                _hang(db, [p.id for p in parts], gone=False)

    def switch(self, base: KnowledgeBase, change: AuditLine, renamed: Mapping[str, str]) -> None:
        """Put a rebuilt base in place, with the vectors of its spaces and no others."""
        kept = [s.id for s in base.spaces if s.id not in renamed.values()]
        with self._db.change() as db:
            db.run(t.KEEP_SPACES, spaces=[*kept, *renamed])
            for name, space in renamed.items():
                db.run(t.RENAME_SPACE, name=name, space=space)
            db.run(t.KEEP_BASE, one=1, value=base.model_dump_json())
            _note(db, change)

    def parts(self, items: Sequence[str]) -> dict[str, list[Part]]:
        """The parts of these items, by item."""
        found: dict[str, list[Part]] = {}
        for part in self._parts(t.PARTS_BY_ITEM, list(items)):
            found.setdefault(part.item, []).append(part)
        return found

    def words(self, items: Sequence[str]) -> dict[str, tuple[str, ...]]:
        """The word stems that each of these items is described with."""
        rows = self._db.read(t.WORDS, ids=list(items))
        return {i: tuple(words.split()) for i, words in rows}

    def spread(self, words: Sequence[str]) -> tuple[int, dict[str, int]]:
        """How many approved items there are, and in how many of them each word stands."""
        rows = self._db.read(t.COUNTER, name="approved")
        held = self._db.read(t.SPREAD_OF, words=list(words))
        return (rows[0][0] if rows else 0), dict(held)

    # -- evidence ------------------------------------------------------------------------------

    def audit(self, *, item: str = "", after: int = 0) -> list[tuple[int, AuditLine]]:
        """Lines of the audit with their numbers, oldest first."""
        rows = (
            self._db.read(t.AUDIT_OF, item=item, after=after)
            if item
            else self._db.read(t.AUDIT_AFTER, after=after)
        )
        return [(number, AuditLine.model_validate_json(value)) for number, value in rows]

    def keep_receipt(self, receipt: Receipt) -> None:
        """Keep a receipt for ever."""
        with self._db.change() as db:
            db.run(t.KEEP_RECEIPT, id=receipt.id, value=receipt.model_dump_json())
            db.many(t.KEEP_TOOK, [{"receipt": receipt.id, "item": i.id} for i in receipt.chosen])

    def receipt(self, id: str) -> Receipt | None:
        """A receipt by its id."""
        rows = self._db.read(t.RECEIPT, id=id)
        return Receipt.model_validate_json(rows[0][0]) if rows else None

    def receipts(self, *, item: str = "", limit: int = 100) -> tuple[Receipt, ...]:
        """Receipts, newest first; item: only those that took it."""
        rows = (
            self._db.read(t.RECEIPTS_OF, item=item, limit=limit)
            if item
            else self._db.read(t.RECEIPTS_LAST, limit=limit)
        )
        return tuple(Receipt.model_validate_json(r[0]) for r in rows)

    def use(self, uses: Sequence[Use]) -> None:
        """Note films that were made with items."""
        with self._db.change() as db:
            db.many(
                t.USE,
                [
                    {
                        "item": u.item,
                        "film": u.film,
                        "made_by": u.by,
                        "receipt": u.receipt,
                        "at": u.at,
                    }
                    for u in uses
                ],
            )

    def uses(self, items: Sequence[str] = ()) -> tuple[Use, ...]:
        """Films made with these items, or with any."""
        rows = self._db.read(t.USES_OF, items=list(items)) if items else self._db.read(t.USES_ALL)
        return tuple(
            Use(item=i, film=film, by=by, receipt=receipt, at=at)
            for i, film, by, receipt, at in sorted(rows, key=lambda r: (r[1], r[0]))
        )

    def note_reader(self, place: str) -> None:
        """Note a campaign's catalogue that reads from this base."""
        self._db.put(t.NOTE_READER, place=place)

    def readers(self) -> tuple[str, ...]:
        """Places of the catalogues that read from this base."""
        return tuple(r[0] for r in self._db.read(t.READERS_ALL))

    def drop(self) -> None:
        """Take a server's space away; a file goes with the base's folder."""
        self._db.drop()

    def close(self) -> None:
        """Close this thread's connection."""
        self._db.close()

    def _parts(self, statement: str, ids: list[str]) -> list[Part]:
        rows = self._db.read(statement, ids=ids)
        vectors: dict[str, dict[str, bytes]] = {}
        for part, space, vector in self._db.read(t.VECTORS_OF, ids=[r[0] for r in rows]):
            vectors.setdefault(part, {})[space] = vector
        # The rows were checked when they were written: checking them again would double the time.
        return [
            Part.model_construct(
                id=i,
                item=item,
                text=text,
                tags=tuple(json.loads(tags)),
                words=tuple(words.split()),
                vectors=vectors.get(i, {}),
                gone=False,
            )
            for i, item, text, tags, words in rows
        ]


def _same(space: Database, file: Path) -> None:
    """Refuse a folder whose file would be passed over: it holds a base that the server has not."""
    old = Database(file, what="the library catalogue")
    try:
        made = [
            {(b.made_at, b.made_by) for b in map(_base, found.read(t.GET_BASE))}
            for found in (old, space)
        ]
    finally:
        old.close()
    if made[0] and made[0] != made[1]:
        raise InvalidIntake(
            f"{file} and the server's space {space.space} hold two knowledge bases of one name; "
            f"rename the folder {file.parent}, and its base joins the server under that name"
        )


def _base(row: database.Row) -> KnowledgeBase:
    return KnowledgeBase.model_validate_json(row[0])


def _add_item(db: database.Transaction, item: Item, words: Sequence[str]) -> None:
    db.run(
        t.ADD_ITEM,
        id=item.id,
        kind=item.kind,
        state=item.state,
        revision=item.revision,
        name=item.asset.name,
        dhash=item.quality.dhash,
        tags=json.dumps(item.tags(), ensure_ascii=False),
        words=" ".join(words),
        value=item.model_dump_json(),
    )


def _add_parts(db: database.Transaction, item: Item, parts: Sequence[Part]) -> None:
    db.many(t.ADD_PART, [_part(item, p) for p in parts])
    db.many(
        t.ADD_VECTOR,
        [
            {"part": p.id, "space": space, "vector": vector}
            for p in parts
            for space, vector in p.vectors.items()
        ],
    )


def _part(item: Item, part: Part) -> dict[str, Any]:
    return {"id": part.id, "item": item.id, "text": part.text}


def _words(parts: Sequence[Part]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(w for p in parts for w in p.words))


def _hang(db: database.Transaction, parts: Sequence[str], *, gone: bool) -> None:
    """A part that changes again gets a new number, so that a hand-over under way cannot end it."""
    db.many(t.UNHANG, [{"part": p} for p in parts])
    db.many(t.HANG, [{"part": p, "gone": int(gone)} for p in parts])


def _spread(db: database.Transaction, words: Sequence[str], by: int) -> None:
    db.many(t.SPREAD_BY, [{"word": w, "by": by} for w in words])
    _count(db, "approved", by)


def _count(db: database.Transaction, name: str, by: int) -> None:
    db.run(t.COUNT_BY, name=name, by=by)


def _note(db: database.Transaction, change: AuditLine) -> None:
    db.run(
        t.NOTE,
        at=change.at,
        who=change.who,
        what=change.what,
        item=change.item,
        value=change.model_dump_json(),
    )
