"""A desk to make single clips at, and the pages of what came of them."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from ..domain.asset import Asset
from ..domain.brand import Brand, FontFace, Palette
from ..domain.errors import InvalidIntake, NotAllowed, NotFound
from ..settings import Settings
from ..store.assets import Shelves
from ..store.catalogue import Catalogue
from ..store.database import Database
from ..store.jobs import Jobs
from ..workflow.engine.studios import place_in
from . import openings
from .libraries import open_library, why_barred
from .places import catalogue_of, catalogue_there, jobs_of, place_of, room, runs_of, shared, store
from .spending import till_of

if TYPE_CHECKING:
    from ..domain.clip import ClipRequest
    from ..domain.knowledge import Item, Receipt
    from ..domain.picture import Picture
    from ..store.trail import Trail
    from ..workflow.clip.steps import ClipDesk


def clip_jobs(out: Path) -> Jobs:
    """The jobs of a folder of clips. Raises NotFound when nothing was asked for there."""
    workspace = (out / ".reelwright").resolve()
    settings = Settings()
    if not catalogue_there(workspace, settings) and not (workspace / "jobs.db").exists():
        raise NotFound(f"no clip was asked for in {out} yet; `reelwright clip` asks for one")
    return jobs_of(workspace, settings)


def clips_at_work(out: Path) -> bool:
    """Whether somebody makes the clips of a folder; where runs are shared, other machines may."""
    settings = Settings()
    workspace = (out / ".reelwright").resolve()
    if shared(settings):
        return True
    from ..workflow.clip.flow import is_worked_on

    return is_worked_on(workspace)


def clip_trail(out: Path) -> "Trail":
    """The audit of a folder of clips."""
    return catalogue_of((out / ".reelwright").resolve(), Settings()).trail


def clip_desk(
    settings: Settings, out: Path, bases: Sequence[str]
) -> "tuple[ClipDesk, Callable[[Path], Picture]]":
    """A desk to make clips at, and a function that reads a person's own picture.

    bases: knowledge bases that will be searched; one that is not there, or that this person may
    not read, is refused before anything is asked for. So is a picture that was revoked, or made
    from one that was.
    """
    workspace = (out / ".reelwright").resolve()
    assets = store(workspace, settings)
    room(workspace)
    for base in bases:
        open_library(settings).open(base)
    place, catalogue = place_of(workspace, settings), catalogue_of(workspace, settings)
    jobs = jobs_of(workspace, settings)
    id_ = openings.note_desk(place, catalogue, settings) if shared(settings) else place
    desk = desk_at(id_, (assets, catalogue, jobs), settings, workspace, str(out.resolve()))

    def given(path: Path) -> "Picture":
        picture = given_picture(path, assets)
        if why := desk.barred(picture, ""):
            raise NotAllowed(f"{path.name} cannot be filmed: {why}")
        return picture

    return desk, given


def desk_of(id_: str, workspace: Path, database: Database, settings: Settings) -> "ClipDesk":
    """A desk as who asked for clips there has it; for a worker on a server.

    workspace: where this machine keeps what it works with. Raises NotFound, StoreFailed.
    """
    place, catalogue = place_in(id_), Catalogue(database)
    opening = openings.opening_of(id_, catalogue)
    kept = store(workspace, settings, place), catalogue, Jobs(database)
    return desk_at(id_, kept, openings.settings_of(opening, settings), workspace, place)


def desk_at(
    id_: str, kept: "tuple[Shelves, Catalogue, Jobs]", settings: Settings, workspace: Path, by: str
) -> "ClipDesk":
    """A desk of these bytes, books and jobs. by: what bases note as the place of its films."""
    from ..workflow.clip.steps import ClipDesk

    assets, catalogue, jobs = kept
    library = open_library(settings)

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
        library.used(receipt.id, film, by)

    def barred(picture: "Picture", base: str) -> str:
        return why_barred(library.kin, picture, base)

    def descended(picture: "Picture", film: str) -> None:
        library.kin.used(picture.edit, film, by)

    return ClipDesk(
        id=id_,
        assets=assets,
        catalogue=catalogue,
        jobs=jobs,
        search=search,
        fetch=fetch,
        used=used,
        barred=barred,
        descended=descended,
        brand=_plain_brand(assets),
        workspace=workspace,
        runs=runs_of(workspace, settings),
        model=settings.model_for("clip"),
        workers=settings.workers or None,
        credentials=settings.credentials,
        till=lambda job: till_of(settings, "clips", job),
    )


def clip_results(desk: "ClipDesk", batch: str) -> Path:
    """Write films, records and the page of a batch beside the desk; returns the page's path."""
    from ..domain.clip import Clip, ClipRequest
    from ..release.papers.clip_page import JobOutcome, clip_page

    among = [
        Clip.model_validate(made)
        for job in desk.jobs.listed()
        if job.batch != batch
        for made in (job.result or {}).get("clips", ())[:1]
    ]
    outcomes = [
        JobOutcome(
            request=ClipRequest.model_validate(job.request),
            state=job.state,
            reason=job.reason,
            seconds=job.seconds,
            clips=tuple(Clip.model_validate(c) for c in (job.result or {}).get("clips", ())),
        )
        for job in desk.jobs.listed(batch)
    ]
    title = outcomes[0].request.prompt if len(outcomes) == 1 else f"{len(outcomes)} clips"
    place = desk.workspace.parent / batch
    return clip_page(outcomes, place, desk.assets, title=title, among=among)


def given_picture(path: Path, assets: Shelves) -> "Picture":
    """A person's own picture, kept. Raises InvalidIntake and MediaRefused for what is none."""
    from ..library.ingest.captions import said_of_one
    from ..library.ingest.prepare import prepare_picture, whole
    from ..media.streams.snippets import kind_of_item

    if not path.is_file():
        raise InvalidIntake(f"there is no picture {path}; name an image file")
    if kind_of_item(path) == "video":
        raise InvalidIntake(
            f"{path.name} is a clip, and --image films a picture: put it into a campaign's "
            f"library, take it into a base (reelwright library add BASE {path}) and ask for it "
            "with --library BASE, or save one of its frames as a picture"
        )
    _, picture = prepare_picture(whole(path), said_of_one(path))
    kept = assets.put_file(path, picture.asset.media_type, "references")
    return picture.model_copy(update={"asset": kept})


def _plain_brand(assets: Shelves) -> Brand:
    """What type is set in where there is no campaign: our own faces, quiet colours."""
    from ..graphics.fonts import bundled_files, read_face

    def face(path: Path) -> FontFace:
        family, weight, italic = read_face(path)
        kept = assets.put_file(path, "font/sfnt", "inputs")
        return FontFace(family=family, weight=weight, italic=italic, asset=kept)

    heading, body = bundled_files()
    logo = Path(__file__).parents[1] / "studio" / "starter" / "logo.svg"
    return Brand(
        name="Reelwright",
        palette=Palette(primary="#22375f", ink="#1b1d1f", paper="#fbfaf8", accent="#c8342f"),
        heading=face(heading),
        body=face(body),
        logo=assets.put_file(logo, "image/svg+xml", "inputs"),
        logo_aspect=3.0,
    )
