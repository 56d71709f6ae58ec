"""The pictures a film's scenes are shot from, and its elements; what persons decide on both."""

from pathlib import Path

from ..domain.base import Frozen
from ..domain.continuity import Blueprint, Element, Reference
from ..domain.errors import NotFound
from ..domain.storyboard import Storyboard
from ..store import Catalogue
from ..workflow.campaign import references as kept
from ..workflow.campaign.references import Flag as Flag
from . import _given
from ._rights import demand


class FilmReferences(Frozen):
    """The references of a film's scenes, and what people decided about them, each in words.

    likely: the pictures were not chosen yet; these would be.
    """

    film: str
    references: tuple[Reference, ...]
    decided: tuple[str, ...]
    likely: bool = False


class PictureDecision(Frozen):
    """What was decided: which picture of which film and scene; "" where it is for all of them.

    shown: scenes that show the picture now, "carers-lamp s2".
    """

    film: str = ""
    scene: str = ""
    picture: str = ""
    shown: tuple[str, ...] = ()


class FilmElements(Frozen):
    """What appears in a film, and how each is described in its prompts."""

    film: str
    elements: tuple[Element, ...]
    blueprints: tuple[Blueprint, ...]


class ElementDecision(Frozen):
    """What was decided about an element of a film."""

    film: str
    element: Element
    flag: Flag


def show(
    folder: Path | str,
    film: str | None = None,
    scene: str | None = None,
    *,
    workspace: Path | None = None,
) -> tuple[FilmReferences, ...]:
    """The pictures that scenes are shot from, and what people decided about them.

    Args:
        folder: The campaign's folder.
        film: A storyboard or film as `status` names it; None: all.
        scene: A scene's id or number; None: all of the film's.
        workspace: Where results are kept; None: FOLDER/.reelwright.

    Raises:
        NotFound: There is no such film or scene, or no pictures were chosen for it yet.
    """
    catalogue = _given.opened(folder, workspace).catalogue
    board = kept.storyboard_of(catalogue, film) if film else None
    at = kept.scene_of(board, scene).id if board and scene else ""
    return tuple(
        FilmReferences(
            film=b.id,
            references=tuple(r for r in kept.bound(catalogue, b).references if at in ("", r.scene)),
            decided=tuple(kept.chosen(catalogue, b).lines()),
        )
        for b in ([board] if board else _boards(catalogue))
    )


def of_film(folder: Path | str, film: str, *, workspace: Path | None = None) -> FilmReferences:
    """The pictures of a film's scenes: those that were chosen, or before that those that would be.

    Args:
        folder: The campaign's folder.
        film: A storyboard or film as `status` names it.
        workspace: Where results are kept; None: FOLDER/.reelwright.

    Raises:
        NotFound: There is no such film.
    """
    from ..workflow.campaign.reading import likely

    catalogue = _given.catalogue(folder, workspace)
    board = kept.storyboard_of(catalogue, film)
    decided = tuple(kept.chosen(catalogue, board).lines())
    try:
        found = kept.bound(catalogue, board).references
    except NotFound:
        found = likely(_given.opened(folder, workspace), board)
        return FilmReferences(film=board.id, references=found, decided=decided, likely=True)
    return FilmReferences(film=board.id, references=found, decided=decided)


def use(
    folder: Path | str,
    film: str,
    scene: str,
    picture: str,
    *,
    note: str = "",
    who: str | None = None,
    workspace: Path | None = None,
) -> PictureDecision:
    """Let a scene show this picture, from the next `make` on.

    Raises:
        NotAllowed: It takes the role editor.
        DoesNotFit: The picture must not be shown: it is banned, or shows people without consent.
        NotFound: There is no such film, scene or picture.
    """
    demand("editor", who)
    studio = _given.opened(folder, workspace)
    board = kept.storyboard_of(studio.catalogue, film)
    at = kept.scene_of(board, scene).id
    found = kept.picture_of(studio.campaign.pictures, picture)
    kept.use(studio.catalogue, board, at, found, _given.name_of(who), note)
    return PictureDecision(film=board.id, scene=at, picture=found.id)


