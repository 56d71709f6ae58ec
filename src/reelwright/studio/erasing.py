"""One respondent erased: their row, and every trace of it; said first, done once that is confirmed.

What others gave as well stays, and figures of many. What was made of the row is remade only when
somebody asks for it: until then it is told as stale.
"""

from collections.abc import Callable, Generator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from ..domain.base import Frozen
from ..domain.errors import StudioError
from . import _audit, _given
from ._enrolled import enrolled
from ._rights import demand

if TYPE_CHECKING:
    from ..wiring.erasing import KeptAt, Remains


class Erasure(Frozen):
    """What is kept of a respondent, or was taken away.

    done: it was taken away; else nothing was changed. rows: how many of the survey are theirs, by
    file. kept: files in the stores that hold their answers. results, edits: how many do. files:
    others that this program wrote. left: what stays, and what to do about it. beyond: what is not
    reached anywhere. steps: what was done. stale: what no longer stands, and is remade when
    somebody asks for it.
    """

    done: bool
    rows: dict[str, int]
    kept: int
    results: int
    edits: int
    files: tuple[str, ...]
    left: tuple[str, ...]
    beyond: tuple[str, ...]
    steps: tuple[str, ...] = ()
    stale: tuple[str, ...] = ()


def erase(
    folder: Path | str,
    respondent: str,
    *,
    yes: bool = False,
    listener: Callable[[str], None] = lambda _: None,
    workspace: Path | None = None,
    who: str | None = None,
) -> Erasure:
    """Say what is kept of a respondent, or take it all away.

    Args:
        folder: The campaign's folder.
        respondent: Their id, an e-mail address, any answer that they alone gave, or "row-17" for
            the row on line 17 of the file.
        yes: Take it away; else nothing is changed.
        listener: Hears each step once it is done.
        workspace: Where results are kept; None: FOLDER/.reelwright.
        who: Who erases; None: the person of the settings.

    Raises:
        NotAllowed: It takes the role admin.
        NotFound: No row is theirs.
        InvalidIntake: Several people may be meant, or the file cannot be written without loss;
            nothing was changed.
        StudioError: Something is made of the campaign just now.
    """
    from ..wiring.erasing import KeptAt

    demand("admin", who)
    at = Path(folder)

    def write(made: Mapping[str, bytes]) -> None:
        _write(at, made)

    ground = KeptAt(at, _given.settings(workspace=workspace), write)
    return _erased(ground, respondent, yes, listener, who)


def erase_in(
    name: str,
    respondent: str,
    *,
    yes: bool = False,
    who: str | None = None,
) -> Erasure:
    """As `erase`, in a campaign of the house: in its orders and comments too, and on its servers.

    Args:
        name: The campaign.
        respondent: Their id, an e-mail address, any answer that they alone gave, or "row-17".
        yes: Take it away; else nothing is changed.
        who: Who erases; None: the person of the settings.

    Raises:
        NotAllowed: It takes the role admin.
        NotFound: There is no such campaign, or no row is theirs.
        InvalidIntake: Several people may be meant, or the file cannot be written without loss;
            nothing was changed.
        StudioError: Something is made of the campaign just now.
    """
    from ..wiring.erasing import KeptAt
    from ..wiring.houses import editing, folder_of

    demand("admin", who)
    settings, entry = _given.settings(), enrolled(name, who)

    def write(made: Mapping[str, bytes]) -> None:
        with editing(entry, settings) as at:
            _write(at, made)

    ground = KeptAt(folder_of(entry, settings), settings, write, name, entry.place)
    return _erased(ground, respondent, yes, lambda _: None, who)


def _erased(
    ground: "KeptAt",
    respondent: str,
    yes: bool,
    listener: Callable[[str], None],
    who: str | None,
) -> Erasure:
    from ..wiring.erasing import clear, find

    found = find(ground, respondent)
    if not yes:
        return _told(ground, found)
    steps = list[str]()

    def told(step: str) -> None:
        steps.append(step)
        listener(step)

    with _noted(ground, found, who):
        clear(ground, found, told)
    return _told(ground, found).model_copy(
        update={"done": True, "steps": tuple(steps), "stale": _stale(ground)}
    )


@contextmanager
def _noted(ground: "KeptAt", found: "Remains", who: str | None) -> Generator[None]:
    """A line in the campaign's audit, or the house's, that says nothing of the respondent."""
    rows = f"{found.rows} row{'s' if found.rows > 1 else ''}"
    files = sum(map(len, found.kept.values()))
    detail = f"{rows}, {found.results} results, {files} kept files"
    name = ground.name or ground.folder.resolve().name
    if ground.name:
        with _audit.in_house(ground.settings, who, ERASED, name, detail):
            yield
        return
    from ..wiring.places import catalogue_of

    catalogue = catalogue_of(ground.workspace, ground.settings)
    with _audit.acting(catalogue.trail, who, ERASED, name, detail):
        yield


ERASED = "erase a respondent"
"""What an erasure is called in an audit."""


def _told(ground: "KeptAt", found: "Remains") -> Erasure:
    from ..wiring.erasing import beyond

    return Erasure(
        done=False,
        rows={name: len(rows.lines) for name, rows in found.files.items()},
        kept=sum(map(len, found.kept.values())),
        results=found.results,
        edits=found.edits,
        files=tuple(path.name for path in found.beside),
        left=tuple(found.left),
        beyond=beyond(ground.settings),
    )


def _stale(ground: "KeptAt") -> tuple[str, ...]:
    """What no longer stands, with why; () where nothing was made, or the campaign is not whole."""
    from ..wiring.houses import folder_of
    from . import campaigns

    try:
        at = folder_of(enrolled(ground.name), ground.settings) if ground.name else None
        rows = campaigns.stale(at or ground.folder, workspace=ground.settings.workspace)
    except StudioError:
        return ()
    return tuple(f"{row.name}: {row.why}" for row in rows)


def _write(folder: Path, made: Mapping[str, bytes]) -> None:
    from ..store.snapshot import MOST_BYTES
    from ._received import write_within

    for name, data in made.items():
        write_within(folder / name, data, MOST_BYTES, name)
