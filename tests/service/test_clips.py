"""Clips over HTTP: asked for, enhanced, shown, played in parts, joined, removed."""

import threading
import time

import pytest

from reelwright.studio import orders

from makers.bases import drawn, jpeg_of

LONG = 240
AT = "/api/clips"


@pytest.fixture(scope="module")
def worker(service):
    stop = threading.Event()
    thread = threading.Thread(target=lambda: orders.work(stop))
    thread.start()
    yield
    stop.set()
    thread.join(LONG)


def ended(browser, clip):
    ends = time.monotonic() + LONG
    while True:
        found = browser.ask("GET", f"{AT}/{clip['id']}").json()
        if found["state"] not in ("queued", "running"):
            return found
        assert time.monotonic() < ends
        time.sleep(0.2)


@pytest.mark.proves("S1-18", "S1-19", "S1-20", "S1-21")
def test_a_clip_is_asked_for_watched_played_in_parts_and_downloaded(browser, worker):
    editor, viewer = browser("editor"), browser("viewer")
    picture = jpeg_of(drawn(7, 1280, 960))
    given = editor.ask("PUT", f"{AT}/pictures/kayak.jpg", content=picture)
    assert (given.status_code, given.json()["width"]) == (201, 1280)
    wanted = {"prompt": "a kayak", "text": "a red kayak, pan left", "seconds": 2, "format": "1:1"}
    key = {"Idempotency-Key": "c1"}
    words = editor.ask("POST", AT, json=wanted, headers=key)
    assert words.status_code == 202
    assert editor.ask("POST", AT, json=wanted, headers=key).json()["id"] == words.json()["id"]
    wanted["picture"] = given.json()["id"]
    assert editor.ask("POST", AT, json=wanted, headers=key).status_code == 409
    seen = editor.ask("POST", AT, json=wanted).json()
    first, second = ended(viewer, words.json()), ended(viewer, seen)
    assert (first["state"], second["state"]) == ("done", "done")
    # Two runs of the same words stand side by side: each has all it takes to compare them.
    assert first["wanted"]["text"] == second["wanted"]["text"] == "a red kayak, pan left"
    # The camera is that of the edited text: the prompt says none.
    assert first["made"]["direction"] == second["made"]["direction"] == "pan left"
    assert (len(first["made"]["sources"]), len(second["made"]["sources"])) == (0, 1)
    listed = viewer.ask("GET", AT).json()
    assert [c["id"] for c in listed][:2] == [seen["id"], first["id"]]
    poster = viewer.ask("GET", f"{AT}/{seen['id']}/poster")
    assert (poster.headers["content-type"], poster.content[:2]) == ("image/jpeg", b"\xff\xd8")
    whole = viewer.ask("GET", f"{AT}/{seen['id']}/video")
    assert (len(whole.content), whole.content[4:8]) == (second["made"]["file"]["bytes"], b"ftyp")
    part = viewer.ask("GET", f"{AT}/{seen['id']}/video", headers={"Range": "bytes=4-7"})
    assert (part.status_code, part.content) == (206, b"ftyp")
    saved = viewer.ask("GET", f"{AT}/{seen['id']}/video?download=true").headers
    assert saved["content-disposition"] == 'attachment; filename="a-kayak.mp4"'
    assert "/" not in str({k: v for k, v in second["made"]["file"].items() if k != "media_type"})


