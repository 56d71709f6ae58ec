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

from .conftest import copied


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


@pytest.mark.proves("S0-10")
def test_a_worker_finishes_what_a_killed_run_left_and_ends_when_told(drawn, tmp_path):
    bench = copied(drawn, tmp_path / "fernhill")
    worker = subprocess.Popen(
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
    said, _ = worker.communicate(timeout=60)
    assert worker.returncode == 0, said
    assert "what was in hand is done" in said
    again = bench.run("make", "--yes")
    assert bench.made(again) == [], "nothing was left to make"
    catalogue.close()


def _until(true, limit=240):
    end = time.monotonic() + limit
    while not true():
        assert time.monotonic() < end, "it did not come to that"
        time.sleep(0.1)
