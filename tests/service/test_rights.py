"""Who may ask for what: every route of the document, as every role, and as nobody."""

import pytest

from reelwright.domain.errors import NotFound
from reelwright.service import tools
from reelwright.studio import house, orders, people

from servers.service import ROLES

TAKES = {
    "health.metrics": "viewer",
    "spending.house": "viewer",
    "spending.ahead": "viewer",
    "spending.cap": "admin",
    "spending.uncap": "admin",
    "hooks.listed": "admin",
    "hooks.add": "admin",
    "hooks.switch_on": "admin",
    "hooks.try_out": "admin",
    "hooks.remove": "admin",
    "sessions.founded": "",
    "sessions.found": "",
    "sessions.begin": "",
    "sessions.callback": "",
    "sessions.sign_in": "",
    "sessions.who": "viewer",
    "sessions.sign_out": "viewer",
    "people.listed": "viewer",
    "people.add": "admin",
    "people.change": "admin",
    "people.set_password": "viewer",
    "people.take_password": "admin",
    "people.keys": "viewer",
    "people.new_key": "viewer",
    "people.revoke": "viewer",
    "people.told": "admin",
    "cleanup.plan": "admin",
    "cleanup.remove": "admin",
    "campaigns.listed": "viewer",
    "campaigns.new": "editor",
    "campaigns.one": "viewer",
    "campaigns.remove": "admin",
    "campaigns.keep_to": "editor",
    "campaigns.take_in": "editor",
    "campaigns.files": "viewer",
    "campaigns.read": "viewer",
    "campaigns.write": "editor",
    "campaigns.remove_file": "editor",
    "campaigns.facts_of": "viewer",
    "campaigns.keep_facts": "editor",
    "campaigns.findings": "viewer",
    "campaigns.captioned": "viewer",
    "campaigns.caption": "editor",
    "campaigns.caption_findings": "viewer",
    "campaigns.caption_picture": "viewer",
    "campaigns.translated": "viewer",
    "campaigns.translate": "editor",
    "campaigns.erase": "admin",
    "campaigns.check": "viewer",
    "campaigns.status": "viewer",
    "campaigns.cost": "viewer",
    "campaigns.told": "viewer",
    "items.waiting": "viewer",
    "items.decide": "approver",
    "items.read": "viewer",
    "items.card": "viewer",
    "items.draft": "editor",
    "items.versions": "viewer",
    "items.edit": "editor",
    "items.reword": "editor",
    "items.undo": "editor",
    "items.pictures": "viewer",
    "items.film_pictures": "viewer",
    "items.picture": "viewer",
    "items.choose": "editor",
    "items.elements": "viewer",
    "items.flag": "editor",
    "items.shown": "viewer",
    "items.tried": "viewer",
    "items.still": "viewer",
    "items.backends": "viewer",
    "items.wish": "editor",
    "items.choose_backend": "editor",
    "items.unsettled": "viewer",
    "items.look": "editor or approver",
    "films.listed": "viewer",
    "films.one": "viewer",
    "films.video": "viewer",
    "films.export": "viewer",
    "films.trace": "viewer",
    "films.page": "viewer",
    "films.build_page": "editor",
    "films.preview": "viewer",
    "orders.at_work": "viewer",
    "clips.listed": "viewer",
    "clips.ask": "editor",
    "clips.join": "editor",
    "clips.tags": "viewer",
    "clips.presets": "viewer",
    "clips.template": "viewer",
    "clips.enhance": "editor",
    "clips.give": "editor",
    "clips.one": "viewer",
    "clips.label": "editor",
    "clips.remove": "editor",
    "clips.video": "viewer",
    "clips.poster": "viewer",
    "paintings.listed": "viewer",
    "paintings.ask": "editor",
    "paintings.find": "editor",
    "paintings.one": "viewer",
    "paintings.remove": "editor",
    "paintings.pick": "editor",
    "paintings.look": "viewer",
    "videos.create": "editor",
    "videos.listed": "viewer",
    "videos.retrieve": "viewer",
    "videos.delete": "editor",
    "videos.content": "viewer",
    "library.add": "editor",
    "orders.ask": "editor",
    "orders.listed": "viewer",
    "orders.one": "viewer",
    "orders.stop": "editor",
    "orders.retry": "editor",
    "orders.events": "viewer",
    "library.listed": "viewer",
    "library.new": "editor or approver",
    "library.give": "viewer",
    "library.one": "viewer",
    "library.told": "viewer",
    "library.items": "viewer",
    "library.item": "viewer",
    "library.picture": "viewer",
    "library.search": "viewer",
    "library.search_by_picture": "viewer",
    "library.vet": "approver",
    "library.describe": "editor",
    "reviews.comments": "viewer",
    "reviews.comment": "viewer",
    "reviews.settle": "editor",
    "reviews.links": "editor",
    "reviews.share": "editor",
    "reviews.revoke": "editor",
    "reviews.open_link": "",
    "reviews.shown": "",
    "reviews.video": "",
    "reviews.card": "",
    "reviews.scenes": "",
    "reviews.scene_picture": "",
    "reviews.say": "",
    "health.live": "",
    "health.ready": "",
}
"""What each operation takes, as people are told; an operation that is not here fails the test."""

