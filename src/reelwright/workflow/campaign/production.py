"""Steps 5 and 6 for one storyboard: speak and cut. Each takes and returns refs to results.

Below the steps: how the results are made, from declared inputs (`stages`) and nothing else.
"""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import TYPE_CHECKING

from ...cutting.plan import CutPlan, paces
from ...domain.base import within
from ...domain.campaign import FORMATS
from ...domain.film import Film
from ...domain.segment import Segment
from ...domain.sound import OwnSound, Recording
from ...domain.storyboard import Scene, Storyboard, board_id
from ...domain.take import Footage, Take
from ...domain.timeline import Timeline
from ..build.ref import Ref
from ..build.stage import Tools
from .cuts import Failed, Shot, Sound
from .film_stages import (
    CUT_PLAN,
    FILM,
    MIX,
    RECORDING,
    TIMELINE,
    ForCutPlan,
    ForFilm,
    ForMix,
    ForRecording,
    ForTimeline,
)
from .studio import Studio

if TYPE_CHECKING:
    import numpy as np

LINE = {"9:16": 20, "4:5": 30, "1:1": 32, "16:9": 40}
"""Characters a caption line may hold: what the safe box has room for at the caption size."""

LONGEST_ID = 63

FADE = 0.25
"""Seconds over which a clip's own sound comes and goes at least."""

HURRIES = 3
"""How often a film's narration is recorded faster: an engine does not keep a pace exactly."""


def narration(studio: Studio, of: Ref[Storyboard]) -> list[Ref[Recording]]:
    """Record every scene's narration; its length will fix the scene's.

    Where the words leave the film no breath, scenes are recorded again a little faster, as slowly
    as suffices; what still does not fit is `cut_plan`'s to say.
    """
    from ...sound import hurry

    board = studio.bench.value(of)
    size = next(iter(FORMATS.values()))
    asked: dict[str, float] = {}
    refs = _recorded(studio, of, board, asked)
    for _ in range(HURRIES):
        spoken = [studio.bench.value(r) for r in refs]
        most = {r.scene: hurry(r, studio.campaign.brand.voice) for r in spoken}
        left = {scene: most[scene] / asked.get(scene, 1.0) for scene in most}
        more = paces(board, spoken, size, most=left)
        faster = {s: round(asked.get(s, 1.0) * p, 3) for s, p in more.items()}
        if not faster:
            break
        asked |= faster
        refs = _recorded(studio, of, board, asked)
    return refs


def _recorded(
    studio: Studio, of: Ref[Storyboard], board: Storyboard, asked: Mapping[str, float]
) -> list[Ref[Recording]]:
    """All scenes' recordings; asked: how much faster than the brand speaks, by scene."""

    def one(scene: Scene, pace: float) -> Ref[Recording]:
        return studio.bench.make(
            RECORDING,
            studio,
            f"{board.id}--{board.language}--{scene.id}",
            (of,),
            text=scene.narration,
            scene=scene.id,
            language=board.language,
            pace=pace if pace > 1 else None,
        )

    return [one(s, asked.get(s.id, 1.0)) for s in board.scenes if s.narration.strip()]


def cut_plan(
    studio: Studio, of: Ref[Storyboard], voices: Sequence[Ref[Recording]], frame: str
) -> Ref[CutPlan]:
    """When each scene begins and ends, and where its narration lies."""
    board = studio.bench.value(of)
    return studio.bench.make(
        CUT_PLAN,
        studio,
        f"{board.id}--{board.language}--{FORMATS[frame].slug}",
        (of, *voices),
        storyboard=board.as_shot(),
        recordings=[studio.bench.value(v) for v in voices],
        format=frame,
    )


