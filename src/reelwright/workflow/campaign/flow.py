"""The order of the work, as durable workflows: the campaign, and in it one variant a storyboard.

Bodies hold no work of their own: all of it happens in steps, which replay after a crash.
"""

from collections.abc import Callable
from typing import Any

from dbos import DBOS, SetWorkflowID

from ...domain.brief import Brief, ConceptSet, Match
from ...domain.errors import StudioError
from ...domain.storyboard import Storyboard
from ..build.gates import Gate, decide, full, standing
from ..build.progress import STEPS, Extent
from ..engine.engine import VARIANTS
from . import ideation, papers, production, takes
from .studio import Studio, current

USUAL = 3
"""Segments that a survey usually shows."""

RECOVERIES = 5
"""A run that kills its process this often is not taken up again."""


@DBOS.workflow(name="campaign", max_recovery_attempts=RECOVERIES)
def campaign_flow(job: dict[str, Any]) -> dict[str, Any]:
    """A whole campaign up to job["until"]; returns where it stopped and what it made."""
    until = STEPS.index(job["until"])
    _foresee(job)
    drafts = _step("codebook", ideation.draft_codebooks)
    if stop := _gate("codebook", drafts, job):
        return stop
    segments = _step("audience", ideation.segments)
    if stop := _gate("segments", segments, job):
        return stop
    approved = _step("approved segments", _approved, "segments", segments)
    if until < 1:
        return _stopped("audience", segments=approved)

    _foresee(job, segments=len(approved))
    briefs = {s: _briefs(s) for s in approved}
    if stop := _gate("briefs", [b for found in briefs.values() for b in found], job):
        return stop
    if until < 2:
        return _stopped("briefs", briefs=[b for found in briefs.values() for b in found])

    boards = [b for s in approved for b in _boards(s, briefs[s])]
    if stop := _gate("storyboards", [b["storyboard"] for b in boards], job):
        return stop
    kept = _step(
        "approved storyboards", _approved, "storyboards", [b["storyboard"] for b in boards]
    )
    boards = [b for b in boards if b["storyboard"] in kept]
    if until < 3:
        return _stopped("storyboard", storyboards=kept)

    _foresee(job, segments=len(approved), boards=kept)
    made = _variants(boards, job)
    films = [film for variant in made for film in variant["films"]]
    failed = [film for variant in made for film in variant["failed"]]
    if until < 6:
        return _stopped(job["until"], variants=made, failed=failed)
    if stop := _gate("final", films, job):
        _step("review sheet", papers.review_sheet, made)
        return stop | {"failed": failed}
    exported = _step("export", papers.export, made)
    _step("end", _end)
    return {"stopped": "", "waiting": "", "exported": exported, "films": films, "failed": failed}


@DBOS.workflow(name="variant", max_recovery_attempts=RECOVERIES)
def variant_flow(job: dict[str, Any]) -> dict[str, Any]:
    """All films of one storyboard: every format and language. A film that fails stops no other."""
    made: dict[str, Any] = job | {"films": [], "cuts": [], "failed": []}
    wanted = [(language, frame) for language in job["languages"] for frame in job["formats"]]
    try:
        made["continuity"] = _step(
            "continuity", ideation.continuity, job["storyboard"], job["brief"]
        )
    except StudioError as problem:
        return _failed(made, wanted, problem)
    if STEPS.index(job["until"]) < 4:
        return made
    for language in job["languages"]:
        try:
            board = _step(
                "translate",
                ideation.translated,
                job["segment"],
                job["brief"],
                job["storyboard"],
                language,
            )
            voices = _step("narration", production.narration, board)
        except StudioError as problem:
            _failed(made, [film for film in wanted if film[0] == language], problem)
            continue
        for frame in job["formats"]:
            cut = {"storyboard": board, "voices": voices, "format": frame, "language": language}
            try:
                _film(made, cut)
            except StudioError as problem:
                _failed(made, [(language, frame)], problem)
    return made


def _film(made: dict[str, Any], cut: dict[str, Any]) -> None:
    """Shoot, cut and put in papers one film, as far as the run goes; it joins what is made."""
    until = STEPS.index(made["until"])
    board, voices, frame = cut["storyboard"], cut["voices"], cut["format"]
    cut["plan"] = _step("cut plan", production.cut_plan, board, voices, frame)
    cut["takes"] = _step(
        "takes",
        takes.takes,
        board,
        made["storyboard"],
        made["continuity"],
        cut["plan"],
        frame,
    )
    if until >= 5:
        cut["mix"] = _step("mix", production.mix, board, voices, cut["plan"])
        cut["timeline"] = _step("timeline", production.timeline, cut)
        cut["film"] = _step("film", production.film, cut, made["segment"])
    if until >= 6:
        cut["checks"] = _step("checks", papers.checks, cut)
        cut["papers"] = _step("release", papers.papers, cut, made)
    _step("mended", production.mended, board, frame)
    made["cuts"].append(cut)
    if until >= 5:
        made["films"].append(cut["film"])


def _failed(
    made: dict[str, Any], films: list[tuple[str, str]], problem: StudioError
) -> dict[str, Any]:
    for language, frame in films:
        made["failed"].append(
            _step("failed", production.failed, made["storyboard"], frame, language, str(problem))
        )
    return made


def _briefs(segment: str) -> list[str]:
    concepts = _step("concepts", ideation.concepts, segment)
    names = _step("concept names", _concept_ids, concepts)
    return [_step("brief", ideation.brief, segment, concepts, name) for name in names]


