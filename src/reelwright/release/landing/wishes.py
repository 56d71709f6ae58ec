"""Reads wishes about a page by rule: the grammar behind edits without a model.

It understands one change a clause; clauses are parted by commas, semicolons, line ends or "and".
Whatever it does not understand becomes a question, never a guess.
"""

import re
from collections.abc import Callable

from ...domain.wishes import clauses, german, in_english, plainly, several, unquoted
from .edit_ops import (
    LONGEST,
    MOST_SCENES,
    AddBlock,
    AskAboutPage,
    MoveBlock,
    PageOp,
    RemoveBlock,
    ReplaceOnPage,
    SetGround,
    SetPageLine,
    SetPageLook,
    SetPageStill,
    ShorterHead,
)
from .german_wishes import PAGE

HELP = (
    "I did not understand {said}. You can say, for example: put the offer above the steps; move "
    "the questions to the end; remove the gallery; add the steps; shorter headline; headline: "
    "“...”; replace “old” with “new”; make it calmer; make the proof dark; show scene 2 in the "
    "offer"
)

HELP_GERMAN = (
    "Nicht verstanden: {said}. Sagen Sie zum Beispiel: setze das Angebot über die Schritte; die "
    "Fragen ans Ende; entferne die Galerie; füge die Schritte hinzu; kürzere Überschrift; "
    "Überschrift: „...“; ersetze „alt“ durch „neu“; mach es ruhiger; mach die Belege dunkel; zeige "
    "Szene 2 im Angebot"
)

_LOST = tuple(text.partition("{")[0] for text in (HELP, HELP_GERMAN))

_CALLED = {
    "hero": r"hero|film|video|first screen|top",
    "worries": r"worr(?:y|ies)|points?|concerns?|problems?|pains?",
    "proof": r"proofs?|evidence|claims?|facts?|figures?|numbers?",
    "offer": r"offers?|prices?|deal",
    "steps": r"steps|how it (?:begins|works|starts)",
    "gallery": r"gallery|galleries|stills|pictures|images|photos",
    "moment": r"moments?|statements?|quotes?",
    "questions": r"questions|faqs?|q ?(?:&|and) ?a",
    "call": r"call(?: to action)?|last block|closing block|last button",
}
_B1, _B2 = (
    "(?:the |a |an )?(?:"
    + "|".join(f"(?P<{kind}{n}>{words})" for kind, words in _CALLED.items())
    + ")(?: block| section| part)?"
    for n in (1, 2)
)
_LINE = (
    r"(?:the )?(?:(?P<head>headline|title|heading)|(?P<lead>lead|intro(?:duction)?|first sentence)|"
    r"(?P<closing>closing(?: line)?|last line|last words))"
)
_SCENE = (
    r"(?:the )?(?:picture |still |image |photo )?(?:of |from )?scene (?P<scene>\d+)"
    r"(?:[’']s (?:picture|still|image))?"
)
_VERB = r"(?:put|place|move|bring|show|set|have|get)"
_ACTS = (
    r"put|place|move|bring|show|set|have|remove|delete|drop|hide|leave|take|add|make|replace|change|"
    r"use|shorten|lengthen|a shorter|a longer|shorter|longer|no|headline|the headline|lead|closing"
)
_TUT = (
    r"setze?|stelle?|verschiebe?|zeige?|entferne?|lösche?|streiche?|nimm|lass|füge?|mache?|ersetze?|"
    r"ändere?|kürze|verlängere|kürzere|längere|kein|ohne|überschrift|die|das|der|den"
)
_PARTS = re.compile(
    rf"\s*(?:;|\n|,? and then |, then |,? und dann |, dann |,? and (?=(?:{_ACTS})\b)|"
    rf"(?:,? und |, )(?=(?:{_TUT})\b)|, (?=(?:{_ACTS})\b))\s*",
    re.I,
)

_LOOKS: dict[str, dict[str, str]] = {
    "calm": {"voice": "calm"},
    "calmer": {"voice": "calm"},
    "quieter": {"voice": "calm"},
    "smaller": {"voice": "calm"},
    "plain": {"voice": "plain"},
    "plainer": {"voice": "plain"},
    "bold": {"voice": "bold"},
    "bolder": {"voice": "bold"},
    "louder": {"voice": "bold"},
    "bigger": {"voice": "bold"},
    "airy": {"space": "airy"},
    "airier": {"space": "airy"},
    "roomier": {"space": "airy"},
    "close": {"space": "close"},
    "closer": {"space": "close"},
    "tighter": {"space": "close"},
    "denser": {"space": "close"},
    "round": {"corners": "round"},
    "rounder": {"corners": "round"},
    "softer": {"corners": "round"},
    "square": {"corners": "square"},
    "squarer": {"corners": "square"},
    "sharper": {"corners": "square"},
}
_GROUNDS = {"dark": "deep", "deep": "deep", "coloured": "deep", "soft": "soft", "tinted": "soft",
            "light": "paper", "white": "paper", "plain": "paper", "paper": "paper"}  # fmt: skip


def read_page_wish(text: str) -> tuple[PageOp, ...]:
    """The operations that a wish asks for, or one question when a part is not understood."""
    parts = clauses(text, _PARTS)
    if not parts:
        return (AskAboutPage(question="What shall be changed?"),)
    ops: list[PageOp] = []
    for clause in parts:
        read = several(
            clause,
            _read,
            asks=lambda op: isinstance(op, AskAboutPage),
            lost=lambda op: isinstance(op, AskAboutPage) and op.question.startswith(_LOST),
            open_ended=lambda op: isinstance(op, SetPageLine),
        )
        if asked := [op for op in read if isinstance(op, AskAboutPage)]:
            return (asked[0],)
        ops += read
    return tuple(ops)


