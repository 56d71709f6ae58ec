"""Steps 5 to 7 for one storyboard: shoot, cut, release. Each takes and returns result keys."""

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from ...backends import registry
from ...cutting import kept as spans
from ...cutting.film import frame_reader, make_film
from ...cutting.otio import to_otio
from ...cutting.timeline import CutPlan, lay, paces, plan_cut
from ...domain.asset import Asset
from ...domain.base import Frozen, digest_of, slug
from ...domain.campaign import FORMATS
from ...domain.film import Film
from ...domain.segment import Segment
from ...domain.sound import CaptionCue, Recording
from ...domain.storyboard import Scene, Storyboard
from ...domain.take import Take
from ...domain.timeline import Timeline
from ...graphics import Painter
from ...release import best_frames, disclose, poster
from ...sound import (
    caption_cues,
    compose_bed,
    hurry,
    master,
    record,
    to_srt,
    to_vtt,
)
from ..build import views
from .studio import Studio

LINE = {"9:16": 20, "4:5": 30, "1:1": 32, "16:9": 40}
"""Characters a caption line may hold: what the safe box has room for at the caption size."""

LONGEST_ID = 63

HURRIES = 3
"""How often a film's narration is recorded faster: an engine does not keep a pace exactly."""


class Sound(Frozen):
    """A film's mastered sound, its captions, and what was measured."""

    asset: Asset
    loudness: float
    true_peak: float
    cues: tuple[CaptionCue, ...]


def narration(studio: Studio, storyboard_key: str) -> list[str]:
    """Record every scene's narration; its length will fix the scene's.

    Where the words leave the film no breath, scenes are recorded again a little faster, as slowly
    as suffices; what still does not fit is `cut_plan`'s to say.
    """
    board = studio.bench.value(storyboard_key, Storyboard)
    size = next(iter(FORMATS.values()))
    asked: dict[str, float] = {}
    keys = _recorded(studio, board, asked)
    for _ in range(HURRIES):
        spoken = [studio.bench.value(k, Recording) for k in keys]
        most = {r.scene: hurry(r, studio.campaign.brand.voice) for r in spoken}
        left = {scene: most[scene] / asked.get(scene, 1.0) for scene in most}
        more = paces(board, spoken, size, most=left)
        faster = {s: round(asked.get(s, 1.0) * p, 3) for s, p in more.items()}
        if not faster:
            break
        asked |= faster
        keys = _recorded(studio, board, asked)
    return keys


def _recorded(studio: Studio, board: Storyboard, asked: Mapping[str, float]) -> list[str]:
    """Keys of all scenes' recordings; asked: how much faster than the brand speaks, by scene."""
    campaign = studio.campaign
    profile = campaign.brand.voice
    engines = [e.name for e in registry.available("speech") if e.present]

    def one(scene: Scene, pace: float) -> str:
        inputs = {
            "text": scene.narration,
            "scene": scene.id,
            "language": board.language,
            "voice": [profile, campaign.recordings],
            "engines": engines,
        }
        return studio.bench.make(
            "recording",
            f"{board.id}--{board.language}--{scene.id}",
            Recording,
            inputs | ({"pace": pace} if pace > 1 else {}),
            lambda: record(
                scene.id,
                scene.narration,
                language=board.language,
                profile=profile,
                assets=studio.assets,
                recordings=campaign.recordings,
                seed=campaign.wanted.seed,
                pace=pace,
            ),
        )

    return [one(s, asked.get(s.id, 1.0)) for s in board.scenes if s.narration.strip()]


def cut_plan(studio: Studio, storyboard_key: str, voices: list[str], frame: str) -> str:
    """When each scene begins and ends, and where its narration lies."""
    board = studio.bench.value(storyboard_key, Storyboard)
    recordings = [studio.bench.value(v, Recording) for v in voices]
    return studio.bench.make(
        "cut plan",
        f"{board.id}--{board.language}--{FORMATS[frame].slug}",
        CutPlan,
        {"storyboard": board, "recordings": recordings, "format": frame},
        lambda: plan_cut(board, recordings, FORMATS[frame]),
    )


def mix(studio: Studio, storyboard_key: str, voices: list[str], plan_key: str) -> str:
    """Compose the bed to the cuts, mix it under the narration, time the captions."""
    board = studio.bench.value(storyboard_key, Storyboard)
    plan = studio.bench.value(plan_key, CutPlan)
    recordings = [studio.bench.value(v, Recording) for v in voices]
    placed = [(r, plan.narration_start(r.scene)) for r in recordings]
    seed = studio.campaign.wanted.seed
    mood, pace = board.mood, board.pace

    def work() -> Sound:
        bed = compose_bed(plan.seconds, plan.cut_times(), mood=mood, pace=pace, seed=seed)
        mixed = master(placed, bed, plan.seconds, studio.assets)
        cues = caption_cues(placed, chars=LINE[plan.format])
        return Sound(
            asset=mixed.asset, loudness=mixed.loudness, true_peak=mixed.true_peak, cues=cues
        )

    return studio.bench.make(
        "mix",
        f"{board.id}--{board.language}--{plan.format.replace(':', 'x')}",
        Sound,
        {
            "plan": plan,
            "recordings": recordings,
            "mood": mood,
            "pace": pace,
            "seed": seed,
            "line": LINE[plan.format],
        },
        work,
        version="2",
    )


