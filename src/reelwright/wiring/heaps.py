"""What there is to remove at a site, heap by heap: the data of each before what holds it."""

import shutil
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Literal, get_args

from ..cutting.kept import FORMER
from ..domain.asset import Namespace
from ..domain.errors import StoreFailed
from ..settings import Settings, campaigns_home
from ..store import emptying
from ..store.catalogue import Catalogue
from ..store.database import Database
from ..store.emptying import files_of
from ..store.folder import NAMESPACES, FolderStore
from ..store.retention import digests_in
from ..store.roster import Roster
from ..store.trail import CLEANED
from ..workflow.engine.lease import leases_in
from .places import on_server, space_of
from .sites import (
    RUNS,
    MadeAt,
    catalogue_at,
    house_there,
    jobs_at,
    laid_out,
    rows_at,
    runs_at,
    shelves_at,
)

HeapKind = Literal["workers", "assets", "speech", "pipeline", "library", "campaigns", "house"]
"""In the order in which heaps are removed."""

KINDS: tuple[HeapKind, ...] = get_args(HeapKind)

MADE: tuple[Namespace, ...] = ("takes", "releases")
"""Where bytes lie that this program made; in the others are copies of what was given."""

RECORDED, STILLS = "recording", "reference still"
"""Stages whose results hold recorded speech, and pictures that were made for scenes."""

_MADE_THERE = ("review", "films", "spans", "pages", FORMER)
"""Folders of a workspace with films, their parts and pages."""

_TAKEN_OVER = ("catalogue.db", "jobs.db")

_STATE = ("index", "status.json", "schema", "work.log", "defects.log", "working.lock")
"""What a workspace keeps of how its work stands, beside its databases."""


@dataclass(frozen=True)
class Heap:
    """Things of one kind that go together.

    thing: whose they are; what: what they are, in words; where: a folder, an address or a space.
    take: removes them, whatever is there by then, and may tell its steps. why: why they stay; "":
    they go. live: their bytes change by themselves, as those of a database in use. foreign: they
    are no work of this program, and are only told of.
    """

    kind: HeapKind
    thing: str
    what: str
    count: int
    bytes: int
    where: str
    take: Callable[[], Iterable[str] | None]
    why: str = ""
    live: bool = False
    foreign: bool = False


def heaps_of(site: MadeAt, settings: Settings, by: str, busy: str) -> Iterator[Heap]:
    """What there is at a site, of every kind. by: whom audits name. busy: what is under way."""
    made = _sorted(site, settings)
    found = [
        *_dead_leases(site),
        *_gallery(site, settings),
        *_bytes(site, settings, made),
        *_written(site, settings),
        *_state(site, settings, by),
        *_rest(site, settings, made),
        *_own_files(site),
        *_listing(site, settings, by),
    ]
    for heap in found:
        why = heap.why or (busy if heap.kind != "workers" else "")
        if heap.count or heap.bytes:
            yield replace(heap, why=why)


def called(site: MadeAt) -> str:
    """A site as people are told of it."""
    return {
        "campaign": f"campaign {site.name}",
        "clips": "clips of the house",
        "folder": f"folder {site.name}",
        "put away": f"removed campaign {site.name}",
    }[site.kind]


# -- bytes -----------------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Made:
    """Sizes by namespace and SHA-256 of what was made, and of recorded speech."""

    assets: dict[Namespace, dict[str, int]]
    speech: dict[Namespace, dict[str, int]]


def _sorted(site: MadeAt, settings: Settings) -> _Made:
    catalogue = catalogue_at(site, settings)
    spoken, stills = (_digests(catalogue, stage) for stage in (RECORDED, STILLS))
    assets: dict[Namespace, dict[str, int]] = {}
    speech: dict[Namespace, dict[str, int]] = {}
    with shelves_at(site, settings) as shelves:
        for namespace in NAMESPACES if shelves else ():
            assert shelves is not None
            for kept in shelves.kept(namespace):
                if namespace in MADE and kept.sha256 in spoken:
                    speech.setdefault(namespace, {})[kept.sha256] = kept.bytes
                elif namespace in MADE or kept.sha256 in stills:
                    assets.setdefault(namespace, {})[kept.sha256] = kept.bytes
    return _Made(assets, speech)


def _digests(catalogue: Catalogue | None, stage: str) -> frozenset[str]:
    results = catalogue.every(stage) if catalogue else ()
    return frozenset(sha for result in results for sha in digests_in(result.value))


def _bytes(site: MadeAt, settings: Settings, made: _Made) -> Iterator[Heap]:
    where = _bytes_at(site, settings)
    yield _kept(
        "assets", site, "takes, stills and films", made.assets, where,
        lambda: _take_bytes(site, settings, _sorted(site, settings).assets),
    )  # fmt: skip
    yield _kept(
        "speech", site, "recorded speech", made.speech, where,
        lambda: _take_bytes(site, settings, _sorted(site, settings).speech),
    )  # fmt: skip