def _boards(segment: str, briefs: list[str]) -> list[dict[str, Any]]:
    """Storyboards for a segment's best approved briefs; a vetoed pair gives way to the next."""
    wanted = _step("films wanted", _films)
    boards: list[dict[str, Any]] = []
    for brief in _step("approved briefs", _approved, "briefs", briefs):
        if len(boards) == wanted:
            break
        match = _step("match", ideation.match, segment, brief)
        if not _step("vetoed", _vetoed, match):
            board = _step("storyboard", ideation.storyboard, segment, brief, match)
            boards.append({"segment": segment, "brief": brief, "storyboard": board})
    return boards


def _variants(boards: list[dict[str, Any]], job: dict[str, Any]) -> list[dict[str, Any]]:
    handles = []
    for n, board in enumerate(boards):
        formats = job["formats"] + (
            [f for f in job["extra_formats"] if f not in job["formats"]] if n == 0 else []
        )
        part = board | {"formats": formats, "languages": job["languages"], "until": job["until"]}
        with SetWorkflowID(f"{DBOS.workflow_id}/{n}"):
            handles.append(DBOS.enqueue_workflow(VARIANTS, variant_flow, part))
    return [h.get_result(polling_interval_sec=0.05) for h in handles]


REPLAYED = {
    "audience": "segment",
    "concepts": "concepts",
    "brief": "brief",
    "match": "match",
    "storyboard": "storyboard",
    "continuity": "continuity",
    "narration": "recording",
    "cut plan": "cut plan",
    "takes": "take",
    "mix": "mix",
    "timeline": "timeline",
    "film": "film",
    "checks": "checks",
    "release": "release",
}
"""The stage whose results each step returns the keys of."""


def _step(name: str, work: Callable[..., Any], *args: Any) -> Any:
    """A checkpointed step; one that a crash had left behind it is not worked on again."""
    worked: list[bool] = []

    def body() -> Any:
        worked.append(True)
        return work(current(), *args)

    result = DBOS.run_step({"name": name}, body)
    if not worked and name in REPLAYED:
        count = len(result) if isinstance(result, list) else 1
        current().progress.replayed(REPLAYED[name], count)
    return result


def _foresee(
    job: dict[str, Any], *, segments: int | None = None, boards: list[str] | None = None
) -> None:
    """Tell the progress how much there will be; guessed where it is not known yet.

    Nothing is kept of it, so that it may stand in a workflow's body.
    """
    studio = current()
    wanted = studio.campaign.wanted
    scenes = [len(studio.bench.value(b, Storyboard).scenes) for b in boards or ()]
    if segments is None:
        segments = len(wanted.segments) or len(studio.catalogue.items("segment")) or USUAL
    each = len(boards) / max(1, segments) if boards is not None else wanted.films
    extent = Extent(
        segments=segments,
        films_each=round(each) or 1,
        concepts=wanted.concepts,
        scenes=round(sum(scenes) / len(scenes)) if scenes else max(2, round(wanted.seconds / 5)),
        languages=len(job["languages"]),
        formats=len(job["formats"]),
        extra=len([f for f in job["extra_formats"] if f not in job["formats"]]),
    )
    studio.progress.expect(extent.counts(job["until"]))


def _stopped(after: str, **made: Any) -> dict[str, Any]:
    _step("end", _end)
    return {"stopped": after, "waiting": "", **made}


def _gate(gate: Gate, keys: list[str], job: dict[str, Any]) -> dict[str, Any] | None:
    waiting = _step(f"gate {gate}", _waiting, gate, keys, bool(job["approver"]))
    return {"stopped": "", "waiting": gate, "items": waiting} if waiting else None


def _waiting(studio: Studio, gate: Gate, keys: list[str], pass_all: bool) -> list[str]:
    """Names of the items that a person has not decided on; with --yes all are approved first."""
    waiting: list[str] = []
    for key in keys:
        kept = studio.catalogue.result(key)
        assert kept is not None
        state = standing(studio.catalogue, gate, kept.item, kept.digest).state
        # Other items give way when they are rejected; without a codebook there is nothing.
        if state == "approved" or (state == "rejected" and gate != "codebook"):
            continue
        if pass_all:
            decide(
                studio.catalogue,
                gate,
                kept.item,
                kept.digest,
                "approve",
                studio.approver or "unknown",
                "passed unseen: make --yes",
            )
        else:
            waiting.append(full(gate, kept.item))
    if gate == "briefs" and waiting and _enough_briefs(studio, keys):
        return []
    if waiting:
        studio.progress.gate(gate, waiting)
    return waiting


def _enough_briefs(studio: Studio, keys: list[str]) -> bool:
    """Whether each segment has as many approved briefs as it shall have films."""
    approved: dict[str, int] = {}
    for key in keys:
        brief = studio.bench.value(key, Brief)
        approved.setdefault(brief.segment, 0)
        kept = studio.catalogue.result(key)
        if (
            kept
            and standing(studio.catalogue, "briefs", kept.item, kept.digest).state == "approved"
        ):
            approved[brief.segment] += 1
    return all(n >= studio.campaign.wanted.films for n in approved.values())


def _approved(studio: Studio, gate: Gate, keys: list[str]) -> list[str]:
    kept = [studio.catalogue.result(k) for k in keys]
    return [
        k.key
        for k in kept
        if k and standing(studio.catalogue, gate, k.item, k.digest).state == "approved"
    ]


def _end(studio: Studio) -> None:
    studio.progress.end()


def _concept_ids(studio: Studio, key: str) -> list[str]:
    return [c.id for c in studio.bench.value(key, ConceptSet).concepts]


def _films(studio: Studio) -> int:
    return studio.campaign.wanted.films


def _vetoed(studio: Studio, key: str) -> bool:
    match = studio.bench.value(key, Match)
    if match.veto:
        studio.progress.note(
            f"{match.brief} is not for {match.segment}: {match.rationale}",
            "storyboard",
            match.brief,
        )
    return match.veto
