"""Wishes in plain words, as every grammar that reads them takes them apart.

A grammar reads English. What is said in German is put into the English of that grammar first, by
a table of its own: so that one set of rules decides what a wish does.
"""

import re
from collections.abc import Callable, Sequence
from typing import NamedTuple, TypeVar

T = TypeVar("T")

_ASKED = re.compile(
    r"^(?:(?:please|bitte),? |(?:could|can) you |i(?:'d| would) like (?:to )?|let us |let's |"
    r"(?:kannst|könntest) du |(?:können|könnten) sie |ich (?:möchte|will),? |ich hätte gerne? |"
    r"lass(?:t)? uns )+",
    re.I,
)
_FOREIGN = re.compile(r"„([^„“”\"]*)[“”\"]|[«‹]([^«»‹›]*)[»›]|[»›]([^«»‹›]*)[«‹]")
_WITHIN = re.compile(r"“[^”]*”|\"[^\"]*\"")
_QUOTED = re.compile(r"[“\"‘'](.*?)[”\"’']\s*[.!]?$", re.S)
_GERMAN = re.compile(
    r"[äöüß]|\b(?:szenen?|bitte|und|soll|sollte|der|die|das|den|dem|des|ein|eine|einen|nicht|mach|"
    r"mache|zeig|zeige|nimm|lass|statt|mit|im|vor|hinter|nach|titel|kamera|entferne|ersetze|es)\b",
    re.I,
)

_SAYS_NOTHING = re.compile(
    r",?\s*\b(?:bitte|mal|doch|einfach|nur|jetzt|auch|darin|dort|dabei|gerne?|insgesamt)\b,?",
    re.I,
)


AND = re.compile(r"\s*,? (?:and (?:also )?|und (?:auch )?)|\s*,\s*(?:and |und )?", re.I)
"""What may part two wishes, or stand in the text of one."""


class Saying(NamedTuple):
    """A German wording, whole, and what makes English of it; None: it is no such wish after all."""

    pattern: re.Pattern[str]
    english: Callable[[re.Match[str]], str | None]


def clauses(text: str, parts: re.Pattern[str]) -> list[str]:
    """A wish cut where parts says; nothing is cut inside quotation marks, and “these” are used."""
    kept: list[str] = []

    def hide(found: re.Match[str]) -> str:
        kept.append(found[0])
        return f"\x00{len(kept) - 1}\x00"

    hidden = _WITHIN.sub(hide, _FOREIGN.sub(_ours, text.strip()))
    told = [
        re.sub(r"\x00(\d+)\x00", lambda m: kept[int(m[1])], p).strip() for p in parts.split(hidden)
    ]
    return [clause for clause in told if clause]


def _ours(found: re.Match[str]) -> str:
    return f"“{next(part for part in found.groups() if part is not None)}”"


def veiled(clause: str) -> str:
    """A clause with what it quotes blanked out, letter for letter."""
    return _WITHIN.sub(lambda found: "\x00" * len(found[0]), clause)


def unquoted(raw: str) -> str:
    """A text without the quotation marks around it."""
    raw = raw.strip()
    quoted = _QUOTED.fullmatch(raw)
    return (quoted[1] if quoted else raw).strip()


def plainly(clause: str) -> str:
    """A clause without the politeness before it."""
    return _ASKED.sub("", clause.strip()).strip()


def in_english(clause: str, sayings: Sequence[Saying]) -> str:
    """What a German clause asks for, in the English of a grammar; as it is where it is no such."""
    whole = plainly(clause)
    plain = whole if whole.endswith("”") else whole.rstrip(" .!?")
    # A full stop, or a word that says nothing, may still be one of a text that is asked for.
    for told in dict.fromkeys((whole, plain, _bare(plain))):
        for saying in sayings:
            found = saying.pattern.fullmatch(told)
            if found is not None and (english := saying.english(found)) is not None:
                return english
    return clause


def _bare(clause: str) -> str:
    """A clause without words that say nothing; what it quotes stays."""
    kept = _WITHIN.findall(clause)
    parts = [re.sub(r"\s+", " ", _SAYS_NOTHING.sub(" ", part)) for part in _WITHIN.split(clause)]
    whole = "".join(a + b for a, b in zip(parts, [*kept, ""], strict=True))
    return whole.strip(" ,")


def german(text: str) -> bool:
    """Whether a wish is in German, as far as its few words tell."""
    return bool(_GERMAN.search(veiled(text)))


def several(
    clause: str,
    read: Callable[[str], T],
    *,
    asks: Callable[[T], bool],
    lost: Callable[[T], bool],
    open_ended: Callable[[T], bool],
    at: re.Pattern[str] = AND,
) -> list[T]:
    """What a clause asks for: one thing, or one of each of its parts that is understood alone.

    asks: whether something read is a question. lost: whether it is one because nothing of it was
    understood. open_ended: whether it takes whatever stands behind
    it, so that a second wish may be in it; a text in quotation marks is whole.
    """
    whole = read(clause)
    if not asks(whole) and not open_ended(whole):
        return [whole]
    for found in at.finditer(veiled(clause)):
        first = read(clause[: found.start()])
        if asks(first):
            if lost(whole) and not lost(first):
                return [first]
            continue
        rest = several(
            clause[found.end() :], read, asks=asks, lost=lost, open_ended=open_ended, at=at
        )
        if not any(asks(one) for one in rest):
            return [first, *rest]
        if asks(whole):
            # What was understood needs no word more: the question is about what is left.
            return rest
    return [whole]
