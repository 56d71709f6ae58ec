"""What takes long is found in another process, which is begun again and ends with this one."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from reelwright.domain.errors import InvalidIntake, NotFound, TimedOut
from reelwright.service.aside import Aside
from reelwright.studio import campaigns


@pytest.fixture(scope="module")
def aside():
    return Aside()


def test_it_is_found_elsewhere_and_errors_are_those_of_the_facade(aside, tmp_path):
    assert aside(os.getpid) == aside(os.getpid) != os.getpid()
    with pytest.raises(NotFound, match="nothing of"):
        aside(campaigns.status, tmp_path)
    with pytest.raises(InvalidIntake, match="there is no"):
        aside(campaigns.check, tmp_path / "nothing")
    with pytest.raises(RuntimeError, match="invalid literal"):
        aside(int, "x")


def test_a_process_that_is_killed_is_begun_again(aside):
    first = aside(os.getpid)
    os.kill(first, signal.SIGKILL)
    assert aside(os.getpid) != first


def test_what_takes_too_long_is_given_up():
    hasty = Aside(0.2)
    with pytest.raises(TimedOut, match="ask again"):
        hasty(time.sleep, 30)
    hasty.patience = 60
    assert hasty(len, "abc") == 3


def test_it_does_not_outlive_the_process_it_belongs_to():
    code = (
        "import os, signal; from reelwright.service.aside import Aside\n"
        "if __name__ == '__main__':\n"
        "    print(Aside()(os.getpid), flush=True); os.kill(os.getpid(), signal.SIGKILL)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60)
    child = int(done.stdout)
    ends = time.monotonic() + 30
    while True:
        try:
            os.kill(child, 0)
        except ProcessLookupError:
            return
        state = Path(f"/proc/{child}/stat").read_text("utf-8").rpartition(")")[2].split()[0]
        if state == "Z":
            return
        assert time.monotonic() < ends
        time.sleep(0.1)
