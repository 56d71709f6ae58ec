"""How workers are: loading is not being ill, and what restarts the ill leaves them alone."""

import os
import socket
import time
from dataclasses import replace

import pytest
from typer.testing import CliRunner

from reelwright.cli import app
from reelwright.settings import Settings
from reelwright.store.hands import SILENT, Hand
from reelwright.studio import workers
from reelwright.studio._presence import presence
from reelwright.wiring.houses import hands_of


@pytest.fixture
def house(tmp_path, monkeypatch):
    """The workers of a house, as they told of themselves."""
    monkeypatch.setenv("REELWRIGHT_LIBRARY", str(tmp_path / "library"))
    monkeypatch.setenv("REELWRIGHT_CAMPAIGNS", str(tmp_path / "campaigns"))
    return hands_of(Settings())


def hand(state, *, age, silent=0.0, name="one"):
    """A worker of this machine: so many seconds old, and silent for so many."""
    now = time.time()
    at = socket.gethostname()
    return Hand(name, at, "0", ("orders",), state, os.getpid(), 2, 0, now - age, now - silent)


def asked(*words):
    """What a supervisor is told: the exit code, and the state."""
    done = CliRunner().invoke(app, ["worker", "--health", *words])
    return done.exit_code, done.output.partition(":")[0].strip()


@pytest.mark.proves("S0-17")
def test_a_worker_that_loads_is_well_inside_its_window_and_ill_after_it(house):
    house.say(hand("loading", age=300))
    assert workers.health() == workers.WorkerHealth(well=True, state="loading")
    assert asked() == (0, "loading")
    assert asked("--window", "299") == (1, "late")
    house.say(hand("ready", age=9_000))
    assert asked("--window", "299") == (0, "ready"), "the window is for loading alone"


@pytest.mark.proves("S0-17")
def test_loading_is_told_apart_from_being_gone_or_silent(house):
    assert asked() == (1, "gone")
    house.say(hand("loading", age=60, silent=SILENT + 60))
    assert asked() == (1, "gone"), "a word of a minute ago is none"
    house.say(replace(hand("ready", age=60), host="another machine"))
    assert asked() == (1, "gone"), "another machine's worker says nothing of this one's"
    with presence(("orders",), 2) as here:
        assert asked() == (0, "loading")
        here.ready()
        assert asked() == (0, "ready")
        house.say(hand("loading", age=9_000, name="two"))
        assert asked() == (1, "late"), "one that is well does not hide one that is not"
