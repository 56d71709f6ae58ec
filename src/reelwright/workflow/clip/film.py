"""The film of a clip: shots, grade, sound and type on one clock, encoded and signed."""

from collections.abc import Callable, Sequence
from fractions import Fraction
from pathlib import Path
from typing import Any

import numpy as np

from ...backends import registry
from ...backends.video.interface import VideoProfile
from ...cutting.film import frame_reader, make_film
from ...cutting.kept import folder_of
from ...cutting.timeline import DISCLOSED, LABELLED
from ...domain.asset import Asset
from ...domain.base import digest_of, slug
from ...domain.campaign import FORMATS, Format
from ...domain.clip import Asked, Clip, ClipRequest, Coverage, Ground, Source
from ...domain.continuity import Reference, ShotPrompt
from ...domain.errors import DoesNotFit, NotFound
from ...domain.knowledge import Item, Receipt
from ...domain.origin import Origin
from ...domain.picture import Picture
from ...domain.sound import Mix
from ...domain.storyboard import Scene, Text
from ...domain.take import Footage, Move, Score, Take
from ...domain.timeline import Music, Overlay, SceneClip, Timeline, Transition
from ...graphics import Painter
from ...judging.fidelity import fidelity
from ...media.pictures.files import open_picture
from ...media.pictures.grade import graded
from ...media.pictures.measure import jpeg
from ...release import Disclosure, disclose, local_signing, own_signing, sign_film
from ...release.papers.disclosure import LIBRARY, edit_told
from ...shooting import Find, Route, cover, finder, shoot, shown_by, suggested
from ...sound.under import under
from .firmness import firmness
from .steps import ClipDesk, bases_of

CROSS = 0.5
"""Seconds that neighbouring shots of an assembled clip overlap."""

LOOKS = 6
"""Frames that a film is compared with its reference by."""

GRADED_SIDE = 3840
"""Longest side, in pixels, at which a picture is graded: no film shows more of it."""


