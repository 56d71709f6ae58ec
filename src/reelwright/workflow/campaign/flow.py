"""The order of the work, as durable workflows: the campaign, and in it one variant a storyboard.

Bodies hold no work of their own: all of it happens in steps, which replay after a crash. Workflows
carry the campaign's id and plain JSON; a step finds the open campaign by that id.
"""

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from dbos import DBOS, SetWorkflowID, WorkflowHandle
from dbos._error import DBOSAwaitedWorkflowCancelledError
from pydantic import TypeAdapter

from ...cutting.plan import CutPlan
from ...domain.brief import Brief, ConceptSet
from ...domain.continuity import Continuity
from ...domain.errors import Cancelled, OverBudget, StudioError
from ...domain.film import Checked, Film
from ...domain.gate import Gate
from ...domain.loose import is_list
from ...domain.segment import Segment
from ...domain.sound import Recording
from ...domain.spans import span
from ...domain.storyboard import Storyboard
from ...domain.survey import Codebook
from ...domain.take import Take
from ...domain.timeline import Timeline
from ..build.decided import UNSEEN, decide, decided
from ..build.ref import Ref
from ..build.stage import STEPS
from ..engine import studios
from ..engine.engine import STOPPED, VARIANTS, WAIT
from ..engine.hands import in_hand
from . import ideation, landing, papers, production, scripted
from . import takes as shooting
from .carried import carried
from .cuts import (
    CAMPAIGN,
    VARIANT,
    CampaignJob,
    Cut,
    Failed,
    Finished,
    Landed,
    Outcome,
    Papers,
    PlannedFilm,
    Shot,
    Sound,
    Variant,
    VariantJob,
    WantedBoard,
)
from .foreseen import extent
from .gates import full
from .stages import STAGES
from .studio import Studio
from .unsettled import held

T = TypeVar("T")

RECOVERIES = 100
"""A run whose processes die this often is not taken up again; the bench gives up an item sooner."""


@DBOS.workflow(name=CAMPAIGN, max_recovery_attempts=RECOVERIES)
def campaign_flow(given: dict[str, Any]) -> dict[str, Any]:
    """A whole campaign, from a CampaignJob as JSON; returns its Outcome as JSON."""
    return _campaign(CampaignJob.model_validate(given)).model_dump(mode="json")


@DBOS.workflow(name=VARIANT, max_recovery_attempts=RECOVERIES)
def variant_flow(given: dict[str, Any]) -> dict[str, Any]:
    """All films of one storyboard, from a VariantJob as JSON; returns a Variant as JSON."""
    return _variant(VariantJob.model_validate(given)).model_dump(mode="json")


def _campaign(job: CampaignJob) -> Outcome:
    until, run = STEPS.index(job.until), _Steps(job.campaign, job.trace)
    if run.step("has a script", bool, scripted.has_script):
        return _scripted(job, run)
    _foresee(job)
    drafts = run.step("codebook", list[Ref[Codebook]], ideation.draft_codebooks)
    if stop := run.gate("codebook", drafts, job):
        return stop
    segments = run.step("audience", list[Ref[Segment]], ideation.segments)
    if stop := run.gate("segments", segments, job):
        return stop
    approved = run.step("approved segments", list[Ref[Segment]], _approved, "segments", segments)
    if until < 1:
        return run.stopped("audience", approved)

    _foresee(job, segments=len(approved))
    lost: list[Failed] = []
    briefs = {s: _briefs(run, s, lost) for s in approved}
    written = [b for found in briefs.values() for b in found]
    if stop := run.gate("briefs", written, job, lost):
        return stop
    if until < 2:
        return run.stopped("briefs", written, tuple(lost))

    boards = [b for s in approved for b in _boards(run, s, briefs[s], lost)]
    return _filmed(job, run, boards, lost, len(approved))


def _scripted(job: CampaignJob, run: "_Steps") -> Outcome:
    """A campaign whose film is a finished script: nothing of it is looked for or thought of."""
    until = STEPS.index(job.until)
    _foresee(job, segments=1)
    segment = run.step("everybody", Ref[Segment], scripted.segment)
    if until < 1:
        return run.stopped("audience", [segment])
    brief = run.step("script's brief", Ref[Brief], scripted.brief)
    if until < 2:
        return run.stopped("briefs", [brief])
    board = run.step("script", WantedBoard, scripted.board, segment, brief)
    return _filmed(job, run, [board], [], 1)


