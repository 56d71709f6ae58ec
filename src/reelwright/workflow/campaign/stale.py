"""Which current results no longer match the campaign, found without making anything."""

from collections.abc import Generator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace
from typing import Any

from ...domain.brief import Brief, ConceptSet, Match
from ...domain.errors import StudioError
from ...domain.film import Film
from ...domain.segment import Segment, Segmentation
from ...store.catalogue import Result
from ..build.bench import EDIT_ITEM
from ..build.decided import decided
from ..build.ref import Ref
from ..build.rehearsal import OTHERWISE, Amiss, Rehearsal, Unmade
from ..build.stage import STEPS
from . import ideation, landing, papers, production, scripted
from . import takes as shooting
from .boards import Boards
from .cuts import Cut, PlannedFilm, Shot, Variant, WantedBoard
from .stages import STAGES
from .studio import Studio

AFTER = tuple(n for n in STAGES.names if STEPS.index(STAGES.step(n)) >= 3)
"""Kinds whose items are named after their storyboard."""


OF_SEGMENTS = ("concepts", "brief", "match", "storyboard")
"""Kinds whose items are named after their segment."""


def stale(studio: Studio, bench: Rehearsal | None = None) -> dict[str, Amiss]:
    """Items that do not stand, by full name, and why: "survey changed", "its storyboard is stale".

    Items that merely wait for a decision, or failed, are not named. bench: one that sees more.
    """
    bench = bench or Rehearsal(studio.catalogue, STAGES)
    there = replace(studio, bench=bench, progress=bench.progress, catalogue=bench.catalogue)
    with _as_far_as_made():
        if scripted.has_script(there):
            _script(there)
            return bench.amiss | _unseen(there, bench)
        for segment in ideation.segments(there):
            with _as_far_as_made():
                _segment(there, segment)
    return bench.amiss | _unseen(there, bench)


@contextmanager
def _as_far_as_made() -> Generator[None]:
    """A branch ends where something was never made, or cannot be."""
    with suppress(Unmade, StudioError):
        yield


def _segment(studio: Studio, segment: Ref[Segment]) -> None:
    """Concepts, briefs, and films of the best approved ones."""
    bench, wanted = studio.bench, studio.campaign.wanted
    concepts = ideation.concepts(studio, segment)
    briefs: list[Ref[Brief]] = []
    for concept in bench.value(concepts).concepts:
        with _as_far_as_made():
            briefs.append(ideation.brief(studio, segment, concepts, concept.id))
    first = bench.value(segment).id == _first_segment(studio)
    films = 0
    for brief in briefs:
        kept = bench.kept(brief)
        state = decided(studio.catalogue, "briefs", kept.item, kept.digest).state
        if films == wanted.films:
            break
        if state != "approved":
            continue
        match = ideation.match(studio, segment, brief)
        if bench.value(match).veto:
            continue
        extra = wanted.extra_formats if first and not films else ()
        films += 1
        with _as_far_as_made():
            board = ideation.storyboard(studio, segment, brief, match)
            of = WantedBoard(segment=segment, brief=brief, storyboard=board)
            _variant(studio, of, tuple(dict.fromkeys((*wanted.formats, *extra))))


def _script(studio: Studio) -> None:
    """The film of a finished script."""
    wanted = studio.campaign.wanted
    segment = scripted.segment(studio)
    board = scripted.board(studio, segment, scripted.brief(studio))
    _variant(studio, board, tuple(dict.fromkeys((*wanted.formats, *wanted.extra_formats))))


def _first_segment(studio: Studio) -> str:
    """The segment whose first film has the extra formats."""
    return next((k.item for k in _in_order(studio) if _approved(studio, k)), "")


def _in_order(studio: Studio) -> Sequence[Result]:
    kept = (studio.bench.standing("segment", n) for n in _known_segments(studio))
    wanted = studio.campaign.wanted.segments
    return [k for k in kept if k and (not wanted or {k.item, _found_as(k)} & {*wanted})]


