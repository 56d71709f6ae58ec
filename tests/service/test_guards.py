"""From where the service may be asked, how much at once, and what it says of itself."""

import re

import pytest
from pydantic import ValidationError

from reelwright.domain.errors import InvalidIntake
from reelwright.service import guards
from reelwright.service.serve import serve
from reelwright.studio import house, reach

from servers.service import WORD, listening


def test_a_page_that_was_led_here_under_another_name_is_refused(browser):
    nobody = browser()
    for host in ("evil.example", "127.0.0.1.evil.example", "", "localhost.evil.example:80"):
        answer = nobody.ask("GET", "/api/health/live", headers={"Host": host})
        assert answer.status_code in (400, 421), host
    for host in ("localhost:1", "127.0.0.1", "[::1]:8620"):
        assert nobody.ask("GET", "/api/health/live", headers={"Host": host}).status_code == 200


def test_no_error_says_where_this_machine_keeps_what_it_is_about(browser, service):
    """Every address that can be read, of a campaign and things that are not there."""
    admin = browser("admin")
    document = admin.ask("GET", "/api/openapi.json").json()
    told = {}
    for path, operations in document["paths"].items():
        if "get" in operations and path != "/api/events" and "/oidc" not in path:
            named = path.replace("/campaigns/{name}", "/campaigns/spring")
            answer = admin.ask("GET", re.sub(r"\{\w+\}", "nowhere", named))
            if "problem+json" in answer.headers["content-type"]:
                told[path] = answer.json()["detail"]
    assert len(told) > 20
    assert "there is no knowledge base 'nowhere' in the library" in told["/api/bases/{base}"]
    assert {
        p: said for p, said in told.items() if re.search(r"(^|[\s'`\"(])/(?!api)\w", said)
    } == {}
    at = house.folder("spring", who="admin")
    said = f"nothing of {at} was made; look at {at}/brand.toml and {at.parent}/x"
    wanted = "nothing of the campaign was made; look at brand.toml and x"
    assert house.placeless(said, "spring") == wanted


@pytest.mark.proves("S1-16")
@pytest.mark.parametrize("open_to_all", ["0.0.0.0/0", "::/0", "128.0.0.0/1", "10.0.0.1/0"])
def test_a_list_that_lets_everybody_in_is_refused(open_to_all, monkeypatch):
    monkeypatch.setenv("REELWRIGHT_ALLOW_FROM", f'["192.0.2.7/32", "{open_to_all}"]')
    with pytest.raises(InvalidIntake, match="let everybody in"):
        serve("0.0.0.0", 0, ready=lambda _: pytest.fail("it listens"))


@pytest.mark.proves("S1-16")
def test_the_service_listens_beyond_this_machine_only_when_told_who_may_ask(monkeypatch):
    monkeypatch.delenv("REELWRIGHT_ALLOW_FROM", raising=False)
    with pytest.raises(InvalidIntake, match="REELWRIGHT_ALLOW_FROM"):
        serve("0.0.0.0", 0, ready=lambda _: pytest.fail("it listens"))
    monkeypatch.setenv("REELWRIGHT_ALLOW_FROM", '["nonsense"]')
    with pytest.raises(InvalidIntake, match="nonsense"):
        reach.allowed()


def test_a_list_is_written_between_commas_too(monkeypatch):
    monkeypatch.setenv("REELWRIGHT_ALLOW_FROM", "192.0.2.7/32, 198.51.100.0/24")
    assert list(map(str, reach.allowed().networks)) == ["192.0.2.7/32", "198.51.100.0/24"]
    monkeypatch.setenv("REELWRIGHT_ALLOW_FROM", "192.0.2.7/32, 0.0.0.0/0")
    with pytest.raises(InvalidIntake, match="let everybody in"):
        reach.allowed()
    monkeypatch.setenv("REELWRIGHT_ALLOW_FROM", '["192.0.2.7/32"')
    with pytest.raises(ValidationError, match="allow_from"):
        reach.allowed()


