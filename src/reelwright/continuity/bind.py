"""Binds a storyboard: references, elements, blueprints, and a prompt for every scene."""

import random
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from ..backends.text.stage import OFFLINE, Stage, fenced, write
from ..domain.base import Frozen
from ..domain.brief import Brief
from ..domain.campaign import Campaign
from ..domain.continuity import Blueprint, Continuity, Element, Reference, ShotPrompt
from ..domain.picture import Picture
from ..domain.storyboard import Scene, Storyboard
from .choose import Searcher, choose
from .elements import EXTRACT, Shown

FLOOR = 0.34
"""The least score that counts as showing what a scene asks for (S3-09); see library.search."""


class Blueprints(Frozen):
    """The canonical look of every recurring element."""

    blueprints: tuple[Blueprint, ...] = ()


@dataclass(frozen=True)
class Seen:
    """Recurring elements and the pictures they are seen in."""

    elements: tuple[Element, ...]
    references: Mapping[str, Reference]
    campaign: Campaign


def bind(
    storyboard: Storyboard,
    brief: Brief,
    campaign: Campaign,
    searcher: Searcher,
    pictures: Sequence[Picture],
    *,
    model: str = OFFLINE,
    seed: int = 1,
    banned: Collection[str] = (),
    pins: Mapping[str, str] | None = None,
    floor: float = FLOOR,
) -> Continuity:
    """Elements, blueprints, prompts and library pictures for one storyboard (S0-41 to 45).

    banned: picture ids a person ruled out. pins: {scene id: picture id} a person chose. A scene
    whose picture scores under the floor is flagged ungrounded, never quietly accepted.
    """
    references = choose(
        storyboard.scenes, pictures, searcher, floor=floor, banned=banned, pins=pins
    )
    by_scene = {r.scene: r for r in references}
    shown = Shown(storyboard, {r.scene: r.picture for r in references if r.grounded})
    elements = write(EXTRACT, shown, model=model, seed=seed)
    recurring = tuple(e for e in elements.value.elements if e.must_match)
    looks = write(BLUEPRINT, Seen(recurring, by_scene, campaign), model=model, seed=seed)
    return Continuity(
        storyboard=storyboard.id,
        elements=elements.value.elements,
        blueprints=looks.value.blueprints,
        prompts=tuple(
            _prompt(s, brief, campaign, elements.value.elements, looks.value.blueprints)
            for s in storyboard.scenes
        ),
        references=references,
        banned=tuple(sorted(banned)),
        origin=elements.origin,
    )


def _prompt(
    scene: Scene,
    brief: Brief,
    campaign: Campaign,
    elements: Sequence[Element],
    blueprints: Sequence[Blueprint],
) -> ShotPrompt:
    """The scene as a prompt: the brief's line, what happens, and every blueprint word for word."""
    here = {e.id for e in elements if scene.id in e.scenes}
    parts = {p for e in elements if e.id in here for p in e.parts}
    relevant = tuple(b for b in blueprints if b.element in here | parts)
    line = f"{brief.message} Look: {brief.look}"
    text = [f"Brief: {line}", f"Scene: {scene.description}", f"Camera: {scene.camera}."]
    text += [f"Keep the same: {b.text}" for b in relevant]
    text += [f"Style: {rule}" for rule in campaign.brand.do]
    return ShotPrompt(
        scene=scene.id,
        text="\n".join(text),
        negative="; ".join(campaign.brand.dont),
        brief_line=line,
        blueprints=relevant,
    )


def _look(given: Seen, rng: random.Random) -> Blueprints:
    """Blueprints from what the pictures say and show: caption words and palette."""
    found = []
    names = {e.id: e.name for e in given.elements}
    for element in given.elements:
        refs = [given.references[s] for s in element.scenes if s in given.references]
        grounded = [r for r in refs if r.grounded]
        if not grounded:
            continue
        best = max(grounded, key=lambda r: (r.score, r.scene))
        colours = ", ".join(best.picture.palette[:3])
        text = (
            f"{element.name[:1].upper()}{element.name[1:]} ({element.kind}): as in the picture "
            f'"{best.picture.caption}", in the colours {colours}'
        )
        if element.parts:
            text += ", with its " + " and ".join(
                names.get(p, p.partition("-")[2]) for p in element.parts
            )
        found.append(Blueprint(element=element.id, version=1, text=f"{text}."))
    return Blueprints(blueprints=tuple(found))


def _ask(given: Seen) -> str:
    lines = "\n".join(
        f"{e.id} ({e.kind}): "
        + "; ".join(
            f"{given.references[s].picture.caption}, colours "
            f"{', '.join(given.references[s].picture.palette)}"
            for s in e.scenes
            if s in given.references
        )
        for e in given.elements
    )
    return (
        "For each element write one canonical visual specification of 15 to 40 words: shape, "
        "colours, material, clothes, age, light. It will be repeated word for word in every "
        "prompt. Use only what the captions and colours say.\n" + fenced("elements", lines)
    )


def _problems(given: Seen, found: Blueprints) -> list[str]:
    known = {e.id for e in given.elements}
    ids = [b.element for b in found.blueprints]
    problems = [f"there is no element {i}" for i in sorted(set(ids) - known)]
    problems += [
        f"element {i} has two blueprints" for i in sorted({i for i in ids if ids.count(i) > 1})
    ]
    return problems


BLUEPRINT = Stage(
    name="blueprints",
    version="1",
    output=Blueprints,
    prompt=_ask,
    offline=_look,
    check=_problems,
    temperature=0.3,
)
