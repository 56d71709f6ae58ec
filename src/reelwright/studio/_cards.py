"""Items as people read them in a terminal."""

from collections.abc import Iterator
from typing import Any

from ..domain.base import Frozen
from ..domain.brief import Brief
from ..domain.film import Film
from ..domain.gate import Gate
from ..domain.segment import Segment
from ..domain.storyboard import Storyboard
from ..store.catalogue import Catalogue, Result
from ..workflow.campaign.gates import GATES, STAGE, stands
from ..writing.scripted import EVERYBODY
from . import _names

Lines = Iterator[tuple[str, str]]


class ItemCard(Frozen):
    """An item in a few lines of words: its whole name, where it stands, a title, and what it says.

    lines: a label each ("" goes on under the one before) and a text. Segments, briefs and
    storyboards have some; a film has a title alone; of anything else `read` gives the value.
    """

    name: str
    state: str
    title: str
    lines: tuple[tuple[str, str], ...] = ()


def card_of(catalogue: Catalogue, kept: Result, *, outside: bool = False) -> ItemCard:
    """An item's card. outside: for people who are not of the house; no word on its audience."""
    gate: Gate | None = next((g for g in GATES if STAGE[g] == kept.stage), None)
    state = stands(catalogue, gate, kept)[0] if gate else ""
    name = kept.item if kept.item == kept.stage else f"{kept.stage}/{kept.item}"
    title, lines = _READ[kept.stage](kept.value) if kept.stage in _READ else ("", iter(()))
    if kept.stage == "film":
        film = Film.model_validate(kept.value)
        title = " · ".join((_names.concept(catalogue, film.brief), film.format, film.language))
    if outside and kept.stage == "storyboard":
        # For whom it was written, and how well it fits them, is said within the house.
        (label, told), *more = lines
        lines = iter([(label, told.partition("; match ")[0]), *more])
    return ItemCard(name=name, state=state, title=title, lines=tuple(lines))


def _segment(value: Any) -> tuple[str, Lines]:
    segment = Segment.model_validate(value)

    def lines() -> Lines:
        yield "", segment.summary
        share = segment.share
        # Those whom a script is for were not asked.
        if segment.n:
            yield (
                "size",
                f"{segment.n} respondents, {share.low:.0%} to {share.high:.0%} of everyone asked "
                "(95% interval)",
            )
        for group in dict.fromkeys(t.group for t in segment.traits):
            for n, trait in enumerate(segment.group(group)):
                cell = trait.cell
                told = f": {cell.share:.0%}, everyone {cell.base_share:.0%}, index {cell.index}"
                yield "" if n else group, f"{trait.text}{told if trait.counted else ''}"
        for n, verbatim in enumerate(segment.verbatims):
            yield "" if n else "they said", f"“{verbatim.text}”"
        for n, caveat in enumerate(segment.caveats):
            yield "" if n else "mind", caveat

    return segment.name, lines()


def _brief(value: Any) -> tuple[str, Lines]:
    brief = Brief.model_validate(value)
    concept, weighing = brief.concept, brief.weighing

    def lines() -> Lines:
        yield "", concept.idea
        yield "opens on", concept.hook
        yield "form", f"{concept.form}, {concept.abstraction}"
        if brief.segment != EVERYBODY:
            yield (
                "weighed",
                f"{weighing.total:g} of 10: relevance {weighing.relevance:g}, engagement "
                f"{weighing.engagement:g}, entertainment {weighing.entertainment:g}",
            )
        told = {"insight": brief.insight, "promise": brief.promise, "message": brief.message}
        told |= {"tone": ", ".join(brief.tone), "look": brief.look}
        told |= {"in it": "; ".join(brief.mandatory), "to avoid": "; ".join(brief.avoid)}
        told |= {"leans on": ", ".join((*brief.proofs, *concept.offers))}
        yield from ((name, text) for name, text in told.items() if text)

    return concept.title, lines()


def _storyboard(value: Any) -> tuple[str, Lines]:
    board = Storyboard.model_validate(value)

    def lines() -> Lines:
        told = (
            f"{float(board.seconds):g} s in {board.language}, {board.mood}, {board.pace}; match "
            f"{board.match.score:g}: {board.match.rationale}"
        )
        # Nobody weighed a script against those whom it is for.
        yield "", told.partition("; match ")[0] if board.segment == EVERYBODY else told
        for n, scene in enumerate(board.scenes, start=1):
            said = f"“{scene.narration}”" if scene.narration else "Nobody speaks."
            yield f"{n} {scene.beat}", f"{float(scene.seconds):.1f} s. {said}"
            words = [w for w in (scene.text.head, scene.text.body, scene.text.note) if w]
            if words:
                yield "", f"type: {' / '.join(words)}"
            look = f"; {scene.look} look" if scene.look else ""
            yield "", f"{scene.description} ({scene.camera}{look})"
        if board.call:
            yield "ends on", board.call

    return board.title, lines()


_READ = {"segment": _segment, "brief": _brief, "storyboard": _storyboard}