def test_only_listed_addresses_may_ask():
    guard = guards.Guard(None, reach.Reach(networks=(reach._network("192.0.2.0/24"),)))
    may = {a: guard._may_ask(a) for a in (
        "127.0.0.1", "::1", "192.0.2.9", "::ffff:192.0.2.9", "192.0.3.9", "2001:db8::1", "", "x",
    )}  # fmt: skip
    assert [a for a, allowed in may.items() if allowed] == [
        "127.0.0.1", "::1", "192.0.2.9", "::ffff:192.0.2.9",
    ]  # fmt: skip


def test_bodies_are_bounded_whatever_they_say_of_themselves(browser, monkeypatch):
    monkeypatch.setattr(guards, "MOST_JSON", 1000)
    monkeypatch.setattr(guards, "MOST_UPLOAD", 3000)
    editor = browser("editor")
    large = {"name": "x", "company": "y" * 2000}
    assert editor.ask("POST", "/api/campaigns", json=large).status_code == 413
    path = "/api/campaigns/spring/files/large.bin"
    assert editor.ask("PUT", path, content=bytes(4000)).status_code == 413

    def blocks():
        for _ in range(8):
            yield bytes(1000)

    told = [editor.ask("PUT", path, content=blocks())]
    sent = {"Content-Type": "application/json"}
    ways = (("POST", "/api/campaigns"), ("POST", "/api/search"), ("POST", "/mcp"))
    told += [editor.ask(*way, content=blocks(), headers=sent) for way in ways[:2]]
    key = editor.ask("POST", "/api/keys", json={"label": "x", "scopes": ["viewer"]}).json()
    sent |= {"Authorization": f"Bearer {key['secret']}"}
    told.append(editor.ask(*ways[2], content=blocks(), headers=sent))
    assert [answer.status_code for answer in told] == [413] * 4
    assert {answer.json()["title"] for answer in told} == {"TooLarge"}
    assert editor.ask("GET", path).status_code == 404


def test_who_asks_too_often_is_told_to_wait(monkeypatch):
    monkeypatch.setattr(guards.Paces, "BURST", 5.0)
    monkeypatch.setattr(guards.Paces, "RATE", 0.01)
    import httpx2

    with listening() as address, httpx2.Client(base_url=address) as client:
        codes = [client.get("/api/health/live").status_code for _ in range(7)]
        last = client.get("/api/health/live")
    assert codes[:5] == [200] * 5
    assert 429 in codes[5:]
    assert int(last.headers["retry-after"]) > 1
    assert last.json()["detail"].endswith(f"wait {last.headers['retry-after']} seconds")


@pytest.mark.parametrize("header", ["Cookie", "Authorization"])
def test_people_behind_one_address_do_not_slow_one_another(monkeypatch, header):
    monkeypatch.setattr(guards.Paces, "BURST", 5.0)
    monkeypatch.setattr(guards.Paces, "RATE", 0.01)
    import httpx2

    with listening() as address, httpx2.Client(base_url=address) as client:
        codes = {
            who: [
                client.get("/api/health/live", headers={header: f"reelwright_session={who}"})
                for _ in range(7)
            ]
            for who in ("ann", "bea")
        }
    for answers in codes.values():
        assert [a.status_code for a in answers] == [200] * 5 + [429] * 2


def test_other_words_with_each_request_make_nobody_another(monkeypatch):
    monkeypatch.setattr(guards, "CROWD", 2.0)
    monkeypatch.setattr(guards.Paces, "BURST", 5.0)
    monkeypatch.setattr(guards.Paces, "RATE", 0.01)
    import httpx2

    with listening() as address, httpx2.Client(base_url=address) as client:
        codes = [
            client.get("/api/health/live", headers={"Authorization": f"Bearer {n}"}).status_code
            for n in range(14)
        ]
    assert codes[:10] == [200] * 10
    assert set(codes[10:]) == {429}


