"""One page for a whole campaign: every film plays beside its scenes, sources, scores and checks."""

from collections.abc import Sequence
from itertools import groupby
from pathlib import Path
from typing import Any

from ...domain.asset import Assets
from ...domain.base import slug
from ...domain.campaign import FORMATS, Campaign
from ...domain.leaving import for_papers, told_in_papers
from ...domain.segment import Segment
from ...domain.sound import MusicFile
from ...domain.storyboard import Scene
from ...domain.take import Take
from ...domain.wording import counted
from .manifest import Dossier, on_screen
from .printing import dress, environment, thumbs, upper_first


def contact_sheet(
    dossiers: Sequence[Dossier],
    campaign: Campaign,
    out: Path,
    assets: Assets,
    *,
    name: str = "contact-sheet.html",
    title: str = "contact sheet",
) -> Path:
    """Write the sheet into the folder out and return its path.

    Films, stills and pages are linked by the paths of the dossiers, relative to out; thumbnails of
    the sources are written beside the sheet. It needs no server and runs no script.
    """
    folder = f"{Path(name).stem}-files"
    (out / folder).mkdir(parents=True, exist_ok=True)
    small = thumbs(
        (r.picture for d in dossiers for r in d.continuity.references), out, folder, assets
    )
    ordered = sorted(dossiers, key=lambda d: (-d.segment.share.value, d.segment.name, d.film.id))
    films = {d.film.id: _film(d, small) for d in ordered}
    groups: list[dict[str, Any]] = []
    for _, found in groupby(ordered, key=lambda d: d.segment.id):
        group = list(found)
        groups.append(
            _group(group[0].segment, campaign) | {"films": [films[d.film.id] for d in group]}
        )
    icon = dress(campaign.brand, out / folder, assets, "contact_sheet.css")
    page = environment().get_template("contact_sheet.html")
    html = page.render(
        campaign=campaign,
        title=title,
        folder=folder,
        icon=f"{folder}/{icon}",
        facts=_facts(ordered),
        films=list(films.values()),
        groups=groups,
        foot=f"{campaign.brand.name}. Scores are measured unless a model is named as their source.",
    )
    sheet = out / name
    sheet.write_text(html, encoding="utf-8")
    return sheet


def _facts(dossiers: Sequence[Dossier]) -> list[tuple[str, str, bool]]:
    passed = sum(d.checked.passed for d in dossiers)
    person = sum(t.needs_person for d in dossiers for t in d.takes)
    seconds = sum(float(d.film.seconds) for d in dossiers)
    made = sum(sum(d.timings.values()) for d in dossiers)
    facts = [
        ("Films", str(len(dossiers)), False),
        ("Segments", str(len({d.segment.id for d in dossiers})), False),
        ("Running time", _lasts(seconds), False),
        ("Passed all checks", f"{passed} of {len(dossiers)}", passed < len(dossiers)),
    ]
    if person:
        facts.append(("Scenes for a person", str(person), True))
    if made:
        facts.append(("Made in", _lasts(made), False))
    return facts


def _group(segment: Segment, campaign: Campaign) -> dict[str, Any]:
    """What the sheet tells of a segment: groups and counts. Who said what stays at its gate."""
    share = segment.share
    return {
        "name": segment.name,
        "summary": for_papers(segment.summary, segment, campaign),
        # Those whom a script is for were not asked.
        "size": f"{segment.n} respondents, {share.low:.0%} to {share.high:.0%} of everyone asked "
        "(95% interval)"
        if segment.n
        else "",
        "traits": [
            (t.group, t.text, f"{t.cell.share:.0%}, everyone {t.cell.base_share:.0%}")
            for t in told_in_papers(segment, campaign)
        ],
        "caveats": [f"{upper_first(c)}." for c in segment.caveats],
    }


def _film(dossier: Dossier, thumbs: dict[str, str]) -> dict[str, Any]:
    film, brief = dossier.film, dossier.brief
    size = FORMATS[film.format]
    share = size.width / size.height
    checks = dossier.checked.checks
    faults = [c for c in checks if not c.ok]
    blocking = [c for c in faults if c.blocking]
    timings = sorted(dossier.timings.items(), key=lambda t: -t[1])
    return {
        "anchor": slug(film.id),
        "title": dossier.storyboard.title,
        "segment": dossier.segment.name,
        "idea": brief.concept.idea,
        "format": film.format,
        "shape": "tall" if share < 0.7 else "square" if share < 1.2 else "flat",
        "width": size.width,
        "height": size.height,
        "file": dossier.film_file,
        "poster": dossier.poster_file,
        "tags": _tags(dossier, bool(blocking)),
        "links": _links(dossier),
        "music": _music(dossier),
        "page": dossier.page_file,
        "captions": dossier.captions_file,
        "language": film.language,
        "scenes": [_scene(dossier, i, thumbs) for i in range(len(dossier.storyboard.scenes))],
        "checks": checks,
        "faults": faults,
        "checks_title": _verdict(len(checks), len(blocking), len(faults) - len(blocking)),
        "timings": [(name, round(s, 2), _lasts(s)) for name, s in timings],
        "total": _lasts(sum(dossier.timings.values())),
        "longest": round(max(dossier.timings.values(), default=1) or 1, 2),
    }


