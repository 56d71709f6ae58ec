"""The papers of a film: one JSON manifest each, and one CSV for a campaign's A/B tool."""

import base64
import csv
import hashlib
import io
import json
from fractions import Fraction
from typing import Any

from ... import __version__
from ...domain.asset import Asset
from ...domain.base import Frozen
from ...domain.brief import Brief
from ...domain.campaign import Campaign
from ...domain.claims import unbacked
from ...domain.continuity import Continuity
from ...domain.film import Checked, Film
from ...domain.leaving import for_papers, told_in_papers
from ...domain.origin import Origin
from ...domain.segment import Segment
from ...domain.sound import Bed, MusicFile, Recording
from ...domain.storyboard import Scene, Storyboard
from ...domain.take import Footage, Take
from ..checks.profiles import VERSION as PROFILES_VERSION
from .credentials import Credentials
from .disclosure import Disclosure, edit_told

VERSION = 3

COLUMNS: tuple[str, ...] = (
    "creative_id",
    "label",
    "campaign",
    "segment_code",
    "concept",
    "abstraction",
    "form",
    "features",
    "format",
    "language",
    "seconds",
    "seed",
    "narrative",
    "visual",
    "brand",
    "checks",
    "file",
    "sha256",
    "landing_page",
    "utm",
    "disclosure",
    "credentials",
    "assignment",
)
"""Columns of the campaign's CSV. assignment is left for the A/B tool to fill in."""


class Approval(Frozen):
    """A person's decision about one item; version is its digest, at an ISO time."""

    gate: str
    item: str
    version: str
    who: str
    at: str
    note: str = ""


class Dossier(Frozen):
    """Everything known of one finished film: what manifests and contact sheets are made of.

    The *_file fields are paths relative to the folder that the papers are written to, "" where
    there is none. still_files follow the storyboard's scenes. timings are seconds by step,
    scene_timings seconds by scene and part ("narration", "takes" with every reshot). shown tells
    when each scene is on screen in the finished cut: its first second, and for how many; where it
    is silent, the storyboard's plan holds. music: what the film was mixed with.
    """

    film: Film
    storyboard: Storyboard
    brief: Brief
    segment: Segment
    continuity: Continuity
    takes: tuple[Take, ...]
    recordings: tuple[Recording, ...] = ()
    checked: Checked
    disclosure: Disclosure
    credentials: Credentials | None = None
    signed: Asset | None = None
    page_origin: Origin | None = None
    approvals: tuple[Approval, ...] = ()
    timings: dict[str, float] = {}
    scene_timings: dict[str, dict[str, float]] = {}
    shown: dict[str, tuple[float, float]] = {}
    music: Bed = "made"
    film_file: str
    poster_file: str = ""
    still_files: tuple[str, ...] = ()
    captions_file: str = ""
    page_file: str = ""
    manifest_file: str = ""


def creative_id(film: Film, campaign: Campaign) -> str:
    """A short id that this film keeps for ever: another cut, format or language has another."""
    key = "/".join([campaign.slug, film.storyboard, film.format, film.language, film.timeline])
    digest = hashlib.sha256(key.encode()).digest()
    return "c" + base64.b32encode(digest)[:15].decode().lower()


def segment_code(segment: Segment) -> str:
    """A code that names a segment in addresses without saying anything about its people."""
    return "s" + hashlib.sha256(segment.id.encode()).hexdigest()[:6]


def feature_code(trait: str) -> str:
    """A code that names what a film stresses, by its trait's id, without the survey's columns."""
    return "f" + hashlib.sha256(trait.encode()).hexdigest()[:8]


def label(dossier: Dossier, campaign: Campaign) -> str:
    """A name for people: brand_campaign_segment_concept_9x16_20s_en."""
    film = dossier.film
    parts = [
        campaign.brand.name,
        campaign.slug,
        dossier.segment.id,
        dossier.brief.concept.id,
        film.format.replace(":", "x"),
        f"{round(float(film.seconds))}s",
        film.language,
    ]
    return "_".join("-".join(str(p).lower().split()) for p in parts)