def _found_as(kept: Result) -> str:
    """What a segment was called when it was found in the answers."""
    return kept.inputs.get(EDIT_ITEM, kept.item)


def _approved(studio: Studio, kept: Result) -> bool:
    return decided(studio.catalogue, "segments", kept.item, kept.digest).state == "approved"


def _variant(studio: Studio, of: WantedBoard, formats: Sequence[str]) -> None:
    """All films of a storyboard."""
    bound = ideation.continuity(studio, of.storyboard, of.brief)
    shown = {s.id for s in studio.bench.value(of.storyboard).as_shot().scenes}
    if shown != {r.scene for r in studio.bench.value(bound).references}:
        return  # what was filmed is of scenes that the storyboard had before
    made = Variant(board=of, continuity=bound)
    for language in studio.campaign.wanted.languages:
        with _as_far_as_made():
            board = ideation.translated(studio, of.segment, of.brief, of.storyboard, language)
            voices = production.narration(studio, board)
            for frame in formats:
                with _as_far_as_made():
                    planned = production.cut_plan(studio, board, voices, frame)
                    plan = PlannedFilm(
                        storyboard=board,
                        voices=tuple(voices),
                        format=frame,
                        language=language,
                        plan=planned,
                    )
                    _film(studio, made, plan)


def _film(studio: Studio, made: Variant, plan: PlannedFilm) -> None:
    assert made.continuity is not None
    takes = shooting.shot(studio, plan.storyboard, made.continuity, plan.plan, plan.format)
    shot = Shot(**dict(plan), takes=tuple(takes))
    mix = production.mix(studio, shot)
    line = production.timeline(studio, shot, mix)
    film = production.film(studio, shot, line, mix, made.board.segment)
    cut = Cut(**dict(shot), mix=mix, timeline=line, film=film)
    with _as_far_as_made():
        papers.checks(studio, cut)
    written = papers.papers(studio, cut, made)
    if studio.campaign.wanted.page == "built":
        with _as_far_as_made():
            landing.make(studio, landing.parts(cut, written, made))


# -- what the rehearsal did not come to --------------------------------------------------------


def _unseen(studio: Studio, bench: Rehearsal) -> dict[str, Amiss]:
    """Why the campaign as it is now would not make an item at all, where that is known."""
    found: dict[str, Amiss] = {}
    boards = Boards(studio)
    for stage in STAGES.names:
        for result in studio.catalogue.items(stage):
            name = f"{stage}/{result.item}"
            if name in bench.seen:
                continue
            if amiss := _unwanted(boards, stage, result, found, bench):
                found[name] = amiss
    return found


def _unwanted(
    boards: Boards, stage: str, result: Result, found: dict[str, Amiss], bench: Rehearsal
) -> Amiss | None:
    studio = boards.studio
    if why := _superseded(boards, stage, result, bench):
        return Amiss("unused", why)
    if _read(studio, result) is None:
        return Amiss("stale", OTHERWISE)
    return _with_its_origin(boards, stage, result, found | bench.amiss)


def _superseded(boards: Boards, stage: str, result: Result, bench: Rehearsal) -> str:
    """Why nothing needs an item any more; "" where something may."""
    studio = boards.studio
    wanted = studio.campaign.wanted
    if scripted.has_script(studio):
        ours = result.item.partition("--")[0] == scripted.WHO
        found = stage in ("audience", "segment", *OF_SEGMENTS) and not ours
        return "the campaign's film is its script now" if found else _not_wanted(boards, result)
    if stage == "segment":
        if wanted.segments and not {result.item, _found_as(result)} & {*wanted.segments}:
            return "this segment is not wanted now"
        elif _found_as(result) not in _known_segments(studio):
            return "the answers show no such segment any more"
    elif stage in OF_SEGMENTS and not _segment_of(studio, result):
        return "its segment goes by another name now"
    elif stage == "brief":
        brief: Brief | None = _read(studio, result)
        concepts: ConceptSet | None = brief and _latest(studio, "concepts", brief.segment)
        if brief and concepts and brief.concept.id not in [c.id for c in concepts.concepts]:
            return "other concepts took its place"
    elif stage in ("match", "storyboard") and "storyboard" not in result.inputs:
        # Which concepts become films is known only once their briefs are.
        unsure = any(
            name.startswith(("concepts/", "brief/")) and amiss.state == "stale"
            for name, amiss in bench.amiss.items()
        )
        if not unsure and result.item not in _chosen(studio):
            return "another concept took its place"
    return _not_wanted(boards, result)


