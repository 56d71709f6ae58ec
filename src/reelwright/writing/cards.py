"""Edits of a segment or a brief asked for in plain words: a typed plan, and what it makes of it.

A card is a segment or a brief as JSON. A writer names operations on its fields by the names that
people see; the types of `domain` check what comes out.
"""

import json
import random
from collections.abc import Sequence
from typing import Any

from ..backends.text.ask import OFFLINE, Ask, fenced
from ..backends.text.write import write
from ..domain.errors import InvalidIntake
from .card_ops import (
    LISTS,
    READ_OFF,
    TEXTS,
    AddThing,
    CardOp,
    CardPlan,
    CardWish,
    DropThing,
    SetText,
    SwapWords,
    things,
)
from .checks import facts_text, never_findings, numbers_findings
from .edit_ops import Clarify
from .prompts import render


def reword_card(
    wish: CardWish, *, model: str = OFFLINE, seed: int = 1, temperature: float | None = None
) -> dict[str, Any]:
    """The card after a wish; the given one is unchanged.

    Raises InvalidIntake with a question where the wish is not clear.
    """
    plan = write(EDIT_CARD, wish, model=model, seed=seed, temperature=temperature).value
    for op in plan.ops:
        if isinstance(op, Clarify):
            raise InvalidIntake(op.question)
    return _applied(wish, plan)


def _applied(wish: CardWish, plan: CardPlan) -> dict[str, Any]:
    card: dict[str, Any] = json.loads(json.dumps(wish.card))
    # Numbers are those of the card as it was: what is taken first moves no other.
    gone: dict[str, set[int]] = {}
    for op in plan.ops:
        if isinstance(op, SetText):
            *way, last = TEXTS[wish.kind][op.field]
            _at(card, way)[last] = op.text
        elif isinstance(op, DropThing):
            gone.setdefault(LISTS[wish.kind][op.list], set()).add(op.number - 1)
        elif isinstance(op, AddThing):
            card[LISTS[wish.kind][op.list]].append(op.text)
        elif isinstance(op, SwapWords):
            for way in TEXTS[wish.kind].values():
                inner = _at(card, way[:-1])
                inner[way[-1]] = inner[way[-1]].replace(op.old, op.new)
            for name, field in LISTS[wish.kind].items():
                if name not in READ_OFF:
                    card[field] = [text.replace(op.old, op.new) for text in card[field]]
    for field, numbers in gone.items():
        card[field] = [one for n, one in enumerate(card[field]) if n not in numbers]
    return card


def _at(card: dict[str, Any], way: Sequence[str]) -> dict[str, Any]:
    for step in way:
        card = card[step]
    return card


def _problems(wish: CardWish, answer: CardPlan) -> list[str]:
    if any(isinstance(op, Clarify) for op in answer.ops):
        return [] if len(answer.ops) == 1 else ["ask back alone, or not at all"]
    gone = {op.number for op in answer.ops if isinstance(op, DropThing) and op.list == "trait"}
    if gone and len(gone) >= len(things(wish, "trait")):
        return ["one trait has to stay"]
    return [found for op in answer.ops for found in _op_problems(op, wish)]


def _op_problems(op: CardOp, wish: CardWish) -> list[str]:
    texts, lists = TEXTS[wish.kind], LISTS[wish.kind]
    if isinstance(op, SetText):
        if op.field not in texts:
            return [f"a {wish.kind} has no {op.field}; it has {', '.join(texts)}"]
        if not op.text.strip() and op.field != "not for":
            return [f"the {op.field} cannot be empty"]
    if isinstance(op, DropThing | AddThing) and op.list not in lists:
        return [f"a {wish.kind} has no list {op.list}; it has {', '.join(lists)}"]
    if isinstance(op, DropThing) and not op.number <= len(things(wish, op.list)):
        return [f"there is no {op.list} {op.number}; there are {len(things(wish, op.list))}"]
    if isinstance(op, AddThing) and op.list in READ_OFF:
        where = "the survey" if op.list == "trait" else "campaign.toml"
        return [f"a {op.list} is not made up: it comes from {where}"]
    if isinstance(op, SwapWords) and op.old not in _words(wish):
        return [f"“{op.old}” stands nowhere there"]
    said = getattr(op, "text", "") or getattr(op, "new", "")
    if wish.campaign is None or (isinstance(op, AddThing) and op.list == "avoid"):
        return []
    found = never_findings(said, wish.campaign.brand.never_say, "the new words")
    if wish.kind == "brief":
        found += numbers_findings(said, facts_text(wish.campaign), "the new words")
    return found


def _words(wish: CardWish) -> str:
    card = dict(wish.card)
    texts = [_at(card, way[:-1])[way[-1]] for way in TEXTS[wish.kind].values()]
    lists = [t for name in LISTS[wish.kind] if name not in READ_OFF for t in things(wish, name)]
    return "\n".join((*texts, *lists))


def _prompt(wish: CardWish) -> str:
    card = dict(wish.card)
    rows = [f"{name}: {_at(card, way[:-1])[way[-1]]}" for name, way in TEXTS[wish.kind].items()]
    for name in LISTS[wish.kind]:
        rows += [f"{name} {n}: {text}" for n, text in enumerate(things(wish, name), 1)]
    return render(
        "card",
        card=fenced(wish.kind, "\n".join(rows)),
        wish=fenced("wish", wish.text),
    )


def _offline(wish: CardWish, rng: random.Random) -> CardPlan:
    from .offline.card_wishes import read_card_wish

    ops = read_card_wish(wish)
    problems = _problems(wish, CardPlan(ops=ops))
    return CardPlan(ops=(Clarify(question="; ".join(problems)),) if problems else ops)


EDIT_CARD: Ask[CardWish, CardPlan] = Ask(
    name="edit",
    version="1",
    output=CardPlan,
    prompt=_prompt,
    offline=_offline,
    check=_problems,
    temperature=0.1,
)
