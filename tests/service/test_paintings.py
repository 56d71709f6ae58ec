"""In-painting and additions over HTTP: a mask, candidates, a pick that is filmed."""

import threading
import time

import cv2
import numpy as np
import pytest

from reelwright.studio import bases, orders

from makers.bases import jpeg_of

pytestmark = pytest.mark.longer

LONG = 240
AT = "/api/paintings"


@pytest.fixture(scope="module")
def worker(service):
    stop = threading.Event()
    thread = threading.Thread(target=lambda: orders.work(stop, at_once=2))
    thread.start()
    yield
    stop.set()
    thread.join(LONG)


@pytest.fixture(scope="module")
def base(service):
    """A base of the admin's, in which the editor is curator."""
    bases.new("shop", who="admin")
    bases.grant("shop", "editor", "curator", who="admin")


def ended(browser, path):
    ends = time.monotonic() + LONG
    while (found := browser.ask("GET", path).json())["state"] in ("queued", "running"):
        assert time.monotonic() < ends
        time.sleep(0.2)
    return found


def picture():
    """A red cup on a grey table: (picture, mask), JPEG and PNG."""
    seen = np.full((480, 640, 3), 150, np.uint8)
    seen[300:] = (90, 110, 120)
    cv2.circle(seen, (320, 280), 70, (40, 40, 210), -1)
    mask = np.zeros((480, 640), np.uint8)
    cv2.circle(mask, (320, 280), 84, 255, -1)
    return jpeg_of(seen), cv2.imencode(".png", mask)[1].tobytes()


def redness(data):
    seen = cv2.imdecode(np.frombuffer(data, np.uint8), cv2.IMREAD_COLOR).astype(int)
    return ((seen[..., 2] - seen[..., :2].max(-1)) > 60).mean()


def test_a_file_is_taken_into_a_base_found_and_vetted(browser, worker, base):
    editor, viewer = browser("editor"), browser("viewer")
    data, _ = picture()
    path = "/api/bases/shop/files/red-cup.jpg"
    asked = editor.ask("PUT", path, content=data, headers={"Idempotency-Key": "u1"})
    assert asked.status_code == 202, asked.text
    order = ended(editor, f"/api/orders/{asked.json()['id']}")
    assert (order["state"], len(order["result"]["added"])) == ("done", 1)
    (item,) = order["result"]["added"]
    assert editor.ask("GET", f"/api/bases/shop/items/{item}").json()["item"]["state"] == "draft"
    again = editor.ask("PUT", path, content=data).json()
    assert ended(editor, f"/api/orders/{again['id']}")["result"]["already"] == 1
    bad = editor.ask("PUT", "/api/bases/shop/files/note.txt", content=b"no picture").json()
    assert "note.txt" in ended(editor, f"/api/orders/{bad['id']}")["result"]["refused"][0]
    assert viewer.ask("PUT", path, content=data).status_code == 403
    assert browser("approver").ask("PUT", path, content=data).status_code == 403
    unvetted = editor.ask("PUT", f"{path}?approve=true", content=data)
    assert unvetted.status_code == 403, "who may not approve does not vet by adding"
    nowhere = editor.ask("PUT", "/api/bases/nowhere/files/a.jpg", content=data)
    assert nowhere.status_code == 404


def test_a_mask_makes_candidates_and_the_picked_one_joins_a_base_and_is_filmed(
    browser, worker, base
):
    editor, viewer = browser("editor"), browser("viewer")
    data, mask = picture()
    given, painted = (
        editor.ask("PUT", f"/api/clips/pictures/{name}", content=bytes_).json()["id"]
        for name, bytes_ in (("cup.jpg", data), ("mask.png", mask))
    )
    wanted = {"picture": given, "mask": painted, "mode": "remove", "count": 3}
    key = {"Idempotency-Key": "p1"}
    asked = editor.ask("POST", AT, json=wanted, headers=key)
    assert asked.status_code == 202, asked.text
    assert editor.ask("POST", AT, json=wanted, headers=key).json()["id"] == asked.json()["id"]
    early = editor.ask("POST", f"{AT}/{asked.json()['id']}/picks", json={})
    found = ended(viewer, f"{AT}/{asked.json()['id']}")
    assert (found["state"], found["reason"]) == ("done", "")
    assert early.status_code in (409, 201)
    made = found["made"]
    assert len(made["candidates"]) == 3
    assert [c["score"] for c in made["candidates"]] == sorted(
        (c["score"] for c in made["candidates"]), reverse=True
    )
    at = f"{AT}/{found['id']}/files"
    assert redness(data) > 0.04
    for candidate in made["candidates"]:
        shown = viewer.ask("GET", f"{at}/{candidate['file']}")
        assert (shown.status_code, shown.headers["content-type"]) == (200, "image/png")
        assert redness(shown.content) < 0.002
    assert viewer.ask("GET", f"{at}/{made['mask']}").status_code == 200
    assert viewer.ask("GET", f"{at}/..%2f..%2fhouse.db").status_code == 404
    assert viewer.ask("POST", f"{AT}/{found['id']}/picks", json={}).status_code == 403
    number = str(made["candidates"][1]["number"])
    picked = editor.ask(
        "POST", f"{AT}/{found['id']}/picks", json={"candidate": number, "base": "shop"}
    )
    assert picked.status_code == 201, picked.text
    pick = picked.json()
    assert (pick["number"], pick["item"]["base"]) == (int(number), "shop")
    item = editor.ask("GET", f"/api/bases/shop/items/{pick['item']['item']}").json()
    parents = [p["sha256"] for p in item["item"]["picture"]["edit"]["parents"]]
    assert parents == [given]
    assert viewer.ask("GET", f"{AT}/{found['id']}").json()["picks"][0]["who"] == "editor"
    wanted = {"prompt": "an empty table, pan left", "picture": pick["picture"], "seconds": 2}
    clip = editor.ask("POST", "/api/clips", json=wanted).json()
    filmed = ended(viewer, f"/api/clips/{clip['id']}")
    assert (filmed["state"], filmed["reason"]) == ("done", "")
    assert filmed["made"]["sources"][0]["sha256"] == pick["picture"]
    assert editor.ask("DELETE", f"{AT}/{found['id']}").status_code == 204
    assert viewer.ask("GET", f"{at}/{made['mask']}").status_code == 404
    assert found["id"] not in {p["id"] for p in viewer.ask("GET", AT).json()}


def test_what_cannot_be_painted_is_said(browser, worker):
    editor = browser("editor")
    data, _ = picture()
    given = editor.ask("PUT", "/api/clips/pictures/cup.jpg", content=data).json()["id"]
    for wrong in (
        {"picture": given},
        {"picture": given, "where": "the cup", "mask": given},
        {"where": "the cup"},
        {"picture": given, "where": "the cup", "mode": "replace"},
    ):
        assert editor.ask("POST", AT, json=wrong).status_code == 422, wrong
    assert editor.ask("POST", AT, json={"picture": "0" * 64, "where": "x"}).status_code == 404
    asked = editor.ask("POST", AT, json={"picture": given, "where": "the purple elephant"}).json()
    found = ended(editor, f"{AT}/{asked['id']}")
    assert found["state"] == "failed"
    assert found["reason"]
