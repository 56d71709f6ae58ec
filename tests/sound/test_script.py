"""A written line becomes what is said."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reelwright.sound.reading.english import cardinal, ordinal, year
from reelwright.sound.script import unmarked, write_script


@pytest.mark.parametrize(
    ("written", "spoken"),
    [
        ("£18", "eighteen pounds"),
        ("£18.50,", "eighteen pounds fifty,"),
        ("£0.99", "ninety-nine pence"),
        ("$1", "one dollar"),
        ("€1.2m", "one point two million euros"),
        ("£18/hour", "eighteen pounds per hour"),
        ("24/7.", "twenty-four seven."),
        ("5%", "five percent"),
        ("1,200", "one thousand two hundred"),
        ("28L", "twenty-eight litres"),
        ("7.5", "seven point five"),
        ("2.50", "two point five zero"),
        ("9:30am", "nine thirty a m"),
        ("9am–5pm", "nine a m to five p m"),
        ("3-4", "three to four"),
        ("£10-15", "ten pounds to fifteen pounds"),
        ("1st", "first"),
        ("1998", "nineteen ninety-eight"),
        ("2006", "two thousand and six"),
        ("2026.", "twenty twenty-six."),
        ("1990s", "nineteen nineties"),
        ("Dr.", "doctor"),
        ("NHS", "N H S"),
        ("NASA", "NASA"),
        ("&", "and"),
        ("30+", "thirty plus"),
        ("fernhill.co.uk/visit", "fernhill dot co dot U K slash visit"),
        ("hello@fernhill.example", "hello at fernhill dot example"),
        ("covid-19", "covid nineteen"),
        ("“home”", "home"),
        ("don’t", "don't"),
        ("half-price", "half-price"),
        ("1/2", "half"),
        ("20m²", "twenty square metres"),
        ("18°", "eighteen degrees"),
    ],
)
def test_figures_and_signs_are_spelled_out(written, spoken):
    script = write_script(written)
    assert script.spoken == spoken


def test_telephone_numbers_are_said_digit_by_digit():
    assert write_script("Call 0800 123 4567, now.").spoken == (
        "Call oh eight oh oh one two three four five six seven, now."
    )
    assert "one hundred" in write_script("We have 120 carers.").spoken


def test_a_lone_dash_stays_with_the_word_before():
    script = write_script("Care — at home.")
    assert [w.written for w in script.words] == ["Care —", "at", "home."]
    assert script.spoken == "Care, at home."


def test_figures_of_languages_that_are_not_known_are_left_to_the_engine():
    assert write_script("Od 18 € za den", "cs").spoken == "Od 18 € za den"
    assert write_script("Desde 18 € al día", "es").spoken == "Desde dieciocho euros al día"


def test_words_without_spaces_part_at_phrases():
    script = write_script("朝はゆっくり、コーヒーを楽しむ時間。", "ja")
    assert "".join(w.written for w in script.words) == "朝はゆっくり、コーヒーを楽しむ時間。"
    assert len(script.words) >= 4
    assert script.joiner == ""


@given(st.text(max_size=60))
def test_every_word_of_any_text_is_in_its_script(text):
    script = write_script(text)
    written = script.joiner.join(w.written for w in script.words)
    if script.joiner:
        assert written.split() == unmarked(text).split()
    for i, word in enumerate(script.words):
        assert script.spoken.startswith(word.spoken, word.at)
        if word.spoken:
            assert script.word_at(word.at) == i


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (0, "zero"),
        (21, "twenty-one"),
        (100, "one hundred"),
        (128, "one hundred and twenty-eight"),
        (1_001, "one thousand and one"),
        (2_500_000, "two million five hundred thousand"),
    ],
)
def test_numbers_in_words(number, words):
    assert cardinal(number) == words


def test_ranks_and_years():
    assert [ordinal(n) for n in (1, 2, 3, 5, 12, 20, 21, 100)] == [
        "first", "second", "third", "fifth", "twelfth", "twentieth", "twenty-first",
        "one hundredth",
    ]  # fmt: skip
    assert year(1900) == "nineteen hundred"
    assert year(1905) == "nineteen oh five"


NAMES = {"Wrocław": "Vrotswahf", "Anna Lou": "Anna Loo", "Lou": "Loo", "5G-Store": "five gee store"}


@pytest.mark.parametrize(
    ("written", "language", "spoken"),
    [
        ("Wrocław’s best, in wrocław.", "en", "Vrotswahf's best, in Vrotswahf."),
        ("Anna  Lou (Lou) is 5 today.", "en", "Anna Loo, Loo, is five today."),
        ("Call 5G-Store now, at 5 p.m.", "en", "Call five gee store now, at five p m."),
        ("Louise is no Loulou.", "en", "Louise is no Loulou."),
        ("**Lou** kommt um 8 Uhr.", "de", "Loo kommt um acht Uhr."),
        ("朝のLouで", "ja", "朝のLooで"),
        ("Lou τώρα", "el", "Loo τώρα"),
    ],
)
def test_names_are_said_as_the_brand_tells(written, language, spoken):
    script = write_script(written, language, NAMES)
    assert script.spoken == spoken
    shown = script.joiner.join(w.written for w in script.words)
    assert shown.replace(" ", "") == written.replace("**", "").replace(" ", "")
