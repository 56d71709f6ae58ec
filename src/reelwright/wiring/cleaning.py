"""All that this program made, of the kinds that one chooses, and its removal heap by heap."""

import re
import time
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory

from ..domain.errors import NotAllowed, StudioError
from ..domain.knowledge import Role
from ..settings import Settings, campaigns_home, library_home, page_tools
from ..store import emptying
from ..store.database import Database
from ..store.folder import ABANDONED
from ..store.hands import SILENT, Hands
from ..workflow.engine.lease import living
from .heaps import KINDS, Heap, HeapKind, files, heaps_of, removed, weighed
from .houses import LAID, REMOVED
from .libraries import open_library, store_of_base
from .places import house_of, on_server, shared, shared_runs, store
from .sites import MadeAt, at_work, house_there, sites, stop_all
from .workers import PROBE

WITH: Mapping[HeapKind, tuple[HeapKind, ...]] = {
    "campaigns": ("assets", "speech", "pipeline"),
    "house": KINDS,
}
"""What goes with a kind: what was made of a campaign goes before the campaign does."""

_LOCK = re.compile("[0-9a-f]{16}")

HALVES = (".new-*", f"{LAID}/*/work-*", f"{LAID}/*/part-*")
"""What processes that died left half-written among the campaigns."""

Told = Callable[[str], None]


@dataclass(frozen=True)
class Premises:
    """What is looked at: whose house, which folders besides, for whom, and whether it is in use.

    inside: who asks came in by a door of a service, which works with the house meanwhile. stop:
    what is under way will be stopped before. least: what who asks may do in every base.
    """

    settings: Settings
    by: str
    folders: tuple[Path, ...] = ()
    inside: bool = False
    stop: bool = False
    least: Role | None = None


def chosen(kinds: Collection[HeapKind]) -> tuple[HeapKind, ...]:
    """The kinds that were named with all that goes with them; all of them where none was."""
    wanted = {k for kind in kinds for k in (kind, *WITH.get(kind, ()))} or set(KINDS)
    return tuple(kind for kind in KINDS if kind in wanted)


def heaps(at: Premises, kinds: Sequence[HeapKind]) -> list[Heap]:
    """What there is of these kinds, in the order in which it goes. Nothing is changed.

    Raises InvalidIntake for a folder in which nothing was made, StoreFailed.
    """
    settings = at.settings
    all_ = sites(settings, at.folders)
    busy = {} if at.stop else at_work(all_, settings)
    found = list(_house_heaps(at, all_, busy))
    for site in all_:
        found += heaps_of(site, settings, at.by, busy.get(site, ""))
    found = [heap for heap in found if heap.kind in kinds]
    if "house" in kinds:
        found += _house(at, [heap for heap in found if heap.why])
    return sorted(found, key=lambda heap: KINDS.index(heap.kind))


def clear(at: Premises, kinds: Sequence[HeapKind], told: Told) -> tuple[list[Heap], list[Heap]]:
    """Take away what there is; returns the heaps that went, and those that are left with why.

    What holds data stays where its data could not go. told: hears each step once it is done.
    Cut off, the next call goes on.
    """
    went, failed = list[Heap](), dict[str, str]()
    foreign = [heap for heap in heaps(at, kinds) if heap.foreign]
    # What all else is known by is looked at when that is gone.
    before: Sequence[HeapKind] = [kind for kind in kinds if kind != "house"]
    for part in (before, kinds):
        for heap in heaps(at, part):
            if heap.why or heap.thing in failed or (heap.kind == "house" and failed):
                continue
            try:
                for step in heap.take() or ():
                    told(step)
            except (StudioError, OSError) as problem:
                failed[heap.thing] = f"{heap.what} could not be removed: {problem}"
                continue
            went.append(heap)
            told(f"{heap.kind}: {heap.thing}: removed {heap.what} ({heap.where})")
        if "house" not in kinds:
            break
        at = _there(at)
    _hollows(at, kinds, failed)
    left = [
        replace(heap, why=heap.why or failed.get(heap.thing, "") or _CAME)
        for heap in heaps(_there(at), kinds)
    ]
    # Where nothing of ours is left, what lies beside is not looked at any more; it is there still.
    seen = {(heap.thing, heap.what) for heap in left}
    return went, [*left, *(h for h in foreign if (h.thing, h.what) not in seen)]


