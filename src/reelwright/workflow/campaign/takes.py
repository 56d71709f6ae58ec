"""Step 5 for one storyboard: shoot its scenes, judge them, reshoot within the bound."""

from collections.abc import Sequence

from ...backends.video.interface import VideoProfile
from ...cutting.timeline import CutPlan, words_of
from ...domain.campaign import FORMATS
from ...domain.continuity import Continuity
from ...domain.storyboard import Scene, Storyboard
from ...domain.take import Move, Take
from ...graphics import Painter
from ...judging import Thresholds, best, judge_take, next_act
from ...media.compositor.shots import preview
from ...shooting import before as before_of
from ...shooting import choose_route, set_up, shoot
from ..build import views
from ..build.gates import require
from .references import shown
from .studio import Studio

PREVIEWS = 6
"""Small frames of a take that the judge looks at."""


def takes(
    studio: Studio, storyboard_key: str, primary_key: str, bound_key: str, plan_key: str, frame: str
) -> list[str]:
    """Shoot every scene, judge it, and reshoot within the bound, references kept (S0-59, 60)."""
    board = studio.bench.value(storyboard_key, Storyboard)
    kept = studio.catalogue.result(primary_key)
    assert kept is not None
    require(studio.catalogue, "storyboards", kept.item, kept.digest)
    bound = studio.bench.value(bound_key, Continuity)
    plan = studio.bench.value(plan_key, CutPlan)
    keys: list[str] = []
    before: list[Take] = []
    for scene in board.scenes:
        key = _take(studio, board, scene, bound, plan, frame, before)
        before.append(studio.bench.value(key, Take))
        if before[-1].needs_person:
            why = before[-1].verdict.advice if before[-1].verdict else ""
            studio.progress.note(f"scene {scene.id} of {board.id} needs a person: {why}", "take")
        keys.append(key)
    return keys


def _take(
    studio: Studio,
    board: Storyboard,
    scene: Scene,
    bound: Continuity,
    plan: CutPlan,
    frame: str,
    before: Sequence[Take],
) -> str:
    previous = before[-1] if before else None
    reference = next(r for r in bound.references if r.scene == scene.id)
    prompt = next(p for p in bound.prompts if p.scene == scene.id)
    frames = plan.frames_of(scene.id)
    zone = plan.text_zone(scene.id)
    limits = Thresholds(**studio.choices.thresholds, attempts=studio.choices.attempts)
    seed = studio.campaign.wanted.seed
    brand = views.look(studio.campaign.brand)
    model, warm = studio.choices.model_for("judge"), studio.choices.warmth("judge")
    size = FORMATS[frame]
    shown_before = [t.shot.picture.id for t in before if isinstance(t.shot, Move)]
    again = shown_before.count(reference.picture.id)

    def work() -> Take:
        advice, tried = "", []
        route = choose_route(reference, bound, profiles=_profiles())
        painter = Painter(brand, size, studio.assets, language=board.language, mood=board.mood)
        places = painter.places(words_of(scene))
        for attempt in range(1, limits.attempts + 1):
            take = shoot(
                scene,
                reference,
                prompt,
                size,
                frames=frames,
                previous=previous and before_of(previous.shot),
                attempt=attempt,
                seed=seed,
                text_zone=zone,
                places=places,
                again=again,
                advice=advice,
                route=route,
                assets=studio.assets,
            ).take
            at = [round(k * (frames - 1) / (PREVIEWS - 1)) for k in range(PREVIEWS)]
            seen = preview(take.shot, size, frames, assets=studio.assets, at=at, width=270)
            verdict = judge_take(
                take,
                scene,
                reference,
                brand,
                seen,
                thresholds=limits,
                text_zone=zone,
                places=places,
                model=model,
                seed=seed,
                **warm,
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

    return studio.bench.make(
        "take",
        f"{board.id}--{scene.id}--{size.slug}",
        Take,
        {
            "scene": scene,
            "reference": shown(reference),
            "prompt": prompt,
            "format": frame,
            "frames": frames,
            "zone": zone,
            "type": [board.language, board.mood],
            "again": again,
            "after": before_of(previous.shot) if previous else None,
            "brand": brand,
            "thresholds": limits.table(),
            "attempts": limits.attempts,
            "seed": seed,
            "model": model,
            "route": choose_route(reference, bound, profiles=_profiles()),
        }
        | warm,
        work,
    )


def _profiles() -> list[VideoProfile]:
    return [one.profile for one in set_up({}).values()]
