import io
from fractions import Fraction

import cv2
import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont

from reelwright.domain.campaign import FORMATS
from reelwright.domain.errors import MediaRefused
from reelwright.domain.sound import CaptionCue
from reelwright.graphics.fonts import bundled_files
from reelwright.release.checks.film import check_film
from reelwright.release.checks.picture import most_in_a_second, transitions
from reelwright.release.checks.type import frames_to_keep, type_checks

from makers.films import RATE, lettered, scenery, voice, write_film


def named(checked, name):
    return next(c for c in checked.checks if c.name == name)


@pytest.fixture
def film(tmp_path):
    def make(frames=None, sound=None, **options):
        frames = scenery(90) if frames is None else frames
        sound = voice(3) if sound is None else sound
        return write_film(tmp_path / "film.mp4", frames, sound, **options)

    return make


@pytest.mark.proves("S0-58")
def test_a_sound_film_passes_everything_that_blocks(film, timeline, overlay):
    path = film(lettered(f) for f in scenery(90))
    checked = check_film(path, timeline(overlays=[overlay()]))
    assert [c.name for c in checked.checks if c.blocking and not c.ok] == []
    assert checked.passed
    assert all(c.measured and c.limit for c in checked.checks)


def test_black_frames_are_found_with_their_place(film, timeline):
    frames = list(scenery(90))
    for n in range(30, 50):
        frames[n] = np.zeros_like(frames[n])
    check = named(check_film(film(frames), timeline()), "black frames")
    assert not check.ok
    assert "0.67 s from 1.00 s" in check.measured


def test_a_frozen_picture_fails_but_a_planned_still_may_stand(film, timeline):
    frames = list(scenery(20)) + [next(scenery(1))] * 70
    path = film(frames)
    assert not named(check_film(path, timeline()), "frozen picture").ok
    assert named(check_film(path, timeline(name="still")), "frozen picture").ok


def test_one_bright_frame_is_a_flicker_and_a_cut_is_none(film, timeline):
    frames = list(scenery(90))
    frames[40] = (frames[40].astype(int) + 40).clip(0, 255).astype(np.uint8)
    check = named(check_film(film(frames), timeline()), "flicker")
    assert not check.ok
    assert "1.33 s" in check.measured
    cut = list(scenery(45)) + list(scenery(45, level=170))
    assert named(check_film(film(cut), timeline(cuts=(0, 45))), "flicker").ok


@pytest.mark.parametrize(("period", "ok"), [(6, False), (30, True)])
def test_flashes_are_counted_by_the_second(film, timeline, period, ok):
    frames = [
        f if n % period < period // 2 else (f * 0.2).astype(np.uint8)
        for n, f in enumerate(scenery(90))
    ]
    assert named(check_film(film(frames), timeline()), "flashes (pre-check)").ok is ok


def test_saturated_red_flashes_count_where_luma_hardly_changes(film, timeline):
    red, grey = np.zeros((480, 270, 3), np.uint8), np.full((480, 270, 3), 55, np.uint8)
    red[..., 0] = 230
    frames = [red if n % 6 < 3 else grey for n in range(90)]
    assert not named(check_film(film(frames), timeline()), "flashes (pre-check)").ok


def test_a_small_flash_is_no_flash():
    values = np.full((60, 10, 10), 0.2, np.float32)
    values[::2, :4, :5] = 0.9
    assert most_in_a_second(transitions(values, step=0.1, dark=0.8), 30) == 0
    values[::2, :6, :6] = 0.9
    assert most_in_a_second(transitions(values, step=0.1, dark=0.8), 30) > 20


@pytest.mark.parametrize(("level", "ok"), [(-14, True), (-19, False), (-10, False)])
def test_loudness_is_measured_on_the_file(film, timeline, level, ok):
    check = named(check_film(film(sound=voice(3, level)), timeline()), "loudness")
    assert check.ok is ok
    assert "LUFS" in check.measured


def test_peaks_between_samples_are_found(film, timeline):
    t = np.arange(3 * RATE) / RATE
    tone = np.sin(2 * np.pi * 997 * t) * 0.99
    check = named(check_film(film(sound=np.stack([tone, tone], 1)), timeline()), "true peak")
    assert not check.ok


