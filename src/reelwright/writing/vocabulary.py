"""What a segment's words share with a fact, a moment or a picture that could answer them."""

from collections.abc import Iterable
from functools import lru_cache

from ..domain.segment import Segment, Trait
from .person import is_need
from .words import words

_EMPTY = frozenset(
    "a an and any are as at be been before but by can could did do does for from get had has have "
    "he her him his how i if in into is it its just like may me more most much my no not of off on "
    "one only or our out over she should so some somebody someone such than that the their them "
    "then there these they thing things this those to too up us very was we were what when where "
    "which while who will with would you your look make makes want need people".split()
)
_ENDINGS = ("ings", "ing", "ied", "ies", "ed", "es", "er", "ly", "s", "e")

GROUP_WEIGHT = {
    "motivations": 3.0,
    "pain points": 3.0,
    "decision factors": 2.0,
    "demographics": 0.5,
}
"""How much a trait of each group counts when words are compared."""


def stem(word: str) -> str:
    """A word without its ending: "visits", "visiting" and "visited" all give "visit"."""
    word = word.partition("'")[0]
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            return word.removesuffix(ending)
    return word


@lru_cache(maxsize=20_000)
def stems(*texts: str) -> frozenset[str]:
    """The stems of all words that carry meaning."""
    said = (w for text in texts for w in words(_plain(text)))
    return frozenset(stem(w) for w in said if w not in _EMPTY and w[0].isalpha())


def _plain(text: str) -> str:
    return text.lower().replace("\u2019", "'").replace("-", " ")


def likeness(one: Iterable[str], other: Iterable[str]) -> float:
    """Shared stems as a share of all stems of both (Jaccard), 0 to 1."""
    a, b = frozenset(one), frozenset(other)
    return len(a & b) / len(a | b) if a | b else 0.0


def is_wanted(trait: Trait) -> bool:
    """Whether a trait names something its people want or feel, rather than what they do not."""
    return not trait.denied and is_need(trait.text)


def drives(segment: Segment) -> tuple[Trait, ...]:
    """The motivations and pain points that a film can speak to, in the card's order.

    Falls back to decision factors, then to every trait, so that it is never empty.
    """
    for groups in (("motivations", "pain points"), ("decision factors",)):
        found = tuple(
            t for t in segment.traits if t.group in groups and t.fit_to_say and is_wanted(t)
        )
        if found:
            return found
    return segment.traits


def lexicon(segment: Segment) -> dict[str, float]:
    """Stem -> weight: how much a word belongs to this segment.

    Traits count by group and by how far they stand above all respondents; the segment's own
    phrases count 1 each.
    """
    weights: dict[str, float] = {}
    for phrase in segment.phrases:
        for found in stems(phrase):
            weights[found] = weights.get(found, 0.0) + 1.0
    for trait in segment.traits:
        if not is_wanted(trait):
            continue
        lift = min(2.0, max(1.0, trait.cell.index / 100))
        for found in stems(trait.text, *trait.keywords):
            weights[found] = max(weights.get(found, 0.0), GROUP_WEIGHT[trait.group] * lift)
    return weights


def affinity(texts: Iterable[str], lexicon: dict[str, float]) -> float:
    """How well words suit a segment: the summed weight of the stems they share with it."""
    return sum(lexicon.get(s, 0.0) for s in stems(*texts))


def told_to(segment: Segment, only_for: tuple[str, ...]) -> bool:
    """Whether something told only to some people is for this segment: one phrase must occur."""
    return segment.hears(only_for)


def met(
    traits: Iterable[Trait], texts: Iterable[str], *, least: float = 1 / 3
) -> tuple[Trait, ...]:
    """The traits that some text speaks to: it holds at least that share of the trait's stems."""
    said = stems(*texts)
    return tuple(
        t for t in traits if (own := stems(t.text)) and len(own & said) >= max(1, len(own) * least)
    )
