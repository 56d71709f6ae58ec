"""What can be checked about copy without reading it: sentences, speaking time, and a lint.

The lint finds what a reader would be embarrassed by: doubled words, left-over placeholders, broken
punctuation, sentences nobody can say in one breath, and phrases seen a hundred times.
"""

import re

from ..domain import letters
from ..domain.sentences import sentences

SYLLABLE, STOP, COMMA, BEGIN = 0.235, 0.75, 0.36, 0.4
"""Seconds: measured on 44 narrations said by festival and flite; the sums agree within 4 %."""

BREATH = 0.35
"""Seconds of silence a scene keeps for a breath."""

SHORTEST, LONGEST = 1, 14
"""Words in a spoken sentence. Fragments are allowed; nobody should need a second breath."""

_MARKS = (
    "\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u0900-\u0963\u0966-\u0dff"
    "\u0e31-\u0e4e"
)
"""Signs that belong to the letter before them: accents, vowels of Hebrew, Arabic, Hindi, Thai."""

_LETTERS = rf"[^\W\d_][^\W\d_{_MARKS}]*(?:[{_MARKS}]+[^\W\d_]*)*"
_WORD = re.compile(rf"[£$€]?\d+(?:[.,:]\d+)*%?|{_LETTERS}(?:[’'\-]{_LETTERS})*")
_UNSPACED = re.compile(f"[{letters.UNSPACED}]")
"""Letters of scripts that leave no space between words: two of them count as one word."""

CLICHES: tuple[str, ...] = (
    r"unlock\w*",
    r"elevat(?:e|es|ed|ing)\b",
    r"in today[’']s\b",
    r"fast[- ]paced",
    r"peace of mind",
    r"game[- ]chang\w*",
    r"seamless\w*",
    r"cutting[- ]edge",
    r"state[- ]of[- ]the[- ]art",
    r"world[- ]class",
    r"next level",
    r"look no further",
    r"say goodbye to",
    r"say hello to",
    r"imagine a world",
    r"introducing\b",
    r"revolution\w*",
    r"empower\w*",
    r"unleash\w*",
    r"effortless\w*",
    r"hassle[- ]free",
    r"one[- ]stop",
    r"tailored to your needs",
    r"your journey",
    r"we(?:[’']ve| have) got you covered",
    r"when it comes to",
    r"more than just",
    r"isn[’']t just\b",
    r"is not just\b",
    r"not just .{1,30}, but\b",
    r"the best of both worlds",
    r"at the end of the day",
    r"think outside the box",
    r"passionate about",
    r"dive in\b",
    r"embrace the\b",
    r"discover the (?:power|joy|magic|secret)",
    r"transform (?:your|the way)",
    r"like never before",
    r"because you deserve",
    r"you deserve it",
    r"second to none",
    r"go(?:es|ing)? the extra mile",
    r"home away from home",
)
"""Phrases a viewer has heard a hundred times, as patterns."""

_CLICHE = re.compile(r"(?<!\w)(?:" + "|".join(CLICHES) + ")", re.I)
_DOUBLE = re.compile(r"\b([^\W\d_]+)\s+\1\b", re.I)
_DOUBLE_FINE = frozenset({"had", "that", "so", "very", "bye", "no", "never", "long"})
_PLACEHOLDER = re.compile(
    r"[{}<>]|\$\w|%\w\b|\[(?:name|e-mail|link|number|postcode|address|date)\]|lorem|\bTODO\b|\bTBC\b",
    re.I,
)
_ARTICLE = re.compile(r"\b(?:a [aeio]\w+|an [bcdfgjklmnpqrstvwxyz]\w+)\b", re.I)
_ARTICLE_FINE = re.compile(
    r"\b(?:a (?:one|once|euro\w*|use\w*|uni\w*|ewe)|an (?:hour|hon)\w*)", re.I
)
_AGREEMENT = re.compile(
    r"\b(?:you|we|they) (?:is|was|has|does|wants|needs|feels|lies|looks|likes|thinks|knows)\b"
    r"|\bI (?:is|are|has|does)\b|\b(?:he|she|it) (?:are|have|do|want|need|feel)\b",
    re.I,
)
_AGREEMENT_FINE = re.compile(
    r"\b(?:help|let|make|makes|made|did|does|do|will|would|can|could|should|may|might|must|and|than|"
    r"see|saw|hear|heard|if|lest|shall) (?:he|she|it) (?:have|do|want|need|feel)\b",
    re.I,
)


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
    said = sum(syllables(word) for word in words(text))
    if not said:
        return 0.0
    inside = text.strip().rstrip(".!?…\u3002\u061f\u0964”’\"')")
    stops = max(0, len(sentences(inside)) - 1)
    commas = len(_COMMAS.findall(inside))
    return BEGIN + SYLLABLE * said + STOP * stops + COMMA * commas + BREATH


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