def timeline(studio: Studio, cut: dict[str, Any]) -> str:
    """Lay clips, type, captions and sound on one clock, anew for each format."""
    board = studio.bench.value(cut["storyboard"], Storyboard)
    plan = studio.bench.value(cut["plan"], CutPlan)
    shot = [studio.bench.value(t, Take) for t in cut["takes"]]
    sound = studio.bench.value(cut["mix"], Sound)
    brand = views.look(studio.campaign.brand)
    size = FORMATS[cut["format"]]
    quality = studio.campaign.wanted.quality
    call = studio.campaign.call
    call = call.model_copy(update={"text": board.call or call.text})

    recordings = [studio.bench.value(v, Recording) for v in cut["voices"]]
    told = disclose(shot, recordings, texts=[board.origin], language=board.language)
    label = told.text if told.visible else ""

    def work() -> Timeline:
        painter = Painter(brand, size, studio.assets, language=board.language, mood=board.mood)
        return lay(
            plan,
            board,
            shot,
            sound.cues,
            painter,
            sound.asset,
            call=call,
            disclosure=label,
            quality=quality,
        )

    return studio.bench.make(
        "timeline",
        film_id(board, cut["format"]),
        Timeline,
        {
            "plan": plan,
            "storyboard": board,
            "takes": shot,
            "sound": sound,
            "brand": brand,
            "call": call,
            "format": cut["format"],
            "quality": quality,
            "label": label,
        },
        work,
    )


def film(studio: Studio, cut: dict[str, Any], segment_key: str) -> str:
    """Composite and encode the film; its stills, captions and edit list beside it."""
    board = studio.bench.value(cut["storyboard"], Storyboard)
    segment = studio.bench.value(segment_key, Segment)
    line = studio.bench.value(cut["timeline"], Timeline)
    sound = studio.bench.value(cut["mix"], Sound)
    name = film_id(board, cut["format"])
    size = FORMATS[cut["format"]]

    def work() -> Film:
        place = studio.workspace / "films" / f"{name}.mp4"
        place.parent.mkdir(parents=True, exist_ok=True)
        make_film(
            line,
            studio.assets,
            place,
            workers=studio.choices.workers,
            cache=spans.folder_of(studio.workspace),
            on_progress=lambda done, all_: studio.progress.part("film", name, done / max(1, all_)),
        )
        put = studio.assets.put
        bare = line.model_copy(update={"overlays": ()})
        frames = best_frames(line, frame_reader(bare, studio.assets), width=size.width)
        stills = tuple(
            put(f.jpeg, f"{name}-{f.scene}.jpg", "image/jpeg", "releases") for f in frames
        )
        worded = tuple(o for o in line.overlays if o.kind != "caption")
        read = frame_reader(line.model_copy(update={"overlays": worded}), studio.assets)
        shown = poster(line, read, width=size.width)
        made = Film(
            id=name,
            storyboard=board.id,
            segment=segment.id,
            brief=board.brief,
            format=cut["format"],
            language=board.language,
            seconds=Fraction(line.frames, line.format.rate),
            file=studio.assets.put_file(place, "video/mp4", "releases"),
            poster=put(shown, f"{name}-poster.jpg", "image/jpeg", "releases"),
            stills=stills,
            focus=tuple(f.focus for f in frames),
            srt=put(to_srt(sound.cues).encode(), f"{name}.srt", "application/x-subrip", "releases"),
            vtt=put(to_vtt(sound.cues).encode(), f"{name}.vtt", "text/vtt", "releases"),
            otio=put(to_otio(line).encode(), f"{name}.otio", "application/json", "releases"),
            timeline=line.digest(),
            loudness=sound.loudness,
            true_peak=sound.true_peak,
        )
        place.unlink()
        spans.bound(
            spans.folder_of(studio.workspace), studio.choices.cache_bytes, since=studio.began
        )
        return made

    return studio.bench.make(
        "film", name, Film, {"timeline": line, "sound": sound}, work, version="3"
    )


def film_id(board: Storyboard, frame: str) -> str:
    """Lower case, stable, without personal data: "carers-lamp-9x16-20s-en"."""
    size = FORMATS[frame].slug
    ending = f"-{size}-{float(board.seconds):g}s-{board.language}".replace(".", "-").lower()
    room = LONGEST_ID - len(ending)
    if len(board.id) <= room:
        return board.id + ending
    return f"{board.id[: room - 5].rstrip('-')}-{digest_of(board.id)[:4]}{ending}"


def failed(
    studio: Studio, storyboard_key: str, frame: str, language: str, why: str
) -> dict[str, str]:
    """Note that a film could not be made, and why; `status` shows it until it is made."""
    board = studio.bench.value(storyboard_key, Storyboard)
    kept = studio.catalogue.result(storyboard_key)
    assert kept is not None
    if language != board.language:
        # As the translation would be called.
        board = board.model_copy(
            update={"id": slug(f"{board.id}-{language}"), "language": language}
        )
    name = film_id(board, frame)
    studio.catalogue.fail(name, why)
    studio.progress.failed("film", name, why)
    return {"film": name, "storyboard": kept.item, "format": frame, "why": why}


def mended(studio: Studio, storyboard_key: str, frame: str) -> None:
    """Note that nothing keeps a film from being made any more."""
    studio.catalogue.mend(film_id(studio.bench.value(storyboard_key, Storyboard), frame))
