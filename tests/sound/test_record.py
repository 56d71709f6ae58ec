"""Narration: finished sound, and the time of every word."""

import numpy as np
import pytest
import soundfile

from reelwright.backends import registry
from reelwright.backends.speech.alignment import align
from reelwright.backends.speech.interface import Line
from reelwright.domain.brand import VoiceProfile
from reelwright.domain.errors import DoesNotFit, NotFound
from reelwright.sound import hurry, record
from reelwright.sound.wave import loudness, true_peak

from values.lines import ESPEAK, LINES


def test_a_recording_is_finished_sound(narration, studio):
    for recording, _ in narration:
        path = studio.path(recording.asset)
        facts = soundfile.info(path)
        assert (facts.channels, facts.samplerate, facts.subtype) == (1, 48_000, "PCM_16")
        samples, _rate = soundfile.read(path)
        assert len(samples) == recording.seconds * 48_000
        assert loudness(samples) == pytest.approx(-20, abs=0.7)
        assert true_peak(samples) < -2.5
        assert abs(samples[0]) < 0.001
        assert abs(samples[-1]) < 0.001
        heard = np.flatnonzero(np.abs(samples) > 0.02)
        assert heard[0] < 0.12 * 48_000, "silence before the first word is trimmed"
        assert len(samples) - heard[-1] < 0.3 * 48_000


def test_every_written_word_is_timed_in_order(narration):
    for recording, _ in narration:
        assert " ".join(w.text for w in recording.words) == recording.text
        times = [t for w in recording.words for t in (w.start, w.end)]
        assert times == sorted(times)
        assert all(w.end > w.start for w in recording.words)
        assert times[-1] <= recording.seconds
        assert times[0] < 0.3


def test_spelled_out_figures_time_the_written_word(narration):
    recording = narration[2][0]
    price = next(w for w in recording.words if w.text == "£18")
    assert 0.5 < price.end - price.start < 1.6, "eighteen pounds takes about a second"


def test_the_same_line_is_recorded_the_same(studio, narration):
    again = record("s1", LINES[0], profile=ESPEAK, assets=studio)
    assert again == narration[0][0]


def test_engine_times_agree_with_what_an_aligner_hears(narration, studio):
    recording = narration[1][0]
    samples, rate = soundfile.read(studio.path(recording.asset), dtype="float32")
    heard = align(samples, rate, recording.text)
    apart = [abs(float(w.start) - h.start) for w, h in zip(recording.words, heard, strict=True)]
    assert np.median(apart) < 0.05
    assert max(apart) < 0.25


def test_a_person_s_recording_beats_the_engine_and_is_aligned(studio, tmp_path):
    spoken = registry.load("speech/espeak").speak(Line(scene="s1", text=LINES[1]))
    silence = np.zeros(spoken.rate // 2, np.float32)
    rng = np.random.default_rng(1)
    sound = np.concatenate([silence, spoken.samples, silence])
    sound = 0.4 * sound + 0.0008 * rng.standard_normal(len(sound))
    soundfile.write(tmp_path / "s2.flac", sound, spoken.rate)
    own = studio.put_file(tmp_path / "s2.flac", "audio/flac", "inputs")
    recording = record("s2", LINES[1], profile=ESPEAK, assets=studio, recordings=(own,))
    assert recording.engine == "recordings"
    assert recording.timing == "alignment"
    assert recording.origin.maker == "person"
    trimmed = len(sound) / spoken.rate - float(recording.seconds)
    assert trimmed > 0.7, "the silence around the words is gone"
    wanted = {LINES[1][w.at :].split()[0]: w.start for w in spoken.words}
    shift = float(recording.words[1].start) - wanted["mother"]
    for word in recording.words[1:]:
        if LINES[1].split().count(word.text) == 1:
            assert float(word.start) - wanted[word.text] == pytest.approx(shift, abs=0.12)


def test_words_the_aligner_has_never_seen_are_pronounced(studio):
    text = "Zxanthia and Fernhill Qwobbly welcome you."
    spoken = registry.load("speech/espeak").speak(Line(scene="s1", text=text))
    heard = align(spoken.samples, spoken.rate, text)
    assert [w.at for w in heard] == [text.index(w) for w in text.split()]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("ar", "صباح هادئ، وقهوة أفضل"),
        ("hi", "धीमी सुबह, बेहतर कॉफ़ी"),
        ("ja", "あなたのそばに、いつもおなじひとがいます。"),
        ("es", "Desde 18 € al día — sin sorpresas."),
    ],
)
def test_other_languages_are_said_and_timed(studio, language, text):
    recording = record("s1", text, language=language, profile=VoiceProfile(), assets=studio)
    joiner = "" if language == "ja" else " "
    assert joiner.join(w.text for w in recording.words) == text
    assert recording.timing in {"engine", "syllables"}
    ends = [w.end for w in recording.words]
    assert ends == sorted(ends)
    assert ends[-1] <= recording.seconds


