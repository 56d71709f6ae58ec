"""A film's page of the kit: made where one is wanted and Node and a browser are there.

Where they are not, or the page does not pass its gates, the plain page stays, and progress tells
why. A page that was made before needs no Node to be found.
"""

import shutil
import tempfile
from collections.abc import Callable, Mapping
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from ...domain.campaign import FORMATS
from ...domain.errors import Cancelled, NotFound, StudioError
from ...domain.film import Film
from ...domain.landing import BuiltFile, BuiltLanding, LandingPage, PageFacts
from ...domain.papers import PagePicture
from ...domain.storyboard import Storyboard
from ...store.catalogue import Result
from ..build.ref import Ref
from ..build.stage import Tools, warm
from .cuts import Cut, Finished, Landed, Papers, Variant
from .page_stages import BUILT_PAGE, PAGE, ForBuiltPage, ForPage
from .studio import Studio

if TYPE_CHECKING:
    from ...release.landing.agent import Checkup
    from ...release.landing.project import Site
    from ...release.page.copy import Given

_TYPES = {".html": "text/html", ".css": "text/css", ".vtt": "text/vtt", ".mp4": "video/mp4"}


def landed(studio: Studio, cut: Finished, variant: Variant) -> list[Landed]:
    """The page of the kit of a finished film; [] where the plain page stays."""
    if studio.campaign.wanted.page != "built":
        return []
    refs = parts(cut, cut.papers, variant)
    film = studio.bench.kept(cut.film).item
    try:
        made = make(studio, refs)
    except Cancelled:
        raise
    except StudioError as problem:
        studio.progress.note(f"{film}: its plain page stays: {problem}", "page", film)
        return []
    if why := failed(studio, made):
        studio.progress.note(f"{film}: its plain page stays: {'; '.join(why[:4])}", "page", film)
    return [made]


def parts(cut: Cut, papers: Ref[Papers], variant: Variant) -> dict[str, Ref[Any]]:
    """All that a film's page is made from, by name."""
    of = variant.board
    return {
        "film": cut.film,
        "timeline": cut.timeline,
        "storyboard": cut.storyboard,
        "brief": of.brief,
        "segment": of.segment,
        "papers": papers,
    }


def landed_of(studio: Studio, film: str) -> Landed:
    """The page of the kit of a film that stands, by the film's id.

    Raises NotFound where there is no such film or it has no papers yet, and StudioError for what
    keeps its page from being made.
    """
    return make(studio, _refs_of(studio, film))


def _refs_of(studio: Studio, film: str) -> dict[str, Ref[Any]]:
    """All that a film's page is made from, as it stands."""
    catalogue = studio.catalogue
    kept = catalogue.latest("film", film)
    if kept is None:
        there = ", ".join(k.item for k in catalogue.items("film"))
        raise NotFound(f"there is no film {film!r}; there are: {there or 'none yet'}")
    value = Film.model_validate(kept.value)

    def by_id(stage: str, id: str) -> Result | None:
        return next((k for k in catalogue.items(stage) if k.value.get("id") == id), None)

    found = {
        "film": kept,
        "timeline": catalogue.latest("timeline", film),
        "storyboard": by_id("storyboard", value.storyboard),
        "brief": by_id("brief", value.brief),
        "segment": by_id("segment", value.segment),
        "papers": catalogue.latest("release", film),
    }
    refs: dict[str, Ref[Any]] = {}
    for name, result in found.items():
        if result is None:
            raise NotFound(f"film {film} has no {name} yet; run `reelwright make` to its end first")
        refs[name] = Ref(result.stage, result.key)
    return refs


def make(studio: Studio, refs: Mapping[str, Ref[Any]]) -> Landed:
    """The page of a film's parts, and its files. Raises StudioError for what prevents either."""
    bench, told = studio.bench, {name: studio.bench.value(ref) for name, ref in refs.items()}
    film: Film = told["film"]
    on = tuple(refs.values())
    page = bench.make(PAGE, studio, film.id, on, language=film.language, **told)
    told.pop("timeline")
    built = bench.make(
        BUILT_PAGE,
        studio,
        film.id,
        (page, *on),
        page=bench.value(page),
        language=film.language,
        **told,
    )
    return Landed(page=page, built=built)


def failed(studio: Studio, made: Landed) -> tuple[str, ...]:
    """What keeps a built page from going out; () where it may."""
    return studio.bench.value(made.built).failed


