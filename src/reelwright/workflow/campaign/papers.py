"""Step 7, `release`: checks, signature, landing page, manifest, contact sheet, export."""

import shutil
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ...domain.asset import Asset
from ...domain.campaign import FORMATS
from ...domain.film import Checked, Film
from ...domain.gate import Gate
from ...domain.papers import Credentials, PagePicture
from ...domain.sound import Bed, MusicFile
from ...domain.take import Footage
from ...domain.timeline import Timeline
from ..build.decided import decided, overruled, standing
from ..build.ref import Ref
from ..build.stage import Tools, warm
from . import unsettled
from .carried import former_films
from .cuts import Cut, ExportMade, Finished, Papers, Shot, Variant
from .exports import keep_export
from .film_stages import CHECKS, RELEASE, ForChecks, ForRelease
from .gates import STAGE
from .landing import failed, write_built
from .stages import STAGES
from .studio import Studio
from .takes import attempts

if TYPE_CHECKING:
    from ...release import Approval, Dossier


def checks(studio: Studio, cut: Cut) -> Ref[Checked]:
    """Look through the finished film for everything that would keep it from being released."""
    film, line = studio.bench.value(cut.film), studio.bench.value(cut.timeline)
    ref = studio.bench.make(
        CHECKS, studio, film.id, (cut.film, cut.timeline), film=film, timeline=line
    )
    for check in studio.bench.value(ref).checks:
        if not check.ok and check.blocking:
            studio.progress.note(
                f"{film.id}: {check.name}: {check.measured} (wanted: {check.limit}); {check.act}",
                "checks",
                film.id,
            )
    return ref


def papers(studio: Studio, cut: Cut, variant: Variant) -> Ref[Papers]:
    """Disclosure, content credentials and the landing page of one film."""
    from ...release import disclose

    value, of = studio.bench.value, variant.board
    film, board, brief = value(cut.film), value(cut.storyboard), value(of.brief)
    continuity, music = _bound(variant), value(cut.mix).music
    told = disclose(
        [value(t) for t in cut.takes],
        [value(v) for v in cut.voices],
        texts=[brief.origin, board.origin],
        music=music,
        language=board.language,
    )
    return studio.bench.make(
        RELEASE,
        studio,
        film.id,
        (cut.film, cut.storyboard, of.brief, of.segment, continuity, *cut.takes, *cut.voices),
        film=film,
        storyboard=board,
        brief=brief,
        segment=value(of.segment),
        references=[(r.scene, r.picture) for r in value(continuity).references],
        disclosure=told,
        language=board.language,
    )


def released(studio: Studio, cut: Cut, variant: Variant) -> Ref[Papers]:
    """A film's papers, and a note of what it was made from."""
    ref = papers(studio, cut, variant)
    lineage(studio, cut, variant)
    return ref


def lineage(studio: Studio, cut: Cut, variant: Variant) -> None:
    """Note what a film was made from."""
    value, of = studio.bench.value, variant.board
    film, board = value(cut.film), value(cut.storyboard)
    sources = {r.picture.id: "reference" for r in value(_bound(variant)).references}
    slug = FORMATS[film.format].slug
    for reference in value(_bound(variant)).references:
        studio.catalogue.link_edit(film.id, reference.picture)
    studio.catalogue.link(
        film.id,
        sources
        | {value(v).asset.sha256[:12]: "narration" for v in cut.voices}
        | _seen_and_heard(value(cut.timeline), value(cut.mix).music)
        | {f"take/{board.id}--{value(t).scene}--{slug}": "take" for t in cut.takes}
        | {
            f"segment/{value(of.segment).id}": "segment",
            f"brief/{value(of.brief).id}": "brief",
            f"storyboard/{board.id}": "storyboard",
        },
    )


def _bound(variant: Variant) -> "Ref[Any]":
    if variant.continuity is None:
        raise ValueError("a film has papers only after its scenes were bound")
    return variant.continuity


