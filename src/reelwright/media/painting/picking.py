"""Which of several things alike is meant: "the second cup from the left", "the biggest leaf".

Things are told apart where they do not touch. Where the words leave open which is meant, or the
picture does not show so many, there is a reason and no mask.
"""

import re
from dataclasses import dataclass
from itertools import pairwise

import cv2
import numpy as np

ALIKE = 2.5
"""Factor between the sizes of things of one kind at most, where they are counted off."""
CLEARLY = 1.25
"""Factor by which the biggest thing is larger than the next, at least."""
IN_A_ROW = 0.35
"""Shares of a thing's size that its neighbour in a row is further along, at least."""
LEAST = 0.04
"""Share of the largest thing under which a piece is none."""

_RANKS = {
    "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7,
    "eighth": 8, "ninth": 9, "tenth": 10, "1st": 1, "2nd": 2, "3rd": 3, "last": -1,
    **{f"{n}th": n for n in range(4, 21)},
}  # fmt: skip
_COUNTS = {
    "both": 2, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
    "nine": 9, "ten": 10,
}  # fmt: skip
_SIDES = {"left": (0, -1), "right": (0, 1), "top": (1, -1), "bottom": (1, 1)}
_ENDS = {
    "leftmost": "left", "rightmost": "right", "topmost": "top", "uppermost": "top",
    "highest": "top", "bottommost": "bottom", "lowest": "bottom", "lowermost": "bottom",
}  # fmt: skip
_RANK = re.compile(rf"\b(?P<rank>{'|'.join(_RANKS)})\b(?!(?:[- ](?:aid|hand|minute|class|name)))")
_SIDE = re.compile(
    r"\b(?P<how>from|on|at|to|by) (?:the )?(?:far |very )?(?P<side>left|right|top|bottom)\b"
    r"(?: (?:hand )?side)?(?! (?:half|third|quarter|corner))"
)
_END = re.compile(rf"\b(?P<end>{'|'.join(_ENDS)})\b")
_SIZE = re.compile(
    r"\b(?P<large>biggest|largest|tallest|big|large|bigger|larger)\b|"
    r"\b(?P<small>smallest|littlest|tiniest|shortest|small|little|tiny|smaller)\b"
)
_COUNT = re.compile(rf"\b(?P<count>{'|'.join(_COUNTS)})\b(?! (?:thirds|quarters))")
_SOME = re.compile(r"\b(?P<of>one|any|any one|some|a few|several|\w+) of (?:the|these|those|my)\b")
_OPEN = re.compile(r"\b(?:another|the other|every (?:second|third|other)|the next(?! to))\b")
_PART = re.compile(
    r"\b(?:half|top|bottom|edge|rim|tip|end|middle|centre|center|side|part|upper part|lower part)"
    r" of (?:the|an?|this|that|my|one)\b(?! (?:picture|image|photo|photograph|frame|scene)\b)"
)


@dataclass(frozen=True)
class Pick:
    """Which is meant. side: (axis, side) that is counted from; size: "large" or "small".

    rank: 1 is the nearest to the side, or the largest. count: how many, 0: not said. open: why the
    words alone leave it open, "" where they do not.
    """

    rank: int = 0
    side: tuple[int, int] | None = None
    size: str = ""
    count: int = 0
    any: bool = False
    open: str = ""


