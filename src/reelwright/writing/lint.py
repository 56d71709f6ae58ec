"""A lint for copy: what a reader would be embarrassed by, found without reading for sense.

Doubled words, left-over placeholders, broken punctuation, sentences nobody can say in one breath,
and phrases seen a hundred times. It judges what a writer composed, never what people gave.
"""

import re

from ..domain.wording import counted
from .theirs import NOBODY, Theirs
from .words import NAME, STOPPED, sentences, word_count

SHORTEST, LONGEST = 1, 14
"""Words in a spoken sentence. Fragments are allowed; nobody should need a second breath."""

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


def lint(text: str, *, spoken: bool = True, theirs: Theirs = NOBODY) -> list[str]:
    """What is wrong with a text of whole sentences, one finding a line; [] when nothing is.

    spoken adds the limits of narration: sentences of at most 14 words, closed by a stop. What is
    theirs passes; so do what only English forbids, in another language.
    """
    text = theirs.set_aside(text)
    found = _marks(text, theirs.language) + _phrases(text, theirs.language)
    for sentence in sentences(text):
        if _small(sentence):
            found.append(f"“{_short(sentence)}” begins without a capital")
        if spoken and not STOPPED.search(sentence):
            found.append(f"“{_short(sentence)}” ends without a stop")
        count = word_count(sentence)
        if spoken and not SHORTEST <= count <= LONGEST:
            found.append(
                f"“{_short(sentence)}” has {counted(count, 'word')}; at most {LONGEST} can be said"
            )
    return found


def lint_head(text: str, *, most: int = 6, theirs: Theirs = NOBODY) -> list[str]:
    """What is wrong with big type: 2 to `most` words, a capital, no broken punctuation.

    What is theirs passes.
    """
    if theirs.whole(text):
        return []
    count = word_count(text)
    text = theirs.set_aside(text)
    found = _marks(text, theirs.language) + _phrases(text, theirs.language)
    if not 2 <= count <= most:
        found.append(f"headline “{_short(text)}” has {counted(count, 'word')}; give it 2 to {most}")
    if _small(text):
        found.append(f"headline “{_short(text)}” begins without a capital")
    return found


def _small(text: str) -> bool:
    """Whether a text begins with a small letter, and with no name that is spelled so ("eBay")."""
    at = next((n for n, c in enumerate(text) if c.isalnum()), 0)
    return text[at : at + 1].islower() and not NAME.match(text, at)


def _marks(text: str, language: str) -> list[str]:
    found: list[str] = []
    if language.split("-")[0].lower() == "fr":
        # French parts its two-part marks from the words with a space.
        text = re.sub(r"[ \u00a0\u202f](?=[!?:;»])|(?<=«)[ \u00a0\u202f]", "", text)
    if "  " in text or text != text.strip() or "\n" in text:
        found.append(f"“{_short(text)}” has stray spaces")
    if re.search(r"\s[.,;:!?](?:\s|$)", text) or re.search(r"[.,;:!?](?=[A-Za-z]{2})", text):
        found.append(f"“{_short(text)}” has a space in the wrong place")
    if re.search(r"[,;:]{2}|\.{2}(?!\.)|[,;:][.!?]|[.!?],|[!?]{2}", text.replace("...", "…")):
        found.append(f"“{_short(text)}” has two marks in a row")
    for left, right in ("()", "[]", "“”") if language.startswith("en") else ("()", "[]"):
        if text.count(left) != text.count(right):
            found.append(f"“{_short(text)}” opens {left} and does not close it")
    if text.count('"') % 2:
        found.append(f"“{_short(text)}” has an odd quotation mark")
    if len(re.findall(r"—|–\s|\s-\s", text)) > 1:
        found.append(f"“{_short(text)}” chains dashes; make two sentences")
    if placeholder := _PLACEHOLDER.search(text):
        found.append(f"“{_short(text)}” holds a placeholder: {placeholder[0]}")
    return found


def _phrases(text: str, language: str) -> list[str]:
    """Slips and worn phrases of English; nothing in other languages, where they may be right."""
    if language.split("-")[0].lower() != "en":
        return []
    found: list[str] = []
    for double in _DOUBLE.finditer(text):
        if double[1].lower() not in _DOUBLE_FINE:
            found.append(f"“{double[0]}” is a doubled word")
    for article in _ARTICLE.finditer(text):
        # Letters that are said one by one are told by their names: "an MRI", "a UK firm".
        if not _ARTICLE_FINE.match(article[0]) and not article[0].split()[1].isupper():
            found.append(f"“{article[0]}” has the wrong article")
    if (slip := _AGREEMENT.search(text)) and not _AGREEMENT_FINE.search(text):
        found.append(f"“{slip[0]}” does not agree")
    found += [f"“{cliche[0]}” is a cliché; say what is meant" for cliche in _CLICHE.finditer(text)]
    return found


def _short(text: str) -> str:
    return text if len(text) <= 60 else text[:57].rstrip() + "..."
