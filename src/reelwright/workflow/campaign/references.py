"""What people decided on pictures and elements: pins, bans and must-match flags, kept for ever.

They stand in the catalogue's decisions: the newest about a scene, a picture or an element counts.
"""

import difflib
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from pydantic import ValidationError

from ...domain.continuity import Continuity, Element, Reference
from ...domain.errors import DoesNotFit, NotFound
from ...domain.picture import Picture
from ...domain.storyboard import Scene, Storyboard
from ...store.catalogue import Catalogue, Decision, Result, now

PICTURE, ELEMENT = "reference", "element"
"""Gates, as the catalogue calls them, that these decisions are noted under."""

EVERYWHERE = "*"
"""Stands for a storyboard's id where a decision holds for the whole campaign."""

DECIDED = ("chosen pictures", "banned pictures", "must-match flags")
"""What people decide on, as inputs of the continuity stage are called."""

Flag = Literal["must match", "may differ", "as found"]


@dataclass(frozen=True)
class Chosen:
    """What holds for one storyboard: {scene: picture}, banned picture ids, {element: must match}.

    who says who decided, by scene, picture or element.
    """

    pins: dict[str, str] = field(default_factory=dict[str, str])
    banned: tuple[str, ...] = ()
    flags: dict[str, bool] = field(default_factory=dict[str, bool])
    who: dict[str, str] = field(default_factory=dict[str, str])

    def lines(self) -> list[str]:
        """Each decision as a few words, with who made it."""
        return [
            *(f"{self.who[s]} chose {p} for {s}" for s, p in self.pins.items()),
            *(f"{self.who[p]} banned {p}" for p in self.banned),
            *(
                f"{self.who[e]} said {e} {'must match' if flag else 'may differ'}"
                for e, flag in self.flags.items()
            ),
        ]


def chosen(catalogue: Catalogue, board: Storyboard) -> Chosen:
    """What people decided for a storyboard and for the campaign; scenes that are gone left out."""
    scenes = {s.id for s in board.scenes}
    pins: dict[str, str] = {}
    bans: dict[str, set[str]] = {}
    flags: dict[str, bool] = {}
    who: dict[str, str] = {}
    for d in catalogue.decisions():
        of, _, part = d.item.partition("/")
        if of not in (board.id, EVERYWHERE):
            continue
        if d.gate == PICTURE and part and part in scenes:
            pins.pop(part, None)
            if d.decision == "use":
                pins[part], who[part] = d.digest, d.who
        elif d.gate == PICTURE and not part:
            where = bans.setdefault(d.digest, set())
            (where.add if d.decision == "ban" else where.discard)(of)
            who[d.digest] = d.who
        elif d.gate == ELEMENT:
            flags.pop(part, None)
            if d.decision != "as found":
                flags[part], who[part] = d.decision == "must match", d.who
    return Chosen(pins, tuple(sorted(p for p, where in bans.items() if where)), flags, who)


def use(
    catalogue: Catalogue, board: Storyboard, scene: str, picture: Picture, who: str, note: str = ""
) -> None:
    """Let a scene show this picture. Raises DoesNotFit where it must not be shown."""
    if picture.rights.people_consented is False:
        raise DoesNotFit(f"{picture.id} shows people who did not consent; choose another picture")
    if _banned(catalogue, EVERYWHERE, picture.id):
        raise DoesNotFit(
            f"{picture.id} is banned in the whole campaign; allow it first: "
            f"reelwright reference FOLDER --allow {picture.id}"
        )
    if _banned(catalogue, board.id, picture.id):
        _note(catalogue, PICTURE, board.id, picture.id, "allow", who, note)
    _note(catalogue, PICTURE, f"{board.id}/{scene}", picture.id, "use", who, note)


def free(catalogue: Catalogue, board: Storyboard, scene: str, who: str, note: str = "") -> None:
    """Let the search choose a scene's picture again."""
    _note(catalogue, PICTURE, f"{board.id}/{scene}", "", "free", who, note)


def ban(
    catalogue: Catalogue, board: Storyboard | None, picture: str, who: str, note: str = ""
) -> list[str]:
    """Never show a picture in a film, or (board None) anywhere; scenes pinned to it are freed.

    Returns the scenes that show it now, "carers-lamp s2".
    """
    hit = [
        (bound, r)
        for bound in (Continuity.model_validate(k.value) for k in catalogue.items("continuity"))
        for r in bound.references
        if r.picture.id == picture and (board is None or bound.storyboard == board.id)
    ]
    for bound, reference in hit:
        if reference.pinned:
            scene = f"{bound.storyboard}/{reference.scene}"
            _note(catalogue, PICTURE, scene, "", "free", who, f"{picture} was banned")
    _note(catalogue, PICTURE, board.id if board else EVERYWHERE, picture, "ban", who, note)
    return [f"{bound.storyboard} {r.scene}" for bound, r in hit]


