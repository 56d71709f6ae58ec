"""Taking files into a base: in bulk or one by one, once each, and again from where it stopped."""

import os
from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from ...domain.base import Frozen, digest_of
from ...domain.errors import InvalidIntake
from ...domain.knowledge import AuditLine, Facets, Item, Source, State, facets_of
from ...domain.picture import Rights
from ..base import Base, now
from .captions import ORDER, said_outside
from .lists import Listed, ListRow, read_list
from .nearness import Nearness
from .prepare import VERSION, Record
from .runners import FileJob, FileOutcome, Runner, run
from .shelf import SUPPORTED, files_in, rows_of
from .sidecars import Sidecars
from .unsaid import named

MANIFESTS = {".csv", ".json", ".jsonl"}
BATCH = 32
"""Items that are embedded together; each is then kept in a transaction of its own."""

LOOKED_UP = 100
"""Items whose bytes are looked for one by one; of more the store's whole listing is read."""

Progress = Callable[[int, int], None]
"""Called with how many files are done, and how many there are."""


class Ingested(Frozen):
    """What came of a run. refused holds a line for each file that was not taken in, and why."""

    base: str
    added: tuple[str, ...]
    already: int
    """Files whose bytes were in before, or that an earlier run had read."""
    filled: int = 0
    """Items that were in already and learnt something new from this run."""
    restored: int = 0
    """Items that were in already, and whose bytes had gone from the store."""
    refused: tuple[str, ...] = ()
    held: tuple[str, ...] = ()
    """A line for each file that came in and may not be used, why, and what to do."""
    alike: tuple[tuple[str, str], ...] = ()
    """(new item, the item it looks nearly the same as)."""
    uncaptioned: tuple[str, ...] = ()
    """Files of this run that are known by nothing but their names."""
    noted: tuple[str, ...] = ()
    """A line for each licence of what came in that allows ads and asks for something, and files."""


@dataclass
class _Tally:
    added: list[str] = field(default_factory=list[str])
    already: int = 0
    filled: int = 0
    restored: int = 0
    refused: list[str] = field(default_factory=list[str])
    held: list[str] = field(default_factory=list[str])
    alike: list[tuple[str, str]] = field(default_factory=list[tuple[str, str]])
    uncaptioned: list[str] = field(default_factory=list[str])
    noted: dict[str, list[str]] = field(default_factory=dict[str, list[str]])


@dataclass(frozen=True)
class Terms:
    """What holds for all files of a run, over and above what is said of each."""

    facets: Facets
    rights: Rights
    approve: bool
    run: str


def ingest(
    base: Base,
    source: Path | Sequence[Path],
    *,
    manifest: Path | None = None,
    facets: Mapping[str, Any] | None = None,
    rights: Rights | None = None,
    approve: bool = False,
    runner: Runner = "threads",
    workers: int = 0,
    progress: Progress | None = None,
) -> Ingested:
    """Take in a folder, files, or what a manifest (CSV, JSON, JSONL) lists.

    Each item is kept whole, with bytes, vectors and audit, before the next; a run that was killed
    goes on where it stopped, and two runs may work at once. Files that are in already are not taken
    in twice, but tell what was not known of them. approve: let them be retrieved at once; else they
    are drafts, as is what may not be used for its rights, or as another base bars the same file.
    What a list says was revoked stays so. Raises NotAllowed, InvalidIntake for a manifest that
    cannot be read, StoreFailed.
    """
    facts = base.begin_adding()
    jobs, refused = _jobs(source, manifest)
    tally = _Tally(refused=refused)
    mark = digest_of([now(), base.who, [job.place for job in jobs[:1]]])[:12]
    terms = Terms(facets_of(facets or {}), rights or Rights(), approve, mark)
    fresh = list(_unseen(base, jobs, tally))
    total, done = len(jobs), len(jobs) - len(fresh)
    near = base.nearness()
    store = base.store

    def keep(data: bytes, record: Record) -> None:
        store.put(data, record.asset.name, record.asset.media_type, "references")
        keep_views(record)

    def keep_file(job: FileJob, record: Record) -> None:
        store.put_file(job.path, record.asset.media_type, "references")
        keep_views(record)

    def keep_views(record: Record) -> None:
        for view in record.views:
            store.put(view.data, view.asset.name, view.asset.media_type, "references")

    batch: list[tuple[FileJob, Record]] = []

    def settle() -> None:
        nonlocal done
        _take_in(base, facts.id, batch, terms, near, tally)
        done += len(batch)
        batch.clear()
        if progress:
            progress(done, total)

    for outcome in run(fresh, runner, workers, keep, keep_file):
        if outcome.record is None:
            _refuse(base, outcome, tally)
            done += 1
            continue
        batch.append((outcome.job, outcome.record))
        if len(batch) >= BATCH:
            settle()
    settle()
    base.settle()
    return Ingested(
        base=facts.id,
        added=tuple(tally.added),
        already=tally.already,
        filled=tally.filled,
        restored=tally.restored,
        refused=tuple(tally.refused),
        held=tuple(tally.held),
        alike=tuple(tally.alike),
        uncaptioned=tuple(sorted(tally.uncaptioned)),
        noted=tuple(f"{named(files)}: {why}" for why, files in sorted(tally.noted.items())),
    )