_CAME = "it came while the rest was removed; clean up again"


def stopped(at: Premises) -> Premises:
    """Stop what is under way and wait a while until it rests; what still works then is left."""
    all_ = sites(at.settings, at.folders)
    stop_all(list(at_work(all_, at.settings)), at.settings, at.by)
    return replace(at, stop=False)


def _there(at: Premises) -> Premises:
    """The same premises without the folders of which nothing is left."""
    from ..settings import workspace_of

    here = [f for f in at.folders if workspace_of(f, at.settings).is_dir()]
    return replace(at, folders=tuple(here))


# -- the house -------------------------------------------------------------------------------------


def _house_heaps(
    at: Premises, all_: Sequence[MadeAt], busy: Mapping[MadeAt, str]
) -> Iterator[Heap]:
    settings = at.settings
    yield from _workers(settings)
    yield from _bases(settings, at.least)
    if shared(settings):
        yield from _journal(settings, busy)


def _workers(settings: Settings) -> Iterator[Heap]:
    house, home = house_there(settings), campaigns_home(settings)
    if house:
        before = time.time() - SILENT
        gone, loose = emptying.silent_hands(house, before), emptying.loose_orders(house)
        if gone:
            yield Heap(
                "workers", "workers", "workers that fell silent", gone, 0, house.place,
                lambda: emptying.forget_silent_hands(house, before),
            )  # fmt: skip
        if loose:
            yield Heap(
                "workers", "orders", "orders that failed, died or were stopped", loose, 0,
                house.place, lambda: emptying.forget_loose_orders(house),
            )  # fmt: skip
        for hand in _living(house):
            why = f"it is at work: end it ({hand.host}, process {hand.pid}) and clean up again"
            what = f"worker {hand.name}"
            yield Heap("workers", "workers", what, 1, 0, hand.host, lambda: None, why)
    late = time.time() - ABANDONED
    halves = [p for like in HALVES for p in home.glob(like) if p.stat().st_mtime < late]
    if halves:
        yield files("workers", "the house", "half-written files of dead processes", halves, home)


def _living(house: Database):
    return Hands(house).listed(time.time()) if "hands" in house.tables() else ()


def _journal(settings: Settings, busy: Mapping[MadeAt, str]) -> Iterator[Heap]:
    runs = shared_runs(settings)
    journal = Database(runs.url, runs.schema, "the journal in")
    if not journal.tables():
        return
    why = "runs that are not at their end are noted in it" if busy else ""
    if count := living(runs.url, runs.schema):
        why = f"{count} worker{'s' if count > 1 else ''} at work take their runs from it"
    yield Heap(
        "pipeline", "the house", "journal of runs", emptying.rows_in(journal),
        emptying.bytes_in(journal), journal.place, lambda: emptying.take_away(journal), why, True,
    )  # fmt: skip


def _bases(settings: Settings, least: Role | None) -> Iterator[Heap]:
    library = open_library(settings, least)
    try:
        for name in library.names():
            yield from _base(settings, name, least)
    finally:
        library.close()


