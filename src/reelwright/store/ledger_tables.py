"""What a knowledge base's catalogue holds, and the statements that it asks and changes with."""

from sqlalchemy import (
    CheckConstraint,
    Column,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    text,
)

from .database import Transaction
from .parts import Schema, adding, guard, instead, numbered, once, renumber, text_column

TABLES = MetaData()


def _count(name: str, **given: object) -> Column[int]:
    return Column(name, Integer, nullable=False, **given)  # type: ignore[arg-type]


BASE = Table(
    "base",
    TABLES,
    Column("one", Integer, CheckConstraint("one = 1"), primary_key=True, autoincrement=False),
    text_column("value"),
)
ITEMS = Table(
    "items",
    TABLES,
    numbered(),
    text_column("id", unique=True),
    text_column("kind"),
    text_column("state"),
    _count("revision"),
    *map(text_column, ("name", "dhash", "tags", "words", "value")),
    Index("items_state", "state", "id"),
    Index("items_name", "name"),
)
PARTS = Table(
    "parts",
    TABLES,
    text_column("id", primary_key=True),
    text_column("item"),
    text_column("text"),
    Index("parts_item", "item"),
)
VECTORS = Table(
    "vectors",
    TABLES,
    text_column("part", primary_key=True),
    text_column("space", primary_key=True),
    Column("vector", LargeBinary, nullable=False),
    sqlite_with_rowid=False,
)
PENDING = Table(
    "pending",
    TABLES,
    numbered(),
    text_column("part", unique=True),
    _count("gone"),
    sqlite_autoincrement=True,
)
SPREAD = Table(
    "spread",
    TABLES,
    text_column("word", primary_key=True),
    _count("items"),
    sqlite_with_rowid=False,
)
COUNTERS = Table(
    "counters",
    TABLES,
    text_column("name", primary_key=True),
    _count("value"),
    sqlite_with_rowid=False,
)
SEEN = Table(
    "seen",
    TABLES,
    text_column("place", primary_key=True),
    text_column("stamp"),
    text_column("item"),
    sqlite_with_rowid=False,
)
AUDIT = Table(
    "audit",
    TABLES,
    numbered(),
    *map(text_column, ("at", "who", "what", "item", "value")),
    Index(
        "audit_item",
        "item",
        sqlite_where=text("item != ''"),
        postgresql_where=text("item != ''"),
    ),
    sqlite_autoincrement=True,
)
RECEIPTS = Table(
    "receipts",
    TABLES,
    numbered(),
    text_column("id", unique=True),
    text_column("value"),
    sqlite_autoincrement=True,
)
TOOK = Table(
    "took",
    TABLES,
    text_column("item", primary_key=True),
    text_column("receipt", primary_key=True),
    sqlite_with_rowid=False,
)
USES = Table(
    "uses",
    TABLES,
    text_column("item", primary_key=True),
    text_column("film", primary_key=True),
    text_column("made_by", primary_key=True),
    text_column("receipt"),
    text_column("at"),
    sqlite_with_rowid=False,
)
READERS = Table("readers", TABLES, text_column("place", primary_key=True), sqlite_with_rowid=False)


def _second(change: Transaction) -> None:
    renumber(change, ITEMS)
    for trigger in ("audit_stands", "audit_stays", "receipts_stand"):
        change.run(f"drop trigger if exists {trigger}")
    guard(change, PART)


PART = Schema(
    "library",
    TABLES,
    2,
    {1: _second},
    (
        ("audit", "update", "the audit is never changed"),
        ("audit", "delete", "the audit is never shortened"),
        ("receipts", "update", "a receipt is never changed"),
    ),
)

KEEP_BASE = instead(BASE)
GET_BASE = "select value from base"

THERE = "select revision, state, words from items where id = :id"
ADD_ITEM = adding(ITEMS)
DROP_ITEM = "delete from items where id = :id"
ITEMS_BY_ID = "select id, value from items where id in among(:ids)"
RESOLVE = (
    "select id from items where id like :start escape '\\' or name = :name order by id limit 10"
)
NAMING = "select value from items where id != :id and value like :told order by id"
EVERY = "select id, value from items where id > :after order by id limit 500"
EVERY_IN = "select id, value from items where state = :state and id > :after order by id limit 500"
COUNTS = "select state, count(*) from items group by state"
HASHES = "select number, id, dhash from items where number > :after and dhash != '' order by number"
WORDS = "select id, words from items where id in among(:ids)"

ADD_PART, ADD_PART_ONCE = adding(PARTS), once(PARTS)
DROP_PARTS = "delete from parts where item = :item"
PARTS_OF = "select id from parts where item = :item"
PARTS_BY = (
    "select p.id, p.item, p.text, i.tags, i.words from parts p join items i on i.id = p.item "
    "where p.{} in among(:ids) order by p.id"
)
PARTS_BY_ID, PARTS_BY_ITEM = PARTS_BY.format("id"), PARTS_BY.format("item")

ADD_VECTOR, PUT_VECTOR = adding(VECTORS), instead(VECTORS)
DROP_VECTORS = "delete from vectors where part in (select id from parts where item = :item)"
VECTORS_OF = (
    "select part, space, vector from vectors where part in among(:ids) and length(vector) > 0"
)
KEEP_SPACES = "delete from vectors where space not in among(:spaces)"
RENAME_SPACE = "update vectors set space = :space where space = :name"
LACKING = (
    "select i.id from items i where i.id > :after and (select count(distinct v.space) from parts p "
    "join vectors v on v.part = p.id where p.item = i.id and v.space in among(:spaces)) < :wanted "
    "order by i.id limit :limit"
)

MARK = "select coalesce(max(number), 0), count(*) from pending"
PENDING_ALL = "select number, part, gone from pending order by number"
UNHANG = "delete from pending where part = :part"
HANG = adding(PENDING)
SETTLE = "delete from pending where number = :number"

SPREAD_BY = (
    "insert into spread(word, items) values (:word, :by) "
    "on conflict(word) do update set items = spread.items + excluded.items"
)
SPREAD_OF = "select word, items from spread where word in among(:words)"
COUNT_BY = (
    "insert into counters(name, value) values (:name, :by) "
    "on conflict(name) do update set value = counters.value + excluded.value"
)
COUNTER = "select value from counters where name = :name"

SEEN_BY = "select place, stamp, item from seen where place in among(:places)"
NOTE_SEEN = instead(SEEN)

NOTE = adding(AUDIT)
AUDIT_AFTER = "select number, value from audit where number > :after order by number"
AUDIT_OF = "select number, value from audit where item = :item and number > :after order by number"

KEEP_RECEIPT, KEEP_TOOK = once(RECEIPTS), once(TOOK)
RECEIPT = "select value from receipts where id = :id"
RECEIPTS_LAST = "select value from receipts order by number desc limit :limit"
RECEIPTS_OF = (
    "select value from receipts where id in (select receipt from took where item = :item) "
    "order by number desc limit :limit"
)

USE = once(USES)
USES_ALL = "select item, film, made_by, receipt, at from uses"
USES_OF = f"{USES_ALL} where item in among(:items)"
NOTE_READER = once(READERS)
READERS_ALL = "select place from readers order by place"
