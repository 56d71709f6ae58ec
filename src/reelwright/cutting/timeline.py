"""Lays clips, type, captions and sound on one clock. Pure arrangement: no media is touched."""

from collections.abc import Sequence
from fractions import Fraction
from typing import Any, Literal, Protocol

from ..domain.asset import Asset
from ..domain.base import Box
from ..domain.brand import Brand
from ..domain.campaign import CallToAction, Format
from ..domain.errors import DoesNotFit
from ..domain.places import Arrangement
from ..domain.sound import CaptionCue
from ..domain.storyboard import Scene, Storyboard, Text
from ..domain.take import Take
from ..domain.timeline import Narration, Overlay, SceneClip, Shot, Timeline, Transition
from .plan import CutPlan, ScenePlan, ends_on_card, paces, plan_cut, words_of

__all__ = ["CutPlan", "Paints", "ScenePlan", "lay", "paces", "plan_cut", "words_of"]

LOGO_FROM = 0.4
"""Second at which the logo comes: the brand is seen by second 3."""

DISCLOSED = 5.0
"""Seconds that the disclosure stands, from the film's start."""

CARD, GLIMPSE = 3.0, 0.6
"""Seconds that the end card stands at least, and that the last picture is seen before it."""

LABELLED = 6
"""The frame at which the disclosure comes."""

SHORTEST_TYPE = 12
"""Frames: type that could only flash by is left out."""

LONGEST_CUE = 7
"""Seconds that a caption stands at most."""

