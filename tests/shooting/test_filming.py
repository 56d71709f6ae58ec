"""A caller that submits once, waits within its time, and never pays twice: over a real socket."""

import json
import os
import signal
import subprocess
import sys
import threading
import time

import pytest

from reelwright.backends.video.interface import NotSubmitted, ShotRequest
from reelwright.domain.campaign import FORMATS
from reelwright.domain.errors import BackendFailed, Cancelled, DoesNotFit, TimedOut, Uncertain
from reelwright.shooting.filming import Memory, Note, film, key_of
from reelwright.shooting.setup import fitted, set_up

from servers.videos import MODEL, running

PROFILE = {"sizes": [[128, 128]], "poll_s": 0.01, "timeout_s": 20, "finds": True}


@pytest.fixture
def server():
    with running() as server:
        yield server


@pytest.fixture
def asking(server, picture, assets):
    """Films a request through the server; returns what came, or raises."""

    def make(ledger=None, seed=1, watch=lambda share: None, **profile):
        options = {"model": MODEL, "address": server.address, "profile": PROFILE | profile}
        made = set_up({"video/openai": options})["openai"]
        request, _ = fitted(
            ShotRequest(
                scene="s1", picture=picture(), prompt="A cup.", format=FORMATS["1:1"], frames=15,
                move="still", seed=seed,
            ),
            made.profile,
        )  # fmt: skip
        return film(
            made.load(), made.profile, request, assets, key=key_of(request, made.print),
            ledger=ledger or Memory(), watch=watch,
        )  # fmt: skip

    return make


def states(ledger):
    (notes,) = ledger.notes.values()
    return [n.state for n in notes]


def test_each_step_is_noted_before_the_next_and_a_second_call_pays_nothing(server, asking):
    ledger = Memory()
    made = asking(ledger)
    assert states(ledger) == ["asked", "begun", "done"]
    assert asking(ledger) == made
    assert len(server.submissions) == 1


def test_another_seed_is_another_request(server, asking):
    ledger = Memory()
    asking(ledger), asking(ledger, seed=2)
    assert len({s["key"] for s in server.submissions}) == 2


def test_a_lost_answer_is_asked_for_by_its_key_and_not_submitted_again(server, asking):
    server.faults = ["lose answer"]
    asking()
    assert len(server.submissions) == 1


def test_a_lost_request_is_proved_lost_and_then_submitted_again(server, asking):
    server.faults = ["lose request"]
    asking()
    assert len(server.submissions) == 1


def test_a_server_that_cannot_tell_leaves_it_to_a_person(server, asking):
    server.faults, ledger = ["lose answer"], Memory()
    with pytest.raises(Uncertain, match="paid twice"):
        asking(ledger, finds=False)
    with pytest.raises(Uncertain):
        asking(ledger, finds=False)
    assert len(server.submissions) == 1
    (key,) = ledger.notes
    ledger.note(key, Note(state="free", why="ann looked: there is none"))
    asking(ledger, finds=False)
    assert len(server.submissions) == 2


def test_a_server_that_is_busy_or_gone_is_tried_again_for_nothing_was_taken_on(server, asking):
    server.faults = ["busy", "busy"]
    asking()
    assert len(server.submissions) == 1


def test_what_is_refused_is_not_tried_again(server, asking):
    server.faults = ["refuse"]
    with pytest.raises(NotSubmitted, match="content filter"):
        asking()
    assert server.submissions == []


def test_a_question_that_breaks_off_is_asked_again(server, asking):
    server.poll_faults = ["break", "break"]
    asking()
    assert len(server.submissions) == 1


def test_a_failure_that_may_be_billed_is_told_and_one_that_is_not_is_tried_again(server, asking):
    server.faults = ["fail unbilled"]
    asking()
    assert len(server.submissions) == 2
    server.faults = ["fail"]
    with pytest.raises(BackendFailed, match=r"out of memory.*may have been billed"):
        asking(seed=5)
    assert len(server.submissions) == 3


def test_a_job_that_the_server_forgot_is_not_submitted_again_where_it_costs(server, asking):
    ledger = Memory()
    server.seconds = 30
    with pytest.raises(Uncertain, match="no longer knows"):
        asking(ledger, watch=lambda share: server.jobs.clear())
    with pytest.raises(Uncertain):
        asking(ledger)
    assert len(server.submissions) == 1
    server.seconds = 0
    server.jobs.clear()
    asking(Memory(), paid=False, seed=3)
    assert len(server.submissions) == 2


