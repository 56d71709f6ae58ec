"""A made campaign over HTTP: gates, edits, films, and where each second comes from."""

import io
import json
import re
import zipfile
from contextlib import ExitStack

import pytest
from argon2 import PasswordHasher

from reelwright.studio import house, people

from servers.service import WORD, Browser, listening

pytestmark = pytest.mark.longer


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
    export = vic.ask("GET", f"{AT}/films/{film['id']}/export")
    assert (export.status_code, export.headers["content-type"]) == (200, "application/zip")
    with zipfile.ZipFile(io.BytesIO(export.content)) as packed:
        assert f"{film['id']}/{film['id']}.mp4" in packed.namelist()
    traced = vic.ask("GET", f"{AT}/trace/{film['id']}").json()
    assert traced["sources"]

    kept_in = {"verdict": "reject", "names": [f"film/{film['id']}"]}
    assert asked("abe").ask("POST", f"{AT}/decisions", json=kept_in).status_code == 200
    for refused in (f"{path}?download=true", f"{AT}/films/{film['id']}/export"):
        answer = vic.ask("GET", refused)
        assert (answer.status_code, "at the gate final" in answer.text) == (409, True)
    assert vic.ask("GET", path).status_code == 200, "who decides has to watch it"


@pytest.mark.proves("S0-22")
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


def test_a_review_link_shows_what_the_scenes_of_its_storyboard_show(asked):
    eve, guest = asked("eve"), asked(None)
    rows = eve.ask("GET", f"{AT}/status").json()
    thing, *_ = [row["name"] for row in rows if row["stage"] == "storyboard"]
    board = thing.partition("/")[2]
    at = f"/api/review/storyboards/{board}/scenes"
    link = eve.ask("POST", f"{AT}/links", json={"things": [thing]}).json()
    assert guest.ask("GET", at).status_code == 403
    guest.ask("POST", "/api/review", json={"token": link["token"]})
    first, second, *_ = guest.ask("GET", at).json()
    assert (first["number"], first["at"], second["number"]) == (1, 0, 2)
    assert second["at"] > 0
    shown = guest.ask("GET", f"{at}/1/picture")
    assert (shown.status_code, shown.content[:2]) == (200, b"\xff\xd8")
    assert guest.ask("GET", f"{at}/99/picture").status_code == 404
    assert guest.ask("GET", at.replace(board, f"{board}-not")).status_code == 403
    said = {"name": "Cleo", "thing": thing, "text": "Too dark", "place": [0.5, 0.25]}
    assert guest.ask("POST", "/api/review/comments", json=said | {"at": second["at"]}).is_success
    (kept,) = eve.ask("GET", f"{AT}/comments?thing={thing}").json()
    assert (kept["at"], kept["place"]) == (second["at"], [0.5, 0.25])


