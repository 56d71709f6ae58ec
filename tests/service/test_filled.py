"""A filled house: all that its routes answer fits the document, every field of it named there."""

import re
import threading
import time

import jsonschema
import pytest

from reelwright.service.app import document
from reelwright.studio import bases, campaigns, holdings, house, orders

from makers.bases import drawn, jpeg_of, write_scenes
from makers.fernhill import small_fernhill
from servers.service import Browser

LONG = 240
AT = "/api/campaigns/{name}"
TOLD = document()

ELSEWHERE = {
    "/api/events": "it goes on for as long as one listens: test_orders.py",
    "/api/oidc/begin": "it takes an issuer: test_issuer.py",
    "/api/oidc/callback": "it takes an issuer: test_issuer.py",
    "/api/paintings/{id}/files/{file}": "bytes of a painting that was made: test_paintings.py",
}
"""Routes whose answers other tests hold to the document, or that answer no JSON."""


def strict(shape):
    """A shape in which what is answered may hold no field that the document does not name."""
    if isinstance(shape, list):
        return [strict(one) for one in shape]
    if not isinstance(shape, dict):
        return shape
    found = {key: strict(value) for key, value in shape.items()}
    if found.get("type") == "object" and "properties" in found:
        found.setdefault("additionalProperties", False)
    return found


COMPONENTS = strict(TOLD["components"])


def held(answer, template):
    """What an answer holds, once it was held to what the document says of the route."""
    assert answer.status_code == 200, (template, answer.text)
    told = TOLD["paths"][template]["get"]["responses"]["200"]["content"]
    kind = answer.headers["content-type"].partition(";")[0]
    assert {kind, f"{kind.partition('/')[0]}/*", "*/*"} & set(told), (template, kind)
    if kind != "application/json":
        return answer.content
    shape = strict(told[kind]["schema"]) | {"components": COMPONENTS}
    wrong = list(jsonschema.Draft202012Validator(shape).iter_errors(answer.json()))
    assert not wrong, (template, [(e.json_path, e.message[:200]) for e in wrong[:5]])
    return answer.json()