def _filmed(
    job: CampaignJob,
    run: "_Steps",
    boards: Sequence[WantedBoard],
    lost: list[Failed],
    segments: int,
) -> Outcome:
    """Films of approved storyboards, from their gate on."""
    until = STEPS.index(job.until)
    drawn = [b.storyboard for b in boards]
    if stop := run.gate("storyboards", drawn, job, lost):
        return stop
    kept = run.step("approved storyboards", list[Ref[Storyboard]], _approved, "storyboards", drawn)
    for board in boards:
        if board.storyboard not in kept and run.step("has a script", bool, scripted.has_script):
            why = run.step("rejected", str, scripted.rejected)
            lost.append(run.step("lost", Failed, ideation.lost, board.segment, "script", why))
    boards = [b for b in boards if b.storyboard in kept]
    if until < 3:
        return run.stopped("storyboard", kept, tuple(lost))

    _foresee(job, segments=segments, boards=kept)
    made = _variants(boards, job)
    films = tuple(film for variant in made for film in variant.films())
    failed = (*lost, *(film for variant in made for film in variant.failed))
    if until < 6:
        return run.stopped(job.until, films, failed)
    if stop := run.gate("final", films, job):
        return stop.model_copy(update={"films": films, "failed": failed, "variants": tuple(made)})
    run.step("end", type(None), _end)
    return Outcome(films=films, failed=failed, variants=tuple(made))


def _variant(job: VariantJob) -> Variant:
    """A film that fails stops no other; a budget that is spent stops all that would go on."""
    run, of = _Steps(job.campaign, job.trace), job.board
    made = Variant(board=of)
    wanted = [(language, frame) for language in job.languages for frame in job.formats]
    try:
        bound = run.step(
            "continuity", Ref[Continuity], ideation.continuity, of.storyboard, of.brief
        )
    except StudioError as problem:
        return _failed(run, made, wanted, _loss(problem))
    made = made.model_copy(update={"continuity": bound})
    if STEPS.index(job.until) < 4:
        return made
    for language in job.languages:
        try:
            board = run.step(
                "translate",
                Ref[Storyboard],
                ideation.translated,
                of.segment,
                of.brief,
                of.storyboard,
                language,
            )
            voices = run.step("narration", list[Ref[Recording]], production.narration, board)
        except StudioError as problem:
            made = _failed(run, made, [f for f in wanted if f[0] == language], _loss(problem))
            continue
        for frame in job.formats:
            try:
                cut = _film(run, job, made, bound, board, voices, frame, language)
                made = made.model_copy(update={"cuts": (*made.cuts, cut)})
            except StudioError as problem:
                made = _failed(run, made, [(language, frame)], _loss(problem))
    return made


def _film(
    run: "_Steps",
    job: VariantJob,
    made: Variant,
    bound: Ref[Continuity],
    board: Ref[Storyboard],
    voices: Sequence[Ref[Recording]],
    frame: str,
    language: str,
) -> Shot:
    """Shoot, cut and put in papers one film, as far as the run goes."""
    until = STEPS.index(job.until)
    planned = run.step("cut plan", Ref[CutPlan], production.cut_plan, board, voices, frame)
    plan = PlannedFilm(
        storyboard=board, voices=tuple(voices), format=frame, language=language, plan=planned
    )
    takes = run.step(
        "takes",
        list[Ref[Take]],
        shooting.takes,
        board,
        made.board.storyboard,
        bound,
        planned,
        frame,
    )
    cut = Shot(**dict(plan), takes=tuple(takes))
    if until >= 5:
        mix = run.step("mix", Ref[Sound], production.mix, cut)
        line = run.step("timeline", Ref[Timeline], production.timeline, cut, mix)
        film = run.step("film", Ref[Film], production.film, cut, line, mix, made.board.segment)
        cut = Cut(**dict(cut), mix=mix, timeline=line, film=film)
        if until >= 6:
            checks = run.step("checks", Ref[Checked], papers.checks, cut)
            written = run.step("release", Ref[Papers], papers.released, cut, made)
            cut = Finished(**dict(cut), checks=checks, papers=written)
            page = run.step("page", list[Landed], landing.landed, cut, made)
            cut = cut.model_copy(update={"landed": page[0] if page else None})
    run.step("mended", type(None), production.mended, board, frame)
    return cut


def _loss(problem: StudioError) -> StudioError:
    """What something is gone on without for. Raises OverBudget, which stops the run."""
    if isinstance(problem, OverBudget):
        raise problem
    return problem


def _failed(
    run: "_Steps", made: Variant, films: Sequence[tuple[str, str]], problem: StudioError
) -> Variant:
    told = [
        run.step(
            "failed",
            Failed,
            production.failed,
            made.board.storyboard,
            frame,
            language,
            str(problem),
        )
        for language, frame in films
    ]
    return made.model_copy(update={"failed": (*made.failed, *told)})


