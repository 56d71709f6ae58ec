"""What is said to people, in their language: every message made in English, told in German.

Messages are made all over the code, in English, where the fact is known; nothing there knows of
languages. Catalogues (`german/ROOM.po`, gettext's format) have each message as a template, `{0}`
and on where values stand, and its translation with the same values. A finished message is matched
with the templates and told anew, its values as they are: names, paths and quoted words are never
translated, messages that stand inside others are. In a template `{0:n}` is a number; in a
translation `{0:w}` is a word of ours, such as a role or a state, or several.
"""

import json
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from itertools import islice
from typing import Literal, NamedTuple

Language = Literal["en", "de"]

CATALOGUES: dict[Language, str] = {"de": "german"}
"""The folder of each language's catalogues; English is what the messages are made in."""

LONGEST = 20_000
"""Characters of a message that is translated; a longer one is no message of ours."""

ENOUGH = 0.7
"""The share of a line's letters that a template has to know for nobody to look for a better one."""

MOST_PARTED = 8
"""Seams at which a line is parted: the first ones, then those of what comes behind."""

MOSTLY = 4
"""A line is told in parts where these parts are one letter of so many at least."""

_WORD = re.compile(r"[^\W\d_]+")
_FIELD = re.compile(r"\{(\d+)(?::([nw]))?\}")
_NUMBER = re.compile(r"\d[\d.,]*")
_QUOTES = "\"'`“‘„«"
_JOINT = re.compile("( or | and |, )")
_JOINTS: dict[str, dict[Language, str]] = {" or ": {"de": " oder "}, " and ": {"de": " und "}}
_SEAM = r"[;:.,] | \("
"""Where messages are put together."""


def told(text: str, language: Language, *, word: bool = False) -> str:
    """A message in a language; as it is where no template fits it. Several lines are several.

    A single word is a name or a code, and stays; word: it is one of ours.
    """
    if language not in CATALOGUES or len(text) > LONGEST or not (word or " " in text.strip()):
        return text
    return _told(text, language)


def wanted(header: str) -> Language:
    """The language that an Accept-Language header asks for most; English where it names none."""
    best: tuple[float, Language] = (0.0, "en")
    for part in header.split(","):
        code = re.split(r"[-;\s]", part.strip().lower())[0]
        quality = re.search(r";\s*q\s*=\s*([01](?:\.\d*)?)", part)
        weight = float(quality[1]) if quality else 1.0
        for known in ("en", *CATALOGUES):
            if code == known and weight > best[0]:
                best = (weight, known)
    return best[1]


def read(catalogue: str) -> dict[str, str]:
    """Templates and their translations, from the text of a .po file. Raises ValueError: it is none.

    A template without translation is left out.
    """
    found: dict[str, str] = {}
    entry: dict[str, str] = {}
    kind = ""
    for number, line in enumerate([*catalogue.splitlines(), ""], 1):
        if line.startswith("#"):
            continue
        if not line.strip():
            if entry.get("msgid") and entry.get("msgstr"):
                found[entry["msgid"]] = entry["msgstr"]
            entry, kind = {}, ""
            continue
        name, _, rest = (kind, "", line) if line.startswith('"') else line.partition(" ")
        if name not in ("msgid", "msgstr"):
            raise ValueError(f"line {number} is no part of a message: {line}")
        kind = name
        entry[kind] = entry.get(kind, "") + json.loads(rest)
    return found


@dataclass(frozen=True, slots=True)
class _Template:
    """A message as its fixed words, and what stands for them; numbers name the values between."""

    said: tuple[str, ...]
    counts: tuple[bool, ...]
    """Of each value, whether it has to be a number."""
    other: tuple[str | int, ...]
    coded: frozenset[int]
    """Values that are words of ours."""
    words: frozenset[str]
    """Its words that no value touches."""
    weight: int

    def values(self, text: str) -> list[str] | None:
        """What stands between the words of a text; None where it is another message."""
        first, last = self.said[0], self.said[-1]
        if len(self.said) == 1:
            return [] if text == first else None
        if not text.startswith(first):
            return None
        found: list[str] = []
        at, end = len(first), len(text) - len(last)
        for words in self.said[1:-1]:
            there = text.find(words, at, end)
            if there < 0:
                return None
            found.append(text[at:there])
            at = there + len(words)
        if end < at or not text.endswith(last):
            return None
        found.append(text[at:end])
        fits = zip(found, self.counts, strict=True)
        return found if all(_NUMBER.fullmatch(v) for v, count in fits if count) else None

    def quoted(self, n: int) -> bool:
        """Whether a value stands in quotation marks: somebody's own words."""
        return self.said[n].endswith(tuple(_QUOTES))


def _template(message: str, other: str) -> _Template:
    parts, told = _FIELD.split(message), _FIELD.split(other)
    said = tuple(map(_plain, parts[::3]))
    pieces: list[str | int] = []
    for words, number in zip(told[::3], [*told[1::3], ""], strict=True):
        pieces += [_plain(words), int(number)] if number else [_plain(words)]
    coded = {int(n) for n, kind in zip(told[1::3], told[2::3], strict=True) if kind == "w"}
    counts = tuple(kind == "n" for kind in parts[2::3])
    words = frozenset(_untouched(said))
    return _Template(said, counts, tuple(pieces), frozenset(coded), words, sum(map(len, said)))


