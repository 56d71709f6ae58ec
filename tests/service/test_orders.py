"""Orders over HTTP: asked for once, followed by events that resume, made by a worker."""

import asyncio
import json
import re
import threading
import time

import pytest
from starlette.requests import Request

from reelwright.service.orders import _stream
from reelwright.studio import orders

LONG = 240


def events(browser, number, **headers):
    """The next so many server-sent events: (id, event, data)."""
    found, now = [], {}
    path = headers.pop("path", "/api/events")
    with browser.http.stream("GET", path, headers=headers) as answer:
        assert answer.headers["content-type"].startswith("text/event-stream")
        for line in answer.iter_lines():
            name, _, value = line.partition(": ")
            if not line and "data" in now:
                found.append((int(now["id"]), now["event"], json.loads(now["data"])))
                now = {}
            elif name in ("id", "event", "data"):
                now[name] = value
            if len(found) == number:
                return found
    raise AssertionError("the events ended")


@pytest.fixture
def bare(browser):
    editor = browser("editor")
    editor.ask("POST", "/api/campaigns", json={"name": "to-make"})
    return editor


def test_asking_twice_with_one_key_is_one_order(bare):
    path, key = "/api/campaigns/to-make/orders", {"Idempotency-Key": "k1"}
    first = bare.ask("POST", path, json={}, headers=key)
    assert first.status_code == 202
    assert bare.ask("POST", path, json={}, headers=key).json()["id"] == first.json()["id"]
    other = bare.ask("POST", path, json={"until": "cut"}, headers=key)
    assert (other.status_code, other.json()["title"]) == (409, "Conflict")
    stopped = bare.ask("POST", f"/api/orders/{first.json()['id']}/stop")
    assert stopped.json()["state"] == "cancelled"


@pytest.mark.parametrize(
    "overrides",
    [{"seconds": -1}, {"seconds": 600}, {"budget": -1}, {"films": 0}, {"formats": ["2:1"]},
     {"languages": ["Klingon"]}, {"quality": "best"}, {"concepts": 99}],
)  # fmt: skip
def test_what_no_campaign_could_want_is_refused_when_it_is_ordered(bare, overrides):
    answer = bare.ask("POST", "/api/campaigns/to-make/orders", json={"overrides": overrides})
    (field,) = answer.json()["fields"]
    assert (answer.status_code, field["where"]) == (422, "body.overrides")
    assert next(iter(overrides)) in field["why"]


def test_events_go_on_after_the_last_one_that_was_seen(bare):
    began = orders.last(who="admin")
    made = [
        bare.ask("POST", "/api/campaigns/to-make/orders", json={}).json()["id"] for _ in range(3)
    ]
    seen = events(bare, 2, path=f"/api/events?after={began}&campaign=to-make")
    assert [(kind, data["order"]) for _, kind, data in seen] == [
        ("state", made[0]), ("state", made[1]),
    ]  # fmt: skip
    rest = events(bare, 1, **{"Last-Event-ID": str(seen[-1][0])})
    assert rest[0][2]["order"] == made[2]
    for id_ in made:
        bare.ask("POST", f"/api/orders/{id_}/stop")
    assert bare.ask("GET", "/api/events", headers={"Last-Event-ID": "x"}).status_code == 422
    assert bare.ask("GET", "/api/events?language=xx").status_code == 422


def test_a_stream_ends_so_that_who_was_signed_out_hears_no_more(bare, monkeypatch):
    monkeypatch.setattr("reelwright.service.orders.LONGEST", 0.5)
    with bare.http.stream("GET", "/api/events") as answer:
        assert answer.status_code == 200
        assert [line for line in answer.iter_lines() if line.startswith("data")] == []
    assert bare.ask("DELETE", "/api/session").status_code == 204
    assert bare.ask("GET", "/api/events").status_code == 401


def under_way(browser):
    """How many requests the service answers now, the one that asks included."""
    told = browser.ask("GET", "/api/metrics").text
    return int(float(re.search(r"^reelwright_requests_open (\S+)$", told, re.M)[1]))


@pytest.mark.parametrize("among", ["silence", "events"])
def test_whoever_leaves_a_stream_is_looked_for_no_longer(bare, browser, monkeypatch, among):
    asked, tidings = [], orders.tidings

    def counted(seen, campaign, **more):
        asked.append(seen)
        return tidings(seen, campaign, **more)

    monkeypatch.setattr(orders, "tidings", counted)
    watcher, before = browser("viewer"), under_way(bare)
    order = bare.ask("POST", "/api/campaigns/to-make/orders", json={}).json()["id"]
    bare.ask("POST", f"/api/orders/{order}/stop")
    behind = "?after=0" if among == "events" else ""
    for _ in range(4):
        with watcher.http.stream("GET", f"/api/events{behind}") as answer:
            assert answer.status_code == 200
            lines = answer.iter_lines()
            assert not behind or next(lines)
            assert under_way(bare) > before
    ends = time.monotonic() + 10
    while under_way(bare) > before:
        assert time.monotonic() < ends, "streams that nobody hears are still answered"
        time.sleep(0.1)
    looked = len(asked)
    time.sleep(2)
    assert len(asked) == looked
    assert looked >= 1


def test_a_stream_ends_where_a_server_only_tells_that_its_listener_left(bare, monkeypatch):
    async def gone():
        return {"type": "http.disconnect"}

    async def heard():
        request = Request({"type": "http", "method": "GET", "headers": []}, gone)
        return [said async for said in _stream(request, 0, "", "en")]

    monkeypatch.setattr(orders, "tidings", lambda seen, campaign: ())
    assert asyncio.run(asyncio.wait_for(heard(), 10)) == []


@pytest.mark.proves("S1-06")
def test_a_worker_makes_what_was_asked_for_and_the_service_never_does(bare):
    id_ = bare.ask("POST", "/api/campaigns/to-make/orders", json={}).json()["id"]
    time.sleep(2)
    assert bare.ask("GET", f"/api/orders/{id_}").json()["state"] == "queued"
    stop = threading.Event()
    worker = threading.Thread(target=lambda: orders.work(stop))
    worker.start()
    ends = time.monotonic() + LONG
    while (found := bare.ask("GET", f"/api/orders/{id_}").json())["state"] in ("queued", "running"):
        assert time.monotonic() < ends
        time.sleep(0.3)
    stop.set()
    worker.join(LONG)
    assert found["state"] == "failed"
    assert "survey" in found["reason"]
    assert [o["id"] for o in bare.ask("GET", "/api/orders?state=failed").json()] == [id_]


def test_orders_are_listed_page_by_page(bare):
    made = [
        bare.ask("POST", "/api/campaigns/to-make/orders", json={}).json()["id"] for _ in range(3)
    ]
    page = bare.ask("GET", "/api/orders?campaign=to-make&limit=2").json()
    assert [o["id"] for o in page] == made[:0:-1]
    rest = bare.ask("GET", f"/api/orders?campaign=to-make&limit=1&before={page[-1]['number']}")
    assert [o["id"] for o in rest.json()] == made[:1]
    for id_ in made:
        bare.ask("POST", f"/api/orders/{id_}/stop")
    assert bare.ask("GET", "/api/orders?limit=9999").status_code == 422