def test_silence_and_a_missing_track_are_found(film, timeline, tmp_path):
    sound = voice(4)
    sound[RATE // 2 : 3 * RATE] = 0
    path = film(scenery(120), sound)
    check = named(check_film(path, timeline(120)), "silence")
    assert not check.ok
    assert "from 0.5 s" in check.measured or "from 0.6 s" in check.measured
    mute = write_film(tmp_path / "mute.mp4", scenery(30))
    assert not named(check_film(mute, timeline(30)), "sound").ok


def cue(start, end, *lines):
    return CaptionCue(start=Fraction(start), end=Fraction(end), lines=lines, words=())


@pytest.mark.parametrize(
    ("cues", "said"),
    [
        (
            [cue(0, 1, "a line that nobody could read", "within a single second")],
            "a second at",
        ),
        ([cue(0, 2, "a line that is far longer than it may be")], "a line over 32"),
        ([cue(0, "1/3", "hi")], "a cue of 0.3 s"),
        ([cue(2, 4, "after the end")], "after the film's end"),
        ([cue(0, 2, "one"), cue(1, 3, "two")], "two captions at once"),
    ],
)
def test_caption_rules(film, timeline, cues, said):
    check = named(check_film(film(), timeline(captions=cues)), "captions")
    assert not check.ok
    assert said in check.measured


def test_good_captions_pass(film, timeline):
    cues = [cue(0, "3/2", "Same face, every week."), cue("3/2", 3, "No one new to explain to.")]
    assert named(check_film(film(), timeline(captions=cues)), "captions").ok


def test_contrast_is_read_from_the_pixels_behind_the_letters(film, timeline, overlay):
    white = [overlay()]
    bright = film(lettered(f) for f in scenery(90, level=215))
    check = named(check_film(bright, timeline(overlays=white)), "contrast")
    assert not check.ok
    assert "Same carer" in check.measured
    dark = film(lettered(f) for f in scenery(90, level=60))
    assert named(check_film(dark, timeline(overlays=white)), "contrast").ok


def test_a_picture_of_the_letters_colour_beside_their_panel_is_no_letter(
    film, timeline, overlay, assets
):
    """White stones beside the shorter line of a caption: real photographs have such places."""

    def shot(frame):
        frame = np.array(frame)
        frame[150:186, 60:140] = 20
        # On mid grey, so that white stones taken for letters would read badly.
        frame[150:186, 140:206] = 170
        for x in range(146, 200, 12):
            frame[158:178, x : x + 6] = 255
        return lettered(frame, "Same", size=22)

    panel = io.BytesIO()
    Image.new("RGBA", (80, 36), (20, 20, 20, 255)).save(panel, "PNG")
    image = assets.put(panel.getvalue(), "panel.png", "image/png", "references")
    line = timeline(overlays=[overlay(image=image, width=80, height=36)])
    path = film(shot(f) for f in scenery(90))
    assert not named(check_film(path, line), "contrast").ok
    check = named(check_film(path, line, assets=assets), "contrast")
    assert check.ok, check.measured


def test_a_caption_that_shows_fewer_words_than_it_was_asked_to_is_found(timeline, overlay, assets):
    font = ImageFont.truetype(str(bundled_files()[1]), 48)
    card = Image.new("RGBA", (520, 64), (20, 20, 20, 255))
    ImageDraw.Draw(card).text((8, 2), "Same carer every", font=font, fill=(255, 255, 255, 255))
    sink = io.BytesIO()
    card.save(sink, "PNG")
    image = assets.put(sink.getvalue(), "c.png", "image/png", "takes")

    def checked(words):
        line = timeline(overlays=[overlay(kind="caption", image=image, size=48 / 480, text=words)])
        return next(c for c in type_checks(line, {}, assets) if c.name == "painted words")

    assert checked("Same carer every").ok
    lost = checked("Same carer every week")
    assert not lost.ok
    assert "3 of 4 words" in lost.measured


@pytest.mark.parametrize(
    ("panel", "mark", "ok"),
    [("#1b211d", "#e7bbab", True), ("#1b211d", "#ecd2a8", True), ("#cfc9bc", "#e7bbab", False)],
)
def test_a_caption_of_which_the_spoken_word_is_most_is_read_against_its_panel(
    timeline, overlay, assets, panel, mark, ok
):
    """The marked word is nearly of the letters' colour; it is no ground of the word behind it."""
    font = ImageFont.truetype(str(bundled_files()[1]), 66)
    card = Image.new("RGBA", (560, 92), panel)
    draw = ImageDraw.Draw(card)
    draw.text((20, 4), "Przyjmujemy", font=font, fill=mark)
    draw.text((20 + draw.textlength("Przyjmujemy ", font=font), 4), "od", font=font, fill="#faf6ee")
    sink = io.BytesIO()
    card.save(sink, "PNG")
    image = assets.put(sink.getvalue(), "c.png", "image/png", "takes")
    film = FORMATS["9:16"]
    high, wide = film.height, film.width
    shown = overlay(
        kind="caption", image=image, x=0, y=200, width=560, height=92, colour="#faf6ee",
        box={"x": 0.0, "y": 200 / high, "w": 560 / wide, "h": 92 / high}, text="Przyjmujemy od",
    )  # fmt: skip
    line = timeline(overlays=[shown], film=film)
    frame = np.full((high, wide, 3), (120, 150, 130), np.uint8)
    frame[200:292, :560] = np.asarray(card)[..., 2::-1]
    # Films have grain: some of the marked word's pixels come out as pale as the letters.
    noise = cv2.GaussianBlur(np.random.default_rng(8).normal(0, 60, (high, wide)), (0, 0), 3)
    noise = noise[..., None]
    frame = (frame + noise).clip(0, 255).astype(np.uint8)
    kept = dict.fromkeys(frames_to_keep(line).values(), frame)
    check = next(c for c in type_checks(line, kept, assets) if c.name == "contrast")
    assert check.ok is ok, check.measured


def test_letters_that_never_reached_the_film_are_missed(film, timeline, overlay):
    check = named(check_film(film(), timeline(overlays=[overlay()])), "contrast")
    assert not check.ok
    assert "not to be seen" in check.measured


def test_type_outside_the_safe_box_is_found(film, timeline, overlay):
    low = overlay(box={"x": 0.25, "y": 0.9, "w": 0.4, "h": 0.05})
    checked = check_film(film(), timeline(overlays=[low]))
    assert not named(checked, "safe zone").ok
    assert not named(checked, "safe zone: TikTok In-Feed").ok
    assert not named(checked, "safe zone: TikTok In-Feed").blocking


def test_small_type_and_haste_are_found(film, timeline, overlay):
    tiny = overlay(size=0.01, frames=20, text="far too many words to be read in so short a time")
    checked = check_film(film(), timeline(overlays=[tiny]))
    assert not named(checked, "type size").ok
    assert not named(checked, "time to read").ok


def test_container_faults_are_named(film, timeline):
    checked = check_film(film(tags=False, faststart=False, rate=25), timeline(91 + 30))
    for name in ("colour tags", "starts at once", "frame", "length"):
        assert not named(checked, name).ok, name


def test_a_broken_file_is_refused(tmp_path, timeline):
    path = tmp_path / "film.mp4"
    path.write_bytes(b"not a film")
    with pytest.raises(MediaRefused, match="make it again"):
        check_film(path, timeline())


def test_placements_are_versioned_and_do_not_block(film, timeline):
    checked = check_film(film(), timeline())
    placements = [c for c in checked.checks if c.name.startswith("placement: ")]
    assert len(placements) >= 5
    assert not any(c.blocking for c in placements)
    assert all("checked 20" in c.limit for c in placements)


def test_a_picture_that_is_pushed_aside_is_no_flash():
    values = np.full((60, 10, 40), 0.2, np.float32)
    coming = np.repeat(np.array([0.9, 0.2], np.float32), 20)
    for n in range(20, 60):
        shift = min(40, round((n - 20) * 40 / 12))
        values[n, :, 40 - shift :] = coming[:shift]
    assert most_in_a_second(transitions(values, step=0.1, dark=0.8), 30) <= 2