def test_a_review_link_shows_what_it_names_until_it_is_revoked(asked):
    eve, vic = asked("eve"), asked("vic")
    (film,) = eve.ask("GET", f"{AT}/films").json()
    thing = f"film/{film['id']}"
    wanted = {"things": [thing], "label": "for the client", "days": 3}
    assert vic.ask("POST", f"{AT}/links", json=wanted).status_code == 403
    link = eve.ask("POST", f"{AT}/links", json=wanted).json()
    guest = asked(None)
    assert guest.ask("GET", "/api/review").status_code == 403
    opened = guest.ask("POST", "/api/review", json={"token": link["token"]})
    assert (opened.json()["label"], opened.json()["things"]) == ("for the client", [thing])
    assert "httponly" in opened.headers["set-cookie"].lower()
    # What it shows, and nothing else of the house.
    video = guest.ask("GET", f"/api/review/films/{film['id']}/video")
    assert video.content[4:8] == b"ftyp"
    board = f"storyboard/{film['storyboard']}"
    assert guest.ask("GET", f"/api/review/items/{board}").status_code == 403
    for path in (f"{AT}/films", "/api/campaigns", f"{AT}/comments", "/api/people"):
        assert guest.ask("GET", path).status_code == 401, path
    # What they say has its second and its place, and decides nothing.
    said = {"name": "Cleo, client", "thing": thing, "text": "Larger, please", "verdict": "change"}
    place = {"at": 2.5, "place": [0.25, 0.75]}
    assert guest.ask("POST", "/api/review/comments", json=said | place).status_code == 201
    yes = {"name": "Cleo, client", "thing": thing, "verdict": "approve"}
    assert guest.ask("POST", "/api/review/comments", json=yes).status_code == 201
    other = said | {"thing": board}
    assert guest.ask("POST", "/api/review/comments", json=other).status_code == 403
    assert guest.ask("POST", "/api/review/comments", json=said | {"name": " "}).status_code == 422
    first, second = vic.ask("GET", f"{AT}/comments").json()
    assert (first["at"], first["place"], first["outside"]) == (2.5, [0.25, 0.75], True)
    assert (first["version"], second["verdict"]) == (
        eve.ask("GET", f"{AT}/items/{thing}").json()["version"], "approve",
    )  # fmt: skip
    assert eve.ask("GET", f"{AT}/films").json()[0]["state"] == film["state"]
    # The house answers; the guest reads the answer, and no other talk.
    vic.ask("POST", f"{AT}/comments", json={"thing": thing, "text": "between us"})
    answer = {"thing": thing, "text": "done", "answer_to": first["id"]}
    assert vic.ask("POST", f"{AT}/comments", json=answer).status_code == 201
    texts = [c["text"] for c in guest.ask("GET", "/api/review").json()["comments"]]
    assert texts == ["Larger, please", "", "done"]
    settled = eve.ask("PATCH", f"{AT}/comments/{first['id']}", json={"settled": True}).json()
    assert settled["settled_by"] == "eve"
    assert eve.ask("DELETE", f"{AT}/links/{link['id']}").status_code == 204
    assert guest.ask("GET", f"/api/review/films/{film['id']}/video").status_code == 403
    assert guest.ask("POST", "/api/review/comments", json=yes).status_code == 403
    assert [k["token"] for k in eve.ask("GET", f"{AT}/links").json()] == [""]


def test_a_landing_page_is_built_seen_in_a_frame_and_changed_in_words(
    asked, page_tools, monkeypatch
):
    monkeypatch.setenv("REELWRIGHT_PAGE_TOOLS", str(page_tools))
    eve, vic = asked("eve"), asked("vic")
    (film,) = vic.ask("GET", f"{AT}/films").json()
    page, item = f"{AT}/films/{film['id']}/page", f"{AT}/items/page/{film['id']}"
    none = vic.ask("GET", page)
    assert (none.status_code, none.json()) == (200, None)
    plain = vic.ask("GET", f"{page}/preview")
    assert (plain.status_code, "<script" in plain.text) == (200, False)
    assert vic.ask("POST", page).status_code == 403
    built = eve.ask("POST", page)
    assert (built.status_code, built.json()["failed"]) == (200, [])
    assert "folder" not in built.json()

    shown = vic.ask("GET", f"{page}/preview")
    policy = shown.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert policy.endswith("sandbox")
    assert "frame-ancestors 'self'" in policy
    assert shown.headers["x-frame-options"] == "SAMEORIGIN"
    assert "<script" not in shown.text
    asks = re.findall(
        r"""(?:src|srcset|poster|href)="(?!data:|#|https://)|url\('(?!data:)""", shown.text
    )
    assert asks == [], "a frame without cookies could not have them"

    blocks = built.json()["blocks"]
    wish = eve.ask("POST", f"{item}/wish", json={"wish": "move the questions to the top"}).json()
    assert wish["changes"][0]["where"] == "order of blocks"
    version = eve.ask("GET", item).json()["version"]
    kept = eve.ask("PUT", item, json={"text": wish["text"], "version": version})
    assert kept.status_code == 200
    assert vic.ask("GET", page).json()["edited"] is True
    moved = eve.ask("POST", page).json()
    assert (moved["blocks"][1], sorted(moved["blocks"])) == ("questions", sorted(blocks))
    assert eve.ask("POST", f"{item}/undo").status_code == 200
    assert vic.ask("GET", page).json()["blocks"] == blocks
