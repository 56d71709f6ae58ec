"""Landing pages of the kit: one film's page, composed for its segment, built, and looked at."""

import shutil
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from ..domain.base import Frozen
from ..domain.errors import NotFound
from ..domain.landing import BuiltLanding, LandingPage
from ..store.catalogue import Catalogue
from . import _audit, _given
from ._rights import demand

if TYPE_CHECKING:
    from ..workflow.campaign.cuts import Landed
    from ..workflow.campaign.studio import Studio


class FilmPage(Frozen):
    """A film's page of the kit as it stands.

    blocks: their kinds, in order. why: how it was composed. failed: what was found in it, so that
    the film's plain page stays; () for one that goes out. weight: bytes of HTML and CSS. repairs:
    how often it was changed before it passed. edited: a person changed it since it was composed,
    and it has to be built again. version: of what it is and how it was built. folder: where its
    files were written, None where they were not.
    """

    film: str
    blocks: tuple[str, ...]
    why: str
    maker: str
    repairs: int
    failed: tuple[str, ...]
    weight: int
    edited: bool
    version: str
    folder: Path | None = None


def build(
    folder: Path | str,
    film: str,
    *,
    model: str | None = None,
    out: Path | None = None,
    workspace: Path | None = None,
    who: str | None = None,
) -> FilmPage:
    """Make a film's page of the kit, and write it beside the film.

    Where the film was exported it takes the place of its page there, and the project it is built
    from lies beside it; before that it is written into the workspace. A page with findings is not
    written: the plain page stays.

    Args:
        folder: The campaign's folder.
        film: The film's id.
        model: Text model that writes it; None: the settings'; "offline" needs none.
        out: Where films go; None: FOLDER/out.
        workspace: Where results are kept; None: FOLDER/.reelwright.
        who: Who asks for it; None: the person of the settings.

    Raises:
        NotAllowed: It takes the role editor.
        NotFound: There is no such film, or it has no papers yet.
        Missing: Node, its packages or a browser are not here; the message says how to get them.
    """
    from ..workflow.campaign.exports import keep_page
    from ..workflow.campaign.landing import landed_of

    demand("editor", who)
    id = film.partition("/")[2] or film
    studio = _given.opened(folder, workspace, model=model)
    _audit.noted(studio.catalogue, who, "build page", f"film/{id}")
    made = landed_of(studio, id)
    page, built = studio.bench.value(made.page), studio.bench.value(made.built)
    told = _told(page, built, edited=False)
    if built.failed:
        return told
    place = (Path(out) if out else Path(folder) / "out") / id
    if not place.is_dir():
        place = studio.workspace / "pages" / id
    _write(studio, made, id, place)
    keep_page(studio, id, place)
    return told.model_copy(update={"folder": place / "page"})


def one(folder: Path | str, film: str, *, workspace: Path | None = None) -> FilmPage:
    """A film's page of the kit as it stands.

    Raises:
        NotFound: None was made yet.
    """
    catalogue = _given.catalogue(folder, workspace)
    id = film.partition("/")[2] or film
    page, built = _kept(catalogue, id)
    return _told(page, built, edited=built is None)


def find(folder: Path | str, film: str, *, workspace: Path | None = None) -> FilmPage | None:
    """A film's page of the kit as it stands; None where the film has the plain page alone.

    Raises:
        NotFound: Nothing of the campaign was made yet, or there is no such film.
    """
    catalogue = _given.catalogue(folder, workspace)
    if catalogue.latest("film", film) is None:
        raise NotFound(f"there is no film {film!r}")
    return one(folder, film, workspace=workspace) if catalogue.latest("page", film) else None


def file(folder: Path | str, film: str, path: str, *, workspace: Path | None = None) -> Path:
    """A file of a page as it was built last, by its path in the page; "" is index.html.

    Raises:
        NotFound: No page was built, or it has no such file.
    """
    return _file(folder, workspace, film, path)