def allow(
    catalogue: Catalogue, board: Storyboard | None, picture: str, who: str, note: str = ""
) -> None:
    """Take a ban back. Raises NotFound when there is none there."""
    where = board.id if board else EVERYWHERE
    if not _banned(catalogue, where, picture):
        raise NotFound(f"{picture} is not banned {f'in {where}' if board else 'in the campaign'}")
    _note(catalogue, PICTURE, where, picture, "allow", who, note)


def flag(
    catalogue: Catalogue, board: Storyboard, element: str, how: Flag, who: str, note: str = ""
) -> None:
    """Say whether an element must look the same in every scene (S0-43)."""
    _note(catalogue, ELEMENT, f"{board.id}/{element}", "", how, who, note)


def storyboard_of(catalogue: Catalogue, name: str) -> Storyboard:
    """The storyboard that a name stands for: its own, its film's. Raises NotFound listing them."""
    boards = catalogue.items("storyboard")
    plain = name.partition("/")[2] or name
    for kept in boards:
        if plain in (kept.item, kept.value.get("id")):
            if "storyboard" in kept.inputs:
                # A translation shows the pictures of what it was translated from.
                return storyboard_of(catalogue, kept.item.rpartition("--")[0])
            return Storyboard.model_validate(kept.value)
    for kept in catalogue.items("film"):
        if plain == kept.item:
            return storyboard_of(catalogue, kept.value.get("storyboard", ""))
    there = ", ".join(k.item for k in boards)
    raise NotFound(f"there is no storyboard or film {name!r}; there are: {there or 'none yet'}")


def scene_of(board: Storyboard, name: str) -> Scene:
    """A scene by its id or its number, counted from 1. Raises NotFound listing them."""
    for n, scene in enumerate(board.scenes, start=1):
        if name in (scene.id, str(n)):
            return scene
    there = ", ".join(s.id for s in board.scenes)
    raise NotFound(f"{board.id} has no scene {name!r}; it has {there}")


def picture_of(pictures: Sequence[Picture], name: str) -> Picture:
    """A picture by its id or file name. Raises NotFound with the nearest names."""
    for picture in pictures:
        file = picture.file.name
        if name in (picture.id, file, file.rpartition(".")[0]):
            return picture
    near = difflib.get_close_matches(name, [p.id for p in pictures], n=5, cutoff=0.4)
    hint = f"; did you mean {', '.join(near)}?" if near else ""
    raise NotFound(f"the library has no picture {name!r}{hint}")


def bound(catalogue: Catalogue, board: Storyboard) -> Continuity:
    """A storyboard's continuity as it stands. Raises NotFound before that step was made."""
    kept = catalogue.latest("continuity", board.id)
    if kept is None:
        raise NotFound(
            f"no pictures were chosen for {board.id} yet; run `reelwright continuity FOLDER` first"
        )
    return Continuity.model_validate(kept.value)


def element_of(of: Continuity, name: str) -> Element:
    """An element by its id or its name. Raises NotFound listing them."""
    for element in of.elements:
        if name in (element.id, element.name):
            return element
    there = ", ".join(e.id for e in of.elements)
    raise NotFound(f"{of.storyboard} has no element {name!r}; it has {there or 'none'}")


def shown(reference: Reference) -> Reference:
    """A reference with what a take depends on: not what else was found, nor why."""
    return reference.model_copy(update={"others": (), "reason": ""})


def standing(catalogue: Catalogue, kept: Result) -> str:
    """One line on a continuity: what people decided, and scenes that no picture fits."""
    try:
        of = Continuity.model_validate(kept.value)
        board = storyboard_of(catalogue, of.storyboard)
    except (ValidationError, NotFound):
        return ""  # of another version's types, and made anew by the next run
    loose = [_ungrounded(r) for r in of.references if not r.grounded]
    return "; ".join([*chosen(catalogue, board).lines(), *loose])


def _ungrounded(reference: Reference) -> str:
    return (
        f"{reference.scene} is ungrounded: {reference.picture.id} scores {reference.score:.2f}, "
        f"under {reference.floor:.2f}"
    )


def _banned(catalogue: Catalogue, where: str, picture: str) -> bool:
    last = catalogue.decision(PICTURE, where, picture)
    return last is not None and last.decision == "ban"


def _note(
    catalogue: Catalogue, gate: str, item: str, digest: str, what: str, who: str, note: str
) -> None:
    catalogue.decide(Decision(gate, item, digest, what, who, note, now()))
