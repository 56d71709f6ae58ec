"""Knowledge bases over HTTP: searched, looked at, vetted and described by who may."""

import pytest

from reelwright.studio import bases, holdings

from makers.bases import SCENES, write_scenes


@pytest.fixture(scope="module")
def scenes(service, tmp_path_factory):
    """A base of six drafts that everybody of the house may read, and abe and eve may work in."""
    folder = tmp_path_factory.mktemp("pictures")
    write_scenes(folder)
    bases.new("scenes", title="Scenes to film", who="admin")
    holdings.add("scenes", [folder], who="admin")
    for person, role in (("*", "reader"), ("editor", "curator"), ("approver", "curator")):
        bases.grant("scenes", person, role, who="admin")
    return "/api/bases/scenes"


def test_words_find_pictures_that_were_vetted(browser, scenes):
    viewer, approver = browser("viewer"), browser("approver")
    found = approver.ask("GET", f"{scenes}/items?state=draft").json()
    assert found["total"] == 6
    ids = [i["id"] for i in found["items"]]
    asked = {"words": "a lighthouse by the sea", "k": 2}
    assert viewer.ask("GET", "/api/search", params=asked).json()["findings"]["found"] == []
    wanted = {"verdict": "approve", "items": ids, "note": "seen"}
    assert viewer.ask("POST", f"{scenes}/decisions", json=wanted).status_code == 403
    assert approver.ask("POST", f"{scenes}/decisions", json=wanted).status_code == 200
    answer = viewer.ask("GET", "/api/search", params=asked).json()
    first = answer["findings"]["found"][0]
    assert first["item"]["captions"][0]["text"] == SCENES["lighthouse"]
    assert first["score"] > 0.3
    assert "paths" not in answer
    shown = viewer.ask("GET", f"{scenes}/items/{first['item']['id']}/picture")
    assert shown.headers["content-type"].startswith("image/")
    assert "sandbox" in shown.headers["content-security-policy"]
    assert len(shown.content) == first["item"]["asset"]["bytes"]
    for more in ({}, {"words": "water"}):
        given = {"params": {"k": 1} | more, "content": shown.content}
        (alike,) = viewer.ask("POST", "/api/search", **given).json()["findings"]["found"]
        assert alike["item"]["id"] == first["item"]["id"]
    answer = viewer.ask("POST", "/api/search", content=b"no picture at all")
    assert (answer.status_code, answer.json()["title"]) == (422, "MediaRefused")


def test_an_item_is_described_and_revoked_and_the_audit_says_by_whom(browser, scenes):
    editor, approver = browser("editor"), browser("approver")
    item = editor.ask("GET", f"{scenes}/items").json()["items"][0]["id"]
    changes = {"caption": "A quiet pond", "licence": "CC BY 4.0", "facets": {"subject": ["water"]}}
    facts = editor.ask("PATCH", f"{scenes}/items/{item}", json=changes).json()
    assert "path" not in facts
    assert facts["item"]["rights"]["licence"] == "CC BY 4.0"
    assert facts["item"]["captions"][0]["text"] == "A quiet pond"
    wanted = {"verdict": "revoke", "items": [item], "note": "no longer ours"}
    assert editor.ask("POST", f"{scenes}/decisions", json=wanted).status_code == 403
    assert approver.ask("POST", f"{scenes}/decisions", json=wanted).status_code == 200
    assert editor.ask("GET", f"{scenes}/items/{item}").json()["barred"]
    who = {line["who"] for line in editor.ask("GET", f"{scenes}/audit?item={item}").json()}
    assert {"editor", "approver"} <= who


def test_a_base_that_one_may_not_read_is_not_there(browser, scenes):
    bases.new("closed", title="Not for all", who="admin")
    viewer = browser("viewer")
    assert [b["facts"]["id"] for b in viewer.ask("GET", "/api/bases").json()] == ["scenes"]
    assert viewer.ask("GET", "/api/bases/closed").status_code in (403, 404)
    assert viewer.ask("GET", "/api/bases/closed/items").status_code in (403, 404)
    asked = {"words": "a lighthouse", "base": "closed"}
    assert viewer.ask("GET", "/api/search", params=asked).status_code in (403, 404)