OWN = {"people.set_password", "people.revoke"}
"""What one may do with what is one's own; to others only an admin."""

MAY = {
    "viewer": {"viewer"},
    "editor": {"viewer", "editor"},
    "approver": {"viewer", "approver"},
    "admin": set(ROLES),
}

GIVEN = {
    "name": "nothing",
    "picture": "x",
    "stage": "brief",
    "item": "x",
    "film": "x",
    "id": "x",
    "path": "a.txt",
    "file": "x",
}
GIVEN |= {"base": "nothing", "what": "all", "storyboard": "x", "number": 1}


def operations(document):
    for path, methods in document["paths"].items():
        for method, told in methods.items():
            yield method.upper(), path.format(**GIVEN, thing="x"), told


@pytest.fixture(scope="module")
def document(service):
    from reelwright.service.app import document

    return document()


def body_for(told, document):
    """A body that the operation takes, so that only the role can be at fault."""
    content = told.get("requestBody", {}).get("content", {})
    if "application/octet-stream" in content:
        return {"content": b"x"}
    if "application/json" not in content:
        return {}
    name = content["application/json"]["schema"]["$ref"].rpartition("/")[2]
    return {"json": example(document["components"]["schemas"][name], document)}


def example(schema, document):
    if "$ref" in schema:
        schema = document["components"]["schemas"][schema["$ref"].rpartition("/")[2]]
    if "enum" in schema:
        return schema["enum"][0]
    if schema.get("type") == "object":
        wanted = schema.get("required", [])
        return {name: example(schema["properties"][name], document) for name in wanted}
    if schema.get("type") == "array":
        return [example(schema["items"], document)] * schema.get("minItems", 0)
    return {"string": "x", "integer": 1, "number": 1.5, "boolean": False}[schema["type"]]


@pytest.mark.proves("S0-22")
def test_every_operation_refuses_nobody_and_every_role_below_the_one_it_takes(
    service, browser, document
):
    found = {told["operationId"]: told for _, _, told in operations(document)}
    assert set(found) == set(TAKES)
    assert {name: told["x-takes"] for name, told in found.items()} == TAKES
    nobody = browser()
    asking = {role: browser(role) for role in ROLES}
    for method, path, told in operations(document):
        duty, given = TAKES[told["operationId"]], body_for(told, document)
        if not duty:
            continue
        assert nobody.ask(method, path, **given).status_code == 401, path
        if told["operationId"] in ("orders.events", "sessions.sign_out"):
            continue  # everybody who is signed in may; a test of each shows it
        for role in ROLES:
            answer = asking[role].ask(method, path, **given)
            where = f"{role}: {method} {path}: {answer.status_code} {answer.text[:200]}"
            # Whose password or key it is counts besides.
            refused = not MAY[role] & set(duty.split(" or ")) or told["operationId"] in OWN
            assert (answer.status_code == 403) == (refused and role != "admin"), where
            assert answer.status_code < 500, where


NAMES_ARE_TAKEN = {"campaigns.take_in"}
"""A name is taken for everybody, whoever may see what it is the name of."""