def film(
    desk: ClipDesk,
    job: str,
    asked: Asked,
    grounds: Sequence[Ground],
    receipts: Sequence[Receipt],
    *,
    twin: bool = False,
) -> Clip:
    """Film the clip; twin: the one without retrieval that a comparison stands beside."""
    request = desk.request(job)
    source: Source = "words" if twin else request.source
    name = f"{request.id[:56]}-plain" if twin else request.id
    size = FORMATS[request.format]
    frames = round(float(request.seconds) * size.rate)
    notes = [*request.notes, *_prompt_notes(request, asked)]
    notes += [note for receipt in receipts for note in receipt.notes]
    spans = _spans(len(grounds), frames, size.rate)
    filmed = [
        _take(desk, request, asked, ground, n, span[1], size, notes)
        for n, (ground, span) in enumerate(zip(grounds, spans, strict=True), start=1)
    ]
    takes = [take for take, _ in filmed]
    heard, mixed = _sound(desk, request, frames / size.rate, notes)
    found = heard.chosen[0] if heard else None
    receipts = [*receipts, heard] if heard else receipts
    told = disclose(takes, (), texts=[asked.origin], music="none")
    typed = _type(desk, asked, request, size, frames, takes) if source == "words" else ()
    timeline = Timeline(
        id=name,
        title=_title(request, asked),
        format=size,
        language="en",
        frames=frames,
        clips=tuple(
            SceneClip(
                scene=f"shot-{n}",
                start=start,
                frames=length,
                shot=take.shot,
                enter=Transition(kind="dissolve", frames=over) if over else Transition(),
            )
            for n, (take, (start, length, over)) in enumerate(
                zip(takes, spans, strict=True), start=1
            )
        ),
        overlays=(*typed, *_label(desk, told, size, frames)),
        audio=(Music(asset=mixed.asset),) if mixed else (),
        mix=mixed.asset if mixed else None,
    )
    begin, whole = (0.5, 0.42) if twin else (0.1, 0.38 if request.compare else 0.8)
    place = desk.workspace / "films" / f"{name}.mp4"
    make_film(
        timeline,
        desk.assets,
        place,
        workers=desk.workers,
        cache=folder_of(desk.workspace),
        on_progress=lambda done, all_: desk.watch(job, "film", begin + whole * done / max(1, all_)),
    )
    read = frame_reader(timeline.model_copy(update={"overlays": ()}), desk.assets)
    scores = _faithful(desk, grounds, spans, read) if source != "words" else ()
    poster = jpeg(frame_reader(timeline, desk.assets)(frames // 3), 88)
    plain = [t for t in takes if t.route]
    covered = _covered(request, asked, grounds, filmed, size, typed=bool(typed))
    notes += firmness(request, asked, source, grounds, receipts, covered)
    return Clip(
        id=name,
        request=request,
        asked=asked,
        source=source,
        grounds=tuple(grounds),
        receipts=tuple(receipts),
        file=_signed(desk, place, request, asked, grounds, receipts, takes, found, told),
        poster=desk.assets.put(poster, f"{name}.jpg", "image/jpeg", "releases"),
        seconds=Fraction(frames, size.rate),
        direction="; then ".join(t.direction for t in plain),
        disclosure=told.text,
        papers=told,
        coverage=covered,
        fidelity=scores,
        made_of=_made_of(timeline),
        sound=found,
        notes=tuple(dict.fromkeys(notes)),
        origin=takes[0].origin,
    )


def _made_of(timeline: Timeline) -> str:
    """What two films that are alike frame for frame have in common, whatever they are called."""
    return digest_of(timeline.model_dump(mode="json", exclude={"id", "title"}))


def _spans(count: int, frames: int, rate: int) -> list[tuple[int, int, int]]:
    """(start, frames, frames of entering overlap) of each shot; the film has no gap."""
    cross = min(round(CROSS * rate), frames // (3 * count)) if count > 1 else 0
    edges = [round(n * frames / count) for n in range(count + 1)]
    found: list[tuple[int, int, int]] = []
    for n in range(count):
        start = edges[n] - (cross // 2 if n else 0)
        end = edges[n + 1] + (cross - cross // 2 if n < count - 1 else 0)
        found.append((start, end - start, cross if n else 0))
    return found


def _take(
    desk: ClipDesk,
    request: ClipRequest,
    asked: Asked,
    ground: Ground,
    n: int,
    frames: int,
    size: Format,
    notes: list[str],
) -> tuple[Take, Find | None]:
    """The shot, and what finds things in its picture; None for moving pictures."""
    picture = _graded(desk, ground.picture, request, size)
    find = finder(picture, desk.assets)
    thing = request.object or asked.object
    moved = asked.action or suggested(request.prompt, request.seed, thing, find)
    scene = Scene(
        id=f"shot-{n}",
        beat="hook",
        description=asked.object or request.prompt,
        seek=ground.query or request.prompt,
        # Only the first shot takes the move as it was asked for; the next must not repeat it.
        camera=moved,
        narration="",
        seconds=Fraction(frames, size.rate),
        scale=asked.scale,
    )
    if ground.item is not None and ground.item.kind == "video":
        if shown := _snippet(desk, ground, scene, frames, size):
            return shown, None
        notes.append(
            f"“{ground.item.caption}” is shorter than the shot, so its key view was filmed instead"
        )
    take = shoot(
        scene,
        Reference(
            scene=scene.id,
            query=ground.query,
            picture=picture,
            score=ground.score,
            reason=ground.reason,
            grounded=ground.grounded,
            floor=ground.floor,
        ),
        ShotPrompt(scene=scene.id, text=_prompt(request), brief_line=request.prompt),
        size,
        frames=frames,
        seed=request.seed + n - 1,
        text_zone="none",
        route=Route(backend=_backend(request).name, reason="a person chose it"),
        find=find,
        assets=desk.assets,
    ).take
    notes += take.notes
    if not asked.action:
        notes.append(f"no camera move was named: “{moved}” stands for it; say one, as “pan left”")
    if asked.unread:
        notes.append(f"the camera has no move for: {', '.join(asked.unread)}")
    if request.mood.style or request.mood.mood:
        told = ", ".join(w for w in (request.mood.style, request.mood.mood) if w)
        if not _backend(request).generates:
            notes.append(
                f"“{told}” cannot change a still: it is kept for a video model; a grade can"
            )
    return take, find


def _backend(request: ClipRequest) -> VideoProfile:
    return registry.profile(f"video/{request.backend}")


def _prompt(request: ClipRequest) -> str:
    mood = request.mood
    parts = [
        request.prompt,
        mood.style and f"Style: {mood.style}",
        mood.mood and f"Mood: {mood.mood}",
    ]
    return "\n".join(p for p in parts if p)


def _prompt_notes(request: ClipRequest, asked: Asked) -> list[str]:
    """What of the prompt nothing will answer for."""
    profile = _backend(request)
    most, long = profile.prompt_limit, len(_prompt(request))
    notes: list[str] = []
    if most is not None and long > most:
        notes.append(
            f"the prompt has {long} characters, of which {profile.name} reads the first {most}: "
            "shorten it, or show in a reference what words take long to say"
        )
    if asked.dropped and request.source == "library" and not request.object:
        notes.append(
            f"the object is searched for by its first words, without “{' '.join(asked.dropped)}”; "
            "name it in fewer"
        )
    return notes


def _covered(
    request: ClipRequest,
    asked: Asked,
    grounds: Sequence[Ground],
    filmed: Sequence[tuple[Take, Find | None]],
    size: Format,
    *,
    typed: bool,
) -> Coverage:
    """Which words of the prompt the pictures, the camera and the text answer for."""
    shown = [g.picture for g in grounds if not (typed and g.item is None)]
    said = [t for p in shown for t in (*(c.text for c in p.captions), *p.keywords)]
    shots = [(t.shot, find) for t, find in filmed if isinstance(t.shot, Move) and find]
    return cover(
        request.prompt,
        asked,
        said,
        carried=typed or _backend(request).generates,
        shown=shown_by([] if typed else shots, size),
    )


def _snippet(
    desk: ClipDesk, ground: Ground, scene: Scene, frames: int, size: Format
) -> Take | None:
    """A found clip as the shot itself; None when it is too short."""
    item = ground.item
    assert item is not None
    if (item.seconds or 0.0) < frames / size.rate - 0.1:
        return None
    return Take(
        id=slug(f"{scene.id}-{size.slug}-1"),
        scene=scene.id,
        format=size.name,
        attempt=1,
        shot=Footage(clip=desk.fetch(item, item.asset), subject=ground.picture.subject),
        direction="as it was filmed",
        backend="a model" if ground.picture.made_by_ai else LIBRARY,
        route="the library holds it as moving pictures",
        origin=Origin(maker="library", prompt=digest_of(item.id)),
    )


def _graded(desk: ClipDesk, picture: Picture, request: ClipRequest, size: Format) -> Picture:
    """The picture in the grade that was asked for: a new asset, named after the old one."""
    grade = request.mood.grade
    if not grade:
        return picture
    seen = open_picture(desk.assets.path(picture.asset), max_side=GRADED_SIDE)
    data = jpeg(graded(seen, grade), 95)
    name = f"{Path(picture.asset.name).stem}-{grade}.jpg"
    height, width = seen.shape[:2]
    return picture.model_copy(
        update={
            "asset": desk.assets.put(data, name, "image/jpeg", "references"),
            "width": width,
            "height": height,
            "layers": (),
        }
    )


def _sound(
    desk: ClipDesk, request: ClipRequest, seconds: float, notes: list[str]
) -> tuple[Receipt | None, Mix | None]:
    """The receipt of the audio item that answers request.sound, and it, fitted to the film."""
    if not request.sound:
        return None, None
    receipt = desk.search(request, request.sound, 1, "audio")
    if not receipt.chosen:
        raise NotFound(
            f"no sound in {bases_of(request)} answers “{request.sound}”; add one, or ask for none"
        )
    item = receipt.chosen[0]
    if not receipt.grounded:
        if request.ungrounded == "refuse":
            raise NotFound(
                f"no sound in {bases_of(request)} is “{request.sound}”: the nearest, "
                f"“{item.caption}”, is under the floor of {receipt.floor:.2f}"
            )
        notes.append(f"the sound “{item.caption}” is under the floor")
    path = desk.assets.path(desk.fetch(item, item.asset))
    return receipt, under(path, seconds, desk.assets, name=f"{item.asset.name}.wav")


def _type(
    desk: ClipDesk,
    asked: Asked,
    request: ClipRequest,
    size: Format,
    frames: int,
    takes: Sequence[Take],
) -> tuple[Overlay, ...]:
    """The words themselves, where there is nothing else to show; () when they are too many."""
    painter = Painter(desk.brand, size, desk.assets, mood="tender")
    words = asked.object or request.prompt
    shot = takes[0].shot
    assert isinstance(shot, Move)
    behind = painter.see(shot, frames, (frames // 5, frames // 2, 4 * frames // 5))
    for text in (
        Text(kind="title", head=words[:1].upper() + words[1:]),
        Text(kind="quote", body=words[:1].upper() + words[1:]),
    ):
        try:
            return painter.type(text, 8, frames - 12, name="words", behind=behind)
        except DoesNotFit:
            continue
    return ()


def _label(desk: ClipDesk, told: Disclosure, size: Format, frames: int) -> tuple[Overlay, ...]:
    """The mark on the film itself, where a machine made what could be taken for real."""
    if not told.visible:
        return ()
    shown = min(frames, round(DISCLOSED * size.rate)) - LABELLED
    painter = Painter(desk.brand, size, desk.assets, mood="tender")
    return (painter.disclosure(told.text, LABELLED, shown),)


def _title(request: ClipRequest, asked: Asked) -> str:
    words = asked.object or request.prompt
    return words if len(words) <= 80 else words[:77].rsplit(" ", 1)[0] + " …"


def _faithful(
    desk: ClipDesk,
    grounds: Sequence[Ground],
    spans: Sequence[tuple[int, int, int]],
    read: Callable[[int], np.ndarray],
) -> tuple[Score, ...]:
    """Colour and likeness of the whole clip: the worst shot counts."""
    found: dict[str, Score] = {}
    for ground, (start, length, over) in zip(grounds, spans, strict=True):
        if ground.item is not None and ground.item.kind == "video":
            continue
        reference = open_picture(desk.assets.path(ground.picture.asset), max_side=640)
        inner = range(start + over, start + length)
        at = [inner[round(k * (len(inner) - 1) / (LOOKS - 1))] for k in range(LOOKS)]
        for score in fidelity(_cut_to(reference, read(at[0])), [read(n) for n in at]):
            if score.name not in found or score.value < found[score.name].value:
                found[score.name] = score
    return tuple(found.values())


def _cut_to(reference: np.ndarray, frame: np.ndarray) -> np.ndarray:
    """The largest middle part of a reference that has the film's shape."""
    height, width = reference.shape[:2]
    wanted = frame.shape[1] / frame.shape[0]
    w, h = min(width, round(height * wanted)), min(height, round(width / wanted))
    x, y = (width - w) // 2, (height - h) // 2
    return reference[y : y + h, x : x + w]


def _signed(
    desk: ClipDesk,
    place: Path,
    request: ClipRequest,
    asked: Asked,
    grounds: Sequence[Ground],
    receipts: Sequence[Receipt],
    takes: Sequence[Take],
    sound: Item | None,
    told: Disclosure,
) -> Asset:
    """The film with its credentials: sources as ingredients, the retrieval as an assertion."""
    own = desk.credentials
    signing = (
        own_signing(own / "chain.pem", own / "key.pem")
        if own
        else local_signing(desk.workspace, "Reelwright")
    )
    out = place.with_name(f"{place.stem}-signed.mp4")
    try:
        sign_film(
            place,
            out,
            title=_title(request, asked),
            author=request.who or desk.brand.name,
            pictures=[g.picture for g in grounds],
            disclosure=told,
            signing=signing,
            assets=desk.assets,
            retrieval=retrieval_facts(request, asked, grounds, receipts, takes, sound),
        )
        asset = desk.assets.put_file(out, "video/mp4", "releases")
    finally:
        out.unlink(missing_ok=True)
        place.unlink(missing_ok=True)
    return asset.model_copy(update={"name": f"{place.stem}.mp4"})


def retrieval_facts(
    request: ClipRequest,
    asked: Asked,
    grounds: Sequence[Ground],
    receipts: Sequence[Receipt],
    takes: Sequence[Take],
    sound: Item | None = None,
) -> dict[str, Any]:
    """How a clip came about, as the film itself carries it (S3-08)."""
    return {
        "job": request.id,
        "prompt": request.prompt,
        "query": asked.object,
        "action": asked.action,
        "seed": request.seed,
        "model": takes[0].backend,
        "receipts": [r.id for r in receipts],
        "sources": [
            {
                "picture": g.picture.id,
                "sha256": g.picture.asset.sha256,
                "item": g.item.id if g.item else "",
                "base": g.item.base if g.item else "",
                "score": g.score,
                "floor": g.floor,
                "grounded": g.grounded,
                "reason": g.reason,
            }
            | ({"edit": edit_told(g.picture.edit)} if g.picture.edit else {})
            for g in grounds
        ],
        "sound": sound.id if sound else "",
    }
