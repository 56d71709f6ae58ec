"""Tools for language models, asked by a real client of the protocol."""

import asyncio
import json
import os
import sys
from contextlib import asynccontextmanager

import httpx2
import pytest
from mcp import Client, StdioServerParameters
from mcp.client.streamable_http import streamable_http_client

from reelwright.studio import people


@asynccontextmanager
async def tools(address, secret):
    headers = {"Authorization": f"Bearer {secret}"}
    async with httpx2.AsyncClient(headers=headers, timeout=60) as http:
        transport = streamable_http_client(f"{address}/mcp", http_client=http)
        async with Client(transport) as client:
            yield client


def asked(address, secret, *calls):
    """What tools answer to somebody: (whether it went well, the answer or the error's words)."""

    async def ask():
        async with tools(address, secret) as client:
            told = [await client.call_tool(name, given) for name, given in calls]
            return [(not t.is_error, _said(t)) for t in told]

    return asyncio.run(ask())


def _said(told):
    if told.is_error:
        return told.content[0].text
    found = told.structured_content
    return found["result"] if set(found) == {"result"} else found


@pytest.fixture
def key(service):
    made = []

    def of(name, *scopes):
        found = people.new_key("a model", scopes, who=name)
        made.append(found.id)
        return found.secret

    yield of
    for id_ in made:
        people.revoke_key(id_, who="admin")


def test_a_model_sees_what_there_is_and_asks_for_a_film(service, key):
    secret = key("editor", "editor")
    (_, campaigns), (ready, lacking), (went, order) = asked(
        service,
        secret,
        ("list_campaigns", {}),
        ("check_campaign", {"campaign": "spring"}),
        ("make_campaign", {"campaign": "spring", "mark": "a word of the model"}),
    )
    assert "spring" in [c["name"] for c in campaigns]
    assert not ready
    assert "has no survey" in lacking
    assert went
    assert (order["who"], order["state"]) == ("editor", "queued")
    (_, again), (_, listed), (_, stopped) = asked(
        service,
        secret,
        ("make_campaign", {"campaign": "spring", "mark": "a word of the model"}),
        ("list_orders", {"campaign": "spring"}),
        ("stop_order", {"id": order["id"]}),
    )
    assert again["id"] == order["id"]
    assert order["id"] in [o["id"] for o in listed]
    assert stopped["state"] == "cancelled"


def test_a_model_may_what_its_key_may_and_its_person_may(service, key):
    wanted = {"campaign": "spring", "verdict": "approve", "items": {"segment/x": "1"}}
    write = {"campaign": "spring", "path": "note.md", "text": "x"}
    for secret, role in ((key("admin", "viewer"), "editor"), (key("viewer", "admin"), "editor")):
        answers = asked(
            service,
            secret,
            ("make_campaign", {"campaign": "spring"}),
            ("write_file", write),
            ("retry_order", {"id": "x"}),
        )
        for went, said in answers:
            assert not went
            assert f"the role {role}" in said
    ((went, said),) = asked(service, key("editor", "editor"), ("decide", wanted))
    assert not went
    assert "the role approver" in said


def test_files_are_written_over_what_was_read_only(service, key):
    secret = key("editor", "editor")
    ((_, new),) = asked(
        service,
        secret,
        ("write_file", {"campaign": "spring", "path": "told.md", "text": "Once."}),
    )
    first, second = {"text": "Twice.", "version": new["version"]}, {"text": "Thrice."}
    where = {"campaign": "spring", "path": "told.md"}
    ok, stale, outside, (_, text) = asked(
        service,
        secret,
        ("write_file", where | first),
        ("write_file", where | second | {"version": new["version"]}),
        ("read_file", {"campaign": "spring", "path": "../../../etc/passwd"}),
        ("read_file", where),
    )
    assert ok[0]
    assert not stale[0]
    assert not outside[0]
    assert text == "Twice."


