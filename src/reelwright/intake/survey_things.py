"""Whether a question asks of an animal or a thing what it could ask of people: its age, its sex.

"What breed is your dog?" tells nothing of who people are; "Are you allergic to your cat?" does. The
words stand in `things.toml`.
"""

import re
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from .survey_tongues import KNOWN, fold, tongue_of

OF_BODIES = frozenset(("health", "disability"))
"""Traits that a question tells of an animal only where it is named as somebody's."""
OF_THINGS = frozenset(("gender", "age", "origin")) | OF_BODIES
"""Kinds of traits that animals and things have as well."""
_GUIDES = re.compile(r"\b(?:guide|assistance|service|guia|guida|assistenza|asistencia)\b")
"""Dogs that tell of those whom they help."""


@dataclass(frozen=True)
class _Things:
    """Patterns of one language over folded text."""

    owned: re.Pattern[str]
    """Somebody's animal or thing, with the word that says whose."""

    named: re.Pattern[str]
    people: re.Pattern[str]
    toward: re.Pattern[str]


def of_a_thing(header: str, tongue: str, kind: str) -> bool:
    """Whether a trait of this kind is asked of an animal or a thing, not of who answers.

    tongue: the survey's language, "" or "?" where it is not known.
    """
    if kind not in OF_THINGS:
        return False
    text = fold(header)
    if _GUIDES.search(text):
        return False
    own = {t for t in (tongue_of(header), tongue) if t in KNOWN}
    which = "things" if kind == "age" else "animals"
    return any(_asks_of(_things()[t][which], text, kind) for t in (own or set(KNOWN)))


def _asks_of(things: _Things, text: str, kind: str) -> bool:
    owned = things.owned.sub(" ", text)
    if not things.named.search(text):
        return False
    words = [word for word in text.split() if len(word) > 1 and word.isalpha()]
    if len(words) == 1 and things.named.fullmatch(words[0]):
        # "Kön", the sex, folds into a horse in Polish; nothing else is asked of it.
        return False
    if kind in OF_BODIES and (owned == text or things.toward.search(text)):
        return False
    return not things.people.search(owned)


@lru_cache(maxsize=1)
def _things() -> dict[str, dict[str, _Things]]:
    """By language: patterns of animals, and of things with the animals among them."""
    text = Path(__file__).with_name("things.toml").read_text(encoding="utf-8")
    return {
        tongue: {
            "animals": _read(line, line["animals"], tongue),
            "things": _read(line, f"{line['animals']}, {line['things']}", tongue),
        }
        for tongue, line in tomllib.loads(text).items()
    }


def _read(line: dict[str, str], named_as: str, tongue: str) -> _Things:
    nouns = _any(named_as)
    whose, people, toward = (_any(line[k]) for k in ("whose", "people", "toward"))
    if tongue == "ja":
        # What is asked of it stands behind it: "犬の性別", "車は何年".
        its = rf"(?:{nouns})(?:ちゃん|たち)?(?:の|は|が|も)"
        return _Things(
            re.compile(its), re.compile(its), re.compile(people), re.compile("アレルギー")
        )
    # In Polish "pani" is "your" before what is owned, and behind it.
    behind = r"(?: (?:pana|pani|panstwa))?" if tongue == "pl" else ""
    owned = rf"\b(?:{whose})(?: \w+)? (?:{nouns})\b{behind}" + (
        rf"|\b(?:{nouns}) (?:pana|pani|panstwa)\b" if tongue == "pl" else ""
    )
    return _Things(
        re.compile(owned),
        re.compile(rf"\b(?:{nouns})\b(?! allerg| intoler| owner| sitter)"),
        re.compile(rf"\b(?:{people})\b"),
        re.compile(rf"\b(?:{toward})(?: (?:{whose}))? (?:{nouns})\b"),
    )


def _any(line: str) -> str:
    entries = sorted({e.strip() for e in line.split(",") if e.strip()}, key=lambda e: -len(e))
    return "|".join(
        re.escape(fold(e.removesuffix("*"))).replace("\\ ", " ")
        + (r"\w{0,30}" if e.endswith("*") else "")
        for e in entries
    )
