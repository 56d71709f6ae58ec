"""Steps 1 to 4: audience, briefs, storyboard, continuity. Each takes and returns refs to results.

Below each half: how the results are made, from declared inputs (`stages`) and nothing else.
"""

from collections.abc import Mapping
from fractions import Fraction

from ...domain.base import slug
from ...domain.brief import Brief, Concept, ConceptSet, Match, Weighing
from ...domain.continuity import Continuity
from ...domain.errors import NotFound
from ...domain.segment import Segment, Segmentation
from ...domain.storyboard import Storyboard, board_id
from ...domain.survey import Codebook
from ...domain.tiers import BOTH
from ...store.catalogue import Result
from ..build.ref import Ref
from ..build.stage import Tools, warm
from .board_stages import (
    AUDIENCE,
    BRIEF,
    CONCEPTS,
    CONTINUITY,
    MATCH,
    SEGMENT,
    STORYBOARD,
    TRANSLATION,
    ForAudience,
    ForBrief,
    ForConcepts,
    ForContinuity,
    ForMatch,
    ForStoryboard,
    ForTranslation,
)
from .codebook import stand
from .cuts import Failed
from .naming import by_its_former_name, by_its_name
from .studio import Studio


def draft_codebooks(studio: Studio) -> list[Ref[Codebook]]:
    """A codebook that a person has to confirm; none where the file says it is."""
    if studio.campaign.codebook.confirmed:
        return []
    return [stand(studio.catalogue, studio.campaign.codebook)]


def segments(studio: Studio) -> list[Ref[Segment]]:
    """Step `audience`: each segment of the survey, wanted ones only."""
    bench = studio.bench
    of = bench.make(AUDIENCE, studio, "all", table=studio.campaign.survey)
    found = bench.value(of)
    if not found.reliable:
        studio.progress.note(found.reason, "audience", "all")
    wanted = set(studio.campaign.wanted.segments)
    names = {s.id: _names(bench.standing(SEGMENT.name, s.id), s.id) for s in found.segments}
    missing = sorted(wanted - set[str]().union(*names.values()))
    if missing:
        there = ", ".join(sorted(set[str]().union(*names.values())))
        raise NotFound(f"there is no segment {', '.join(missing)}; the survey has: {there}")
    return [
        bench.make(SEGMENT, studio, s.id, (of,), segment=s)
        for s in found.segments
        if not wanted or wanted & names[s.id]
    ]


def _names(kept: Result | None, found: str) -> set[str]:
    """What a segment goes by: what it was found as, and what a person called it since."""
    return {found, kept.item if kept else found}


def concepts(studio: Studio, of: Ref[Segment]) -> Ref[ConceptSet]:
    """Step `briefs`, first half: 4-6 concepts for a segment, weighed."""
    segment = studio.bench.value(of)
    return studio.bench.make(CONCEPTS, studio, segment.id, (of,), segment=segment)


def brief(studio: Studio, of: Ref[Segment], among: Ref[ConceptSet], concept_id: str) -> Ref[Brief]:
    """Step `briefs`, second half: the brief of one weighed concept."""
    segment = studio.bench.value(of)
    concept, weighing = _weighed(studio.bench.value(among), concept_id)
    item = f"{segment.id}--{concept.id}"
    return studio.bench.make(
        BRIEF, studio, item, (of, among), segment=segment, concept=concept, weighing=weighing
    )


def match(studio: Studio, of: Ref[Segment], told: Ref[Brief]) -> Ref[Match]:
    """Step `storyboard`, before it is written: whether the brief suits the segment."""
    segment, by = studio.bench.value(of), studio.bench.value(told)
    item = _item(segment, by)
    return studio.bench.make(MATCH, studio, item, (of, told), segment=segment, brief=by)


def storyboard(
    studio: Studio, of: Ref[Segment], told: Ref[Brief], fit: Ref[Match]
) -> Ref[Storyboard]:
    """Step `storyboard`: scenes for a brief; a rejected storyboard is drawn anew."""
    value = studio.bench.value
    segment, by = value(of), value(told)
    item = _item(segment, by)
    made = studio.bench.make(
        STORYBOARD,
        studio,
        item,
        (of, told, fit),
        segment=segment,
        brief=by,
        match=value(fit),
        name=item,
    )
    for lost in (segment.id, item):
        studio.catalogue.mend(lost)
    return made


def translated(
    studio: Studio, of: Ref[Segment], told: Ref[Brief], board: Ref[Storyboard], language: str
) -> Ref[Storyboard]:
    """The same storyboard in another language, by the model or the campaign's translations."""
    drawn = studio.bench.value(board)
    if language == drawn.language:
        return board
    item = f"{_item(studio.bench.value(of), studio.bench.value(told))}--{language}"
    # Of a long id the end was cut off before, and a translation's was that of its original.
    plain, id = slug(f"{drawn.id}-{language}"), board_id(drawn.id, language)
    return studio.bench.make(
        TRANSLATION,
        studio,
        item,
        (board,),
        storyboard=drawn,
        language=language,
        id=None if id == plain else id,
    )


def continuity(studio: Studio, board: Ref[Storyboard], told: Ref[Brief]) -> Ref[Continuity]:
    """Step `continuity`: elements, blueprints, prompts, and a library picture for each scene.

    Pictures, bans and must-match flags that people set go before what the search would choose.
    """
    drawn, by = studio.bench.value(board), studio.bench.value(told)
    return studio.bench.make(
        CONTINUITY, studio, drawn.id, (board, told), storyboard=drawn.as_shot(), brief=by
    )


