"""Lays clips, type, captions and sound on one clock. Pure arrangement: no media is touched."""

from collections.abc import Sequence
from typing import Literal, Protocol

from ..domain.asset import Asset
from ..domain.base import Box
from ..domain.brand import Brand
from ..domain.campaign import CallToAction, Format
from ..domain.errors import DoesNotFit
from ..domain.sound import CaptionCue
from ..domain.storyboard import Scene, Storyboard, Text
from ..domain.take import Take
from ..domain.timeline import Clip, Narration, Overlay, Timeline, Transition
from .layout import subject_in_frame
from .plan import CutPlan, ScenePlan, plan_cut

__all__ = ["CutPlan", "Paints", "ScenePlan", "lay", "plan_cut"]

LOGO_FROM = 0.4
"""Second at which the logo comes: the brand is seen by second 3."""

DISCLOSED = 5.0
"""Seconds that the disclosure stands, from the film's start."""

SETTLE = 4
"""Frames between a scene's arrival and its type's."""


class Paints(Protocol):
    """What paints overlays in one format: `graphics.Painter`."""

    @property
    def brand(self) -> Brand:
        """Whose tokens it paints with."""
        ...

    @property
    def format(self) -> Format:
        """The frame it paints for."""
        ...

    def type(
        self, text: Text, start: int, frames: int, *, name: str, clear: Box | None = None
    ) -> tuple[Overlay, ...]:
        """A scene's type; clear is the subject's box in shares of the frame."""
        ...

    def captions(self, cue: CaptionCue, *, name: str, until: int) -> tuple[Overlay, ...]:
        """A caption's states, none shown after frame until."""
        ...

    def logo(self, start: int, frames: int) -> Overlay:
        """The logo over the picture."""
        ...

    def disclosure(self, text: str, start: int, frames: int) -> Overlay:
        """The label that says what a machine made."""
        ...

    def end_card(
        self, text: Text, call: CallToAction, start: int, frames: int, *, name: str = ...
    ) -> tuple[Overlay, ...]:
        """The last card, with the call to action."""
        ...


def lay(
    plan: CutPlan,
    board: Storyboard,
    takes: Sequence[Take],
    cues: Sequence[CaptionCue],
    painter: Paints,
    mix: Asset | None = None,
    *,
    call: CallToAction,
    disclosure: str = "",
    quality: Literal["draft", "final", "archive"] = "draft",
) -> Timeline:
    """The whole film in the painter's format. takes: one for each scene, any order.

    disclosure: a label shown from the first second; "" shows none. Raises DoesNotFit for a scene
    without a take, and what the painter raises for type that does not fit.
    """
    taken = {take.scene: take for take in takes}
    missing = [s.id for s in board.scenes if s.id not in taken]
    if missing:
        raise DoesNotFit(f"no take of scene {', '.join(missing)} of {board.id}; shoot it first")
    scenes = {scene.id: scene for scene in board.scenes}
    last = plan.scenes[-1]
    ends = _card_from(last, scenes[last.scene])
    shades: list[Overlay] = []
    type_: list[Overlay] = []
    for n, part in enumerate(plan.scenes):
        scene = scenes[part.scene]
        until = plan.frames
        if n + 1 < len(plan.scenes):
            until = plan.scenes[n + 1].start
        card = ends if part is last else None
        made = _type(painter, scene, taken[part.scene], part, until, call, card)
        shades += [o for o in made if o.kind == "scrim"]
        type_ += [o for o in made if o.kind != "scrim"]
    logo_from = round(LOGO_FROM * plan.rate)
    brand = [painter.logo(logo_from, ends - logo_from)]
    if disclosure:
        brand.append(painter.disclosure(disclosure, 6, min(ends, round(DISCLOSED * plan.rate)) - 6))
    captions = [
        overlay
        for n, cue in enumerate(cues)
        if round(cue.start * plan.rate) < ends
        for overlay in painter.captions(cue, name=f"caption-{n + 1}", until=ends)
    ]
    return Timeline(
        id=f"{board.id[:52].rstrip('-')}-{painter.format.slug}",
        title=board.title,
        format=painter.format,
        language=board.language,
        frames=plan.frames,
        clips=tuple(_clip(part, taken[part.scene], painter.brand) for part in plan.scenes),
        # The end card lies over everything; a scrim lies under all type.
        overlays=(
            *_under(shades, ends),
            *brand,
            *_under(type_, ends),
            *captions,
            *_over(shades, ends),
            *_over(type_, ends),
        ),
        audio=tuple(
            Narration(start=part.says, asset=part.recording, scene=part.scene)
            for part in plan.scenes
            if part.says is not None and part.recording is not None
        ),
        mix=mix,
        captions=tuple(cues),
        quality=quality,
    )


def _clip(part: ScenePlan, take: Take, brand: Brand) -> Clip:
    colour = brand.palette.primary if part.enter == "dip" else None
    return Clip(
        scene=part.scene,
        start=part.start,
        frames=part.frames,
        shot=take.shot,
        enter=Transition(kind=part.enter, frames=part.enter_frames, colour=colour),
    )


def _card_from(last: ScenePlan, scene: Scene) -> int:
    """The frame at which the end card comes; the film's end where there is none."""
    if scene.text.kind != "end card" and scene.beat != "call":
        return last.start + last.frames
    return last.clear


def _type(
    painter: Paints,
    scene: Scene,
    take: Take,
    part: ScenePlan,
    until: int,
    call: CallToAction,
    card_from: int | None,
) -> tuple[Overlay, ...]:
    if card_from is not None and card_from < until:
        return painter.end_card(scene.text, call, card_from, until - card_from)
    if scene.text.kind in ("none", "end card"):
        return ()
    start = part.clear + SETTLE
    if until - start < 12:
        return ()
    clear = subject_in_frame(take.shot, painter.format)
    return painter.type(scene.text, start, until - start - 1, name=f"{scene.id}-type", clear=clear)


def _under(overlays: Sequence[Overlay], ends: int) -> list[Overlay]:
    return [o for o in overlays if o.start < ends]


def _over(overlays: Sequence[Overlay], ends: int) -> list[Overlay]:
    return [o for o in overlays if o.start >= ends]
