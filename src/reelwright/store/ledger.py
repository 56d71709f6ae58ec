"""A knowledge base's catalogue: items, audit, pending parts, receipts (SQLite, WAL)."""

import fcntl
import json
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from ..domain.errors import NotFound
from ..domain.knowledge import Change, Item, KnowledgeBase, Part, Receipt, State, Use
from .sqlite import Database

FILE = "catalogue.db"

SCHEMA = """
create table if not exists base(one integer primary key check(one = 1), value text not null);
create table if not exists items(
  id text primary key, kind text not null, state text not null, revision integer not null,
  name text not null, dhash text not null, tags text not null, words text not null,
  value text not null);
create index if not exists items_state on items(state, id);
create index if not exists items_name on items(name);
create table if not exists parts(id text primary key, item text not null, text text not null);
create index if not exists parts_item on parts(item);
create table if not exists vectors(
  part text not null, space text not null, vector blob not null,
  primary key(part, space)) without rowid;
create table if not exists pending(
  number integer primary key autoincrement, part text not null unique, gone integer not null);
create table if not exists spread(word text primary key, items integer not null) without rowid;
create table if not exists counters(name text primary key, value integer not null) without rowid;
create table if not exists seen(
  place text primary key, stamp text not null, item text not null) without rowid;
create table if not exists audit(
  number integer primary key autoincrement, at text not null, who text not null,
  what text not null, item text not null, value text not null);
create index if not exists audit_item on audit(item) where item != '';
create table if not exists receipts(
  number integer primary key autoincrement, id text not null unique, value text not null);
create table if not exists took(
  receipt text not null, item text not null, primary key(item, receipt)) without rowid;
create table if not exists uses(
  item text not null, film text not null, made_by text not null, receipt text not null,
  at text not null, primary key(item, film, made_by)) without rowid;
create table if not exists readers(place text primary key) without rowid;
create trigger if not exists audit_stands before update on audit
  begin select raise(abort, 'the audit is never changed'); end;
create trigger if not exists audit_stays before delete on audit
  begin select raise(abort, 'the audit is never shortened'); end;
create trigger if not exists receipts_stand before update on receipts
  begin select raise(abort, 'a receipt is never changed'); end;
"""

_PARTS = (
    "select p.id, p.item, p.text, i.tags, i.words from parts p join items i on i.id = p.item where "
)


