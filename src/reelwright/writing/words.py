"""What can be counted of copy without reading it: sentences, words and speaking time."""

import re

from ..domain import letters
from ..domain.sentences import sentences

SYLLABLE, STOP, COMMA, BEGIN = 0.235, 0.75, 0.36, 0.4
"""Seconds: measured on 44 narrations said by festival and flite; the sums agree within 4 %."""

BREATH = 0.35
"""Seconds of silence a scene keeps for a breath."""

_MARKS = (
    "\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u0900-\u0963\u0966-\u0dff"
    "\u0e31-\u0e4e"
)
"""Signs that belong to the letter before them: accents, vowels of Hebrew, Arabic, Hindi, Thai."""

_LETTERS = rf"[^\W\d_][^\W\d_{_MARKS}]*(?:[{_MARKS}]+[^\W\d_]*)*"
_WORD = re.compile(rf"[£$€]?\d+(?:[.,:]\d+)*%?|{_LETTERS}(?:[’'\-]{_LETTERS})*")
_UNSPACED = re.compile(f"[{letters.UNSPACED}]")
"""Letters of scripts that leave no space between words: two of them count as one word."""


def words(text: str) -> list[str]:
    """The words of a text as a voice says them; a number with its sign is one word."""
    found: list[str] = []
    for word in _WORD.findall(text):
        parts = range(0, len(word), 2) if _UNSPACED.search(word) else ()
        found += [word[n : n + 2] for n in parts] or [word]
    return found


def word_count(text: str) -> int:
    """How many words a voice says."""
    return len(words(text))


def spoken_seconds(text: str) -> float:
    """Seconds a voice needs for the text, its breath included; 0 without words.

    Counted by syllables and pauses, so that long words and chopped sentences take their time.
    """
    found = words(text)
    said = sum(syllables(word) for word in found)
    if not said:
        return 0.0
    # Figures are words of one or two syllables, each said clearly; signs are said as "and".
    said += FIGURES * sum(syllables(word) for word in found if word[-1:].isdigit())
    said += JOINS * len(_JOINS.findall(text))
    inside = text.strip().rstrip(".!?…\u3002\u061f\u0964”’\"')")
    stops = max(0, len(sentences(inside)) - 1)
    commas = len(_COMMAS.findall(inside))
    return BEGIN + SYLLABLE * said + STOP * stops + COMMA * commas + BREATH


FIGURES = 0.25
"""How much longer a figure takes than its syllables alone."""

JOINS = 2.0
"""Syllables of a sign between names, with the pause before it: "Tarn & Tarmac"."""

_JOINS = re.compile(r"\s[&+]\s")
_COMMAS = re.compile(r"[,;:](?=\s)|[\u3001\u060c\uff0c]|\s[–—]\s")
_VOWELS = re.compile(r"[aeiouyáéíóúàèìòùâêîôûäëïöüãõåæøœ]+")
_MUTE = re.compile(r"(?:[^aeiouyl]e|(?<![sxzcg])es|(?<![td])ed)$")
"""English endings whose vowel is not said: "home", "lines", "opened"."""


def syllables(word: str) -> float:
    """How long a word takes, in syllables; figures count as they are said."""
    if figures := re.findall(r"\d+", word.replace(",", "")):
        sign = 1.5 if word[0] in "£$€" or word.endswith("%") else 0.0
        return sign + sum(_cardinal(int(f[:9])) for f in figures) + len(figures) - 1
    own = letters.syllables(word)
    if own is not None:
        return own
    if word in _UNITS:
        return _UNITS[word]
    low = word.lower()
    groups = len(_VOWELS.findall(low))
    return float(max(1, groups - bool(groups > 1 and _MUTE.search(low))))


_UNITS = {"cm": 4.0, "mm": 4.0, "km": 4.0, "kg": 3.0, "ml": 4.0, "kWh": 4.0, "GB": 4.0, "ft": 1.0}
"""Syllables of units, which are said in full."""


def _cardinal(number: int) -> float:
    """Syllables of a number as English says it: 20,000 takes four, 780 six."""
    if number < 20:
        return (2, 1, 1, 1, 1, 1, 1, 2, 1, 1, 1, 3, 1, 2, 2, 2, 2, 3, 2, 2)[number]
    if number < 100:
        return 2 + (number // 10 == 7) + (_cardinal(number % 10) if number % 10 else 0)
    for size in (1_000_000, 1_000, 100):
        if number >= size:
            rest = number % size
            joined = (rest < 100) + _cardinal(rest) if rest else 0
            return _cardinal(number // size) + 2 + joined
    raise AssertionError(number)  # every number from 100 on has one of the sizes


NAME = re.compile(r"[^\W\d_]*[a-z][^\W\d_]*[A-Z]")
"""A word that keeps the capitals it has: "eBay", "iPhone"."""

STOPPED = re.compile(r"[.!?…。！？؟।]\s?[”’\"')»›」』]*$")
"""How a whole sentence ends."""


def capital(text: str) -> str:
    """The text with its first letter as a capital; a name with its own capitals ("eBay") stays."""
    for at, c in enumerate(text):
        if c.isalpha():
            return text if NAME.match(text, at) else text[:at] + c.upper() + text[at + 1 :]
        if c.isdigit():
            break
    return text


def small(text: str) -> str:
    """The text as it goes on inside a sentence: a name, "I" and letters said singly stay big."""
    first = text.split(maxsplit=1)[0] if text.split() else ""
    kept = NAME.search(first) or first[1:2].isupper() or first in ("I", "I’m", "I'm")
    return text if kept else text[:1].lower() + text[1:]


def stopped(text: str) -> str:
    """The text as a sentence: with a full stop, unless it ends with a mark of its own."""
    text = text.rstrip()
    return text if not text or STOPPED.search(text) else f"{text.rstrip(',;:')}."