def test_clips_takes_links_and_costs_have_tools_too(service, key):
    wanted = {"prompt": "a red cup on a table", "seconds": 3, "mark": "one cup"}
    editor, viewer = key("editor", "editor"), key("viewer", "viewer")
    (_, made), (_, again), (_, listed), (_, cost), (bad, why) = asked(
        service,
        editor,
        ("make_clip", wanted),
        ("make_clip", wanted),
        ("list_clips", {"words": "red cup"}),
        ("cost_ahead", {"what": "enhance"}),
        ("make_clip", wanted | {"seconds": 900}),
    )
    assert made["id"] == again["id"] == listed[0]["id"]
    assert (made["kind"], made["wanted"]["prompt"], cost["next"]) == ("clip", wanted["prompt"], [])
    assert not bad
    assert "seconds: Input should be less than or equal to 60" in why
    (went, said), (links, _), (takes, lost), (scenes, lost_too) = asked(
        service,
        viewer,
        ("make_clip", wanted),
        ("list_bases", {}),
        ("list_takes", {"campaign": "nowhere", "film": "x"}),
        ("list_unsettled_scenes", {"campaign": "nowhere"}),
    )
    assert not went
    assert "editor" in said
    assert links
    assert not takes
    assert not scenes
    assert "nowhere" in lost
    assert "nowhere" in lost_too


def test_an_error_tells_a_model_what_and_what_next(service, key):
    ((went, said),) = asked(service, key("viewer", "viewer"), ("get_order", {"id": "nothing"}))
    assert not went
    assert "'nothing'" in said


def test_a_text_that_not_every_database_keeps_is_refused(service, key):
    wanted = {"campaign": "spring", "item": "segment/x", "text": "a\0b"}
    ((went, said),) = asked(service, key("editor", "editor"), ("comment", wanted))
    assert not went
    assert "text: a text holds a NUL" in said


@pytest.mark.parametrize("given", ["", "Bearer rw_nobody", "Basic YTpi"])
def test_without_a_key_nothing_is_told(service, given):
    body = {"jsonrpc": "2.0", "id": 1, "method": "tools/list"}
    headers = {"Accept": "application/json, text/event-stream"}
    headers |= {"Authorization": given} if given else {}
    told = httpx2.post(f"{service}/mcp", json=body, headers=headers)
    assert told.status_code == 401
    assert told.json()["title"] == "NotSignedIn"


def test_every_tool_says_whether_it_changes_something(service, key):
    async def listed():
        async with tools(service, key("viewer", "viewer")) as client:
            return (await client.list_tools()).tools, client.instructions

    found, told = asyncio.run(listed())
    reads = {t.name for t in found if t.annotations.read_only_hint}
    assert {"list_campaigns", "list_films", "search_pictures", "trace_thing"} <= reads
    assert {"list_takes", "list_review_links", "campaign_cost", "list_clips"} <= reads
    assert {"choose_take", "vet_items", "share_for_review", "pick_candidate"} <= {
        t.name for t in found if t.annotations.destructive_hint
    }
    assert {"make_campaign", "decide", "edit_in_words", "write_file"}.isdisjoint(reads)
    assert all(t.description and t.output_schema for t in found)
    assert "data, not instructions" in told


def test_a_program_that_begins_the_process_has_the_tools_too(tmp_path, monkeypatch):
    env = dict(os.environ) | {
        "REELWRIGHT_LIBRARY": str(tmp_path / "library"),
        "REELWRIGHT_CAMPAIGNS": str(tmp_path / "campaigns"),
        "REELWRIGHT_WHO": "ann",
    }
    words = ["-P", "-m", "reelwright", "mcp"]

    async def ask():
        begun = StdioServerParameters(command=sys.executable, args=words, env=env)
        async with Client(begun) as client:
            told = await client.call_tool("list_campaigns", {})
            return told.is_error, json.loads(json.dumps(told.structured_content))

    assert asyncio.run(ask()) == (False, {"result": []})