def read_pick(text: str) -> tuple[Pick | None, str]:
    """Which of several a phrase means, and the phrase without that; None: it speaks of no such."""
    words = " ".join(text.lower().split())
    if _PART.search(words):
        return Pick(open="only a part of a thing is meant, and parts are not told apart"), words
    if _OPEN.search(words):
        return Pick(open="which one is meant is not said"), words
    some = _SOME.search(words)
    if some and (some["of"] in ("one", "any", "any one") or some["of"] in _COUNTS):
        rest = words.replace(some[0], "the", 1)
        if some["of"] in _COUNTS:
            return Pick(open="which of them are meant is not said"), rest
        return Pick(any=True), rest
    end, rank, size, count = (p.search(words) for p in (_END, _RANK, _SIZE, _COUNT))
    side = _SIDE.search(words)
    ranked = _RANKS[rank["rank"]] if rank else 0
    if end:
        return Pick(rank=1, side=_SIDES[_ENDS[end["end"]]]), _without(words, end)
    if rank and side:
        axis, towards = _SIDES[side["side"]]
        far = ranked == -1 and side["how"] == "from"
        place = (axis, -towards if far else towards)
        return Pick(rank=abs(ranked), side=place), _without(words, rank, side)
    if size and (rank or not side):
        kind = "large" if size["large"] else "small"
        return Pick(rank=max(1, ranked), size=kind), _without(
            words, size, *([rank] if rank else [])
        )
    if rank and not re.search(r"\b(?:left|right|top|bottom|upper|lower|middle)\b", words):
        return Pick(open="it is not said from which side it is counted"), words
    if count:
        kept = [count, side] if side else [count]
        return (
            Pick(count=_COUNTS[count["count"]], side=_SIDES[side["side"]] if side else None),
            _without(words, *kept),
        )
    return None, text


def _without(words: str, *found: re.Match[str]) -> str:
    for hit in found:
        words = words.replace(hit[0], " ", 1)
    return " ".join(words.split())


def apart(mask: np.ndarray) -> list[np.ndarray]:
    """The things of a mask that do not touch, as masks of their own, the largest first."""
    count, labels, stats, _ = cv2.connectedComponentsWithStats(np.asarray(mask > 0, np.uint8))
    areas = [(int(stats[n, cv2.CC_STAT_AREA]), n) for n in range(1, count)]
    most = max((area for area, _ in areas), default=0)
    kept = sorted((a for a in areas if a[0] >= LEAST * most), reverse=True)
    return [np.where(labels == n, 255, 0).astype(np.uint8) for _, n in kept]


def picked(things: list[np.ndarray], pick: Pick) -> tuple[np.ndarray, str]:
    """The things that are meant, of at least two that were told apart; and why none is, or ""."""
    none = np.zeros_like(things[0])
    areas = [int((t > 0).sum()) for t in things]
    if pick.any:
        return things[0], ""
    if pick.size:
        order = sorted(range(len(things)), key=lambda n: areas[n], reverse=pick.size == "large")
        if pick.rank > len(order):
            return none, f"there are only {len(order)} such things"
        around = order[max(0, pick.rank - 2) : pick.rank + 1]
        sizes = sorted(areas[n] for n in around)
        if any(b < CLEARLY * a for a, b in pairwise(sizes)):
            return none, "several such things are about as large"
        return things[order[pick.rank - 1]], ""
    if pick.count and not pick.side:
        if pick.count != len(things):
            return none, f"there are {len(things)} such things, not {pick.count}"
        return np.max(things, axis=0), ""
    assert pick.side is not None  # whatever else counts from a side
    wanted = pick.count or pick.rank
    if max(areas) > ALIKE * min(areas):
        return none, "such things differ so much in size that they may be of several kinds"
    if wanted > len(things):
        return none, f"there are only {len(things)} such things"
    axis, towards = pick.side
    places = [float(np.argwhere(t > 0).mean(0)[1 - axis]) for t in things]
    order = sorted(range(len(things)), key=lambda n: places[n], reverse=towards > 0)
    across = float(np.median(areas)) ** 0.5
    edges = (
        order[max(0, wanted - 2) : wanted + 1] if not pick.count else order[wanted - 1 : wanted + 1]
    )
    steps = [abs(places[a] - places[b]) for a, b in pairwise(edges)]
    if any(step < IN_A_ROW * across for step in steps):
        return none, "such things stand beside each other there, and not in a row"
    if pick.count:
        return np.max([things[n] for n in order[:wanted]], axis=0), ""
    return things[order[wanted - 1]], ""
