"""A made campaign over HTTP: gates, edits, films, and where each second comes from."""

import json
from contextlib import ExitStack

import pytest
from argon2 import PasswordHasher

from reelwright.studio import house, people

from servers.service import WORD, Browser, listening


@pytest.fixture
def asked(copy, tmp_path, monkeypatch):
    """Opens browsers of people before a house in which everything of fernhill is made."""
    monkeypatch.setenv("REELWRIGHT_LIBRARY", str(tmp_path / "bases"))
    monkeypatch.setenv("REELWRIGHT_CAMPAIGNS", str(tmp_path / "campaigns"))
    monkeypatch.delenv("REELWRIGHT_WHO")
    quick = PasswordHasher(time_cost=1, memory_cost=64, parallelism=1)
    monkeypatch.setattr(people, "_hasher", lambda: quick)
    people.found(people.founding(), "ann", WORD)
    for name, role in (("eve", "editor"), ("abe", "approver"), ("vic", "viewer")):
        people.add(name, [role], password=WORD, who="ann")
    house.adopt(copy, "fernhill", who="ann")
    with listening() as address, ExitStack() as opened:

        def signed_in(name):
            browser = Browser(address, name)
            opened.callback(browser.http.close)
            return browser

        yield signed_in


AT = "/api/campaigns/fernhill"


@pytest.mark.proves("S0-21")
def test_all_that_was_made_is_listed_and_read(asked):
    vic = asked("vic")
    rows = vic.ask("GET", f"{AT}/status").json()
    assert {"segment", "brief", "storyboard", "take", "film"} <= {r["stage"] for r in rows}
    board = next(r["name"] for r in rows if r["stage"] == "storyboard")
    read = vic.ask("GET", f"{AT}/items/{board}").json()
    assert json.loads(read["text"])["scenes"]
    card = vic.ask("GET", f"{AT}/items/{board}/card")
    assert card.status_code == 200
    assert "respondent" not in card.text
    assert vic.ask("GET", f"{AT}/references").json()[0]["references"]
    assert vic.ask("GET", f"{AT}/shots").status_code == 200


def test_a_film_is_played_in_parts_and_traced_to_its_sources(asked):
    vic = asked("vic")
    (film,) = vic.ask("GET", f"{AT}/films").json()
    assert not {"file", "exported"} & set(film)
    assert film["passed"] is True
    path = f"{AT}/films/{film['id']}/video"
    whole = vic.ask("GET", path)
    assert (len(whole.content), whole.content[4:8]) == (film["bytes"], b"ftyp")
    part = vic.ask("GET", path, headers={"Range": "bytes=4-7"})
    assert (part.status_code, part.content) == (206, b"ftyp")
    assert "attachment" in vic.ask("GET", f"{path}?download=true").headers["content-disposition"]
    traced = vic.ask("GET", f"{AT}/trace/{film['id']}").json()
    assert traced["sources"]


@pytest.mark.proves("S0-22", "S0-23")
def test_what_is_edited_waits_for_who_may_approve_and_saw_it(asked):
    eve, abe = asked("eve"), asked("abe")
    rows = eve.ask("GET", f"{AT}/status").json()
    board = next(r["name"] for r in rows if r["stage"] == "storyboard")
    before = eve.ask("GET", f"{AT}/items/{board}").json()
    value = json.loads(eve.ask("GET", f"{AT}/items/{board}/draft").json()["text"])
    value["title"] = "Another title"
    wanted = {"text": json.dumps(value), "version": before["version"]}
    done = eve.ask("PUT", f"{AT}/items/{board}", json=wanted)
    assert (done.status_code, done.json()["fields"]) == (200, ["title"])
    late = eve.ask("PUT", f"{AT}/items/{board}", json=wanted)
    assert (late.status_code, late.json()["title"]) == (409, "Conflict")
    waits = {w["name"]: w["version"] for w in abe.ask("GET", f"{AT}/gates").json()}
    assert board in waits
    stale = {"verdict": "approve", "names": [board], "seen": {board: before["version"]}}
    assert abe.ask("POST", f"{AT}/decisions", json=stale).status_code == 409
    assert eve.ask("POST", f"{AT}/decisions", json=stale).status_code == 403
    seen = stale | {"seen": {board: waits[board]}, "note": "better"}
    (line,) = abe.ask("POST", f"{AT}/decisions", json=seen).json()
    assert (line["who"], line["decision"], line["version"]) == ("abe", "approve", waits[board])
    told = abe.ask("GET", f"{AT}/audit").json()
    assert ("abe", "approve") in {(t["who"], t["what"]) for t in told}
    undone = eve.ask("POST", f"{AT}/items/{board}/undo")
    assert undone.status_code == 200
    assert eve.ask("GET", f"{AT}/items/{board}").json()["version"] == before["version"]
