"""What the house is asked for is made by workers, each order in a process of its own."""

import os
import signal
import sys
import threading
import time

import pytest

from reelwright.domain.errors import NotAllowed, NotFound
from reelwright.studio import house, orders, people
from reelwright.studio.campaigns import Overrides
from reelwright.studio.orders import MakeOrder

from servers import warm

LONG = 240
"""Seconds to wait for a process that a busy machine starts late."""


@pytest.fixture
def home(copy, tmp_path, monkeypatch):
    """A house with one campaign of which all is made, and one that has no survey."""
    monkeypatch.setenv("REELWRIGHT_LIBRARY", str(tmp_path / "bases"))
    monkeypatch.setenv("REELWRIGHT_CAMPAIGNS", str(tmp_path / "campaigns"))
    house.adopt(copy, "fernhill")
    house.new("empty")
    return copy


@pytest.fixture
def worker():
    """A worker of this process, and what it said."""
    stop, said = threading.Event(), []
    thread = threading.Thread(target=lambda: orders.work(stop, at_once=2, told=said.append))
    thread.start()
    yield said
    stop.set()
    thread.join(LONG)
    assert not thread.is_alive()


def until(true):
    """Wait for something to be true."""
    ends = time.monotonic() + LONG
    while not (found := true()):
        assert time.monotonic() < ends
        time.sleep(0.1)
    return found


def ended(order):
    def look():
        found = orders.one(order.id)
        return found if found.state in ("done", "failed", "dead", "cancelled") else None

    return until(look)


@pytest.mark.longer
def test_a_worker_makes_what_was_asked_for_and_says_what_came_of_it(home, worker):
    good, bad = orders.ask("fernhill", MakeOrder(yes=True)), orders.ask("empty")
    made, failed = ended(good), ended(bad)
    assert (made.state, len(made.result["films"]), made.share) == ("done", 1, 1.0)
    assert (failed.state, failed.tries) == ("failed", 1)
    assert "has no survey" in failed.reason
    told = orders.tidings(0, "fernhill")
    assert [t.body["state"] for t in told if t.kind == "state"] == ["queued", "running", "done"]
    assert {"done", "end"} & {t.kind for t in told}
    assert orders.tidings(told[-1].number, "fernhill") == ()
    assert any("makes fernhill for ann" in line for line in worker)


@pytest.mark.longer
def test_an_order_whose_process_is_killed_is_begun_again(home, worker, monkeypatch):
    monkeypatch.setattr("reelwright.store.orders.WAIT", 0.1)
    order = orders.ask("fernhill", MakeOrder(yes=True))
    found = until(lambda: [p for p in _children() if p != os.getpid()])
    for process in found:
        os.kill(process, signal.SIGKILL)
    again = ended(order)
    assert (again.state, again.tries) == ("done", 2), again.reason
    assert any("SIGKILL" in t.body.get("reason", "") for t in orders.tidings(0))


@pytest.mark.longer
def test_a_running_order_stops_at_its_next_step_and_goes_on_when_asked_again(home, worker):
    # The film is shot anew: far more is left after the first step than a stop takes.
    order = orders.ask("fernhill", MakeOrder(yes=True, overrides=Overrides(seed=99)))

    def done(state):
        steps = orders.tidings(0)
        ran = [n for n, t in enumerate(steps) if t.body.get("state") == "running"]
        return len(ran) == state and [
            (t.body["stage"], t.body["item"])
            for t in steps[ran[-1] :]
            if t.kind == "done" and t.body["fresh"]
        ]

    first = until(lambda: done(1))
    orders.stop(order.id)
    stopped = ended(order)
    assert (stopped.state, stopped.stopped_by) == ("cancelled", "ann")
    first = done(1)
    orders.retry(order.id)
    second = until(lambda: done(2))
    orders.stop(order.id)
    assert ended(order).state == "cancelled"
    assert not set(first) & set(second + done(2)), "what is finished stays"


PERFORM = """
import os, sys
from reelwright.studio._performing import perform
perform(sys.argv[1], "me", dict(os.environ))
"""


def test_an_error_that_nobody_foresaw_is_told_and_not_met_again(home):
    books = orders._orders()
    order = books.ask("fernhill", "make", {"until": "the moon"}, "ann")
    assert books.take("me").id == order.id
    words = [sys.executable, "-c", PERFORM, order.id]
    log = warm.run(words, capture_output=True, text=True, timeout=LONG).stderr
    found = books.one(order.id)
    assert (found.state, found.tries) == ("failed", 1)
    assert "nobody foresaw (ValidationError)" in found.reason
    assert "Traceback" in log


def test_orders_ask_for_roles_and_for_campaigns_there_are(home):
    people.add("ann", ["admin"])
    people.add("vic", ["viewer"])
    people.add("eve", ["editor"])
    with pytest.raises(NotAllowed, match="editor"):
        orders.ask("fernhill", who="vic")
    with pytest.raises(NotAllowed, match="approver"):
        orders.ask("fernhill", MakeOrder(yes=True), who="eve")
    with pytest.raises(NotFound):
        orders.ask("nothing", who="eve")
    order = orders.ask("fernhill", who="eve")
    unseen = orders.ask("fernhill", MakeOrder(yes=True), who="ann")
    for act in (
        lambda: orders.stop(order.id, who="vic"),
        lambda: orders.retry(order.id, who="vic"),
        lambda: orders.listed(who="mallory"),
        lambda: orders.tidings(who="mallory"),
        lambda: orders.one(order.id, who="mallory"),
        lambda: orders.retry(unseen.id, who="eve"),
    ):
        with pytest.raises(NotAllowed):
            act()
    assert orders.stop(order.id, who="eve").state == "cancelled"


def _children():
    """Processes that make orders, by what they are called."""
    import multiprocessing

    return [p.pid for p in multiprocessing.active_children()]
