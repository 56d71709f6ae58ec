"""Step 5 for one storyboard: shoot its scenes, judge them, reshoot within the bound.

Scenes wait for those whose things they must show again, and a camera over stills for the move
before; all others are shot side by side. Every attempt is a result of its own.
"""

from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import pairwise
from typing import Any

from ...cutting.plan import CutPlan, words_of
from ...domain.campaign import FORMATS
from ...domain.continuity import Continuity, Reference
from ...domain.picture import Picture
from ...domain.storyboard import Scene, Storyboard
from ...domain.take import Attempt, Footage, Take
from ...shooting.route import Route
from ...store.catalogue import Result
from ..build.decided import require
from ..build.ref import Ref
from ..build.rehearsal import Rehearsal, Unmade
from ..build.stage import Tools, warm
from .references import shown
from .retakes import wished
from .routes import chosen_backend
from .shot_stages import ATTEMPT, STILL, TAKE, ForAttempt, ForTake
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
    from ...shooting import waves

    value = studio.bench.value
    board = value(of).as_shot()
    shoot = _Shoot(studio, (of, binding, cut), board, value(binding), value(cut), frame)
    scenes = {s.id: s for s in shoot.board.scenes}
    for group in waves(shoot.bound, shoot.chained()):
        most = max(shoot.profile(s).side_by_side for s in group)
        with ThreadPoolExecutor(min(most, len(group))) as pool:
            made = pool.map(shoot.scene, [scenes[s] for s in group if s in scenes])
            shoot.refs.update(zip([s for s in group if s in scenes], made, strict=True))
    return [shoot.refs[s] for s in scenes]


def planned(
    studio: Studio, of: Ref[Storyboard], binding: Ref[Continuity], cut: Ref[CutPlan], frame: str
) -> list[tuple[str, Route, int]]:
    """(item of its take, what films it, frames) of every scene, without shooting any."""
    value = studio.bench.value
    board = value(of).as_shot()
    shoot = _Shoot(studio, (of, binding, cut), board, value(binding), value(cut), frame)
    return [
        (shoot.item(s), shoot.routes[s.id], shoot.plan.frames_of(s.id)) for s in shoot.board.scenes
    ]


