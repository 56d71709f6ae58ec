"""Whoever asked a moment ago is known again, and nobody is whom the house has just let go."""

import asyncio
import time

import pytest

from reelwright.service.doors import KNOWN, Known
from reelwright.studio import people

from servers.service import WORD

LEFT = "left"


@pytest.fixture
def leaver(service):
    """Somebody of the house, and a session of theirs."""
    if LEFT not in {p.name for p in people.listed(who="admin")}:
        people.add(LEFT, ["viewer"], password=WORD, who="admin")
    people.enable(LEFT, who="admin")
    return people.sign_in(LEFT, WORD).token


def test_the_books_are_looked_at_again_after_a_while_or_a_change(leaver):
    known, forgetful = Known(seconds=600), Known(seconds=0)

    async def name(of):
        found = await of.caller(leaver, "")
        return found and found.name

    assert asyncio.run(name(known)) == asyncio.run(name(forgetful)) == LEFT
    people.disable(LEFT, who="admin")
    assert asyncio.run(name(forgetful)) is None
    assert asyncio.run(name(known)) == LEFT
    known.forget()
    assert asyncio.run(name(known)) is None


def test_nobody_is_known_who_was_never_let_in(service):
    known = Known(seconds=600)
    assert asyncio.run(known.caller("a false token", "")) is None
    assert asyncio.run(known.caller("", "rw_a_false_key")) is None


def test_whom_the_service_lets_go_it_knows_no_more(leaver, browser):
    left, admin = browser(LEFT), browser("admin")
    assert left.ask("GET", "/api/session").json()["name"] == LEFT
    admin.ask("PATCH", f"/api/people/{LEFT}", json={"active": False}).raise_for_status()
    assert left.ask("GET", "/api/session").status_code == 401


def test_whom_another_process_lets_go_is_known_a_moment_longer(leaver, browser):
    left = browser(LEFT)
    assert left.ask("GET", "/api/session").status_code == 200
    people.disable(LEFT, who="admin")
    ends = time.monotonic() + KNOWN + 30
    while left.ask("GET", "/api/session").status_code != 401:
        assert time.monotonic() < ends
        time.sleep(0.1)


def test_nobody_is_left_without_a_role(browser):
    admin = browser("admin")
    for answer in (
        admin.ask("PATCH", f"/api/people/{LEFT}", json={"roles": []}),
        admin.ask("POST", "/api/people", json={"name": "nobody", "roles": []}),
    ):
        assert answer.status_code == 422
        assert "would have no role" in answer.json()["detail"]
    there = {p["name"]: p["roles"] for p in admin.ask("GET", "/api/people").json()}
    assert there[LEFT]
    assert "nobody" not in there