def _not_wanted(boards: Boards, result: Result) -> str:
    """Why nobody wants a film, or what was made of it, any more; "" where somebody may."""
    studio = boards.studio
    wanted = studio.campaign.wanted
    if result.stage in ("page", "built page") and wanted.page != "built":
        return ""
    if result.stage in ("film", "checks", "release", "page", "built page"):
        film: Film | None = _latest(studio, "film", result.item)
        formats = (*wanted.formats, *wanted.extra_formats)
        if film and (film.format not in formats or film.language not in wanted.languages):
            return "this format or language is not wanted now"
        if film and film.language not in (boards.spoken(film.storyboard) or {film.language}):
            return "its storyboard goes by another name now"
    return ""


def _with_its_origin(
    boards: Boards, stage: str, result: Result, amiss: dict[str, Amiss]
) -> Amiss | None:
    """What is amiss with the segment, brief or storyboard that an item was made from."""
    if stage in AFTER:
        board = boards.of(result.item)
        if not board:
            return None
        names = [f"storyboard/{board}", f"continuity/{result.item}"]
        names += [f"continuity/{id}" for id, item in boards.items.items() if item == board]
    elif stage in OF_SEGMENTS:
        segment, _, concept = result.item.partition("--")
        names = [f"segment/{segment}", f"concepts/{segment}"]
        if concept:
            names += [f"{kind}/{segment}--{concept}" for kind in ("brief", "match")]
        if stage == "storyboard" and "storyboard" in result.inputs:
            names.append(f"storyboard/{result.item.rpartition('--')[0]}")
    else:
        names = ["audience/all"] if stage == "segment" else []
    for name in reversed(names):
        kind, _, item = name.partition("/")
        before = amiss.get(name)
        if before is None or (kind, item) == (stage, result.item):
            continue
        return before if before.state == "unused" else Amiss("stale", f"its {kind} is stale")
    return None


def _read(studio: Studio, result: Result) -> Any:
    """A kept value as its stage's type; None where another version kept it otherwise."""
    return studio.bench.read(STAGES.named(result.stage), result)


def _segment_of(studio: Studio, result: Result) -> Result | None:
    """What the segment stands on that an item is named after."""
    return studio.catalogue.latest("segment", result.item.partition("--")[0])


def _latest(studio: Studio, stage: str, item: str) -> Any:
    """The value that an item stands on; None where there is none that can be read."""
    found = studio.catalogue.latest(stage, item)
    return _read(studio, found) if found else None


def _known_segments(studio: Studio) -> Sequence[str]:
    found: Segmentation | None = _latest(studio, "audience", "all")
    return [s.id for s in found.segments] if found else []


def _chosen(studio: Studio) -> set[str]:
    """Items of each segment's first approved briefs, down to the last that becomes a film."""
    catalogue = studio.catalogue
    found: set[str] = set()
    for kept in catalogue.items("concepts"):
        films = 0
        concepts: ConceptSet | None = _read(studio, kept)
        for concept in concepts.concepts if concepts else ():
            item = f"{kept.item}--{concept.id}"
            brief = catalogue.latest("brief", item)
            fit: Match | None = _latest(studio, "match", item)
            if films == studio.campaign.wanted.films or brief is None:
                continue
            if decided(catalogue, "briefs", item, brief.digest).state == "approved":
                found.add(item)
                films += fit is None or not fit.veto
    return found
