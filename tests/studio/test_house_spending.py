"""What a house spends on models in a month: counted and capped before each request, paid once."""

import os
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal

import cv2
import numpy as np
import pytest
from typer.testing import CliRunner

from reelwright.cli import app
from reelwright.domain.errors import InvalidIntake, NotAllowed, OverBudget
from reelwright.settings import Settings
from reelwright.store import FolderStore
from reelwright.store.answers import Answers
from reelwright.store.database import Database
from reelwright.store.months import Months
from reelwright.store.spends import Spend
from reelwright.studio import bases, costs, holdings, inpainting, people, prompts
from reelwright.wiring.spending import months_of

from makers.bases import jpeg_of
from makers.inpainting import canvas, meadow, spot
from servers import embedding, warm


@pytest.fixture
def home(tmp_path, monkeypatch):
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    monkeypatch.setenv("REELWRIGHT_LIBRARY", str(tmp_path / "library"))
    monkeypatch.setenv("REELWRIGHT_CAMPAIGNS", str(tmp_path / "campaigns"))
    monkeypatch.setenv("REELWRIGHT_CURRENCY", "EUR")
    monkeypatch.setenv(
        "REELWRIGHT_PRICES", '{"embed/openai": {"request": 1}, "inpaint/canvas": {"picture": 2}}'
    )
    return tmp_path


@pytest.fixture
def server(home, monkeypatch):
    """A service of embeddings that is paid: 1 EUR a request."""
    with embedding.running(embedding.openai) as found:
        options = f'{{"embed/openai": {{"model": "m", "address": "{found.address}/v1"}}}}'
        monkeypatch.setenv("REELWRIGHT_EMBEDDERS", options)
        monkeypatch.setenv("REELWRIGHT_EMBED_KEY", embedding.KEY)
        yield found


BEGUN = 1
"""Requests that open an embedder: one to see what it is."""


def answered(server):
    """Requests that were not refused: those that a provider bills."""
    return [body for _, _, body in server.seen if "input" in body]


def file_in(home, name, shade):
    path = home / f"{name}.jpg"
    path.write_bytes(jpeg_of(np.full((200, 300, 3), shade, np.uint8)))
    return path


def test_what_a_library_asks_of_a_service_is_counted_capped_and_goes_on(home, server):
    bases.new("shop", spaces=["embed/openai"])
    opened, told = costs.house().spent.amount, costs.ahead("add", count=1, bases=["shop"])
    holdings.add("shop", [file_in(home, "red-cup", 40)], approve=True, workers=1)
    found = costs.house()
    assert found.spent.amount == len(answered(server)) > 1
    assert 0 < told.least <= told.most
    assert found.spent.amount - opened - BEGUN <= told.most
    assert [(c.name, c.amount) for c in found.by_work] == [("libraries", found.spent.amount)]
    costs.cap("all", found.spent.amount)
    sent, blue = len(server.seen), file_in(home, "blue-jug", 90)
    with pytest.raises(OverBudget) as refused:
        holdings.add("shop", [blue], workers=1)
    for said in ("embed/openai", "1.00 EUR", f"{found.spent.amount}.00 EUR", "--cap all="):
        assert said in str(refused.value)
    assert len(server.seen) == sent
    # A cap on other work does not stop this one.
    costs.cap("all", None)
    costs.cap("paintings", 0)
    holdings.add("shop", [blue], workers=1)
    assert costs.house().spent.amount == len(answered(server)) > found.spent.amount
    costs.cap("libraries", found.spent.amount)
    with pytest.raises(OverBudget, match=r"may spend on libraries in 20\d\d-\d\d"):
        holdings.search("a green bowl", bases=["shop"])


def test_paintings_are_paid_by_the_picture_and_stop_at_the_cap(home, monkeypatch):
    picture, mask = home / "meadow.jpg", home / "mask.png"
    picture.write_bytes(jpeg_of(meadow(400, 300)))
    cv2.imwrite(str(mask), spot(400, 300))
    with canvas(monkeypatch, attempts=1) as made:
        monkeypatch.setenv("AWS_DEFAULT_REGION", "us-east-1")
        monkeypatch.setenv("AWS_ENDPOINT_URL_BEDROCK_RUNTIME", made.server.address)
        costs.cap("paintings", 5)

        told = costs.ahead("paint", count=2, backend="canvas")
        assert (told.least, told.most, told.left) == (4, 4, 5)

        def paint(seed, count):
            inpainting.paint(
                picture, mode="remove", mask=mask, count=count, seed=seed, backend="canvas",
                out=home / f"out-{seed}",
            )  # fmt: skip

        paint(1, 2)
        assert costs.house().spent.amount == 4
        with pytest.raises(OverBudget, match=r"painting of meadow\.jpg .*may cost 2\.00 EUR"):
            paint(2, 1)
        assert len(made.service.asked) == 1
        paint(1, 2)
        assert len(made.service.asked) == 1, "the same picture is not paid again"


def test_a_text_model_without_a_price_is_refused_under_a_cap(home, monkeypatch):
    monkeypatch.setenv("REELWRIGHT_MODEL", "test")
    costs.cap("clips", 10)
    with pytest.raises(OverBudget, match=r"what test costs is not known"):
        prompts.enhance("a red cup on a table")
    monkeypatch.setenv("REELWRIGHT_PRICES", '{"test": {"tokens_in": 1000}}')
    two = costs.ahead("clip", count=2)
    assert (two.next[0].backend, two.least) == ("test", 2 * costs.ahead("clip").least)
    more = costs.ahead("enhance")
    assert 0 < more.least < more.left == 10
    prompts.enhance("a red cup on a table")
    (clips,) = costs.house().by_work
    assert (clips.name, clips.amount > 0) == ("clips", True)
    assert clips.amount <= more.most
    prompts.enhance("a red cup on a table")
    assert costs.house().by_work == (clips,), "who asks the same is given what was paid for"


