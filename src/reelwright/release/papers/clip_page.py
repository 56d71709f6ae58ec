"""A page of clips: each with its exact prompt, the picture it stands on, and its score (S2-09)."""

import json
import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ...domain.asset import Assets
from ...domain.campaign import FORMATS
from ...domain.clip import Clip, ClipRequest, Ground, alike
from ...domain.errors import MediaRefused
from ...media.pictures.files import open_picture
from ...media.pictures.measure import jpeg
from .disclosure import edit_told
from .printing import TEMPLATES, environment, upper_first

Twins = Mapping[str, tuple[str, ...]]
"""Clip's id -> what there is to tell of films that it is like."""

SOURCE = 960
"""Longest side, in pixels, of a source picture as the page shows it."""


@dataclass(frozen=True)
class JobOutcome:
    """One job as the page tells it. clips: () when it failed, two for a comparison."""

    request: ClipRequest
    state: str
    reason: str
    seconds: float
    clips: tuple[Clip, ...] = ()


def clip_page(
    outcomes: Sequence[JobOutcome],
    out: Path,
    assets: Assets,
    *,
    title: str,
    among: Sequence[Clip] = (),
) -> Path:
    """Write films, posters, sources, records and one page into a folder; returns the page's path.

    For each job: `<id>.mp4`, `<id>.jpg`, `<id>-source-1.jpg`, `<id>.json`; for all of them
    `results.json` and `index.html`, which needs no server and runs no script. title: what stands
    above; of a single clip its prompt. among: clips of other requests: a film that is like one of
    them, or like another of these, says so.
    """
    out.mkdir(parents=True, exist_ok=True)
    twins = alike([o.clips[0] for o in outcomes if o.clips], among)
    shown = [_outcome(n, o, out, assets, twins) for n, o in enumerate(outcomes, start=1)]
    results = [_record(o, twins) for o in outcomes]
    _write(out / "results.json", json.dumps(results, indent=2, ensure_ascii=False).encode())
    css = (TEMPLATES / "contact_sheet.css").read_bytes() + (TEMPLATES / "clips.css").read_bytes()
    _write(out / "clips.css", css)
    html = (
        environment()
        .get_template("clips.html")
        .render(title=title, facts=_facts(outcomes, twins), clips=shown)
    )
    _write(out / "index.html", html.encode())
    return out / "index.html"


def _write(path: Path, data: bytes) -> None:
    aside = path.with_name(f".{path.name}.part")
    aside.write_bytes(data)
    aside.replace(path)


def _facts(outcomes: Sequence[JobOutcome], twins: Twins) -> list[tuple[str, str, bool]]:
    done = sum(o.state == "done" for o in outcomes)
    spent = [o.seconds for o in outcomes if o.state == "done"]
    facts = [("Clips", f"{done} of {len(outcomes)}", done < len(outcomes))]
    retrieved = [g for o in outcomes for c in o.clips for g in c.grounds if c.source == "library"]
    if retrieved:
        firm = sum(g.grounded for g in retrieved)
        facts.append(("Grounded", f"{firm} of {len(retrieved)}", firm < len(retrieved)))
    if twins:
        facts.append(("Like another", f"{len(twins)} of {done}", True))
    if spent:
        facts.append(("Seconds to make one", f"{sum(spent) / len(spent):.1f}", False))
    return facts


def _notes(outcome: JobOutcome, twins: Twins) -> tuple[str, ...]:
    """What there is to say of a clip, whether it is like another first of all."""
    if not outcome.clips:
        return outcome.request.notes
    first = outcome.clips[0]
    return (*twins.get(first.id, ()), *first.notes)