def _seen_and_heard(line: Timeline, music: Bed) -> dict[str, str]:
    """Type, graphics and clips of one's own, the music file and the finished sound, with roles."""
    graphics = {
        o.image.sha256[:12]: f"graphics: {o.kind}" for o in line.overlays if o.kind != "caption"
    }
    graphics |= {
        c.shot.clip.sha256[:12]: f"footage: {c.shot.part()}"
        for c in line.clips
        if isinstance(c.shot, Footage) and c.shot.picture
    }
    heard = "narration" if music == "none" else "narration and music"
    mixed = {line.mix.sha256[:12]: heard} if line.mix else {}
    own = {music.asset.name: "music"} if isinstance(music, MusicFile) else {}
    return graphics | mixed | own


def review_sheet(studio: Studio, made: Sequence[Variant]) -> str:
    """Lay out every film, unsigned papers and all, where a person can watch it before approving."""
    return str(_write(studio, list(_finished(made)), studio.workspace / "review"))


def export(studio: Studio, made: Sequence[Variant]) -> ExportMade:
    """Write approved films that passed their checks to the out folder, with all their papers."""
    going: list[tuple[Variant, Finished]] = []
    held: list[str] = []
    for variant, cut in _finished(made):
        kept = studio.bench.kept(cut.film)
        film = studio.bench.value(cut.film)
        stands = decided(studio.catalogue, "final", kept.item, kept.digest)
        failed = [c.name for c in studio.bench.value(cut.checks).failed]
        if stands.state != "approved":
            held.append(f"{film.id} is not exported: it is {stands.state}")
        elif looks := unsettled.held(studio.catalogue, kept):
            held.append(
                f"{film.id} is not exported: it waits for a person: {', '.join(looks)}; pick a "
                f"take with `reelwright shot FOLDER {film.id} SCENE --pick N`, or let it --pass"
            )
        elif not overruled(stands.note).issuperset(failed):
            held.append(
                f"{film.id} is not exported: it failed {', '.join(failed)}; mend it, or let it out "
                f"with `reelwright approve FOLDER film/{film.id} --despite WHY`"
            )
        else:
            going.append((variant, cut))
    sheet = _write(studio, going, studio.out) if going else ""
    for _, cut in going:
        kept = studio.bench.kept(cut.film)
        keep_export(studio, kept.item, kept.digest, studio.out / kept.item)
    seconds = {
        studio.bench.value(cut.film).id: sum(timings(studio, variant, cut).values())
        for variant, cut in _finished(made)
    }
    return ExportMade(
        films=len(going),
        folder=str(studio.out),
        sheet=str(sheet),
        held=tuple(held),
        seconds=seconds,
    )


def _finished(made: Iterable[Variant]) -> Iterable[tuple[Variant, Finished]]:
    return ((variant, cut) for variant in made for cut in variant.cuts if isinstance(cut, Finished))


def _write(studio: Studio, cuts: Sequence[tuple[Variant, Finished]], folder: Path) -> Path:
    """A folder for each film and one contact sheet for all; replaced as a whole, film by film."""
    from ...release import campaign_csv, contact_sheet

    folder.mkdir(parents=True, exist_ok=True)
    dossiers = [_dossier(studio, variant, cut) for variant, cut in cuts]
    for n, (dossier, (_, cut)) in enumerate(zip(dossiers, cuts, strict=True)):
        studio.progress.busy(f"writing films, {n + 1} of {len(cuts)}")
        fresh = folder / f".{dossier.film.id}.part"
        shutil.rmtree(fresh, ignore_errors=True)
        try:
            _write_film(studio, dossier, cut, fresh)
            place = folder / dossier.film.id
            shutil.rmtree(place, ignore_errors=True)
            fresh.rename(place)
            # A film whose segment has another name now stands in one folder, not in two.
            for former in former_films(studio.catalogue, dossier.film):
                if (folder / former / "manifest.json").is_file():
                    shutil.rmtree(folder / former, ignore_errors=True)
        finally:
            shutil.rmtree(fresh, ignore_errors=True)
    studio.progress.busy()
    (folder / "campaign.csv").write_bytes(campaign_csv(dossiers, studio.campaign))
    return contact_sheet(
        dossiers,
        studio.campaign,
        folder,
        studio.assets,
        name="index.html",
        title=studio.campaign.name,
    )


