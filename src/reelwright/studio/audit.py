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
from ..store.evidence import compare
from . import _given

if TYPE_CHECKING:
    from ..domain.asset import Namespace
    from ..store import Catalogue
    from ..store.trail import Trail

MADE: tuple["Namespace", ...] = ("takes", "releases")
"""Where bytes lie that only a run makes."""

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
    whether the mark that was asked for is still among them. differing: what decisions and edits say
    otherwise than the lines, in words. older: how many of them are from before there was an audit.
    emptied: what stands although there is no line; "" where nothing does.
    """

    lines: int
    mark: str
    broken: int | None
    held: bool
    differing: tuple[str, ...] = ()
    older: int = 0
    emptied: str = ""

    @property
    def sound(self) -> bool:
        """Whether nothing was changed, taken out or slipped in, as far as can be told."""
        whole = self.broken is None and self.held
        return whole and not self.differing and not self.emptied


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

    A campaign's decisions and edits are compared with it both ways. Lines cut off at the end that
    tell of something else (a run, a sweep) are told only by a mark that was noted elsewhere.

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
        proof = trail.verify(mark)
    if folder is None:
        return Verified(**vars(proof))
    catalogue = _given.catalogue(folder, workspace)
    try:
        found = compare(catalogue, _kinds())
        emptied = "" if proof.lines else _standing(catalogue, folder, workspace)
        return Verified(**vars(proof), **vars(found), emptied=emptied)
    finally:
        catalogue.close()


def _kinds() -> dict[str, str]:
    """Every kind of decision, with what stands before its items' names in the audit."""
    from ..workflow.campaign.gates import STAGE
    from ..workflow.campaign.references import ELEMENT, PICTURE
    from ..workflow.campaign.retakes import TAKE
    from ..workflow.campaign.routes import ROUTE
    from ..workflow.campaign.submissions import SUBMISSION

    return {**STAGE, **dict.fromkeys((ELEMENT, PICTURE, ROUTE, SUBMISSION, TAKE), "")}


def _standing(catalogue: "Catalogue", folder: Path | str, workspace: Path | None) -> str:
    """What would have a line in the audit, of all that there is; "" where nothing has."""
    from ..settings import workspace_of
    from ..store.jobs import Jobs
    from ..wiring.places import store

    if catalogue.decisions():
        return "decisions"
    if catalogue.edits():
        return "edits"
    if catalogue.begun():
        return "results of runs"
    jobs = Jobs.beside(catalogue)
    if jobs and jobs.listed():
        return "clips that were asked for"
    # A catalogue that was replaced by an empty one knows of nothing; the bytes are still there.
    settings = _given.settings(workspace=workspace)
    kept = store(workspace_of(Path(folder), settings), settings)
    return "takes or films" if any(n for s in MADE for n in kept.listing(s)) else ""


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
