"""What every speaker must do, whichever engine it is; found through the registry."""

import threading

import numpy as np
import pytest
import soundfile

from reelwright.backends import registry
from reelwright.backends.speech.interface import Line, SpeechProfile
from reelwright.domain.brand import VoiceProfile
from reelwright.domain.errors import BackendFailed, MediaRefused, NotFound

from makers.voices import write_voice

TEXT = "Some mornings begin with a phone call. Book a visit, and sleep well tonight."


class WithVoice:
    """A speaker that has no voice of its own, given one."""

    def __init__(self, made, voice):
        self.made, self.voice = made, str(voice)

    def speak(self, line):
        if line.voice.voice == "auto":
            own = line.voice.model_copy(update={"voice": self.voice})
            line = line.model_copy(update={"voice": own})
        return self.made.speak(line)


@pytest.fixture(params=registry.every("speech"))
def speaker(request, tmp_path, assets):
    """Every speaker that this machine has; recordings get one of the line."""
    name = request.param
    facts = {a.name: a for a in registry.available("speech")}[name]
    if not facts.present:
        pytest.skip(f"{name} is not on this machine: {facts.get}")
    if name == "speech/piper":
        return name, WithVoice(registry.load(name), write_voice(tmp_path))
    if name == "speech/recordings":
        spoken = registry.load("speech/espeak").speak(Line(scene="s1", text=TEXT))
        path = tmp_path / "s1.wav"
        soundfile.write(path, spoken.samples, spoken.rate)
        asset = assets.put_file(path, "audio/wav", "inputs")
        return name, registry.load(name, recordings=(asset,), assets=assets)
    return name, registry.load(name)


def test_it_says_the_line_at_speaking_length(speaker):
    _, made = speaker
    spoken = made.speak(Line(scene="s1", text=TEXT))
    seconds = len(spoken.samples) / spoken.rate
    assert spoken.samples.ndim == 1
    assert spoken.samples.dtype == np.float32
    assert np.isfinite(spoken.samples).all()
    assert 0.05 < np.abs(spoken.samples).max() <= 1.0
    assert 3.0 < seconds < 9.0, "fourteen words at 150 a minute are 5.6 s"
    assert spoken.voice


def test_it_says_the_same_each_time(speaker):
    _, made = speaker
    line = Line(scene="s1", text=TEXT)
    first, again = made.speak(line), made.speak(line)
    assert np.array_equal(first.samples, again.samples)
    assert first.words == again.words


def test_its_words_are_ordered_and_stand_in_the_text(speaker):
    name, made = speaker
    spoken = made.speak(Line(scene="s1", text=TEXT))
    if not registry.profile(name).word_timings:
        assert spoken.words == ()
        return
    starts = [TEXT.index(word) for word in ("Some", "mornings", "phone", "Book", "tonight")]
    assert set(starts) <= {w.at for w in spoken.words}
    assert [w.at for w in spoken.words] == sorted(w.at for w in spoken.words)
    assert all(0 <= w.start < w.end for w in spoken.words)
    assert spoken.words[-1].end <= len(spoken.samples) / spoken.rate + 0.05


def test_it_follows_the_speed_of_the_profile(speaker):
    name, made = speaker
    if not registry.profile(name).paced:
        pytest.skip("a recording has the speed it was spoken at")
    slow, fast = (
        len(made.speak(Line(scene="s1", text=TEXT, voice=VoiceProfile(speed=s))).samples)
        for s in (120, 190)
    )
    assert slow > 1.2 * fast


def test_an_unknown_voice_is_named_in_the_error(speaker):
    name, made = speaker
    if name == "speech/recordings":
        with pytest.raises(NotFound, match="s9"):
            made.speak(Line(scene="s9", text="Nobody recorded this."))
        return
    with pytest.raises(NotFound, match="nobody-has-this"):
        made.speak(Line(scene="s1", text=TEXT, voice=VoiceProfile(voice="nobody-has-this")))


def test_text_is_never_taken_for_a_command(speaker, tmp_path):
    name, made = speaker
    if name == "speech/recordings":
        pytest.skip("a recording reads no text")
    mark = tmp_path / "ran"
    hostile = f'"); (system "touch {mark}") ("$(touch {mark})`touch {mark}` -o x <voice/> Hello'
    spoken = made.speak(Line(scene="s1", text=hostile))
    assert len(spoken.samples) > 0
    assert not mark.exists()


def test_its_profile_is_data_in_the_registry(speaker):
    name, _ = speaker
    profile = registry.profile(name)
    assert isinstance(profile, SpeechProfile)
    assert profile.speaks("en-GB")
    assert registry.entry(name).licence


