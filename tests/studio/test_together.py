"""One command runs the studio on one machine: service and worker, begun again, ended together."""

import os
import re
import shutil
import signal
import subprocess
import sys
import time
from contextlib import ExitStack
from pathlib import Path

import pytest

from reelwright.studio import people

from servers.service import WORD, Browser
from servers.spans import collector

LONG = 240


def family(session):
    """What runs in a session, by process: (command line)."""
    found = {}
    for at in Path("/proc").glob("[0-9]*"):
        try:
            fields = (at / "stat").read_text().rpartition(")")[2].split()
            words = (at / "cmdline").read_bytes().replace(b"\0", b" ").decode()
        except OSError:
            continue
        if int(fields[3]) == session and fields[0] != "Z":
            found[int(at.name)] = words
    return found


def until(true, seconds=LONG):
    ends = time.monotonic() + seconds
    while not (found := true()):
        assert time.monotonic() < ends
        time.sleep(0.1)
    return found


class Studio:
    """The command as a person starts it, in a session of its own."""

    def __init__(self, tmp_path, *words):
        self.log = tmp_path / f"said-{time.monotonic_ns()}"
        with self.log.open("wb") as sink:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "reelwright", "studio", "--port", "0", *words],
                stdout=sink, stderr=subprocess.STDOUT, start_new_session=True,
            )  # fmt: skip
        self.address = until(lambda: re.findall(r"the studio is at (http://\S+);", self.said()))[0]

    def said(self):
        assert self.process.poll() is None or self.process.returncode == 0, self.log.read_text()
        return self.log.read_text()

    def worker(self):
        until(lambda: "takes work" in self.said())
        return int(re.findall(r"process (\d+) takes work", self.said())[-1])

    def alive(self):
        return family(self.process.pid)

    def gone(self):
        """Nothing of it is left; who watches over shared memory ends a moment after its process."""
        until(lambda: not self.alive(), 90)


@pytest.fixture
def house_of(copy, tmp_path, monkeypatch):
    if not Path("/proc").is_dir():
        pytest.skip("processes are counted in /proc")
    monkeypatch.setenv("REELWRIGHT_LIBRARY", str(tmp_path / "bases"))
    monkeypatch.setenv("REELWRIGHT_CAMPAIGNS", str(tmp_path / "campaigns"))
    monkeypatch.delenv("DISPLAY", raising=False)
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    started = []

    def start(*words):
        started.append(Studio(tmp_path, *words))
        return started[-1]

    yield start
    for one in started:
        for process in one.alive():
            os.kill(process, signal.SIGKILL)
        one.process.wait(30)


@pytest.fixture
def asking():
    """Opens browsers that are closed with the test."""
    with ExitStack() as opened:

        def ask(address, name=None):
            browser = Browser(address, name)
            opened.callback(browser.http.close)
            return browser

        yield ask


def ended(browser, id_):
    def look():
        found = browser.ask("GET", f"/api/orders/{id_}").json()
        return found if found["state"] in ("done", "failed", "dead", "cancelled") else None

    return until(look)


TRACE, ABOVE = "4bf92f3577b34da6a3ce929d0e0e4736", "00f067aa0ba902b7"


@pytest.fixture
def spans(monkeypatch):
    """The spans that processes begun from now on send; (process, span) each."""
    pytest.importorskip("opentelemetry.sdk")
    with collector() as (address, came):
        monkeypatch.setenv("REELWRIGHT_TRACES", address)
        yield came