def test_a_base_is_begun_by_an_editor_who_owns_it_and_read_by_whom_they_let(browser):
    editor, viewer = browser("editor"), browser("viewer")
    wanted = {"name": "photos", "title": "Photographs", "purpose": "For films"}
    made = editor.ask("POST", "/api/bases", json=wanted)
    assert (made.status_code, made.json()["role"]) == (201, "owner")
    assert "folder" not in made.json()
    assert viewer.ask("GET", "/api/bases/photos").json()["role"] == "reader"
    assert viewer.ask("PUT", "/api/bases/photos/files/a.jpg", content=b"x").status_code == 403
    again = editor.ask("POST", "/api/bases", json=wanted)
    assert (again.status_code, again.json()["title"]) == (422, "InvalidIntake")
    editor.ask("POST", "/api/bases", json={"name": "own", "shared": False})
    assert viewer.ask("GET", "/api/bases/own").status_code == 403
    assert "own" not in {b["facts"]["id"] for b in viewer.ask("GET", "/api/bases").json()}


def test_what_an_editor_began_is_vetted_by_the_houses_approvers_and_opened_to_others(
    browser, tmp_path
):
    editor, approver, admin, viewer = map(browser, ("editor", "approver", "admin", "viewer"))
    write_scenes(tmp_path)
    editor.ask("POST", "/api/bases", json={"name": "begun", "shared": False})
    holdings.add("begun", [sorted(tmp_path.glob("*.jpg"))[0]], who="editor")
    at = "/api/bases/begun"
    (item,) = editor.ask("GET", f"{at}/items").json()["items"]
    wanted = {"verdict": "approve", "items": [item["id"]]}
    assert editor.ask("POST", f"{at}/decisions", json=wanted).status_code == 403
    assert viewer.ask("GET", f"{at}/items/{item['id']}").status_code == 403
    assert approver.ask("GET", f"{at}/items/{item['id']}").json()["item"]["state"] == "draft"
    assert approver.ask("POST", f"{at}/decisions", json=wanted).status_code == 200
    assert admin.ask("GET", f"{at}/items/{item['id']}").json()["item"]["state"] == "approved"

    look = {"json": {"person": "viewer", "role": "reader"}}
    assert approver.ask("PUT", f"{at}/access", **look).status_code == 403, "to vet is not to own"
    for owner, role in ((admin, "reader"), (editor, "none"), (editor, "curator")):
        given = {"person": "viewer", "role": role}
        said = owner.ask("PUT", f"{at}/access", json=given)
        assert said.json()["facts"]["grants"].get("viewer", "none") == role
        assert viewer.ask("GET", at).status_code == (403 if role == "none" else 200)
    stranger = {"person": "nobody at all", "role": "reader"}
    assert editor.ask("PUT", f"{at}/access", json=stranger).status_code == 404
    nobody = {"person": "editor", "role": "none"}
    assert editor.ask("PUT", f"{at}/access", json=nobody).status_code == 422, "it needs an owner"

    assert approver.ask("POST", "/api/bases", json={"name": "by-abe"}).json()["role"] == "owner"
    assert viewer.ask("POST", "/api/bases", json={"name": "by-vic"}).status_code == 403


def test_a_key_that_may_only_look_gives_its_admin_no_role_in_a_base(browser):
    browser("editor").ask("POST", "/api/bases", json={"name": "shut", "shared": False})
    admin, program = browser("admin"), browser()
    secrets = {
        scope: admin.ask("POST", "/api/keys", json={"label": scope, "scopes": [scope]}).json()
        for scope in ("viewer", "admin")
    }
    answers = {
        scope: program.ask(
            "GET", "/api/bases/shut", headers={"Authorization": f"Bearer {key['secret']}"}
        )
        for scope, key in secrets.items()
    }
    assert answers["viewer"].status_code == 403
    assert answers["admin"].json()["role"] == "owner"
