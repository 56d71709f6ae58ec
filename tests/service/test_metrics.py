import io
import json
import logging
import time

import pytest
from prometheus_client.parser import text_string_to_metric_families

from reelwright.studio import logs, orders, workers
from reelwright.studio._presence import presence


@pytest.fixture
def numbers(browser):
    """What Prometheus would read now: (name, labels) -> number."""
    viewer = browser("viewer")

    def read():
        told = viewer.ask("GET", "/api/metrics")
        assert told.status_code == 200, told.text
        return {
            (s.name, tuple(sorted(s.labels.items()))): s.value
            for family in text_string_to_metric_families(told.text)
            for s in family.samples
        }

    return read


@pytest.mark.proves("S1-23")
def test_prometheus_reads_how_often_each_route_was_answered(browser, numbers):
    viewer = browser("viewer")
    one = ("reelwright_requests_total", ("/api/campaigns/{name}", "GET", "404"))
    key = (one[0], tuple(sorted(zip(("route", "method", "status"), one[1], strict=True))))
    before = numbers().get(key, 0)
    assert viewer.ask("GET", "/api/campaigns/nobody-of-that-name").status_code == 404
    after = numbers()
    assert after[key] == before + 1
    assert not any("nobody-of-that-name" in str(labels) for _, labels in after)
    assert any(name == "reelwright_request_seconds_bucket" for name, _ in after)


@pytest.mark.proves("S1-23")
def test_orders_and_workers_are_told_as_they_stand(browser, numbers):
    def standing(name, state):
        return numbers()[name, (("state", state),)]

    editor = browser("editor")
    queued = standing("reelwright_orders", "queued")
    order = editor.ask("POST", "/api/campaigns/spring/orders", json={}).json()
    assert standing("reelwright_orders", "queued") == queued + 1
    assert editor.ask("POST", f"/api/orders/{order['id']}/stop").status_code == 200
    assert standing("reelwright_orders", "queued") == queued
    with presence(("orders",), 2) as here:
        assert standing("reelwright_workers", "loading") == 1
        here.ready()
        assert standing("reelwright_workers", "ready") == 1
        here.holds(2)
        assert standing("reelwright_workers", "busy") == 1
        (there,) = editor.ask("GET", "/api/workers").json()
        assert (there["state"], there["in_hand"], there["queues"]) == ("busy", 2, ["orders"])
    assert editor.ask("GET", "/api/workers").json() == []
    assert sum(orders.count(who="admin").by_state.values()) >= 1
    assert workers.listed(who="admin") == ()


def test_nobody_reads_numbers_unasked(browser):
    assert browser().ask("GET", "/api/metrics").status_code == 401


@pytest.fixture
def logged(monkeypatch):
    """What a process logs that begins to log as REELWRIGHT_LOG says."""
    root, before = logging.getLogger(), logging.getLogger().handlers[:]
    level = root.level

    def begins(how):
        out = io.StringIO()
        monkeypatch.setenv("REELWRIGHT_LOG", how)
        monkeypatch.setattr("sys.stderr", out)
        logs.begin()
        return out

    yield begins
    root.handlers[:] = before
    root.setLevel(level)
    logs.LOG.setLevel(logging.NOTSET)


@pytest.mark.proves("S1-23")
def test_each_answer_is_a_line_that_names_no_campaign_and_no_secret(browser, logged):
    viewer = browser("viewer")
    out = logged("json")
    viewer.ask("GET", "/api/campaigns/spring?secret=hunter2")
    # It is written once the whole answer has left.
    ends = time.monotonic() + 30
    while "/api/campaigns/{name}" not in out.getvalue() and time.monotonic() < ends:
        time.sleep(0.02)
    lines = [json.loads(line) for line in out.getvalue().splitlines()]
    (line,) = [x for x in lines if x.get("route") == "/api/campaigns/{name}"]
    assert (line["event"], line["method"], line["status"]) == ("answered", "GET", 200)
    assert line["seconds"] >= 0
    assert "hunter2" not in out.getvalue()
    assert "spring" not in out.getvalue()


@pytest.mark.parametrize("how", ["json", "text"])
def test_secrets_are_masked_whoever_logs_them(logged, how):
    out = logged(how)
    other = logging.getLogger("of a library")
    other.warning("cannot reach postgresql://ann:hunter2@db.example/house")
    other.warning("asked with Authorization: Bearer rw_abcdefghijklmnop and password=hunter3")
    logs.tell("asked", address="https://a.example/?code=hunter4&x=1", key="rw_abcdefghijklmnop")
    try:
        raise ValueError("token: hunter5")
    except ValueError:
        other.exception("it failed")
    said = out.getvalue()
    assert "db.example/house" in said
    assert "it failed" in said
    for secret in ("hunter2", "hunter3", "hunter4", "hunter5", "rw_abcdefgh"):
        assert secret not in said


def test_nothing_is_logged_unasked_but_what_goes_wrong(browser, logged):
    viewer = browser("viewer")
    out = logged("")
    viewer.ask("GET", "/api/campaigns")
    assert out.getvalue() == ""
    logging.getLogger("x").warning("it goes wrong")
    assert "it goes wrong" in out.getvalue()
