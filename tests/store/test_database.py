"""One store on a file and on a server: turns, kills, full disks, lost servers, no passwords."""

import os
import signal
import subprocess
import sys

import pytest

from reelwright.domain.errors import InvalidIntake, NotFound, StoreFailed
from reelwright.store import Catalogue
from reelwright.store.database import Database
from reelwright.store.people import People
from reelwright.store.trail import Trail

WRITE = """
import sys
from pathlib import Path
from reelwright.store import Catalogue
from reelwright.store.database import Database
place, space, name = sys.argv[1:]
made = Catalogue(Database(place if space else Path(place), space))
print("ready", flush=True)
sys.stdin.readline()
for n in range(60):
    made.tell("run", "done", name, str(n))
"""

HOLD = """
import sys
from pathlib import Path
from reelwright.store.database import Database
place, space = sys.argv[1:]
with Database(place if space else Path(place), space).change() as change:
    change.run("insert into failures values ('film', 'half', 'now')")
    print("held", flush=True)
    sys.stdin.read()
"""


def started(program, *arguments):
    process = subprocess.Popen(
        [sys.executable, "-c", program, *map(str, arguments)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout.readline()
    return process


def test_two_processes_make_and_write_one_database_at_once(where, database):
    both = [started(WRITE, *where, name) for name in ("one", "two")]
    for process in both:
        process.stdin.write("\n")
        process.stdin.flush()
    for process in both:
        process.communicate(timeout=240)
        assert process.returncode == 0
    events = Catalogue(database).events("run")
    assert len(events) == 120
    assert [e[0] for e in events] == sorted({e[0] for e in events})
    for name in ("one", "two"):
        assert [e[3] for e in events if e[2] == name] == [str(n) for n in range(60)]


def test_a_writer_that_is_killed_leaves_nothing_half_written_and_nothing_locked(where, database):
    catalogue = Catalogue(database)
    process = started(HOLD, *where)
    os.kill(process.pid, signal.SIGKILL)
    process.communicate()
    catalogue.fail("other", "whole")
    assert [f[0] for f in catalogue.failures()] == ["other"]


def test_what_fails_inside_a_change_is_not_kept(database):
    catalogue = Catalogue(database)

    def half():
        with database.change() as change:
            change.run("insert into failures values ('film', 'half', 'now')")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        half()
    assert catalogue.failures() == ()


def test_text_is_in_one_order_everywhere(database):
    catalogue = Catalogue(database)
    for name in ("b", "B", "ä", "a-1", "a", "_"):
        catalogue.fail(name, "")
    assert [f[0] for f in catalogue.failures()] == ["B", "_", "a", "a-1", "b", "ä"]


def test_a_full_disk_is_said_and_nothing_is_half_kept(tmp_path):
    catalogue = Catalogue(tmp_path / "c.db")
    catalogue.database.read("pragma max_page_count = 30")

    def fill():
        for n in range(200):
            catalogue.fail(str(n), "x" * 2000)

    with pytest.raises(StoreFailed, match="full; free some space") as problem:
        fill()
    assert str(tmp_path) in str(problem.value)
    assert all(len(why) == 2000 for _, why, _ in catalogue.failures())


def test_a_file_that_cannot_be_written_or_is_none_is_said(tmp_path):
    (tmp_path / "bad.db").write_bytes(b"no database at all" * 100)
    with pytest.raises(StoreFailed, match="damaged"):
        Catalogue(tmp_path / "bad.db")
    (tmp_path / "file").write_text("x", encoding="utf-8")
    with pytest.raises(StoreFailed, match="could not be"):
        Catalogue(tmp_path / "file" / "c.db")


def test_a_server_that_only_lets_read_is_said(postgres):
    catalogue = Catalogue(Database(postgres, "readonly"))
    with pytest.raises(StoreFailed, match="let it be written"), catalogue.database.change() as c:
        c.run("set transaction read only; delete from failures")


def test_no_message_shows_a_password(monkeypatch):
    monkeypatch.setattr("reelwright.store.database.TRIES", 1)
    for address in (
        "postgresql://ann:secret@127.0.0.1:1/films",
        "postgres://127.0.0.1:1/films?user=ann&password=secret",
        "postgresql://ann:secret@127.0.0.1:none/films",
        "mysql://ann:secret@127.0.0.1/films",
    ):
        with pytest.raises(StoreFailed, match="REELWRIGHT_DATABASE_URL") as problem:
            Catalogue(Database(address, "films"))
        assert "secret" not in str(problem.value)


def test_spaces_of_one_server_never_see_each_other(postgres):
    one, two = (Catalogue(Database(postgres, name)) for name in ("one", "two"))
    one.fail("film", "why")
    assert two.failures() == ()
    assert len(one.failures()) == 1


def test_a_connection_that_the_server_dropped_is_opened_again(postgres):
    import psycopg

    catalogue = Catalogue(Database(postgres, "dropped"))
    catalogue.fail("film", "why")
    with psycopg.connect(postgres, autocommit=True) as admin:
        admin.execute(
            "select pg_terminate_backend(pid) from pg_stat_activity "
            "where pid != pg_backend_pid() and datname = current_database()"
        )
    catalogue.fail("film", "again")
    assert catalogue.failures()[0][1] == "again"


def test_a_space_takes_over_the_rows_of_the_file_before_it(postgres, tmp_path):
    file = Catalogue(tmp_path / "c.db")
    file.tell("run", "began")
    file.fail("film", "why")
    file.close()
    moved = Catalogue(Database(postgres, "moved"), tmp_path / "c.db")
    assert moved.failures() == file.failures()
    moved.tell("run", "done")
    assert [e[1] for e in moved.events("run")] == ["began", "done"]
    again = Catalogue(Database(postgres, "moved"), tmp_path / "c.db")
    assert len(again.events("run")) == 2


def test_an_audit_grows_and_is_never_changed(database):
    trail = Trail(database)
    trail.note("ann", "approve", "brief", "d1")
    trail.note("bob", "reject", "film")
    assert [(x.who, x.what) for x in trail.lines()] == [("ann", "approve"), ("bob", "reject")]
    assert [x.who for x in trail.lines("film")] == ["bob"]
    for evil in ("update trail set who = 'eve'", "delete from trail"):
        with pytest.raises(StoreFailed, match="the audit is never"):
            database.put(evil)
    assert len(trail.lines(after=1)) == 1


def test_people_have_roles_and_every_change_is_in_the_audit(database):
    people = People(database)
    people.add("ann", ["admin", "editor"], by="setup")
    assert people.person("ann").roles == ("editor", "admin")
    people.give("ann", ["viewer"], by="ann")
    assert not people.disable("ann", by="bob").active
    assert people.enable("ann", by="bob").active
    with pytest.raises(InvalidIntake, match="there is no role owner"):
        people.give("ann", ["owner"], by="ann")
    with pytest.raises(InvalidIntake, match="would have no role"):
        people.give("ann", [], by="ann")
    with pytest.raises(InvalidIntake, match="taken"):
        people.add("ann", ["viewer"], by="ann")
    with pytest.raises(NotFound):
        people.disable("eve", by="ann")
    acts = ["add person", "give roles", "disable person", "enable person"]
    assert [x.what for x in people.trail.lines("ann")] == acts
    assert [p.name for p in people.listed()] == ["ann"]


def test_a_campaign_whose_address_is_a_server_keeps_catalogue_and_jobs_there(postgres, tmp_path):
    from reelwright.settings import Settings
    from reelwright.store.jobs import Jobs
    from reelwright.wiring.places import catalogue_of, catalogue_there, jobs_of

    before = Catalogue(tmp_path / "catalogue.db")
    before.fail("film", "why")
    before.close()
    settings = Settings(database_url=postgres)
    assert catalogue_there(tmp_path, settings)
    found = catalogue_of(tmp_path, settings)
    assert found.path is None
    assert found.failures() == before.failures()
    assert Jobs.beside(found) is None
    jobs_of(tmp_path, settings).ask([("a", {})], batch="x", limit_s=1)
    assert [j.id for j in Jobs.beside(catalogue_of(tmp_path, settings)).listed()] == ["a"]
    assert not catalogue_there(tmp_path / "other", settings)
    assert not (tmp_path / "jobs.db").exists()
