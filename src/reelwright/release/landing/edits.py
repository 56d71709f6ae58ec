"""Edits of a page in plain words: a wish becomes a typed plan, the plan another page."""

import random
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from pydantic import BaseModel, Field

from ...backends.text.ask import OFFLINE, Ask, Model, fenced
from ...backends.text.write import write
from ...domain.errors import InvalidIntake
from ...domain.landing import HeroBlock, LandingPage, PageBlock, PageFacts, PageStill
from ...domain.wording import counted
from ..page.copy import Given, plain
from .bank import own_line
from .compose import compose, on_grounds
from .edit_ops import (
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
from .project import source_of
from .wishes import read_page_wish

FIXED = ("hero", "call", "footer")
"""Blocks that every page has, at its beginning and its end."""

UNPICTURED = ("hero", "worries", "steps", "questions", "gallery")


class PageEditPlan(BaseModel):
    """What a wish asks for."""

    ops: tuple[PageOp, ...] = Field(min_length=1, max_length=12)
    rationale: str = ""

    @property
    def question(self) -> str:
        """What has to be answered before anything changes; "" when all is clear."""
        return next((op.question for op in self.ops if isinstance(op, AskAboutPage)), "")


@dataclass(frozen=True)
class PageWish:
    """A wish about a page, in words."""

    text: str
    page: LandingPage
    given: Given


def reworded_page(
    text: str,
    page: LandingPage,
    given: Given,
    *,
    model: str | Model = OFFLINE,
    seed: int = 1,
    temperature: float | None = None,
) -> LandingPage:
    """The page after a wish. Raises InvalidIntake with a question where it is not clear."""
    wish = PageWish(" ".join(text.split()), page, given)
    plan = write(PAGE_EDIT, wish, model=model, seed=seed, temperature=temperature).value
    if plan.question:
        raise InvalidIntake(f"the page was not changed: {plan.question}")
    return applied(plan.ops, page, given)


def applied(ops: Sequence[PageOp], page: LandingPage, given: Given) -> LandingPage:
    """The page after operations. Raises ValueError naming what one of them cannot do."""
    for op in ops:
        page = _step(op, page, given)
    return page


def _step(op: PageOp, page: LandingPage, given: Given) -> LandingPage:
    if isinstance(op, AskAboutPage):
        return page
    if isinstance(op, SetPageLook):
        felt = {k: v for k, v in op.model_dump(exclude={"op"}).items() if v}
        look = page.design.look.model_copy(update=felt)
        return page.model_copy(update={"design": page.design.model_copy(update={"look": look})})
    if isinstance(op, SetPageLine):
        return _said(page, given, op.line, op.text)
    if isinstance(op, ShorterHead):
        return _headed(page, given, longer=op.longer)
    if isinstance(op, ReplaceOnPage):
        return _replaced(page, given, op)
    blocks = _built(op, page, given)
    if not isinstance(op, SetGround) and any(
        a.ground == b.ground for a, b in pairwise(blocks[:-1])
    ):
        blocks = [*on_grounds(blocks[:-1]), blocks[-1]]
    return _with(page, blocks)


def _built(
    op: MoveBlock | RemoveBlock | AddBlock | SetGround | SetPageStill,
    page: LandingPage,
    given: Given,
) -> list[PageBlock]:
    """The blocks after an operation on them."""
    blocks = list(page.design.blocks)
    if isinstance(op, MoveBlock):
        return _moved(blocks, op)
    if isinstance(op, AddBlock):
        return _added(blocks, op, page, given)
    at = _at(blocks, op.block)
    if isinstance(op, RemoveBlock):
        if op.block in FIXED:
            raise ValueError(f"the {op.block} stays: a page cannot do without it")
        del blocks[at]
        # What the steps told the offer tells again.
        return [_telling(b, told=True) for b in blocks] if op.block == "steps" else blocks
    if isinstance(op, SetGround):
        blocks[at] = blocks[at].model_copy(update={"ground": op.ground})
    else:
        blocks[at] = _pictured(blocks[at], op, page, given)
    return blocks


def _telling(block: PageBlock, *, told: bool) -> PageBlock:
    return block.model_copy(update={"told": told}) if block.kind == "offer" else block


def _with(page: LandingPage, blocks: Sequence[PageBlock]) -> LandingPage:
    design = page.design.model_copy(update={"blocks": tuple(blocks)})
    return page.model_copy(update={"design": design})


def _at(blocks: Sequence[PageBlock], kind: str) -> int:
    found = next((n for n, b in enumerate(blocks) if b.kind == kind), None)
    if found is None:
        there = ", ".join(b.kind for b in blocks)
        raise ValueError(f"the page has no {kind}; it has {there}")
    return found


def _moved(blocks: list[PageBlock], op: MoveBlock) -> list[PageBlock]:
    if op.block in FIXED or op.block == op.other:
        raise ValueError(f"the {op.block} stays where it is")
    block = blocks.pop(_at(blocks, op.block))
    at = _at(blocks, op.other) + (op.side == "after")
    if not 0 < at <= _at(blocks, "call"):
        raise ValueError("the hero stays first, and the call last")
    blocks.insert(at, block)
    return blocks


def _added(
    blocks: list[PageBlock], op: AddBlock, page: LandingPage, given: Given
) -> list[PageBlock]:
    if any(b.kind == op.block for b in blocks):
        raise ValueError(f"the page has the {op.block} already")
    fresh = compose(given, page.facts, "tall", wanted=op.block).design.blocks
    block = next((b for b in fresh if b.kind == op.block), None)
    if block is None:
        raise ValueError(f"this film and this campaign have nothing for a block of {op.block}")
    blocks.insert(_at(blocks, "call"), block)
    return [_telling(b, told=False) for b in blocks] if op.block == "steps" else blocks


def _pictured(block: PageBlock, op: SetPageStill, page: LandingPage, given: Given) -> PageBlock:
    if block.kind in UNPICTURED:
        raise ValueError(f"the {block.kind} has no picture of its own")
    if op.scene is None:
        if block.kind == "moment":
            raise ValueError("the moment is its picture; remove the moment")
        return block.model_copy(update={"picture": None})
    scenes = [s.id for s in given.storyboard.scenes]
    if op.scene > len(scenes) or f"alt.{scenes[op.scene - 1]}" not in page.facts.lines:
        raise ValueError(
            f"there is no still of scene {op.scene}; the film has {counted(len(scenes), 'scene')}"
        )
    scene = scenes[op.scene - 1]
    changes: dict[str, object] = {"picture": PageStill(still=scene, alt=f"alt.{scene}")}
    if block.kind == "proof" and block.layout == "cards":
        changes["layout"] = "list"
    return block.model_copy(update=changes)


def _said(page: LandingPage, given: Given, line: str, text: str) -> LandingPage:
    """The page with other words of one's own for a line, where they may stand there."""
    if line != "lead" and len(text) > 70:
        raise ValueError(f"{len(text)} characters are too many for a headline; 70 are most")
    facts, id = own_line(given, page.facts, text)
    return _naming(page.model_copy(update={"facts": facts}), line, id)


def _naming(page: LandingPage, line: str, id: str) -> LandingPage:
    """The page with a line of its bank in a place; a new headline is in the title too."""
    kind, field = ("call", "head") if line == "closing" else ("hero", line)
    blocks = [b.model_copy(update={field: id}) if b.kind == kind else b for b in page.design.blocks]
    if line == "head":
        said = page.facts.lines[id].rstrip(".?!")
        lines = {**page.facts.lines, "title": f"{said} | {page.facts.about}"}
        facts = page.facts.model_copy(update={"lines": lines})
        page = page.model_copy(update={"facts": facts})
    return _with(page, blocks)


def _headed(page: LandingPage, given: Given, *, longer: bool) -> LandingPage:
    hero = page.design.blocks[0]
    assert isinstance(hero, HeroBlock)
    lines = page.facts.lines
    now = len(lines[hero.head])
    known = [id for id in page.heads if id in lines]
    fits = [id for id in known if (len(lines[id]) > now if longer else len(lines[id]) < now)]
    if not fits:
        way = "longer" if longer else "shorter"
        raise ValueError(
            f"the film has no {way} headline than “{lines[hero.head]}”; give one: headline: “...”"
        )
    pick = min(fits, key=lambda id: abs(len(lines[id]) - now))
    return _naming(page, "head", pick)


def _replaced(page: LandingPage, given: Given, op: ReplaceOnPage) -> LandingPage:
    """Lines that the page says, with other words; claims, offers and alt texts are facts."""
    used = set(_used(page))
    facts: PageFacts = page.facts
    found = [id for id in sorted(used) if op.old in facts.lines.get(id, "")]
    own = _facts_told(facts)
    found = [
        id
        for id in found
        if not id.startswith("alt.") and not any(fact in plain(facts.lines[id]) for fact in own)
    ]
    if not found:
        raise ValueError(f"the page does not say “{op.old}” in its own words")
    for id in found:
        text = facts.lines[id].replace(op.old, op.new)
        _, _ = own_line(given, facts, text)
        facts = facts.model_copy(update={"lines": {**facts.lines, id: text}})
    return page.model_copy(update={"facts": facts})


def _facts_told(facts: PageFacts) -> set[str]:
    """What the campaign claims and offers, word by word: nobody rewords it on a page."""
    told = [claim for claim, _ in facts.proofs.values()]
    told += [part for o in facts.offers.values() for part in (o.text, o.price)]
    return {plain(fact) for fact in (*told, *facts.conditions.values()) if fact}


def _used(page: LandingPage) -> list[str]:
    """Ids that stand in the page's source."""
    source = source_of(page.design)
    return [id for id in page.facts.lines if f'"{id}"' in source]


def _problems(wish: PageWish, plan: PageEditPlan) -> list[str]:
    asks = [op for op in plan.ops if isinstance(op, AskAboutPage)]
    if asks:
        return [] if len(plan.ops) == 1 else ["ask back alone, or not at all"]
    try:
        applied(plan.ops, wish.page, wish.given)
    except ValueError as problem:
        return [str(problem)]
    return []


def _prompt(wish: PageWish) -> str:
    lines = [f"{id}: {wish.page.facts.lines[id]}" for id in _used(wish.page)]
    scenes = [f"{n}: {s.description}" for n, s in enumerate(wish.given.storyboard.scenes, 1)]
    return "\n\n".join(
        [
            "A person wants a landing page changed. Say which operations do what they ask, and no "
            "others; ask back where it is not clear. Blocks are named by their kind. New words use "
            "no number, name or promise that the page does not hold.",
            fenced("page", source_of(wish.page.design)),
            fenced("lines", "\n".join(lines)),
            fenced("scenes", "\n".join(scenes)),
            fenced("wish", wish.text),
        ]
    )


def _offline(wish: PageWish, source: random.Random) -> PageEditPlan:
    ops = read_page_wish(wish.text)
    problems = _problems(wish, PageEditPlan(ops=ops))
    if problems:
        ops = (AskAboutPage(question="; ".join(problems)),)
    return PageEditPlan(ops=ops, rationale="read by rule")


PAGE_EDIT: Ask[PageWish, PageEditPlan] = Ask(
    name="edit page",
    version="1",
    output=PageEditPlan,
    prompt=_prompt,
    offline=_offline,
    check=_problems,
    temperature=0.1,
)
