"""Runs and workers that are killed in the middle of a film: what is left is finished by others.

python -m pytest tests/longer/test_runs_killed.py
"""

import json
import shutil
import signal

import pytest

from workflow.conftest import OTHER, SEGMENT, copied, drawn, small_campaign
from workflow.test_make import lengthened
from workflow.test_remote import ended, machine, server, until, working

__all__ = ["drawn", "machine", "server"]


def film_in(said):
    """SHA-256 of the film, as `status --item` prints it."""
    return json.loads(said)["file"]["sha256"]


@pytest.mark.proves("S0-10")
def test_workers_make_a_campaign_that_they_have_no_folder_of_though_all_others_die(
    machine, tmp_path
):
    bench = small_campaign(tmp_path / "laptop" / "fernhill")
    workers = {name: working(machine(name, "worker")) for name in ("first", "second")}
    asked = machine("laptop", "make", bench.folder, "--yes")

    def makes_a_film(name):
        return list((tmp_path / name).glob("reelwright-open-*/*/films/*"))

    until(lambda: makes_a_film("first") or makes_a_film("second") or asked.poll() is not None)
    place = (bench.state / "place").read_text("utf-8")
    asked.kill()
    shutil.rmtree(bench.folder.parent)
    busy, idle = ("first", "second") if makes_a_film("first") else ("second", "first")
    workers[busy].kill()
    # Another machine with the same files, that knows the campaign by its name alone.
    again = small_campaign(tmp_path / "desk" / "fernhill")
    again.state.mkdir()
    (again.state / "place").write_text(place, "utf-8")
    said = ended(machine("desk", "make", again.folder, "--yes"))
    assert "segment" not in " ".join(again.made(said)), "what was finished is not made again"
    (film,) = [path.stem for path in again.out.glob("*/*.mp4")]
    assert list((tmp_path / idle).glob("reelwright-open-*/*")), "it works in a folder of its own"
    workers[idle].send_signal(signal.SIGTERM)
    assert "what was in hand is done" in ended(workers[idle])
    assert not list((tmp_path / idle).glob("reelwright-open-*")), "nothing stays there"
    remote = film_in(ended(machine("desk", "status", again.folder, "--item", f"film/{film}")))
    alone = small_campaign(tmp_path / "alone" / "fernhill")
    alone.run("make", "--yes")
    assert film_in(alone.run("status", "--item", f"film/{film}")) == remote


@pytest.mark.proves("S0-10")
def test_a_run_killed_after_a_film_failed_finishes_the_others_all_the_same(drawn, tmp_path):
    bench = copied(drawn, tmp_path / "fernhill")
    lengthened(bench, OTHER, " And the phone is silent, and the night is long." * 3)
    process = bench.start("shoot", "--yes")
    assert process.stdout
    for line in process.stdout:
        if " failed: " in line:
            break
    process.send_signal(signal.SIGKILL)
    process.communicate()
    said = bench.run("shoot", "--yes", code=1)
    assert "not made: " in said
    assert [n for n in bench.run("status").split() if n.startswith(f"take/{SEGMENT}")]