@pytest.mark.proves("S1-06", "S1-17")
def test_what_is_asked_for_is_made_though_the_worker_is_killed_and_all_ends_together(
    house_of, asking, copy, spans
):
    shutil.rmtree(copy / ".reelwright")
    studio = house_of("--campaign", str(copy))
    word = until(lambda: re.findall(r"signs in with the word (\S+)", studio.said()))[0]
    browser = asking(studio.address)
    founding = {"word": word, "name": "ann", "password": WORD}
    browser.proof = browser.ask("POST", "/api/founding", json=founding).json()["proof"]
    assert [c["name"] for c in browser.ask("GET", "/api/campaigns").json()] == ["fernhill"]
    killed = studio.worker()
    wanted = {"until": "briefs", "yes": True}
    browser.http.headers["traceparent"] = f"00-{TRACE}-{ABOVE}-01"
    order = browser.ask("POST", "/api/campaigns/fernhill/orders", json=wanted).json()["id"]
    del browser.http.headers["traceparent"]
    until(lambda: browser.ask("GET", f"/api/orders/{order}").json()["step"])
    os.kill(killed, signal.SIGKILL)
    made = ended(browser, order)
    assert made["state"] == "done", made["reason"]
    assert "the worker ended (SIGKILL); another begins in 1 s" in studio.said()
    # What was begun may end before there is another: a process of its own made it.
    until(lambda: studio.worker() != killed)
    studio.process.send_signal(signal.SIGTERM)
    assert studio.process.wait(90) == 0
    studio.gone()
    assert "stopped" in studio.said().splitlines()
    one_trace(spans, order)


def one_trace(spans, order):
    """The request, the order in another process, its steps and stages hang together."""
    ours = {s.span_id: (process, s) for process, s in spans if s.trace_id == bytes.fromhex(TRACE)}

    def path(span):
        above = ours.get(span.parent_span_id)
        # FastAPI has spans of its own between ours.
        own = () if span.name.startswith("fastapi.") else (span.name,)
        return (*(path(above[1]) if above else ()), *own)

    paths = {path(s) for _, s in ours.values()}
    asked = "POST /api/campaigns/{name}/orders"
    assert (asked, "order make", "step audience", "stage audience") in paths
    assert "stage brief" in {p[-1] for p in paths if p[:2] == (asked, "order make")}
    by = {s.name: (process, s) for process, s in ours.values()}
    assert by[asked][0] == "reelwright-service"
    assert by[asked][1].parent_span_id == bytes.fromhex(ABOVE)
    assert by["stage audience"][0] == "reelwright-worker"
    told = {a.key: a.value.string_value for a in by["order make"][1].attributes}
    assert told["reelwright.order"] == order


@pytest.mark.proves("S1-15")
def test_the_second_time_nobody_is_asked_for_a_word_and_ctrl_c_leaves_nothing(
    house_of, asking, copy
):
    people.found(people.founding(), "bea", WORD)
    # Whose account this is has no role in the house, and needs none to start it.
    from reelwright.studio import house

    house.adopt(copy, "fernhill", who="bea")
    studio = house_of("--campaign", str(copy))
    studio.worker()
    assert "word" not in studio.said()
    assert asking(studio.address, "bea").ask("GET", "/api/session").json()["name"] == "bea"
    os.killpg(studio.process.pid, signal.SIGINT)  # as a terminal does it
    assert studio.process.wait(90) == 0
    studio.gone()


@pytest.mark.longer
def test_a_worker_does_not_outlive_the_command_that_began_it(house_of, copy):
    studio = house_of()
    studio.worker()
    studio.process.kill()
    studio.process.wait(30)
    studio.gone()


@pytest.mark.longer
def test_a_browser_with_a_window_is_opened_unless_nobody_wants_it(
    house_of, copy, tmp_path, monkeypatch
):
    shown, bin_ = tmp_path / "shown", tmp_path / "bin"
    bin_.mkdir()
    for name in ("browser", "lynx", "w3m", "links", "elinks", "www-browser"):
        (bin_ / name).write_text(f'#!/bin/sh\necho "{name} $1" >> {shown}\n')
        (bin_ / name).chmod(0o755)
    monkeypatch.setenv("PATH", str(bin_))
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.delenv("BROWSER", raising=False)
    house_of().worker()  # browsers of text alone: none takes the terminal
    monkeypatch.setenv("BROWSER", str(bin_ / "browser"))
    house_of("--no-open").worker()
    opened = house_of()
    until(lambda: shown.exists() and shown.read_text())
    opened.worker()
    assert shown.read_text() == f"browser {opened.address}\n"


@pytest.mark.longer
def test_a_port_that_is_taken_starts_nothing(house_of, copy):
    studio = house_of()
    port = studio.address.rpartition(":")[2]
    done = subprocess.run(
        [sys.executable, "-m", "reelwright", "studio", "--no-open", "--port", port],
        capture_output=True, text=True, timeout=60,
    )  # fmt: skip
    assert done.returncode == 1
    assert "choose another with --port" in done.stderr