def _jobs(source: Path | Sequence[Path], manifest: Path | None) -> tuple[list[FileJob], list[str]]:
    """What there is to do, in order of names, and what cannot be done."""
    refused: list[str] = []
    if isinstance(source, Path) and source.is_dir():
        paths, refused = files_in(source, SUPPORTED, [manifest] if manifest else ())
        found = [(p, p.relative_to(source).as_posix()) for p in paths]
        rows, more = rows_of(read_list(manifest or source), source, paths)
        refused += more
    elif isinstance(source, Path) and source.suffix.lower() in MANIFESTS:
        listed = read_list(source)
        if not listed.rows:
            raise InvalidIntake(f"{source} lists nothing; give a row with the column file to each")
        found, rows, refused = _listed(source.parent, listed)
    else:
        given = [source] if isinstance(source, Path) else source
        refused = [f"{path} is not there" for path in given if not path.is_file()]
        there = [path for path in given if path.is_file()]
        found = [(p, p.as_posix()) for p in there]
        rows = _alone(there, manifest)
    jobs: list[FileJob] = []
    beside = Sidecars(source if isinstance(source, Path) and source.is_dir() else None)
    for path, relative in found:
        try:
            jobs.append(_job(path, rows.get(relative), beside))
        except InvalidIntake as problem:
            # A sidecar that cannot be read holds up its own picture and no other.
            refused.append(f"{relative}: {problem}")
    return jobs, refused


def _alone(paths: Sequence[Path], manifest: Path | None) -> dict[str, ListRow]:
    """Rows for files that are given one by one, by their path: of a list, or of their folders'."""
    rows: dict[str, ListRow] = {}
    for folder in dict.fromkeys(p.parent for p in paths):
        listed = read_list(manifest or folder)
        # Rows for other files of the folder are none of these files' business.
        there = [p.name for p in folder.iterdir() if p.is_file()] if listed.rows else []
        found, _ = listed.matched(there)
        rows |= {(folder / name).as_posix(): row for name, row in found.items()}
    return rows


def _listed(
    folder: Path, listed: Listed
) -> tuple[list[tuple[Path, str]], dict[str, ListRow], list[str]]:
    """The files that a list names, by their path beside it; theirs rows; and what is not there."""
    found: list[tuple[Path, str]] = []
    rows: dict[str, ListRow] = {}
    refused: list[str] = []
    near: list[ListRow] = []
    root = folder.resolve()
    for row in listed.rows:
        path = folder / row.file
        if not path.is_file():
            near.append(row)
        elif root not in path.resolve().parents:
            refused.append(f"{row.file} lies outside the list's folder; copy the file in")
        else:
            found.append((path, row.file))
            rows[row.file] = row
    if near:
        names = [p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file()]
        others, _ = Listed(tuple(near)).matched([n for n in names if n not in rows])
        found += [(folder / name, name) for name in others]
        rows |= others
        refused += [
            f"{row.file} is in the list, but there is no such file beside it"
            for row in near
            if row not in others.values()
        ]
    return found, rows, refused


