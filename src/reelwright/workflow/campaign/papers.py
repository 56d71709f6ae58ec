"""Step 7, `release`: checks, signature, landing page, manifest, contact sheet, export."""

import shutil
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from ...domain.asset import Asset
from ...domain.base import Frozen
from ...domain.brief import Brief
from ...domain.campaign import FORMATS
from ...domain.continuity import Continuity
from ...domain.film import Checked, Film, PageSpec
from ...domain.origin import Origin
from ...domain.segment import Segment
from ...domain.sound import Recording
from ...domain.storyboard import Storyboard
from ...domain.take import Take
from ...domain.timeline import Timeline
from ...media.pictures.files import picture_size
from ...release import (
    Approval,
    Credentials,
    Disclosure,
    Dossier,
    PageMedia,
    PagePicture,
    campaign_csv,
    check_film,
    contact_sheet,
    disclose,
    local_signing,
    manifest_json,
    own_signing,
    print_page,
    sign_film,
    write_page,
)
from ..build import views
from ..build.gates import STAGE, Gate, standing
from ..build.progress import STEP
from .studio import Studio


class Papers(Frozen):
    """What a film leaves the house with, before its final approval is noted."""

    film: str
    signed: Asset
    credentials: Credentials
    disclosure: Disclosure
    page: PageSpec
    page_origin: Origin
    pictures: tuple[PagePicture, ...]


def checks(studio: Studio, cut: dict[str, Any]) -> str:
    """Look through the finished film for everything that would keep it from being released."""
    film = studio.bench.value(cut["film"], Film)
    line = studio.bench.value(cut["timeline"], Timeline)

    def work() -> Checked:
        return check_film(studio.assets.path(film.file), line, film=film.id, assets=studio.assets)

    key = studio.bench.make(
        "checks", film.id, Checked, {"film": film, "timeline": line}, work, version="2"
    )
    for check in studio.bench.value(key, Checked).checks:
        if not check.ok and check.blocking:
            studio.progress.note(
                f"{film.id}: {check.name}: {check.measured} (wanted: {check.limit}); {check.act}",
                "checks",
                film.id,
            )
    return key


def papers(studio: Studio, cut: dict[str, Any], variant: dict[str, Any]) -> str:
    """Disclosure, content credentials and the landing page of one film."""
    bench, campaign = studio.bench, studio.campaign
    film = bench.value(cut["film"], Film)
    board = bench.value(cut["storyboard"], Storyboard)
    bound = bench.value(variant["continuity"], Continuity)
    segment = bench.value(variant["segment"], Segment)
    brief = bench.value(variant["brief"], Brief)
    takes = [bench.value(t, Take) for t in cut["takes"]]
    recordings = [bench.value(r, Recording) for r in cut["voices"]]
    words = views.words(campaign, languages=(board.language,))
    model, seed = studio.choices.model_for("page"), campaign.wanted.seed
    warm = studio.choices.warmth("page")
    told = disclose(takes, recordings, texts=[brief.origin, board.origin], language=board.language)

    def work() -> Papers:
        signed, credentials = _signed(studio, film, board, bound, told)
        scenes = [s.id for s in board.scenes]
        spec, origin = write_page(
            board,
            brief,
            segment,
            words,
            stills=scenes,
            disclosure=told.text,
            model=model,
            seed=seed,
            **warm,
        )
        return Papers(
            film=film.id,
            signed=signed,
            credentials=credentials,
            disclosure=told,
            page=spec,
            page_origin=origin,
            pictures=_pictures(studio, film, bound, scenes),
        )

    inputs = {
        "film": film,
        "storyboard": board,
        "brief": brief,
        "segment": segment,
        "campaign": words,
        "references": [(r.scene, r.picture) for r in bound.references],
        "disclosure": told,
        "model": model,
        "seed": seed,
    } | warm
    key = bench.make("release", film.id, Papers, inputs, work, version="3")
    sources = {r.picture.id: "reference" for r in bound.references}
    studio.catalogue.link(
        film.id,
        sources
        | {r.asset.sha256[:12]: "narration" for r in recordings}
        | _seen_and_heard(bench.value(cut["timeline"], Timeline))
        | {f"take/{board.id}--{t.scene}--{FORMATS[film.format].slug}": "take" for t in takes}
        | {
            f"segment/{segment.id}": "segment",
            f"brief/{brief.id}": "brief",
            f"storyboard/{board.id}": "storyboard",
        },
    )
    return key


