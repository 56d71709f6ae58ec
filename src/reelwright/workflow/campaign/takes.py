"""Step 5 for one storyboard: shoot its scenes, judge them, reshoot within the bound."""

from collections.abc import Sequence

from ...cutting.plan import CutPlan, words_of
from ...domain.campaign import FORMATS
from ...domain.continuity import Continuity
from ...domain.storyboard import Scene, Storyboard
from ...domain.take import Move, Take
from ..build.decided import require
from ..build.ref import Ref
from ..build.stage import Tools, warm
from .references import shown
from .stages import TAKE, ForTake
from .studio import Studio

PREVIEWS = 6
"""Small frames of a take that the judge looks at."""


def takes(
    studio: Studio,
    of: Ref[Storyboard],
    primary: Ref[Storyboard],
    binding: Ref[Continuity],
    cut: Ref[CutPlan],
    frame: str,
) -> list[Ref[Take]]:
    """Shoot every scene of an approved storyboard (S0-37). Raises NotApproved."""
    kept = studio.bench.kept(primary)
    require(studio.catalogue, "storyboards", kept.item, kept.digest)
    return shot(studio, of, binding, cut, frame)


def shot(
    studio: Studio,
    of: Ref[Storyboard],
    binding: Ref[Continuity],
    cut: Ref[CutPlan],
    frame: str,
) -> list[Ref[Take]]:
    """Shoot every scene, judge it, and reshoot within the bound, references kept (S0-59, 60)."""
    board = studio.bench.value(of)
    bound, plan = studio.bench.value(binding), studio.bench.value(cut)
    refs: list[Ref[Take]] = []
    before: list[Take] = []
    for scene in board.scenes:
        on = (of, binding, cut, *refs[-1:])
        ref = _take(studio, on, board, scene, bound, plan, frame, before)
        before.append(studio.bench.value(ref))
        if before[-1].needs_person:
            why = before[-1].verdict.advice if before[-1].verdict else ""
            studio.progress.note(f"scene {scene.id} of {board.id} needs a person: {why}", "take")
        refs.append(ref)
    return refs


def _take(
    studio: Studio,
    on: Sequence[Ref],
    board: Storyboard,
    scene: Scene,
    bound: Continuity,
    plan: CutPlan,
    frame: str,
    before: Sequence[Take],
) -> Ref[Take]:
    from ...shooting import before as before_of
    from ...shooting import choose_route, set_up

    reference = next(r for r in bound.references if r.scene == scene.id)
    shown_before = [t.shot.picture.id for t in before if isinstance(t.shot, Move)]
    return studio.bench.make(
        TAKE,
        studio,
        f"{board.id}--{scene.id}--{FORMATS[frame].slug}",
        on,
        scene=scene,
        reference=shown(reference),
        prompt=next(p for p in bound.prompts if p.scene == scene.id),
        route=choose_route(reference, bound, profiles=[one.profile for one in set_up({}).values()]),
        frames=plan.frames_of(scene.id),
        zone=plan.text_zone(scene.id),
        type=[board.language, board.mood],
        after=before_of(before[-1].shot) if before else None,
        again=shown_before.count(reference.picture.id),
        format=frame,
    )


# -- how it is made: inputs in, a value out ----------------------------------------------------


def taken(given: ForTake, tools: Tools) -> Take:
    """The best of a bounded number of attempts at a scene."""
    from ...graphics import Painter
    from ...judging import Thresholds, best, judge_take, next_act
    from ...judging.thresholds import DIMENSIONS
    from ...media.compositor.shots import preview
    from ...shooting import shoot

    size, frames = FORMATS[given.format], given.frames
    language, mood = given.type
    limits = Thresholds(*(given.thresholds[d] for d in DIMENSIONS), attempts=given.attempts)
    painter = Painter(given.brand, size, tools.assets, language=language, mood=mood)
    places = painter.places(words_of(given.scene))
    at = [round(k * (frames - 1) / (PREVIEWS - 1)) for k in range(PREVIEWS)]
    advice, tried = "", []
    for attempt in range(1, limits.attempts + 1):
        take = shoot(
            given.scene,
            given.reference,
            given.prompt,
            size,
            frames=frames,
            previous=given.after,
            attempt=attempt,
            seed=given.seed,
            text_zone=given.zone,
            places=places,
            again=given.again,
            advice=advice,
            route=given.route,
            assets=tools.assets,
        ).take
        seen = preview(take.shot, size, frames, assets=tools.assets, at=at, width=270)
        verdict = judge_take(
            take,
            given.scene,
            given.reference,
            given.brand,
            seen,
            thresholds=limits,
            text_zone=given.zone,
            places=places,
            model=given.model,
            seed=given.seed,
            **warm(given),
        )
        take = take.model_copy(update={"verdict": verdict})
        tried.append(take)
        act = next_act(take, limits)
        if act.act == "accept":
            return take
        if act.act == "person":
            break
        advice = act.advice
    return best(tried).model_copy(update={"needs_person": True})
