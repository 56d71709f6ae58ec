import pytest

from reelwright.domain.wording import counted
from reelwright.writing.lint import lint, lint_head
from reelwright.writing.words import BREATH, sentences, spoken_seconds, syllables, word_count


@pytest.mark.parametrize(
    ("text", "slip"),
    [
        ("You want want help.", "doubled"),
        ("You wants help.", "agree"),
        ("This is an lamp.", "article"),
        ("You see {name} again.", "placeholder"),
        ("Ring [number] today.", "placeholder"),
        ("you sit down.", "capital"),
        ("You sit down", "stop"),
        ("You sit down..", "two marks"),
        ("You sit , and wait.", "space"),
        ("You sit  down.", "stray spaces"),
        ("“You sit down.", "close"),
        ("A door — a lamp — a chair.", "dashes"),
        ("Unlock better care.", "cliché"),
        ("In today's world you wait.", "cliché"),
        ("One two three four five six seven eight nine ten a b c d e.", "15 words"),
    ],
)
def test_a_slip_is_found(text, slip):
    assert any(slip in finding for finding in lint(text))


@pytest.mark.parametrize(
    "text",
    [
        "You sit in the meeting and listen for the phone.",
        "Four o'clock. Your phone lies face up, just in case.",
        "Ask for an hour, and a one-hour visit is what you get.",
        "Nine visits in ten are made by your own carer.",
        "£29 an hour, and only the hours you use.",
        "Let it stand. Did they come?",
        "Elevators are out. You take the stairs.",
        "It is what you had had in mind, and that that is so helps.",
    ],
)
def test_plain_copy_passes(text):
    assert lint(text) == []


def test_headlines_have_two_to_six_words():
    assert lint_head("Who has the key?") == []
    assert lint_head("Alone")
    assert lint_head("This is far too long to be a headline")
    assert lint_head("who has the key?")


def test_sentences_are_cut_at_stops_only():
    assert sentences("Dr. Hale is in. It is £4.50 now! “Did they come?” You ask.") == [
        "Dr. Hale is in.",
        "It is £4.50 now!",
        "“Did they come?”",
        "You ask.",
    ]
    assert sentences("") == []


def test_words_are_counted_as_they_are_said():
    assert word_count("Seven days' notice: £29.50, half-hourly, don't wait.") == 7
    assert word_count("") == 0


# Seconds as measured on the recordings of two engines, festival and flite.
SAID = {
    "Two homes to run, and one of you.": 2.63,
    "A stranger has the key to your mother's house.": 3.12,
    "You ring; within three days most visits begin.": 3.43,
    "Every stair, at your own pace. Tell Fernhill.": 4.04,
    "Fernhill has an answer. You can stop with seven days' notice.": 4.76,
    "You want a few weeks of help, not a new life.": 3.51,
    "£29 an hour, and only the hours you use.": 4.31,
}


def test_speaking_time_is_what_voices_took():
    planned = {text: spoken_seconds(text) - BREATH for text in SAID}
    assert sum(planned.values()) == pytest.approx(sum(SAID.values()), rel=0.06)
    assert all(planned[text] == pytest.approx(SAID[text], abs=0.7) for text in SAID)
    assert spoken_seconds("") == 0


def test_figures_and_signs_between_names_take_their_time():
    """As festival said it: a film planned by less than this could not be cut."""
    text = "Here is Tarn & Tarmac's answer. Our workshop repaired 3,412 pairs of boots last year."
    assert spoken_seconds(text) - BREATH == pytest.approx(9.01, abs=1.1)


@pytest.mark.parametrize(
    ("word", "count"),
    [("homes", 1), ("opened", 2), ("20,000", 4), ("780", 7), ("£29", 4.5), ("Straßenbahn", 3)],
)
def test_syllables_are_counted_as_they_are_said(word, count):
    assert syllables(word) == count


def test_a_price_takes_longer_to_say_than_to_read():
    assert spoken_seconds("It is £1,250 now.") > spoken_seconds("It is that now.") + 0.8


def test_one_of_anything_is_told_as_one():
    assert "has 1 word;" in lint_head("Go")[0]
    assert [counted(n, "file") for n in (0, 1, 2)] == ["0 files", "1 file", "2 files"]