class Ledger:
    """Implements `library.ledger.Ledger` over one file in a base's folder."""

    def __init__(self, folder: Path, new: KnowledgeBase | None = None) -> None:
        """Open a base's catalogue; new makes it. Raises NotFound when there is none."""
        self.folder = folder
        if new is None and not (folder / FILE).exists():
            raise NotFound(f"there is no knowledge base in {folder}")
        self._db = Database(folder / FILE, SCHEMA, "the library catalogue")
        if new is not None:
            with self._db.change() as db:
                db.execute("insert or ignore into base values (1, ?)", (new.model_dump_json(),))

    # -- the base ------------------------------------------------------------------------------

    def base(self) -> KnowledgeBase:
        """The base as it is now."""
        rows = self._db.read("select value from base")
        if not rows:
            raise NotFound(
                f"{self.folder} holds a knowledge base that was never finished; remove the folder "
                "and make the base again"
            )
        return KnowledgeBase.model_validate_json(rows[0][0])

    def keep_base(self, base: KnowledgeBase, change: Change) -> None:
        """Put a changed base in the place of the present one."""
        with self._db.change() as db:
            db.execute("insert or replace into base values (1, ?)", (base.model_dump_json(),))
            _note(db, change)

    # -- items ---------------------------------------------------------------------------------

    def add(
        self, item: Item, parts: Sequence[Part], change: Change, place: tuple[str, str] | None
    ) -> bool:
        """Take an item in; False when its bytes are in already, and only the place is noted."""
        with self._db.change() as db:
            there = db.execute("select 1 from items where id = ?", (item.id,)).fetchone()
            if not there:
                _put(db, item, parts)
                _keep_parts(db, item, parts)
                if item.state == "approved":
                    _spread(db, _words(parts), 1)
                    _hang(db, [p.id for p in parts], gone=False)
                _note(db, change)
            if place:
                db.execute("insert or replace into seen values (?,?,?)", (*place, item.id))
        return not there

    def replace(self, item: Item, parts: Sequence[Part] | None, change: Change) -> bool:
        """Put an item in the place of its revision before; False when another came first."""
        with self._db.change() as db:
            row = db.execute(
                "select revision, state, words from items where id = ?", (item.id,)
            ).fetchone()
            if row is None or row[0] != item.revision - 1:
                return False
            was, words = row[1] == "approved", tuple(row[2].split())
            held = [r[0] for r in db.execute("select id from parts where item = ?", (item.id,))]
            _put(db, item, parts, words)
            if parts is not None:
                _keep_parts(db, item, parts)
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
        rows = self._db.read_many("select id, value from items where id in (??)", list(ids))
        return {i: Item.model_validate_json(value) for i, value in rows}

    def resolve(self, start: str) -> tuple[str, ...]:
        """Ids that begin with this, or whose file is called this; at most ten."""
        escaped = start.lower().replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
        rows = self._db.read(
            "select id from items where id like ? escape '\\' or name = ? order by id limit 10",
            (f"{escaped}%", start),
        )
        return tuple(r[0] for r in rows)

    def every(self, *, state: State | None = None, after: str = "") -> Iterator[Item]:
        """All items in order of their ids, read bit by bit."""
        only = "state = ? and " if state else ""
        while True:
            rows = self._db.read(
                f"select id, value from items where {only}id > ? order by id limit 500",
                (state, after) if state else (after,),
            )
            for _, value in rows:
                yield Item.model_validate_json(value)
            if len(rows) < 500:
                return
            after = rows[-1][0]

    def counts(self) -> dict[str, int]:
        """State -> number of items."""
        return dict(self._db.read("select state, count(*) from items group by state"))

    def hashes(self, after: int = 0) -> list[tuple[int, str, int]]:
        """(number, id, difference hash) of items taken in or changed after a number."""
        rows = self._db.read(
            "select rowid, id, dhash from items where rowid > ? and dhash != '' order by rowid",
            (after,),
        )
        return [(number, id_, int(dhash, 16)) for number, id_, dhash in rows]

    # -- bulk ingest ---------------------------------------------------------------------------

    def seen(self, places: Sequence[str]) -> dict[str, tuple[str, str]]:
        """Place -> (stamp, item id) of what was read before; "!" and the reason if refused."""
        rows = self._db.read_many(
            "select place, stamp, item from seen where place in (??)", list(places)
        )
        return {place: (stamp, item) for place, stamp, item in rows}

    def note_seen(self, place: str, stamp: str, item: str) -> None:
        """Note that a place was read and needs no second look."""
        with self._db.change() as db:
            db.execute("insert or replace into seen values (?,?,?)", (place, stamp, item))

    # -- searching -----------------------------------------------------------------------------

    def pending_mark(self) -> tuple[int, int]:
        """Changes whenever a part becomes pending, changes, or stops being so."""
        rows = self._db.read("select coalesce(max(number), 0), count(*) from pending")
        return rows[0][0], rows[0][1]

    def pending(self, known: Sequence[int]) -> tuple[frozenset[int], list[tuple[int, Part]]]:
        """Numbers of all pending parts, and those parts whose numbers are not known yet."""
        rows = self._db.read("select number, part, gone from pending order by number")
        held = set(known)
        fresh = [r for r in rows if r[0] not in held]
        found = {p.id: p for p in self._parts("p.id in (??)", [r[1] for r in fresh if not r[2]])}
        parts = [
            (n, found.get(part) or Part(id=part, item=part.partition("#")[0], gone=True))
            for n, part, _ in fresh
        ]
        return frozenset(r[0] for r in rows), parts

    def settle(self, numbers: Sequence[int]) -> None:
        """These pending parts are in the index now."""
        with self._db.change() as db:
            db.executemany("delete from pending where number = ?", [(n,) for n in numbers])
            _count(db, "handed", len(numbers))

    @contextmanager
    def handing_over(self) -> Iterator[bool]:
        """Held by one process (and thread) at a time; the system releases it when it dies."""
        with (self.folder / "index.lock").open("a") as file:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError:
                yield False
                return
            yield True

    def handed(self) -> int:
        """How many parts were ever handed to the index."""
        rows = self._db.read("select value from counters where name = 'handed'")
        return rows[0][0] if rows else 0

    def lacking(self, spaces: Sequence[str], after: str, limit: int) -> list[str]:
        """Ids, in order and after one, of items that nothing was kept for in one of the spaces."""
        there = (
            "exists (select 1 from parts p join vectors v on v.part = p.id "
            "where p.item = i.id and v.space = ?)"
        )
        held = " and ".join([there] * len(spaces))
        rows = self._db.read(
            f"select i.id from items i where i.id > ? and not ({held}) order by i.id limit ?",
            (after, *spaces, limit),
        )
        return [r[0] for r in rows]

    def add_vectors(self, item: Item, parts: Sequence[Part], spaces: Sequence[str]) -> None:
        """Keep more vectors of an item, unless it changed since; "" notes that there is none."""
        with self._db.change() as db:
            row = db.execute("select revision from items where id = ?", (item.id,)).fetchone()
            if row is None or row[0] != item.revision:
                return
            for part in parts:
                own = (part.id, item.id, part.text)
                db.execute("insert or ignore into parts values (?,?,?)", own)
                for space in spaces:
                    db.execute(
                        "insert or replace into vectors values (?,?,?)",
                        (part.id, space, part.vectors.get(space, b"")),
                    )
            if item.state == "approved" and all("!" not in s for s in spaces):
                _hang(db, [p.id for p in parts], gone=False)

    def switch(self, base: KnowledgeBase, change: Change, renamed: Mapping[str, str]) -> None:
        """Put a rebuilt base in place, with the vectors of its spaces and no others."""
        kept = [s.id for s in base.spaces if s.id not in renamed.values()]
        marks = ",".join("?" * (len(kept) + len(renamed)))
        with self._db.change() as db:
            db.execute(f"delete from vectors where space not in ({marks})", (*kept, *renamed))
            for name, space in renamed.items():
                db.execute("update vectors set space = ? where space = ?", (space, name))
            db.execute("insert or replace into base values (1, ?)", (base.model_dump_json(),))
            _note(db, change)

    def parts(self, items: Sequence[str]) -> dict[str, list[Part]]:
        """The parts of these items, by item."""
        found: dict[str, list[Part]] = {}
        for part in self._parts("p.item in (??)", list(items)):
            found.setdefault(part.item, []).append(part)
        return found

    def words(self, items: Sequence[str]) -> dict[str, tuple[str, ...]]:
        """The word stems that each of these items is described with."""
        rows = self._db.read_many("select id, words from items where id in (??)", list(items))
        return {i: tuple(words.split()) for i, words in rows}

    def spread(self, words: Sequence[str]) -> tuple[int, dict[str, int]]:
        """How many approved items there are, and in how many of them each word stands."""
        rows = self._db.read("select value from counters where name = 'approved'")
        held = self._db.read_many("select word, items from spread where word in (??)", list(words))
        return (rows[0][0] if rows else 0), dict(held)

    # -- evidence ------------------------------------------------------------------------------

    def audit(self, *, item: str = "", after: int = 0) -> list[tuple[int, Change]]:
        """Lines of the audit with their numbers, oldest first."""
        only = "item = ? and " if item else ""
        rows = self._db.read(
            f"select number, value from audit where {only}number > ? order by number",
            (item, after) if item else (after,),
        )
        return [(number, Change.model_validate_json(value)) for number, value in rows]

    def keep_receipt(self, receipt: Receipt) -> None:
        """Keep a receipt for ever."""
        with self._db.change() as db:
            db.execute(
                "insert or ignore into receipts(id, value) values (?,?)",
                (receipt.id, receipt.model_dump_json()),
            )
            db.executemany(
                "insert or ignore into took values (?,?)",
                [(receipt.id, i.id) for i in receipt.chosen],
            )

    def receipt(self, id: str) -> Receipt | None:
        """A receipt by its id."""
        rows = self._db.read("select value from receipts where id = ?", (id,))
        return Receipt.model_validate_json(rows[0][0]) if rows else None

    def receipts(self, *, item: str = "", limit: int = 100) -> tuple[Receipt, ...]:
        """Receipts, newest first; item: only those that took it."""
        only = "where id in (select receipt from took where item = ?) " if item else ""
        rows = self._db.read(
            f"select value from receipts {only}order by number desc limit ?",
            (item, limit) if item else (limit,),
        )
        return tuple(Receipt.model_validate_json(r[0]) for r in rows)

    def use(self, uses: Sequence[Use]) -> None:
        """Note films that were made with items."""
        with self._db.change() as db:
            db.executemany(
                "insert or ignore into uses values (?,?,?,?,?)",
                [(u.item, u.film, u.by, u.receipt, u.at) for u in uses],
            )

    def uses(self, items: Sequence[str] = ()) -> tuple[Use, ...]:
        """Films made with these items, or with any."""
        every = "select item, film, made_by, receipt, at from uses "
        rows = (
            self._db.read_many(f"{every}where item in (??)", list(items))
            if items
            else self._db.read(every)
        )
        return tuple(
            Use(item=i, film=film, by=by, receipt=receipt, at=at)
            for i, film, by, receipt, at in sorted(rows, key=lambda r: (r[1], r[0]))
        )

    def note_reader(self, place: str) -> None:
        """Note a campaign's catalogue that reads from this base."""
        with self._db.change() as db:
            db.execute("insert or ignore into readers values (?)", (place,))

    def readers(self) -> tuple[str, ...]:
        """Places of the catalogues that read from this base."""
        return tuple(r[0] for r in self._db.read("select place from readers order by place"))

    def vacuum(self) -> None:
        """Give back space that is no longer needed."""
        self._db.read("pragma wal_checkpoint(truncate)")

    def close(self) -> None:
        """Close this thread's connection."""
        self._db.close()

    def _parts(self, where: str, values: Sequence[str]) -> list[Part]:
        rows = self._db.read_many(_PARTS + where + " order by p.id", values)
        vectors: dict[str, dict[str, bytes]] = {}
        for part, space, vector in self._db.read_many(
            "select part, space, vector from vectors where part in (??) and vector != x''",
            [r[0] for r in rows],
        ):
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


