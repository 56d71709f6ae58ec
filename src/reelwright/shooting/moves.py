"""Shoots a scene: a direction in words and a reference picture become a take."""

import random
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from ..backends.video.interface import Leg, ShotRequest, Toward, VideoProfile, Zone
from ..domain.asset import Assets
from ..domain.base import Box, digest_of, slug
from ..domain.campaign import Format
from ..domain.continuity import Reference, ShotPrompt
from ..domain.framing import shown
from ..domain.origin import Origin
from ..domain.picture import Picture
from ..domain.places import Places
from ..domain.storyboard import Scene
from ..domain.take import Attempt, Before, Family, Footage, Move, MoveKind, Shot, Take
from .direction import Direction, read_direction
from .filming import Memory, SubmissionNotes, film, key_of
from .route import Route, choose_route
from .setup import SetUp, fitted, set_up

if TYPE_CHECKING:
    from .aiming import Find

TRAVEL = {"gentle": 0.04, "normal": 0.055, "fast": 0.08}
"""How far the camera goes in a scene of four seconds, in shares of the frame."""

LEAST, MOST = 0.03, 0.08

PACES = {"gentle": 1.25, "normal": 1.0, "fast": 0.75}
"""What share of a shot's time a move takes beside others, by its pace."""

HELD = 0.6
"""The same of a hold."""

SEEN = 0.5
"""Share of a thing that must be in the frame where the camera begins at it or ends on it."""

_FAMILY: dict[MoveKind, Family] = {
    "push in": "in",
    "dolly": "in",
    "rack focus": "in",
    "pull out": "out",
    "pan": "across",
    "truck": "across",
    "orbit": "across",
    "tilt": "up",
    "roll": "roll",
    "still": "still",
}
_OTHERS: dict[MoveKind, tuple[MoveKind, ...]] = {
    "push in": ("pull out", "truck", "tilt"),
    "dolly": ("truck", "pull out", "tilt"),
    "rack focus": ("push in", "pan", "tilt"),
    "pull out": ("push in", "truck", "tilt"),
    "pan": ("push in", "tilt", "dolly"),
    "truck": ("dolly", "pull out", "tilt"),
    "orbit": ("push in", "tilt", "pull out"),
    "tilt": ("push in", "pan", "pull out"),
    "roll": ("push in", "pan", "tilt"),
    "still": ("push in", "pull out", "pan"),
}


def before(shot: Shot) -> Before | None:
    """What the scene after a shot must know of it; None: nothing, it is footage."""
    if not isinstance(shot, Move):
        return None
    dx = shot.end.x - shot.windows[-2].x
    # The side that carries the eye on is where it moved to, in its last move.
    toward = None if abs(dx) < 0.005 else "right" if dx > 0 else "left"
    return Before(family=_FAMILY[shot.names[-1]], toward=toward)


