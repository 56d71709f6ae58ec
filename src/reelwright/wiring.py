"""Builds a studio from settings and a campaign folder; only doors import it.

Rooms with heavy libraries are imported where they are first needed: `approve` and `status` must
answer at once.
"""

import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from .domain.asset import Asset
from .domain.base import digest_of
from .domain.brand import Brand, FontFace, Palette
from .domain.campaign import Campaign, Wanted
from .domain.errors import InvalidIntake, NotFound, StoreFailed, StudioError
from .settings import Settings, library_home, person
from .store import Catalogue, FolderStore
from .store.catalogue import Result, now
from .workflow.bench import Bench
from .workflow.progress import STEPS, Listener, Progress
from .workflow.studio import Choices, Studio, install

SHELF = "2"
"""Raised when pictures are measured otherwise: shelves that were kept are read anew."""

if TYPE_CHECKING:
    from .backends.embed.interface import Embedder
    from .domain.clip import ClipRequest
    from .domain.knowledge import Item, KnowledgeBase, Receipt, Use
    from .domain.picture import Picture
    from .library import Library, Shelf
    from .library.base import Shelves
    from .store.jobs import Jobs
    from .workflow.clips import ClipDesk

LEAST_FREE = 300_000_000
"""Bytes that must be free before a run starts: a film and its parts take a few megabytes each."""


@dataclass(frozen=True)
class Opened:
    """A studio and what intake noticed on the way."""

    studio: Studio
    notes: tuple[str, ...]


def open_studio(
    folder: Path,
    settings: Settings | None = None,
    *,
    wanted: dict[str, Any] | None = None,
    out: Path | None = None,
    listener: Listener | None = None,
    approve_all: bool = False,
) -> Opened:
    """Read a campaign folder and build everything that works on it.

    wanted overrides single options of the campaign's [wanted] table. Raises InvalidIntake.
    """
    from .graphics.fonts import read_face
    from .intake.campaign import load_campaign

    settings = settings or Settings()
    workspace = (settings.workspace or folder / ".reelwright").resolve()
    if not folder.is_dir():
        raise InvalidIntake(f"there is no folder {folder}; `reelwright new {folder}` makes one")
    assets = _store(workspace)
    catalogue = Catalogue(workspace / "catalogue.db")
    campaign, notes = load_campaign(
        folder, assets, _remembering(catalogue), read_face, _base_reader(settings, catalogue)
    )
    if wanted:
        campaign = campaign.model_copy(update={"wanted": _wanted(campaign, wanted)})
    run = campaign.digest()[:16]
    progress = Progress(catalogue, run, listener)
    studio = Studio(
        campaign=campaign,
        assets=assets,
        catalogue=catalogue,
        bench=Bench(catalogue, progress),
        progress=progress,
        choices=Choices(
            model_for=settings.model_for,
            temperatures=settings.temperatures,
            thresholds=settings.thresholds,
            attempts=settings.attempts,
            tiers=settings.tiers,
            floor=settings.floor,
            workers=settings.workers or None,
            cache_bytes=settings.cache_bytes,
            credentials=settings.credentials,
        ),
        workspace=workspace,
        out=(out or folder / "out").resolve(),
        approver=person(settings) if approve_all else None,
    )
    return Opened(studio, notes)


def desk(folder: Path, settings: Settings | None = None) -> Catalogue:
    """The catalogue of a campaign that was made before. Raises NotFound when it never was."""
    settings = settings or Settings()
    workspace = (settings.workspace or folder / ".reelwright").resolve()
    if not (workspace / "catalogue.db").exists():
        raise NotFound(f"nothing of {folder} was made yet; run `reelwright make {folder}` first")
    return Catalogue(workspace / "catalogue.db")


def make(studio: Studio, settings: Settings | None = None, *, until: str = "release") -> Any:
    """Run a campaign up to a step or the next gate; takes up a run that was cut off.

    Returns {"waiting": gate or "", "stopped": step or "", ...} as `workflow.flow` describes.
    """
    if until not in STEPS:
        raise StudioError(f"there is no step {until!r}; the steps are {', '.join(STEPS)}")
    from threadpoolctl import threadpool_limits

    from .cutting import kept
    from .workflow import engine
    from .workflow.flow import campaign_flow
    from .workflow.ideation import fingerprint
    from .workflow.production import SPANS

    settings = settings or Settings()
    _room(studio.workspace)
    install(studio)
    wanted = studio.campaign.wanted
    job = {
        "until": until,
        "approver": studio.approver or "",
        "formats": list(wanted.formats),
        "extra_formats": list(wanted.extra_formats),
        "languages": list(wanted.languages),
    }

    def run() -> Any:
        with engine.running(studio.workspace, settings.database_url) as works:
            if other := works.busy():
                raise StudioError(
                    f"{other} is making this campaign already; wait for it, or stop it first"
                )
            identity = works.identity(f"{fingerprint(studio)}-{until}-{bool(studio.approver)}")
            try:
                # Variants run side by side: more threads in each would only wait for one another.
                with threadpool_limits(1):
                    return works.run(identity, campaign_flow, job)
            except KeyboardInterrupt:
                works.cancel(identity)
                raise
            finally:
                kept.bound(studio.workspace / SPANS, settings.cache_bytes)

    return engine.apart(run, engine.stop_all)