def utm(dossier: Dossier, campaign: Campaign) -> dict[str, str]:
    """Query parameters for the ad's link; the platform fills in its own name as the source."""
    return {
        "utm_source": "{platform}",
        "utm_medium": "paid_social",
        "utm_campaign": campaign.slug,
        "utm_content": creative_id(dossier.film, campaign),
        "utm_term": segment_code(dossier.segment),
    }


def manifest(dossier: Dossier, campaign: Campaign) -> dict[str, Any]:
    """The manifest of one film as JSON-ready data, as `docs/manifest.schema.json` describes it.

    The same dossier gives the same manifest; no time of day is added. Amounts are JSON numbers:
    seconds of film exact to the microsecond.
    """
    film, board, brief = dossier.film, dossier.storyboard, dossier.brief
    delivered = dossier.signed or film.file
    return {
        "version": VERSION,
        "maker": f"reelwright {__version__}",
        "creative_id": creative_id(film, campaign),
        "label": label(dossier, campaign),
        "campaign": {"id": campaign.slug, "name": campaign.name, "brand": campaign.brand.name},
        "film": {
            "id": film.id,
            "file": dossier.film_file,
            "sha256": delivered.sha256,
            "bytes": delivered.bytes,
            "unsigned_sha256": film.file.sha256,
            "format": film.format,
            "language": film.language,
            "seconds": _number(film.seconds),
            "loudness_lufs": film.loudness,
            "true_peak_dbtp": film.true_peak,
            "timeline": film.timeline,
        },
        "segment": {
            "id": dossier.segment.id,
            "code": segment_code(dossier.segment),
            "name": dossier.segment.name,
            "n": dossier.segment.n,
            "share": dossier.segment.share.model_dump(mode="json"),
            "respondents": len(dossier.segment.respondents),
        },
        "concept": {
            "id": brief.concept.id,
            "title": brief.concept.title,
            "abstraction": brief.concept.abstraction,
            "form": brief.concept.form,
            "weighing": brief.weighing.total,
        },
        "storyboard": {
            "id": board.id,
            "seed": board.draw.seed,
            "features": _features(dossier, campaign),
            "match": {"score": board.match.score, "why": _why(dossier, campaign)},
        },
        "made_by": _makers(dossier),
        "music": _music(dossier),
        "scenes": [
            _scene(dossier, scene_id, campaign) for scene_id in (s.id for s in board.scenes)
        ],
        "scores": scores(dossier),
        "checks": [c.model_dump(mode="json") for c in dossier.checked.checks],
        "checks_passed": dossier.checked.passed,
        "delivery_profiles": PROFILES_VERSION,
        "approvals": [a.model_dump(mode="json") for a in dossier.approvals],
        "disclosure": dossier.disclosure.model_dump(mode="json"),
        "content_credentials": (
            dossier.credentials.model_dump(mode="json") if dossier.credentials else None
        ),
        "landing_page": dossier.page_file or None,
        "call": {"text": campaign.call.text, "link": campaign.call.link},
        "utm": utm(dossier, campaign),
        "timings_s": {k: round(v, 3) for k, v in sorted(dossier.timings.items())},
        "total_s": round(sum(dossier.timings.values()), 3),
    }


def manifest_json(dossier: Dossier, campaign: Campaign) -> bytes:
    """The manifest as a UTF-8 JSON file."""
    text = json.dumps(manifest(dossier, campaign), ensure_ascii=False, indent=2)
    return (text + "\n").encode()


def scores(dossier: Dossier) -> dict[str, float]:
    """Mean of each judged dimension over the film's takes."""
    found: dict[str, list[float]] = {}
    for take in dossier.takes:
        for score in take.verdict.scores if take.verdict else ():
            found.setdefault(score.name, []).append(score.value)
    return {name: round(sum(v) / len(v), 2) for name, v in found.items()}


