"""Databases that 0.1.0 wrote open, lose nothing, and stay whole when the upgrade is cut off."""

import sqlite3
import subprocess
import sys
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from reelwright.domain.errors import NotFound, OutOfDate, StoreFailed
from reelwright.store import catalogue, jobs, ledger_tables, parts
from reelwright.store.catalogue import Catalogue
from reelwright.store.database import Database
from reelwright.store.jobs import Jobs
from reelwright.store.ledger import BaseLedger
from reelwright.store.roster import Roster
from reelwright.store.spends import Spends

SAMPLES = Path(__file__).parents[1] / "data" / "store_0_1_0"


def restored(name, path):
    path.parent.mkdir(parents=True, exist_ok=True)
    db = sqlite3.connect(path)
    db.executescript((SAMPLES / f"{name}.sql").read_text(encoding="utf-8"))
    db.close()
    return path


def rows_of(path):
    """All rows of every table, but for what an upgrade adds."""
    db = sqlite3.connect(path)
    names = [n for (n,) in db.execute("select name from sqlite_master where type = 'table'")]
    found = {}
    for name in set(names) - {"store_version", "sqlite_sequence"}:
        columns = [c[1] for c in db.execute(f"pragma table_info({name})")]
        if columns[0] == "number" and name in ("results", "jobs", "items"):
            columns = columns[1:]
        order = "rowid" if name in ("results", "jobs", "items") else ", ".join(columns)
        found[name] = db.execute(
            f"select {', '.join(columns)} from {name} order by {order}"
        ).fetchall()
    db.close()
    return found


PLACES = {
    "catalogue": ("catalogue.db", catalogue.PART),
    "jobs": ("jobs.db", jobs.PART),
    "library": ("b/catalogue.db", ledger_tables.PART),
}


@pytest.mark.parametrize("name", PLACES)
def test_no_row_of_an_older_database_is_lost(name, tmp_path):
    file, part = PLACES[name]
    path = restored(name, tmp_path / file)
    before = rows_of(path)
    database = Database(path)
    parts.prepare(database, part)
    assert database.read("select part, version from store_version") == [(part.name, part.version)]
    database.close()
    after = rows_of(path)
    assert {k: after[k] for k in before} == before
    assert any(before.values())


def test_a_campaign_of_0_1_0_stands_where_it_stood(tmp_path):
    found = Catalogue(restored("catalogue", tmp_path / "catalogue.db"))
    assert found.latest("brief", "carers").value == {"title": "Lämp"}
    assert found.latest("brief", "twin").key == "k1"
    assert [r.key for r in found.versions("brief", "carers")] == ["k1", "k2"]
    assert found.decision("briefs", "carers", "d1").who == "bob"
    assert found.edit("board", "b1") == {"scenes": [1]}
    assert [e[1] for e in found.events("run1")] == ["began", "done"]
    assert found.used_in("picture-1") == (("carers--wide", "reference"),)
    found.close()


def test_jobs_of_0_1_0_keep_their_order_and_new_ones_follow(tmp_path):
    found = Jobs(restored("jobs", tmp_path / "jobs.db"))
    assert [j.id for j in found.listed()] == ["z", "a", "m", "b"]
    found.ask([("0", {})], batch="y", limit_s=1)
    assert [j.id for j in found.listed()] == ["z", "a", "m", "b", "0"]
    assert found.job("a").share == 0.5
    found.close()


def test_a_base_of_0_1_0_keeps_audit_receipts_and_what_is_pending(tmp_path):
    restored("library", tmp_path / "b" / "catalogue.db")
    found = BaseLedger(tmp_path / "b")
    assert [c.what for _, c in found.audit()] == ["add"] * 4 + ["describe", "revoke"]
    assert found.receipt("r1").who == "ann"
    assert {p.gone for _, p in found.pending([])[1]} == {True, False}
    assert found.pending_mark() == (5, 3)
    numbers = [n for n, _, _ in found.hashes()]
    assert numbers == sorted(numbers)
    assert len(numbers) == 4
    found.close()
    db = sqlite3.connect(tmp_path / "b" / "catalogue.db")
    for evil in ("update audit set who = 'eve'", "delete from audit", "update receipts set id='x'"):
        with pytest.raises(sqlite3.DatabaseError, match="is never"):
            db.execute(evil)
    db.close()


