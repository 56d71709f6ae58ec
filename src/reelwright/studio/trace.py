"""From a film to the pictures it stands on, and from a picture to its films (S3-08)."""

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from ..domain.base import Frozen
from ..domain.campaign import FORMATS
from ..domain.clip import Clip
from ..domain.continuity import Continuity, Reference, ShotPrompt
from ..domain.errors import NotFound
from ..domain.film import Film
from ..domain.origin import Origin
from ..domain.picture import Edit, Parent
from ..domain.sound import MusicFile
from ..domain.take import Footage, Take
from ..domain.timeline import SceneClip, Timeline
from ..store.catalogue import EDITED, Catalogue, Result
from ..store.jobs import Jobs
from ..wiring.libraries import why_barred_now
from ..workflow.campaign.cuts import Sound as Heard
from . import _given
from ._library import library_of

if TYPE_CHECKING:
    from ..library.kin import Kin


class SourceTrace(Frozen):
    """One shot's source: which bytes, found by which query with which score, filmed by what.

    maker is the model that made the pixels ("offline": none did); receipt is that of the search.
    """

    scene: str
    picture: str
    file: str
    sha256: str
    role: str = "reference"
    query: str = ""
    score: float | None = None
    floor: float | None = None
    grounded: bool = True
    reason: str = ""
    prompt: str = ""
    direction: str = ""
    backend: str = ""
    maker: str = ""
    seed: int | None = None
    base: str = ""
    receipt: str = ""
    edit: Edit | None = None
    """How the picture was made from others, back to the first; None for one that was not."""
    part: str = ""
    """Of a clip of one's own: which seconds of it are shown."""
    licence: str = ""
    holder: str = ""
    barred: str = ""
    """Why it may not be used any more, as the bases have it today; "" where it may."""


class FilmTrace(Frozen):
    """A film, its bytes, and every source of it; others are what else went into it, by role."""

    film: str
    kind: str
    sha256: str
    sources: tuple[SourceTrace, ...]
    others: tuple[tuple[str, str], ...] = ()


class ChildTrace(Frozen):
    """A picture that was made from another, and how, in words."""

    picture: str
    file: str
    sha256: str
    told: str


class PictureTrace(Frozen):
    """A picture and the films it went into, as (film, role).

    Films that show only what was made from it count too. edit: how it was itself made from others.
    children: what was made from it, as far as it is filmed here.
    """

    picture: str
    file: str
    sha256: str
    films: tuple[tuple[str, str], ...]
    edit: Edit | None = None
    children: tuple[ChildTrace, ...] = ()


def trace(
    folder: Path | str, name: str, *, workspace: Path | None = None
) -> FilmTrace | PictureTrace:
    """What a film was made from, or where a picture went.

    Args:
        folder: The campaign's folder, or a folder of clips.
        name: A film's or clip's id; a picture's id, file name or the beginning of its SHA-256. A
            picture may be one from which a filmed picture was made.
        workspace: Where results are kept; None: FOLDER/.reelwright.

    Raises:
        NotFound: Nothing here goes by that name.
    """
    found = _traced(_given.catalogue(folder, workspace), name)
    if isinstance(found, PictureTrace):
        return found
    with library_of(None) as library:
        return found.model_copy(
            update={"sources": tuple(_as_of_today(s, library.kin) for s in found.sources)}
        )


def _as_of_today(source: SourceTrace, kin: "Kin") -> SourceTrace:
    """A source with why it may not be used any more; "" is what a base that is gone says."""
    if len(source.sha256) != 64:
        return source
    own = Parent(file=source.file, sha256=source.sha256, base=source.base, edit=source.edit)
    why = why_barred_now(kin, own, date.today())
    return source.model_copy(update={"barred": why}) if why else source