def campaign_csv(dossiers: list[Dossier] | tuple[Dossier, ...], campaign: Campaign) -> bytes:
    """One row a film, for import into an A/B tool; UTF-8 with a header."""
    text = io.StringIO()
    writer = csv.DictWriter(text, list(COLUMNS), lineterminator="\r\n")
    writer.writeheader()
    for dossier in dossiers:
        writer.writerow({k: _cell(v) for k, v in _row(dossier, campaign).items()})
    return text.getvalue().encode()


def _row(dossier: Dossier, campaign: Campaign) -> dict[str, Any]:
    film, concept = dossier.film, dossier.brief.concept
    judged = scores(dossier)
    return {
        "creative_id": creative_id(film, campaign),
        "label": label(dossier, campaign),
        "campaign": campaign.slug,
        "segment_code": segment_code(dossier.segment),
        "concept": concept.id,
        "abstraction": concept.abstraction,
        "form": concept.form,
        "features": "|".join(feature_code(t) for t in dossier.storyboard.draw.traits),
        "format": film.format,
        "language": film.language,
        "seconds": f"{float(film.seconds):g}",
        "seed": dossier.storyboard.draw.seed,
        "narrative": judged.get("narrative adherence", ""),
        "visual": judged.get("visual quality", ""),
        "brand": judged.get("brand compliance", ""),
        "checks": "passed" if dossier.checked.passed else "failed",
        "file": dossier.film_file,
        "sha256": (dossier.signed or film.file).sha256,
        "landing_page": dossier.page_file,
        "utm": "&".join(f"{k}={v}" for k, v in utm(dossier, campaign).items()),
        "disclosure": dossier.disclosure.text,
        "credentials": dossier.credentials.state if dossier.credentials else "none",
        "assignment": "",
    }


def _cell(value: Any) -> str:
    """A cell that no spreadsheet takes for a formula."""
    text = str(value)
    return f"'{text}" if text[:1] in ("=", "+", "-", "@", "\t", "\r") else text


def _makers(dossier: Dossier) -> list[dict[str, Any]]:
    """What made each text of the film: model or "offline", prompt digest, temperature, seed."""
    origins: list[tuple[str, Origin | None]] = [
        ("segment", dossier.segment.origin),
        ("brief", dossier.brief.origin),
        ("match", dossier.storyboard.match.origin),
        ("storyboard", dossier.storyboard.origin),
        ("continuity", dossier.continuity.origin),
        ("landing page", dossier.page_origin),
    ]
    return [{"stage": name, **o.model_dump(mode="json")} for name, o in origins if o is not None]


def _music(dossier: Dossier) -> dict[str, Any]:
    """Composed to a mood; "none"; or a file, with its rights. maker says which."""
    board, music = dossier.storyboard, dossier.music
    if music == "none":
        return {"maker": "none"}
    if not isinstance(music, MusicFile):
        return {"mood": board.mood, "pace": board.pace, "maker": "offline"}
    return {
        "maker": "file",
        "file": music.asset.name,
        "sha256": music.asset.sha256,
        "starts": music.start,
        "credit": music.credit,
        "holder": music.rights.holder,
        "licence": music.rights.licence,
        "expires": music.rights.expires,
        "made_by_ai": music.made_by_ai,
    }


def _features(dossier: Dossier, campaign: Campaign) -> list[dict[str, str]]:
    """What was drawn for the film to stress; words is "" for what could only be quoted."""
    segment = dossier.segment
    traits = {t.id: t for t in segment.traits}
    told = {t.id: t.text for t in told_in_papers(segment, campaign)}
    return [
        {
            "code": feature_code(id),
            "group": traits[id].group if id in traits else "",
            "words": told.get(id, ""),
        }
        for id in dossier.storyboard.draw.traits
    ]


def _why(dossier: Dossier, campaign: Campaign) -> str:
    """Why brief and segment fit, without what the survey told."""
    match = dossier.storyboard.match
    told = for_papers(match.rationale, dossier.segment, campaign)
    return told or f"It suits them with {match.score:g} of 10."