def shoot(
    scene: Scene,
    reference: Reference,
    prompt: ShotPrompt,
    format: Format,
    *,
    frames: int,
    previous: Before | None = None,
    attempt: int = 1,
    seed: int = 1,
    text_zone: Zone = "none",
    places: Places | None = None,
    again: int = 0,
    advice: str = "",
    references: Mapping[str, tuple[Picture, ...]] | None = None,
    route: Route | None = None,
    using: SetUp | None = None,
    ledger: SubmissionNotes | None = None,
    watch: Callable[[float | None], None] = lambda share: None,
    find: "Find | None" = None,
    assets: Assets,
) -> Attempt:
    """One attempt at a scene in one format.

    frames is the length on the timeline. previous is what counts of the scene before in the same
    format: its move is not repeated. A later attempt keeps the references and varies move and
    framing, led by the judge's advice, or the seed (S0-60). places: where the scene's own words
    may stand. again: how often the film has shown this picture before; it is then framed
    otherwise. references: pictures by element that must look the same (S0-49). route says which
    back end films and why, using is that back end; without them the embedded camera does. ledger
    keeps what was submitted, which must outlive the process where a model films. find: finds in the
    picture what the camera is sent from and to; None: it moves about the picture's subject.
    Same arguments, same request. Raises what `film` and `fitted` raise, and Missing.
    """
    using = using or set_up({})[route.backend if route else "motion"]
    profile = using.profile
    route = route or choose_route(reference, profiles=(profile,))
    direction = read_direction(scene.camera)
    rng = random.Random(f"{seed}/{scene.id}/{format.name}/{attempt}")
    move, why = _move(direction, previous, attempt, advice)
    each = frames / format.rate / len([leg for leg in direction.legs if not leg.joined])
    asis = move == direction.move
    aims = _Aims(direction, reference.picture, find, places is None) if asis else _Aims(direction)
    given = seed + attempt - 1 if profile.generates else seed
    asked = ShotRequest(
        scene=scene.id,
        picture=reference.picture.sounding(scene.sound),
        prompt=prompt.text,
        negative=prompt.negative,
        format=format,
        frames=frames,
        references=dict(references or {}),
        first=reference.picture.asset if _begins_with_picture(profile, reference) else None,
        move=move,
        # A move that goes by a thing goes where that is, whichever side chance would take.
        toward=direction.toward if aims.found else _toward(direction, move, previous, rng),
        travel=_travel(direction, each, advice) if move != "still" else 0.0,
        turn=direction.turn if asis else rng.choice((-1, 1)),
        weight=HELD if move == "still" else PACES[direction.speed],
        origin=aims.origin,
        goal=aims.goals[0],
        then=_then(direction, aims, each, advice) if asis else (),
        ease="in-out",
        zone=text_zone,
        places=places,
        scale=scene.scale if scene.scale != "any" else reference.picture.scale,
        lean=_otherwise(_lean(attempt, advice, rng), again),
        part=route.part if "clip" in profile.takes else None,
        seed=given,
    )
    request, left_out = fitted(asked, profile)
    filmed = film(
        using.load(),
        profile,
        request,
        assets,
        key=key_of(request, using.print),
        ledger=ledger or Memory(),
        watch=watch,
    )
    told = f"{direction.told()}{why}" if not profile.generates else "as the prompt says"
    if isinstance(filmed.shot, Footage) and filmed.shot.picture:
        steadied = ", steadied" if filmed.shot.zoom > 1 else ""
        told = f"as it was filmed{steadied}: {filmed.shot.part()}"
    take = Take(
        id=slug(f"{scene.id}-{format.slug}-{attempt}"),
        scene=scene.id,
        format=format.name,
        attempt=attempt,
        shot=filmed.shot,
        direction=told,
        backend=route.backend,
        route=route.reason,
        origin=Origin(
            maker="offline" if not profile.generates else profile.name,
            prompt=digest_of(prompt.text),
            seed=given,
        ),
        notes=(*left_out, *filmed.notes, *aims.notes(filmed.shot, format)),
    )
    return Attempt(take=take, cost=filmed.cost, seconds=filmed.seconds)


class _Aims:
    """What a direction names, as it was found in the picture, and what has to be told of it.

    goals: one for each of its moves. Where type has a place in the frame, only a way from thing to
    thing is followed: the framing that type needs goes before.
    """

    def __init__(
        self,
        direction: Direction,
        picture: Picture | None = None,
        find: "Find | None" = None,
        free: bool = True,
    ) -> None:
        self.origin: Box | None = None
        self.goals: list[Box | None] = [None for _ in direction.legs]
        self._missed: list[str] = []
        self._picture = picture
        self._direction = direction
        if find is None or picture is None or not (free or direction.origin):
            return
        if direction.origin and direction.move not in _STANDING:
            self.origin = self._sought(direction.origin, find)
        for n, leg in enumerate(direction.legs):
            if leg.subject and leg.move not in _STANDING and (free or n == 0):
                self.goals[n] = self._sought(leg.subject, find)

    @property
    def found(self) -> bool:
        """Whether the first move has a thing to go by."""
        return self.origin is not None or self.goals[0] is not None

    def _sought(self, words: str, find: "Find") -> Box | None:
        found = find(words)
        if found is None:
            self._missed.append(words)
        # What fills the picture is nowhere in it.
        return found if found is None or found.w * found.h < 0.8 else None

    def notes(self, shot: Shot, format: Format) -> tuple[str, ...]:
        """What was not found, and what the picture leaves no room to show."""
        told = [
            f"“{words}” was not found in the picture, so the camera does not go by it: name it as "
            "its caption does, by its colour, or by where it is (left, top, foreground, sky)"
            for words in self._missed
        ]
        if isinstance(shot, Move) and self._picture is not None and shot.into is None:
            ends = [(self.origin, self._direction.origin, shot.start)]
            if len(self.goals) == 1:
                ends.append((self.goals[0], self._direction.subject, shot.end))
            for box, words, window in ends:
                # Of what is larger than the frame a part is enough.
                if box is None or box.w * box.h > 0.35:
                    continue
                if shown(box, window, self._picture, format) < SEEN:
                    told.append(f"“{words}” does not come wholly into the frame: no room to go")
        return tuple(told)


