"""Campaigns over HTTP: begun, uploaded, changed, checked."""

import io
import json
import zipfile
from pathlib import Path

import pytest

LOGO = Path(__file__).resolve().parents[2] / "src/reelwright/studio/starter/logo.svg"


def archive(fernhill):
    sink = io.BytesIO()
    with zipfile.ZipFile(sink, "w") as packed:
        for path in sorted(fernhill.rglob("*")):
            inside = path.relative_to(fernhill)
            if path.is_file() and inside.parts[0] not in ("out", ".reelwright", "draw"):
                packed.write(path, f"fernhill/{inside.as_posix()}")
    return sink.getvalue()


@pytest.mark.longer
def test_a_campaign_is_uploaded_and_checked(browser, fernhill):
    editor = browser("editor")
    path = "/api/campaigns/uploaded"
    made = editor.ask("PUT", f"{path}/archive", content=archive(fernhill))
    assert (made.status_code, made.json()["created_by"]) == (201, "editor")
    found = editor.ask("GET", f"{path}/check").json()
    assert (found["brand"], found["lacking"]) == ("Fernhill", [])
    names = {c["name"] for c in browser("viewer").ask("GET", "/api/campaigns").json()}
    assert "uploaded" in names
    assert editor.ask("GET", f"{path}/status").status_code == 200
    assert editor.ask("GET", f"{path}/films").json() == []


def test_a_campaign_that_is_not_filled_in_is_told_what_it_lacks(browser):
    editor = browser("editor")
    assert editor.ask("POST", "/api/campaigns", json={"name": "bare"}).status_code == 201
    answer = editor.ask("GET", "/api/campaigns/bare/check")
    assert answer.status_code == 422
    assert "survey" in answer.json()["detail"]
    assert "/" not in answer.json()["detail"].partition(";")[0]


def test_what_the_house_says_comes_in_german_to_who_asks_for_it(browser):
    editor, german = browser("editor"), {"Accept-Language": "de-DE,de;q=0.9"}
    assert editor.ask("POST", "/api/campaigns", json={"name": "wrong"}).status_code == 201
    path, files = "/api/campaigns/wrong/check", "/api/campaigns/wrong/files"
    wrong = b'goall = "Sell more tea"\nname = "Leaf"\n'
    assert editor.ask("PUT", f"{files}/campaign.toml", content=wrong).status_code == 200
    told = [editor.ask("GET", path, headers=asked).json() for asked in ({}, german)]
    assert told[0]["title"] == told[1]["title"] == "InvalidIntake"
    assert "campaign.toml: goall: is not a known key; write goal" in told[0]["detail"]
    assert (
        "campaign.toml: goall: ist kein bekannter Schlüssel; schreiben Sie goal"
        in (told[1]["detail"])
    )
    assert "campaign.toml: product: fehlt; fügen Sie es hinzu" in told[1]["detail"]
    assert " is " not in told[1]["detail"]
    facts = editor.ask("GET", "/api/campaigns/spring/facts").json()
    facts["wanted"]["seconds"] = 500
    refused = editor.ask("PUT", "/api/campaigns/spring/facts", json=facts, headers=german)
    (field,) = refused.json()["fields"]
    assert (refused.status_code, field["where"]) == (422, "wanted.seconds")
    assert field["why"] == "muss 60 oder weniger sein (es ist 500)"
    viewer = browser("viewer").ask("PUT", f"{files}/x.txt", content=b"x", headers=german)
    assert viewer.json()["detail"].startswith("viewer darf das nicht: Es braucht die Rolle Bear")


def test_a_file_is_written_only_where_it_is_still_what_was_read(browser):
    editor = browser("editor")
    path = "/api/campaigns/spring/files/notes/Über uns.txt"
    first = editor.ask("PUT", path, content=b"one", headers={"If-None-Match": "*"})
    assert first.status_code == 200
    read = editor.ask("GET", path)
    assert (read.content, read.headers["etag"]) == (b"one", f'"{first.json()["version"]}"')
    assert "attachment" in read.headers["content-disposition"]
    match = {"If-Match": read.headers["etag"]}
    assert editor.ask("PUT", path, content=b"two", headers=match).status_code == 200
    late = editor.ask("PUT", path, content=b"three", headers=match)
    assert (late.status_code, late.json()["title"]) == (409, "Conflict")
    assert editor.ask("PUT", path, content=b"x", headers={"If-None-Match": "*"}).status_code == 409
    assert editor.ask("DELETE", path, headers=match).status_code == 409
    assert editor.ask("DELETE", path).status_code == 204
    assert editor.ask("GET", path).status_code == 404


