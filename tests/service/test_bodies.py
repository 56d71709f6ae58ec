"""JSON that no route can read, or that not every database keeps, is told what is wrong with it."""

import json

import pytest

from reelwright.service import guards
from reelwright.service.bodies import unkept

KINDS = {
    b"{": "no JSON",
    b'{"name": "\xff"}': "byte 11 is no UTF-8",
    b"\xff\xfe{\x00}\x00": "byte 1 is no UTF-8",
    b"[" * 100_000: "nested too deep",
    b'{"name": ' * 100_000: "nested too deep",
    b'{"days": NaN}': "NaN is no number",
    b'{"days": -Infinity}': "-Infinity is no number",
    b'{"days": ' + b"9" * 5000 + b"}": "no JSON",
    b'{"tags": ["a", "b\\u0000c"]}': "body.tags.1: a text holds a NUL",
    b'{"name": "\\ud800"}': "body.name: a text holds a NUL or half of a character",
    b'{"a\\u0000": 1}': "a text holds a NUL",
}


@pytest.mark.parametrize("sent", KINDS, ids=KINDS.values())
@pytest.mark.parametrize(
    "path",
    ["/api/people", "/api/campaigns/spring/orders", "/api/campaigns/spring/team", "/v1/videos"],
)
def test_what_cannot_be_read_or_kept_is_a_problem(browser, path, sent):
    method = "PUT" if path.endswith("team") else "POST"
    headers = {"Content-Type": "application/json; charset=utf-8"}
    answer = browser("admin").ask(method, path, content=sent, headers=headers)
    assert (answer.status_code, answer.json()["title"]) == (422, "InvalidRequest")
    assert KINDS[sent] in answer.json()["detail"]
    assert answer.json()["fields"][0]["where"].startswith("body")
    assert ("error" in answer.json()) == path.startswith("/v1/")


def test_a_file_of_json_is_kept_as_it_is(browser):
    editor, path = browser("editor"), "/api/campaigns/spring/files/odd.json"
    headers = {"Content-Type": "application/json"}
    assert editor.ask("PUT", path, content=b"{ no JSON", headers=headers).status_code == 200
    assert editor.ask("GET", path).content == b"{ no JSON"


def test_json_of_any_way_of_writing_is_read(browser):
    admin, text = browser("admin"), json.dumps({"label": "Über \U0001f600", "scopes": ["viewer"]})
    for sent in (text.encode(), b"\xef\xbb\xbf" + text.encode()):
        headers = {"Content-Type": "Application/JSON"}
        answer = admin.ask("POST", "/api/keys", content=sent, headers=headers)
        assert (answer.status_code, answer.json()["label"]) == (201, "Über \U0001f600")


def test_json_with_a_picture_is_bounded_though_a_form_is_not(browser, monkeypatch):
    monkeypatch.setattr(guards, "MOST_PICTURED", 1000)
    wanted = {
        "prompt": "x",
        "input_reference": {"image_url": "data:image/png;base64," + "A" * 2000},
    }
    answer = browser("editor").ask("POST", "/v1/videos", json=wanted)
    assert (answer.status_code, answer.json()["error"]["code"]) == (413, "TooLarge")


def test_where_a_text_stands_that_is_not_kept():
    for value, where in (
        ({"a": [{"b": "\0"}]}, "a.0.b"),
        ({"a": ("x", "\udfff")}, "a.1"),
        ({"a": {"b\0": 1}}, "a"),
    ):
        assert unkept(value)[0] == where
    assert unkept({"a": [1, None, "\U0001f600"], "b": {}}) is None
