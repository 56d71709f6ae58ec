"""Services as programs of their own: several answer as one."""

import signal
import time

import pytest

from servers.programs import LONG, House


@pytest.fixture
def house(tmp_path):
    with House(tmp_path) as begun:
        yield begun


@pytest.mark.proves("S1-05")
def test_services_of_one_house_answer_as_one_and_outlive_each_other(house):
    (one, first), (_, second) = house.serve(), house.serve()
    admin = house.found(one, first)
    there = house.browser(second, like=admin)
    made = there.ask("POST", "/api/campaigns", json={"name": "spring", "title": "Blue Door"})
    assert made.status_code == 201, made.text
    assert [c["name"] for c in admin.ask("GET", "/api/campaigns").json()] == ["spring"]
    order = admin.ask("POST", "/api/campaigns/spring/orders", json={}).json()
    assert one.ends(signal.SIGKILL) == -signal.SIGKILL
    assert there.ask("GET", f"/api/orders/{order['id']}").json()["state"] == "queued"
    _, third = house.serve()
    later = house.browser(third, like=admin)
    assert later.ask("GET", "/api/campaigns").status_code == 200
    assert there.ask("DELETE", "/api/session").status_code == 204
    # Who is signed in is remembered for a second.
    ends = time.monotonic() + LONG
    while later.ask("GET", "/api/orders").status_code != 401:
        assert time.monotonic() < ends
        time.sleep(0.1)


@pytest.mark.proves("S0-13")
def test_a_service_that_does_not_reach_what_it_keeps_lives_but_is_not_ready(house):
    browser = house.browser(house.serve()[1])
    for path in ("live", "ready"):
        assert browser.ask("GET", f"/api/health/{path}").json()["status"] == "ok"
    house.database.write_bytes(b"nothing of a database" * 999)
    for more in ("-wal", "-shm"):
        house.database.with_name(house.database.name + more).unlink(missing_ok=True)
    assert browser.ask("GET", "/api/health/live").status_code == 200
    answer = browser.ask("GET", "/api/health/ready")
    assert answer.status_code >= 500, answer.text
