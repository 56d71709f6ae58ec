"""Edits of a storyboard asked for in plain words: a typed plan, and a function that applies it.

A model never writes storyboard JSON: it names operations, and `apply_edit` carries them out.
"""

import random
from collections.abc import Sequence
from dataclasses import dataclass

from pydantic import Field

from ..backends.text.ask import OFFLINE, Ask, fenced
from ..backends.text.write import write
from ..domain.base import Frozen
from ..domain.campaign import Campaign
from ..domain.errors import DoesNotFit, InvalidIntake
from ..domain.origin import Origin
from ..domain.storyboard import Scene, Storyboard
from .checks import facts_text, never_findings, numbers_findings
from .edit_ops import (
    Clarify,
    MoveScene,
    Op,
    RemoveScene,
    ReplaceWords,
    SetCamera,
    SetFeel,
    SetHeadline,
    SetLook,
    SetNarration,
    SetPicture,
    SetSeconds,
)
from .lint import lint, lint_head
from .prompts import render
from .theirs import Theirs, theirs
from .timing import GRID, need_of, needs_of, retimed, share_out


class Plan(Frozen):
    """What a writer answers: operations in the order they are carried out."""

    ops: tuple[Op, ...] = Field(min_length=1)
    rationale: str = ""


class EditPlan(Frozen):
    """A wish, turned into operations. Nothing happens until `apply_edit` is called."""

    wish: str
    storyboard: str
    ops: tuple[Op, ...]
    rationale: str
    origin: Origin

    @property
    def question(self) -> str:
        """What has to be asked back before anything can be changed; "" when all is clear."""
        return next((op.question for op in self.ops if isinstance(op, Clarify)), "")


@dataclass(frozen=True)
class EditWish:
    """A person's words and the storyboard they are about."""

    text: str
    board: Storyboard
    campaign: Campaign | None = None


def plan_edit(
    text: str,
    storyboard: Storyboard,
    *,
    model: str = OFFLINE,
    seed: int = 1,
    campaign: Campaign | None = None,
    temperature: float | None = None,
) -> EditPlan:
    """Read a wish about a storyboard. Asks back (plan.question) when it is not clear.

    With the campaign, new words are held to its facts too: numbers that no fact holds and words
    that the brand never says are asked back about.
    """
    wish = EditWish(text.replace("\r", "").strip(), storyboard, campaign)
    written = write(EDIT, wish, model=model, seed=seed, temperature=temperature)
    return EditPlan(
        wish=wish.text,
        storyboard=storyboard.id,
        ops=written.value.ops,
        rationale=written.value.rationale,
        origin=written.origin,
    )


def apply_edit(plan: EditPlan, storyboard: Storyboard) -> Storyboard:
    """The storyboard after the plan; the given one is unchanged, scenes keep their ids.

    The film's length stays. Scenes that no operation names stay as they are, but for their share
    of the time. Raises InvalidIntake when the plan asks back or names a scene that is not there,
    and DoesNotFit when the words no longer fit the film.
    """
    if plan.question:
        raise InvalidIntake(f"the edit is not clear: {plan.question}")
    return _applied(plan.ops, storyboard)


def _applied(ops: Sequence[Op], storyboard: Storyboard) -> Storyboard:
    board = storyboard
    for op in ops:
        board = _step(op, board)
    if board == storyboard:
        return storyboard
    return board.model_copy(
        update={"origin": storyboard.origin.model_copy(update={"maker": "person"})}
    )


def _step(op: Op, board: Storyboard) -> Storyboard:
    scenes = list(board.scenes)
    if isinstance(op, Clarify):
        return board
    if isinstance(op, SetFeel):
        felt = {k: v for k, v in (("pace", op.pace), ("mood", op.mood)) if v}
        return board.model_copy(update=felt)
    if isinstance(op, ReplaceWords):
        chosen = range(len(scenes)) if op.scene is None else (_at(scenes, op.scene),)
        for i in chosen:
            scenes[i] = _replaced(scenes[i], op.old, op.new)
        return _fitted(board, scenes)
    at = _at(scenes, op.scene)
    if isinstance(op, SetSeconds):
        return _lasting(board, scenes, at, op)
    if isinstance(op, RemoveScene):
        del scenes[at]
    elif isinstance(op, MoveScene):
        scenes.insert(_at(scenes, op.to), scenes.pop(at))
    else:
        scenes[at] = _set(scenes[at], op)
    return _fitted(board, scenes)


def _set(scene: Scene, op: SetNarration | SetHeadline | SetCamera | SetPicture | SetLook) -> Scene:
    if isinstance(op, SetNarration):
        return scene.model_copy(update={"narration": op.text})
    if isinstance(op, SetCamera):
        return scene.model_copy(update={"camera": op.text})
    if isinstance(op, SetLook):
        return scene.model_copy(update={"look": op.look})
    if isinstance(op, SetPicture):
        return scene.model_copy(update={"seek": op.text, "description": op.text, "scale": "any"})
    kind = scene.text.kind if op.text else "none"
    if op.text and kind == "none":
        kind = "title"
    text = scene.text.model_copy(update={"head": op.text, "kind": kind})
    return scene.model_copy(update={"text": text})