WORKER = """
import sys
import threading
from reelwright.domain.errors import OverBudget
from reelwright.settings import Settings
from reelwright.wiring.libraries import open_library

load = open_library(Settings())._load
try:
    embedder = load("embed/openai", None)
    for n in range(4):
        embedder.texts([f"{sys.argv[1]} {n}"])
except OverBudget:
    sys.exit(3)
"""


def test_workers_side_by_side_never_pass_the_cap_and_pay_for_the_same_once(server):
    """Two processes open an embedder, which asks both times the same, and embed four texts each."""
    costs.cap("libraries", 5)

    def work(n):
        command = [sys.executable, "-c", WORKER, str(n)]
        return warm.run(command, capture_output=True, text=True, env=dict(os.environ))

    with ThreadPoolExecutor(2) as pool:
        ended = list(pool.map(work, range(2)))
    assert 3 in [done.returncode for done in ended], ended
    asked = [body["input"] for body in answered(server)]
    assert len(asked) == costs.house().spent.amount == 5
    assert asked.count(["probe"]) == 1


def test_only_an_admin_sets_a_cap_and_a_cap_is_an_amount_on_a_work(home, monkeypatch):
    for name, role in (("ann", "admin"), ("ben", "editor")):
        people.add(name, [role], who="ann")
    with pytest.raises(NotAllowed, match="admin"):
        costs.cap("all", 5, who="ben")
    costs.cap("all", 5, who="ann")
    assert [(c.what, c.most) for c in costs.house(who="ben").caps] == [("all", 5)]
    for what, most in (("films", 5), ("all", -1), ("all", float("nan"))):
        with pytest.raises(InvalidIntake):
            costs.cap(what, most, who="ann")


def test_a_month_ends_and_its_cap_begins_anew(home):
    months = months_of(Settings())
    months.cap("all", Decimal(3), "ann")

    def spend(job, at):
        return months.reserve(Spend(job, "b", "clips", "", "reserved", Decimal(2), at))

    assert spend("a", "2026-11-30T23:59:59+00:00") is None
    passed = spend("b", "2026-11-30T23:59:59+00:00")
    assert (passed.limit.most, passed.spent) == (3, 2)
    assert spend("b", "2026-12-01T00:00:00+00:00") is None
    assert [s.job for s in months.spent("2026-11-02T00:00:00+00:00")] == ["a"]


def test_on_a_server_machines_share_the_caps_and_the_answers(own_database, tmp_path):
    sent, gate = [], threading.Barrier(2)

    def machine(n):
        database = Database(own_database, "house", "the house in")
        months = Months(database)
        answers = Answers(database, FolderStore(tmp_path / "assets"), tmp_path / "locks")
        months.cap("clips", Decimal(5), "ann")
        gate.wait()
        at, refused = "2026-11-30T12:00:00+00:00", 0
        for k in range(4):
            spend = Spend(f"{n} {k}", "b", "clips", "", "reserved", Decimal(1), at)
            refused += months.reserve(spend) is not None

        def send():
            sent.append(n)
            return b"paid for"

        return refused, answers.once("a" * 64, send)

    with ThreadPoolExecutor(2) as pool:
        found = list(pool.map(machine, range(2)))
    assert sum(refused for refused, _ in found) == 3
    assert [answer for _, answer in found] == [b"paid for"] * 2
    assert len(sent) == 1


def test_what_costs_nothing_is_told_as_nothing_and_what_has_no_price_by_its_name(home, monkeypatch):
    for what in ("clip", "join", "paint"):
        free = costs.ahead(what, count=3, backend="patch" if what == "paint" else "")
        assert (free.next, free.most, free.left) == ((), 0, None)
    monkeypatch.setenv("REELWRIGHT_PRICES", "{}")
    (quote,) = costs.ahead("paint", count=3, backend="canvas").next
    assert (quote.backend, quote.known, quote.most) == ("inpaint/canvas", False, 0)


def test_the_command_line_tells_what_it_costs_before_it_asks(home, monkeypatch):
    picture, mask = home / "meadow.jpg", home / "mask.png"
    picture.write_bytes(jpeg_of(meadow(400, 300)))
    cv2.imwrite(str(mask), spot(400, 300))
    monkeypatch.setenv("AWS_DEFAULT_REGION", "us-east-1")
    told = CliRunner().invoke(app, ["spending", "--cap", "paintings=3"])
    assert "cap on paintings: 3.00 EUR a month" in told.output
    words = ["inpaint", str(picture), "--mode", "remove", "--mask", str(mask), "--count", "2"]
    with canvas(monkeypatch, attempts=1) as made:
        monkeypatch.setenv("AWS_ENDPOINT_URL_BEDROCK_RUNTIME", made.server.address)
        done = CliRunner().invoke(app, [*words, "--backend", "canvas"])
    assert "it costs 4.0000 to 4.0000 EUR; 3.00 may still be spent this month" in done.output
    assert isinstance(done.exception, OverBudget) or "was not made" in done.output
    assert made.service.asked == []
