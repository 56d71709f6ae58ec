"""Steps 1 to 4: audience, briefs, storyboard, continuity. Each takes and returns result keys."""

from collections.abc import Mapping

from pydantic import ValidationError

from ...continuity import bind
from ...domain.base import digest_of
from ...domain.brief import Brief, Concept, ConceptSet, FeatureDraw, Match, Weighing
from ...domain.continuity import Continuity
from ...domain.errors import NotFound
from ...domain.segment import Segment, Segmentation
from ...domain.storyboard import Storyboard
from ...intake.survey import read_survey, read_table
from ...library import open_search
from ...writing import (
    draw_features,
    match_brief,
    translate_storyboard,
    write_brief,
    write_concepts,
    write_storyboard,
)
from ..build import views
from ..build.gates import rejections
from .codebook import stand
from .references import chosen, people
from .studio import Studio


def draft_codebooks(studio: Studio) -> list[str]:
    """The key of a codebook that a person has to confirm; none where the file says it is."""
    if studio.campaign.codebook.confirmed:
        return []
    return [stand(studio.catalogue, studio.campaign.codebook)]


def segments(studio: Studio) -> list[str]:
    """Step `audience`: a result key for each segment of the survey, wanted ones only."""
    campaign, bench = studio.campaign, studio.bench
    model, seed = studio.choices.model_for("segments"), campaign.wanted.seed
    warm = studio.choices.warmth("segments")

    def work() -> Segmentation:
        # The statistics libraries take two seconds to import, which only a new survey needs.
        from ...audience import find_segments

        table = read_table(studio.assets.path(campaign.survey), name=campaign.survey.name)
        survey = read_survey(table, campaign.codebook)
        return find_segments(
            survey,
            campaign.codebook,
            seed=seed,
            model=model,
            category=campaign.category,
            **warm,
        )

    inputs = {
        "survey": campaign.survey.sha256,
        "codebook": views.meaning(campaign.codebook),
        "category": campaign.category,
        "model": model,
        "seed": seed,
    } | warm
    key = bench.make("audience", "all", Segmentation, inputs, work, version="2")
    found = bench.value(key, Segmentation)
    if not found.reliable:
        studio.progress.note(found.reason, "audience", "all")
    wanted = campaign.wanted.segments
    missing = sorted(set(wanted) - {s.id for s in found.segments})
    if missing:
        there = ", ".join(s.id for s in found.segments)
        raise NotFound(f"there is no segment {', '.join(missing)}; the survey has: {there}")
    return [
        bench.make("segment", s.id, Segment, {"segment": s}, lambda s=s: s)
        for s in found.segments
        if not wanted or s.id in wanted
    ]


def concepts(studio: Studio, segment_key: str) -> str:
    """Step `briefs`, first half: 4-6 concepts for a segment, weighed."""
    segment = studio.bench.value(segment_key, Segment)
    campaign = views.words(studio.campaign)
    wanted = studio.campaign.wanted
    model, warm = studio.choices.model_for("concepts"), studio.choices.warmth("concepts")
    return studio.bench.make(
        "concepts",
        segment.id,
        ConceptSet,
        {
            "segment": segment,
            "campaign": campaign,
            "count": wanted.concepts,
            "model": model,
            "seed": wanted.seed,
        }
        | warm,
        lambda: write_concepts(
            segment, campaign, count=wanted.concepts, model=model, seed=wanted.seed, **warm
        ),
    )


def brief(studio: Studio, segment_key: str, concepts_key: str, concept_id: str) -> str:
    """Step `briefs`, second half: the brief of one weighed concept."""
    segment = studio.bench.value(segment_key, Segment)
    concept, weighing = _weighed(studio.bench.value(concepts_key, ConceptSet), concept_id)
    campaign = views.words(studio.campaign)
    seed, model = studio.campaign.wanted.seed, studio.choices.model_for("briefs")
    warm = studio.choices.warmth("briefs")
    return studio.bench.make(
        "brief",
        f"{segment.id}--{concept.id}",
        Brief,
        {
            "segment": segment,
            "concept": concept,
            "weighing": weighing,
            "campaign": campaign,
            "model": model,
            "seed": seed,
        }
        | warm,
        lambda: write_brief(concept, weighing, segment, campaign, model=model, seed=seed, **warm),
    )


def match(studio: Studio, segment_key: str, brief_key: str) -> str:
    """Step `storyboard`, before it is written: whether the brief suits the segment."""
    segment = studio.bench.value(segment_key, Segment)
    of = studio.bench.value(brief_key, Brief)
    campaign = views.words(studio.campaign)
    seed, model = studio.campaign.wanted.seed, studio.choices.model_for("match")
    warm = studio.choices.warmth("match")
    return studio.bench.make(
        "match",
        _item(segment, of),
        Match,
        {"segment": segment, "brief": of, "campaign": campaign, "model": model, "seed": seed}
        | warm,
        lambda: match_brief(of, segment, campaign, model=model, seed=seed, **warm),
    )