def _read(clause: str) -> PageOp:
    plain = plainly(in_english(clause, PAGE)).rstrip(" .!")
    for pattern, make in _RULES:
        found = pattern.fullmatch(plain)
        if found is not None and (op := make(found)) is not None:
            return op
    if german(clause):
        said = f"„{clause}“" if len(clause) <= 80 else "das"
        return AskAboutPage(question=HELP_GERMAN.format(said=said))
    said = f"“{clause}”" if len(clause) <= 80 else "that"
    return AskAboutPage(question=HELP.format(said=said))


def _block(found: re.Match[str], which: int = 1) -> str:
    return next(kind for kind in _CALLED if found[f"{kind}{which}"])


def _move(found: re.Match[str]) -> PageOp:
    before = re.match(r"above|before|over|on top|ahead|in front", found["side"], re.I)
    return MoveBlock.model_validate(
        {
            "block": _block(found),
            "side": "before" if before else "after",
            "other": _block(found, 2),
        }
    )


def _far(found: re.Match[str]) -> PageOp:
    """To the top is behind the first screen, to the end before the last block."""
    first = re.search(r"first|top|start|front|beginning", found["place"], re.I)
    return MoveBlock.model_validate(
        {
            "block": _block(found),
            "side": "after" if first else "before",
            "other": "hero" if first else "call",
        }
    )


def _line(found: re.Match[str]) -> PageOp:
    line = next(name for name in ("head", "lead", "closing") if found[name])
    text = unquoted(found["text"])
    if not 1 <= len(text) <= LONGEST:
        return AskAboutPage(
            question=f"A line has 1 to {LONGEST} characters, and this one has {len(text)}. What "
            "shall it say?"
        )
    return SetPageLine.model_validate({"line": line, "text": text})


def _still(found: re.Match[str]) -> PageOp:
    number = int(found["scene"][:6])
    if not 1 <= number <= MOST_SCENES:
        return AskAboutPage(question=f"There is no scene {number}. Of which one shall it be?")
    return SetPageStill.model_validate({"block": _block(found), "scene": number})


def _rule(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.I | re.S)


_RULES: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], PageOp | None]], ...] = (
    (
        _rule(r"(?:replace|change|swap) (?P<old>[“\"][^”\"]+[”\"]) (?:with|by|for|to|into) "
              r"(?P<new>[“\"][^”\"]*[”\"])(?: everywhere)?"),
        lambda m: ReplaceOnPage(old=unquoted(m["old"]), new=unquoted(m["new"]))
        if unquoted(m["old"])
        else None,
    ),
    (
        _rule(rf"(?:change |set |make )?{_LINE}(?:\s*[:=]\s*| (?:to|say|says|reads?|should (?:say|"
              r"read|be)|into|as) ?:? ?)(?P<text>.+)"),
        _line,
    ),
    (
        _rule(r"(?:make |have |use |take )?(?:a |the )?(?:(?P<way>shorter|longer) (?:headline|"
              r"title|heading)|(?:headline|title|heading) (?P<how>shorter|longer))"),
        lambda m: ShorterHead(longer=(m["way"] or m["how"]).lower() == "longer"),
    ),
    (
        _rule(r"(?P<way>shorten|lengthen) the (?:headline|title|heading)"),
        lambda m: ShorterHead(longer=m["way"].lower() == "lengthen"),
    ),
    (
        _rule(rf"{_VERB} {_B1} (?P<side>above|before|over|on top of|ahead of|in front of|below|"
              rf"after|under|underneath|beneath|behind) {_B2}"),
        _move,
    ),
    (
        _rule(rf"{_VERB} {_B1} (?:to |at |in )?(?:the )?(?:very )?(?P<place>first|top|start|front|"
              r"beginning|last|end|bottom)"),
        _far,
    ),
    (
        _rule(rf"(?:use|show|put|take) {_SCENE} (?:in|for|on|with|beside) {_B1}"),
        _still,
    ),
    (
        _rule(r"(?:remove|delete|drop|take out|no) (?:the )?(?:picture|still|image) "
              rf"(?:in|from|of|on) {_B1}"),
        lambda m: SetPageStill.model_validate({"block": _block(m), "scene": None}),
    ),
    (
        _rule(rf"(?:(?:remove|delete|drop|hide|leave out|take out|no) {_B1}|take {_B2} out)"),
        lambda m: RemoveBlock.model_validate(
            {"block": next(k for k in _CALLED if m[f"{k}1"] or m[f"{k}2"])}
        ),
    ),
    (
        _rule(rf"(?:make|put|set) {_B1} (?:be )?(?:on )?(?:a )?(?P<ground>{'|'.join(_GROUNDS)})"
              r"(?: ground| background)?"),
        lambda m: SetGround.model_validate(
            {"block": _block(m), "ground": _GROUNDS[m["ground"].lower()]}
        ),
    ),
    (
        _rule(rf"(?:make )?(?:it|the page|everything|corners|the corners)? ?(?:be )?(?:a (?:bit|"
              rf"little) )?(?P<look>{'|'.join(_LOOKS)})"),
        lambda m: SetPageLook.model_validate(_LOOKS[m["look"].lower()]),
    ),
    (
        _rule(rf"(?:add|show|have|bring back|put in) {_B1}"),
        lambda m: AddBlock.model_validate({"block": _block(m)}),
    ),
)  # fmt: skip
