import json

import opentimelineio as otio
import pytest

from reelwright.cutting.otio import to_otio
from reelwright.cutting.plan import plan_cut
from reelwright.domain.base import Box
from reelwright.domain.campaign import FORMATS
from reelwright.domain.sound import CaptionCue, Word
from reelwright.domain.take import Move
from reelwright.domain.timeline import Narration, Overlay, SceneClip, Timeline, Transition

from values import cutting as films


def overlay(name, start, frames, kind="title"):
    return Overlay(
        id=name, kind=kind, start=start, frames=frames, image=films.asset(f"{name}.png", "b"),
        x=120, y=288, width=400, height=200, box=Box(x=0.1, y=0.15, w=0.4, h=0.1), text=name,
    )  # fmt: skip


@pytest.fixture
def film():
    board = films.board(pace="calm")
    plan = plan_cut(board, films.recordings(board), FORMATS["9:16"])
    shots = {t.scene: t.shot for t in films.takes(board, films.picture(films.asset("d.png", "c")))}
    return Timeline(
        id="lamp-9x16", title="The lamp", format=FORMATS["9:16"], language="en",
        frames=plan.frames,
        clips=tuple(
            SceneClip(scene=p.scene, start=p.start, frames=p.frames, shot=shots[p.scene],
                 enter=Transition(kind=p.enter, frames=p.enter_frames))
            for p in plan.scenes
        ),
        overlays=(overlay("logo", 12, 400, "logo"), overlay("first", 20, 60),
                  overlay("second", 100, 60), overlay("c", 5, 9, "caption")),
        audio=tuple(Narration(start=p.says, asset=p.recording, scene=p.scene)
                    for p in plan.scenes),
        mix=films.asset("mix.wav", "d"),
        captions=(CaptionCue(start=1, end=2, lines=("The lamp", "is on."),
                             words=(Word(text="The", start=1, end=2),)),),
    )  # fmt: skip


@pytest.fixture
def back(film):
    return otio.adapters.read_from_string(to_otio(film), "otio_json")


def test_the_round_trip_is_exact_to_the_frame(film, back):
    picture = next(t for t in back.tracks if t.name == "picture")
    assert back.duration() == otio.opentime.RationalTime(film.frames, 30)
    assert picture.duration().value == film.frames
    at = 0
    for clip, ours in zip(picture.find_clips(), film.clips, strict=True):
        assert clip.range_in_parent().start_time.value == at
        assert clip.range_in_parent().start_time.value == ours.start + ours.enter.frames // 2
        at += clip.duration().value
        span, whole = clip.source_range, clip.media_reference.available_range
        assert span.start_time.value >= 0
        assert span.end_time_exclusive() <= whole.end_time_exclusive()
    assert otio.adapters.write_to_string(back, "otio_json") == to_otio(film)


def test_transitions_keep_their_kind_and_all_their_frames(film, back):
    picture = next(t for t in back.tracks if t.name == "picture")
    kept = [x for x in picture if isinstance(x, otio.schema.Transition)]
    ours = [c.enter for c in film.clips if c.enter.frames]
    assert [(t.name, (t.in_offset + t.out_offset).value) for t in kept] == [
        (e.kind, e.frames) for e in ours
    ]
    assert {t.transition_type for t in kept} == {"SMPTE_Dissolve", "Custom_Transition"}


def test_camera_moves_can_be_read_back(film):
    saved = json.loads(to_otio(film))
    kept = [c for c in saved["tracks"]["children"][0]["children"] if c["OTIO_SCHEMA"] == "Clip.2"]
    for clip, ours in zip(kept, film.clips, strict=True):
        camera = clip["metadata"]["reelwright"]["camera"]
        assert Move.model_validate({**camera, "picture": ours.shot.picture}) == ours.shot
        (reference,) = clip["media_references"].values()
        assert reference["target_url"] == "sha256:" + "c" * 64


def test_overlapping_type_is_kept_on_tracks_of_its_own(back):
    tracks = [t for t in back.tracks if t.name.startswith("type")]
    assert [[c.name for c in t.find_clips()] for t in tracks] == [["logo"], ["first", "second"]]
    second = list(tracks[1].find_clips())[1]
    assert second.range_in_parent().start_time.value == 100
    assert second.metadata["reelwright"]["x"] == 120


def test_captions_and_narration_are_markers(film, back):
    picture, mix = back.tracks[0], back.tracks[-1]
    assert [(m.name, m.marked_range.start_time.value) for m in picture.markers] == [
        ("The lamp is on.", 30)
    ]
    assert [m.marked_range.start_time.value for m in mix.markers] == [a.start for a in film.audio]
    assert mix.kind == otio.schema.TrackKind.Audio
