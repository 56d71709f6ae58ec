"""Orders: taken by one worker at a time, begun again when it is lost, told of by number."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from reelwright.domain.errors import Conflict, NotFound
from reelwright.store.database import Database
from reelwright.store.orders import LEASE, TRIES, WAIT, Orders


@pytest.fixture(params=["file", "server"])
def orders(request, tmp_path):
    if request.param == "server":
        return Orders(Database(request.getfixturevalue("own_database"), "house"))
    return Orders(tmp_path / "house.db")


def asked(orders, campaign="spring", **body):
    return orders.ask(campaign, "make", body, "ann")


def test_the_same_mark_is_one_order_and_belongs_to_one_person(orders):
    first = orders.ask("spring", "make", {"until": "cut"}, "ann", "m1")
    assert orders.ask("spring", "make", {"until": "cut"}, "ann", "m1").id == first.id
    assert orders.ask("spring", "make", {"until": "cut"}, "bob", "m1").id != first.id
    with pytest.raises(Conflict, match="m1"):
        orders.ask("spring", "make", {"until": "shoot"}, "ann", "m1")
    assert len(orders.listed()) == 2


def test_an_order_is_taken_once_however_many_ask(orders):
    ids = {asked(orders, f"c{n}").id for n in range(6)}
    with ThreadPoolExecutor(6) as pool:
        taken = [t.id for t in pool.map(lambda n: orders.take(f"w{n}"), range(8)) if t]
    assert sorted(taken) == sorted(ids)


def test_orders_of_one_campaign_are_made_one_after_the_other(orders):
    first, second, other = asked(orders), asked(orders), asked(orders, "summer")
    assert orders.take("w", 0.0).id == first.id
    assert orders.take("w", 0.0).id == other.id
    assert orders.take("w", 0.0) is None
    assert orders.end(first, "w", "done", result={"films": 1})
    assert orders.take("w", 0.0).id == second.id
    assert orders.one(first.id).result == {"films": 1}


def test_an_order_whose_worker_falls_silent_is_taken_up_by_another(orders):
    order = asked(orders)
    assert orders.take("one", 0.0).tries == 1
    assert orders.renew(order.id, "one", LEASE - 1)
    assert orders.take("two", LEASE + 1) is None
    again = orders.take("two", 2 * LEASE)
    assert (again.id, again.tries) == (order.id, 2)
    assert not orders.renew(order.id, "one", 2 * LEASE)
    assert not orders.end(order, "one", "done")
    assert orders.end(order, "two", "done")


@pytest.mark.proves("S1-23")
def test_what_fails_in_passing_waits_twice_as_long_each_time_and_is_dead_in_the_end(orders):
    order, clock = asked(orders), 0.0
    for attempt in range(1, TRIES + 1):
        taken = orders.take("w", clock)
        assert taken.tries == attempt
        assert orders.again(taken, "w", "the model was away", clock)
        if attempt < TRIES:
            wait = WAIT * 2 ** (attempt - 1)
            assert orders.take("w", clock + wait - 0.1) is None
            clock += wait
    dead = orders.one(order.id)
    assert (dead.state, dead.reason) == ("dead", "the model was away")
    assert [o.id for o in orders.listed(state="dead")] == [order.id]
    assert orders.take("w", clock + 1e6) is None
    assert orders.retry(order.id, "bob").state == "queued"
    assert orders.take("w", clock).tries == 1


@pytest.mark.proves("S1-23")
def test_an_order_that_kills_every_worker_is_dead_in_the_end(orders):
    order = asked(orders)
    for n in range(TRIES):
        assert orders.take("w", n * 2 * LEASE)
    assert orders.take("w", TRIES * 2 * LEASE) is None
    assert orders.one(order.id).state == "dead"


def test_what_a_worker_hands_back_counts_as_never_begun(orders):
    order = asked(orders)
    for _ in range(2 * TRIES):
        taken = orders.take("w", 0.0)
        assert taken.tries == 1
        assert orders.hand_back(order, "w")


def test_an_order_is_stopped_at_once_while_it_waits_and_by_its_worker_later(orders):
    waiting = asked(orders)
    assert orders.stop(waiting.id, "bob").state == "cancelled"
    running = asked(orders)
    orders.take("w", 0.0)
    assert (orders.stop(running.id, "bob").state, orders.one(running.id).stopped_by) == (
        "running", "bob",
    )  # fmt: skip
    assert orders.end(running, "w", "cancelled")
    done = asked(orders)
    orders.end(orders.take("w", 0.0), "w", "done")
    with pytest.raises(Conflict, match="is done"):
        orders.retry(done.id, "ann")
    with pytest.raises(NotFound):
        orders.stop("make-nothing", "bob")


def test_tidings_are_read_on_from_the_last_number(orders):
    order, other = asked(orders), asked(orders, "summer")
    orders.take("w", 0.0)
    orders.tell(order, "w", "part", {"share": 0.5}, step="shoot", share=0.4, left_s=9.0)
    orders.tell(order, "stranger", "part", {"share": 0.9}, share=0.9)
    found = orders.one(order.id)
    assert (found.step, found.share, found.left_s) == ("shoot", 0.4, 9.0)
    kinds = [(t.order, t.kind) for t in orders.tidings(0)]
    assert kinds == [
        (order.id, "state"), (other.id, "state"), (order.id, "state"), (order.id, "part"),
    ]  # fmt: skip
    third = orders.tidings(0)[2].number
    assert [t.body for t in orders.tidings(third)] == [{"share": 0.5}]
    assert {t.campaign for t in orders.tidings(0, "summer")} == {"summer"}
    assert orders.last() == orders.tidings(0)[-1].number
    assert orders.forget("9999") == 1
    assert [t.kind for t in orders.tidings(0)] == ["state"] * 3


def test_the_newest_orders_come_first_page_by_page(orders):
    ids = [asked(orders, f"c{n}").id for n in range(5)]
    page = orders.listed(limit=2)
    assert [o.id for o in page] == ids[:2:-1]
    assert [o.id for o in orders.listed(before=page[-1].number, limit=2)] == ids[2:0:-1]
    assert [o.id for o in orders.listed("c1")] == [ids[1]]