def _base(settings: Settings, name: str, least: Role | None) -> Iterator[Heap]:
    """A base's files first, then its index with all that tells of it."""
    from ..library.access import role_in

    library, thing = open_library(settings, least), f"base {name}"
    folder = library_home(settings) / name
    try:
        base = library.open(name)
        facts = base.facts
        owns = role_in(facts, library.who, least) == "owner"
        why = "" if owns else "only an owner of it may remove it, or an admin of the house"
        with TemporaryDirectory() as apart:
            # On a machine that has no folder of it, none is made.
            at = folder if folder.is_dir() else Path(apart)
            count, size = store_of_base(settings, facts, at).held()
        items = sum(base.ledger.counts().values())
        beside, more = weighed(p for p in folder.glob("*") if p.name != "assets")
    except NotAllowed as problem:
        yield Heap("library", thing, "the base", 1, 0, str(folder), lambda: None, str(problem))
        return
    finally:
        library.close()

    def empty() -> None:
        store_of_base(settings, facts, folder).drop()

    def remove() -> Iterator[str]:
        again = open_library(settings, least)
        try:
            yield from again.remove(name)
        finally:
            again.close()

    at = f"{facts.store.rstrip('/')}/{name}" if facts.store else str(folder / "assets")
    yield Heap("library", thing, "its files", count, size, at, empty, why, True)
    yield Heap(
        "library", thing, f"its index and catalogue, of {items} items", max(1, beside), more,
        facts.index or str(folder), remove, why, True,
    )  # fmt: skip


def _house(at: Premises, staying: Sequence[Heap]) -> Iterator[Heap]:
    """People, keys, lists and audit: what all else is known by, so it goes last."""
    settings = at.settings
    house, evidence = house_there(settings), library_home(settings) / "removed"
    ours = [h for h in staying if not h.foreign and not h.thing.startswith("folder ")]
    why = ""
    if at.inside:
        why = (
            "whoever is signed in needs it; end the service and its workers, then run "
            "`reelwright cleanup` on the machine"
        )
    elif ours:
        why = f"what stays is known by it ({ours[0].thing}: {ours[0].why})"
    if evidence.is_dir():
        what = "audit and receipts of bases that were removed"
        yield files("house", "the house", what, [evidence], evidence, why)
    if fetched := _fetched(page_tools(settings)):
        what = "packages that landing pages are built with"
        yield files("house", "the house", what, fetched, page_tools(settings), why)
    if settings.assets_url:
        yield from _probe(settings, why)
    if house:
        rows, size = emptying.rows_in(house), emptying.bytes_in(house)
        yield Heap(
            "house", "the house", "people, keys, lists and the audit", rows, size, house.place,
            lambda: _demolish(settings), why, True,
        )  # fmt: skip


def _fetched(home: Path) -> list[Path]:
    """The folders that packages of Node were installed in, each named by its lock's digest."""
    return sorted(p.parent for p in home.glob("*/node_modules") if _LOCK.fullmatch(p.parent.name))


def _demolish(settings: Settings) -> None:
    house, file = house_of(settings)
    emptying.take_away(house)
    if on_server(settings) and file.exists():
        emptying.take_away(Database(file, what="the house"))


def _probe(settings: Settings, why: str) -> Iterator[Heap]:
    def empty() -> None:
        with TemporaryDirectory() as cache:
            store(Path(cache), settings, PROBE).drop()

    with TemporaryDirectory() as cache:
        count, size = store(Path(cache), settings, PROBE).held()
    if count:
        place = f"{settings.assets_url.rstrip('/')}/{PROBE}"
        yield Heap("house", "the house", "probes of workers", count, size, place, empty, why)


def _hollows(at: Premises, kinds: Sequence[HeapKind], failed: Collection[str]) -> None:
    """Take empty folders away that held what went."""
    home = campaigns_home(at.settings)
    if "campaigns" in kinds:
        places = [home / REMOVED, home / LAID, *home.glob(f"{LAID}/*"), home / ".clips"]
        for site in sites(at.settings, _there(at).folders):
            places += [p for p in (site.workspace, site.folder if site.ours else None) if p]
        for place in places:
            _hollow(place)
    if "house" in kinds and not failed and house_there(at.settings) is None:
        removed(home.glob(".*.lock"))
        for place in (home, library_home(at.settings), page_tools(at.settings)):
            _hollow(place)


def _hollow(place: Path) -> None:
    if place.is_dir() and not weighed([place])[0]:
        removed([place])