def _job(path: Path, row: ListRow | None, beside: Sidecars) -> FileJob:
    marks = [_mark(p) for p in (path, *beside.of(path))]
    said = said_outside(path, row, beside)
    fields = dict(row.fields) if row else {}
    return FileJob(str(path.resolve()), path, digest_of([VERSION, marks, fields])[:32], said)


def _mark(path: Path) -> list[Any]:
    try:
        found = os.stat(path)
    except OSError:
        return [path.name, 0, 0]
    return [path.name, found.st_size, found.st_mtime_ns]


def _unseen(base: Base, jobs: Sequence[FileJob], tally: _Tally) -> Iterator[FileJob]:
    """Jobs that no earlier run did, or whose bytes are gone; what it refused is said again."""
    seen = base.ledger.seen([job.place for job in jobs])
    same = {seen[job.place][1] for job in jobs if seen.get(job.place, ("", ""))[0] == job.stamp}
    lost = _lost(base, {item for item in same if not item.startswith("!")})
    for job in jobs:
        stamp, item = seen.get(job.place, ("", ""))
        if stamp != job.stamp:
            yield job
        elif item in lost:
            tally.restored += 1
            lost.discard(item)
            yield job
        elif item.startswith("!"):
            tally.refused.append(item[1:])
        else:
            tally.already += 1


def _lost(base: Base, ids: Set[str]) -> set[str]:
    """Items that may be used and whose bytes are not in the store any more."""
    store = base.store
    if len(ids) > LOOKED_UP:
        # A bucket lists a thousand names in the time that it takes to ask for one.
        ids = ids - set(store.listing("references"))
        return {i.id for i in base.ledger.items(list(ids)).values() if i.state != "revoked"}
    items = base.ledger.items(list(ids)).values()
    return {i.id for i in items if i.state != "revoked" and not store.holds(i.asset)}


def _refuse(base: Base, outcome: FileOutcome, tally: _Tally) -> None:
    tally.refused.append(outcome.refused)
    if outcome.lasting:
        base.ledger.note_seen(outcome.job.place, outcome.job.stamp, f"!{outcome.refused}")


def _take_in(
    base: Base,
    name: str,
    batch: Sequence[tuple[FileJob, Record]],
    terms: Terms,
    near: Nearness,
    tally: _Tally,
) -> None:
    """Embed a batch together and keep each item by itself."""
    if not batch:
        return
    held = base.ledger.items([record.asset.sha256 for _, record in batch])
    fresh: dict[str, tuple[FileJob, Record]] = {}
    for job, record in batch:
        id_ = record.asset.sha256
        if id_ in held:
            _known(base, held[id_], job, record, tally)
        elif id_ in fresh:
            tally.already += 1
            base.ledger.note_seen(job.place, job.stamp, id_)
        else:
            fresh[id_] = (job, record)
    pairs: list[tuple[FileJob, Record]] = []
    for job, record in fresh.values():
        if why := _barred(base, name, record):
            # Not for good: it may come in once its parent may be used again.
            tally.refused.append(f"{record.asset.name} is not taken in: {why}")
        else:
            pairs.append((job, record))
    items = [_item(base, name, job, record, terms) for job, record in pairs]
    spaces = base.way_in()[2]
    parts = spaces.parts(
        [(i.id, i.captions, i.keywords) for i in items], [record.look for _, record in pairs]
    )
    for (job, record), item, held_parts in zip(pairs, items, parts, strict=True):
        like = near.like(item, held_parts)
        whole = item.model_copy(update={"like": like})
        if base.ledger.add(whole, held_parts, _line(base, whole), (job.place, job.stamp)):
            tally.added.append(item.id)
            if why := _withheld(base, name, job, record, terms):
                tally.held.append(f"{item.asset.name} ({item.id[:12]}) is {item.state}: {why}")
            elif known := item.rights.told:
                tally.noted.setdefault(known, []).append(item.asset.name)
            if item.captions[0].source == "file name":
                tally.uncaptioned.append(item.asset.name)
            tally.alike += [(item.id, other) for other in like]
            near.read()
        else:
            # Another process was faster by a moment.
            _known(base, base.item_now(item.id), job, record, tally)