class Filled:
    """A house with a made campaign, a clip, a painting that waits, a base, a hook and a guest."""

    def __init__(self, address, folder):
        self.admin = Browser(address, "admin")
        self.admin.http.timeout = LONG
        house.adopt(folder / "fernhill", "made", who="admin")
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("REELWRIGHT_WHO", "admin")
            campaigns.make(folder / "fernhill", yes=True)
        write_scenes(folder / "scenes")
        bases.new("scenes", who="admin")
        holdings.add("scenes", [folder / "scenes"], approve=True, who="admin")
        self.film = self.told("GET", f"{AT}/films")[0]
        status = self.told("GET", f"{AT}/status")
        self.board = next(one["item"] for one in status if one["stage"] == "storyboard")
        thing = f"storyboard/{self.board}"
        place = [0.25, 0.5]
        self.told("POST", f"{AT}/comments", {"thing": thing, "text": "good", "place": place})
        shown = [thing, f"film/{self.film['id']}"]
        self.link = self.told("POST", f"{AT}/links", {"things": shown})
        self.told("POST", "/api/keys", {"label": "a program", "scopes": ["viewer"]})
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("REELWRIGHT_HOOKS_TO", '["127.0.0.0/8"]')
            self.told("POST", "/api/hooks", {"url": "http://127.0.0.1:9/reelwright"})
        self.told("PUT", "/api/spending/caps/all", {"most": 50})
        self.item = self.told("GET", "/api/bases/scenes/items")["items"][0]["id"]
        self.clip = self.clip_made()
        cup = self.admin.ask("PUT", "/api/clips/pictures/cup.jpg", content=jpeg_of(drawn(3)))
        painted = {"picture": cup.json()["id"], "mode": "remove", "where": "the cup"}
        self.painting = self.told("POST", "/api/paintings", painted)["id"]
        self.guest = Browser(address)
        opened = self.guest.ask("POST", "/api/review", json={"token": self.link["token"]})
        assert opened.status_code == 200, opened.text

    def told(self, method, path, body=None):
        more = {} if body is None else {"json": body}
        answer = self.admin.ask(method, path.replace("{name}", "made"), **more)
        assert answer.status_code < 300, (path, answer.text)
        return answer.json()

    def clip_made(self):
        """A clip that a worker made."""
        stop = threading.Event()
        worker = threading.Thread(target=lambda: orders.work(stop))
        worker.start()
        wanted = {"prompt": "a red kayak", "seconds": 2, "format": "1:1", "tags": ["sea"]}
        id_ = self.told("POST", "/api/clips", wanted)["id"]
        ends = time.monotonic() + LONG
        while self.told("GET", f"/api/clips/{id_}")["state"] in ("queued", "running"):
            assert time.monotonic() < ends
            time.sleep(0.2)
        stop.set()
        worker.join(LONG)
        return id_

    def paths(self, template):
        """Where a route of the document is asked, for each stage that has items."""
        within = template.replace("{name}", "made").replace("{base}", "scenes")
        if "{stage}/{item}" in within:
            return [within.replace("{stage}/{item}", one) for one in self.items(template)]
        film = self.film["id"] if "/films/" in within else self.board
        named = {"film": film, "item": self.item, "path": "campaign.toml", "thing": self.film["id"]}
        named |= {"storyboard": self.board, "number": "1"}
        if within.startswith("/api/orders"):
            named["id"] = self.told("GET", "/api/orders?state=done")[0]["id"]
        elif "{id}" in within:
            named["id"] = self.painting if "/paintings/" in within else self.clip
        if "{file}" in within:
            named["file"] = self.told("GET", f"{AT}/captions")["pictures"][0]["file"]
        if "{picture}" in within:
            named["picture"] = self.still() if "/takes/" in within else self.picture()
        return [re.sub(r"\{(\w+)\}", lambda found: named[found[1]], within)]

    def still(self):
        """A still of a take."""
        return self.told("GET", f"{AT}/takes/{self.board}")[0]["picture"]

    def picture(self):
        """A picture of the campaign's library that a scene shows."""
        shown = self.told("GET", f"{AT}/references/{self.board}")["references"]
        return next(one["picture"]["id"] for one in shown if one["picture"])

    def items(self, template):
        """An item of every stage that the route is about."""
        if "/review/" in template:
            return [f"storyboard/{self.board}"]
        items = {one["stage"]: one["name"] for one in self.told("GET", f"{AT}/status")}
        assert {"segment", "brief", "storyboard", "take", "film", "checks", "release"} <= set(items)
        if template.endswith("/draft"):
            return [items[stage] for stage in ("segment", "brief", "storyboard")]
        return list(items.values())


@pytest.fixture(scope="module")
def filled(service, tmp_path_factory):
    folder = tmp_path_factory.mktemp("filled")
    small_fernhill(folder / "fernhill")
    found = Filled(service, folder)
    yield found
    found.admin.http.close()
    found.guest.http.close()


READ = [path for path in TOLD["paths"] if "get" in TOLD["paths"][path] and path not in ELSEWHERE]
ASKED = {"/api/search": {"words": "a lighthouse"}, "/api/spending/ahead": {"what": "clip"}}


@pytest.mark.parametrize("template", READ)
def test_what_a_filled_house_answers_fits_the_document(filled, template):
    browser = filled.guest if template.startswith("/api/review") else filled.admin
    for path in filled.paths(template):
        answer = browser.ask("GET", path, params=ASKED.get(template, {}))
        assert held(answer, template) != [] or template in EMPTY


EMPTY = {
    *(f"{AT}/{part}" for part in ("facts/findings", "gates", "translations", "unsettled")),
    "/api/workers",
}
"""Lists that are empty in a house in which nothing is wrong or waits, and whose workers went."""


def test_what_is_held_elsewhere_is_still_there():
    assert set(ELSEWHERE) <= set(TOLD["paths"])