def write_built(studio: Studio, made: Landed, finished: Mapping[str, Any], folder: Path) -> None:
    """Write a built page into folder/page, and the project it is built from beside it, packed.

    finished: the values of the film and of its papers.
    """
    from ...release.landing.project import INDEX, source_of, write_project, zip_project

    built, page = studio.bench.value(made.built), studio.bench.value(made.page)
    for file in built.files:
        place = folder / "page" / file.path
        place.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(studio.assets.path(file.asset), place)
    site = site_of(finished["film"], finished["papers"], studio.campaign.brand, studio.assets, None)
    with tempfile.TemporaryDirectory() as place:
        project = Path(place) / "landing-page"
        write_project(project, {INDEX: source_of(page.design)}, page.facts, site)
        zip_project(project, folder / PROJECT)


PROJECT = "page-project.zip"
"""What the project of a page is called beside it."""


def site_of(film: Film, papers: Papers, brand: Any, assets: Any, tools: Path | None) -> "Site":
    """What a film's page is built with."""
    from ...release import PageMedia
    from ...release.landing.project import Site

    media = PageMedia(
        film=papers.signed,
        format=FORMATS[film.format],
        seconds=float(film.seconds),
        poster=film.poster,
        captions=film.vtt,
    )
    return Site(brand=brand, media=media, assets=assets, tools=tools or Path())


# -- how they are made: inputs in, a value out -------------------------------------------------


def composed(given: ForPage, tools: Tools) -> LandingPage:
    """A film's page, composed, built and looked at."""
    from ...release.landing.agent import PageDesk, make_page
    from ...release.landing.bank import copy_of, facts_of, own_tongue
    from ...release.page.print import shape_of, tagline_of

    site = site_of(given.film, given.papers, given.brand, tools.assets, tools.page_tools)
    require(site)
    about = _given(given)
    words = copy_of(given.papers.page)
    tagline = tagline_of(given.brand, [words.head, words.closing])
    facts, heads = facts_of(about, words, (), own_tongue(about, tagline))
    with tempfile.TemporaryDirectory() as place:
        return make_page(
            PageDesk(about, facts, heads, shape_of(site.media.format)),
            _Shots(given, tools),
            _checks(site, Path(place)),
            id=given.film.id,
            model=given.model,
            seed=given.seed,
            **warm(given),
        )


def built(given: ForBuiltPage, tools: Tools) -> BuiltLanding:
    """A film's page as files, looked at once more: a person may have edited it since."""
    from ...release.landing.bank import unlet
    from ...release.landing.gates import pass_gates
    from ...release.landing.project import INDEX, build_project, source_of

    page = given.page
    if page.failed:
        return BuiltLanding(id=page.id, files=(), weight=0, failed=page.failed)
    site = site_of(given.film, given.papers, given.brand, tools.assets, tools.page_tools)
    require(site)
    with tempfile.TemporaryDirectory() as place:
        made = build_project(
            Path(place) / "page", {INDEX: source_of(page.design)}, page.facts, site
        )
        if made.design is None:
            return BuiltLanding(id=page.id, files=(), weight=0, failed=made.findings)
        found = pass_gates(made.folder, page.facts, site)
        return BuiltLanding(
            id=page.id,
            files=tuple(_kept(made.folder, tools)),
            weight=found.weight,
            failed=(*unlet(_given(given), page), *found.findings),
        )


def require(site: "Site") -> None:
    """Raise Missing, saying what to install, where pages cannot be built and looked at here."""
    from ...backends.browser import find_browser
    from ...backends.node import packages
    from ...release.landing.project import KIT

    find_browser()
    packages(KIT, site.tools)


def _given(given: ForPage | ForBuiltPage) -> "Given":
    from ...release.page.copy import Given

    told = given.papers.disclosure.text
    return Given(given.storyboard, given.brief, given.segment, given.campaign, told)


def _checks(site: "Site", place: Path) -> "Callable[[Mapping[str, str], PageFacts], Checkup]":
    """Builds a page anew for each check, and looks at it."""
    from ...release.landing.agent import Checkup
    from ...release.landing.gates import pass_gates
    from ...release.landing.project import build_project

    def check(pages: Mapping[str, str], facts: PageFacts) -> Checkup:
        shutil.rmtree(place / "page", ignore_errors=True)
        made = build_project(place / "page", pages, facts, site)
        if made.design is None:
            return Checkup(made.findings, None)
        found = pass_gates(made.folder, facts, site)
        shots: list[Path] = []
        for width, shot in found.shots.items():
            shots.append(place / f"{width}.png")
            shots[-1].write_bytes(shot)
        return Checkup(found.findings, made.design, tuple(shots))

    return check