def capital(text: str) -> str:
    """The text with its first letter as a capital; the rest stays as it is."""
    for at, c in enumerate(text):
        if c.isalpha():
            return text[:at] + c.upper() + text[at + 1 :]
        if c.isdigit():
            break
    return text


def lint(text: str, *, spoken: bool = True) -> list[str]:
    """What is wrong with a text of whole sentences, one finding a line; [] when nothing is.

    spoken adds the limits of narration: sentences of at most 14 words, closed by a stop.
    """
    found = _marks(text) + _phrases(text)
    for sentence in sentences(text):
        first = next((c for c in sentence if c.isalnum()), "")
        if first.isalpha() and first.islower():
            found.append(f"“{_short(sentence)}” begins without a capital")
        if spoken and not re.search(r"[.!?…。！？؟।][”’\"')」』]*$", sentence):
            found.append(f"“{_short(sentence)}” ends without a stop")
        count = word_count(sentence)
        if spoken and not SHORTEST <= count <= LONGEST:
            found.append(f"“{_short(sentence)}” has {count} words; at most {LONGEST} can be said")
    return found


def lint_head(text: str, *, most: int = 6) -> list[str]:
    """What is wrong with big type: 2 to `most` words, a capital, no broken punctuation."""
    found = _marks(text) + _phrases(text)
    count = word_count(text)
    if not 2 <= count <= most:
        found.append(f"headline “{_short(text)}” has {count} words; give it 2 to {most}")
    first = next((c for c in text if c.isalnum()), "")
    if first.isalpha() and first.islower():
        found.append(f"headline “{_short(text)}” begins without a capital")
    return found


def _marks(text: str) -> list[str]:
    found: list[str] = []
    if "  " in text or text != text.strip() or "\n" in text:
        found.append(f"“{_short(text)}” has stray spaces")
    if re.search(r"\s[.,;:!?](?:\s|$)", text) or re.search(r"[.,;:!?](?=[A-Za-z]{2})", text):
        found.append(f"“{_short(text)}” has a space in the wrong place")
    if re.search(r"[,;:]{2}|\.{2}(?!\.)|[,;:][.!?]|[.!?],|[!?]{2}", text.replace("...", "…")):
        found.append(f"“{_short(text)}” has two marks in a row")
    for left, right in ("()", "[]", "“”"):
        if text.count(left) != text.count(right):
            found.append(f"“{_short(text)}” opens {left} and does not close it")
    if text.count('"') % 2:
        found.append(f"“{_short(text)}” has an odd quotation mark")
    if len(re.findall(r"—|–\s|\s-\s", text)) > 1:
        found.append(f"“{_short(text)}” chains dashes; make two sentences")
    if placeholder := _PLACEHOLDER.search(text):
        found.append(f"“{_short(text)}” holds a placeholder: {placeholder[0]}")
    return found


def _phrases(text: str) -> list[str]:
    found: list[str] = []
    for double in _DOUBLE.finditer(text):
        if double[1].lower() not in _DOUBLE_FINE:
            found.append(f"“{double[0]}” is a doubled word")
    for article in _ARTICLE.finditer(text):
        if not _ARTICLE_FINE.match(article[0]):
            found.append(f"“{article[0]}” has the wrong article")
    if (slip := _AGREEMENT.search(text)) and not _AGREEMENT_FINE.search(text):
        found.append(f"“{slip[0]}” does not agree")
    found += [f"“{cliche[0]}” is a cliché; say what is meant" for cliche in _CLICHE.finditer(text)]
    return found


def _short(text: str) -> str:
    return text if len(text) <= 60 else text[:57].rstrip() + "..."