def _kept(
    kind: HeapKind,
    site: MadeAt,
    what: str,
    found: dict[Namespace, dict[str, int]],
    where: str,
    take: Callable[[], None],
) -> Heap:
    sizes = [size for shas in found.values() for size in shas.values()]
    return Heap(kind, called(site), what, len(sizes), sum(sizes), where, take)


def _take_bytes(site: MadeAt, settings: Settings, found: dict[Namespace, dict[str, int]]) -> None:
    """First what is kept by key, then the bytes: a result never promises what is gone."""
    with shelves_at(site, settings) as shelves:
        if shelves is None:
            return
        going = {(n, sha) for n, shas in found.items() for sha in shas}
        there = {(n, k.sha256) for n in NAMESPACES for k in shelves.kept(n)}
        lost = {sha for _, sha in going} - {sha for _, sha in there - going}
        if catalogue := catalogue_at(site, settings):
            emptying.let_go(catalogue, lambda value: not lost.isdisjoint(digests_in(value)))
        for namespace, shas in found.items():
            shelves.remove(namespace, sorted(shas), CLEANED)
    copies = laid_out(site, settings)
    for cache in copies.glob("*/.reelwright/assets") if copies else ():
        for _, sha in going:
            FolderStore(cache).discard(sha)


def _bytes_at(site: MadeAt, settings: Settings) -> str:
    if settings.assets_url and site.place:
        return f"{settings.assets_url.rstrip('/')}/{site.place}"
    return str(site.workspace / "assets") if site.workspace else ""


# -- rows ------------------------------------------------------------------------------------------


def _gallery(site: MadeAt, settings: Settings) -> Iterator[Heap]:
    house = house_there(settings)
    if site.kind == "clips" and house:
        yield Heap(
            "assets", called(site), "clips and pictures in the gallery",
            emptying.gallery_rows(house), 0, house.place, partial(emptying.forget_gallery, house),
        )  # fmt: skip


def _state(site: MadeAt, settings: Settings, by: str) -> Iterator[Heap]:
    catalogue, thing = catalogue_at(site, settings), called(site)
    if catalogue:
        yield Heap(
            "pipeline", thing, "rows of results, decisions and edits",
            emptying.memo_rows(catalogue), 0, catalogue.database.place,
            lambda: emptying.forget(catalogue, by), live=True,
        )  # fmt: skip
    jobs = jobs_at(site, settings)
    if jobs and jobs.path:
        yield _database("pipeline", thing, "jobs of clips", jobs.database)
    if site.workspace and (file := site.workspace / "workflow.db").exists():
        yield _database("pipeline", thing, "journal of runs", Database(file, what="the journal in"))
    if (runs := runs_at(site, settings)) and not runs.shared:
        journal = Database(runs.url, space_of(site.place, RUNS), "the journal in")
        yield _database("pipeline", thing, "journal of runs", journal)
    if site.workspace:
        paths = [site.workspace / name for name in _STATE]
        yield files("pipeline", thing, "state of the work", paths, site.workspace)
        if on_server(settings):
            paths = [p for name in _TAKEN_OVER for p in files_of(site.workspace / name)]
            yield files("pipeline", thing, "files that a server took over", paths, site.workspace)
    if copies := laid_out(site, settings):
        yield files("pipeline", thing, "copies of its files on this machine", [copies], copies)


def _database(kind: HeapKind, thing: str, what: str, found: Database) -> Heap:
    rows, size = emptying.rows_in(found), emptying.bytes_in(found)
    take = partial(emptying.take_away, found)
    return Heap(kind, thing, what, rows, size, found.place, take, live=True)


# -- files -----------------------------------------------------------------------------------------


def files(
    kind: HeapKind, thing: str, what: str, paths: Sequence[Path], where: Path, why: str = ""
) -> Heap:
    """Files and folders that go as a whole."""
    count, size = weighed(paths)
    return Heap(kind, thing, what, count, size, str(where), partial(removed, paths), why)


def weighed(paths: Iterable[Path]) -> tuple[int, int]:
    """How many files there are at and under these paths, and their bytes; links count as such."""
    sizes = [p.lstat().st_size for top in paths for p in _all(top)]
    return len(sizes), sum(sizes)


def _all(top: Path) -> Iterator[Path]:
    if top.is_symlink() or top.is_file():
        yield top
    elif top.is_dir():
        yield from (p for p in top.rglob("*") if p.is_symlink() or not p.is_dir())


def removed(paths: Iterable[Path]) -> None:
    """Take files and folders away; nothing that a link leads to. Raises StoreFailed."""
    for path in paths:
        try:
            if path.is_dir() and not path.is_symlink():
                shutil.rmtree(path)
            else:
                path.unlink(missing_ok=True)
        except OSError as problem:
            raise StoreFailed(
                f"{problem.filename or path} could not be removed: {problem.strerror}; put that "
                "right, then clean up again"
            ) from problem