def _traced(catalogue: Catalogue, name: str) -> FilmTrace | PictureTrace:
    jobs = Jobs.beside(catalogue)
    if kept := catalogue.latest("film", name):
        return _film(catalogue, kept)
    clips = list(_clips(jobs))
    for clip in clips:
        if clip.id == name:
            return _clip(catalogue, clip)
    sources = list(_sources(catalogue, clips))
    for source in sources:
        if _called(name, source.picture, source.file, source.sha256):
            known = source.picture, source.file, source.sha256
            return _picture(catalogue, *known, source.edit, sources)
    for source in sources:
        for behind in source.edit.ancestors() if source.edit else ():
            if _called(name, behind.picture, behind.file, behind.sha256):
                known = behind.picture or behind.file, behind.file, behind.sha256
                return _picture(catalogue, *known, behind.edit, sources)
    above, below = catalogue.made_from(name), catalogue.used_in(name)
    if not above and not below:
        raise NotFound(f"no film was made from or under the name {name!r}; `status` lists them")
    return PictureTrace(picture=name, file="", sha256="", films=below or above)


def _called(name: str, picture: str, file: str, sha256: str) -> bool:
    return name in (picture, file) or (len(name) >= 8 and sha256.startswith(name))


def _picture(
    catalogue: Catalogue,
    picture: str,
    file: str,
    sha256: str,
    edit: Edit | None,
    sources: Sequence[SourceTrace],
) -> PictureTrace:
    """A picture with its films, and with what was made from it."""
    uses = {use for known in (picture, sha256) for use in catalogue.used_in(known)}
    children: dict[str, ChildTrace] = {}
    for source in sources:
        below = (source.picture, source.file, source.sha256, source.edit)
        behind = source.edit.ancestors() if source.edit else ()
        between = ((p.picture, p.file, p.sha256, p.edit) for p in behind)
        for id_, name, sha, how in (below, *between):
            if how and any(p.sha256 == sha256 for p in how.ancestors()):
                children[sha] = ChildTrace(picture=id_, file=name, sha256=sha, told=how.told)
    return PictureTrace(
        picture=picture,
        file=file,
        sha256=sha256,
        films=tuple(sorted(use for use in uses if use[1] != EDITED)),
        edit=edit,
        children=tuple(children.values()),
    )


def _clips(jobs: Jobs | None) -> Iterator[Clip]:
    for job in jobs.listed() if jobs else ():
        for value in (job.result or {}).get("clips", ()):
            yield Clip.model_validate(value)


def _film(catalogue: Catalogue, kept: Result) -> FilmTrace:
    film = Film.model_validate(kept.value)
    timeline = next(
        t
        for t in (Timeline.model_validate(r.value) for r in catalogue.versions("timeline", film.id))
        if t.digest() == film.timeline
    )
    known = [
        Continuity.model_validate(r.value)
        for r in catalogue.versions("continuity", film.storyboard)
    ]
    used = {s.picture for s in (_shot(catalogue, film, known, c) for c in timeline.clips)}
    return FilmTrace(
        film=film.id,
        kind="film",
        sha256=film.file.sha256,
        sources=(
            *(_shot(catalogue, film, known, c) for c in timeline.clips),
            *_music(catalogue, film, timeline),
        ),
        others=tuple(
            p for p in catalogue.made_from(film.id) if p[0] not in used and p[1] != "music"
        ),
    )


def _shot(
    catalogue: Catalogue, film: Film, known: list[Continuity], shown: SceneClip
) -> SourceTrace:
    """The source of one clip of the timeline: the very take and reference that it was cut from."""
    item = f"{film.storyboard}--{shown.scene}--{FORMATS[film.format].slug}"
    takes = [Take.model_validate(r.value) for r in catalogue.versions("take", item)]
    take = next((t for t in takes if t.shot == shown.shot), None)
    reference, prompt = _bound(known, shown)
    origin = take.origin if take else Origin()
    shot = shown.shot
    asset = shot.clip if isinstance(shot, Footage) else shot.picture.file
    return SourceTrace(
        scene=shown.scene,
        picture=reference.picture.id if reference else asset.sha256[:12],
        file=reference.picture.file.name if reference else asset.name,
        sha256=reference.picture.file.sha256 if reference else asset.sha256,
        query=reference.query if reference else "",
        score=reference.score if reference else None,
        floor=reference.floor if reference else None,
        grounded=reference.grounded if reference else True,
        reason=reference.reason if reference else "",
        prompt=prompt.text if prompt else "",
        direction=take.direction if take else "",
        backend=take.backend if take else "",
        maker=origin.maker,
        seed=origin.seed,
        edit=reference.picture.edit if reference else None,
        part=shot.part() if isinstance(shot, Footage) else "",
        licence=reference.picture.rights.licence if reference else "",
        holder=reference.picture.rights.holder if reference else "",
    )