def free(
    folder: Path | str,
    film: str,
    scene: str,
    *,
    note: str = "",
    who: str | None = None,
    workspace: Path | None = None,
) -> PictureDecision:
    """Let the search choose a scene's picture again.

    Raises:
        NotAllowed: It takes the role editor.
        NotFound: There is no such film or scene.
    """
    demand("editor", who)
    studio = _given.opened(folder, workspace)
    board = kept.storyboard_of(studio.catalogue, film)
    at = kept.scene_of(board, scene).id
    kept.free(studio.catalogue, board, at, _given.name_of(who), note)
    return PictureDecision(film=board.id, scene=at)


def ban(
    folder: Path | str,
    picture: str,
    film: str | None = None,
    *,
    note: str = "",
    who: str | None = None,
    workspace: Path | None = None,
) -> PictureDecision:
    """Never show a picture in a film, or (film None) in any of the campaign.

    Raises:
        NotAllowed: It takes the role editor.
        NotFound: There is no such picture or film.
    """
    demand("editor", who)
    studio = _given.opened(folder, workspace)
    board = kept.storyboard_of(studio.catalogue, film) if film else None
    found = kept.picture_of(studio.campaign.pictures, picture).id
    hit = kept.ban(studio.catalogue, board, found, _given.name_of(who), note)
    return PictureDecision(film=board.id if board else "", picture=found, shown=tuple(hit))


def allow(
    folder: Path | str,
    picture: str,
    film: str | None = None,
    *,
    note: str = "",
    who: str | None = None,
    workspace: Path | None = None,
) -> PictureDecision:
    """Take a ban back.

    Raises:
        NotAllowed: It takes the role editor.
        NotFound: There is no such picture or film, or the picture is not banned there.
    """
    demand("editor", who)
    studio = _given.opened(folder, workspace)
    board = kept.storyboard_of(studio.catalogue, film) if film else None
    found = kept.picture_of(studio.campaign.pictures, picture).id
    kept.allow(studio.catalogue, board, found, _given.name_of(who), note)
    return PictureDecision(film=board.id if board else "", picture=found)


def elements(
    folder: Path | str,
    film: str,
    element: str | None = None,
    *,
    workspace: Path | None = None,
) -> FilmElements:
    """The actors, props, objects and locations of a film, or one of them by id or name.

    Raises:
        NotFound: There is no such film or element, or the film's step `continuity` was not made.
    """
    catalogue = _given.catalogue(folder, workspace)
    board = kept.storyboard_of(catalogue, film)
    of = kept.bound(catalogue, board)
    shown = (kept.element_of(of, element),) if element else of.elements
    return FilmElements(film=board.id, elements=shown, blueprints=of.blueprints)


def flag(
    folder: Path | str,
    film: str,
    element: str,
    how: Flag,
    *,
    note: str = "",
    who: str | None = None,
    workspace: Path | None = None,
) -> ElementDecision:
    """Say whether an element must look the same in every scene of a film.

    Args:
        folder: The campaign's folder.
        film: A storyboard or film as `status` names it.
        element: An element's id or name.
        how: "must match", "may differ", or "as found": as the step `continuity` found it.
        note: Why, for the record.
        who: Who decides; None: the person of the settings.
        workspace: Where results are kept; None: FOLDER/.reelwright.

    Raises:
        NotAllowed: It takes the role editor.
        NotFound: There is no such film or element.
    """
    demand("editor", who)
    catalogue = _given.catalogue(folder, workspace)
    board = kept.storyboard_of(catalogue, film)
    found = kept.element_of(kept.bound(catalogue, board), element)
    kept.flag(catalogue, board, found.id, how, _given.name_of(who), note)
    return ElementDecision(film=board.id, element=found, flag=how)


def _boards(catalogue: Catalogue) -> list[Storyboard]:
    return [
        kept.storyboard_of(catalogue, result.value["storyboard"])
        for result in catalogue.items("continuity")
    ]
