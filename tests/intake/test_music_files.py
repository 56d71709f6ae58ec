"""What a campaign says of its music: a mood, none, or a file; anything else is named."""

import shutil
import time
from pathlib import Path
from typing import Any

import av
import numpy as np
import pytest
import soundfile

from reelwright.domain.errors import InvalidIntake
from reelwright.intake.music import read_music
from reelwright.sound.own_music import fit_own
from reelwright.sound.wave import RATE
from reelwright.studio import campaigns

from makers.tunes import tune, write_tune

FERNHILL = Path(__file__).resolve().parents[2] / "examples" / "fernhill"
KINDS = {
    "a.wav": "audio/wav",
    "b.flac": "audio/flac",
    "c.mp3": "audio/mpeg",
    "d.m4a": "audio/mp4",
    "e.ogg": "audio/ogg",
    "f.aiff": "audio/aiff",
}


@pytest.fixture(scope="module")
def piece():
    return tune(12)


def read(folder, assets, campaign=None, brand=None) -> Any:
    return read_music(folder, assets, campaign, brand)


@pytest.mark.parametrize("word", ["", "warm", "bright", "tender", "driving", "none", " None "])
def test_a_mood_or_none_is_as_it_says(tmp_path, assets, word):
    said = read(tmp_path, assets, brand=word)
    assert said.notes == ()
    if word.strip().lower() == "none":
        assert (said.mood, said.music) == ("", "none")
    else:
        assert (said.mood, said.music) == (word, "made")


def test_the_campaign_goes_before_the_brand(tmp_path, assets):
    assert read(tmp_path, assets).mood == ""
    without = read(tmp_path, assets, "none", "warm")
    assert (without.mood, without.music) == ("warm", "none"), "words keep the brand's mood"
    assert read(tmp_path, assets, "", "warm").mood == "", "each film its own, as the campaign says"
    assert read(tmp_path, assets, None, "warm").mood == "warm"


@pytest.mark.parametrize("name", list(KINDS))
def test_every_kind_of_music_file_is_read(tmp_path, assets, piece, name):
    write_tune(tmp_path / "music" / name, piece)
    track = read(tmp_path, assets, f"music/{name}").music
    assert track.asset.name == f"music/{name}"
    assert track.asset.media_type == KINDS[name]
    assert track.seconds == pytest.approx(12, abs=0.15)
    assert assets.path(track.asset).read_bytes() == (tmp_path / "music" / name).read_bytes()


def test_a_table_says_whose_it_is_and_where_it_begins(tmp_path, assets, piece):
    write_tune(tmp_path / "theme.mp3", piece, tags={"title": "Morning", "artist": "Ann Bell"})
    given = {
        "file": "theme.mp3",
        "licence": "Sync licence 4711",
        "credit": "Morning by Ann Bell",
        "holder": "Bell Music",
        "start": 2.5,
        "expires": "2999-12-31",
        "made_by_ai": False,
    }
    said = read(tmp_path, assets, given)
    track = said.music
    assert said.notes == ()
    assert (track.start, track.credit, track.made_by_ai) == (2.5, "Morning by Ann Bell", False)
    assert (track.rights.holder, track.rights.licence) == ("Bell Music", "Sync licence 4711")
    assert track.rights.expires == "2999-12-31"


def test_a_bare_file_takes_its_credit_from_its_tags_and_asks_for_a_licence(tmp_path, assets, piece):
    write_tune(tmp_path / "theme.mp3", piece, tags={"title": "Morning", "artist": "Ann Bell"})
    said = read(tmp_path, assets, "theme.mp3")
    assert said.music.credit == "Morning, Ann Bell"
    (note,) = said.notes
    assert "campaign.toml: music: theme.mp3" in note
    assert "licence" in note


@pytest.mark.parametrize(
    ("given", "why"),
    [
        ("jazz", "'jazz' is none of warm, bright, tender, driving, none or a music file"),
        (3, "is none of warm"),
        (True, "is none of warm"),
        (["warm"], "is none of warm"),
        ("music/there-is-none.mp3", "there is no file"),
        ("../theme.mp3", "leads out of the campaign folder"),
        ({"file": "theme.wav", "volume": 3}, "music.volume: is not a known key"),
        ({"licence": "mine"}, "music.file: is missing"),
        ({"file": "theme.wav", "start": -1}, "music.start"),
        ({"file": "theme.wav", "start": 11.8}, "start: 11.8 is not before its last second"),
        ({"file": "theme.wav", "expires": "soon"}, "music.expires"),
        ({"file": "theme.wav", "expires": "2020-01-31"}, "theme.wav: its licence ended on 2020-01"),
        ({"file": "theme.wav", "cleared": False}, "theme.wav is not cleared for use"),
        ({"file": "theme.wav", "licence": "CC BY-NC 4.0"}, "does not allow it in an ad"),
        ({"file": "theme.wav", "licence": "CC BY-ND 4.0"}, "does not allow it in an ad"),
        ({"file": "theme.wav", "licence": "for personal use"}, "does not allow it in an ad"),
        ({"file": "theme.wav", "licence": "Nicht-kommerziell"}, "does not allow it in an ad"),
    ],
)
def test_what_cannot_be_used_is_named(tmp_path, assets, piece, given, why):
    write_tune(tmp_path / "theme.wav", piece)
    with pytest.raises(InvalidIntake) as told:
        read(tmp_path, assets, given)
    assert str(told.value).startswith("campaign.toml: music")
    assert why in str(told.value)
    with pytest.raises(InvalidIntake, match=r"^brand\.toml: music"):
        read(tmp_path, assets, brand=given)


