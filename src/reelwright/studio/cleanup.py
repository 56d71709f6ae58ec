"""What this program made, by kind: shown first, then removed, and what is left is told with why.

Nothing of a person's own goes: a campaign's folder that lies where they put it loses what was made
of it, and keeps their files. What came in through the house (begun or uploaded there) is its own.
"""

from collections.abc import Callable, Iterable, Sequence
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Literal, get_args

from ..domain.base import Frozen, digest_of
from ..domain.errors import Conflict
from . import _audit, _given
from ._rights import demand, standing

if TYPE_CHECKING:
    from ..wiring.cleaning import Premises
    from ..wiring.heaps import Heap

CleanupKind = Literal["workers", "assets", "speech", "pipeline", "library", "campaigns", "house"]
"""workers: what dead ones left, and orders that failed. assets: takes, films, clips, exports.
speech: what was recorded. pipeline: results, decisions, journals. library: knowledge bases with
their indexes. campaigns: all that is left of them. house: people, keys, lists and the audit,
and what was fetched to build landing pages with."""

KINDS: tuple[CleanupKind, ...] = get_args(CleanupKind)


class CleanupHeap(Frozen):
    """Things of one kind that go together, or stay.

    thing: whose they are. what: what they are. where: a folder, an address or a space. why: why
    they stay; "": they go. ours: this program made them, or keeps them for the house.
    """

    kind: CleanupKind
    thing: str
    what: str
    count: int
    bytes: int
    where: str
    why: str = ""
    ours: bool = True


class CleanupPlan(Frozen):
    """What would go of the kinds that were chosen, and what would stay.

    kinds: with those that go along. mark: of what was shown, so that this and nothing else goes.
    """

    kinds: tuple[CleanupKind, ...]
    goes: tuple[CleanupHeap, ...]
    stays: tuple[CleanupHeap, ...]
    mark: str


class CleanupReport(Frozen):
    """What went, in its order, with every step; and what there is of these kinds after it."""

    kinds: tuple[CleanupKind, ...]
    went: tuple[CleanupHeap, ...]
    left: tuple[CleanupHeap, ...]
    steps: tuple[str, ...]


def plan(
    only: Iterable[CleanupKind] = (),
    *,
    folders: Sequence[Path | str] = (),
    stop: bool = False,
    who: str | None = None,
) -> CleanupPlan:
    """Say what would go; nothing is changed.

    Args:
        only: Kinds; () is all. With "campaigns" goes what was made of them, with "house" all.
        folders: Folders of campaigns or clips besides that are not of the house.
        stop: What is under way will be stopped first, and go as well.
        who: Who asks; None: the person of the settings.

    Raises:
        NotAllowed: It takes the role admin.
        InvalidIntake: In a folder nothing was made.
    """
    from ..wiring import cleaning

    kinds = cleaning.chosen(tuple(only))
    return _planned(kinds, cleaning.heaps(_ground(folders, stop, who), kinds))


def remove(
    only: Iterable[CleanupKind] = (),
    *,
    folders: Sequence[Path | str] = (),
    mark: str = "",
    stop: bool = False,
    listener: Callable[[str], None] = lambda _: None,
    who: str | None = None,
) -> CleanupReport:
    """Take away what there is: of each thing its data first, then what held it.

    What is under way is left alone, with all of its campaign. Cut off half-way, call it again.

    Args:
        only: Kinds; () is all. With "campaigns" goes what was made of them, with "house" all.
        folders: Folders of campaigns or clips besides that are not of the house.
        mark: A plan's: only what it showed goes; "": whatever is there.
        stop: Stop what is under way first.
        listener: Hears each step once it is done.
        who: Who asks; None: the person of the settings.

    Raises:
        NotAllowed: It takes the role admin.
        InvalidIntake: In a folder nothing was made.
        Conflict: Something else would go than the plan showed.
    """
    from ..wiring import cleaning

    kinds, premises = cleaning.chosen(tuple(only)), _ground(folders, stop, who)
    shown = _planned(kinds, cleaning.heaps(premises, kinds))
    if mark and mark != shown.mark:
        raise Conflict(
            "what there is to remove changed since it was shown; nothing was removed: look at it "
            "again, and confirm that"
        )
    steps = list[str]()

    def told(step: str) -> None:
        steps.append(step)
        listener(step)

    size = sum(heap.bytes for heap in shown.goes)
    detail = f"{sum(heap.count for heap in shown.goes)} things, {size} bytes"
    with _noted(who, ", ".join(kinds), detail):
        if stop:
            premises = cleaning.stopped(premises)
        went, left = cleaning.clear(premises, kinds, told)
    return CleanupReport(
        kinds=kinds,
        went=tuple(map(_told, went)),
        left=tuple(map(_told, left)),
        steps=tuple(steps),
    )


def _ground(folders: Sequence[Path | str], stop: bool, who: str | None) -> "Premises":
    from ..wiring.cleaning import Premises

    by = demand("admin", who)
    inside = _given.limits() is not None
    settings, named = _given.settings(who=who), tuple(map(Path, folders))
    return Premises(settings, by, named, inside, stop, standing(who))


def _noted(who: str | None, kinds: str, detail: str) -> AbstractContextManager[object]:
    """A line in the audit of the house, where there is a house."""
    from ..store.trail import CLEANED
    from ..wiring.sites import house_there

    settings = _given.settings(who=who)
    if house_there(settings) is None:
        return nullcontext()
    return _audit.in_house(settings, who, CLEANED, kinds, detail)


def _planned(kinds: tuple[CleanupKind, ...], found: "Sequence[Heap]") -> CleanupPlan:
    goes = tuple(_told(heap) for heap in found if not heap.why)
    # What a database in use takes on the disk changes by itself.
    shown = [
        [h.kind, h.thing, h.what, h.count, 0 if h.live else h.bytes, h.where]
        for h in found
        if not h.why
    ]
    stays = tuple(_told(heap) for heap in found if heap.why)
    return CleanupPlan(kinds=kinds, goes=goes, stays=stays, mark=digest_of([kinds, shown]))


def _told(heap: "Heap") -> CleanupHeap:
    return CleanupHeap(
        kind=heap.kind,
        thing=heap.thing,
        what=heap.what,
        count=heap.count,
        bytes=heap.bytes,
        where=heap.where,
        why=heap.why,
        ours=not heap.foreign,
    )