def of_campaigns(document, name):
    for path, methods in document["paths"].items():
        if path.startswith("/api/campaigns/{name}"):
            for method, told in methods.items():
                if told["operationId"] not in NAMES_ARE_TAKEN:
                    yield method.upper(), path.format(**GIVEN | {"name": name}, thing="x"), told


@pytest.fixture(scope="module")
def kept(service):
    """A campaign that is kept to the approver, with an order and a survey; its order's id."""
    house.new("kept", "Kept Apart", who="admin")
    house.put_file("kept", "survey.csv", b"a,b\n1,2\n", who="admin")
    house.keep_to("kept", ["approver"], who="admin")
    return orders.ask("kept", who="admin").id


def test_for_who_is_not_of_its_team_there_is_no_such_campaign(kept, browser, document):
    outside, nowhere = browser("editor"), browser("editor")
    tried = 0
    there, never = of_campaigns(document, "kept"), of_campaigns(document, "never")
    for (method, path, told), (_, other, _) in zip(there, never, strict=True):
        given = body_for(told, document)
        answer = outside.ask(method, path, **given)
        as_if_none = nowhere.ask(method, other, **given)
        where = f"{method} {path}: {answer.status_code} {answer.text[:200]}"
        assert answer.status_code == as_if_none.status_code, where
        assert answer.text.replace("kept", "never") == as_if_none.text, where
        if TAKES[told["operationId"]] in MAY["editor"]:
            assert answer.status_code == 404, where
            tried += 1
    assert tried > 25
    assert "kept" not in outside.ask("GET", "/api/campaigns").text
    assert browser("approver").ask("GET", "/api/campaigns/kept").json()["team"] == ["approver"]
    assert "survey.csv" in browser("admin").ask("GET", "/api/campaigns/kept/files").text


def test_orders_and_events_of_a_kept_campaign_are_its_teams(kept, browser):
    outside = browser("editor")
    assert kept not in outside.ask("GET", "/api/orders").text
    assert outside.ask("GET", "/api/orders?campaign=kept").json() == []
    for method, path in (("GET", ""), ("POST", "/stop"), ("POST", "/retry")):
        assert outside.ask(method, f"/api/orders/{kept}{path}").status_code == 404
    assert {t.campaign for t in orders.tidings(who="approver")} >= {"kept"}
    assert "kept" not in {t.campaign for t in orders.tidings(who="editor")}
    assert orders.tidings(campaign="kept", who="editor") == ()
    with people.acting(people.Caller(name="editor", duties=("viewer", "editor"))):
        assert "kept" not in {one["name"] for one in tools.list_campaigns()}
        with pytest.raises(NotFound, match="there is no campaign 'kept'"):
            tools.read_file("kept", "campaign.toml")
        assert tools.list_orders("kept") == []


def test_what_was_told_of_a_campaign_a_moment_ago_is_told_to_its_team_alone(kept, browser):
    assert browser("approver").ask("GET", "/api/campaigns/kept/status").status_code == 200
    assert browser("editor").ask("GET", "/api/campaigns/kept/status").status_code == 404


def test_answers_of_a_survey_are_not_for_who_may_only_look(kept, browser):
    house.put_file("spring", "survey.csv", b"a,b\n1,2\n", who="admin")
    path = "/api/campaigns/spring/files"
    refused = browser("viewer").ask("GET", f"{path}/survey.csv")
    assert (refused.status_code, "survey.csv holds" in refused.text) == (403, True)
    assert browser("viewer").ask("GET", f"{path}/campaign.toml").status_code == 200
    for role in ("editor", "approver", "admin"):
        assert browser(role).ask("GET", f"{path}/survey.csv").status_code == 200