@dataclass
class _Shoot:
    """One film's scenes, and the takes there are so far."""

    studio: Studio
    on: tuple[Ref[Any], ...]
    board: Storyboard
    bound: Continuity
    plan: CutPlan
    frame: str
    refs: dict[str, Ref[Take]] = field(default_factory=dict[str, Ref[Take]])

    def __post_init__(self) -> None:
        from ...shooting import parts

        chosen = {s.id: self._chosen(s.id) for s in self.board.scenes}
        rate = FORMATS[self.frame].rate
        self.parts = parts(
            self.bound.references,
            {s.id: self.plan.frames_of(s.id) / rate for s in self.board.scenes},
            [s for s, backend in chosen.items() if backend not in (None, "library")],
        )
        self.routes = {s.id: self._route(s.id, chosen[s.id]) for s in self.board.scenes}

    def profile(self, scene: str) -> Any:
        """What the back end of a scene can do."""
        return self.studio.filming[self.routes[scene].backend].profile

    def chained(self) -> dict[str, list[str]]:
        """Scene -> the one before, where a camera over stills must not repeat its move."""
        order = [s.id for s in self.board.scenes]
        still = [s for s in order if "camera" in self.profile(s).takes]
        return {b: [a] for a, b in pairwise(order) if {a, b} <= set(still)}

    def item(self, scene: Scene) -> str:
        """What a scene's take is called."""
        return f"{self.board.id}--{scene.id}--{FORMATS[self.frame].slug}"

    def scene(self, scene: Scene) -> Ref[Take]:
        """Attempts at a scene until one is good enough, and the take chosen among them."""
        from ...judging import Thresholds, next_act

        bench, studio = self.studio.bench, self.studio
        item = self.item(scene)
        limits = Thresholds(attempts=studio.choices.attempts)
        references, stills = self._elements(scene)
        before = [self.refs[s] for s in self.chained().get(scene.id, ())]
        told: dict[str, Any] = {
            "scene": scene,
            "reference": shown(self._reference(scene.id)),
            "prompt": next(p for p in self.bound.prompts if p.scene == scene.id),
            "route": self.routes[scene.id],
            "frames": self.plan.frames_of(scene.id),
            "zone": self.plan.text_zone(scene.id),
            "type": [self.board.language, self.board.mood],
            "after": self._after(scene.id),
            "again": self._again(scene.id),
            "format": self.frame,
            "references": references or None,
            "board": self.board.id,
        }
        profile = self.profile(scene.id)
        wish = wished(studio.catalogue, self.bound.storyboard, scene)
        tried: list[Ref[Attempt]] = []
        advice = ""
        for n in range(1, max(limits.attempts, wish.least) + 1):
            advice = wish.said.get(n) or advice
            on = (*self.on, *before, *stills, *tried[-1:])
            name = f"{item}--{n}"
            try:
                ref = bench.make(ATTEMPT, studio, name, on, attempt=n, advice=advice, **told)
            except Unmade:
                if not isinstance(bench, Rehearsal):
                    raise
                # What is shot next is not known; that the take is chosen anew then, is.
                return bench.anew(TAKE, item, "another take is to be filmed")
            tried.append(ref)
            act = next_act(bench.value(ref).take, limits)
            # Of another picture a camera has none; a model makes one of another seed. A clip is
            # the same however often it is asked for.
            enough = act.act == "accept" or (act.act == "person" and not profile.generates)
            if "clip" in profile.takes or (enough and n >= wish.least and n not in wish.banned):
                break
            advice = act.advice
        ref = bench.make(
            TAKE,
            studio,
            item,
            tried,
            tried=[bench.value(t).take for t in tried],
            picked=wish.picked,
            banned=tuple(sorted(wish.banned)) or None,
        )
        take = bench.value(ref)
        if take.needs_person:
            why = take.verdict.advice if take.verdict else ""
            self.studio.progress.note(
                f"scene {scene.id} of {self.board.id} needs a person: {why}", "take"
            )
        return ref

    def _chosen(self, scene: str) -> str | None:
        return chosen_backend(self.studio.catalogue, self.bound.storyboard, scene)

    def _route(self, scene: str, override: str | None) -> Route:
        from ...shooting import choose_route

        seconds = Fraction(self.plan.frames_of(scene), FORMATS[self.frame].rate)
        return choose_route(
            self._reference(scene),
            self.bound,
            profiles=[one.profile for one in self.studio.filming.values()],
            override=override,
            seconds=seconds,
            part=self.parts.get(scene),
        )

    def _reference(self, scene: str) -> Reference:
        return next(r for r in self.bound.references if r.scene == scene)

    def _after(self, scene: str) -> Any:
        """What counts of the move before, where both are filmed by the camera."""
        from ...shooting import before

        last = self.chained().get(scene)
        return before(self.studio.bench.value(self.refs[last[0]]).shot) if last else None

    def _again(self, scene: str) -> int:
        """How often the camera has shown the scene's picture before."""
        order = [s.id for s in self.board.scenes]
        earlier = [s for s in order[: order.index(scene)] if not self.profile(s).generates]
        picture = self._reference(scene).picture.id
        return [self._reference(s).picture.id for s in earlier].count(picture)

    def _elements(
        self, scene: Scene
    ) -> tuple[Mapping[str, tuple[Picture, ...]], list[Ref[Picture]]]:
        """Pictures of each element that must match the scene where it was first seen (S0-49)."""
        found: dict[str, tuple[Picture, ...]] = {}
        stills: list[Ref[Picture]] = []
        if "references" not in self.profile(scene.id).takes:
            return found, stills
        order = [s.id for s in self.board.scenes]
        for element in self.bound.elements:
            seen = [s for s in order if s in element.scenes]
            if not element.must_match or scene.id not in seen[1:]:
                continue
            first = self._reference(seen[0])
            pictures = (first.picture,) if first.grounded or first.pinned else ()
            if still := self._still(seen[0]):
                stills.append(still)
                pictures = (self.studio.bench.value(still), *pictures)
            found[element.id] = pictures
        return found, stills

    def _still(self, scene: str) -> Ref[Picture] | None:
        """A still of the take of a scene; None where no model filmed it, or it is not there yet."""
        ref = self.refs.get(scene)
        filmed = ref and self.studio.bench.value(ref).shot
        if ref is None or not isinstance(filmed, Footage) or filmed.picture:
            return None
        item = f"{self.board.id}--{scene}--{FORMATS[self.frame].slug}"
        of = next(s for s in self.board.scenes if s.id == scene)
        return self.studio.bench.make(STILL, self.studio, item, (ref,), shot=filmed, scene=of)