@pytest.mark.proves("S1-01")
def test_clips_are_tagged_and_joined_in_another_order_without_being_filmed_again(browser, worker):
    editor = browser("editor")
    names = []
    for colour in ("red", "blue"):
        wanted = {"prompt": f"a {colour} field, still", "seconds": 2, "tags": [colour, "fields"]}
        names.append(ended(editor, editor.ask("POST", AT, json=wanted).json())["id"])
    tagged = editor.ask("GET", f"{AT}?tag=fields").json()
    assert [c["id"] for c in tagged] == names[::-1]
    assert [c["id"] for c in editor.ask("GET", f"{AT}?tag=red").json()] == names[:1]
    changed = editor.ask("PATCH", f"{AT}/{names[0]}", json={"tags": ["for Berlin"]})
    assert changed.json()["tags"] == ["for Berlin"]
    assert {t["tag"] for t in editor.ask("GET", f"{AT}/tags").json()} >= {"blue", "for Berlin"}
    for order in (names, names[::-1]):
        film = editor.ask("POST", f"{AT}/joined", json={"clips": order, "title": "Fields"})
        assert film.status_code == 202
        made = ended(editor, film.json())
        assert (made["state"], made["made"]["copied"], made["made"]["seconds"]) == ("done", True, 4)
        assert [p["clip"] for p in made["made"]["parts"]] == order
    alone = editor.ask("POST", f"{AT}/joined", json={"clips": names[:1]})
    assert (alone.status_code, alone.json()["title"]) == (422, "InvalidRequest")
    assert editor.ask("DELETE", f"{AT}/{names[0]}").status_code == 204
    assert editor.ask("GET", f"{AT}/{names[0]}/video").status_code == 404
    gone = editor.ask("POST", f"{AT}/joined", json={"clips": names})
    assert (gone.status_code, gone.json()["title"]) == (404, "NotFound")


@pytest.mark.proves("S1-11", "S1-12")
def test_a_prompt_is_made_richer_by_a_template_with_one_slot_and_nobody_has_to(browser):
    editor = browser("editor")
    told = editor.ask("POST", f"{AT}/enhance", json={"prompt": "a bee on a flower"}).json()
    assert told["text"].startswith("a bee on a flower. ")
    assert (told["fell_back"], told["maker"]) == (False, "offline")
    template = editor.ask("GET", f"{AT}/template").json()
    assert sum(template[part].count("{prompt}") for part in ("role", "task", "prompt")) == 1
    for changed, said in (
        ({"prompt": "no slot"}, "0 times"),
        ({"task": "about {prompt}"}, "2 times"),
        ({"role": "you are {name}"}, "{name}"),
    ):
        wanted = {"prompt": "a bee", "template": template | changed}
        answer = editor.ask("POST", f"{AT}/enhance", json=wanted)
        assert (answer.status_code, answer.json()["title"]) == (422, "InvalidIntake")
        assert said in answer.json()["detail"]
    moved = template | {"prompt": "", "task": "Make more of {prompt}"}
    wanted = {"prompt": "a bee", "template": moved}
    assert editor.ask("POST", f"{AT}/enhance", json=wanted).status_code == 200


@pytest.mark.proves("S1-02")
def test_the_four_kinds_of_clips_have_scaffolds_whose_slots_are_named(browser):
    told = browser("viewer").ask("GET", f"{AT}/presets").json()
    assert [p["id"] for p in told] == ["product-demo", "training", "personal-ad", "scene-prototype"]
    for preset in told:
        assert set(preset["title"]) == set(preset["about"]) == {"en", "de"}
        assert len(preset["scaffolds"]) >= 2
        for scaffold in preset["scaffolds"]:
            for text in scaffold.values():
                filled = text.format(**dict.fromkeys(preset["slots"], "x"))
                assert "{" not in filled
    demo = next(p for p in told if p["id"] == "product-demo")
    assert demo["slots"][0] == "product"


def test_a_picture_that_is_none_is_refused(browser):
    editor = browser("editor")
    for name, data in (("a.jpg", b"nothing"), ("a.svg", b"<svg>"), ("a.mp4", b"\0" * 99)):
        answer = editor.ask("PUT", f"{AT}/pictures/{name}", content=data)
        assert answer.status_code == 422, (name, answer.text)
    wanted = {"prompt": "x", "picture": "0" * 64}
    assert editor.ask("POST", AT, json=wanted).status_code == 404
    both = {"prompt": "x", "picture": "0" * 64, "bases": ["shoes"]}
    assert editor.ask("POST", AT, json=both).status_code == 422
