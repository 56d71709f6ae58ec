"""Steps find their campaign by id: several at once in a process, and one in several processes."""

import os
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from reelwright.domain.errors import NotFound
from reelwright.store import Catalogue
from reelwright.studio import campaigns
from reelwright.workflow.engine.studios import Workplaces

from .conftest import Bench, copied
from servers import warm


class Place:
    def __init__(self, name):
        self.name = name
        self.closed = False

    def close(self):
        self.closed = True


def test_places_are_opened_once_kept_within_a_bound_and_closed():
    here, opened = Workplaces(most=1), {}

    def opener(name):
        opened[name] = Place(name)
        return opened[name]

    with here.opens_with(opener):
        with here.opened("a") as a, here.opened("a") as again, here.opened("b"):
            assert a is again
            assert not a.closed, "it is in use"
        with here.opened("b") as b:
            assert b is opened["b"]
        assert (opened["a"].closed, opened["b"].closed) == (True, False)
    assert opened["b"].closed
    with pytest.raises(NotFound, match="does not know a"), here.opened("a"):
        pass


def test_what_a_door_holds_is_found_and_stays_the_doors_own():
    here, mine = Workplaces(), Place("mine")
    with here.held("a", mine), here.opened("a") as found:
        assert found is mine
    assert not mine.closed
    assert here.ids() == ()


def test_two_campaigns_are_made_at_once_in_one_process(drawn, tmp_path):
    folders = [copied(drawn, tmp_path / name).folder for name in ("first", "second")]
    with ThreadPoolExecutor(2) as pool:
        made = list(pool.map(lambda f: campaigns.make(f, until="continuity", yes=True), folders))
    assert [m.stopped for m in made] == ["continuity"] * 2
    for folder in folders:
        kept = Catalogue(folder / ".reelwright" / "catalogue.db")
        assert len(kept.items("continuity")) == 2
        kept.close()


@pytest.mark.longer
@pytest.mark.proves("S0-10")
def test_a_worker_finishes_what_a_killed_run_left_and_ends_when_told(drawn, tmp_path):
    bench = copied(drawn, tmp_path / "fernhill")
    worker = warm.Program(
        [sys.executable, "-m", "reelwright", "worker", str(bench.folder)],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    assert worker.stdout
    assert "takes work" in worker.stdout.readline()
    run = bench.start("make", "--yes")
    catalogue = Catalogue(bench.state / "catalogue.db")
    _until(lambda: catalogue.items("recording"))
    os.kill(run.pid, signal.SIGKILL)
    run.communicate()
    _until(lambda: len(catalogue.items("release")) == 2)
    _until(lambda: catalogue.last_event("end", "gate"))
    worker.send_signal(signal.SIGTERM)
    said, _ = worker.communicate(timeout=240)
    assert worker.returncode == 0, said
    assert "what was in hand is done" in said
    again = bench.run("make", "--yes")
    assert bench.made(again) == [], "nothing was left to make"
    catalogue.close()


@pytest.mark.longer
def test_a_run_that_another_process_stops_says_so_and_its_audit_who_did(drawn, tmp_path):
    bench = copied(drawn, tmp_path / "fernhill")
    run = bench.start("make", "--yes")
    catalogue = Catalogue(bench.state / "catalogue.db")
    _until(lambda: catalogue.items("recording"))
    stop = bench.start("stop")
    assert "stopped after the steps in hand" in stop.communicate(timeout=240)[0]
    said, _ = run.communicate(timeout=120)
    assert run.returncode == 1
    assert "Traceback" not in said, said
    last = " ".join(said.split())
    assert last.endswith("error: the run was stopped by a person; make it again to go on")
    (line,) = [e for e in catalogue.trail.lines() if e.what == "stop"]
    assert (line.who, line.thing, line.detail) == ("ann", "fernhill", "1 run")
    catalogue.close()
    # Nothing is being made any more: that is no act.
    assert "nothing of" in bench.run("stop")
    found = [e for e in Catalogue(bench.state / "catalogue.db").trail.lines() if e.what == "stop"]
    assert len(found) == 1


@pytest.mark.parametrize("what", ["nothing", "files"])
def test_a_folder_that_is_no_campaign_has_no_worker(drawn, tmp_path, what):
    folder = tmp_path / "pictures"
    folder.mkdir()
    if what == "files":
        (folder / "a.jpg").write_bytes(b"a picture")
    before = sorted(folder.rglob("*"))
    said = Bench(folder).run("worker", code=1)
    assert "neither a campaign's folder" in said
    assert sorted(folder.rglob("*")) == before


def _until(true, limit=240):
    end = time.monotonic() + limit
    while not true():
        assert time.monotonic() < end, "it did not come to that"
        time.sleep(0.1)