def _barred(base: Base, name: str, record: Record) -> str:
    edit = record.picture.edit if record.picture else None
    return base.kin.barred(edit, date.today(), name)


def _withheld(base: Base, name: str, job: FileJob, record: Record, terms: Terms) -> str:
    """Why a file that comes in may not be used all the same; "" where it may."""
    if job.said.state == "revoked":
        return (
            "its list says that it was revoked; an owner takes that back with "
            f"`reelwright library approve {name} {record.asset.sha256[:12]}`"
        )
    today = date.today()
    if why := _filled_rights(record.rights, terms.rights).barred(today):
        return why
    why = base.kin.barred_elsewhere(record.asset.sha256, today, name)
    return f"it is a file {why}" if why else ""


def _item(base: Base, name: str, job: FileJob, record: Record, terms: Terms) -> Item:
    facets = {k: tuple(v) for k, v in record.facets.items()}
    for facet, values in terms.facets.items():
        facets[facet] = (*facets.get(facet, ()), *values)
    barred = bool(_withheld(base, name, job, record, terms))
    state: State = "approved" if terms.approve and not barred else "draft"
    return Item(
        id=record.asset.sha256,
        base=name,
        kind=record.kind,
        asset=record.asset,
        captions=record.captions,
        keywords=record.keywords,
        facets=facets,
        rights=_filled_rights(record.rights, terms.rights),
        state="revoked" if job.said.state == "revoked" else state,
        picture=record.picture,
        seconds=record.seconds,
        views=tuple(v.asset for v in record.views[1:]),
        quality=record.quality,
        source=Source(uri=job.place, run=terms.run, by=base.who, added_at=now()),
    )


def _line(base: Base, item: Item) -> AuditLine:
    told = {
        "name": item.asset.name,
        "state": item.state,
        "caption": item.captions[0].model_dump(),
        "rights": item.rights.model_dump(exclude_defaults=True),
        "from": item.source.uri,
    }
    return AuditLine(
        at=now(), who=base.who, base=item.base, what="add", item=item.id, before=None, after=told
    )


def _known(base: Base, item: Item, job: FileJob, record: Record, tally: _Tally) -> None:
    """A file that is in already: it fills what was not known, and changes nothing that was."""
    tally.already += 1
    if item.state == "revoked":
        tally.refused.append(
            f"{record.asset.name} was revoked in {item.base} and is not taken in again"
        )
    elif base.fill(item.id, lambda now_: _news(now_, record)):
        tally.filled += 1
    base.ledger.note_seen(job.place, job.stamp, item.id)


def _news(item: Item, record: Record) -> dict[str, Any]:
    """What a record of the same bytes says that the item does not know yet."""
    captions = {c.source: c for c in record.captions} | {c.source: c for c in item.captions}
    words = (*item.keywords, *(w for w in record.keywords if w not in item.keywords))
    facets = dict(item.facets)
    for name, values in record.facets.items():
        facets[name] = tuple(sorted({*facets.get(name, ()), *values}))
    known = item.picture and item.picture.edit
    news: dict[str, Any] = {}
    if item.picture and record.picture and record.picture.edit and not known:
        learnt = {"edit": record.picture.edit, "made_by_ai": record.picture.made_by_ai}
        news["picture"] = item.picture.model_copy(update=learnt)
    return (
        news
        | {
            "captions": tuple(captions[s] for s in ORDER if s in captions),
            "keywords": words,
            "facets": facets,
            "rights": _filled_rights(item.rights, record.rights),
        }
        | _footage(item, record)
    )


def _footage(item: Item, record: Record) -> dict[str, Any]:
    """What of a clip may be shown, for one that was taken in before clips were looked through."""
    known, seen = item.picture, record.picture
    if known is None or known.moving or seen is None or seen.moving is None:
        return {}
    # Its id stays: films that were made with it are found by that.
    return {"picture": seen.model_copy(update={"id": known.id})}


def _filled_rights(known: Rights, more: Rights) -> Rights:
    held = {k: v for k, v in known.model_dump().items() if v not in ("", None)}
    return Rights.model_validate(more.model_dump() | held)
