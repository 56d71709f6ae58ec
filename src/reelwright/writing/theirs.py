"""What people wrote themselves is theirs: the lint passes over it, and judges what is put around.

A campaign's facts, names and lines stand in copy as they were given, trademarks and all; so do the
words of its survey. A text of ours that quotes one whole, or takes a word of it, is not at fault.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from itertools import cycle

from ..domain.campaign import Campaign
from ..domain.segment import Segment
from ..domain.wording import spaced, whole
from .words import sentences

_STAND_INS = ("THEIRS", "GIVEN")
"""Words that no rule of the lint minds, in turns: two side by side are no doubled word."""

_OUTER = ".,;:!?…。！？()[]{}“”„\"'‘’«»‹›「」"
_STOP = re.compile(r"[.!?…。！？؟।]\s*[”’\"')»›」』]*$")
_ODD = re.compile(r"[^\w’'\-–]|[a-z].*[A-Z]|^[A-Z]{2}|_")
"""Words that only a name or a figure would be spelled like: "eBay", "E.ON", "<5", "4.9/5"."""


@dataclass(frozen=True)
class Theirs:
    """Texts that people wrote, and the language that the copy is in."""

    texts: tuple[str, ...] = ()
    language: str = "en"

    def set_aside(self, text: str) -> str:
        """The text with one plain word in the place of each quotation, its stop kept."""
        return _set_aside(self.texts, text) if self.texts else text

    def whole(self, text: str) -> bool:
        """Whether a text is nothing but theirs."""
        rest = self.set_aside(text)
        return rest != text and not re.sub(rf"{'|'.join(_STAND_INS)}|\W", "", rest, flags=re.I)


NOBODY = Theirs()
"""Copy in English that quotes nobody."""


def theirs(campaign: Campaign, segment: Segment | None = None) -> Theirs:
    """All that a campaign says in its own words, and what its survey says of a segment."""
    texts = campaign.own_words()
    if segment:
        told = (segment.name, segment.summary, *segment.phrases, *(t.text for t in segment.traits))
        texts = (*texts, *(t for t in told if t.strip()))
    return Theirs(tuple(dict.fromkeys(texts)), campaign.language)


@lru_cache(maxsize=20_000)
def _set_aside(texts: tuple[str, ...], text: str) -> str:
    low = _folded(text)
    there = [found for folded, found in _quotable(texts) if folded in low]
    if not there:
        return text
    turns = cycle(_STAND_INS)

    def stood_in(quoted: re.Match[str]) -> str:
        if not whole(quoted):
            return quoted[0]
        return f"{next(turns)}{'.' if _STOP.search(quoted[0]) else ''}"

    return re.sub("|".join(map(spaced, there)), stood_in, text, flags=re.I)


@lru_cache(maxsize=64)
def _quotable(texts: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    """Each text, sentence and odd word that may be quoted, folded and as it is, longest first."""
    found: set[str] = set()
    for text in texts:
        plain = " ".join(text.split())
        found |= {plain, _STOP.sub("", plain).strip(), *_odd(plain)}
        found |= {p for s in sentences(plain) for p in (s, _STOP.sub("", s).strip())}
    kept = sorted((t for t in found if any(c.isalnum() for c in t)), key=lambda t: (-len(t), t))
    return tuple((_folded(t), t) for t in kept)


def _folded(text: str) -> str:
    return "".join(text.lower().split())


def _odd(text: str) -> Iterable[str]:
    stripped = (word.strip(_OUTER) for word in text.split())
    return (word for word in stripped if _ODD.search(word))