def _briefs(run: "_Steps", segment: Ref[Segment], lost: list[Failed]) -> list[Ref[Brief]]:
    """The briefs of a segment's concepts; one that cannot be written costs the others nothing.

    A segment for which nothing at all can be written is lost, and no other.
    """
    written: list[Ref[Brief]] = []
    given_up: list[tuple[str, StudioError]] = []
    try:
        concepts = run.step("concepts", Ref[ConceptSet], ideation.concepts, segment)
        names = run.step("concept names", list[str], _concept_ids, concepts)
    except StudioError as problem:
        lost.append(run.step("lost", Failed, ideation.lost, segment, "", str(_loss(problem))))
        return []
    for name in names:
        try:
            brief = run.step("brief", Ref[Brief], ideation.brief, segment, concepts, name)
            written.append(brief)
        except StudioError as problem:
            given_up.append((name, _loss(problem)))
    _note_lost(run, segment, lost, given_up if not written else [])
    return written


def _boards(
    run: "_Steps", segment: Ref[Segment], briefs: Sequence[Ref[Brief]], lost: list[Failed]
) -> list[WantedBoard]:
    """Storyboards for a segment's best approved briefs.

    A vetoed pair gives way to the next, and so does one that no storyboard can be written for; a
    film is lost where there is no next.
    """
    wanted = run.step("films wanted", int, _films)
    boards: list[WantedBoard] = []
    given_up: list[tuple[str, StudioError]] = []
    for brief in run.step("approved briefs", list[Ref[Brief]], _approved, "briefs", briefs):
        if len(boards) == wanted:
            break
        try:
            match = run.step("match", Ref[Any], ideation.match, segment, brief)
            if run.step("vetoed", bool, _vetoed, match):
                continue
            board = run.step(
                "storyboard", Ref[Storyboard], ideation.storyboard, segment, brief, match
            )
            boards.append(WantedBoard(segment=segment, brief=brief, storyboard=board))
        except StudioError as problem:
            given_up.append((run.step("concept of", str, _concept_of, brief), _loss(problem)))
    _note_lost(run, segment, lost, given_up[: wanted - len(boards)])
    return boards


def _note_lost(
    run: "_Steps",
    segment: Ref[Segment],
    lost: list[Failed],
    given_up: Sequence[tuple[str, StudioError]],
) -> None:
    for name, problem in given_up:
        lost.append(run.step("lost", Failed, ideation.lost, segment, name, str(problem)))


def _variants(boards: Sequence[WantedBoard], job: CampaignJob) -> list[Variant]:
    handles: list[WorkflowHandle[Any]] = []
    for n, board in enumerate(boards):
        extra = [f for f in job.extra_formats if f not in job.formats] if n == 0 else []
        part = VariantJob(
            campaign=job.campaign,
            until=job.until,
            board=board,
            formats=(*job.formats, *extra),
            languages=job.languages,
            trace=job.trace,
        )
        with SetWorkflowID(f"{DBOS.workflow_id}/{n}"):
            given = part.model_dump(mode="json")
            handles.append(DBOS.enqueue_workflow(VARIANTS, variant_flow, given))
    made: list[Variant] = []
    spent: list[OverBudget] = []
    try:
        for handle in handles:
            try:
                result = handle.get_result(polling_interval_sec=WAIT)
                made.append(Variant.model_validate(result))
            except OverBudget as problem:
                # Those beside it may be at what is paid for already: they come to their own end.
                spent.append(problem)
        if spent:
            raise spent[0]
        return made
    except DBOSAwaitedWorkflowCancelledError as problem:
        # Whoever stops a run stops its parts too, and this may hear of one before its own end.
        raise Cancelled(STOPPED) from problem