def open_library(settings: Settings | None = None) -> "Library":
    """All knowledge bases, as the person of the settings may use them."""
    from .library import Library
    from .store.ledger import Ledger

    settings = settings or Settings()

    def embedder(name: str, dimension: int | None) -> "Embedder":
        from .backends.registry import load

        wanted = {} if dimension is None else {"dimension": dimension}
        return load(name, **settings.embedder_options(name) | wanted)

    return Library(
        library_home(settings),
        person(settings),
        Ledger,
        _store_of_base,
        _films_of_campaign,
        embedder,
    )


MOST_PICTURES = 2_000
"""Pictures of a knowledge base that may join a campaign: each is weighed for every scene."""


def _base_reader(settings: Settings, catalogue: Catalogue) -> "Callable[[str, Any], Shelf]":
    """Reads the approved pictures of a knowledge base into a campaign's own assets."""

    def read(name: str, assets: FolderStore) -> "Shelf":
        from .library import Shelf

        library = open_library(settings)
        try:
            base = library.open(name)
            # So that revoking a picture there names the films that were made with it here.
            base.ledger.note_reader(str(catalogue.path.resolve()))
            pictures, refused = [], []
            for item in base.items(state="approved"):
                if item.kind != "image" or item.picture is None:
                    continue
                why = item.barred(base.facts.policy, date.today())
                if why:
                    refused.append(f"{item.asset.name} of base {name} is left out: {why}")
                    continue
                if len(pictures) == MOST_PICTURES:
                    raise InvalidIntake(
                        f"campaign.toml: library.bases: {name} holds over {MOST_PICTURES} "
                        "pictures; make a base of those that this campaign needs"
                    )
                kept = assets.put_file(base.path(item), item.asset.media_type, "references")
                asset = kept.model_copy(update={"name": item.asset.name})
                pictures.append(item.picture.model_copy(update={"asset": asset}))
            return Shelf(pictures=tuple(pictures), refused=tuple(refused))
        finally:
            library.close()

    return read


def _store_of_base(base: "KnowledgeBase", folder: Path) -> "Shelves":
    """Where a base's bytes live: its own folder, or a bucket at s3://bucket/folder."""
    if not base.store:
        return _store(folder)
    from .store.bucket import BucketStore

    scheme, _, rest = base.store.partition("://")
    bucket, _, prefix = rest.partition("/")
    if scheme != "s3" or not bucket:
        raise InvalidIntake(f"{base.store!r} is no place for bytes; write s3://bucket/folder")
    options = {k: v for k, v in base.store_options.items() if k in ("endpoint", "region")}
    prefix = "/".join(part for part in (prefix.strip("/"), base.id) if part)
    return BucketStore(folder / "assets", bucket=bucket, prefix=prefix, **options)


def _films_of_campaign(place: str, items: "Sequence[Item]") -> "list[Use]":
    """Films that a campaign's catalogue made with items of a knowledge base."""
    from .domain.knowledge import Use

    path = Path(place)
    if not path.exists():
        return []
    catalogue = Catalogue(path)
    try:
        return [
            Use(item=item.id, film=film, by=str(path.parent.parent), at="")
            for item in items
            if item.picture
            for film, role in catalogue.used_in(item.picture.id)
            if role == "reference"
        ]
    finally:
        catalogue.close()


def _remembering(catalogue: Catalogue) -> Callable[[Path, Any], "Shelf"]:
    """Reads a library, and finds it as it was when no file in it changed since."""

    def read(library: Path, assets: FolderStore) -> "Shelf":
        from .library import Shelf, read_pictures

        files = sorted(p for p in library.rglob("*") if p.is_file())
        seen = [(p.relative_to(library).as_posix(), *_stamp(p)) for p in files]
        key = digest_of({"shelf": SHELF, "files": seen, "day": date.today().isoformat()})
        kept = catalogue.result(key)
        if kept:
            shelf = Shelf.model_validate(kept.value)
            if all(assets.holds(p.asset) for p in shelf.pictures):
                return shelf
        shelf = read_pictures(library, assets)
        value = shelf.model_dump(mode="json")
        catalogue.keep(Result(key, "shelf", "library", {}, value, digest_of(value), 0.0, now()))
        return shelf

    return read


def _stamp(path: Path) -> tuple[int, int]:
    found = path.stat()
    return found.st_size, found.st_mtime_ns


def _store(workspace: Path) -> FolderStore:
    try:
        return FolderStore(workspace / "assets")
    except OSError as problem:
        raise StoreFailed(
            f"cannot write to {workspace}: {problem.strerror}; choose another with --workspace"
        ) from problem