def _record(outcome: JobOutcome, twins: Twins) -> dict[str, Any]:
    """What programs read: one row a job."""
    first = outcome.clips[0] if outcome.clips else None
    return {
        "id": outcome.request.id,
        "line": outcome.request.line,
        "prompt": outcome.request.prompt,
        "object": first.asked.object if first else outcome.request.object,
        "action": first.asked.action if first else outcome.request.action,
        "state": outcome.state,
        "reason": outcome.reason,
        "seconds": outcome.seconds,
        "seed": outcome.request.seed,
        "films": [f"{c.id}.mp4" for c in outcome.clips],
        "sources": [
            {
                "picture": g.picture.asset.name,
                "sha256": g.picture.asset.sha256,
                "base": g.item.base if g.item else "",
                "score": g.score,
                "grounded": g.grounded,
                "edit": edit_told(g.picture.edit) if g.picture.edit else None,
            }
            for g in (first.grounds if first else ())
        ],
        "coverage": first.coverage.model_dump(mode="json") if first else {},
        "receipts": [r.id for r in (first.receipts if first else ())],
        "notes": list(_notes(outcome, twins)),
    }


def _outcome(
    n: int, outcome: JobOutcome, out: Path, assets: Assets, twins: Twins
) -> dict[str, Any]:
    request = outcome.request
    size = FORMATS[request.format]
    films: list[dict[str, Any]] = []
    for clip in outcome.clips:
        shutil.copyfile(assets.path(clip.file), out / f"{clip.id}.mp4")
        shutil.copyfile(assets.path(clip.poster), out / f"{clip.id}.jpg")
        record = json.dumps(clip.model_dump(mode="json"), indent=2, ensure_ascii=False)
        _write(out / f"{clip.id}.json", record.encode())
        films.append(_film(clip, out, assets))
    return {
        "number": n,
        "id": request.id,
        "prompt": request.prompt,
        "line": request.line,
        "state": outcome.state,
        "good": outcome.state == "done",
        "reason": outcome.reason,
        "notes": _notes(outcome, twins),
        "films": films,
        "shape": "tall" if size.width < size.height else "flat",
        "width": size.width,
        "height": size.height,
        "spent": f"{outcome.seconds:.1f} s",
        "seed": request.seed,
    }


def _film(clip: Clip, out: Path, assets: Assets) -> dict[str, Any]:
    told = {"library": "With retrieval", "picture": "From your picture", "words": "Words alone"}
    first = clip.grounds[0]
    return {
        "id": clip.id,
        "file": f"{clip.id}.mp4",
        "poster": f"{clip.id}.jpg",
        "record": f"{clip.id}.json",
        "how": told[clip.source],
        "query": first.query if clip.source == "library" else "",
        "direction": clip.direction,
        "covered": clip.coverage,
        "disclosure": clip.disclosure,
        "sources": [
            _source(clip, n, g, out, assets)
            for n, g in enumerate(clip.grounds, start=1)
            if clip.source != "words"
        ],
        "note": first.reason if clip.source == "words" else "",
        "scores": [{"name": s.name, "value": f"{s.value:g}", "why": s.why} for s in clip.fidelity],
        "receipt": clip.receipts[0].id if clip.receipts else "",
        "sound": clip.sound.caption if clip.sound else "",
    }


def _source(clip: Clip, n: int, ground: Ground, out: Path, assets: Assets) -> dict[str, Any]:
    name = f"{clip.id}-source-{n}.jpg"
    try:
        seen = open_picture(assets.path(ground.picture.asset), max_side=SOURCE)
        _write(out / name, jpeg(seen, 86))
    except MediaRefused:
        name = ""
    holder = ground.picture.rights.holder or ground.picture.rights.licence
    return {
        "file": name,
        "caption": ground.picture.caption,
        "score": f"{ground.score:.2f}" if clip.source == "library" else "",
        "floor": f"{ground.floor:.2f}",
        "grounded": ground.grounded,
        "reason": ground.reason,
        "from": f"{ground.item.base}: {ground.picture.asset.name}"
        if ground.item
        else ground.picture.asset.name,
        "rights": holder,
        "made": upper_first(ground.picture.edit.told) if ground.picture.edit else "",
    }
