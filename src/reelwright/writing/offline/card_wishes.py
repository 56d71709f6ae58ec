"""Reads wishes about a segment or a brief by rule: one change a clause, or a question."""

import re
from typing import Any

from ...domain.wishes import AND, clauses, german, in_english, plainly, several, unquoted
from ..card_ops import (
    LISTS,
    TEXTS,
    AddThing,
    CardOp,
    CardWish,
    DropThing,
    SetText,
    SwapWords,
    things,
)
from ..edit_ops import Clarify
from .german_wishes import CARD
from .shorter import shorter
from .wishes import ORDER, PARTS

HELP = {
    "segment": (
        "call it “...”; summary: ...; leave out the second trait; leave out “...”; it is not for "
        "...; replace “old” with “new”"
    ),
    "brief": (
        "hook: ...; the message should be “...”; make it warmer; leave out the first proof; never "
        "mention ...; always say ...; replace “old” with “new”"
    ),
}

HELP_GERMAN = {
    "segment": (
        "nenne es „...“; Zusammenfassung: ...; lass das zweite Merkmal weg; streiche „...“; nicht "
        "für ...; ersetze „alt“ durch „neu“"
    ),
    "brief": (
        "Aufhänger: ...; die Botschaft soll „...“ lauten; mach es wärmer; streiche den ersten "
        "Beleg; nie ... erwähnen; immer ... nennen; ersetze „alt“ durch „neu“"
    ),
}

_NAMES = {
    "trait": r"traits?|needs?|motivations?|motives?|pain points?|attributes?|reasons?",
    "caveat": r"caveats?|warnings?|notes?",
    "tone": r"tones?|tone words?",
    "must": r"musts?|mandator(?:y|ies)|must-haves?",
    "avoid": r"avoids?|taboos?",
    "proof": r"proofs?|facts?|proof points?|evidence",
}
_ALSO = {
    "name": "name|title",
    "summary": "summary|description",
    "not for": "not for|exclusion",
    "title": "title|name|headline",
    "idea": "idea|concept",
    "hook": "hook|opening|opening line",
    "insight": "insight",
    "promise": "promise|benefit",
    "message": "message|key message|main message",
    "look": "look|visual style|style|visuals",
}
_TONES = {
    "warmer": "warm", "calmer": "calm", "bolder": "bold", "friendlier": "friendly",
    "funnier": "playful", "lighter": "light", "softer": "gentle", "gentler": "gentle",
    "clearer": "clear", "simpler": "plain", "plainer": "plain", "braver": "bold",
    "more serious": "serious", "more playful": "playful", "more honest": "honest",
    "more confident": "confident", "more personal": "personal", "quieter": "quiet",
}  # fmt: skip
_IT = r"(?:it|this|them|(?:the|this) (?:segment|brief|group|audience|concept|film|ad))"
_TO = r"(?:\s*(?::|=)\s*| (?:should (?:be|say|read)|to|as|says?|reads?|is|into) ?:? ?)"
_OUT = r"(?:leave out|take out|remove|delete|drop|cut|without|skip)"
_ORDER = "|".join(map(re.escape, ORDER))

_LOST = ("I did not understand", "Nicht verstanden:")
"""How a question begins about what means nothing here."""

_BETWEEN = re.compile(rf"(?<=[.!?])\s+|{AND.pattern}", re.I)


def read_card_wish(wish: CardWish) -> tuple[CardOp, ...]:
    """The operations that a wish asks for, or one question when a part is not understood."""
    parts = clauses(wish.text, PARTS)
    if not parts:
        return (Clarify(question="What shall be changed?"),)
    ops: list[CardOp] = []
    for clause in parts:
        read = several(
            clause,
            lambda part: _read(part, wish),
            asks=lambda op: isinstance(op, Clarify),
            lost=lambda op: isinstance(op, Clarify) and op.question.startswith(_LOST),
            open_ended=lambda op: isinstance(op, SetText | AddThing | DropThing),
            at=_BETWEEN,
        )
        if asked := [op for op in read if isinstance(op, Clarify)]:
            return (asked[0],)
        ops += read
    return tuple(ops)


def _read(clause: str, wish: CardWish) -> CardOp:
    plain = plainly(in_english(clause, CARD))
    for read in (_swapped, _shortened, _called, _set, _dropped, _kept_out, _toned):
        if op := read(plain, wish):
            return op
    if german(clause):
        said = f"„{clause}“" if len(clause) <= 80 else "das"
        told = f"{_LOST[1]} {said}. Sagen Sie zum Beispiel: {HELP_GERMAN[wish.kind]}"
        return Clarify(question=told)
    said = f"“{clause}”" if len(clause) <= 80 else "that"
    question = f"{_LOST[0]} {said}. You can say, for example: {HELP[wish.kind]}"
    return Clarify(question=question)


def _match(pattern: str, text: str) -> re.Match[str] | None:
    return re.fullmatch(pattern, text, re.I | re.S)


