"""What makes one arrangement of a film's lines better than another, as one number.

Better is what suits the segment and the drawn traits, keeps to the hook's thought, fills the time
without filling it up, names the company before the film is half over, changes the scale of the
picture at every cut, keeps to few people, and repeats neither words nor pictures.
"""

from collections.abc import Sequence
from functools import lru_cache
from itertools import combinations, pairwise

from ..timing import GRID
from ..vocabulary import likeness, stems
from ..words import words
from .desk import Choice, Desk

FULL = 0.97
"""Share of the time that words, breath and the last hold should take."""


LONGEST = 6.0
"""Seconds that a picture is looked at; the last one may stay."""


def value_of(made: tuple[Choice, ...], desk: Desk) -> float:
    """The sum of all that speaks for an arrangement and against it."""
    return (
        _suits(made, desk)
        + _keeps_to_it(made, desk)
        + _fits(made, float(desk.seconds))
        + _names(made, desk.brand)
        + _leads(made, desk)
        + _pictures(made, desk.product)
        + _repeats(made, desk.brand)
    )


def spoken_for(made: Sequence[Choice]) -> float:
    """Seconds that the words of an arrangement need, with their quiet and the last hold."""
    return sum(c.way.seconds + 1 / GRID for c in made)


def _suits(made: tuple[Choice, ...], desk: Desk) -> float:
    value = sum(c.line.weight / (desk.best[c.line.kind] or 1.0) for c in made if c.line.weight)
    value += sum(0.5 for c in made if stems(*c.line.answers) & desk.stressed)
    first = next((c.line.id for c in made if c.line.kind == "proof"), "")
    return value + 6.0 * (first in desk.brief.proofs[:1])


def _keeps_to_it(made: tuple[Choice, ...], desk: Desk) -> float:
    """One thought a film: what follows answers the same needs as the hook."""
    hook = made[0].line
    about = stems(desk.brief.concept.hook, *hook.answers)
    value = 0.0
    for choice in made[1:-1]:
        value += 6 * likeness(about, stems(*choice.line.answers))
        value += 0.6 * len(set(hook.answers) & set(choice.line.answers))
    # What is said to be so is shown to be so in the next breath.
    value += sum(
        0.8
        for one, other in pairwise(made)
        if other.line.kind == "proof" and other.line.id in one.line.facts
    )
    return value


def _fits(made: tuple[Choice, ...], seconds: float) -> float:
    """Too long is out of the question; too short leaves a film without words."""
    need = spoken_for(made)
    if need > seconds:
        return -30 - 10 * (need - seconds)
    lingering = sum(max(0.0, c.way.seconds - LONGEST) for c in made[:-1])
    return -1.1 * max(0.0, FULL * seconds - need) - 1.5 * lingering


def _names(made: tuple[Choice, ...], brand: str) -> float:
    """Early, and not in every sentence."""
    said = [n for n, c in enumerate(made[:-1]) if brand in c.said]
    first = min(said, default=len(made))
    value = 5.0 if first <= max(1, (len(made) - 1) // 2) else 0.0
    twice = sum(c.said.count(brand) > 1 for c in made)
    near = sum(1 for a, b in pairwise(said) if b == a + 1)
    return value - 1.2 * max(0, len(said) - (1 if len(made) < 7 else 3)) - 2 * twice - 0.7 * near


def _leads(made: tuple[Choice, ...], desk: Desk) -> float:
    """A form that announces its answer does so once, where the answer begins."""
    known = desk.announced
    if not known or desk.form == "letter":
        return 0.0
    at = [n for n, c in enumerate(made) if c.said.startswith(known)]
    answer = "turn" if desk.form == "contrast" else "proof"
    first = next((n for n, c in enumerate(made) if c.beat == answer), None)
    if not at:
        return 0.0
    return 1.5 if at == [first] else -6.0


def _pictures(made: tuple[Choice, ...], product: str) -> float:
    value = 0.0
    for one, other in pairwise(made):
        if one.sight.scale == other.sight.scale != "any":
            value -= 3.6
    value -= sum(5 for one, other in combinations(made, 2) if same_picture(one, other, product))
    people = {name for c in made for name in c.sight.who}
    return value - 0.5 * max(0, len(people) - 3)


def same_picture(one: Choice, other: Choice, product: str) -> bool:
    """Whether two scenes ask for what one picture shows; the product may be in several."""
    a, b = _seen(one.sight.seek, product), _seen(other.sight.seek, product)
    return len(a & b) > 0.55 * max(1, min(len(a), len(b)))


@lru_cache(maxsize=4_000)
def _seen(seek: str, product: str) -> frozenset[str]:
    return stems(seek) - stems(product)


@lru_cache(maxsize=20_000)
def _heard(said: str, brand: str) -> tuple[frozenset[str], tuple[str, ...]]:
    """The stems of what is said, and its first two words."""
    return stems(said) - stems(brand), tuple(w.lower() for w in words(said)[:2])


def _repeats(made: tuple[Choice, ...], brand: str) -> float:
    heard = [_heard(c.said, brand) for c in made]
    said = [meant for meant, _ in heard[:-1]]
    value = -sum(8 * likeness(one, other) for one, other in combinations(said, 2))
    lines = [(c.line.kind, c.line.id) for c in made]
    value -= 6 * (len(lines) - len(set(lines)))
    starts = [start for _, start in heard]
    value -= sum(1.2 for one, other in combinations(starts, 2) if one == other)
    value -= sum(0.3 for one, other in pairwise(starts) if one[:1] == other[:1])
    return value