def _room(workspace: Path) -> None:
    free = shutil.disk_usage(workspace).free
    if free < LEAST_FREE:
        raise StoreFailed(
            f"only {free // 1_000_000} MB are free where {workspace} lies; make room for "
            f"{LEAST_FREE // 1_000_000} MB or choose another place with --workspace"
        )


def _wanted(campaign: Campaign, changes: dict[str, Any]) -> Wanted:
    try:
        return Wanted.model_validate(campaign.wanted.model_dump() | changes)
    except ValidationError as problem:
        said = "; ".join(
            f"{'.'.join(str(p) for p in e['loc'])}: {e['msg'].lower()} (it is {e['input']!r})"
            for e in problem.errors()
        )
        raise InvalidIntake(f"these options cannot be used: {said}") from problem


# -- clips -------------------------------------------------------------------------------------


def clip_jobs(out: Path) -> "Jobs":
    """The jobs of a folder of clips. Raises NotFound when nothing was asked for there."""
    from .store.jobs import Jobs

    place = out / ".reelwright" / "jobs.db"
    if not place.exists():
        raise NotFound(f"no clip was asked for in {out} yet; `reelwright clip` asks for one")
    return Jobs(place)


def clip_desk(
    settings: Settings, out: Path, bases: Sequence[str]
) -> "tuple[ClipDesk, Callable[[Path], Picture]]":
    """A desk to make clips at, and a function that reads a person's own picture.

    bases: knowledge bases that will be searched; one that is not there, or that this person may
    not read, is refused before anything is asked for.
    """
    from .store.jobs import Jobs
    from .workflow.clips import ClipDesk

    workspace = (out / ".reelwright").resolve()
    assets = _store(workspace)
    _room(workspace)
    library = open_library(settings)
    for base in bases:
        library.open(base)

    def search(request: "ClipRequest", words: str, count: int, kind: str) -> "Receipt":
        kinds = (kind,) if kind else ("image", "video", "model")
        found = library.search(
            request.bases or None, words, where=request.where | {"kind": kinds}, k=max(5, count)
        )
        return library.take(found, [f.item.id for f in found.found[:count]])

    def fetch(item: "Item", asset: Asset) -> Asset:
        path = library.open(item.base).store.path(asset)
        kept = assets.put_file(path, asset.media_type, "references")
        return kept.model_copy(update={"name": asset.name})

    def used(receipt: "Receipt", film: str) -> None:
        library.used(receipt.id, film, str(out.resolve()))

    desk = ClipDesk(
        assets=assets,
        catalogue=Catalogue(workspace / "catalogue.db"),
        jobs=Jobs(workspace / "jobs.db"),
        search=search,
        fetch=fetch,
        used=used,
        brand=_plain_brand(assets),
        workspace=workspace,
        model=settings.model_for("clip"),
        workers=settings.workers or None,
        credentials=settings.credentials,
    )
    return desk, lambda path: _given(path, assets)


def clip_results(desk: "ClipDesk", batch: str) -> Path:
    """Write films, records and the page of a batch beside the desk; returns the page's path."""
    from .domain.clip import Clip, ClipRequest
    from .release.clip_page import Outcome, clip_page

    outcomes = [
        Outcome(
            request=ClipRequest.model_validate(job.request),
            state=job.state,
            reason=job.reason,
            seconds=job.seconds,
            clips=tuple(Clip.model_validate(c) for c in (job.result or {}).get("clips", ())),
        )
        for job in desk.jobs.listed(batch)
    ]
    title = outcomes[0].request.prompt if len(outcomes) == 1 else f"{len(outcomes)} clips"
    return clip_page(outcomes, desk.workspace.parent / batch, desk.assets, title=title)


def _given(path: Path, assets: FolderStore) -> "Picture":
    from .library.prepare import prepare_picture, whole

    if not path.is_file():
        raise InvalidIntake(f"there is no picture {path}; name an image file")
    _, picture = prepare_picture(whole(path))
    kept = assets.put_file(path, picture.asset.media_type, "references")
    return picture.model_copy(update={"asset": kept})


def _plain_brand(assets: FolderStore) -> Brand:
    """What type is set in where there is no campaign: our own faces, quiet colours."""
    from .graphics.fonts import bundled_files, read_face

    def face(path: Path) -> FontFace:
        family, weight, italic = read_face(path)
        kept = assets.put_file(path, "font/sfnt", "inputs")
        return FontFace(family=family, weight=weight, italic=italic, asset=kept)

    heading, body = bundled_files()
    logo = Path(__file__).parent / "cli" / "starter" / "logo.svg"
    return Brand(
        name="Reelwright",
        palette=Palette(primary="#22375f", ink="#1b1d1f", paper="#fbfaf8", accent="#c8342f"),
        heading=face(heading),
        body=face(body),
        logo=assets.put_file(logo, "image/svg+xml", "inputs"),
        logo_aspect=3.0,
    )
