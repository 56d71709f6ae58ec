"""Which back end a person chose for a scene; kept among the catalogue's decisions for ever."""

from ...backends import registry
from ...domain.errors import NotFound
from ...domain.storyboard import Storyboard
from ...store.catalogue import Catalogue, Decision, now
from .naming import former_boards

ROUTE = "route"
"""The gate, as the catalogue calls it, that these decisions are noted under."""


def choose_backend(
    catalogue: Catalogue,
    board: Storyboard,
    scene: str,
    backend: str | None,
    who: str,
    note: str = "",
) -> None:
    """Let a back end ("motion") film a scene in all formats and languages; None: as it comes.

    Raises NotFound for a scene or a back end that there is not.
    """
    if scene not in {s.id for s in board.scenes}:
        there = ", ".join(s.id for s in board.scenes)
        raise NotFound(f"{board.id} has no scene {scene!r}; it has {there}")
    if backend is not None:
        registry.entry(f"video/{backend}")
    what = "use" if backend else "free"
    item = f"{board.id}/{scene}"
    catalogue.decide(Decision(ROUTE, item, backend or "", what, who, note, now()))


def chosen_backend(catalogue: Catalogue, board: str, scene: str) -> str | None:
    """The back end that a person chose for a scene of a storyboard (its id), or None.

    It is chosen as well under the names that the storyboard's segment had before.
    """
    names = {f"{name}/{scene}" for name in former_boards(catalogue, board)}
    last = [d for d in catalogue.decisions() if d.gate == ROUTE and d.item in names]
    return last[-1].digest if last and last[-1].decision == "use" else None