def test_a_team_is_set_by_who_began_the_campaign_or_an_admin(kept, browser):
    editor, approver = browser("editor"), browser("approver")
    editor.ask("POST", "/api/campaigns", json={"name": "mine"})
    wanted = {"json": {"people": ["viewer"]}}
    assert editor.ask("PUT", "/api/campaigns/spring/team", **wanted).status_code == 403
    set_ = editor.ask("PUT", "/api/campaigns/mine/team", **wanted)
    assert set_.json()["team"] == ["editor", "viewer"], "who sets it stays of it"
    assert approver.ask("GET", "/api/campaigns/mine").status_code == 404
    stranger = {"json": {"people": ["nobody at all"]}}
    assert editor.ask("PUT", "/api/campaigns/mine/team", **stranger).status_code == 404
    opened = browser("admin").ask("PUT", "/api/campaigns/mine/team", json={"people": []})
    assert opened.json()["team"] == []
    assert approver.ask("GET", "/api/campaigns/mine").status_code == 200


def test_a_gate_cannot_be_passed_by_who_may_not_approve(browser):
    editor = browser("editor")
    assert editor.ask("POST", "/api/campaigns/spring/orders", json={"yes": True}).status_code == 403
    wanted = {"verdict": "approve", "everything": True}
    assert editor.ask("POST", "/api/campaigns/spring/decisions", json=wanted).status_code == 403


def test_a_key_goes_no_further_than_its_scopes_and_makes_no_wider_one(service, browser):
    admin = browser("admin")
    wanted = {"label": "reads", "scopes": ["viewer"]}
    secret = admin.ask("POST", "/api/keys", json=wanted).json()["secret"]
    program, bearer = browser(), {"Authorization": f"Bearer {secret}"}
    assert program.ask("GET", "/api/campaigns", headers=bearer).status_code == 200
    for method, path, given in (
        ("POST", "/api/campaigns", {"json": {"name": "x"}}),
        ("POST", "/api/keys", {"json": {"label": "x", "scopes": ["admin"]}}),
        ("POST", "/api/people", {"json": {"name": "x", "roles": ["admin"]}}),
        ("PUT", "/api/campaigns/spring/files/a.txt", {"content": b"x"}),
    ):
        assert program.ask(method, path, headers=bearer, **given).status_code == 403, path
    key = next(k for k in admin.ask("GET", "/api/keys").json() if k["label"] == "reads")
    assert "secret" not in key or not key["secret"]
    assert admin.ask("DELETE", f"/api/keys/{key['id']}").status_code == 204
    assert program.ask("GET", "/api/campaigns", headers=bearer).status_code == 401


def test_another_sites_page_changes_nothing(browser):
    editor = browser("editor")
    wanted = {"json": {"name": "by-another-site"}}
    assert editor.http.post("/api/campaigns", **wanted).status_code == 403
    wrong = {"X-Reelwright-Proof": "guessed"}
    assert editor.http.post("/api/campaigns", headers=wrong, **wanted).status_code == 403
    cross = {"Sec-Fetch-Site": "cross-site"}
    assert editor.ask("POST", "/api/campaigns", headers=cross, **wanted).status_code == 403
    assert "by-another-site" not in {c["name"] for c in editor.ask("GET", "/api/campaigns").json()}


def test_who_signs_out_or_may_act_no_more_is_nobody_at_once(browser):
    admin = browser("admin")
    admin.ask("POST", "/api/people", json={
        "name": "gone", "roles": ["editor"], "password": "another long word",
    })  # fmt: skip
    other = browser()
    opened = other.ask(
        "POST", "/api/session", json={"name": "gone", "password": "another long word"}
    )
    other.proof = opened.json()["proof"]
    assert "httponly" in opened.headers["set-cookie"].lower()
    assert "samesite=strict" in opened.headers["set-cookie"].lower()
    assert other.ask("GET", "/api/session").json()["duties"] == ["viewer", "editor"]
    assert admin.ask("PATCH", "/api/people/gone", json={"active": False}).status_code == 200
    assert other.ask("GET", "/api/session").status_code == 401
    viewer = browser("viewer")
    assert viewer.ask("DELETE", "/api/session").status_code == 204
    assert viewer.ask("GET", "/api/session").status_code == 401


def test_a_house_is_founded_once(browser):
    nobody = browser()
    assert nobody.ask("GET", "/api/founding").json() == {"founded": True, "issuer": ""}
    wanted = {"word": "x", "name": "eve", "password": "a long enough word"}
    assert nobody.ask("POST", "/api/founding", json=wanted).status_code == 403
    assert all(p.name != "eve" for p in people.listed(who="admin"))
