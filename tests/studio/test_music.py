"""Films with a music file of one's own, and with none: heard, and told wherever it counts."""

import json
import re
import shutil
from typing import Any

import numpy as np
import pytest
import soundfile

import reelwright
from reelwright.media.streams.inspect import look_through
from reelwright.release import read_credentials
from reelwright.sound.wave import frames_rms

from makers.tunes import tune, write_tune

ABOVE = ("segment", "concepts", "brief", "match", "storyboard", "continuity", "recording", "take")


def trace(folder, name) -> Any:
    return reelwright.trace.trace(folder, name)


def told(folder, music):
    """A campaign.toml that says this of its music, after what is there."""
    file = folder / "campaign.toml"
    text = re.sub(r"(?m)^music = .*\n", "", file.read_text("utf-8"))
    file.write_text(f"music = {music}\n{text}", "utf-8")


def only(folder):
    """The one film's id and its folder in `out`."""
    (place,) = (p for p in (folder / "out").iterdir() if (p / "manifest.json").exists())
    return place.name, place


def parts(folder, name):
    """The film's sound, and whether something is said in each of its samples."""
    place = folder / "out" / name
    sound = look_through(place / f"{name}.mp4").sound
    said = np.zeros(len(sound), bool)
    for a, b in re.findall(r"(\S+) --> (\S+)", (place / f"{name}.srt").read_text("utf-8")):
        said[_sample(a) : _sample(b)] = True
    return sound, said


def _sample(clock):
    hours, minutes, seconds = clock.replace(",", ".").split(":")
    return round((int(hours) * 3600 + int(minutes) * 60 + float(seconds)) * 48_000)


@pytest.fixture
def own(copy):
    """Fernhill with a theme of its own, made anew."""
    write_tune(copy / "music" / "theme.flac", tune(40, mood="driving", pace="brisk"))
    told(copy, '{file = "music/theme.flac", licence = "Sync 4711", credit = "Dawn by Ann Bell"}')
    before = {r.name for r in reelwright.campaigns.stale(copy) if r.state == "stale"}
    shutil.rmtree(copy / "out", ignore_errors=True)
    made = reelwright.campaigns.make(copy, yes=True)
    assert not made.failed
    return copy, before


@pytest.mark.longer
def test_a_film_with_music_of_its_own(own):
    folder, stale = own
    name, place = only(folder)
    assert not [s for s in stale if s.startswith(tuple(f"{kind}/" for kind in ABOVE))], stale
    assert any(s.startswith("mix/") for s in stale)
    sound, said = parts(folder, name)
    # Where nobody speaks, it is the file that is heard.
    theme = soundfile.read(folder / "music" / "theme.flac", dtype="float32")[0]
    free = np.convolve(said, np.ones(33_600), "same") == 0
    edges = np.flatnonzero(np.diff(np.concatenate([[0], free.astype(int), [0]])))
    begin, end = max(edges.reshape(-1, 2), key=lambda e: e[1] - e[0])
    assert end - begin > 24_000
    heard = sound[begin:end].mean(axis=1)
    from scipy.signal import fftconvolve

    alike = fftconvolve(theme.mean(axis=1), heard[::-1], mode="valid")
    sums = np.concatenate([[0], np.cumsum(theme.mean(axis=1).astype(np.float64) ** 2)])
    alike /= np.sqrt(np.maximum(sums[len(heard) :] - sums[: -len(heard)], 1e-9) * (heard**2).sum())
    assert alike.max() > 0.85
    manifest = json.loads((place / "manifest.json").read_text("utf-8"))
    assert manifest["checks_passed"]
    music = manifest["music"]
    assert (music["maker"], music["file"]) == ("file", "music/theme.flac")
    assert (music["credit"], music["licence"]) == ("Dawn by Ann Bell", "Sync 4711")
    part = next(p for p in manifest["disclosure"]["parts"] if p["name"] == "music")
    assert (part["role"], part["trained"]) == ("none", False)
    assert "music/theme.flac" in part["why"]
    sheet = (folder / "out" / "index.html").read_text("utf-8")
    assert "Music: music/theme.flac, Dawn by Ann Bell, Sync 4711" in sheet
    signed = read_credentials(place / f"{name}.mp4")
    assert signed.state == "valid"
    assert "music/theme.flac" in signed.sources
    (source,) = (s for s in trace(folder, name).sources if s.role == "music")
    assert (source.file, source.sha256) == ("music/theme.flac", music["sha256"])
    for known in ("music/theme.flac", music["sha256"][:12]):
        assert (name, "music") in trace(folder, known).films
    # Another file makes the mix and what is made from it stale, and nothing before.
    write_tune(folder / "music" / "theme.flac", tune(40, mood="tender", pace="calm"))
    rows = {r.name: r.why for r in reelwright.campaigns.stale(folder)}
    kinds = {row.partition("/")[0] for row in rows}
    assert kinds == {"mix", "timeline", "film", "checks", "release"}
    (mix,) = (row for row in rows if row.startswith("mix/"))
    assert "music" in rows[mix]


@pytest.mark.longer
def test_a_film_without_music(copy):
    told(copy, '"none"')
    stale = {r.name.partition("/")[0] for r in reelwright.campaigns.stale(copy)}
    assert not stale & set(ABOVE), stale
    shutil.rmtree(copy / "out", ignore_errors=True)
    assert not reelwright.campaigns.make(copy, yes=True).failed
    name, place = only(copy)
    sound, said = parts(copy, name)
    quiet = np.convolve(said, np.ones(38_400), "same") == 0
    assert quiet.sum() > 12_000
    levels = frames_rms(sound.mean(axis=1)[quiet], 0.01)
    assert levels.max() < -85, "AAC of silence"
    manifest = json.loads((place / "manifest.json").read_text("utf-8"))
    assert manifest["checks_passed"]
    checks = {c["name"]: c for c in manifest["checks"]}
    assert checks["loudness"]["ok"]
    assert "captions are heard" in checks["silence"]["measured"]
    assert manifest["music"] == {"maker": "none"}
    assert not [p for p in manifest["disclosure"]["parts"] if p["name"] == "music"]
    assert "Music: none" in (copy / "out" / "index.html").read_text("utf-8")
    assert not [s for s in trace(copy, name).sources if s.role == "music"]