def preview(folder: Path | str, film: str, *, workspace: Path | None = None) -> tuple[str, str]:
    """The page that goes out with a film, as one HTML document, and the policy to send with it.

    It is the one of the kit where that was built and nothing was found in it, else the plain one.
    It has its style and its pictures in it, asks for nothing, and shows the film as its poster.

    Raises:
        NotFound: There is no such film, or it has no papers yet.
        InvalidIntake: The folder, whose brand the plain page wears, cannot be used.
    """
    catalogue = _given.catalogue(folder, workspace)
    kept = catalogue.latest("built page", film)
    if kept is not None and not BuiltLanding.model_validate(kept.value).failed:
        return _in_one(lambda path: _file(folder, workspace, film, path).read_bytes())
    with TemporaryDirectory(prefix="reelwright-page-") as place:
        _plain(_given.opened(folder, workspace), film, Path(place))
        return _in_one(lambda path: (Path(place) / path).read_bytes())


def _in_one(read: Callable[[str], bytes]) -> tuple[str, str]:
    """A page, whose files are read by their paths in it, as one document, with its policy."""
    from ..release.landing.preview import POLICY, in_one

    html, css = (read(name).decode("utf-8") for name in ("index.html", "page.css"))
    return in_one(html, css, read), POLICY


def _plain(studio: "Studio", film: str, place: Path) -> None:
    """Write a film's plain page into a folder. Raises NotFound where it has no papers yet."""
    from ..domain.film import Film
    from ..workflow.campaign.cuts import Papers
    from ..workflow.campaign.papers import write_plain

    made, papers = (studio.catalogue.latest(stage, film) for stage in ("film", "release"))
    if made is None or papers is None:
        raise NotFound(f"film {film!r} has no page yet; make the campaign once more")
    of, paper = Film.model_validate(made.value), Papers.model_validate(papers.value)
    write_plain(studio, of, paper, place)


def _file(folder: Path | str, workspace: Path | None, film: str, path: str) -> Path:
    catalogue = _given.catalogue(folder, workspace)
    kept = catalogue.latest("built page", film)
    built = BuiltLanding.model_validate(kept.value) if kept else None
    for found in built.files if built else ():
        if found.path == (path or "index.html"):
            return _given.assets(folder, workspace).path(found.asset)
    raise NotFound(f"the page of film {film!r} has no file {path!r}; build it first")


def _kept(catalogue: Catalogue, film: str) -> tuple[LandingPage, BuiltLanding | None]:
    """A page that stands, and what was built of this very version."""
    from ..domain.base import digest_of

    kept, built = catalogue.latest("page", film), catalogue.latest("built page", film)
    if kept is None:
        raise NotFound(
            f"film {film!r} has no page of the kit yet; make one with `reelwright page FOLDER "
            f"{film} --build`"
        )
    same = built is not None and built.inputs.get("page") == digest_of(kept.value)
    return (
        LandingPage.model_validate(kept.value),
        BuiltLanding.model_validate(built.value) if built and same else None,
    )


def _told(page: LandingPage, built: BuiltLanding | None, *, edited: bool) -> FilmPage:
    return FilmPage(
        film=page.id,
        blocks=tuple(b.kind for b in page.design.blocks),
        why=page.why,
        maker=page.origin.maker,
        repairs=page.repairs,
        failed=built.failed if built else page.failed,
        weight=built.weight if built else 0,
        edited=edited,
        version=(built or page).digest(),
    )


def _write(studio: "Studio", made: "Landed", film: str, place: Path) -> None:
    """Write a page and its project into a folder, each in place of the one before."""
    from ..domain.film import Film
    from ..workflow.campaign.cuts import Papers
    from ..workflow.campaign.landing import PROJECT, write_built

    def latest(stage: str) -> object:
        kept = studio.catalogue.latest(stage, film)
        return kept.value if kept else {}

    values = {
        "film": Film.model_validate(latest("film")),
        "papers": Papers.model_validate(latest("release")),
    }
    fresh = place / ".page.part"
    shutil.rmtree(fresh, ignore_errors=True)
    fresh.mkdir(parents=True)
    try:
        write_built(studio, made, values, fresh)
        shutil.rmtree(place / "page", ignore_errors=True)
        (fresh / "page").rename(place / "page")
        (fresh / PROJECT).replace(place / PROJECT)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)