def _swapped(text: str, wish: CardWish) -> CardOp | None:
    found = _match(
        r"(?:replace|change|swap) (?P<old>[“\"][^”\"]+[”\"]) (?:with|by|for|to|into) "
        r"(?P<new>[“\"][^”\"]*[”\"])(?: everywhere)?\.?",
        text,
    )
    if not found or not unquoted(found["old"]):
        return None
    return SwapWords(old=unquoted(found["old"]), new=unquoted(found["new"]))


def _called(text: str, wish: CardWish) -> CardOp | None:
    found = _match(rf"(?:re)?(?:call|name) {_IT}(?: to| as)?:? ?(?P<text>.+)", text)
    if not found:
        return None
    field = "name" if wish.kind == "segment" else "title"
    return SetText(field=field, text=unquoted(found["text"]).rstrip("."))


def _set(text: str, wish: CardWish) -> CardOp | None:
    for field in TEXTS[wish.kind]:
        names = _ALSO[field]
        found = _match(
            rf"(?:(?:change|set|make|let|rewrite) )?(?:the |its )?(?:{names}){_TO}(?P<text>.+)",
            text,
        )
        if found:
            return SetText(field=field, text=unquoted(found["text"]))
    if wish.kind == "segment":
        found = _match(rf"(?:{_IT} is |they are )?not for (?P<text>.+)", text)
        if found:
            return SetText(field="not for", text=unquoted(found["text"]).rstrip("."))
    return None


def _shortened(text: str, wish: CardWish) -> CardOp | None:
    for field, way in TEXTS[wish.kind].items():
        names = f"(?:the |its )?(?:{_ALSO[field]})"
        if not _match(
            rf"(?:shorten|tighten|trim|cut) (?:down )?{names}\.?|(?:make )?{names} shorter\.?|"
            rf"(?:a )?shorter (?:{_ALSO[field]})\.?",
            text,
        ):
            continue
        said: Any = wish.card
        for step in way:
            said = said[step]
        language = wish.campaign.language if wish.campaign else "en"
        if less := shorter(said, language):
            return SetText(field=field, text=less)
        return Clarify(question=f"The {field} is “{said}”. What shall it be instead?")
    return None


def _dropped(text: str, wish: CardWish) -> CardOp | None:
    found = _match(rf"{_OUT} (?P<what>.+?)\.?", text)
    if not found:
        return None
    what = found["what"]
    for name in LISTS[wish.kind]:
        numbered = _match(
            rf"(?:the )?(?:(?P<o>{_ORDER}|last) (?:{_NAMES[name]})|(?:{_NAMES[name]}) (?P<n>\d+))",
            what,
        )
        if numbered:
            number = _number(numbered["o"], numbered["n"], len(things(wish, name)))
            return DropThing(list=name, number=number)
    return _named(unquoted(re.sub(r"^the ", "", what)), wish)


def _number(order: str | None, digits: str | None, last: int) -> int:
    if digits:
        return max(1, int(digits[:6]))
    return max(1, last) if (order or "").lower() == "last" else ORDER[(order or "").lower()]


def _named(words: str, wish: CardWish) -> CardOp:
    """What holds these words, where one thing alone does."""
    hits = [
        (name, n, text)
        for name in LISTS[wish.kind]
        for n, text in enumerate(things(wish, name), 1)
        if words.casefold() in text.casefold()
    ]
    if len(hits) == 1:
        return DropThing(list=hits[0][0], number=hits[0][1])
    if not hits:
        return Clarify(question=f"Nothing there says “{words}”. What shall be left out?")
    told = "; ".join(f"{name} {n}, “{text}”" for name, n, text in hits[:6])
    return Clarify(question=f"“{words}” stands in {told}. Which one do you mean?")


def _kept_out(text: str, wish: CardWish) -> CardOp | None:
    if wish.kind != "brief":
        return None
    never = _match(
        r"(?:avoid|never (?:mention|say|show)|(?:do not|don['’]t) (?:mention|say|show)):? "
        r"(?P<text>.+?)\.?",
        text,
    )
    if never and unquoted(never["text"]):
        return AddThing(list="avoid", text=unquoted(never["text"]))
    always = _match(
        rf"(?:always (?:mention|say|show)|(?:{_IT} )?(?:must|has to|have to) (?:mention|say|show|"
        r"name)):? (?P<text>.+?)\.?",
        text,
    )
    said = unquoted(always["text"]) if always else ""
    return AddThing(list="must", text=said) if said else None


def _toned(text: str, wish: CardWish) -> CardOp | None:
    if wish.kind != "brief":
        return None
    words = "|".join(map(re.escape, _TONES))
    found = _match(
        rf"(?:make|let) (?:{_IT}|(?:the|its) tone|everything)(?: feel| sound| be)?"
        rf"(?: a (?:bit|little))? (?P<tone>{words})\.?",
        text,
    )
    if found:
        return AddThing(list="tone", text=_TONES[found["tone"].lower()])
    added = _match(r"add (?:the )?tone:? (?P<text>.+?)\.?", text)
    said = unquoted(added["text"]) if added else ""
    return AddThing(list="tone", text=said) if said else None
