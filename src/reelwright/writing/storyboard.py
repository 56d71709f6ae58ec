"""Turns a brief into a storyboard for one approved segment, and checks every scene of it."""

import random
from collections.abc import Sequence
from fractions import Fraction
from itertools import combinations, pairwise
from typing import Literal

from ..backends.text.ask import Ask, fenced
from ..backends.text.write import write
from ..domain.base import Frozen, Seconds
from ..domain.brief import Brief, FeatureDraw, Match
from ..domain.campaign import Campaign
from ..domain.errors import DoesNotFit
from ..domain.leaving import let_out
from ..domain.segment import Segment
from ..domain.storyboard import Scene, Storyboard, board_id
from .camera import move_of
from .checks import (
    facts_text,
    head_findings,
    never_findings,
    numbers_findings,
    spoken_findings,
)
from .mood import MUSIC, feel
from .offline.lines import sights_of
from .offline.own_words import speaks
from .offline.plain import FAMILIAR
from .offline.storyboard import compose_scenes
from .pacing import HOLD, PACE, QUIET, beats_for, fewest, needed, scene_count
from .prompting import campaign_text, segment_text
from .prompts import render
from .repeats import said_once
from .translate import translate_storyboard
from .vocabulary import stems
from .words import BREATH, word_count

SLACK = 0.05
"""Seconds that a scene may be short of its words before it is sent back."""


class BoardTask(Frozen):
    """What a storyboard is written from."""

    brief: Brief
    segment: Segment
    match: Match
    draw: FeatureDraw
    campaign: Campaign
    seconds: Seconds


class Board(Frozen):
    """The words of a storyboard."""

    title: str
    scenes: tuple[Scene, ...]
    pace: Literal["calm", "steady", "brisk"]
    mood: Literal["warm", "bright", "tender", "driving"]


def write_storyboard(
    brief: Brief,
    segment: Segment,
    match: Match,
    draw: FeatureDraw,
    campaign: Campaign,
    *,
    seconds: Fraction | int | float,
    language: str = "en",
    model: str = "offline",
    seed: int = 1,
    temperature: float | None = None,
) -> Storyboard:
    """The storyboard of a brief, `seconds` long, in the campaign's language or another.

    Another language is a translation of the same storyboard. Raises DoesNotFit when the words
    cannot fit, or when match or draw are of another pair or the match is a veto; Missing for
    translations that are not there, and what text.write raises.
    """
    _paired(brief, segment, match, draw)
    task = BoardTask(
        brief=brief,
        segment=segment,
        match=match,
        draw=draw,
        campaign=campaign,
        seconds=Fraction(seconds).limit_denominator(30),
    )
    own = campaign.language
    source = model if language == own else "offline"
    made = write(BOARD, task, model=source, seed=seed, temperature=temperature)

    def leaving(scenes: Sequence[Scene]) -> tuple[Scene, ...]:
        return tuple(said_once(_let_out(s, segment, campaign)) for s in scenes)

    board = Storyboard(
        id=board_id(segment.id, brief.concept.id),
        segment=segment.id,
        brief=brief.id,
        title=let_out(made.value.title, segment, campaign, campaign.brand.name),
        language=own,
        seconds=task.seconds,
        scenes=leaving(made.value.scenes),
        draw=draw,
        match=match,
        pace=made.value.pace,
        mood=MUSIC.get(campaign.brand.music, made.value.mood),
        origin=made.origin,
    )
    if language == own:
        return board
    told = translate_storyboard(board, campaign, language, model=model, seed=seed)
    return told.model_copy(update={"scenes": leaving(told.scenes)})


def _let_out(scene: Scene, segment: Segment, campaign: Campaign) -> Scene:
    """The scene without words that may not leave; the hook then asks in plain ones."""
    plain = FAMILIAR if scene.beat == "hook" and speaks(campaign) else ""
    text = scene.text
    shown = {part: let_out(getattr(text, part), segment, campaign) for part in PARTS}
    return scene.model_copy(
        update={
            "narration": let_out(scene.narration, segment, campaign, plain),
            "text": text.model_copy(update=shown),
        }
    )


PARTS = ("head", "body", "note")
"""The words of a scene's type."""


def _paired(brief: Brief, segment: Segment, match: Match, draw: FeatureDraw) -> None:
    """No storyboard without a match of this brief with this segment that let it pass."""
    if (match.brief, match.segment) != (brief.id, segment.id):
        raise DoesNotFit(
            f"the match is of {match.brief} with {match.segment}; match {brief.id} with "
            f"{segment.id} before its storyboard is written"
        )
    if draw.segment != segment.id:
        raise DoesNotFit(f"the traits were drawn from {draw.segment}, not from {segment.id}")
    if match.veto:
        raise DoesNotFit(
            f"{brief.id} does not suit {segment.id} ({match.score:g} of 10): {match.rationale} "
            "Take another brief, or edit this one"
        )


def check_board(task: BoardTask, board: Board) -> list[str]:
    """Every problem of a storyboard, in words that say what to change."""
    scenes, wanted = board.scenes, scene_count(task.seconds)
    found: list[str] = []
    least = fewest(task.seconds)
    if not least <= len(scenes) <= wanted + (wanted > 3):
        found.append(
            f"{float(task.seconds):.0f} s take {least} to {wanted} scenes, not {len(scenes)}"
        )
    if [s.id for s in scenes] != [f"s{n + 1}" for n in range(len(scenes))]:
        found.append('name the scenes "s1", "s2" and so on')
    if not scenes:
        return found
    found += _arc(task, scenes) + _clock(task, scenes) + _pictures(task, scenes)
    for scene in scenes:
        leaves = _let_out(scene, task.segment, task.campaign)
        found += check_scene(leaves, task.campaign, task.segment)
    return found