def mix(studio: Studio, cut: Shot) -> Ref[Sound]:
    """Fit the music to the cuts, mix it under the narration, time the captions."""
    board, plan = studio.bench.value(cut.storyboard), studio.bench.value(cut.plan)
    heard = [t for t in cut.takes if _keeps_sound(studio.bench.value(t))]
    return studio.bench.make(
        MIX,
        studio,
        f"{board.id}--{board.language}--{plan.format.replace(':', 'x')}",
        (cut.plan, *cut.voices, cut.storyboard, *heard),
        plan=plan,
        recordings=[studio.bench.value(v) for v in cut.voices],
        mood=board.mood,
        pace=board.pace,
        line=LINE[plan.format],
        own=[_own_sound(studio.bench.value(t), plan) for t in heard] or None,
    )


def _keeps_sound(take: Take) -> bool:
    return isinstance(take.shot, Footage) and take.shot.keeps_sound


def _own_sound(take: Take, plan: CutPlan) -> OwnSound:
    """Where a take's own sound lies in its film: while it is seen, faded as it comes and goes."""
    shot, of = take.shot, plan.of(take.scene)
    assert isinstance(shot, Footage)
    later = [s for s in plan.scenes if s.start > of.start]
    leaves = later[0].enter_frames / plan.rate if later else 0.0
    return OwnSound(
        scene=take.scene,
        clip=shot.clip,
        offset=shot.offset,
        until=shot.until or shot.offset,
        pace=shot.pace,
        start=round(of.start / plan.rate, 6),
        fades=(max(FADE, of.enter_frames / plan.rate), max(FADE, leaves)),
    )


def timeline(studio: Studio, cut: Shot, sound: Ref[Sound]) -> Ref[Timeline]:
    """Lay clips, type, captions and sound on one clock, anew for each format."""
    from ...release import disclose

    value = studio.bench.value
    board = value(cut.storyboard)
    shot, spoken = [value(t) for t in cut.takes], [value(v) for v in cut.voices]
    told = disclose(
        shot,
        spoken,
        texts=[board.origin],
        music=value(sound).music,
        language=board.language,
    )
    return studio.bench.make(
        TIMELINE,
        studio,
        film_id(board, cut.format),
        (cut.plan, cut.storyboard, sound, *cut.takes, *cut.voices),
        plan=value(cut.plan),
        storyboard=board,
        takes=shot,
        sound=value(sound),
        label=told.text if told.visible else "",
        format=cut.format,
    )


def film(
    studio: Studio, cut: Shot, line: Ref[Timeline], sound: Ref[Sound], of: Ref[Segment]
) -> Ref[Film]:
    """Composite and encode the film; its stills, captions and edit list beside it."""
    board = studio.bench.value(cut.storyboard)
    name = film_id(board, cut.format)
    return studio.bench.make(
        FILM,
        studio,
        name,
        (line, sound),
        timeline=studio.bench.value(line),
        sound=studio.bench.value(sound),
        name=name,
        storyboard=board.id,
        segment=studio.bench.value(of).id,
        brief=board.brief,
        format=cut.format,
        language=board.language,
    )


def film_id(board: Storyboard, frame: str) -> str:
    """Lower case, stable, without personal data: "carers-lamp-9x16-20s-en"."""
    size = FORMATS[frame].slug
    ending = f"-{size}-{float(board.seconds):g}s-{board.language}".replace(".", "-").lower()
    return within(LONGEST_ID - len(ending), board.id) + ending


def failed(studio: Studio, of: Ref[Storyboard], frame: str, language: str, why: str) -> Failed:
    """Note that a film could not be made, and why; `status` shows it until it is made."""
    board = studio.bench.value(of)
    if language != board.language:
        # As the translation would be called.
        board = board.model_copy(update={"id": board_id(board.id, language), "language": language})
    name = film_id(board, frame)
    studio.catalogue.fail(name, why)
    studio.progress.failed("film", name, why)
    return Failed(film=name, storyboard=studio.bench.kept(of).item, format=frame, why=why)


def mended(studio: Studio, of: Ref[Storyboard], frame: str) -> None:
    """Note that nothing keeps a film from being made any more."""
    studio.catalogue.mend(film_id(studio.bench.value(of), frame))


