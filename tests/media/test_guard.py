"""Whatever a file does to its decoder, the caller gets a result or an error that names the file."""

import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import numpy as np
import pytest

from reelwright.domain.errors import BackendFailed, InvalidIntake, MediaRefused
from reelwright.media.guard import guard
from reelwright.media.guard.guard import Limits

LIMITS = Limits(seconds=1, megabytes=100)


@pytest.fixture
def children():
    made = guard._Children()
    yield made
    made.close()


def ask(children, module, name, *arguments, refusal=MediaRefused, limits=LIMITS):
    return children.run((module, name, arguments, {}), limits, "a.png", refusal)


def test_a_result_comes_back_from_another_process_that_is_kept(children):
    first = ask(children, "os", "getpid")
    assert first != os.getpid()
    assert ask(children, "os", "getpid") == first
    big = np.arange(3_000_000, dtype=np.uint8).reshape(1000, 1000, 3)
    back = ask(children, "numpy", "ascontiguousarray", big)
    assert (back == big).all()
    assert back.flags.writeable


def ask_by_two(children, seconds, times):
    """Two threads ask one after the other; the processes that answered."""
    children._most = 2
    limits = Limits(60, 100)
    pids = set()

    def one():
        for _ in range(times):
            ask(children, "time", "sleep", seconds, limits=limits)
            pids.add(ask(children, "os", "getpid", limits=limits))

    threads = [threading.Thread(target=one) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return pids


def test_few_files_are_read_by_one_child_and_many_by_several(children, monkeypatch):
    monkeypatch.setattr(guard, "_WORTH", 600.0)
    assert len(ask_by_two(children, 0.01, 4)) == 1
    # Those who asked have waited long enough now for another one.
    monkeypatch.setattr(guard, "_WORTH", 0.0)
    assert len(ask_by_two(children, 0.2, 4)) == 2


def test_work_without_end_is_stopped_and_the_next_file_is_read(children):
    begun = time.monotonic()
    with pytest.raises(MediaRefused, match=r"a\.png takes over 1 s"):
        ask(children, "re", "match", "(a*)*b", "a" * 64)
    # Processor time counts: a machine with much to do takes longer by the clock.
    assert time.monotonic() - begun < 60
    assert ask(children, "os", "getpid")


def test_a_child_that_waits_without_working_is_stopped_too(children, monkeypatch):
    monkeypatch.setattr(guard, "_PATIENCE", 0.5)
    ask(children, "os", "getpid", limits=Limits(60, 100))
    with pytest.raises(MediaRefused, match="takes over"):
        ask(children, "time", "sleep", 300, limits=Limits(2, 100))


@pytest.mark.parametrize("of", [("builtins", "bytearray"), ("numpy", "ones")])
def test_work_that_takes_too_much_memory_is_refused(children, of):
    with pytest.raises(MediaRefused, match=r"a\.png takes over 100 MB"):
        ask(children, *of, 400_000_000)
    assert len(ask(children, *of, 1000)) == 1000


def test_a_decoder_that_breaks_is_told_by_the_files_name(children):
    for _ in range(2):
        with pytest.raises(InvalidIntake, match=r"a\.png breaks what reads it \(code 3\)"):
            ask(children, "os", "_exit", 3, refusal=InvalidIntake)
        with pytest.raises(MediaRefused, match=r"a\.png cannot be read \(KeyError"):
            ask(children, "operator", "getitem", {}, "x")
        ask(children, "os", "getpid")


def test_a_child_that_is_killed_is_no_fault_of_the_file(children):
    pid = ask(children, "os", "getpid")
    killer = threading.Timer(0.3, os.kill, (pid, signal.SIGKILL))
    killer.start()
    with pytest.raises(BackendFailed, match="killed from outside"):
        ask(children, "time", "sleep", 30)
    killer.join()
    assert ask(children, "os", "getpid") != pid


def test_nothing_large_can_be_written(children, tmp_path):
    with pytest.raises(MediaRefused, match="File too large"):
        ask(children, "pathlib", "Path.write_bytes", tmp_path / "out", bytes(50_000_000))
    assert (tmp_path / "out").stat().st_size < 50_000_000


def test_several_threads_ask_at_once(children):
    found = []
    threads = [
        threading.Thread(target=lambda n=n: found.append(ask(children, "math", "factorial", n)))
        for n in range(20)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == 20
    assert 1 <= len(children.pids()) <= guard.cores()


@pytest.mark.skipif(sys.platform != "linux", reason="the signal is Linux's")
def test_a_child_in_the_middle_of_work_ends_with_its_parent(tmp_path):
    told = tmp_path / "pid"
    program = (
        "from reelwright.media.guard.pipes import Child, send\n"
        "from reelwright.media.guard.guard import Limits\n"
        "import pathlib, time\n"
        "child = Child('reelwright.media.guard.child')\n"
        "child.ask((('os', 'getpid', (), {}), Limits(600, 100)))\n"
        f"pathlib.Path({str(told)!r}).write_text(str(child.pid))\n"
        "send(child.questions, (('re', 'match', ('(a*)*b', 'a' * 64), {}), Limits(600, 100)))\n"
        "time.sleep(600)\n"
    )
    parent = subprocess.Popen([sys.executable, "-c", program])
    deadline = time.monotonic() + 60
    while not (told.exists() and told.read_text()) and time.monotonic() < deadline:
        time.sleep(0.05)
    pid = int(told.read_text())
    time.sleep(0.5)
    parent.kill()
    parent.wait()
    while time.monotonic() < deadline:
        try:
            stat = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8")
        except OSError:
            return
        if stat.rpartition(")")[2].split()[0] == "Z":
            return
        time.sleep(0.05)
    os.kill(pid, signal.SIGKILL)
    pytest.fail("the child works on, an orphan")