def _replaced(scene: Scene, old: str, new: str) -> Scene:
    parts = {p: getattr(scene.text, p).replace(old, new) for p in ("head", "body", "note")}
    return scene.model_copy(
        update={
            "narration": scene.narration.replace(old, new),
            "text": scene.text.model_copy(update=parts),
        }
    )


def _lasting(board: Storyboard, scenes: list[Scene], at: int, op: SetSeconds) -> Storyboard:
    length = round(op.seconds * GRID) * board.seconds.__class__(1, GRID)
    if need_of(scenes[at]) > float(length) + 1e-6:
        raise DoesNotFit(
            f"scene {at + 1} needs {need_of(scenes[at]):.1f} s for its words; shorten them first"
        )
    rest = [s for i, s in enumerate(scenes) if i != at]
    others = share_out(
        needs_of(rest), board.seconds - length, wishes=[float(s.seconds) for s in rest]
    )
    lengths = [*others[:at], length, *others[at:]]
    timed = [s.model_copy(update={"seconds": t}) for s, t in zip(scenes, lengths, strict=True)]
    return board.model_copy(update={"scenes": tuple(timed)})


def _fitted(board: Storyboard, scenes: Sequence[Scene]) -> Storyboard:
    """The board with these scenes; lengths change only where words or their number changed."""
    words = {s.id: s.narration for s in board.scenes}
    changed = [s for s in scenes if s.narration != words[s.id]]
    whole = sum(s.seconds for s in scenes) == board.seconds
    if not whole or any(need_of(s) > float(s.seconds) + 1 / GRID for s in changed):
        scenes = retimed(scenes, board.seconds)
    return board.model_copy(update={"scenes": tuple(scenes)})


def _at(scenes: Sequence[Scene], number: int) -> int:
    if not 1 <= number <= len(scenes):
        raise InvalidIntake(f"there is no scene {number}; the storyboard has {len(scenes)}")
    return number - 1


def _problems(given: EditWish, answer: Plan) -> list[str]:
    asks = [op for op in answer.ops if isinstance(op, Clarify)]
    if asks:
        return [] if len(answer.ops) == 1 else ["ask back alone, or not at all"]
    found = [f for op in answer.ops for f in _op_problems(op, given)]
    if found:
        return found
    try:
        after = _applied(answer.ops, given.board)
    except (InvalidIntake, DoesNotFit) as problem:
        return [str(problem)]
    if after.scenes[-1].id != given.board.scenes[-1].id:
        return ["the call to action has to stay the last scene"]
    return []


def _op_problems(op: Op, given: EditWish) -> list[str]:
    found: list[str] = []
    own = theirs(given.campaign) if given.campaign else Theirs(language=given.board.language)
    if isinstance(op, SetNarration):
        found = lint(op.text, theirs=own)
    elif isinstance(op, SetHeadline) and op.text:
        found = lint_head(op.text, theirs=own)
    elif isinstance(op, ReplaceWords) and not _holds(given.board, op):
        return [f"“{op.old}” is neither said nor shown there"]
    said = " ".join(getattr(op, part, "") or "" for part in ("text", "new"))
    if given.campaign and isinstance(op, SetNarration | SetHeadline | ReplaceWords):
        found += never_findings(said, given.campaign.brand.never_say, "the new words")
        found += numbers_findings(said, facts_text(given.campaign), "the new words")
    return found


def _holds(board: Storyboard, op: ReplaceWords) -> bool:
    scenes = board.scenes if op.scene is None else board.scenes[op.scene - 1 : op.scene]
    return any(
        op.old in text
        for s in scenes
        for text in (s.narration, s.text.head, s.text.body, s.text.note)
    )


def _prompt(given: EditWish) -> str:
    rows = [
        f"{i}. [{s.beat}, {float(s.seconds):.1f} s] says: {s.narration} | shows: {s.seek} | "
        f"headline: {s.text.head} | camera: {s.camera}" + (f" | look: {s.look}" if s.look else "")
        for i, s in enumerate(given.board.scenes, 1)
    ]
    head = f"{given.board.title}: {float(given.board.seconds):g} s, {given.board.pace}, "
    return render(
        "edit",
        storyboard=fenced("storyboard", "\n".join([head + given.board.mood, *rows])),
        wish=fenced("wish", given.text),
    )


def _offline(given: EditWish, rng: random.Random) -> Plan:
    from .offline.wishes import read_wish

    ops = read_wish(given.text, given.board, _applied)
    problems = _problems(given, Plan(ops=ops))
    if problems:
        ops = (Clarify(question="; ".join(problems)),)
    return Plan(ops=ops, rationale="read by rule")


EDIT: Ask[EditWish, Plan] = Ask(
    name="edit",
    version="1",
    output=Plan,
    prompt=_prompt,
    offline=_offline,
    check=_problems,
    temperature=0.1,
)