def test_beyond_this_machine_a_session_goes_over_tls_alone(service):
    import httpx2

    wanted = {"name": "viewer", "password": WORD}
    with listening(hosts=("studio.example",)) as address, httpx2.Client(base_url=address) as client:
        for host, secure in (("localhost", False), ("studio.example", True)):
            answer = client.post("/api/session", json=wanted, headers={"Host": host})
            assert ("secure" in answer.headers["set-cookie"].lower()) == secure, host


def test_every_answer_carries_what_browsers_are_to_keep_to(browser):
    for path in ("/api/health/live", "/api/session", "/nothing"):
        answer = browser().ask("GET", path)
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert "frame-ancestors 'none'" in answer.headers["content-security-policy"]
        if path != "/nothing":
            assert answer.headers["cache-control"] == "no-store"


def test_errors_are_problems_that_say_what_and_why(browser):
    viewer = browser("viewer")
    answer = viewer.ask("GET", "/api/campaigns/nothing")
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["title"] == "NotFound"
    assert "nothing" in answer.json()["detail"]
    answer = browser().ask("POST", "/api/session", json={"name": "eve", "password": 5})
    assert answer.status_code == 422
    assert "password" in answer.json()["detail"]
    answer = browser().ask("POST", "/api/session", json={"name": "eve", "password": "wrong word"})
    assert (answer.status_code, answer.json()["title"]) == (403, "NotAllowed")
    answer = viewer.ask("PATCH", "/api/campaigns")
    assert (answer.status_code, answer.json()["title"]) == (405, "MethodNotAllowed")
    assert "PATCH" in answer.json()["detail"]


def test_an_address_tells_programs_what_it_takes(browser):
    viewer = browser("viewer")
    spring = "/api/campaigns/spring"
    for method, path, takes in (
        ("PATCH", "/api/campaigns", "GET, POST"),
        ("GET", f"{spring}/decisions", "POST"),
        ("PATCH", f"{spring}/files/notes/a.md", "DELETE, GET, PUT"),
        ("POST", "/v1/videos/clip-1", "DELETE, GET"),
    ):
        answer = viewer.ask(method, path)
        assert (answer.status_code, answer.headers["allow"]) == (405, takes)
        assert answer.json()["detail"].endswith(f"it takes {takes}")
    for method in ("GET", "POST", "DELETE"):
        for path in ("/api/nothing", "/v1/models", f"{spring}/nothing"):
            answer = viewer.ask(method, path)
            assert (answer.status_code, answer.json()["title"]) == (404, "NotFound")
            assert path in answer.json()["detail"]
            assert ("error" in answer.json()) == path.startswith("/v1/")
    assert browser().ask("GET", "/any/page").headers["content-type"].startswith("text/")


def test_an_error_that_nobody_foresaw_says_nothing_of_the_inside(browser, monkeypatch):
    def broken(*_, **__):
        raise RuntimeError("secret inside")

    viewer = browser("viewer")
    monkeypatch.setattr("reelwright.studio.house.listed", broken)
    answer = viewer.ask("GET", "/api/campaigns")
    assert answer.status_code == 500
    assert "secret" not in answer.text
    assert answer.json()["title"] == "Defect"
    assert answer.headers["x-content-type-options"] == "nosniff"


def test_numbers_of_any_size_are_answered_or_refused(browser):
    admin = browser("admin")
    document = admin.ask("GET", "/api/openapi.json").json()
    tried = 0
    for path, operations in document["paths"].items():
        for given in operations.get("get", {}).get("parameters", []):
            kinds = given["schema"].get("anyOf", [given["schema"]])
            if given["in"] != "query" or not any(k.get("type") == "integer" for k in kinds):
                continue
            if path == "/api/events":
                continue  # it answers for as long as one listens
            at = re.sub(r"\{name\}", "spring", path)
            for number in (2**64 - 1, 2**63, -(2**63) - 1, 10**400):
                told = admin.ask("GET", at, params={"words": "x", given["name"]: str(number)})
                assert told.status_code < 500, (path, given["name"], number, told.text)
                tried += 1
    assert tried >= 20
