"""Hooks, told by a worker's own loop to a real server on this machine."""

import base64
import hmac
import json
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from reelwright.domain.errors import InvalidIntake, NotAllowed
from reelwright.settings import Settings
from reelwright.store.hooks import PATIENCE
from reelwright.studio import hooks, house, orders, people
from reelwright.wiring.houses import hooks_of


@pytest.fixture
def home(tmp_path, monkeypatch):
    monkeypatch.setenv("REELWRIGHT_LIBRARY", str(tmp_path / "library"))
    monkeypatch.setenv("REELWRIGHT_CAMPAIGNS", str(tmp_path / "campaigns"))
    monkeypatch.setenv("REELWRIGHT_WHO", "ann")
    monkeypatch.setenv("REELWRIGHT_HOOKS_TO", '["127.0.0.0/8"]')
    people.add("ann", ["admin"], who="ann")
    for name in ("spring", "autumn"):
        house.new(name, "Blue Door")


@pytest.fixture
def other():
    """A server elsewhere: what it was told, and how it answers."""

    class Takes(BaseHTTPRequestHandler):
        def do_POST(self):
            body = self.rfile.read(int(self.headers["Content-Length"]))
            server.told.append((dict(self.headers), body, self.path))
            self.send_response(server.answers)
            if server.answers == 302:
                self.send_header("Location", "http://169.254.169.254/")
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *args):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Takes)
    server.told, server.answers = [], 204
    server.url = f"http://127.0.0.1:{server.server_port}/told?by=us"
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield server
    server.shutdown()
    thread.join()
    server.server_close()


def stopped(campaign):
    """An order that is cancelled at once: two things to tell."""
    return orders.stop(orders.ask(campaign).id)


def all_told():
    while hooks.deliver("here"):
        pass


def test_what_is_sent_is_signed_and_says_which_order(home, other):
    hook = hooks.add(other.url)
    order = stopped("spring")
    all_told()
    ((headers, body, path),) = other.told
    assert path == "/told?by=us"
    said = json.loads(body)
    assert said["type"] == "order.cancelled"
    assert said["data"]["order"] == order.id
    assert said["data"]["campaign"] == "spring"
    key = base64.b64decode(hook.secret.removeprefix("whsec_"))
    signed = f"{headers['webhook-id']}.{headers['webhook-timestamp']}.".encode() + body
    seal = base64.b64encode(hmac.digest(key, signed, "sha256")).decode()
    assert headers["webhook-signature"] == f"v1,{seal}"
    assert abs(int(headers["webhook-timestamp"]) - time.time()) < 60
    (kept,) = hooks.listed()
    assert kept.secret == ""
    assert kept.told_at
    all_told()
    assert len(other.told) == 1


def test_a_hook_is_tried_without_being_told_anything(home, other):
    hook = hooks.add(other.url)
    order = stopped("spring")
    assert hooks.try_out(hook.id).taken
    ((headers, body, _),) = other.told
    assert json.loads(body)["type"] == "hook.trial"
    assert headers["webhook-signature"] == hooks.signature(
        hook.secret, headers["webhook-id"], int(headers["webhook-timestamp"]), body
    )
    assert hooks.listed()[0].told_at == ""
    other.answers = 410
    refused = hooks.try_out(hook.id)
    assert (refused.taken, refused.trouble[-11:]) == (False, "answers 410")
    assert hooks.listed()[0].trouble == ""
    other.answers = 200
    all_told()
    assert json.loads(other.told[-1][1])["data"]["order"] == order.id, "it was still to be told"


def test_a_hook_hears_of_what_it_asked_for_and_of_nothing_before(home, other):
    stopped("spring")
    hooks.add(other.url, ["queued", "cancelled"], "autumn")
    stopped("spring")
    stopped("autumn")
    stopped("spring")
    all_told()
    kinds = [(json.loads(b)["type"], json.loads(b)["data"]["campaign"]) for _, b, _ in other.told]
    assert kinds == [("order.queued", "autumn"), ("order.cancelled", "autumn")]


@pytest.mark.parametrize("answer", [500, 302, 404])
def test_what_is_not_taken_is_sent_again_in_its_order_after_a_wait(home, other, answer):
    hook = hooks.add(other.url)
    first, second = stopped("spring"), stopped("spring")
    other.answers = answer
    all_told()
    assert len(other.told) == 1
    (kept,) = hooks.listed()
    assert str(answer) in kept.trouble
    all_told()
    assert len(other.told) == 1
    other.answers = 200
    hooks.switch_on(hook.id)
    all_told()
    said = [json.loads(body)["data"]["order"] for _, body, _ in other.told]
    assert said == [first.id, first.id, second.id]
    ids = [headers["webhook-id"] for headers, _, _ in other.told]
    assert ids[0] == ids[1] != ids[2]
    assert hooks.listed()[0].trouble == ""


def test_the_wait_doubles_and_after_days_the_hook_is_off(home, other):
    hook = hooks.add(other.url)
    stopped("spring")
    books = hooks_of(Settings())
    at, waits = 1_000_000_000.0, []
    while not books.one(hook.id).off_at:
        taken = books.take("here", at)
        assert taken is not None
        books.failed(taken, "here", taken.told, "it is away", at)
        wait = 5.0
        while books.take("there", at + wait) is None and wait < 10 * PATIENCE:
            wait *= 2
        waits.append(wait)
        at += wait + 61
    assert waits[:4] == [5, 10, 20, 40]
    assert max(waits[:-1]) <= 2 * 3600
    assert books.take("here", at + 10 * PATIENCE) is None


def test_a_delivery_that_was_cut_off_is_taken_up_by_another_worker(home, other):
    hooks.add(other.url)
    stopped("spring")
    books = hooks_of(Settings())
    now = time.time()
    assert books.take("one that dies", now) is not None
    assert books.take("another", now + 1) is None
    assert books.take("another", now + 61) is not None


def test_hooks_lead_to_no_place_within(home, monkeypatch):
    monkeypatch.setenv("REELWRIGHT_HOOKS_TO", "[]")
    for url in (
        "http://127.0.0.1/x",
        "https://localhost/x",
        "https://10.0.0.1/x",
        "https://169.254.169.254/latest",
        "https://[::1]/x",
        "https://[::ffff:10.0.0.1]/x",
        "https://0.0.0.0/",
        "http://93.184.215.14/x",
        "https://ann:word@93.184.215.14/x",
        "ftp://93.184.215.14/",
        "file:///etc/passwd",
        "nothing",
    ):
        with pytest.raises(InvalidIntake):
            hooks.add(url)


def test_only_an_admin_makes_hooks(home, other):
    people.add("eve", ["approver"], who="ann")
    for act in (lambda: hooks.add(other.url, who="eve"), lambda: hooks.listed(who="eve")):
        with pytest.raises(NotAllowed):
            act()


def test_a_worker_tells_hooks_by_itself(home, other):
    hooks.add(other.url)
    with hooks.delivering():
        stopped("autumn")
        ends = time.monotonic() + 60
        while not other.told and time.monotonic() < ends:
            time.sleep(0.05)
    assert json.loads(other.told[0][1])["data"]["campaign"] == "autumn"
