"""A run that was killed goes on where it was; no finished step runs again."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from reelwright.domain.errors import MediaRefused
from reelwright.workflow.engine.engine import Json

PROGRAM = """
import asyncio, os, signal, sys, time
from pathlib import Path
from dbos import DBOS, SetWorkflowID
from reelwright.workflow.engine import engine
from reelwright.workflow.engine.runs import Runs, beside

place = Path(sys.argv[1])

def body(n, k):
    time.sleep(0.15)
    with (place / "log").open("a") as log:
        log.write(f"{n}.{k}\\n")
    return k

@DBOS.workflow(name="part")
def part(job):
    return [DBOS.run_step({"name": f"step {k}"}, body, job["n"], k) for k in range(4)]

@DBOS.workflow(name="whole")
def whole(job):
    handles = []
    for n in range(3):
        with SetWorkflowID(f"{DBOS.workflow_id}/{n}"):
            handles.append(DBOS.enqueue_workflow(engine.VARIANTS, part, {"n": n}))
    return [h.get_result(polling_interval_sec=0.05) for h in handles]

def run():
    with engine.running(beside(place)) as works:
        return works.run(works.identity("place", "work"), whole, {})

async def notebook():
    return engine.apart(run, engine.stop_all)

# A shell that runs tests in the background has them deaf to Ctrl-C.
signal.signal(signal.SIGINT, signal.default_int_handler)

def cell():
    # As a notebook does; asyncio.run would take the first Ctrl-C for itself.
    return asyncio.new_event_loop().run_until_complete(notebook())

print(cell() if "notebook" in sys.argv else run(), flush=True)
"""


@pytest.mark.proves("S0-10")
def test_after_two_kills_every_step_has_run_and_at_most_the_ones_in_hand_ran_twice(tmp_path):
    program = tmp_path / "program.py"
    program.write_text(PROGRAM, encoding="utf-8")
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
    assert len(ran) <= 12 + 2 * 2, "a kill costs at most the steps in hand, two at a time"


def test_within_an_event_loop_a_run_works_and_can_be_stopped(tmp_path):
    program = tmp_path / "program.py"
    program.write_text(PROGRAM, encoding="utf-8")
    log = tmp_path / "log"
    command = [sys.executable, program, tmp_path, "notebook"]
    process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
    until = time.monotonic() + 240
    while time.monotonic() < until and _count(log) < 3:
        time.sleep(0.02)
    process.send_signal(signal.SIGINT)
    _, said = process.communicate(timeout=240)
    assert "KeyboardInterrupt" in said
    assert _count(log) < 12, "it ran on to its end"
    ended = subprocess.run(command, capture_output=True, text=True, timeout=240, check=True)
    assert ended.stdout.strip() == str([[0, 1, 2, 3]] * 3)


def _count(log: Path) -> int:
    return len(log.read_text(encoding="utf-8").split()) if log.exists() else 0


def test_errors_come_back_from_the_store_as_what_they_were():
    kept = Json().serialize({"error": MediaRefused("a.png is broken; export it again")})
    back = Json().deserialize(kept)["error"]
    assert isinstance(back, MediaRefused)
    assert str(back) == "a.png is broken; export it again"


def test_only_plain_data_is_kept():
    with pytest.raises(TypeError, match="JSON only"):
        Json().serialize({"path": Path("x")})


QUEUED = """
import os, sys, time
from pathlib import Path
from dbos import DBOS, SetWorkflowID
from reelwright.workflow.engine import engine
from reelwright.workflow.engine.runs import beside

@DBOS.workflow(name="whole")
def whole(job):
    time.sleep(2)
    return job["n"]

place, act = sys.argv[1:]
queues = (engine.VARIANTS,) if act == "leave" else engine.ALL
with engine.running(beside(Path(place)), queues=queues) as works:
    if act == "leave":
        with SetWorkflowID("films.same-1"):
            DBOS.enqueue_workflow(engine.PIPELINE, whole, {"n": 7})
        os._exit(9)
    time.sleep(1)
    found = works.identity("films", "same")
    print(found, works.run(found, whole, {"n": 7}))
"""


def test_a_run_that_its_dead_process_had_only_queued_is_taken_up(tmp_path):
    def run(act):
        words = [sys.executable, "-c", QUEUED, str(tmp_path), act]
        return subprocess.run(words, capture_output=True, text=True, check=False)

    assert run("leave").returncode == 9
    found = run("make")
    assert found.stdout == "films.same-1 7\n", found.stderr[-2000:]
