"""Binds a storyboard: references, elements, blueprints, and a prompt for every scene."""

from collections.abc import Collection, Mapping, Sequence

from ..backends.text.ask import OFFLINE
from ..backends.text.write import write
from ..domain.brief import Brief
from ..domain.campaign import Campaign
from ..domain.continuity import Blueprint, Continuity, Element, ShotPrompt
from ..domain.errors import NotFound
from ..domain.picture import Picture
from ..domain.storyboard import Scene, Storyboard
from ..domain.tiers import BOTH, Tier
from .blueprints import BLUEPRINT, SeenElements, versioned
from .choose import PictureFinder, choose
from .elements import EXTRACT, IllustratedBoard
from .people import known_people


def bind(
    storyboard: Storyboard,
    brief: Brief,
    campaign: Campaign,
    searcher: PictureFinder,
    pictures: Sequence[Picture],
    *,
    model: str = OFFLINE,
    seed: int = 1,
    temperature: float | None = None,
    banned: Collection[str] = (),
    pins: Mapping[str, str] | None = None,
    floor: float | None = None,
    must_match: Mapping[str, bool] | None = None,
    tiers: Collection[Tier] = BOTH,
    before: Continuity | None = None,
) -> Continuity:
    """Elements, blueprints, prompts and library pictures for one storyboard (S0-41 to 45).

    banned: picture ids a person ruled out. pins: {scene id: picture id} a person chose. floor:
    the score under which a scene is flagged ungrounded, never quietly accepted; None takes the
    searcher's. must_match: {element id: flag} a person set. tiers: without "words" no blueprint
    stands in a prompt, without "pictures" each scene's picture is chosen for itself alone.
    before: an earlier binding of this storyboard, whose blueprint versions are counted on.
    """
    references = choose(
        storyboard.scenes,
        pictures,
        searcher,
        floor=searcher.floor if floor is None else floor,
        banned=banned,
        pins=pins,
        bound="pictures" in tiers,
    )
    people = known_people(pictures)
    shown = IllustratedBoard(
        storyboard,
        {r.scene: r.picture for r in references if r.grounded},
        {n: people[n] for n in sorted(people)},
    )
    written = write(EXTRACT, shown, model=model, seed=seed, temperature=temperature)
    elements = _flagged(written.value.elements, must_match or {})
    blueprints: tuple[Blueprint, ...] = ()
    if "words" in tiers:
        seen = SeenElements(
            tuple(e for e in elements if e.must_match),
            {r.scene: r for r in references},
            people,
            {e.id: e.name for e in elements},
        )
        looks = write(BLUEPRINT, seen, model=model, seed=seed, temperature=temperature)
        blueprints = versioned(looks.value.blueprints, before.blueprints if before else ())
    return Continuity(
        storyboard=storyboard.id,
        elements=elements,
        blueprints=blueprints,
        prompts=tuple(
            _prompt(scene, brief, campaign, elements, blueprints) for scene in storyboard.scenes
        ),
        references=references,
        banned=tuple(sorted(banned)),
        tiers=tuple(t for t in BOTH if t in tiers),
        origin=written.origin,
    )


def _flagged(elements: Sequence[Element], flags: Mapping[str, bool]) -> tuple[Element, ...]:
    """Elements with the flags that a person set (S0-43)."""
    if unknown := sorted(set(flags) - {e.id for e in elements}):
        raise NotFound(
            f"there is no element {', '.join(unknown)}; there are "
            f"{', '.join(e.id for e in elements)}"
        )
    return tuple(
        e.model_copy(update={"must_match": flags.get(e.id, e.must_match)}) for e in elements
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
    relevant = tuple(b for b in blueprints if b.element in here)
    line = f"{_ended(brief.message)} Look: {_ended(brief.look)}"
    text = [f"Brief: {line}", f"Scene: {_ended(scene.description)}"]
    text.append(f"Camera: {_ended(scene.camera)}")
    text += [f"Keep the same: {b.text}" for b in relevant]
    text += [f"Style: {_ended(rule)}" for rule in campaign.brand.do]
    avoid = dict.fromkeys((*campaign.brand.dont, *brief.avoid))
    return ShotPrompt(
        scene=scene.id,
        text="\n".join(text),
        negative="; ".join(avoid),
        brief_line=line,
        blueprints=relevant,
    )


def _ended(text: str) -> str:
    """A sentence with its full stop."""
    plain = text.strip()
    return plain if plain[-1:] in ".!?…" else f"{plain}."