@pytest.mark.parametrize(
    "path", ["..%2f..%2fetc%2fpasswd", "%2e%2e/x", "out/x", ".reelwright/place", "a%00b", "a%5cb"]
)
def test_no_address_leads_out_of_a_campaign(browser, path):
    editor = browser("editor")
    for method in ("GET", "PUT", "DELETE"):
        given = {"content": b"x"} if method == "PUT" else {}
        answer = editor.ask(method, f"/api/campaigns/spring/files/{path}", **given)
        assert answer.status_code in (404, 405, 422), (method, answer.text)


def test_what_is_done_stands_in_the_audit_of_the_house(browser):
    from reelwright.studio import audit

    editor = browser("editor")
    editor.ask("PUT", "/api/campaigns/spring/files/audited.txt", content=b"x")
    line = audit.listed(thing="spring")[-1]
    assert (line.who, line.what, line.detail) == ("editor", "write file", "audited.txt")


def test_facts_are_read_and_kept_and_a_wrong_one_is_told_at_its_field(browser):
    editor, path = browser("editor"), "/api/campaigns/facts-told"
    editor.ask("POST", "/api/campaigns", json={"name": "facts-told", "company": "Blue Door"})
    found = editor.ask("GET", f"{path}/facts").json()
    assert (found["brand"]["name"], found["offers"][0]["place"]) == ("Blue Door", 0)
    wrong = found | {"call": found["call"] | {"link": "ring us"}}
    refused = editor.ask("PUT", f"{path}/facts", json=wrong)
    assert (refused.status_code, refused.json()["title"]) == (422, "WrongFields")
    (told,) = refused.json()["fields"]
    assert (told["where"], "https" in told["why"]) == ("call.link", True)
    kept = editor.ask("PUT", f"{path}/facts", json=found | {"goal": "more"}).json()
    assert kept["facts"]["goal"] == "more"
    assert editor.ask("GET", f"{path}/facts/findings").json() == kept["findings"]
    assert editor.ask("PUT", f"{path}/facts", json=found).status_code == 409
    half = json.dumps(kept["facts"] | {"goal": "\ud800"}).encode()
    typed = {"Content-Type": "application/json"}
    answer = editor.ask("PUT", f"{path}/facts", content=half, headers=typed)
    assert (answer.status_code, "half of a character" in answer.text) == (422, True)


def test_lists_are_read_page_by_page_or_whole(browser):
    from reelwright.studio import house

    for n in range(3):
        house.new(f"page-{n}", who="admin")
    viewer = browser("viewer")
    whole = [c["name"] for c in viewer.ask("GET", "/api/campaigns").json()]
    assert len(whole) > 3
    found, after = [], ""
    while rows := viewer.ask("GET", f"/api/campaigns?limit=2&after={after}").json():
        assert len(rows) <= 2
        found += [c["name"] for c in rows]
        after = found[-1]
    assert found == whole
    people = [p["name"] for p in viewer.ask("GET", "/api/people").json()]
    rest = viewer.ask("GET", f"/api/people?after={people[0]}").json()
    assert [p["name"] for p in rest] == people[1:]
    assert viewer.ask("GET", "/api/people?after=nobody").status_code == 422
    assert viewer.ask("GET", "/api/campaigns/spring/comments?limit=1").json() == []


def test_pictures_are_captioned_and_a_stale_or_wrong_caption_is_refused(browser):
    from reelwright.studio import audit

    editor, path = browser("editor"), "/api/campaigns/captioned"
    editor.ask("POST", "/api/campaigns", json={"name": "captioned", "company": "Blue Door"})
    editor.ask("PUT", f"{path}/files/library/a%20gate.svg", content=LOGO.read_bytes())
    found = editor.ask("GET", f"{path}/captions").json()
    (row,) = found["pictures"]
    wanted = found | {"pictures": [row | {"caption": "A gate", "expires": "May"}]}
    refused = editor.ask("PUT", f"{path}/captions", json=wanted)
    assert refused.status_code == 422
    assert [one["where"] for one in refused.json()["fields"]] == ["pictures.0.expires"]
    wanted["pictures"][0]["expires"] = ""
    assert browser("viewer").ask("PUT", f"{path}/captions", json=wanted).status_code == 403
    kept = editor.ask("PUT", f"{path}/captions", json=wanted)
    assert kept.json()["pictures"][0]["caption"] == "A gate"
    line = audit.listed(thing="captioned")[-1]
    assert (line.who, line.what, line.detail) == ("editor", "write file", "library/captions.csv")
    assert editor.ask("PUT", f"{path}/captions", json=wanted).status_code == 409
    small = browser("viewer").ask("GET", f"{path}/captions/pictures/a%20gate.svg?wide=64")
    assert small.content.startswith(b"\xff\xd8\xff")