def _put(
    db: sqlite3.Connection, item: Item, parts: Sequence[Part] | None, words: Sequence[str] = ()
) -> None:
    said = words if parts is None else _words(parts)
    db.execute(
        "insert or replace into items values (?,?,?,?,?,?,?,?,?)",
        (
            item.id,
            item.kind,
            item.state,
            item.revision,
            item.asset.name,
            item.quality.dhash,
            json.dumps(item.tags(), ensure_ascii=False),
            " ".join(said),
            item.model_dump_json(),
        ),
    )


def _keep_parts(db: sqlite3.Connection, item: Item, parts: Sequence[Part]) -> None:
    db.execute(
        "delete from vectors where part in (select id from parts where item = ?)", (item.id,)
    )
    db.execute("delete from parts where item = ?", (item.id,))
    db.executemany("insert into parts values (?,?,?)", [(p.id, item.id, p.text) for p in parts])
    db.executemany(
        "insert into vectors values (?,?,?)",
        [(p.id, space, vector) for p in parts for space, vector in p.vectors.items()],
    )


def _words(parts: Sequence[Part]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(w for p in parts for w in p.words))


def _hang(db: sqlite3.Connection, parts: Sequence[str], *, gone: bool) -> None:
    """A part that changes again gets a new number, so that a hand-over under way cannot end it."""
    db.executemany(
        "insert or replace into pending(part, gone) values (?,?)", [(p, int(gone)) for p in parts]
    )


def _spread(db: sqlite3.Connection, words: Sequence[str], by: int) -> None:
    db.executemany(
        "insert into spread values (?,?) on conflict(word) do update set items = items + ?",
        [(w, by, by) for w in words],
    )
    _count(db, "approved", by)


def _count(db: sqlite3.Connection, name: str, by: int) -> None:
    db.execute(
        "insert into counters values (?,?) on conflict(name) do update set value = value + ?",
        (name, by, by),
    )


def _note(db: sqlite3.Connection, change: Change) -> None:
    db.execute(
        "insert into audit(at, who, what, item, value) values (?,?,?,?,?)",
        (change.at, change.who, change.what, change.item, change.model_dump_json()),
    )
