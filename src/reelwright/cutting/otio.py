"""A timeline as OpenTimelineIO, for any editor that reads it; camera moves ride in metadata."""

from typing import Any

import opentimelineio as otio

from ..domain.take import Footage, Move
from ..domain.timeline import Clip, Timeline

NAME = "reelwright"


def to_otio(timeline: Timeline) -> str:
    """The timeline as .otio JSON: a video track with transitions, sound, type, caption markers.

    Media are named by their SHA-256 ("sha256:..."), which the manifest gives a file name.
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
    out.tracks.append(_type(timeline, rate))
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


def _clip(clip: Clip, start: int, end: int, rate: float) -> Any:
    shot = clip.shot
    if isinstance(shot, Move):
        digest, name = shot.picture.asset.sha256, shot.picture.asset.name
        camera = shot.model_dump(mode="json", exclude={"picture"})
    else:
        assert isinstance(shot, Footage)
        digest, name, camera = shot.clip.sha256, shot.clip.name, {"kind": "footage"}
    made = otio.schema.Clip(
        name=clip.scene,
        media_reference=otio.schema.ExternalReference(
            target_url=f"sha256:{digest}", available_range=_range(0, clip.frames, rate)
        ),
        source_range=_range(start - clip.start, end - start, rate),
    )
    made.metadata[NAME] = {"camera": camera, "source": name, "scene": clip.scene}
    return made


def _type(timeline: Timeline, rate: float) -> Any:
    track = otio.schema.Track(name="type", kind=otio.schema.TrackKind.Video)
    at = 0
    shown = [o for o in timeline.overlays if o.kind not in ("caption", "scrim", "logo")]
    for overlay in sorted(shown, key=lambda o: o.start):
        if overlay.start < at:
            continue
        if overlay.start > at:
            track.append(otio.schema.Gap(source_range=_range(0, overlay.start - at, rate)))
        clip = otio.schema.Clip(
            name=overlay.text or overlay.id,
            media_reference=otio.schema.ExternalReference(
                target_url=f"sha256:{overlay.image.sha256}",
                available_range=_range(0, overlay.frames, rate),
            ),
            source_range=_range(0, overlay.frames, rate),
        )
        clip.metadata[NAME] = {
            "kind": overlay.kind,
            "x": overlay.x,
            "y": overlay.y,
            "width": overlay.width,
            "height": overlay.height,
        }
        track.append(clip)
        at = overlay.start + overlay.frames
    return track


def _sound(timeline: Timeline, rate: float) -> list[Any]:
    tracks = []
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
        tracks.append(track)
    return tracks


def _time(frames: int, rate: float) -> Any:
    return otio.opentime.RationalTime(frames, rate)


def _range(start: int, frames: int, rate: float) -> Any:
    return otio.opentime.TimeRange(_time(start, rate), _time(frames, rate))