def lost(studio: Studio, of: Ref[Segment], item: str, why: str) -> Failed:
    """Note that a film of a segment could not be thought of or written, and why.

    item: the concept's, "" where not even concepts were found. `status` shows it until it is made.
    """
    segment = studio.bench.kept(of).item
    name = f"{segment}--{item}" if item else segment
    studio.catalogue.fail(name, why)
    studio.progress.failed("storyboard" if item else "concepts", name, why)
    frames = studio.campaign.wanted.formats
    return Failed(film=name, storyboard="", format=frames[0], why=why, segment=segment)


def _weighed(found: ConceptSet, concept_id: str) -> tuple[Concept, Weighing]:
    concept = next(c for c in found.concepts if c.id == concept_id)
    return concept, next(w for w in found.weighings if w.concept == concept_id)


def _item(segment: Segment, of: Brief) -> str:
    return f"{segment.id}--{of.concept.id}"


# -- how they are made: inputs in, a value out -------------------------------------------------


def find(given: ForAudience, tools: Tools) -> Segmentation:
    """Segments in the answers of a survey."""
    # The statistics libraries take two seconds to import, which only a new survey needs.
    from ...audience import find_segments
    from ...intake.survey import read_survey, read_table

    table = read_table(
        tools.assets.path(given.table), name=given.table.name, sheet=given.codebook.sheet
    )
    return find_segments(
        read_survey(table, given.codebook),
        given.codebook,
        seed=given.seed,
        model=given.model,
        category=given.category,
        **warm(given),
    )


def conceive(given: ForConcepts, tools: Tools) -> ConceptSet:
    """Concepts for a segment."""
    from ...writing import write_concepts

    made = write_concepts(
        given.segment.as_made(),
        given.campaign,
        count=given.count,
        model=given.model,
        seed=given.seed,
        **warm(given),
    )
    return by_its_name(made, given.segment)


def brief_of(given: ForBrief, tools: Tools) -> Brief:
    """The brief of a concept."""
    from ...writing import write_brief

    made = write_brief(
        by_its_former_name(given.concept, given.segment),
        by_its_former_name(given.weighing, given.segment),
        given.segment.as_made(),
        given.campaign,
        model=given.model,
        seed=given.seed,
        **warm(given),
    )
    return by_its_name(made, given.segment)


def weigh(given: ForMatch, tools: Tools) -> Match:
    """Whether a brief suits a segment."""
    from ...writing import match_brief

    made = match_brief(
        _as_then(given.brief, given.segment),
        given.segment.as_made(),
        given.campaign,
        model=given.model,
        seed=given.seed,
        **warm(given),
    )
    named = by_its_name(made, given.segment)
    return named.model_copy(update={"brief": given.brief.id})


def draw(given: ForStoryboard, tools: Tools) -> Storyboard:
    """The storyboard of a brief, from features of the segment drawn by chance."""
    from ...writing import draw_features, write_storyboard

    segment, brief = given.segment.as_made(), _as_then(given.brief, given.segment)
    match = by_its_former_name(given.match, given.segment)
    made = write_storyboard(
        brief,
        segment,
        match.model_copy(update={"brief": brief.id}),
        draw_features(segment, seed=given.seed),
        given.campaign,
        seconds=Fraction(given.seconds),
        language=given.language,
        model=given.model,
        seed=given.seed,
        **warm(given),
    )
    id = board_id(given.segment.id, given.brief.concept.id)
    kept = {"id": id, "brief": given.brief.id, "match": given.match}
    return by_its_name(made, given.segment).model_copy(update=kept)


def _as_then(brief: Brief, segment: Segment) -> Brief:
    """A brief by its segment's former name; of a long id the new name took the end away."""
    from ...writing import brief_id

    former = by_its_former_name(brief, segment)
    if former is brief:
        return brief
    return former.model_copy(update={"id": brief_id(former.segment, former.concept.id)})


def translate(given: ForTranslation, tools: Tools) -> Storyboard:
    """A storyboard in another language, drawn with the seed of the first."""
    from ...writing import translate_storyboard

    return translate_storyboard(
        given.storyboard,
        given.campaign,
        given.language,
        model=given.model,
        seed=given.storyboard.draw.seed,
        **warm(given),
    )


def bound(given: ForContinuity, tools: Tools) -> Continuity:
    """What binds the scenes of a storyboard."""
    from ...continuity import bind
    from ...library import open_search

    pictures = given.pictures.pictures
    searcher = open_search(pictures, at=tools.workspace / "index")

    def binding(flags: Mapping[str, bool]) -> Continuity:
        return bind(
            given.storyboard,
            given.brief,
            given.pictures,
            searcher,
            pictures,
            model=given.model,
            seed=given.seed,
            **warm(given),
            banned=given.banned or (),
            pins=given.pins or {},
            floor=given.floor,
            must_match=flags,
            tiers=given.tiers or BOTH,
            before=tools.before,
        )

    flags = given.flags or {}
    try:
        return binding(flags)
    except NotFound:
        if not flags:
            raise
        # An edit of the storyboard can take away an element that a person had flagged.
        plain = binding({})
        there = {e.id for e in plain.elements}
        left = {e: must for e, must in flags.items() if e in there}
        return binding(left) if left else plain
