"""What many ask for at once is found once, and those who wait hold no thread."""

import asyncio
import time

import pytest

from reelwright.service.once import SPARE, Once


def test_many_who_ask_at_once_are_answered_by_one_finding():
    found = []

    def find():
        time.sleep(0.2)
        found.append(1)
        return b"it"

    async def all_ask():
        once = Once(60, 60)
        return await asyncio.gather(*(once("a", find) for _ in range(100)))

    assert asyncio.run(all_ask()) == [b"it"] * 100
    assert len(found) == 1


def test_an_answer_grows_old_and_other_keys_are_found_for_themselves():
    async def ask():
        once = Once(0, 0)
        return [await once(key, lambda key=key: key.encode()) for key in "abca"]

    assert asyncio.run(ask()) == [b"a", b"b", b"c", b"a"]


def test_what_cannot_be_found_is_told_to_each_and_kept_for_none():
    def fails():
        raise ValueError("no")

    async def ask():
        once = Once(60, 60)
        with pytest.raises(ValueError, match="no"):
            await once("a", fails)
        return await once("a", lambda: b"now")

    assert asyncio.run(ask()) == b"now"


def test_while_another_is_found_the_one_before_is_given_until_it_is_too_old():
    found = []

    def find():
        time.sleep(0.1)
        found.append(len(found))
        return str(found[-1]).encode()

    async def asks():
        once = Once(0, 60)
        first = await once("a", find)
        assert await once("a", find) == first
        await asyncio.sleep(0.1)
        assert len(found) == 1, "what takes long is not looked for again at once"
        await asyncio.sleep(0.1 * SPARE)
        began = time.monotonic()
        given = [await once("a", find) for _ in range(20)]
        waited = time.monotonic() - began
        await asyncio.sleep(0.3)
        return first, given, waited, await once("a", find)

    first, given, waited, later = asyncio.run(asks())
    assert (first, set(given)) == (b"0", {b"0"})
    assert waited < 0.1
    assert later == b"1"
    assert len(found) == 2, "one found it beside, for all twenty"


def test_what_was_changed_is_never_told_as_it_was_before():
    state = [b"before"]

    def find():
        now = state[0]
        time.sleep(0.1)
        return now

    async def asks():
        once = Once(0, 60)
        assert await once("a", find) == b"before"
        await asyncio.sleep(0.1 * SPARE + 0.1)
        await once("a", find)  # another is found beside
        await asyncio.sleep(0.02)
        state[0] = b"after"
        once.forget("a")
        told = await once("a", find)
        await asyncio.sleep(0.2)
        return told, await once("a", find)

    assert asyncio.run(asks()) == (b"after", b"after")


def test_an_answer_is_not_given_for_what_it_was_not_found_of():
    async def asks():
        once = Once(60, 60)
        before = await once("a", lambda: b"before", ("order", "running"))
        assert await once("a", lambda: b"other", ("order", "running")) == before
        after = await once("a", lambda: b"after", ("order", "done"))
        return before, after, await once("a", lambda: b"other", ("order", "done"))

    assert asyncio.run(asks()) == (b"before", b"after", b"after")


def test_what_was_being_found_when_it_changed_is_kept_for_nobody():
    async def asks():
        once = Once(60, 60)
        slow = asyncio.create_task(once("a", lambda: time.sleep(0.2) or b"before", 1))
        await asyncio.sleep(0.05)
        after = await once("a", lambda: b"after", 2)
        return await slow, after, await once("a", lambda: b"other", 2)

    assert asyncio.run(asks()) == (b"before", b"after", b"after")
