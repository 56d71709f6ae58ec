"""Words that tell who people are by places, things, names and those they live with.

"The mosque", "Metformin", "My wife", "salários mínimos": they stand in `people_signs.toml` and are
looked up word by word, without patterns, so that thousands of them cost nothing to load.
"""

import re
import tomllib
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Literal

from .survey_tongues import fold

LONGEST = 5
"""Words of an entry at most."""
HEAD = 5
"""Letters by which entries with any ending are kept."""
Part = Literal["answers", "headers"]


@dataclass
class _Signs:
    """Entries of one part, by language or of all: what is found, and how sure it is."""

    words: dict[str, dict[str, int]] = field(default_factory=dict[str, dict[str, int]])
    whole: dict[str, dict[str, int]] = field(default_factory=dict[str, dict[str, int]])
    heads: dict[str, list[tuple[str, str, int]]] = field(
        default_factory=dict[str, list[tuple[str, str, int]]]
    )
    east: list[tuple[str, str, int]] = field(default_factory=list[tuple[str, str, int]])
    never: dict[str, str] = field(default_factory=dict[str, str])


def signs_in(text: str, part: Part, tongues: frozenset[str] | None = None) -> dict[str, int]:
    """By kind of trait, what a text tells of it: 2 surely, 1 perhaps, 0 beside others like it.

    tongues: the languages of which every entry counts, None for all; of others those of several
    words do, since a language may be mistaken and two words are seldom alike by chance.
    """
    folded = fold(text)
    found: dict[str, int] = {}
    for tongue, signs in _signs(part).items():
        own = tongues is None or tongue in tongues
        if own or tongue != "ja":
            for kind, strength in _found(folded, signs, fewest=1 if own else 2).items():
                found[kind] = max(strength, found.get(kind, 0))
    return found


def _found(folded: str, signs: _Signs, *, fewest: int) -> dict[str, int]:
    """What entries of so many words at least tell."""
    found = dict(signs.whole.get(folded, {})) if fewest == 1 else {}
    words = folded.split()
    barred: set[tuple[str, int]] = set()
    for at in range(len(words)):
        for size in range(1, min(LONGEST, len(words) - at) + 1):
            kind = signs.never.get(" ".join(words[at : at + size]))
            if kind:
                barred |= {(kind, i) for i in range(at, at + size)}
    for at, word in enumerate(words):
        for begin, kind, strength in signs.heads.get(word[:HEAD], ()):
            if fewest == 1 and word.startswith(begin) and (kind, at) not in barred:
                found[kind] = max(strength, found.get(kind, 0))
        for size in range(fewest, min(LONGEST, len(words) - at) + 1):
            for kind, strength in signs.words.get(" ".join(words[at : at + size]), {}).items():
                if not any((kind, i) in barred for i in range(at, at + size)):
                    found[kind] = max(strength, found.get(kind, 0))
    joined = "".join(words)
    for phrase, kind, strength in signs.east:
        if phrase in joined:
            found[kind] = max(strength, found.get(kind, 0))
    return found


@lru_cache(maxsize=2)
def _signs(part: Part) -> dict[str, _Signs]:
    text = Path(__file__).with_name("people_signs.toml").read_text(encoding="utf-8")
    by_tongue: dict[str, _Signs] = {}
    for kind, parts in tomllib.loads(text).items():
        for tongue, line in parts.get(part, {}).items():
            signs = by_tongue.setdefault(tongue, _Signs())
            for entry in filter(None, (e.strip() for e in line.split(","))):
                _add(signs, entry, kind, tongue)
    return by_tongue


_SPELLED = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue"})


def _add(signs: _Signs, entry: str, kind: str, tongue: str) -> None:
    core = entry.lstrip("?=!")
    marks = entry[: len(entry) - len(core)]
    strength = 1 if "?" in marks else 2
    for spelling in {core, core.translate(_SPELLED)} if tongue == "de" else {core}:
        phrase = fold(spelling)
        if "!" in marks:
            signs.never[phrase] = kind
        elif "=" in marks:
            signs.whole.setdefault(phrase, {})[kind] = strength if strength == 2 else 0
        elif tongue == "ja" and not re.search(r"[a-z]", phrase):
            signs.east.append((phrase.replace(" ", ""), kind, strength))
        elif core.endswith("*"):
            signs.heads.setdefault(phrase[:HEAD], []).append((phrase, kind, strength))
        else:
            signs.words.setdefault(phrase, {})[kind] = strength
