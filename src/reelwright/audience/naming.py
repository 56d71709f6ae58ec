"""Statistics decide the groups; a name and a portrait are all that is written about them."""

import random
import re

from pydantic import Field

from ..backends.text.ask import Ask, fenced
from ..domain.base import Frozen
from ..domain.segment import Trait
from ..domain.survey import Cell
from ..domain.wording import counted

LEADS = {
    "demographics": "Many",
    "motivations": "They",
    "pain points": "They",
    "decision factors": "When it comes to choosing, they",
}
LONGEST = 120
"""Words of a summary at most."""
ORDER = ("motivations", "pain points", "decision factors", "demographics")


class SegmentFacts(Frozen):
    """What the survey says about one segment: all that may be said of it.

    calls: names for people who answer so, the best first: those that the codebook offers, then what
    most of them share. taken: names other segments have. category: the trade
    of whoever asked.
    """

    size: str
    traits: tuple[Trait, ...]
    cells: tuple[Cell, ...]
    calls: tuple[str, ...] = ()
    phrases: tuple[str, ...] = ()
    answers: tuple[str, ...] = ()
    taken: tuple[str, ...] = ()
    alone: bool = False
    category: str = ""


class Claim(Frozen):
    """One thing said of the segment and the survey cell behind it."""

    text: str
    column: str
    level: str
    direction: str = Field(
        description='"more" or "less" common here than among everyone, or "most"'
    )


class Portrait(Frozen):
    """A name of 2-6 words and a summary of 2-4 sentences, with the cells they rest on."""

    name: str
    summary: str
    claims: tuple[Claim, ...]


def quotes(name: str) -> bool:
    """Whether a name holds what none may: quotation marks, a share, an index, a column's code."""
    return bool(_QUOTING.search(name))


def prompt(given: SegmentFacts) -> str:
    """The question as a model reads it."""
    rows = "\n".join(
        f"{c.column} | {c.level} | here {c.share:.0%} | everyone {c.base_share:.0%} | "
        f"index {c.index}{' *' if c.significant else ''}"
        for c in given.cells
    )
    traits = "\n".join(f"{t.group}: they {t.text}" for t in given.traits)
    return "\n\n".join(
        (
            "Name one segment of a survey and describe it for the people who will make ads for it.",
            fenced("business", given.category),
            f"Size: {given.size}. Index 100 is average; * marks differences that are not chance.",
            fenced("traits", traits),
            fenced("cells", rows),
            fenced("answers", "\n".join(given.answers)),
            f"Names already taken: {', '.join(given.taken) or 'none'}.",
            "name: 2-6 words, human and respectful, distinct, no label for a protected attribute.\n"
            "summary: 2-4 sentences in plain words, beginning with who they are.\n"
            "claims: for each thing the summary says, its column and level exactly as in cells, "
            'and direction "more" (index 120 or over), "less" (80 or under) or "most" (share over '
            "half). Say nothing that has no cell.",
        )
    )


def check(given: SegmentFacts, answer: Portrait) -> list[str]:
    """Every claim must have its cell, and the cell must point the way the claim says."""
    cells = {(c.column, c.level): c for c in given.cells}
    problems: list[str] = []
    words = len(answer.name.split())
    # What the codebook calls them is a person's own word.
    offered = answer.name in given.calls
    if not offered and not 2 <= words <= 8:
        problems.append(f"the name has {counted(words, 'word')}; give 2-6")
    if not offered and quotes(answer.name):
        problems.append(
            f"the name {answer.name!r} quotes the survey; say who they are in words of your own"
        )
    if answer.name.lower() in {t.lower() for t in given.taken}:
        problems.append(f"the name {answer.name!r} is taken; find another")
    if len(answer.summary.split()) > LONGEST:
        problems.append(f"the summary is over {LONGEST} words; shorten it")
    if not answer.claims:
        problems.append("no claim cites a cell; cite one for each thing said")
    for claim in answer.claims:
        cell = cells.get((claim.column, claim.level))
        if cell is None:
            problems.append(f"there is no cell {claim.column!r}, {claim.level!r}; cite one given")
        elif not _holds(cell, claim.direction):
            problems.append(
                f"{claim.text!r}: cell {claim.column}, {claim.level} has index {cell.index} and "
                f"share {cell.share:.0%}, which is not {claim.direction!r}; correct or drop it"
            )
    return problems


def compose(given: SegmentFacts, rng: random.Random) -> Portrait:
    """A portrait put together from the findings alone."""
    told = [t for group in ORDER for t in given.traits if t.group == group]
    return Portrait(
        name="Everyone who answered" if given.alone else _name(given),
        summary=_summary(given),
        claims=tuple(
            Claim(
                text=t.text, column=t.cell.column, level=t.cell.level, direction=_direction(t.cell)
            )
            for t in told
            if _direction(t.cell)
        )
        or tuple(
            Claim(text=t.text, column=t.cell.column, level=t.cell.level, direction="some")
            for t in told[:1]
        ),
    )


PORTRAIT: Ask[SegmentFacts, Portrait] = Ask(
    "segment-portrait", "2", Portrait, prompt, compose, check, 0.4
)
"""Names and describes a segment."""


_QUOTING = re.compile(
    r"[\u201c\u201d\u201e\u00ab\u00bb\u300c\u300d\"%\uff05_]|"
    r"\bindex\b|\bcolumn\b|\bsegment \d|\bq\d",
    re.I,
)
"""Answers in quotation marks, shares, indexes and columns: nothing that people are called by."""


def _holds(cell: Cell, direction: str) -> bool:
    if direction == "more":
        return cell.index >= 120 and cell.significant
    if direction == "less":
        return cell.index <= 80 and cell.significant
    return (direction == "most" and cell.share > 0.5) or (direction == "some" and cell.share > 0)


def _direction(cell: Cell) -> str:
    if cell.index >= 120 and cell.significant:
        return "more"
    return "most" if cell.share > 0.5 else ""


def _name(given: SegmentFacts) -> str:
    """What most of them share, in words that no other segment has; else their place by size."""
    taken = {t.lower() for t in given.taken}
    place = len(given.taken)
    by_size = f"The {_PLACES[place]} largest group" if place < len(_PLACES) else "A smaller group"
    return next((c for c in given.calls if c.lower() not in taken), " ".join(by_size.split()))


_PLACES = ("", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth")


def _with_share(trait: Trait) -> str:
    """A trait with the share it holds for; beside everyone's, where it alone would mislead."""
    cell = trait.cell
    alone = cell.share > 0.5 and cell.significant and cell.index >= 150
    beside = "" if alone else f", everyone {cell.base_share:.0%}"
    return f"{trait.text} ({cell.share:.0%}{beside})"


def _summary(given: SegmentFacts) -> str:
    """A sentence a group, with two traits each where they are short enough, else with one."""
    text, counted = "", [t for t in given.traits if t.counted]
    for most in (2, 1):
        lines = [f"{given.size[:1].upper()}{given.size[1:]}."]
        for group, lead in LEADS.items():
            said = [_with_share(t) for t in counted if t.group == group][:most]
            if said:
                lines.append(f"{lead} {', and '.join(said)}.")
        text = " ".join(lines)
        if len(text.split()) <= LONGEST:
            return text
    return " ".join(text.split()[:LONGEST])
