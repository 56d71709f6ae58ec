"""What is known of scripts: what belongs together, and how long letters take to say."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reelwright.domain.letters import clusters, syllables, unspaced
from reelwright.writing.words import BREATH, spoken_seconds


@given(st.text(max_size=40))
def test_clusters_are_the_text(text):
    assert "".join(clusters(text)) == text


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("เช้าแล้ว", ["เช้า", "แล้", "ว"]),
        ("क्षति", ["क्ष", "ति"]),
        ("きゃっと", ["きゃっ", "と"]),
        ("e\u0301a", ["e\u0301", "a"]),
        ("コーヒー", ["コー", "ヒー"]),
    ],
)
def test_vowel_signs_stay_with_their_letter(text, pieces):
    assert clusters(text) == pieces


def test_scripts_without_spaces_are_known():
    assert unspaced("รับขนมปัง")
    assert unspaced("朝のパン")
    assert not unspaced("아침에는 빵이")
    assert syllables("bread") is None
    assert syllables("7") is None


# Seconds that espeak-ng's voices took at 150 words a minute, silence trimmed.
SAID = {
    "Сутрин хлябът е топъл, а опашката е къса. Елате преди десет.": 4.59,
    "Утром хлеб тёплый, а очередь короткая. Приходите до десяти, первая буханка бесплатно.": 5.75,
    "Вранці хліб теплий, а черга коротка. Приходьте до десятої, перший буханець безкоштовно.": 7.42,
    "Το πρωί το ψωμί είναι ζεστό και η ουρά μικρή. Ελάτε πριν τις δέκα.": 4.33,
    "დილით პური თბილია და რიგი მოკლეა. მოდით ათ საათამდე.": 4.39,
    "Առավոտյան հացը տաք է, իսկ հերթը՝ կարճ։ Եկեք տասից առաջ։": 5.81,
    "아침에는 빵이 따뜻하고 줄도 짧습니다. 열 시 전에 오세요.": 5.49,
    "あさのパンはあたたかく、れつもみじかいです。じゅうじまえにおこしください。": 5.40,
    "सुबह रोटी गरम होती है और कतार छोटी। दस बजे से पहले आइए।": 5.10,
    "ตอนเช้าขนมปังยังอุ่นและคิวสั้น มาก่อนสิบโมงนะ": 5.21,
    "في الصباح يكون الخبز دافئًا والطابور قصيرًا. تعال قبل العاشرة.": 7.10,
    "בבוקר הלחם חם והתור קצר. בואו לפני עשר.": 3.46,
    "早上的面包是热的，队伍也很短。十点以前来，第一条免费。": 7.38,
    "Rano chleb jest ciepły, a kolejka krótka. Przyjdź przed dziesiątą.": 5.48,
}


@pytest.mark.parametrize("text", list(SAID))
def test_scripts_with_vowels_of_their_own_are_timed_as_they_are_said(text):
    planned = spoken_seconds(text) - BREATH
    assert SAID[text] / 1.25 <= planned <= SAID[text] * 1.25
