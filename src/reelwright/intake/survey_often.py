"""Answers that hold their verb and how often it is done: "Never been", "trinke ich nie".

The words stand in `scales.toml`, those of the calendar under `rhythm`, the others under `times`.
They count only where what stands around them is alike in most answers; else they are on different
things: "Never late", "Always cheap".
"""

import re
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache

from .survey_answers import steps
from .survey_tongues import fold

MOST_WORDS = 10
"""Words of such an answer at most."""
MOST_LEVELS = 12
"""Answers of a scale at most."""
STEM = 3
"""Letters that forms of one verb share."""
_DENIES = frozenset(
    "not no don doesn t nicht kein keine keinen ne n pas non nao niet geen inte ej nie".split()
)
_CALENDAR = re.compile(
    r"\b(?:week|weeks|month|months|year|years|day|days|woche|monat|jahr|tag|semaine|mois|jour|semana|"
    r"mes|dia|settimana|mese|anno|giorno|ano|maand|jaar|dag|vecka\w*|manad\w*|tydzien|tygodniu|"
    r"miesiac\w*|roku|dzien\w*)\b|[週月年]"
)
_DENIED_EAST = re.compile(r"(?:ない|ません|なかった|ませんでした)(?:です)?$")
_KANA_BEFORE = re.compile(r"^(?:に|は|も|だけ|の)*")


def often(levels: Sequence[str]) -> tuple[float, ...] | None:
    """The places of answers by how often something is done, None where they do not tell it.

    levels: the answers that have a place, two or more. No two places are alike.
    """
    if not 2 <= len(levels) <= MOST_LEVELS or any(len(level) > 80 for level in levels):
        return None
    folded = [fold(level) for level in levels]
    for scale in ("rhythm", "times", "frequency"):
        for tongue, places in _phrases(scale).items():
            found = [_found(text, places, tongue, scale) for text in folded]
            told = [f for f in found if f is not None]
            ranks = tuple(rank for rank, _ in told)
            whole = len(told) == len(levels) and len(set(ranks)) == len(ranks)
            whole = whole and (len(levels) > 2 or min(ranks) <= 0)
            if whole and _alike([rest for _, rest in told], tongue):
                return ranks
    return None


def _found(
    text: str, places: tuple[tuple[str, float], ...], tongue: str, scale: str
) -> tuple[float, str] | None:
    """The place of an answer, and what stands around the words that tell it."""
    if tongue == "ja":
        return _found_east(text.replace(" ", ""), places)
    if len(text.split()) > MOST_WORDS:
        return None
    for phrase, rank in places:
        # Folded text is words with one space between: no pattern is needed to find whole ones.
        before, found, after = f" {text} ".partition(f" {phrase} ")
        if found:
            rest = " ".join(f"{before} {after}".split())
            denied = rank > 1 and _DENIES & set(rest.split())
            counted = scale == "times" and _CALENDAR.search(rest)
            return None if denied or counted else (rank, rest)
    rest = " ".join(w for w in text.split() if w not in _DENIES)
    return (-1.0, rest) if rest and rest != text else None


def _found_east(text: str, places: tuple[tuple[str, float], ...]) -> tuple[float, str] | None:
    denied = bool(_DENIED_EAST.search(text))
    for phrase, rank in places:
        phrase = phrase.replace(" ", "")
        if phrase in text:
            rest = _KANA_BEFORE.sub("", text.replace(phrase, "", 1))
            return None if _CALENDAR.search(rest) else (rank, rest)
    return (-1.0, text) if denied else None


def _alike(rests: Sequence[str], tongue: str) -> bool:
    """Whether most answers are on the same doing: their other words share a stem, or are none."""
    told = [rest for rest in rests if rest]
    if not told:
        return False  # the words alone are a scale already
    stems: Counter[str] = Counter()
    for rest in told:
        words = [rest] if tongue == "ja" else [w for w in rest.split() if w not in _DENIES]
        size = 1 if tongue == "ja" else STEM
        stems.update({w[:size] for w in words if len(w) >= min(size, 2)})
    most = max(stems.values(), default=0)
    return most > len(rests) / 2 or (most == len(told) and len(rests) - most <= 2 and most >= 2)


@lru_cache(maxsize=4)
def _phrases(scale: str) -> dict[str, tuple[tuple[str, float], ...]]:
    """By language its phrases with their places, the longest first."""
    return {
        tongue: tuple(sorted(places.items(), key=lambda p: -len(p[0])))
        for tongue, places in steps(scale).items()
    }
