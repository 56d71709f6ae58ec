"""What a voice cannot read is known before it speaks."""

import pytest

from reelwright.backends.speech.espeak import phonemes
from reelwright.backends.speech.scripts import folded, has_voice, unread
from reelwright.domain.brand import VoiceProfile
from reelwright.domain.errors import Missing
from reelwright.sound.narration import record, unheard
from reelwright.store import FolderStore

KANJI = "朝のパンは温かく、列も短いです。"


@pytest.mark.parametrize(
    ("engine", "language", "text", "letters"),
    [
        ("espeak", "ja", KANJI, "朝温列短"),
        ("espeak", "ja", "あさのパンは、あたたかく。", ""),
        ("espeak", "zh", "早上的面包", ""),
        ("espeak", "ko", "아침 朝", "朝"),
        ("espeak", "de", "Brot und хлеб", "хлеб"),
        ("espeak", "ru", "хлеб и Bread", ""),
        ("espeak", "en", "α-carotene in Łódź", ""),
        ("espeak", "en", "Visit 春野 today", "春野"),
        ("flite", "en", "Visit 春野 in Łódź", "春野"),
        ("festival", "en", "Crème brûlée", ""),
        ("piper", "ja", KANJI, ""),
    ],
)
def test_letters_that_an_engine_does_not_read_are_named(engine, language, text, letters):
    assert unread(f"speech/{engine}", language, text) == letters


def test_espeak_names_what_is_said_to_be_unread_and_reads_the_rest():
    assert "t-S'a-Ini:z" in phonemes("朝", "ja"), "it says: Chinese letter"
    assert "t-S'a-Ini:z" not in phonemes("あさ", "ja")


def test_languages_without_a_voice_are_known():
    for language in ("en", "de", "fr", "es", "it", "pt-BR", "nl", "sv", "pl", "ja", "zh", "no"):
        assert has_voice(language), language
    assert not any(has_voice(language) for language in ("mn", "km", "bo"))


def test_marks_are_taken_off_for_engines_that_know_none():
    assert folded("Łódź, Crème, Øre, don’t…") == "Lodz, Creme, Ore, don't..."


def test_a_line_that_no_voice_can_read_is_refused_with_what_to_do(tmp_path):
    assets = FolderStore(tmp_path / "store")
    with pytest.raises(Missing, match=r"cannot read '朝温列短' .* scene s1: .*kana"):
        record("s1", KANJI, language="ja", profile=VoiceProfile(), assets=assets)
    why = unheard(KANJI, "ja", VoiceProfile(), recordings=(), assets=assets)
    assert all(words in why for words in ("朝温列短", "kana", "voice/"))
    assert not unheard("あさのパン。", "ja", VoiceProfile(), recordings=(), assets=assets)
    assert "mn" in unheard("Өглөө", "mn", VoiceProfile(), recordings=(), assets=assets)
