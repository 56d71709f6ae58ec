"""A service that listens on this machine, and browsers that ask it over real sockets."""

import threading
import time
from contextlib import contextmanager

import httpx2
import pytest

WORD = "a long enough word"
ROLES = ("viewer", "editor", "approver", "admin")


@contextmanager
def listening(**settings):
    """A service on a free port, in a thread of its own; yields its address."""
    uvicorn = pytest.importorskip("uvicorn")
    from reelwright.service.app import create_app
    from reelwright.studio.reach import Reach

    config = uvicorn.Config(
        create_app(Reach(**settings)), port=0, log_level="warning", lifespan="on"
    )
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        assert thread.is_alive()
        time.sleep(0.02)
    port = server.servers[0].sockets[0].getsockname()[1]
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        server.should_exit = True
        thread.join(60)


@contextmanager
def fresh(folder):
    """A service in whose house nobody works yet; yields its address, and the first word."""
    from argon2 import PasswordHasher

    from reelwright.studio import people

    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("REELWRIGHT_LIBRARY", str(folder / "library"))
        patch.setenv("REELWRIGHT_CAMPAIGNS", str(folder / "campaigns"))
        patch.delenv("REELWRIGHT_WHO", raising=False)
        quick = PasswordHasher(time_cost=1, memory_cost=64, parallelism=1)
        patch.setattr(people, "_hasher", lambda: quick)
        with listening() as address:
            yield address, people.founding()


@contextmanager
def housed(folder):
    """A service with people of every role and one campaign; yields its address."""
    from reelwright.studio import house, people

    with fresh(folder) as (address, word):
        people.found(word, "admin", WORD)
        for role in ROLES[:-1]:
            people.add(role, [role], password=WORD, who="admin")
        house.new("spring", "Blue Door", who="admin")
        yield address


class Browser:
    """A signed-in browser: it keeps the cookie, and sends the proof with what changes something."""

    def __init__(self, address, name=None):
        self.http = httpx2.Client(base_url=address, timeout=60)
        self.proof = ""
        if name:
            answer = self.http.post("/api/session", json={"name": name, "password": WORD})
            assert answer.status_code == 200, answer.text
            self.proof = answer.json()["proof"]

    def ask(self, method, path, **more):
        headers = {"X-Reelwright-Proof": self.proof} | more.pop("headers", {})
        return self.http.request(method, path, headers=headers, **more)


def asked(address, name, method, path, **more):
    """What a person's browser is answered, which then is closed: a service tells all it changes.

    What was made beside the service it may tell some seconds late.
    """
    browser = Browser(address, name)
    try:
        return browser.ask(method, path, **more).json()
    finally:
        browser.http.close()
