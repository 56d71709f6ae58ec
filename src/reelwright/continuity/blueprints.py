"""Writes the canonical look of every element that must stay the same."""

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ..backends.text.ask import Ask, fenced
from ..domain.base import Frozen
from ..domain.colour import colour_name
from ..domain.continuity import Blueprint, Element, Reference
from ..domain.picture import Picture
from ..domain.wording import counted
from .people import Depicted

SAME: Mapping[str, str] = {
    "actor": "the same face, hair, build and clothes",
    "location": "the same room or place, furniture, layout and light",
    "prop": "the same shape, size, material and colour",
    "object": "the same shape, size, material and colour",
}


class Blueprints(Frozen):
    """The canonical look of every element that must match."""

    blueprints: tuple[Blueprint, ...] = ()


@dataclass(frozen=True)
class SeenElements:
    """Elements that must match, and the pictures and people they are seen in."""

    elements: tuple[Element, ...]
    references: Mapping[str, Reference]
    people: Mapping[str, Depicted]
    names: Mapping[str, str]
    """Names of all elements by id, for parts."""


def versioned(fresh: Sequence[Blueprint], before: Sequence[Blueprint]) -> tuple[Blueprint, ...]:
    """Blueprints with the versions they have after earlier ones: a changed text counts one up."""
    known = {b.element: b for b in before}
    found: list[Blueprint] = []
    for blueprint in fresh:
        old = known.get(blueprint.element)
        version = 1 if old is None else old.version + (old.text != blueprint.text)
        found.append(blueprint.model_copy(update={"version": version}))
    return tuple(found)


def _compose(given: SeenElements, rng: random.Random) -> Blueprints:
    """From what is said of the best picture and from its colours; nothing is made up."""
    found: list[Blueprint] = []
    for element in given.elements:
        picture = _canonical(element, given)
        if picture is None:
            continue
        named = list(dict.fromkeys(f"{colour_name(c)} ({c})" for c in picture.palette[:4]))
        text = (
            f"{element.name[:1].upper()}{element.name[1:]}: {SAME[element.kind]} as in the picture "
            f"“{picture.caption}”, among {_listed(named)}"
        )
        parts = [given.names[p] for p in element.parts if p in given.names]
        if parts:
            text += f"; its {_listed(parts)} {'stay' if len(parts) > 1 else 'stays'} in place"
        found.append(Blueprint(element=element.id, version=1, text=f"{text}."))
    return Blueprints(blueprints=tuple(found))


def _canonical(element: Element, given: SeenElements) -> Picture | None:
    """A person's portrait, else the grounded picture that speaks of the element most plainly."""
    if element.kind == "actor":
        person = next((p for p in given.people.values() if p.called == element.name), None)
        if person:
            return person.picture
    refs = [given.references[s] for s in element.scenes if s in given.references]
    grounded = [r for r in refs if r.grounded]
    return (
        max(grounded, key=lambda r: (element.name in r.picture.caption.lower(), r.score)).picture
        if grounded
        else None
    )


def _listed(items: Sequence[str]) -> str:
    return items[0] if len(items) == 1 else f"{', '.join(items[:-1])} and {items[-1]}"


def _ask(given: SeenElements) -> str:
    lines: list[str] = []
    for element in given.elements:
        canonical = _canonical(element, given)
        shown = [canonical] if canonical else []
        shown += [given.references[s].picture for s in element.scenes if s in given.references]
        said = "; ".join(
            dict.fromkeys(f"{p.caption}, colours {', '.join(p.palette)}" for p in shown)
        )
        lines.append(f"{element.id} ({element.kind}, {element.name}): {said}")
    return (
        "For each element write one canonical visual specification of 15 to 40 words: shape, "
        "colours, material, clothes, age, light; for a compound element its parts and their "
        "places. It will be repeated word for word in every prompt. Use only what the captions "
        "and colours say. Leave out an element of which they say nothing.\n"
        + fenced("elements", "\n".join(lines))
    )


def _problems(given: SeenElements, found: Blueprints) -> list[str]:
    known = {e.id for e in given.elements}
    ids = [b.element for b in found.blueprints]
    problems = [f"there is no element {i}" for i in sorted(set(ids) - known)]
    problems += [
        f"element {i} has two blueprints" for i in sorted({i for i in ids if ids.count(i) > 1})
    ]
    problems += [
        f"the blueprint of {b.element} has {counted(len(b.text.split()), 'word')}; write 8 to 70"
        for b in found.blueprints
        if not 8 <= len(b.text.split()) <= 70
    ]
    return problems


BLUEPRINT = Ask(
    name="blueprints",
    version="2",
    output=Blueprints,
    prompt=_ask,
    offline=_compose,
    check=_problems,
    temperature=0.3,
)
