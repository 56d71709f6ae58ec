import fcntl
import io
import os
import time
from dataclasses import dataclass
from itertools import pairwise

import av
import cv2
import numpy as np
import pytest
import soundfile
from PIL import Image

from reelwright.cutting import kept
from reelwright.cutting.film import frame_at, frame_reader, frames_at, make_film
from reelwright.domain.base import Box
from reelwright.domain.campaign import Format
from reelwright.domain.errors import DoesNotFit, MediaRefused, StoreFailed
from reelwright.domain.picture import Caption, Picture
from reelwright.domain.take import Move, Window
from reelwright.domain.timeline import Overlay, SceneClip, Timeline, Transition
from reelwright.media.compositor.shots import preview

SMALL = Format(name="9:16", width=180, height=320)
FRAMES = 270


@dataclass
class Makings:
    """A small film's parts: pictures and sound are real files in the store."""

    assets: object
    pictures: list
    mix: object

    def caption(self, name, text, start, frames, colour=(255, 255, 255, 255)):
        image = Image.new("RGBA", (80, 24), (0, 0, 0, 0))
        for i, letter in enumerate(text.encode()):
            image.paste(colour, (4 + 6 * i, 4, 8 + 6 * i, 8 + letter % 12))
        data = io.BytesIO()
        image.save(data, "PNG")
        return Overlay(
            id=name,
            kind="caption",
            start=start,
            frames=frames,
            image=self.assets.put(data.getvalue(), f"{name}.png", "image/png", "inputs"),
            x=40,
            y=250,
            width=80,
            height=24,
            enter=4,
            leave=4,
            box=Box(x=0.2, y=0.8, w=0.4, h=0.08),
        )

    def timeline(self, words=("one", "two", "three", "four"), **more):
        enters = [
            Transition(),
            Transition(kind="dissolve", frames=12),
            Transition(kind="push", frames=10),
            Transition(kind="wipe", frames=10),
            Transition(kind="dip", frames=14, colour="#101820"),
        ]
        moves = [
            ("push in", Window(), Window(zoom=1.08)),
            ("pan", Window(x=0.45, zoom=1.2), Window(x=0.55, zoom=1.2)),
            ("pull out", Window(zoom=1.1), Window()),
            ("tilt", Window(y=0.45, zoom=1.2), Window(y=0.55, zoom=1.2)),
            ("still", Window(zoom=1.1), Window(zoom=1.1)),
        ]
        clips = [
            SceneClip(
                scene=f"scene-{i}",
                start=i * 52,
                frames=62 if i < 4 else FRAMES - 4 * 52,
                shot=Move(
                    picture=self.pictures[i % 2],
                    name=moves[i][0],
                    start=moves[i][1],
                    end=moves[i][2],
                ),
                enter=enters[i],
                grade=0.3 if i == 4 else 0,
            )
            for i in range(5)
        ]
        overlays = [self.caption(f"c{i}", w, 5 + 65 * i, 40) for i, w in enumerate(words)]
        known = {
            "id": "small",
            "title": "Small",
            "format": SMALL,
            "language": "en",
            "frames": FRAMES,
            "clips": tuple(clips),
            "overlays": tuple(overlays),
            "mix": self.mix,
        }
        return Timeline(**{**known, **more})