def _write_film(studio: Studio, dossier: "Dossier", cut: Finished, folder: Path) -> None:
    from ...release import manifest_json

    film, paper = dossier.film, studio.bench.value(cut.papers)
    folder.mkdir(parents=True)

    def copy(asset: Asset, name: str) -> None:
        shutil.copyfile(studio.assets.path(asset), folder / name)

    copy(paper.signed, f"{film.id}.mp4")
    copy(film.poster, "poster.jpg")
    for n, still in enumerate(film.stills, start=1):
        copy(still, f"scene-{n}.jpg")
    copy(film.srt, f"{film.id}.srt")
    copy(film.vtt, f"{film.id}.vtt")
    copy(film.otio, f"{film.id}.otio")
    made = cut.landed
    if made is not None and not failed(studio, made):
        write_built(studio, made, {"film": film, "papers": paper}, folder)
    else:
        write_plain(studio, film, paper, folder / "page")
    (folder / "manifest.json").write_bytes(manifest_json(dossier, studio.campaign))


def write_plain(studio: Studio, film: Film, paper: Papers, folder: Path) -> None:
    """Write a film's plain page into a folder."""
    from ...release import PageMedia, print_page

    media = PageMedia(
        film=paper.signed,
        format=FORMATS[film.format],
        seconds=float(film.seconds),
        poster=film.poster,
        captions=film.vtt,
        pictures=paper.pictures,
    )
    print_page(paper.page, studio.campaign.brand, media, folder, studio.assets)


def _dossier(studio: Studio, variant: Variant, cut: Finished) -> "Dossier":
    from ...release import Dossier

    value = studio.bench.value
    film = value(cut.film)
    paper = value(cut.papers)
    at = film.id
    return Dossier(
        film=film,
        storyboard=value(cut.storyboard),
        brief=value(variant.board.brief),
        segment=value(variant.board.segment),
        continuity=value(_bound(variant)),
        takes=tuple(value(t) for t in cut.takes),
        recordings=tuple(value(r) for r in cut.voices),
        checked=value(cut.checks),
        disclosure=paper.disclosure,
        credentials=paper.credentials,
        signed=paper.signed,
        page_origin=paper.page_origin,
        approvals=_approvals(studio, variant, cut),
        timings=timings(studio, variant, cut),
        scene_timings=_scene_timings(studio, cut),
        shown=_shown(value(cut.timeline)),
        music=value(cut.mix).music,
        film_file=f"{at}/{at}.mp4",
        poster_file=f"{at}/poster.jpg",
        still_files=tuple(f"{at}/scene-{n}.jpg" for n in range(1, len(film.stills) + 1)),
        captions_file=f"{at}/{at}.vtt",
        page_file=f"{at}/page/index.html",
        manifest_file=f"{at}/manifest.json",
    )


def _approvals(studio: Studio, variant: Variant, cut: Finished) -> "tuple[Approval, ...]":
    from ...release import Approval

    refs: dict[Gate, Ref[Any]] = {
        "segments": variant.board.segment,
        "briefs": variant.board.brief,
        "storyboards": variant.board.storyboard,
        "final": cut.film,
    }
    found: list[Approval] = []
    for gate, ref in refs.items():
        kept = studio.bench.kept(ref)
        found += [
            Approval(
                gate=gate,
                item=f"{STAGE[gate]}/{kept.item}",
                version=kept.digest,
                who=said.who,
                at=said.at,
                note=f"{said.decision} {said.note}".strip(),
            )
            for said in standing(studio.catalogue, gate, kept.item, kept.digest)
        ]
    return tuple(found)


def _shown(line: Timeline) -> dict[str, tuple[float, float]]:
    """When each scene is on screen: its first second, and for how many."""
    rate = line.format.rate
    return {c.scene: (round(c.start / rate, 6), round(c.frames / rate, 6)) for c in line.clips}


