"""Scenes that a person has to settle: the judge could not, or somebody asked for a look (S0-60)."""

from contextlib import suppress
from dataclasses import dataclass

from pydantic import ValidationError

from ...domain.campaign import FORMATS
from ...domain.errors import NotFound
from ...domain.storyboard import Scene, Storyboard
from ...domain.take import Take
from ...store.catalogue import Catalogue, Result
from ...store.glance import at_a_glance
from .references import storyboard_of
from .retakes import TAKE, Remark, TakeWish, wished


@dataclass(frozen=True)
class Standing:
    """A take that stands, in one language and format: its result, and the storyboard it is of."""

    result: Result
    language: str
    take: Take

    @property
    def storyboard(self) -> str:
        """The id of the storyboard that it is of, in its language."""
        return self.result.item.rsplit("--", 2)[0]

    @property
    def why(self) -> str:
        """What the judge finds weak, and what would help; "" for nothing."""
        verdict = self.take.verdict if self.take.needs_person else None
        if verdict is None:
            return ""
        failing = ", ".join(verdict.failing)
        return "; ".join(filter(None, (failing and f"weak: {failing}", verdict.advice)))


@dataclass(frozen=True)
class Unsettled:
    """A scene that waits for a person, and which of its takes have to be looked at.

    number counts the scenes of its storyboard from 1. sent: who asked for the look; None: the judge
    could not decide, and no film is held for that.
    """

    board: Storyboard
    scene: Scene
    number: int
    sent: Remark | None
    takes: tuple[Standing, ...]


def unsettled(catalogue: Catalogue) -> list[Unsettled]:
    """Every scene that waits for a person, by storyboard and in the order of its scenes."""
    catalogue = at_a_glance(catalogue)
    there = {kept.item: kept for kept in catalogue.items("take")}
    told = any(d.gate == TAKE for d in catalogue.decisions())
    found: list[Unsettled] = []
    for board, variants in boards(catalogue):
        for number, scene in enumerate(board.scenes, start=1):
            takes = _standing(there, variants, scene.id)
            wish = wished(catalogue, board.id, scene) if told and takes else TakeWish()
            if wish.sent is None:
                takes = [
                    one
                    for one in takes
                    if one.take.needs_person
                    and wish.picked is None
                    and one.result.digest[:16] not in wish.passed
                ]
            if takes:
                found.append(Unsettled(board, scene, number, wish.sent, tuple(takes)))
    return found


def held(catalogue: Catalogue, film: Result) -> tuple[str, ...]:
    """Scenes of a film that somebody sent to a person, whom it waits for; each in a few words."""
    if not any(d.gate == TAKE and d.decision == "send" for d in catalogue.decisions()):
        return ()
    of = film.value["storyboard"]
    return tuple(
        f"scene {one.number} ({one.sent.who}: {one.sent.note})"
        for one in unsettled(catalogue)
        if one.sent
        and any(one.board.id == of or t.result.item.startswith(f"{of}--") for t in one.takes)
    )


def standing(catalogue: Catalogue, board: Storyboard, scene: Scene) -> list[Standing]:
    """The takes of a scene that stand, in all languages and formats."""
    there = {kept.item: kept for kept in catalogue.items("take")}
    variants = next((v for b, v in boards(catalogue) if b.id == board.id), [board])
    return _standing(there, variants, scene.id)


def boards(catalogue: Catalogue) -> list[tuple[Storyboard, list[Storyboard]]]:
    """Every storyboard, with itself and its translations; those left out that cannot stand."""
    found: dict[str, tuple[Storyboard, list[Storyboard]]] = {}
    for kept in catalogue.items("storyboard"):
        try:
            own, board = storyboard_of(catalogue, kept.item), Storyboard.model_validate(kept.value)
        except (ValidationError, NotFound):
            continue
        found.setdefault(own.id, (own, []))[1].append(board)
    return list(found.values())


def _standing(there: dict[str, Result], boards: list[Storyboard], scene: str) -> list[Standing]:
    names = [
        (board.language, f"{board.id}--{scene}--{frame.slug}")
        for board in boards
        for frame in FORMATS.values()
    ]
    found: list[Standing] = []
    for language, name in names:
        # What another version kept otherwise is made anew: there is nothing to look at yet.
        with suppress(ValidationError):
            if name in there:
                take = Take.model_validate(there[name].value)
                found.append(Standing(there[name], language, take))
    return found