def _hostile(folder):
    """Files that are no music a film can stand on, each with what is said of it."""
    still = np.zeros((5 * RATE, 2), np.float32)
    write_tune(folder / "still.wav", still)
    write_tune(folder / "short.wav", tune(12)[:RATE])
    write_tune(folder / "constant.wav", still + np.float32(0.8))
    blip = still.copy()
    blip[RATE : RATE + RATE // 2] = np.random.default_rng(2).normal(0, 0.2, (RATE // 2, 2))
    write_tune(folder / "blip.wav", blip)
    soundfile.write(folder / "numberless.wav", still * np.nan, RATE, subtype="FLOAT")
    (folder / "words.mp3").write_text("These are words.", "utf-8")
    (folder / "empty.wav").write_bytes(b"")
    whole = write_tune(folder / "whole.flac", tune(12)).read_bytes()
    (folder / "half.flac").write_bytes(whole[: len(whole) // 2])
    (folder / "list.m3u8").write_text("#EXTM3U\nfile:///etc/passwd\n", "utf-8")
    # Frames of MP3 follow one another: a minute of them, again and again, is five hours.
    quiet = np.random.default_rng(1).standard_normal(60 * 16_000).astype(np.float32) * 0.1
    minute = write_tune(folder / "minute.mp3", quiet, 16_000, bare=True).read_bytes()
    (folder / "five-hours.mp3").write_bytes(minute * 300)
    with av.open(str(folder / "film.mp4"), "w") as file:
        stream = file.add_stream("h264", rate=25)
        stream.width, stream.height = 64, 64
        for _ in range(30):
            frame = av.VideoFrame.from_ndarray(np.zeros((64, 64, 3), np.uint8), format="rgb24")
            file.mux(stream.encode(frame))
        file.mux(stream.encode(None))
    return {
        "still.wav": "is silent",
        "short.wav": "lasts 1.0 s",
        "constant.wav": "is silent",
        "blip.wav": "is silent but for 0.",
        "numberless.wav": "is silent",
        "words.mp3": "is no sound",
        "empty.wav": "is no sound",
        "half.flac": "breaks off",
        "list.m3u8": "is no sound",
        "five-hours.mp3": "lasts over 30 minutes",
        "film.mp4": "is a film",
    }


def test_hostile_files_are_named_in_seconds(tmp_path, assets):
    for name, why in _hostile(tmp_path).items():
        began = time.monotonic()
        with pytest.raises(InvalidIntake) as told:
            read(tmp_path, assets, name)
        assert time.monotonic() - began < 60, name
        assert f"campaign.toml: music: {name}" in str(told.value)
        assert why in str(told.value), name


def test_channels_that_are_each_others_reverse_are_no_silence(tmp_path, assets, piece):
    write_tune(tmp_path / "reverse.wav", piece[:, :1] * np.float32([1, -1]))
    assert read(tmp_path, assets, "reverse.wav").music.seconds == pytest.approx(12, abs=0.05)
    assert fit_own(tmp_path / "reverse.wav", 10, (4.0,), None).std() > 0.01


def test_narrow_and_surround_sound_are_taken(tmp_path, assets, piece):
    write_tune(tmp_path / "narrow.wav", piece[::6, 0], 8_000)
    write_tune(tmp_path / "six.wav", np.repeat(piece[:, :1], 6, axis=1) * 0.4)
    for name in ("narrow.wav", "six.wav"):
        assert read(tmp_path, assets, name).music.seconds == pytest.approx(12, abs=0.05)


def test_check_names_music_with_what_is_allowed(tmp_path):
    folder = campaigns.new(tmp_path / "shop", "Corner")
    shutil.copy(FERNHILL / "library" / "garden-gate.svg", folder / "library")
    shutil.copy(FERNHILL / "survey.csv", folder)
    brand, campaign = folder / "brand.toml", folder / "campaign.toml"
    text = campaign.read_text("utf-8")
    campaign.write_text('music = "jazz"\n' + text, "utf-8")
    with pytest.raises(InvalidIntake, match=r"campaign\.toml: music: 'jazz' is none of warm"):
        campaigns.check(folder)
    write_tune(folder / "music" / "theme.ogg", tune(12))
    campaign.write_text('music = "music/theme.ogg"\n' + text, "utf-8")
    assert any("music/theme.ogg: nothing says" in n for n in campaigns.check(folder).notes)
    told: Any = campaigns.describe(folder)
    assert (told.music.asset.name, told.brand.music) == ("music/theme.ogg", "warm")
    campaign.write_text('music = "none"\n' + text, "utf-8")
    told = campaigns.describe(folder)
    assert told.music == "none"
    campaign.write_text(text, "utf-8")
    told = campaigns.describe(folder)
    assert (told.music, told.brand.music) == ("made", "warm"), "as brand.toml says"
    brand.write_text(brand.read_text("utf-8").replace('music = "warm"', "music = 1"), "utf-8")
    with pytest.raises(InvalidIntake, match=r"brand\.toml: music: '1' is none of"):
        campaigns.check(folder)
