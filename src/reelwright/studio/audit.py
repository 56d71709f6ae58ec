"""The audit: who did what, to which item, when and why; lines that nobody can change unnoticed.

Every decision about a campaign is kept in one transaction with its line here, and what is no
decision (a run, a snapshot, a sweep) is noted before it is done. The house has an audit of its own,
of its people and its knowledge bases; what is done to a base's items stands in `bases.audit`.
"""

from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from ..domain.base import Frozen
from . import _given

if TYPE_CHECKING:
    from ..store.trail import Trail

MOST = 1_000
"""Lines that are returned at once."""


class AuditEntry(Frozen):
    """One act: when (UTC, ISO 8601), who, what they did, to which thing, how, and why.

    mark: hex SHA-256 over the line and the mark of the one before.
    """

    number: int
    at: str
    who: str
    what: str
    thing: str
    detail: str
    why: str
    mark: str


class Verified(Frozen):
    """What a look along the chain of marks found.

    broken: the number of the first line that does not follow from those before; None: all do. mark
    is the last line's: noted elsewhere, it tells later whether lines were cut off behind it. held:
    whether the mark that was asked for is still among them.
    """

    lines: int
    mark: str
    broken: int | None
    held: bool

    @property
    def sound(self) -> bool:
        """Whether nothing was changed, taken out or slipped in."""
        return self.broken is None and self.held


def listed(
    folder: Path | str | None = None,
    thing: str = "",
    *,
    after: int = 0,
    limit: int = MOST,
    workspace: Path | None = None,
) -> tuple[AuditEntry, ...]:
    """Lines of the audit, oldest first.

    Args:
        folder: The campaign's folder, or a folder of clips; None: the house's own audit.
        thing: Only what was done to this: an item as `status` names it, a picture, a person.
        after: Only lines with a higher number.
        limit: How many at most.
        workspace: Where results are kept; None: FOLDER/.reelwright.

    Raises:
        NotFound: Nothing of the campaign was made yet.
    """
    with _trail(folder, workspace) as trail:
        if trail is None:
            return ()
        # Some acts name an item with its kind, as `status` does, and some without.
        things = {thing, thing.partition("/")[2] or thing} if thing else ()
        found = trail.lines(*sorted(things), after=after, limit=limit)
        return tuple(AuditEntry(**vars(line)) for line in found)


def verify(
    folder: Path | str | None = None, *, mark: str = "", workspace: Path | None = None
) -> Verified:
    """Look along the audit whether any line was changed, taken out or slipped in.

    Args:
        folder: The campaign's folder, or a folder of clips; None: the house's own audit.
        mark: A mark that was noted before: whether it is still there tells of lines cut off.
        workspace: Where results are kept; None: FOLDER/.reelwright.

    Raises:
        NotFound: Nothing of the campaign was made yet.
    """
    with _trail(folder, workspace) as trail:
        if trail is None:
            return Verified(lines=0, mark="", broken=None, held=not mark)
        return Verified(**vars(trail.verify(mark)))


@contextmanager
def _trail(folder: Path | str | None, workspace: Path | None) -> Generator["Trail | None"]:
    from ..wiring.places import house_trail

    trail = (
        house_trail(_given.settings(), make=False)
        if folder is None
        else _given.catalogue(folder, workspace).trail
    )
    try:
        yield trail
    finally:
        if trail is not None:
            trail.close()
