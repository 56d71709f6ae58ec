"""Finds the things that appear in a storyboard, and which of them must stay the same."""

import random
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pydantic import Field

from ..backends.text.stage import Stage, fenced
from ..domain.base import Frozen, slug
from ..domain.continuity import Element, ElementKind
from ..domain.picture import Picture
from ..domain.storyboard import Storyboard

LEXICON: Mapping[ElementKind, frozenset[str]] = {
    "actor": frozenset(
        [
            "woman",
            "man",
            "mother",
            "father",
            "mum",
            "dad",
            "daughter",
            "son",
            "carer",
            "nurse",
            "child",
            "girl",
            "boy",
            "couple",
            "neighbour",
            "friend",
            "traveller",
            "passenger",
            "family",
            "person",
            "people",
            "grandmother",
            "grandfather",
            "worker",
            "customer",
            "owner",
            "driver",
            "baker",
            "gardener",
            "dog",
            "cat",
            "husband",
            "wife",
            "visitor",
        ]
    ),
    "location": frozenset(
        [
            "kitchen",
            "hall",
            "hallway",
            "bedroom",
            "garden",
            "street",
            "room",
            "living",
            "office",
            "desk",
            "house",
            "home",
            "bathroom",
            "porch",
            "path",
            "gate",
            "stairs",
            "landing",
            "airport",
            "plane",
            "cabin",
            "road",
            "beach",
            "city",
            "hospital",
            "car",
            "shop",
            "field",
            "sky",
            "sea",
            "forest",
            "bench",
            "doorstep",
            "door",
            "window",
            "mountain",
            "hotel",
            "platform",
            "station",
        ]
    ),
    "prop": frozenset(
        [
            "phone",
            "tablet",
            "laptop",
            "keys",
            "key",
            "book",
            "newspaper",
            "crossword",
            "calendar",
            "notebook",
            "stick",
            "cup",
            "mug",
            "tea",
            "teapot",
            "pills",
            "pillbox",
            "bag",
            "handbag",
            "suitcase",
            "case",
            "coat",
            "hat",
            "gloves",
            "slippers",
            "kettle",
            "frame",
            "photo",
            "photograph",
            "glass",
            "spoon",
            "umbrella",
            "ticket",
            "passport",
            "shoes",
            "trainers",
            "boots",
        ]
    ),
    "object": frozenset(
        [
            "lamp",
            "armchair",
            "chair",
            "table",
            "bed",
            "sideboard",
            "feeder",
            "clock",
            "curtains",
            "rug",
            "plant",
            "flowers",
            "flower",
            "tree",
            "raised",
            "stove",
            "soup",
            "bread",
            "handrail",
            "keysafe",
            "shelf",
            "basket",
            "blanket",
            "sofa",
            "wheel",
            "engine",
            "mirror",
            "box",
            "building",
            "waves",
            "clouds",
            "light",
        ]
    ),
}

PARTS: Mapping[str, tuple[str, ...]] = {
    "kitchen": ("table", "kettle", "stove", "window"),
    "living room": ("armchair", "lamp", "window"),
    "hallway": ("lamp", "door", "coat"),
    "hall": ("lamp", "door", "coat"),
    "bedroom": ("bed", "slippers", "curtains"),
    "garden": ("gate", "path", "bench", "feeder"),
}
"""What a compound place is made of, as far as its scenes show it (S0-51)."""

_WORD = re.compile(r"[A-Za-z]+")


class Found(Frozen):
    """What a model or the lexicon found in the scenes."""

    elements: tuple[Element, ...] = Field(min_length=1)


@dataclass(frozen=True)
class Shown:
    """A storyboard with the pictures chosen for its scenes: what elements are read from."""

    storyboard: Storyboard
    pictures: Mapping[str, Picture]


def extract(given: Shown, rng: random.Random) -> Found:
    """Elements by lexicon, from what the chosen pictures show and the scenes describe.

    Named people ("Margaret") come from keywords that several pictures share. An element in more
    than one scene must match; people must match wherever they are seen.
    """
    seen: dict[tuple[ElementKind, str], list[str]] = {}
    for scene in given.storyboard.scenes:
        picture = given.pictures.get(scene.id)
        text = f"{picture.caption} {' '.join(picture.keywords)}" if picture else ""
        words = _nouns(f"{scene.seek} {text or scene.description}")
        for kind, names in LEXICON.items():
            for name in sorted(words & names):
                _add(seen, kind, name, scene.id)
        for name in _people(picture, given.pictures.values()):
            _add(seen, "actor", name, scene.id)
    elements = []
    for (kind, name), scenes in sorted(seen.items(), key=lambda e: (e[0][0], e[0][1])):
        named = name[:1].isupper()
        elements.append(
            Element(
                id=slug(f"{kind}-{name}"),
                kind=kind,
                name=name,
                scenes=tuple(scenes),
                must_match=len(scenes) > 1 or named,
            )
        )
    return Found(elements=_with_parts(tuple(elements)))


def _with_parts(elements: tuple[Element, ...]) -> tuple[Element, ...]:
    by_name = {e.name: e for e in elements}
    found = []
    for element in elements:
        parts = tuple(
            by_name[p].id
            for p in PARTS.get(element.name, ())
            if p in by_name and set(by_name[p].scenes) & set(element.scenes)
        )
        found.append(element.model_copy(update={"parts": parts}) if parts else element)
    return tuple(found)


def _add(
    seen: dict[tuple[ElementKind, str], list[str]], kind: ElementKind, name: str, scene: str
) -> None:
    scenes = seen.setdefault((kind, name), [])
    if scene not in scenes:
        scenes.append(scene)


def _nouns(text: str) -> set[str]:
    words = {w.lower() for w in _WORD.findall(text)}
    return words | {w[:-1] for w in words if w.endswith("s") and len(w) > 3}


def _people(picture: Picture | None, all_: Sequence[Picture] | object) -> list[str]:
    """Names: capitalised single keywords of this picture."""
    if picture is None:
        return []
    return [k for k in picture.keywords if k[:1].isupper() and " " not in k and k.isalpha()]


def _ask(given: Shown) -> str:
    lines = "\n".join(
        f"{s.id}: {s.description} Picture: "
        f"{given.pictures[s.id].caption if s.id in given.pictures else 'none'}"
        for s in given.storyboard.scenes
    )
    return (
        "List every actor, prop, object and location that appears in these scenes, each with the "
        "ids of its scenes. Set must_match for what has to look the same wherever it appears. "
        "A compound thing, such as a furnished room, lists the ids of its parts.\n"
        + fenced("scenes", lines)
    )


def _problems(given: Shown, found: Found) -> list[str]:
    scenes = {s.id for s in given.storyboard.scenes}
    ids = {e.id for e in found.elements}
    problems = [
        f"element {e.id} names scenes that do not exist: {sorted(set(e.scenes) - scenes)}"
        for e in found.elements
        if set(e.scenes) - scenes or not e.scenes
    ]
    problems += [
        f"element {e.id} has parts that are not listed: {sorted(set(e.parts) - ids)}"
        for e in found.elements
        if set(e.parts) - ids
    ]
    return problems


EXTRACT = Stage(
    name="elements",
    version="1",
    output=Found,
    prompt=_ask,
    offline=extract,
    check=_problems,
    temperature=0.2,
)
