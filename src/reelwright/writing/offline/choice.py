"""Chooses the lines of a film: what is said in each scene, and over which picture."""

import random
from collections.abc import Sequence
from dataclasses import replace

from ...domain.storyboard import Beat
from .desk import Choice, Desk, Way, pools_for, ways_of
from .lines import Thought
from .value import value_of

STARTS, DRAFTS, CHANGES = 3, 40, 260
"""Searches, arrangements each begins from, and changes it tries; more do not read better."""


def choose(beats: Sequence[Beat], desk: Desk, source: random.Random) -> tuple[Choice, ...]:
    """The best arrangement that a search by chance finds; see offline_value for what is better."""
    pools = pools_for(beats, desk)
    ways = [
        {line.id: ways_of(beat, line, desk, len(beats)) for line in pool}
        for beat, pool in zip(beats, pools, strict=True)
    ]
    best: tuple[float, tuple[Choice, ...]] | None = None
    for _ in range(STARTS):
        drafts = [_propose(beats, pools, ways, source) for _ in range(DRAFTS)]
        made = max(drafts, key=lambda draft: value_of(draft, desk))
        value = value_of(made, desk)
        for _ in range(CHANGES):
            other = _changed(made, pools, ways, source)
            if (better := value_of(other, desk)) > value + 1e-9:
                made, value = other, better
        if best is None or value > best[0] + 1e-9:
            best = (value, made)
    assert best is not None  # STARTS is positive
    return best[1]


Ways = list[dict[str, tuple[Way, ...]]]


def _propose(
    beats: Sequence[Beat], pools: list[list[Thought]], ways: Ways, source: random.Random
) -> tuple[Choice, ...]:
    made: list[Choice] = []
    for n, beat in enumerate(beats):
        made.append(_drawn(beat, pools[n], ways[n], made, source))
    return tuple(made)


def _drawn(
    beat: Beat,
    pool: list[Thought],
    ways: dict[str, tuple[Way, ...]],
    others: Sequence[Choice],
    source: random.Random,
) -> Choice:
    taken = {(c.line.kind, c.line.id) for c in others}
    free = [x for x in pool if (x.kind, x.id) not in taken] or pool
    line = free[min(int(source.expovariate(0.7)), len(free) - 1)]
    return Choice(beat, line, source.choice(ways[line.id]), source.choice(line.shows))


def _changed(
    made: tuple[Choice, ...], pools: list[list[Thought]], ways: Ways, source: random.Random
) -> tuple[Choice, ...]:
    """The arrangement with another line, other words or another picture in one scene."""
    at = source.randrange(len(made))
    old, what = made[at], source.random()
    same = [n for n, c in enumerate(made) if c.beat == old.beat and n != at and n]
    if what < 0.15 and same and at:
        return _swapped(made, at, source.choice(same), ways)
    if what < 0.45:
        others = [c for n, c in enumerate(made) if n != at]
        new = _drawn(old.beat, pools[at], ways[at], others, source)
    elif what < 0.8:
        new = replace(old, way=source.choice(ways[at][old.line.id]))
    else:
        new = replace(old, sight=source.choice(old.line.shows))
    return (*made[:at], new, *made[at + 1 :])


def _swapped(made: tuple[Choice, ...], one: int, other: int, ways: Ways) -> tuple[Choice, ...]:
    """The arrangement with two scenes of one beat in each other's place, where both may stand."""
    if made[one].line.id not in ways[other] or made[other].line.id not in ways[one]:
        return made
    found = list(made)
    found[one], found[other] = made[other], made[one]
    return tuple(found)