_STANDING = frozenset({"still", "rack focus", "roll"})


def _then(direction: Direction, aims: _Aims, each: float, advice: str) -> tuple[Leg, ...]:
    """The moves after the first; each: seconds that one of them has."""
    made: list[Leg] = []
    for leg, goal in zip(direction.then, aims.goals[1:], strict=True):
        # A focus is racked at a shot's beginning: later it would blur what was sharp.
        move: MoveKind = "push in" if leg.move == "rack focus" else leg.move
        toward = leg.toward
        if toward == "none" and move in ("pan", "truck", "orbit", "tilt"):
            toward = "up" if move == "tilt" else "right"
        made.append(
            Leg(
                move=move,
                toward=toward,
                travel=_travel(leg, each, advice) if move != "still" else 0.0,
                turn=leg.turn,
                weight=HELD if move == "still" else PACES[leg.speed],
                goal=goal,
                joined=leg.joined,
            )
        )
    return tuple(made)


def _begins_with_picture(profile: VideoProfile, reference: Reference) -> bool:
    """Whether footage begins with the library's picture: where that shows what was asked for."""
    return "first frame" in profile.takes and reference.grounded


def _move(
    direction: Direction, previous: Before | None, attempt: int, advice: str
) -> tuple[MoveKind, str]:
    """The move to make, and the words that say why it is not the one that was asked for."""
    before = previous.family if previous else None
    move: MoveKind = direction.move
    why = ""
    if before == _FAMILY[move] and not direction.then:
        move = _other(move, before, 0)
        why = f"; filmed as {move}, for the scene before made the same move"
    if attempt > 1 and not advice.startswith(("wider", "closer", "calmer", "shift")):
        move = _other(move, before, attempt - 2)
        why = f"; attempt {attempt} filmed as {move}"
    if advice.startswith("livelier") and move == "still":
        move, why = _other(move, before, 0), f"; attempt {attempt} filmed with movement"
    return move, why


def _other(move: MoveKind, before: Family | None, nth: int) -> MoveKind:
    taken = {_FAMILY[move], before}
    fits: list[MoveKind] = [m for m in _OTHERS[move] if _FAMILY[m] not in taken]
    return fits[nth % len(fits)] if fits else move


def _toward(
    direction: Direction, move: MoveKind, previous: Before | None, rng: random.Random
) -> Toward:
    if move == direction.move and direction.toward != "none":
        return direction.toward
    if move == "tilt":
        return rng.choice(("up", "down"))
    if move in ("pan", "truck", "orbit"):
        return (previous and previous.toward) or rng.choice(("left", "right"))
    return "none"


def _travel(direction: Direction, seconds: float, advice: str) -> float:
    """Shares of the frame: more in a longer scene, but the pace stays what was asked for."""
    far = TRAVEL[direction.speed] * (max(1.0, seconds) / 4) ** 0.4
    if advice.startswith("calmer"):
        far *= 0.7
    if advice.startswith("livelier"):
        far *= 1.35
    return round(min(MOST, max(LEAST, far)), 4)


def _otherwise(lean: tuple[float, float, float], again: int) -> tuple[float, float, float]:
    """The lean of a picture that was shown before: nearer, and to another side each time."""
    if not again:
        return lean
    side = 0.12 if again % 2 else -0.12
    return lean[0] + 0.45 * min(2, again), lean[1] + side, lean[2]


def _lean(attempt: int, advice: str, rng: random.Random) -> tuple[float, float, float]:
    """How a later attempt frames otherwise; the first attempt takes the best framing."""
    if attempt == 1:
        return (0.0, 0.0, 0.0)
    step = 0.5 * (attempt - 1)
    if advice.startswith("wider"):
        return (-0.4 * step - 0.1, 0.0, 0.0)
    if advice.startswith("closer"):
        return (0.4 * step + 0.1, 0.0, 0.0)
    if advice.startswith("shift"):
        return (-0.15 * step, 0.0, rng.choice((-0.1, 0.1)) * step)
    return (rng.choice((-0.2, 0.2)) * step, rng.uniform(-0.06, 0.06), rng.uniform(-0.05, 0.05))