def _arc(task: BoardTask, scenes: tuple[Scene, ...]) -> list[str]:
    """Hook first, call last, the company named before the film is half over."""
    found: list[str] = []
    brand = task.campaign.brand.name
    if scenes[0].beat != "hook" or scenes[-1].beat != "call":
        found.append("open with the hook and end with the call")
    if scenes[-1].text.kind != "end card":
        found.append("the last scene shows the end card")
    half = scenes[: len(scenes) // 2 + 1]
    early = " ".join(f"{s.narration} {s.text.head} {s.text.body}" for s in half)
    if brand not in early and all(s.text.kind != "end card" for s in half):
        found.append(f"name {brand} in the narration or type of the first half")
    return found


def _pictures(task: BoardTask, scenes: tuple[Scene, ...]) -> list[str]:
    """Moves and scales change at every cut; no picture is asked for twice where there are more."""
    found: list[str] = []
    there = {stems(sight.seek) for sight in sights_of(task.campaign)}
    for one, other in combinations(scenes, 2):
        if stems(one.seek) == stems(other.seek) and len(there) >= len(scenes):
            found.append(f"{other.id}: another picture than {one.id}, which asks for the same")
    for one, other in pairwise(scenes):
        if move_of(one.camera) and move_of(one.camera) == move_of(other.camera):
            found.append(f"{other.id}: another camera move than {one.id}")
        if one.scale == other.scale != "any":
            found.append(f"{other.id}: another scale than {one.id}, which is {one.scale} too")
    return found


def check_scene(scene: Scene, campaign: Campaign, segment: Segment) -> list[str]:
    """Words, numbers and references of one scene."""
    found: list[str] = []
    text, where = scene.text, scene.id
    if scene.narration:
        found += spoken_findings(scene.narration, campaign, f"{where} narration", segment)
    if text.head and text.kind not in ("price", "end card"):
        found += head_findings(text.head, campaign, f"{where} type", segment)
    for said in (text.head, text.body, text.note, scene.narration):
        found += numbers_findings(said, facts_text(campaign), where)
    for said in (text.head, text.body):
        found += never_findings(said, campaign.brand.never_say, where)
    known = {p.id for p in campaign.proofs} | {o.id for o in campaign.offers}
    found += [f"{where}: there is no fact {i!r}" for i in scene.facts if i not in known]
    if scene.beat == "proof" and not scene.facts:
        found.append(f"{where}: a proof names the fact it rests on")
    if not scene.seek.strip() or not scene.description.strip():
        found.append(f"{where}: say what is seen")
    if not move_of(scene.camera):
        found.append(f"{where}: name a camera move, such as “slow push in on the face”")
    return list(dict.fromkeys(found))


def _clock(task: BoardTask, scenes: tuple[Scene, ...]) -> list[str]:
    found: list[str] = []
    total = sum((s.seconds for s in scenes), Fraction(0))
    if total != task.seconds:
        found.append(f"the scenes last {float(total):.2f} s; make it {float(task.seconds):.2f} s")
    for n, scene in enumerate(scenes):
        short = needed(scene.narration, last=n + 1 == len(scenes)) - float(scene.seconds)
        if short > SLACK:
            cut = max(1, round(short * PACE))
            found.append(
                f"{scene.id}: {word_count(scene.narration)} words do not fit "
                f"{float(scene.seconds):.1f} s; take out {cut}, or lengthen the scene"
            )
    return found


def compose_board(task: BoardTask, source: random.Random) -> Board:
    """A storyboard without a model."""
    mood = feel(task.segment, task.brief.concept, task.campaign.brand.music)
    return Board(
        title=task.brief.concept.title,
        scenes=compose_scenes(
            task.brief, task.segment, task.draw, task.campaign, task.seconds, source
        ),
        pace=mood.pace,
        mood=mood.mood,
    )


def _prompt(task: BoardTask) -> str:
    count = scene_count(task.seconds)
    drawn = [t for t in task.segment.traits if t.id in task.draw.traits]
    free = count * (QUIET + BREATH) + HOLD
    return render(
        "storyboard",
        seconds=f"{float(task.seconds):g}",
        beats=", ".join(beats_for(task.brief.concept.form, count)),
        stressed=fenced("stressed", "\n".join(f"{t.id}: they {t.text}" for t in drawn)),
        pace=f"{PACE:g}",
        quiet=f"{QUIET + BREATH:.1f}",
        hold=f"{HOLD + QUIET + BREATH:.1f}",
        words=str(max(4, int((float(task.seconds) - free) * PACE))),
        brief=fenced("brief", task.brief.model_dump_json(exclude={"origin"})),
        segment=segment_text(task.segment),
        campaign=campaign_text(task.campaign),
    )


BOARD: Ask[BoardTask, Board] = Ask(
    name="storyboard",
    version="1",
    output=Board,
    prompt=_prompt,
    offline=compose_board,
    check=check_board,
    temperature=0.7,
)
