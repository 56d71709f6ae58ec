"""What many ask for at once is found once, and those who wait hold no thread."""

import asyncio
import time

import pytest

from reelwright.service.once import Once


def test_many_who_ask_at_once_are_answered_by_one_finding():
    found = []

    def find():
        time.sleep(0.2)
        found.append(1)
        return b"it"

    async def all_ask():
        once = Once(kept=60)
        return await asyncio.gather(*(once("a", find) for _ in range(100)))

    assert asyncio.run(all_ask()) == [b"it"] * 100
    assert len(found) == 1


def test_an_answer_grows_old_and_other_keys_are_found_for_themselves():
    async def ask():
        once = Once(kept=0)
        return [await once(key, lambda key=key: key.encode()) for key in "abca"]

    assert asyncio.run(ask()) == [b"a", b"b", b"c", b"a"]


def test_what_cannot_be_found_is_told_to_each_and_kept_for_none():
    def fails():
        raise ValueError("no")

    async def ask():
        once = Once(kept=60)
        with pytest.raises(ValueError, match="no"):
            await once("a", fails)
        return await once("a", lambda: b"now")

    assert asyncio.run(ask()) == b"now"
