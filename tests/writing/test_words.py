import pytest

from reelwright.writing.words import lint, lint_head, sentences, spoken_seconds, word_count


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


def test_speaking_time_is_at_two_point_three_words_a_second_with_a_breath():
    assert spoken_seconds("You sit down and you wait here all day.") == pytest.approx(
        9 / 2.3 + 0.35
    )
    assert spoken_seconds("") == 0


def test_a_price_takes_longer_to_say_than_to_read():
    assert spoken_seconds("It is £1,250 now.") > spoken_seconds("It is that now.") + 0.8