def _claims(scene: Scene, campaign: Campaign) -> list[dict[str, str]]:
    """Figures and superlatives of a script that no proof backs: they stand on the script alone."""
    if campaign.script is None:
        return []
    said = (scene.narration, scene.text.head, scene.text.body)
    found = dict.fromkeys(c for text in said for c in unbacked(text, campaign))
    return [{"text": c, "source": f"the script, {campaign.script.file}"} for c in found]


def on_screen(dossier: Dossier, scene_id: str) -> tuple[float, float]:
    """A scene's first second in the film, and for how many it stands."""
    if scene_id in dossier.shown:
        return dossier.shown[scene_id]
    scenes = dossier.storyboard.scenes
    at = next(i for i, s in enumerate(scenes) if s.id == scene_id)
    return _number(sum((s.seconds for s in scenes[:at]), Fraction(0))), _number(scenes[at].seconds)


def _number(seconds: Fraction) -> float:
    return round(float(seconds), 6)


def _scene(dossier: Dossier, scene_id: str, campaign: Campaign) -> dict[str, Any]:
    scene = next(s for s in dossier.storyboard.scenes if s.id == scene_id)
    reference = next((r for r in dossier.continuity.references if r.scene == scene_id), None)
    take = next((t for t in dossier.takes if t.scene == scene_id), None)
    spoken = next((r for r in dossier.recordings if r.scene == scene_id), None)
    prompt = next((p for p in dossier.continuity.prompts if p.scene == scene_id), None)
    starts, seconds = on_screen(dossier, scene_id)
    found: dict[str, Any] = {
        "id": scene.id,
        "beat": scene.beat,
        "starts": starts,
        "seconds": seconds,
        "planned_seconds": _number(scene.seconds),
        "narration": scene.narration,
        "facts": list(scene.facts),
        "claims": _claims(scene, campaign),
        "timings_s": dossier.scene_timings.get(scene.id, {}),
        "prompt": prompt.text if prompt else "",
        "not": prompt.negative if prompt else "",
        "blueprints": [
            {"element": b.element, "version": b.version}
            for b in (prompt.blueprints if prompt else ())
        ],
    }
    if spoken is not None:
        found["voice"] = {
            "engine": spoken.engine,
            "voice": spoken.voice,
            "maker": spoken.origin.maker,
            "sha256": spoken.asset.sha256,
            "seconds": _number(spoken.seconds),
            "timing": spoken.timing,
        }
    if reference is not None:
        picture = reference.picture
        source: dict[str, Any] = {
            "picture": picture.id,
            "file": picture.file.name,
            "sha256": picture.file.sha256,
            "caption": picture.caption,
            "holder": picture.rights.holder,
            "licence": picture.rights.licence,
            "expires": picture.rights.expires,
            "made_by_ai": picture.made_by_ai,
            "query": reference.query,
            "score": reference.score,
            "floor": reference.floor,
            "reason": reference.reason,
            "grounded": reference.grounded,
        }
        if picture.edit:
            source["edit"] = edit_told(picture.edit)
        found["source"] = source
    if take is not None:
        found["take"] = {
            "id": take.id,
            "attempt": take.attempt,
            "backend": take.backend,
            "route": take.route,
            "direction": take.direction,
            "maker": take.origin.maker,
            "seed": take.origin.seed,
            "needs_person": take.needs_person,
            "verdict": take.verdict.model_dump(mode="json") if take.verdict else None,
        }
        if isinstance(take.shot, Footage) and take.shot.picture and take.shot.until is not None:
            found["take"]["footage"] = {
                "file": take.shot.clip.name,
                "sha256": take.shot.clip.sha256,
                "starts": _number(take.shot.offset),
                "ends": _number(take.shot.until),
                "pace": take.shot.pace,
                "steadied": take.shot.zoom > 1,
                "sound": "keep" if take.shot.keeps_sound else "mute",
            }
    return found