# -- how they are made: inputs in, a value out -------------------------------------------------


def spoken(given: ForRecording, tools: Tools) -> Recording:
    """A scene's narration, said by a voice or taken from a person's own recording."""
    from ...sound import record

    profile, recordings = given.voice
    return record(
        given.scene,
        given.text,
        language=given.language,
        profile=profile,
        assets=tools.assets,
        recordings=recordings,
        seed=given.seed,
        pace=given.pace or 1.0,
    )


def planned(given: ForCutPlan, tools: Tools) -> CutPlan:
    """The cut of a film."""
    from ...cutting.plan import plan_cut

    return plan_cut(given.storyboard, given.recordings, FORMATS[given.format])


def mixed(given: ForMix, tools: Tools) -> Sound:
    """A film's sound, and its captions."""
    from ...sound import caption_cues, master

    plan = given.plan
    placed = [(r, plan.narration_start(r.scene)) for r in given.recordings]
    bed = _bed(given, tools)
    made = master(placed, bed, plan.seconds, tools.assets, own=given.own or ())
    return Sound(
        asset=made.asset,
        loudness=made.loudness,
        true_peak=made.true_peak,
        cues=caption_cues(placed, chars=given.line),
        music=given.music or "made",
    )


def _bed(given: ForMix, tools: Tools) -> "np.ndarray | None":
    """The music under a film, as long as it: the campaign's own, composed, or none."""
    from ...sound import compose_bed, fit_own

    plan, music = given.plan, given.music
    if music == "none":
        return None
    if music is not None:
        path = tools.assets.path(music.asset)
        return fit_own(path, plan.seconds, plan.cut_times(), music.start)
    return compose_bed(
        plan.seconds, plan.cut_times(), mood=given.mood, pace=given.pace, seed=given.seed
    )


def laid(given: ForTimeline, tools: Tools) -> Timeline:
    """All that is seen and heard, on the film's clock."""
    from ...cutting.timeline import lay
    from ...graphics import Painter

    board, size = given.storyboard, FORMATS[given.format]
    painter = Painter(given.brand, size, tools.assets, language=board.language, mood=board.mood)
    return lay(
        given.plan,
        board,
        given.takes,
        given.sound.cues,
        painter,
        given.sound.asset,
        call=given.call,
        disclosure=given.label,
        quality=given.quality,
    )


def encoded(given: ForFilm, tools: Tools) -> Film:
    """The film's file, and what goes beside it."""
    from ...cutting import kept as spans
    from ...cutting.film import frame_reader, make_film
    from ...cutting.otio import to_otio
    from ...release import best_frames, poster
    from ...sound import to_srt, to_vtt

    line, sound, name = given.timeline, given.sound, given.name
    size = FORMATS[given.format]
    place = tools.workspace / "films" / f"{name}.mp4"
    place.parent.mkdir(parents=True, exist_ok=True)
    make_film(
        line,
        tools.assets,
        place,
        workers=tools.workers,
        cache=spans.folder_of(tools.workspace),
        on_progress=lambda done, all_: tools.part(done / max(1, all_)),
    )
    put = tools.assets.put
    bare = line.model_copy(update={"overlays": ()})
    frames = best_frames(line, frame_reader(bare, tools.assets), width=size.width)
    stills = tuple(put(f.jpeg, f"{name}-{f.scene}.jpg", "image/jpeg", "releases") for f in frames)
    worded = tuple(o for o in line.overlays if o.kind != "caption")
    read = frame_reader(line.model_copy(update={"overlays": worded}), tools.assets)
    shown = poster(line, read, width=size.width)
    made = Film(
        id=name,
        storyboard=given.storyboard,
        segment=given.segment,
        brief=given.brief,
        format=given.format,
        language=given.language,
        seconds=Fraction(line.frames, line.format.rate),
        file=tools.assets.put_file(place, "video/mp4", "releases"),
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
    spans.bound(spans.folder_of(tools.workspace), tools.cache_bytes, since=tools.began)
    return made
