"""A timeline as OpenTimelineIO, for any editor that reads it; camera moves ride in metadata."""

from typing import Any

import opentimelineio as otio

from ..domain.take import Footage, Move
from ..domain.timeline import Narration, Overlay, SceneClip, Timeline

NAME = "reelwright"


def to_otio(timeline: Timeline) -> str:
    """The timeline as .otio JSON: picture with transitions, type above it, sound, markers.

    Captions are markers on the picture; narration is markers on the mix. Media are named by their
    SHA-256 ("sha256:..."), which the manifest gives a file name. Frames are exact.
    """
    rate = float(timeline.format.rate)
    out = otio.schema.Timeline(name=timeline.title, global_start_time=_time(0, rate))
    out.metadata[NAME] = {
        "id": timeline.id,
        "format": timeline.format.name,
        "language": timeline.language,
        "width": timeline.format.width,
        "height": timeline.format.height,
    }
    out.tracks.append(_picture(timeline, rate))
    out.tracks.extend(_type(timeline, rate))
    out.tracks.extend(_sound(timeline, rate))
    return otio.adapters.write_to_string(out, "otio_json")


def _picture(timeline: Timeline, rate: float) -> Any:
    track = otio.schema.Track(name="picture", kind=otio.schema.TrackKind.Video)
    clips = timeline.clips
    for n, clip in enumerate(clips):
        # A track's clips abut where transitions are centred: half of each overlap on each side.
        start = clip.start + clip.enter.frames // 2 if n else clip.start
        after = clips[n + 1] if n + 1 < len(clips) else None
        end = after.start + after.enter.frames // 2 if after else clip.start + clip.frames
        if n and clip.enter.frames:
            half = clip.enter.frames // 2
            track.append(
                otio.schema.Transition(
                    name=clip.enter.kind,
                    transition_type=otio.schema.TransitionTypes.SMPTE_Dissolve
                    if clip.enter.kind == "dissolve"
                    else otio.schema.TransitionTypes.Custom,
                    in_offset=_time(half, rate),
                    out_offset=_time(clip.enter.frames - half, rate),
                )
            )
        track.append(_clip(clip, start, end, rate))
    for cue in timeline.captions:
        begin, end = float(cue.start) * rate, float(cue.end) * rate
        track.markers.append(
            otio.schema.Marker(
                name=" ".join(cue.lines),
                marked_range=_range(round(begin), round(end - begin), rate),
            )
        )
    return track


def _clip(clip: SceneClip, start: int, end: int, rate: float) -> Any:
    shot = clip.shot
    if isinstance(shot, Move):
        digest, name = shot.picture.asset.sha256, shot.picture.asset.name
        camera = shot.model_dump(mode="json", exclude={"picture"})
    else:
        assert isinstance(shot, Footage)
        digest, name = shot.clip.sha256, shot.clip.name
        camera = shot.model_dump(mode="json", exclude={"clip", "picture"})
        if shot.picture:
            camera["part"] = shot.part()
    made = otio.schema.Clip(
        name=clip.scene,
        media_reference=otio.schema.ExternalReference(
            target_url=f"sha256:{digest}", available_range=_range(0, clip.frames, rate)
        ),
        source_range=_range(start - clip.start, end - start, rate),
    )
    made.metadata[NAME] = {
        "camera": camera,
        "source": name,
        "scene": clip.scene,
        "enter": clip.enter.model_dump(mode="json"),
    }
    return made


def _type(timeline: Timeline, rate: float) -> list[Any]:
    """Type and graphics on as many tracks as overlap; captions are markers instead."""
    tracks: list[Any] = []
    reached: list[int] = []
    shown = [o for o in timeline.overlays if o.kind != "caption"]
    for overlay in sorted(shown, key=lambda o: o.start):
        free = next((n for n, at in enumerate(reached) if at <= overlay.start), None)
        if free is None:
            free = len(tracks)
            tracks.append(
                otio.schema.Track(name=f"type {free + 1}", kind=otio.schema.TrackKind.Video)
            )
            reached.append(0)
        if overlay.start > reached[free]:
            gap = _range(0, overlay.start - reached[free], rate)
            tracks[free].append(otio.schema.Gap(source_range=gap))
        tracks[free].append(_graphic(overlay, rate))
        reached[free] = overlay.start + overlay.frames
    return tracks


def _graphic(overlay: Overlay, rate: float) -> Any:
    whole = _range(0, overlay.frames, rate)
    made = otio.schema.Clip(
        name=overlay.text or overlay.id,
        media_reference=otio.schema.ExternalReference(
            target_url=f"sha256:{overlay.image.sha256}", available_range=whole
        ),
        source_range=whole,
    )
    kept = {"id", "kind", "x", "y", "width", "height", "enter", "leave", "slide", "slide_from"}
    made.metadata[NAME] = overlay.model_dump(mode="json", include=kept)
    return made


def _sound(timeline: Timeline, rate: float) -> list[Any]:
    tracks: list[Any] = []
    if timeline.mix:
        track = otio.schema.Track(name="mix", kind=otio.schema.TrackKind.Audio)
        track.append(
            otio.schema.Clip(
                name="mix",
                media_reference=otio.schema.ExternalReference(
                    target_url=f"sha256:{timeline.mix.sha256}",
                    available_range=_range(0, timeline.frames, rate),
                ),
                source_range=_range(0, timeline.frames, rate),
            )
        )
        for item in timeline.audio:
            if isinstance(item, Narration):
                track.markers.append(
                    otio.schema.Marker(
                        name=f"narration of {item.scene}", marked_range=_range(item.start, 0, rate)
                    )
                )
        tracks.append(track)
    return tracks


def _time(frames: int, rate: float) -> Any:
    return otio.opentime.RationalTime(frames, rate)


def _range(start: int, frames: int, rate: float) -> Any:
    return otio.opentime.TimeRange(_time(start, rate), _time(frames, rate))