def _seen_and_heard(line: Timeline) -> dict[str, str]:
    """Type and graphics by their pictures, and the finished sound, each with its role."""
    graphics = {
        o.image.sha256[:12]: f"graphics: {o.kind}" for o in line.overlays if o.kind != "caption"
    }
    return graphics | ({line.mix.sha256[:12]: "narration and music"} if line.mix else {})


def _signed(
    studio: Studio, film: Film, board: Storyboard, bound: Continuity, told: Disclosure
) -> tuple[Asset, Credentials]:
    own = studio.choices.credentials
    signing = (
        own_signing(own / "chain.pem", own / "key.pem")
        if own
        else local_signing(studio.workspace, studio.campaign.brand.name)
    )
    place = studio.workspace / "films" / f"{film.id}-signed.mp4"
    place.parent.mkdir(parents=True, exist_ok=True)
    credentials = sign_film(
        studio.assets.path(film.file),
        place,
        title=board.title,
        author=studio.campaign.brand.name,
        pictures=[r.picture for r in bound.references],
        disclosure=told,
        signing=signing,
        assets=studio.assets,
    )
    asset = studio.assets.put_file(place, "video/mp4", "releases")
    place.unlink()
    return asset.model_copy(update={"name": f"{film.id}.mp4"}), credentials


def _pictures(
    studio: Studio, film: Film, bound: Continuity, scenes: Sequence[str]
) -> tuple[PagePicture, ...]:
    captions = {r.scene: r.picture.caption for r in bound.references}
    found = []
    focus = film.focus or ((0.5, 0.45),) * len(scenes)
    for scene, still, at in zip(scenes, film.stills, focus, strict=True):
        width, height = picture_size(studio.assets.path(still))
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


def review_sheet(studio: Studio, made: list[dict[str, Any]]) -> str:
    """Lay out every film, unsigned papers and all, where a person can watch it before approving."""
    folder = studio.workspace / "review"
    return str(_write(studio, list(_cuts(made)), folder))


def export(studio: Studio, made: list[dict[str, Any]]) -> dict[str, Any]:
    """Write approved films that passed their checks to the out folder, with all their papers."""
    going, held = [], []
    for variant, cut in _cuts(made):
        film = studio.bench.value(cut["film"], Film)
        kept = studio.catalogue.result(cut["film"])
        assert kept is not None
        state = standing(studio.catalogue, "final", kept.item, kept.digest).state
        failed = [
            c.name
            for c in studio.bench.value(cut["checks"], Checked).checks
            if not c.ok and c.blocking
        ]
        if state != "approved":
            held.append(f"{film.id} is not exported: it is {state}")
        elif failed:
            held.append(f"{film.id} is not exported: it failed {', '.join(failed)}")
        else:
            going.append((variant, cut))
    sheet = _write(studio, going, studio.out) if going else ""
    seconds = {
        studio.bench.value(cut["film"], Film).id: sum(timings(studio, variant, cut).values())
        for variant, cut in _cuts(made)
    }
    return {
        "films": len(going),
        "folder": str(studio.out),
        "sheet": str(sheet),
        "held": held,
        "seconds": seconds,
    }


def _cuts(made: Iterable[dict[str, Any]]) -> Iterable[tuple[dict[str, Any], dict[str, Any]]]:
    return ((variant, cut) for variant in made for cut in variant["cuts"] if "papers" in cut)


def _write(
    studio: Studio, cuts: Sequence[tuple[dict[str, Any], dict[str, Any]]], folder: Path
) -> Path:
    """A folder for each film and one contact sheet for all; replaced as a whole, film by film."""
    folder.mkdir(parents=True, exist_ok=True)
    dossiers = [_dossier(studio, variant, cut) for variant, cut in cuts]
    for dossier, (_, cut) in zip(dossiers, cuts, strict=True):
        paper = studio.bench.value(cut["papers"], Papers)
        fresh = folder / f".{dossier.film.id}.part"
        shutil.rmtree(fresh, ignore_errors=True)
        _write_film(studio, dossier, paper, fresh)
        place = folder / dossier.film.id
        shutil.rmtree(place, ignore_errors=True)
        fresh.rename(place)
    (folder / "campaign.csv").write_bytes(campaign_csv(dossiers, studio.campaign))
    return contact_sheet(
        dossiers,
        studio.campaign,
        folder,
        studio.assets,
        name="index.html",
        title=studio.campaign.name,
    )