def _kept(folder: Path, tools: Tools) -> "list[BuiltFile]":
    files: list[BuiltFile] = []
    for at in sorted(p for p in folder.rglob("*") if p.is_file()):
        kind = _TYPES.get(at.suffix, "application/octet-stream")
        asset = tools.assets.put_file(at, kind, "releases")
        files.append(BuiltFile(path=at.relative_to(folder).as_posix(), asset=asset))
    return files


class _Shots:
    """Stills of a film: the best of each scene, and whatever moment is asked for."""

    def __init__(self, given: ForPage, tools: Tools) -> None:
        self.given, self.tools = given, tools
        self.stills = {p.name: p for p in given.papers.pictures}

    @cached_property
    def frames(self) -> Callable[[int], Any]:
        """Frame n of the film, without type."""
        from ...cutting.film import frame_reader

        bare = self.given.timeline.model_copy(update={"overlays": ()})
        return frame_reader(bare, self.tools.assets)

    def best(self, scene: str) -> PagePicture:
        """The best frame of a scene. Raises NotFound."""
        if scene not in self.stills:
            raise NotFound(f"there is no scene {scene!r}; there are {', '.join(self.stills)}")
        return self.stills[scene]

    def at(self, second: float) -> PagePicture:
        """The frame at a second. Raises NotFound."""
        from ...release.stills import still_at

        line = self.given.timeline
        frame = round(second * line.format.rate)
        if not 0 <= frame < line.frames:
            seconds = line.frames / line.format.rate
            raise NotFound(f"the film lasts {seconds:g} s: there is nothing at {second:g} s")
        taken = still_at(line, self.frames, frame, width=line.format.width)
        of, name = self.best(taken.scene), f"{taken.scene}-{frame}"
        asset = self.tools.assets.put(taken.jpeg, f"{name}.jpg", "image/jpeg", "releases")
        return of.model_copy(
            update={
                "name": name,
                "asset": asset,
                "width": taken.width,
                "height": taken.height,
                "focus": taken.focus,
            }
        )


def page_for_edit(studio: Studio, kept: Result) -> "tuple[LandingPage, Given]":
    """A page that stands, and all that its words are held to."""
    from ...release.page.copy import Given
    from ..build import views

    page = LandingPage.model_validate(kept.value)
    refs = _refs_of(studio, page.id)
    value = {name: studio.bench.value(ref) for name, ref in refs.items()}
    board: Storyboard = value["storyboard"]
    campaign = views.words(studio.campaign, languages=(board.language,))
    told = value["papers"].disclosure.text
    return page, Given(board, value["brief"], value["segment"], campaign, told)


def page_differences(before: LandingPage, after: LandingPage) -> list[tuple[str, str, str]]:
    """How two pages differ, as people read it: where, before, after."""
    rows: list[tuple[str, str, str]] = []
    old, new = ([b.kind for b in p.design.blocks] for p in (before, after))
    if old != new:
        rows.append(("order of blocks", ", ".join(old), ", ".join(new)))
    a, b = (p.design.look.model_dump() for p in (before, after))
    rows += [(f"look, {name}", a[name], b[name]) for name in b if a[name] != b[name]]
    was = {block.kind: block.model_dump(mode="json") for block in before.design.blocks}
    for block in after.design.blocks:
        told, had = block.model_dump(mode="json"), was.get(block.kind, {})
        rows += [
            (
                f"{block.kind}, {name}",
                _shown(had.get(name), before),
                _shown(told.get(name), after),
            )
            for name in dict.fromkeys((*told, *had))
            if had and _shown(had.get(name), before) != _shown(told.get(name), after)
        ]
    return rows


def _shown(value: Any, page: LandingPage) -> str:
    """A part of a block, lines by their words."""
    if value is None:
        return ""
    if isinstance(value, str):
        return page.facts.lines.get(value, value)
    if isinstance(value, dict):
        parts = cast("dict[str, Any]", value).values()
        return ": ".join(filter(None, (_shown(v, page) for v in parts)))
    if isinstance(value, list):
        return "; ".join(_shown(v, page) for v in cast("list[Any]", value))
    return str(value)