def attempts(studio: Studio, take: Ref[Take]) -> list[Result]:
    """The attempts that a take was chosen among, as they are kept."""
    item, tried = studio.bench.kept(take).item, studio.bench.value(take).tried
    found = (studio.catalogue.latest(ATTEMPT.name, f"{item}--{n}") for n in range(1, tried + 1))
    return [kept for kept in found if kept]


# -- how it is made: inputs in, a value out ----------------------------------------------------


def attempted(given: ForAttempt, tools: Tools) -> Attempt:
    """One attempt at a scene, filmed and judged."""
    from ...graphics import Painter
    from ...judging import DIMENSIONS, Thresholds, judge_take
    from ...media.compositor.shots import preview
    from ...shooting import finder, shoot

    size, frames = FORMATS[given.format], given.frames
    language, mood = given.type
    limits = Thresholds(*(given.thresholds[d] for d in DIMENSIONS), attempts=given.attempt)
    painter = Painter(given.brand, size, tools.assets, language=language, mood=mood)
    places = painter.places(words_of(given.scene))
    made = shoot(
        given.scene,
        given.reference,
        given.prompt,
        size,
        frames=frames,
        previous=given.after,
        attempt=given.attempt,
        seed=given.seed,
        text_zone=given.zone,
        places=places,
        again=given.again,
        advice=given.advice,
        references=given.references,
        route=given.route,
        using=tools.filming[given.route.backend],
        ledger=tools.ledger(f"{given.board}--{given.scene.id}--{size.slug}"),
        watch=lambda share: tools.part(share or 0.0),
        find=finder(given.reference.picture, tools.assets),
        assets=tools.assets,
    )
    at = [round(k * (frames - 1) / (PREVIEWS - 1)) for k in range(PREVIEWS)]
    seen = preview(made.take.shot, size, frames, assets=tools.assets, at=at, width=270)
    verdict = judge_take(
        made.take,
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
    take = made.take.model_copy(update={"verdict": verdict})
    return made.model_copy(update={"take": take})


def taken(given: ForTake, tools: Tools) -> Take:
    """The one that a person picked, else the last that is good enough, else the best of them.

    The best of those that are not good enough is for a person to look at. One that was ruled out
    is taken only where all are.
    """
    from ...judging import Thresholds, best, next_act

    limits, made = Thresholds(attempts=given.attempts), {"tried": len(given.tried)}
    if given.picked and given.picked <= len(given.tried):
        return given.tried[given.picked - 1].model_copy(update=made)
    left = [t for n, t in enumerate(given.tried, start=1) if n not in (given.banned or ())]
    good = [t for t in left if next_act(t, limits).act == "accept"]
    if good:
        return good[-1].model_copy(update=made)
    return best(left or given.tried).model_copy(update={**made, "needs_person": True})