@pytest.fixture
def makings(assets, tmp_path):
    rng = np.random.default_rng(2)
    pictures = []
    for i in range(2):
        pixels = cv2.GaussianBlur(rng.integers(0, 255, (700, 560, 3), dtype=np.uint8), (0, 0), 3)
        pixels = cv2.convertScaleAbs(pixels, alpha=2.2, beta=-150 + 60 * i)
        asset = assets.put(
            cv2.imencode(".png", pixels)[1].tobytes(), f"p{i}.png", "image/png", "inputs"
        )
        pictures.append(
            Picture(
                id=f"p{i}",
                asset=asset,
                width=560,
                height=700,
                captions=(Caption(text="a picture", source="person"),),
                subject=Box(x=0.3, y=0.3, w=0.4, h=0.4),
                calm=(0.5, 0.5, 0.5),
                palette=("#808080",),
                sharpness=100,
            )
        )
    wav = tmp_path / "mix.wav"
    tone = 0.2 * np.sin(np.arange(48_000 * FRAMES // 30) / 15)
    soundfile.write(wav, np.stack([tone, tone], 1), 48_000)
    return Makings(assets, pictures, assets.put_file(wav, "audio/wav", "inputs"))


def packets(path):
    with av.open(str(path)) as box:
        stream = box.streams.video[0]
        rate = 30 * stream.time_base
        return {round(p.pts * rate): bytes(p) for p in box.demux(stream) if p.pts is not None}


@pytest.mark.proves("S0-58")
def test_scenes_sound_and_overlays_become_one_film(makings, tmp_path):
    timeline = makings.timeline()
    steps = []
    report = make_film(
        timeline,
        makings.assets,
        tmp_path / "film.mp4",
        on_progress=lambda d, n: steps.append((d, n)),
    )
    assert (report.frames, report.seconds, report.spans, report.filmed) == (270, 9.0, 4, 4)
    assert report.bytes == (tmp_path / "film.mp4").stat().st_size
    assert steps[0] == (0, 270)
    assert steps[-1] == (270, 270)
    assert [d for d, _ in steps] == sorted(d for d, _ in steps)
    with av.open(str(tmp_path / "film.mp4")) as box:
        assert [s.type for s in box.streams] == ["video", "audio"]
        decoded = [f.to_ndarray(format="gray") for f in box.decode(video=0)]
    assert len(decoded) == 270
    # What is in the file is what was composed: within transitions, under captions, at the end.
    for n in (0, 30, 57, 75, 107, 160, 215, 269):
        wanted = cv2.cvtColor(frame_at(timeline, makings.assets, n), cv2.COLOR_BGR2GRAY)
        assert np.abs(decoded[n].astype(int) - wanted).mean() < 9, n
    assert not [p for p in tmp_path.iterdir() if p.name.startswith(".")]


def test_a_scenes_look_is_seen_in_its_own_frames_alone(makings):
    plain = makings.timeline(words=())
    lit = plain.clips[1].model_copy(update={"look": "warm"})
    warm = plain.model_copy(update={"clips": (plain.clips[0], lit, *plain.clips[2:])})
    one, other = (frame_reader(t, makings.assets) for t in (plain, warm))
    blue, _, red = (other(90).astype(float) - one(90)).reshape(-1, 3).mean(0)
    assert red > blue + 6, "warmer"
    for n in (20, 150, 260):
        assert (one(n) == other(n)).all()


def test_the_ground_beside_a_picture_keeps_its_colour_whatever_the_look(makings):
    plain = makings.timeline(words=())
    shot = plain.clips[0].shot.model_copy(
        update={"into": Box(x=0.5, y=0, w=0.5, h=1), "ground": "#f6efe2"}
    )
    one, other = (
        frame_reader(
            plain.model_copy(
                update={
                    "clips": (
                        plain.clips[0].model_copy(update={"shot": shot, "look": look}),
                        *plain.clips[1:],
                    )
                }
            ),
            makings.assets,
        )(20)
        for look in ("", "mono")
    )
    half = one.shape[1] // 2
    assert (one[:, : half - 8] == other[:, : half - 8]).all()
    assert (one[:, half + 8 :] != other[:, half + 8 :]).any()


def test_two_runs_and_any_number_of_workers_write_the_same_bytes(makings, tmp_path):
    timeline = makings.timeline()
    make_film(timeline, makings.assets, tmp_path / "a.mp4", workers=1)
    make_film(timeline, makings.assets, tmp_path / "b.mp4", workers=2, cache=tmp_path / "cache")
    assert (tmp_path / "a.mp4").read_bytes() == (tmp_path / "b.mp4").read_bytes()


def test_one_changed_caption_films_its_span_only(makings, tmp_path):
    cache = tmp_path / "cache"
    first = makings.timeline()
    make_film(first, makings.assets, tmp_path / "a.mp4", cache=cache)
    again = make_film(first, makings.assets, tmp_path / "again.mp4", cache=cache)
    assert again.filmed == 0
    second = makings.timeline(words=("one", "2", "three", "four"))
    report = make_film(second, makings.assets, tmp_path / "b.mp4", cache=cache)
    assert report.filmed == 1
    old, new = packets(tmp_path / "a.mp4"), packets(tmp_path / "b.mp4")
    start, end = report.seams[1], report.seams[2]
    assert old.keys() == new.keys()
    differing = {n for n in old if old[n] != new[n]}
    assert differing
    assert all(start <= n < end for n in differing)
    clean = make_film(second, makings.assets, tmp_path / "clean.mp4")
    assert (tmp_path / "clean.mp4").read_bytes() == (tmp_path / "b.mp4").read_bytes()
    assert clean.trace == report.trace


def test_a_film_marks_the_kept_spans_that_it_used(makings, tmp_path):
    cache = tmp_path / "cache"
    make_film(makings.timeline(), makings.assets, tmp_path / "a.mp4", cache=cache)
    for path in cache.iterdir():
        os.utime(path, (1000, 1000))
    began = time.time() - 1
    make_film(makings.timeline(), makings.assets, tmp_path / "b.mp4", cache=cache)
    assert kept.bound(cache, 0, since=began) == 0, "nothing that this film needs is removed"
    assert kept.bound(cache, 0) > 0


def test_a_broken_cache_is_filmed_anew(makings, tmp_path):
    cache = tmp_path / "cache"
    make_film(makings.timeline(), makings.assets, tmp_path / "a.mp4", cache=cache)
    next(iter(cache.glob("*.npz"))).write_bytes(b"half")
    report = make_film(makings.timeline(), makings.assets, tmp_path / "b.mp4", cache=cache)
    assert report.filmed == 1
    assert (tmp_path / "a.mp4").read_bytes() == (tmp_path / "b.mp4").read_bytes()


def test_the_trace_tells_every_frame_and_sees_across_seams(makings, tmp_path):
    timeline = makings.timeline()
    report = make_film(timeline, makings.assets, tmp_path / "a.mp4")
    trace = report.trace
    assert {len(trace.luma), len(trace.change), len(trace.moved), len(trace.dark)} == {270}
    frames = list(frames_at(timeline, makings.assets, [report.seams[1] - 1, report.seams[1], 240]))
    grey = [cv2.cvtColor(f, cv2.COLOR_BGR2GRAY).astype(float) for f in frames]
    assert trace.luma[240] == pytest.approx(16 + grey[2].mean() * 219 / 255, abs=3)
    seam = np.abs(grey[1] - grey[0]).mean()
    assert trace.change[report.seams[1]] == pytest.approx(seam, abs=1.5)
    assert trace.change[0] == 0
    # The last scene stands still: nothing changes once its caption has gone.
    assert max(trace.change[250:]) == 0
    assert min(b - a for a, b in pairwise(report.seams)) >= 60


def test_a_gap_in_the_timeline_is_named(makings, tmp_path):
    timeline = makings.timeline()
    clips = (timeline.clips[0], *timeline.clips[2:])
    with pytest.raises(DoesNotFit, match="frames 62 to 103"):
        make_film(timeline.model_copy(update={"clips": clips}), makings.assets, tmp_path / "a.mp4")
    with pytest.raises(DoesNotFit, match="end at 270"):
        frame_at(timeline.model_copy(update={"frames": 300}), makings.assets, 0)
    with pytest.raises(DoesNotFit, match="not 270"):
        frame_at(timeline, makings.assets, 270)


def test_a_failure_leaves_nothing_behind(makings, tmp_path):
    out = tmp_path / "out"
    timeline = makings.timeline()
    makings.assets.path(makings.pictures[1].asset).write_bytes(b"\xff\xd8 broken")
    with pytest.raises(MediaRefused):
        make_film(timeline, makings.assets, out / "film.mp4")
    assert list(out.iterdir()) == []
    blocked = tmp_path / "file"
    blocked.write_text("in the way", encoding="utf-8")
    with pytest.raises(StoreFailed, match=r"film\.mp4"):
        make_film(timeline, makings.assets, blocked / "film.mp4")


def test_what_a_killed_run_left_is_swept_away(makings, tmp_path):
    cache = tmp_path / "cache"
    ages = {".film-old": 7200, ".film-killed": 60, ".film-held": 60, ".film-young": 0}
    for name, age in ages.items():
        (cache / name).mkdir(parents=True)
        (cache / name / "half.part").write_bytes(b"half")
        os.utime(cache / name, (time.time() - age,) * 2)
    # What a living process films in, it holds locked.
    held = os.open(cache / ".film-held", os.O_RDONLY)
    fcntl.flock(held, fcntl.LOCK_EX)
    make_film(makings.timeline(), makings.assets, tmp_path / "a.mp4", cache=cache)
    os.close(held)
    assert sorted(p.name for p in cache.glob(".film-*")) == [".film-held", ".film-young"]


def test_a_preview_shows_the_film_small(makings):
    timeline = makings.timeline(overlays=())
    clip = timeline.clips[1]
    seen = preview(clip.shot, SMALL, clip.frames, assets=makings.assets, at=[20, 40], width=90)
    assert [f.shape for f in seen] == [(160, 90, 3)] * 2
    for n, small in zip((20, 40), seen, strict=True):
        whole = frame_at(timeline, makings.assets, clip.start + n)
        whole = cv2.resize(whole, (90, 160), interpolation=cv2.INTER_AREA)
        assert np.abs(whole.astype(int) - small).mean() < 5
