"""Finds the things that appear in a storyboard, and which of them must stay the same."""

import random
import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from ..backends.text.ask import Ask, fenced
from ..domain.base import Frozen, slug
from ..domain.continuity import Element, ElementKind
from ..domain.picture import Picture
from ..domain.storyboard import Scene, Storyboard
from .lexicon import LEXICON, SINGULAR, VERBS
from .people import Depicted, names_in

_KINDS: Mapping[str, ElementKind] = {
    name: kind for kind, names in LEXICON.items() for name in names
}
_WORD = re.compile(r"[^\W\d_]+")
_DOERS = frozenset(LEXICON["actor"]) | frozenset("who he she they and it".split())
_IDLE = frozenset(
    "about after again against along also another because before behind beside between both close "
    "comes does down each every from goes have here into keeps last less like makes medium more "
    "much near next nobody nothing once only open opens over same scene shot shows some something "
    "still takes than that their them then there they this through under until wait waits want "
    "what when where which while wide with without your".split()
)


class FoundElements(Frozen):
    """What a model or the lexicon found in the scenes."""

    elements: tuple[Element, ...]


@dataclass(frozen=True)
class IllustratedBoard:
    """A storyboard, the pictures chosen for its scenes, and the people the library knows."""

    storyboard: Storyboard
    pictures: Mapping[str, Picture]
    people: Mapping[str, Depicted] = field(default_factory=dict[str, Depicted])


def extract(given: IllustratedBoard, rng: random.Random) -> FoundElements:
    """Elements by lexicon, from what the chosen pictures show and the scenes describe.

    People with names are found by name, and the nouns that stand for them are not counted again.
    What appears in more than one scene must match; people with names must wherever they are
    seen. Where the lexicon knows no word, the words that scenes share stand in for it.
    """
    seen: dict[tuple[ElementKind, str], list[str]] = {}
    for scene in given.storyboard.scenes:
        picture = given.pictures.get(scene.id)
        names = names_in(picture) if picture else ()
        for name in names:
            seen.setdefault(("actor", name), []).append(scene.id)
        for thing in _things(scene, picture):
            kind = _KINDS[thing]
            if not (kind == "actor" and names):
                seen.setdefault((kind, thing), []).append(scene.id)
    elements = [
        _element(kind, name, tuple(dict.fromkeys(scenes)), given.people.get(name))
        for (kind, name), scenes in sorted(seen.items())
    ]
    return FoundElements(elements=_with_parts(elements or _shared_words(given)))


def _element(
    kind: ElementKind, name: str, scenes: tuple[str, ...], person: Depicted | None
) -> Element:
    return Element(
        id=slug(f"{kind}-{name}"),
        kind=kind,
        name=person.called if person else name,
        scenes=scenes,
        must_match=len(scenes) > 1 or person is not None,
    )


def _things(scene: Scene, picture: Picture | None) -> list[str]:
    """Names from the lexicon, the longest first, each word counted once."""
    said = f"{picture.caption}. {scene.seek}" if picture else f"{scene.seek}. {scene.description}"
    tokens = _WORD.findall(said)
    found: dict[str, None] = {}
    at = 0
    while at < len(tokens):
        pair = " ".join(tokens[at : at + 2]).lower()
        one = tokens[at].lower()
        before = tokens[at - 1] if at else ""
        if pair in _KINDS and at + 1 < len(tokens):
            found[SINGULAR.get(pair, pair)] = None
            at += 1
        elif name := _known(one):
            deed = one in VERBS and (before.lower() in _DOERS or before[:1].isupper())
            if not deed:
                found[name] = None
        at += 1
    for keyword in picture.keywords if picture else ():
        if (name := _known(keyword.lower())) and _KINDS[name] != "actor":
            found[name] = None
    return sorted(found)


def _known(word: str) -> str | None:
    for form in (word, word.removesuffix("s")):
        if form in _KINDS:
            return SINGULAR.get(form, form)
    return None


def _with_parts(elements: list[Element]) -> tuple[Element, ...]:
    """Places become compound: what stands in their scenes, and in no other place, is theirs.

    A part of a place that must match must match too (S0-51).
    """
    places = [e for e in elements if e.kind == "location"]
    owner: dict[str, Element] = {}
    for element in elements:
        if element.kind == "object":
            owners = [p for p in places if set(element.scenes) & set(p.scenes)]
            if len(owners) == 1 and set(element.scenes) <= set(owners[0].scenes):
                owner[element.id] = owners[0]
    return tuple(
        e.model_copy(
            update={
                "parts": tuple(k for k, o in owner.items() if o.id == e.id),
                "must_match": e.must_match or (e.id in owner and owner[e.id].must_match),
            }
        )
        for e in elements
    )


def _shared_words(given: IllustratedBoard) -> list[Element]:
    """Words of four letters and more that scenes share, else the first word of each scene."""
    by_scene: dict[str, list[str]] = {}
    for scene in given.storyboard.scenes:
        picture = given.pictures.get(scene.id)
        text = f"{picture.caption} {' '.join(picture.keywords)}" if picture else scene.seek
        words = [w.lower() for w in _WORD.findall(text or scene.description)]
        by_scene[scene.id] = [w for w in dict.fromkeys(words) if len(w) > 3 and w not in _IDLE]
    counts = Counter(w for words in by_scene.values() for w in words)
    chosen = {w for w, n in counts.items() if n > 1} or {w[0] for w in by_scene.values() if w}
    return [
        _element("object", word, tuple(s for s, held in by_scene.items() if word in held), None)
        for word in sorted(chosen)
    ]


def _ask(given: IllustratedBoard) -> str:
    lines = "\n".join(
        f"{s.id}: {s.description} Picture: "
        f"{given.pictures[s.id].caption if s.id in given.pictures else 'none'}"
        for s in given.storyboard.scenes
    )
    people = "\n".join(p.called for p in given.people.values())
    return (
        "List every actor, prop, object and location that appears in these scenes, each once, "
        "with the ids of its scenes. Set must_match for what has to look the same wherever it "
        "appears. A compound thing, such as a furnished room, lists the ids of its parts.\n"
        f"{fenced('scenes', lines)}\nPeople who are known by name:\n{fenced('people', people)}"
    )


def _problems(given: IllustratedBoard, found: FoundElements) -> list[str]:
    scenes = {s.id for s in given.storyboard.scenes}
    ids = [e.id for e in found.elements]
    problems = [] if ids else ["list at least one element"]
    problems += [
        f"two elements are called {i}" for i in sorted({i for i in ids if ids.count(i) > 1})
    ]
    for element in found.elements:
        if not element.scenes or set(element.scenes) - scenes:
            problems.append(
                f"element {element.id} names scenes {sorted(set(element.scenes) - scenes)}; "
                f"there are {sorted(scenes)}"
            )
        if unlisted := sorted(set(element.parts) - set(ids)):
            problems.append(f"element {element.id} has parts that are not listed: {unlisted}")
        if element.id in element.parts:
            problems.append(f"element {element.id} is a part of itself")
    return problems


EXTRACT = Ask(
    name="elements",
    version="2",
    output=FoundElements,
    prompt=_ask,
    offline=extract,
    check=_problems,
    temperature=0.2,
)