def _verdict(all_checks: int, failed: int, notes: int) -> str:
    if failed:
        return f"{failed} of {all_checks} checks failed"
    return (
        f"All {counted(all_checks, 'check')} passed"
        if not notes
        else f"Passed, with {notes} note{'s' if notes > 1 else ''}"
    )


def _tags(dossier: Dossier, failed: bool) -> list[tuple[str, str]]:
    film, concept = dossier.film, dossier.brief.concept
    tags = [
        ("checks failed", "bad") if failed else ("checks passed", "good"),
        (f"{float(film.seconds):g} s", ""),
        (film.format, ""),
        (film.language, ""),
        (concept.form, ""),
        (concept.abstraction, ""),
        (f"{film.loudness:.1f} LUFS", ""),
        ("script", "")
        if dossier.brief.origin.maker == "person"
        else (f"match {dossier.storyboard.match.score:g}", ""),
        (f"seed {dossier.storyboard.draw.seed}", ""),
    ]
    if dossier.credentials is not None and dossier.credentials.state in ("trusted", "valid"):
        tags.append(("signed", "good"))
    if any(t.needs_person for t in dossier.takes):
        tags.append(("needs a person", "bad"))
    return tags


def _music(dossier: Dossier) -> str:
    """What of the music a person has to know: which file, by whom, under what licence; or none."""
    music = dossier.music
    if music == "none":
        return "Music: none"
    if not isinstance(music, MusicFile):
        return f"Music: composed, {dossier.storyboard.mood}"
    rights = music.rights
    said = [music.asset.name, music.credit, rights.holder, rights.licence]
    said += [f"until {rights.expires}" if rights.expires else "", "AI" if music.made_by_ai else ""]
    told = ", ".join(dict.fromkeys(s for s in said if s))
    unsaid = "" if rights.licence or rights.holder else "; nobody noted its licence"
    return f"Music: {told}{unsaid}"


def _links(dossier: Dossier) -> list[tuple[str, str]]:
    links = [
        ("Landing page", dossier.page_file),
        ("Film file", dossier.film_file),
        ("Captions", dossier.captions_file),
        ("Manifest", dossier.manifest_file),
    ]
    return [(text, href) for text, href in links if href]


def _scene(dossier: Dossier, index: int, thumbs: dict[str, str]) -> dict[str, Any]:
    scene = dossier.storyboard.scenes[index]
    take = next((t for t in dossier.takes if t.scene == scene.id), None)
    prompt = next((p for p in dossier.continuity.prompts if p.scene == scene.id), None)
    verdict = take.verdict if take else None
    floors = verdict.thresholds if verdict else {}
    start, seconds = on_screen(dossier, scene.id)
    return {
        "still": dossier.still_files[index] if index < len(dossier.still_files) else "",
        "beat": scene.beat,
        "time": f"{_clock(start)}, {seconds:.1f} s",
        "move": _move(scene, take),
        "made": ", ".join(
            f"{part} {_lasts(s)}" for part, s in dossier.scene_timings.get(scene.id, {}).items()
        ),
        "narration": scene.narration,
        "type": " / ".join(t for t in (scene.text.head, scene.text.body) if t),
        "source": _source(dossier, scene, thumbs),
        "person": _person(take),
        "prompt": prompt.text if prompt else "",
        "negative": prompt.negative if prompt else "",
        "whys": _whys(take),
        "scores": [
            {
                "name": s.name.capitalize(),
                "value": f"{s.value:g}",
                "floor": f"{floors.get(s.name, 0):g}",
            }
            for s in (verdict.scores if verdict else ())
        ],
    }


def _whys(take: Take | None) -> list[tuple[str, str]]:
    if take is None:
        return []
    found = [
        (f"{s.name.capitalize()} ({s.by}).", s.why)
        for s in (take.verdict.scores if take.verdict else ())
    ]
    return [*found, ("Back end.", f"{take.backend}: {take.route}")]


def _person(take: Take | None) -> str:
    if take is None or not take.needs_person:
        return ""
    advice = take.verdict.advice if take.verdict else ""
    return f"A person has to look at this scene. {upper_first(advice)}".strip()


def _move(scene: Scene, take: Take | None) -> str:
    if take is None:
        return scene.camera
    attempts = f", attempt {take.attempt}" if take.attempt > 1 else ""
    return f"{take.direction or scene.camera}{attempts}"


def _source(dossier: Dossier, scene: Scene, thumbs: dict[str, str]) -> dict[str, str] | None:
    reference = next((r for r in dossier.continuity.references if r.scene == scene.id), None)
    if reference is None:
        return None
    picture = reference.picture
    licence = f" Licence: {picture.rights.licence}." if picture.rights.licence else ""
    weak = "" if reference.grounded else f" Under the floor of {reference.floor:.2f}."
    made = f" {upper_first(picture.edit.told)}." if picture.edit else ""
    reason = reference.reason.strip().rstrip(".")
    return {
        "thumb": thumbs.get(picture.id, ""),
        "caption": f"{picture.caption.rstrip('.')}.",
        "reason": f"{picture.file.name}, score {reference.score:.2f}: {reason}."
        f"{weak}{licence}{made}",
    }


def _clock(seconds: float) -> str:
    whole = int(seconds)
    return f"{whole // 60}:{whole % 60:02d}"


def _lasts(seconds: float) -> str:
    if seconds < 10:
        return f"{seconds:.1f} s"
    if seconds < 120:
        return f"{seconds:.0f} s"
    return f"{seconds / 60:.1f} min"