def test_many_threads_may_speak_at_once():
    speaker = registry.load("speech/espeak")
    lines = [Line(scene="s1", text=t) for t in ("One short line.", "Quite another line here.")]
    wanted = [speaker.speak(line).samples for line in lines]
    wrong = []

    def speak(which):
        for _ in range(6):
            if not np.array_equal(speaker.speak(lines[which]).samples, wanted[which]):
                wrong.append(which)

    threads = [threading.Thread(target=speak, args=(i % 2,)) for i in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []


def test_espeak_says_what_its_voice_has_no_word_for():
    with pytest.raises(BackendFailed, match="said nothing"):
        registry.load("speech/espeak").speak(Line(scene="s1", text=" "))


class TestPiper:
    """A voice file of the user's: opened, heard, or refused by name."""

    @pytest.fixture
    def piper(self):
        pytest.importorskip("piper", reason="piper is not here: pip install 'reelwright[piper]'")
        return registry.load("speech/piper")

    def _said(self, piper, voice, text=TEXT):
        return piper.speak(Line(scene="s1", text=text, voice=VoiceProfile(voice=str(voice))))

    def test_sentences_are_parted_by_a_breath(self, piper, tmp_path):
        voice = write_voice(tmp_path)
        spoken = self._said(piper, voice)
        apart = [self._said(piper, voice, t) for t in TEXT.split(". ", 1)]
        more = len(spoken.samples) - sum(len(s.samples) for s in apart)
        assert spoken.rate == 22_050
        assert spoken.voice == "tiny"
        assert more > 0.2 * spoken.rate

    def test_brackets_are_words_and_no_phonemes(self, piper, tmp_path):
        voice = write_voice(tmp_path)
        one, two = (self._said(piper, voice, f"A {t} day") for t in ("[[good]]", "[good]"))
        assert np.array_equal(one.samples, two.samples)

    def test_another_file_of_the_same_name_is_another_voice(self, piper, tmp_path):
        first = self._said(piper, write_voice(tmp_path))
        second = self._said(piper, write_voice(tmp_path, samples=1400))
        assert len(second.samples) > 1.3 * len(first.samples)

    def test_a_broken_or_half_voice_is_named(self, piper, tmp_path):
        voice = write_voice(tmp_path, "broken")
        voice.write_bytes(b"no graph at all")
        with pytest.raises(BackendFailed, match=r"could not open the voice .*broken\.onnx"):
            self._said(piper, voice)
        voice = write_voice(tmp_path, "half")
        voice.with_name("half.onnx.json").unlink()
        with pytest.raises(NotFound, match=r"half\.onnx\.json"):
            self._said(piper, voice)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("ar", "صباح هادئ وقهوة أفضل"),
        ("hi", "धीमी सुबह, बेहतर कॉफ़ी"),
        ("es", "Mañanas tranquilas, mejor café"),
        ("pt-BR", "Bom dia a todos"),
        ("xx-unknown", "hello"),
    ],
)
def test_espeak_speaks_other_languages(language, text):
    speaker = registry.load("speech/espeak")
    if language.startswith("xx"):
        with pytest.raises(NotFound, match="espeak-ng has no voice"):
            speaker.speak(Line(scene="s1", text=text, language=language))
        return
    spoken = speaker.speak(Line(scene="s1", text=text, language=language))
    assert {w.at for w in spoken.words} == {
        i for i, c in enumerate(text) if c != " " and (i == 0 or text[i - 1] == " ")
    }


class TestRecordings:
    """How a line finds its recording."""

    def _made(self, assets, tmp_path, *names, seconds=1.0):
        kept = []
        for i, name in enumerate(names):
            tone = 0.3 * np.sin(np.arange(int(seconds * 16_000)) * (0.05 + 0.01 * i))
            soundfile.write(tmp_path / name, tone, 16_000)
            kept.append(assets.put_file(tmp_path / name, "audio/wav", "inputs"))
        return registry.load("speech/recordings", recordings=kept, assets=assets)

    def test_words_beat_the_scene(self, assets, tmp_path):
        made = self._made(assets, tmp_path, "s1.wav", "slow-mornings-deserve-care.flac")
        line = Line(scene="s1", text="x", written="Slow mornings deserve care!")
        assert made.find(line).name == "slow-mornings-deserve-care.flac"

    def test_four_first_words_are_enough(self, assets, tmp_path):
        made = self._made(assets, tmp_path, "Slow mornings at Fernhill.ogg", "slow.wav")
        line = Line(scene="s4", text="x", written="Slow mornings at Fernhill deserve better care.")
        assert made.find(line).name == "Slow mornings at Fernhill.ogg"
        assert made.find(Line(scene="s4", text="x", written="Slow food.")) is None

    def test_the_language_chooses_among_a_scene_s_files(self, assets, tmp_path):
        made = self._made(assets, tmp_path, "s1.wav", "s1-es.wav")
        assert made.find(Line(scene="s1", text="Hola", language="es")).name == "s1-es.wav"
        assert made.find(Line(scene="s1", text="Hello", language="en")).name == "s1.wav"

    def test_other_scripts_have_names_too(self, assets, tmp_path):
        made = self._made(assets, tmp_path, "朝はゆっくり.wav")
        assert made.find(Line(scene="s1", text="朝はゆっくり。", language="ja")) is not None

    def test_a_broken_file_is_refused_by_name(self, assets, tmp_path):
        (tmp_path / "s1.wav").write_bytes(b"not a sound at all")
        asset = assets.put_file(tmp_path / "s1.wav", "audio/wav", "inputs")
        made = registry.load("speech/recordings", recordings=(asset,), assets=assets)
        with pytest.raises(MediaRefused, match=r"s1\.wav"):
            made.speak(Line(scene="s1", text="x"))

    def test_an_hour_long_file_is_refused(self, assets, tmp_path):
        made = self._made(assets, tmp_path, "s1.wav", seconds=61)
        with pytest.raises(MediaRefused, match="longer than 60 s"):
            made.speak(Line(scene="s1", text="x"))
