import json
import re
from urllib.parse import parse_qs, urljoin, urlsplit

import httpx2
import pytest

from reelwright.studio import people

from servers.issuer import PASSWORD, issuing
from servers.service import WORD, Browser, fresh

ROLES = {"marketing": ["editor"], "leads": ["approver"]}


@pytest.fixture(scope="module")
def house(tmp_path_factory):
    """A service of a house with one admin, and a real issuer that knows three people."""
    pytest.importorskip("canaille")
    with (
        pytest.MonkeyPatch.context() as patch,
        fresh(tmp_path_factory.mktemp("house")) as (address, word),
    ):
        people.found(word, "admin", WORD)
        with issuing(patch, address) as settings:
            yield address, settings, patch


@pytest.fixture
def grouped(house):
    """The address, where the issuer's groups give roles."""
    address, settings, patch = house
    more = {"roles_claim": "groups", "roles": ROLES}
    patch.setenv("REELWRIGHT_OIDC", json.dumps(settings | more))
    yield address
    patch.setenv("REELWRIGHT_OIDC", json.dumps(settings))


@pytest.fixture
def browsing():
    """Opens browsers that are closed afterwards."""
    opened = []

    def one(address, **more):
        opened.append(httpx2.Client(base_url=address, timeout=60, **more))
        return opened[-1]

    yield one
    for client in opened:
        client.close()


@pytest.fixture
def signs_in(browsing):
    return lambda address, name: _signs_in(browsing, address, name)


def _signs_in(browsing, address, name):
    """A browser in which somebody has gone to the issuer and come back; and what it shows then."""
    browser = Browser(address)
    browser.http.close()
    browser.http = browsing(address, follow_redirects=True)
    page = browser.http.get("/api/oidc/begin")
    for field, value in (("login", name), ("password", PASSWORD)):
        assert f'name="{field}"' in page.text, page.text
        page = browser.http.post(str(page.url), data={field: value})
    if "consent" in str(page.url) or 'name="answer"' in page.text:
        page = browser.http.post(str(page.url), data={"answer": "accept"})
    session = browser.http.get("/api/session")
    if session.status_code == 200:
        browser.proof = session.json()["proof"]
    return browser, page


@pytest.mark.proves("S0-22")
def test_people_of_an_issuers_groups_come_in_with_the_roles_of_their_groups(grouped, signs_in):
    assert httpx2.get(f"{grouped}/api/founding").json() == {"founded": True, "issuer": "Blue Door"}
    ada, page = signs_in(grouped, "ada")
    assert page.url.path == "/", page.text
    assert ada.ask("GET", "/api/session").json()["duties"] == ["viewer", "editor"]
    made = ada.ask("POST", "/api/campaigns", json={"name": "by-ada", "brand": "Blue Door"})
    assert made.status_code == 201, made.text
    refused = ada.ask("POST", "/api/people", json={"name": "x", "roles": ["viewer"]})
    assert refused.status_code == 403
    grace, _ = signs_in(grouped, "grace")
    assert "approver" in grace.ask("GET", "/api/session").json()["duties"]
    told = [(e.who, e.what, e.thing) for e in people_told()]
    assert any(what == "bind identity" and thing == "ada" for _, what, thing in told)


def test_who_is_in_no_group_that_may_do_anything_is_told_so_and_kept_out(grouped, signs_in):
    eve, page = signs_in(grouped, "eve")
    assert page.status_code == 403
    assert "eve is in no group that may do anything here" in page.text
    assert eve.ask("GET", "/api/session").status_code == 401
    assert all(p.name != "eve" for p in people.listed("admin"))


def test_without_groups_only_who_was_added_comes_in(house, signs_in):
    address = house[0]
    _, page = signs_in(address, "eve")
    assert page.status_code == 403
    assert "eve is not among the people of this house; ask an admin" in page.text
    people.add("eve", ["viewer"], who="admin")
    eve, _ = signs_in(address, "eve")
    assert eve.ask("GET", "/api/session").json()["duties"] == ["viewer"]
    people.disable("eve", who="admin")
    _, page = signs_in(address, "eve")
    assert page.status_code == 403


def test_somebody_of_the_same_name_with_a_password_is_taken_over_by_nobody(house, signs_in):
    address = house[0]
    people.add("linus", ["admin"], password=WORD, who="admin")
    browser, page = signs_in(address, "linus")
    assert page.status_code == 403
    assert "linus signs in with a password here" in page.text
    assert browser.ask("GET", "/api/session").status_code == 401
    people.take_password("linus", who="admin")
    browser, _ = signs_in(address, "linus")
    assert "admin" in browser.ask("GET", "/api/session").json()["duties"]


def test_a_code_that_another_browser_began_with_opens_nothing(grouped, browsing):
    mine = browsing(grouped)
    begun = mine.get("/api/oidc/begin")
    state = parse_qs(urlsplit(begun.headers["location"]).query)["state"][0]
    cookie = begun.headers["set-cookie"]
    assert re.search(r"httponly", cookie, re.I)
    assert re.search(r"samesite=lax", cookie, re.I)
    elsewhere = httpx2.get(
        urljoin(grouped, "/api/oidc/callback"), params={"state": state, "code": "x"}
    )
    assert elsewhere.status_code == 403
    assert "was not begun in this browser" in elsewhere.text
    wrong = mine.get("/api/oidc/callback", params={"state": state, "code": "x"})
    assert wrong.status_code == 403
    assert "does not take what the browser came back with" in wrong.text


def test_what_an_issuer_says_of_an_error_is_shown_as_text(grouped, browsing):
    mine = browsing(grouped)
    begun = mine.get("/api/oidc/begin")
    state = parse_qs(urlsplit(begun.headers["location"]).query)["state"][0]
    page = mine.get(
        "/api/oidc/callback", params={"state": state, "error": "<script>alert(1)</script>"}
    )
    assert page.status_code == 403
    assert "<script>" not in page.text


def test_a_wrong_setting_is_named_where_one_signs_in(house):
    address, settings, patch = house
    patch.setenv("REELWRIGHT_OIDC", json.dumps(settings | {"issuer": "http://issuer.example"}))
    try:
        page = httpx2.get(f"{address}/api/oidc/begin")
    finally:
        patch.setenv("REELWRIGHT_OIDC", json.dumps(settings))
    assert page.status_code == 422
    assert "REELWRIGHT_OIDC: issuer" in page.text
    assert "https://" in page.text


def people_told():
    from reelwright.studio import audit

    return audit.listed()
