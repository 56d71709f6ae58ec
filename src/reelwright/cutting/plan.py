"""Plans a cut before anything is shot: how long each scene is, when its words begin, how it enters.

The length of recorded narration decides. Times are whole frames on the film's clock.
"""

import math
from collections.abc import Mapping, Sequence
from fractions import Fraction
from itertools import pairwise
from typing import Literal

from pydantic import Field

from ..domain.asset import Asset
from ..domain.base import Frozen, Slug
from ..domain.campaign import Format, FormatName
from ..domain.errors import DoesNotFit, NotFound
from ..domain.sound import Recording
from ..domain.storyboard import Scene, Storyboard, Text
from ..domain.timeline import TransitionKind
from ..domain.wording import counted

Zone = Literal["top", "bottom", "none"]

Enter = tuple[TransitionKind, int]
"""How a scene comes in, and over how many frames."""

HOLD = 2.0
"""Seconds that the call to action stays after it has been said."""

SHORTEST = 1.6
"""Seconds: a scene without words is not shorter."""

BREATH = {"calm": (0.40, 0.50), "steady": (0.30, 0.36), "brisk": (0.22, 0.24)}
"""Seconds of quiet before and after a scene's words, by pace."""

LEAST_BREATH = 0.2
"""Share of the breath that is kept when time is short."""

COMFORT = 0.5
"""Share of the breath under which words are better said a little faster than run together."""

READING = (0.5, 4.5)
"""A moment to find the type, then words a second."""

WORDS_A_SECOND = 2.3


class ScenePlan(Frozen):
    """One scene on the clock.

    It is filmed from start on, `frames` long: the overlaps with the scene before (enter_frames)
    and with the one after are included. cut is the frame in the middle of its entering
    transition; says and said are the frames at which its words begin and end (None: silent);
    zone is where its type stands.
    """

    scene: Slug
    start: int = Field(ge=0)
    frames: int = Field(gt=0)
    cut: int = Field(ge=0)
    enter: TransitionKind = "cut"
    enter_frames: int = Field(default=0, ge=0)
    says: int | None = None
    said: int | None = None
    recording: Asset | None = None
    zone: Zone = "none"

    @property
    def clear(self) -> int:
        """The first frame that shows nothing of the scene before."""
        return self.start + self.enter_frames


class CutPlan(Frozen):
    """A film's cut: scenes in order, from frame 0 to the last without a gap."""

    storyboard: Slug
    format: FormatName
    rate: int
    frames: int
    scenes: tuple[ScenePlan, ...] = Field(min_length=1)

    @property
    def seconds(self) -> float:
        """The film's length."""
        return self.frames / self.rate

    def of(self, scene: str) -> ScenePlan:
        """A scene's plan. Raises NotFound."""
        for plan in self.scenes:
            if plan.scene == scene:
                return plan
        raise NotFound(f"the cut of {self.storyboard} has no scene {scene!r}; plan it again")

    def scene_at(self, frame: int) -> str:
        """The scene that is on at a frame, from its cut on."""
        return max((s for s in self.scenes if s.cut <= max(0, frame)), key=lambda s: s.cut).scene

    def frames_of(self, scene: str) -> int:
        """How many frames of a scene are filmed, overlaps included."""
        return self.of(scene).frames

    def text_zone(self, scene: str) -> Zone:
        """Where type will stand: shooting keeps the subject out of it."""
        return self.of(scene).zone

    def narration_start(self, scene: str) -> float:
        """Second at which a scene's words begin. Raises NotFound for a silent scene."""
        says = self.of(scene).says
        if says is None:
            raise NotFound(f"scene {scene!r} has no recording; record it, then plan the cut again")
        return says / self.rate

    def cut_times(self) -> tuple[float, ...]:
        """Seconds of the cuts between scenes, for the music."""
        return tuple(plan.cut / self.rate for plan in self.scenes[1:])