@pytest.mark.proves("S0-16")
def test_a_model_has_a_time_of_its_own_and_running_out_of_it_is_reported(server, asking):
    server.seconds = 0.6
    with pytest.raises(TimedOut, match=r"openai did not film scene s1 within 0.2 s .*timeout_s"):
        asking(timeout_s=0.2)
    assert server.deleted == ["video_1"]
    # The HTTP client waits a minute at most for an answer; a model may take half an hour.
    assert set_up({"video/openai": {}})["openai"].profile.timeout_s == 1800
    asking(timeout_s=20)


def test_a_person_who_stops_it_cancels_the_job(server, asking):
    server.seconds, ledger = 30, Memory()

    def stop(share):
        raise Cancelled("ann stopped it")

    with pytest.raises(Cancelled):
        asking(ledger, watch=stop)
    assert server.deleted == ["video_1"]
    assert states(ledger) == ["asked", "begun", "cancelled"]


def test_how_far_it_is_is_told(server, asking):
    server.seconds, heard = 0.2, []
    asking(watch=heard.append)
    assert heard == sorted(heard)
    assert 0 < heard[-1] < 1


def test_no_more_jobs_run_side_by_side_than_the_model_takes(server, asking):
    for most in (1, 2):
        # Two that run side by side have to be begun while the first one runs.
        server.seconds, server.most = 0.1 if most == 1 else 1.5, 0
        threads = [
            threading.Thread(target=asking, kwargs={"seed": 10 * most + n, "side_by_side": most})
            for n in range(4)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert server.most == most


def test_the_same_request_of_two_threads_is_filmed_once(server, asking):
    server.seconds, ledger = 0.1, Memory()
    threads = [threading.Thread(target=asking, args=(ledger,)) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(server.submissions) == 1


def test_a_scene_longer_than_the_model_films_is_refused_before_anything_is_sent(server, asking):
    with pytest.raises(DoesNotFit, match=r"at most 0\.40 s"):
        asking(max_seconds="2/5")
    assert server.submissions == []


PROGRAM = """
import json, os, sys, time
from pathlib import Path
sys.path[:0] = {path!r}
from makers.folder_assets import FolderAssets
from reelwright.backends.video.interface import ShotRequest
from reelwright.shooting.filming import Note, film, key_of
from reelwright.shooting.setup import fitted, set_up

folder, point = Path(sys.argv[1]), sys.argv[2]
ask = json.loads((folder / "ask.json").read_text())
made = set_up({{"video/openai": ask["options"]}})["openai"]
request = fitted(ShotRequest.model_validate(ask["request"]), made.profile)[0]


class Ledger:
    def last(self, key):
        place = folder / "notes"
        lines = place.read_text().splitlines() if place.exists() else []
        return Note.model_validate_json(lines[-1]) if lines else None

    def note(self, key, note):
        if note.state == point:
            os.kill(os.getpid(), 9)
        with (folder / "notes").open("a") as file:
            file.write(note.model_dump_json() + "\\n")


found = film(made.load(), made.profile, request, FolderAssets(folder / "assets"),
             key=key_of(request, made.print), ledger=Ledger())
print(found.shot.clip.sha256)
"""


@pytest.mark.parametrize("point", ["begun", "done"])
def test_a_kill_between_any_two_steps_does_not_submit_twice(server, picture, tmp_path, point):
    server.seconds = 0.2
    request = ShotRequest(
        scene="s1", picture=picture(), prompt="A cup.", format=FORMATS["1:1"], frames=15,
        move="still",
    )  # fmt: skip
    options = {"model": MODEL, "address": server.address, "profile": PROFILE}
    ask = {"request": request.model_dump(mode="json"), "options": options}
    (tmp_path / "ask.json").write_text(json.dumps(ask))
    tests = os.path.dirname(os.path.dirname(__file__))
    program = PROGRAM.format(path=[tests])

    def run(at):
        return subprocess.run(
            [sys.executable, "-c", program, str(tmp_path), at], capture_output=True, text=True
        )

    # Killed after the server took the job on, and before its handle was kept.
    assert run(point).returncode == -signal.SIGKILL
    time.sleep(0.01)
    done = run("never")
    assert done.returncode == 0, done.stderr
    assert len(server.submissions) == 1
    assert len(done.stdout.strip()) == 64