def bare(folder: Path) -> None:
    """Take a folder away that has nothing in it."""
    if folder.is_dir() and not any(folder.iterdir()):
        folder.rmdir()


def _dead_leases(site: MadeAt) -> Iterator[Heap]:
    if site.workspace:
        folder = site.workspace / "leases"
        _, dead = leases_in(folder)
        yield files("workers", called(site), "leases of processes that ended", dead, folder)


def _written(site: MadeAt, settings: Settings) -> Iterator[Heap]:
    thing = called(site)
    if site.folder:
        out, batches = site.folder / "out", _batches(site, settings)
        known = _exports(out)

        def take() -> None:
            removed((*known, *batches))
            bare(out)

        count, size = weighed((*known, *batches))
        at = str(site.folder if batches else out)
        yield Heap("assets", thing, "exported films and pages", count, size, at, take)
        if not site.ours:
            why = "they were not written by this program"
            yield replace(
                files("assets", thing, "other files", _others(out), out, why), foreign=True
            )
    if site.workspace:
        paths = [site.workspace / name for name in _MADE_THERE]
        yield files("assets", thing, "parts of films and sheets to review", paths, site.workspace)


def _exports(out: Path) -> list[Path]:
    """What `make` writes to a folder of films: it is told from what a person puts there."""
    if not out.is_dir():
        return []
    sheet = ("index.html", "index-files", "campaign.csv")
    films = [p for p in out.iterdir() if (p / "manifest.json").is_file()]
    halves = [p for p in out.glob(".*.part") if p.is_dir()]
    return sorted([*films, *halves, *(out / name for name in sheet if (out / name).exists())])


def _others(out: Path) -> list[Path]:
    known = _exports(out)
    return [p for p in sorted(out.iterdir()) if p not in known] if out.is_dir() else []


def _batches(site: MadeAt, settings: Settings) -> list[Path]:
    """Folders of clips with their pages, as their jobs name them."""
    jobs = jobs_at(site, settings)
    if jobs is None or site.folder is None:
        return []
    named = {site.folder / job.batch for job in jobs.listed()}
    return sorted(at for at in named if (at / "results.json").is_file())


# -- what holds it all -----------------------------------------------------------------------------


def _rest(site: MadeAt, settings: Settings, made: _Made) -> Iterator[Heap]:
    """Copies of what was given, the audit, and the workspace itself."""
    thing = called(site)
    with shelves_at(site, settings) as shelves:
        count, size = shelves.held() if shelves else (0, 0)
    taken = [
        s for part in (made.assets, made.speech) for shas in part.values() for s in shas.values()
    ]
    yield Heap(
        "campaigns", thing, "copies of what was given, and the log of reads",
        count - len(taken), size - sum(taken), _bytes_at(site, settings),
        partial(_drop_bytes, site, settings), live=True,
    )  # fmt: skip
    if found := rows_at(site, settings):
        yield replace(
            _database("campaigns", thing, "its audit and versions, with what holds them", found),
            count=emptying.rows_in(found) - _memo(site, settings),
        )
    if site.workspace and site.workspace.is_dir():
        named = {"assets", "leases", *_MADE_THERE, *_STATE}
        named |= {
            p.name for n in ("catalogue", "jobs", "workflow") for p in files_of(Path(f"{n}.db"))
        }
        left = [p for p in site.workspace.iterdir() if p.name not in named]
        heap = files("campaigns", thing, "its workspace", left, site.workspace)
        yield replace(heap, take=partial(removed, [site.workspace]))


def _memo(site: MadeAt, settings: Settings) -> int:
    catalogue = catalogue_at(site, settings)
    return emptying.memo_rows(catalogue) if catalogue else 0


def _drop_bytes(site: MadeAt, settings: Settings) -> None:
    with shelves_at(site, settings) as shelves:
        if shelves:
            shelves.drop()


def _own_files(site: MadeAt) -> Iterator[Heap]:
    if site.folder is None or not site.folder.is_dir():
        return
    out = site.folder / "out"
    own = [p for p in sorted(site.folder.iterdir()) if p not in (site.workspace, out)]
    if site.ours:
        own += _others(out)
    why = "" if site.ours else "they are a person's own, and were here before"
    what = "its files, given to the house" if site.ours else "files of a person"
    heap = files("campaigns", called(site), what, own, site.folder, why)
    yield replace(
        heap,
        take=partial(removed, [site.folder]) if site.ours else heap.take,
        foreign=not site.ours,
    )


def _listing(site: MadeAt, settings: Settings, by: str) -> Iterator[Heap]:
    house = house_there(settings)
    if site.entry is None or house is None:
        return

    def take() -> None:
        emptying.forget_campaign(house, site.name)
        Roster(house).remove(site.name, by)
        (campaigns_home(settings) / f".{site.name}.lock").unlink(missing_ok=True)

    yield Heap(
        "campaigns", called(site), "its place on the list, with orders, comments and links",
        1 + emptying.rows_of(house, site.name), 0, house.place, take, live=True,
    )  # fmt: skip