def _music(catalogue: Catalogue, film: Film, line: Timeline) -> Iterator[SourceTrace]:
    """The music file under a film: that of the very mix which it has."""
    item = f"{film.storyboard}--{film.language}--{FORMATS[film.format].slug}"
    for kept in catalogue.versions("mix", item):
        sound = Heard.model_validate(kept.value)
        if sound.asset == line.mix and isinstance(sound.music, MusicFile):
            yield _of_track(sound.music)
            return


def _of_track(music: MusicFile) -> SourceTrace:
    name = music.asset.name
    return SourceTrace(
        scene="music",
        picture=name,
        file=name,
        sha256=music.asset.sha256,
        role="music",
        licence=music.rights.licence,
        holder=music.rights.holder,
    )


def _bound(known: list[Continuity], shown: SceneClip) -> tuple[Reference | None, ShotPrompt | None]:
    """The reference and prompt that a shot was filmed from: of the binding that has its picture."""
    for bound in known:
        reference = next((r for r in bound.references if r.scene == shown.scene), None)
        if reference is None:
            continue
        shot = shown.shot
        shows = shot.picture
        if shows is not None and reference.picture.asset.sha256 != shows.asset.sha256:
            continue
        return reference, next((p for p in bound.prompts if p.scene == shown.scene), None)
    return None, None


def _clip(catalogue: Catalogue, clip: Clip) -> FilmTrace:
    receipt = clip.receipts[0].id if clip.receipts else ""
    sources = [
        SourceTrace(
            scene=f"shot-{n}",
            picture=g.picture.id,
            file=g.picture.asset.name,
            sha256=g.picture.asset.sha256,
            query=g.query,
            score=g.score if clip.source == "library" else None,
            floor=g.floor if clip.source == "library" else None,
            grounded=g.grounded,
            reason=g.reason,
            prompt=clip.request.prompt,
            direction=clip.direction,
            backend=clip.request.backend,
            maker=clip.origin.maker,
            seed=clip.request.seed,
            base=g.item.base if g.item else "",
            receipt=receipt,
            edit=g.picture.edit,
            licence=(g.item or g.picture).rights.licence,
            holder=(g.item or g.picture).rights.holder,
        )
        for n, g in enumerate(clip.grounds, start=1)
    ]
    if clip.sound:
        sources.append(
            SourceTrace(
                scene="sound",
                picture=clip.sound.id,
                file=clip.sound.asset.name,
                sha256=clip.sound.asset.sha256,
                role="sound",
                query=clip.request.sound,
                licence=clip.sound.rights.licence,
                holder=clip.sound.rights.holder,
                base=clip.sound.base,
                receipt=clip.receipts[-1].id if clip.receipts else "",
            )
        )
    return FilmTrace(
        film=clip.id,
        kind="clip",
        sha256=clip.file.sha256,
        sources=tuple(sources),
        others=tuple(catalogue.made_from(clip.id)),
    )


def _sources(catalogue: Catalogue, clips: list[Clip]) -> Iterator[SourceTrace]:
    for kept in catalogue.items("mix"):
        music = Heard.model_validate(kept.value).music
        if isinstance(music, MusicFile):
            yield _of_track(music)
    for clip in clips:
        yield from _clip(catalogue, clip).sources
    for kept in catalogue.items("continuity"):
        for reference in Continuity.model_validate(kept.value).references:
            yield SourceTrace(
                scene=reference.scene,
                picture=reference.picture.id,
                file=reference.picture.file.name,
                sha256=reference.picture.file.sha256,
                edit=reference.picture.edit,
            )