def _scene_timings(studio: Studio, cut: Shot) -> dict[str, dict[str, float]]:
    """Seconds spent on each scene: its narration, and its takes with every reshot and judgement."""
    spent: dict[str, dict[str, float]] = {}
    for voice in cut.voices:
        seconds = round(studio.bench.kept(voice).seconds, 3)
        spent.setdefault(studio.bench.value(voice).scene, {})["narration"] = seconds
    for take in cut.takes:
        made = (studio.bench.kept(take), *attempts(studio, take))
        seconds = round(sum(kept.seconds for kept in made), 3)
        spent.setdefault(studio.bench.value(take).scene, {})["takes"] = seconds
    return spent


def timings(studio: Studio, variant: Variant, cut: Finished) -> dict[str, float]:
    """Seconds spent on one film, by step; shared steps count in full (S0-63)."""
    of = variant.board
    refs: list[Ref[Any]] = [of.segment, of.brief, cut.storyboard, _bound(variant)]
    refs += [*cut.voices, *cut.takes, cut.plan, cut.mix, cut.timeline]
    refs += [cut.film, cut.checks, cut.papers]
    spent: dict[str, float] = {}
    tried = [kept for take in cut.takes for kept in attempts(studio, take)]
    for kept in (*map(studio.bench.kept, refs), *tried):
        step = STAGES.step(kept.stage)
        spent[step] = round(spent.get(step, 0.0) + kept.seconds, 3)
    return spent


# -- how they are made: inputs in, a value out -------------------------------------------------


def checked(given: ForChecks, tools: Tools) -> Checked:
    """A film, looked through."""
    from ...release import check_film

    film = given.film
    path = tools.assets.path(film.file)
    return check_film(
        path, given.timeline, film=film.id, assets=tools.assets, music=given.music != "none"
    )


def written(given: ForRelease, tools: Tools) -> Papers:
    """A film's signature and its page."""
    from ...release import write_page

    scenes = [s.id for s in given.storyboard.scenes]
    signed, credentials = _signed(given, tools)
    spec, origin = write_page(
        given.storyboard,
        given.brief,
        given.segment,
        given.campaign,
        stills=scenes,
        disclosure=given.disclosure.text,
        model=given.model,
        seed=given.seed,
        **warm(given),
    )
    return Papers(
        film=given.film.id,
        signed=signed,
        credentials=credentials,
        disclosure=given.disclosure,
        page=spec,
        page_origin=origin,
        pictures=_pictures(given, tools, scenes),
    )


def _signed(given: ForRelease, tools: Tools) -> tuple[Asset, Credentials]:
    from ...release import local_signing, own_signing, sign_film

    own, author = tools.credentials, given.campaign.brand.name
    signing = (
        own_signing(own / "chain.pem", own / "key.pem")
        if own
        else local_signing(tools.workspace, author)
    )
    film = given.film
    place = tools.workspace / "films" / f"{film.id}-signed.mp4"
    place.parent.mkdir(parents=True, exist_ok=True)
    credentials = sign_film(
        tools.assets.path(film.file),
        place,
        title=given.storyboard.title,
        author=author,
        pictures=[picture for _, picture in given.references],
        disclosure=given.disclosure,
        music=given.music if isinstance(given.music, MusicFile) else None,
        signing=signing,
        assets=tools.assets,
    )
    asset = tools.assets.put_file(place, "video/mp4", "releases")
    place.unlink()
    return asset.model_copy(update={"name": f"{film.id}.mp4"}), credentials


def _pictures(given: ForRelease, tools: Tools, scenes: Sequence[str]) -> tuple[PagePicture, ...]:
    from ...media.pictures.files import picture_size

    captions = {scene: picture.caption for scene, picture in given.references}
    film = given.film
    found: list[PagePicture] = []
    focus = film.focus or ((0.5, 0.45),) * len(scenes)
    for scene, still, at in zip(scenes, film.stills, focus, strict=True):
        width, height = picture_size(tools.assets.path(still))
        found.append(
            PagePicture(
                name=scene,
                asset=still,
                alt=captions[scene],
                width=width,
                height=height,
                focus=at,
            )
        )
    return tuple(found)