class _Steps:
    """Checkpointed steps of a workflow, each worked on in the campaign of an id."""

    def __init__(self, campaign: str, trace: str) -> None:
        self.campaign, self.trace = campaign, trace

    def step(self, name: str, kind: type[T], work: Callable[..., T], *args: Any) -> T:
        """The result of work(studio, *args); one that a crash left behind is not worked on again.

        It is kept as JSON and comes back as its kind.
        """
        worked: list[bool] = []
        shape = TypeAdapter(kind)

        def body() -> Any:
            worked.append(True)
            with (
                in_hand(),
                span(f"step {name.partition(' ')[0]}", under=self.trace, step=name),
                studios.opened(self.campaign) as studio,
            ):
                return shape.dump_python(work(studio, *args), mode="json")

        result: T = shape.validate_python(DBOS.run_step({"name": name}, body))
        if not worked:
            self._replayed(result)
        return result

    def _replayed(self, result: Any) -> None:
        """Results of stages that stand from before a crash count as done."""
        found: list[Any] = result if is_list(result) else [result]
        made = [r.stage for r in found if isinstance(r, Ref)]
        with studios.opened(self.campaign) as studio:
            for stage in dict.fromkeys(made):
                studio.progress.replayed(stage, made.count(stage))

    def gate(
        self,
        gate: Gate,
        refs: Sequence[Ref[Any]],
        job: CampaignJob,
        lost: Sequence[Failed] = (),
    ) -> Outcome | None:
        """Where the run stops when something waits at a gate; None: it goes on."""
        waiting = self.step(f"gate {gate}", list[str], _waiting, gate, refs, job.approver)
        if not waiting:
            return None
        return Outcome(waiting=gate, items=tuple(waiting), failed=tuple(lost))

    def stopped(
        self, after: str, refs: Sequence[Ref[Any]], failed: tuple[Failed, ...] = ()
    ) -> Outcome:
        """The outcome of a run that was asked for one step."""
        self.step("end", type(None), _end)
        films = tuple(r for r in refs if r.stage == "film")
        return Outcome(stopped=after, films=films, failed=failed)


def _foresee(
    job: CampaignJob,
    *,
    segments: int | None = None,
    boards: Sequence[Ref[Storyboard]] | None = None,
) -> None:
    """Tell the progress how much there will be; guessed where it is not known yet.

    No result depends on it, so that it may stand in a workflow's body.
    """
    with studios.opened(job.campaign) as studio:
        asked = job.languages, job.formats, job.extra_formats
        found = extent(studio, *asked, segments=segments, boards=boards)
        studio.progress.expect(STAGES.counts(found, job.until))


def _waiting(studio: Studio, gate: Gate, refs: Sequence[Ref[Any]], approver: str) -> list[str]:
    """Names of the items that nobody has decided on; with --yes all are approved first.

    Not where two people have to: one who looks at nothing is neither; nor films that somebody wants
    a person to look at.
    """
    waiting: list[str] = []
    for kept in map(studio.bench.kept, refs):
        state = decided(studio.catalogue, gate, kept.item, kept.digest).state
        # Other items give way when they are rejected; without a codebook there is nothing.
        if state == "approved" or (state == "rejected" and gate != "codebook"):
            continue
        if state == "waiting" and carried(studio.catalogue, gate, kept):
            continue
        seen = gate in studio.four_eyes or (gate == "final" and held(studio.catalogue, kept))
        if approver and not seen:
            name = full(gate, kept.item)
            decide(
                studio.catalogue, gate, kept.item, kept.digest, "approve", approver, UNSEEN, name
            )
        else:
            waiting.append(full(gate, kept.item))
    if gate == "briefs" and waiting and _enough_briefs(studio, refs):
        return []
    if waiting:
        studio.progress.gate(gate, waiting)
    return waiting


def _enough_briefs(studio: Studio, refs: Sequence[Ref[Brief]]) -> bool:
    """Whether each segment has as many approved briefs as it shall have films."""
    approved: dict[str, int] = {}
    for ref in refs:
        segment, kept = studio.bench.value(ref).segment, studio.bench.kept(ref)
        approved.setdefault(segment, 0)
        if decided(studio.catalogue, "briefs", kept.item, kept.digest).state == "approved":
            approved[segment] += 1
    return all(n >= studio.campaign.wanted.films for n in approved.values())


def _approved(studio: Studio, gate: Gate, refs: Sequence[Ref[T]]) -> list[Ref[T]]:
    kept = [(ref, studio.bench.kept(ref)) for ref in refs]
    return [
        ref
        for ref, k in kept
        if decided(studio.catalogue, gate, k.item, k.digest).state == "approved"
    ]


def _end(studio: Studio) -> None:
    studio.progress.end()


def _concept_ids(studio: Studio, ref: Ref[ConceptSet]) -> list[str]:
    return [c.id for c in studio.bench.value(ref).concepts]


def _concept_of(studio: Studio, ref: Ref[Brief]) -> str:
    return studio.bench.value(ref).concept.id


def _films(studio: Studio) -> int:
    return studio.campaign.wanted.films


def _vetoed(studio: Studio, ref: Ref[Any]) -> bool:
    match = studio.bench.value(ref)
    if match.veto:
        studio.progress.note(
            f"{match.brief} is not for {match.segment}: {match.rationale}",
            "storyboard",
            match.brief,
        )
    return match.veto