def _plain(text: str) -> str:
    return text.replace("{{", "{").replace("}}", "}")


@cache
def _templates(language: Language) -> dict[str, tuple[_Template, ...]]:
    """All templates by a word that stands in them, the one that the fewest have."""
    made = [_template(*entry) for entry in entries(language).items()]
    often = Counter(word for one in made for word in one.words)
    by: dict[str, list[_Template]] = {}
    for one in made:
        by.setdefault(min(one.words, key=lambda w: (often[w], w), default=""), []).append(one)
    return {word: tuple(there) for word, there in by.items()}


@cache
def _seams(language: Language) -> re.Pattern[str]:
    """Where a line may be parted: between messages, and where one begins that is put behind others.

    Such a one begins with a space: " that shows {0}".
    """
    of = (one for there in _templates(language).values() for one in there)
    leads = {one.said[0] for one in of if re.match(r" \w", one.said[0])}
    return re.compile("(?<=.)(?:" + "|".join([_SEAM, *map(re.escape, sorted(leads))]) + ")")


def entries(language: Language) -> dict[str, str]:
    """All templates of a language's catalogues with their translations."""
    folder = files("reelwright.service").joinpath(CATALOGUES[language])
    found: dict[str, str] = {}
    for file in sorted(folder.iterdir(), key=lambda one: one.name):
        if file.name.endswith(".po"):
            found.update(read(file.read_text(encoding="utf-8")))
    return found


def _untouched(said: Sequence[str]) -> Iterator[str]:
    """The words of a template that no value touches."""
    last = len(said) - 1
    for n, part in enumerate(said):
        for word in _WORD.finditer(part):
            if not (n and not word.start()) and not (n < last and word.end() == len(part)):
                yield word[0]


@lru_cache(maxsize=4096)
def _told(text: str, language: Language) -> str:
    return "\n".join(_best(line, language).text for line in text.split("\n"))


class _Found(NamedTuple):
    """A line in another language: how many of its letters are known, and if all its words are."""

    known: int
    text: str
    whole: bool = False


@lru_cache(maxsize=4096)
def _best(text: str, language: Language) -> _Found:
    lead = text[: len(text) - len(text.lstrip(" -•"))]
    found = _matched(text, language)
    if lead:
        bare = _matched(text[len(lead) :], language)
        found = max(found, bare._replace(text=lead + bare.text), key=_much)
    if found.whole or found.known >= ENOUGH * len(text):
        return found
    return max(found, _in_parts(text, language), key=_much)


def _much(found: _Found) -> tuple[int, bool]:
    return found.known, found.whole


def _matched(text: str, language: Language) -> _Found:
    """A line as one message, by the template that knows most of it."""
    by = _templates(language)
    best = _Found(0, text)
    there = dict.fromkeys(("", *_WORD.findall(text)))
    words = frozenset(there)
    for word in there:
        for template in by.get(word, ()):
            if not template.words <= words or (values := template.values(text)) is None:
                continue
            parts = [
                _Found(0, _coded(value, language), True)
                if n in template.coded
                else _Found(0, value, True)
                if template.quoted(n)
                else _inner(value, language)
                for n, value in enumerate(values)
            ]
            told = (parts[p].text if isinstance(p, int) else p for p in template.other)
            known = template.weight + sum(part.known for part in parts)
            found = _Found(known, "".join(told), all(part.whole for part in parts))
            best = max(best, found, key=_much)
    return best


def _inner(value: str, language: Language) -> _Found:
    """A value that may be a message itself: of two words at least, and not somebody's own."""
    if value.startswith(tuple(_QUOTES)) or " " not in value.strip():
        return _Found(0, value, True)
    return _best(value, language)


def _coded(value: str, language: Language) -> str:
    """Words of ours, one or several of a list; those that are none stay."""
    found = _matched(value, language)
    if found.known:
        return found.text
    return "".join(
        _JOINTS.get(part, {}).get(language, part) if n % 2 else _matched(part, language).text
        for n, part in enumerate(_JOINT.split(value))
    )


def _in_parts(text: str, language: Language) -> _Found:
    """A line of which only parts are known, as what comes behind the name of a file."""
    best = _Found(0, text)
    for seam in islice(_seams(language).finditer(text), MOST_PARTED):
        ahead = text[: seam.start()]
        left = _matched(ahead, language) if " " in ahead.strip() else _Found(0, ahead)
        # What is put behind something may begin with the seam itself: "; remove it".
        for between, rest in ((seam[0], text[seam.end() :]), ("", text[seam.start() :])):
            right = _inner(rest, language)
            if left.known + right.known > best.known:
                best = _Found(left.known + right.known, left.text + between + right.text)
    # Somebody's prose that holds a few words of ours stays whole.
    return best if best.known * MOSTLY >= len(text) else _Found(0, text)