SETTLE = 4
"""Frames between a scene's arrival and its type's; the first scene's is there at once."""


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

    def see(self, shot: Shot, frames: int, at: Sequence[int]) -> Sequence[Any]:
        """Frames of a shot without type, in whatever form the painter reads."""
        ...

    def type(
        self,
        words: Text,
        start: int,
        frames: int,
        *,
        name: str,
        behind: Sequence[Any] = (),
        shot: Shot | None = None,
    ) -> tuple[Overlay, ...]:
        """A scene's type, where it hides least of what its shot shows."""
        ...

    def arranged(self, words: Text, shot: Shot) -> Arrangement:
        """Where a scene's type and captions hide least of what its shot shows."""
        ...

    def captions(
        self, cue: CaptionCue, *, name: str, until: int, at: Box | None = None
    ) -> tuple[Overlay, ...]:
        """A caption's states, none shown after frame until."""
        ...

    def stands_out(self, behind: Sequence[Any], shade: Overlay | None = None) -> bool:
        """Whether the logo can stand bare on these frames."""
        ...

    def logo(
        self,
        start: int,
        frames: int,
        *,
        name: str = ...,
        behind: Sequence[Any] = (),
        shade: Overlay | None = None,
        bare: bool | None = None,
    ) -> Overlay:
        """The logo over the picture, and over the scene's scrim where it has one."""
        ...

    def disclosure(self, words: str, start: int, frames: int) -> Overlay:
        """The label that says what a machine made."""
        ...

    def end_card(
        self,
        words: Text,
        call: CallToAction,
        start: int,
        frames: int,
        *,
        name: str = ...,
        shot: Shot | None = None,
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
    scenes = {scene.id: scene for scene in board.scenes}
    missing = [s.scene for s in plan.scenes if s.scene not in taken or s.scene not in scenes]
    if missing:
        raise DoesNotFit(f"no take of scene {', '.join(missing)} of {board.id}; shoot it first")
    last = plan.scenes[-1]
    ends = _card_from(plan, scenes[last.scene], taken[last.scene])
    shades: list[Overlay] = []
    words: list[Overlay] = []
    cues = _from_the_start(cues, plan, scenes[plan.scenes[0].scene])
    seen: list[tuple[Sequence[Any], Overlay | None]] = []
    for n, part in enumerate(plan.scenes):
        until = plan.scenes[n + 1].start if n + 1 < len(plan.scenes) else ends
        behind = painter.see(taken[part.scene].shot, part.frames, _looks(part.frames))
        made = _type(painter, scenes[part.scene], taken[part.scene], part, until, behind)
        shade = [o for o in made if o.kind == "scrim"]
        shades += shade
        words += [o for o in made if o.kind != "scrim"]
        if part.cut < ends:
            seen.append((behind, shade[0] if shade else None))
    # On a paper ground over one picture, on a paper ground over all: a mark does not change its
    # coat. A panel is the brand's own ground, where the mark needs none.
    alone = [painter.stands_out(behind, shade) for behind, shade in seen]
    shots = [taken[part.scene].shot for part in plan.scenes]
    panel = [shot.into is not None for shot in shots]
    all_bare = all(bare for bare, own in zip(alone, panel, strict=False) if not own)
    logos = [
        _logo(painter, plan, n, ends, *look, alone[n] if panel[n] else all_bare)
        for n, look in enumerate(seen)
    ]
    label: list[Overlay] = []
    if disclosure:
        shown = min(ends, round(DISCLOSED * plan.rate)) - LABELLED
        label.append(painter.disclosure(disclosure, LABELLED, shown))
    rows = {
        s.scene: painter.arranged(words_of(scenes[s.scene]), taken[s.scene].shot).captions
        for s in plan.scenes
    }
    captions = [
        overlay
        for n, cue in enumerate(cues)
        if round(cue.start * plan.rate) < ends
        for overlay in _there(
            painter.captions(
                cue,
                name=f"caption-{n + 1}",
                until=ends,
                at=rows[plan.scene_at(round(cue.start * plan.rate))],
            )
        )
    ]
    card: tuple[Overlay, ...] = ()
    if ends < plan.frames:
        card = painter.end_card(
            scenes[last.scene].text, call, ends, plan.frames - ends, shot=taken[last.scene].shot
        )
    return Timeline(
        id=f"{board.id[:52].rstrip('-')}-{painter.format.slug}",
        title=board.title,
        format=painter.format,
        language=board.language,
        frames=plan.frames,
        clips=tuple(
            _clip(part, taken[part.scene], scenes[part.scene], painter.brand)
            for part in plan.scenes
        ),
        # Scrims lie under all type, the end card over everything.
        overlays=(*shades, *_joined(logos), *label, *words, *captions, *card),
        audio=tuple(
            Narration(start=part.says, asset=part.recording, scene=part.scene)
            for part in plan.scenes
            if part.says is not None and part.recording is not None
        ),
        mix=mix,
        captions=tuple(cues),
        quality=quality,
    )


def _looks(frames: int) -> tuple[int, ...]:
    """Where in a shot to look at what type stands on: early, in the middle, late."""
    return tuple(sorted({round((frames - 1) * share) for share in (0.15, 0.5, 0.9)}))


def _logo(
    painter: Paints,
    plan: CutPlan,
    n: int,
    ends: int,
    behind: Sequence[Any],
    shade: Overlay | None,
    bare: bool,
) -> Overlay:
    """One scene's logo, from its cut to the next; the whole row fades in and out once."""
    part = plan.scenes[n]
    start = part.cut if n else round(LOGO_FROM * plan.rate)
    until = plan.scenes[n + 1].cut if n + 1 < len(plan.scenes) else ends
    made = painter.logo(
        start, max(1, until - start), name=f"logo-{n + 1}", behind=behind, shade=shade, bare=bare
    )
    enter = made.enter if n == 0 else 0
    leave = made.leave if until >= ends else 0
    return made.model_copy(update={"enter": enter, "leave": leave})


def _joined(logos: Sequence[Overlay]) -> list[Overlay]:
    """Neighbours that show the same image in the same place become one."""
    made: list[Overlay] = []
    for logo in logos:
        before = made[-1] if made else None
        same = before and (before.image.sha256, before.x, before.y) == (
            logo.image.sha256,
            logo.x,
            logo.y,
        )
        if before and same and before.start + before.frames == logo.start:
            made[-1] = before.model_copy(
                update={"frames": before.frames + logo.frames, "leave": logo.leave}
            )
        else:
            made.append(logo)
    return made


def _clip(part: ScenePlan, take: Take, scene: Scene, brand: Brand) -> SceneClip:
    colour = brand.palette.primary if part.enter == "dip" else None
    return SceneClip(
        scene=part.scene,
        start=part.start,
        frames=part.frames,
        shot=take.shot,
        enter=Transition(kind=part.enter, frames=part.enter_frames, colour=colour),
        look=scene.look,
    )


def _card_from(plan: CutPlan, scene: Scene, take: Take) -> int:
    """The frame at which the end card comes; the film's end where there is none.

    A picture that fills the frame is seen for a moment first, where the scene is long enough for
    both; one that leaves the card its panel is seen all the while.
    """
    last = plan.scenes[-1]
    if not ends_on_card(scene):
        return plan.frames
    if take.shot.into is not None:
        return last.cut
    spare = plan.frames - last.clear - round(CARD * plan.rate)
    return last.clear + min(round(GLIMPSE * plan.rate), max(0, spare))


def _type(
    painter: Paints, scene: Scene, take: Take, part: ScenePlan, until: int, behind: Sequence[Any]
) -> tuple[Overlay, ...]:
    """A scene's type, from its arrival to the next scene's; () where there is no time for any.

    That of the first scene is there from frame 0: it is what a film is chosen by.
    """
    start = part.clear + SETTLE if part.start else 0
    if scene.text.kind in ("none", "end card") or until - start < SHORTEST_TYPE:
        return ()
    made = painter.type(
        scene.text,
        start,
        until - start - 1,
        name=f"{scene.id}-type",
        behind=behind,
        shot=take.shot,
    )
    return _there(made)


def _there(overlays: Sequence[Overlay]) -> tuple[Overlay, ...]:
    """Overlays of which those of frame 0 are whole on it: they neither fade in nor travel."""
    return tuple(o if o.start else o.model_copy(update={"enter": 0, "slide": 0}) for o in overlays)


def _from_the_start(
    cues: Sequence[CaptionCue], plan: CutPlan, first: Scene
) -> tuple[CaptionCue, ...]:
    """The captions, the first of them from frame 0 on where the first scene has no type.

    A hook that its caption says already has given its type up, and frame 0 is what a film is
    chosen by. Not where its words come so late that they would stand longer than a caption may.
    """
    typed = first.text.kind != "none" and first.text.lettered
    if not cues or typed or plan.scenes[0].says is None or cues[0].end > LONGEST_CUE:
        return tuple(cues)
    return (cues[0].model_copy(update={"start": Fraction(0)}), *cues[1:])