def _write_film(studio: Studio, dossier: Dossier, paper: Papers, folder: Path) -> None:
    film = dossier.film
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
    media = PageMedia(
        film=paper.signed,
        format=FORMATS[film.format],
        seconds=float(film.seconds),
        poster=film.poster,
        captions=film.vtt,
        pictures=paper.pictures,
    )
    print_page(paper.page, studio.campaign.brand, media, folder / "page", studio.assets)
    (folder / "manifest.json").write_bytes(manifest_json(dossier, studio.campaign))


def _dossier(studio: Studio, variant: dict[str, Any], cut: dict[str, Any]) -> Dossier:
    bench = studio.bench
    film = bench.value(cut["film"], Film)
    paper = bench.value(cut["papers"], Papers)
    at = film.id
    return Dossier(
        film=film,
        storyboard=bench.value(cut["storyboard"], Storyboard),
        brief=bench.value(variant["brief"], Brief),
        segment=bench.value(variant["segment"], Segment),
        continuity=bench.value(variant["continuity"], Continuity),
        takes=tuple(bench.value(t, Take) for t in cut["takes"]),
        recordings=tuple(bench.value(r, Recording) for r in cut["voices"]),
        checked=bench.value(cut["checks"], Checked),
        disclosure=paper.disclosure,
        credentials=paper.credentials,
        signed=paper.signed,
        page_origin=paper.page_origin,
        approvals=_approvals(studio, variant, cut),
        timings=timings(studio, variant, cut),
        scene_timings=_scene_timings(studio, cut),
        shown=_shown(bench.value(cut["timeline"], Timeline)),
        film_file=f"{at}/{at}.mp4",
        poster_file=f"{at}/poster.jpg",
        still_files=tuple(f"{at}/scene-{n}.jpg" for n in range(1, len(film.stills) + 1)),
        captions_file=f"{at}/{at}.vtt",
        page_file=f"{at}/page/index.html",
        manifest_file=f"{at}/manifest.json",
    )


def _approvals(
    studio: Studio, variant: dict[str, Any], cut: dict[str, Any]
) -> tuple[Approval, ...]:
    keys: dict[Gate, str] = {
        "segments": variant["segment"],
        "briefs": variant["brief"],
        "storyboards": variant["storyboard"],
        "final": cut["film"],
    }
    found = []
    for gate, key in keys.items():
        kept = studio.catalogue.result(key)
        assert kept is not None
        decided = studio.catalogue.decision(gate, kept.item, kept.digest)
        if decided:
            found.append(
                Approval(
                    gate=gate,
                    item=f"{STAGE[gate]}/{kept.item}",
                    version=kept.digest,
                    who=decided.who,
                    at=decided.at,
                    note=f"{decided.decision} {decided.note}".strip(),
                )
            )
    return tuple(found)


def _shown(line: Timeline) -> dict[str, tuple[float, float]]:
    """When each scene is on screen: its first second, and for how many."""
    rate = line.format.rate
    return {c.scene: (round(c.start / rate, 6), round(c.frames / rate, 6)) for c in line.clips}


def _scene_timings(studio: Studio, cut: dict[str, Any]) -> dict[str, dict[str, float]]:
    """Seconds spent on each scene: its narration, and its takes with every reshot and judgement."""
    spent: dict[str, dict[str, float]] = {}
    for name, keys, kind in (
        ("narration", cut["voices"], Recording),
        ("takes", cut["takes"], Take),
    ):
        for key in keys:
            kept = studio.catalogue.result(key)
            if kept is not None:
                scene = studio.bench.value(key, kind).scene
                spent.setdefault(scene, {})[name] = round(kept.seconds, 3)
    return spent


def timings(studio: Studio, variant: dict[str, Any], cut: dict[str, Any]) -> dict[str, float]:
    """Seconds spent on one film, by step; shared steps count in full (S0-63)."""
    keys = [
        variant["segment"],
        variant["brief"],
        cut["storyboard"],
        variant["continuity"],
        *cut["voices"],
        *cut["takes"],
        *(
            cut[name]
            for name in ("plan", "mix", "timeline", "film", "checks", "papers")
            if name in cut
        ),
    ]
    spent: dict[str, float] = {}
    for kept in (studio.catalogue.result(k) for k in keys):
        if kept:
            step = STEP.get(kept.stage, kept.stage)
            spent[step] = round(spent.get(step, 0.0) + kept.seconds, 3)
    return spent