def storyboard(studio: Studio, segment_key: str, brief_key: str, match_key: str) -> str:
    """Step `storyboard`: scenes for a brief; a rejected storyboard is drawn anew."""
    segment = studio.bench.value(segment_key, Segment)
    of = studio.bench.value(brief_key, Brief)
    fit = studio.bench.value(match_key, Match)
    wanted = studio.campaign.wanted
    # The words have to fit the film's time in each of its languages.
    campaign = views.words(studio.campaign, languages=wanted.languages)
    item = _item(segment, of)
    seed = wanted.seed + rejections(studio.catalogue, "storyboards", item)
    model, warm = studio.choices.model_for("storyboard"), studio.choices.warmth("storyboard")
    language = studio.campaign.language

    def work() -> Storyboard:
        draw: FeatureDraw = draw_features(segment, seed=seed)
        return write_storyboard(
            of,
            segment,
            fit,
            draw,
            campaign,
            seconds=wanted.seconds,
            language=language,
            model=model,
            seed=seed,
            **warm,
        )

    inputs = {
        "segment": segment,
        "brief": of,
        "match": fit,
        "campaign": campaign,
        "seconds": str(wanted.seconds),
        "language": language,
        "model": model,
        "seed": seed,
    } | warm
    return studio.bench.make("storyboard", item, Storyboard, inputs, work)


def translated(
    studio: Studio, segment_key: str, brief_key: str, storyboard_key: str, language: str
) -> str:
    """The same storyboard in another language, by the model or the campaign's translations."""
    board = studio.bench.value(storyboard_key, Storyboard)
    if language == board.language:
        return storyboard_key
    segment = studio.bench.value(segment_key, Segment)
    of = studio.bench.value(brief_key, Brief)
    campaign = views.words(studio.campaign, languages=(language,))
    model, warm = studio.choices.model_for("translate"), studio.choices.warmth("translate")
    seed = board.draw.seed
    return studio.bench.make(
        "storyboard",
        f"{_item(segment, of)}--{language}",
        Storyboard,
        {"storyboard": board, "campaign": campaign, "language": language, "model": model} | warm,
        lambda: translate_storyboard(board, campaign, language, model=model, seed=seed, **warm),
    )


def continuity(studio: Studio, storyboard_key: str, brief_key: str) -> str:
    """Step `continuity`: elements, blueprints, prompts, and a library picture for each scene.

    Pictures, bans and must-match flags that people set go before what the search would choose.
    """
    board = studio.bench.value(storyboard_key, Storyboard)
    of = studio.bench.value(brief_key, Brief)
    campaign = views.pictures(studio.campaign)
    choices = studio.choices
    model, seed = choices.model_for("continuity"), studio.campaign.wanted.seed
    warm = choices.warmth("continuity")
    decided = chosen(studio.catalogue, board)

    def work() -> Continuity:
        searcher = open_search(campaign.pictures, at=studio.workspace / "index")
        before = _before(studio, board)

        def bound(flags: Mapping[str, bool]) -> Continuity:
            return bind(
                board,
                of,
                campaign,
                searcher,
                campaign.pictures,
                model=model,
                seed=seed,
                **warm,
                banned=decided.banned,
                pins=decided.pins,
                floor=choices.floor,
                must_match=flags,
                tiers=choices.tiers,
                before=before,
            )

        try:
            return bound(decided.flags)
        except NotFound:
            if not decided.flags:
                raise
            # An edit of the storyboard can take away an element that a person had flagged.
            plain = bound({})
            there = {e.id for e in plain.elements}
            left = {e: must for e, must in decided.flags.items() if e in there}
            return bound(left) if left else plain

    inputs = {"storyboard": board, "brief": of, "pictures": campaign, "model": model, "seed": seed}
    inputs |= warm
    return studio.bench.make(
        "continuity", board.id, Continuity, inputs | people(studio, board), work
    )


def _before(studio: Studio, board: Storyboard) -> Continuity | None:
    """A storyboard's earlier binding; None where there is none that this version can read."""
    kept = studio.catalogue.latest("continuity", board.id)
    try:
        return Continuity.model_validate(kept.value) if kept else None
    except ValidationError:
        return None


def _weighed(found: ConceptSet, concept_id: str) -> tuple[Concept, Weighing]:
    concept = next(c for c in found.concepts if c.id == concept_id)
    return concept, next(w for w in found.weighings if w.concept == concept_id)


def _item(segment: Segment, of: Brief) -> str:
    return f"{segment.id}--{of.concept.id}"


def fingerprint(studio: Studio) -> str:
    """Digest of all that a run depends on: the campaign, the settings, and what people decided."""
    choices = studio.choices
    jobs = ("segments", "concepts", "briefs", "match", "storyboard", "continuity", "page")
    return digest_of(
        {
            "campaign": studio.campaign.digest(),
            "models": {job: choices.model_for(job) for job in jobs},
            "thresholds": choices.thresholds,
            "attempts": choices.attempts,
            "temperatures": choices.temperatures,
            "tiers": list(choices.tiers),
            "floor": choices.floor,
            "decisions": len(studio.catalogue.decisions()),
        }
    )[:20]