def plan_cut(
    board: Storyboard,
    recordings: Sequence[Recording],
    format: Format,
    *,
    zones: Mapping[str, Zone] | None = None,
) -> CutPlan:
    """Scene lengths that hold the recorded words and add up to the storyboard's seconds exactly.

    zones: where type stands in a scene, by scene id; those left out have it at the top. Raises
    DoesNotFit, naming the scene with most words over its time, when the words do not fit.
    """
    rate, total = format.rate, round(board.seconds * format.rate)
    spoken = {r.scene: r for r in recordings}
    enters = _transitions(board)
    breath = _breath(board, spoken, enters, rate, total)
    least = [
        _needed(board, n, spoken, enters, rate, breath, reading=True)
        for n in range(len(board.scenes))
    ]
    if sum(least) > total:
        # Type may leave before it has been read twice; words that are said cannot.
        least = [
            _needed(board, n, spoken, enters, rate, breath, reading=False)
            for n in range(len(board.scenes))
        ]
    lengths = _shared(total, least, [max(0.1, float(s.seconds)) for s in board.scenes])
    cuts = [0]
    for length in lengths:
        cuts.append(cuts[-1] + length)
    plans: list[ScenePlan] = []
    for n, scene in enumerate(board.scenes):
        kind, overlap = enters[n]
        after = enters[n + 1][1] if n + 1 < len(enters) else 0
        start = cuts[n] - overlap // 2
        end = cuts[n + 1] + (after - after // 2)
        recording = spoken.get(scene.id)
        says = said = None
        if recording:
            words = _frames(recording.seconds, rate)
            slack = max(0, lengths[n] - least[n])
            late = 0 if n + 1 == len(board.scenes) else min(slack // 4, rate // 2)
            says = cuts[n] + _lead(board, n, enters, rate, breath) + late
            said = says + words
        plans.append(
            ScenePlan(
                scene=scene.id,
                start=start,
                frames=end - start,
                cut=cuts[n],
                enter=kind,
                enter_frames=overlap,
                says=says,
                said=said,
                recording=recording.asset if recording else None,
                zone=(zones or {}).get(scene.id, _zone(scene)),
            )
        )
    return CutPlan(
        storyboard=board.id, format=format.name, rate=rate, frames=total, scenes=tuple(plans)
    )


def paces(
    board: Storyboard,
    recordings: Sequence[Recording],
    format: Format,
    *,
    most: Mapping[str, float],
) -> dict[str, float]:
    """How much faster scenes must be said for the film to hold them with half its breath, by id.

    1.05 is five in a hundred faster; scenes that may stay as they are are left out. Scenes over
    their planned time come first, all by the same pace and no faster than that suffices; then the
    others. most is what each scene's voice allows; with it, half the breath may still be lacking.
    {} as well where words are so long that no pace allowed would help.
    """
    rate, total = format.rate, round(board.seconds * format.rate)
    spoken = {r.scene: r for r in recordings}
    enters = _transitions(board)

    def needs(pace: Mapping[str, float], breath: float = COMFORT) -> list[int]:
        said = {
            k: r.model_copy(update={"seconds": r.seconds / Fraction(pace.get(k, 1.0))})
            for k, r in spoken.items()
        }
        return [
            _needed(board, n, said, enters, rate, breath, reading=False)
            for n in range(len(board.scenes))
        ]

    asked: dict[str, float] = {}
    if sum(needs(most, LEAST_BREATH)) > total:
        return asked
    over = _over(board, needs(asked), rate, total)
    late = [s.id for n, s in enumerate(board.scenes) if s.id in spoken and over[n] > 0]
    for group in (late, [k for k in spoken if k not in late]):
        for hundredths in range(100, 1 + round(100 * max(most.values(), default=1))):
            trial = asked | {k: min(hundredths / 100, most.get(k, 1.0)) for k in group}
            if sum(needs(trial)) <= total:
                return {k: p for k, p in trial.items() if p > 1}
        asked |= {k: most.get(k, 1.0) for k in group}
    return {k: p for k, p in asked.items() if p > 1}


def ends_on_card(scene: Scene) -> bool:
    """Whether a scene that comes last ends on the end card."""
    return scene.text.kind == "end card" or scene.beat == "call"


def words_of(scene: Scene) -> Text:
    """A scene's type as the painter reads it: that of a call is the end card's."""
    if ends_on_card(scene):
        return scene.text.model_copy(update={"kind": "end card"})
    return scene.text


def _zone(scene: Scene) -> Zone:
    """Type stands at the top; the end card has a panel of its own."""
    if ends_on_card(scene):
        return "bottom"
    return "top" if _typed(scene) else "none"


def _typed(scene: Scene) -> bool:
    text = scene.text
    return text.kind not in ("none", "end card") and text.lettered


_CALL: dict[str, Enter] = {"calm": ("dip", 18), "steady": ("dissolve", 12), "brisk": ("push", 12)}
_TURN: dict[str, Enter] = {
    "calm": ("dissolve", 18),
    "steady": ("dissolve", 14),
    "brisk": ("dissolve", 10),
}
_OFFER: dict[str, Enter] = {"calm": ("dissolve", 16), "steady": ("wipe", 14), "brisk": ("push", 12)}


def _transitions(board: Storyboard) -> list[Enter]:
    """How each scene enters: most are cut, a change of heart dissolves, the offer is a flourish."""
    made: list[Enter] = [("cut", 0)]
    for before, scene in pairwise(board.scenes):
        if scene.beat == "call":
            made.append(_CALL[board.pace])
        elif scene.beat == "turn" and before.beat != "turn":
            made.append(_TURN[board.pace])
        elif scene.beat == "offer" and before.beat != "offer":
            made.append(_OFFER[board.pace])
        elif board.pace == "calm" and before.beat == scene.beat:
            made.append(("dissolve", 16))
        else:
            made.append(("cut", 0))
    return made


def _lead(board: Storyboard, n: int, enters: list[Enter], rate: int, breath: float) -> int:
    """Frames from the cut to the first word: never while half of the old scene still shows."""
    overlap = enters[n][1]
    before = BREATH[board.pace][0] * breath
    return max(round(before * rate), (overlap - overlap // 2) * 2 // 3)


def _needed(
    board: Storyboard,
    n: int,
    spoken: Mapping[str, Recording],
    enters: list[Enter],
    rate: int,
    breath: float,
    *,
    reading: bool,
) -> int:
    """Fewest frames of a scene, from its cut to the next."""
    scene = board.scenes[n]
    last = n + 1 == len(board.scenes)
    recording = spoken.get(scene.id)
    need = round(SHORTEST * rate * (1 if reading else 0.75))
    if recording:
        after = 0 if last else enters[n + 1][1] // 2
        tail = round(BREATH[board.pace][1] * breath * rate)
        quiet = round(HOLD * rate) + 1 if last else max(tail, after)
        need = max(
            need,
            _lead(board, n, enters, rate, breath) + _frames(recording.seconds, rate) + quiet,
        )
    elif last:
        need = max(need, round((HOLD + 0.5) * rate))
    if reading and _typed(scene):
        words = len(f"{scene.text.head} {scene.text.body} {scene.text.note}".split())
        moment, speed = READING
        gone = enters[n][1] + 8 + (0 if last else enters[n + 1][1])
        need = max(need, gone + math.ceil(min(6.0, moment + words / speed) * rate))
    return need


def _breath(
    board: Storyboard,
    spoken: Mapping[str, Recording],
    enters: list[Enter],
    rate: int,
    total: int,
) -> float:
    """The largest share of the breath that leaves room for all words. Raises DoesNotFit."""

    def needs(share: float) -> list[int]:
        return [
            _needed(board, n, spoken, enters, rate, share, reading=False)
            for n in range(len(board.scenes))
        ]

    for step in range(13):
        share = 1 - step * (1 - LEAST_BREATH) / 12
        if sum(needs(share)) <= total:
            return share
    raise DoesNotFit(_too_long(board, spoken, needs(LEAST_BREATH), rate, total))


def _too_long(
    board: Storyboard, spoken: Mapping[str, Recording], needs: list[int], rate: int, total: int
) -> str:
    over = _over(board, needs, rate, total)
    worst = max(range(len(needs)), key=over.__getitem__)
    scene, seconds = board.scenes[worst], (sum(needs) - total) / rate
    recording = spoken.get(scene.id)
    said = (
        f"the narration of scene {scene.id!r} ({counted(len(recording.text.split()), 'word')}, "
        f"{float(recording.seconds):.1f} s), “{_short(recording.text)}”,"
        if recording
        else f"scene {scene.id!r}"
    )
    return (
        f"{said} does not fit: the film is {total / rate:g} s and its scenes need "
        f"{sum(needs) / rate:.1f} s with {HOLD:g} s for the call to action; cut about "
        f"{counted(max(1, math.ceil(seconds * WORDS_A_SECOND)), 'word')}, there first, or make the "
        "film longer"
    )


def _over(board: Storyboard, needs: Sequence[int], rate: int, total: int) -> list[float]:
    """Seconds that each scene needs over its part of the storyboard's time."""
    planned = sum(float(s.seconds) for s in board.scenes) or 1.0
    return [
        need / rate - float(scene.seconds) * total / rate / planned
        for need, scene in zip(needs, board.scenes, strict=True)
    ]


def _short(text: str) -> str:
    return text if len(text) <= 60 else text[:58].rsplit(" ", 1)[0] + " …"


def _shared(total: int, least: Sequence[int], wanted: Sequence[float]) -> list[int]:
    """Frames in proportion to what was wanted, none under its least, adding up to total."""
    low, high = 0.0, total / min(wanted)
    for _ in range(60):
        scale = (low + high) / 2
        if sum(max(n, w * scale) for n, w in zip(least, wanted, strict=True)) > total:
            high = scale
        else:
            low = scale
    exact = [max(float(n), w * low) for n, w in zip(least, wanted, strict=True)]
    frames = [max(n, math.floor(e + 1e-6)) for n, e in zip(least, exact, strict=True)]
    by_rest = sorted(range(len(exact)), key=lambda i: (frames[i] - exact[i], i))
    for i in range(total - sum(frames)):
        frames[by_rest[i % len(by_rest)]] += 1
    return frames


def _frames(seconds: Fraction, rate: int) -> int:
    return math.ceil(seconds * rate)