CUT = """
import os, signal, sys
from pathlib import Path
from reelwright.store import parts
from reelwright.store.catalogue import Catalogue
before = parts.renumber
def renumbered(change, table):
    before(change, table)
    os.kill(os.getpid(), signal.SIGKILL)
import reelwright.store.catalogue as c
c.renumber = renumbered
Catalogue(Path(sys.argv[1]))
"""


def test_an_upgrade_that_is_killed_leaves_the_old_database(tmp_path):
    path = restored("catalogue", tmp_path / "catalogue.db")
    before = rows_of(path)
    died = subprocess.run([sys.executable, "-c", CUT, path], check=False)
    assert died.returncode == -9
    assert rows_of(path) == before
    db = sqlite3.connect(path)
    assert (
        db.execute("select name from sqlite_master where name = 'store_version'").fetchall() == []
    )
    db.close()
    assert Catalogue(path).latest("brief", "carers").key == "k1"


def test_an_upgrade_that_fails_leaves_the_old_database(tmp_path):
    def broken(change):
        change.run("drop table results")
        change.run("insert into nowhere values (1)")

    path = restored("catalogue", tmp_path / "catalogue.db")
    before = rows_of(path)
    with pytest.raises(StoreFailed, match="nowhere"):
        parts.prepare(Database(path), replace(catalogue.PART, upgrades={1: broken}))
    assert rows_of(path) == before


def test_a_database_of_a_newer_version_is_refused(tmp_path):
    made = Catalogue(tmp_path / "c.db")
    made.database.put("update store_version set version = 99")
    with pytest.raises(OutOfDate, match="update reelwright"):
        Catalogue(tmp_path / "c.db")


def test_looking_for_a_base_makes_none(tmp_path):
    with pytest.raises(NotFound):
        BaseLedger(tmp_path / "none")
    assert list(tmp_path.iterdir()) == []


def test_a_house_from_before_there_were_teams_is_open_and_can_keep_to_one(tmp_path):
    path = tmp_path / "house.db"
    Roster(path).enrol("spring", "spring-1", "Spring", "ann")
    old = Database(path)
    old.put("drop table teams")
    old.put("update store_version set version = 1 where part = 'campaigns'")
    old.close()
    found = Roster(path)
    assert (found.one("spring").title, found.team("spring")) == ("Spring", ())
    found.keep_to("spring", ["bob", "ann", "bob"], "ann")
    assert found.team("spring") == ("ann", "bob")
    assert found.of_others("bob") == frozenset()
    assert found.of_others("eve") == {"spring"}
    found.remove("spring", "ann")
    assert found.of_others("eve") == {"spring"}, "its orders are still listed by its name"


def test_a_ledger_of_spends_gets_its_index_by_time_and_keeps_its_rows(tmp_path):
    path = tmp_path / "spends.db"
    db = sqlite3.connect(path)
    db.executescript(
        "create table spends(number integer primary key, job text not null, backend text not null,"
        " stage text not null, item text not null, state text not null, amount bigint, at text not"
        " null); create index spends_job on spends(job);"
        "insert into spends values (1, 'j', 'b', 'take', 's1', 'spent', 250000, '2026-01-02');"
        "create table store_version(part text primary key, version integer);"
        "insert into store_version values ('spends', 1)"
    )
    db.close()
    spends = Spends(Database(path))
    assert [(s.job, s.amount) for s in spends.every("2026-01-01")] == [("j", Decimal("0.25"))]
    names = spends.database.read("select name from sqlite_master where type = 'index'")
    assert ("spends_at",) in names