def test_the_best_engine_present_is_chosen(studio):
    present = [a.name for a in registry.available("speech") if a.present]
    usable = [n for n in present if n not in {"speech/recordings", "speech/piper"}]
    best = min(usable, key=lambda n: registry.profile(n).rank)
    recording = record("s1", "Hello there.", profile=VoiceProfile(), assets=studio)
    assert f"speech/{recording.engine}" == best


def test_an_engine_that_lacks_the_language_says_so(studio):
    with pytest.raises(NotFound, match="flite does not speak 'es'"):
        record("s1", "Hola", language="es", profile=VoiceProfile(engine="flite"), assets=studio)


def test_an_unknown_engine_lists_the_known(studio):
    with pytest.raises(NotFound, match="speech/espeak"):
        record("s1", "Hello", profile=VoiceProfile(engine="hal"), assets=studio)


@pytest.mark.parametrize("text", ["", "  ", "...", "— !"])
def test_a_line_without_words_is_refused(studio, text):
    with pytest.raises(DoesNotFit, match="scene s7 has no words"):
        record("s7", text, profile=ESPEAK, assets=studio)


def test_an_endless_line_is_refused(studio):
    with pytest.raises(DoesNotFit, match="shorten it"):
        record("s7", "word " * 200, profile=ESPEAK, assets=studio)


def test_a_line_can_be_said_a_little_faster_and_no_faster_than_that(studio, narration):
    usual = float(narration[0][0].seconds)
    times = {}
    for pace in (1.06, 1.12, 1.5):
        again = record("s1", LINES[0], profile=ESPEAK, assets=studio, pace=pace)
        times[pace] = usual / float(again.seconds)
        assert " ".join(w.text for w in again.words) == LINES[0]
        assert again.words[-1].end <= again.seconds
    assert 1.02 < times[1.06] < times[1.12] < 1.16
    assert times[1.5] == times[1.12]
    assert hurry(narration[0][0], ESPEAK) == 1.12
    assert hurry(narration[0][0], VoiceProfile(speed=260)) == 1


def test_a_person_s_recording_is_sped_up_a_little_at_the_same_pitch(studio, tmp_path):
    rate, seconds = 48_000, 3
    t = np.arange(rate * seconds) / rate
    voice = 0.3 * np.sin(2 * np.pi * 180 * t) * (0.6 + 0.4 * np.sin(2 * np.pi * 3 * t))
    soundfile.write(tmp_path / "s1.wav", voice, rate)
    own = studio.put_file(tmp_path / "s1.wav", "audio/wav", "inputs")

    def recorded(pace):
        made = record("s1", LINES[0], profile=ESPEAK, assets=studio, recordings=(own,), pace=pace)
        samples, _ = soundfile.read(studio.path(made.asset))
        sure = samples[4_800:-9_600]
        peak = np.abs(np.fft.rfft(sure * np.hanning(len(sure)))).argmax() * rate / len(sure)
        return made, float(made.seconds), peak

    plain, long, pitch = recorded(1.0)
    _, shorter, same = recorded(1.04)
    _, least, still = recorded(1.2)
    assert long / shorter == pytest.approx(1.04, abs=0.005)
    assert long / least == pytest.approx(1.06, abs=0.005), "a person is not hurried more"
    assert pitch == pytest.approx(180, abs=1)
    assert same == pytest.approx(pitch, abs=1.5)
    assert still == pytest.approx(pitch, abs=1.5)
    assert hurry(plain, ESPEAK) == 1.06


@pytest.mark.parametrize("engine", ["espeak", "kokoro"])
def test_a_name_is_heard_as_the_brand_tells_and_shown_as_it_is_written(engine, studio):
    profile = VoiceProfile(engine=engine)
    told = profile.model_copy(update={"say": {"Nguyen": "win"}})
    named = record("s1", "Ask Nguyen, who knows.", profile=told, assets=studio)
    spelt = record("s1", "Ask win, who knows.", profile=profile, assets=studio)
    plain = record("s1", "Ask Nguyen, who knows.", profile=profile, assets=studio)
    assert named.asset.sha256 == spelt.asset.sha256 != plain.asset.sha256
    assert [w.text for w in named.words] == ["Ask", "Nguyen,", "who", "knows."]
    assert (named.engine, named.timing) == (engine, "engine")


@pytest.mark.parametrize("wrong", [{"Nguyen": "5"}, {"--": "dash"}, {"Nguyen": ""}])
def test_a_name_is_told_in_letters(wrong):
    with pytest.raises(ValueError, match=r"respell it in letters|is no name"):
        VoiceProfile(say=wrong)
